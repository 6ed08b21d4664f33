"""Step 4a: offices and institutions with their complements: ``مدير مكتب التحقيقات الفيدرالي``, ``السلطات الأمنية
التونسية``.

A head takes a complement (a definite noun, a known institution, an institution of unlisted name), adjectives, and
what says whose it is: an adjective of nationality, a country, ``في/لدى`` + country.

``held`` (offices) and ``institutions`` find a head and start a ``walk`` after it; ``complement`` goes on word by word
and asks in order what the next words may be: ``whose`` (nationalities, states), ``inner`` (institutions inside the
complement), ``matters`` (nouns, matters, nested offices). What the walk has gathered becomes a ``Phrase``.
"""

from __future__ import annotations

from marsad.find.phrases.offices.held import office_at
from marsad.find.phrases.offices.institutions import org_at
from marsad.find.phrases.offices.walk import Phrase

__all__ = ["Phrase", "office_at", "org_at"]
