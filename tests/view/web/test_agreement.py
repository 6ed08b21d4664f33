"""How far reviewers agree."""

from __future__ import annotations

import pytest

from marsad.store.reading import Judgement
from marsad.view.web.agreement import agreements, kappa


def said(act: int, user: str, verb: str, anchor: str) -> Judgement:
    return Judgement(act, act, verb, verb, (anchor,), user, "", "2026-01-01T00:00:00+00:00")


def test_each_ones_last_word_counts() -> None:
    rows = [said(1, "a", "confirm", "x"), said(2, "b", "reject", "x"), said(3, "b", "confirm", "x"),
            said(4, "a", "confirm", "y"), said(5, "b", "reject", "y"), said(6, "a", "reject", "z")]  # fmt: skip
    (found,) = agreements(rows)
    assert (found.a, found.b, found.both, found.same) == ("a", "b", 2, 1)
    assert found.apart == (("y", "confirm", "reject"),)


def test_what_was_taken_back_is_no_word() -> None:
    rows = [said(1, "a", "confirm", "x"), said(2, "b", "reject", "x"), said(3, "b", "undo", "x")]
    assert agreements(rows) == []


def test_kappa_is_agreement_beyond_chance() -> None:
    # Cohen (1960): 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no give 0.4
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("y", "y")] * 3) is None
    assert kappa([("y", "n"), ("n", "y")]) == pytest.approx(-1.0)
