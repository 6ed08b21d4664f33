"""What a watcher knows: what is due when, what each address answered last, what was read and told.

One SQLite file in the watch's folder, apart from the record: it says nothing of what pages tell, and a record can be
watched into, copied and kept without it. Every change is one transaction; times are seconds since 1970 (UTC).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.errors import RecordDamaged, RecordError, RecordForeign, RecordLocked
from marsad.source.fetch.warc import Stored

VERSION = 1
SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE hosts (host TEXT PRIMARY KEY, next REAL NOT NULL, failures INTEGER NOT NULL);
CREATE TABLE robots (origin TEXT PRIMARY KEY, text TEXT NOT NULL, until REAL NOT NULL);
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, host TEXT NOT NULL, parent INTEGER, listed INTEGER NOT NULL,
  outlet TEXT, every REAL NOT NULL, due REAL, etag TEXT, modified TEXT, stamp TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '', checked REAL
);
CREATE INDEX feeds_due ON feeds (host, due);
CREATE TABLE pages (
  id INTEGER PRIMARY KEY, first TEXT NOT NULL, address TEXT NOT NULL, final TEXT, host TEXT NOT NULL,
  feed INTEGER NOT NULL, outlet TEXT,
  stamp TEXT NOT NULL, status TEXT NOT NULL, due REAL, step INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0, hops INTEGER NOT NULL DEFAULT 0, etag TEXT, modified TEXT,
  sha TEXT, text TEXT, identity TEXT, reason TEXT NOT NULL DEFAULT '', noted INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX pages_due ON pages (host, due);
CREATE INDEX pages_when ON pages (due, host);
CREATE INDEX pages_gone ON pages (id) WHERE status = 'gone';
CREATE INDEX pages_noted ON pages (id) WHERE noted = 0;
CREATE TABLE names (key TEXT PRIMARY KEY, page INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE versions (
  id INTEGER PRIMARY KEY, page INTEGER NOT NULL, sha TEXT NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL,
  length INTEGER NOT NULL, done TEXT NOT NULL DEFAULT '', told INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX versions_sha ON versions (sha);
CREATE INDEX versions_page ON versions (page);
CREATE INDEX versions_new ON versions (id) WHERE done = '';
CREATE INDEX versions_untold ON versions (id) WHERE told = 0;
CREATE TABLE told (thing TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE notices (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, kind TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE TABLE outs (
  name TEXT PRIMARY KEY, seq INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT ''
);
"""
Row = sqlite3.Row


@dataclass(frozen=True, slots=True)
class Notice:
    """Something new: an ``event``, a ``disagreement`` or a page ``withdrawn``. ``body`` is its JSON form."""

    seq: int
    id: str
    at: str
    kind: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Due:
    """A feed or a page whose time has come. ``etag`` and ``modified`` are of its last answer."""

    kind: str
    id: int
    address: str
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class FeedRow:
    """How a feed is doing: when it was asked and is due, how often in a row it failed, and its pages."""

    address: str
    checked: float | None
    due: float | None
    failures: int
    note: str
    pages: int


@dataclass(frozen=True, slots=True)
class Version:
    """A kept answer of a page, and the page's status and outlet."""

    id: int
    page: int
    stored: Stored
    status: str
    outlet: str | None


