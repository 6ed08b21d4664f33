"""Labelled pairs of articles: references alone, enough of them, and figures that can fall."""

from __future__ import annotations

import json
import re

import pytest

from tests.eval.test_wild import _module

ORIGINS = _module("eval/origins.py")
REF = re.compile(r"\d{4}-\d\d-\d\d:\d+")


def judged(*pairs: tuple[str, bool]):
    return [ORIGINS.Judged(ORIGINS.Labelled("a", "b", label, "event", "first"), one) for label, one in pairs]


def test_pairs_are_references_and_enough_are_decided() -> None:
    pairs = ORIGINS.read_pairs(ORIGINS.PAIRS)
    assert all(REF.fullmatch(ref) for pair in pairs for ref in (pair.a, pair.b))
    assert len({frozenset((pair.a, pair.b)) for pair in pairs}) == len(pairs)
    decided = [pair for pair in pairs if pair.origin != "unclear"]
    assert len(decided) >= 200
    assert min(sum(pair.origin == label for pair in decided) for label in ("one", "apart")) >= 100


def test_figures_count_wrong_and_missed_and_leave_the_unclear_out() -> None:
    found = ORIGINS.figures(
        judged(("one", True), ("one", False), ("apart", True), ("apart", False), ("unclear", True))
    )
    assert found == {"precision": 0.5, "recall": 0.5}
    assert ORIGINS.figures(judged(("apart", False))) == {"precision": 1.0, "recall": 1.0}


def test_a_label_that_is_none_is_named(tmp_path) -> None:
    path = tmp_path / "pairs.jsonl"
    line = {"a": "2015-07-21:1", "b": "2015-07-21:2", "origin": "same", "drawn": "event", "set": "first"}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"pairs\.jsonl:1: the origin is 'same'"):
        ORIGINS.read_pairs(path)
