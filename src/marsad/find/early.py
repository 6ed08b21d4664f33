"""What is left early, before the work of reading closely.

Step 0: the pages that cannot hold an event: fewer than two states or bodies named, or no word of the field. One
Aho-Corasick scan of the folded text for each question; most pages of a newspaper end here. Before step 5: the triggers
whose sentence has not one of the words that their frame wants.
"""

from __future__ import annotations

from marsad.find.tag import Tagged
from marsad.lexicon import Frame
from marsad.lexicon.gate import Gate

#: Conditions that want one of these words in the sentence of the trigger, whatever else they want
#: (:mod:`marsad.find.frames.conditions`).
WANTED = {
    "cargo": ("cargo", "loaded", "gift_of"), "helping": ("helping",), "schooling": ("schooling",), "feat": ("feat",),
    "caused": ("deeds",),
}  # fmt: skip
WANTED_CLASS = {"informed": ("intelligence",)}


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


def wanting(tagged: Tagged, frame: Frame, sentence: tuple[int, int]) -> str:
    """Why no event of ``frame`` can be told in ``sentence``: a word without which there is none. Else empty."""
    begin, end = sentence
    if frame.object_class and not tagged.classed(frame.object_class, begin, end):
        return f"no word of class {'/'.join(frame.object_class)} in the sentence"
    for need in frame.needs:
        words, classes = WANTED.get(need), WANTED_CLASS.get(need)
        if words and not tagged.holds(range(begin, end), *words):
            return f"needs {need}"
        if classes and not tagged.classed(classes, begin, end):
            return f"needs {need}"
    return ""
