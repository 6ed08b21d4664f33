"""Names in the titles of pages on arrests and handovers: whoever is no known office holder is hidden there.

A quotation may end before a suspect's name while the page's title goes on to spell it. On such pages privacy wants more
than finding does: every stretch of the title that begins like a name goes, unless a participant who holds an office or
an official of the register bears it.
"""

from __future__ import annotations

from functools import lru_cache

from marsad import lexicon as words
from marsad.find.phrases.names import is_given, name_end
from marsad.find.tag import Tagged, tag
from marsad.find.tokens import tokenize
from marsad.lexicon import Lexicon
from marsad.link.names import Names, compare_names
from marsad.link.register import load_register
from marsad.model import Reading


def title_names(reading: Reading) -> frozenset[str]:
    """The names in the title that no known office holder bears, as the page spells them."""
    tagged = tag(tokenize(reading.article), _lexicon())
    known = {p.name for mention in reading.mentions for p in mention.participants if p.name}
    found = set()
    i = 0
    while i < len(tagged.tokens) and tagged.tokens.where[i] == "title":
        end = _end(tagged, i)
        name = tagged.tokens.text(i, end) if end else ""
        if end and not _is_known(name, known):
            found.add(reading.article.title[tagged.tokens.starts[i] : tagged.tokens.ends[end - 1]])
        i = max(end, i + 1)
    return frozenset(found)


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return words.load()


def _end(tagged: Tagged, i: int) -> int:
    """Where a name that begins at token ``i`` of the title ends, 0 where none begins."""
    if not is_given(tagged, i, sure=False):
        return 0
    end = max(name_end(tagged, i, strict=False), name_end(tagged, i, strict=True))
    while end - 1 > i and tagged.tokens.where[end - 1] != "title":
        end -= 1
    return end if end - i >= 2 else 0


def _is_known(name: str, participants: set[str]) -> bool:
    if any(compare_names(name, known) is not Names.DIFFERENT for known in participants):
        return True
    return any(says is Names.SAME for _, says in load_register().named(name))
