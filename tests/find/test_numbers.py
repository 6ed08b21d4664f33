"""Numbers in digits, words and both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.find.numbers import number_before, number_from
from marsad.lexicon.figures import load_figures
from marsad.lexicon.reader import Problems
from marsad.text import fold_word

WORDS = load_figures(Problems())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("121", 121),
        ("1.200", 1200),
        ("12,500", 12500),
        ("ثلاثة وعشرين", 23),
        ("أحد عشر", 11),
        ("مائتين وخمسين", 250),
        ("ثلاث مئة", 300),
        ("خمسمائة وستة", 506),
        ("خمسة آلاف", 5000),
        ("3 آلاف و200", 3200),
        ("ألفين ومئة", 2100),
        ("ألف", 1000),
        ("مليونا", 1000000),
    ],
)
def test_numbers(text: str, value: int) -> None:
    words = fold_word(text).split()
    assert number_before(words, 0, len(words), WORDS) == (value, 0)


@pytest.mark.parametrize("text", ["عشرات", "مئات", "آلاف", "ملايين", "بعض", "واحد", "3.5", "0.75"])
def test_no_numbers(text: str) -> None:
    words = fold_word(text).split()
    assert number_before(words, 0, len(words), WORDS) is None


@given(st.integers(2, 999_999_999))
def test_digits_are_their_number_in_both_scripts(value: int) -> None:
    eastern = str(value).translate({ord("0") + d: chr(0x0660 + d) for d in range(10)})
    assert number_before([fold_word(eastern)], 0, 1, WORDS) == (value, 0)
    assert number_before([f"{value:,}"], 0, 1, WORDS) == (value, 0)


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("أربعة عشر مهربا", 14, 2),
        ("اثني عشر متهما", 12, 2),
        ("ثلاثة وعشرين مطلوبا", 23, 2),
        ("خمسة من المطلوبين", 5, 1),
        ("17 مطلوبا", 17, 1),
    ],
)
def test_a_number_ends_where_its_unit_begins(text: str, value: int, end: int) -> None:
    words = fold_word(text).split()
    assert number_from(words, 0, len(words), WORDS) == (value, end)


def test_no_number_begins_with_another_word() -> None:
    assert number_from(fold_word("بعض المطلوبين").split(), 0, 2, WORDS) is None
