"""An announcement, the event and its later mention are one event with a history."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from marsad.merge import merge
from marsad.merge.story import status_history
from tests.merge.make import mention, on, who
from tests.merge.strategies import sourced

HOST = who("host", "ES", "خوسيه مارين", "وزير الداخلية")
GUEST = who("guest", "MA", "كريم الفاسي", "وزير الداخلية")


def told(page: str, start: str | None, published: str, status: str = "happened", **fields):
    return on(page, mention("meeting", start, None, HOST, GUEST, status=status, **fields), published=published)


def only(*mentions):
    (event,) = merge(mentions).events
    return event


def test_announced_told_and_recalled() -> None:
    event = only(
        told("a", "2022-06-13", "2022-06-08", "planned"),
        told("b", "2022-06-13", "2022-06-14"),
        told("c", "2022-06-13", "2022-06-15"),
        told("d", "2022-06-13", "2022-09-01"),
    )
    assert event.status == "happened"
    assert [(s.stage, s.status, s.since, s.mentions) for s in event.history] == [
        ("announced", "planned", date(2022, 6, 8), ("a#0",)),
        ("told", "happened", date(2022, 6, 14), ("b#0", "c#0")),
        ("recalled", "happened", date(2022, 9, 1), ("d#0",)),
    ]
    assert event.history[1].until == date(2022, 6, 15)


def test_recalled_with_a_month_or_a_year_only() -> None:
    month = mention("meeting", "2022-06-01", "2022-06-30", HOST, GUEST, precision="month")
    year = mention("meeting", "2022-01-01", "2022-12-31", HOST, GUEST, precision="year")
    event = only(
        told("b", "2022-06-13", "2022-06-14"),
        on("d", month, published="2022-09-01"),
        on("e", year, published="2023-02-01"),
    )
    assert (event.start, event.precision) == (date(2022, 6, 13), "day")
    assert [s.stage for s in event.history] == ["told", "recalled"]


def test_held_on_another_day_than_announced_is_one_event_and_changed() -> None:
    event = only(
        told("a", "2022-06-13", "2022-06-08", "planned"),
        told("b", "2022-06-20", "2022-06-21"),
    )
    assert (event.start, event.status) == (date(2022, 6, 20), "happened")
    assert [f.kind for f in event.disagreements] == ["changed"]
    assert [s.stage for s in event.history] == ["announced", "told"]


def test_across_a_month() -> None:
    assert only(told("a", "2022-06-28", "2022-06-20", "planned"), told("b", "2022-07-05", "2022-07-06"))


def test_called_off() -> None:
    event = only(told("a", "2022-06-13", "2022-06-08", "planned"), told("b", "2022-06-13", "2022-06-12", "denied"))
    assert event.status == "denied"
    assert [s.status for s in event.history] == ["planned", "denied"]


def test_two_meetings_of_the_same_people_stay_two() -> None:
    held = told("a", "2022-06-13", "2022-06-14")
    assert len(merge([held, told("b", "2022-06-20", "2022-06-21")]).events) == 2
    announced_after_the_other = told("b", "2022-06-20", "2022-06-16", "planned")
    assert len(merge([held, announced_after_the_other]).events) == 2
    long_before = told("b", "2022-05-20", "2022-05-10", "planned")
    assert len(merge([held, long_before]).events) == 2


def test_other_people_are_another_event() -> None:
    other = on(
        "b", mention("meeting", "2022-06-20", None, who("host", "ES", "بيدرو سالغادو"), GUEST), published="2022-06-21"
    )
    assert len(merge([told("a", "2022-06-13", "2022-06-08", "planned"), other]).events) == 2


@given(sourced())
def test_every_mention_is_in_one_step_and_order_does_not_matter(mentions) -> None:
    steps = status_history(mentions, date(2022, 6, 5))
    assert sorted(key for step in steps for key in step.mentions) == sorted(m.key for m in mentions)
    assert status_history(mentions[::-1], date(2022, 6, 5)) == steps
    days = [step.since for step in steps if step.since]
    assert days == sorted(days)
