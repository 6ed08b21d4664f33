"""The drawings in a real browser: three languages, both themes, a phone, a strict policy, the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium
from tests.view.web import made
from tests.view.web.harness import answers, served

LANGS = ("ar", "en", "fr")
KINDS = {"timeline": made.timeline, "network": made.network, "map": made.places}
MARKS = {"timeline": "a.mark", "network": "a.node", "map": "a.place"}
HOSTILE = '"><img src=x onerror=alert(1)>\u202e<script>alert(2)</script>'


def sample():
    data = {f"{kind}-{lang}": make(lang) for kind, make in KINDS.items() for lang in LANGS}
    data["timeline-en-few"] = made.timeline("en", 8)
    data["timeline-ar-many"] = made.timeline("ar", 700)
    data["timeline-en-undated"] = {**made.timeline("en", 3), "events": [{"id": "e", "start": None, "type": "visit"}]}
    data["network-en-empty"] = {**made.network("en"), "nodes": [], "links": []}
    data["map-fr-empty"] = {**made.places("fr"), "places": []}
    data["map-en-broken"] = made.places("en")
    data["timeline-en-hostile"] = made.timeline("en", 8)
    for event in data["timeline-en-hostile"]["events"]:
        event["title"] = HOSTILE
    data["network-en-hostile"] = made.network("en", 30)
    for node in data["network-en-hostile"]["nodes"]:
        node["label"] = HOSTILE
    data["map-en-hostile"] = made.places("en")
    for place in data["map-en-hostile"]["places"]:
        place["label"] = HOSTILE
    return data


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(answers(sample(), broken=frozenset({"map-en-broken"}))) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


class Visit:
    """One page in a browser window; what it said and asked for."""

    def __init__(self, browser: Browser, address: str, *, width: int = 1280, theme: str = "light") -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        self.page: Page = self.context.new_page()
        self.address = address
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, name: str, state: str = "drawn") -> Page:
        self.page.goto(f"{self.address}/{name}")
        self.page.wait_for_selector(f".drawing-body[data-state={state}]")
        return self.page

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visit(browser, address):
    opened: list[Visit] = []

    def make(**options):
        opened.append(Visit(browser, address, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def marks(page: Page, kind: str):
    return page.locator(f"{MARKS[kind]}:not([display])")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_it_draws_quietly_from_its_own_server_and_fits(visit, kind, lang, width, theme):
    window = visit(width=width, theme=theme)
    page = window.open(f"{kind}-{lang}")
    assert marks(page, kind).count() > 20
    assert window.said == []
    assert [url for url in window.asked if not url.startswith(window.address)] == []
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]
    assert page.locator("svg.drawing-root > title").text_content() != ""
    edge = page.locator("svg.drawing-root").bounding_box()
    assert edge["x"] >= 0 and edge["x"] + edge["width"] <= width


@pytest.mark.parametrize(("name", "state"), [
    ("network-en-empty", "empty"), ("map-fr-empty", "empty"), ("timeline-en-undated", "empty"),
])  # fmt: skip
def test_nothing_to_draw_is_said(visit, name, state):
    page = visit().open(name, state)
    expect(page.locator(".drawing-state")).not_to_be_empty()
    assert page.locator("svg.drawing-root").count() == 0


def test_a_failure_is_told_and_can_be_tried_again(visit):
    window = visit()
    page = window.open("map-en-broken", "failed")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    page.route("**/api/map-en-broken*", lambda route: route.continue_(url=f"{window.address}/api/map-en"))
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".drawing-body[data-state=drawn]")
    assert marks(page, "map").count() > 20


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_names_is_text(visit, kind):
    window = visit()
    page = window.open(f"{kind}-en-hostile")
    marks(page, kind).first.hover(force=True)
    assert page.locator(".drawing-tip strong").text_content() == HOSTILE
    assert page.locator("img, main script").count() == 0
    assert [line for line in window.said if "dialog" in line] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_keys_go_from_mark_to_mark_with_one_stop_for_the_tabulator(visit, kind, lang):
    page = visit().open(f"{kind}-{lang}")
    assert page.locator(f"{MARKS[kind]}[tabindex='0']").count() == 1
    page.locator(f"{MARKS[kind]}[tabindex='0']").focus()
    expect(page.locator(".drawing-tip")).to_be_visible()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != first
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.getAttribute('href') || 'last'")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == first
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(event|actor|events)"))


def test_time_goes_right_to_left_in_arabic(visit):
    years = "[...document.querySelectorAll('.tick text')].map((t) => [t.textContent, t.getBoundingClientRect().x])"
    for lang, sign in (("ar", -1), ("en", 1)):
        ticks = [(int(text), x) for text, x in visit().open(f"timeline-{lang}").evaluate(years) if text.isdigit()]
        assert len(ticks) > 5
        assert [year for year, _ in sorted(ticks, key=lambda t: sign * t[1])] == sorted(year for year, _ in ticks)


def test_a_label_reads_in_its_own_direction_amid_a_root_from_left_to_right(visit):
    page = visit().open("timeline-en-few")
    assert page.locator("svg.drawing-root").get_attribute("direction") == "ltr"
    texts = "[...document.querySelectorAll('.mark text')]"
    told = page.evaluate(f"{texts}.map((text) => [text.textContent, text.getAttribute('direction')])")
    assert {direction for text, direction in told if re.match("[\u0600-\u06ff]", text)} == {"rtl"}
    assert {direction for text, direction in told if re.match("[A-Za-z]", text)} <= {"ltr"}
    # The edge beside the mark is where the text is put, whatever its direction.
    gaps = page.evaluate(f"""{texts}.map((label) => {{
      const [text, bar] = [label, label.previousSibling].map((part) => part.getBoundingClientRect());
      return Math.max(text.left - bar.right, bar.left - text.right); }})""")
    assert all(0 <= gap < 12 for gap in gaps), gaps


def test_vague_dates_are_dashed_and_take_their_period(visit):
    page = visit().open("timeline-en")
    dashes = "(mark) => getComputedStyle(mark).strokeDasharray"
    assert page.locator("a.is-vague rect").first.evaluate(dashes) != "none"
    assert page.locator("a.mark:not(.is-vague):not(.is-denied) rect").first.evaluate(dashes) == "none"


def test_zooming_shows_fewer_events_with_more_room_and_all_again(visit):
    page = visit().open("timeline-ar-many")
    everything = marks(page, "timeline").count()
    for _ in range(4):
        page.locator(".drawing-buttons button").first.click()
    shown = "document.querySelectorAll('a.mark:not([display])').length"
    page.wait_for_function(f"(all) => {shown} > 0 && {shown} < all / 3", arg=everything)
    assert page.locator(".strip:not(.is-whole)").count() == 1
    # What the tabulator stops at has to be in view, and arrow keys bring into view what is not.
    stop = page.locator("a.mark[tabindex='0']")
    assert stop.count() == 1 and stop.is_visible()
    stop.focus()
    page.keyboard.press("Home")
    assert page.locator("a.mark:focus").is_visible()
    page.locator(".drawing-buttons button").last.click()
    expect(marks(page, "timeline")).to_have_count(everything)


def test_the_strip_chooses_a_period_by_keys(visit):
    page = visit().open("network-en")
    strip = page.get_by_role("slider")
    before = strip.get_attribute("aria-valuetext")
    strip.focus()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    assert strip.get_attribute("aria-valuetext") != before
    assert page.locator(".tie.is-away").count() > 0
    page.keyboard.press("Home")
    assert strip.get_attribute("aria-valuetext") == before
    assert page.locator(".tie.is-away").count() == 0


def test_a_node_in_focus_shows_whom_it_met(visit):
    page = visit().open("network-en")
    page.locator("a.node").first.focus()
    near = page.locator("a.node.is-near").count()
    assert 1 < near < page.locator("a.node").count()
    assert page.locator(".drawing-tip").text_content().count("·") == 1
    page.get_by_role("slider").focus()
    assert page.locator("a.node.is-near").count() == 0


def test_a_place_that_cannot_be_found_is_told_and_a_country_alone_has_its_middle(visit):
    page = visit().open("map-en")
    expect(page.locator(".drawing-note").first).to_have_text("One place has no point and stands in the table only.")
    assert page.locator("a.place.is-anywhere").count() == len(made.COUNTRIES)
    assert page.locator(".border.is-disputed").get_attribute("d").count("M") > 10


def test_a_narrower_window_is_drawn_anew(visit):
    page = visit().open("timeline-en")
    page.set_viewport_size({"width": 500, "height": 900})
    expect(page.locator("svg.drawing-root")).to_have_attribute("width", re.compile(r"^4\d\d$"))


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(visit, kind, axe):
    page = visit().open(f"{kind}-ar")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document.querySelector('main'))")["violations"]
    assert [(v["id"], v["impact"]) for v in found if v["impact"] in {"serious", "critical"}] == []


@pytest.fixture(scope="module")
def axe() -> str:
    from tests.view.web.harness import STATIC

    return (STATIC.parents[4] / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
