"""Which outlet a page belongs to, as the page shows it beside its date or in a line that it repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from marsad.find.dates import find_times
from marsad.lexicon.pages import PageWords
from marsad.lexicon.times import TimeWords
from marsad.read.lines import Line
from marsad.text import fold_word

_PARTS = re.compile(r"\s+[-–—ـ]\s*|\s*[-–—ـ]\s+|\s*[|/]{1,2}\s*|:(?!\d)|،|\s-$")
_NOISE = re.compile(r"[\d:.,،/()\[\]\s-]+")
# "France 24" is a name; an issue number, a time of day, or a day that a dump wrote to a word is none.
_NUMBERED = re.compile(r"\d{3}|\d:\d|[^\s\d]\d")
_MAX_WORDS = 4
_TIME_KINDS = frozenset({"weekdays", "months", "hijri_months", "units", "duals"})


def shown_outlet(
    lines: Sequence[Line], date_line: Line | None, words: PageWords, times: TimeWords
) -> str | None:
    """The outlet's name, or ``None``: a part of the date line, a part with a word such as "newspaper", a
    repeated line, or the masthead."""
    head = _head(lines)
    if date_line is not None:
        beside = [part for part in _beside_date(date_line.text, words, times) if _is_name(part, words, times)]
        if len(beside) == 1:
            return beside[0]
    for line in head:
        for part in _PARTS.split(line.text):
            if words.outlets.match(fold_word(part)) and part.count(" ") < _MAX_WORDS:
                return part.strip()
    parts = [part for line in lines if line.kind != "body" for part in _PARTS.split(line.text)]
    repeated = Counter(map(fold_word, parts))
    for part in (part.strip() for line in head for part in _PARTS.split(line.text)):
        if repeated[fold_word(part)] >= 2 and _is_name(part, words, times):
            return part
    return _masthead(lines, words, times)


def _masthead(lines: Sequence[Line], words: PageWords, times: TimeWords) -> str | None:
    """The page's first line, where it is a name above a menu."""
    if len(lines) < 2 or lines[0].kind != "furniture" or not _is_name(lines[0].text, words, times):
        return None
    return lines[0].text if lines[1].kind == "furniture" else None


def _head(lines: Sequence[Line]) -> list[Line]:
    """The lines before the body that are neither title nor marked furniture."""
    body = next((i for i, line in enumerate(lines) if line.kind == "body"), 0)
    return [
        line
        for line in lines[:body]
        if line.kind in ("byline", "furniture", "headline") and not line.bulleted
    ]


def _beside_date(text: str, words: PageWords, times: TimeWords) -> list[str]:
    """The parts of a date line without its dates and its words of publication and update."""
    for told in reversed(find_times(text, "", None, times)):
        text = text[: told.start_offset] + " | " + text[told.end_offset :]
    parts = []
    for part in _PARTS.split(text):
        folded = fold_word(part)
        if words.updated.search(folded):
            break
        name = part.strip(" -–—|،,:.()")
        if name and not words.published.search(folded) and not _NOISE.fullmatch(name):
            parts.append(name)
    return parts


def _is_name(part: str, words: PageWords, times: TimeWords) -> bool:
    folded = fold_word(part)
    return (
        2 < len(part) <= 40
        and part.count(" ") < _MAX_WORDS
        and not _NUMBERED.search(part)
        and not words.agencies.fullmatch(folded)
        and not words.marks.search(folded)
        and not any(_is_time(word, times) for word in folded.split())
    )


def _is_time(word: str, times: TimeWords) -> bool:
    """Whether it is a weekday, a month or a unit of time (the paper called "Today" keeps its name)."""
    return any(entry.kind in _TIME_KINDS and entry.words == (word,) for _, entry in times.forms.get(word, ()))
