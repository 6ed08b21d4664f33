from __future__ import annotations

import csv
import gzip
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from marsad.cli import app
from marsad.cli.common import day, one_of, period
from marsad.errors import UsageError
from marsad.record import Record
from tests.run.pages import MEETING, QUIET, write


def marsad(*arguments, **options):
    return CliRunner().invoke(app, [str(a) for a in arguments], **options)


def process(*arguments, **options):
    command = [sys.executable, "-m", "marsad", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "pages", 2)


@pytest.fixture
def record(folder, tmp_path):
    path = tmp_path / "r.db"
    result = marsad("read", folder, "--record", path)
    assert result.exit_code == 0, result.output
    return path


def commands():
    group = get_command(app)
    return [("marsad", group), *sorted(group.commands.items())]


# ---------------------------------------------------------------- documented
@pytest.mark.parametrize(("name", "command"), commands())
def test_every_command_and_option_has_help(name, command):
    assert command.help and len(command.help) > 20
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


@pytest.mark.parametrize("name", [name for name, _ in commands() if name not in {"marsad", "version"}])
def test_every_command_shows_examples(name):
    result = marsad(name, "--help")
    assert result.exit_code == 0
    assert "Examples" in result.output and f"marsad {name}" in result.output


def test_without_a_command_the_help_is_shown():
    assert "Commands" in marsad().output


def test_version():
    assert marsad("version").output.startswith("marsad 0")


# ---------------------------------------------------------------- read
def test_read_prints_a_table_and_keeps_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = marsad("read", folder)
    assert result.exit_code == 0
    assert "2023-02-14" in result.stdout and "meeting" in result.stdout
    assert "3 pages read, 1 event" in result.stderr
    assert os.listdir(tmp_path) == ["pages"]


def test_json_lines_are_one_page_each_in_input_order(folder):
    result = marsad(
        "read", folder / "quiet.txt", folder / "meeting-1.txt", folder / "meeting-0.txt", "--format", "jsonl"
    )
    pages = [json.loads(line) for line in result.stdout.splitlines()]
    assert [p["id"] for p in pages] == ["quiet", "meeting-1", "meeting-0"]
    for key in (
        "path",
        "address",
        "title",
        "published",
        "outlet",
        "lang",
        "body",
        "findings",
        "figures",
        "events",
    ):
        assert key in pages[0]
    assert pages[0]["events"] == []
    first, second = pages[1]["events"][0], pages[2]["events"][0]
    assert first["event"] == second["event"]
    start, end = first["span"]
    assert pages[1][first["in"]][start:end] == first["evidence"]


def test_without_merging_pages_stream(folder):
    result = marsad("read", folder, "--format", "jsonl", "--no-merge")
    pages = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(pages) == 3
    assert all("event" not in e for p in pages for e in p["events"])
    assert "meeting" in marsad("read", folder, "--no-merge").stdout


def test_a_pool_prints_byte_for_byte_what_one_process_prints(folder):
    one = process("read", folder, "--format", "jsonl")
    many = process("read", folder, "--format", "jsonl", "--jobs", "2")
    assert one.returncode == many.returncode == 0
    assert one.stdout == many.stdout != b""


def test_a_record_is_kept_and_reading_again_changes_nothing(folder, record):
    again = marsad("read", folder, "--record", record)
    assert "0 recorded and 3 unchanged" in again.stderr
    in_record = json.loads(marsad("events", "--record", record, "--format", "jsonl").stdout)
    lines = marsad("read", folder, "--record", record, "--format", "jsonl").stdout.splitlines()
    assert {e["event"] for line in lines for e in json.loads(line)["events"]} == {in_record["id"]}


def test_fields_of_json_articles_can_be_named(tmp_path):
    title, _, body = MEETING.partition("\n")
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"kop": title, "tekst": body, "date": "2023-02-15"}) + "\n", encoding="utf-8")
    result = marsad("read", path, "--field", "title=kop", "--field", "content=tekst", "--format", "jsonl")
    assert json.loads(result.stdout)["title"] == title
    assert result.exit_code == 0


