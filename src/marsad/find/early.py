"""Step 0: leave early the pages that cannot hold an event: fewer than two states or bodies named, or no word of the
field.

One Aho-Corasick scan of the folded text for each question; most pages of a newspaper end here.
"""

from __future__ import annotations

from marsad.lexicon.gate import Gate


def worth_reading(text: str, gate: Gate) -> bool:
    """Whether the folded ``text`` names two states or bodies and speaks of the field at all."""
    codes: set[str] = set()
    for pattern, start, end in gate.sides.spans(text):
        if whole_word(text, start, end):
            codes.update(gate.codes[pattern])
            if len(codes) > 1:
                break
    if len(codes) < 2 and not any(whole_word(text, start, end) for _, start, end in gate.alone.spans(text)):
        return False
    return any(whole_word(text, start, end) for _, start, end in gate.field.spans(text))


def whole_word(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a word by itself, proclitics before it apart."""
    if end < len(text) and text[end].isalpha():
        return False
    before = start - 1
    while before >= 0 and start - before <= 3 and text[before] in "وبلفك":
        before -= 1
    return before < 0 or not text[before].isalpha()
