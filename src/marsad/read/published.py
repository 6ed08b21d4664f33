"""When a page was published: the visible date line, and a full date that the article calls today.

A date counts only where the page gives it as its own: dates of update, of capture, of the visit do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.find.dates import find_times, read_date_line
from marsad.lexicon.pages import PageWords
from marsad.lexicon.times import TimeWords
from marsad.model import TimeExpression
from marsad.read.lines import Line
from marsad.text import fold, fold_word

_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d\d\d\d)(?=[^\W\d_]{2})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: Characters after "today" that are read, and in which its date must begin; those before it that may make
#: it another day.
_WINDOW, _NEAR, _BEFORE = 60, 24, 8
#: A date line has few words beside its date.
_DATE_LINE = 16
_NO_LINE_KINDS = frozenset({"related", "comments", "ticker", "body"})


@dataclass(frozen=True, slots=True)
class Published:
    """A publication day and what gave it, or ``None`` and why there is none. ``line`` is the line that was
    read.
    """

    day: date | None
    by: str
    line: Line | None = None


NOT_FOUND = Published(
    None, "the page gives no publication date: none in its metadata, no date line, no full date called today"
)


def visible_date(lines: Sequence[Line], words: PageWords, times: TimeWords) -> Published | None:
    """The date line: near the title and before the body, or anywhere with a word such as "published on"."""
    title = next((i for i, line in enumerate(lines) if line.kind == "title"), 0)
    body = next((i for i, line in enumerate(lines) if line.kind == "body"), len(lines))
    best: tuple[tuple[float, ...], Published] | None = None
    for i, line in enumerate(lines):
        if line.kind in _NO_LINE_KINDS or i == title or len(line.text) > 150 or not _DIGIT.search(line.key):
            continue
        marked = bool(words.published.search(line.key))
        if not marked and (i > body or line.bulleted or line.words > _DATE_LINE):
            continue
        day = read_shown_date(line.text, words, times)
        if day is not None:
            rank = (marked, i < body, -abs(i - title), i > title, bool(_CLOCK.search(line.key)))
            if best is None or rank > best[0]:
                best = rank, Published(day, f"date line: {line.text}", line)
    return best[1] if best else None


def is_date_line(line: Line, words: PageWords, times: TimeWords) -> bool:
    """Whether a short line is there to tell a date: little else, a time of day, or a word of publication."""
    if line.words > _DATE_LINE or not _DIGIT.search(line.key):
        return False
    telling = words.published.search(line.key) or words.bylines.match(line.key) or _CLOCK.search(line.key)
    return (line.words <= 8 or bool(telling)) and read_shown_date(line.text, words, times) is not None


def read_shown_date(text: str, words: PageWords, times: TimeWords) -> date | None:
    """The date of a line, without what it says of updates. Words that a dump wrote together come apart."""
    plain = fold_word(text)
    for folded in (_GLUED.sub(" ", plain), plain):
        told = _without_updates(folded, words)
        mark = words.published.search(told)
        for part in (told[mark.end() :] if mark else "", told):
            if _DIGIT.search(part) and (day := read_date_line(part, times)):
                return day
    return None


def _without_updates(folded: str, words: PageWords) -> str:
    """The line up to its mark of an update, and from a mark of publication after that."""
    mark = words.updated.search(folded)
    if mark is None:
        return folded
    after = words.published.search(folded, mark.end())
    return folded[: mark.start()] + (" " + folded[after.start() :] if after else "")


def called_today(
    body: str, outside: Iterable[str], captured: date | None, words: PageWords, times: TimeWords
) -> Published | None:
    """The day of a full date that the article calls today.

    Where only the year lacks ("today, Tuesday 21 February"), it is the one year that agrees, between the
    latest full date in the article and the latest year on the rest of the page (``outside``) or ``captured``.
    """
    folded = fold(body).text
    undated: TimeExpression | None = None
    for start, end in _places(folded, words.today):
        window = folded[start : end + _WINDOW]
        if not _DIGIT.search(folded, end, end + _NEAR):
            continue
        if words.not_today.search(folded, max(0, start - _BEFORE), start):
            continue
        told = next(iter(find_times("", window, None, times)), None)
        if told is None or told.start_offset > 0 or told.direction != "now" or not _DIGIT.search(told.text):
            continue
        if told.start is not None and told.start == told.end and told.precision == "day":
            return Published(told.start, f"the article calls it today: {told.text}")
        undated = undated or told
    if undated is None:
        return None
    return _with_year(undated, body, outside, captured, words, times)


def _places(text: str, told: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the words of ``told`` stand as whole words (ten times as fast as a pattern of them)."""
    for word in told:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                yield start, end
            start = text.find(word, end)


def _with_year(
    told: TimeExpression,
    body: str,
    outside: Iterable[str],
    captured: date | None,
    words: PageWords,
    times: TimeWords,
) -> Published | None:
    full = [e.start for e in find_times("", body, None, times) if e.start and e.precision in ("day", "month")]
    years = [int(year) for text in outside for year in _YEAR.findall(text)]
    ends = [date(max(years), 12, 31)] if years else []
    if captured is not None:
        ends = [captured]
    if not full or not ends:
        return None
    first, last = max(full), ends[0]
    phrase = words.current.sub(" ", told.text)
    fitting = [
        e.start
        for year in range(first.year, last.year + 1)
        for e in find_times("", f"{phrase} {year}", None, times)[:1]
        if e.start and e.precision == "day" and e.conflict is None and first <= e.start <= last
    ]
    if len(fitting) != 1:
        return None
    why = (
        f"the article calls {told.text} today; only {fitting[0].year} fits between the dates on the page "
        f"({first} to {last})"
    )
    return Published(fitting[0], why)
