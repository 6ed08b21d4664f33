"""An open record: its connections, and the merged view, which is made again first where something was added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from marsad.merge.select import Countries, by_code
from marsad.model import Event
from marsad.store import reading, refresh, view
from marsad.store.base import Store
from marsad.store.opening import open_store
from marsad.store.rows import chunks

CACHED = 20_000  # events kept composed while the record stays as it is


class Opened:
    """A record's file or database, open; see :class:`marsad.record.Record`."""

    def __init__(self, store: Store, countries: Countries = by_code) -> None:
        self._store = store
        self._countries = countries
        self._state: reading.State | None = None
        self._composed: dict[str, Event] = {}
        self._made: set[int] = set()  # judgements made through this object, which its user knows of

    @classmethod
    def open(cls, path: str | Path, countries: Countries = by_code) -> Self:
        """The record at ``path``, made where there is none: a file, or ``postgresql://user@host/database``.

        ``countries`` gives the code of a country's name in any spelling, or ``None``; without it codes alone
        are known. Raises :class:`marsad.errors.RecordError` and its kinds, leaving the file as it was.
        """
        return cls(open_store(path), countries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._store.close()

    @property
    def path(self) -> Path | None:
        """The record's file, ``None`` where it is in a database."""
        return self._store.path

    @property
    def place(self) -> str:
        """The record's file or address, as it may be shown."""
        return self._store.place

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._store.told(), self._store.reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._store.told(), self._store.writer.begin() as connection:
            yield connection

    @contextmanager
    def _merged(self) -> Iterator[Connection]:
        """A connection for reading the merged view, made again first where readings or judgements were
        added.
        """
        with self._reading() as connection:
            stale = view.kept_state(connection) != reading.state(connection)
        if stale:
            with self._writing() as connection:
                refresh.refresh(connection)
        with self._reading() as connection:
            state = view.kept_state(connection)
            if state != self._state:
                self._state, self._composed = state, {}
            yield connection

    def _load(self, connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
        """Events in the order of ``ids``, composed once while the view stays as it is."""
        if len(ids) > CACHED:
            for part in chunks(ids):
                found = {event.id: event for event in view.load(connection, part)}
                yield from (found[id] for id in part)
            return
        missing = [id for id in ids if id not in self._composed]
        if len(missing) + len(self._composed) > CACHED:
            self._composed, missing = {}, list(ids)
        self._composed |= {event.id: event for event in view.load(connection, missing)}
        yield from (self._composed[id] for id in ids)
