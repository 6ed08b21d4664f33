"""Sides at the end: hosts and guests by the place, nobody told twice."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only, sides

pytestmark = pytest.mark.usefixtures("no_gate")


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("في أنقرة", {("host", "TR"), ("guest", "QA")}),
        ("في الدوحة", {("guest", "TR"), ("host", "QA")}),
        ("في بروكسل", {("party", "TR"), ("party", "QA")}),
        ("", {("party", "TR"), ("party", "QA")}),
    ],
)
def test_the_place_decides_who_hosts(lexicon: Lexicon, place: str, parts: set[tuple[str, str]]) -> None:
    text = f"التقى وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية {place}."
    assert sides(only(lexicon, text, "meeting")) == parts


def test_a_bare_country_gives_way_to_who_speaks_for_it(lexicon: Lexicon) -> None:
    text = "وقع وزير الدفاع التركي يشار غولر ونظيره القطري خالد العطية اتفاقية عسكرية بين تركيا وقطر."
    mention = only(lexicon, text, "agreement")
    assert sorted(p.name or "" for p in mention.participants) == ["خالد العطية", "يشار غولر"]
