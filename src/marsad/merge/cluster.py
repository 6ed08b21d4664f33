"""From pairs to events: best pairs first, and never across what forbids.

1. every candidate pair is scored; pairs over :data:`~marsad.merge.compare.STRONG` make their two pages vouch
   for each other;
2. an undated mention keeps a dated partner only where named people on both sides agree, or where one
   candidate is left;
3. pairs over the threshold unite clusters, best first, unless any member of one conflicts with any of the
   other, or a judgement holds two of them apart.

All of it depends on the set of mentions alone, not on their order: ties go by keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from marsad.merge.block import candidates
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
    return (p.type, p.first, p.last, p.precision, p.country, p.countries, p.givers, p.takers, p.people)


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


@dataclass(frozen=True, slots=True)
class _Scored:
    """Two profiles by index, the one with the smaller key first."""

    a: int
    b: int
    score: float


def _vouching(scored: Iterable[_Scored], profiles: Sequence[Profile]) -> Mapping[Pair, list[_Scored]]:
    """For each two pages the strong pairs of mentions they share."""
    out: dict[Pair, list[_Scored]] = defaultdict(list)
    for s in scored:
        if s.score >= STRONG:
            out[pair(profiles[s.a].page, profiles[s.b].page)].append(s)
    return out


def _undecided(scored: Iterable[_Scored], profiles: Sequence[Profile]) -> set[tuple[int, int]]:
    """Pairs of an undated with a dated mention to leave: another candidate excludes this one and is as
    good.
    """
    dated: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
    for s in scored:
        for undated, other in ((s.a, s.b), (s.b, s.a)):
            if not profiles[undated].dated and profiles[other].dated:
                dated[undated].append((-s.score, profiles[other].key, other))
    out: set[tuple[int, int]] = set()
    for undated, found in dated.items():
        found.sort()
        best, _, first = found[0]
        rivals = [(value, n) for value, _, n in found[1:] if conflict(profiles[first], profiles[n])]
        if any(value - best < MARGIN for value, _ in rivals):
            out |= {(undated, n) for _, _, n in found}
        else:
            out |= {(undated, n) for _, n in rivals}
    return out


def _scored(profiles: Sequence[Profile], origins: Mapping[str, str]) -> list[_Scored]:
    """All pairs over the threshold, with what their pages say for them."""
    first: list[_Scored] = []
    for one_of, other in candidates(profiles):
        n, m = sorted((one_of, other), key=lambda at: profiles[at].key)
        a, b = profiles[n], profiles[m]
        if conflict(a, b) is None:
            one = a.page in origins and origins.get(a.page) == origins.get(b.page)
            value = score(a, b, Context(same_origin=one))
            if value >= THRESHOLD - MOST_BY_COMPANY:
                first.append(_Scored(n, m, value))
    vouching = _vouching(first, profiles)
    final = []
    for s in first:
        a, b = profiles[s.a], profiles[s.b]
        one = a.page in origins and origins.get(a.page) == origins.get(b.page)
        if not one and any({s.a, s.b}.isdisjoint((t.a, t.b)) for t in vouching.get(pair(a.page, b.page), ())):
            final.append(_Scored(s.a, s.b, score(a, b, Context(company=True))))
        else:
            final.append(s)
    return [s for s in final if s.score >= THRESHOLD]


def find_links(profiles: Sequence[Profile], origins: Mapping[str, str]) -> list[tuple[int, int, float]]:
    """All pairs (by index) that may be one event, best first. ``origins``: page → origin of its text."""
    scored = _scored(profiles, origins)
    undecided = _undecided(scored, profiles)
    kept = (s for s in scored if (s.a, s.b) not in undecided and (s.b, s.a) not in undecided)
    ordered = sorted(kept, key=lambda s: (-s.score, profiles[s.a].key, profiles[s.b].key))
    return [(s.a, s.b, s.score) for s in ordered]


def group_mentions(
    profiles: Sequence[Profile],
    origins: Mapping[str, str],
    same: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> tuple[list[tuple[str, ...]], list[Link]]:
    """Groups of keys (each one event) and the links they follow from.

    ``same`` and ``apart`` are judgements on pairs of keys. Each connected part of the links is grouped by
    itself, so that what is far apart never costs time or memory together.
    """
    place = {p.key: n for n, p in enumerate(profiles)}
    judged = sorted(pair(*p) for p in same if p[0] in place and p[1] in place)
    held = {pair(*p) for p in apart if p[0] in place and p[1] in place}
    links = [Link(profiles[a].key, profiles[b].key, value) for a, b, value in find_links(profiles, origins)]
    wished = judged + [(link.a, link.b) for link in links]
    parts = components(len(profiles), ((place[a], place[b]) for a, b in wished))
    part_of = {n: at for at, part in enumerate(parts) if len(part) > 1 for n in part}
    steps: dict[int, list[tuple[Pair, bool]]] = defaultdict(list)
    for n, keys in enumerate(wished):
        steps[part_of[place[keys[0]]]].append((keys, n < len(judged)))
    groups = [
        group
        for at, part in enumerate(parts)
        for group in _group([profiles[n] for n in part], steps.get(at, ()), held)
    ]
    return sorted(groups), links


def _group(
    part: Sequence[Profile], steps: Sequence[tuple[Pair, bool]], held: Collection[Pair]
) -> list[tuple[str, ...]]:
    """The groups of one connected part; ``steps`` are its judged pairs, then its links, best first."""
    if len(part) == 1:
        return [(part[0].key,)]
    keys = {p.key for p in part}
    clusters = Clusters(part, [p for p in held if p[0] in keys and p[1] in keys])
    for (a, b), judged in steps:
        clusters.unite(a, b, judged)
    return clusters.groups()
