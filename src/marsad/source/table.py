"""Parquet tables with a page a row; columns are named as the fields of JSON articles are. Read by DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from marsad.errors import PageError, PageUnreadable
from marsad.model import Page
from marsad.source.options import FIELDS, SourceOptions
from marsad.source.position import HEAD, Position, fingerprint
from marsad.source.records import Found, Naming, page_of

if TYPE_CHECKING:
    import duckdb

ROWS = 100  # fetched at a time; pages may be large
EVERY = 1000  # rows between two positions
SETTINGS = "SET threads = 1; SET memory_limit = '512MB'"
Item = Page | PageError | Position


def table_pages(
    path: str, naming: Naming, options: SourceOptions, start: int = 0, stop: int | None = None
) -> Iterator[Item]:
    """The pages of the table at ``path`` from row ``start`` on (and before ``stop``), with positions in between.

    A row group that is damaged is given as a loss with its rows, and reading goes on at the next one.

    Raises:
        PageUnreadable: DuckDB is not installed, or the table's own index is damaged.
    """
    try:
        import duckdb
    except ImportError as error:
        raise PageUnreadable(path, 'Parquet is read by DuckDB: pip install "marsad[archives]"') from error
    with open(path, "rb") as file, duckdb.connect() as connection:
        connection.execute(SETTINGS)
        try:
            columns = _columns(connection, path, options)
            groups = _row_groups(connection, path)
        except duckdb.Error as error:
            raise PageUnreadable(path, f"the table is damaged or no Parquet ({_first_line(error)})") from error
        size, head = groups[-1] if stop is None else min(stop, groups[-1]), fingerprint(file, HEAD)
        at, until = start, size
        while at < size:
            try:
                for row in _rows(connection, path, columns, at, until):
                    yield page_of(Found(at, at, row), f"{naming.shown}#{at}", naming, options)
                    at += 1
                    if at % EVERY == 0:
                        yield Position(path, at, head)
                until = size
            except duckdb.Error as error:
                group = next(end for end in groups if end > at)
                if until == group:
                    why = f"{group - at:,} rows cannot be read ({_first_line(error)})"
                    yield PageUnreadable(f"{naming.paths}{at}", why)
                    at, group = group, size
                until = group  # DuckDB reads ahead: this group may be whole, and one behind it damaged
        yield Position(path, size, head)


def table_spans(path: str, size: int) -> list[tuple[int, int]]:
    """The rows of the table at ``path`` in spans of whole row groups with at least ``size`` packed bytes each.

    Raises :class:`PageUnreadable` where DuckDB is missing or the table's own index is damaged.
    """
    try:
        import duckdb
    except ImportError as error:
        raise PageUnreadable(path, 'Parquet is read by DuckDB: pip install "marsad[archives]"') from error
    query = (
        "SELECT row_group_id, max(row_group_num_rows), sum(total_compressed_size) FROM parquet_metadata(?) "
        "GROUP BY row_group_id ORDER BY row_group_id"
    )
    with duckdb.connect() as connection:
        try:
            groups = connection.execute(query, [path]).fetchall()
        except duckdb.Error as error:
            raise PageUnreadable(path, f"the table is damaged or no Parquet ({_first_line(error)})") from error
    spans, begin, end, packed = [], 0, 0, 0
    for _, rows, told in groups:
        end, packed = end + int(rows), packed + int(told)
        if packed >= size:
            spans.append((begin, end))
            begin, packed = end, 0
    return [*spans, (begin, end)] if end > begin else spans


def _columns(connection: duckdb.DuckDBPyConnection, path: str, options: SourceOptions) -> list[str]:
    """The columns of the table that hold a field of a page."""
    told = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
    wanted = {name for key in FIELDS for name in options.names(key)}
    names = [str(row[0]) for row in told if row[0] in wanted]
    if not any(name in names for name in options.names("content")):
        needed = ", ".join(options.names("content"))
        raise PageUnreadable(path, f"the table has none of the content columns {needed}; name yours with --field")
    return names


def _row_groups(connection: duckdb.DuckDBPyConnection, path: str) -> list[int]:
    """The row at which each row group ends, in order; ``[0]`` for an empty table."""
    query = "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata(?) ORDER BY row_group_id"
    ends = [0]
    for _, rows in connection.execute(query, [path]).fetchall():
        ends.append(ends[-1] + int(rows))
    return ends


def _rows(
    connection: duckdb.DuckDBPyConnection, path: str, columns: list[str], at: int, until: int
) -> Iterator[dict[str, Any]]:
    quoted = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
    query = f"SELECT {quoted} FROM read_parquet(?, file_row_number = true) WHERE file_row_number BETWEEN ? AND ?"
    found = connection.execute(query, [path, at, until - 1])
    while rows := found.fetchmany(ROWS):
        for row in rows:
            yield dict(zip(columns, row, strict=True))


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
