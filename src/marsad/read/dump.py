"""A text dump of a page: which of its lines are the article.

A dump holds menus, tickers, the title (often several times), date line and byline, then the article, then
related
headlines, comment forms and small print. The article is the heaviest chain of running text between the lines
with
which sites end an article; what stands before it names it, and the rest is left out with what it was taken
for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.lexicon.pages import PageWords
from marsad.model import LeftOut
from marsad.read.lines import Line, lines_of, taken_for
from marsad.text import fold_word

#: Tells whether a line is a date line.
IsDate = Callable[[Line], bool]
_MENU = re.compile(r"\s[|·•/»›]\s")
_DASHED = re.compile(r"\s[-–—ـ|/]{1,2}\s|^\S+\s?[-–—ـ|/]{1,2}\s?\S+$")
#: A related headline may stand in the middle of an article: at most so many lines before running text goes
#: on.
_INLINE = 2
_TITLE_WORDS = 30
#: So many paragraphs tell what the article is about.
_ENOUGH = 8
#: Repeated lines longer than this are an article that the page holds twice (for print, for telephones).
_LONG = 120


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump taken apart. ``lines`` are all lines with their kinds: ``title``, ``body``, ``byline`` and so
    on.
    """

    title: str
    body: str
    lines: tuple[Line, ...]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The lines that are neither body nor the first telling of the title."""
        return tuple(
            LeftOut(line.text, line.kind) for line in self.lines if line.kind not in ("body", "title")
        )


def read_dump(text: str, words: PageWords, is_date: IsDate, title: str | None = None) -> Dump:
    """Take a page apart. ``title`` is one that is known from elsewhere; the body may come out empty."""
    lines = lines_of(text, words)
    counts = Counter(line.key for line in lines)
    paragraphs = _paragraphs(lines, counts, titled=title is not None)
    chain = _chain(lines, paragraphs)
    head = lines[: chain[0] if chain else len(lines)]
    named = None
    if title is None:
        named = _find_title(head, counts, _said(lines, chain), words, is_date)
        if (
            named is None
            and (len(head) or not chain)
            and lines
            and not lines[0].kind
            and not is_date(lines[0])
        ):
            named = 0
    known = title if title is not None else lines[named].text if named is not None else ""
    body = _with_rest(lines, chain, counts, words) if chain else _without_paragraphs(lines, named)
    marked = _marked(lines, body, named, fold_word(known), counts, words)
    return Dump(known, "\n".join(line.text for line in marked if line.kind == "body"), tuple(marked))


def read_body(text: str, words: PageWords, is_date: IsDate, title: str) -> Dump:
    """The body of an article whose title and text come apart: all of it, but for obvious furniture.

    That is what is marked as such, bylines and date lines around the running text, and all that follows the
    mark of
    an article's end.
    """
    lines = lines_of(text, words)
    ends = next((i for i, line in enumerate(lines) if line.ends and not _goes_on(lines, i)), len(lines))
    running = [i for i in range(ends) if lines[i].is_paragraph] or [0, ends - 1]
    key = fold_word(title)
    marked = []
    for i, line in enumerate(lines):
        kind = line.kind or ("body" if i < ends else lines[ends].kind)
        if kind == "body" and _tells_title(line, key):
            kind = "title again"
        elif kind == "body" and not running[0] <= i <= running[-1]:
            kind = "byline" if _is_byline(line, words) else "date" if is_date(line) else kind
            if kind == "body" and i < running[0] and line.words <= 5 and not line.is_closed:
                kind = "furniture"
        marked.append(taken_for(line, kind))
    return Dump(title, "\n".join(line.text for line in marked if line.kind == "body"), tuple(marked))


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether running text follows a mark of the article's end, after at most a headline or two."""
    after = lines[at + 1 : at + 3 + _INLINE]
    return sum(line.is_paragraph for line in after) >= 2


def _paragraphs(lines: Sequence[Line], counts: Counter[str], *, titled: bool) -> list[int]:
    """The lines of running text. Short repeated lines are none, nor is a first line that may be the title."""
    first = {line.key: i for i, line in reversed(list(enumerate(lines)))}
    found = [
        i
        for i, line in enumerate(lines)
        if len(line.text) >= 40
        and line.is_paragraph
        and (counts[line.key] == 1 or (first[line.key] == i and len(line.key) >= _LONG))
    ]
    if not titled and found[:1] == [0] and len(found) > 1:
        top = lines[0]
        if top.words <= _TITLE_WORDS and not (top.is_sentence and top.text.endswith(".")):
            return found[1:]
    return found


def _chain(lines: Sequence[Line], paragraphs: Sequence[int]) -> list[int]:
    """The paragraphs of the heaviest stretch that no mark of the article's end interrupts."""
    chains: list[list[int]] = []
    for i in paragraphs:
        before = chains[-1][-1] if chains else None
        if before is not None and _continues(lines, before, i, paragraphs):
            chains[-1].append(i)
        else:
            chains.append([i])
    return max(chains, key=lambda c: sum(len(lines[i].text) for i in c), default=[])


