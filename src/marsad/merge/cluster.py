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
from marsad.merge.compare import STRONG, THRESHOLD, Context, conflict, score
from marsad.merge.profile import Profile

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
    a: Profile
    b: Profile
    score: float


def _vouching(scored: Sequence[_Scored]) -> Mapping[Pair, list[Pair]]:
    """For each two pages the strong pairs of mentions they share."""
    out: dict[Pair, list[Pair]] = defaultdict(list)
    for s in scored:
        if s.score >= STRONG:
            out[pair(s.a.page, s.b.page)].append((s.a.key, s.b.key))
    return out


def _in_company(s: _Scored, vouching: Mapping[Pair, list[Pair]]) -> bool:
    keys = {s.a.key, s.b.key}
    return any(keys.isdisjoint(other) for other in vouching.get(pair(s.a.page, s.b.page), ()))


def _undecided(scored: Sequence[_Scored]) -> set[Pair]:
    """Pairs of an undated with a dated mention to leave, because another candidate excludes the first and is
    as good.
    """
    dated: dict[str, list[tuple[float, Profile, Profile]]] = defaultdict(list)
    for s in scored:
        for undated, other in ((s.a, s.b), (s.b, s.a)):
            if not undated.dated and other.dated:
                dated[undated.key].append((s.score, undated, other))
    out: set[Pair] = set()
    for found in dated.values():
        found.sort(key=lambda item: (-item[0], item[2].key))
        best, undated, first = found[0]
        rivals = [
            (s, other) for s, _, other in found[1:] if other.page != first.page and conflict(first, other)
        ]
        rivals += [(s, other) for s, _, other in found[1:] if other.page == first.page]
        if any(best - s < MARGIN for s, _ in rivals):
            out |= {pair(undated.key, other.key) for _, _, other in found}
        else:
            out |= {pair(undated.key, other.key) for _, other in rivals}
    return out


def links(profiles: Sequence[Profile], origins: Mapping[str, str]) -> list[Link]:
    """All pairs over the threshold that nothing forbids, best first. ``origins``: page → origin."""
    scored: list[_Scored] = []
    for n, m in candidates(list(profiles)):
        a, b = sorted((profiles[n], profiles[m]), key=lambda p: p.key)
        if conflict(a, b) is None:
            one = a.page in origins and origins.get(a.page) == origins.get(b.page)
            scored.append(_Scored(a, b, score(a, b, Context(same_origin=one))))
    vouching = _vouching(scored)
    final: list[_Scored] = []
    for s in scored:
        one = s.a.page in origins and origins.get(s.a.page) == origins.get(s.b.page)
        total = s.score if one or not _in_company(s, vouching) else score(s.a, s.b, Context(company=True))
        if total >= THRESHOLD:
            final.append(_Scored(s.a, s.b, total))
    undecided = _undecided(final)
    kept = (Link(s.a.key, s.b.key, s.score) for s in final if (s.a.key, s.b.key) not in undecided)
    return sorted(kept, key=lambda link: (-link.score, link.a, link.b))


def group_mentions(
    profiles: Sequence[Profile],
    origins: Mapping[str, str],
    same: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> tuple[list[tuple[str, ...]], list[Link]]:
    """Groups of keys (each one event) and the links considered. ``same`` and ``apart`` are judgements on
    pairs of keys.
    """
    known = {p.key for p in profiles}
    apart = {pair(*p) for p in apart if known.issuperset(p)}
    clusters = Clusters(profiles, apart)
    for a, b in sorted(pair(*p) for p in same if known.issuperset(p)):
        clusters.unite(a, b, judged=True)
    found = links(profiles, origins)
    for link in found:
        clusters.unite(link.a, link.b)
    return clusters.groups(), found
