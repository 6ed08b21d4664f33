"""Why a draft is no event, where later steps ask for the reason; every other reason stands where it is given."""

from __future__ import annotations

FEW_SIDES = "fewer than two sides"
POINTS_BACK = "points back to an event told elsewhere"
SETTING = "the setting of what somebody said"
NOT_SECURITY = "not about security"
VISIT_NOT_SECURITY = "a visit that is not told to be about security"
SENTENCE_NOT_SECURITY = "the sentence is not about security"
NO_OFFICE = "a traveller without an office"
OTHER_OFFICE = "an office outside the field, and no word of it in the clause"
OTHER_OFFICE_NOW = "an office outside the field, and no word of it but of what was before"
PRIVATE = "a private journey"

UNSAID = frozenset({NOT_SECURITY, VISIT_NOT_SECURITY})
OUTSIDE = UNSAID | {SENTENCE_NOT_SECURITY, NO_OFFICE, OTHER_OFFICE, OTHER_OFFICE_NOW, SETTING, PRIVATE}


def unmet(need: str) -> str:
    """The reason where a condition of a frame (``needs``) is not met."""
    return f"needs {need}"
