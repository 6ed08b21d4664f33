"""A visit told of several states is one visit for each."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.find.stages import find
from marsad.lexicon import Lexicon
from marsad.model import Article

pytestmark = pytest.mark.usefixtures("no_gate")


def visited(lexicon: Lexicon, body: str) -> list[str | None]:
    reading = find(Article("1", "1", "1", "v", "", body, "ar", date(2023, 5, 18)), lexicon)
    return [m.country for m in reading.mentions if m.type == "visit"]


@pytest.mark.parametrize(
    ("body", "states"),
    [
        ("زار وزير الدفاع الأميركي الكويت وقطر لبحث أمن الملاحة.", ["KW", "QA"]),
        ("بدأ وزير الدفاع الأميركي جولة تشمل السعودية والأردن ثم مصر.", ["SA", "JO", "EG"]),
        ("زار وزير الدفاع الأميركي الكويت لبحث أمن العراق وقطر.", ["KW"]),
        ("زار وزير الدفاع القطري الكويت وقطر لبحث أمن الملاحة.", ["KW"]),
    ],
)
def test_one_visit_for_each_state_of_the_list(lexicon: Lexicon, body: str, states: list[str]) -> None:
    assert visited(lexicon, body) == states
