"""Conditions: why a draft is no event; each drops with a reason that the trace shows."""

from __future__ import annotations

import pytest

from marsad.find.stages import find
from marsad.find.trace import Trace
from marsad.lexicon import Lexicon
from tests.find.make import article, read

pytestmark = pytest.mark.usefixtures("no_gate")

SIDES = "وزير الدفاع التركي يشار غولر"


def dropped(lexicon: Lexicon, text: str) -> list[str]:
    trace = Trace()
    reading = find(article(text), lexicon, trace)
    assert reading.mentions == ()
    return [step.note for step in trace.steps if step.kind == "dropped"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("بحثت عن الطفل الشرطة الإسبانية مع الشرطة الفرنسية.", "mean something else"),
        (f"وخلال اللقاء أكد {SIDES} متانة العلاقات مع قطر.", "points back"),
        ("وقعت الشرطة التركية والشرطة القطرية في خطأ.", "no word of class"),
        ("سلمت الشرطة التركية الشرطة القطرية ملفا.", "needs person_handed"),
        ("أوقفت الشرطة الإسبانية سائحا فرنسيا سرق هاتفا.", "needs warrant"),
        (f"استقبل {SIDES} ضباط الأسطول في مكتبه.", "fewer than two sides"),
        ("التقى وزير الزراعة التركي وزير الزراعة القطري لبحث تصدير الحليب.", "not about security"),
    ],
)
def test_dropped_with_its_reason(lexicon: Lexicon, text: str, why: str) -> None:
    notes = dropped(lexicon, text)
    assert any(why in note for note in notes), notes


def test_a_security_office_makes_the_contact_one_of_security(lexicon: Lexicon) -> None:
    text = "التقى وزير الداخلية التركي علي يرليكايا سفير قطر مصطفى كوكصو."
    assert [m.type for m in read(lexicon, text).mentions] == ["meeting"]
