"""Keeps what is read in a record while it is read, and merges it: in the record, or by itself where there
is none.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import delete, insert, select

from marsad.codec import sourced_mentions
from marsad.errors import PageError
from marsad.find import FINDER
from marsad.merge import fingerprint, in_order, merge
from marsad.model import Event, Page, Reading, SourcedMention
from marsad.record import Record
from marsad.run.spool import Spool
from marsad.run.stage import Item, chunks
from marsad.source.position import Position
from marsad.store import schema
from marsad.store.opening import is_address

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

    def known(self, pages: Iterable[Page], finder: str, lexicon: str) -> dict[tuple[str, str], Known]:
        """Path and version of those of ``pages`` whose newest reading this finder made with this lexicon."""
        r, later = schema.readings.c, schema.readings.alias()
        newer = select(later.c.id).where(later.c.page == r.page, later.c.id > r.id).exists()
        query = select(r.article).where(
            r.version.in_({page.sha256 for page in pages}), r.finder == finder, r.lexicon == lexicon, ~newer
        )
        known = {}
        with self._reading() as connection:
            for text in connection.execute(query).scalars():
                about = json.loads(text)
                told = Known(about["identity"], about["address"], about["outlet"], about["published"])
                known[about["path"], about["version"]] = told
        return known

    def reached(self, by: str) -> dict[str, Position]:
        """The positions that were reached by reading in the way ``by``, by absolute path."""
        p = schema.positions.c
        with self._reading() as connection:
            rows = connection.execute(select(p.path, p.offset, p.head).where(p.by == by)).all()
        return {row.path: Position(row.path, row.offset, row.head) for row in rows}

    def reach(self, positions: Iterable[Position], by: str) -> None:
        """Remember how far containers were read; the last position of each stands."""
        rows = [{"path": os.path.abspath(p.path), "offset": p.offset, "head": p.head, "by": by} for p in positions]
        table = schema.positions
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.path.in_([row["path"] for row in rows])))
            connection.execute(insert(table), rows)


def way(lexicon: str, given: object = None) -> str:
    """A name for all that readings depend on beside the page: the finder, its words, and what was ``given`` (a
    manifest, an outlet). Containers that were read so need not be read so again.
    """
    return hashlib.sha256(repr((FINDER, lexicon, given)).encode()).hexdigest()


def reached(place: str | Path | None, way: str) -> dict[str, Position]:
    """Up to where the record at ``place`` has containers read in this ``way``, by absolute path."""
    if place is None or not (is_address(place) or Path(place).exists()):
        return {}
    with ResumableRecord.open(place) as record:
        return record.reached(way)


class Keeper:
    """Takes readings on their way. ``place`` is the record's, or ``None`` where nothing is kept."""

    def __init__(self, record: ResumableRecord | None, way: str = "") -> None:
        self._record = record
        self._way = way
        self.recorded = 0
        self.unchanged = 0
        self.passed = 0  # records of archives that are no pages
        self.went_on = 0  # containers of which an earlier run had read a part

    @classmethod
    @contextmanager
    def opened(cls, place: str | Path | None, way: str = "") -> Iterator[Self]:
        """A keeper for the record at a path or address, closed at the end; one that keeps nothing for ``None``.

        How far containers were read is kept by the name of the :func:`way`.
        """
        if place is None:
            yield cls(None)
            return
        with ResumableRecord.open(place) as record:
            yield cls(record, way)

    @property
    def place(self) -> str | None:
        """The record's file or address."""
        return self._record.place if self._record else None

    def recalling(self, pages: Iterable[Item], lexicon: str) -> Iterator[Item]:
        """``pages``; those that the record has read with this finder and lexicon come as they were read then.

        So a run that was broken off goes on, in the time it takes to look the pages up.
        """
        if self._record is None:
            yield from pages
            return
        for chunk in chunks(pages):
            asked = [item for item in chunk if isinstance(item, Page)]
            known = self._record.known(asked, FINDER, lexicon) if asked else {}
            for item in chunk:
                then = known.get((item.path, item.sha256)) if isinstance(item, Page) else None
                if then is not None and isinstance(item, Page) and then.still(item):
                    yield self._record.reading(then.identity)
                else:
                    yield item

    def keeping(self, items: Iterable[Reading | PageError | Position]) -> Iterator[Reading | PageError]:
        """Pass readings and failures on, recording them in small batches, and how far their containers were read.

        What was passed on is recorded whatever ends the run, Ctrl-C included.
        """
        batch: list[Reading | PageError | Position] = []
        begun = time.monotonic()
        try:
            for item in items:
                batch.append(item)
                if len(batch) >= BATCH_PAGES or time.monotonic() - begun > BATCH_SECONDS:
                    self._add(batch)
                    batch, begun = [], time.monotonic()
                if not isinstance(item, Position):
                    yield item
        finally:
            self._add(batch)

    def _add(self, batch: Sequence[Reading | PageError | Position]) -> None:
        """Record a batch. Its last positions come last: killed before, the next run reads the batch again."""
        positions = {item.path: item for item in batch if isinstance(item, Position)}
        self.passed += sum(item.passed for item in batch if isinstance(item, Position))
        self.went_on += sum(item.resumed for item in batch if isinstance(item, Position))
        if self._record is None or not batch:
            return
        failures = [item for item in batch if isinstance(item, PageError)]
        added = self._record.add((item for item in batch if isinstance(item, Reading)), failures)
        self.recorded += added.recorded
        self.unchanged += added.unchanged
        if positions and self._way:
            self._record.reach(positions.values(), self._way)

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
