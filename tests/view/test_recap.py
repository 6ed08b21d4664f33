from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from marsad.lexicon.labels import LANGS, load_labels
from marsad.model import Finding
from marsad.store.reading import PageRow
from marsad.view.recap import Recap, Scope, compose, to_html, to_markdown
from marsad.view.recap.content import named_period, period_before
from marsad.view.recap.render import markdown, target
from marsad.view.recap.select import select
from tests.view.made import events, meeting, plan

HALF = Scope(date(2023, 1, 1), date(2023, 6, 30))
VOID = {"meta", "br", "hr", "img", "input", "link"}


def recap(found=None, lang="en", scope=HALF, pages_read=12) -> Recap:
    found = events() if found is None else found
    today = date(2026, 11, 22)
    return compose(found, scope, load_labels(lang), pages_read=pages_read, version="0", today=today)


class Tree(HTMLParser):
    """Collects tags, attributes and text; fails on tags that do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_well_formed_in_its_language_and_direction(lang):
    tree = Tree(to_html(recap(lang=lang)))
    html = next(attributes for tag, attributes in tree.tags if tag == "html")
    assert html == {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"}
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"] for tag, attributes in tree.tags if tag == "a"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_asks_for_nothing_from_outside(lang):
    text = to_html(recap(lang=lang))
    tree = Tree(text)
    assert not {tag for tag, _ in tree.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "source",
    }
    for _, attributes in tree.tags:
        assert not {"src", "srcset", "background", "poster"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert "url(" not in text and "@import" not in text


def test_a_hostile_title_is_text():
    tree = Tree(to_html(recap()))
    assert "<script>alert('x')</script>" in tree.text
    links = [attributes["href"] for tag, attributes in tree.tags if tag == "a"]
    assert all(link.startswith(("https://", "#")) for link in links)


def test_no_private_name_is_shown():
    assert "الفلاني" not in to_html(recap()) + to_markdown(recap())


def test_every_event_has_date_place_people_quotation_and_source():
    first = recap().months[0].lines[0]
    assert first.when == "14 February 2023"
    assert first.place == ("الرباط", "Morocco")
    assert [p.who for p in first.people] == ["عبد الله المنصوري", "خافيير لوبيث"]
    assert [len(t.sources) for t in first.tellings] == [2, 1]
    assert first.tellings[0].reprinted
    assert first.disagrees


def test_headline_numbers_have_their_denominator():
    numbers = {h.label: h.value for h in recap().headlines}
    assert numbers == {"Events": 3, "Pages": 5, "Independent origins": 4, "Outlets": 4}
    assert "12" in recap().headlines[1].note


def test_counts_by_type_partner_and_topic():
    tables = {t.title: {r.name: r.number for r in t.rows} for t in recap().tables}
    assert tables["By type"] == {"Meeting": 1, "Arrest": 1, "Agreement": 1}
    assert tables["By partner"] == {"Spain – Morocco": 2}
    assert tables["By topic"]["Terrorism"] == 1


@pytest.mark.parametrize("lang", LANGS)
def test_findings_are_counted_by_kind_in_every_form(lang):
    told = meeting()
    pages = [m.page for m in told.mentions]
    year = Finding("year-inferred", "no year on the page", (told.mentions[0].mention.evidence,))
    of_pages = [
        (pages[0], year),
        (pages[0], replace(year, kind="disputed-place")),
        (pages[1], year),
        ("elsewhere", year),
    ]
    both = replace(told, disagreements=(*told.disagreements, replace(year, kind="one-sided")))
    labels = load_labels(lang)
    composed = compose([both], HALF, labels, pages_read=9, version="0", today=date(2026, 11, 22), of_pages=of_pages)
    table = next(t for t in composed.tables if t.title == labels.text["by_finding"])
    wanted = {"contradiction": len(told.disagreements), "one-sided": 1, "year-inferred": 2, "disputed-place": 1}
    assert {row.name: row.number for row in table.rows} == {labels.findings[kind]: n for kind, n in wanted.items()}
    page, text = Tree(to_html(composed)).text, to_markdown(composed)
    for row in table.rows:
        assert row.name in page
        assert f"| {markdown(row.name)} | {row.number} |" in text


def test_where_there_is_nothing_to_know_nothing_is_counted():
    composed = recap([replace(meeting(), disagreements=())])
    assert load_labels("en").text["by_finding"] not in [table.title for table in composed.tables]


def test_about_a_country_its_partners_are_counted():
    composed = recap([meeting()], scope=replace(HALF, about="المغرب"))
    assert [r.name for t in composed.tables if t.title == "By partner" for r in t.rows] == ["Spain"]
    assert composed.subtitle == "about المغرب"


def test_an_event_that_began_earlier_is_under_the_first_month():
    early = replace(meeting(), start=date(2022, 12, 30), end=date(2023, 1, 2))
    assert recap([early]).months[0].name == "January 2023"


def test_what_has_no_date_stands_apart():
    assert [line.id for line in recap().undated] == ["ev-3"]
    assert recap().undated[0].status == "planned"


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_period_says_so(lang):
    composed = recap([], lang=lang)
    labels = load_labels(lang)
    assert composed.empty
    assert labels.text["nothing"] in Tree(to_html(composed)).text
    assert labels.text["nothing"] in to_markdown(composed)
    assert "12" in to_markdown(composed)


@pytest.mark.parametrize(
    ("since", "until", "precision"),
    [
        ("2023-01-01", "2023-06-30", "half"),
        ("2023-07-01", "2023-12-31", "half"),
        ("2023-02-01", "2023-07-31", "day"),
        ("2023-04-01", "2023-06-30", "quarter"),
        ("2023-02-01", "2023-02-28", "month"),
        ("2023-01-01", "2023-12-31", "year"),
        ("2023-01-01", "2023-01-30", "day"),
        ("2022-01-01", "2023-12-31", "day"),
    ],
)
def test_a_calendar_period_is_called_by_its_name(since, until, precision):
    assert named_period(date.fromisoformat(since), date.fromisoformat(until)) == precision


def test_the_title_of_an_open_period():
    assert recap(scope=Scope(since=date(2023, 1, 1))).title.endswith("1 January 2023 – …")
    assert recap(scope=Scope()).title == "Security diplomacy"


def test_markdown_escapes_page_text():
    assert markdown("a|b *c* [d](e) <f> `g` #h\nnext") == r"a\|b \*c\* \[d\](e) \<f\> \`g\` \#h next"
    assert markdown("1. x") == r"1\. x" and markdown("- x") == r"\- x"
    assert target("https://a.example/b(c) d") == "https://a.example/b%28c%29%20d"


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_has_the_same_events(lang):
    text = to_markdown(recap(lang=lang))
    assert text.count("\n#### ") == 3 + len(recap().disputes)
    assert re.search(r"^# ", text, re.M)
    assert ('<div dir="rtl">' in text) == (lang == "ar")


class FakeRecord:
    def __init__(self, found):
        self.found = found

    def events(self, *, since, until, about):
        return [e for e in self.found if since is None or (e.start and since <= e.start <= until)]

    def pages(self):
        told = [
            PageRow(m.page, m.page_id, m.page, m.outlet, m.published, "", 1) for e in self.found for m in e.mentions
        ]
        other = PageRow("q", "q", "q", None, date(2023, 3, 3), "", 0)
        far = PageRow("z", "z", "z", None, date(2020, 3, 3), "", 0)
        failed = PageRow("f", "f", "f", None, None, "", 0, "gone")
        return [*told, other, far, failed]


def test_undated_events_belong_to_the_period_that_reported_them():
    found, read = select(FakeRecord([meeting(), plan()]), HALF)
    assert [e.id for e in found] == ["ev-1", "ev-3"]
    assert read == 5
    found, _ = select(FakeRecord([meeting(), plan()]), Scope(date(2023, 1, 1), date(2023, 3, 31)))
    assert [e.id for e in found] == ["ev-1"]


def test_without_a_period_everything_counts():
    found, read = select(FakeRecord([meeting(), plan()]), Scope())
    assert len(found) == 2
    assert read == 6


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        (date(2023, 1, 1), date(2023, 6, 30), (date(2022, 7, 1), date(2022, 12, 31))),
        (date(2024, 3, 1), date(2024, 3, 31), (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2023, 1, 1), date(2023, 12, 31), (date(2022, 1, 1), date(2022, 12, 31))),
        (date(2023, 3, 6), date(2023, 3, 12), (date(2023, 2, 27), date(2023, 3, 5))),
    ],
)
def test_the_period_before(since, until, before):
    assert period_before(since, until) == before


def test_what_is_new_is_held_against_everything_earlier():
    event, text = meeting(), load_labels("en").text
    long_ago = date(2021, 5, 1)
    past = replace(event, id="ev-past", start=long_ago, end=long_ago)

    def told(earlier):
        return compose(
            [event], HALF, load_labels("en"), pages_read=1, version="0", today=date(2024, 1, 1), earlier=earlier
        )

    def titles(earlier):
        return {table.title for table in told(earlier).tables}

    first = text["first_partners"]
    assert first not in titles([])  # with nothing earlier on record nothing can be called new
    assert "before" not in told([]).headlines[0].note
    assert first not in titles([past])
    assert told([past]).headlines[0].note.endswith("0 in the period before")
    assert first in titles([replace(past, participants=(), topics=())])
