"""Tags: the longest phrase first, clitics only where the rest is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from marsad.find.tag import Tagged, _alone
from marsad.lexicon import Lexicon
from marsad.lexicon.terms import Kind

from .make import tagged


def kind_at(t: Tagged, i: int, *kinds: str) -> tuple[str, str, str] | None:
    """Words, clitics and id of the longest phrase of ``kinds`` at token ``i``."""
    hit = t.get(i, *kinds)
    return None if hit is None else (t.tokens.text(hit[0].i, hit[0].j), hit[0].clitics, hit[1].id)


@pytest.mark.parametrize(
    ("text", "kind", "words", "clitics", "id_"),
    [
        ("المغرب", "country", "المغرب", "", "MA"),
        ("بالمغرب", "country", "بالمغرب", "ب", "MA"),
        ("للمغرب", "country", "للمغرب", "ل", "MA"),
        ("وللمغرب", "country", "وللمغرب", "ول", "MA"),
        ("كوريا الجنوبية تعلن", "country", "كوريا الجنوبية", "", "KR"),
        ("الإسبانية", "nisba", "الإسبانية", "", "ES"),
        ("والإسبان", "nisba", "والإسبان", "و", "ES"),
        ("بالإنتربول", "body", "بالإنتربول", "ب", "INTERPOL"),
        ("مكتب التحقيقات الفيدرالي الأمريكي", "institution", "مكتب التحقيقات الفيدرالي", "", "US"),
        ("سيزور", "frame", "سيزور", "", "visit.go"),
        ("بزيارته", "frame", "بزيارته", "ب", "visit.go"),
        ("والإرهاب", "topic", "والإرهاب", "و", "terrorism"),
    ],
)
def test_known_phrases(lexicon: Lexicon, text: str, kind: str, words: str, clitics: str, id_: str) -> None:
    found = kind_at(tagged(lexicon, text), 0, kind)
    assert found is not None
    assert found[1:] == (clitics, id_)
    assert found[0].startswith(words)


@pytest.mark.parametrize("text", ["كلب", "بسرعة", "لون", "ولد", "سمك", "فول"])
def test_no_clitic_comes_off_where_the_rest_is_no_phrase(lexicon: Lexicon, text: str) -> None:
    assert kind_at(tagged(lexicon, text), 0, "country", "nisba", "body", "institution") is None


def test_the_longest_phrase_stands_first(lexicon: Lexicon) -> None:
    starts = tagged(lexicon, "من طرف الشرطة في المملكة العربية السعودية").starts
    for tags in starts:
        lengths = [tag.j - tag.i for tag in tags]
        assert lengths == sorted(lengths, reverse=True)


def test_a_phrase_does_not_reach_past_the_end(lexicon: Lexicon) -> None:
    t = tagged(lexicon, "زار المملكة العربية")
    assert all(tag.j <= len(t.tokens) for tags in t.starts for tag in tags)


@pytest.mark.parametrize("word", ["نيجيري\u064bا", "نيجيريا\u064b"])
def test_tanwin_tells_an_adjective_from_a_country(lexicon: Lexicon, word: str) -> None:
    assert kind_at(tagged(lexicon, f"مواطن {word}"), 1, "country") is None
    assert kind_at(tagged(lexicon, "زار نيجيريا"), 1, "country") is not None


def test_words_by_group(lexicon: Lexicon) -> None:
    t = tagged(lexicon, "من طرف الشرطة لم")
    assert t.word(0, "prepositions") is not None
    assert t.word(2, "prepositions") is None
    assert t.word(3, "negation") is not None
    assert t.word(99, "negation") is None
    assert t.get(99, "country") is None
    assert t.bare(99) == ""


@pytest.mark.parametrize("groups", [("prepositions",), ("both_sides", "prepositions"), ("relative",)])
def test_words_of_a_span_are_those_of_its_tokens(lexicon: Lexicon, groups: tuple[str, ...]) -> None:
    t = tagged(lexicon, "بحث الجانبان في الدوحة مع الوفد الضيف سبل التعاون بين البلدين. ثم عاد الوفد إلى بغداد.")
    size = len(t.tokens)
    for span in (range(begin, end) for begin in range(-2, size) for end in range(begin, size + 3)):
        one_by_one = [tag for i in span if (tag := t.word(i, *groups)) is not None]
        assert t.words(span, *groups) == one_by_one
        assert t.holds(span, *groups) is bool(one_by_one)


def test_a_tag_gives_its_first_meaning_of_a_kind(lexicon: Lexicon) -> None:
    hit = tagged(lexicon, "تونس").get(0, "country")
    assert hit is not None
    assert hit[0].term("frame") is None
    assert hit[0].term("city", "country") is not None


class _Every(dict):  # type: ignore[type-arg]
    """Says of every first word that every second word may follow."""

    def get(self, _key: object, _default: object = None) -> _Every:
        return self

    def __contains__(self, _word: object) -> bool:
        return True


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "examples").glob("*.txt")), ids=lambda p: p.stem)
def test_what_is_not_looked_for_is_not_there(lexicon: Lexicon, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    quick = tagged(lexicon, text)
    whole = tagged(replace(lexicon, phrases=replace(lexicon.phrases, second=_Every())), text)
    assert quick.starts == whole.starts
    for i, tags in enumerate(quick.starts):
        for kind in get_args(Kind):
            assert (quick.get(i, kind) is None) == all(t.kind != kind for tag in tags for t in tag.terms)
        groups = {t.id for tag in tags for t in tag.terms if t.kind == "word"}
        assert all(quick.word(i, group) is not None for group in groups)


def test_what_is_remembered_of_a_word_is_what_is_found(lexicon: Lexicon) -> None:
    """Words that are looked up anew at each place have the tags of those that are remembered."""
    anew = replace(lexicon, known={})
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        once = tagged(lexicon, text)
        anew.known.update({w: _alone(w, lexicon)._replace(by_spelling=True) for w in once.tokens.words})
        again = tagged(anew, text)
        assert (once.starts, once.begins, once.can) == (again.starts, again.begins, again.can)
        assert once.where("country", "nisba") == [i for i, can in enumerate(once.can) if can & {"country", "nisba"}]
