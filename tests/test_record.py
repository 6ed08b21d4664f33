"""The record as its user has it: pages in, events out, decisions kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.errors import PageMissing, RecordError, UsageError
from marsad.model import Participant
from marsad.record import COLUMNS, Record
from tests.store.make import reading, visit

DAY = date(2022, 6, 13)


@pytest.fixture
def record(place):
    with Record.open(place, {"المغرب": "MA"}.get) as opened:
        yield opened


def other(**fields):
    """A visit of somebody else, elsewhere, on another day."""
    told = visit(date(2023, 2, 2), 16, "ES")
    return replace(
        told,
        participants=(Participant("guest", "كريم الفاسي", "وزير الداخلية", None, "MA"), told.participants[1]),
        **fields,
    )


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


def test_building_from_scratch_gives_the_same(record, tmp_path) -> None:
    record.add([reading("a"), reading("b", body="نص آخر"), reading("c", other())])
    record.judge("reject", record.events()[1].id, user="noor")
    with Record.open(record.place) as again:
        assert again.events() == record.events()


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
