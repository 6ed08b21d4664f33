"""The record whole: pages in and out again for good, officials added to the register, care for its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from marsad.errors import PageError
from marsad.link.people import People, appearances, join
from marsad.link.register import Register, load_register
from marsad.merge.fields import country_code
from marsad.model import Event, Reading
from marsad.record.decisions import Decisions, because, now
from marsad.record.events import Added
from marsad.store import checking, copying, forgetting, officials, people, reading, refresh, writing
from marsad.store.forgetting import Tombstone
from marsad.store.officials import KeptOfficial, NewOfficial
from marsad.store.writing import Failure

BATCH = 50  # pages in one transaction: what is recorded stays, whatever happens next


class Record(Decisions):
    """An open record. Use :func:`Record.open`, as a context manager or with :meth:`close`."""

    def add(self, readings: Reading | Iterable[Reading] = (), failures: Iterable[PageError | Failure] = ()) -> Added:
        """Append readings, a small batch a transaction; the same page, finder and lexicon change nothing, nor
        does a page that was forgotten.

        ``failures`` are pages that could not be read; each is forgotten when its path is read after all.
        """
        stream = iter((readings,) if isinstance(readings, Reading) else readings)
        recorded = unchanged = failed = 0
        while batch := list(islice(stream, BATCH)):
            with self._writing() as connection:
                new = writing.add_readings(connection, forgetting.admit(connection, batch), now())
            recorded += new
            unchanged += len(batch) - new
        if failures := list(failures):
            with self._writing() as connection:
                for failure in failures:
                    writing.add_failure(connection, _failure(failure), now())
            failed = len(failures)
        return Added(recorded, unchanged, failed)

    def people(self, events: Iterable[Event], register: Register | None = None) -> People:
        """Everybody named in ``events``, the spellings of one person joined as the register (see :meth:`register`) and
        judgements have it.
        """
        with self._reading() as connection:
            same, apart = people.pairs(reading.standing(reading.judgements(connection)))
        return join(appearances(events), self.register(register), same, apart)

    def register(self, base: Register | None = None) -> Register:
        """The register of officials (``base``, by default that of ``data/``) with this record's additions over it."""
        return officials.over(base or load_register(), self.officials())

    def officials(self) -> list[KeptOfficial]:
        """What was added to the register here and still stands, in order."""
        with self._reading() as connection:
            return officials.kept(officials.standing(connection))

    def add_official(self, new: NewOfficial, *, user: str, reason: str) -> int:
        """Add an official, or names and an office of a known one (``new.id``), to the register as this record has it.

        Returns the judgement's number. Raises :class:`UsageError` where somebody of that name is known and no id
        says whether it is the same person.
        """
        if new.country is not None:
            new = replace(new, country=country_code(new.country, self._countries))
        with self._writing() as connection:
            known = officials.standing(connection)
            said = officials.entry(new, officials.over(load_register(), officials.kept(known)))
            verdict = officials.addition(said, new.source, known)
            return writing.add_judgements(connection, "add-official", [verdict], user, because(reason), now())

    def remove_official(self, id: str, *, user: str, reason: str, seen: int | None = None) -> int:
        """Take everything that was added under an id off the register again; returns the judgement's number."""
        mine, seen = self._known(seen)
        with self._reading() as connection:
            found = officials.removal(id, officials.standing(connection), seen)
        return self._decide("remove-official", found, user, because(reason), seen, mine)

    def check(self) -> list[str]:
        """What is wrong with the record, in plain sentences; empty where all is well."""
        with self._reading() as connection:
            found = list(checking.problems(connection))
        with self._store.told(), self._store.writer.connect() as connection:
            transaction = connection.begin()
            found += checking.rebuilt_differently(connection)
            transaction.rollback()
        return found

    def rebuild(self) -> None:
        """Make the merged view from nothing; it is kept up to date by itself, and this should change nothing."""
        with self._writing() as connection:
            refresh.refresh(connection, anew=True)

    def backup(self, path: str | Path) -> None:
        """A consistent copy of the record, also while others write: a new file, or the address of an empty
        database.
        """
        with self._store.told():
            copying.backup(self._store, path)

    def forget(
        self, page: str, start: int | None = None, end: int | None = None, *, user: str, reason: str
    ) -> list[str]:
        """Destroy a page, or the passage ``[start:end]`` of its body, leaving a tombstone with the reason.

        Judgements on it stay without their words. The same version does not come back when it is read again.
        Returns other pages with the same bytes, which stay. Raises :class:`RecordLocked` where another process
        reads the record, so that the file could not be cleaned; doing it again when it is done cleans it.
        """
        identity = self.reading(page).article.identity
        with self._writing() as connection:
            same = forgetting.forget(connection, identity, start, end, user, because(reason), now())
        self._composed, self._state = {}, None
        self.scrub()
        return same

    def scrub(self) -> None:
        """Overwrite in the record's files what was forgotten."""
        self._store.scrub()

    def copies(self) -> list[str]:
        """Copies that migrations kept beside the record; they are as they were."""
        return self._store.copies()

    def tombstones(self) -> list[Tombstone]:
        """What was forgotten, in order."""
        with self._reading() as connection:
            return forgetting.tombstones(connection)


def _failure(failure: PageError | Failure) -> Failure:
    if isinstance(failure, Failure):
        return failure
    return Failure(failure.path, type(failure).__name__, failure.reason)
