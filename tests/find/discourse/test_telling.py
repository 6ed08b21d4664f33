"""What the mentions of one page lend each other, and which of them are one event."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import read

pytestmark = pytest.mark.usefixtures("no_gate")
GUEST = "وزير الدفاع التركي يشار غولر"
HOST = "وزير الدفاع القطري خالد العطية"


def types(lexicon: Lexicon, text: str, title: str = "") -> list[str]:
    return sorted(m.type for m in read(lexicon, text, title).mentions)


def test_an_event_told_twice_is_one(lexicon: Lexicon) -> None:
    text = f"استقبل {HOST} أمس {GUEST}. وكان العطية قد استقبل غولر في الدوحة."
    mentions = read(lexicon, text, f"{HOST} يستقبل {GUEST}").mentions
    assert [m.type for m in mentions] == ["meeting"]
    assert (mentions[0].start, mentions[0].country) == (date(2023, 5, 17), "QA")


def test_a_delivery_told_by_its_weekday_and_again_by_its_days_is_one(lexicon: Lexicon) -> None:
    text = (
        "أعلنت إيطاليا أن روما سلمت لبنان الأربعاء خمس مروحيات عسكرية. "
        "وقالت السفارة: في 17 و18 مايو سلمت إيطاليا لبنان خمس مروحيات عسكرية."
    )
    (told,) = read(lexicon, text).mentions
    assert (told.type, told.start) == ("assistance", date(2023, 5, 17))
    other = text.replace("في 17 و18 مايو", "في 2 مايو")
    assert types(lexicon, other) == ["assistance", "assistance"]


def test_deliveries_of_other_things_are_two(lexicon: Lexicon) -> None:
    text = "سلمت إيطاليا لبنان خمس مروحيات عسكرية في مارس. وسلمت إيطاليا لبنان زوارق دورية في مارس."
    assert types(lexicon, text) == ["assistance", "assistance"]
    assert types(lexicon, text.replace("زوارق دورية", "مروحيات أخرى")) == ["assistance"]


def test_different_days_are_two_events(lexicon: Lexicon) -> None:
    text = f"استقبل {HOST} يوم 3 مايو 2023 {GUEST}. واستقبل {HOST} يوم 9 مايو 2023 {GUEST}."
    assert types(lexicon, text) == ["meeting", "meeting"]


def test_a_visit_and_its_talks_are_two(lexicon: Lexicon) -> None:
    text = f"زار {GUEST} قطر أمس الأربعاء. واجتمع غولر مع {HOST}."
    mentions = read(lexicon, text).mentions
    assert sorted(m.type for m in mentions) == ["meeting", "visit"]
    assert {(m.start, m.country) for m in mentions} == {(date(2023, 5, 17), "QA")}


def test_a_visit_takes_the_day_of_its_talks(lexicon: Lexicon) -> None:
    text = f"زار {GUEST} قطر. واجتمع غولر أمس الأربعاء مع {HOST}."
    assert {m.start for m in read(lexicon, text).mentions} == {date(2023, 5, 17)}


def test_the_visited_state_hosts_without_a_name(lexicon: Lexicon) -> None:
    (visit,) = read(lexicon, f"زار {GUEST} قطر.").mentions
    assert [(p.name, p.country) for p in visit.participants if p.part == "host"] == [(None, "QA")]


def test_a_call_is_no_meeting_too(lexicon: Lexicon) -> None:
    text = f"أجرى {GUEST} محادثات مع {HOST} خلال اتصال هاتفي."
    assert types(lexicon, text) == ["call"]


def test_named_attendees_take_part(lexicon: Lexicon) -> None:
    text = f"استقبل {HOST} {GUEST} في الدوحة. حضر اللقاء رئيس الأركان القطري سالم النابت."
    (meeting,) = read(lexicon, text).mentions
    assert ("host", "سالم النابت") in {(p.part, p.name) for p in meeting.participants}


def test_a_page_without_events(lexicon: Lexicon) -> None:
    assert types(lexicon, "تشهد المنطقة طقسا معتدلا. وتتواصل أشغال الطريق.", "أخبار الطقس") == []
