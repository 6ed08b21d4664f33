"""Which pages have one text, kept beside the record: the sampled shingles of each page, the pairs that are copies,
and the origin of each page's text.

What is decided here is what :func:`marsad.merge.origins.page_origins` decides of all pages at once. Where pages
come, change or go, only the shingles that they have are looked at again.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from sqlalchemy import Connection, and_, bindparam, or_, select

from marsad.merge.origins import one_text, rank, sample, text_groups, tried
from marsad.store import schema
from marsad.store.rows import among, chunks, delete_among, insert_all

Pair = tuple[int, int]
PART = 50_000  # pages whose shingles are sorted together, to bound memory
S, C, P = schema.view_shingles.c, schema.view_copies.c, schema.view_origins.c


class _Texts:
    """Shingles by the number of a text, read when they are asked for."""

    def __init__(self, connection: Connection, text_of: Mapping[int, int]) -> None:
        self._connection = connection
        self._text_of = text_of
        self.shingles: Callable[[int], frozenset[int]] = lru_cache(maxsize=8192)(self._shingles)

    def _shingles(self, page: int) -> frozenset[int]:
        return frozenset(numbers(self._connection, [self._text_of[page]])[self._text_of[page]])

    def one(self, pair: Pair) -> bool:
        """Whether two pages have one text."""
        return one_text(self.shingles(pair[0]), self.shingles(pair[1]))


def numbers(connection: Connection, texts: Iterable[int]) -> dict[int, array[int]]:
    """Shingles of texts, the smallest first."""
    t = schema.texts.c
    out: dict[int, array[int]] = {}
    for row in among(connection, select(t.id, t.shingles), t.id, set(texts)):
        out[row.id] = array("I")
        out[row.id].frombytes(row.shingles)
    return out


def origins_of(connection: Connection, pages: Iterable[int]) -> dict[int, int]:
    """Page → the page that stands for all copies of its text; pages that tell nothing are not there."""
    return {row.page: row.origin for row in among(connection, select(P.page, P.origin), P.page, pages)}


def update_copies(connection: Connection, now: Mapping[int, int | None]) -> set[int]:
    """Bring copies up to date; ``now``: page → the number of its text, ``None`` where it tells nothing any more.

    Returns the pages, beside these, that have an origin in common with other pages than before.
    """
    before = {row.page: row.text for row in among(connection, select(P.page, P.text), P.page, now)}
    gone = {page: text for page, text in before.items() if now[page] != text}
    fresh = {page: text for page, text in now.items() if text is not None and before.get(page) != text}
    if not gone and not fresh:
        return set()
    if not before and connection.execute(select(P.page).limit(1)).first() is None:
        _make(connection, fresh)
        return set()
    gained, lost = _shift(connection, gone, fresh)
    ends = _edges(connection, gone, fresh, gained, lost)
    return _regroup(connection, gone, fresh, ends)


# ---------------------------------------------------------------- all at once
def _make(connection: Connection, fresh: Mapping[int, int]) -> None:
    """The same for an empty view: shingles are sorted part by part, and no list is looked up."""
    identity = _identities(connection, fresh)
    order = sorted(fresh, key=lambda page: rank(identity[page]))
    parts = 1 + len(order) // PART
    buckets = [array("Q") for _ in range(parts)]
    for at in range(0, len(order), 1000):
        found = numbers(connection, [fresh[page] for page in order[at : at + 1000]])
        for n, page in enumerate(order[at : at + 1000], at):
            for number in sample(found[fresh[page]]):
                buckets[(number >> 8) % parts].append(number << 32 | n)
    pairs: set[Pair] = set()
    for bucket in buckets:
        packed = sorted(bucket)
        rows = ({"shingle": one >> 32, "page": order[one & 0xFFFFFFFF]} for one in packed)
        insert_all(connection, schema.view_shingles, rows)
        for _, group in groupby(packed, key=lambda one: one >> 32):
            pairs.update(tried([one & 0xFFFFFFFF for one in group]))
    texts = _Texts(connection, fresh)
    edges = [(n, m) for n, m in sorted(pairs) if texts.one((order[n], order[m]))]
    copies = sorted(_ordered(order[n], order[m]) for n, m in edges)
    insert_all(connection, schema.view_copies, ({"a": a, "b": b} for a, b in copies))
    insert_all(connection, schema.view_origins, _rows(fresh, _origins(identity, copies, texts)))


def _origins(identity: Mapping[int, str], copies: Iterable[Pair], texts: _Texts) -> dict[int, int]:
    """Page → the page that stands for all copies of its text."""
    pages = sorted(identity, key=identity.__getitem__)
    place = {page: n for n, page in enumerate(pages)}
    pairs = [(place[a], place[b]) for a, b in copies]
    groups = text_groups(len(pages), pairs, lambda n: texts.shingles(pages[n]))
    return {pages[n]: pages[group[0]] for group in groups for n in group}


def _rows(text: Mapping[int, int], origin: Mapping[int, int]) -> Iterator[dict[str, int]]:
    return ({"page": page, "text": text[page], "origin": origin[page]} for page in sorted(origin))


def _ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _identities(connection: Connection, pages: Iterable[int]) -> dict[int, str]:
    p = schema.pages.c
    return {row.id: row.identity for row in among(connection, select(p.id, p.identity), p.id, pages)}


# ---------------------------------------------------------------- a part of them
def _shift(connection: Connection, gone: Mapping[int, int], fresh: Mapping[int, int]) -> tuple[set[Pair], set[Pair]]:
    """Take shingles out and in; the pairs that are tried now and were not, and those that are not any more."""
    found = numbers(connection, {*gone.values(), *fresh.values()})
    out: dict[int, set[int]] = defaultdict(set)
    come: dict[int, set[int]] = defaultdict(set)
    for page, text in gone.items():
        for number in sample(found[text]):
            out[number].add(page)
    for page, text in fresh.items():
        for number in sample(found[text]):
            come[number].add(page)
    touched = sorted({*out, *come})
    held = _lists(connection, touched)
    after = {
        number: (held.get(number, set()) - out.get(number, set())) | come.get(number, set()) for number in touched
    }
    order = _order(connection, [*held.values(), *after.values()])
    gained: set[Pair] = set()
    lost: set[Pair] = set()
    for number in touched:
        old, new = _tried(held.get(number, set()), order), _tried(after[number], order)
        gained |= {pair for pair in new if pair not in old or not fresh.keys().isdisjoint(pair)}
        lost |= old - new
    if out:
        which = and_(S.shingle == bindparam("number"), S.page == bindparam("of"))
        gone_rows = [{"number": number, "of": page} for number, pages in out.items() for page in sorted(pages)]
        connection.execute(schema.view_shingles.delete().where(which), gone_rows)
    rows = ({"shingle": number, "page": page} for number in sorted(come) for page in sorted(come[number]))
    insert_all(connection, schema.view_shingles, rows)
    return gained, lost - gained


def _lists(connection: Connection, shingles: Iterable[int]) -> dict[int, set[int]]:
    """The pages of each shingle."""
    out: dict[int, set[int]] = defaultdict(set)
    for row in among(connection, select(S.shingle, S.page), S.shingle, shingles):
        out[row.shingle].add(row.page)
    return out


def _order(connection: Connection, lists: Iterable[Collection[int]]) -> dict[int, tuple[int, str]]:
    """The rank of the pages that share a shingle with many."""
    pages = {page for pages in lists if len(pages) > 2 for page in pages}
    return {page: rank(identity) for page, identity in _identities(connection, pages).items()}


def _tried(pages: Collection[int], order: Mapping[int, tuple[int, str]]) -> set[Pair]:
    ranked = sorted(pages, key=order.__getitem__) if len(pages) > 2 else sorted(pages)
    return {_ordered(a, b) for a, b in tried(ranked)}


def _edges(
    connection: Connection,
    gone: Mapping[int, int],
    fresh: Mapping[int, int],
    gained: set[Pair],
    lost: set[Pair],
) -> set[int]:
    """Take copies out and in; the pages at the ends of those that changed."""
    ends: set[int] = set()
    for part in chunks(gone):
        touching = or_(C.a.in_(part), C.b.in_(part))
        for row in connection.execute(select(C.a, C.b).where(touching)):
            ends |= {row.a, row.b}
        connection.execute(schema.view_copies.delete().where(touching))
    pages = {page for pair in (gained | lost) for page in pair}
    text_of = {row.page: row.text for row in among(connection, select(P.page, P.text), P.page, pages)}
    texts = _Texts(connection, text_of | dict(fresh))
    firsts = {pair[0] for pair in gained | lost}
    known = {(row.a, row.b) for row in among(connection, select(C.a, C.b), C.a, firsts)}
    changed = _untried(connection, sorted(lost & known), texts)
    for a, b in changed:
        connection.execute(schema.view_copies.delete().where(and_(C.a == a, C.b == b)))
    copies = [pair for pair in sorted(gained - known) if texts.one(pair)]
    insert_all(connection, schema.view_copies, ({"a": a, "b": b} for a, b in copies))
    return ends | {page for pair in (*changed, *copies) for page in pair}


def _untried(connection: Connection, pairs: Sequence[Pair], texts: _Texts) -> list[Pair]:
    """Those of ``pairs`` that no shingle which the two share has tried any more; each shingle is looked up once."""
    pages = {page for pair in pairs for page in pair}
    sampled = {page: frozenset(sample(array("I", sorted(texts.shingles(page))))) for page in pages}
    held = _lists(connection, {number for a, b in pairs for number in sampled[a] & sampled[b]})
    order = _order(connection, held.values())
    by = {number: _tried(those, order) for number, those in held.items()}
    return [(a, b) for a, b in pairs if not any((a, b) in by.get(number, ()) for number in sampled[a] & sampled[b])]


def _regroup(
    connection: Connection, gone: Mapping[int, int], fresh: Mapping[int, int], ends: set[int]
) -> set[int]:
    """Origins of the pages whose copies changed; those (but ``gone`` and ``fresh``) that have others beside them."""
    moved = {*gone, *fresh}
    stood = set(origins_of(connection, moved | ends).values())
    linked = _linked(connection, (ends | set(fresh)) - (set(gone) - set(fresh)))
    query = select(P.page, P.text, P.origin)
    rows = [*among(connection, query, P.origin, stood), *among(connection, query, P.page, linked)]
    old = {row.page: row.origin for row in rows}
    text = {row.page: row.text for row in rows if row.page not in gone} | dict(fresh)
    pairs = [(row.a, row.b) for row in among(connection, select(C.a, C.b), C.a, text) if row.b in text]
    new = _origins(_identities(connection, text), pairs, _Texts(connection, text))
    delete_among(connection, P.page, {*old, *moved})
    insert_all(connection, schema.view_origins, _rows(text, new))
    was, now = _company(old, moved), _company(new, moved)
    return {page for page in now if was.get(page) != now[page]}


def _linked(connection: Connection, pages: Collection[int]) -> set[int]:
    """``pages`` with all that copies link them to, directly or through others."""
    found, front = set(pages), set(pages)
    while front:
        ends = {row.b for row in among(connection, select(C.a, C.b), C.a, front)}
        ends |= {row.a for row in among(connection, select(C.a, C.b), C.b, front)}
        front = ends - found
        found |= front
    return found


def _company(origin: Mapping[int, int], without: Collection[int]) -> dict[int, frozenset[int]]:
    """Page → the pages of its origin, but those ``without``."""
    own: dict[int, set[int]] = defaultdict(set)
    for page, first in origin.items():
        if page not in without:
            own[first].add(page)
    held = {first: frozenset(pages) for first, pages in own.items()}
    return {page: held[first] for page, first in origin.items() if page not in without}
