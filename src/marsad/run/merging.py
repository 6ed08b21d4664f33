"""Merging in steps over tables: the same events, byte for byte, as :func:`marsad.run.keep.merge_spool` gives.

What is compared and how :mod:`marsad.merge` says; here stands only which rows must meet for it:

1. :func:`pages_of`: a page's mentions and fingerprint, those of its last reading;
2. :func:`origins_of`: pages that share a sampled shingle are compared; each component of copies is grouped by itself;
3. :func:`links_of`: mentions of a block are scored where they meet, then looked at by pair of pages and by undated one;
4. :func:`leads_of`: each component of the links is grouped by itself;
5. :func:`events_of`: mentions by event, composed.

Pages and mentions are known by numbers in the order of their names, as in one process, so that ties go the same way.
Components are found by the driver, by scipy on arrays of numbers: nothing else of the whole is ever in one place. What
goes from step to step is pickled: by our own processes for each other, like everything that Spark sends.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from marsad.codec import sourced_mentions
from marsad.errors import UsageError
from marsad.merge import block, composed, fingerprint, in_order
from marsad.merge.block import Member
from marsad.merge.cluster import Scored, accompanied, base_scores, company_score, doubtful, regroup
from marsad.merge.compare import THRESHOLD
from marsad.merge.identify import name_events, new_id
from marsad.merge.origins import Fingerprint, one_text, rank, sample, text_groups, tried
from marsad.merge.profile import Profile, profile
from marsad.model import Event, Reading, SourcedMention
from marsad.run.frames import decode
from marsad.run.keep import Merged
from marsad.run.tables import Row, Tables, batched, groups, rows
from marsad.view.export import event_line

try:
    import numpy as np
    import pyarrow as pa
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
except ImportError as error:
    raise UsageError('merging on a cluster needs scipy: pip install "marsad[spark]"') from error

T = TypeVar("T")
Batches = Iterator[pa.RecordBatch]


def _columns(**types: Any) -> Any:
    return pa.schema(list(types.items()))


_INT, _DATA, _REAL = pa.int64(), pa.binary(), pa.float64()
_TOLD = _columns(page=_DATA, file=_INT, part=_INT, n=_INT, told=_DATA)
_PAGES = _columns(page=_DATA, shingles=_DATA, names=_DATA, mentions=_DATA)
_SAMPLES = _columns(shingle=_INT, rank=_INT, p=_INT)
_PAIRS = _columns(n=_INT, m=_INT)
_TEXTS = _columns(part=_INT, kind=_INT, n=_INT, m=_INT, page=_DATA, shingles=_DATA)
_ORIGINS = _columns(p=_INT, origin=_INT, source=_DATA)
_MENTIONS = _columns(key=_DATA, p=_INT, origin=_INT, source=_DATA, names=_DATA, mention=_DATA, profile=_DATA)
_BLOCKS = _columns(
    type=pa.string(), actor=_INT, block=_INT, m=_INT, first=_INT, last=_INT, rank=_INT, p=_INT, origin=_INT,
    profile=_DATA,
)  # fmt: skip
_ACTORS = _columns(type=pa.string(), actor=_INT)
_SCORED = _columns(one=_INT, other=_INT, a=_INT, b=_INT, score=_REAL, company=_REAL, undated=_INT)
_VOUCHED = _columns(a=_INT, b=_INT, score=_REAL, undated=_INT)
_UNDATED = _columns(undated=_INT, d=_INT, a=_INT, b=_INT, score=_REAL)
_LINKS = _columns(a=_INT, b=_INT, score=_REAL)
_STEPS = _columns(part=_INT, kind=_INT, a=_INT, b=_INT, score=_REAL, profile=_DATA)
_LEADS = _columns(m=_INT, lead=_INT)
_NAMES = _columns(id=pa.string(), key=_DATA)
_EVENTS = _columns(id=pa.string(), event=_DATA)
LINES = _columns(line=pa.string())
NODE, EDGE = 0, 1  # kinds of rows of a component: its members come first


def merged(tables: Tables[T], readings: T) -> Merged:
    """The events of readings (columns ``file``, ``part``, ``n``, ``read``: a frame), by date, on the driver."""
    found = events(tables, readings)
    told = in_order(pickle.loads(data) for (data,) in rows(tables.batches(found), "event"))
    return Merged(told, {m.key: event.id for event in told for m in event.mentions})


def events(tables: Tables[T], readings: T) -> T:
    """The merged events as a table: ``id``, and ``event``, a pickled :class:`~marsad.model.Event`, in no order."""
    pages = pages_of(tables, readings)
    mentions = mentions_of(tables, pages, origins_of(tables, pages))
    return events_of(tables, mentions, leads_of(tables, mentions, links_of(tables, mentions)))


def lines(batches: Batches) -> Batches:
    """Of :func:`events` each as a line of JSON (:func:`marsad.view.export.event_line`)."""
    return batched(((event_line(pickle.loads(data)),) for (data,) in rows(batches, "event")), LINES)


def components(batches: Batches, a: str, b: str, node: str) -> Any:
    """The connected components of the graph whose edges are the columns ``a`` and ``b``: a table of ``node`` (those
    with an edge) and ``part``. Holds some 60 bytes an edge.
    """
    ends = [np.empty((2, 0), dtype=np.int64)]
    ends += [np.stack([batch[a].to_numpy(), batch[b].to_numpy()]) for batch in batches]
    left, right = np.concatenate(ends, axis=1)
    nodes, place = np.unique(np.concatenate([left, right]), return_inverse=True)
    edges = place[: len(left)], place[len(left) :]
    graph = coo_array((np.ones(len(left), dtype=np.int8), edges), shape=(len(nodes), len(nodes)))
    _, parts = connected_components(graph, directed=False)
    return pa.table({node: nodes.astype(np.int64), "part": parts.astype(np.int64)})


# ---------------------------------------------------------------- pages and their origins
def pages_of(tables: Tables[T], readings: T) -> T:
    """Pages that tell events, each once, numbered (``p``) by identity."""
    told = tables.mapped(readings, _told, _TOLD)
    pages = tables.gathered(told, ["page"], ["file", "part", "n"], _last_told, _PAGES)
    return tables.kept(tables.numbered(pages, "page", "p"))


def _told(batches: Batches) -> Batches:
    def found() -> Iterator[Row]:
        for file, part, n, frame in rows(batches, "file", "part", "n", "read"):
            reading = decode(frame)
            if isinstance(reading, Reading) and reading.mentions:
                told = sourced_mentions(reading), fingerprint(reading.article)
                yield _bytes(reading.article.identity), file, part, n, pickle.dumps(told)

    return batched(found(), _TOLD)


def _last_told(batches: Batches) -> Batches:
    """A page that was read several times is told by its last reading, and by mentions that only earlier ones have."""

    def found() -> Iterator[Row]:
        for (page,), group in groups(rows(batches, "page", "told"), 1):
            mentions: dict[str, SourcedMention] = {}
            for _, told in group:
                read, text = pickle.loads(told)
                mentions |= {m.key: m for m in read}
            names = pickle.dumps((text.agencies, text.communiques))
            yield page, text.shingles, names, pickle.dumps(list(mentions.values()))

    return batched(found(), _PAGES)


def origins_of(tables: Tables[T], pages: T) -> T:
    """For pages whose text is a copy the page it goes back to: its number (``origin``) and identity (``source``)."""
    samples = tables.mapped(pages, _sampled, _SAMPLES)
    pairs = tables.distinct(tables.gathered(samples, ["shingle"], ["rank", "p"], _tried, _PAIRS))
    half = tables.joined(pairs, tables.chosen(pages, n="p", left="shingles"), ["n"])
    both = tables.joined(half, tables.chosen(pages, m="p", right="shingles"), ["m"])
    copies = tables.kept(tables.mapped(both, _copies, _PAIRS))
    parts = tables.made(components(tables.batches(copies), "n", "m", "n"))
    texts = tables.chosen(pages, n="p", page="page", shingles="shingles")
    nodes = tables.mapped(tables.joined(parts, texts, ["n"]), _text_nodes, _TEXTS)
    edges = tables.mapped(tables.joined(copies, parts, ["n"]), _text_edges, _TEXTS)
    found = tables.together(nodes, edges)
    return tables.gathered(found, ["part"], ["kind", "n", "m"], _text_groups, _ORIGINS)


def _sampled(batches: Batches) -> Batches:
    found = (
        (shingle, rank(_text(page))[0], p)
        for page, p, shingles in rows(batches, "page", "p", "shingles")
        for shingle in sample(Fingerprint("", shingles).numbers())
    )
    return batched(found, _SAMPLES)


def _tried(batches: Batches) -> Batches:
    same = groups(rows(batches, "shingle", "p"), 1)
    return batched((pair for _, group in same for pair in tried(p for _, p in group)), _PAIRS)


def _hashes(shingles: bytes) -> frozenset[int]:
    return frozenset(Fingerprint("", shingles).numbers())


def _copies(batches: Batches) -> Batches:
    pairs = rows(batches, "n", "m", "left", "right")
    return batched(((n, m) for n, m, left, right in pairs if one_text(_hashes(left), _hashes(right))), _PAIRS)


def _text_nodes(batches: Batches) -> Batches:
    found = rows(batches, "part", "n", "page", "shingles")
    return batched(((part, NODE, n, n, page, shingles) for part, n, page, shingles in found), _TEXTS)


def _text_edges(batches: Batches) -> Batches:
    return batched(((part, EDGE, n, m, None, None) for part, n, m in rows(batches, "part", "n", "m")), _TEXTS)


def _text_groups(batches: Batches) -> Batches:
    def found() -> Iterator[Row]:
        for _, group in groups(rows(batches, "part", "kind", "n", "m", "page", "shingles"), 1):
            held = list(group)
            nodes = [(n, page, _hashes(shingles)) for _, kind, n, _, page, shingles in held if kind == NODE]
            place = {n: at for at, (n, *_) in enumerate(nodes)}
            copies = [(place[n], place[m]) for _, kind, n, m, *_ in held if kind == EDGE]
            for first, *others in text_groups(len(nodes), copies, lambda at: nodes[at][2]):  # noqa: B023
                origin, source, _ = nodes[first]
                yield from ((nodes[at][0], origin, source) for at in (first, *others))

    return batched(found(), _ORIGINS)


# ---------------------------------------------------------------- mentions and their links
def mentions_of(tables: Tables[T], pages: T, origins: T) -> T:
    """Mentions with their profiles and the origin of their page's text, numbered (``m``) by key."""
    told = tables.chosen(pages, p="p", page="page", names="names", mentions="mentions")
    both = tables.joined(told, origins, ["p"], "left")
    whole = tables.filled(tables.filled(both, "origin", "p"), "source", "page")
    return tables.kept(tables.numbered(tables.mapped(whole, _mentions, _MENTIONS), "key", "m"))


