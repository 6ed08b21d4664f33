"""Cooperation: who acted together."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only, sides

pytestmark = pytest.mark.usefixtures("no_gate")


def test_a_joint_act_has_only_agents(lexicon: Lexicon) -> None:
    text = "أجرى الجيش المغربي والجيش الأمريكي مناورات مشتركة."
    assert sides(only(lexicon, text, "cooperation")) == {("agent", "MA"), ("agent", "US")}
