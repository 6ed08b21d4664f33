# ruff: noqa: E501
"""The public mode: nobody private is named anywhere, nothing is told of who judged, and nothing can be changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import marsad
from marsad.model import Article, EventMention, Evidence, Participant, Reading
from marsad.view.web.options import Options
from tests.view.web.conftest import visitor

NAME = "سمير القادري"
BODY = f"سلمت الشرطة {NAME} إلى فرنسا.\nوقال محامي القادري إنه بريء."


def told() -> Reading:
    hidden = Evidence("body", 0, len("سلمت الشرطة ") + len(NAME), "سلمت الشرطة […]", "test")
    people = (
        Participant("agent", None, None, "الشرطة", "MA"),
        Participant("subject", None, None, None, "MA"),
        Participant("recipient", None, None, None, "FR"),
    )
    mention = EventMention(
        "extradition", hidden, date(2023, 1, 2), date(2023, 1, 2), "day", "MA", None, "happened", people
    )
    article = Article(
        "samir-alqadri", "p.html", f"https://news.example/{NAME.replace(' ', '-')}", "v", f"تسليم {NAME} إلى فرنسا", BODY, "ar",
        date(2023, 1, 3), "test", "الصباح", f"https://news.example/{NAME.replace(' ', '-')}",
    )  # fmt: skip
    return Reading(article, (mention,), (), (), "test", "test")


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[TestClient, TestClient]]:
    with marsad.open(tmp_path / "record.db") as record:
        record.add(told())
        event = record.events()[0]
        record.judge("confirm", event.id, user="المراجعة نور", reason="سألت المحامي")
        yield visitor(record), visitor(record, Options(public=True))


def every_page(client: TestClient) -> list[str]:
    event = client.get("/api/events").json()["items"][0]["id"]
    html = client.get(f"/events/{event}").text
    source = re.search(rf"/events/{event}/sources/[0-9a-f]{{12}}", html)
    assert source is not None
    return [
        "/", "/events", f"/events/{event}", f"/events/{event}?why=1", source[0], f"{source[0]}?rules=1", "/people",
        "/people?kind=institution", "/countries", "/countries/MA", "/countries/MA/FR", "/timeline", "/network", "/map",
        "/recap?since=2023&until=2023", "/recap.html?since=2023", "/recap.md?since=2023", "/sources", "/about", "/embed/events",
        f"/events/{event}/cite/ris", f"/events/{event}/cite/bibtex", f"/events/{event}/cite/csl", "/api/events",
        f"/api/events/{event}", "/api/facets", "/api/people", "/api/drawings/network", "/api/drawings/timeline",
        *(f"/export/{form}" for form in ("csv", "jsonl", "atom", "ics", "ris", "jsonld", "ftm", "geojson", "plover")),
    ]  # fmt: skip


def test_nobody_private_is_named_anywhere(both: tuple[TestClient, TestClient]) -> None:
    _, public = both
    for path in every_page(public):
        answer = public.get(path)
        assert answer.status_code == 200, path
        for word in ("القادري", "qadri", "%D8%A7%D9%84%D9%82%D8%A7%D8%AF%D8%B1%D9%8A", "المراجعة نور", "سألت"):
            assert word not in answer.text, (path, word)


def test_the_reader_at_home_sees_the_page_as_it_is(both: tuple[TestClient, TestClient]) -> None:
    home, public = both
    source = next(path for path in every_page(home) if "/sources/" in path)
    assert NAME in home.get(source).text
    shown = public.get(source).text
    assert "سلمت الشرطة " in shown
    assert "[…]" in shown


def test_exports_at_home_name_nobody_private_either(both: tuple[TestClient, TestClient]) -> None:
    home, _ = both
    for path in every_page(home):
        if path.startswith(("/export/", "/recap")) or "/cite/" in path:
            assert "القادري" not in home.get(path).text, path


def test_nothing_can_be_asked_by_a_pages_name(both: tuple[TestClient, TestClient]) -> None:
    _, public = both
    for page in ("samir-alqadri", "https://news.example/" + NAME.replace(" ", "-")):
        assert public.get("/source", params={"page": page}).status_code == 404


def test_nothing_can_be_changed(both: tuple[TestClient, TestClient]) -> None:
    _, public = both
    for path in ("/review", "/review/add", "/review/undo", "/review/e-x"):
        assert public.get(path).status_code == 404
        assert public.post(path, data={"act": "1"}).status_code == 404
