"""Why mentions are one event, feature by feature with both values, and the best event they were kept apart
from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.merge.compare import FEATURES, THRESHOLD, Context, conflict
from marsad.merge.profile import Profile, profile
from marsad.model import Event, SourcedMention


@dataclass(frozen=True, slots=True)
class FeatureShown:
    """One feature of a pair: its level, the weight that counts, and both values in words."""

    feature: str
    level: str
    weight: float
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two mentions compared. ``conflict`` says what forbids them to be one, if anything does."""

    a: str
    b: str
    score: float
    features: tuple[FeatureShown, ...]
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """The pairs that hold an event together (best first, enough to connect all its mentions), and the
    nearest other event.

    ``threshold`` is the score from which a pair is one event. ``nearest`` is ``None`` where no other event
    comes near.
    """

    event: str
    pairs: tuple[PairShown, ...]
    nearest: str | None
    kept_apart: PairShown | None
    threshold: float = THRESHOLD


def show_pair(a: Profile, b: Profile, context: Context) -> PairShown:
    """Every feature of a pair, those that weigh first."""
    shown = []
    for feature in FEATURES:
        level = feature.compare(a, b, context)
        shown.append(
            FeatureShown(feature.name, level, feature.weights[level], feature.show(a), feature.show(b))
        )
    total = round(sum(f.weight for f in shown), 3)
    return PairShown(a.key, b.key, total, tuple(sorted(shown, key=lambda f: -abs(f.weight))), conflict(a, b))


def _context(a: SourcedMention, b: SourcedMention, shared: set[frozenset[str]]) -> Context:
    return Context(a.origin != "" and a.origin == b.origin, frozenset((a.page, b.page)) in shared)


def _shared_pages(events: Iterable[Event], event: Event) -> set[frozenset[str]]:
    """Pairs of pages that tell another event in common."""
    out: set[frozenset[str]] = set()
    pages = {m.page for m in event.mentions}
    for other in events:
        if other.id != event.id:
            both = sorted({m.page for m in other.mentions} & pages)
            out |= {frozenset((x, y)) for n, x in enumerate(both) for y in both[n + 1 :]}
    return out


def explain_merge(event: Event, events: Iterable[Event]) -> Why:
    """Why the mentions of ``event`` are one, and which of ``events`` came nearest to it."""
    others = [other for other in events if other.id != event.id]
    shared = _shared_pages(others, event)
    known = {m.key: (m, profile(m)) for m in event.mentions}
    ordered = sorted(known)
    pairs = [
        show_pair(known[a][1], known[b][1], _context(known[a][0], known[b][0], shared))
        for n, a in enumerate(ordered)
        for b in ordered[n + 1 :]
    ]
    pairs.sort(key=lambda p: (-p.score, p.a, p.b))
    best: tuple[PairShown, str] | None = None
    for other in others:
        if other.type != event.type:
            continue
        for theirs in other.mentions:
            far = profile(theirs)
            for mine, own in known.values():
                shown = show_pair(own, far, _context(mine, theirs, shared))
                if best is None or (shown.score, best[0].a, best[0].b) > (best[0].score, shown.a, shown.b):
                    best = shown, other.id
    kept_apart, nearest = best if best and best[0].score > 0 else (None, None)
    return Why(event.id, tuple(_connecting(pairs)), nearest, kept_apart)


def _connecting(pairs: list[PairShown]) -> list[PairShown]:
    """The best pairs that connect all mentions (a maximum spanning tree)."""
    group: dict[str, str] = {}

    def root(key: str) -> str:
        while group.setdefault(key, key) != key:
            key = group[key]
        return key

    out = []
    for shown in pairs:
        a, b = root(shown.a), root(shown.b)
        if a != b:
            group[b] = a
            out.append(shown)
    return out
