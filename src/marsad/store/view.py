"""The merged view: made of mentions, judgements and the ledger, kept in the ``view_`` tables, read by event.

It is made again only when readings or judgements were added, or the program compares differently.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, or_, select

from marsad.codec import mention_from_dict
from marsad.merge import Grouped, Judged, Ledger, composed, group
from marsad.merge.cluster import MARGIN
from marsad.merge.compare import FEATURES, THRESHOLD
from marsad.merge.compose import compose_date
from marsad.merge.identify import Named
from marsad.merge.origins import CONTAINED, Fingerprint
from marsad.merge.profile import Profile, profile
from marsad.model import Event, SourcedMention
from marsad.store import reading, schema, writing
from marsad.store.reading import Anchors, Judgement

RULES = 1  # raise it when merging changes in a way that weights do not show
CHUNK = 500  # events read with one question
E_, M_ = schema.view_events.c, schema.view_members.c
State = tuple[int, int]
Told = tuple[str, list[SourcedMention], dict[str, Fingerprint], dict[str, str]]


def program() -> str:
    """What merging depends on beside the record."""
    weights = [(feature.name, sorted(feature.weights.items())) for feature in FEATURES]
    return hashlib.sha256(repr((RULES, weights, THRESHOLD, MARGIN, CONTAINED)).encode()).hexdigest()[:16]


def kept_state(connection: Connection) -> State | None:
    """What the kept view was made of; ``None`` where there is none or another program made it."""
    v = schema.view_state.c
    row = connection.execute(select(v.reading, v.judgement, v.program)).one_or_none()
    return (row.reading, row.judgement) if row and row.program == program() else None


# ---------------------------------------------------------------- making it
def build(connection: Connection) -> State:
    """Make the view and keep it. The caller holds the write lock, so that what is named here is what others
    see.
    """
    state = reading.state(connection)
    rows: dict[str, int] = {}
    profiles: list[Profile] = []
    keys: dict[str, str] = {}
    for page in _by_page(reading.stored_mentions(connection)):
        keys |= writing.anchors_of(stored.sourced for stored in page)
        for stored in page:
            rows[stored.sourced.key] = stored.row
            profiles.append(profile(stored.sourced))
    anchors = Anchors(keys)
    judged = _judged(reading.standing(reading.judgements(connection)), anchors)
    rejected = set(judged.rejected)
    profiles = sorted((p for p in profiles if p.key not in rejected), key=lambda p: p.key)
    of, age = _ledger(connection, anchors, keys)
    found = group(profiles, reading.fingerprints(connection), judged, Ledger(of, age))
    _name(connection, found, {key: anchored for anchored, key in keys.items()}, age)
    _keep(connection, found, rows)
    connection.execute(delete(schema.view_state))
    row = {"id": 1, "reading": state[0], "judgement": state[1], "program": program()}
    connection.execute(insert(schema.view_state).values(row))
    return state


def _by_page(stored: Iterable[reading.Stored]) -> Iterator[list[reading.Stored]]:
    """Stored mentions page by page; a reading's mentions were recorded together."""
    for _, page in groupby(stored, key=lambda s: s.sourced.page):
        yield list(page)


def _ledger(
    connection: Connection, anchors: Anchors, keys: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, int]]:
    by_anchor, age = reading.ledger(connection)
    of: dict[str, str] = {}
    for anchored, event in by_anchor.items():
        key = anchors.key(anchored)
        if key is not None and (key not in of or anchored in keys):
            of[key] = event
    return of, age


def _judged(standing: Mapping[tuple[str, ...], Judgement], anchors: Anchors) -> Judged:
    same, apart, rejected = [], [], []
    for anchored, row in standing.items():
        keys = [key for key in map(anchors.key, anchored) if key is not None]
        if len(keys) != len(anchored):
            continue  # the newest reading no longer tells it
        if row.verdict == "same":
            same.append((keys[0], keys[1]))
        elif row.verdict == "apart":
            apart.append((keys[0], keys[1]))
        elif row.verdict == "reject":
            rejected.append(keys[0])
    return Judged(same, apart, rejected)


def _name(
    connection: Connection, found: Grouped, anchor_of: Mapping[str, str], age: Mapping[str, int]
) -> None:
    """Write the ledger; an identifier whose mentions are all gone points on to nothing."""
    live = set(found.named.ids)
    before = reading.moved(connection)
    gone: dict[str, tuple[str, ...]] = {
        id_: () for id_ in age if id_ not in live and id_ not in found.named.moved and id_ not in before
    }
    of = {
        anchor_of[key]: id_ for id_, keys in zip(found.named.ids, found.groups, strict=True) for key in keys
    }
    writing.write_ledger(connection, Named(found.named.ids, {**found.named.moved, **gone}), of, live)


def _keep(connection: Connection, found: Grouped, rows: Mapping[str, int]) -> None:
    for table in (schema.view_events, schema.view_members, schema.view_origins):
        connection.execute(delete(table))
    members = [
        {"mention": rows[key], "event": id_}
        for id_, keys in zip(found.named.ids, found.groups, strict=True)
        for key in keys
    ]
    if not members:
        return
    connection.execute(insert(schema.view_members), members)
    shared = {page: origin for page, origin in found.origins.items() if page != origin}
    pages = schema.pages.c
    for chunk in _chunks(sorted(shared)):
        known = connection.execute(select(pages.id, pages.identity).where(pages.identity.in_(chunk))).all()
        values = [{"page": row.id, "origin": shared[row.identity]} for row in known]
        connection.execute(insert(schema.view_origins), values)
    connection.execute(insert(schema.view_events), [_dates(*told) for told in _told(connection, _members())])


