"""The composed event: the most precise value that no source contradicts, and every disagreement."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.merge.compose import compose
from marsad.merge.periods import smallest_period
from marsad.model import Evidence

from .make import mention, on, who

HAMZA = who("guest", "MA", "حمزة الطيبي", "مدير الأمن الوطني")
US = who("host", "US")


def test_the_most_precise_date_that_none_contradicts() -> None:
    event = compose("e", [
        on("a", mention("visit", "2022-06-01", "2022-06-30", HAMZA, US, precision="month")),
        on("b", mention("visit", "2022-06-13", None, HAMZA, US)),
    ])  # fmt: skip
    assert (event.start, event.end, event.precision) == (date(2022, 6, 13), date(2022, 6, 13), "day")
    assert not event.disagreements


def test_days_that_exclude_each_other_are_shown_and_not_averaged() -> None:
    event = compose("e", [
        on("a", mention("visit", "2022-06-13", None, HAMZA, US, said="يوم الاثنين")),
        on("b", mention("visit", "2022-06-14", None, HAMZA, US, said="يوم الثلاثاء")),
    ])  # fmt: skip
    assert (event.start, event.end, event.precision) == (date(2022, 6, 13), date(2022, 6, 19), "week")
    (finding,) = event.disagreements
    assert finding.kind == "contradiction"
    assert [words.quote for words in finding.evidence] == ["يوم الاثنين", "يوم الثلاثاء"]
    assert finding.sources == ("a#0", "b#0")
    assert [claim.value for claim in event.claims["date"]] == [
        ["2022-06-13", "2022-06-13", "day"],
        ["2022-06-14", "2022-06-14", "day"],
    ]


def test_an_announcement_for_another_day_is_a_change() -> None:
    event = compose("e", [
        on("a", mention("visit", "2022-06-13", None, HAMZA, US, status="planned"), published="2022-06-10"),
        on("b", mention("visit", "2022-06-14", None, HAMZA, US), published="2022-06-15"),
    ])  # fmt: skip
    assert (event.start, event.status) == (date(2022, 6, 14), "happened")
    assert [finding.kind for finding in event.disagreements] == ["changed"]


def test_place_number_and_denial() -> None:
    police = who("agent", "MA")
    event = compose("e", [
        on("a", mention("arrest", "2022-06-13", None, police, count=5, country="MA", city="طنجة")),
        on("b", mention("arrest", "2022-06-13", None, police, count=7, country="MA", city="تطوان")),
        on("c", mention("arrest", "2022-06-13", None, police, status="denied"), published="2022-06-20"),
    ])  # fmt: skip
    assert (event.country, event.city, event.count, event.status) == ("MA", None, None, "denied")
    assert [finding.why.split(":")[0] for finding in event.disagreements] == ["city", "count", "status"]


def test_actors_are_united_and_a_bare_country_gives_way() -> None:
    event = compose("e", [
        on("a", mention("visit", None, None, who("guest", "MA", "الطيبي"), US)),
        on("b", mention("visit", None, None, HAMZA, who("host", "US", None, "وزير الدفاع", "وزارة الدفاع"))),
    ])  # fmt: skip
    assert [(p.name, p.country, p.part) for p in event.participants] == [
        (None, "US", "host"),
        ("حمزة الطيبي", "MA", "guest"),
    ]
    assert len(event.claims["participants"]) == 4


def test_two_holders_of_one_office_contradict() -> None:
    event = compose("e", [
        on("a", mention("gathering", None, None, who("guest", "US", "لينا كارتر", "وزير الدفاع"))),
        on("b", mention("gathering", None, None, who("guest", "US", "جون ميلر", "وزير الدفاع"))),
    ])  # fmt: skip
    assert [finding.why.split(":")[0] for finding in event.disagreements] == ["participants"]


def test_a_claim_by_one_side_alone() -> None:
    said = Evidence("body", 0, 30, "حسب بلاغ لمديرية الأمن بالمملكة", "test")
    police = who("agent", "MA", None, None, "مديرية الأمن")
    told = mention("cooperation", "2022-06-13", None, police, who("recipient", "US"),
                   attribution="communique", fields={"attribution": said})  # fmt: skip
    event = compose("e", [on("a", told)])
    assert [finding.kind for finding in event.disagreements] == ["one-sided"]
    both = compose(
        "e",
        [
            on("a", told),
            on("b", mention("cooperation", "2022-06-13", None, who("agent", "MA"), who("recipient", "US"))),
        ],
    )
    assert not both.disagreements


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_the_smallest_period_holds_both_days(a, b) -> None:
    first, last = sorted((a, b))
    period = smallest_period(first, last)
    assert period.first <= first and last <= period.last


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2022-06-13", "2022-06-14", "week"),
        ("2022-06-12", "2022-06-13", "month"),
        ("2022-06-30", "2022-07-01", "week"),
        ("2022-05-01", "2022-06-20", "quarter"),
        ("2022-03-31", "2022-04-04", "half"),
        ("2022-06-20", "2022-07-20", "year"),
    ],
)
def test_smallest_period(first, last, precision) -> None:
    assert smallest_period(date.fromisoformat(first), date.fromisoformat(last)).precision == precision
