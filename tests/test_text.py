"""Folding: spellings become equal, offsets lead back, folding twice is folding once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import DROPPED, fold, fold_word, line_starts, plain_name, shown_safely

MIXED = "ابتءأإآٱىئيةهؤوکگپچـ\u064b\u064e\u0651\u0670\u200f\u200b\u2069\ufefb\ufe8d٣۴éÀßİ«»“” \n\tabcXYZ.,-–"
texts = st.one_of(st.text(alphabet=st.sampled_from(MIXED), max_size=60), st.text(max_size=60))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("أمن", "امن"),
        ("إلى", "الي"),
        ("آسفي", "اسفي"),
        ("مسؤول", "مسوول"),
        ("رئيس", "رييس"),
        ("زيارة", "زياره"),
        ("الـمـغـرب", "المغرب"),
        ("المُغْرِب", "المغرب"),
        ("یک", "يك"),
        ("٢٠٢٣", "2023"),
        ("۲۰۲۳", "2023"),
        ("«نص»", '"نص"'),
        ("\u200fنص\u200b", "نص"),
        ("PARIS", "paris"),
        ("Málaga", "malaga"),
        ("أ\u00a0ب", "ا ب"),
        ("\ufe8d\ufedf", "ال"),
    ],
)
def test_spellings_fold_alike(a: str, b: str) -> None:
    assert fold(a).text == b
    assert fold_word(a) == b


@pytest.mark.parametrize(("a", "b"), [("علم", "عمل"), ("كتاب", "كاتب"), ("سلا", "صلا"), ("غزة", "غز")])
def test_other_words_stay_apart(a: str, b: str) -> None:
    assert fold(a).text != fold(b).text


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
    assert fold_word(fold_word(text)) == fold_word(text)


@given(texts)
def test_every_folded_character_leads_to_its_own(text: str) -> None:
    folded = fold(text)
    kept = [i for i, c in enumerate(text) if not DROPPED.match(c)]
    assert len(folded.text) == len(kept)
    assert [folded.origin(i) for i in range(len(folded.text))] == kept


@given(texts, st.data())
def test_a_span_comes_back(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.span(start, end)
    assert 0 <= begin <= stop <= len(text)
    assert fold(text[begin:stop]).text == folded.text[start:end]


@given(texts)
def test_a_text_without_marks_keeps_its_offsets(text: str) -> None:
    plain = DROPPED.sub("", text)
    folded = fold(plain)
    assert folded.breaks == ()
    assert len(folded.text) == len(plain)


def test_a_span_of_a_word_with_marks_holds_them() -> None:
    text = "في الـمَـغْـرِب اليوم"
    folded = fold(text)
    at = folded.text.index("المغرب")
    begin, end = folded.span(at, at + 6)
    assert text[begin:end] == "الـمَـغْـرِب"


def test_a_span_holds_the_marks_of_its_last_letter() -> None:
    text = "مواطنا\u064b هنا"
    begin, end = fold(text).span(0, 6)
    assert text[begin:end] == "مواطنا\u064b"


def test_blanks_collapse_in_words() -> None:
    assert fold_word("  مجلس \n الأمن ") == "مجلس الامن"


@given(st.lists(st.text(alphabet="abا", max_size=5), min_size=1, max_size=6))
def test_line_starts(lines: list[str]) -> None:
    text = "\n".join(lines)
    starts = line_starts(text)
    assert len(starts) == len(lines)
    assert [text[at:].split("\n")[0] for at in starts] == lines


def test_shown_safely() -> None:
    assert shown_safely("نص\u202e معكوس\x07\n\tسطر") == "نص معكوس\n\tسطر"


def test_plain_names_are_tuples_of_parts() -> None:
    assert plain_name(["حموشي"]) == ("حموشي",)


@given(texts)
def test_spans_of_many_are_the_spans_of_each(text: str) -> None:
    folded = fold(text)
    told = [(i, i + 1) for i in range(len(folded.text))]
    assert folded.spans(told) == [folded.span(*span) for span in told]
