"""From pairs to events: best pairs first, and never across what forbids.

1. every candidate pair is scored; pairs over :data:`~marsad.merge.compare.STRONG` make their two pages vouch
   for each other;
2. an undated mention keeps a dated partner only where named people on both sides agree, or where one
   candidate is left;
3. pairs over the threshold unite clusters, best first, unless any member of one conflicts with any of the
   other, or a judgement holds two of them apart.

All of it depends on the set of mentions alone, not on their order: ties go by keys. Each step asks only for a
mention's own pairs, so that a record can take the steps again for a part of its mentions: see
:mod:`marsad.store.refresh`. Mentions are known by a number here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.merge.block import by_block, candidates, whole_in
from marsad.merge.compare import MOST_BY_COMPANY, STRONG, THRESHOLD, Context, conflict, score
from marsad.merge.profile import Profile
from marsad.merge.union import components

MARGIN = 1.5  # by which the best candidate of an undated mention must beat one that excludes it
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions (by key, the smaller first) compared, and their score."""

    a: str
    b: str
    score: float


def pair(a: str, b: str) -> Pair:
    """Two keys in their order."""
    return (a, b) if a < b else (b, a)


@dataclass(slots=True)
class _Cluster:
    """Members' keys, their pages, and one profile for each way of telling the event (conflicts depend on no
    more).
    """

    keys: set[str]
    pages: set[str]
    kinds: dict[tuple[object, ...], Profile] = field(default_factory=dict)


def _kind(p: Profile) -> tuple[object, ...]:
    held_by = p.published if p.status == "happened" and not p.dated else None
    return (p.type, p.first, p.last, p.precision, p.country, p.countries, p.givers, p.takers, p.people, held_by)


class Clusters:
    """A partition of mentions that grows by :meth:`unite` and refuses what is forbidden."""

    def __init__(self, profiles: Iterable[Profile], apart: Collection[Pair] = ()) -> None:
        self._of = {p.key: _Cluster({p.key}, {p.page}, {_kind(p): p}) for p in profiles}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def _forbidden(self, a: _Cluster, b: _Cluster) -> bool:
        if not a.pages.isdisjoint(b.pages):
            return True
        if self._apart and any(
            not self._apart[key].isdisjoint(b.keys) for key in a.keys if key in self._apart
        ):
            return True
        return any(conflict(x, y) for x in a.kinds.values() for y in b.kinds.values())

    def unite(self, a: str, b: str, judged: bool = False) -> bool:
        """Unite the clusters of two keys; ``judged`` overrules the comparisons' conflicts. Whether they are
        one now.
        """
        left, right = self._of[a], self._of[b]
        if left is right:
            return True
        if not judged and self._forbidden(left, right):
            return False
        if judged and any(
            not self._apart[key].isdisjoint(right.keys) for key in left.keys if key in self._apart
        ):
            return False
        if len(left.keys) < len(right.keys):
            left, right = right, left
        left.keys |= right.keys
        left.pages |= right.pages
        left.kinds |= right.kinds
        for key in right.keys:
            self._of[key] = left
        return True

    def groups(self) -> list[tuple[str, ...]]:
        """The clusters, each with its keys sorted, by first key."""
        return sorted(tuple(sorted(c.keys)) for c in {id(c): c for c in self._of.values()}.values())


class Scored(NamedTuple):
    """Two mentions by number, the smaller first, and their score."""

    a: int
    b: int
    score: float


Profiles = Mapping[int, Profile]
OneOrigin = Callable[[str, str], bool]  # whether two pages have one origin


def by_origin(origins: Mapping[str, str]) -> OneOrigin:
    """Pages have one origin where ``origins`` (page → origin of its text) says the same of both."""
    return lambda a, b: a in origins and origins.get(a) == origins.get(b)


def base_scores(pairs: Iterable[tuple[int, int]], profiles: Profiles, one_origin: OneOrigin) -> list[Scored]:
    """The pairs that nothing forbids and that may come over the threshold, by what the mentions say."""
    least = THRESHOLD - MOST_BY_COMPANY
    out: list[Scored] = []
    for n, m in pairs:
        a, b = profiles[n], profiles[m]
        if a.key > b.key:
            a, b = b, a
        if conflict(a, b) is None:
            value = score(a, b, Context(same_origin=one_origin(a.page, b.page)))
            if value >= least:
                out.append(Scored(n, m, value))
    return out


def with_company(base: Sequence[Scored], profiles: Profiles, one_origin: OneOrigin) -> list[Scored]:
    """The pairs over the threshold, with what their pages say for them. ``base`` has all pairs of these pages."""
    by_pages: dict[Pair, list[Scored]] = defaultdict(list)
    for s in base:
        by_pages[pair(profiles[s.a].page, profiles[s.b].page)].append(s)
    vouched = {s for pages, found in by_pages.items() if not one_origin(*pages) for s in accompanied(found)}
    final = (Scored(s.a, s.b, company_score(s.a, s.b, profiles)) if s in vouched else s for s in base)
    return [s for s in final if s.score >= THRESHOLD]


def accompanied(found: Sequence[Scored]) -> list[Scored]:
    """Of the pairs of two pages, all of them ``found``, those that another strong pair vouches for."""
    strong = [s for s in found if s.score >= STRONG]
    return [s for s in found if any({s.a, s.b}.isdisjoint((t.a, t.b)) for t in strong)]


