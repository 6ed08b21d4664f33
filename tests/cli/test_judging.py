"""``marsad judge`` and its companions, as a user types them."""

from __future__ import annotations

import json
import sqlite3

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from marsad.cli import app
from marsad.cli.keeping import moment
from marsad.errors import UsageError
from marsad.record import Record
from tests.run.pages import write


@pytest.fixture
def record(tmp_path, monkeypatch):
    path = tmp_path / "r.db"
    monkeypatch.setenv("MARSAD_RECORD", str(path))
    monkeypatch.setenv("MARSAD_USER", "noor")
    result = marsad("read", write(tmp_path / "pages", 2), "--record", path)
    assert result.exit_code == 0, result.output
    return path


def marsad(*arguments, **options):
    return CliRunner().invoke(app, [str(a) for a in arguments], **options)


def lines(*arguments):
    result = marsad(*arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def events():
    return lines("events", "--format", "jsonl")


def event_id() -> str:
    (event,) = events()
    return event["id"]


def judge(*arguments) -> int:
    result = marsad("judge", *arguments)
    assert result.exit_code == 0, result.output
    return int(result.stdout)


def commands():
    return sorted(get_command(app).commands["judge"].commands.items())


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_judgement_and_option_has_help_and_examples(name, command):
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"judge {name} {parameter.name} has no help"
    assert f"marsad judge {name}" in marsad("judge", name, "--help").output


def test_correct_show_history_undo(record):
    event = event_id()
    act = judge("correct", event, "date", "2023-02-13", "--because", "the ministry's statement")
    (corrected,) = events()
    assert corrected["start"] == "2023-02-13"
    signed = corrected["claims"]["date"][0]["signed"]
    assert (signed["user"], signed["reason"], signed["judgement"]) == ("noor", "the ministry's statement", act)
    shown = marsad("show", event).stdout
    assert "corrected by noor" in shown and "14 February 2023" in shown
    (told,) = lines("history", event, "--format", "jsonl")
    assert (told["verb"], told["field"], told["value"]) == ("correct", "date", ["2023-02-13", "2023-02-13", "day"])
    assert "the ministry's statement" in marsad("history", event).stdout
    judge("undo", act)
    assert events()[0]["start"] == "2023-02-14"
    assert "(until 2)" in marsad("history", event).stdout


def test_split_merge_and_hold_apart(record):
    event = event_id()
    judge("split", event, "meeting-1", "--because", "two meetings")
    first, second = [e["id"] for e in events()]
    judge("merge", first, second)
    assert len(events()) == 1
    judge("undo", 2)
    judge("not-the-same", first, second, "--user", "sami")
    assert len(events()) == 2
    assert lines("history", first, "--format", "jsonl")[-1]["user"] == "sami"


def test_reject_and_confirm(record):
    event = event_id()
    judge("confirm", event, "--because", "I was there")
    assert "confirmed by noor" in marsad("show", event).stdout
    assert events()[0]["confirmed"][0]["reason"] == "I was there"
    judge("reject", event)
    assert events() == []
    told = marsad("show", event)
    assert told.exit_code == 2 and f"marsad history {event}" in told.output
    judge("undo", 2)
    assert event_id() == event


def test_add_an_event_and_a_participant(record):
    words = "تابع عدد من المصورين المشهد"
    judge("add", "meeting-0", words, "--type", "gathering", "--date", "2023-02-14", "--country", "المغرب")
    gathering = next(e for e in events() if e["type"] == "gathering")
    assert (gathering["country"], gathering["mentions"][0]["evidence"]) == ("MA", words)
    judge("add", "meeting-0", words, "--to", gathering["id"], "--part", "guest", "--org", "الصحافة", "--country", "ES")
    shown = marsad("show", gathering["id"]).stdout
    assert "الصحافة" in shown and "added by noor" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["correct", "EVENT", "dat", "2022", "--because", "x"], "type, date, country"),
        (["correct", "EVENT", "date", "2022"], "--because"),
        (["correct", "EVENT", "status", "over", "--because", "x"], "happened"),
        (["correct", "e-nothing", "date", "2022", "--because", "x"], "there is no event"),
        (["merge", "EVENT"], "2 different events or more"),
        (["merge", "EVENT", "EVENT"], "2 different events or more"),
        (["split", "EVENT", "nowhere"], "meeting-0.txt#0"),
        (["undo", "99"], "no judgement 99"),
        (["undo", "x"], "N"),
        (["add", "meeting-0", "words"], "--type"),
        (["add", "meeting-0", "words", "--type", "party"], "does not say"),
        (["add", "meeting-0", "الرباط", "--type", "visit", "--name", "x"], "--to EVENT"),
        (["add", "meeting-0", "الرباط", "--to", "EVENT", "--date", "2022"], "--type"),
        (["add", "meeting-0", "الرباط", "--to", "EVENT"], "--part"),
        (["add", "meeting-7", "الرباط", "--type", "visit"], "meeting-0"),
        (["applaud", "EVENT"], "applaud"),
    ],
)
def test_wrong_usage_names_what_there_is_and_changes_nothing(record, arguments, told, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    event = event_id()
    result = marsad("judge", *[event if a == "EVENT" else a for a in arguments])
    assert result.exit_code == 2
    assert told in result.output
    with Record.open(record) as opened:
        assert opened.judgements() == []


def test_who_comes_second_is_told(record):
    event = event_id()
    judge("correct", event, "city", "سلا", "--because", "x", "--user", "sami")
    result = marsad("judge", "correct", event, "city", "فاس", "--because", "y", "--seen", "0")
    assert result.exit_code == 1 and "sami judged the same city" in result.output
    judge("correct", event, "city", "فاس", "--because", "y", "--seen", "1")


def test_the_login_name_signs_where_none_is_given(record, monkeypatch):
    monkeypatch.delenv("MARSAD_USER")
    monkeypatch.setattr("getpass.getuser", lambda: "layla")
    judge("confirm", event_id())
    assert lines("changes")[-1]["user"] == "layla"


# ---------------------------------------------------------------- changes, check, backup, forget
def test_changes_are_a_feed_that_can_be_asked_again(record):
    event = event_id()
    judge("correct", event, "city", "سلا", "--because", "x")
    everything = lines("changes")
    assert [c["kind"] for c in everything] == ["read", "read", "read", "judgement"]
    assert everything[0]["events"] == [event] and everything[-1]["events"] == [event]
    assert lines("changes", "--since", everything[-1]["at"])[-1] == everything[-1]
    assert lines("changes", "--since", "2999-01-01") == []
    assert marsad("changes", "--since", "yesterday").exit_code == 2
    marsad("forget", "meeting-0", "--because", "court order", "--yes")
    assert lines("changes")[-1] | {"id": "", "at": "", "version": ""} == {
        "id": "", "at": "", "kind": "forget", "page": str(record.parent / "pages/meeting-0.txt"), "version": "",
        "passage": None, "user": "noor", "reason": "court order",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("2026-11-22", "2026-11-22T00:00:00+00:00"),
        ("2026-11-22T06:30:00+02:00", "2026-11-22T04:30:00+00:00"),
    ],
)
def test_times_are_written_as_the_record_writes_them(text, told):
    assert moment(text) == told


