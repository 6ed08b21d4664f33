"""Step 5e: what each type adds to its sides: hosts and guests, who asked for an arrest, private subjects, counts.

``complete`` asks the module of the type: ``gatherings`` (with their ``attendees``, and the ``bodies`` that come
together), ``cooperation``, ``praise``, or one beside this package. When the place of the event is known,
``hosts_and_guests`` and ``merged`` (``settled``) put the sides into their last form.
"""

from __future__ import annotations

from marsad.find.frames.sides.complete import complete
from marsad.find.frames.sides.settled import hosts_and_guests, merged

__all__ = ["complete", "hosts_and_guests", "merged"]
