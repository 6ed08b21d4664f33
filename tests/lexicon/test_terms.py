"""The index of phrases."""

from __future__ import annotations

from marsad.lexicon.terms import Phrases, Term, split

COUNTRY = Term("country", "XX")
CITY = Term("city", "XX")


def test_the_longest_phrase_of_a_word_is_known() -> None:
    phrases = Phrases()
    phrases.add("كوريا", COUNTRY)
    phrases.add("كوريا الجنوبيه الشرقيه", COUNTRY)
    assert phrases.longest == {"كوريا": 3}


def test_one_phrase_has_many_meanings_each_once() -> None:
    phrases = Phrases()
    phrases.add("تونس", COUNTRY)
    phrases.add("تونس", CITY)
    phrases.add("تونس", COUNTRY)
    assert phrases.table[("تونس",)] == (COUNTRY, CITY)


def test_an_empty_phrase_is_none() -> None:
    phrases = Phrases()
    phrases.add("", COUNTRY)
    phrases.add("  ", COUNTRY)
    assert phrases.table == {}


def test_has() -> None:
    phrases = Phrases()
    phrases.add("جامعه الدول", COUNTRY)
    assert phrases.has("جامعه الدول")
    assert not phrases.has("جامعه")


def test_phrases_are_cut_as_texts_are() -> None:
    assert split('شرطه (انتربول) "د." 2023') == ["شرطه", "(", "انتربول", ")", '"', "د", ".", '"', "2023"]
