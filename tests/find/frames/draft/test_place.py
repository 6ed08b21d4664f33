"""Drafts: the place of an event."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only

pytestmark = pytest.mark.usefixtures("no_gate")

MEETING = "استقبل وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية"

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
