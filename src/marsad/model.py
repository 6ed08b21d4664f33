"""The nouns of Marsad: frozen, typed, without behaviour beyond reading themselves.

Offsets are Unicode code points into an article's ``title`` or ``body``, half open: ``text[start:end]``.
``docs/codebook.md`` defines every field of an event. Collections are tuples, so that equal values are equal objects
and can be hashed, sent to another process and compared in tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Where = Literal["title", "body"]
EventType = Literal[
    "visit",
    "meeting",
    "call",
    "gathering",
    "agreement",
    "cooperation",
    "assistance",
    "arrest",
    "extradition",
    "award",
    "commendation",
    "rupture",
]
Precision = Literal["day", "week", "month", "quarter", "season", "half", "year"]
Status = Literal["happened", "ongoing", "planned", "denied"]
Attribution = Literal["communique", "official", "source", "media", "page"]
Part = Literal["host", "guest", "party", "agent", "recipient", "subject"]
Lang = Literal["ar", "fr", "en", "other"]


@dataclass(frozen=True, slots=True)
class Page:
    """What a source gave: bytes and where they come from.

    ``id`` is the file name without its suffixes, or ``container#item``. The page's identity is ``identity``
    (its canonical address where it has one, else path or container#item); its version is ``sha256`` of the bytes.
    ``outlet``, ``published``, ``title`` and ``author`` are what a manifest or a JSON field says; ``None`` leaves
    the page to speak for itself.
    """

    id: str
    path: str
    data: bytes
    sha256: str
    kind: Literal["html", "text"]
    address: str | None = None
    captured: str | None = None
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    author: str | None = None

    @property
    def identity(self) -> str:
        """The canonical address, else the place the page was read from."""
        return self.address or self.path


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the page that is not the article's own text, and what it was taken for."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page's own text. ``published_by`` says which rule or metadata gave the date, or why there is none."""

    id: str
    path: str
    identity: str
    version: str
    title: str
    body: str
    lang: Lang
    published: date | None = None
    published_by: str = ""
    outlet: str | None = None
    address: str | None = None
    left_out: tuple[LeftOut, ...] = ()

    def text(self, where: Where) -> str:
        """The text that offsets of ``where`` point into."""
        return self.title if where == "title" else self.body


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a value: ``quote`` is exactly the article's text at ``[start:end]`` of ``where``.

    The one exception: a private person's name inside the span is shown as ``[…]`` in ``quote``.
    """

    where: Where
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its value (after TIMEX3, resolved to whole days).

    ``start`` and ``end`` are the first and last day, or ``None`` where the page does not settle them; ``reason``
    says how the value was reached or why there is none. ``rule`` is the grammar rule that fired.
    ``bare`` marks an expression that was resolved by nearness (a weekday, a month or a day and month without its
    year); ``alternative`` is then the nearest *coming* reading ``(start, end)``, for an event that is planned.
    ``conflict`` says where parts disagree (a weekday and a date, "yesterday" and the publication day).
    ``year_inferred`` is true where a missing year was supplied from something other than the publication date.
    """

    where: Where
    start_offset: int
    end_offset: int
    text: str
    start: date | None
    end: date | None
    precision: Precision | None
    rule: str
    reason: str
    bare: bool = False
    alternative: tuple[date, date] | None = None
    conflict: str | None = None
    year_inferred: bool = False
    direction: Literal["past", "future", "now"] | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One side or person in an event, in the codebook's five fields, with the words behind each."""

    part: Part
    name: str | None = None
    role: str | None = None
    org: str | None = None
    country: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one page tells it.

    ``evidence`` is the shortest stretch that carries the event. ``fields`` has the words behind each filled field
    (``start``, ``country``, ``city``, ``status``, ``topics.<topic>``, ``count``, ``attribution``); ``reasons`` says
    for each empty one that was looked for why it is empty.
    """

    type: EventType
    evidence: Evidence
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    country: str | None = None
    city: str | None = None
    status: Status = "happened"
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    count: int | None = None
    attribution: Attribution = "page"
    fields: Mapping[str, Evidence] = field(default_factory=dict, hash=False)
    reasons: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know: kinds as in the codebook (``date-conflict``, ``year-inferred`` …).

    Where it speaks of several pages, ``sources`` has the key of the mention behind each piece of evidence, in step.
    """

    kind: str
    why: str
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted claim that is no event: "121 international warrants in 2023"."""

    number: int
    unit: str
    evidence: Evidence
    whose: str | None = None
    start: date | None = None
    end: date | None = None
    source: Attribution = "page"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a finder found in one article: what is stored, exported and merged.

    ``finder`` and ``lexicon`` identify what produced it, so that the same page is not read twice in vain.
    """

    article: Article
    mentions: tuple[EventMention, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: tuple[Figure, ...] = ()
    finder: str = ""
    lexicon: str = ""


@dataclass(frozen=True, slots=True)
class SourcedMention:
    """A mention with the page that tells it: what merging sees of a page, never its text.

    ``key`` is ``<page identity>#<n>`` with n the mention's place in its reading. ``origin`` is the independent origin
    the page belongs to (see :class:`Origin`).
    """

    key: str
    mention: EventMention
    page: str
    page_id: str
    version: str
    title: str
    outlet: str | None = None
    published: date | None = None
    address: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Pages that go back to one text or communique. Corroboration counts origins, not pages."""

    id: str
    pages: tuple[str, ...]
    label: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decided, when and why: a judgement, by its number.

    ``at`` is ISO 8601 in UTC. A missed participant has the ``page`` and the ``evidence`` it was added by.
    """

    act: int
    user: str
    at: str
    reason: str = ""
    page: str | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one field and the mentions (their keys) that give it.

    ``value`` is what the JSON form of the field holds: a string, a number, or ``[start, end, precision]`` for ``date``.
    A correction has no mentions and is ``signed``; it stands above the pages' claims, which stay beside it.
    """

    value: object
    mentions: tuple[str, ...]
    signed: Signature | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of an event's story: pages that told it with one status, in order of publication.

    ``stage`` is ``announced`` (before it was to be), ``told`` (as news) or ``recalled`` (later, as background).
    ``since`` and ``until`` are the first and last publication day, ``None`` where no page has one.
    """

    status: Status
    stage: Literal["announced", "told", "recalled"]
    since: date | None
    until: date | None
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Mentions of one real event, merged; every field derived from the mentions and the judgements.

    A composed field is the most precise value that no source contradicts; ``claims`` has every distinct value per field
    (``date``, ``country``, ``city``, ``status``, ``count``, ``participants``, ``attribution``) with who says it, and
    ``disagreements`` the contradictions between them, each a finding with its quotations. ``history`` is how its status
    came to be, ``confirmed`` who vouches for it by a judgement.
    """

    id: str
    type: EventType
    start: date | None
    end: date | None
    precision: Precision | None
    country: str | None
    city: str | None
    status: Status
    participants: tuple[Participant, ...]
    topics: tuple[str, ...]
    count: int | None
    attribution: Attribution
    mentions: tuple[SourcedMention, ...]
    origins: tuple[Origin, ...]
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict, hash=False)
    disagreements: tuple[Finding, ...] = ()
    history: tuple[Step, ...] = ()
    confirmed: tuple[Signature, ...] = ()
