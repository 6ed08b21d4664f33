"""Verifies a record and says what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pyroaring import BitMap
from sqlalchemy import Connection, func, select

from marsad.codec import Json
from marsad.model import Reading
from marsad.store import additions, forgetting, officials, reading, refresh, schema, searching, view, writing
from marsad.store.additions import ADD
from marsad.store.officials import OFFICIAL
from marsad.store.people import ACTOR
from marsad.store.reading import Subject

HIDDEN = "[…]"  # stands in a quotation for a private person's name


def problems(connection: Connection) -> Iterator[str]:
    """Everything wrong with the record, in plain sentences; none where all is well."""
    if connection.dialect.name == "sqlite":
        yield from _file(connection)
    j = schema.judgements.c
    counted = connection.execute(select(func.count()).select_from(schema.mentions)).scalar() or 0
    added = connection.execute(select(func.count()).where(j.verdict == ADD, j.value.is_not(None))).scalar() or 0
    indexed = searching.count(connection)
    if counted + added != indexed:
        yield f"{counted + added} mentions are recorded, {indexed} of them can be searched"
    v = schema.view_mentions.c
    missing = select(v.mention).where(v.mention > 0, v.mention.not_in(select(schema.mentions.c.id)))
    for number in connection.execute(missing).scalars():
        yield f"the merged events have mention {number}, which is not there"
    yield from _texts(connection)
    yield from _quotations(connection)
    yield from _chains(connection)
    yield from _lost_judgements(connection)
    yield from _claims_without_place(connection)
    yield from officials.problems(connection)


def _file(connection: Connection) -> Iterator[str]:
    for verdict in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if verdict != "ok":
            yield f"the file is damaged: {verdict}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"table {row[0]}, row {row[1]} points at a row of {row[2]} that is not there"


def rebuilt_differently(connection: Connection) -> Iterator[str]:
    """What the merged view keeps and what making it from scratch gives must be the same.

    Makes the view anew; the caller holds the write lock and rolls back.
    """
    if view.kept_state(connection) != reading.state(connection):
        return  # it is brought up to date by the next question anyway
    before = snapshot(connection)
    refresh.refresh(connection, anew=True)
    after = snapshot(connection)
    for name in sorted(before):
        if before[name] != after[name]:
            yield (
                f"the merged events ({name}) are not what the mentions and judgements give; "
                "`marsad check --rebuild` makes them anew"
            )


def snapshot(connection: Connection) -> dict[str, object]:
    """The merged view and the ledger, without the numbers that making it chooses freely."""
    values = {row.number: (row.facet, row.value) for row in connection.execute(select(schema.view_bits))}
    out: dict[str, object] = {}
    for table in (*schema.VIEW, schema.ledger, schema.identifiers):
        rows = [tuple(row) for row in connection.execute(select(table))]
        if table is schema.view_events:
            rows = [(*row[:-1], *sorted(values[number] for number in json.loads(row[-1]))) for row in rows]
        elif table is schema.view_bits:
            rows = [(*row[1:-1], *BitMap.deserialize(row[-1])) for row in rows]
        if table is not schema.view_state:
            out[table.name.removeprefix("view_")] = sorted(rows, key=repr)
    return out


def _texts(connection: Connection) -> Iterator[str]:
    """Every text must be the one that was recorded."""
    t = schema.texts.c
    query = select(t.id, t.digest, t.title, t.body).execution_options(yield_per=200)
    for row in connection.execute(query):
        if writing.digest([row.title, row.body]) != row.digest:
            yield f"text {row.id} ({row.title[:40]}) was changed after it was recorded"


def _chains(connection: Connection) -> Iterator[str]:
    """Judgements on one subject must follow each other without a gap."""
    last: dict[Subject, int] = {}
    j = schema.judgements.c
    before = {row.id: row.prev for row in connection.execute(select(j.id, j.prev))}
    rows = list(reading.judgements(connection))
    silenced = {row.id for row in rows if "[#" in row.field}  # their field was taken away with their words
    for row in rows:
        if before[row.id] != last.get(row.subject, 0) and row.id not in silenced:
            yield f"judgement {row.act} of {row.user} does not follow the one before it on the same mentions"
        if row.restores is not None and row.restores not in before:
            yield f"judgement {row.act} of {row.user} restores judgement {row.restores}, which is not there"
        last[row.subject] = row.id


def _claims_without_place(connection: Connection) -> Iterator[str]:
    """Events that were added must still stand in their page's words."""
    missed = list(additions.missed_events(reading.standing(reading.judgements(connection))))
    texts = dict[str, Reading | None]()
    for one in missed:
        told = texts.setdefault(one.page, reading.reading(connection, one.page))
        words = one.mention.evidence
        if told is None or additions.locate(told.article.text(words.where), words) is None:
            yield f"judgement {one.act} (add) rests on words that {one.page} no longer has"


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
    anchors = view.known_anchors(connection)
    forgotten = {stone.page for stone in forgetting.tombstones(connection)}
    told = set()
    for (anchored, field), row in reading.standing(reading.judgements(connection)).items():
        if field in (ACTOR, OFFICIAL) or row.verdict in ("none", ADD):
            continue
        if all(anchors.key(anchor) is not None for anchor in anchored):
            continue
        pages = dict.fromkeys(json.loads(a)[0] for a in anchored if anchors.key(a) is None)
        if (row.act, *pages) not in told and not forgotten >= set(pages):
            told.add((row.act, *pages))
            names = ", ".join(pages)
            yield f"judgement {row.act} ({row.verb}) of {row.user} is about what {names} no longer tells"
