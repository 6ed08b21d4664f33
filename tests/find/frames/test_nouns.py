"""Nouns of an event in another sense."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import read, reasons

pytestmark = pytest.mark.usefixtures("no_gate")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("جرى في المطار استقبال الطائرة بحضور وزير الدفاع اليمني.", "a thing is received, nobody"),
        ("قال وزير الدفاع العراقي في لقاء مع صحيفة تركية إن الحدود آمنة.", "an interview"),
        ("أسهمت زيارات المسؤولين العراقيين إلى السعودية في تعزيز الأمن.", "visits in general"),
    ],
)
def test_another_sense(lexicon: Lexicon, body: str, reason: str) -> None:
    assert reason in reasons(lexicon, body)


def test_the_plain_sense(lexicon: Lexicon) -> None:
    found = read(lexicon, "عقد وزير الدفاع العراقي أمس لقاء مع وزير الدفاع التركي في بغداد.").mentions
    assert [m.type for m in found] == ["meeting"]
