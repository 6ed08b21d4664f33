"""Step 5g: topics that the page says an event was about."""

from __future__ import annotations

from marsad.find.clauses import Scene
from marsad.find.draft import Draft


def topics_of(scene: Scene, out: Draft) -> dict[str, tuple[int, int]]:
    """Topics with the tokens that say them: of the event's sentence, and of those after it that go on about the event."""
    t = scene.tagged
    tokens = t.tokens
    found: dict[str, tuple[int, int]] = {}
    last = out.clause.number
    for number in range(out.clause.number, min(out.clause.number + 3, len(tokens.sentences))):
        begin, end = tokens.sentences[number]
        if number > out.clause.number and not _goes_on(scene, begin, end):
            break
        last = number
    begin = tokens.sentences[out.clause.number][0]
    for i in range(begin, tokens.sentences[last][1]):
        for tag in t.starts[i]:
            for term in tag.terms:
                if term.kind == "topic" and term.id not in found:
                    found[term.id] = (tag.i, tag.j)
    return found


def _goes_on(scene: Scene, begin: int, end: int) -> bool:
    return any(scene.tagged.word(i, "sessions", "both_sides") for i in range(begin, min(end, begin + 8)))
