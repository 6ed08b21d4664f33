"""``marsad officials``, as a user types it."""

from __future__ import annotations

import json

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from marsad.cli import app
from marsad.record import Record

ADD = ("add", "سعيد المثالي", "--latin", "Said Mithali", "--office", "وزير الداخلية", "--country", "المغرب",
       "--since", "2030-10", "--source", "https://outlet.example/a", "--because", "the new government")  # fmt: skip


def marsad(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(autouse=True)
def record(tmp_path, monkeypatch):
    path = tmp_path / "r.db"
    Record.open(path).close()
    monkeypatch.setenv("MARSAD_RECORD", str(path))
    monkeypatch.setenv("MARSAD_USER", "noor")


def listed():
    result = marsad("officials", "list", "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(("name", "command"), sorted(get_command(app).commands["officials"].commands.items()))
def test_every_command_and_option_has_help_and_examples(name, command):
    assert f"marsad officials {name}" in command.help
    assert all(parameter.help for parameter in command.params)


def test_added_listed_removed_and_brought_back():
    added = marsad("officials", *ADD)
    assert (added.exit_code, added.stdout) == (0, "1\n"), added.output
    (one,) = listed()
    assert one["names"] == {"ar": ["سعيد المثالي"], "latin": ["Said Mithali"]}
    assert one["offices"] == [
        {"office": "وزير الداخلية", "org": None, "since": "2030-10", "until": None, "country": "MA"}
    ]
    assert (one["source"], one["user"], one["reason"]) == ("https://outlet.example/a", "noor", "the new government")
    table = marsad("officials", "list").stdout
    assert one["id"] in table and "2030-10" in table
    assert marsad("officials", "remove", one["id"], "--because", "a mistake").stdout == "2\n"
    assert listed() == []
    assert marsad("judge", "undo", "2").exit_code == 0
    assert listed() == [one]
    assert marsad("check").exit_code == 0


def test_a_file_of_the_user_and_the_record_are_both_laid_over_the_register(tmp_path):
    marsad("officials", *ADD)
    assert marsad("export", "gexf", "--output", tmp_path / "n.gexf").exit_code == 0


def test_mistakes_are_told():
    nameless = marsad("officials", "add", "Abdellatif Hammouchi", "--country", "MA", "--office", "سفير",
                      "--source", "x", "--because", "so")  # fmt: skip
    assert nameless.exit_code == 2 and "--id ma-hammouchi" in nameless.stderr
    unsaid = marsad("officials", *ADD[:-2])
    assert unsaid.exit_code == 2 and "--because" in unsaid.stderr
    assert marsad("officials", "remove", "nobody", "--because", "so").exit_code == 2
    assert listed() == []
