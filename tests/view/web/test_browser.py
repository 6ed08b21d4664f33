# ruff: noqa: E501
"""The site in a real browser: a walk in each language, its layout, axe, nothing from outside, hostile words."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import marsad
from marsad.api import Record
from marsad.lexicon.labels import LANGS
from marsad.view.web.texts import load_texts
from tests.browser import chromium
from tests.view.web.conftest import visitor as client_of
from tests.view.web.hostile import readings, strings
from tests.view.web.site import AXE, served, visiting
from tests.view.web.test_app import own_pages

PAGES = (
    "/", "/events", "/events?country=MA&sort=origins", "/events?text=zzzz", "/people", "/countries", "/countries/MA",
    "/countries/MA/IL", "/timeline", "/network", "/map", "/recap", "/recap?since=2010&until=2024", "/review", "/about",
    "/api", "/sources", "/login", "/embed/events", "/nothing",
)  # fmt: skip
SHOTS = os.environ.get("MARSAD_SHOTS")  # a folder for pictures, which CI keeps beside its log


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def site(record: Record) -> Iterator[str]:
    with served(record) as base:
        yield base


@pytest.fixture(scope="module")
def still(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A site that nobody changes, and all its pages."""
    path = tmp_path_factory.mktemp("still") / "record.db"
    shutil.copy(examples, path)
    with marsad.open(path) as record, served(record) as base:
        yield base, [*PAGES, *own_pages(client_of(record))]


@pytest.mark.parametrize("lang", LANGS)
def test_a_walk(browser: Browser, site: str, lang: str) -> None:
    t = load_texts(lang)
    with visiting(browser, site) as visitor:
        page = visitor.go(f"/?lang={lang}")
        page.get_by_role("search").get_by_role("searchbox").fill("وزير")
        page.keyboard.press("Enter")
        expect(page.locator(".result")).to_contain_text(re.compile(r"\d|حدثان"))
        page.locator(".card-head a").first.click()
        expect(page.locator(".event-page h1")).to_be_visible()
        event = page.url.rpartition("/")[2]

        page.locator(".origin a[href*='/sources/']").first.click()
        mark = page.locator(f".article mark a[href='/events/{event}']").first
        expect(mark).to_be_visible()
        mark.click()
        expect(page).to_have_url(re.compile(event))

        page.locator(f"a[href='/review/{event}']").click()
        page.locator("#c-user").fill("نور")
        page.locator("#c-reason").fill("تحققت")
        page.get_by_role("button", name=t("review.confirm")).first.click()
        expect(page.locator(".notice.done")).to_contain_text(t("review.recorded", act=1))
        page.locator(".notice.done button").click()
        expect(page.locator(".notice.done")).to_contain_text(t("review.recorded", act=2))

        visitor.go("/recap")
        page.locator("#r-since").fill("2021")
        page.locator("#r-until").fill("2021-12")
        page.get_by_role("button", name=t("recap.make")).click()
        expect(page.locator(".recap h1")).to_contain_text("2021")

        visitor.go("/events?type=meeting")
        page.locator("#take summary").click()
        with page.expect_download() as download:
            page.locator("a[href^='/export/csv?']").click()
        assert Path(download.value.path()).read_bytes().startswith(b"id,type,")
        assert visitor.said == []
        assert visitor.asked == {"localhost"}


def test_keys_work_on_an_arabic_keyboard(browser: Browser, site: str, record: Record) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.go("/review?lang=ar")

        def press(code: str, key: str) -> None:
            page.evaluate(
                "([code, key]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))",
                [code, key],
            )

        with page.expect_navigation():
            press("KeyJ", "ت")
        first = page.url.rpartition("/")[2]
        page.locator("#c-user").fill("نور")
        page.locator("body").click(position={"x": 5, "y": 400})
        press("KeyE", "ث")
        assert page.evaluate("document.activeElement.id") == "e-field"
        page.locator("body").click(position={"x": 5, "y": 400})
        with page.expect_navigation():
            press("KeyC", "ؤ")
        assert record.event(first).confirmed[0].user == "نور"
        with page.expect_navigation():
            press("KeyU", "ع")
        assert record.event(first).confirmed == ()
        with page.expect_navigation():
            press("KeyX", "ء")
        assert len(record.judgements()) > 2
        assert visitor.said == []


