"""What did not happen: wishes and background are no events."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import read

pytestmark = pytest.mark.usefixtures("no_gate")


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
