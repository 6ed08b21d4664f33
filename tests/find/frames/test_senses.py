"""Words of an event in another sense."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import reasons

pytestmark = pytest.mark.usefixtures("no_gate")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("استأنف المركز عمله مع الإنتربول بعد توقف استمر ثلاثة أيام.", "a noun, no verb, after بعد"),
        ("إذا قطعت بغداد علاقاتها مع أنقرة تضرر أمن الحدود.", "a condition"),
        ("أشار الوزير الأردني إلى وصول المساعدات إلى لبنان.", "somebody or something else travels"),
    ],
)
def test_another_sense(lexicon: Lexicon, body: str, reason: str) -> None:
    assert reason in reasons(lexicon, body)


@pytest.mark.parametrize(
    "body",
    [
        "وصل وزير الدفاع التركي إلى بغداد أمس.",
        "زار وزير الداخلية الفرنسي الرباط أمس.",
    ],
)
def test_the_plain_sense(lexicon: Lexicon, body: str) -> None:
    assert set(reasons(lexicon, body)) <= {"needs cargo"}  # other frames of the same verb
