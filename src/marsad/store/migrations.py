"""From older versions of a record, which were SQLite files only, to the newest."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import Connection, select

from marsad.store import schema
from marsad.store.writing import index_again, subject_of


def _to_2(connection: Connection) -> None:
    """Judgements on fields, tombstones, additions."""
    connection.exec_driver_sql("ALTER TABLE judgements RENAME TO judgements_1")
    connection.exec_driver_sql("DROP INDEX judgements_act")
    connection.exec_driver_sql(
        "CREATE TABLE judgements (id INTEGER PRIMARY KEY, act INTEGER, verb TEXT, verdict TEXT, pair TEXT, field TEXT, "
        'value TEXT, restores INTEGER, prev INTEGER, "user" TEXT, reason TEXT, at TEXT)'
    )
    connection.exec_driver_sql(
        'INSERT INTO judgements (id, act, verb, verdict, pair, field, prev, "user", reason, at) '
        "SELECT id, act, verb, verdict, pair, '', prev, \"user\", reason, at FROM judgements_1 ORDER BY id"
    )
    connection.exec_driver_sql("DROP TABLE judgements_1")


def _to_3(connection: Connection) -> None:
    """The ledger by page, numbered identifiers, subjects of judgements; view and index are made anew."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    for name in (name for name in tables if name.startswith("view_")):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    for name in ("judgements", "ledger", "identifiers"):
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO old_{name}")
    connection.exec_driver_sql("DROP INDEX IF EXISTS judgements_act")
    schema.metadata.create_all(connection)
    columns = 'id, act, verb, verdict, pair, field, value, restores, prev, "user", reason, at'
    rows = connection.exec_driver_sql(f"SELECT {columns} FROM old_judgements ORDER BY id")
    for row in rows.mappings().all():
        subject = subject_of(row["pair"], row["field"])
        connection.execute(schema.judgements.insert().values({**row, "subject": subject}))
        for page in sorted({json.loads(anchor)[0] for anchor in json.loads(row["pair"])}):
            connection.execute(schema.judged_pages.insert().values(page=page, judgement=row["id"]))
    found = connection.exec_driver_sql("SELECT event, born, moved FROM old_identifiers ORDER BY born, event")
    for number, row in enumerate(found.mappings().all(), 1):
        connection.execute(schema.identifiers.insert().values({**row, "number": number}))
    number_of = {row.identity: row.id for row in connection.execute(select(schema.pages.c.identity, schema.pages.c.id))}
    for anchor, event in connection.exec_driver_sql("SELECT anchor, event FROM old_ledger").all():
        page, *place = json.loads(anchor)
        told = json.dumps(place, ensure_ascii=False, separators=(",", ":"))
        connection.execute(schema.ledger.insert().values(page=number_of[page], place=told, event=event))
    for name in ("judgements", "ledger", "identifiers"):
        connection.exec_driver_sql(f"DROP TABLE old_{name}")
    index_again(connection)


def _to_4(connection: Connection) -> None:
    """How far archives were read, and the readings by their pages' versions."""
    schema.metadata.create_all(connection)
    connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS readings_version ON readings (version)")


def _to_5(_: Connection) -> None:
    """Officials among the judgements: no table changes, but an older Marsad would take them for judgements on pages."""


Migration = Callable[[Connection], None]
# from version → the step to the next; all run in one transaction, after a copy was kept
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _to_2, 2: _to_3, 3: _to_4, 4: _to_5})


def migrate(connection: Connection, version: int) -> None:
    """Step by step from ``version`` to the newest, in the transaction of ``connection``."""
    for step in range(version, schema.VERSION):
        MIGRATIONS[step](connection)
    schema.stamp(connection)
