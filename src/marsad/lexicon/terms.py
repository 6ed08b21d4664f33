"""The terms of the lexicon: what a word or phrase can be, and the index that finds the longest phrase at a token."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal[
    "country", "nisba", "city", "region", "site", "body", "institution", "org_head", "org_complete", "middle", "office",
    "office_alone", "office_country", "honorific", "royal", "rank", "blessing", "style", "given", "particle", "family",
    "frame", "light", "says", "cue", "class", "word", "topic", "place_head", "state_head", "number",
]  # fmt: skip


class Term(NamedTuple):
    """One meaning of a phrase. ``id`` names it (country code, frame, class …), ``detail`` depends on ``kind``:

    frame: ``verb|noun`` and the tense; verbs: tense; institutions: kind of institution; cities: country code.
    """

    kind: Kind
    id: str
    detail: str = ""
    suffix: str = ""
    plural: bool = False


@dataclass
class Phrases:
    """Longest-match index: phrases as tuples of folded tokens. Built while loading, read-only afterwards.

    ``longest`` and ``second`` say by a first word how long its phrases get, and which words come after it in them.
    """

    table: dict[tuple[str, ...], tuple[Term, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    second: dict[str, set[str]] = field(default_factory=dict)

    def add(self, phrase: str, term: Term) -> None:
        """Index ``phrase`` (folded, blanks between tokens) as ``term``; the same twice counts once."""
        words = tuple(split(phrase))
        if not words:
            return
        known = self.table.get(words, ())
        if term not in known:
            self.table[words] = (*known, term)
        if len(words) > self.longest.get(words[0], 0):
            self.longest[words[0]] = len(words)
        if len(words) > 1:
            self.second.setdefault(words[0], set()).add(words[1])

    def has(self, phrase: str) -> bool:
        """Whether the folded ``phrase`` is known."""
        return tuple(split(phrase)) in self.table


def split(phrase: str) -> list[str]:
    """A folded phrase as tokens, cut as the finder cuts a text (see ``marsad.find.tokens``)."""
    from marsad.find.tokens import TOKEN

    return TOKEN.findall(phrase)
