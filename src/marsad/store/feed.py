"""What happened to the record, as a feed: pages read, decisions made, pages forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.store import forgetting, judging, reading, schema, view


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``id`` is ``r``, ``j`` or ``f`` with a number, ``at`` ISO 8601 in UTC, to the second.

    ``kind`` is ``read`` (a page's new reading), ``judgement`` or ``forget``; ``told`` its own keys.
    """

    id: str
    at: str
    kind: str
    told: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """The JSON form: one flat object."""
        return {"id": self.id, "at": self.at, "kind": self.kind, **self.told}


def changes(connection: Connection, since: str = "") -> Iterator[Change]:
    """All changes from ``since`` on, that second included, in the order of their time."""
    keys = view.events_of_keys(connection)
    found = [*_readings(connection, since, keys), *_judgements(connection, since, keys), *_forgotten(connection, since)]
    yield from sorted(found, key=lambda change: (change.at, "rjf".index(change.id[0]), int(change.id[1:])))


def _readings(connection: Connection, since: str, of: dict[str, str]) -> Iterator[Change]:
    r, p, m = schema.readings.c, schema.pages.c, schema.mentions.c
    counted = select(m.reading, func.count().label("n")).group_by(m.reading).subquery()
    query = (
        select(r.id, r.at, r.version, r.finder, r.lexicon, p.identity, func.coalesce(counted.c.n, 0).label("n"))
        .join_from(schema.readings, schema.pages, r.page == p.id)
        .outerjoin(counted, counted.c.reading == r.id)
        .where(r.at >= since)
        .order_by(r.id)
    )
    newest = set(connection.execute(reading.newest()).scalars())
    for row in connection.execute(query):
        own = [f"{row.identity}#{n}" for n in range(row.n)] if row.id in newest else []
        events = list(dict.fromkeys(of[key] for key in own if key in of))
        told = {"page": row.identity, "version": row.version, "finder": row.finder, "lexicon": row.lexicon}
        yield Change(f"r{row.id}", row.at, "read", {**told, "mentions": row.n, "events": events})


def _judgements(connection: Connection, since: str, of: dict[str, str]) -> Iterator[Change]:
    rows = list(reading.judgements(connection))
    if not rows or max(row.at for row in rows) < since:
        return
    for act in judging.acts(rows, view.known_anchors(connection), of):
        if act.at >= since:
            yield Change(f"j{act.act}", act.at, "judgement", act_to_dict(act))


def act_to_dict(act: judging.Act) -> dict[str, Any]:
    """A decision in its JSON form, without its number and time."""
    return {
        "verb": act.verb,
        "user": act.user,
        "reason": act.reason,
        "field": act.field or None,
        "value": act.value,
        "mentions": list(act.mentions),
        "events": list(act.events),
        "stands": act.stands,
        "until": act.until,
        "undid": act.undid,
    }


def _forgotten(connection: Connection, since: str) -> Iterator[Change]:
    for stone in forgetting.tombstones(connection):
        if stone.at >= since:
            passage = None if stone.start is None else [stone.start, stone.end]
            told = {"page": stone.page, "version": stone.version, "passage": passage}
            yield Change(f"f{stone.id}", stone.at, "forget", {**told, "user": stone.user, "reason": stone.reason})
