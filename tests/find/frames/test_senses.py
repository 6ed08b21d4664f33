"""Words of an event in another sense."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.find.stages import find
from marsad.find.trace import Trace
from marsad.lexicon import Lexicon
from marsad.model import Article

pytestmark = pytest.mark.usefixtures("no_gate")


def reasons(lexicon: Lexicon, body: str) -> list[str]:
    trace = Trace()
    find(Article("1", "1", "1", "v", "", body, "ar", date(2023, 5, 18)), lexicon, trace)
    other = "meeting.call_on"  # the verb of visiting is read as a call on an official, too
    return [step.note for step in trace.steps if step.kind == "dropped" and not step.rule.startswith(other)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("استأنف المركز عمله مع الإنتربول بعد توقف استمر ثلاثة أيام.", "a noun, no verb, after بعد"),
        ("إذا قطعت بغداد علاقاتها مع أنقرة تضرر أمن الحدود.", "a condition"),
        ("أشار الوزير الأردني إلى وصول المساعدات إلى لبنان.", "somebody or something else travels"),
        ("جرى في المطار استقبال الطائرة بحضور وزير الدفاع اليمني.", "a thing is received, nobody"),
        ("قال وزير الدفاع العراقي في لقاء مع صحيفة تركية إن الحدود آمنة.", "an interview"),
        ("أسهمت زيارات المسؤولين العراقيين إلى السعودية في تعزيز الأمن.", "visits in general"),
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
