"""The words of the pages: complete in every language, used, and held to their form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.labels import LANGS
from marsad.lexicon.reader import Problems
from marsad.view import web
from marsad.view.doubt import WEIGHTS
from marsad.view.findings import KINDS
from marsad.view.web.texts import check_texts, load_texts

PACKAGE = Path(web.__file__).parent
SAID = re.compile(r"""(?:\bt|texts)\(\s*["']([a-z_.-]+)["']\s*[,)]""")
BUILT = re.compile(r"""\bt\(\s*["']([a-z_.]+)["']\s*~""")


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_has_all_words(lang: str) -> None:
    assert load_texts(lang).words.keys() == load_texts("en").words.keys()


def files() -> list[Path]:
    return [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py")]


def test_every_word_that_a_page_says_is_there() -> None:
    words = load_texts("en").words
    said = {key for path in files() for key in SAID.findall(path.read_text(encoding="utf-8"))}
    assert len(said) > 100
    assert said - words.keys() == set()


def test_no_word_is_kept_that_nothing_says() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in files())
    built = tuple(key for path in files() for key in BUILT.findall(path.read_text(encoding="utf-8")))
    silent = [
        key for key in load_texts("en").words
        if f'"{key}"' not in source and f"'{key}'" not in source and not key.startswith((*built, "reason.", "ask."))
    ]  # fmt: skip
    assert silent == []


def test_reasons_and_findings_have_words() -> None:
    words = load_texts("en").words
    assert {f"doubt.{name}" for name in WEIGHTS} <= words.keys()
    assert {f"finding.{kind}" for kind in KINDS} <= words.keys()


@pytest.mark.parametrize(
    ("lang", "n", "told"),
    [
        ("ar", 0, "لا حدث"),
        ("ar", 1, "حدث واحد"),
        ("ar", 2, "حدثان"),
        ("ar", 3, "3 أحداث"),
        ("ar", 11, "11 حدثا"),
        ("ar", 100, "100 حدث"),
        ("fr", 0, "0 événement"),
        ("fr", 2, "2 événements"),
        ("en", 1, "One event"),
        ("en", 1234, "1,234 events"),
    ],
)
def test_numbers_take_their_plural(lang: str, n: int, told: str) -> None:
    assert load_texts(lang)("events.found", n=n) == told


def test_what_the_finder_says_is_said_in_the_language() -> None:
    assert load_texts("fr").reason("no city told") == "aucune ville n’est indiquée"
    assert load_texts("fr").reason("something new") is None


def test_mistakes_in_a_file_are_all_reported() -> None:
    problems = Problems()
    reference = {"a.one": "{n} here", "a.two": "x", "a.many": {"one": "1", "other": "{n}"}}
    check_texts(Path("web.yml"), "ar", {"a.one": "here", "a.extra": "x", "a.many": {"one": "1"}}, reference, problems)
    with pytest.raises(LexiconError) as error:
        problems.check()
    told = str(error.value)
    for part in ("a.two is missing", "a.extra is not known", "plural forms few, many", "{braces}"):
        assert part in told
