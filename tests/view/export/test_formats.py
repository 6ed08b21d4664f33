"""Choosing a format, writing files whole, and the guide that says what each cannot carry."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import marsad
from marsad.cli import app
from marsad.cli.export import EXPORT_HELP
from marsad.errors import UsageError
from marsad.view.export.formats import FORMATS, format_named, replace_file
from tests.run.pages import write

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "exports.md"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("record")
    path = folder / "r.db"
    assert run("read", write(folder / "pages", 2), "--record", path).exit_code == 0
    return path


def test_an_unknown_format_names_what_exists():
    with pytest.raises(UsageError) as caught:
        format_named("gefx")
    assert "Did you mean gexf?" in str(caught.value)
    assert all(name in str(caught.value) for name in FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_in_the_guide_and_the_help(form):
    guide = GUIDE.read_text(encoding="utf-8")
    section = re.search(rf"^## `{form}`.*?(?=^## |\Z)", guide, re.M | re.S)
    assert section, f"docs/exports.md has no section `{form}`"
    if form != "codebook":
        assert "annot carry" in section.group(), f"docs/exports.md: {form} says not what it cannot carry"
    assert re.search(rf"\b{form}\b", EXPORT_HELP)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_to_a_file(form, record, tmp_path):
    path = tmp_path / f"out{FORMATS[form].suffix}"
    result = run("export", form, "--record", record, "--output", path)
    assert result.exit_code == 0, result.output
    assert path.stat().st_size > 20
    assert ": 1 event\n" in result.stderr and result.stdout == ""


def test_text_goes_to_standard_output(record):
    result = run("export", "csv", "--record", record)
    assert result.stdout.startswith("id,type,")


def test_a_table_has_its_codebook_beside_it(record, tmp_path):
    run("export", "csv", "--record", record, "-o", tmp_path / "e.csv")
    rows = list(csv.DictReader((tmp_path / "e.codebook.csv").open(encoding="utf-8")))
    assert rows[0]["column"] == "id"


def test_the_filters_are_those_of_events(record):
    assert run("export", "csv", "--record", record, "--since", "2030").stdout.count("\n") == 1
    assert run("export", "csv", "--record", record, "--type", "meeting", "--country", "MA").stdout.count("\n") == 2
    wrong = run("export", "csv", "--record", record, "--type", "party")
    assert wrong.exit_code == 2 and "visit" in wrong.stderr


def test_a_wrong_format_is_wrong_usage(record):
    result = run("export", "pdf", "--record", record)
    assert result.exit_code == 2 and "there is no export format 'pdf'" in result.stderr


def test_python_exports_in_one_call(record, tmp_path):
    with marsad.open(record) as found:
        (path,) = found.events(country="MA").export("ics", tmp_path / "e.ics")
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text("before")

    def fail(out):
        out.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match="No space left"):
        replace_file(path, fail)
    assert path.read_text() == "before" and list(tmp_path.iterdir()) == [path]
    with pytest.raises(UsageError, match="cannot be written"):
        replace_file(tmp_path / "none" / "e.csv", lambda out: None)


# ---------------------------------------------------------------- frozen data sets
@pytest.fixture(scope="module")
def dataset(record, tmp_path_factory):
    folder = tmp_path_factory.mktemp("frozen") / "set"
    result = run(
        "freeze", folder, "--record", record, "--title", 'A "set": one', "--author", "Jane Doe", "--author", "م. ن",
        "--version", "2.1", "--licence", "CC-BY-4.0", "--since", "2023",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return folder


def test_a_data_set_has_all_its_parts(dataset):
    found = {str(path.relative_to(dataset)) for path in dataset.rglob("*") if path.is_file()}
    assert found == {
        "CITATION.cff", "CODEBOOK.md", "METHOD.md", "README.md", "SHA256SUMS", "dataset.json", "sources.bib",
        "sources.ris", "data/columns.csv", "data/events.csv", "data/events.jsonl", "data/events.parquet",
        "data/mentions.csv", "data/participants.csv",
    }  # fmt: skip
    assert dataset.stat().st_mode & 0o777 == 0o755


def test_every_file_has_its_checksum(dataset):
    lines = (dataset / "SHA256SUMS").read_text().splitlines()
    sums = dict(reversed(line.split("  ")) for line in lines)
    assert len(sums) == 13
    for name, digest in sums.items():
        assert hashlib.sha256((dataset / name).read_bytes()).hexdigest() == digest


def test_its_tables_belong_together(dataset):
    tables = {
        name: list(csv.DictReader((dataset / "data" / f"{name}.csv").open(encoding="utf-8", newline="")))
        for name in ("events", "participants", "mentions")
    }
    ids = {line["id"] for line in tables["events"]}
    assert ids and {line["event"] for line in tables["participants"]} == ids
    assert {line["event"] for line in tables["mentions"]} == ids
    assert all(line["quote"] and line["outlet"] for line in tables["mentions"])


def test_it_says_how_it_was_made(dataset):
    facts = json.loads((dataset / "dataset.json").read_text(encoding="utf-8"))
    assert facts["marsad"] == marsad.__version__ and facts["filters"] == {"since": "2023"}
    assert facts["events"] == 1 and facts["pages_in_the_record"] == 3
    assert facts["read_with"][0]["lexicon"]
    assert "## Types" in (dataset / "CODEBOOK.md").read_text(encoding="utf-8")
    assert "pages without events: 1" in (dataset / "METHOD.md").read_text(encoding="utf-8")


def test_it_can_be_cited(dataset):
    cited = yaml.safe_load((dataset / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0" and cited["type"] == "dataset"
    assert cited["title"] == 'A "set": one' and cited["version"] == "2.1" and cited["license"] == "CC-BY-4.0"
    assert [a["name"] for a in cited["authors"]] == ["Jane Doe", "م. ن"]


def test_the_same_record_frozen_again_is_the_same_data(dataset, record, tmp_path):
    run("freeze", tmp_path / "again", "--record", record, "--since", "2023")
    for name in ("events.csv", "events.jsonl", "mentions.csv", "participants.csv"):
        assert (tmp_path / "again" / "data" / name).read_bytes() == (dataset / "data" / name).read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(record, tmp_path):
    (tmp_path / "note").write_text("mine")
    result = run("freeze", tmp_path, "--record", record)
    assert result.exit_code == 2 and "new or empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_an_empty_folder_is_filled(record, tmp_path):
    (tmp_path / "set").mkdir()
    assert run("freeze", tmp_path / "set", "--record", record).exit_code == 0
    assert (tmp_path / "set" / "SHA256SUMS").exists() and len(list(tmp_path.iterdir())) == 1
