"""One minister who receives another, in whatever words."""

from __future__ import annotations

from marsad.lexicon import Lexicon
from marsad.model import EventMention
from tests.find.make import read

WHO = "وزير الدفاع التركي يشار غولر"
WHOM = "نظيره القطري خالد العطية"


def only(lexicon: Lexicon, text: str, title: str = "") -> EventMention:
    (mention,) = read(lexicon, text, title).mentions
    return mention
