import pickle
from pathlib import Path

import pytest

from marsad.lexicon.pages import FILES, PageWords, load_pages
from marsad.lexicon.reader import Problems
from marsad.text import fold_word


@pytest.fixture(scope="module")
def words() -> PageWords:
    problems = Problems()
    loaded = load_pages(problems)
    problems.check()
    return loaded


def kind(words: PageWords, line: str) -> str | None:
    match = words.marks.search(fold_word(line))
    return words.rules[match.lastgroup].kind if match and match.lastgroup else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("اقرأ أيضاً: افتتاح الميناء", "related"),
        ("إقرأ أيضا", "related"),
        ("• مقالات ذات صلة", "related"),
        ("أترك تعليقا", None),  # a whole word, or the words of the list and no more
        ("اترك تعليق", "comments"),
        ("شارك", "share"),
        ("شارك الوزير في الاجتماع", None),
        ("آخر تحديث : منذ ساعة", "updated"),
        ("عاجل", "ticker"),
        ("عاجل.. اجتماع طارئ", None),
        ("سياسة", "furniture"),
        ("سياسة جديدة", None),
        ("Lire aussi : le port", "related"),
        ("All rights reserved 2023", "furniture"),
    ],
)
def test_lines_are_taken_for_what_they_are(words: PageWords, line: str, expected: str | None) -> None:
    assert kind(words, line) == expected


def test_words_survive_pickling(words: PageWords) -> None:
    again = pickle.loads(pickle.dumps(words))
    assert again == words


def test_every_language_has_a_file() -> None:
    assert set(FILES) == {"ar", "fr", "en"}
    assert all(path.exists() for path in FILES.values())


BAD = """\
lines:
  - kind: nonsense
    match: start
    words: [a]
  - kind: share
    match: middle
    words: []
  - kind: share
    match: whole
    words: [Same]
  - kind: related
    match: whole
    words: [same, 5]
shares: [x]
today: now
language: [a]
"""


def test_all_mistakes_are_reported_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "pages.yml"
    path.write_text(BAD, encoding="utf-8")
    problems = Problems()
    load_pages(problems, {"ar": path})
    found = "\n".join(problems.found)
    for part in (
        ":2: unknown kind 'nonsense'",
        ":5: unknown match 'middle'",
        ":5: 'words' is empty",
        "'same' is both share and related",
        "has 5, which is no word",
        "unknown key 'shares'",
        "'today' is not a list",
        "'language' is not a mapping",
    ):
        assert part in found


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    problems = Problems()
    load_pages(problems, {"ar": tmp_path / "none.yml"})
    assert "missing" in problems.found[0]
