"""A new record, in every store."""

from __future__ import annotations

import pytest

from marsad.record import Record


@pytest.fixture
def record(place):
    with Record.open(place, {"المغرب": "MA"}.get) as opened:
        yield opened
