"""What a page says of itself stays words, in every format: no formula, no markup, no control, no private name."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import icalendar
import openpyxl
import pybtex.database
import pytest
import rdflib
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.model import Article, Event, Evidence, Participant, Reading
from marsad.view.export import formats
from marsad.view.export.csv import FORMULA
from marsad.view.export.formats import FORMATS
from marsad.view.export.public import public
from marsad.view.export.safe import link
from tests.view.export.write import written
from tests.view.made import mention, sourced, words

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
ATTACKS = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "<![CDATA[x]]>&xxe;",
    "\u202egnp.exe\u202c \u2067x",
    "a\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "a\nER  - \nTY  - BOOK",
    "a\u2028b\u2029c\u0085d",
    "a\tb\x00c\x1b[31md\x7f",
    "}\n@misc{evil, title={x}",
    "'; DROP TABLE events; --",
    "\ud83d half a pair",
    "\ufffe\uffff",
    '"}],"x":[{"',
    "\\input{/etc/passwd}",
)
TEXTS = ("atom", "bibtex", "csv", "csv-excel", "dyad-year", "ftm", "geojson", "gexf", "graphml", "ics", "jsonl",
         "jsonld", "plover", "ris", "csl")  # fmt: skip


def hostile(attack: str) -> Event:
    """An event whose every word of a page is the attack."""
    guest = Participant("guest", name=attack, role=attack, org=attack, country="ES")
    told = mention(
        evidence=words(attack),
        city=attack,
        participants=(Participant("host", org=attack, country="MA"), guest),
    )
    page = replace(
        sourced("sabah", told, attack, date(2023, 2, 15), "o1", attack),
        page_id=attack,
        address=f"https://sabah.example/{attack}?q={attack}#{attack}",
    )
    local = replace(page, key="x#0", page=attack, address=f"javascript:{attack}")
    return Event(
        "ev-1", "meeting", date(2023, 2, 14), date(2023, 2, 14), "day", "MA", attack, "happened", told.participants,
        ("terrorism",), None, "page", (page, local), (),
    )  # fmt: skip


def opened(form: str, data: bytes) -> None:
    """Read ``data`` with its format's own reader and hold it to one event's shape."""
    text = "" if form in {"xlsx", "parquet"} else data.decode("utf-8")
    match form:
        case "csv" | "csv-excel" | "dyad-year":
            rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
            assert len(rows) == 2 and not [c for line in rows for c in line if c.startswith(FORMULA)]
        case "plover":
            rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
            assert len(rows) == 2 and not [c for line in rows for c in line if c.startswith(FORMULA)]
        case "xlsx":
            cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(data)) for line in sheet for c in line]
            assert {c.data_type for c in cells} <= {"s", "inlineStr", "n", "d"}
        case "parquet":
            assert data[:4] == data[-4:] == b"PAR1"
        case "jsonl" | "ftm":
            assert all(json.loads(line) for line in text.splitlines())
        case "geojson":
            assert len(json.loads(text)["features"]) == 1
        case "jsonld":
            assert len(rdflib.Graph().parse(data=data, format="json-ld")) > 10
        case "gexf" | "graphml" | "atom":
            names = {element.tag.rpartition("}")[2] for element in ET.fromstring(data).iter()}
            assert "script" not in names
        case "ics":
            names = [c.name for c in icalendar.Calendar.from_ical(data).walk()]
            assert names == ["VCALENDAR", "VEVENT"]
        case "bibtex":
            assert 1 <= len(pybtex.database.parse_string(text, "bibtex").entries) <= 2
        case "ris":
            assert {r["type_of_reference"] for r in rispy.loads(text)} == {"NEWS"}
        case "csl":
            assert {item["type"] for item in json.loads(text)} == {"article-newspaper"}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"codebook"}))
def test_what_pages_say_is_only_words(form, attack):
    data = written(form, [hostile(attack)])
    opened(form, data)
    if form in TEXTS:
        shown = data.decode("utf-8")
        assert not set(shown) & set(BIDI), "bidi controls are shown"
        assert not {c for c in shown.removeprefix("\ufeff") if ord(c) < 32} - {"\n", "\r", "\t"}
        assert "javascript:" not in shown, "only addresses of the web are written"


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("form", ["csv", "plover", "xlsx", "gexf", "ics", "bibtex", "ris", "atom", "jsonl", "ftm"])
def test_any_words_at_all_are_only_words(form, attack):
    opened(form, written(form, [hostile(attack)]))


def test_every_format_is_attacked():
    assert set(TEXTS) | {"xlsx", "parquet", "codebook"} == set(FORMATS)


@given(st.text())
def test_a_link_is_an_ascii_address_without_anything_to_trip_over(path):
    found = link(f"https://example.org/{path}")
    if found is not None:
        assert found.isascii() and found.isprintable() and not set(found) & set(' <>"{}|\\^`')


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[::1", "https://a b/"]
)
def test_what_is_no_address_of_the_web_is_none(address):
    assert link(address) is None


def test_an_address_in_arabic_letters_stays_one():
    assert link("https://مثال.example/خبر?a=1&b=%20") == "https://xn--mgbh0fb.example/%D8%AE%D8%A8%D8%B1?a=1&b=%20"


# ---------------------------------------------------------------- private persons
NAME = "سمير قادر"


class FakeRecord:
    """A record of one page whose address, file name and title spell the name that its quotation hides."""

    def __init__(self) -> None:
        body = f"سلمت الشرطة {NAME} إلى فرنسا."
        evidence = Evidence("body", 0, len(body) - 1, body[:-1].replace(NAME, "[…]"), "test")
        told = mention(type="extradition", evidence=evidence, fields={}, participants=(Participant("subject"),))
        self.read = Reading(Article("p", "p", "p", "0", f"تسليم {NAME}", body, "ar"), (told,))
        slug = NAME.replace(" ", "-")
        page = replace(
            sourced("akhbar", told, "الأخبار", date(2023, 2, 15), "o1", f"تسليم {NAME}"),
            page=f"https://akhbar.example/{slug}",
            page_id=f"تسليم_{slug}",
            key=f"https://akhbar.example/{slug}#0",
            address=f"https://akhbar.example/%D8%B3%D9%85%D9%8A%D8%B1-%D9%82%D8%A7%D8%AF%D8%B1-{slug}.html",
        )
        self.event = replace(hostile("x"), type="extradition", mentions=(page,), participants=(Participant("subject"),))

    def events(self):
        return [self.event]

    def told_by(self, pages):
        return self.events()

    def reading(self, page):
        return self.read


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_private_person_is_named_in_no_format(form, tmp_path):
    record = FakeRecord()
    files = formats.export(record.events(), form, tmp_path / "out", record)
    data = b"".join(path.read_bytes() for path in files)
    assert "قادر".encode() not in data and b"%D9%82%D8%A7%D8%AF%D8%B1" not in data and b"\\u0642\\u0627" not in data


def test_a_page_that_names_nobody_private_keeps_its_address():
    record = FakeRecord()
    other = replace(hostile("x"), id="ev-2")
    first, second = public([record.event, other], record)
    assert first.mentions[0].address is None and first.mentions[0].page.startswith("page-")
    assert second == other
