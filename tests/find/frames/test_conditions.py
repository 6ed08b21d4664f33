"""Conditions: why a draft is no event; each drops with a reason that the trace shows."""

from __future__ import annotations

import pytest

from marsad.find.frames.conditions import CONDITIONS
from marsad.find.stages import find
from marsad.find.trace import Trace
from marsad.lexicon import Lexicon
from marsad.lexicon.frames import NEEDS
from tests.find.make import article, read

pytestmark = pytest.mark.usefixtures("no_gate")

SIDES = "وزير الدفاع التركي يشار غولر"


def dropped(lexicon: Lexicon, text: str) -> list[str]:
    trace = Trace()
    reading = find(article(text), lexicon, trace)
    assert reading.mentions == ()
    return [step.note for step in trace.steps if step.kind == "dropped"]


def test_every_condition_of_the_data_is_known() -> None:
    assert set(CONDITIONS) == set(NEEDS)


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


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "يأمل وزير الدفاع التركي في عقد لقاء قريب مع وزير الدفاع القطري.",
            marks=pytest.mark.xfail(strict=True, reason="a governing verb of wish is not seen past its subject"),
        ),
        "أكد وزير الدفاع التركي ضرورة عقد اجتماع مع وزير الدفاع القطري.",
        "أشاد الوزير التركي بدور الشرطة القطرية في توقيف المطلوبين.",
    ],
)
def test_wish_and_background_are_no_events(lexicon: Lexicon, text: str) -> None:
    assert [m for m in read(lexicon, text).mentions if m.type in ("meeting", "arrest")] == []


def test_a_security_office_makes_the_contact_one_of_security(lexicon: Lexicon) -> None:
    text = "التقى وزير الداخلية التركي علي يرليكايا سفير قطر مصطفى كوكصو."
    assert [m.type for m in read(lexicon, text).mentions] == ["meeting"]