def _mentions(batches: Batches) -> Batches:
    found = (
        (_bytes(m.key), p, origin, source, names, pickle.dumps(m), pickle.dumps(profile(m, shown=False)))
        for p, origin, source, names, mentions in rows(batches, "p", "origin", "source", "names", "mentions")
        for m in pickle.loads(mentions)
    )
    return batched(found, _MENTIONS)


def links_of(tables: Tables[T], mentions: T) -> T:
    """The pairs of mentions that may be one event, with their scores: ``a``, ``b``, ``score``."""
    scored = _scored(tables, tables.mapped(mentions, _blocks, _BLOCKS))
    vouched = tables.kept(tables.gathered(scored, ["one", "other"], ["a", "b"], _vouched, _VOUCHED))
    clear = tables.mapped(vouched, _clear, _LINKS)
    dated = tables.chosen(mentions, d="m", profile="profile")
    undated = tables.joined(tables.mapped(vouched, _unclear, _UNDATED), dated, ["d"])
    decided = tables.gathered(undated, ["undated"], ["d"], _decided, _LINKS)
    return tables.kept(tables.together(clear, decided))


def _scored(tables: Tables[T], blocks: T) -> T:
    """The pairs of all blocks; one of several blocks more than once."""
    met = tables.gathered(blocks, ["type", "block"], ["m"], _in_block, _SCORED)
    undated = tables.distinct(tables.mapped(blocks, _actors_undated, _ACTORS))
    whole = tables.joined(blocks, undated, ["type", "actor"])
    return tables.together(met, tables.gathered(whole, ["type", "actor"], ["block", "m"], _in_actor, _SCORED))


