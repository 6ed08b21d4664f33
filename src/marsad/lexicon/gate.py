"""The words that a page must hold before it is read closely (see :mod:`marsad.find.early`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.lexicon.terms import Phrases
from marsad.lexicon.times import Scanner

VAGUE_TOPICS = frozenset(
    {"regional-security", "training", "technology", "sahel", "civil-protection", "financial-crime"}
)
SURE_BLOCS = frozenset({"UN"})  # whose adjective is no word of sport or trade
SIDES = frozenset({"country", "nisba", "body", "office_country"})


@dataclass(frozen=True)
class Gate:
    """``sides`` finds states and bodies, ``codes`` gives theirs by pattern; ``field`` finds words of the
    field; ``alone`` those that need no second state (an international warrant, "the two countries")."""

    sides: Scanner
    codes: tuple[tuple[str, ...], ...]
    field: Scanner
    alone: Scanner


def _of_a_name(phrases: Phrases, text: str) -> bool:
    """``التركي``, ``السودانية``: doubtful because it is a name too; with the article or as a feminine
    (``قوات تركية``) it mostly is the nationality."""
    stem = text.removeprefix("ال").removesuffix("ه")
    names = (t.kind in ("given", "family") for word in (stem, f"ال{stem}") for t in phrases.table.get((word,), ()))
    return (text.startswith("ال") or text.endswith("ه")) and any(names)


def build_gate(
    phrases: Phrases, officials: Iterable[tuple[tuple[str, ...], str]] = (), blocs: Mapping[str, str] | None = None
) -> Gate:
    """Collect the patterns from the loaded phrases; the names of listed ``officials`` (parts, state) tell of a state
    that its own papers leave unnamed, and adjectives of ``blocs`` of a body (``المبعوث الأممي``)."""
    sides = {word: {code} for word, code in (blocs or {}).items() if code in SURE_BLOCS}
    for parts, code in officials:
        if len(parts) > 1:
            sides.setdefault(" ".join(parts), set()).add(code)
    field: set[str] = set()
    alone: set[str] = set()
    for words, terms in phrases.table.items():
        text = " ".join(words)
        for term in terms:
            stands = term.kind in SIDES or term.kind == "city"
            stands = stands or (term.kind == "institution" and term.detail == "unique")
            sure = term.detail != "doubtful" or (term.kind == "nisba" and _of_a_name(phrases, text))
            if stands and term.id and sure and len(text) > 2:
                sides.setdefault(text, set()).add(term.id)
            if (term.kind == "word" and term.id == "security") or (
                term.kind == "topic" and term.id not in VAGUE_TOPICS
            ):
                field.add(text)
            if term.kind == "word" and term.id in ("strong_warrant", "two_states"):
                alone.add(text)
            if term.kind == "frame" and term.id.startswith("rupture"):
                field.add(text)
    patterns = sorted(sides)
    return Gate(
        Scanner(tuple(patterns)),
        tuple(tuple(sorted(sides[p])) for p in patterns),
        Scanner(tuple(sorted(field))),
        Scanner(tuple(sorted(alone))),
    )
