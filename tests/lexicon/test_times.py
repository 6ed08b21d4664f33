"""The words of time load, and mistakes in them are told with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.lexicon.reader import Problems
from marsad.lexicon.times import load_times, read_times, with_clitics


def problems_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "times.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    read_times(path, problems, "ar")
    return [p.removeprefix(f"{path}:") for p in problems.found]


def test_the_shipped_words_are_valid() -> None:
    problems = Problems()
    words = load_times(problems)
    assert problems.found == []
    assert words.lang == "ar"
    assert {word.number for entries in words.forms.values() for _, word in entries if word.kind == "months"} == set(
        range(1, 13)
    )


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("months:\n  - {number: 1, names: [يناير]}\n  - {number: 2, names: [يناير]}\n", 3, "in line 2"),
        (
            "months:\n  - {number: 1, names: [آب]}\nweekdays:\n  - {number: 1, names: [اب]}\n",
            4,
            "for months in line 2",
        ),
        ("months:\n  - {number: 1, names: [يناير, ينايـر]}\n", 2, "stands already"),
        ("months:\n  - {number: 13, names: [يناير]}\n", 2, "not possible"),
        ("months:\n  - {number: 1, names: [يناير], guard: loose}\n", 2, "guard"),
        ("months:\n  - {number: 1}\n", 2, "list of names"),
        ("units:\n  - {unit: century, names: [قرن]}\n", 2, "not one of"),
        ("mouths:\n  - {number: 1, names: [يناير]}\n", 1, "unknown list"),
        ("months: يناير\n", 1, "must be a list"),
        ("- يناير\n", 1, "mapping"),
    ],
)
def test_mistakes_are_told_with_their_lines(tmp_path: Path, text: str, line: int, part: str) -> None:
    (problem,) = problems_of(tmp_path, text)
    assert problem.startswith(f"{line}:")
    assert part in problem


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert (
        len(problems_of(tmp_path, "months:\n  - {number: 13, names: [يناير]}\n  - {number: 0x, names: []}\nfoo: []\n"))
        == 3
    )


def test_a_missing_file_is_a_problem() -> None:
    problems = Problems()
    load_times(problems, "xx")
    assert len(problems.found) == 1


def test_clitics_join_the_article() -> None:
    forms = dict(with_clitics("الاسبوع"))
    assert forms["ل"] == "للاسبوع"
    assert forms["و"] == "والاسبوع"
    assert forms["ب"] == "بالاسبوع"
