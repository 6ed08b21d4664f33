"""Step 5d: who stands for a state: nobody who has left his office, no head of a party, nobody of former days."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import of_the_field, peace_envoy, security_said
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import name_words, same_person

BYGONE = 10  # tokens from a contact to words of former days


def by_nobody_in_office(scene: Scene, out: Draft) -> bool:
    """``لقاء الرئيس السابق X مع Y``: nobody stands for a state but who is told to have left office, or
    the head of a party, where nothing of the field is told."""
    told = [a for a in scene.actors if a.name and _former_office(scene, a)] if scene.tagged.where("former") else []
    plain = not security_said(scene, *out.clause.sentence)
    by: dict[str, list[Actor]] = {}
    for part, actor in out.sides:
        if actor.country and (out.type != "visit" or part == "guest"):
            by.setdefault(actor.country, []).append(actor)

    def none(actor: Actor) -> bool:
        former = _former_office(scene, actor) or any(_same(scene, actor, other) for other in told)
        of_party = plain and actor.role is not None and any(scene.tagged.word(i, "parties") for i in range(*actor.role))
        return actor.kind == "person" and (former or of_party) and not peace_envoy(scene, actor)

    if any(of_the_field(scene, a) and not none(a) for actors in by.values() for a in actors):
        return False  # استقبل قائد الجيش وفدا برئاسة القائد السابق
    return any(all(none(a) for a in actors) for actors in by.values())


def _former_office(scene: Scene, actor: Actor) -> bool:
    role = actor.role
    return role is not None and scene.tagged.holds(range(role[0], role[1] + 1), "former")


def bygone(scene: Scene, out: Draft) -> bool:
    """``بعد لقاء الملك أمير البلاد آنذاك``: contacts without a day in a sentence about former days."""
    (first, last), at = out.clause.sentence, out.trigger
    near = range(max(first, at.i - BYGONE), min(last, at.j + BYGONE))
    return scene.tagged.holds(near, "bygone")


def offices_of_sides(scene: Scene, out: Draft) -> list[Actor]:
    """The sides, where the page tells their persons again, and who has an office of their states in its title."""
    states, (begin, end) = {a.country for _, a in out.sides}, scene.tagged.tokens.sentences[0]
    head = [a for a in scene.actors if begin <= a.i < end and a.kind == "person" and a.name is None]
    named = [b for _, b in out.sides if b.name]
    again = [a for a in scene.actors if a.role and a.name and any(_same(scene, a, b) for b in named)]
    return [*(a for _, a in out.sides), *again, *(a for a in head if a.country in states)]


def _same(scene: Scene, one: Actor, other: Actor) -> bool:
    """Whether two actors have one name, or one of them has the other's surname alone."""
    words = scene.tagged.tokens.words
    if one.name is None or other.name is None or words[one.name[1] - 1] != words[other.name[1] - 1]:
        return False
    a, b = name_words(scene.tagged, one.name), name_words(scene.tagged, other.name)
    return a[-1:] == b[-1:] if 1 in (len(a), len(b)) else same_person(a, b)
