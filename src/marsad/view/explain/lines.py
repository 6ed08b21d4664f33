"""A page's lines with the finder's steps on each: what both forms of ``explain`` show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from marsad.find.trace import Step, StepKind
from marsad.model import Article, EventMention, Evidence, Where
from marsad.text import line_starts

KINDS: tuple[StepKind, ...] = ("phrase", "date", "rule", "mention", "dropped")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the title or body, from offset ``start``, with the steps that begin on it, in the finder's
    order.
    """

    where: Where
    start: int
    text: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line over which the same steps lie."""

    text: str
    steps: tuple[Step, ...]


def lines(article: Article, steps: Iterable[Step]) -> Iterator[Line]:
    """The title, then every line of the body that is not blank."""
    steps = tuple(steps)
    yield Line("title", 0, article.title, tuple(s for s in steps if s.where == "title"))
    body = [s for s in steps if s.where == "body"]
    for start, text in zip(line_starts(article.body), article.body.split("\n"), strict=True):
        if text.strip():
            end = start + len(text)
            yield Line("body", start, text, tuple(s for s in body if start <= s.start <= end))


def pieces(line: Line) -> Iterator[Piece]:
    """The line cut wherever a step begins or ends, so that overlapping steps can be marked."""
    end = line.start + len(line.text)
    cuts = {line.start, end}
    for step in line.steps:
        cuts |= {max(line.start, min(step.start, end)), max(line.start, min(step.end, end))}
    ordered = sorted(cuts)
    for a, b in pairwise(ordered):
        over = tuple(s for s in line.steps if s.start < b and s.end > a)
        yield Piece(line.text[a - line.start : b - line.start], over)


@dataclass(frozen=True, slots=True)
class Value:
    """A field of a mention: its value (empty where unknown), the words behind it, or the reason for its
    absence.
    """

    name: str
    value: str
    evidence: Evidence | None
    reason: str = ""


def values(mention: EventMention) -> Iterator[Value]:
    """Every filled field with its words, then every empty one with its reason."""
    told = mention.fields
    if mention.start is not None:
        last = mention.end or mention.start
        span = f"{mention.start.isoformat()} – {last.isoformat()} ({mention.precision})"
        yield Value("date", span, told.get("start"))
    for name in ("country", "city", "status", "count", "attribution"):
        value = getattr(mention, name)
        if value is not None:
            yield Value(name, str(value), told.get(name))
    for topic in mention.topics:
        yield Value("topic", topic, told.get(f"topics.{topic}"))
    for n, participant in enumerate(mention.participants):
        for name in ("name", "role", "org", "country"):
            value = getattr(participant, name)
            if value is not None:
                yield Value(f"{participant.part} {n + 1} {name}", value, participant.evidence.get(name))
        if not (participant.name or participant.role or participant.org or participant.country):
            yield Value(f"{participant.part} {n + 1}", "–", None)
    for name, reason in mention.reasons.items():
        yield Value(name, "", None, reason)
