"""The words of actors as they are indexed."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon, load
from marsad.lexicon.actors import (
    load_countries,
    load_institutions,
    load_names,
    load_offices,
    load_officials,
    load_places,
)
from marsad.lexicon.reader import Problems
from marsad.lexicon.terms import Phrases
from marsad.text import fold_word


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load("ar")


def meanings(lexicon: Lexicon, phrase: str) -> set[tuple[str, str]]:
    words = tuple(fold_word(phrase).split())
    return {(t.kind, t.id) for t in lexicon.phrases.table.get(words, ())}


@pytest.mark.parametrize(
    ("phrase", "kind", "id_"),
    [
        ("المغرب", "country", "MA"),
        ("المملكة المتحدة", "country", "GB"),
        ("الإسبانية", "nisba", "ES"),
        ("مغاربة", "nisba", "MA"),
        ("باريس", "city", "FR"),
        ("مراكش", "city", "MA"),
        ("الإنتربول", "body", "INTERPOL"),
        ("مكتب التحقيقات الفيدرالي", "institution", "US"),
        ("خادم الحرمين الشريفين", "office_country", "SA"),
    ],
)
def test_meanings(lexicon: Lexicon, phrase: str, kind: str, id_: str) -> None:
    assert (kind, id_) in meanings(lexicon, phrase)


@pytest.mark.parametrize("word", ["سوريا", "إيطاليا"])
def test_a_state_is_no_adjective_that_folds_alike(lexicon: Lexicon, word: str) -> None:
    assert {kind for kind, _ in meanings(lexicon, word)} & {"country", "nisba"} == {"country"}


def test_doubtful_words_are_marked(lexicon: Lexicon) -> None:
    details = {t.detail for t in lexicon.phrases.table[("مالي",)] if t.kind in ("country", "nisba")}
    assert details == {"doubtful"}


def test_kinds_of_words(lexicon: Lexicon) -> None:
    kinds = {term.kind for terms in lexicon.phrases.table.values() for term in terms}
    assert {"office", "office_alone", "org_head", "org_complete", "honorific", "rank", "given", "family"} <= kinds


def test_countries_have_their_names(lexicon: Lexicon) -> None:
    assert lexicon.countries["MA"][0] == "المغرب"
    assert all(len(code) == 2 and names for code, names in lexicon.countries.items())


def test_the_register_links_by_the_last_part() -> None:
    problems = Problems()
    register = load_officials(problems)
    assert problems.found == []
    assert any(country == "MA" for _, country in register["حموشي"])
    assert all(parts[-1] == last for last, entries in register.items() for parts, _ in entries)


def test_a_language_without_files_reports_them() -> None:
    problems = Problems()
    phrases = Phrases()
    for loader in (load_offices, load_names):
        loader(phrases, problems, "xx")
    assert len(problems.found) >= 3
    assert phrases.table == {}


def test_loading_the_data_finds_no_mistake() -> None:
    problems = Problems()
    for loader in (load_countries, load_places, load_institutions, load_offices, load_names):
        loader(Phrases(), problems, "ar")
    assert problems.found == []
