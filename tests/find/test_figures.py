"""Each case of ``cases/ar/figures.yml`` is one test; numbers, data mistakes, and counts that belong to events."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.find import find
from marsad.lexicon import Lexicon, load
from marsad.lexicon.figures import load_figures, read_figures
from marsad.lexicon.reader import Problems
from marsad.model import Article, Figure, Reading

CASES = Path(__file__).resolve().parents[2] / "cases" / "ar" / "figures.yml"
TITLE = "حصيلة أمنية: المغرب وإسبانيا"
WORDS = load_figures(Problems())
LEXICON = load()


def cases() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return loaded


def read(text: str, lexicon: Lexicon = LEXICON) -> Reading:
    return find(Article("p", "p", "p", "1", TITLE, text, "ar", date(2024, 3, 5)), lexicon)


def shown(figure: Figure) -> dict[str, Any]:
    names = ("number", "unit", "whose", "start", "end", "source")
    return {name: getattr(figure, name) for name in names}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_case(case: dict[str, Any]) -> None:
    assert [shown(figure) for figure in read(case["text"]).figures] == case["expect"]


def test_there_are_enough_cases() -> None:
    found = [bool(case["expect"]) for case in cases()]
    assert len(found) >= 60
    assert found.count(True) >= 25
    assert found.count(False) >= 25


def test_the_words_of_a_figure_stand_where_it_says() -> None:
    text = "ووفق بيان الوزارة، أصدر القضاء أكثر من 90 مذكرة توقيف دولية خلال 2021."
    (figure,) = read(text).figures
    assert text[figure.evidence.start : figure.evidence.end] == "أكثر من 90 مذكرة توقيف دولية"
    assert figure.evidence.rule == "figure.warrant"


def test_a_count_that_an_event_has_is_no_figure() -> None:
    reading = read("وقعت الرباط ومدريد أمس الاثنين خمس اتفاقيات أمنية.")
    assert [mention.count for mention in reading.mentions] == [5]
    assert reading.figures == ()


def test_all_mistakes_of_a_data_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "figures.yml"
    path.write_text(
        "units:\n"
        "  - {id: a, one: [عملية], needs: [after]}\n"
        "  - {id: a, one: [خلية], needs: [luck]}\n"
        "  - {one: [شبكة]}\n"
        "numbers:\n"
        "  - {value: 3, names: [ثلاث]}\n"
        "  - {value: 4, names: [ثلاث]}\n"
        "  - {names: [خمس]}\n"
        "surprise: [x]\n",
        encoding="utf-8",
    )
    problems = Problems()
    read_figures(path, problems)
    told = "\n".join(problems.found)
    for part in (":2: a needs words after it", "stands twice", "'luck'", ":4: a unit needs", "'surprise'", ":8:"):
        assert part in told
