"""Keeps what is read in a record while it is read, and merges it: in the record, or by itself where there
is none.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import select

from marsad.codec import sourced_mentions
from marsad.errors import PageError
from marsad.find import FINDER
from marsad.merge import fingerprint, in_order, merge
from marsad.model import Event, Page, Reading, SourcedMention
from marsad.record import Record
from marsad.run.spool import Spool
from marsad.store import schema
from marsad.store.reading import newest

BATCH_PAGES = 50
BATCH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Merged:
    """The events that a run tells, by date, and which event each mention (by key) belongs to."""

    events: Sequence[Event]
    of: Mapping[str, str]

    def identifiers(self, reading: Reading) -> list[str | None]:
        """The event of each mention of a page, in order; ``None`` where a judgement rejected it."""
        return [self.of.get(mention.key) for mention in sourced_mentions(reading)]


def successes(stream: Iterable[Reading | PageError], failures: list[PageError]) -> Iterator[Reading]:
    """The readings of ``stream``; its errors go to ``failures``."""
    for item in stream:
        if isinstance(item, PageError):
            failures.append(item)
        else:
            yield item


@dataclass(frozen=True, slots=True)
class Known:
    """What the record knows of a page beside its bytes."""

    identity: str
    address: str | None
    outlet: str | None
    published: str | None

    def still(self, page: Page) -> bool:
        """Whether ``page``'s source or manifest says nothing else of it now."""
        day = page.published.isoformat() if page.published else None
        given = ((page.address, self.address), (page.outlet, self.outlet), (day, self.published))
        return all(now is None or now == then for now, then in given)


class ResumableRecord(Record):
    """A record that knows which pages it need not read again."""

    def known(self, finder: str, lexicon: str) -> dict[tuple[str, str], Known]:
        """Path and version of every page whose newest reading this finder made with this lexicon."""
        readings = schema.readings.c
        query = select(readings.article).where(
            readings.id.in_(newest()), readings.finder == finder, readings.lexicon == lexicon
        )
        known = {}
        with self._reading() as connection:
            for text in connection.execute(query).scalars():
                about = json.loads(text)
                told = Known(about["identity"], about["address"], about["outlet"], about["published"])
                known[about["path"], about["version"]] = told
        return known


class Keeper:
    """Takes readings on their way. ``place`` is the record's, or ``None`` where nothing is kept."""

    def __init__(self, record: ResumableRecord | None) -> None:
        self._record = record
        self.recorded = 0
        self.unchanged = 0

    @classmethod
    @contextmanager
    def opened(cls, place: str | Path | None) -> Iterator[Self]:
        """A keeper for the record at a path or address, closed at the end; one that keeps nothing for ``None``."""
        if place is None:
            yield cls(None)
            return
        with ResumableRecord.open(place) as record:
            yield cls(record)

    @property
    def place(self) -> str | None:
        """The record's file or address."""
        return self._record.place if self._record else None

    def recalling(
        self, pages: Iterable[Page | PageError], lexicon: str
    ) -> Iterator[Page | PageError | Reading]:
        """``pages``; those that the record has read with this finder and lexicon come as they were read then.

        So a run that was broken off goes on, in the time it takes to look the pages up.
        """
        known = self._record.known(FINDER, lexicon) if self._record else {}
        for page in pages:
            then = known.get((page.path, page.sha256)) if isinstance(page, Page) else None
            if then is not None and self._record and isinstance(page, Page) and then.still(page):
                yield self._record.reading(then.identity)
            else:
                yield page

    def keeping(self, readings: Iterable[Reading], failures: Sequence[PageError]) -> Iterator[Reading]:
        """Pass readings on, recording them in small batches.

        What was passed on is recorded whatever ends the run, Ctrl-C included; ``failures`` fills while it
        goes on.
        """
        if self._record is None:
            yield from readings
            return
        batch: list[Reading] = []
        begun = time.monotonic()
        try:
            for reading in readings:
                batch.append(reading)
                if len(batch) >= BATCH_PAGES or time.monotonic() - begun > BATCH_SECONDS:
                    self._add(batch)
                    batch, begun = [], time.monotonic()
                yield reading
        finally:
            self._add(batch)
            self._record.add(failures=failures)

    def _add(self, batch: list[Reading]) -> None:
        if self._record is not None and batch:
            added = self._record.add(batch)
            self.recorded += added.recorded
            self.unchanged += added.unchanged

    def merged(self, spool: Spool) -> Merged:
        """The events that the spooled pages tell, merged with the whole record where there is one."""
        if self._record is None:
            return merge_spool(spool)
        events = self._record.told_by(reading.article.identity for reading in spool)
        return Merged(events, {m.key: event.id for event in events for m in event.mentions})


def merge_spool(readings: Iterable[Reading]) -> Merged:
    """Merge readings that are in no record. Of a page only its mentions and fingerprint stay in memory."""
    mentions: list[SourcedMention] = []
    prints = []
    for reading in readings:
        if reading.mentions:
            mentions += sourced_mentions(reading)
            prints.append(fingerprint(reading.article))
    result = merge(mentions, prints)
    return Merged(in_order(result.events), result.of)
