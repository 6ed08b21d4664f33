"""A record in a PostgreSQL database: the same tables, one writer at a time, many readers.

A writer takes an advisory lock when it begins, so that what it reads cannot change before it commits; a reader has
one snapshot for all of its questions. The tables stand in the first schema of the connection's ``search_path``;
a schema that holds anything else is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from marsad.errors import RecordError, RecordForeign, RecordJudged, RecordLocked, RecordUnreachable, UsageError
from marsad.store import schema
from marsad.store.base import JUDGED, Store
from marsad.store.migrations import migrate

WAIT = 20  # seconds to wait for another writer
CONNECT = 10  # seconds to wait for the server
LOST = ("08", "57P")  # classes of SQLSTATE: no connection, the server is stopping
LOCKED = {"55P03", "57014", "40P01"}
READ_ONLY = {"25006", "42501"}
UNIQUE = "23505"
FULL = {"53100", "53200"}


def translate(place: str, error: DBAPIError) -> RecordError:
    """What a PostgreSQL error means for the user."""
    state = getattr(error.orig, "sqlstate", None) or ""
    text = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    if state in LOCKED:
        return RecordLocked(f"{place}: another process is writing to this record; try again when it is done")
    if state == UNIQUE and "judgements" in text:
        return RecordJudged(f"{place}: {JUDGED}")
    if state in READ_ONLY:
        return RecordError(f"{place}: this record may not be written ({text}); ask its owner for the right")
    if state in FULL:
        return RecordError(f"{place}: the server has no room left to write; nothing of this step was recorded")
    if state.startswith(LOST) or error.connection_invalidated or not state:
        return RecordUnreachable(
            f"{place}: there is no connection to the server ({text}); what was acknowledged is kept, "
            "check the address and the server, then try again"
        )
    return RecordError(f"{place}: {text}")


class PostgresStore(Store):
    """A record at an address. The password is never shown."""

    def __init__(self, url: URL) -> None:
        place = url.render_as_string(hide_password=True)
        super().__init__(place, None, _engine(url, "REPEATABLE READ"), _engine(url, "READ COMMITTED"))

        @event.listens_for(self.writer, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT}s'")
            connection.exec_driver_sql(
                f"SELECT pg_advisory_xact_lock({schema.APPLICATION_ID}, hashtext(current_schema()))"
            )

    def told(self) -> AbstractContextManager[None]:
        """Errors of the database become errors of the record."""
        return _told(self.place)

    def scrub(self) -> None:
        """Rewrite the tables without the rows that were taken out."""
        names = [table.name for table in schema.metadata.sorted_tables if table not in schema.VIEW]
        with self.told(), self.reader.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            for name in (*names, "search"):
                free.exec_driver_sql(f"VACUUM FULL {name}")

    def copies(self) -> list[str]:
        """The schemas that migrations kept."""
        with self.told(), self.reader.connect() as connection:
            here = str(connection.exec_driver_sql("SELECT current_schema()").scalar())
            names = inspect(connection).get_schema_names()
        return sorted(f"the schema {name} of {self.place}" for name in names if name.startswith(f"{here}_v"))


@contextmanager
def _told(place: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise translate(place, error) from error


def _engine(url: URL, isolation: Any) -> Engine:
    # prepared statements and a pool would outlive a connection that a proxy or a restart of the server closed
    return create_engine(
        url,
        isolation_level=isolation,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT, "application_name": "marsad"},
    )


def open_postgres(address: str) -> PostgresStore:
    """Open the record at an address, making its tables where there are none.

    Raises:
        RecordUnreachable: the server does not answer.
        RecordForeign: the schema holds other tables, or a record of a newer version.
        UsageError: the address is none, or psycopg is not installed.
    """
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise UsageError('records in PostgreSQL need psycopg: pip install "marsad[postgres]"') from error
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise UsageError("--record is no address of a database; write it as postgresql://user@host/database") from None
    store = PostgresStore(url)
    with store.told():
        try:
            _prepare(store)
        except BaseException:
            store.close()
            raise
    return store


def _version(connection: Connection, place: str) -> int:
    """The version of the record there, 0 where the schema is empty."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    if "marsad" not in tables:
        raise RecordForeign(f"{place}: this database holds other tables; name an empty database or schema for --record")
    row = connection.exec_driver_sql("SELECT application, version FROM marsad").one_or_none()
    if row is None or row[0] != schema.APPLICATION_ID:
        raise RecordForeign(f"{place}: this database is not a Marsad record; name another for --record")
    if row[1] > schema.VERSION:
        raise RecordForeign(
            f"{place}: this record has version {row[1]} and this Marsad knows {schema.VERSION}; install a newer Marsad"
        )
    return int(row[1])


def _prepare(store: PostgresStore) -> None:
    with store.reader.connect() as connection:
        version = _version(connection, store.place)
    if version == schema.VERSION:
        return
    with store.writer.begin() as connection:
        version = _version(connection, store.place)  # another process may have made it while we waited
        if version == 0:
            schema.create(connection)
        elif version < schema.VERSION:
            _migrate(connection, version)


def _migrate(connection: Connection, version: int) -> None:
    """Step by step to the newest version, after keeping a copy in a schema of its own."""
    here = connection.exec_driver_sql("SELECT current_schema()").scalar()
    copy = f'"{here}_v{version}"'
    connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {copy} CASCADE")
    connection.exec_driver_sql(f"CREATE SCHEMA {copy}")
    derived = {table.name for table in schema.VIEW}
    for name in inspect(connection).get_table_names():
        if name not in derived:
            connection.exec_driver_sql(f'CREATE TABLE {copy}."{name}" AS TABLE "{here}"."{name}"')
    migrate(connection, version)