def _blocks(batches: Batches) -> Batches:
    def found() -> Iterator[Row]:
        for m, p, origin, data in rows(batches, "m", "p", "origin", "profile"):
            known: Profile = pickle.loads(data)
            for key, member in block.members(known, m).items():
                times = member.first, member.last, member.rank
                yield known.type, block.actor_of(key), key, m, *times, p, origin, data

    return batched(found(), _BLOCKS)


_MEMBER = ("m", "first", "last", "rank", "p", "origin", "profile")


class _Met(Mapping[int, Profile]):
    """Mentions that met (rows of :data:`_MEMBER`); their profiles are unpickled as they are asked for."""

    def __init__(self, found: Iterable[Row]) -> None:
        self._rows = {row[0]: row for row in found}
        self.members = [Member(first, last, rank, m) for m, first, last, rank, *_ in self._rows.values()]
        self._profiles: dict[int, Profile] = {}
        self._origins: dict[str, int] = {}

    def __getitem__(self, m: int) -> Profile:
        known = self._profiles.get(m)
        if known is None:
            *_, origin, data = self._rows[m]
            known = self._profiles[m] = pickle.loads(data)
            self._origins[known.page] = origin
        return known

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def one_origin(self, a: str, b: str) -> bool:
        """As :data:`marsad.merge.cluster.OneOrigin`, for pages of profiles that were asked for."""
        return self._origins[a] == self._origins[b]

    def scored(self, pairs: Iterable[tuple[int, int]]) -> Iterator[Row]:
        """The pairs that may be links, as rows of :data:`_SCORED`."""
        for a, b, score in base_scores(pairs, self, self.one_origin):
            left, right = self[a], self[b]
            apart = not self.one_origin(left.page, right.page)
            undated = None if left.dated == right.dated else b if left.dated else a
            one, other = sorted((self._rows[a][4], self._rows[b][4]))
            yield one, other, a, b, score, company_score(a, b, self) if apart else None, undated


