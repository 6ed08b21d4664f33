"""Step 5b: the subject and object of a verb that tells an event, before it, after it, or left out.

``whole`` fills the slots. It asks in order: what stands ``after`` the verb without a preposition; what stands
``before`` it, right before (``adjacent``) or farther away; and, where neither has a subject and the verb has none that
is ``unread``, whom the page told ``earlier``.
"""

from __future__ import annotations

from marsad.find.frames.verbal.unread import unread_subject
from marsad.find.frames.verbal.whole import fill_object_alone, fill_spoken, fill_verb

__all__ = ["fill_object_alone", "fill_spoken", "fill_verb", "unread_subject"]
