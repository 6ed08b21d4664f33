"""What the drawings are made of says what the events say."""

from __future__ import annotations

from marsad.lexicon.labels import load_labels
from marsad.view.actors import gather
from marsad.view.web.drawn import Limits, map_of, network_of, timeline_of
from marsad.view.web.queries import Found
from tests.view import made

EN = load_labels("en")


def found() -> Found:
    events = tuple(made.events())
    return Found(events, len(events))


def test_a_timeline_has_every_event_in_order_the_undated_last() -> None:
    drawn = timeline_of(found(), EN)
    assert [e.id for e in drawn.events] == ["ev-1", "ev-2", "ev-3"]
    first, second, last = drawn.events
    assert (first.disagrees, first.origins, first.precision) == (True, 2, "day")
    assert (second.start.isoformat(), second.end.isoformat(), second.precision) == ("2023-03-01", "2023-03-31", "month")
    assert (last.start, last.end, last.status) == (None, None, "planned")
    assert drawn.words["meeting"] == "Meeting"


def test_a_network_has_public_actors_of_what_happened() -> None:
    drawn = network_of(found(), EN, gather(made.events()), Limits())
    names = {node.id: node.label for node in drawn.nodes}
    assert [(names[link.source], names[link.target]) for link in drawn.links] == [(made.GUEST.name, made.HOST.name)]
    assert drawn.links[0].events == 1
    assert drawn.links[0].href.startswith("/events?person=")
    assert "about=" in drawn.links[0].href


def test_a_network_is_cut_at_its_limit() -> None:
    drawn = network_of(found(), EN, {}, Limits(nodes=1))
    assert (len(drawn.nodes), drawn.links) == (1, [])


def test_a_map_has_places_with_their_numbers() -> None:
    drawn = map_of(found(), EN)
    assert [(p.country, p.city, p.events) for p in drawn.places] == [("MA", None, 1), ("MA", "الرباط", 1)]
    assert all(p.lat is not None for p in drawn.places)
    assert sum(p.events for p in drawn.places) == sum(e.country is not None for e in found().events)
