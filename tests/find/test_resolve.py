"""Who is meant: surnames, titles, styles and counterparts resolve to what the page said before."""

from __future__ import annotations

import pytest

from marsad.find.resolve import same_person
from marsad.lexicon import Lexicon

from .make import scene


def people(lexicon: Lexicon, text: str, title: str = "") -> list[tuple[str | None, str | None, str | None]]:
    """Name, role and country of each person, in order."""
    made, cast = scene(lexicon, text, title)
    text_of = made.tagged.tokens.text
    return [
        (text_of(*a.name) if a.name else None, text_of(*a.role) if a.role else None, a.country)
        for a in cast.actors
        if a.kind == "person"
    ]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("اشتون كارتر", "اشتون كارتر", True),
        ("كارتر", "كارتر", True),
        ("اشتون كارتر", "اشتون بالدوين كارتر", True),
        ("محمد سلمان", "محمد بن سلمان", True),
        ("كارتر", "جون كيري", False),
        ("محمد علي", "علي محمد", False),
        ("محمد", "محمد زكي", False),
        ("", "محمد زكي", False),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert bool(same_person(tuple(a.split()), tuple(b.split()))) is same
    assert bool(same_person(tuple(b.split()), tuple(a.split()))) is same


def test_a_surname_is_the_person_told_before(lexicon: Lexicon) -> None:
    text = "وصل وزير الدفاع الأمريكي آشتون كارتر. وقال كارتر إن الزيارة مهمة."
    assert people(lexicon, text)[1:] == [("آشتون كارتر", "وزير الدفاع الأمريكي", "US")]


def test_a_title_alone_is_the_person_who_holds_it(lexicon: Lexicon) -> None:
    text = "وصل وزير الدفاع الأمريكي آشتون كارتر. والتقى وزير الدفاع الأمريكي الجنود."
    assert people(lexicon, text)[1][0] == "آشتون كارتر"


def test_a_title_of_another_state_is_somebody_else(lexicon: Lexicon) -> None:
    text = "وصل وزير الدفاع الأمريكي آشتون كارتر. وكان وزير الدفاع التركي في استقباله."
    assert people(lexicon, text)[1] == (None, "وزير الدفاع التركي", "TR")


def test_a_style_is_the_prince_told_last(lexicon: Lexicon) -> None:
    text = "استقبل الأمير خالد بن سلمان وزير الدفاع السعودي الضيف. وأكد سموه أهمية اللقاء."
    assert [name for name, _, _ in people(lexicon, text)] == ["خالد بن سلمان", "خالد بن سلمان"]


def test_a_counterpart_has_the_office_told_before_and_its_own_country(lexicon: Lexicon) -> None:
    text = "اجتمع وزير الداخلية التونسي كمال الفقي مع نظيره الجزائري إبراهيم مراد."
    _, (name, role, country) = people(lexicon, text)
    assert (name, country) == ("إبراهيم مراد", "DZ")
    assert role is not None
    assert role.startswith("وزير الداخلية")


def test_the_register_gives_a_country_and_never_a_person(lexicon: Lexicon) -> None:
    named = people(lexicon, "اجتمع المدير العام للأمن الوطني عبد اللطيف حموشي بالضباط.")
    assert [(n, c) for n, _, c in named] == [("عبد اللطيف حموشي", "MA")]
    unnamed = people(lexicon, "اجتمع المدير العام للأمن الوطني بالضباط.")
    assert [n for n, _, _ in unnamed] == [None]


def test_two_people_of_one_given_name_stay_two(lexicon: Lexicon) -> None:
    text = "اجتمع وزير الدفاع المصري محمد زكي ووزير الداخلية المغربي محمد حصاد."
    assert [n for n, _, _ in people(lexicon, text)] == ["محمد زكي", "محمد حصاد"]


def test_the_states_that_a_page_is_about(lexicon: Lexicon) -> None:
    _, cast = scene(lexicon, "استقبلت فرنسا وفدا. وقالت فرنسا إن فرنسا ستواصل. وشكرت فرنسا إيطاليا.")
    assert cast.home == "FR"
    assert cast.ranking == ("FR",)


def test_a_page_without_states_has_no_home(lexicon: Lexicon) -> None:
    _, cast = scene(lexicon, "ارتفعت درجات الحرارة.")
    assert (cast.home, cast.ranking, cast.kingdom) == (None, (), None)
