"""Labelled pairs of appearances: enough of them, hard ones among them, and figures that can fall."""

from __future__ import annotations

from marsad.link.actors import Verdict
from tests.eval.test_wild import _module

ACTORS = _module("eval/actors.py")


def test_there_are_enough_pairs_of_both_kinds() -> None:
    pairs = ACTORS.read_pairs(ACTORS.PAIRS)
    assert len({(pair.a, pair.b) for pair in pairs}) == len(pairs) >= 400
    assert sum(not pair.same for pair in pairs) >= 150
    assert {"script", "successor", "father/son", "same family", "same given", "homonym"} <= {p.kind for p in pairs}


def test_figures_count_wrong_and_missed() -> None:
    pairs = ACTORS.read_pairs(ACTORS.PAIRS)
    one, other = next(p for p in pairs if p.same), next(p for p in pairs if not p.same)
    judged = [(pair, Verdict(said, "")) for pair in (one, other) for said in (True, None)]
    assert ACTORS.figures(judged) == {"precision": 0.5, "recall": 0.5}


def test_there_are_enough_pairs_of_institutions() -> None:
    pairs = ACTORS.read_institutions(ACTORS.INSTITUTIONS)
    assert len({(pair.a, pair.b) for pair in pairs}) == len(pairs) >= 80
    assert sum(not pair.same for pair in pairs) >= 40
    assert {"acronym", "language", "renamed", "two states", "sisters", "part"} <= {pair.kind for pair in pairs}
    assert {verdict.same for _, verdict in ACTORS.judge(pairs, ACTORS.load_register())} == {True, False, None}
