"""Judgements: what stands on top of the pages, taken back, rebuilt, and told to who comes second."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import RecordError, UsageError
from marsad.model import Participant
from marsad.record import Record
from marsad.store import refresh

from .make import BODY, reading, visit
from .test_view import pages

LATER = date(2022, 6, 14)


@pytest.fixture
def record(place):
    with Record.open(place, {"المغرب": "MA", "إسبانيا": "ES"}.get) as opened:
        yield opened


def other(page: str = "c", **fields):
    told = visit(date(2023, 2, 2), 16, "ES", **fields)
    people = (Participant("guest", "كريم الفاسي", "وزير الداخلية", None, "MA"), told.participants[1])
    return reading(page, replace(told, participants=people), body=BODY + f" {page}")


def rebuilt(record: Record) -> list:
    """The events after the view was dropped, as another process makes them."""
    with record._writing() as connection:
        refresh.drop(connection)
    with Record.open(record.place, record._countries) as again:
        return again.events()


# ---------------------------------------------------------------- correct
@pytest.mark.parametrize(
    ("field", "value", "attribute", "wanted"),
    [
        ("date", "2022-06-20", "start", date(2022, 6, 20)),
        ("date", "2022-06", "end", date(2022, 6, 30)),
        ("date", "none", "start", None),
        ("country", "إسبانيا", "country", "ES"),
        ("city", "مدريد", "city", "مدريد"),
        ("status", "denied", "status", "denied"),
        ("topics", "drugs, borders", "topics", ("drugs", "borders")),
        ("count", "3", "count", 3),
        ("attribution", "official", "attribution", "official"),
        ("type", "meeting", "type", "meeting"),
    ],
)
def test_a_correction_stands_above_the_pages_and_undo_takes_it_away(record, field, value, attribute, wanted) -> None:
    record.add(reading("a"))
    (before,) = record.events()
    act = record.correct(before.id, field, value, user="noor", reason="the ministry says so")
    (event,) = record.events()
    assert getattr(event, attribute) == wanted
    signed, *told = event.claims[field]
    assert (signed.signed.user, signed.signed.act, signed.signed.reason) == ("noor", act, "the ministry says so")
    if before.claims.get(field):
        assert tuple(told) == before.claims[field]
    assert rebuilt(record) == [event]
    record.judge("undo", act=act, user="noor")
    assert record.events() == [before]


def test_corrected_dates_and_types_are_what_is_searched(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    record.correct(event.id, "date", "2024-01-05", user="noor", reason="so")
    record.correct(event.id, "type", "meeting", user="noor", reason="so")
    assert record.events(since="2024-01-01", type="meeting")
    assert not record.events(type="visit")
    assert not record.events(until="2023-12-31")


def test_undo_of_the_second_correction_restores_the_first_with_its_signature(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    first = record.correct(event.id, "city", "فاس", user="noor", reason="one")
    second = record.correct(event.id, "city", "مكناس", user="sami", reason="two")
    assert record.event(event.id).city == "مكناس"
    with pytest.raises(RecordError, match="followed by judgement"):
        record.judge("undo", act=first, user="noor")
    undone = record.judge("undo", act=second, user="noor")
    (corrected,) = record.events()
    assert corrected.city == "فاس"
    assert corrected.claims["city"][0].signed.user == "noor"
    with pytest.raises(RecordError, match="taken back"):
        record.judge("undo", act=second, user="noor")
    record.judge("undo", act=undone, user="sami")
    assert record.event(event.id).city == "مكناس"


def test_participants_are_corrected_taken_off_and_added(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    record.correct(event.id, "participants[الطيبي].role", "وزير العدل", user="noor", reason="he moved")
    assert {p.role for p in record.event(event.id).participants} == {"وزير العدل", None}
    record.correct(event.id, "participants[US]", "none", user="noor", reason="not there")
    assert [p.name for p in record.event(event.id).participants] == ["حمزة الطيبي"]
    record.add_participant(
        event.id, "a", "وزيرة الدفاع لينا كارتر", "host", user="noor", name="لينا كارتر", country="US"
    )
    corrected = record.event(event.id)
    assert {(p.part, p.name) for p in corrected.participants} == {("guest", "حمزة الطيبي"), ("host", "لينا كارتر")}
    added = corrected.claims["participants"][0]
    assert added.signed.evidence.quote == BODY[added.signed.evidence.start : added.signed.evidence.end]
    assert rebuilt(record) == [corrected]
    assert record.events(person="لينا كارتر")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("dat", "2022", "there are type, date"),
        ("date", "soon", "2022-W24"),
        ("date", "2022-06-14/2022-06-13", "before it begins"),
        ("status", "over", "happened, ongoing"),
        ("type", "party", "visit, meeting"),
        ("topics", "drugs,chess", "terrorism"),
        ("count", "many", "write 3"),
        ("country", "Atlantis", "its name or its code"),
        ("participants[نادية]", "none", "حمزة الطيبي"),
        ("participants[الطيبي]", "x", "takes only none"),
        ("participants[الطيبي].age", "4", "name, role, org"),
        ("participants[الطيبي].part", "boss", "host, guest"),
    ],
)
def test_wrong_corrections_name_what_exists(record, field, value, told) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    with pytest.raises(UsageError, match=told.replace("[", r"\[")):
        record.correct(event.id, field, value, user="noor", reason="so")
    assert record.judgements() == []


def test_a_correction_needs_a_reason_and_an_event(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    with pytest.raises(UsageError, match="--because"):
        record.correct(event.id, "city", "فاس", user="noor", reason=" ")
    with pytest.raises(UsageError, match=event.id):
        record.correct(event.id[:-1] + "x", "city", "فاس", user="noor", reason="so")


def test_two_corrections_that_a_merge_brings_together_are_told(record) -> None:
    record.add([reading("a"), other()])
    first, second = record.events()
    record.correct(first.id, "city", "فاس", user="noor", reason="one")
    record.correct(second.id, "city", "مكناس", user="sami", reason="two")
    record.judge("merge", first.id, second.id, user="noor")
    (event,) = record.events()
    assert event.city == "مكناس"
    assert any("فاس (noor" in f.why and "مكناس (sami" in f.why for f in event.disagreements)


def test_after_a_split_a_correction_stays_with_most_of_what_it_was_about(record) -> None:
    record.add([reading("a"), reading("b", body="نص آخر"), reading("d", body="نص ثالث")])
    (event,) = record.events()
    record.correct(event.id, "city", "فاس", user="noor", reason="so")
    record.judge("split", event.id, mentions=["d"], user="noor")
    cities = {frozenset(m.page for m in found.mentions): found.city for found in record.events()}
    assert cities == {frozenset("ab"): "فاس", frozenset("d"): None}


def test_corrections_follow_into_a_new_reading(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    record.correct(event.id, "city", "فاس", user="noor", reason="so")
    record.add(reading("a", visit(at=3), finder="f2"))
    assert record.event(event.id).city == "فاس"


def test_a_private_person_gets_no_name(record) -> None:
    arrest = replace(visit(), type="arrest", participants=(Participant("subject", country="FR"),))
    record.add(reading("a", arrest))
    (event,) = record.events()
    with pytest.raises(UsageError, match="without a name"):
        record.correct(event.id, "participants[FR].name", "فلان", user="noor", reason="so")
    with pytest.raises(UsageError, match="without a name"):
        record.add_participant(event.id, "a", "حمزة", "subject", name="فلان", user="noor")


# ---------------------------------------------------------------- add
def test_a_missed_event_is_told_by_its_page_like_any_other(record) -> None:
    record.add([reading("a"), replace(reading("b"), mentions=())])
    act = record.add_event(
        "b", "حيث التقى  وزيرة الدفاع", "meeting", user="noor", date="2022-06-13", country="US", topics="defence"
    )
    meeting = next(event for event in record.events() if event.type == "meeting")
    (mention,) = meeting.mentions
    words = mention.mention.evidence
    assert words.quote == BODY[words.start : words.end] == "حيث التقى وزيرة الدفاع"
    assert (meeting.start, meeting.country, meeting.topics) == (date(2022, 6, 13), "US", ("defence",))
    assert record.event_of(mention.key) == meeting.id
    assert [e.id for e in record.events(text="وزيرة الدفاع", type="meeting")] == [meeting.id]
    record.correct(meeting.id, "city", "واشنطن", user="noor", reason="so")
    assert record.event(meeting.id).city == "واشنطن"
    assert meeting.id in {e.id for e in rebuilt(record)}
    assert record.check() == []
    record.judge("undo", act=act, user="noor")
    assert [event.type for event in record.events()] == ["visit"]


def test_an_added_event_steps_back_where_the_finder_finds_it(record) -> None:
    record.add(replace(reading("b"), mentions=()))
    record.add_event("b", BODY[:20], "visit", user="noor", date="2022-06-13")
    (event,) = record.events()
    record.correct(event.id, "city", "واشنطن", user="noor", reason="so")
    record.add(reading("b", visit(), finder="f2"))
    (found,) = record.events()
    assert found.mentions[0].mention.evidence.rule == "test"
    assert (found.id, found.city) == (event.id, "واشنطن")


def test_an_added_event_moves_with_its_words_and_is_missed_by_check_without_them(record) -> None:
    record.add(replace(reading("b"), mentions=()))
    record.add_event("b", "التقى وزيرة الدفاع", "meeting", user="noor")
    record.add(replace(reading("b", body="مقدمة. " + BODY, finder="f2"), mentions=()))
    (event,) = record.events()
    words = event.mentions[0].mention.evidence
    assert ("مقدمة. " + BODY)[words.start : words.end] == words.quote
    record.add(replace(reading("b", body="كلام آخر", finder="f3"), mentions=()))
    assert record.events() == []
    assert any("no longer has" in problem for problem in record.check())


def test_quotations_must_stand_on_the_page_once(record) -> None:
    record.add(reading("a", body=BODY + " " + BODY))
    with pytest.raises(UsageError, match="does not say"):
        record.add_event("a", "لم يقل أحد هذا", "meeting", user="noor")
    with pytest.raises(UsageError, match="2 times"):
        record.add_event("a", "التقى وزيرة", "meeting", user="noor")
    with pytest.raises(UsageError, match="empty"):
        record.add_event("a", " ", "meeting", user="noor")
    with pytest.raises(UsageError, match="there is no page"):
        record.add_event("z", "التقى", "meeting", user="noor")
    with pytest.raises(UsageError, match="there are visit, meeting"):
        record.add_event("a", BODY + " " + BODY, "visti", user="noor")
    with pytest.raises(UsageError, match="there are date, country"):
        record.add_event("a", BODY + " " + BODY, "visit", user="noor", colour="red")


# ---------------------------------------------------------------- several at once
def test_many_events_are_merged_at_once(record) -> None:
    record.add([reading("a"), other("c"), reading("d", visit(date(2021, 1, 1), 50, "FR"), body=BODY + "د")])
    ids = [event.id for event in record.events()]
    act = record.judge("merge", *ids, user="noor")
    (event,) = record.events()
    assert {record.event(id).id for id in ids} == {event.id}
    record.judge("undo", act=act, user="noor")
    assert [event.id for event in record.events()] == ids


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(record) -> None:
    record.add([reading("a"), other()])
    first, second = record.events()
    with Record.open(record.place) as colleague:
        colleague.events()
        record.correct(first.id, "city", "فاس", user="noor", reason="so")
        with pytest.raises(RecordError, match="noor judged the same city of the same mentions"):
            colleague.correct(first.id, "city", "مكناس", user="sami", reason="no", seen=0)
        colleague.correct(first.id, "count", "2", user="sami", reason="another field", seen=0)
        record.judge("merge", first.id, second.id, user="noor")
    assert record.events()[0].city == "فاس"


def test_merge_against_not_the_same_is_told(record) -> None:
    record.add([reading("a"), other("c"), reading("d", visit(date(2021, 1, 1), 50, "FR"), body=BODY + "د")])
    ids = [event.id for event in record.events()]
    with Record.open(record.place) as colleague:
        colleague.judge("not-the-same", ids[1], ids[2], user="sami")
        with pytest.raises(RecordError, match="sami judged"):
            record.judge("merge", *ids, user="noor", seen=0)


WRITER = textwrap.dedent("""
    import sys
    from marsad.errors import RecordError
    from marsad.record import Record
    with Record.open(sys.argv[1]) as record:
        ids = [event.id for event in record.events()]
        for n in range(8):
            try:
                seen = record.seen
                print("won", record.correct(ids[n % 2], "city", f"city {n}", user=sys.argv[2], reason="so", seen=seen))
            except RecordError as error:
                assert "judged the same" in str(error), error
                print("told")
