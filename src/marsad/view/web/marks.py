"""An article's text cut into pieces, each with the marks that lie on it: what a source page shows.

Pure functions of a reading. A mark is the sentence of an event, or the words of one of its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from marsad.model import Article, Evidence, Reading, Where
from marsad.text import line_starts, shown_safely

Kind = Literal["event", "person", "place", "date", "other"]
RANK: dict[Kind, int] = {"date": 0, "person": 0, "place": 0, "other": 1, "event": 2}
PLACES = ("country", "city")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words ``[start:end]`` of ``where`` that say something of the event ``event`` (``None``: it was rejected)."""

    kind: Kind
    field: str
    where: Where
    start: int
    end: int
    event: str | None
    rule: str
    mention: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line under the same marks: ``top`` is the shortest value, ``ids`` begin here."""

    text: str
    top: Mark | None
    told: bool
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the title or body as its pieces."""

    where: Where
    start: int
    pieces: tuple[Piece, ...]


def marks(reading: Reading, events: Mapping[int, str]) -> list[Mark]:
    """All marks of a reading; ``events`` has the event of each mention by its place."""
    return [mark for n, _ in enumerate(reading.mentions) for mark in _of(reading, n, events.get(n))]


def _of(reading: Reading, n: int, event: str | None) -> Iterator[Mark]:
    mention = reading.mentions[n]
    yield _mark("event", mention.type, mention.evidence, event, n)
    for name, evidence in mention.fields.items():
        kind: Kind = "date" if name == "start" else "place" if name in PLACES else "other"
        yield _mark(kind, "date" if name == "start" else name.partition(".")[0], evidence, event, n)
    for p in mention.participants:
        for evidence in p.evidence.values():
            yield _mark("person", "participants", evidence, event, n)


def _mark(kind: Kind, field: str, e: Evidence, event: str | None, n: int) -> Mark:
    return Mark(kind, field, e.where, e.start, e.end, event, e.rule, n)


def lines(article: Article, found: Iterable[Mark], hidden: Iterable[tuple[Where, int, int]] = ()) -> Iterator[Line]:
    """The title, then every line of the body that is not blank. What is ``hidden`` shows as ``[…]``."""
    found = list(found)
    covered = list(hidden)
    yield _line(article.title, "title", 0, found, covered)
    for start, text in zip(line_starts(article.body), article.body.split("\n"), strict=True):
        if text.strip():
            yield _line(text, "body", start, found, covered)


def _line(text: str, where: Where, start: int, found: list[Mark], covered: list[tuple[Where, int, int]]) -> Line:
    end = start + len(text)
    over = [m for m in found if m.where == where and m.start < end and m.end > start]
    dark = [(a, b) for w, a, b in covered if w == where and a < end and b > start]
    cuts = {start, end}
    for a, b in [*((m.start, m.end) for m in over), *dark]:
        cuts |= {max(start, min(a, end)), max(start, min(b, end))}
    pieces: list[Piece] = []
    for a, b in pairwise(sorted(cuts)):
        if any(c <= a and b <= d for c, d in dark):
            if not pieces or pieces[-1].text != "[…]":
                pieces.append(Piece("[…]", None, False, ()))
            continue
        on = [m for m in over if m.start <= a and b <= m.end]
        top = min(on, key=lambda m: (RANK[m.kind], m.end - m.start, m.mention), default=None)
        ids = tuple(dict.fromkeys(f"{where[0]}{m.start}" for m in on if m.start == a))
        pieces.append(Piece(shown_safely(text[a - start : b - start]), top, any(m.kind == "event" for m in on), ids))
    return Line(where, start, tuple(pieces))


def hidden_stretches(article: Article, names: Iterable[str]) -> list[tuple[Where, int, int]]:
    """Where a page's text has one of the names that must not leave this machine, their last part alone included."""
    from marsad.view.private import HIDDEN, without_names

    names = list(names)
    out: list[tuple[Where, int, int]] = []
    wheres: tuple[Where, Where] = ("title", "body")
    for where in wheres if names else ():
        text = article.text(where)
        at = 0
        kept = without_names(text, names).split(HIDDEN)
        for n, piece in enumerate(kept):
            found = text.find(piece, at)
            if n:
                out.append((where, at, found if n < len(kept) - 1 or piece else len(text)))
            at = found + len(piece)
    return out