def _dates(
    id_: str, mentions: Sequence[SourcedMention], _prints: object, _origins: object
) -> dict[str, str | None]:
    """What events are looked up by. Mentions must be in the order in which they are composed."""
    when = compose_date(sorted(mentions, key=lambda m: m.key))
    return {
        "event": id_,
        "type": mentions[0].mention.type,
        "start": when.first.isoformat() if when else None,
        "end": when.last.isoformat() if when else None,
    }


# ---------------------------------------------------------------- reading it
def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]


def _members() -> Select[Any]:
    m, r, t, p = schema.mentions.c, schema.readings.c, schema.texts.c, schema.pages.c
    return (
        select(M_.event, m.n, m.mention, r.article, t.title, t.named, schema.view_origins.c.origin)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .join(schema.texts, r.text == t.id)
        .join(schema.pages, r.page == p.id)
        .outerjoin(schema.view_origins, schema.view_origins.c.page == p.id)
        .order_by(M_.event)
    )


def load(connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
    """The events with these identifiers, composed one by one."""
    for chunk in _chunks(ids):
        for told in _told(connection, _members().where(M_.event.in_(chunk))):
            yield composed(*told)


def _told(connection: Connection, query: Select[Any]) -> Iterator[Told]:
    result = connection.execute(query.execution_options(yield_per=1000))
    for event, rows in groupby(result, key=lambda row: row.event):
        told: list[SourcedMention] = []
        prints: dict[str, Fingerprint] = {}
        origins: dict[str, str] = {}
        for row in rows:
            named = json.loads(row.named)
            mention = mention_from_dict(json.loads(row.mention))
            sourced = reading.sourced(json.loads(row.article), row.n, row.title, mention)
            told.append(sourced)
            prints[sourced.page] = Fingerprint(
                sourced.page, b"", tuple(named["agencies"]), tuple(named["communiques"])
            )
            origins[sourced.page] = row.origin or sourced.page
        yield str(event), told, prints, origins


def wanted(
    connection: Connection,
    since: date | None = None,
    until: date | None = None,
    type_: str | None = None,
    rows: set[int] | None = None,
) -> list[str]:
    """Identifiers of the events of a type and a period, both bounds inclusive, that have one of the mentions
    ``rows``.
    """
    query = select(E_.event)
    if type_ is not None:
        query = query.where(E_.type == type_)
    if since is not None:
        query = query.where(E_.end >= since.isoformat())
    if until is not None:
        query = query.where(E_.start <= until.isoformat())
    found = list(connection.execute(query.order_by(E_.event)).scalars())
    if rows is None:
        return found
    having: set[str] = set()
    numbers = sorted(rows)
    for at in range(0, len(numbers), CHUNK):
        part = select(M_.event).where(M_.mention.in_(numbers[at : at + CHUNK]))
        having |= set(connection.execute(part).scalars())
    return [id_ for id_ in found if id_ in having]


def exists(connection: Connection, id_: str) -> bool:
    """Whether an event has this identifier now."""
    return connection.execute(select(E_.event).where(E_.event == id_)).first() is not None


def event_of(connection: Connection, key: str) -> str | None:
    """The event of a mention, by the mention's key; ``None`` where it was rejected or is not there."""
    page, _, n = key.rpartition("#")
    m, r, p = schema.mentions.c, schema.readings.c, schema.pages.c
    query = (
        select(M_.event)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .join(schema.pages, r.page == p.id)
        .where(p.identity == page, m.n == (int(n) if n.isdigit() else -1))
    )
    return connection.execute(query).scalar()


def like(connection: Connection, id_: str) -> list[str]:
    """Identifiers that begin or end as this one."""
    query = (
        select(E_.event).where(or_(E_.event.startswith(id_[:5]), E_.event.endswith(id_[-3:]))).limit(CHUNK)
    )
    return list(connection.execute(query).scalars())


def told_with(connection: Connection, id_: str) -> set[str]:
    """Identifiers of the events that the pages of one event tell, itself included."""
    m, r = schema.mentions.c, schema.readings.c
    pages = (
        select(r.page)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .where(M_.event == id_)
    )
    query = (
        select(M_.event)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .where(r.page.in_(pages))
    )
    return set(connection.execute(query).scalars())


def near_in_time(connection: Connection, event: Event, days: int) -> set[str]:
    """Identifiers of events of the same type that are undated or within so many days, of this one or its
    reports.
    """
    known = [day for m in event.mentions for day in (m.mention.start, m.mention.end, m.published) if day]
    query = select(E_.event).where(E_.type == event.type)
    if known:
        first = date.fromordinal(max(1, min(known).toordinal() - days)).isoformat()
        last = date.fromordinal(min(date.max.toordinal(), max(known).toordinal() + days)).isoformat()
        within = (E_.start <= last) & (E_.end >= first)
        query = query.where(or_(E_.start.is_(None), within))
    return set(connection.execute(query).scalars())
