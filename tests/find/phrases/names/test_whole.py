"""Names: at full length and no longer, listed or not."""

from __future__ import annotations

import pytest

from marsad.find.phrases.names import name_end
from marsad.lexicon import Lexicon
from tests.find.make import tagged


def name_at(lexicon: Lexicon, text: str, i: int = 0, *, strict: bool = False) -> str:
    t = tagged(lexicon, text)
    end = name_end(t, i, strict=strict)
    return t.tokens.text(i, end) if end > i else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("عبد اللطيف حموشي يستقبل السفير", "عبد اللطيف حموشي"),
        ("محمد بن سلمان في الرياض", "محمد بن سلمان"),
        ("خليفة بن حمد بن خليفة آل ثاني أمس", "خليفة بن حمد بن خليفة آل ثاني"),
        ("محمد السادس يدشن المركز", "محمد السادس"),
        ("فرناندو غراندي مارلاسكا، الذي وصل", "فرناندو غراندي مارلاسكا"),
        ("فرانك-فالتر شتاينماير خلال اللقاء", "فرانك-فالتر شتاينماير"),
        ("أحمد أبو الغيط إلى القاهرة", "أحمد أبو الغيط"),
        ("نيكوس دندياس. وبحث الطرفان", "نيكوس دندياس"),
        ("يوسف الحنيطي ونظيره", "يوسف الحنيطي"),
        ("ترولز لوند بولسن يصل غدا", "ترولز لوند بولسن"),
    ],
)
def test_after_an_office_a_name_is_read_at_full_length(lexicon: Lexicon, text: str, name: str) -> None:
    assert name_at(lexicon, text) == name


@pytest.mark.parametrize(
    "text",
    ["في الرباط", "المغرب وإسبانيا", "وزير الداخلية", "على هامش", "123 شخصا", "، ثم", "التقى نظيره", "وفد أمني"],
)
def test_no_name_where_another_word_stands(lexicon: Lexicon, text: str) -> None:
    assert name_at(lexicon, text) == ""


@pytest.mark.parametrize("text", ["محمد قال", "كلمة أخرى", "ترولز لوند"])
def test_without_an_office_a_name_wants_a_given_name_and_a_second_part(lexicon: Lexicon, text: str) -> None:
    assert name_at(lexicon, text, strict=True) == ""


def test_strictly_a_listed_name_is_found(lexicon: Lexicon) -> None:
    assert name_at(lexicon, "محمد بوهلال يصرح", strict=True) == "محمد بوهلال"


def test_a_name_stops_at_the_title_and_at_dates(lexicon: Lexicon) -> None:
    t = tagged(lexicon, "أحمد التوفيق", "استقبال محمد")
    assert name_end(t, 1, strict=False) == 2
    assert name_end(t, 2, strict=False, busy=frozenset({3})) == 3
    assert name_end(t, 99, strict=False) == 99
