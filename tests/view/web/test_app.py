"""Every page, in every language and theme, whole and without a script or style inside."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from marsad.api import Record
from marsad.lexicon.labels import LANGS
from tests.view.web.conftest import visitor

PAGES = (
    "/", "/events", "/events?country=MA&sort=origins", "/events?text=zzzz", "/events?type=nope&since=x", "/people",
    "/people?kind=institution", "/countries", "/countries/MA", "/countries/MA/ES", "/countries/MA/EU", "/timeline",
    "/timeline?text=zzzz", "/network", "/map", "/recap", "/recap?since=2010&until=2024", "/recap?since=1900&until=1901",
    "/review", "/about", "/api", "/sources", "/sources?kind=empty", "/sources?kind=failed", "/login", "/embed/events",
    "/nothing", "/events/e-nobody", "/people/p-nobody", "/countries/Atlantis",
)  # fmt: skip
VOID = {"meta", "link", "input", "br", "circle", "rect", "path", "base", "img", "hr"}


class Page(HTMLParser):
    """Checks that elements close, and gathers what a strict policy would block."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.root: dict[str, str | None] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.root = given
        if tag not in VOID:
            self.open.append(tag)
        self.wrong += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.wrong.append(f"inline {tag}")
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag in ("a", "link", "script", "form", "iframe", "img"):
            self.links += [value for name in ("href", "src") if (value := given.get(name))]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> does not close {self.open[-3:]}")


@pytest.fixture(scope="module")
def pages(examples, tmp_path_factory) -> TestClient:  # type: ignore[no-untyped-def]
    import shutil

    import marsad

    path = tmp_path_factory.mktemp("app") / "record.db"
    shutil.copy(examples, path)
    with marsad.open(path) as record:
        yield visitor(record)


def own_pages(client: TestClient) -> list[str]:
    """An event's, a source's, a person's and a review's page."""
    event = client.get("/api/events?sort=origins").json()["items"][0]["id"]
    person = client.get("/api/people").json()["items"][0]["id"]
    source = re.search(rf"/events/{event}/sources/[0-9a-f]{{12}}", client.get(f"/events/{event}").text)
    assert source is not None
    return [f"/events/{event}", f"/events/{event}?why=1", source[0], f"{source[0]}?rules=1", f"/people/{person}",
            f"/review/{event}"]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_whole(pages: TestClient, lang: str) -> None:
    for path in (*PAGES, *own_pages(pages)):
        answer = pages.get(path, headers={"accept-language": lang})
        assert answer.status_code < 500, path
        page = Page(answer.text)
        assert (page.wrong, page.open) == ([], []), path
        assert page.root == {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr", "data-theme": "auto"}, path
        assert len(page.ids) == len(set(page.ids)), (path, [i for i in page.ids if page.ids.count(i) > 1])
        assert "{{" not in answer.text, path
        assert len(answer.content) < 300_000, path


def test_no_page_asks_for_anything_from_outside(pages: TestClient) -> None:
    for path in (*PAGES, *own_pages(pages)):
        html = pages.get(path).text
        loaded = re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"([^\"]+)\"", html)
        outside = [
            address for address in loaded if re.match(r"(?:[a-z]+:)?//", address) and "//localhost" not in address
        ]
        assert outside == [], path


def test_links_between_pages_lead_somewhere(pages: TestClient) -> None:
    known: dict[str, int] = {}
    for path in (*PAGES[:14], *own_pages(pages)):
        for link in Page(pages.get(path).text).links:
            address = link.partition("#")[0]
            if (
                address.startswith("/")
                and address not in known
                and not address.startswith(("/static/", "/export/"))
                and "nope" not in address
            ):
                known[address] = pages.get(address).status_code
    assert len(known) > 150
    assert {address: status for address, status in known.items() if status not in (200, 301, 303, 405)} == {}


def test_the_address_chooses_language_and_theme_and_is_remembered(client: TestClient) -> None:
    first = client.get("/?lang=ar&theme=dark")
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in first.text
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in client.get("/events").text
    assert '<html lang="fr" dir="ltr" data-theme="dark">' in client.get("/events?lang=fr").text
    assert 'lang="en"' in visitor_without(client).get("/?lang=<x>").text


def visitor_without(client: TestClient) -> TestClient:
    return TestClient(client.app, base_url="http://localhost")


@pytest.mark.parametrize(
    ("accepted", "lang"), [("fr-FR,fr;q=0.9,en;q=0.8", "fr"), ("en;q=0.1,ar;q=0.9", "ar"), ("de", "en")]
)
def test_the_browser_chooses_the_language_else(client: TestClient, accepted: str, lang: str) -> None:
    assert f'<html lang="{lang}"' in client.get("/about", headers={"accept-language": accepted}).text


def test_unforeseen_errors_tell_nothing_of_the_inside(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastapi.testclient import TestClient as Client

    client = visitor(record)
    quiet = Client(client.app, base_url="http://localhost", raise_server_exceptions=False)
    monkeypatch.setattr(type(record), "find", lambda *_, **__: 1 / 0)
    for path in ("/", "/api/events"):
        answer = quiet.get(path)
        assert answer.status_code == 500
        assert "ZeroDivisionError" not in answer.text
        assert "Traceback" not in answer.text
        assert ".py" not in answer.text


def test_dates_keep_their_direction_and_foreign_names_are_apart(pages: TestClient) -> None:
    html = pages.get("/people", headers={"accept-language": "ar"}).text
    assert '<time dir="ltr">' in html
    assert "<bdi>" in html


def test_merged_identifiers_lead_on(record: Record) -> None:
    a, b = (e.id for e in record.events()[:2])
    record.judge("merge", a, b, user="noor")
    kept = record.event(a).id
    gone = b if kept == a else a
    answer = visitor(record).get(f"/events/{gone}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/events/{kept}")