def company_score(n: int, m: int, profiles: Profiles) -> float:
    """The score of a pair whose two pages tell another event together."""
    a, b = sorted((profiles[n], profiles[m]), key=lambda p: p.key)
    return score(a, b, Context(company=True))


def undecided(scored: Iterable[Scored], profiles: Profiles) -> set[tuple[int, int]]:
    """Pairs of an undated with a dated mention to leave: another candidate excludes this one and is as good.

    ``scored`` has all pairs of the undated mentions in question; the undated one is named first.
    """
    dated: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
    for s in scored:
        for undated, other in ((s.a, s.b), (s.b, s.a)):
            if not profiles[undated].dated and profiles[other].dated:
                dated[undated].append((-s.score, profiles[other].key, other))
    return {(undated, n) for undated, found in dated.items() for n in doubtful(found, profiles)}


def doubtful(found: Iterable[tuple[float, str, int]], profiles: Profiles) -> set[int]:
    """Of all dated candidates of one undated mention (negative score, key, number) those to leave."""
    (best, _, first), *others = sorted(found)
    rivals = [(value, n) for value, _, n in others if conflict(profiles[first], profiles[n])]
    if any(value - best < MARGIN for value, _ in rivals):
        return {first, *(n for _, _, n in others)}
    return {n for _, n in rivals}


def find_links(profiles: Profiles, origins: Mapping[str, str]) -> list[Scored]:
    """All pairs that may be one event. ``origins``: page → origin of its text."""
    one_origin = by_origin(origins)
    base: list[Scored] = []
    by_type: dict[str, list[int]] = defaultdict(list)
    for n, p in profiles.items():
        by_type[p.type].append(n)
    for numbers in by_type.values():  # one type after the other, to save memory
        blocks = by_block((n, profiles[n]) for n in numbers)
        base += base_scores(candidates(blocks, whole_in(blocks)), profiles, one_origin)
    scored = with_company(base, profiles, one_origin)
    left = undecided(scored, profiles)
    return [s for s in scored if (s.a, s.b) not in left and (s.b, s.a) not in left]


class Regrouped(NamedTuple):
    """``groups`` of numbers (each one event, by key, sorted by first key), and for each the linked ``parts``."""

    groups: list[tuple[int, ...]]
    parts: list[int]


def regroup(
    profiles: Profiles, links: Iterable[Scored], same: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> Regrouped:
    """Groups of the mentions in ``profiles``; ``same`` and ``apart`` are judgements on pairs of keys.

    Each connected part of the links is grouped by itself, so that what is far apart never costs time or
    memory together. A part is known by its smallest number.
    """
    number = {p.key: n for n, p in profiles.items()}
    order = list(profiles)
    place = {n: at for at, n in enumerate(order)}
    judged = sorted({pair(*p) for p in same if p[0] in number and p[1] in number})
    held: dict[str, set[str]] = defaultdict(set)
    for a, b in apart:
        held[a].add(b)
        held[b].add(a)

    def rank(s: Scored) -> tuple[float, Pair]:
        return -s.score, pair(profiles[s.a].key, profiles[s.b].key)

    wished = [(number[a], number[b], True) for a, b in judged]
    wished += [(s.a, s.b, False) for s in sorted(links, key=rank)]
    parts = components(len(order), ((place[a], place[b]) for a, b, _ in wished))
    part_of = {at: n for n, part in enumerate(parts) if len(part) > 1 for at in part}
    steps: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for step in wished:
        steps[part_of[place[step[0]]]].append(step)
    found: list[tuple[tuple[int, ...], int]] = []
    for n, part in enumerate(parts):
        own = {order[at]: profiles[order[at]] for at in part}
        first = min(own)
        groups = [tuple(own)] if len(own) == 1 else _group(own, steps[n], held)
        found += [(group, first) for group in groups]
    found.sort(key=lambda item: profiles[item[0][0]].key)
    return Regrouped([group for group, _ in found], [first for _, first in found])


def _group(
    own: Profiles, steps: Iterable[tuple[int, int, bool]], held: Mapping[str, Collection[str]]
) -> list[tuple[int, ...]]:
    """The groups of one connected part; ``steps`` are its judged pairs, then its links, best first."""
    number = {p.key: n for n, p in own.items()}
    apart = {pair(a, b) for a in number for b in held.get(a, ()) if b in number}
    clusters = Clusters(own.values(), apart)
    for a, b, judged in steps:
        clusters.unite(own[a].key, own[b].key, judged)
    return [tuple(number[key] for key in keys) for keys in clusters.groups()]


def group_mentions(
    profiles: Sequence[Profile],
    origins: Mapping[str, str],
    same: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> tuple[list[tuple[str, ...]], list[Link]]:
    """Groups of keys (each one event) and the links they follow from; ``same`` and ``apart`` are judgements."""
    known = dict(enumerate(profiles))
    links = find_links(known, origins)
    found = regroup(known, links, same, apart)
    told = [(*pair(known[s.a].key, known[s.b].key), s.score) for s in links]
    told.sort(key=lambda link: (-link[2], link[0], link[1]))
    return [tuple(known[n].key for n in group) for group in found.groups], [Link(*link) for link in told]
