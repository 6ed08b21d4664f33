"""Tokens: exact offsets, every visible character in one of them, sentences, and the clitics that come off."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.find.tokens import MAX_SENTENCE, Tokens, clitic_cuts, tokenize
from marsad.text import DROPPED, fold_word

from .make import article

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةئؤءـًٌَُِّْ"
texts = st.text(alphabet=st.sampled_from(LETTERS + " \n.،؛!؟:-()«»\"'0123456789٣٤\u200f\u200babé"), max_size=120)


def sentences(tokens: Tokens) -> list[str]:
    return [tokens.text(a, b) for a, b in tokens.sentences]


@given(texts, texts)
def test_offsets_are_exact(title: str, body: str) -> None:
    tokens = tokenize(article(body, title))
    for i, word in enumerate(tokens.words):
        assert fold_word(tokens.text(i, i + 1)) == word
        evidence = tokens.evidence(i, i + 1, "rule")
        assert tokens.article.text(evidence.where)[evidence.start : evidence.end] == evidence.quote


@given(texts, texts)
def test_tokens_cover_every_visible_character(title: str, body: str) -> None:
    tokens = tokenize(article(body, title))
    for where in ("title", "body"):
        text = tokens.article.text(where)  # type: ignore[arg-type]
        inside = {
            at for i in range(len(tokens)) if tokens.where[i] == where for at in range(tokens.starts[i], tokens.ends[i])
        }
        missed = [c for at, c in enumerate(text) if at not in inside and not c.isspace()]
        assert [c for c in missed if not DROPPED.match(c)] == []


@given(texts, texts)
def test_tokens_stand_in_order_and_do_not_overlap(title: str, body: str) -> None:
    tokens = tokenize(article(body, title))
    assert tokens.where == sorted(tokens.where, key=lambda w: w == "body")
    for i, j in pairwise(range(len(tokens))):
        assert tokens.where[i] != tokens.where[j] or tokens.ends[i] <= tokens.starts[j]


@given(texts, texts)
def test_sentences_partition_the_tokens(title: str, body: str) -> None:
    tokens = tokenize(article(body, title))
    assert [i for a, b in tokens.sentences for i in range(a, b)] == list(range(len(tokens)))
    assert len(tokens.paragraph) == len(tokens.sentences)
    for number, (begin, end) in enumerate(tokens.sentences):
        assert len({tokens.where[i] for i in range(begin, end)}) == 1
        assert all(tokens.sentence_of(i) == number for i in range(begin, end))


@pytest.mark.parametrize(
    "body",
    [
        "سطر أول\nسطر ثان",
        "سطر أول.\nسطر ثان.",
    ],
)
def test_a_line_is_a_paragraph_and_the_title_is_before_them(body: str) -> None:
    assert tokenize(article(body, "عنوان")).paragraph == [-1, 0, 1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوزير. غادر السفير.", 2),
        ("هل وصل؟ نعم!", 2),
        ("التقى د. أحمد في الرباط.", 1),
        ("نقلت د. ب. أ. الخبر.", 1),
        ("بلغ العدد 3.5 مليون.", 1),
        ("بدأت سنة 2023. ثم انتهت.", 2),
        ("سطر بلا نقطة\nسطر آخر", 2),
        ("أولا؛ ثانيا", 2),
        ("", 0),
    ],
)
def test_sentence_ends(text: str, count: int) -> None:
    assert len(sentences(tokenize(article(text)))) == count


def test_an_endless_sentence_is_cut() -> None:
    tokens = tokenize(article("كلمة " * (3 * MAX_SENTENCE)))
    assert max(b - a for a, b in tokens.sentences) == MAX_SENTENCE


def test_numbers_with_separators_are_one_token() -> None:
    assert tokenize(article("نحو 1,250 قطعة و٣٫٥ طن")).words[1] == "1,250"


def test_marks_inside_a_word_belong_to_it() -> None:
    tokens = tokenize(article("الـمُـغْرِب بلد"))
    assert tokens.words[0] == "المغرب"
    assert tokens.text(0, 1) == "الـمُـغْرِب"


def test_at_finds_the_token_of_an_offset() -> None:
    tokens = tokenize(article("وصل الوزير", "عنوان الخبر"))
    assert tokens.words[tokens.at("body", 5)] == "الوزير"
    assert tokens.words[tokens.at("title", 0)] == "عنوان"
    assert tokens.at("body", 99) == len(tokens)


@pytest.mark.parametrize(
    ("word", "clitics", "rest"),
    [
        ("والمغرب", "و", "المغرب"),
        ("بالرباط", "ب", "الرباط"),
        ("للامن", "ل", "الامن"),
        ("وللامن", "ول", "الامن"),
        ("وبالدوحه", "وب", "الدوحه"),
        ("فسيزور", "فس", "يزور"),
        ("سيزور", "س", "يزور"),
    ],
)
def test_clitics_come_off(word: str, clitics: str, rest: str) -> None:
    assert (clitics, rest) in clitic_cuts(word)


@pytest.mark.parametrize(("word", "clitics"), [("بوقت", "بو"), ("لكل", "لك"), ("وفي", "وف")])
def test_clitics_in_the_wrong_order_stay(word: str, clitics: str) -> None:
    assert clitics not in [c for c, _ in clitic_cuts(word)]


@given(st.text(alphabet="وفبلكسامنرقيه", min_size=1, max_size=9))
def test_the_whole_word_comes_first_and_cuts_join_to_it(word: str) -> None:
    cuts = clitic_cuts(word)
    assert cuts[0] == ("", word)
    for clitics, rest in cuts[1:]:
        assert word in (clitics + rest, clitics + rest[1:])
        assert len(rest) >= 2
