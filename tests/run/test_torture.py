"""A small share of ``bench/torture_pages.py``: bad pages of many kinds, each told or read, none that gets through."""

from __future__ import annotations

import random

import pytest
import torture_pages

from marsad.errors import PageError


def test_bad_pages_of_every_kind_are_read_or_told() -> None:
    outcome = torture_pages.run(120, seed=11)
    assert outcome.pages == 120
    assert outcome.read > 20 and outcome.kinds.total() > 20
    assert outcome.silent == []


@pytest.mark.parametrize("what", [[], [PageError("a", "")]])
def test_what_vanishes_would_be_seen(what) -> None:
    outcome = torture_pages.Outcome()
    torture_pages.judge("a", 0.1, what, outcome)
    assert outcome.silent and not outcome.good


def test_its_pages_are_the_same_for_one_seed() -> None:
    made = [[kind(b"<p>x</p>" * 9, random.Random(n)) for kind, _ in torture_pages.KINDS[:6]] for n in (4, 4, 5)]
    assert made[0] == made[1] != made[2]
