"""Whether two names, or two offices, can be one person's: token by token, never by whole strings.

Whole-string scores cannot tell a surname and the same man's full name from two men of one surname. So names
are cut into folded tokens (article off, ``عبد`` and ``أبو`` joined to what follows, ``بن`` and ``آل`` left
out) and aligned in order; two tokens are near when they are spelled almost alike, or share their consonants
(``بورنز``/``بيرنز``, ``حموشي``/``Hammouchi``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import Indel

from marsad.link.words import TOKEN, link_words, stem
from marsad.text import fold_word

ALIKE = 0.8  # spelling similarity from which two tokens of over three letters are one
SAME_SOUND = 0.6  # the same where all consonants agree
ARABIC = re.compile("[\u0621-\u064a]")
ARTICLE = "ال"


class Names(Enum):
    """What two names say about two people."""

    SAME = "the same name"
    SHORT = "a surname, or part of the name"
    DIFFERENT = "different names"


@dataclass(frozen=True, slots=True)
class Name:
    """A name cut into comparable tokens.

    ``chained`` says that father's names follow (``محمد بن سلمان``), ``family`` that the last token is no
    father's name, ``led`` that the name as given begins with a link (``بن سلمان``).
    """

    tokens: tuple[str, ...]
    chained: bool
    family: bool
    led: bool


def _bare(token: str) -> str:
    return token[2:] if token.startswith(ARTICLE) and len(token) > 4 else token


@lru_cache(maxsize=100_000)
def parse_name(text: str) -> Name:
    """``text`` cut into tokens. A name made of links alone keeps them."""
    words = link_words()
    raw = [re.sub(r"^(?:al|el)-(?=\w)", "", part) for part in fold_word(text).split()]
    parts = TOKEN.findall(" ".join(raw))
    tokens: list[str] = []
    join = ""
    for part in parts:
        if part in words.joins:
            join += part
        elif part not in words.links or join:
            tokens.append(join + _bare(part) if join else _bare(part))
            join = ""
        # عبدالله and عبد الله differ by the article alone
        if tokens and tokens[-1].startswith("عبدال") and len(tokens[-1]) > 6:
            tokens[-1] = "عبد" + tokens[-1][5:]
    if join:
        tokens.append(join)
    chained = any(part in words.fathers for part in parts[1:-1])
    before_last = parts[-2] if len(parts) > 1 else ""
    if before_last in words.joins and len(parts) > 2:
        before_last = parts[-3]
    led = bool(parts) and parts[0] in words.links
    return Name(tuple(tokens or parts), chained, before_last not in words.fathers, led)


@lru_cache(maxsize=200_000)
def consonants(token: str) -> str:
    """The classes of a folded token's consonants, doubled ones once; comparable across scripts."""
    words = link_words()
    out: list[str] = []
    for letters in words.letters.findall(token):
        sound = words.sounds[letters]
        if not out or out[-1] != sound:
            out.append(sound)
    return "".join(out)


@lru_cache(maxsize=500_000)
def near(a: str, b: str) -> bool:
    """Whether two tokens are one word in two spellings or two scripts."""
    if a == b:
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]  # an initial
    similarity = Indel.normalized_similarity(a, b)
    if min(len(a), len(b)) > 3 and similarity >= ALIKE:
        return True
    key = consonants(a)
    if len(key) < 2 or key != consonants(b):
        return False
    return bool(ARABIC.search(a)) != bool(ARABIC.search(b)) or (len(key) > 2 and similarity >= SAME_SOUND)


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """How many tokens of ``short`` are found in ``long`` in order (greedy from the left)."""
    found = at = 0
    for token in short:
        for n in range(at, len(long)):
            if near(token, long[n]):
                found, at = found + 1, n + 1
                break
    return found


@lru_cache(maxsize=500_000)
def compare_names(a: str, b: str) -> Names:
    """What the names ``a`` and ``b`` say: see :class:`Names`.

    >>> compare_names("حموشي", "عبد اللطيف الحموشي")
    <Names.SHORT: 'a surname, or part of the name'>
    """
    left, right = parse_name(a), parse_name(b)
    short, long = (left, right) if len(left.tokens) <= len(right.tokens) else (right, left)
    if not short.tokens:
        return Names.DIFFERENT
    if len(short.tokens) == 1:
        return _compare_one(short, long)
    if near("".join(short.tokens), "".join(long.tokens)) and near(short.tokens[0], long.tokens[0]):
        return Names.SAME
    if _family_of(short, long) or _family_of(long, short):
        return Names.SHORT
    given = near(short.tokens[0], long.tokens[0])
    found = _aligned(short.tokens, long.tokens)
    if found == len(short.tokens):
        if given:
            return Names.SAME
        # سلمان بن عبد العزيز is the father of محمد بن سلمان بن عبد العزيز
        return Names.DIFFERENT if long.chained and not short.led else Names.SHORT
    # given name and father's name agree; one page gives the grandfather's, the other the family's
    fathers = short.chained and long.chained and found >= 2
    return Names.SAME if fathers and given and near(short.tokens[1], long.tokens[1]) else Names.DIFFERENT


def _family_of(family: Name, whole: Name) -> bool:
    """Whether a family name of several words (``فون دير لاين``) ends a name, however it is spaced."""
    rest = whole.tokens[1:]
    return len(rest) > 1 and not whole.chained and near("".join(family.tokens), "".join(rest))


def _compare_one(short: Name, long: Name) -> Names:
    """One token against a name: a family name, or the given name of someone known by it and his father's."""
    token = short.tokens[0]
    if len(long.tokens) == 1:
        return Names.SAME if near(token, long.tokens[0]) else Names.DIFFERENT
    if near(token, long.tokens[-1]) and (long.family or short.led):
        return Names.SHORT
    known_by_given = long.chained and not short.led and near(token, long.tokens[0])
    by_father = short.led and near(token, long.tokens[1])
    return Names.SHORT if known_by_given or by_father else Names.DIFFERENT


@lru_cache(maxsize=200_000)
def office_words(text: str) -> frozenset[str]:
    """The stems of an office's or institution's words."""
    empty = link_words().empty
    return frozenset(stem(word) for word in TOKEN.findall(fold_word(text)) if word not in empty)


@lru_cache(maxsize=500_000)
def same_office(a: str, b: str) -> bool:
    """Whether one of two offices (or institutions) is worded inside the other: nationality and place may be
    added.
    """
    short, long = sorted((office_words(a), office_words(b)), key=len)
    if not short:
        return False
    found = sum(any(near(word, other) for other in long) for word in short)
    return found == len(short) and (len(short) > 1 or len(long) == 1)
