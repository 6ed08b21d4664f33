from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon, load


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load("ar")


@pytest.fixture
def no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence is no page to leave early; ``test_early`` has the gate's own cases."""
    monkeypatch.setattr("marsad.find.stages.worth_reading", lambda text, gate: True)
