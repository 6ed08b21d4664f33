"""Step 5c: from a trigger with its slots to a draft of an event: parts, sides, place, time.

``whole`` puts the slots' actors into their parts, leaves out who is no side (``aside``) and reads the time; a visit
gets its ``destination``, every other event its ``place``; then sides left open are filled in (``home``), and talks
are looked at once more (``talks``). The result is a ``Draft`` (``event``), which later steps complete, or drop with
a reason (``reasons`` has those that others ask for).
"""

from __future__ import annotations

from marsad.find.frames.draft.destination import first_stop
from marsad.find.frames.draft.event import CONTACTS, TAKEN_FROM_AFAR, Draft
from marsad.find.frames.draft.home import of_own_body
from marsad.find.frames.draft.whole import draft

__all__ = ["CONTACTS", "TAKEN_FROM_AFAR", "Draft", "draft", "first_stop", "of_own_body"]