def test_an_outlet_can_be_given(folder):
    result = marsad("read", folder / "quiet.txt", "--outlet", "جريدتي", "--format", "jsonl")
    assert json.loads(result.stdout)["outlet"] == "جريدتي"


def test_standard_input_is_read():
    result = process("read", "-", "--format", "jsonl", input=MEETING.encode())
    assert json.loads(result.stdout)["title"] == "لقاء أمني بالرباط"


# ---------------------------------------------------------------- bad input
BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n \n",
    "binary.txt": bytes(range(256)) * 40,
    "cut.txt.gz": gzip.compress(MEETING.encode() * 50)[:120],
    "furniture.html": b"<html><body><nav><a href='/'>x</a></nav></body></html>",
    "line.txt": ("كلمة " * 2_000_000).encode(),
    "other.txt": ("Ang pulong ay ginanap kahapon sa lungsod at dumalo ang mga opisyal. " * 8).encode(),
}


@pytest.mark.parametrize("name", [*BAD, "nowhere.txt"])
def test_bad_pages_are_named_and_the_rest_is_read(name, folder):
    if name in BAD:
        (folder / name).write_bytes(BAD[name])
    result = marsad("read", folder / name, folder / "quiet.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["quiet"]
    (line,) = [line for line in result.stderr.splitlines() if name in line]
    assert len(line) > len(f"marsad: {folder / name}: ") + 10


def test_a_page_that_may_not_be_read(folder):
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (folder / "quiet.txt").chmod(0)
    assert marsad("read", folder / "quiet.txt").exit_code == 1


def test_failures_are_in_the_record(folder, tmp_path):
    (folder / "empty.txt").write_bytes(b"")
    assert marsad("read", folder, "--record", tmp_path / "r.db").exit_code == 1
    listed = marsad("pages", "--failed", "--record", tmp_path / "r.db")
    assert "empty.txt" in listed.stdout
    assert "1 of 4 pages could not be read" in listed.stderr


def test_a_damaged_or_foreign_record_is_left_untouched(folder, tmp_path):
    foreign = tmp_path / "notes.db"
    foreign.write_text("my notes", encoding="utf-8")
    result = marsad("read", folder, "--record", foreign)
    assert result.exit_code == 1 and "not a Marsad record" in result.stderr
    assert foreign.read_text(encoding="utf-8") == "my notes"
    assert marsad("events", "--record", foreign).exit_code == 1


def test_a_locked_record_is_told(folder, record, monkeypatch):
    monkeypatch.setattr("marsad.store.opening.WAIT", 0.1)
    other = sqlite3.connect(record, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        (folder / "new.txt").write_text(QUIET + "\nسطر جديد.\n", encoding="utf-8")
        result = marsad("read", folder, "--record", record)
        assert result.exit_code == 1
        assert "another process" in result.stderr
    finally:
        other.close()


# ---------------------------------------------------------------- wrong usage
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read"], "Missing argument"),
        (["read", "x", "--format", "xml"], "xml"),
        (["read", "x", "--jobs", "0"], "jobs"),
        (["read", "x", "--field", "titel=x"], "title"),
        (["read", "x", "--manifest", "none.csv"], "none.csv"),
        (["events", "--record", "none.db"], "marsad read"),
        (["recap", "--record", "none.db"], "marsad read"),
        (["show", "e-1", "--record", "none.db"], "marsad read"),
        (["events", "--type", "visite"], "visit"),
        (["events", "--topic", "terorism"], "terrorism"),
        (["events", "--since", "yesterday"], "2023-02-14"),
        (["events", "--since", "2023-05", "--until", "2023-04"], "ends before"),
        (["events", "--bom"], "csv"),
        (["explain", "a.txt", "--nonsense"], "nonsense"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    result = marsad(*arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert os.listdir(tmp_path) == []


def test_an_unknown_event_or_country_is_told(record):
    assert marsad("show", "e-nothing", "--record", record).exit_code == 2
    result = marsad("events", "--country", "أطلانتس", "--record", record)
    assert result.exit_code == 2 and "أطلانتس" in result.stderr


# ---------------------------------------------------------------- asking
@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ([], 1),
        (["--type", "meeting"], 1),
        (["--type", "visit"], 0),
        (["--since", "2023-02", "--until", "2023-02"], 1),
        (["--until", "2023-02-13"], 0),
        (["--country", "Espagne"], 1),
        (["--country", "DE"], 0),
        (["--person", "حموشي"], 1),
        (["--person", "الحموشي عبد اللطيف"], 1),
        (["--topic", "terrorism"], 1),
        (["--about", "إسبانيا"], 1),
        (["--text", "الرباط"], 1),
    ],
)
def test_filters(filters, number, record):
    result = marsad("events", "--record", record, "--format", "jsonl", *filters)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == number
    if not number:
        assert "of 3 pages read" in result.stderr


def test_the_record_can_come_from_the_environment(record):
    assert "meeting" in marsad("events", env={"MARSAD_RECORD": str(record)}).stdout


def test_csv(record):
    result = process("events", "--record", record, "--format", "csv", "--bom")
    assert result.stdout.startswith(b"\xef\xbb\xbfid,type")
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode("utf-8-sig"), newline="")))
    assert rows[0]["type"] == "meeting"
    assert b"\r\r\n" not in result.stdout


