"""Needs of acts on persons: who is taken or handed over, at whose wish, and from where."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.conditions.objects import class_word
from marsad.find.frames.custody import counted_people, is_people, patient, wanted_abroad
from marsad.find.frames.draft import Draft
from marsad.find.frames.handed import person_handed, someone


def on_warrant(scene: Scene, out: Draft) -> bool:
    """``بناء على نشرة حمراء``, ``المطلوب لدى X``: another state wants the arrest, or takes part in it."""
    begin, end = out.clause.sentence
    sentences = scene.tagged.tokens.sentences
    told = [sentences[0], sentences[max(out.clause.number - 1, 0)], (begin, end)]
    if any(scene.tagged.word(i, "warrant", "strong_warrant") for a, b in told for i in range(a, b)):
        return True
    if wanted_abroad(scene, begin, end):
        return True
    after = sentences[out.clause.number + 1 : out.clause.number + 2]
    if any(scene.tagged.word(i, "strong_warrant") for a, b in after for i in range(a, b)):
        return True
    if any(p == "recipient" for p, _ in out.sides) or len({a.country for p, a in out.sides if p == "agent"}) > 1:
        return True
    joint = any(scene.tagged.word(i, "jointly") for i in range(begin, end))
    nations: set[str] = set()
    if any(scene.tagged.word(i, "joint") for i in range(begin, end)):
        nations = {hit[1].id for i in range(begin, end) if (hit := scene.tagged.get(i, "nisba", "country"))}
        joint = joint or len(nations) > 1
    countries = {a.country for a in scene.actors if begin <= a.i < end and a.kind in ("org", "country") and a.country}
    everywhere = {a.country for a in scene.actors if a.country}
    bodies = any(c and c not in scene.tagged.lexicon.countries for c in countries)
    return joint and bool(countries | nations) and (bodies or len(everywhere) > 1)


def person_taken(scene: Scene, out: Draft) -> bool:
    """``ضبط مطلوبين``, ``أوقفت الشرطة X``: a person, no goods and no traffic."""
    trigger = out.trigger
    if patient(scene, out) is not None or trigger.term.suffix:
        return True
    near = range(trigger.j, min(trigger.j + 12, out.clause.right))
    subject = {a.i for a in out.slots.get("subject")}
    others = [a for a in scene.actors if a.i in near and a.i not in subject and not scene.tagged.word(a.i, "assets")]
    if any(a.kind == "person" or a.rule == "actor.group" for a in others) or someone(scene, out):
        return True
    if any(scene.tagged.word(i, "strong_warrant", "wanted") for i in range(*out.clause.sentence)):
        return True
    before = range(max(out.clause.left, trigger.i - 8), trigger.i)
    if any(is_people(scene, i) for i in before) or counted_people(scene, out):
        return True
    return any(
        scene.tagged.get(i, "nisba") and (i == trigger.j or any(a.j == i and a.kind != "group" for a in scene.actors))
        for i in near
        if i not in subject  # ضبطت السعودية شحنة
    )


def somebody_handed(scene: Scene, out: Draft) -> bool:
    """``سلمت X متهما إلى Y``: a person is handed over, no file and no diplomat's note."""
    return person_handed(scene, out, diplomat=class_word(scene, out, ("diplomat",)))


def from_and_to(scene: Scene, out: Draft) -> bool:
    """``نقل سبعة سجناء من فرنسا إلى المغرب``: moved from one state to another, not from one prison to the next."""
    parts = {p: {a.country for q, a in out.sides if q == p and a.country} for p in ("agent", "recipient")}
    return bool(parts["recipient"] - parts["agent"] and parts["agent"])
