"""Which mentions may be one event, kept beside the record: the blocks that mentions stand in, and their links.

All at once (:func:`make`), or for some pages again (:func:`shift`, then :func:`update`): a mention's pairs
depend on the blocks it stands in, on its page's origin, and on what its page and the other's tell in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from marsad.merge import block
from marsad.merge.block import Key, Member
from marsad.merge.cluster import OneOrigin, Scored, base_scores, undecided, with_company
from marsad.merge.profile import Profile, profile
from marsad.model import Event
from marsad.store import schema
from marsad.store.copies import origins_of
from marsad.store.gather import load_sourced
from marsad.store.rows import among, chunks, insert_all

B, L, V = schema.view_blocks.c, schema.view_links.c, schema.view_mentions.c
Blocks = dict[Key, list[Member]]


@dataclass(slots=True)
class Known:
    """Profiles by mention, and the page of each; what is missing is read when it is asked for."""

    connection: Connection
    profiles: dict[int, Profile] = field(default_factory=dict)
    page_of: dict[int, int] = field(default_factory=dict)

    def load(self, numbers: Iterable[int]) -> None:
        """Read the profiles that are not known yet."""
        missing = [n for n in set(numbers) if n not in self.profiles]
        for number, page, sourced in load_sourced(self.connection, missing):
            self.profiles[number] = profile(sourced, shown=False)
            self.page_of[number] = page

    def one_origin(self, numbers: Iterable[int]) -> OneOrigin:
        """Whether two pages of these mentions have one origin."""
        page_of = {self.profiles[n].page: self.page_of[n] for n in numbers}
        found = origins_of(self.connection, set(page_of.values()))
        origin = {identity: found[page] for identity, page in page_of.items() if page in found}
        return lambda a, b: a in origin and origin[a] == origin.get(b)


def _rows(blocks: Blocks) -> Iterator[dict[str, int]]:
    for key in sorted(blocks):
        for m in sorted(blocks[key], key=lambda m: m.mention):
            yield {"block": key, "mention": m.mention, "first": m.first, "last": m.last, "rank": m.rank}


# ---------------------------------------------------------------- all at once
def make(connection: Connection, known: Known) -> list[Scored]:
    """The links of all mentions, for an empty view; those that are kept are returned."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for n, p in known.profiles.items():
        by_type[p.type].append(n)
    one_origin = known.one_origin(known.profiles)
    base: list[Scored] = []
    for _, numbers in sorted(by_type.items()):  # one type after the other, to save memory
        blocks = block.by_block((n, known.profiles[n]) for n in numbers)
        insert_all(connection, schema.view_blocks, _rows(blocks))
        base += base_scores(block.candidates(blocks, block.whole_in(blocks)), known.profiles, one_origin)
    scored = with_company(base, known.profiles, one_origin)
    left = undecided(scored, known.profiles)
    _keep(connection, scored, left)
    return [s for s in scored if not _is_left(s, left)]


def _is_left(s: Scored, left: Collection[tuple[int, int]]) -> bool:
    return (s.a, s.b) in left or (s.b, s.a) in left


def _keep(connection: Connection, scored: Iterable[Scored], left: Collection[tuple[int, int]]) -> None:
    rows = ({"a": s.a, "b": s.b, "score": s.score, "kept": int(not _is_left(s, left))} for s in sorted(scored))
    insert_all(connection, schema.view_links, rows)


# ---------------------------------------------------------------- blocks that change
def shift(connection: Connection, gone: Mapping[int, Profile], come: Mapping[int, Profile]) -> set[int]:
    """Take mentions out of their blocks and put others in.

    Returns other mentions whose pairs this may change: in blocks that are cut, and without any date.
    """
    out, new = _blocks(gone), _blocks(come)
    if out:
        which = and_(B.block == bindparam("key"), B.mention == bindparam("number"))
        rows = [{"key": key, "number": m.mention} for key, members in out.items() for m in members]
        connection.execute(schema.view_blocks.delete().where(which), rows)
    touched = {*out, *new}
    rest = read_blocks(connection, touched)
    stirred: set[int] = set()
    for key in touched:
        before = rest.get(key, []) + out.get(key, [])
        after = rest.get(key, []) + new.get(key, [])
        if block.crowded(before) or block.crowded(after):
            stirred |= {n for pair in set(block.pairs(before)) ^ set(block.pairs(after)) for n in pair}
    undated = {block.actor_of(key) for key in touched}
    stirred |= {m.mention for members in read_blocks(connection, undated).values() for m in members}
    insert_all(connection, schema.view_blocks, _rows(new))
    return stirred - {*gone, *come}


def _blocks(profiles: Mapping[int, Profile]) -> Blocks:
    return block.by_block(profiles.items())


