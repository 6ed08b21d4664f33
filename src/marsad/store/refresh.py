"""Makes the merged view, and brings it up to date when pages or judgements came.

1. what changed: the pages read or judged since (all of them, where there is no view);
2. their mentions (:mod:`marsad.store.gather`), the copies among the pages (:mod:`marsad.store.copies`) and the
   links between mentions (:mod:`marsad.store.links`);
3. the region that this may regroup: all mentions linked or judged with them, directly or not;
4. the events of that region, their identifiers, and what people decided of them;
5. composed events, and by what they are found (:mod:`marsad.store.bits`).

What lies outside the region stays as it is, so that the view is always what making it from nothing gives:
tests/store/test_refresh.py holds that, and ``marsad check`` verifies it. Everything here runs in one transaction
of a caller that holds the write lock, so that what is named here is what others see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from marsad.merge.cluster import Pair, Scored, regroup
from marsad.merge.identify import Ledger, Named, name_events, new_id
from marsad.store import additions, bits, copies, judging, links, reading, schema, view, writing
from marsad.store.additions import Missed
from marsad.store.gather import Gathered, gather, identities, keep_added
from marsad.store.links import Known
from marsad.store.reading import Anchors, Judgement, State, Subject
from marsad.store.rows import among, delete_among, insert_all, uncollected

V, E = schema.view_mentions.c, schema.view_events.c
MOST = 4  # where more than one page in so many changed, all is made anew
SALTS = 4  # identifiers that a new event may get, one after the other


def refresh(connection: Connection, anew: bool = False) -> State:
    """Bring the view up to date, ``anew``: from nothing. Returns what it was made of."""
    state, kept = reading.state(connection), view.kept_state(connection)
    if kept == state and not anew:
        return state
    pages = None if anew or kept is None or kept[2] != state[2] else _changed(connection, kept)
    return _make(connection, state, pages, Known(connection))


def remember(connection: Connection, pages: Collection[int]) -> Known:
    """What the view, which must be up to date, has of pages: for :func:`forgotten`, once their words are gone."""
    found = Known(connection)
    found.load(row.mention for row in among(connection, select(V.mention), V.page, pages))
    return found


def forgotten(connection: Connection, pages: set[int], was: Known) -> State:
    """Bring the view up to date after something of ``pages`` was destroyed; ``was``: what :func:`remember` gave."""
    return _make(connection, reading.state(connection), pages, was)


def _make(connection: Connection, state: State, pages: set[int] | None, was: Known) -> State:
    """Make what ``pages`` touch again, or all; ``was``: mentions of theirs that cannot be read any more."""
    whole = connection.execute(select(func.count()).select_from(schema.pages)).scalar() or 0
    if pages is None or len(pages) * MOST > max(whole, 100):
        drop(connection)
        with uncollected():
            _Refresh(connection, None, was).run()
    else:
        _Refresh(connection, pages, was).run()
    connection.execute(delete(schema.view_state))
    row = {"id": 1, "reading": state[0], "judgement": state[1], "tombstone": state[2], "program": view.program()}
    connection.execute(insert(schema.view_state).values(row))
    return state


def drop(connection: Connection) -> None:
    """Forget the view; the next question makes it again."""
    for table in schema.VIEW:
        connection.execute(delete(table))


def _changed(connection: Connection, kept: State) -> set[int]:
    """The pages that were read or judged since."""
    r, p, j, at = schema.readings.c, schema.pages.c, schema.judgements.c, schema.judged_pages.c
    read = set(connection.execute(select(r.page).where(r.id > kept[0])).scalars())
    judged = (
        select(p.id)
        .join_from(schema.judgements, schema.judged_pages, at.judgement == j.id)
        .join(schema.pages, at.page == p.identity)
    )
    return read | set(connection.execute(judged.where(j.act > kept[1])).scalars())


@dataclass(slots=True)
class _Region:
    """What is grouped again: mentions, the links that are kept among them, and how they stood in the view.

    ``rows``: mention → its row in the view, as it was; ``events``: number → identifier, of the events there.
    ``told`` has the anchors of all judged pages.
    """

    mentions: set[int]
    kept: list[Scored]
    told: Gathered
    standing: Mapping[Subject, Judgement]
    rows: Mapping[int, Row[Any]] = field(default_factory=dict)
    events: Mapping[int, str] = field(default_factory=dict)


class _Refresh:
    """One run. ``pages``: those that changed, ``None`` for all; ``was``: mentions that cannot be read any more."""

    def __init__(self, connection: Connection, pages: set[int] | None, was: Known) -> None:
        self._connection = connection
        self._all = pages is None
        self._pages = set(connection.execute(select(schema.pages.c.id)).scalars()) if pages is None else pages
        self._known = Known(connection)
        self._was = was
        self._dirty: set[int] = set()  # all mentions of the pages that are looked at again
        self._out: set[int] = set()  # mentions that are there no more

    def run(self) -> None:
        """Do all of it."""
        standing = self._standing(self._pages)
        told = self._gather(self._pages, standing)
        rejected = _rejected(standing, told)
        for n in rejected:
            del told.profiles[n]
        self._known.profiles, self._known.page_of = told.profiles, told.page_of
        self._dirty = set(told.profiles)
        if self._all:
            keep_added(self._connection, self._pages, told.placed)
            copies.update_copies(self._connection, told.texts)
            region = _Region(self._dirty, links.make(self._connection, self._known), told, standing)
        else:
            region = self._region(told, self._update(told))
        self._settle(region)

    def _standing(self, pages: Collection[int]) -> dict[Subject, Judgement]:
        """The judgements that stand on pages."""
        if self._all:
            return reading.standing(reading.judgements(self._connection))
        names = identities(self._connection, pages).values()
        return reading.standing(reading.judgements_on(self._connection, names))

    def _gather(self, pages: Collection[int], standing: Mapping[Subject, Judgement]) -> Gathered:
        missed: dict[str, list[Missed]] = defaultdict(list)
        for one in additions.missed_events(standing):
            missed[one.page].append(one)
        return gather(self._connection, sorted(pages), reading.pages_of(standing), missed)

    def _rows(self, column: Any, values: Iterable[int]) -> dict[int, Row[Any]]:
        """Rows of the view by mention."""
        query = select(V.mention, V.page, V.event, V.part)
        return {row.mention: row for row in among(self._connection, query, column, values)}

    # ------------------------------------------------------------ what changed
    def _update(self, told: Gathered) -> set[int]:
        """Bring copies and links up to date; the mentions at the ends of links that may have changed."""
        old = self._rows(V.page, self._pages)
        self._out = {n for n in old if n not in self._dirty}
        left = [n for n in old if n not in self._dirty or n < 0]  # additions may stand elsewhere now
        gone = Known(self._connection, {n: self._was.profiles[n] for n in left if n in self._was.profiles})
        gone.load(left)
        keep_added(self._connection, self._pages, told.placed)
        shifted = copies.update_copies(self._connection, told.texts)
        come = {n: self._known.profiles[n] for n in self._dirty if n not in old or n < 0}
        moved = links.shift(self._connection, gone.profiles, come)
        shifted |= {row.page for row in self._rows(V.mention, moved).values()} - self._pages
        again = self._rows(V.page, shifted)
        self._known.load(again)
        self._dirty |= set(again)
        return links.update_links(self._connection, self._known, self._dirty, self._out)

    # ------------------------------------------------------------ what is grouped again
    def _region(self, told: Gathered, stirred: set[int]) -> _Region:
        """All that is linked or judged with what changed."""
        parts = {row.part for row in self._rows(V.mention, stirred | self._out).values()}
        voted = among(self._connection, select(E.number), E.event, set(told.voted.values()))
        held = select(V.part).distinct()
        parts |= {row.part for row in among(self._connection, held, V.event, [row.number for row in voted])}
        rows: dict[int, Row[Any]] = {}
        pages = set(self._pages)
        while True:
            rows |= self._rows(V.part, parts)
            pages |= {row.page for row in rows.values()}
            partners = self._partners(pages) - pages
            if not partners:
                break
            pages |= partners
            parts = {row.part for row in self._rows(V.page, partners).values()}
        mentions = (set(rows) | self._dirty) - self._out
        standing = self._standing(pages)
        self._anchors(told, reading.pages_of(standing), standing)
        self._known.load(mentions)
        kept = links.kept_links(self._connection, mentions)
        names = among(self._connection, select(E.number, E.event), E.number, {row.event for row in rows.values()})
        return _Region(mentions, kept, told, standing, rows, {row.number: row.event for row in names})

    def _partners(self, pages: Collection[int]) -> set[int]:
        """The pages that were ever judged to tell one event with one of these."""
        j, at, p = schema.judgements.c, schema.judged_pages.c, schema.pages.c
        if not reading.state(self._connection)[1]:
            return set()
        query = select(at.judgement).join_from(schema.judged_pages, schema.judgements, at.judgement == j.id)
        names = identities(self._connection, pages).values()
        found = {row.judgement for row in among(self._connection, query.where(j.verdict == "same"), at.page, names)}
        others = select(p.id).join_from(schema.judged_pages, schema.pages, at.page == p.identity)
        return {row.id for row in among(self._connection, others, at.judgement, found)}

    def _anchors(self, told: Gathered, names: Collection[str], standing: Mapping[Subject, Judgement]) -> None:
        """Add the anchors of judged pages that did not change."""
        p = schema.pages.c
        pages = {row.id for row in among(self._connection, select(p.id), p.identity, names)} - self._pages
        beside = self._gather(pages, standing)
        told.anchors |= beside.anchors
        told.numbers |= beside.numbers
        told.page_of |= beside.page_of

    # ------------------------------------------------------------ events
    def _settle(self, region: _Region) -> None:
        """Group the region, name its events, and keep what changed."""
        known = self._known.profiles
        profiles = known if len(known) == len(region.mentions) else {n: known[n] for n in sorted(region.mentions)}
        anchors = Anchors(region.told.anchors)
        found = regroup(profiles, region.kept, *_judged(region.standing, anchors))
        numbers = self._name(region, [tuple(profiles[n].key for n in group) for group in found.groups], found.groups)
        self._keep(region, found.groups, found.parts, numbers)
        of = {n: number for number, group in zip(numbers, found.groups, strict=True) for n in group}
        changed = self._claim(region, of)
        old: dict[int, set[int]] = defaultdict(set)
        for n, row in region.rows.items():
            old[row.event].add(n)
        for number, group in zip(numbers, found.groups, strict=True):
            if old.pop(number, None) != set(group) or not self._dirty.isdisjoint(group):
                changed.add(number)
        bits.update(self._connection, set(old), None if self._all else changed - set(old))

    def _name(
        self, region: _Region, keys: list[tuple[str, ...]], groups: list[tuple[int, ...]]
    ) -> list[int]:
        """Identifiers of the groups, remembered; the events' numbers in step with them."""
        profiles = self._known.profiles
        now = {n: region.events[row.event] for n, row in region.rows.items() if row.event in region.events}
        voted = now | region.told.voted
        of = {profiles[n].key: voted[n] for n in region.mentions if n in voted}
        wanted = set(of.values())
        wanted |= {new_id(key) for own in keys if not wanted.intersection(map(of.get, own)) for key in own}
        wanted |= {new_id(own[0], salt) for own in keys for salt in range(SALTS)}
        age, live = writing.known_identifiers(self._connection, None if self._all else wanted)
        mine = live if self._all else set(region.events.values())
        named = name_events(keys, Ledger(of, age, live - mine))
        gone = mine - set(named.ids) - set(named.moved)
        named = Named(named.ids, {**named.moved, **dict.fromkeys(gone, ())})
        moved = {
            n: id_ for id_, group in zip(named.ids, groups, strict=True) for n in group if now.get(n) != id_
        }
        places = region.told.places
        if missing := {n for n in moved if n not in places}:
            pages = {self._known.page_of[n] for n in missing}
            places = places | self._gather(pages, self._standing(pages)).places
        page_of = self._known.page_of
        writing.write_ledger(self._connection, {(page_of[n], places[n]): id_ for n, id_ in moved.items()})
        return writing.write_identifiers(self._connection, named)

    def _keep(
        self, region: _Region, groups: list[tuple[int, ...]], parts: list[int], numbers: list[int]
    ) -> None:
        """Write which mention belongs to which event."""
        delete_among(self._connection, V.mention, {*region.rows, *self._out})
        page_of = self._known.page_of
        told = sorted(
            (n, page_of[n], number, part)
            for group, part, number in zip(groups, parts, numbers, strict=True)
            for n in group
        )
        names = ("mention", "page", "event", "part")
        insert_all(self._connection, schema.view_mentions, (dict(zip(names, row, strict=True)) for row in told))

    def _claim(self, region: _Region, of: dict[int, int]) -> set[int]:
        """Write which decisions stand on which events; the numbers of the events for which this changed.

        ``of``: mention → event's number, of the region.
        """
        c = schema.view_claims.c
        names = reading.pages_of(region.standing)
        rows = list(reading.judgements_beside(self._connection, None if self._all else names))
        acts = {row.act for row in rows if not names.isdisjoint(row.pages)}
        standing = {s: row for s, row in reading.standing(rows).items() if row.act in acts}
        beside = reading.pages_of(standing) - names
        self._anchors(region.told, beside, standing)
        told = region.told
        outside = [n for n in told.numbers.values() if n not in of]
        number_of = of | {n: row.event for n, row in self._rows(V.mention, outside).items()}
        numbers = {key: number_of[n] for key, n in told.numbers.items() if n in number_of}
        new = judging.signed_of(standing, Anchors(told.anchors), numbers)
        mine = [row.id for row in rows if row.act in acts]
        query = select(c.judgement, c.event)
        old: dict[int, int] = {row.judgement: row.event for row in among(self._connection, query, c.judgement, mine)}
        delete_among(self._connection, c.judgement, mine)
        insert_all(
            self._connection, schema.view_claims, ({"judgement": n, "event": event} for n, event in new.items())
        )
        changed = [n for n in {*old, *new} if old.get(n) != new.get(n)]
        return {event for n in changed for event in (old.get(n), new.get(n)) if event is not None}


def _rejected(standing: Mapping[Subject, Judgement], told: Gathered) -> set[int]:
    anchors = Anchors(told.anchors)
    keys = (
        anchors.key(anchored[0])
        for (anchored, named), row in standing.items()
        if not named and row.verdict == "reject"
    )
    return {told.numbers[key] for key in keys if key is not None}


def _judged(standing: Mapping[Subject, Judgement], anchors: Anchors) -> tuple[list[Pair], list[Pair]]:
    """Pairs of keys that people hold to be one event, and that they hold apart."""
    pairs: dict[str, list[Pair]] = {"same": [], "apart": []}
    for (anchored, named), row in standing.items():
        if not named and row.verdict in pairs:
            a, b = (anchors.key(anchor) for anchor in anchored)
            if a is not None and b is not None:  # else the newest reading no longer tells it
                pairs[row.verdict].append((a, b))
    return pairs["same"], pairs["apart"]
