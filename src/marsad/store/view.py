"""The merged view: made of mentions, judgements and the ledger, kept in the ``view_`` tables, read by event.

:mod:`marsad.store.refresh` brings it up to date when readings, judgements or tombstones were added, or the program
compares differently. What people decided enters here: pairs that are one or apart, mentions rejected or added, and
signed claims that :mod:`marsad.merge.signed` lays over the composed event.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge as in_step
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, String, cast, literal, or_, select

from marsad.codec import mention_from_dict
from marsad.merge import composed
from marsad.merge.cluster import MARGIN
from marsad.merge.compare import FEATURES, THRESHOLD
from marsad.merge.origins import FEWEST, OWN, WHOLE, Fingerprint
from marsad.merge.signed import Signed
from marsad.model import Event, SourcedMention
from marsad.store import additions, judging, reading, schema, writing
from marsad.store.reading import Anchors, State
from marsad.store.rows import among, chunks

RULES = 5  # raise it when merging changes in a way that weights do not show
CHUNK = 500  # events read with one question
E_, V_, A_ = schema.view_events.c, schema.view_mentions.c, schema.view_added.c
Parts = tuple[str, list[SourcedMention], dict[str, Fingerprint], dict[str, str], Sequence[Signed]]


class Told(NamedTuple):
    """An event's number, and all that it is composed from: see :func:`marsad.merge.composed`."""

    number: int
    parts: Parts


def program() -> str:
    """What merging depends on beside the record."""
    weights = [(feature.name, sorted(feature.weights.items())) for feature in FEATURES]
    return hashlib.sha256(repr((RULES, weights, THRESHOLD, MARGIN, OWN, FEWEST, WHOLE)).encode()).hexdigest()[:16]


def kept_state(connection: Connection) -> State | None:
    """What the kept view was made of; ``None`` where there is none or another program made it."""
    v = schema.view_state.c
    row = connection.execute(select(v.reading, v.judgement, v.tombstone, v.program)).one_or_none()
    return (row.reading, row.judgement, row.tombstone) if row and row.program == program() else None


class _Row(NamedTuple):
    event: int
    sourced: SourcedMention
    prints: Fingerprint
    origin: str


