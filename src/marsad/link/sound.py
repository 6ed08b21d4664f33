"""Whether an Arabic and a Latin spelling can be one word: letters aligned, each pair with its cost.

A consonant must be written by one of the letters that ``data/link.yml`` lists for it; a long vowel by a vowel of its
kind. Short vowels, which Arabic leaves out, cost little; a long vowel or a consonant that the other spelling lacks
costs much. So ``Hammouchi`` is ``حموشي``, while ``Zoido``, whose vowels must be written, is no ``سعد`` and no ``زيد``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.link.words import link_words

CLOSE = 0.17  # cost for each Arabic letter up to which two spellings are one word
CLOSE_IF_SHORT = 0.14  # the same of words of up to SHORT letters, where a vowel is half the word
SHORT = 3
LONG_VOWELS = "اوي"
SILENT = "عءه"  # letters that Latin spellings often leave out
MISSING = 1.0  # a consonant that the other spelling lacks
UNWRITTEN = 0.1  # a short vowel inside a Latin word
AT_END = 0.6  # a vowel that begins or ends a Latin word, which Arabic would write
OTHER_VOWEL = 0.35
NEARBY = 0.5
DOUBLED = re.compile(r"(.)\1+")
UNHEARD = frozenset("dstxz")  # in the end of French words
SPOKEN = frozenset("ae")  # unwritten at the end too: Louarak, Laftite, Khiame


@lru_cache(maxsize=200_000)
def sounds_alike(arabic: str, latin: str) -> bool:
    """Whether two folded words, the first in Arabic letters, the second in Latin ones, are one."""
    left = DOUBLED.sub(r"\1", arabic)
    size = min(len(left), len(graphemes(latin)))
    return cost(left, latin) <= (CLOSE_IF_SHORT if size <= SHORT else CLOSE) * size


def graphemes(latin: str) -> tuple[str, ...]:
    """A folded Latin word cut into the letters of ``data/link.yml``, the longest first, doubled ones once."""
    words = link_words()
    plain = "".join(words.spelled.get(letter, letter) for letter in latin)
    cut: list[str] = words.graphemes.findall(plain)
    return tuple(g for n, g in enumerate(cut) if n == 0 or g != cut[n - 1])


def cost(arabic: str, latin: str) -> float:
    """The least cost of writing ``arabic`` as ``latin``: 0 where every letter has its own."""
    cut = graphemes(latin)
    row = [0.0]
    for n, _ in enumerate(cut):
        row.append(row[-1] + _extra(cut, n))
    above = row
    for i, letter in enumerate(arabic):
        before, above, row = above, row, [row[0] + _left_out(arabic, i)]
        for n, grapheme in enumerate(cut):
            ways = [
                above[n] + _pair(letter, grapheme),
                above[n + 1] + _left_out(arabic, i),
                row[n] + _extra(cut, n),
            ]
            if i and len(grapheme) > 1:  # Fathi: th is two letters here
                ways.append(before[n] + _pair(arabic[i - 1], grapheme[0]) + _pair(letter, grapheme[1:]))
            row.append(min(ways))
    return row[-1]


def _pair(letter: str, grapheme: str) -> float:
    words = link_words()
    if letter in words.consonants.get(grapheme, ()) or letter in words.vowels.get(grapheme, ()):
        return 0.0
    if letter in words.nearby.get(grapheme, ()):
        return NEARBY
    if grapheme in words.vowels and letter in LONG_VOWELS:
        return OTHER_VOWEL
    return 2 * MISSING


def _left_out(arabic: str, i: int) -> float:
    """What it costs that an Arabic letter has no Latin one."""
    letter = arabic[i]
    if letter in SILENT:
        return 0.2
    if letter == "ا":
        return 0.2
    if letter == "ل" and i and arabic[i - 1] == "ا":
        return 0.3  # the article before a sun letter: نور الدين, Noureddine
    if letter == "ت" and arabic[i + 1 : i + 2] == "ش":
        return 0.2  # Arabic for Turkish ç and English ch
    return 0.5 if letter in LONG_VOWELS else MISSING


def _extra(cut: tuple[str, ...], n: int) -> float:
    """What it costs that a Latin letter has no Arabic one."""
    grapheme = cut[n]
    if grapheme in link_words().vowels and grapheme != "y":
        last = n == len(cut) - 1
        if n == 0 or (last and grapheme not in SPOKEN):
            return AT_END
        return UNWRITTEN if len(grapheme) == 1 else 4 * UNWRITTEN  # ei, ou: long, and written
    if n == len(cut) - 1 and n > 1 and grapheme in UNHEARD:
        return NEARBY
    return 0.3 if grapheme in ("h", "y", "w") and n else MISSING
