"""Ruptures: for whom an ambassador stands, and where he is summoned."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only, sides

pytestmark = pytest.mark.usefixtures("no_gate")


def test_a_recalled_ambassador_stands_for_nobody(lexicon: Lexicon) -> None:
    mention = only(lexicon, "استدعت تركيا سفيرها في باريس.", "rupture")
    assert sides(mention) == {("agent", "TR"), ("recipient", "FR")}
    assert mention.country is None


def test_a_summoned_ambassador_is_where_he_is_summoned(lexicon: Lexicon) -> None:
    mention = only(lexicon, "استدعت الخارجية التركية السفير الفرنسي.", "rupture")
    assert sides(mention) == {("agent", "TR"), ("recipient", "FR")}
    assert mention.country == "TR"
