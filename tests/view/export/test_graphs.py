"""FollowTheMoney and linked data.

The FollowTheMoney library needs ICU, so ``ftm validate`` is not run here: the entities are held to the part of
its model that they use, copied below as names and ranges.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
import rdflib
from rdflib.namespace import PROV, RDF

from marsad.model import Participant
from tests.view.export.write import text, written
from tests.view.made import GUEST, HOST, arrest, events, meeting

THING = {"name", "summary", "description", "country", "sourceUrl", "publisher", "keywords"}
INTERVAL = {"startDate", "endDate", "date", "summary", "recordId", "sourceUrl"}
LEGAL = {"Person", "PublicBody"}
EVENT = THING | INTERVAL | {"location", "involved"}
# Schema: its properties, those it cannot be without, and what its references may point to.
MODEL = {
    "Person": (THING | {"position"}, {"name"}, {}),
    "PublicBody": (THING, {"name"}, {}),
    "Address": ({"full", "city", "country"}, set(), {}),
    "Article": (THING | {"title", "publishedAt"}, set(), {}),
    "Event": (EVENT, {"name"}, {"involved": LEGAL}),
    "Trip": (
        EVENT | {"startLocation", "endLocation"},
        {"name", "startLocation", "endLocation"},
        {"involved": LEGAL, "startLocation": {"Address"}, "endLocation": {"Address"}},
    ),
    "Call": (INTERVAL | {"caller", "receiver"}, set(), {"caller": LEGAL, "receiver": LEGAL}),
    "Documentation": (
        INTERVAL | {"document", "entity", "role"},
        {"document", "entity"},
        {"document": {"Article"}, "entity": {"Event", "Trip"}},
    ),
    "Mention": (
        {"document", "personMentioned", "contextCountry"},
        set(),
        {"document": {"Article"}},
    ),
}


def call():
    told = replace(meeting().mentions[0].mention, type="call")
    return replace(
        meeting(),
        id="ev-4",
        type="call",
        mentions=(replace(meeting().mentions[0], mention=told),),
        participants=(replace(HOST, part="party"), replace(GUEST, part="party")),
    )


def visit(**changes):
    return replace(meeting(), id="ev-5", type="visit", **changes)


def entities(found=None):
    lines = text("ftm", [*events(), call(), visit()] if found is None else found).splitlines()
    return [json.loads(line) for line in lines]


def test_every_entity_keeps_to_the_model():
    found = entities()
    schemas = {e["id"]: e["schema"] for e in found}
    assert len(schemas) == len(found), "an entity stands twice"
    assert set(schemas.values()) == set(MODEL)
    for e in found:
        allowed, required, ranges = MODEL[e["schema"]]
        assert set(e) == {"id", "schema", "properties"}
        assert set(e["properties"]) <= allowed, e
        assert required <= set(e["properties"]), e
        for name, values in e["properties"].items():
            assert values and all(isinstance(v, str) and v for v in values)
            if name in ranges:
                assert {schemas[v] for v in values} <= ranges[name], e


def test_countries_are_written_small_and_dates_as_exact_as_known():
    found = {e["properties"].get("recordId", [""])[0]: e["properties"] for e in entities()}
    assert found["ev-1"]["country"] == ["ma"] and found["ev-1"]["startDate"] == ["2023-02-14"]
    assert found["ev-2"]["startDate"] == ["2023-03"]
    assert "startDate" not in found["ev-3"]


def test_a_trip_needs_both_its_ends():
    (trip,) = (e for e in entities([visit()]) if e["schema"] == "Trip")
    assert trip["properties"]["location"] == ["الرباط, Morocco"]
    assert not [e for e in entities([visit(country=None)]) if e["schema"] in {"Trip", "Address"}]
    at_home = (HOST, replace(GUEST, country="MA"))
    assert not [e for e in entities([visit(participants=at_home)]) if e["schema"] == "Trip"]


def test_nobody_is_said_to_have_rung_the_other():
    (made,) = (e["properties"] for e in entities([call()]) if e["schema"] == "Call")
    assert made["caller"] == made["receiver"] and len(made["caller"]) == 2


def test_quotations_are_tied_to_their_page():
    found = {e["id"]: e for e in entities([meeting()])}
    quoted = [e["properties"] for e in found.values() if e["schema"] == "Documentation"]
    assert len(quoted) == 3
    assert {found[q["document"][0]]["properties"]["publisher"][0] for q in quoted} == {"الصباح", "المساء", "Le Matin"}


def test_bodies_have_no_country():
    body = Participant("guest", country="INTERPOL")
    (made,) = (e for e in entities([replace(meeting(), participants=(body,))]) if e["schema"] == "PublicBody")
    assert made["properties"] == {"name": ["INTERPOL"]}


# ---------------------------------------------------------------- linked data
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def graph():
    return rdflib.Graph().parse(data=written("jsonld"), format="json-ld")


def test_rdflib_reads_events_with_dates(graph):
    event = rdflib.URIRef("urn:marsad:event:ev-1")
    assert (event, RDF.type, SCHEMA.Event) in graph
    assert graph.value(event, SCHEMA.startDate).toPython() == date(2023, 2, 14)
    assert len(list(graph.subjects(RDF.type, SCHEMA.Event))) == 3
    place = graph.value(graph.value(event, SCHEMA.location), SCHEMA.address)
    assert str(graph.value(place, SCHEMA.addressLocality)) == "الرباط"


def test_every_event_leads_to_its_pages(graph):
    rows = graph.query(
        """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/>
        SELECT ?event ?words ?outlet ?origin WHERE {
          ?event a schema:Event ; prov:wasDerivedFrom ?mention ; prov:wasGeneratedBy ?made .
          ?mention schema:text ?words ; prov:wasQuotedFrom ?page ; prov:hadPrimarySource ?origin .
          OPTIONAL { ?page schema:publisher ?outlet }
        }"""
    )
    found = [(str(r.event)[-4:], str(r.outlet), str(r.origin)) for r in rows]
    assert len(found) == 5
    assert len({origin for event, _, origin in found if event == "ev-1"}) == 2


def test_provenance_names_the_program(graph):
    (activity,) = graph.subjects(RDF.type, PROV.Activity)
    (agent,) = graph.objects(activity, PROV.wasAssociatedWith)
    assert (agent, RDF.type, PROV.SoftwareAgent) in graph


def test_people_are_joined_to_what_they_attended(graph):
    attended = list(graph.objects(rdflib.URIRef("urn:marsad:event:ev-1"), SCHEMA.attendee))
    assert {str(graph.value(a, SCHEMA.name)) for a in attended} == {HOST.name, GUEST.name}


def test_the_context_asks_for_nothing_from_outside():
    context = json.loads(written("jsonld"))["@context"]
    assert isinstance(context, dict) and "@import" not in context


def test_the_name_of_a_private_person_is_in_neither():
    assert "الفلاني" not in text("ftm", [arrest()]) + text("jsonld", [arrest()])
