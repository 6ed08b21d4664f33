"""A record that cannot be opened says why and is left as it was."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy

from marsad.errors import RecordDamaged, RecordError, RecordForeign, RecordLocked
from marsad.record import Record
from marsad.store import migrations, opening, schema

from .make import BODY, reading


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(path, error, words: str) -> None:
    before = digest(path)
    with pytest.raises(error, match=words):
        Record.open(path)
    assert digest(path) == before


def made(path, pages: int = 40):
    with Record.open(path) as record:
        record.add(reading(f"p{n}", body=f"نص {n} " * 50) for n in range(pages))
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_a_new_and_an_empty_file_become_records(tmp_path) -> None:
    (tmp_path / "empty.db").touch()
    for name in ("new.db", "empty.db"):
        with Record.open(tmp_path / name) as record:
            assert record.events() == []


def test_text_is_foreign(tmp_path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("a list of things to do, no record", encoding="utf-8")
    refused(path, RecordForeign, "not a Marsad record")


def test_another_database_is_foreign(tmp_path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE things(x)")
    refused(path, RecordForeign, "not a Marsad record")


def test_a_newer_version_is_foreign(tmp_path) -> None:
    path = made(tmp_path / "r.db")
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(path, RecordForeign, "newer Marsad")


def test_a_truncated_file_is_damaged(tmp_path) -> None:
    path = made(tmp_path / "r.db")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    refused(path, RecordDamaged, "damaged")


def test_garbage_inside_is_damaged(tmp_path) -> None:
    path = made(tmp_path / "r.db")
    data = bytearray(path.read_bytes())
    data[8192:40960] = os.urandom(40960 - 8192)
    path.write_bytes(data)
    refused(path, RecordDamaged, "damaged")


def test_a_folder_and_a_missing_folder(tmp_path) -> None:
    with pytest.raises(RecordForeign, match="no file"):
        Record.open(tmp_path)
    with pytest.raises(RecordError, match="does not exist"):
        Record.open(tmp_path / "nowhere" / "r.db")


def test_a_locked_record(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(opening, "WAIT", 0.05)
    path = made(tmp_path / "r.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Record.open(path) as record, pytest.raises(RecordLocked, match="another process"):
        record.add(reading("late"))
    other.execute("ROLLBACK")
    other.close()
    with Record.open(path) as record:
        assert len(record.pages()) == 40


def test_no_room_left_changes_nothing(tmp_path) -> None:
    path = made(tmp_path / "r.db")
    with Record.open(path) as record:
        with record._store.writer.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {path.stat().st_size // 4096}")
            with pytest.raises(RecordError, match="no room"), opening.told(path), connection.begin_nested():
                connection.exec_driver_sql("CREATE TABLE filler(x)")
                for _ in range(200):
                    connection.exec_driver_sql("INSERT INTO filler VALUES (randomblob(4000))")
        assert len(record.pages()) == 40


def test_a_full_disk_is_told_and_nothing_of_the_step_is_recorded(tmp_path) -> None:
    path = made(tmp_path / "r.db", 3)
    with Record.open(path) as record:
        record.events()
        limit = [path.stat().st_size // 4096 + 40]

        @sqlalchemy.event.listens_for(record._store.writer, "begin")
        def _limit(connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {limit[0]}")

        many = [reading(f"q{n}", body=f"{BODY} {n} " * 200, version=f"q{n}") for n in range(40)]
        with pytest.raises(RecordError, match="no room left"):
            record.add(many)
        assert len(record.pages()) == 3
        (event,) = record.events()
        limit[0] = 10**6
        record.judge("confirm", event.id, user="noor")
        assert record.add(many).recorded == 40
        assert len(record.events()[0].mentions) == 43


def _as_nobody(path, told) -> None:
    """Try to open and write a record as a user who may only read it."""
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        with Record.open(path) as record:
            record.add(reading("late"))
    except RecordError as error:
        told.send(str(error))
    else:
        told.send("written")


def test_a_file_that_may_only_be_read_is_told_and_left() -> None:
    folder = Path(tempfile.mkdtemp(prefix="marsad-"))
    try:
        path = made(folder / "r.db", 3)
        path.chmod(0o444)
        folder.chmod(0o555)
        before = digest(path)
        context = multiprocessing.get_context("fork")
        here, there = context.Pipe(duplex=False)
        child = context.Process(target=_as_nobody, args=(path, there))
        child.start()
        assert re.search("cannot be (written|opened); check", here.recv())
        child.join()
        assert digest(path) == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_an_older_version_is_migrated_on_a_copy(tmp_path, monkeypatch) -> None:
    path = made(tmp_path / "r.db", 3)

    def step(connection) -> None:
        connection.exec_driver_sql("ALTER TABLE pages ADD COLUMN seen TEXT")

    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", {schema.VERSION - 1: step})
    with Record.open(path) as record:
        assert len(record.pages()) == 3
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    with sqlite3.connect(tmp_path / f"r.db.v{schema.VERSION - 1}") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)


def test_a_failed_migration_leaves_the_old_version(tmp_path, monkeypatch) -> None:
    path = made(tmp_path / "r.db", 3)

    def step(connection) -> None:
        connection.exec_driver_sql("ALTER TABLE pages ADD COLUMN seen TEXT")
        connection.exec_driver_sql("ALTER TABLE nothing ADD COLUMN seen TEXT")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        patch.setattr(migrations, "MIGRATIONS", {schema.VERSION - 1: step})
        with pytest.raises(RecordError):
            Record.open(path)
    with Record.open(path) as record:
        assert len(record.pages()) == 3


V2 = Path(__file__).with_name("v2.sql")
V1 = """
CREATE TABLE older (
    id INTEGER NOT NULL PRIMARY KEY, act INTEGER NOT NULL, verb VARCHAR(16) NOT NULL, verdict VARCHAR(16) NOT NULL,
    pair TEXT NOT NULL, prev INTEGER NOT NULL, "user" TEXT NOT NULL, reason TEXT NOT NULL, at VARCHAR(32) NOT NULL,
    UNIQUE (pair, prev)
);
INSERT INTO older SELECT id, act, verb, verdict, pair, prev, "user", reason, at FROM judgements WHERE field = '';
DROP TABLE judgements;
ALTER TABLE older RENAME TO judgements;
CREATE INDEX judgements_act ON judgements (act);
DROP TABLE tombstones;
DROP TABLE view_added;
DROP TABLE view_claims;
DROP TABLE view_state;
CREATE TABLE view_state (id INTEGER PRIMARY KEY, reading INTEGER, judgement INTEGER, program TEXT);
PRAGMA user_version = 1;
"""


def old_record(path: Path, version: int) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(V2.read_text(encoding="utf-8"))
        db.execute("CREATE VIRTUAL TABLE search USING fts5(words, names, content='')")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 2")
        if version == 1:
            db.executescript(V1)
        db.commit()
    return path


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_record_keeps_judgements_and_identifiers(tmp_path, version) -> None:
    path = old_record(tmp_path / "r.db", version)
    with Record.open(path) as record:
        found = [(e.id, e.type, e.city, [m.key for m in e.mentions]) for e in record.events()]
        assert found[:2] == [
            ("e-0ab14df98e9a", "visit", "فاس" if version == 2 else None, ["b#0"]),
            ("e-a090a256cb93", "visit", None, ["a#0", "c#0"]),
        ]
        assert [event[0] for event in found[2:]] == (["e-23a51095f939"] if version == 2 else [])
        verbs = dict.fromkeys(row.verb for row in record.judgements())
        assert list(verbs) == ["split", "correct", "add"][: 3 if version == 2 else 1]
        assert [e.id for e in record.events(text="الطيبي")] == [event[0] for event in found[:2]]
        assert record.check() == []
        record.judge("undo", act=1, user="noor")
        assert [m.key for m in record.events(type="visit")[0].mentions] == ["a#0", "b#0", "c#0"]
    assert (tmp_path / f"r.db.v{version}").exists()
    with Record.open(path) as record:
        assert record.check() == []
