"""Each comparison, what forbids, and that every level has its weight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.merge.compare import (
    FEATURES,
    NO_CONTEXT,
    THRESHOLD,
    Context,
    compare_countries,
    compare_materiel,
    compare_people,
    compare_place,
    compare_subjects,
    compare_time,
    conflict,
    score,
)
from marsad.merge.profile import profile
from marsad.model import Evidence

from .make import mention, on, who
from .strategies import mentions

HAMZA = who("guest", "MA", "حمزة الطيبي", "مدير الأمن الوطني")
LINA = who("host", "US", "لينا كارتر", "وزيرة الدفاع")
KING = who("host", "SA", "سامر بن فهد")
SON = who("host", "SA", "محمد بن سامر بن فهد")
AIDE = who("host", "SA", "ياسر العلي")


def two(a, b, first: str | None = None, second: str | None = None):
    return profile(on("a", a, published=first)), profile(on("b", b, published=second))


@settings(deadline=None)
@given(mentions(), mentions(), st.booleans(), st.booleans())
def test_every_level_has_a_weight_and_order_does_not_matter(a, b, origin, company) -> None:
    x, y = two(a, b)
    context = Context(origin, company)
    assert score(x, y, context) == score(y, x, context)
    assert (conflict(x, y) is None) == (conflict(y, x) is None)


def test_features_are_documented() -> None:
    assert all(feature.compare.__doc__ for feature in FEATURES)
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (("2022-06-13", "2022-06-13", "day"), ("2022-06-13", "2022-06-13", "day"), "same days"),
        (("2022-06-13", "2022-06-14", "day"), ("2022-06-13", "2022-06-13", "day"), "overlapping days"),
        (("2022-06-13", "2022-06-13", "day"), ("2022-06-14", "2022-06-14", "day"), "one day off"),
        (("2022-06-13", "2022-06-13", "day"), ("2022-06-15", "2022-06-15", "day"), "apart"),
        (("2022-06-13", "2022-06-13", "day"), ("2022-06-01", "2022-06-30", "month"), "within a month"),
        (("2022-01-01", "2022-12-31", "year"), ("2022-06-01", "2022-06-30", "month"), "within a year"),
    ],
)
def test_time(a, b, level) -> None:
    x, y = two(*(mention("visit", s, e, precision=p) for s, e, p in (a, b)))
    assert compare_time(x, y, NO_CONTEXT) == level


@pytest.mark.parametrize(
    ("published", "level"),
    [
        ("2022-06-14", "undated, that day's news"),
        ("2022-06-16", "undated, days"),
        ("2022-07-01", "undated, weeks"),
        ("2023-06-15", "undated, far"),
        (None, "unknown"),
    ],
)
def test_undated(published, level) -> None:
    x, y = two(mention("visit", "2022-06-13"), mention("visit"), second=published)
    assert compare_time(x, y, NO_CONTEXT) == level


def test_people_on_two_sides_and_one() -> None:
    x, y = two(
        mention("meeting", None, None, HAMZA, LINA),
        mention("meeting", None, None, who("guest", "MA", "الطيبي"), LINA),
    )
    assert compare_people(x, y, NO_CONTEXT) == "on two sides"
    x, y = two(mention("meeting", None, None, HAMZA, LINA), mention("meeting", None, None, HAMZA, who("host", "US")))
    assert compare_people(x, y, NO_CONTEXT) == "on one side"


def test_countries_and_place() -> None:
    x, y = two(
        mention("visit", None, None, who("guest", "MA"), who("host", "US"), country="US", city="واشنطن"),
        mention("visit", None, None, who("guest", "MA"), country="US", city="بوسطن"),
    )
    assert compare_countries(x, y, NO_CONTEXT) == "one within the other's"
    assert compare_place(x, y, NO_CONTEXT) == "other city"


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        (mention("visit"), mention("meeting"), "other type"),
        (mention("visit", "2022-06-13"), mention("visit", "2022-06-16"), "other time"),
        (
            mention("meeting", "2022-06-13", None, HAMZA, who("host", "US")),
            mention("meeting", "2022-06-13", None, who("guest", "MA", "كريم الفاسي"), who("host", "US")),
            "other people",
        ),
        (
            mention("extradition", None, None, who("agent", "MA"), who("recipient", "FR")),
            mention("extradition", None, None, who("agent", "FR"), who("recipient", "MA")),
            "exchanged",
        ),
        (
            mention("visit", None, None, who("guest", "MA"), who("host", "US")),
            mention("visit", None, None, who("guest", "MA"), who("host", "ES")),
            "other countries",
        ),
        (
            mention("commendation", None, None, who("agent", "MA"), who("recipient", "US")),
            mention("commendation", None, None, who("agent", "MA"), who("recipient", "ES")),
            "other countries",
        ),
        (
            mention("agreement", None, None, who("party", "MA", "حمزة الطيبي"), who("party", "US", "لينا كارتر")),
            mention("agreement", None, None, who("party", "MA", "كريم الفاسي"), who("party", "US", "جون ميلر")),
            "other people",
        ),
        (
            mention("meeting", None, None, KING, SON, HAMZA),
            mention("meeting", None, None, SON, AIDE, HAMZA),
            "received or led by others",
        ),
    ],
)
def test_what_forbids(a, b, why) -> None:
    x, y = two(a, b)
    assert why in (conflict(x, y) or "")


def test_one_day_off_and_part_of_a_list_forbid_nothing() -> None:
    x, y = two(
        mention("meeting", "2022-06-13", None, KING, SON, AIDE, HAMZA),
        mention("meeting", "2022-06-14", None, KING, HAMZA),
    )
    assert conflict(x, y) is None
    assert score(x, y) >= THRESHOLD


def test_two_countries_of_one_meeting_are_a_contradiction_where_all_else_agrees() -> None:
    x, y = two(
        mention("meeting", "2022-06-13", None, HAMZA, LINA, country="US"),
        mention("meeting", "2022-06-13", None, HAMZA, LINA, country="MA"),
    )
    assert conflict(x, y) is None
    x, y = two(
        mention("visit", "2022-06-13", None, HAMZA, country="US"),
        mention("visit", "2022-06-13", None, HAMZA, country="ES"),
    )
    assert conflict(x, y)


def test_a_body_may_stand_for_a_state_and_one_other_signatory_forbids_nothing() -> None:
    x, y = two(
        mention("arrest", None, None, who("agent", "MA"), who("recipient", "INTERPOL")),
        mention("arrest", None, None, who("agent", "MA"), who("recipient", "FR")),
    )
    assert conflict(x, y) is None
    x, y = two(
        mention("agreement", None, None, who("party", "MA", "حمزة الطيبي"), who("party", "US", "لينا كارتر")),
        mention("agreement", None, None, who("party", "MA", "كريم الفاسي"), who("party", "US", "لينا كارتر")),
    )
    assert conflict(x, y) is None


def test_two_companies_on_one_side_are_two_meetings() -> None:
    others = [who("host", "SA", name) for name in ("ماجد الحربي", "فواز الدوسري", "طلال العنزي", "راكان المطيري")]
    x, y = two(
        mention("meeting", "2022-06-13", None, SON, *others[:2], HAMZA),
        mention("meeting", "2022-06-13", None, SON, *others[2:], HAMZA),
    )
    assert "led by others" in (conflict(x, y) or "")
    x, y = two(
        mention("meeting", "2022-06-13", None, SON, *others[:2], HAMZA),
        mention("meeting", "2022-06-13", None, SON, *others[1:3], HAMZA),
    )
    assert conflict(x, y) is None


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [("NG", "NG", "of one nationality"), ("NG", "RO", "of others"), ("NG", None, "not given on both")],
)
def test_nationality_of_those_arrested(a, b, level) -> None:
    x, y = two(*(mention("arrest", None, None, who("agent", "AE"), who("subject", nation)) for nation in (a, b)))
    assert compare_subjects(x, y, NO_CONTEXT) == level


def test_others_may_act_for_a_side_in_an_agreement_but_not_in_a_meeting() -> None:
    def told(kind: str, name: str):
        return mention(kind, "2022-06-13", None, who("party", "MA", name), who("party", "US"))

    agreed, met = (two(told(kind, "حمزة الطيبي"), told(kind, "كريم الفاسي")) for kind in ("agreement", "meeting"))
    assert compare_people(*agreed, NO_CONTEXT) == "others, who may act for one side"
    assert compare_people(*met, NO_CONTEXT) == "others"


GIVES, TAKES = who("agent", "IT"), who("recipient", "LB")


def aid(said: str, type: str = "assistance", **fields):
    return mention(type, "2022-06-13", None, GIVES, TAKES, said=said, **fields)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("سلمت إيطاليا لبنان خمس مروحيات", "تسليم مقاتلات رافال إلى لبنان", "others"),
        ("سلمت إيطاليا لبنان خمس مروحيات", "وصلت المروحيات الإيطالية", "shared"),
        ("سلمت طائرات مروحية", "وصلت المروحيات الإيطالية", "shared"),
        ("تسليم أربع طائرات من طراز إف-16", "وصول مقاتلات إلى لبنان", "shared"),
        ("سلمت إيطاليا لبنان خمس مروحيات", "دعم إيطالي للبنان", "not named on both"),
    ],
)
def test_what_is_delivered_tells_aid_apart(a, b, level) -> None:
    x, y = two(aid(a), aid(b))
    assert compare_materiel(x, y, NO_CONTEXT) == compare_materiel(y, x, NO_CONTEXT) == level
    assert (score(x, y) >= THRESHOLD) is (level != "others")


def test_materiel_is_compared_where_something_is_delivered_or_agreed_on() -> None:
    x, y = two(aid("زار مصنع المروحيات", "visit"), aid("زار مصنع المقاتلات", "visit"))
    assert compare_materiel(x, y, NO_CONTEXT) == "not named on both"


def test_a_topic_s_words_soon_after_the_quotation_name_materiel_too() -> None:
    close, far = Evidence("body", 30, 37, "مروحيات", "t"), Evidence("body", 900, 907, "مروحيات", "t")
    x, y = two(aid("سلمت لبنان", fields={"topics.weapons": close}), aid("سلمت لبنان", fields={"topics.weapons": far}))
    assert (x.materiel, y.materiel) == ({"helicopter"}, frozenset())


def test_what_a_page_tells_as_held_was_held_by_its_day() -> None:
    held, planned = mention("gathering", None), mention("gathering", "2022-06-20", status="planned")
    assert "before 2022-06-20" in (conflict(*two(held, planned, first="2022-06-13")) or "")
    assert conflict(*two(held, planned, first="2022-06-19")) is None  # outlets may be a day apart
    assert conflict(*two(held, planned, first="2022-07-01")) is None  # told afterwards
    assert conflict(*two(replace(held, status="planned"), planned, first="2022-06-13")) is None
