"""Small things that every question and every change needs: parts of long lists, numbers, rows."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

CHUNK = 900  # values in one question
BATCH = 20_000  # rows in one insertion
COPIED = 200  # rows from which on PostgreSQL copies them
T = TypeVar("T")


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """``values`` in parts, each of at most ``size``."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def among(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Row[Any]]:
    """The rows of ``query`` whose ``column`` is one of ``values``, however many these are."""
    for part in chunks(values):
        yield from connection.execute(query.where(column.in_(part)))


def insert_all(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, a batch a statement."""
    for part in chunks(rows, BATCH):
        if connection.dialect.name == "sqlite":
            _insert(connection, table, part)
        elif len(part) >= COPIED:
            _copy(connection, table, part)
        else:
            connection.execute(insert(table), part)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows into SQLite: all have the keys of the first, and their values need no conversion."""
    quote = connection.dialect.identifier_preparer.quote
    names = list(rows[0])
    columns, marks = ", ".join(map(quote, names)), ", ".join("?" * len(names))
    values = [tuple([row[name] for name in names]) for row in rows]
    connection.exec_driver_sql(f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})", values)


def _copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows into PostgreSQL the way it takes them fastest."""
    preparer = connection.dialect.identifier_preparer
    names = list(rows[0])
    columns = ", ".join(preparer.quote(name) for name in names)
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {preparer.quote(table.name)} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
    cursor.close()


def delete_among(connection: Connection, column: Column[Any], values: Iterable[Any]) -> None:
    """Delete the rows whose ``column`` is one of ``values``."""
    for part in chunks(values):
        connection.execute(delete(column.table).where(column.in_(part)))


def last_number(connection: Connection, column: ColumnElement[Any]) -> int:
    """The greatest number in a column, 0 where there is none."""
    return connection.execute(select(func.max(column))).scalar() or 0


def numbered(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows under the next numbers, and return these. The caller holds the write lock."""
    last = last_number(connection, table.c.id)
    insert_all(connection, table, ({"id": n, **row} for n, row in enumerate(rows, last + 1)))
    return list(range(last + 1, last + 1 + len(rows)))


def upsert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, or put them in the place of those with the same primary key."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    values = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    for part in chunks(rows, BATCH):
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values), part)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage in cycles: among millions of small lasting objects that takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
