"""Arabic and Latin spellings of one word, and of others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.link.names import near
from marsad.link.sound import cost, graphemes, sounds_alike
from marsad.text import fold_word


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("حموشي", "Hammouchi"),
        ("بورنز", "Burns"),
        ("زويدو", "Zoido"),
        ("ثويدو", "Zoido"),
        ("لفتيت", "Laftit"),
        ("بوتفليقة", "Bouteflika"),
        ("أخنوش", "Akhannouch"),
        ("فتحي", "Fathi"),
        ("ماكرون", "Macron"),
        ("برنار", "Bernard"),
        ("غوتيريش", "Guterres"),
    ],
)
def test_one_word_in_two_scripts(arabic, latin) -> None:
    assert sounds_alike(fold_word(arabic), fold_word(latin))
    assert near(fold_word(latin), fold_word(arabic))


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("سعد", "Zoido"),
        ("زيد", "Zoido"),
        ("زياد", "Zoido"),
        ("مالكي", "Hammouchi"),
        ("برهان", "Burns"),
        ("حسن", "Hussein"),
        ("علي", "Abdullah"),
    ],
)
def test_short_skeletons_bring_no_strangers(arabic, latin) -> None:
    assert not sounds_alike(fold_word(arabic), fold_word(latin))


def test_digraphs_may_be_two_letters() -> None:
    assert graphemes("khashoggi") == ("kh", "a", "sh", "o", "g", "i")
    assert cost("فتحي", "fathi") < cost("فتحي", "fadhi")


@given(st.text("ابتحسعفقلمنهوي", max_size=8), st.text("abcdefhiklmnostuwyz", max_size=8))
def test_cost_is_never_negative_and_empty_words_are_nobody(arabic, latin) -> None:
    assert cost(arabic, latin) >= 0
    assert not sounds_alike("", latin) or not graphemes(latin)
