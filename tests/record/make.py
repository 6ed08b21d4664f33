"""What the tests of the record share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from marsad.model import Participant
from tests.store.make import visit

DAY = date(2022, 6, 13)


def other(**fields):
    """A visit of somebody else, elsewhere, on another day."""
    told = visit(date(2023, 2, 2), 16, "ES")
    return replace(
        told,
        participants=(Participant("guest", "كريم الفاسي", "وزير الداخلية", None, "MA"), told.participants[1]),
        **fields,
    )
