"""Needs: every condition of the data has its question."""

from __future__ import annotations

from marsad.find.frames.conditions.needs import CONDITIONS
from marsad.lexicon.frames import NEEDS


def test_every_condition_of_the_data_is_known() -> None:
    assert set(CONDITIONS) == set(NEEDS)
