"""Step 5g: topics that the page says an event was about."""

from __future__ import annotations

from marsad.find.clauses import Scene
from marsad.find.draft import Draft


def topics_of(scene: Scene, out: Draft) -> dict[str, tuple[int, int]]:
    """Topics with the tokens that say them: of the event's sentence, and of those after it that go on about the
    event."""
    t = scene.tagged
    tokens = t.tokens
    found: dict[str, tuple[int, int]] = {}
    wanted = [out.clause.number]
    if out.type in RETOLD:
        wanted += [d.clause.number for d in out.also]
    for number in range(out.clause.number + 1, min(out.clause.number + REACH, len(tokens.sentences))):
        if _goes_on(scene, out, *tokens.sentences[number]):
            wanted.append(number)
    offices = {i for a in scene.actors if a.kind == "person" and a.role for i in range(a.i, a.j)}
    for number in wanted:
        for i in range(*tokens.sentences[number]):
            for tag in t.starts[i] if i not in offices else ():
                for term in tag.terms:
                    if term.kind == "topic" and term.id not in found:
                        found[term.id] = (tag.i, tag.j)
    if out.type == "extradition":
        found.setdefault("extradition", (out.trigger.i, out.trigger.j))
    if out.type in ("visit", "meeting", "call"):
        defence = next(
            (i for _, a in out.sides if a.role and a.name for i in range(*a.role) if t.word(i, "defence")), None
        )
        if defence is not None:
            found.setdefault("defence", (defence, defence + 1))
    return found


RETOLD = frozenset({"meeting", "visit", "call", "agreement", "gathering"})
REACH = 6  # sentences after the event's own in which it may go on


def _goes_on(scene: Scene, out: Draft, begin: int, end: int) -> bool:
    """A sentence that opens with the talks, the visit or both sides goes on about the event told before."""
    groups = ("sessions", "both_sides") if out.type != "visit" else ("visits",)
    if out.type not in ("meeting", "call", "visit"):
        return False
    head = range(begin, min(end, begin + 9))
    if any(scene.tagged.word(i, "attend") for i in head):
        return False
    return any(scene.tagged.word(i, *groups) for i in head)
