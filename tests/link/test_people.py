"""Everybody once: spellings joined, strangers kept apart, judgements above both, in any order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import UsageError
from marsad.link.actors import Appearance
from marsad.link.people import People, form_of, join
from marsad.link.register import load_register

REGISTER = load_register()
DAY = date(2022, 6, 13)


def told(name: str, country: str | None = "MA", role: str | None = None):
    return Appearance(name, role, None, country, DAY)


EVERYBODY = [
    told("عبد اللطيف حموشي"),
    told("حموشي", role="المدير العام للأمن الوطني"),
    told("Abdellatif Hammouchi"),
    told("وليام بورنز", "US"),
    told("ويليام بيرنز", "US", "مدير وكالة المخابرات المركزية"),
    told("محمد العلوي", role="قائد الدرك"),
    told("محمد العلوي", "KW"),
    told("كلينتون", "US"),
    told("بيل كلينتون", "US"),
    told("هيلاري كلينتون", "US"),
]


def groups(people: People) -> set[frozenset[str]]:
    return {frozenset(person.spellings) for person in people}


def test_spellings_and_scripts_of_one_person_are_joined_and_strangers_are_not() -> None:
    people = join(EVERYBODY, REGISTER)
    assert frozenset({"عبد اللطيف حموشي", "حموشي", "Abdellatif Hammouchi"}) in groups(people)
    assert frozenset({"وليام بورنز", "ويليام بيرنز"}) in groups(people)
    burns = people.person("ويليام بيرنز", "US")
    assert burns is not None
    assert (burns.key, burns.official) == ("us-burns", "us-burns")
    assert people.person("محمد العلوي", "MA") != people.person("محمد العلوي", "KW")
    assert {"بيل كلينتون", "هيلاري كلينتون", "كلينتون"} <= {name for g in groups(people) for name in g if len(g) == 1}


@given(st.permutations(EVERYBODY))
def test_the_order_does_not_matter(shuffled) -> None:
    assert join(shuffled, REGISTER) == join(EVERYBODY, REGISTER)


def test_judgements_stand_above_names_and_register() -> None:
    bill, alone = form_of("بيل كلينتون (US)"), form_of("كلينتون (US)")
    people = join(EVERYBODY, REGISTER, same=[(bill, alone)])
    assert people.person("كلينتون", "US") == people.person("بيل كلينتون", "US")
    latin, surname = form_of("Abdellatif Hammouchi (MA)"), form_of("حموشي (MA)")
    people = join(EVERYBODY, REGISTER, apart=[(latin, surname)])
    assert people.person("Abdellatif Hammouchi", "MA") != people.person("حموشي", "MA")


@pytest.mark.parametrize("text", ["", "  ", "(MA)"])
def test_what_is_no_name_is_told(text) -> None:
    with pytest.raises(UsageError, match="is no name"):
        form_of(text)
