"""The words of ``data/link.yml``, folded and ready to compare with."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    sound.
    """

    links: frozenset[str]
    joins: frozenset[str]
    fathers: frozenset[str]
    proclitics: tuple[str, ...]
    empty: frozenset[str]
    sounds: Mapping[str, str]
    letters: re.Pattern[str]


def _list(entry: Any, name: str, problems: Problems, line: int) -> tuple[str, ...]:
    words = entry.get(name) if isinstance(entry, Entry) else None
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        problems.add(DATA / "link.yml", line, f"{name} must be a list of words")
        return ()
    return tuple(fold_word(word) for word in words)


@lru_cache(maxsize=1)
def link_words() -> LinkWords:
    """The words, read once. Raises :class:`marsad.errors.LexiconError` listing every mistake."""
    problems = Problems()
    data = read_yaml(DATA / "link.yml", problems)
    problems.check()
    names = data.get("names")
    links, joins, fathers = (
        _list(names, part, problems, data.line) for part in ("links", "joins", "fathers")
    )
    proclitics = _list(data, "proclitics", problems, data.line)
    empty = _list(data, "empty", problems, data.line)
    sounds = {
        letter: str(sound)
        for sound in data.get("sounds", {})
        for letter in _list(data["sounds"], sound, problems, data.line)
    }
    problems.check()
    longest_first = sorted(sounds, key=lambda letters: (-len(letters), letters))
    return LinkWords(
        links=frozenset(links),
        joins=frozenset(joins),
        fathers=frozenset(fathers),
        proclitics=tuple(sorted(proclitics, key=lambda clitic: (-len(clitic), clitic))),
        empty=frozenset(empty),
        sounds=sounds,
        letters=re.compile("|".join(map(re.escape, longest_first))),
    )


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word without article and proclitics, where enough is left."""
    for clitic in link_words().proclitics:
        if word.startswith(clitic) and len(word) - len(clitic) >= SHORTEST + (len(clitic) == 1):
            return word[len(clitic) :]
    return word


def content_words(text: str) -> frozenset[str]:
    """The stems of ``text``'s words that say something."""
    empty = link_words().empty
    return frozenset(
        stem(word) for word in TOKEN.findall(fold_word(text)) if word not in empty and len(word) > 1
    )