def _members(connection: Connection, numbers: Sequence[int] | None) -> Iterator[_Row]:
    """The mentions of events, in the order of the events' numbers."""
    m, r, t, p, o = (
        schema.mentions.c,
        schema.readings.c,
        schema.texts.c,
        schema.pages.alias("first").c,
        schema.view_origins.c,
    )
    query = (
        select(V_.event, m.n, m.mention, r.article, t.title, t.named, p.identity.label("origin"))
        .join_from(schema.view_mentions, schema.mentions, V_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .join(schema.texts, r.text == t.id)
        .outerjoin(schema.view_origins, o.page == V_.page)
        .outerjoin(p.id.table, o.origin == p.id)
        .order_by(V_.event, V_.mention)
    )
    yield from _rows(connection, query if numbers is None else query.where(V_.event.in_(numbers)))


def _added(connection: Connection, numbers: Sequence[int] | None) -> Iterator[_Row]:
    """The same for the events that people added."""
    if connection.execute(select(A_.act).limit(1)).first() is None:
        return  # as nearly always; the newest readings need not be looked for
    r, t, p, o = schema.readings.c, schema.texts.c, schema.pages.alias("first").c, schema.view_origins.c
    newest = reading.newest().where(r.page.in_(select(A_.page)))
    query = (
        select(
            V_.event,
            (literal("j") + cast(A_.act, String)).label("n"),
            A_.mention,
            r.article,
            t.title,
            t.named,
            p.identity.label("origin"),
        )
        .join_from(schema.view_added, schema.view_mentions, V_.mention == -A_.act)
        .join(schema.readings, A_.page == r.page)
        .join(schema.texts, r.text == t.id)
        .outerjoin(schema.view_origins, o.page == A_.page)
        .outerjoin(p.id.table, o.origin == p.id)
        .where(r.id.in_(newest))
        .order_by(V_.event, A_.act)
    )
    yield from _rows(connection, query if numbers is None else query.where(V_.event.in_(numbers)))


def _rows(connection: Connection, query: Select[Any]) -> Iterator[_Row]:
    for row in connection.execute(query.execution_options(yield_per=1000)):
        named = json.loads(row.named)
        mention = mention_from_dict(json.loads(row.mention))
        sourced = reading.sourced(json.loads(row.article), row.n, row.title, mention)
        prints = Fingerprint(sourced.page, b"", tuple(named["agencies"]), tuple(named["communiques"]))
        yield _Row(row.event, sourced, prints, row.origin or sourced.page)


def _signed(connection: Connection, numbers: Sequence[int] | None) -> dict[int, list[Signed]]:
    """What people decided on events, by event."""
    c = schema.view_claims.c
    query = select(c.judgement, c.event)
    rows = connection.execute(query if numbers is None else query.where(c.event.in_(numbers))).all()
    if not rows:
        return {}
    known = reading.judgements(connection, [row.judgement for row in rows])
    decided = {row.id: judging.signed(row) for row in known}
    out: dict[int, list[Signed]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.judgement):
        out[row.event].append(decided[row.judgement])
    return out


def load(connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
    """The events with these identifiers, composed one by one, in their numbers' order by parts."""
    for chunk in chunks(ids, CHUNK):
        numbers = connection.execute(select(E_.number).where(E_.event.in_(chunk))).scalars().all()
        for one in told(connection, numbers):
            yield composed(*one.parts)


def told(connection: Connection, numbers: Sequence[int] | None = None) -> Iterator[Told]:
    """What each event (of all, or of these) is composed from, by number."""
    for part in [None] if numbers is None else list(chunks(numbers, CHUNK)):
        signed = _signed(connection, part)
        rows = in_step(_members(connection, part), _added(connection, part), key=lambda row: row.event)
        names = _names(connection, part)
        for number, group_ in groupby(rows, key=lambda row: row.event):
            own = list(group_)
            yield Told(
                number,
                (
                    names[number],
                    [row.sourced for row in own],
                    {row.sourced.page: row.prints for row in own},
                    {row.sourced.page: row.origin for row in own},
                    signed.get(number, ()),
                ),
            )


def _names(connection: Connection, numbers: Sequence[int] | None) -> dict[int, str]:
    """Number → identifier, of all or of these."""
    i = schema.identifiers.c
    query = select(i.number, i.event)
    rows = connection.execute(query) if numbers is None else among(connection, query, i.number, numbers)
    return {row.number: row.event for row in rows}


def exists(connection: Connection, id_: str) -> bool:
    """Whether an event has this identifier now."""
    return connection.execute(select(E_.event).where(E_.event == id_)).first() is not None


def event_of(connection: Connection, key: str) -> str | None:
    """The event of a mention, by the mention's key; ``None`` where it was rejected or is not there."""
    page, _, n = key.rpartition("#")
    m, r, p = schema.mentions.c, schema.readings.c, schema.pages.c
    query = select(E_.event).join_from(schema.view_events, schema.view_mentions, V_.event == E_.number)
    if n.startswith("j") and n[1:].isdigit():
        query = query.join(schema.pages, V_.page == p.id).where(V_.mention == -int(n[1:]))
    else:
        query = (
            query.join(schema.mentions, V_.mention == m.id)
            .join(schema.readings, m.reading == r.id)
            .join(schema.pages, r.page == p.id)
            .where(m.n == (int(n) if n.isdigit() else -1))
        )
    return connection.execute(query.where(p.identity == page)).scalar()


def events_of_keys(connection: Connection, pages: Iterable[str] | None = None) -> dict[str, str]:
    """Mention key → event, of all mentions (of these pages)."""
    m, p = schema.mentions.c, schema.pages.c
    query = (
        select(p.identity, m.n, V_.mention, E_.event)
        .join_from(schema.view_mentions, schema.view_events, V_.event == E_.number)
        .join(schema.pages, V_.page == p.id)
        .outerjoin(schema.mentions, V_.mention == m.id)
    )
    rows = connection.execute(query) if pages is None else among(connection, query, p.identity, set(pages))
    return {f"{row.identity}#{f'j{-row.mention}' if row.mention < 0 else row.n}": row.event for row in rows}


def known_anchors(connection: Connection, pages: Iterable[str] | None = None) -> Anchors:
    """The anchors of all mentions that count now (on these pages)."""
    wanted = None if pages is None else sorted(set(pages))
    stored = reading.stored_mentions(connection, wanted)
    keys = writing.anchors_of(one.sourced for one in stored)
    rows = reading.judgements(connection) if wanted is None else reading.judgements_on(connection, wanted)
    missed = additions.missed_events(reading.standing(rows))
    return Anchors(keys | {one.anchor: one.sourced.key for one in additions.place_all(connection, missed)})


def also_known_as(connection: Connection, id_: str) -> set[str]:
    """An identifier and those that it points on to; empty where no event ever had it."""
    i = schema.identifiers.c
    if not exists(connection, id_) and not connection.execute(select(i.event).where(i.event == id_)).first():
        return set()
    found: set[str] = set()
    ahead = [id_]
    while ahead:
        at = ahead.pop()
        if at not in found:
            found.add(at)
            ahead.extend(moved_to(connection, at) or ())
    return found


def moved_to(connection: Connection, id_: str) -> tuple[str, ...] | None:
    """Where an identifier that is no longer used points on to; ``None`` where it is in use, or never was."""
    i = schema.identifiers.c
    to = connection.execute(select(i.moved).where(i.event == id_)).scalar()
    return None if to is None else tuple(json.loads(to))


def once_of(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The anchors of all mentions that the ledger knows of events."""
    ledger, p = schema.ledger.c, schema.pages.c
    query = select(p.identity, ledger.place).join_from(schema.ledger, schema.pages, ledger.page == p.id)
    rows = among(connection, query, ledger.event, set(ids))
    return {writing.full_anchor(row.identity, row.place) for row in rows}


def like(connection: Connection, id_: str) -> list[str]:
    """Identifiers that begin or end as this one."""
    query = (
        select(E_.event).where(or_(E_.event.startswith(id_[:5]), E_.event.endswith(id_[-3:]))).limit(CHUNK)
    )
    return list(connection.execute(query).scalars())


def told_with(connection: Connection, id_: str) -> set[str]:
    """Identifiers of the events that the pages of one event tell, itself included."""
    mine = select(V_.page).join_from(schema.view_mentions, schema.view_events, V_.event == E_.number)
    query = select(E_.event).join_from(schema.view_mentions, schema.view_events, V_.event == E_.number)
    return set(connection.execute(query.where(V_.page.in_(mine.where(E_.event == id_)))).scalars())
