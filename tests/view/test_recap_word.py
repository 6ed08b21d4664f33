"""The recap as a Word document: what it says, and in which direction."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import UsageError
from marsad.lexicon.labels import LANGS
from marsad.view.recap.word import right_to_left, stretches, to_docx
from tests.view.made import events, meeting
from tests.view.test_recap import recap


def opened(**options):
    return docx.Document(io.BytesIO(to_docx(recap(**options))))


def text(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def direction(paragraph) -> str | None:
    found = paragraph._p.pPr.find(qn("w:bidi")) if paragraph._p.pPr is not None else None
    return None if found is None else found.get(qn("w:val"))


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_what_the_recap_says(lang):
    made = recap(lang=lang)
    told = text(opened(lang=lang))
    for line in [line for month in made.months for line in month.lines] + list(made.undated):
        assert line.when in told and line.type in told
        for telling in line.tellings:
            assert telling.quote in told
            assert all(source.title in told for source in telling.sources)
    assert made.title in told and made.made in told
    assert all(row.name in told for table in made.tables for row in table.rows)


@pytest.mark.parametrize(("lang", "bidi"), [("ar", "1"), ("en", "0")])
def test_own_paragraphs_go_with_the_language_and_quotations_with_their_words(lang, bidi):
    document = opened(lang=lang)
    for paragraph in document.paragraphs:
        expected = bidi if paragraph.style.name != "Quote" else ("1" if right_to_left(paragraph.text) else "0")
        assert direction(paragraph) == expected, paragraph.text
    assert any(paragraph.style.name == "Quote" for paragraph in document.paragraphs)
    tables = {table.table_direction is not None for table in document.tables}
    assert tables == {lang == "ar"}


def test_arabic_runs_are_marked_and_no_others():
    for paragraph in opened(lang="en").paragraphs:
        for run in paragraph.runs:
            letters = [sign for sign in run.text if sign.isalpha()]
            assert bool(run.font.rtl) == any(right_to_left(sign) for sign in letters), run.text


def test_page_text_does_not_draw_numbers_to_itself():
    cited = [p.text for p in opened(lang="en").paragraphs if p.style.name == "Caption" and "2023" in p.text]
    assert cited
    assert all("\u200e" in text for text in cited)


def test_titles_link_to_addresses_of_the_web_only():
    event = meeting()
    hostile = replace(event, mentions=tuple(replace(m, address="javascript:alert(1)") for m in event.mentions))
    for found, count in (([event], True), ([hostile], False)):
        links = [rel for rel in opened(found=found).part.rels.values() if rel.reltype.endswith("/hyperlink")]
        assert bool(links) == count
        assert all(rel.target_ref.startswith("https://") for rel in links)


def test_signs_that_xml_cannot_hold_are_left_out():
    event = meeting()
    broken = replace(event, mentions=tuple(replace(m, title="a\x00b\x1b\u202ec") for m in event.mentions))
    assert "abc" in text(opened(found=[broken]))


def test_an_empty_period_says_so():
    assert recap(found=[]).labels.text["nothing"] in text(opened(found=[]))


def test_without_the_library_it_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r'pip install "marsad\[docx\]"'):
        to_docx(recap(found=events()))


@given(st.text(alphabet="ab 12،.:-لقاء() "))
def test_stretches_are_the_text_and_alternate(value):
    parts = list(stretches(value))
    assert "".join(part for part, _ in parts) == value
    assert all(a[1] != b[1] for a, b in pairwise(parts))
    for part, arabic in parts:
        assert any("\u0600" <= sign <= "\u06ff" for sign in part) == arabic
