"""Institutions: how far their complement goes, and whose they are."""

from __future__ import annotations

import pytest

from marsad.find.phrases.offices import org_at
from marsad.lexicon import Lexicon
from tests.find.make import tagged


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("الشرطة الإسبانية توقف", "الشرطة الإسبانية", "ES"),
        ("وزارة الداخلية الكويتية تعلن", "وزارة الداخلية الكويتية", "KW"),
        ("السلطات الأمنية التونسية أمس", "السلطات الأمنية التونسية", "TN"),
        ("مكتب التحقيقات الفيدرالي يعلن", "مكتب التحقيقات الفيدرالي", "US"),
        ("الشرطة توقف", "الشرطة", None),
        ("الإنتربول يصدر", "الإنتربول", "INTERPOL"),
    ],
)
def test_institutions(lexicon: Lexicon, text: str, words: str, country: str | None) -> None:
    t = tagged(lexicon, text)
    found = org_at(t, 0)
    assert found is not None
    assert (t.tokens.text(found.i, found.j), found.country) == (words, country)


@pytest.mark.parametrize("text", ["وكالة", "كتاب الشرطة", "المغرب", "مديرية في"])
def test_no_institution(lexicon: Lexicon, text: str) -> None:
    assert org_at(tagged(lexicon, text), 0) is None


def test_a_date_is_no_part_of_an_institution(lexicon: Lexicon) -> None:
    t = tagged(lexicon, "مديرية الأمن القومي الخاص")
    assert org_at(t, 0, frozenset({0})) is None
    whole, stopped = org_at(t, 0), org_at(t, 0, frozenset({1}))
    assert whole is not None
    assert whole.j > 1
    assert stopped is None or stopped.j == 1
