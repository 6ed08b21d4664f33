"""The merged view: kept, made again when it must be, and the same as merging everything at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.merge import merge_readings
from marsad.model import Article, Reading
from marsad.record import Record
from marsad.store import feed, refresh, view
from tests.merge.strategies import mentions

from .make import BODY, reading, visit


@st.composite
def pages(draw) -> list[Reading]:
    out = []
    for n in range(draw(st.integers(1, 6))):
        day = draw(st.none() | st.dates(date(2022, 6, 1), date(2022, 6, 14)))
        article = Article(f"p{n}", f"p{n}.txt", f"p{n}", "v", "عنوان الخبر", f"نص الصفحة {n}", "ar", day, "", f"o{n}")
        out.append(Reading(article, tuple(draw(st.lists(mentions(), max_size=3))), finder="f", lexicon="l"))
    return out


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages(), st.randoms())
def test_a_record_gives_what_merging_gives_in_any_order(places, readings, random) -> None:
    wanted = merge_readings(readings)
    random.shuffle(readings)
    with Record.open(places()) as record:
        record.add(readings)
        assert list(record.events()) == wanted


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages(), st.integers(0, 6))
def test_batches_give_the_same_groups(places, readings, cut) -> None:
    wanted = {frozenset(m.key for m in event.mentions) for event in merge_readings(readings)}
    with Record.open(places()) as record:
        record.add(readings[:cut])
        record.events()
        record.add(readings[cut:])
        assert {frozenset(m.key for m in event.mentions) for event in record.events()} == wanted


def test_it_is_made_once_and_again_when_pages_come(place, monkeypatch) -> None:
    made = []
    run = refresh._Refresh.run
    monkeypatch.setattr(refresh._Refresh, "run", lambda self: made.append(1) or run(self))
    with Record.open(place) as record:
        record.add(reading("a"))
        assert len(record.events()) == len(record.events(since="2022-01-01")) == 1
        with Record.open(place) as colleague:
            assert colleague.events() == record.events()
        assert len(made) == 1
        record.add(reading("b", visit(date(2023, 1, 1)), body="نص آخر"))
        assert len(record.events()) == 2
        assert len(made) == 2


def test_another_program_makes_it_again(place, monkeypatch) -> None:
    with Record.open(place) as record:
        record.add(reading("a"))
        before = record.events()
        monkeypatch.setattr(view, "RULES", view.RULES + 1)
        assert record.events() == before
        with record._reading() as connection:
            assert view.kept_state(connection) is not None


def test_the_feed_is_in_the_order_of_time_and_read_as_it_is_asked_for(record_for_feed) -> None:
    record = record_for_feed
    whole = [change.data for change in record.changes()]
    assert [line["kind"] for line in whole].count("read") == 7
    assert sorted(whole, key=lambda line: line["at"]) == whole
    assert all(line["events"] for line in whole if line["kind"] == "read")
    stream = record.changes()
    assert next(stream).data == whole[0]  # nothing is asked for the rest
    assert [change.data for change in stream] == whole[1:]
    stream = record.each_page()
    assert [next(stream).identity, *(row.identity for row in stream)] == [row.identity for row in record.pages()]


@pytest.fixture
def record_for_feed(place, monkeypatch):
    monkeypatch.setattr(feed, "PART", 2)
    with Record.open(place) as record:
        for n in range(6):
            record.add(reading(f"p{n}", visit(at=n), version=f"v{n}", body=f"{BODY} {n}"))
        event = record.events()[0]
        record.judge("confirm", event.id, user="noor")
        record.add(reading("late", version="late", body=f"{BODY} late"))
        yield record
