"""Events as GeoJSON (RFC 7946): one feature an event, at its city's or its country's point."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

from marsad.model import Event
from marsad.view.export.points import point
from marsad.view.export.rows import values
from marsad.view.export.setting import Setting
from marsad.view.export.titles import headline


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """A ``FeatureCollection``, a feature a line. Where no point is known the geometry is ``null``.

    Properties are the columns of CSV with lists as lists, ``name``, and ``placed`` (``city`` or ``country``):
    what the point stands for.
    """
    out.write(b'{"type": "FeatureCollection", "features": [')
    for number, event in enumerate(events):
        line = json.dumps(_feature(event, setting), ensure_ascii=False, default=date.isoformat)
        out.write((",\n" if number else "\n").encode() + line.encode("utf-8"))
    out.write(b"\n]}\n")


def _feature(event: Event, setting: Setting) -> dict[str, Any]:
    place = point(event)
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place else None,
        "properties": {
            "name": headline(event, setting.labels),
            "placed": place.of if place else None,
            **values(event),
        },
    }
