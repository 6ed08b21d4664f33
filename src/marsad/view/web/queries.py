"""All that the web asks of a record, behind one door.

:class:`Desk` is the only one that touches the record, one request at a time. What is counted over many events is kept
until the record changes.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from threading import RLock
from typing import Any, TypeVar

from marsad.merge import Why
from marsad.merge.select import EventQuery, Order
from marsad.model import Event, Finding, Reading, Signature
from marsad.record import Record
from marsad.store.judging import Act
from marsad.store.reading import Judgement, PageRow
from marsad.view import actors
from marsad.view.actors import Actor
from marsad.view.export.public import alias, aliased
from marsad.view.private import hidden_names, retitled
from marsad.view.web.ask import Filters

KEPT = 64  # answers kept while the record stays as it is
RANKED = 300  # values of a facet that are counted
GATHERED = 5000  # events that people and institutions are gathered from
ORDERS: Mapping[str, Order] = {"newest": "-date", "oldest": "date", "origins": "origins"}
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
    """Counts of the events that fit: by facet, the largest first; ``months`` (``2023-02``) and ``years`` in order.

    ``pairs`` are two codes joined by a hyphen; ``origins`` counts events of at least ``2``, ``3`` … origins.
    """

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

    @property
    def several(self) -> int:
        """How many are told by two origins or more."""
        return next((c.n for c in self.origins if c.value == "2"), 0)


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
        with self.asking() as record:
            page = record.find(self._query(asked), limit=limit, offset=offset, order=ORDERS[asked.sort])
            return Found(tuple(page.events), page.total, offset)

    def contested(self, limit: int) -> tuple[Event, ...]:
        """The events with most disagreements, then the newest."""
        with self.asking() as record:
            return tuple(record.find(limit=limit, order="disagreement").events)

    def facets(self, asked: Filters) -> Facets:
        """Counts over all events that fit."""
        with self.asking():
            return self._keep(("facets", asked.but(sort="newest")), lambda: self._counted(asked))

    def _query(self, asked: Filters) -> EventQuery:
        pair = asked.country and asked.partner and asked.country != asked.partner
        return self._record.query(
            since=asked.first,
            until=asked.last,
            type=asked.type,
            status=asked.status,
            topic=asked.topic,
            country=asked.country or asked.partner,
            pair=f"{asked.country}+{asked.partner}" if pair else None,
            person=asked.person,
            institution=asked.institution,
            about=asked.about,
            text=asked.text,
            origins=asked.origins or 0,
            disagreement="contradiction" if asked.disagree else None,
        )

    def _counted(self, asked: Filters) -> Facets:
        query = self._query(asked)
        found = self._record.facets(query, most=RANKED)
        counts = {name: tuple(Count(c.value, c.count) for c in values) for name, values in found.items()}
        exact = {int(c.value.rstrip("+")): c.n for c in counts["origins"]}
        total = self._record.find(query, limit=0).total
        return Facets(
            total=total,
            types=counts["type"],
            statuses=counts["status"],
            topics=counts["topic"],
            countries=counts["country"],
            pairs=tuple(Count(c.value.replace("+", "-"), c.n) for c in counts["pair"]),
            people=counts["person"],
            institutions=counts["institution"],
            origins=tuple(Count(str(n), sum(exact[m] for m in exact if m >= n)) for n in sorted(exact) if n > 1),
            years=counts["year"],
            months=counts["month"],
            disagreeing=next((c.n for c in counts["disagreement"] if c.value == "contradiction"), 0),
            undated=0 if query.since or query.until else self._record.find(replace(query, undated=True), limit=0).total,
        )

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
            found = aliased(retitled(events, names), names)
            return [unsigned(event) for event in found] if self._public else found

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
        """Office holders, institutions, countries and bodies of the newest events, by identifier."""
        with self.asking():
            return self._keep("actors", lambda: actors.gather(reversed(self.find(Filters(), GATHERED).events)))

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


def unsigned(event: Event) -> Event:
    """``event`` without who decided on it and what they wrote."""

    def by(signature: Signature) -> Signature:
        return replace(signature, user="", reason="")

    claims = {
        name: tuple(replace(c, signed=by(c.signed)) if c.signed else c for c in found)
        for name, found in event.claims.items()
    }
    return replace(event, claims=claims, confirmed=tuple(map(by, event.confirmed)))


def contradicted(event: Event) -> bool:
    """Whether sources contradict each other."""
    return any(finding.kind == "contradiction" for finding in event.disagreements)


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
