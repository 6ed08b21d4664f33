from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import networkx as nx

from marsad.model import Participant
from marsad.view.export.network import actor, ties
from tests.view.export.write import written
from tests.view.made import GUEST, HOST, SUSPECT, arrest, meeting, plan


def gexf(found=None, lang="en"):
    return nx.read_gexf(io.BytesIO(written("gexf", found, lang)))


def test_who_met_whom_is_an_edge_with_weight_and_days():
    graph = gexf([meeting(), replace(meeting(), id="ev-9", start=date(2024, 1, 1), end=date(2024, 1, 2))])
    (edge,) = graph.edges(data=True)
    labels = {graph.nodes[n]["label"] for n in edge[:2]}
    assert labels == {HOST.name, GUEST.name}
    assert edge[2]["weight"] == 2 and edge[2]["types"] == "meeting 2"
    assert edge[2]["first"] == "2023-02-14" and edge[2]["last"] == "2024-01-02"
    assert edge[2]["events"] == "ev-1; ev-9"


def test_gexf_is_dynamic_over_the_days_of_the_events():
    text = written("gexf", [meeting()]).decode()
    assert 'mode="dynamic"' in text and 'timeformat="date"' in text
    assert '<spell start="2023-02-14" end="2023-02-14"' in text


def test_graphml_is_the_same_graph():
    graph = nx.read_graphml(io.BytesIO(written("graphml")))
    assert set(graph.nodes) == set(gexf().nodes) and len(graph.edges) == len(gexf().edges)
    assert all(data["weight"] >= 1 for _, _, data in graph.edges(data=True))


def test_what_is_only_planned_or_denied_joins_nobody():
    assert len(gexf([plan(), replace(meeting(), status="denied")]).nodes) == 0


def test_a_private_person_is_no_node():
    assert actor(SUSPECT) is None
    actors, seen, joined = ties([arrest()])
    assert [a.kind for a in actors.values()] == ["institution"] and sum(seen.values()) == 1 and not joined


def test_members_of_one_delegation_did_not_meet_each_other():
    second = replace(GUEST, name="ماريا غارثيا")
    _, _, joined = ties([replace(meeting(), participants=(HOST, GUEST, second))])
    assert len(joined) == 2


def test_names_that_fold_alike_within_a_country_are_one():
    one, other = actor(HOST), actor(replace(HOST, name="عبدالله المنصورى"))
    assert one is not None and other is not None and one.key == other.key
    elsewhere = actor(replace(HOST, country="AE"))
    assert elsewhere is not None and elsewhere.key != one.key


def test_countries_and_bodies_take_their_name_in_the_language_asked_for():
    found = replace(
        meeting(), participants=(HOST, Participant("guest", country="ES"), Participant("guest", country="EU"))
    )
    graph = gexf([found], "fr")
    assert {(d["kind"], d["label"]) for _, d in graph.nodes(data=True) if d["kind"] in {"country", "body"}} >= {
        ("country", "Espagne")
    }
    assert len(graph.nodes) == 3


def test_an_institution_under_several_names_is_one_and_its_sister_another():
    names = ("المديرية العامة لمراقبة التراب الوطني", "DGST", "الديستي", "المديرية العامة للأمن الوطني")
    bodies = [actor(Participant("party", None, None, name, "MA")) for name in names]
    assert len({body.key for body in bodies if body}) == 2
    assert [body.name for body in bodies if body] == list(names)
