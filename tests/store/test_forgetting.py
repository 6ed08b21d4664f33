"""The one thing that destroys: nothing of the words stays in the file, and they do not come back."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import RecordLocked, UsageError
from marsad.model import Evidence, Participant
from marsad.record import Record
from marsad.store import opening
from marsad.store.forgetting import FILLER, without_passage
from marsad.view.private import all_evidence

from .make import BODY, reading, visit

WORDS = "وحضرت المراسم سلمى البرنوصي رفقة آخرين"
TOLD = BODY + " " + WORDS + "."
AT = TOLD.index(WORDS)
PASSAGE = (AT, AT + len(WORDS))


@pytest.fixture
def record(place):
    with Record.open(place) as opened:
        yield opened


def page(name: str = "a", **fields):
    """A page that tells a visit, and a meeting in the passage's words; its city is in the passage too."""
    city = Evidence("body", AT + 2, AT + 9, TOLD[AT + 2 : AT + 9], "test")
    told = replace(visit(), city="الرباط", fields={"city": city})
    meeting = replace(
        visit(date(2022, 6, 20), 0, "ES"),
        type="meeting",
        evidence=Evidence("body", *PASSAGE, WORDS, "test"),
        participants=(Participant("host", None, None, None, "ES"),),
    )
    return reading(name, told, meeting, body=TOLD, title=fields.pop("title", "زيارة مراسم"), **fields)


def left_in_file(record: Record, *words: str) -> list[str]:
    """Which of ``words`` any of the record's files, or any row of its database, still has."""
    if record.path is None:
        return [word for word in words if word in all_rows(record)]
    files = [p.read_bytes() for p in record.path.parent.glob(record.path.name + "*")]
    return [word for word in words if any(word.encode() in data for data in files)]


def all_rows(record: Record) -> str:
    with record._reading() as connection:
        tables = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        asked = [f"SELECT t::text FROM {name} t" for name in tables.scalars()]
        return "\n".join(text for query in asked for text in connection.exec_driver_sql(query).scalars())


def test_the_words_are_in_the_file_before(record) -> None:
    record.add(page())
    record.events()
    assert left_in_file(record, "البرنوصي", "المراسم", "الطيبي") == ["البرنوصي", "المراسم", "الطيبي"]


def test_a_page_is_gone_from_the_file_and_leaves_a_tombstone(record) -> None:
    record.add([page(), reading("b", visit(date(2023, 1, 1)), title="آخر", version="v7")])
    record.events()
    assert record.forget("a", user="noor", reason="court order") == []
    assert left_in_file(record, "البرنوصي", "برنوصي", "المراسم", "مراسم", "رفقة") == []
    assert [row.id for row in record.pages()] == ["b"]
    assert [m.page for event in record.events() for m in event.mentions] == ["b"]
    assert record.events(text="المراسم") == []
    (stone,) = record.tombstones()
    assert (stone.page, stone.start, stone.user, stone.reason) == ("a", None, "noor", "court order")
    with pytest.raises(UsageError, match="forgotten by noor"):
        record.reading("a")
    assert record.check() == []


def test_a_passage_goes_with_all_that_rested_on_it(record) -> None:
    record.add(page())
    record.events()
    record.forget("a", *PASSAGE, user="noor", reason="names a minor")
    assert left_in_file(record, "البرنوصي", "سلمى", "رفقة") == []
    told = record.reading("a")
    assert told.article.body == TOLD[:AT] + FILLER * len(WORDS) + "."
    (event,) = record.events()
    assert (event.type, event.city) == ("visit", None)
    assert event.mentions[0].mention.reasons["city"]
    assert record.events(text="الطيبي") == [event]
    assert record.check() == []


def test_a_title_with_the_passage_loses_it_too(record) -> None:
    record.add(page(title=f"صورة: {WORDS}"))
    record.forget("a", *PASSAGE, user="noor", reason="so")
    assert left_in_file(record, "البرنوصي") == []
    assert record.reading("a").article.title == "صورة: " + FILLER * len(WORDS)


def test_what_is_forgotten_does_not_come_back_with_the_same_version(record) -> None:
    record.add([page("a"), page("b", version="v2")])
    record.forget("a", user="noor", reason="so")
    record.forget("b", *PASSAGE, user="noor", reason="so")
    before = record.events()
    record.add([page("a"), page("b", version="v2"), page("a", finder="f9"), page("b", version="v2", finder="f9")])
    assert left_in_file(record, "البرنوصي", "سلمى") == []
    assert [event.id for event in record.events()] == [event.id for event in before]
    record.add(page("elsewhere", version="v1"))  # the same bytes under another name
    record.add(reading("b", body="مقدمة. " + TOLD, version="v2", finder="f10"))  # read differently: nobody knows where
    assert left_in_file(record, "البرنوصي", "سلمى") == []
    record.add(page("a", version="v3"))
    assert record.reading("a").article.body == TOLD


