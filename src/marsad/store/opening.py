"""Opens a record, or says why not and leaves it untouched. Files here; PostgreSQL in its own module."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from marsad.errors import RecordDamaged, RecordError, RecordForeign, RecordJudged, RecordLocked
from marsad.store import schema
from marsad.store.base import JUDGED, Store
from marsad.store.migrations import migrate

MAGIC = b"SQLite format 3\x00"
CHECKED = 64 * 2**20  # bytes up to which a file's integrity is checked at every opening
WAIT = 20.0  # seconds to wait for another process
SCRUB_WAIT = 5.0  # the same to rebuild the file
ADDRESSES = ("postgresql://", "postgres://", "postgresql+psycopg://")


def translate(path: Path, error: Exception) -> RecordError:
    """What an SQLite error means for the user."""
    text = str(getattr(error, "orig", None) or error)
    if "locked" in text or "busy" in text:
        return RecordLocked(f"{path}: another process is writing to this record; try again when it is done")
    if "UNIQUE constraint failed: judgements" in text:
        return RecordJudged(f"{path}: {JUDGED}")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return RecordDamaged(f"{path}: this record is damaged ({text}); restore it from a backup")
    if "readonly" in text:
        return RecordError(
            f"{path}: this record cannot be written; check the permissions of the file and its folder"
        )
    if "full" in text:
        return RecordError(f"{path}: there is no room left to write; nothing of this step was recorded")
    if "unable to open" in text:
        return RecordError(
            f"{path}: this file cannot be opened; check that its folder exists and may be written"
        )
    return RecordError(f"{path}: {text}")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Database errors inside become :class:`RecordError` with what to do."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise translate(path, error) from error


def _probe(path: Path) -> int:
    """The schema version of an existing file, 0 for an empty one; raises where it is no record."""
    if not path.is_file():
        raise RecordForeign(f"{path}: this is no file; name the record's file")
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except PermissionError:
        raise RecordError(f"{path}: this file may not be read; check its permissions") from None
    if not head:
        return 0
    if head != MAGIC:
        raise RecordForeign(f"{path}: this file is not a Marsad record; name another file for --record")
    with (
        told(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT)) as db,
    ):
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version: int = db.execute("PRAGMA user_version").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application == 0 and version == 0 and tables == 0:
            return 0
        if application != schema.APPLICATION_ID:
            raise RecordForeign(
                f"{path}: this SQLite file is not a Marsad record; name another file for --record"
            )
        if version > schema.VERSION:
            raise RecordForeign(
                f"{path}: this record has version {version} and this Marsad knows {schema.VERSION}; "
                "install a newer Marsad"
            )
        if path.stat().st_size <= CHECKED:
            verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            if verdict != "ok":
                raise RecordDamaged(f"{path}: this record is damaged ({verdict}); restore it from a backup")
    return version


def _engine(path: Path, begin: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL, safe against the death of the process
        connection.execute("PRAGMA journal_size_limit = 67108864")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


class FileStore(Store):
    """A record in an SQLite file."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), path, _engine(path, "BEGIN"), _engine(path, "BEGIN IMMEDIATE"))
        self.file = path

    def told(self) -> AbstractContextManager[None]:
        """See :func:`told`."""
        return told(self.file)

    def scrub(self) -> None:
        """Rebuild the file and empty its journal. Nobody else may be reading."""
        self.close()
        with self.told(), closing(sqlite3.connect(self.file, timeout=SCRUB_WAIT)) as db:
            db.execute("PRAGMA secure_delete = ON")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("VACUUM")
            busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise sqlite3.OperationalError("database is locked")

    def copies(self) -> list[str]:
        """The files that migrations kept beside the record."""
        return sorted(str(p) for p in self.file.parent.glob(f"{self.file.name}.v*") if p.is_file())


def is_address(place: str | Path) -> bool:
    """Whether a record is named by the address of a PostgreSQL database, and not by a file."""
    return str(place).startswith(ADDRESSES)


def shown(place: str | Path) -> str:
    """A path or address as it may be shown: without a password."""
    return re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", str(place))


def open_store(place: str | Path) -> Store:
    """Open the record at a path or address, making it where there is none, and bringing an older version up to date.

    Raises :class:`RecordLocked`, :class:`RecordForeign`, :class:`RecordDamaged`, :class:`RecordUnreachable` or
    :class:`RecordError`, and leaves it as it was.
    """
    if is_address(place):
        from marsad.store.postgres import open_postgres

        return open_postgres(str(place))
    path = Path(place)
    if path.exists():
        version = _probe(path)
    elif path.parent.is_dir():
        version = 0
    else:
        raise RecordError(f"{path}: the folder {path.parent} does not exist; make it first")
    store = FileStore(path)
    with store.told():
        if version == 0:
            _create(store)
        elif version < schema.VERSION:
            _migrate(store, version)
    return store


def _create(store: FileStore) -> None:
    with closing(sqlite3.connect(store.file, timeout=WAIT)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    with store.writer.begin() as connection:
        # another process may have made it while we waited
        if connection.exec_driver_sql("PRAGMA user_version").scalar() == 0:
            schema.create(connection)


def _migrate(store: FileStore, version: int) -> None:
    """Step by step to the newest version, after keeping a copy beside the file."""
    copy = store.file.with_name(f"{store.file.name}.v{version}")
    if not copy.exists():
        partial = copy.with_name(copy.name + ".part")
        with closing(sqlite3.connect(store.file)) as old, closing(sqlite3.connect(partial)) as new:
            old.backup(new)
        shutil.move(partial, copy)
    with store.writer.begin() as connection:
        migrate(connection, version)
