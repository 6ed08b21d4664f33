"""Connected components, by union-find with path halving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def components(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of the graph over ``range(count)``: each in order, by first member."""
    parent = list(range(count))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(count):
        groups[root(n)].append(n)
    return list(groups.values())


def named_components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The same over names: each component sorted, by first name. Edges' ends must be nodes."""
    names = sorted(set(nodes))
    place = {name: n for n, name in enumerate(names)}
    found = components(len(names), ((place[a], place[b]) for a, b in edges))
    return [tuple(names[n] for n in group) for group in found]
