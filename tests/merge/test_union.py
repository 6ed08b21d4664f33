"""Connected components."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.merge.union import components, named_components

EDGES = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30)


@given(EDGES, st.randoms())
def test_a_partition_that_edges_stay_within_in_any_order(edges, random) -> None:
    groups = components(20, edges)
    place = {n: at for at, group in enumerate(groups) for n in group}
    assert sorted(place) == list(range(20))
    assert all(place[a] == place[b] for a, b in edges)
    random.shuffle(edges)
    assert components(20, edges) == groups


def test_what_no_edge_joins_stays_apart() -> None:
    assert named_components("abcd", [("a", "c")]) == [("a", "c"), ("b",), ("d",)]
