"""Connected components, by union-find with path halving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The connected components of an undirected graph, each sorted, by first node. Edges' ends must be
    nodes.
    """
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in edges:
        left, right = sorted((root(a), root(b)))
        parent[right] = left
    groups: dict[str, list[str]] = defaultdict(list)
    for node in parent:
        groups[root(node)].append(node)
    return sorted(tuple(sorted(group)) for group in groups.values())
