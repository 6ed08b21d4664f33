"""What merging compares of a mention: small, folded once, days as ordinals. Page text is no part of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from marsad.link.words import content_words, materiel_in
from marsad.model import EventMention, EventType, Part, Precision, SourcedMention, Status

DELIVERED = frozenset({"assistance", "agreement"})  # what is delivered, or agreed to be, tells these apart
NEAR = 80  # characters after the quotation within which a topic's words speak of the same
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """A participant as merging sees it."""

    part: Part
    country: str | None
    name: str | None
    role: str | None
    org: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention as merging sees it. ``first`` and ``last`` are ordinals of days, ``None`` where undated."""

    key: str
    page: str
    type: EventType
    first: int | None
    last: int | None
    precision: Precision | None
    published: int | None
    country: str | None
    city: frozenset[str]
    status: Status
    sides: tuple[Side, ...]
    people: tuple[Side, ...]
    countries: frozenset[str]
    givers: frozenset[str]
    takers: frozenset[str]
    subjects: frozenset[str]
    topics: frozenset[str]
    materiel: frozenset[str]
    count: int | None
    words: tuple[str, ...]
    title: tuple[str, ...]
    shown: str

    @property
    def dated(self) -> bool:
        """Whether the page gives a date of any precision."""
        return self.first is not None

    @property
    def coarse(self) -> bool:
        """Whether the date is a period and not days."""
        return self.first is not None and self.precision != "day"


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    return told_apart(text)


def told_apart(text: str) -> tuple[str, ...]:
    """The words of a text that say something, sorted; equal words of all mentions are one string."""
    return tuple(map(intern, sorted(content_words(text))))


@lru_cache(maxsize=50_000)
def _shared(values: tuple[str, ...]) -> frozenset[str]:
    """One set for equal values: a million profiles hold few different ones."""
    return frozenset(values)


def _materiel(mention: EventMention) -> frozenset[str]:
    """The materiel that the quotation names, or the words of a topic soon after it."""
    said = mention.evidence
    beside = [
        words.quote
        for name, words in mention.fields.items()
        if name.startswith("topics.") and words.where == said.where
        and said.start <= words.start <= said.end + NEAR
    ]  # fmt: skip
    return _shared(tuple(sorted(materiel_in(" ".join((said.quote, *beside))))))


@lru_cache(maxsize=50_000)
def _side(part: Part, country: str | None, name: str | None, role: str | None, org: str | None) -> Side:
    return Side(part, country, name, role, org)


def profile(sourced: SourcedMention, shown: bool = True) -> Profile:
    """The profile of one mention; without its quotation, where it need not be ``shown``."""
    mention = sourced.mention
    sides = tuple(_side(p.part, p.country, p.name, p.role, p.org) for p in mention.participants)

    def countries(*parts: str) -> frozenset[str]:
        found = {s.country for s in sides if s.country and s.part in parts}
        return _shared(tuple(sorted(found)))

    return Profile(
        key=sourced.key,
        page=sourced.page,
        type=mention.type,
        first=mention.start.toordinal() if mention.start else None,
        last=(mention.end or mention.start).toordinal() if mention.start and (mention.end or mention.start) else None,
        precision=mention.precision or ("day" if mention.start else None),
        published=sourced.published.toordinal() if sourced.published else None,
        country=mention.country,
        city=_shared(_words(mention.city or "")),
        status=mention.status,
        sides=sides,
        people=tuple(s for s in sides if s.name),
        countries=countries("host", "guest", "party", "agent", "recipient"),
        givers=countries("agent"),
        takers=countries("recipient"),
        subjects=countries("subject"),
        topics=_shared(mention.topics),
        materiel=_materiel(mention) if mention.type in DELIVERED else NOTHING,
        count=mention.count,
        words=told_apart(mention.evidence.quote),
        title=_words(sourced.title),
        shown=mention.evidence.quote if shown else "",
    )
