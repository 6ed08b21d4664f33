from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from marsad.cli import app
from tests.run.pages import MEETING, write


def marsad(*arguments, **options):
    return CliRunner().invoke(app, [str(a) for a in arguments], **options)


@pytest.fixture
def record(tmp_path, monkeypatch):
    folder = write(tmp_path / "pages", 1)
    other = MEETING.replace("يوم الثلاثاء 14 فبراير 2023", "يوم الثلاثاء 15 فبراير 2023").replace("الصباح", "الظهيرة")
    (folder / "other.txt").write_text(other + "\nورقة أخرى عن اللقاء نفسه.\n", encoding="utf-8")
    path = tmp_path / "r.db"
    monkeypatch.setenv("MARSAD_RECORD", str(path))
    assert marsad("read", folder, "--record", path).exit_code == 0
    return path


def found(*arguments):
    result = marsad("findings", "--format", "jsonl", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_contradictions_and_conflicts_with_their_quotations(record):
    listed = found()
    assert [f["kind"] for f in listed] == ["contradiction", "date-conflict"]
    contradiction, conflict = listed
    assert contradiction["field"] == conflict["field"] == "date"
    assert {words["quote"][-11:] for words in contradiction["evidence"]} == {"فبراير 2023"}
    assert {words["outlet"] for words in contradiction["evidence"]} == {"الصباح", "الظهيرة"}
    assert contradiction["event"] == conflict["event"]
    assert conflict["page"].endswith("other.txt")
    shown = marsad("findings")
    assert "contradiction" in shown.stdout and "15 فبراير 2023" in shown.stdout
    assert "1 contradiction, 1 date-conflict" in shown.stderr


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        (["--kind", "date-conflict"], ["date-conflict"]),
        (["--kind", "one-sided", "--kind", "changed"], []),
        (["--field", "date"], ["contradiction", "date-conflict"]),
        (["--field", "place"], []),
        (["--since", "2023"], ["contradiction", "date-conflict"]),
        (["--until", "2022"], []),
        (["--type", "visit"], []),
        (["--about", "حموشي"], ["contradiction", "date-conflict"]),
        (["--country", "DE"], []),
    ],
)
def test_filters(record, filters, kinds):
    assert [f["kind"] for f in found(*filters)] == kinds


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (["--kind", "contradictions"], "Did you mean contradiction"),
        (["--field", "day"], "participants"),
        (["--type", "party"], "visit"),
        (["--format", "xml"], "jsonl"),
        (["--since", "then"], "2023-02-14"),
    ],
)
def test_unknown_words_name_what_there_is(record, filters, told):
    result = marsad("findings", *filters)
    assert result.exit_code == 2 and told in result.output