""")


def test_many_writers_at_once_lose_nothing(record) -> None:
    record.add([reading("a"), other()])
    record.events()
    root = Path(__file__).parents[2]
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(record.place), f"u{n}"], stdout=subprocess.PIPE, text=True, cwd=root
        )
        for n in range(4)
    ]
    said = [line for writer in writers for line in writer.communicate()[0].splitlines()]
    assert len(said) == 32
    won = [int(line.split()[1]) for line in said if line.startswith("won")]
    acts = {row.act for row in record.judgements()}
    assert acts == set(won)
    assert len(won) == len(set(won))
    assert record.check() == []


# ---------------------------------------------------------------- history
def test_history_knows_rejected_merged_and_undone(record) -> None:
    record.add([reading("a"), other()])
    first, second = record.events()
    assert record.history(first.id) == []
    record.correct(first.id, "city", "فاس", user="noor", reason="so")
    merged = record.judge("merge", first.id, second.id, user="noor", reason="one trip")
    record.judge("undo", act=merged, user="sami")
    rejected = record.judge("reject", first.id, user="noor", reason="a rumour")
    told = record.history(first.id)
    assert [act.verb for act in told] == ["correct", "merge", "undo", "reject"]
    assert [act.stands for act in told] == [True, False, True, True]
    assert told[2].undid == merged == told[1].act
    assert [act.verb for act in record.history(second.id)] == ["merge", "undo"]
    with pytest.raises(UsageError, match=f"marsad history {first.id}"):
        record.event(first.id)
    record.judge("undo", act=rejected, user="noor")
    assert record.event(first.id).city == "فاس"
    with pytest.raises(UsageError, match="there is no event"):
        record.history("e-nothing")


def test_confirmations_are_shown_until_taken_back(record) -> None:
    record.add(reading("a"))
    (event,) = record.events()
    act = record.judge("confirm", event.id, user="noor", reason="seen")
    assert [(by.user, by.reason) for by in record.event(event.id).confirmed] == [("noor", "seen")]
    record.judge("undo", act=act, user="noor")
    assert record.events() == [event]


# ---------------------------------------------------------------- rebuilt
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["merge", "not-the-same", "split", "confirm", "reject", "correct", "person", "add", "undo", "read"]
        ),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    max_size=7,
)
VALUES = [("date", "2022-06-03"), ("date", "2022-06"), ("city", "فاس"), ("status", "denied"), ("country", "FR"),
          ("count", "7"), ("type", "call"), ("topics", "drugs")]  # fmt: skip


def do(record: Record, verb: str, a: int, b: int, readings: list) -> None:
    """One step by somebody; what cannot be done then is left."""
    events = record.events()
    acts = sorted({row.act for row in record.judgements()})
    if verb == "read":
        record.add(replace(readings[a % len(readings)], finder=f"f{b}"))
        return
    if verb == "add":
        told = readings[a % len(readings)]
        record.add_event(told.article.identity, told.article.body, "meeting", user="u", date="2022-06-02")
        return
    if verb == "undo":
        if acts:
            record.judge("undo", act=acts[a % len(acts)], user="u")
        return
    if not events:
        return
    event = events[a % len(events)]
    if verb == "correct":
        record.correct(event.id, *VALUES[b % len(VALUES)], user="u", reason="so")
    elif verb == "person":
        page = event.mentions[0].page
        body = record.reading(page).article.body
        record.add_participant(event.id, page, body, "party", user="u", name="خوسيه مارين", country="ES")
    elif verb in ("merge", "not-the-same"):
        record.judge(verb, event.id, events[b % len(events)].id, user="u")
    elif verb == "split":
        record.judge("split", event.id, mentions=[event.mentions[b % len(event.mentions)].key], user="u")
    else:
        record.judge(verb, event.id, user="u")


def troubles(record: Record) -> list[str]:
    """What ``check`` finds, but for what the steps bring about: the made mentions' quotations are not of their pages,
    and an event that was added, merged and taken back leaves the merge without it.
    """
    rows = record.judgements()
    undone = any(row.verb == "undo" for row in rows) and any(row.verb == "add" for row in rows)
    brought = ("quotation of", "no longer tells") if undone else ("quotation of",)
    return [problem for problem in record.check() if not any(words in problem for words in brought)]


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages(), STEPS)
def test_rebuilding_from_scratch_gives_the_same_and_undoing_all_what_was(places, readings, steps) -> None:
    with Record.open(places()) as record:
        record.add(readings)
        before = record.events()
        for verb, a, b in steps:
            try:
                do(record, verb, a, b, readings)
            except (UsageError, RecordError):
                continue
            now = record.events()
            assert rebuilt(record) == now
            assert troubles(record) == []
        for act in sorted({row.act for row in record.judgements() if row.verb != "undo"}, reverse=True):
            try:
                record.judge("undo", act=act, user="u")
            except RecordError as error:
                assert "taken back" in str(error)
        if not any(verb == "undo" for verb, *_ in steps):
            undone = record.events()
            assert [(e.start, e.participants, [m.key for m in e.mentions]) for e in undone] == [
                (e.start, e.participants, [m.key for m in e.mentions]) for e in before
            ]
