"""What a record answers: events, pages, readings, findings, and why mentions are one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.errors import UsageError
from marsad.record import COLUMNS
from tests.record.make import other
from tests.store.make import reading, visit


def test_a_reading_comes_back_whole(record) -> None:
    told = reading("a")
    record.add(told)
    assert record.reading("a") == told
    assert list(record.readings()) == [told]
    with pytest.raises(UsageError, match="there is no page"):
        record.reading("zzz")


def test_filters(record) -> None:
    record.add([reading("a"), reading("c", other(topics=("drugs",)))])
    visit_us, visit_es = record.events()

    def found(**asked):
        return [event.id for event in record.events(**asked)]

    assert found(since="2022-06-13", until="2022-06-13") == [visit_us.id]
    assert found(since=date(2022, 6, 14)) == [visit_es.id]
    assert found(until="2022-06-12") == []
    assert found(person="الطيبي") == found(person="Hamza Tibi") == [visit_us.id]
    assert found(institution="الأمن الوطني") == [visit_us.id]
    assert found(country="ES") == [visit_es.id]
    assert found(country="المغرب") == [visit_us.id, visit_es.id]
    assert found(topic="drugs") == [visit_es.id]
    assert found(type="visit") == [visit_us.id, visit_es.id]
    assert found(about="الفاسي") == [visit_es.id]
    assert found(about="المغرب") == [visit_us.id, visit_es.id]
    assert found(text="واشنطن") == []
    assert found(text="الطيبي حمزة") == [visit_us.id]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"type": "party"}, "there are visit"),
        ({"country": "أطلانتس"}, "no country"),
        ({"since": "last week"}, "since"),
        ({"since": "2023-01-01", "until": "2022-01-01"}, "before it begins"),
    ],
)
def test_wrong_questions(record, asked, words) -> None:
    with pytest.raises(UsageError, match=words):
        record.events(**asked)


def test_undated_events_fit_no_period(record) -> None:
    record.add(reading("a", visit(None)))
    assert len(record.events()) == 1
    assert record.events(since="2022-01-01") == []


def test_unknown_events_name_near_ones(record) -> None:
    record.add(reading())
    (event,) = record.events()
    with pytest.raises(UsageError, match=event.id):
        record.event(event.id[:-1] + "x")


def test_frames(record) -> None:
    pytest.importorskip("pandas")
    record.add(reading())
    frame = record.events().to_frame()
    assert list(frame.columns) == list(COLUMNS)
    assert frame.loc[0, "participants"] == "(US); حمزة الطيبي (MA)"
    assert list(record.events(country="FR").to_frame().columns) == list(COLUMNS)


def test_why(record) -> None:
    record.add([reading("a"), reading("b", body="نص آخر"), reading("c", other())])
    why = record.why(record.events()[0].id)
    (pair,) = why.pairs
    assert pair.score >= why.threshold
    assert {f.feature for f in pair.features} >= {"time", "people", "countries"}
    assert why.kept_apart is None or why.kept_apart.conflict


def test_findings_of_pages_and_events(record) -> None:
    day_after = replace(visit(date(2022, 6, 14)), participants=visit().participants)
    record.add([reading("a"), reading("b", day_after, body="زار حمزة الطيبي")])
    (event,) = record.events()
    assert [(about, finding.kind) for about, finding in record.findings()] == [
        ("a", "date-conflict"),
        ("b", "date-conflict"),
        (event.id, "contradiction"),
    ]
