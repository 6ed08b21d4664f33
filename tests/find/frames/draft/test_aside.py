"""Drafts: who is told and takes no part."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import read

pytestmark = pytest.mark.usefixtures("no_gate")


def test_the_head_of_a_party_speaks_for_no_state(lexicon: Lexicon) -> None:
    text = "استقبل رئيس حزب الشعب الإسباني ألبرتو نونيز وزير الداخلية المغربي عبد الوافي لفتيت."
    assert not any("ES" in {p.country for p in m.participants} for m in read(lexicon, text).mentions)
