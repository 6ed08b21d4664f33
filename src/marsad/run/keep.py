"""Keeps what is read in a record while it is read, and merges it: in the record, or by itself where there is none."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from marsad.codec import sourced_mentions
from marsad.errors import PageError
from marsad.merge import fingerprint, in_order, merge
from marsad.model import Event, Reading, SourcedMention
from marsad.record import Record
from marsad.run.spool import Spool

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


class Keeper:
    """Takes readings on their way. ``path`` is the record's, or ``None`` where nothing is kept."""

    def __init__(self, record: Record | None) -> None:
        self._record = record
        self.recorded = 0
        self.unchanged = 0

    @classmethod
    @contextmanager
    def opened(cls, path: Path | None) -> Iterator[Self]:
        """A keeper for the record at ``path``, closed at the end; one that keeps nothing for ``None``."""
        if path is None:
            yield cls(None)
            return
        with Record.open(path) as record:
            yield cls(record)

    @property
    def path(self) -> Path | None:
        """The record's file."""
        return self._record.path if self._record else None

    def keeping(self, readings: Iterable[Reading], failures: Sequence[PageError]) -> Iterator[Reading]:
        """Pass readings on, recording them in small batches.

        What was passed on is recorded whatever ends the run, Ctrl-C included; ``failures`` fills while it goes on.
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
        of = {}
        for reading in spool:
            for mention in sourced_mentions(reading):
                event = self._record.event_of(mention.key)
                if event is not None:
                    of[mention.key] = event
        told = set(of.values())
        return Merged([event for event in self._record.events() if event.id in told], of)


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