def test_show_with_why(record):
    event = json.loads(marsad("events", "--record", record, "--format", "jsonl").stdout)["id"]
    result = marsad("show", event, "--why", "--record", record)
    assert result.exit_code == 0
    assert "14 February 2023" in result.stdout and "score" in result.stdout


def test_explain(folder, tmp_path):
    page = folder / "meeting-0.txt"
    result = marsad("explain", page)
    assert result.exit_code == 0
    assert "events: 1" in result.stdout and "phrase" in result.stdout
    target = tmp_path / "e.html"
    assert marsad("explain", page, "--html", target).exit_code == 0
    assert 'dir="rtl"' in target.read_text(encoding="utf-8")
    assert marsad("explain", folder / "none.txt").exit_code == 1


@pytest.mark.parametrize(("lang", "told"), [("ar", "حصيلة"), ("en", "Recap"), ("fr", "Synthèse")])
def test_recap(lang, told, record, tmp_path):
    target = tmp_path / "recap.html"
    period = ("--since", "2023-01", "--until", "2023-06")
    result = marsad("recap", *period, "--lang", lang, "--output", target, "--record", record)
    assert result.exit_code == 0
    assert told in target.read_text(encoding="utf-8")
    markdown = marsad("recap", *period, "--lang", lang, "--format", "md", "--record", record)
    assert markdown.stdout.count("\n#### ") == 1


def test_a_recap_as_word_and_pdf(record, tmp_path, monkeypatch):
    wanted = ("recap", "--since", "2023-01", "--lang", "ar", "--record", record)
    assert marsad(*wanted, "--format", "docx", "--output", tmp_path / "recap.docx").exit_code == 0
    assert (tmp_path / "recap.docx").read_bytes().startswith(b"PK")
    refused = marsad(*wanted, "--format", "docx")
    assert refused.exit_code == 2 and "say where with --output" in refused.stderr
    printed = []
    monkeypatch.setattr("marsad.view.recap.pdf.print_pdf", lambda html, file: printed.append((html, file)))
    result = marsad(*wanted, "--pdf", tmp_path / "recap.pdf")
    assert result.exit_code == 0 and result.stdout == ""
    assert "حصيلة" in printed[0][0] and printed[0][1] == tmp_path / "recap.pdf"
    nowhere = marsad(*wanted, "--pdf", tmp_path / "none" / "recap.pdf")
    assert nowhere.exit_code == 2 and "does not exist" in nowhere.stderr


def test_a_recap_of_nothing_says_so(record):
    result = marsad("recap", "--since", "2001", "--until", "2001", "--format", "md", "--record", record)
    assert result.exit_code == 0
    assert "No event in this period" in result.stdout


