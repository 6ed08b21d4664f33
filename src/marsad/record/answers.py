"""What a record answers: events that fit a question, counts, pages and readings, and why mentions are one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from marsad.errors import UsageError
from marsad.merge import Why, explain_merge, in_order
from marsad.merge.select import ALL, FACETS, EventQuery, Order, Several
from marsad.model import Event, Finding, Reading
from marsad.record.events import EventPage, Events
from marsad.record.opened import Opened
from marsad.store import asking, forgetting, links, reading, view, writing
from marsad.store.asking import FacetCount
from marsad.store.reading import PageRow

Day = date | str | None


class Answers(Opened):
    """A record that can be asked."""

    def events(  # noqa: PLR0913 (filters, all by name)
        self,
        *,
        since: Day = None,
        until: Day = None,
        type: Several = None,
        person: str | None = None,
        institution: str | None = None,
        country: Several = None,
        topic: Several = None,
        text: str | None = None,
        about: str | None = None,
    ) -> Events:
        """The events that fit all that is asked, by date.

        ``since`` and ``until`` are inclusive; an event fits if its bounds overlap them, an undated one only
        without them. ``person``, ``institution`` and ``about`` (any of the three kinds) take any spelling,
        ``country`` a name or a code, ``text`` words that a mention has.
        """
        query = EventQuery.of(
            self._countries,
            since=since,
            until=until,
            type=type,
            person=person,
            institution=institution,
            country=country,
            topic=topic,
            text=text,
            about=about,
        )
        return self.find(query).events

    def query(self, **asked: Any) -> EventQuery:
        """A question with the record's names of countries: see :meth:`EventQuery.of`."""
        return EventQuery.of(self._countries, **asked)

    def find(
        self, query: EventQuery = ALL, *, limit: int | None = None, offset: int = 0, order: Order = "date"
    ) -> EventPage:
        """A page of the events that fit, ``limit`` of them from the ``offset``-th on, and how many there are.

        ``order``: by ``date`` or ``-date`` (the latest first), undated ones last; by ``origins`` (the most
        first), ``disagreement`` (the most findings first), ``published`` (told latest first).
        """
        if offset < 0 or (limit is not None and limit < 0):
            raise UsageError("limit and offset are counted from nought")
        with self._merged() as connection:
            found = asking.fitting(connection, query)
            ids = asking.ordered(connection, found, order, limit, offset)
            return EventPage(Events(self._load(connection, ids), self), asking.count(connection, found))

    def facets(
        self, query: EventQuery = ALL, facets: Sequence[str] = FACETS, *, most: int = 50
    ) -> dict[str, tuple[FacetCount, ...]]:
        """For each facet (:data:`FACETS`) its values among the events that fit, the most frequent first.

        Years and months come in their order and whole, of the others at most ``most`` values. A facet whose
        values exclude each other (type, status, origins, disagreement) is counted without its own filter.
        """
        with self._merged() as connection:
            return asking.facets(connection, query, facets, most)

    def revision(self) -> str:
        """A short word that changes whenever an answer of this record may: for caches and entity tags."""
        with self._reading() as connection:
            return writing.digest([*reading.state(connection), view.program()])[:16]

    def told_by(self, pages: Iterable[str]) -> Events:
        """The events that these pages (by identity) tell, by date."""
        with self._merged() as connection:
            ids = sorted(set(view.events_of_keys(connection, pages).values()))
            return Events(in_order(self._load(connection, ids)), self)

    def event(self, id: str) -> Event:
        """The event with this identifier, or the one it points on to.

        Raises :class:`UsageError`, naming near ones, where there is none.
        """
        with self._merged() as connection:
            seen: set[str] = set()
            at = id
            while not view.exists(connection, at) and at not in seen:
                seen.add(at)
                to = view.moved_to(connection, at)
                if to is None:
                    break
                if len(to) > 1:
                    raise UsageError(f"{id} was split; its mentions are now in {', '.join(to)}")
                if not to:
                    raise UsageError(
                        f"{id} was rejected, forgotten, or is no longer told by any page as it was read last; "
                        f"`marsad history {id}` says what was decided"
                    )
                at = to[0]
            if view.exists(connection, at):
                return next(iter(self._load(connection, [at])))
            raise self._no_event(connection, id)

    def _no_event(self, connection: Connection, id: str) -> UsageError:
        near = difflib.get_close_matches(id, view.like(connection, id), n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "`marsad events` lists what there is"
        return UsageError(f"there is no event {id}; {hint}")

    def why(self, id: str) -> Why:
        """Why the mentions of an event are one, and which event came nearest."""
        event = self.event(id)
        with self._merged() as connection:
            others = links.compared_with(connection, event) | view.told_with(connection, event.id)
            return explain_merge(event, self._load(connection, sorted(others)))

    def event_of(self, key: str) -> str | None:
        """The identifier of the event that a mention (``<page identity>#<n>``) belongs to."""
        with self._merged() as connection:
            return view.event_of(connection, key)

    def pages(self) -> list[PageRow]:
        """Every page read, with its number of mentions, then those that could not be read."""
        return list(self.each_page())

    def each_page(self) -> Iterator[PageRow]:
        """The same one by one: of a large record no list is made."""
        with self._reading() as connection:
            yield from reading.page_rows(connection)

    def reading(self, page: str) -> Reading:
        """A page's newest reading, by its identity or id; raises :class:`UsageError` naming near ones."""
        with self._reading() as connection:
            found = reading.reading(connection, page)
            if found is not None:
                return found
            rows = list(reading.page_rows(connection))
            named = [row.identity for row in rows if row.failed is None and page in (row.id, row.path)]
            if len(named) == 1 and (found := reading.reading(connection, named[0])):
                return found
            gone = [stone for stone in forgetting.tombstones(connection) if stone.page == page]
        if gone and not named:
            raise UsageError(f"{page} was forgotten by {gone[-1].user} at {gone[-1].at}: {gone[-1].reason}")
        if named:
            raise UsageError(f"several pages are called {page}: {', '.join(named)}")
        near = difflib.get_close_matches(page, [row.id for row in rows], n=3, cutoff=0.5)
        raise UsageError(f"there is no page {page}" + (f"; did you mean {', '.join(near)}?" if near else ""))

    def readings(self) -> Iterator[Reading]:
        """Every page's newest reading, one at a time."""
        with self._reading() as connection:
            for identity in list(reading.readings_of(connection)):
                found = reading.reading(connection, identity)
                if found is not None:
                    yield found

    def findings(self) -> list[tuple[str, Finding]]:
        """What a reader should know: of pages (by identity) and, after these, of events (by identifier)."""
        with self._merged() as connection:
            told = list(reading.findings(connection))
            events = self._load(connection, asking.ordered(connection, None, "date", None, 0))
            return told + [(event.id, finding) for event in events for finding in event.disagreements]

    def page_findings(self) -> list[tuple[str, Finding]]:
        """What a reader should know of single pages, by their identity."""
        with self._reading() as connection:
            return list(reading.findings(connection))
