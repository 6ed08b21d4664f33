"""Which events and how many pages a recap is about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from marsad.model import Event
from marsad.store.reading import PageRow
from marsad.view.recap.content import Scope


class Asked(Protocol):
    """What a recap needs of a record."""

    def events(self, *, since: date | None, until: date | None, about: str | None) -> list[Event]:
        """The events of a period, about somebody."""
        ...

    def pages(self) -> list[PageRow]:
        """Every page read."""
        ...


def select(record: Asked, scope: Scope) -> tuple[list[Event], int]:
    """The events of the scope, and the number of pages read for it.

    An event without a date belongs to a period where a page published in it tells it. Pages count where they
    were published in the period or tell one of its events.
    """
    events = list(record.events(since=scope.since, until=scope.until, about=scope.about))
    if scope.since or scope.until:
        events += [
            event
            for event in record.events(since=None, until=None, about=scope.about)
            if event.start is None and any(within(m.published, scope) for m in event.mentions)
        ]
    telling = {m.page for event in events for m in event.mentions}
    read = [row for row in record.pages() if row.failed is None]
    return events, sum(row.identity in telling or within(row.published, scope) for row in read)


def earlier(record: Asked, scope: Scope) -> list[Event]:
    """The events of the same subject that began before the period, to say what is new in it."""
    if scope.since is None:
        return []
    found = record.events(since=None, until=scope.since - timedelta(days=1), about=scope.about)
    return [event for event in found if event.start is not None and event.start < scope.since]


def within(day: date | None, scope: Scope) -> bool:
    """Whether a day lies in the period; a period open on both sides has every day, known or not."""
    if scope.since is None and scope.until is None:
        return True
    return day is not None and (scope.since or day) <= day <= (scope.until or day)
