"""Step 5d: conditions that a draft must meet to be an event (``needs`` of a frame, the codebook's rules).

``check`` asks them in turn and drops a draft with the reason of the first that fails: a noun that points back
(``back``), a need of its frame (``needs`` has them by name: of the ``parties``, of what is ``shared``, of ``people``,
of the ``matter``), no word of its object (``objects``), or what did not happen (``unreal``).
"""

from __future__ import annotations

from marsad.find.frames.conditions.check import check

__all__ = ["check"]
