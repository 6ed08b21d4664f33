"""Step 6a: who is meant: surnames, titles and counterparts resolve to actors of the page; sides are filled in.

An entity is all that the page says of one person: full name, office, institution, country. The register of officials
links a *name on the page* to its country where the page leaves it open; it never adds a person.
"""

from __future__ import annotations

from marsad.find.resolve.cast import Cast, Entity, name_words, same_person
from marsad.find.resolve.whole import resolve

__all__ = ["Cast", "Entity", "name_words", "resolve", "same_person"]
