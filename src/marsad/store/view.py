"""The merged view: made of mentions, judgements and the ledger, kept in the ``view_`` tables, read by event.

It is made again only when readings, judgements or tombstones were added, or the program compares
differently. What people decided enters here: pairs that are one or apart, mentions rejected or added, and
signed claims that :mod:`marsad.merge.signed` lays over the composed event.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import merge as in_step
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, String, cast, delete, insert, literal, or_, select, union_all

from marsad.codec import mention_from_dict, mention_to_dict
from marsad.merge import Grouped, Judged, Ledger, composed, group
from marsad.merge.cluster import MARGIN
from marsad.merge.compare import FEATURES, THRESHOLD
from marsad.merge.compose import compose_date
from marsad.merge.identify import Named
from marsad.merge.origins import CONTAINED, Fingerprint
from marsad.merge.profile import Profile, profile
from marsad.merge.signed import Signed
from marsad.model import Event, SourcedMention
from marsad.store import additions, judging, reading, schema, writing
from marsad.store.additions import Placed
from marsad.store.reading import Anchors, Judgement, State, Subject

RULES = 2  # raise it when merging changes in a way that weights do not show
CHUNK = 500  # events read with one question
E_, M_, A_ = schema.view_events.c, schema.view_members.c, schema.view_added.c


class Told(NamedTuple):
    """All that an event is composed from: see :func:`marsad.merge.composed`."""

    id: str
    mentions: list[SourcedMention]
    prints: dict[str, Fingerprint]
    origins: dict[str, str]
    signed: Sequence[Signed]


def program() -> str:
    """What merging depends on beside the record."""
    weights = [(feature.name, sorted(feature.weights.items())) for feature in FEATURES]
    return hashlib.sha256(repr((RULES, weights, THRESHOLD, MARGIN, CONTAINED)).encode()).hexdigest()[:16]


def kept_state(connection: Connection) -> State | None:
    """What the kept view was made of; ``None`` where there is none or another program made it."""
    v = schema.view_state.c
    row = connection.execute(select(v.reading, v.judgement, v.tombstone, v.program)).one_or_none()
    return (row.reading, row.judgement, row.tombstone) if row and row.program == program() else None


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
    standing = reading.standing(reading.judgements(connection))
    added = list(additions.place_all(connection, additions.missed_events(standing)))
    keys |= {one.anchor: one.sourced.key for one in added}
    profiles += [profile(one.sourced) for one in added]
    anchors = Anchors(keys)
    judged = _judged(standing, anchors)
    rejected = set(judged.rejected)
    profiles = sorted((p for p in profiles if p.key not in rejected), key=lambda p: p.key)
    of, age = _ledger(connection, anchors, keys)
    prints = reading.fingerprints(connection, {one.sourced.page for one in added})
    found = group(profiles, prints, judged, Ledger(of, age))
    _name(connection, found, {key: anchored for anchored, key in keys.items()}, age)
    drop(connection)
    event_of = {key: id_ for id_, own in zip(found.named.ids, found.groups, strict=True) for key in own}
    claims = judging.signed_of(standing, anchors, event_of)
    _keep(connection, found.origins, {rows[key]: id_ for key, id_ in event_of.items() if key in rows})
    _keep_judged(connection, [one for one in added if one.sourced.key in event_of], claims, event_of)
    if event_of:
        connection.execute(insert(schema.view_events), [_dates(told) for told in _told(connection)])
    row = {"id": 1, "reading": state[0], "judgement": state[1], "tombstone": state[2], "program": program()}
    connection.execute(insert(schema.view_state).values(row))
    return state


def drop(connection: Connection) -> None:
    """Forget the view; the next question makes it again."""
    for table in schema.VIEW:
        connection.execute(delete(table))


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


def _judged(standing: Mapping[Subject, Judgement], anchors: Anchors) -> Judged:
    same, apart, rejected = [], [], []
    for (anchored, field), row in standing.items():
        if field:
            continue
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


def _keep(connection: Connection, origins: Mapping[str, str], members: Mapping[int, str]) -> None:
    """``members``: mention's row → event; ``origins``: page → origin of its text."""
    if members:
        values = [{"mention": row, "event": id_} for row, id_ in members.items()]
        connection.execute(insert(schema.view_members), values)
    shared = {page: origin for page, origin in origins.items() if page != origin}
    if shared:
        ids = _page_ids(connection, sorted(shared))
        rows = [{"page": ids[page], "origin": origin} for page, origin in shared.items()]
        connection.execute(insert(schema.view_origins), rows)


