"""Step 5g: topics that the page says an event was about."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft


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
    if out.clause.number <= LEAD:
        wanted += _lead(scene)
    offices = {i for a in scene.actors if a.kind == "person" and a.role for i in range(a.i, a.j)}
    for number in wanted:
        for i in range(*tokens.sentences[number]):
            for tag in t.starts[i] if i not in offices else ():
                for term in tag.terms:
                    crossing = term.id == "borders" and t.among(i - 1, "crossing")  # الجريمة العابرة للحدود
                    crossing = crossing or (term.id == "cybercrime" and _at_sea(scene, number, i))
                    if term.kind == "topic" and term.id not in found and not crossing:
                        found[term.id] = (tag.i, tag.j)
    if out.type == "extradition":
        found.setdefault("extradition", (out.trigger.i, out.trigger.j))
    if out.type in ("visit", "meeting", "call"):
        defence = _of_all_sides(scene, out, "defence")
        if defence is not None:
            found.setdefault("defence", (defence, defence + 1))
        police = _of_all_sides(scene, out, "policing")
        if police is not None and not found:
            found["police-cooperation"] = (police, police + 1)
    return found


def _at_sea(scene: Scene, number: int, i: int) -> bool:
    """``مكافحة القرصنة`` in a sentence that speaks of ships or navies is piracy, no intrusion into computers."""
    t = scene.tagged
    return t.word(i, "piracy") is not None and any(t.word(k, "seafaring") for k in range(*t.tokens.sentences[number]))


def _lead(scene: Scene) -> list[int]:
    """The sentences that a page opens with, which tell one event, up to one that turns to another matter."""
    t = scene.tagged
    out = []
    for number, (begin, end) in enumerate(t.tokens.sentences[: LEAD + 1]):
        if any(t.word(i, "another_matter") for i in range(begin, min(begin + 4, end))):
            break
        out.append(number)
    return out


def _of_all_sides(scene: Scene, out: Draft, field: str) -> int | None:
    """Where an office or institution of the class ``field`` says what they met about: every side that names one has
    such a one.
    """
    t = scene.tagged
    told: dict[str | None, list[int]] = {}
    for _, actor in out.sides:
        said = actor.role or actor.org
        if said is not None:
            told.setdefault(actor.country, []).extend(i for i in range(*said) if t.word(i, field))
    return next((words[0] for words in told.values() if words), None) if all(told.values()) else None


LEAD = 2  # title and the first sentences
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
