"""Decisions: kept, told to who did not know of them, taken back."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.errors import RecordError, UsageError
from marsad.record import Record
from tests.record.make import other
from tests.store.make import reading, visit


def test_a_merged_identifier_points_on_and_undo_restores_it(record) -> None:
    record.add([reading("a"), reading("c", other())])
    before = record.events()
    first, second = before
    act = record.judge("merge", first.id, second.id, user="noor", reason="one trip")
    (event,) = record.events()
    assert record.event(first.id) == record.event(second.id) == event
    record.judge("undo", user="noor", act=act)
    assert record.events() == before
    assert [row.verb for row in record.judgements()] == ["merge", "undo"]


def test_split_and_not_the_same_hold_when_pages_are_added(record) -> None:
    record.add([reading("a"), reading("b", body="نص آخر")])
    (event,) = record.events()
    record.judge("split", event.id, user="noor", mentions=["b#0"])
    assert len(record.events()) == 2
    record.add(reading("c", body="نص ثالث"))
    groups = [{m.page for m in found.mentions} for found in record.events()]
    assert not any({"a", "b"} <= group for group in groups)
    with pytest.raises(UsageError, match="some, not all"):
        record.judge("split", record.events()[0].id, user="noor", mentions=["zzz"])


def test_reject_and_wrong_judgements(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    with pytest.raises(UsageError, match="2 different"):
        record.judge("merge", event.id, event.id, user="noor")
    with pytest.raises(UsageError, match="no judgement is called"):
        record.judge("applaud", event.id, user="noor")
    with pytest.raises(UsageError, match="no judgement to undo"):
        record.judge("undo", user="noor")
    record.judge("reject", event.id, user="noor", reason="a rumour")
    assert record.events() == []
    record.judge("undo", user="noor")
    assert record.events() == [event]


def test_a_judgement_made_meanwhile_is_told(record) -> None:
    record.add([reading("a"), reading("c", other())])
    first, _ = record.events()
    before = record.seen
    with Record.open(record.place) as colleague:
        colleague.judge("confirm", first.id, user="sami")
        with pytest.raises(RecordError, match="sami judged"):
            record.judge("reject", first.id, user="noor", seen=before)


def test_judgements_follow_into_a_new_reading(record) -> None:
    record.add([reading("a"), reading("b", body="نص آخر")])
    (event,) = record.events()
    record.judge("split", event.id, user="noor", mentions=["b#0"])
    record.add(reading("b", visit(date(2022, 12, 1), 50), visit(at=3), body="نص آخر", finder="f2"))
    assert len(record.events()) == 3
