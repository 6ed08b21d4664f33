from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon, load


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load("ar")
