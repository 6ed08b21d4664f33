"""Places: country, city, how they are marked, what is a dateline and what stands inside somebody's office."""

from __future__ import annotations

import pytest

from marsad.find.phrases.places import Place
from marsad.lexicon import Lexicon
from tests.find.make import scene


def places(lexicon: Lexicon, text: str) -> list[tuple[Place, str | None]]:
    made, _ = scene(lexicon, text)
    return [(p, made.tagged.tokens.text(*p.city) if p.city else None) for p in made.places]


@pytest.mark.parametrize(
    ("text", "country", "city", "mark"),
    [
        ("اجتمعوا في مدينة مراكش أمس", "MA", "مراكش", "in"),
        ("اجتمعوا بالدوحة أمس", "QA", "بالدوحة", "in"),
        ("سافر إلى تركيا أمس", "TR", None, "to"),
        ("سافر نحو مدريد أمس", "ES", "مدريد", "to"),
        ("عاد من باريس أمس", "FR", "باريس", "from"),
        ("في العاصمة الموريتانية نواكشوط", "MR", "نواكشوط", "in"),
        ("التقوا في تونس", "TN", None, "in"),
        ("التقوا في مدينة تونس", "TN", "تونس", "in"),
        ("اجتمعوا بمدينة إسطنبول", "TR", "إسطنبول", "in"),
        ("داخل ليبيا", "LY", None, "in"),
    ],
)
def test_places(lexicon: Lexicon, text: str, country: str, city: str | None, mark: str) -> None:
    assert [(p.country, c, p.mark) for p, c in places(lexicon, text)] == [(country, city, mark)]


def test_a_place_inside_an_office_is_marked(lexicon: Lexicon) -> None:
    found = places(lexicon, "استقبل سفير فرنسا بالمغرب الوفد في طنجة")
    assert [(p.country, p.inside) for p, _ in found] == [("FR", True), ("MA", True), ("MA", False)]


@pytest.mark.xfail(strict=True, reason="an office with its post takes in the place that follows")
def test_a_place_after_an_office_with_its_post_is_the_events(lexicon: Lexicon) -> None:
    found = places(lexicon, "استقبل سفير فرنسا بالمغرب في طنجة")
    assert [p.inside for p, _ in found] == [True, True, False]


@pytest.mark.parametrize("text", ["الرباط - وصل الوفد", "باريس: وصل الوفد"])
def test_datelines(lexicon: Lexicon, text: str) -> None:
    assert [p.dateline for p, _ in places(lexicon, text)] == [True]


def test_a_place_in_the_sentence_is_no_dateline(lexicon: Lexicon) -> None:
    assert [p.dateline for p, _ in places(lexicon, "وصل الوفد إلى الرباط - صباح اليوم")] == [False]


@pytest.mark.parametrize("text", ["وصل الوفد صباحا", "وزارة المالية", "الأمير تركي"])
def test_no_place(lexicon: Lexicon, text: str) -> None:
    assert places(lexicon, text) == []