def _continues(lines: Sequence[Line], before: int, at: int, paragraphs: Sequence[int]) -> bool:
    between = lines[before + 1 : at]
    end = next((n for n, line in enumerate(between) if line.ends), None)
    if end is None:
        return True
    # Behind a related headline the article goes on only if more than one teaser follows.
    goes_on = sum(at <= i <= at + 3 for i in paragraphs) >= 2 or lines[at].words >= 40
    return len(between) - end - 1 <= _INLINE and between[end].kind == "related" and goes_on


def _said(lines: Sequence[Line], chain: Sequence[int]) -> frozenset[str]:
    """The words of the running text."""
    return frozenset(word for i in chain[:_ENOUGH] for word in lines[i].key.split())


def _find_title(
    head: Sequence[Line], counts: Counter[str], said: frozenset[str], words: PageWords, is_date: IsDate
) -> int | None:
    """The line before the article that is most like a title: long enough, repeated, sharing words with the
    text.
    """

    def score(i: int) -> float:
        line = head[i]
        told = [word for word in line.key.split() if len(word) > 3]
        shared = sum(word in said for word in told) / (len(told) or 1)
        long = line.words >= 4
        return (
            3.0 * shared
            + 2.0 * long
            + 2.0 * (long and counts[line.key] > 1)
            + 1.0 * (i == 0)
            - 2.0 * _is_byline(line, words)
            - 0.05 * i
        )

    may_be = [i for i, line in enumerate(head) if _may_be_title(line) and not is_date(line)]
    return max(may_be, key=score, default=None) if said else next(iter(may_be), None)


def _may_be_title(line: Line) -> bool:
    return (
        not line.kind
        and not line.bulleted
        and line.words >= 2
        and len(line.text) <= 300
        and not _is_menu(line.text)
    )


def _is_menu(text: str) -> bool:
    return len(_MENU.findall(text)) >= 2


def _with_rest(lines: Sequence[Line], chain: Sequence[int], counts: Counter[str], words: PageWords) -> range:
    """The article's lines: from its first paragraph to its last, and what belongs to it after that."""
    last = chain[-1]
    for i in range(last + 1, len(lines)):
        line = lines[i]
        adjacent = line.at == lines[i - 1].at + 1
        sentence = line.is_closed and (line.words >= 3 or bool(words.agencies.search(line.key)))
        if (
            line.kind
            or counts[line.key] > 1
            or not (sentence or (adjacent and line.words >= 6))
            or _is_byline(line, words)
        ):
            break
        last = i
    return range(chain[0], last + 1)


def _without_paragraphs(lines: Sequence[Line], named: int | None) -> range:
    """A page of a few short lines: what follows the title up to the first furniture."""
    start = 0 if named is None else named + 1
    while start < len(lines) and (lines[start].kind or lines[start].words < 4 or lines[start].bulleted):
        start += 1
    stop = start
    while stop < len(lines) and not lines[stop].kind and not lines[stop].bulleted:
        stop += 1
    return range(start, stop)


def _marked(
    lines: Sequence[Line], body: range, named: int | None, title: str, counts: Counter[str], words: PageWords
) -> list[Line]:
    """Every line with its kind. Behind the mark of the article's end all else is of the mark's kind."""
    title_words = set(title.split())
    out = []
    after = ""
    for i, line in enumerate(lines):
        kind = line.kind
        if line.ends and i >= body.stop:
            after = kind
        if i == named:
            kind = "title"
        elif not kind and _tells_title(line, title):
            kind = "title again"
        elif not kind and i in body:
            kind = _kind_inside(line, title_words, counts)
        elif not kind:
            outside = _kind_of_furniture if len(line.text) <= _LONG else _kind_outside
            kind = after or outside(line.text, line.key, words)
        out.append(taken_for(line, kind))
    return out


def _tells_title(line: Line, title: str) -> bool:
    """Whether the line is the title, alone or beside an outlet's name."""
    if not title or not (title in line.key or (line.key in title and line.words >= 4)):
        return False
    return line.words <= title.count(" ") + 7


def _kind_inside(line: Line, title_words: set[str], counts: Counter[str]) -> str:
    if counts[line.key] > 2:
        return "furniture"
    return "caption" if line.words <= 4 and set(line.key.split()) <= title_words else "body"


def _kind_outside(text: str, key: str, words: PageWords) -> str:
    """What a line outside of the article is, by its ``text`` and folded words."""
    if _is_menu(text):
        return "furniture"
    if _names_writer(text, key, words):
        return "byline"
    return "headline" if key.count(" ") >= 4 else "furniture"


#: As that, for short lines: the pages of a site have the same ones.
_kind_of_furniture = lru_cache(maxsize=20_000)(_kind_outside)


def _is_byline(line: Line, words: PageWords) -> bool:
    """A short line that names who wrote, or place and agency around a dash."""
    return _names_writer(line.text, line.key, words)


def _names_writer(text: str, key: str, words: PageWords) -> bool:
    blanks = key.count(" ")
    if blanks > 7 or text.endswith("."):
        return False
    by = words.bylines.match(key)
    return bool(by or _DASHED.search(text) or (blanks <= 4 and words.agencies.search(key)))
