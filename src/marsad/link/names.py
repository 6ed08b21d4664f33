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

from marsad.lexicon.forms import nisba_forms
from marsad.lexicon.reader import DATA, Problems, read_yaml
from marsad.link.sound import cost, sounds_alike
from marsad.link.words import TOKEN, link_words, stem
from marsad.text import fold_word

ALIKE = 0.8  # spelling similarity from which two tokens of over three letters are one
SAME_SOUND = 0.6  # the same where all consonants agree
ONE_VOWEL = 0.85  # the same of two consonants: all but one long vowel
ARABIC = re.compile("[\u0621-\u064a]")
ARTICLE = "ال"
LATIN_ARTICLE = re.compile(r"^(?:[ae]l|as|es|ash|ar|er|an|en|ad|ed|at|et|az|ez|ul|ould)-(?=\w)")
OF_THE_FAITH = re.compile(r"(?:(?<=\w\w)الدين|(?<=\w\w)[aeu]?[dl]?-?d(?:i|ee)ne?)$")
RESPACED = 0.9  # spelling similarity from which two names of one script are one but for their spaces
WHOLE = 0.12  # cost for each Arabic letter up to which two whole names, spaced otherwise, are one


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


def is_arabic(text: str) -> bool:
    """Whether a name is written in Arabic letters."""
    return bool(ARABIC.search(text))


def _parts(text: str) -> list[str]:
    """The folded words of a name; the Latin article comes off where a hyphen shows it, apostrophes are no letters."""
    raw = [LATIN_ARTICLE.sub("", part) for part in fold_word(text).replace("'", "").split()]
    return TOKEN.findall(" ".join(raw).replace("-", " "))


@lru_cache(maxsize=100_000)
def parse_name(text: str) -> Name:
    """``text`` cut into tokens. A name made of links alone keeps them."""
    words = link_words()
    parts = _parts(text)
    tokens: list[str] = []
    join = ""
    for n, part in enumerate(parts):
        if part in words.joins and n < len(parts) - 1:
            join += part
        elif tokens and part in words.ends and not join:
            tokens[-1] = _fused(tokens[-1] + part)
        elif part not in words.links or join:
            tokens.append(_fused(join + _bare(part)) if join else _fused(words.ordinals.get(part, _bare(part))))
            join = ""
    if join:
        tokens.append(join)
    chained = any(part in words.fathers for part in parts[1:-1])
    before_last = parts[-2] if len(parts) > 1 else ""
    if before_last in words.joins and len(parts) > 2:
        before_last = parts[-3]
    led = bool(parts) and parts[0] in words.links
    return Name(tuple(tokens or parts), chained, before_last not in words.fathers, led)


def _fused(token: str) -> str:
    """One spelling for names of two words: ``عبدالله`` and ``عبد الله``, ``Abderrahmane`` and ``Abd al-Rahman``,
    ``نور الدين`` and ``Noureddine``.
    """
    for servant, articles in link_words().servants.items():
        if token.startswith(servant):
            rest = token[len(servant) :]
            article = next((a for a in articles if rest.startswith(a) and len(rest) - len(a) >= 2), "")
            token = servant + rest[len(article) :]
            break
    return OF_THE_FAITH.sub(lambda match: "دين" if match.group().startswith("ا") else "din", token)


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


def _lisped(token: str) -> str:
    """The consonants with ث as س: Spanish z."""
    return consonants(token.replace("ث", "س"))


@lru_cache(maxsize=500_000)
def near(a: str, b: str) -> bool:
    """Whether two tokens are one word in two spellings or two scripts."""
    if a == b:
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]  # an initial
    if bool(ARABIC.search(a)) != bool(ARABIC.search(b)):
        return sounds_alike(a, b) if ARABIC.search(a) else sounds_alike(b, a)
    others = link_words().distinct
    if a in others and others[a] == others.get(b):
        return False
    similarity = Indel.normalized_similarity(a, b)
    if min(len(a), len(b)) > 3 and similarity >= ALIKE:
        return True
    key = consonants(a)
    if key != consonants(b) and _lisped(a) != _lisped(b):
        return False
    return (len(key) > 2 and similarity >= SAME_SOUND) or (len(key) == 2 and similarity >= ONE_VOWEL)


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
    if left.tokens == right.tokens:
        return Names.SAME
    if len(short.tokens) == 1:
        return _compare_one(short, long)
    if near(short.tokens[0], long.tokens[0]) and _spaced_otherwise(a, b):
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


def _spaced_otherwise(a: str, b: str) -> bool:
    """Whether two names are one but for their spaces: ``ديرلاين`` and ``دير لاين``, ``بن كيران`` and ``Benkirane``."""
    mine, theirs = parse_name(a).tokens, parse_name(b).tokens
    left, right = "".join(mine), "".join(theirs)
    if bool(ARABIC.search(left)) == bool(ARABIC.search(right)):
        bar = ALIKE if consonants(left) == consonants(right) else RESPACED
        return len(mine) != len(theirs) and Indel.normalized_similarity(left, right) >= bar
    arabic, latin = ("".join(_parts(name)) for name in ((a, b) if ARABIC.search(left) else (b, a)))
    return len(arabic) > 7 and cost(arabic, latin) <= WHOLE * len(arabic)


def _family_of(family: Name, whole: Name) -> bool:
    """Whether a family name of several words (``فون دير لاين``) ends a name, however it is spaced."""
    rest = whole.tokens[1:]
    if not rest or whole.chained or len(family.tokens) < 2:
        return False
    mine, theirs = "".join(family.tokens), "".join(rest)
    if is_arabic(mine) == is_arabic(theirs):
        return Indel.normalized_similarity(mine, theirs) >= RESPACED
    arabic, latin = (mine, theirs) if is_arabic(mine) else (theirs, mine)
    return cost(arabic, latin) <= WHOLE * min(len(arabic), len(latin))


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
    words = link_words()
    stems = (stem(word) for word in TOKEN.findall(fold_word(text)) if word not in words.empty)
    return frozenset(words.same_words.get(word, word) for word in stems)


@lru_cache(maxsize=1)
def _nationalities() -> frozenset[str]:
    """The stems of countries' names and adjectives, in all their forms."""
    problems = Problems()
    words: set[str] = set()
    for entry in read_yaml(DATA / "countries.yml", problems) or ():
        words |= {fold_word(str(name)) for group in entry.get("names", {}).values() for name in group}
        for adjective in entry.get("adjectives", {}).get("ar", ()):
            words |= set(nisba_forms(adjective))
    problems.check()
    return frozenset(stem(word) for word in words if " " not in word) | frozenset(words)


@lru_cache(maxsize=1)
def _titles() -> dict[frozenset[str], int]:
    """The words of each title of ``same_offices`` → its line."""
    return {office_words(title): n for n, titles in enumerate(link_words().same_offices) for title in titles}


@lru_cache(maxsize=200_000)
def plain_office(text: str) -> tuple[frozenset[str], int | None]:
    """An office's words without nationality and country, and the group of titles that it belongs to."""
    left = office_words(text) - _nationalities() - link_words().title_words
    return left, _titles().get(left)


@lru_cache(maxsize=500_000)
def same_title(a: str, b: str) -> bool:
    """Whether two offices of one country are one: worded alike, or titles that mean the same."""
    left, right = plain_office(a), plain_office(b)
    if left[1] is not None or right[1] is not None:
        return left[1] == right[1]
    deputies = link_words().deputies
    if abs(len(left[0]) - len(right[0])) < 3 and (left[0] & deputies) != (right[0] & deputies):
        return False
    return same_office(a, b)


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
