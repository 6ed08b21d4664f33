"""A small part of what ``make torture`` does in full: see tests/torture.py."""

from __future__ import annotations

from tests import torture


def test_killed_at_random_moments_nothing_acknowledged_is_lost(places) -> None:
    assert torture.kills(places, 10) == []


def test_many_who_judge_at_once_lose_nothing_and_are_told(place) -> None:
    said: list[str] = []
    assert torture.writers(place, 6, 3, said.append) == []
    assert " 0 judgements" not in said[0]
    assert " 0 told" not in said[0]