class State:
    """The open state of one watch. Only one process has it at a time."""

    def __init__(self, folder: Path) -> None:
        """Open the state in ``folder``, or begin it.

        Raises :class:`RecordLocked` where another process watches, and :class:`RecordError` where it cannot be used.
        """
        self.path = folder / "state.db"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.db = sqlite3.connect(self.path, timeout=1, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise RecordError(f"{self.path}: the state of the watch cannot be kept here ({error})") from None
        self.db.row_factory = sqlite3.Row
        try:
            self.db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
            self._begin()
        except sqlite3.OperationalError as error:
            self.close()
            if "locked" in str(error):
                raise RecordLocked(f"{folder}: another process watches with this folder; stop it first") from None
            raise RecordError(f"{self.path}: {error}") from None
        except sqlite3.DatabaseError as error:
            self.close()
            raise RecordDamaged(
                f"{self.path}: the state of the watch is damaged ({error}); move it away: pages are known again from "
                "the record, feeds from FEEDS.toml"
            ) from None

    def _begin(self) -> None:
        with self.changing():
            version = self.db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for statement in SCHEMA.split(";\n"):
                    self.db.execute(statement)
                self.db.execute(f"PRAGMA user_version = {VERSION}")
            elif version != VERSION:
                raise RecordForeign(f"{self.path}: this state is of another version of Marsad ({version})")

    def close(self) -> None:
        """Give the file back."""
        self.db.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction: all of it, or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    # ------------------------------------------------------------ small things
    def get(self, name: str, default: str = "") -> str:
        """A fact about the watch."""
        row = self.db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def put(self, name: str, value: object) -> None:
        """Remember a fact about the watch."""
        self.db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, str(value)))

    def update(self, table: str, id: int, **values: object) -> None:
        """Set columns of one row."""
        names = ", ".join(f"{name} = ?" for name in values)
        self.db.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*values.values(), id))

    def count(self, table: str, where: str = "1") -> int:
        """How many rows there are."""
        return int(self.db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])

    def feeds(self) -> list[FeedRow]:
        """The feeds that are watched."""
        rows = self.db.execute(
            "SELECT address, checked, due, failures, note, (SELECT count(*) FROM pages WHERE feed = feeds.id) "
            "FROM feeds WHERE listed ORDER BY id"
        )
        return [FeedRow(*row) for row in rows]

    def statuses(self) -> dict[str, int]:
        """How many pages are in each state."""
        return dict(self.db.execute("SELECT status, count(*) FROM pages GROUP BY status ORDER BY status").fetchall())

    # ------------------------------------------------------------ hosts and what is due
    def host(self, host: str) -> tuple[float, int]:
        """When a host may be asked next, and how often in a row it failed."""
        row = self.db.execute("SELECT next, failures FROM hosts WHERE host = ?", (host,)).fetchone()
        return (row["next"], row["failures"]) if row else (0.0, 0)

    def set_host(self, host: str, next: float, failures: int) -> None:
        """Say when a host may be asked next."""
        self.db.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", (host, next, failures))

    def hosts_due(self, until: float) -> list[str]:
        """The hosts that have something due."""
        rows = self.db.execute(
            "SELECT host FROM feeds WHERE listed AND due <= ? UNION SELECT host FROM pages WHERE due <= ?",
            (until, until),
        )
        return [row[0] for row in rows]

    def next_due(self, host: str, until: float) -> Due | None:
        """What to ask a host for: its feeds first, then pages, the longest due first."""
        for kind, table, more, etag in (
            ("feed", "feeds", "AND listed", "etag, modified"),
            # what a page answered last holds of the address that answered
            ("page", "pages", "", "iif(address = final, etag, NULL), iif(address = final, modified, NULL)"),
        ):
            row = self.db.execute(
                f"SELECT id, address, {etag} FROM {table} WHERE host = ? AND due <= ? {more} ORDER BY due, id",
                (host, until),
            ).fetchone()
            if row:
                return Due(kind, *row)
        return None

    def robots(self, origin: str, now: float) -> str | None:
        """The robots.txt of an origin, while it holds."""
        row = self.db.execute("SELECT text FROM robots WHERE origin = ? AND until > ?", (origin, now)).fetchone()
        return row[0] if row else None

    def set_robots(self, origin: str, text: str, until: float) -> None:
        """Keep an origin's robots.txt for a time."""
        self.db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, text, until))

    # ------------------------------------------------------------ rows
    def row(self, table: str, id: int) -> Row:
        """One row by its number."""
        found: Row = self.db.execute(f"SELECT * FROM {table} WHERE id = ?", (id,)).fetchone()
        return found

    def insert(self, table: str, **values: object) -> int:
        """Add one row; its number."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        cursor = self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
        return int(cursor.lastrowid or 0)

    def page_named(self, key: str) -> int | None:
        """The page known by an address's key."""
        row = self.db.execute("SELECT page FROM names WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else None

    def name_page(self, key: str, page: int) -> None:
        """Know a page by one more address."""
        self.db.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (key, page))

    def page_with(self, sha: str) -> int | None:
        """The page that was the first to have these bytes, and could be read."""
        first = "SELECT page FROM versions WHERE sha = ? AND done <> 'failed' ORDER BY id LIMIT 1"
        row = self.db.execute(first, (sha,)).fetchone()
        return int(row[0]) if row else None

    def read_again(self, page: int) -> None:
        """Have a page's newest version read once more, into the record whatever it says."""
        self.db.execute(
            "UPDATE versions SET done = '' WHERE id = (SELECT max(id) FROM versions WHERE page = ?)", (page,)
        )
        self.update("pages", page, text=None)

    def forget_kept(self, file: str, size: int, now: float) -> None:
        """Forget the answers of a WARC file beyond ``size``, and have their pages asked for anew."""
        lost = "SELECT page FROM versions WHERE file = ? AND offset + length > ?"
        self.db.execute(
            f"UPDATE pages SET sha = NULL, etag = NULL, modified = NULL, due = ?, step = 0 WHERE id IN ({lost})",
            (now, file, size),
        )
        self.db.execute("DELETE FROM versions WHERE file = ? AND offset + length > ?", (file, size))

    # ------------------------------------------------------------ versions
    def unread(self, after: int, limit: int) -> list[Version]:
        """Kept answers that were not read yet, in the order they came, those after number ``after``."""
        rows = self.db.execute(
            "SELECT v.id, v.page, v.file, v.offset, v.length, p.status, p.outlet FROM versions v "
            "JOIN pages p ON p.id = v.page WHERE v.done = '' AND v.id > ? ORDER BY v.id LIMIT ?",
            (after, limit),
        )
        return [Version(r[0], r[1], Stored(r[2], r[3], r[4]), r[5], r[6]) for r in rows]

    def texts(self, pages: Iterable[int]) -> dict[int, str | None]:
        """What each page's text was when it was read last, as a digest."""
        return {page: self.row("pages", page)["text"] for page in pages}

    def has_unread(self, least: int) -> bool:
        """Whether at least so many kept answers were not read yet."""
        row = self.db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM versions WHERE done = '' LIMIT ?)", (least,)
        ).fetchone()
        return bool(row[0] >= least)

    def untold(self) -> list[str]:
        """The identities of pages that were read and whose events were not looked at yet."""
        rows = self.db.execute(
            "SELECT DISTINCT p.identity FROM versions v JOIN pages p ON p.id = v.page "
            "WHERE v.told = 0 AND v.done = 'recorded'"
        )
        return [row[0] for row in rows]

    # ------------------------------------------------------------ notices
    def is_told(self, thing: str) -> bool:
        """Whether something went out before."""
        return self.db.execute("SELECT 1 FROM told WHERE thing = ?", (thing,)).fetchone() is not None

    def notice(self, thing: str, at: str, kind: str, body: dict[str, Any]) -> None:
        """Let something new go out, once."""
        self.db.execute("INSERT INTO told VALUES (?)", (thing,))
        text = json.dumps(body, ensure_ascii=False)
        self.insert("notices", id=thing, at=at, kind=kind, body=text)

    def notices(self, after: int, limit: int = 100) -> list[Notice]:
        """Notices after number ``after``, in order."""
        rows = self.db.execute("SELECT * FROM notices WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))
        return [_notice(row) for row in rows]

    def newest_notices(self, limit: int) -> list[Notice]:
        """The latest notices, the newest first."""
        return [_notice(row) for row in self.db.execute("SELECT * FROM notices ORDER BY seq DESC LIMIT ?", (limit,))]

    def out(self, name: str) -> Row:
        """How far an output has come."""
        self.db.execute("INSERT OR IGNORE INTO outs (name, seq) VALUES (?, 0)", (name,))
        found: Row = self.db.execute("SELECT * FROM outs WHERE name = ?", (name,)).fetchone()
        return found

    def set_out(self, name: str, **values: object) -> None:
        """Say how far an output has come."""
        names = ", ".join(f"{key} = ?" for key in values)
        self.db.execute(f"UPDATE outs SET {names} WHERE name = ?", (*values.values(), name))

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows."""
        self.db.executemany(statement, rows)


def _notice(row: Row) -> Notice:
    return Notice(row["seq"], row["id"], row["at"], row["kind"], json.loads(row["body"]))
