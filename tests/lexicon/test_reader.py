"""Reading YAML with lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.reader import DATA, Entry, Problems, Word, read_yaml


def read(tmp_path: Path, text: str) -> tuple[object, list[str]]:
    path = tmp_path / "words.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return read_yaml(path, problems), problems.found


def test_entries_and_words_know_their_lines(tmp_path: Path) -> None:
    data, found = read(tmp_path, "# comment\nfirst:\n  word: كلمة\n")
    assert found == []
    assert isinstance(data, Entry)
    assert data["first"].line == 3
    assert isinstance(data["first"]["word"], Word)
    assert data["first"]["word"].line == 3


def test_words_that_yaml_would_change_stay_words(tmp_path: Path) -> None:
    data, _ = read(tmp_path, "words: [no, on, yes, NO, 2023-05-01]\nnumber: 7\nnothing: null\ntruth: true\n")
    assert data == {
        "words": ["no", "on", "yes", "NO", "2023-05-01"],
        "number": 7,
        "nothing": None,
        "truth": True,
    }


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [("a: [1\nb: 2\n", 2, ""), ("a:\n\t- b\n", 2, "")],
)
def test_mistakes_have_their_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    data, found = read(tmp_path, text)
    assert data is None
    assert f"words.yml:{line}:" in found[0]
    assert what in found[0]


def test_problems_are_raised_together_with_short_paths() -> None:
    problems = Problems()
    problems.check()
    problems.add(DATA / "ar" / "words.yml", 3, "one")
    problems.add("other.yml", 4, "two")
    with pytest.raises(LexiconError) as caught:
        problems.check()
    assert caught.value.problems == ["ar/words.yml:3: one", "other.yml:4: two"]


def test_every_key_that_stands_twice_is_reported_at_once(tmp_path: Path) -> None:
    _, found = read(tmp_path, "a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert [line.partition("words.yml:")[2] for line in found] == [
        "2: the key 'c' stands twice",
        "3: the key 'a' stands twice",
    ]
