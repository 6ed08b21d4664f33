"""Where events are put on a map."""

from __future__ import annotations

from marsad.lexicon.points import Point, place_point, points
from marsad.model import Event

__all__ = ["Point", "point", "points"]


def point(event: Event) -> Point | None:
    """The city's point, else the country's middle, else ``None``."""
    return place_point(event.country, event.city)
