"""Drafts: place, time and destination of an event."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.lexicon import Lexicon
from marsad.model import EventMention
from tests.find.make import read

pytestmark = pytest.mark.usefixtures("no_gate")


def only(lexicon: Lexicon, text: str, kind: str, title: str = "") -> EventMention:
    found = [m for m in read(lexicon, text, title).mentions if m.type == kind]
    assert len(found) == 1, found
    return found[0]


VISIT = "زار وزير الدفاع التركي يشار غولر قطر"
MEETING = "استقبل وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{MEETING} أمس الأربعاء.", date(2023, 5, 17)),
        (f"{MEETING} يوم 12 مايو 2023.", date(2023, 5, 12)),
        (f"أمس الأربعاء {MEETING}.", date(2023, 5, 17)),
        (f"{MEETING}. وكان الوزير قد عاد أمس الأربعاء.", None),
        (f"{MEETING}.", None),
    ],
)
def test_the_time_of_the_clause(lexicon: Lexicon, text: str, day: date | None) -> None:
    mention = only(lexicon, text, "meeting")
    assert mention.start == day
    if day is None:
        assert mention.reasons["start"]


def test_the_time_of_the_report_is_not_the_events(lexicon: Lexicon) -> None:
    text = f"أعلنت وزارة الدفاع التركية أمس الأربعاء أن الوزير {MEETING.removeprefix('استقبل ')} استقبل ضيفه."
    assert all(m.start is None for m in read(lexicon, text).mentions)


@pytest.mark.parametrize(
    ("text", "country", "city"),
    [
        (f"{MEETING} في أنقرة.", "TR", "أنقرة"),
        (f"{MEETING} في مدينة إسطنبول.", "TR", "إسطنبول"),
        (f"أنقرة - {MEETING}.", "TR", None),
    ],
)
def test_the_place_of_the_clause(lexicon: Lexicon, text: str, country: str, city: str | None) -> None:
    mention = only(lexicon, text, "meeting")
    assert (mention.country, mention.city) == (country, city)


@pytest.mark.parametrize(
    ("text", "country", "city"),
    [
        (f"{VISIT}.", "QA", None),
        ("توجه وزير الدفاع التركي يشار غولر إلى مدينة ميونخ.", "DE", "ميونخ"),
        ("وصل وزير الدفاع التركي يشار غولر إلى الدوحة قادما من مسقط.", "QA", "الدوحة"),
        ("حل وزير الدفاع التركي يشار غولر بالرباط.", "MA", "الرباط"),
    ],
)
def test_where_a_visit_goes(lexicon: Lexicon, text: str, country: str, city: str | None) -> None:
    mention = only(lexicon, text, "visit")
    assert (mention.country, mention.city) == (country, city)
    assert ("host", country) in {(p.part, p.country) for p in mention.participants}


def test_the_head_of_a_party_speaks_for_no_state(lexicon: Lexicon) -> None:
    text = "استقبل رئيس حزب الشعب الإسباني ألبرتو نونيز وزير الداخلية المغربي عبد الوافي لفتيت."
    assert not any("ES" in {p.country for p in m.participants} for m in read(lexicon, text).mentions)
