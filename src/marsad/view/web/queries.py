"""All that the web asks of a record, behind one door.

:class:`Desk` is the only one that touches the record, one request at a time. What is counted over many events is kept
until the record changes.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from threading import RLock
from typing import Any, TypeVar

from marsad.lexicon.labels import BODIES
from marsad.merge import Why
from marsad.model import Event, Finding, Reading
from marsad.record import Record
from marsad.store.judging import Act
from marsad.store.reading import Judgement, PageRow
from marsad.view import actors
from marsad.view.actors import Actor
from marsad.view.export.public import alias, aliased
from marsad.view.private import hidden_names, retitled
from marsad.view.web.ask import Filters
from marsad.view.words import side_codes

KEPT = 64  # answers kept while the record stays as it is
PAGES_KEPT = 4096  # pages whose hidden names are remembered
ALIAS = re.compile(r"page-[0-9a-f]{12}")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the events that fit, and how many fit in all."""

    events: tuple[Event, ...]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet and the number of its events."""

    value: str
    n: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the events that fit: by facet, the largest first; ``months`` (``2023-02``) and ``years`` in order."""

    total: int
    types: tuple[Count, ...] = ()
    statuses: tuple[Count, ...] = ()
    topics: tuple[Count, ...] = ()
    countries: tuple[Count, ...] = ()
    pairs: tuple[Count, ...] = ()
    people: tuple[Count, ...] = ()
    institutions: tuple[Count, ...] = ()
    origins: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    months: tuple[Count, ...] = ()
    disagreeing: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """What a record holds, in pages: read, with events, without, failed; and their outlets."""

    read: int
    telling: int
    empty: int
    failed: int
    outlets: int
    first: date | None
    last: date | None


