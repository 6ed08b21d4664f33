from __future__ import annotations

import pytest

from marsad import lexicon


@pytest.fixture(scope="session")
def words():
    return lexicon.load()