def _keep_judged(
    connection: Connection, added: Sequence[Placed], claims: Mapping[int, str], event_of: Mapping[str, str]
) -> None:
    """``claims``: judgement → event; ``event_of``: mention key → event."""
    if added:
        ids = _page_ids(connection, sorted({one.sourced.page for one in added}))
        rows = [
            {
                "act": one.act,
                "page": ids[one.sourced.page],
                "event": event_of[one.sourced.key],
                "mention": writing.dump(mention_to_dict(one.sourced.mention)),
            }
            for one in added
        ]
        connection.execute(insert(schema.view_added), rows)
    if claims:
        signed = [{"judgement": id_, "event": event} for id_, event in claims.items()]
        connection.execute(insert(schema.view_claims), signed)


def _page_ids(connection: Connection, identities: Sequence[str]) -> dict[str, int]:
    pages = schema.pages.c
    return {
        row.identity: row.id
        for chunk in _chunks(identities)
        for row in connection.execute(select(pages.id, pages.identity).where(pages.identity.in_(chunk)))
    }


def _dates(told: Told) -> dict[str, str | None]:
    """What events are looked up by."""
    if told.signed:
        event = composed(*told)
        first, last, type_ = event.start, event.end, event.type
    else:
        when = compose_date(sorted(told.mentions, key=lambda m: m.key))
        first, last = (when.first, when.last) if when else (None, None)
        type_ = told.mentions[0].mention.type
    return {
        "event": told.id,
        "type": type_,
        "start": first.isoformat() if first else None,
        "end": last.isoformat() if last else None,
    }


# ---------------------------------------------------------------- reading it
def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]


class _Row(NamedTuple):
    event: str
    sourced: SourcedMention
    prints: Fingerprint
    origin: str


def _members(connection: Connection, ids: Sequence[str] | None) -> Iterator[_Row]:
    """The mentions of events, in the order of the events' identifiers."""
    m, r, t, p = schema.mentions.c, schema.readings.c, schema.texts.c, schema.pages.c
    query = (
        select(M_.event, m.n, m.mention, r.article, t.title, t.named, schema.view_origins.c.origin)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .join(schema.texts, r.text == t.id)
        .join(schema.pages, r.page == p.id)
        .outerjoin(schema.view_origins, schema.view_origins.c.page == p.id)
        .order_by(M_.event)
    )
    yield from _rows(connection, query if ids is None else query.where(M_.event.in_(ids)))


def _added(connection: Connection, ids: Sequence[str] | None) -> Iterator[_Row]:
    """The same for the events that people added."""
    any_ = select(A_.act).limit(1) if ids is None else select(A_.act).where(A_.event.in_(ids)).limit(1)
    if connection.execute(any_).first() is None:
        return  # as nearly always; the newest readings need not be looked for
    r, t = schema.readings.c, schema.texts.c
    query = (
        select(
            A_.event,
            (literal("j") + cast(A_.act, String)).label("n"),
            A_.mention,
            r.article,
            t.title,
            t.named,
            schema.view_origins.c.origin,
        )
        .join_from(schema.view_added, schema.readings, A_.page == r.page)
        .join(schema.texts, r.text == t.id)
        .outerjoin(schema.view_origins, schema.view_origins.c.page == A_.page)
        .where(r.id.in_(reading.newest()))
        .order_by(A_.event)
    )
    yield from _rows(connection, query if ids is None else query.where(A_.event.in_(ids)))


def _rows(connection: Connection, query: Select[Any]) -> Iterator[_Row]:
    for row in connection.execute(query.execution_options(yield_per=1000)):
        named = json.loads(row.named)
        mention = mention_from_dict(json.loads(row.mention))
        sourced = reading.sourced(json.loads(row.article), row.n, row.title, mention)
        prints = Fingerprint(sourced.page, b"", tuple(named["agencies"]), tuple(named["communiques"]))
        yield _Row(str(row.event), sourced, prints, row.origin or sourced.page)


def _signed(connection: Connection, ids: Sequence[str] | None) -> dict[str, list[Signed]]:
    """What people decided on events, by event."""
    c = schema.view_claims.c
    query = select(c.judgement, c.event)
    rows = connection.execute(query if ids is None else query.where(c.event.in_(ids))).all()
    if not rows:
        return {}
    known = reading.judgements(connection, [row.judgement for row in rows])
    decided = {row.id: judging.signed(row) for row in known}
    out: dict[str, list[Signed]] = defaultdict(list)
    for row in rows:
        out[row.event].append(decided[row.judgement])
    return out