def test_pages(record):
    last = marsad("pages", "--record", record).stdout.splitlines()[-1]
    assert last.split() == ["all", "3", "2", "1", "0"]
    listed = marsad("pages", "--empty", "--record", record)
    assert "quiet.txt" in listed.stdout and "1 of 3" in listed.stderr


def test_an_empty_record_says_what_to_do(tmp_path):
    Record.open(tmp_path / "r.db").close()
    for command in ("events", "pages"):
        result = marsad(command, "--record", tmp_path / "r.db")
        assert result.exit_code == 0
        assert result.stdout == "" and "empty" in result.stderr


# ---------------------------------------------------------------- at the terminal
def test_nobody_reading_the_output_is_no_failure_to_complain_about(folder):
    command = f"{sys.executable} -m marsad read {folder} --format jsonl | head -c 1 > /dev/null"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in result.stderr and "Exception" not in result.stderr


def hold(tmp_path) -> subprocess.Popen[str]:
    """A read that has passed on three pages and now waits for the fourth."""
    write(tmp_path / "pages", 3)
    (tmp_path / "hold.py").write_text(HOLD, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "hold.py"), str(tmp_path / "pages"), str(tmp_path / "r.db")]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    for line in running.stderr:
        if "waiting" in line:
            break
    return running


def test_an_interrupted_read_keeps_what_was_recorded(tmp_path):
    running = hold(tmp_path)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "what was recorded stays" in told
    assert marsad("pages", "--record", tmp_path / "r.db").stdout.splitlines()[-1].split()[1] == "3"
    again = marsad("read", tmp_path / "pages", "--record", tmp_path / "r.db")
    assert again.exit_code == 0 and "1 recorded and 3 unchanged" in again.stderr


def test_a_killed_read_keeps_what_was_recorded(tmp_path):
    running = hold(tmp_path)
    running.kill()
    running.communicate(timeout=60)
    assert marsad("pages", "--record", tmp_path / "r.db").stdout.splitlines()[-1].split()[1] == "3"
    again = marsad("read", tmp_path / "pages", "--record", tmp_path / "r.db")
    assert again.exit_code == 0 and "1 recorded and 3 unchanged" in again.stderr


HOLD = """
import sys, time
import marsad.run.keep
import marsad.run.local
import marsad.run.stage
import marsad.source
from marsad.cli import main

marsad.run.keep.BATCH_PAGES = marsad.run.stage.CHUNK_PAGES = marsad.run.local.WINDOW = 1

real = marsad.source.located
def located(*given):
    for n, page in enumerate(real(*given)):
        if n == 3:
            print("waiting", file=sys.stderr, flush=True)
            time.sleep(60)
        yield page
marsad.source.located = located
sys.argv = ["marsad", "read", sys.argv[1], "--record", sys.argv[2]]
main()
"""


def test_no_colour_where_none_is_wanted(record):
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": ""}
    assert b"\x1b[3" not in process("events", "--record", record, env=environment).stdout


# ---------------------------------------------------------------- small parts
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-2-3", "2023-02-03", "2023-02-03"),
    ],
)
def test_a_month_or_year_stands_for_its_bounds(text, first, last):
    assert day(text, "--since", last=False).isoformat() == first
    assert day(text, "--until", last=True).isoformat() == last


def test_arabic_digits_are_digits():
    assert day("٢٠٢٣-٠٢", "--since", last=False).isoformat() == "2023-02-01"


@pytest.mark.parametrize("text", ["2023-13", "23", "2023-02-30", "", "2023-06-14T10"])
def test_no_other_text_is_a_date(text):
    with pytest.raises(UsageError):
        day(text, "--since", last=False)


def test_a_period_must_not_end_before_it_begins():
    assert period(None, None) == (None, None)
    with pytest.raises(UsageError):
        period("2023-02", "2023-01")


def test_an_unknown_word_names_the_nearest():
    with pytest.raises(UsageError, match="Did you mean visit"):
        one_of("visti", ["visit", "call"], "type")
    assert one_of(None, [], "type") is None
