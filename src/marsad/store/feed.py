"""What happened to the record, as a feed: pages read, decisions made, pages forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge as in_step
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.store import forgetting, judging, reading, schema, view
from marsad.store.rows import chunks

PART = 500  # readings looked at with one question


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
    """All changes from ``since`` on, that second included, in the order of their time, read as they are asked for."""
    streams = (_readings(connection, since), _judgements(connection, since), _forgotten(connection, since))
    yield from in_step(*streams, key=lambda change: (change.at, "rjf".index(change.id[0]), int(change.id[1:])))


def _readings(connection: Connection, since: str) -> Iterator[Change]:
    r, p, m = schema.readings.c, schema.pages.c, schema.mentions.c
    counted = select(func.count()).where(m.reading == r.id).scalar_subquery().label("n")
    query = (
        select(r.id, r.at, r.version, r.finder, r.lexicon, p.identity, p.id.label("page"), counted)
        .join_from(schema.readings, schema.pages, r.page == p.id)
        .where(r.at >= since)
        .order_by(r.at, r.id)
        .execution_options(yield_per=PART)
    )
    for part in chunks(connection.execute(query), PART):
        of = view.events_of_keys(connection, {row.identity for row in part})
        last = reading.newest().where(r.page.in_({row.page for row in part}))
        newest = set(connection.execute(last).scalars())
        for row in part:
            own = [f"{row.identity}#{n}" for n in range(row.n)] if row.id in newest else []
            events = list(dict.fromkeys(of[key] for key in own if key in of))
            told = {"page": row.identity, "version": row.version, "finder": row.finder, "lexicon": row.lexicon}
            yield Change(f"r{row.id}", row.at, "read", {**told, "mentions": row.n, "events": events})


def _judgements(connection: Connection, since: str) -> Iterator[Change]:
    """Judgements are few beside pages: all of them are held, and what they are about."""
    rows = list(reading.judgements(connection))
    if not rows or max(row.at for row in rows) < since:
        return
    pages = reading.pages_of(row.subject for row in rows)
    acts = judging.acts(rows, view.known_anchors(connection, pages), view.events_of_keys(connection, pages))
    for act in sorted(acts, key=lambda act: (act.at, act.act)):
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
    for stone in sorted(forgetting.tombstones(connection), key=lambda stone: (stone.at, stone.id)):
        if stone.at >= since:
            passage = None if stone.start is None else [stone.start, stone.end]
            told = {"page": stone.page, "version": stone.version, "passage": passage}
            yield Change(f"f{stone.id}", stone.at, "forget", {**told, "user": stone.user, "reason": stone.reason})
