"""The record's tables: one SQLAlchemy Core schema for both stores, its version, and how older versions
become newer.

Append-only: ``pages``, ``texts``, ``readings``, ``mentions``, ``findings``, ``figures``, ``judgements``,
``tombstones``; only what a tombstone names was ever taken out. A page's newest reading counts, the older
stay. ``ledger`` and ``identifiers`` remember which event a mention belonged to and where an identifier went;
``failures`` has the pages that could not be read last time, ``positions`` how far archives were read. The
``view_`` tables are derived: what merging made of all this, and by what it is found. Dropping their rows
loses nothing.

A mention is anchored by page, type, ``in`` and span, so that the ledger and the judgements follow it into a
new reading. Rows are numbered by the writer, who holds the lock, never by the database: both stores then
hold the same numbers. Text is compared by code points in both.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql

APPLICATION_ID = 0x4D525344  # "MRSD" in the file's header
VERSION = 5

metadata = MetaData()
Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def _number() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


pages = Table(
    "pages",
    metadata,
    _number(),
    Column("identity", Words, nullable=False, unique=True),
    Column("page_id", Words, nullable=False),
    Column("path", Words, nullable=False),
    Column("address", Words),
)

texts = Table(
    "texts",
    metadata,
    _number(),
    Column("digest", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("shingles", LargeBinary, nullable=False),
    Column("named", Words, nullable=False),  # JSON: {"agencies": [...], "communiques": [...]}
)

readings = Table(
    "readings",
    metadata,
    _number(),
    Column("page", ForeignKey("pages.id"), nullable=False),
    Column("text", ForeignKey("texts.id"), nullable=False),
    Column("version", Words, nullable=False),
    Column("finder", Words, nullable=False),
    Column("lexicon", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("article", Words, nullable=False),  # JSON: the article without title and body
    Column("at", Words, nullable=False),
    Index("readings_page", "page", "id"),
    Index("readings_version", "version"),
)

mentions = Table(
    "mentions",
    metadata,
    _number(),
    Column("reading", ForeignKey("readings.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("type", Words, nullable=False),
    Column("start", Words),
    Column("end", Words),
    Column("mention", Words, nullable=False),  # JSON, the output form
    UniqueConstraint("reading", "n"),
)

findings = Table(
    "findings",
    metadata,
    _number(),
    Column("reading", ForeignKey("readings.id"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("finding", Words, nullable=False),
)

figures = Table(
    "figures",
    metadata,
    _number(),
    Column("reading", ForeignKey("readings.id"), nullable=False, index=True),
    Column("figure", Words, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("path", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("at", Words, nullable=False),
)

positions = Table(
    "positions",
    metadata,
    Column("path", Words, primary_key=True),  # of an archive or a table, absolute
    Column("offset", BigInteger, nullable=False),  # all before it was read
    Column("head", Words, nullable=False),  # what its first bytes were, to know it again
    Column("by", Words, nullable=False),  # what it was read with
)

judgements = Table(
    "judgements",
    metadata,
    _number(),
    Column("act", Integer, nullable=False),  # the number of the decision; undone together
    Column("verb", Words, nullable=False),  # what the user said: merge, split, undo …
    Column("verdict", Words, nullable=False),  # what follows: same, apart, confirm, reject, claim, add, official, none
    Column("pair", Words, nullable=False),  # JSON: one or two anchors, sorted
    Column("field", Words, nullable=False),  # what of it: a corrected field, "" for the whole
    Column("value", Words),  # JSON: what a correction or an addition says
    Column("restores", Integer),  # in an undo: the judgement that stands again
    Column("subject", Words, nullable=False),  # the hash of pair and field
    Column("prev", Integer, nullable=False),  # the judgement on the same before, 0: no two follow one
    Column("user", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("at", Words, nullable=False),
    UniqueConstraint("subject", "prev"),
    Index("judgements_act", "act"),
)

judged_pages = Table(
    "judged_pages",
    metadata,
    Column("page", Words, primary_key=True),  # the page's identity
    Column("judgement", ForeignKey("judgements.id"), primary_key=True),
)

tombstones = Table(
    "tombstones",
    metadata,
    _number(),
    Column("page", Words, nullable=False),  # the page's identity
    Column("version", Words, nullable=False),  # of its bytes; they are not read again
    Column("start", Integer),  # of the passage in the body; null for the whole page
    Column("end", Integer),
    Column("digest", Words),  # of the text that is left, by which the same reading is known again
    Column("user", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("at", Words, nullable=False),
    Index("tombstones_version", "version"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("place", Words, primary_key=True),  # JSON: the rest of the anchor
    Column("event", Words, nullable=False, index=True),
    sqlite_with_rowid=False,
)

identifiers = Table(
    "identifiers",
    metadata,
    Column("event", Words, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("born", Integer, nullable=False),
    Column("moved", Words),  # JSON: the identifiers it points on to; null while it is in use
)

# ---- derived: what merging made of all this. Dropping these rows loses nothing.
view_state = Table(
    "view_state",
    metadata,
    _number(),
    Column("reading", Integer, nullable=False),
    Column("judgement", Integer, nullable=False),
    Column("tombstone", Integer, nullable=False),
    Column("program", Words, nullable=False),
)

view_events = Table(
    "view_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # as in identifiers
    Column("event", Words, nullable=False, unique=True),
    Column("type", Words, nullable=False),
    Column("start", Words),
    Column("end", Words),
    Column("origins", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("published", Words, nullable=False),  # the latest day a page of it was published, or ""
    Column("found_by", Words, nullable=False),  # JSON: the numbers of its rows in view_bits
    Index("view_events_start", "start", "end", "type", "event"),
    Index("view_events_origins", "origins", "start", "event"),
    Index("view_events_findings", "findings", "start", "event"),
    Index("view_events_published", "published", "event"),
)

view_mentions = Table(
    "view_mentions",
    metadata,
    Column("mention", Integer, primary_key=True, autoincrement=False),  # below nought: an addition, by its act
    Column("page", Integer, nullable=False, index=True),
    Column("event", Integer, nullable=False, index=True),  # its number
    Column("part", Integer, nullable=False, index=True),  # mentions of one part are linked, directly or not
)

view_added = Table(
    "view_added",
    metadata,
    Column("act", Integer, primary_key=True, autoincrement=False),  # the judgement that added the event
    Column("page", Integer, nullable=False, index=True),
    Column("mention", Words, nullable=False),  # JSON, at its place in the newest reading's text
)

view_claims = Table(
    "view_claims",
    metadata,
    Column("judgement", Integer, primary_key=True, autoincrement=False),
    Column("event", Integer, nullable=False, index=True),
)

view_blocks = Table(
    "view_blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("mention", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),  # see marsad.merge.block.Member
    Column("last", Integer, nullable=False),
    Column("rank", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

view_links = Table(
    "view_links",
    metadata,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False),
    Column("score", Float, nullable=False),
    Column("kept", Integer, nullable=False),
    Index("view_links_b", "b"),
    sqlite_with_rowid=False,
)

view_shingles = Table(
    "view_shingles",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    Column("page", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

view_copies = Table(
    "view_copies",
    metadata,
    Column("a", Integer, primary_key=True, autoincrement=False),
    Column("b", Integer, primary_key=True, autoincrement=False),
    Index("view_copies_b", "b"),
    sqlite_with_rowid=False,
)

view_origins = Table(
    "view_origins",
    metadata,
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("text", Integer, nullable=False),
    Column("origin", Integer, nullable=False, index=True),  # the page that stands for all copies of its text
)

view_bits = Table(
    "view_bits",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("facet", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("bits", LargeBinary, nullable=False),  # a roaring bitmap of event numbers
    UniqueConstraint("facet", "value"),
    Index("view_bits_size", "facet", "size"),
)

VIEW = (
    view_state, view_events, view_mentions, view_added, view_claims, view_blocks, view_links, view_shingles,
    view_copies, view_origins, view_bits,
)  # fmt: skip

INDEX = (
    "CREATE VIRTUAL TABLE search USING "
    "fts5(words, names, content='', tokenize='unicode61 remove_diacritics 0')"
)
POSTGRES = (
    "CREATE TABLE search (id integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words ON search USING gin (words)",
    "CREATE TABLE marsad (application integer NOT NULL, version integer NOT NULL)",
)


def create(connection: Connection) -> None:
    """All tables of the newest version in an empty database."""
    metadata.create_all(connection)
    if connection.dialect.name == "postgresql":
        for statement in POSTGRES:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"INSERT INTO marsad VALUES ({APPLICATION_ID}, {VERSION})")
    else:
        connection.exec_driver_sql(INDEX)
        stamp(connection)


def stamp(connection: Connection) -> None:
    """Write who made the record and the schema's version where :func:`create` did."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"UPDATE marsad SET version = {VERSION}")
    else:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
