"""Drafts: the time of an event."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only, read

pytestmark = pytest.mark.usefixtures("no_gate")

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
