"""Reading of an archive that was broken off goes on where it stopped: nothing is lost and nothing read twice."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from archives import pack, record, response
from typer.testing import CliRunner

from marsad.cli import app
from marsad.record import Record
from marsad.store import schema
from tests.run.pages import MEETING, QUIET

RUNNER = CliRunner()


def archive(path: Path, count: int, *, damaged: bool = False) -> Path:
    texts = [f"{MEETING if n % 7 == 0 else QUIET}\nالسطر الأخير من الصفحة رقم {n} هنا.\n" for n in range(count)]
    blocks = [response(text.encode(), "text/plain") for text in texts]
    made = pack((record(block, address=f"https://a.example/{n}") for n, block in enumerate(blocks)), "gzip")
    data = bytearray(made.data)
    if damaged:
        data[made.spans[3][0] + 30] ^= 255
    path.write_bytes(bytes(data))
    return path


def read(path: Path, record_: Path, *more: str):
    return RUNNER.invoke(app, ["read", str(path), "--record", str(record_), "--no-merge", *more])


def readings(record_: Path) -> list[str]:
    with Record.open(record_) as opened, opened._reading() as connection:
        return list(connection.execute(schema.readings.select()).scalars())


def test_an_archive_is_not_read_twice(tmp_path: Path) -> None:
    path, kept = archive(tmp_path / "a.warc.gz", 30, damaged=True), tmp_path / "r.db"
    first = read(path, kept)
    assert first.exit_code == 1 and "29 pages read, 1 could not be read" in first.stderr
    again = read(path, kept)
    assert again.exit_code == 0 and "0 pages read, 1 file gone on with" in again.stderr
    with Record.open(kept) as record_:
        rows = record_.pages()
    assert len(rows) == 30
    assert [row.path.partition("#")[0] for row in rows if row.failed] == [str(path)]


def test_an_archive_that_grew_is_gone_on_with(tmp_path: Path) -> None:
    kept = tmp_path / "r.db"
    read(archive(tmp_path / "a.warc.gz", 5), kept)
    more = read(archive(tmp_path / "a.warc.gz", 8), kept)
    assert "3 pages read" in more.stderr
    assert len(readings(kept)) == 8


def test_it_is_read_again_where_something_else_is_said_of_it(tmp_path: Path) -> None:
    path, kept = archive(tmp_path / "a.warc.gz", 5), tmp_path / "r.db"
    read(path, kept)
    assert "5 pages read" in read(path, kept, "--outlet", "جريدة").stderr


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    path, kept = archive(tmp_path / "a.warc.gz", 900, damaged=True), tmp_path / "r.db"
    command = [sys.executable, "-m", "marsad", "read", str(path), "--record", str(kept), "--no-merge"]
    dice = random.Random(3)
    for _ in range(4):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1 + dice.random() * 1.5)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    with Record.open(kept) as record_:
        rows = record_.pages()
        assert record_.check() == []
    assert {row.identity for row in rows if not row.failed} == {f"https://a.example/{n}" for n in range(900) if n != 3}
    assert len([row for row in rows if row.failed]) == 1
    assert len(readings(kept)) == 899


def test_losses_and_quarantined_pages_are_listed_with_their_reasons(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("marsad.run.worker.COMMAND", (sys.executable, "-m", "tests.run.bad_child"))
    kept = tmp_path / "r.db"
    path = archive(tmp_path / "a.warc.gz", 6, damaged=True)
    (tmp_path / "bad.txt").write_text(f"raises {QUIET}", encoding="utf-8")
    told = RUNNER.invoke(app, ["read", str(path), str(tmp_path / "bad.txt"), "--record", str(kept)])
    assert "5 pages read, 2 could not be read" in told.stderr
    listed = RUNNER.invoke(app, ["pages", "--failed", "--record", str(kept)], env={"COLUMNS": "400"})
    assert "a.warc.gz#" in listed.stdout and "bytes were passed over" in listed.stdout
    assert "quarantined: the reader failed on it (ValueError: no such thing)" in listed.stdout


def lines(path: Path, count: int, *, ended: bool = True) -> Path:
    told = [
        json.dumps({"title": f"خبر رقم {n}", "content": f"{QUIET}\nالفقرة الأخيرة رقم {n} من هذا الخبر."})
        for n in range(count)
    ]
    told[3:3] = ["", "{broken"]
    path.write_text("\n".join(told) + ("\n" if ended else ""), encoding="utf-8")
    return path


def test_json_lines_are_gone_on_with_by_offset_and_keep_their_names(tmp_path: Path) -> None:
    kept, file = tmp_path / "r.db", tmp_path / "a.jsonl"
    assert "300 pages read, 1 could not be read" in read(lines(file, 300), kept).stderr
    assert "0 pages read, 1 file gone on with" in read(file, kept).stderr
    more = read(lines(file, 305), kept)
    assert "5 pages read" in more.stderr and "1 file gone on with" in more.stderr
    whole = tmp_path / "whole.db"
    read(file, whole)
    with Record.open(kept) as one, Record.open(whole) as other:
        assert sorted(row.path for row in one.pages()) == sorted(row.path for row in other.pages())


def test_a_last_line_that_was_being_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    kept, file = tmp_path / "r.db", lines(tmp_path / "a.jsonl", 4)
    whole = file.read_bytes()
    file.write_bytes(whole[:-30])
    assert "3 pages read, 2 could not be read" in read(file, kept).stderr
    file.write_bytes(whole)
    assert "1 page read" in read(file, kept).stderr
    assert len(readings(kept)) == 4
