"""Asking a record: pages of events, counts by facet, and when an answer may have changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import UsageError
from marsad.merge.select import FACETS, EventQuery, facets_of, matches
from marsad.model import Participant
from marsad.record import FacetCount, Record
from tests.merge.strategies import mentions
from tests.store.make import reading, visit


@pytest.fixture
def record(place):
    with Record.open(place, {"إسبانيا": "ES"}.get) as opened:
        opened.add(
            [
                reading("a", visit(topics=("drugs",))),
                reading("b", visit(date(2022, 6, 13), 1), body="نص آخر", published=date(2022, 6, 20)),
                reading("c", visit(date(2023, 2, 2), country="ES"), body="نص ثالث"),
                reading("d", visit(None, country="FR", status="planned"), body="نص رابع", published=date(2024, 1, 1)),
            ]
        )
        yield opened


def pages(found) -> list[list[str]]:
    return [[m.page for m in event.mentions] for event in found]


def test_a_page_of_events_and_how_many_there_are(record) -> None:
    whole = record.find()
    assert pages(whole.events) == [["a", "b"], ["c"], ["d"]]
    assert whole.total == 3
    one = record.find(limit=1, offset=1)
    assert (pages(one.events), one.total) == ([["c"]], 3)
    assert record.find(limit=0).total == 3
    with pytest.raises(UsageError, match="nought"):
        record.find(offset=-1)


@pytest.mark.parametrize(
    ("order", "wanted"),
    [("date", "acd"), ("-date", "cad"), ("origins", "acd"), ("published", "dac"), ("disagreement", "cad")],
)
def test_orders(record, order, wanted) -> None:
    assert "".join(page[0] for page in pages(record.find(order=order).events)) == wanted


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"type": ["visit", "meeting"], "country": "إسبانيا"}, "c"),
        ({"status": "planned"}, "d"),
        ({"pair": "MA+ES"}, "c"),
        ({"country": ["MA", "US"]}, "a"),
        ({"origins": 2}, "a"),
        ({"undated": True}, "d"),
        ({"disagreement": "any"}, ""),
        ({"topic": "drugs", "text": "الطيبي"}, "a"),
        ({"about": "إسبانيا"}, "c"),
    ],
)
def test_filters(record, asked, wanted) -> None:
    query = record.query(**asked)
    found = record.find(query).events
    assert "".join(page[0] for page in pages(found)) == wanted
    assert all(matches(event, query) for event in found)
    assert not query.empty


def test_facets(record) -> None:
    counted = record.facets()
    assert set(counted) == set(FACETS)
    assert counted["country"][0] == FacetCount("MA", 3)
    assert counted["pair"] == (FacetCount("ES+MA", 1), FacetCount("FR+MA", 1), FacetCount("MA+US", 1))
    assert counted["year"] == (FacetCount("2022", 1), FacetCount("2023", 1))
    assert counted["origins"] == (FacetCount("1", 2), FacetCount("2", 1))
    assert counted["person"] == (FacetCount("حمزة الطيبي", 3),)
    asked = record.facets(EventQuery(statuses=("planned",)), ["status", "country"])
    assert [found.count for found in asked["status"]] == [2, 1]
    assert [found.value for found in asked["country"]] == ["FR", "MA"]
    with pytest.raises(UsageError, match="no facet 'colour'"):
        record.facets(facets=["colour"])


def test_the_revision_changes_with_what_is_known(record) -> None:
    before = record.revision()
    event = record.find(limit=1).events[0]
    assert record.revision() == before
    record.judge("confirm", event.id, user="noor")
    judged = record.revision()
    record.forget("c", user="noor", reason="so")
    assert len({before, judged, record.revision()}) == 3


@pytest.mark.parametrize("asked", [{"pair": "MA"}, {"pair": "MA+MA"}, {"status": "done"}, {"country": "nowhere"}])
def test_wrong_questions(record, asked) -> None:
    with pytest.raises(UsageError):
        record.query(**asked)


NAMES = ["حمزة الطيبي", "الطيبي", "Hamza Tibi", "فون دير لاين", "أورسولا فوندرلاين", "ح. الطيبي", "Karim El Fassi"]
OFFICES = ["وزير الداخلية", "وزارة الداخلية المغربية", "مدير الأمن الوطني", "الأمن"]


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_index_gives_what_matching_gives(places, data) -> None:
    """Every filter, over pages that use every value; ``text`` is the search index's own."""

    def told(n: int):
        name, office = (data.draw(st.none() | st.sampled_from(words)) for words in (NAMES, OFFICES))
        who = Participant("guest", name, office, None, "MA")
        one = data.draw(mentions())
        return reading(f"p{n}", replace(one, participants=(*one.participants, who)), body=f"نص {n}")

    asked = EventQuery(
        since=data.draw(st.none() | st.just(date(2022, 6, 3))),
        until=data.draw(st.none() | st.just(date(2022, 6, 9))),
        undated=data.draw(st.integers(0, 9)) == 0,
        types=data.draw(st.sampled_from([(), ("visit",), ("visit", "call")])),
        statuses=data.draw(st.sampled_from([(), ("happened",), ("planned", "denied")])),
        topics=data.draw(st.sampled_from([(), (), ("terrorism",), ("drugs", "terrorism")])),
        countries=data.draw(st.sampled_from([(), (), ("US",), ("SA", "MA")])),
        pair=data.draw(st.sampled_from([None, None, ("MA", "SA")])),
        person=data.draw(st.none() | st.sampled_from(NAMES)),
        institution=data.draw(st.none() | st.sampled_from(OFFICES)),
        about=data.draw(st.none() | st.sampled_from([*NAMES, *OFFICES])),
        origins=data.draw(st.sampled_from([0, 0, 1, 2, 6])),
        disagreement=data.draw(st.sampled_from([None, None, "any", "contradiction"])),
    )
    with Record.open(places()) as record:
        record.add(told(n) for n in range(data.draw(st.integers(1, 8))))
        every = record.find().events
        wanted = [event.id for event in every if matches(event, asked)]
        assert [event.id for event in record.find(asked).events] == wanted
        for name, found in record.facets(asked, ["country", "person", "month", "status"]).items():
            fitting = [event for event in every if matches(event, asked.without(name))]
            values = Counter(value for e in fitting for facet, value in facets_of(e) if facet == name)
            assert {one.value: one.count for one in found} == values