def _member(row: object) -> Member:
    return Member(row.first, row.last, row.rank, row.mention)  # type: ignore[attr-defined]


def read_blocks(connection: Connection, keys: Iterable[Key]) -> Blocks:
    """The members of blocks; those that are empty are not there."""
    out: Blocks = defaultdict(list)
    query = select(B.block, B.first, B.last, B.rank, B.mention)
    for row in among(connection, query, B.block, keys):
        out[row.block].append(_member(row))
    return dict(out)


def _whole(connection: Connection, key: Key) -> Iterator[Member]:
    """All members of a block's actor, but no more than matter."""
    first = block.actor_of(key)
    query = select(B.first, B.last, B.rank, B.mention).where(B.block >= first, B.block < first + block.MONTHS)
    seen: set[int] = set()
    for row in connection.execute(query.order_by(B.block, B.mention)):
        yield _member(row)
        seen.add(row.mention)
        if len(seen) > block.FEW:
            return


# ---------------------------------------------------------------- links of some pages
def update_links(connection: Connection, known: Known, dirty: Collection[int], out: Collection[int]) -> set[int]:
    """Compare all mentions of some pages again: ``dirty`` are those that are there, ``out`` those that went.

    Returns the mentions at the ends of links that may have come, gone or changed.
    """
    cut = _cut(connection, {*dirty, *out})
    pairs = _pairs(connection, known, dirty)
    known.load({n for pair in pairs for n in pair} | cut)
    one_origin = known.one_origin({n for pair in pairs for n in pair})
    scored = with_company(base_scores(pairs, known.profiles, one_origin), known.profiles, one_origin)
    ends = cut | {n for s in scored for n in (s.a, s.b)}
    undated = {n for n in ends if not known.profiles[n].dated}
    stored = _links_of(connection, undated)
    known.load(n for s in stored for n in (s.a, s.b))
    left = {(u, n) for u, n in undecided([*scored, *stored], known.profiles) if u in undated}
    _keep(connection, scored, left)
    return ends | set(dirty) | _decide(connection, stored, left)


def _cut(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Delete the links of mentions; the other ends."""
    ends: set[int] = set()
    for part in chunks(numbers):
        touching = or_(L.a.in_(part), L.b.in_(part))
        for row in connection.execute(select(L.a, L.b).where(touching)):
            ends |= {row.a, row.b}
        connection.execute(schema.view_links.delete().where(touching))
    return ends - set(numbers)


def _pairs(connection: Connection, known: Known, dirty: Collection[int]) -> list[tuple[int, int]]:
    """All pairs to compare that have one of ``dirty``."""
    keys = {key for n in dirty for key in block.members(known.profiles[n], n)}
    undated = {block.actor_of(key) for key in keys}
    found: set[tuple[int, int]] = set()
    for key, members in read_blocks(connection, keys | undated).items():
        found.update(block.pairs(members, dirty))
        if block.month_of(key) == 0:
            found.update(block.undated_pairs(members, _whole(connection, key), dirty))
    return sorted(found)


def _links_of(connection: Connection, numbers: Collection[int]) -> dict[Scored, bool]:
    """The stored links of mentions, and whether they are kept."""
    query = select(L.a, L.b, L.score, L.kept)
    rows = [*among(connection, query, L.a, numbers), *among(connection, query, L.b, numbers)]
    return {Scored(row.a, row.b, row.score): bool(row.kept) for row in rows}


def _decide(connection: Connection, stored: Mapping[Scored, bool], left: Collection[tuple[int, int]]) -> set[int]:
    """Keep or leave the stored links of undated mentions; the ends of those that changed."""
    ends: set[int] = set()
    for s, kept in stored.items():
        if kept == _is_left(s, left):
            ends |= {s.a, s.b}
            same = and_(L.a == s.a, L.b == s.b)
            connection.execute(update(schema.view_links).where(same).values(kept=int(not kept)))
    return ends


def kept_links(connection: Connection, numbers: Collection[int]) -> list[Scored]:
    """The links that are kept among mentions that have none with others."""
    query = select(L.a, L.b, L.score).where(L.kept == 1)
    return [Scored(row.a, row.b, row.score) for row in among(connection, query, L.a, numbers)]


def compared_with(connection: Connection, event: Event) -> set[str]:
    """Identifiers of the events whose mentions were compared with one event's, or nearly: all in its blocks."""
    e = schema.view_events.c
    keys = {key for m in event.mentions for key in block.members(profile(m), 0)}
    numbers = {m.mention for members in read_blocks(connection, keys).values() for m in members}
    query = select(e.event).join_from(schema.view_mentions, schema.view_events, V.event == e.number)
    return {row.event for row in among(connection, query, V.mention, numbers)}