def test_typing_in_a_field_judges_nothing(browser: Browser, site: str, record: Record) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.go("/review")
        page.locator(".queue-link").first.click()
        page.locator("#c-user").fill("n")
        page.locator("#c-reason").click()
        page.keyboard.type("xcu")
        page.keyboard.press("Control+c")
        assert record.judgements() == []
        assert page.locator("#c-reason").input_value() == "xcu"


def test_words_selected_go_into_the_form(browser: Browser, site: str, record: Record) -> None:
    before = len(record.events())
    with visiting(browser, site) as visitor:
        page = visitor.go("/sources?kind=empty")
        page.locator("td a").first.click()
        page.wait_for_load_state("load")
        page.evaluate(
            "() => { const p = [...document.querySelectorAll('.article p')].find((p) => p.textContent.length > 60).firstChild;"
            " const r = document.createRange(); r.setStart(p, 0); r.setEnd(p, 40); getSelection().removeAllRanges(); getSelection().addRange(r); }"
        )
        page.keyboard.press("a")
        assert len(page.locator("#a-words").input_value()) > 30
        page.locator("#a-user").fill("نور")
        page.locator(".add button").click()
        expect(page.locator(".notice.done")).to_be_visible()
    assert len(record.events()) == before + 1


def test_without_scripts_everything_still_works(browser: Browser, site: str, record: Record) -> None:
    with visiting(browser, site, scripts=False) as visitor:
        page = visitor.go("/timeline")
        assert page.locator("table tbody tr").count() > 20
        page = visitor.go("/review")
        page.locator(".queue-link").first.click()
        page.locator("#c-user").fill("نور")
        page.locator("button[data-key=KeyC]").click()
        expect(page.locator(".notice.done")).to_be_visible()
        assert len(record.judgements()) > 0


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("lang", LANGS)
def test_everything_fits(browser: Browser, still: tuple[str, list[str]], lang: str, width: int) -> None:
    base, paths = still
    wrong = {}
    with visiting(browser, base, width=width) as visitor:
        for path in paths:
            visitor.go(f"{path}{'&' if '?' in path else '?'}lang={lang}&theme={'dark' if width == 1024 else 'light'}")
            if found := visitor.layout():
                wrong[path] = found[:4]
            if SHOTS:
                name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:60] or "overview"
                visitor.page.screenshot(path=f"{SHOTS}/{name}-{lang}-{width}.png", full_page=True)
        assert wrong == {}
        assert [told for told in visitor.said if "404" not in told] == []
        assert visitor.asked == {"localhost"}


@pytest.mark.parametrize(("lang", "theme"), [("ar", "light"), ("en", "dark"), ("fr", "light"), ("ar", "dark")])
def test_axe_finds_nothing_serious(browser: Browser, still: tuple[str, list[str]], lang: str, theme: str) -> None:
    if not AXE.exists():
        told = "axe-core is not here: make test builds the front end and installs it"
        pytest.fail(told) if os.environ.get("CI") == "true" else pytest.skip(told)
    base, paths = still
    wrong = {}
    with visiting(browser, base) as visitor:
        for path in paths:
            visitor.go(f"{path}{'&' if '?' in path else '?'}lang={lang}&theme={theme}")
            if found := visitor.serious():
                wrong[path] = found
    assert wrong == {}


def test_hostile_words_run_nowhere_and_break_nothing(browser: Browser, tmp_path: Path) -> None:
    with marsad.open(tmp_path / "record.db") as record:
        record.add(readings(strings()))
        events = [e.id for e in record.events()]
        assert len(events) > 250
        with served(record) as base, visiting(browser, base, width=1024) as visitor:
            paths = [f"/events?page={n}" for n in range(1, 13)] + [f"/events/{id_}" for id_ in events[::12]]
            paths += [
                "/",
                "/people",
                "/people?kind=institution",
                "/network",
                "/map",
                "/timeline",
                "/review",
                "/sources",
            ]
            for path in paths:
                page = visitor.go(path)
                assert page.evaluate("window.hacked") is None, path
                assert visitor.layout() == [], path
                if path.startswith("/events/"):
                    page.locator(".origin a[href*='/sources/']").first.click()
                    page.wait_for_load_state("load")
                    assert page.evaluate("window.hacked") is None, path
                    assert visitor.layout() == [], path
            assert visitor.said == []
            assert visitor.asked == {"localhost"}