def test_no_other_text_is_a_time():
    with pytest.raises(UsageError):
        moment("last week")


def test_check_says_what_is_wrong_and_fails(record):
    assert marsad("check").exit_code == 0
    event_id()
    with sqlite3.connect(record) as db:
        db.execute("UPDATE texts SET body = 'x' || body WHERE id = 1")
    result = marsad("check")
    assert result.exit_code == 1
    assert "was changed after it was recorded" in result.stdout and "quotation" in result.stdout


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE view_events SET start = '1999-01-01'", "not what the mentions and judgements give"),
        ("DELETE FROM view_mentions", "not what the mentions and judgements give"),
        ("UPDATE judgements SET prev = 7 WHERE id = 4", "does not follow"),
        ("DELETE FROM judgements WHERE id = 1", "does not follow"),
        ("INSERT INTO search(rowid, words, names) VALUES (77, 'x', 'y')", "can be searched"),
        ("DELETE FROM mentions WHERE id = 1", "not there"),
    ],
)
def test_check_finds(record, harm, told):
    event = event_id()
    judge("correct", event, "city", "سلا", "--because", "x")
    judge("correct", event, "city", "فاس", "--because", "y")
    event_id()
    with sqlite3.connect(record) as db:
        db.execute(harm)
    result = marsad("check")
    assert result.exit_code == 1
    assert told in result.stdout


def test_a_backup_is_a_record_and_never_overwrites(record, tmp_path):
    event = event_id()
    copy = tmp_path / "copy.db"
    assert marsad("backup", copy).exit_code == 0
    assert marsad("show", event, "--record", copy).exit_code == 0
    assert marsad("backup", copy).exit_code == 2
    assert marsad("backup", tmp_path / "nowhere" / "copy.db").exit_code == 2
    assert sorted(p.name for p in tmp_path.glob("copy*")) == ["copy.db"]


def test_forget_asks_first_and_takes_a_passage(record, tmp_path):
    words = "تابع عدد من المصورين"
    with Record.open(record) as opened:
        body = opened.reading("meeting-0").article.body
    start = body.index(words)
    passage = f"meeting-0:{start}-{start + len(words)}"
    assert marsad("forget", passage, "--because", "x", input="n\n").exit_code == 1
    assert marsad("forget", passage, "--yes").exit_code == 2
    assert marsad("forget").exit_code == 2
    assert marsad("forget", "meeting-0:9-5", "--because", "x", "--yes").exit_code == 2
    assert marsad("forget", "meeting-9", "--because", "x", "--yes").exit_code == 2
    assert marsad("forget", passage, "--because", "x", input="y\n").exit_code == 0
    with Record.open(record) as opened:
        assert words not in opened.reading("meeting-0").article.body
    again = marsad("read", tmp_path / "pages", "--record", record)
    assert again.exit_code == 0
    with Record.open(record) as opened:
        assert words not in opened.reading("meeting-0").article.body
    assert marsad("forget", "--scrub").exit_code == 0
    assert marsad("check").exit_code == 0
