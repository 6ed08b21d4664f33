from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from marsad.cli import app, fetching
from marsad.record import Record
from tests.run.pages import MEETING
from tests.watch.make import engine
from tests.web import answer, serving

HERE = "http://outlet.example"
PAGE = "<html><head><title>{0}</title></head><body><article>{1}</article></body></html>"


def page(text: str = MEETING) -> bytes:
    title, *lines = [line for line in text.splitlines() if line.strip()]
    return PAGE.format(title, f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in lines)).encode()


@pytest.fixture
def web(monkeypatch):
    with serving({"/news/1": answer(page())}) as found:
        monkeypatch.setattr("marsad.run.readings", lambda pages, lexicon, jobs=1: engine(pages))
        monkeypatch.setattr(fetching, "fetch_options", lambda contact: found.options())
        yield found


def marsad(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_a_page_is_read_and_printed(web) -> None:
    web.pages["/news/1?utm_source=x"] = web.pages["/news/1"]
    result = marsad("fetch", f"{HERE}/news/1?utm_source=x", "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    line = json.loads(result.stdout)
    assert line["id"] == line["address"] == f"{HERE}/news/1"
    assert [event["type"] for event in line["events"]] == ["meeting"]


def test_a_page_is_recorded_with_its_answer(web, tmp_path) -> None:
    record = tmp_path / "r.db"
    for _ in range(2):
        assert marsad("fetch", f"{HERE}/news/1", "--record", record).exit_code == 0
    with Record.open(record) as opened:
        assert [row.identity for row in opened.pages()] == [f"{HERE}/news/1"]
        assert len(opened.events()) == 1
    with (tmp_path / "r.db.warc.gz").open("rb") as file:
        assert [r.rec_type for r in ArchiveIterator(file)] == ["warcinfo", "response", "response"]


def test_failures_are_named_and_recorded_and_the_others_go_on(web, tmp_path) -> None:
    record = tmp_path / "r.db"
    result = marsad("fetch", f"{HERE}/none", "http://0x7f.1/", f"{HERE}/news/1", "--record", record)
    assert result.exit_code == 1
    assert "outlet.example/none: the page is not there (HTTP 404)" in result.stderr
    assert "0x7f.1" in result.stderr
    with Record.open(record) as opened:
        assert {row.identity for row in opened.pages() if row.failed} == {f"{HERE}/none", "http://0x7f.1/"}
        assert len(opened.events()) == 1


def test_the_page_itself(web) -> None:
    result = marsad("fetch", f"{HERE}/news/1", "--format", "raw")
    assert result.stdout_bytes == page()
    assert marsad("fetch", f"{HERE}/news/1", f"{HERE}/2", "--format", "raw").exit_code == 2


def test_another_site_s_address_is_not_believed(web) -> None:
    lying = page().replace(b"<head>", b'<head><link rel="canonical" href="https://ministry.example/real">')
    own = page().replace(b"<head>", b'<head><link rel="canonical" href="https://www.outlet.example/news/one">')
    front = page().replace(b"<head>", b'<head><link rel="canonical" href="https://outlet.example/">')
    for body, known in ((lying, f"{HERE}/2"), (own, "https://www.outlet.example/news/one"), (front, f"{HERE}/2")):
        web.pages["/2"] = answer(body)
        result = marsad("fetch", f"{HERE}/2", "--format", "jsonl")
        assert json.loads(result.stdout)["address"] == known


def test_a_record_in_a_database_needs_a_file_for_the_answers(web) -> None:
    result = marsad("fetch", f"{HERE}/news/1", "--record", "postgresql://noor@localhost/marsad")
    assert result.exit_code == 2 and "--warc" in result.stderr
    assert web.asked == []


def test_who_does_not_say_who_they_are_is_told(monkeypatch) -> None:
    monkeypatch.delenv("MARSAD_CONTACT", raising=False)
    result = marsad("fetch", f"{HERE}/news/1")
    assert result.exit_code == 2 and "--contact" in result.stderr
    assert marsad("fetch", f"{HERE}/news/1", "--contact", "nobody").exit_code == 2
