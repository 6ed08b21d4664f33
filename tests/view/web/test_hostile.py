# ruff: noqa: E501, SIM905
"""Whatever a page says of itself, the site's pages keep their form and nothing of it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import marsad
from marsad.text import BIDI
from tests.view.web.conftest import visitor
from tests.view.web.hostile import readings, strings

HARMLESS = "كلمات عادية"


class Form(HTMLParser):
    """The elements of a page with the names of their attributes: what no text may change."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def attacks() -> list[str]:
    found = strings()
    assert len(found) == len(set(found)) == 300
    return found


@pytest.fixture(scope="module")
def hostile(attacks: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with marsad.open(tmp_path_factory.mktemp("hostile") / "record.db") as record:
        record.add(readings([HARMLESS, *attacks]))
        yield visitor(record)


def pages_of(client: TestClient) -> dict[str, str]:
    """The event told by each page, by the page's number."""
    found: dict[str, str] = {}
    address = "/api/events?limit=100&sort=oldest"
    while address:
        answer = client.get(address).json()
        for item in answer["items"]:
            told = client.get(f"/api/events/{item['id']}").json()["event"]
            for mention in told["mentions"]:
                found.setdefault(mention["page_id"], item["id"])
        address = answer["next"]
    return found


def test_no_string_changes_the_form_of_a_page(hostile: TestClient, attacks: list[str]) -> None:
    events = pages_of(hostile)
    assert len(events) > 250  # some are so alike that they are one text
    for number, event in events.items():
        page = hostile.get(f"/events/{event}").text
        source = re.search(rf"/events/{event}/sources/[0-9a-f]+", page)
        assert source is not None
        for html in (page, hostile.get(source[0]).text):
            hold(html, number)


def hold(html: str, where: str) -> None:
    """Fail where text became an element, an attribute, an address of its own, or kept a control."""
    form = Form(html)
    foreign = [link for link in form.links if not link.startswith(OWN)]
    assert foreign == [], where
    assert {tag for tag, _ in form.elements} - ALLOWED == set(), where
    assert [names for tag, names in form.elements if tag == "script" and names != ("type", "src")] == [], where
    assert not any(name.startswith("on") or name == "style" for _, names in form.elements for name in names), where
    assert not BIDI.search(html), where
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", html), where


OWN = ("/", "#", "https://hostile.example/", "http://localhost/")
ALLOWED = set("""
html head meta title link script body a header div svg circle path rect span form label input button nav ul li
details summary main article section h1 h2 h3 p dl dt dd q blockquote figure figcaption strong ol time bdi
table thead tbody tr th td caption code pre cite footer aside mark select option textarea abbr fieldset legend
datalist kbd
""".split())  # fmt: skip


def test_lists_and_data_hold_them_too(hostile: TestClient) -> None:
    for path in ("/", "/events", "/events?page=5", "/people", "/people?kind=institution", "/network", "/map", "/timeline",
                 "/recap?since=2020&until=2022", "/review", "/sources", "/embed/events", "/api/drawings/network"):  # fmt: skip
        answer = hostile.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            hold(answer.text.replace("<base target=", "<meta content="), path)


def test_what_is_asked_is_shown_as_words(hostile: TestClient, attacks: list[str]) -> None:
    for attack in attacks[::7]:
        answer = hostile.get("/events", params={"text": attack[:190], "person": attack[:190], "type": attack[:50]})
        assert answer.status_code in (200, 422)
        hold(answer.text, attack)
        assert hostile.get("/people", params={"name": attack[:190]}).status_code == 200
        named = quote(attack[:60], safe="")
        for path in (f"/events/{named}", f"/api/events/{named}", f"/export/{named}", f"/people/{named}"):
            answer = hostile.get(path)
            assert answer.status_code in (404, 422), (path, answer.text)
            if answer.headers["content-type"].startswith("text/html"):
                hold(answer.text, path)
