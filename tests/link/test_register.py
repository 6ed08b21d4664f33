"""The register: reading, mistakes told, names, offices with their years, and what a user lays over it."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.errors import LexiconError
from marsad.link.names import Names
from marsad.link.register import OFFICIALS, day_of, load_register, read_entries

OURS = """
- id: us-burns
  country: US
  names: {latin: [Bill Burns]}
- id: xx-test
  country: MA
  names: {ar: [كنزة التطواني], latin: [Kenza Tetouani]}
  offices:
    - {office: مديرة مركز الأرصاد, org: null, since: 2021-05, until: 2022-03}
"""


@pytest.fixture(scope="module")
def register():
    return load_register()


def ids(found) -> list[str]:
    return [official.id for official in found]


def test_the_whole_register_is_valid(register) -> None:
    assert len(register) == len(read_entries(OFFICIALS)) > 800


@pytest.mark.parametrize(
    ("day", "who"),
    [("2015-07-01", "us-brennan"), ("2022-06-13", "us-burns"), ("2025-06-01", "us-ratcliffe")],
)
def test_an_office_has_one_holder_at_a_time(register, day, who) -> None:
    for title in ("مدير وكالة الاستخبارات المركزية", "مدير وكالة المخابرات المركزية الأمريكية"):
        assert ids(register.holders(title, "US", date.fromisoformat(day))) == [who]


def test_without_a_day_or_a_country_nobody_holds_an_office(register) -> None:
    assert register.holders("وزير الداخلية", "MA", None) == []
    assert register.holders("وزير الداخلية", None, date(2015, 5, 1)) == []


def test_an_open_end_gives_way_to_the_next_holder(tmp_path) -> None:
    path = tmp_path / "ours.yml"
    path.write_text(
        "- {id: a-1, country: MA, names: {ar: [زهرة أمزيان]}, offices: [{office: رئيس المرصد, since: 2010}]}\n"
        "- {id: a-2, country: MA, names: {ar: [لمياء بوعزة]}, offices: [{office: رئيسة المرصد, since: 2018}]}\n",
        encoding="utf-8",
    )
    ours = load_register([path])
    assert ids(ours.holders("رئيس المرصد", "MA", date(2012, 1, 1))) == ["a-1"]
    assert ids(ours.holders("رئيس المرصد", "MA", date(2020, 1, 1))) == ["a-2"]


def test_a_surname_on_record_says_nothing_of_a_longer_name(register) -> None:
    found = {official.id: says for official, says in register.named("Hammouchi")}
    assert found == {"ma-hammouchi": Names.SHORT}
    assert register.named("حافظ قائد السبسي") == []


def test_files_of_the_user_add_people_and_names(tmp_path) -> None:
    path = tmp_path / "ours.yml"
    path.write_text(OURS, encoding="utf-8")
    ours = load_register([path])
    burns = ours.get("us-burns")
    assert burns is not None
    assert "Bill Burns" in burns.names
    assert "William Burns" in burns.names
    assert ids(ours.holders("مديرة مركز الأرصاد", "MA", date(2022, 3, 31))) == ["xx-test"]
    assert ours.holders("مديرة مركز الأرصاد", "MA", date(2022, 4, 1)) == []
    assert load_register().get("xx-test") is None


def test_all_mistakes_of_a_file_are_told_with_their_lines(tmp_path) -> None:
    path = tmp_path / "ours.yml"
    path.write_text(
        "- {id: a, country: MA, names: {ar: [اسم]}, offices: [{office: وزير, since: soon}]}\n"
        "- {country: MA, names: {ar: [اسم]}}\n"
        "- {id: a, names: {}, colour: red}\n",
        encoding="utf-8",
    )
    with pytest.raises(LexiconError) as told:
        read_entries(path)
    text = "\n".join(told.value.problems)
    assert "ours.yml:1: since: 'soon' is no year" in text
    assert "ours.yml:2: an official needs an id" in text
    assert "ours.yml:3: there is no field 'colour'" in text


def test_months_and_years() -> None:
    assert day_of("2021", last=False) == date(2021, 1, 1)
    assert day_of(2021, last=True) == date(2021, 12, 31)
    assert day_of("2024-02", last=True) == date(2024, 2, 29)
    assert day_of("2024-13", last=True) is None