def _in_block(batches: Batches) -> Batches:
    def found() -> Iterator[Row]:
        for _, group in groups(rows(batches, "type", "block", *_MEMBER), 2):
            met = _Met(row[2:] for row in group)
            if len(met.members) > 1:
                yield from met.scored(block.pairs(met.members))

    return batched(found(), _SCORED)


def _actors_undated(batches: Batches) -> Batches:
    found = ((kind, actor) for kind, actor, key in rows(batches, "type", "actor", "block") if not block.month_of(key))
    return batched(found, _ACTORS)


def _in_actor(batches: Batches) -> Batches:
    """The mentions of an actor that have no date at all with all of the actor's; month nought comes first."""

    def found() -> Iterator[Row]:
        for _, group in groups(rows(batches, "type", "actor", "block", *_MEMBER), 2):
            some: dict[int, Row] = {}
            undated: set[int] = set()
            for _, _, key, *row in group:
                if len(some) > block.FEW:
                    break
                some[row[0]] = tuple(row)
                if block.month_of(key) == 0:
                    undated.add(row[0])
            met = _Met(some.values())
            mine = [member for member in met.members if member.mention in undated]
            yield from met.scored(block.undated_pairs(mine, met.members))

    return batched(found(), _SCORED)


def _vouched(batches: Batches) -> Batches:
    """The pairs over the threshold, of all pairs of two pages."""

    def found() -> Iterator[Row]:
        columns = ("one", "other", "a", "b", "score", "company", "undated")
        for _, group in groups(rows(batches, *columns), 2):
            told = {Scored(a, b, score): (company, undated) for _, _, a, b, score, company, undated in group}
            beside = set(accompanied(list(told)))
            for s, (company, undated) in told.items():
                score = company if s in beside and company is not None else s.score
                if score >= THRESHOLD:
                    yield s.a, s.b, score, undated

    return batched(found(), _VOUCHED)


def _clear(batches: Batches) -> Batches:
    found = rows(batches, "a", "b", "score", "undated")
    return batched(((a, b, score) for a, b, score, undated in found if undated is None), _LINKS)


def _unclear(batches: Batches) -> Batches:
    found = rows(batches, "a", "b", "score", "undated")
    unclear = ((u, b if u == a else a, a, b, score) for a, b, score, u in found if u is not None)
    return batched(unclear, _UNDATED)


def _decided(batches: Batches) -> Batches:
    """The pairs of an undated mention that are left to it."""

    def found() -> Iterator[Row]:
        for _, group in groups(rows(batches, "undated", "d", "a", "b", "score", "profile"), 1):
            held = list(group)
            profiles = {d: pickle.loads(data) for _, d, *_, data in held}
            left = doubtful(((-score, profiles[d].key, d) for _, d, _, _, score, _ in held), profiles)
            yield from ((a, b, score) for _, d, a, b, score, _ in held if d not in left)

    return batched(found(), _LINKS)


