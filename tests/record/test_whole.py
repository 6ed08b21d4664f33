"""The record as its user has it: pages in, events out, checked and copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.errors import PageMissing, UsageError
from marsad.record import Record
from tests.record.make import DAY, other
from tests.store.make import reading, visit


def readings_kept(record: Record) -> int:
    with record._reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM readings").scalar()


def test_pages_in_events_out(record) -> None:
    added = record.add([reading("a"), reading("b", body="نص آخر"), reading("c", other())])
    assert (added.recorded, added.unchanged) == (3, 0)
    first, second = record.events()
    assert [m.page for m in first.mentions] == ["a", "b"]
    assert (first.start, second.start) == (DAY, date(2023, 2, 2))
    assert record.event(first.id) == first
    assert record.event_of("b#0") == first.id


def test_the_same_reading_changes_nothing(record) -> None:
    record.add(reading())
    before = record.events()
    assert record.add(reading()).unchanged == 1
    assert record.events() == before
    assert readings_kept(record) == 1


def test_the_newest_reading_counts_and_the_older_stays(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    record.add(reading("a", visit(date(2022, 6, 14), at=2), finder="f2"))
    (again,) = record.events()
    assert (again.start, again.id) == (date(2022, 6, 14), event.id)
    record.add(reading("a", finder="f1"))
    assert record.events()[0].start == DAY
    assert readings_kept(record) == 3


def test_failures_are_kept_until_the_page_is_read(record) -> None:
    record.add(failures=[PageMissing("a.txt", "there is no such file")])
    (row,) = record.pages()
    assert (row.path, row.failed) == ("a.txt", "there is no such file")
    record.add([reading("a"), replace(reading("b"), mentions=())])
    rows = record.pages()
    assert [(row.id, row.mentions, row.failed, row.empty) for row in rows] == [
        ("a", 1, None, False),
        ("b", 0, None, True),
    ]


def test_identifiers_stay_when_pages_are_added(record) -> None:
    record.add(reading("m"))
    (event,) = record.events()
    record.add([reading("a", body="نص آخر"), reading("z", other())])
    assert record.events()[0].id == event.id
    assert len(record.events()[0].mentions) == 2


def test_building_from_scratch_gives_the_same(record, tmp_path) -> None:
    record.add([reading("a"), reading("b", body="نص آخر"), reading("c", other())])
    record.judge("reject", record.events()[1].id, user="noor")
    with Record.open(record.place) as again:
        assert again.events() == record.events()


def test_check_finds_nothing_wrong_and_then_what_is(record) -> None:
    record.add(reading("a"))
    assert record.check() == []
    (event,) = record.events()
    record.judge("confirm", event.id, user="noor")
    record.add(reading("a", visit(at=60), finder="f2"))
    assert ["noor" in problem for problem in record.check()] == [True]
    record.add(reading("b", body="كلام آخر"))
    assert any("b#0: the quotation of evidence" in problem for problem in record.check())


def test_a_backup_is_a_record(record, tmp_path) -> None:
    record.add(reading("a"))
    record.backup(tmp_path / "copy.db")
    with Record.open(tmp_path / "copy.db") as copy:
        assert copy.events() == record.events()
    with pytest.raises(UsageError, match="exists"):
        record.backup(tmp_path / "copy.db")