def load(connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
    """The events with these identifiers, composed one by one."""
    for chunk in _chunks(ids):
        for told in _told(connection, chunk):
            yield composed(*told)


def _told(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Told]:
    """What each event (of all, or of these) is composed from, by identifier."""
    signed = _signed(connection, ids)
    rows = in_step(_members(connection, ids), _added(connection, ids), key=lambda row: row.event)
    for event, group_ in groupby(rows, key=lambda row: row.event):
        own = list(group_)
        yield Told(
            event,
            [row.sourced for row in own],
            {row.sourced.page: row.prints for row in own},
            {row.sourced.page: row.origin for row in own},
            signed.get(event, ()),
        )


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
    for at in range(0, len(numbers := sorted(rows)), CHUNK):
        chunk = numbers[at : at + CHUNK]
        having |= set(connection.execute(select(M_.event).where(M_.mention.in_(chunk))).scalars())
        acts = [-number for number in chunk if number < 0]  # what people added is indexed below nought
        having |= set(connection.execute(select(A_.event).where(A_.act.in_(acts))).scalars())
    return [id_ for id_ in found if id_ in having]


def exists(connection: Connection, id_: str) -> bool:
    """Whether an event has this identifier now."""
    return connection.execute(select(E_.event).where(E_.event == id_)).first() is not None


def event_of(connection: Connection, key: str) -> str | None:
    """The event of a mention, by the mention's key; ``None`` where it was rejected or is not there."""
    page, _, n = key.rpartition("#")
    m, r, p = schema.mentions.c, schema.readings.c, schema.pages.c
    if n.startswith("j") and n[1:].isdigit():
        added = select(A_.event).join_from(schema.view_added, schema.pages, A_.page == p.id)
        return connection.execute(added.where(p.identity == page, A_.act == int(n[1:]))).scalar()
    query = (
        select(M_.event)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .join(schema.pages, r.page == p.id)
        .where(p.identity == page, m.n == (int(n) if n.isdigit() else -1))
    )
    return connection.execute(query).scalar()


def events_of_keys(connection: Connection) -> dict[str, str]:
    """Mention key → event, of all mentions."""
    m, r, p = schema.mentions.c, schema.readings.c, schema.pages.c
    members = (
        select(p.identity, m.n, M_.event)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
        .join(schema.pages, r.page == p.id)
    )
    added = select(p.identity, A_.act, A_.event).join_from(schema.view_added, schema.pages, A_.page == p.id)
    out = {f"{row.identity}#{row.n}": row.event for row in connection.execute(members)}
    return out | {f"{row.identity}#j{row.act}": row.event for row in connection.execute(added)}


def known_anchors(connection: Connection) -> Anchors:
    """The anchors of all mentions that count now."""
    keys: dict[str, str] = {}
    for page in _by_page(reading.stored_mentions(connection)):
        keys |= writing.anchors_of(stored.sourced for stored in page)
    missed = additions.missed_events(reading.standing(reading.judgements(connection)))
    return Anchors(keys | {one.anchor: one.sourced.key for one in additions.place_all(connection, missed)})


def also_known_as(connection: Connection, id_: str) -> set[str]:
    """An identifier and those that it points on to; empty where no event ever had it."""
    i = schema.identifiers.c
    if not exists(connection, id_) and not connection.execute(select(i.event).where(i.event == id_)).first():
        return set()
    moved = reading.moved(connection)
    found: set[str] = set()
    ahead = [id_]
    while ahead:
        at = ahead.pop()
        if at not in found:
            found.add(at)
            ahead.extend(moved.get(at, ()))
    return found


def once_of(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The anchors of all mentions that the ledger knows of events."""
    ledger = schema.ledger.c
    return set(connection.execute(select(ledger.anchor).where(ledger.event.in_(list(ids)))).scalars())


def like(connection: Connection, id_: str) -> list[str]:
    """Identifiers that begin or end as this one."""
    query = (
        select(E_.event).where(or_(E_.event.startswith(id_[:5]), E_.event.endswith(id_[-3:]))).limit(CHUNK)
    )
    return list(connection.execute(query).scalars())


def told_with(connection: Connection, id_: str) -> set[str]:
    """Identifiers of the events that the pages of one event tell, itself included."""
    m, r = schema.mentions.c, schema.readings.c
    members = (
        select(M_.event, r.page)
        .join_from(schema.view_members, schema.mentions, M_.mention == m.id)
        .join(schema.readings, m.reading == r.id)
    )
    told = union_all(members, select(A_.event, A_.page)).subquery()
    pages = select(told.c.page).where(told.c.event == id_)
    return set(connection.execute(select(told.c.event).where(told.c.page.in_(pages))).scalars())


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