def test_two_passages_and_then_the_page(record) -> None:
    record.add(page())
    record.forget("a", *PASSAGE, user="noor", reason="one")
    record.forget("a", 0, 3, user="noor", reason="two")
    assert record.reading("a").article.body.startswith(FILLER * 3)
    assert record.add(page()).recorded == 0
    assert record.reading("a").article.body.startswith(FILLER * 3)
    assert record.events() == []
    record.forget("a", user="noor", reason="three")
    assert record.pages() == []


def test_older_readings_lose_it_too_and_reprints_keep_theirs(record) -> None:
    record.add([page("a", finder="f0"), page("a"), page("b", version="v1"), page("c", version="v7")])
    assert record.forget("a", *PASSAGE, user="noor", reason="so") == ["b"]
    with record._reading() as connection:
        bodies = list(connection.exec_driver_sql("SELECT body FROM texts").scalars())
        assert connection.exec_driver_sql("SELECT count(*) FROM readings").scalar() == 4
    assert sorted(WORDS in body for body in bodies) == [False, True]
    record.forget("b", user="noor", reason="so")
    record.forget("c", user="noor", reason="so")
    assert left_in_file(record, "البرنوصي", "سلمى") == []


def test_judgements_stay_without_their_words(record) -> None:
    record.add([page(), reading("b", body=BODY + " نص آخر")])
    visited = next(event for event in record.events() if event.type == "visit")
    record.correct(visited.id, "city", "مدينة سلمى", user="noor", reason="as سلمى says")
    record.add_event("a", "سلمى البرنوصي", "call", user="noor", reason="سلمى again")
    record.add_participant(
        visited.id, "a", "سلمى البرنوصي", "party", user="noor", name="سلمى البرنوصي", country="MA"
    )
    record.judge("confirm", visited.id, user="sami", reason="سلمى")
    before = [(row.act, row.user, row.verb, row.at) for row in record.judgements()]
    record.forget("a", user="noor", reason="court order")
    assert left_in_file(record, "سلمى", "البرنوصي") == []
    assert [(row.act, row.user, row.verb, row.at) for row in record.judgements()] == before
    (event,) = record.events()
    assert [m.page for m in event.mentions] == ["b"]
    assert [p.name for p in event.participants if p.name == "سلمى البرنوصي"] == []
    assert record.check() == []
    for act in sorted({row.act for row in record.judgements()}, reverse=True):
        record.judge("undo", act=act, user="noor")


def test_wrong_passages_and_reasons_destroy_nothing(record) -> None:
    record.add(page())
    for start, end in ((5, 5), (9, 3), (0, len(TOLD) + 1)):
        with pytest.raises(UsageError, match=f"{len(TOLD)} characters"):
            record.forget("a", start, end, user="noor", reason="so")
    with pytest.raises(UsageError, match="--because"):
        record.forget("a", user="noor", reason=" ")
    with pytest.raises(UsageError, match="there is no page"):
        record.forget("zz", user="noor", reason="so")
    assert record.reading("a") == page()
    assert record.tombstones() == []


def test_while_somebody_reads_it_is_told_and_cleaned_later(tmp_path, monkeypatch) -> None:
    record = Record.open(tmp_path / "r.db")
    record.add(page())
    record.events()
    other = sqlite3.connect(record.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM pages").fetchone()
    monkeypatch.setattr(opening, "SCRUB_WAIT", 0.05)
    with pytest.raises(RecordLocked):
        record.forget("a", user="noor", reason="so")
    other.execute("ROLLBACK")
    other.close()
    assert record.pages() == []
    record.scrub()
    assert left_in_file(record, "البرنوصي") == []


def test_a_colleague_sees_it_go(record) -> None:
    record.add(page())
    with Record.open(record.place) as colleague:
        assert colleague.events()
        colleague._store.close()
        record.forget("a", user="noor", reason="so")
        assert colleague.events() == []


def test_copies_of_migrations_are_named(tmp_path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        (tmp_path / "r.db.v1").write_bytes(b"")
        assert record.copies() == [str(tmp_path / "r.db.v1")]


@given(st.integers(0, len(TOLD)), st.integers(0, len(TOLD)))
def test_no_value_rests_on_a_forgotten_passage(a, b) -> None:
    start, end = sorted((a, b))
    told = page()
    left = without_passage(told, start, end)
    assert len(left.article.body) == len(TOLD)
    assert left.article.body[start:end] == FILLER * (end - start)
    for mention in left.mentions:
        for words in all_evidence(mention):
            assert left.article.text(words.where)[words.start : words.end] == words.quote
            assert FILLER not in words.quote
