"""Sources as references, and the feed."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import feedparser
import pybtex.database
import pytest
import rispy

from marsad.view.export.citations import citations
from tests.view.export.write import text, written
from tests.view.made import arrest, events, meeting


def bibtex(found=None):
    return pybtex.database.parse_string(text("bibtex", found), "bibtex")


def test_bibtex_has_one_entry_a_page():
    found = bibtex()
    assert len(found.entries) == 5
    entry = next(e for e in found.entries.values() if e.fields.get("url") == "https://matin.example/news")
    assert entry.fields["title"] == "{Sécurité : entretiens à Rabat}"
    assert entry.fields["year"] == "2023" and entry.fields["month"] == "02"
    assert entry.fields["keywords"] == "ev-1"
    assert str(entry.persons["author"][0]) == "{Le Matin}"


def test_keys_stay_when_pages_are_added():
    assert set(bibtex([meeting()]).entries) < set(bibtex().entries)


def test_a_page_that_tells_two_events_is_one_reference():
    (one, *_) = citations([meeting(), replace(meeting(), id="ev-9")])
    assert one.events == ["ev-1", "ev-9"]


@pytest.mark.parametrize(
    "title", ["50% & $5 #1 a_b", "{open", "close}", "\\input{x}", 'a "quoted" ~^ word', "a @misc{x, b"]
)
def test_no_title_is_markup_to_latex_or_breaks_an_entry(title):
    told = meeting()
    found = bibtex([replace(told, mentions=(replace(told.mentions[0], title=title),))])
    (entry,) = found.entries.values()
    assert entry.fields["year"] == "2023"
    assert "\\input" not in entry.fields["title"]


def test_ris_is_read_by_rispy():
    found = rispy.loads(text("ris"))
    assert len(found) == 5
    first = next(r for r in found if r.get("urls") == ["https://matin.example/news"])
    assert first["type_of_reference"] == "NEWS"
    assert first["title"] == "Sécurité : entretiens à Rabat"
    assert first["authors"] == ["Le Matin"] and first["year"] == "2023" and first["keywords"] == ["ev-1"]
    assert first["date"] == "2023/02/16"


def test_no_title_begins_a_field_of_its_own():
    told = meeting()
    evil = replace(told.mentions[0], title="one\r\nER  - \r\nTY  - BOOK\r\nTI  - two")
    (found,) = rispy.loads(text("ris", [replace(told, mentions=(evil,))]))
    assert found["type_of_reference"] == "NEWS"


def test_the_feed_is_well_formed_and_the_latest_first():
    feed = feedparser.parse(written("atom"))
    assert not feed.bozo
    assert [e.id for e in feed.entries] == [f"urn:marsad:event:{i}" for i in ("ev-3", "ev-1", "ev-2")]
    assert feed.feed.updated == "2023-05-02T00:00:00Z"
    first = feed.entries[1]
    assert {link.rel: link.href for link in first.links}["alternate"] == "https://sabah.example/news"
    assert {tag.term for tag in first.tags} == {"meeting", "terrorism", "police-cooperation"}
    assert "2023-02-15" in first.content[0].value


def test_the_feed_has_text_and_no_markup():
    root = ET.fromstring(written("atom", events()))
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert {c.get("type") for c in root.findall(".//a:content", space)} == {"text"}
    assert not list(root.iter("script"))


def test_a_feed_of_nothing_is_a_feed():
    assert feedparser.parse(written("atom", [])).feed.title == "Marsad"


def test_a_private_name_is_in_no_reference():
    assert "الفلاني" not in text("bibtex", [arrest()]) + text("ris", [arrest()]) + text("atom", [arrest()])


def test_csl_has_the_same_pages_with_their_days():
    found = json.loads(text("csl"))
    assert [item["id"] for item in found] == [entry["id"] for entry in rispy.loads(text("ris"))]
    dated = next(item for item in found if item.get("container-title") == "Le Matin")
    assert dated["issued"] == {"date-parts": [[2023, 2, 16]]}
    assert dated["URL"].startswith("https://matin.example/")
    assert dated["author"] == [{"literal": "Le Matin"}]
