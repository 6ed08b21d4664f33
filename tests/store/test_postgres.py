"""A record in PostgreSQL: what cannot be opened or written says why, and nothing changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from marsad.errors import RecordError, RecordForeign, RecordLocked, RecordUnreachable, UsageError
from marsad.record import Record
from marsad.store import migrations, schema
from marsad.store import postgres as backend
from marsad.store.opening import shown
from tests import stores
from tests.store.make import BODY, reading


@pytest.fixture
def address(postgres) -> str:
    return stores.schema(postgres)


def run(address: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_no_server_is_told_without_the_password() -> None:
    with pytest.raises(RecordUnreachable, match="no connection to the server") as caught:
        Record.open("postgresql://noor:secret@127.0.0.1:1/marsad")
    assert "secret" not in str(caught.value)
    assert "noor" in str(caught.value)


def test_passwords_are_not_shown() -> None:
    assert shown("postgresql://noor:se:cret@host/db") == "postgresql://noor:***@host/db"
    assert shown("a/file.db") == "a/file.db"


def test_an_address_that_is_none() -> None:
    with pytest.raises(UsageError, match="postgresql://user@host/database"):
        Record.open("postgresql://host:port:port/x")


def test_without_the_driver_it_is_named(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"marsad\[postgres\]"):
        Record.open("postgresql://noor@localhost/marsad")


def test_another_database_is_foreign(address) -> None:
    run(address, "CREATE TABLE things (x integer)")
    with pytest.raises(RecordForeign, match="other tables"):
        Record.open(address)


def test_a_newer_version_is_foreign(address) -> None:
    Record.open(address).close()
    run(address, f"UPDATE marsad SET version = {schema.VERSION + 1}")
    with pytest.raises(RecordForeign, match="newer Marsad"):
        Record.open(address)


def test_a_lost_connection_is_told_and_what_was_recorded_stays(address) -> None:
    with Record.open(address) as record:
        record.add(reading("a"))
        with pytest.raises(RecordUnreachable, match="what was acknowledged is kept"), record._writing() as connection:
            run(address, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'marsad'")
            connection.exec_driver_sql("SELECT 1")
        assert [row.id for row in record.pages()] == ["a"]
        record.add(reading("b", body=f"{BODY} نص آخر"))
        assert record.check() == []


def test_somebody_else_is_writing(address, monkeypatch) -> None:
    monkeypatch.setattr(backend, "WAIT", 0.1)
    with Record.open(address) as record, Record.open(address) as colleague:
        with colleague._writing(), pytest.raises(RecordLocked, match="another process"):
            record.add(reading("a"))
        assert record.pages() == []
        assert record.add(reading("a")).recorded == 1


def test_who_may_only_read_is_told(address) -> None:
    with Record.open(address) as record:
        record.add(reading("a"))
        record.events()
    with Record.open(f"{address}%20-cdefault_transaction_read_only%3Don") as reader:
        (event,) = reader.events()
        with pytest.raises(RecordError, match="may not be written"):
            reader.judge("confirm", event.id, user="noor")
        with pytest.raises(RecordError, match="may not be written"):
            reader.add(reading("b"))
        assert [row.id for row in reader.pages()] == ["a"]


def test_a_migration_keeps_a_copy(address, monkeypatch) -> None:
    with Record.open(address) as record:
        record.add(reading("a"))
    kept = schema.VERSION

    def step(connection) -> None:
        connection.exec_driver_sql("ALTER TABLE pages ADD COLUMN seen text")

    def broken(connection) -> None:
        step(connection)
        connection.exec_driver_sql("ALTER TABLE nothing ADD COLUMN seen text")

    monkeypatch.setattr(schema, "VERSION", kept + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", {kept: broken})
    with pytest.raises(RecordError, match="nothing"):
        Record.open(address)
    monkeypatch.setattr(migrations, "MIGRATIONS", {kept: step})
    with Record.open(address) as record:
        assert [row.id for row in record.pages()] == ["a"]
        assert [f"_v{kept} of" in copy for copy in record.copies()] == [True]


def test_a_record_moves_between_the_stores(address, postgres, tmp_path) -> None:
    file = tmp_path / "copy.db"
    with Record.open(address) as record:
        record.add([reading("a"), reading("b", body=f"{BODY} نص آخر")])
        act = record.correct(record.events()[0].id, "city", "فاس", user="noor", reason="so")
        events = record.events()
        record.backup(file)
    again = stores.schema(postgres)
    with Record.open(file) as copy:
        assert copy.events() == events
        assert copy.check() == []
        copy.backup(again)
        with pytest.raises(UsageError, match="already"):
            copy.backup(again)
    with Record.open(again) as moved:
        assert moved.events() == events
        assert moved.events(text="الطيبي") == events
        moved.judge("undo", act=act, user="noor")
        assert moved.check() == []
    assert [p.name for p in Path(tmp_path).iterdir()] == ["copy.db"]
