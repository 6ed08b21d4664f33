"""The sourced record: pages in, events out, every decision kept and reversible.

>>> import marsad
>>> with marsad.open("marsad.db") as record:             # doctest: +SKIP
...     record.add(readings)
...     frame = record.events(since="2022-01-01", about="حموشي").to_frame()

What is merged is derived: from the newest readings' mentions, the judgements and the ledger of identifiers.
Rebuilding gives the same events, whatever the order in which pages came.

A record is put together of layers, each of which needs the one before: ``opened`` (the file or database), ``answers``
(questions), ``decisions`` (judgements), ``whole`` (:class:`Record`: adding, forgetting, care).
"""

from __future__ import annotations

from marsad.record.events import COLUMNS, Added, EventPage, Events
from marsad.record.whole import Record
from marsad.store.asking import FacetCount

__all__ = ["COLUMNS", "Added", "EventPage", "Events", "FacetCount", "Record"]
