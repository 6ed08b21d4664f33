"""Drafts: where a visit goes."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only

pytestmark = pytest.mark.usefixtures("no_gate")

VISIT = "زار وزير الدفاع التركي يشار غولر قطر"

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
