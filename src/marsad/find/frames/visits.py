"""Step 5d: whether a visit is told as one about matters of the field: by a participant's office, or by the page."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import Draft
from marsad.find.frames.field import is_secure, of_the_field
from marsad.find.phrases.actors import Actor

TALKS = ("visit.", "meeting.", "call.")


def visit_in_field(scene: Scene, out: Draft) -> Draft:
    """``out``, dropped where only attacks, troops or the guards of the visitor are told beside a visit.

    Somebody at the visit holds an office of the field; or the visit's own sentence, the title, or a sentence next to it
    that speaks of visits and talks says what it was about.
    """
    if out.type != "visit" or out.dropped or _by_office(scene, out):
        return out
    number, last = out.clause.number, len(scene.tagged.tokens.sentences)
    beside = [s for s in (number - 1, number + 1) if 0 < s < last and _of_talks(scene, s)]
    lead = [1] if last > 1 and _names_guest(scene, out, 1) else []
    if any(_matters(scene, s) for s in (number, 0, *lead, *beside)):
        return out
    return out.drop("a visit that is not told to be about security")


def _by_office(scene: Scene, out: Draft) -> bool:
    """Whether a side has an office or rank of the field, or is sent by a body of many states to make peace."""
    envoys = scene.tagged.lexicon.grammar["peace_envoys"]
    for _, actor in out.sides:
        ranked = actor.name and any(scene.tagged.word(i, "officers") for i in range(actor.i, actor.j))
        if ranked or of_the_field(scene, actor) or (actor.head in envoys and of_body(scene, actor)):
            return True
    return False


def _of_talks(scene: Scene, number: int) -> bool:
    """Whether a sentence tells a visit or talks, or speaks of both sides."""
    t = scene.tagged
    told = range(*t.tokens.sentences[number])
    frames = (x.id for i in told for tag in t.starts[i] for x in tag.terms if x.kind == "frame")
    return any(f.startswith(TALKS) for f in frames) or any(t.word(i, "both_sides") for i in told)


def _names_guest(scene: Scene, out: Draft, number: int) -> bool:
    """Whether the page's first sentence speaks of an official of the guest's state."""
    begin, end = scene.tagged.tokens.sentences[number]
    own = {a.country for p, a in out.sides if p == "guest"}
    return any(begin <= a.i < end and a.kind == "person" and a.country in own for a in scene.actors)


def _matters(scene: Scene, number: int) -> bool:
    """Whether a sentence has a word of the field that is no incident, no office, and not how somebody is guarded."""
    t = scene.tagged
    told = range(*t.tokens.sentences[number])
    if any(t.word(i, "measures") and is_guarding(scene, i) for i in told):
        return False
    offices = {i for a in scene.actors if _in_office(a) for i in range(*(a.role or (0, 0)))}
    return any(is_secure(scene, i) and not t.word(i, "incidents") for i in told if i not in offices)


def is_guarding(scene: Scene, i: int) -> bool:
    """``إجراءات أمنية``: whether security is what the word at ``i`` is about."""
    return scene.tagged.word(i + 1, "security") is not None


def _in_office(actor: Actor) -> bool:
    return actor.kind == "person" and actor.role is not None
