"""What the modules of discourse ask of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from marsad.find.frames.draft import Draft

LENDS = 3  # sentences over which an arrest lends its states to a handover
BACKGROUND = timedelta(days=14)  # what lies this long before another event like it is told as its background


def country_of(draft: Draft) -> str | None:
    """Where it took place, as told or as its type gives it."""
    if draft.place is not None:
        return draft.place.country
    return draft.place_by if len(draft.place_by) == 2 else None


def names_of(draft: Draft) -> set[tuple[int, int]]:
    """The named persons on its sides, by where their fullest name stands."""
    return {a.name for _, a in draft.sides if a.kind == "person" and a.name}


def told_as_background(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether it lies well before one of the others: what the page says without a day is then said of that one."""
    end = draft.time.end if draft.time else None
    starts = [d.time.start for d in others if d.time is not None and d.time.start is not None]
    return end is not None and any(start > end + BACKGROUND for start in starts)
