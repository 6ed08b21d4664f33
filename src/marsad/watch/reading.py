"""Brings kept pages into the record: from the WARC files, so that every reading can be repeated.

Killed between the record and the state, the same pages are read again, and the record, which knows them, stays as it
is. A page whose bytes changed and whose text did not is no new version.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from marsad.errors import PageError, UsageError
from marsad.model import Page, Reading
from marsad.record import Record
from marsad.run import Read
from marsad.source.fetch import settled
from marsad.source.fetch.page import kept_page
from marsad.source.fetch.warc import WarcFolder
from marsad.store.writing import Failure
from marsad.watch.absorb import Round
from marsad.watch.state import State, Version

BATCH = 50  # pages recorded together
SURE = 200  # so many of the last readings are looked for in the record at the start


Engine: TypeAlias = Callable[[Iterable[Page | PageError]], Iterable[Read]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what was kept with ``engine``, in order. ``max_bytes`` bounds a page, as when it was fetched."""

    state: State
    warc: WarcFolder
    record: Record
    engine: Engine
    max_bytes: int

    def read(self, to: Round, *, least: int = 1) -> None:
        """Read what was kept and not read yet into the record, if there are at least so many pages of it."""
        if not self.state.has_unread(least):
            return
        self.warc.sync()
        passed: deque[Version] = deque()
        done: list[tuple[Version, Reading | PageError]] = []
        for reading in self._readings(self._unread(passed)):
            version = passed.popleft()
            # Two versions of one page are never recorded together: done again after a kill, the first would be taken
            # for a third.
            if len(done) == BATCH or any(version.page == other.page for other, _ in done):
                self._record(done, to)
                done = []
            done.append((version, reading))
        self._record(done, to)

    def _unread(self, passed: deque[Version]) -> Iterator[Version]:
        """Every version that was not read yet, a few at a time; each is put into ``passed`` as it goes."""
        after = 0
        while versions := self.state.unread(after, BATCH):
            after = versions[-1].id
            for version in versions:
                passed.append(version)
                yield version

    def _record(self, done: Sequence[tuple[Version, Reading | PageError]], to: Round) -> None:
        """Record what is new in these readings, and then remember that it was."""
        texts = self.state.texts({version.page for version, _ in done})
        new: dict[int, Reading] = {}
        for version, reading in done:
            if isinstance(reading, Reading) and texts[version.page] != text_digest(reading):
                texts[version.page] = text_digest(reading)
                new[version.id] = reading
        self.record.add(new.values())
        with self.state.changing():
            for version, reading in done:
                self._done(version, reading, version.id in new, to)

    def _readings(self, versions: Iterable[Version]) -> Iterator[Reading | PageError]:
        for item in self.engine(self._pages(versions)):
            if isinstance(item, Reading):
                yield settled(item)
            elif isinstance(item, PageError):
                yield item

    def _pages(self, versions: Iterable[Version]) -> Iterator[Page | PageError]:
        for version in versions:
            try:
                yield kept_page(self.warc.read(version.stored), self.max_bytes, outlet=version.outlet)
            except PageError as error:
                yield error

    def _done(self, version: Version, reading: Reading | PageError, new: bool, to: Round) -> None:
        if isinstance(reading, PageError):
            to.counts["could not be read"] += 1
            page = self.state.row("pages", version.page)
            to.messages.append(f"{page['first']}: {reading.reason}")
            self.state.update("versions", version.id, done="failed", told=1)
            # those that had the same bytes under another address cannot be read either
            self.state.db.execute(
                "UPDATE pages SET status = 'unreadable', reason = ?, noted = 0 "
                "WHERE id = ? OR (status = 'same' AND reason = ?)",
                (reading.reason, version.page, page["first"]),
            )
            return
        if version.status == "unreadable":
            self.state.update("pages", version.page, status="kept", reason="")
        elif version.status != "kept":  # recording it has taken the note of its absence from the record
            self.state.update("pages", version.page, noted=0)
        to.counts["recorded" if new else "the same text"] += 1
        self.state.update("versions", version.id, done="recorded" if new else "same", told=0 if new else 1)
        self.state.update("pages", version.page, text=text_digest(reading), identity=reading.article.identity)

    def note(self) -> None:
        """Tell the record of pages that could not be fetched or read, or were withdrawn."""
        while rows := self.state.db.execute(
            "SELECT id, address, status, reason FROM pages WHERE noted = 0 LIMIT 500"
        ).fetchall():
            kinds = {"gone": "PageGone", "disallowed": "RobotsDisallowed"}
            failures = [Failure(row["address"], kinds.get(row["status"], "FetchError"), row["reason"]) for row in rows]
            self.record.add(failures=failures)
            with self.state.changing():
                self.state.many("UPDATE pages SET noted = 1 WHERE id = ?", [(row["id"],) for row in rows])

    def make_sure(self) -> None:
        """Look for the last readings in the record, and read again what is not there (a failure of power)."""
        rows = self.state.db.execute(
            "SELECT v.page, p.identity FROM versions v JOIN pages p ON p.id = v.page WHERE v.done = 'recorded' "
            "ORDER BY v.id DESC LIMIT ?",
            (SURE,),
        ).fetchall()
        missing = {row["page"] for row in rows if not self._recorded(row["identity"])}
        with self.state.changing():
            for page in sorted(missing):
                self.state.read_again(page)

    def _recorded(self, identity: str) -> bool:
        try:
            self.record.reading(identity)
        except UsageError:
            return False
        return True

    def again(self) -> None:
        """Have the newest version of every page read once more: with new words, or into a new record."""
        with self.state.changing():
            self.state.db.execute(
                "UPDATE versions SET done = '' WHERE id IN (SELECT max(id) FROM versions GROUP BY page)"
            )
            self.state.db.execute("UPDATE pages SET text = NULL")


def text_digest(reading: Reading) -> str:
    """What two versions of a page share where they say the same."""
    article = reading.article
    day = article.published.isoformat() if article.published else ""
    return hashlib.sha256("\0".join((article.title, article.body, day)).encode("utf-8", "replace")).hexdigest()
