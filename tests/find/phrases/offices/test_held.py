"""Offices: how far their complement goes, and whose they are."""

from __future__ import annotations

import pytest

from marsad.find.phrases.offices import Phrase, office_at
from marsad.find.tag import Tagged
from marsad.lexicon import Lexicon
from tests.find.make import tagged


def office(lexicon: Lexicon, text: str) -> tuple[Tagged, Phrase | None]:
    t = tagged(lexicon, text)
    return t, office_at(t, 0)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("وزير الداخلية المغربي يستقبل", "وزير الداخلية المغربي", "MA"),
        ("وزير الدفاع في حكومة الوحدة", "وزير الدفاع", None),
        ("المدير العام للأمن الوطني يلتقي", "المدير العام للأمن الوطني", None),
        ("مدير مكتب التحقيقات الفيدرالي كريستوفر", "مدير مكتب التحقيقات الفيدرالي", "US"),
        ("رئيس أركان الجيش الفرنسي يزور", "رئيس أركان الجيش الفرنسي", "FR"),
        ("نائب وزير الدفاع الروسي أمس", "نائب وزير الدفاع الروسي", "RU"),
        ("سفير اليابان لدى مصر يودع", "سفير اليابان لدى مصر", "JP"),
        ("سفير دولة الكويت بالمغرب أمس", "سفير دولة الكويت بالمغرب", "KW"),
        ("الرئيس الفرنسي إيمانويل", "الرئيس الفرنسي", "FR"),
        ("الأمين العام للإنتربول يورغن", "الأمين العام للإنتربول", "INTERPOL"),
        ("وزير الخارجية والتعاون الإسباني يصل", "وزير الخارجية والتعاون الإسباني", "ES"),
        ("خادم الحرمين الشريفين يستقبل", "خادم الحرمين الشريفين", "SA"),
    ],
)
def test_offices(lexicon: Lexicon, text: str, words: str, country: str | None) -> None:
    t, found = office(lexicon, text)
    assert found is not None
    assert (t.tokens.text(found.i, found.j), found.country) == (words, country)


@pytest.mark.parametrize("text", ["في الرباط", "كتاب جديد", "عبد اللطيف", "وزير", "مدير في"])
def test_no_office(lexicon: Lexicon, text: str) -> None:
    assert office(lexicon, text)[1] is None


def test_the_country_knows_its_words(lexicon: Lexicon) -> None:
    t, found = office(lexicon, "وزير الداخلية المغربي يستقبل")
    assert found is not None
    assert found.country_at is not None
    assert t.tokens.text(*found.country_at) == "المغربي"
    assert found.org is not None
    assert t.tokens.text(*found.org) == "الداخلية"
    assert found.ministry
