"""Each case of ``cases/ar/dates.yml`` is one test: the expressions found, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.find.dates import find_times
from marsad.lexicon.reader import Problems
from marsad.lexicon.times import TimeWords, load_times
from marsad.model import TimeExpression

CASES = Path(__file__).resolve().parents[2] / "cases" / "ar" / "dates.yml"
DEFAULTS = {"bare": False, "conflict": False, "year_inferred": False, "direction": None}


def cases() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def words() -> TimeWords:
    problems = Problems()
    loaded = load_times(problems)
    problems.check()
    return loaded


def shown(found: TimeExpression, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a case can say of an expression; the nearest coming reading only where the case gives one."""
    seen: dict[str, Any] = {
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "precision": found.precision,
        "bare": found.bare,
        "conflict": found.conflict is not None,
        "year_inferred": found.year_inferred,
        "direction": found.direction,
    }
    if "alternative" in wanted:
        seen["alternative"] = list(found.alternative or ())
    return seen


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"])
def test_case(case: dict[str, Any], words: TimeWords) -> None:
    found = find_times("", case["text"], case["published"], words)
    wanted = [DEFAULTS | expected for expected in case["expect"]]
    assert [shown(e, w) for e, w in zip(found, wanted, strict=False)] == wanted
    assert [e.text for e in found[len(wanted) :] if e.start is not None] == []
    assert all(e.reason for e in found)


def test_there_are_enough_cases() -> None:
    assert sum(max(1, len(case["expect"])) for case in cases()) >= 300
