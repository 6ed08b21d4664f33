"""Copies a whole record: to a file, or from one store to the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select

from marsad.errors import RecordError, UsageError
from marsad.store import schema, writing
from marsad.store.base import Store
from marsad.store.opening import FileStore, is_address, open_store
from marsad.store.rows import insert_all

DERIVED = {table.name for table in schema.VIEW}


def backup(source: Store, target: str | Path) -> None:
    """A consistent copy, also while others write: a file that must not exist, or an empty database.

    Half a copy is not left.
    """
    if is_address(target):
        _to_database(source, str(target))
        return
    path = Path(target)
    if path.exists():
        raise UsageError(f"{path}: this file exists; name a new one")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: the folder {path.parent} does not exist; make it first")
    partial = path.with_name(path.name + ".part")
    try:
        if isinstance(source, FileStore):
            with closing(sqlite3.connect(source.file)) as old, closing(sqlite3.connect(partial)) as new:
                old.backup(new)
        else:
            _to_file(source, partial)
        partial.replace(path)
    except sqlite3.OperationalError as error:
        raise RecordError(f"{path}: the copy could not be written ({error})") from error
    finally:
        for left in (partial, Path(f"{partial}-wal"), Path(f"{partial}-shm")):
            left.unlink(missing_ok=True)


def _to_file(source: Store, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    target = open_store(partial)
    try:
        _copy(source, target)
    finally:
        target.close()
    with closing(sqlite3.connect(partial)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _to_database(source: Store, address: str) -> None:
    target = open_store(address)
    try:
        with target.told(), target.reader.connect() as connection:
            kept = connection.execute(select(func.count()).select_from(schema.pages)).scalar()
        if kept:
            raise UsageError(f"{target.place}: there is a record already; name an empty database")
        _copy(source, target)
    finally:
        target.close()


def _copy(source: Store, target: Store) -> None:
    """All rows but the derived ones, which the next question makes; in one transaction."""
    with source.told(), source.reader.connect() as old, old.begin(), target.told(), target.writer.begin() as new:
        for table in schema.metadata.sorted_tables:
            if table.name not in DERIVED:
                insert_all(new, table, _rows(old, table))
        writing.index_again(new)


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=1000)
    for row in connection.execute(query):
        yield dict(row._mapping)
