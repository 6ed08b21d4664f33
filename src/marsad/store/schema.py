"""The record's tables: one SQLAlchemy Core schema, its version, and how older versions become newer.

Append-only: ``pages``, ``texts``, ``readings``, ``mentions``, ``findings``, ``figures``, ``judgements``,
``tombstones``; only what a tombstone names was ever taken out. A page's newest reading counts, the older
stay. ``ledger`` and ``identifiers`` remember which event a mention
belonged to and where an identifier went; ``failures`` has the pages that could not be read last time. What
is merged is derived and not stored here.

A mention is anchored by page, type, ``in`` and span, so that the ledger and the judgements follow it into a
new reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID = 0x4D525344  # "MRSD" in the file's header
VERSION = 2

metadata = MetaData()

pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("page_id", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("address", Text),
)

texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    Column("named", Text, nullable=False),  # JSON: {"agencies": [...], "communiques": [...]}
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", ForeignKey("pages.id"), nullable=False),
    Column("text", ForeignKey("texts.id"), nullable=False),
    Column("version", String(64), nullable=False),
    Column("finder", Text, nullable=False),
    Column("lexicon", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("article", Text, nullable=False),  # JSON: the article without title and body
    Column("at", String(32), nullable=False),
    Index("readings_page", "page", "id"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("type", String(16), nullable=False),
    Column("start", String(10)),
    Column("end", String(10)),
    Column("mention", Text, nullable=False),  # JSON, the output form
    UniqueConstraint("reading", "n"),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("finding", Text, nullable=False),
)

figures = Table(
    "figures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.id"), nullable=False, index=True),
    Column("figure", Text, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("path", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act", Integer, nullable=False),  # the number of the decision; undone together
    Column("verb", String(16), nullable=False),  # what the user said: merge, split, undo …
    Column(
        "verdict", String(16), nullable=False
    ),  # what follows for the pair: same, apart, confirm, reject, none
    Column("pair", Text, nullable=False),  # JSON: one or two anchors, sorted
    Column("field", Text, nullable=False),  # what of it: a corrected field, "" for the whole
    Column("value", Text),  # JSON: what a correction or an addition says
    Column("restores", Integer),  # in an undo: the judgement that stands again
    Column("prev", Integer, nullable=False),  # the judgement on the same before, 0: no two follow one
    Column("user", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("pair", "field", "prev"),
    Index("judgements_act", "act"),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", Text, nullable=False),  # the page's identity
    Column("version", String(64), nullable=False),  # of its bytes; they are not read again
    Column("start", Integer),  # of the passage in the body; null for the whole page
    Column("end", Integer),
    Column("digest", String(64)),  # of the text that is left, by which the same reading is known again
    Column("user", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Index("tombstones_version", "version"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("anchor", Text, primary_key=True),
    Column("event", String(20), nullable=False),
)

identifiers = Table(
    "identifiers",
    metadata,
    Column("event", String(20), primary_key=True),
    Column("born", Integer, nullable=False),
    Column("moved", Text),  # JSON: the identifiers it points on to; null while it is in use
)

# ---- derived: what merging made of all this. Dropping these rows loses nothing.
view_state = Table(
    "view_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("judgement", Integer, nullable=False),
    Column("tombstone", Integer, nullable=False),
    Column("program", Text, nullable=False),
)

view_events = Table(
    "view_events",
    metadata,
    Column("event", String(20), primary_key=True),
    Column("type", String(16), nullable=False),
    Column("start", String(10)),
    Column("end", String(10)),
    Index("view_events_start", "start"),
)

view_members = Table(
    "view_members",
    metadata,
    Column("mention", ForeignKey("mentions.id"), primary_key=True),
    Column("event", String(20), nullable=False, index=True),
)

view_origins = Table(
    "view_origins",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("origin", Text, nullable=False),
)

view_added = Table(
    "view_added",
    metadata,
    Column("act", Integer, primary_key=True),  # the judgement that added the event
    Column("page", ForeignKey("pages.id"), nullable=False, index=True),
    Column("event", String(20), nullable=False, index=True),
    Column("mention", Text, nullable=False),  # JSON, at its place in the newest reading's text
)

view_claims = Table(
    "view_claims",
    metadata,
    Column("judgement", Integer, primary_key=True),
    Column("event", String(20), nullable=False, index=True),
)

VIEW = (view_state, view_events, view_members, view_origins, view_added, view_claims)

SEARCH = (
    "CREATE VIRTUAL TABLE search USING "
    "fts5(words, names, content='', tokenize='unicode61 remove_diacritics 0')"
)


def create(connection: Connection) -> None:
    """All tables of the newest version in an empty database."""
    metadata.create_all(connection)
    connection.exec_driver_sql(SEARCH)
    stamp(connection)


def stamp(connection: Connection) -> None:
    """Write who made the file and the schema's version into its header."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _to_2(connection: Connection) -> None:
    """Judgements on fields, tombstones, additions. The merged view is made anew by the next question."""
    connection.exec_driver_sql("ALTER TABLE judgements RENAME TO judgements_1")
    connection.exec_driver_sql("DROP INDEX judgements_act")
    for table in VIEW:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
    metadata.create_all(connection)
    connection.exec_driver_sql(
        'INSERT INTO judgements (id, act, verb, verdict, pair, field, prev, "user", reason, at) '
        "SELECT id, act, verb, verdict, pair, '', prev, \"user\", reason, at FROM judgements_1 ORDER BY id"
    )
    connection.exec_driver_sql("DROP TABLE judgements_1")


Migration = Callable[[Connection], None]
# from version → the step to the next; all run in one transaction, after a copy was kept beside the file
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _to_2})
