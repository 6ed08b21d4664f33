"""What the type adds: counts."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only, read

pytestmark = pytest.mark.usefixtures("no_gate")


@pytest.mark.parametrize(
    ("number", "count"), [("خمسة متهمين", 5), ("12 متهما", 12), ("متهما", None), ("المتهم الرئيسي", None)]
)
def test_counts(lexicon: Lexicon, number: str, count: int | None) -> None:
    text = f"أوقفت الشرطة الإسبانية {number} بناء على نشرة حمراء."
    assert only(lexicon, text, "arrest").count == count


def test_meetings_are_not_counted(lexicon: Lexicon) -> None:
    text = "التقى وزير الدفاع التركي يشار غولر في أنقرة 3 ضباط مع نظيره القطري خالد العطية."
    assert all(m.count is None for m in read(lexicon, text).mentions)
