"""The words of ``data/link.yml``, folded and ready to compare with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.text import fold_word

TOKEN = re.compile(r"\w+")
SHORTEST = 3  # letters that must be left of a word when a proclitic comes off


@dataclass(frozen=True, slots=True)
class LinkWords:
    """Folded words of ``data/link.yml``; ``sounds`` maps letters (longest first) to the class of their
    sound, ``consonants`` and ``vowels`` Latin letters to the Arabic ones that they write, ``materiel`` stems to
    its kind.
    """

    links: frozenset[str]
    joins: frozenset[str]
    ends: frozenset[str]
    servants: Mapping[str, tuple[str, ...]]
    ordinals: Mapping[str, str]
    fathers: frozenset[str]
    proclitics: tuple[str, ...]
    empty: frozenset[str]
    sounds: Mapping[str, str]
    letters: re.Pattern[str]
    consonants: Mapping[str, frozenset[str]]
    nearby: Mapping[str, frozenset[str]]
    spelled: Mapping[str, str]
    distinct: Mapping[str, int]
    frequent: frozenset[str]
    same_offices: tuple[tuple[str, ...], ...]
    same_bodies: tuple[tuple[str, ...], ...]
    materiel: Mapping[str, str]
    title_words: frozenset[str]
    deputies: frozenset[str]
    same_words: Mapping[str, str]
    vowels: Mapping[str, frozenset[str]]
    graphemes: re.Pattern[str]


def _list(entry: Any, name: str, problems: Problems, line: int) -> tuple[str, ...]:
    words = entry.get(name) if isinstance(entry, Entry) else None
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        problems.add(DATA / "link.yml", line, f"{name} must be a list of words")
        return ()
    return tuple(fold_word(word) for word in words)


def _distinct(data: Any, problems: Problems) -> dict[str, int]:
    """Folded name → its line among those that no two of are one; a name stands on one line."""
    out: dict[str, int] = {}
    for number, names in enumerate(data.get("distinct", ())):
        for name in names:
            token = fold_word(str(name))
            if out.setdefault(token, number) != number:
                problems.add(DATA / "link.yml", getattr(name, "line", 0), f"{name} stands on two lines of distinct")
    return out


def _lists(entry: Any, name: str, problems: Problems, line: int) -> dict[str, tuple[str, ...]]:
    """Folded word → folded words."""
    group = entry.get(name) if isinstance(entry, Entry) else None
    if not isinstance(group, Entry):
        problems.add(DATA / "link.yml", line, f"{name} must be a mapping of lists of words")
        return {}
    return {fold_word(str(word)): _list(group, word, problems, line) for word in group}


@lru_cache(maxsize=1)
def link_words() -> LinkWords:
    """The words, read once. Raises :class:`marsad.errors.LexiconError` listing every mistake."""
    problems = Problems()
    data = read_yaml(DATA / "link.yml", problems)
    problems.check()
    names = data.get("names")
    links, joins, ends, fathers = (
        _list(names, part, problems, data.line) for part in ("links", "joins", "ends", "fathers")
    )
    servants = _lists(names, "servants", problems, data.line)
    ordinals = {fold_word(str(word)): str(number) for word, number in dict(names.get("ordinals", {})).items()}
    consonants = _lists(data, "transliteration", problems, data.line)
    nearby = _lists(data, "nearby", problems, data.line)
    vowels = _lists(data, "vowels", problems, data.line)
    spelled = {str(letter): str(given) for letter, given in dict(data.get("spelled", {})).items()}
    proclitics = _list(data, "proclitics", problems, data.line)
    empty = _list(data, "empty", problems, data.line)
    sounds = {
        letter: str(sound)
        for sound in data.get("sounds", {})
        for letter in _list(data["sounds"], sound, problems, data.line)
    }
    distinct = _distinct(data, problems)
    frequent = _list(data, "frequent", problems, data.line)
    problems.check()
    longest_first = sorted(sounds, key=lambda letters: (-len(letters), letters))
    latin = sorted({*consonants, *vowels}, key=lambda letters: (-len(letters), letters))
    return LinkWords(
        links=frozenset(links),
        joins=frozenset(joins),
        ends=frozenset(ends),
        servants={word: tuple(sorted(given, key=len, reverse=True)) for word, given in servants.items()},
        ordinals=ordinals,
        fathers=frozenset(fathers),
        proclitics=tuple(sorted(proclitics, key=lambda clitic: (-len(clitic), clitic))),
        empty=frozenset(empty),
        sounds=sounds,
        letters=re.compile("|".join(map(re.escape, longest_first))),
        consonants={letters: frozenset(given) for letters, given in consonants.items()},
        nearby={letters: frozenset(given) for letters, given in nearby.items()},
        spelled=spelled,
        distinct=distinct,
        frequent=frozenset(frequent),
        same_offices=tuple(tuple(fold_word(str(t)) for t in group) for group in data.get("same_offices", ())),
        same_bodies=tuple(tuple(fold_word(str(name)) for name in group) for group in data.get("same_bodies", ())),
        materiel={
            stem_of(word, proclitics): str(kind)
            for kind in data.get("materiel", {})
            for word in _list(data["materiel"], kind, problems, data.line)
        },
        deputies=frozenset(stem_of(word, proclitics) for word in _list(data, "deputies", problems, data.line)),
        title_words=frozenset(stem_of(word, proclitics) for word in _list(data, "title_words", problems, data.line)),
        same_words={fold_word(str(word)): fold_word(str(same)) for word, same in dict(data["same_words"]).items()},
        vowels={letters: frozenset(given) for letters, given in vowels.items()},
        graphemes=re.compile("|".join(map(re.escape, latin))),
    )


def stem_of(word: str, proclitics: Iterable[str]) -> str:
    """A folded word without article and proclitics, the longest first, where enough is left."""
    for clitic in sorted(proclitics, key=lambda clitic: (-len(clitic), clitic)):
        if word.startswith(clitic) and len(word) - len(clitic) >= SHORTEST + (len(clitic) == 1):
            return word[len(clitic) :]
    return word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word without article and proclitics, where enough is left."""
    return stem_of(word, link_words().proclitics)


def content_words(text: str) -> frozenset[str]:
    """The stems of ``text``'s words that say something."""
    empty = link_words().empty
    return frozenset(
        stem(word) for word in TOKEN.findall(fold_word(text)) if word not in empty and len(word) > 1
    )


def materiel_in(text: str) -> frozenset[str]:
    """The kinds of materiel that a text names."""
    kinds = link_words().materiel
    words = fold_word(text).replace("-", "").split()
    return frozenset(kinds[found] for word in words if (found := stem(word.strip(".,:;!?()«»\"'،؛؟"))) in kinds)
