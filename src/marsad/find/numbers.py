"""Numbers in digits, words and both."""

from __future__ import annotations

import re

from marsad.find.tokens import clitic_cuts
from marsad.lexicon.figures import FigureWords

DIGITS = re.compile(r"[وف]?[بلك]?(\d{1,3}(?:[.,]\d{3})+|\d{1,9})")


def number_before(tokens: list[str], begin: int, end: int, words: FigureWords) -> tuple[int, int] | None:
    """The number that ends before token ``end`` and where it begins (not before ``begin``); at least 2.

    Digits, words and both (``121``, ``1.200``, ``ثلاثة وعشرين``, ``خمسة آلاف``, ``3 آلاف``); ``عشرات`` and ``آلاف``
    alone are none.
    """
    i = end
    while i > begin and _part(tokens[i - 1], words) and not (i < end and not _goes_on(tokens[i], words)):
        i -= 1
    if i == end or _scale(tokens[i], words) in ((1000, True), (1000000, True)):
        return None
    value = _value(tokens[i:end], words)
    return (value, i) if value >= 2 else None


def number_from(tokens: list[str], i: int, end: int, words: FigureWords) -> tuple[int, int] | None:
    """The number that begins at token ``i`` and where it ends (not past ``end``): ``أربعة عشر``, ``ثلاثة وعشرين``."""
    j = i
    while j < end and _part(tokens[j], words) and (j == i or _goes_on(tokens[j], words)):
        j += 1
    return (_value(tokens[i:j], words), j) if j > i else None


def _goes_on(word: str, words: FigureWords) -> bool:
    """Whether a part of a number goes on one before it: joined by و, a teen, a scale or a hundred."""
    bare = number_word(word, words)
    return word.startswith("و") or bare in words.teens or bare in words.scales or words.numbers.get(bare) == 100


def _part(word: str, words: FigureWords) -> bool:
    bare = number_word(word, words)
    known = bare in words.numbers or bare in words.teens or bare in words.scales
    return known or DIGITS.fullmatch(word) is not None


def number_word(word: str, words: FigureWords) -> str:
    """The number word without conjunction and preposition."""
    for _, rest in clitic_cuts(word):
        if rest in words.numbers or rest in words.teens or rest in words.scales:
            return rest
    return word


def _scale(word: str, words: FigureWords) -> tuple[int, bool] | None:
    return words.scales.get(number_word(word, words))


def _value(parts: list[str], words: FigureWords) -> int:
    total = current = 0
    for word in parts:
        digits = DIGITS.fullmatch(word)
        bare = number_word(word, words)
        if digits:
            current += int(re.sub("[.,]", "", digits.group(1)))
        elif bare in words.teens:
            current += 10
        elif scale := words.scales.get(bare):
            total, current = total + max(current, 1) * scale[0], 0
        elif words.numbers[bare] == 100 and 3 <= current <= 9:
            current *= 100
        else:
            current += words.numbers[bare]
    return total + current
