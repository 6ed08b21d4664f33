"""What the modules of discourse ask of a draft."""

from __future__ import annotations

from marsad.find.frames.draft import Draft

LENDS = 3  # sentences over which an arrest lends its states to a handover


def country_of(draft: Draft) -> str | None:
    """Where it took place, as told or as its type gives it."""
    if draft.place is not None:
        return draft.place.country
    return draft.place_by if len(draft.place_by) == 2 else None


def names_of(draft: Draft) -> set[tuple[int, int]]:
    """The named persons on its sides, by where their fullest name stands."""
    return {a.name for _, a in draft.sides if a.kind == "person" and a.name}