# ---------------------------------------------------------------- events
def leads_of(tables: Tables[T], mentions: T, links: T) -> T:
    """For each mention with a link (``m``) the first mention of its event (``lead``)."""
    ends = tables.batches(tables.chosen(links, a="a", b="b"))
    parts = tables.made(components(ends, "a", "b", "a"))
    profiles = tables.chosen(mentions, a="m", profile="profile")
    nodes = tables.mapped(tables.joined(parts, profiles, ["a"]), _mention_nodes, _STEPS)
    edges = tables.mapped(tables.joined(links, parts, ["a"]), _mention_edges, _STEPS)
    found = tables.together(nodes, edges)
    return tables.kept(tables.gathered(found, ["part"], ["kind", "a", "b"], _regrouped, _LEADS))


def _mention_nodes(batches: Batches) -> Batches:
    found = rows(batches, "part", "a", "profile")
    return batched(((part, NODE, a, a, 0.0, data) for part, a, data in found), _STEPS)


def _mention_edges(batches: Batches) -> Batches:
    found = rows(batches, "part", "a", "b", "score")
    return batched(((part, EDGE, a, b, score, None) for part, a, b, score in found), _STEPS)


def _regrouped(batches: Batches) -> Batches:
    def found() -> Iterator[Row]:
        for _, group in groups(rows(batches, "part", "kind", "a", "b", "score", "profile"), 1):
            held = list(group)
            profiles = {a: pickle.loads(data) for _, kind, a, _, _, data in held if kind == NODE}
            links = [Scored(a, b, score) for _, kind, a, b, score, _ in held if kind == EDGE]
            for members in regroup(profiles, links).groups:
                yield from ((m, members[0]) for m in members)

    return batched(found(), _LEADS)


def events_of(tables: Tables[T], mentions: T, leads: T) -> T:
    """The events, composed: ``id`` and ``event``."""
    keys = tables.filled(tables.joined(tables.chosen(mentions, m="m", key="key"), leads, ["m"], "left"), "lead", "m")
    first = tables.kept(tables.mapped(keys, _first_names, _NAMES))
    wanted = ("m", "key", "source", "names", "mention")
    told = tables.joined(tables.chosen(mentions, **dict(zip(wanted, wanted, strict=True))), leads, ["m"], "left")
    compose = partial(_composed, names=_renamed(tables, first))
    return tables.gathered(tables.filled(told, "lead", "m"), ["lead"], ["m"], compose, _EVENTS)


def _first_names(batches: Batches) -> Batches:
    found = rows(batches, "m", "lead", "key")
    return batched(((new_id(_text(key)), key) for m, lead, key in found if m == lead), _NAMES)


def _renamed(tables: Tables[T], first: T) -> Mapping[str, str]:
    """Identifiers, by first key, of the events that may not have the one that is theirs, as another has it.

    Two events of ten millions may share 48 bits; only then all their keys come to the driver.
    """
    clashing = tables.gathered(first, ["id"], ["key"], _clashing, _NAMES)
    if not any(batch.num_rows for batch in tables.batches(clashing)):
        return {}
    keys = sorted(_text(key) for (key,) in rows(tables.batches(first), "key"))
    ids = name_events([(key,) for key in keys]).ids
    return {key: id_ for key, id_ in zip(keys, ids, strict=True) if id_ != new_id(key)}


def _clashing(batches: Batches) -> Batches:
    found = ([*group] for _, group in groups(rows(batches, "id", "key"), 1))
    return batched((row for same in found if len(same) > 1 for row in same), _NAMES)


def _composed(batches: Batches, names: Mapping[str, str]) -> Batches:
    def found() -> Iterator[Row]:
        for _, group in groups(rows(batches, "lead", "key", "source", "names", "mention"), 1):
            held = [(_text(key), _text(source), said, pickle.loads(m)) for _, key, source, said, m in group]
            event = _event(names.get(held[0][0]) or new_id(held[0][0]), held)
            yield event.id, pickle.dumps(event)

    return batched(found(), _EVENTS)


def _event(id_: str, held: list[tuple[str, str, bytes, SourcedMention]]) -> Event:
    prints = {m.page: Fingerprint(m.page, b"", *pickle.loads(said)) for _, _, said, m in held}
    return composed(id_, [m for *_, m in held], prints, {m.page: source for _, source, _, m in held})


def _bytes(name: str) -> bytes:
    """A name as bytes that sort as it does, whatever stands in it."""
    return name.encode("utf-8", "surrogatepass")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogatepass")