class Desk:
    """Asks one record. ``public``: nobody private is named in what it gives."""

    def __init__(self, record: Record, *, public: bool = False) -> None:
        self._record = record
        self._public = public
        self._lock = RLock()
        self._state: object = None
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._hidden: OrderedDict[str, frozenset[str]] = OrderedDict()

    @contextmanager
    def asking(self) -> Iterator[Record]:
        """The record, for one at a time; what was kept of an older state is dropped."""
        with self._lock:
            state = self._record.revision()
            if state != self._state:
                self._state = state
                self._kept.clear()
                self._hidden.clear()
            yield self._record

    @property
    def state(self) -> str:
        """A word that changes when the record does."""
        with self.asking():
            return hashlib.sha256(repr(self._state).encode()).hexdigest()[:16]

    @property
    def seen(self) -> int:
        """The number of the last judgement that a reader could know of."""
        with self.asking() as record:
            return record.seen

    def _keep(self, key: object, make: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = make()
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        found: T = self._kept[key]
        return found

    # ------------------------------------------------------------ events
    def find(self, asked: Filters, limit: int, offset: int = 0) -> Found:
        """The events that fit, in the order asked for."""
        with self.asking():
            events = self._matching(asked)
            return Found(events[offset : offset + limit], len(events), offset)

    def facets(self, asked: Filters) -> Facets:
        """Counts over all events that fit."""
        with self.asking():
            return self._keep(("facets", asked.but(sort="newest")), lambda: count(self._matching(asked)))

    def _matching(self, asked: Filters) -> tuple[Event, ...]:
        return self._keep(asked, lambda: self._match(asked))

    def _match(self, asked: Filters) -> tuple[Event, ...]:
        found = self._record.events(
            since=asked.first,
            until=asked.last,
            type=asked.type,
            person=asked.person,
            institution=asked.institution,
            country=asked.country,
            topic=asked.topic,
            text=asked.text,
            about=asked.about,
        )
        return ordered((event for event in found if fits(event, asked)), asked.sort)

    def event(self, id: str) -> Event:
        """The event with this identifier, or the one it points on to, fit to be shown."""
        with self.asking() as record:
            return self.cleared([record.event(id)])[0]

    def cleared(self, events: Sequence[Event]) -> list[Event]:
        """``events`` without private names in titles; in public, without addresses that spell them."""
        if self._public:
            return self.exportable(events)
        with self.asking():
            names = {page: self.hidden(page) for page in sorted({m.page for event in events for m in event.mentions})}
            return retitled(events, names)

    def exportable(self, events: Sequence[Event]) -> list[Event]:
        """``events`` as they may leave this machine: nobody private is named in any word or address."""
        with self.asking():
            names = {page: self.hidden(page) for page in sorted({m.page for event in events for m in event.mentions})}
            return aliased(retitled(events, names), names)

    def hidden(self, page: str) -> frozenset[str]:
        """The names that a page's quotations hide."""
        with self.asking() as record:
            if page not in self._hidden:
                self._hidden[page] = hidden_names(record.reading(page))
                if len(self._hidden) > PAGES_KEPT:
                    self._hidden.popitem(last=False)
            return self._hidden[page]

    def why(self, id: str) -> Why:
        """Why the mentions of an event are one."""
        with self.asking() as record:
            return record.why(id)

    def history(self, id: str) -> list[Act]:
        """Every decision on an event."""
        with self.asking() as record:
            return record.history(id)

    def history_all(self) -> list[Act]:
        """Every decision ever made, in order."""
        with self.asking() as record:
            return self._keep("acts", record.decisions)

    # ------------------------------------------------------------ pages
    def reading(self, page: str) -> Reading:
        """A page's newest reading, by its identity or id."""
        with self.asking() as record:
            return record.reading(page)

    def source(self, event: Event, key: str) -> str | None:
        """The identity of the page of ``event`` that :func:`source_key` calls ``key``; ``None`` if it has none such."""
        with self.asking() as record:
            pages = {m.page for m in record.event(event.id).mentions}
            return next((page for page in sorted(pages) if source_key(page) == key), None)

    def events_of(self, page: str, number: int) -> dict[int, str]:
        """The events that a page's ``number`` mentions belong to, by the mention's place."""
        with self.asking() as record:
            told = {n: record.event_of(f"{page}#{n}") for n in range(number)}
            return {n: event for n, event in told.items() if event is not None}

    def pages(self) -> list[PageRow]:
        """Every page read or failed."""
        with self.asking() as record:
            return self._keep("pages", record.pages)

    def holding(self) -> Holding:
        """What the record holds, in pages."""
        with self.asking():
            return self._keep("holding", lambda: held(self.pages()))

    def page_findings(self) -> dict[str, list[Finding]]:
        """What a reader should know of single pages, by page."""
        with self.asking() as record:
            return self._keep("findings", lambda: _grouped(record.page_findings()))

    # ------------------------------------------------------------ who
    def actors(self) -> dict[str, Actor]:
        """Office holders, institutions, countries and bodies, by identifier."""
        with self.asking():
            return self._keep("actors", lambda: actors.gather(self._matching(Filters(sort="oldest"))))

    def judgements(self) -> list[Judgement]:
        """All judgements, row by row."""
        with self.asking() as record:
            return self._keep("judgements", record.judgements)

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, kept under ``key`` until the record changes."""
        with self.asking():
            return self._keep(key, make)


def _grouped(found: Iterable[tuple[str, Finding]]) -> dict[str, list[Finding]]:
    out: dict[str, list[Finding]] = {}
    for page, finding in found:
        out.setdefault(page, []).append(finding)
    return out


def source_key(page: str) -> str:
    """What a page is called in addresses: the same whether its identity is told or hidden behind its alias."""
    own = alias(page)
    return (page if ALIAS.fullmatch(page) else own).removeprefix("page-")


def fits(event: Event, asked: Filters) -> bool:
    """Whether an event fits what the record itself is not asked."""
    if asked.status and event.status != asked.status:
        return False
    if asked.partner and asked.partner not in sides(event):
        return False
    if asked.partner and asked.country and asked.country not in sides(event):
        return False
    if asked.origins and len(event.origins) < asked.origins:
        return False
    return not asked.disagree or contradicted(event)


def sides(event: Event) -> Collection[str]:
    """The countries and bodies that take part."""
    return side_codes(event)


def contradicted(event: Event) -> bool:
    """Whether sources contradict each other, or a later one changed what was announced."""
    return any(finding.kind in ("contradiction", "changed") for finding in event.disagreements)


def ordered(events: Iterable[Event], sort: str) -> tuple[Event, ...]:
    """By date, the undated last; or by corroboration, then the newest first."""
    if sort == "oldest":
        return tuple(sorted(events, key=lambda e: (e.start or date.max, e.end or date.max, e.id)))
    newest = sorted(events, key=lambda e: (e.start or date.min, e.end or date.min, e.id), reverse=True)
    if sort == "origins":
        newest.sort(key=lambda e: -len(e.origins))
    return tuple(newest)


def count(events: Iterable[Event]) -> Facets:
    """The facets of these events."""
    counted: dict[str, Counter[str]] = {
        name: Counter()
        for name in (
            "types", "statuses", "topics", "countries", "pairs", "people", "institutions", "origins", "years", "months",
        )
    }  # fmt: skip
    total = disagreeing = undated = 0
    for event in events:
        total += 1
        disagreeing += contradicted(event)
        undated += event.start is None
        _count(event, counted)
    ranked = {name: _ranked(counter) for name, counter in counted.items()}
    for name in ("years", "months", "origins"):
        ranked[name] = tuple(sorted(ranked[name], key=lambda c: c.value))
    return Facets(total=total, disagreeing=disagreeing, undated=undated, **ranked)


def _count(event: Event, counted: dict[str, Counter[str]]) -> None:
    counted["types"][event.type] += 1
    counted["statuses"][event.status] += 1
    counted["topics"].update(event.topics)
    codes = sides(event)
    counted["countries"].update({*codes, *([event.country] if event.country else [])})
    counted["pairs"].update("-".join(pair) for pair in combinations(codes, 2))
    present = {found.key: found for p in event.participants if (found := actors.actor(p)) is not None}
    counted["people"].update({a.name for a in present.values() if a.kind == "person"})
    counted["institutions"].update({a.name for a in present.values() if a.kind == "institution"})
    counted["origins"][str(min(len(event.origins), 3))] += 1
    if event.start and (event.end is None or event.end.year == event.start.year):
        counted["years"][f"{event.start:%Y}"] += 1
    if event.start and (
        event.end is None or (event.end.year, event.end.month) == (event.start.year, event.start.month)
    ):
        counted["months"][f"{event.start:%Y-%m}"] += 1


def _ranked(counter: Counter[str]) -> tuple[Count, ...]:
    return tuple(Count(value, n) for value, n in sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def held(rows: Iterable[PageRow]) -> Holding:
    """Counts of pages."""
    rows = list(rows)
    read = [row for row in rows if row.failed is None]
    days = [row.published for row in read if row.published]
    return Holding(
        read=len(read),
        telling=sum(not row.empty for row in read),
        empty=sum(row.empty for row in read),
        failed=len(rows) - len(read),
        outlets=len({row.outlet for row in read if row.outlet}),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def is_body(code: str) -> bool:
    """Whether a code is an international body's."""
    return code in BODIES
