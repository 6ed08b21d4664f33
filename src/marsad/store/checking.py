"""Verifies a record and says what is wrong; copies it safely."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, func, select

from marsad.codec import Json
from marsad.errors import UsageError
from marsad.store import reading, schema, writing
from marsad.store.reading import Anchors

HIDDEN = "[…]"  # stands in a quotation for a private person's name


def problems(connection: Connection) -> Iterator[str]:
    """Everything wrong with the record, in plain sentences; none where all is well."""
    for verdict in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if verdict != "ok":
            yield f"the file is damaged: {verdict}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"table {row[0]}, row {row[1]} points at a row of {row[2]} that is not there"
    counted = connection.execute(select(func.count()).select_from(schema.mentions)).scalar()
    indexed = connection.exec_driver_sql("SELECT count(*) FROM search_docsize").scalar()
    if counted != indexed:
        yield f"{counted} mentions are recorded, {indexed} of them can be searched"
    yield from _quotations(connection)
    yield from _lost_judgements(connection)


def _quotations(connection: Connection) -> Iterator[str]:
    """Every quotation must be the page's text at its place."""
    m, r, t = schema.mentions.c, schema.readings.c, schema.texts.c
    query = (
        select(m.n, m.mention, r.article, t.title, t.body)
        .join_from(schema.mentions, schema.readings, m.reading == r.id)
        .join(schema.texts, r.text == t.id)
        .execution_options(yield_per=200)
    )
    for row in connection.execute(query):
        mention: Json = json.loads(row.mention)
        texts = {"title": row.title, "body": row.body}
        own = {"in": mention["in"], "span": mention["span"], "quote": mention["evidence"]}
        for name, words in [("evidence", own), *mention["fields"].items()]:
            if "span" not in words or HIDDEN in words["quote"]:
                continue
            start, end = words["span"]
            if texts[words["in"]][start:end] != words["quote"]:
                page = json.loads(row.article)["identity"]
                yield f"{page}#{row.n}: the quotation of {name} is not the text at its place"


def _lost_judgements(connection: Connection) -> Iterator[str]:
    keys = writing.anchors_of(stored.sourced for stored in reading.stored_mentions(connection))
    anchors = Anchors(keys)
    for anchored, row in reading.standing(reading.judgements(connection)).items():
        if row.verdict != "none" and any(anchors.key(anchor) is None for anchor in anchored):
            pages = ", ".join(dict.fromkeys(json.loads(anchor)[0] for anchor in anchored))
            yield f"judgement {row.act} ({row.verb}) of {row.user} is about what {pages} no longer tells"


def backup(source: Path, target: Path) -> None:
    """A consistent copy, also while others write. ``target`` must not exist."""
    if target.exists():
        raise UsageError(f"{target}: this file exists; name a new one")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
