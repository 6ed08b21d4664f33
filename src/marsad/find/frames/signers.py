"""Step 5e: who signed an agreement for each side (``وقعها عن الجانب القطري X، وعن الجانب التركي Y``)."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor

OFFICE = 8  # tokens of an office between a signer and the side for which he signs
ITS_HEAD = 3  # tokens of the office of who heads the side that was told before
UNREAD = 2  # parts of a name that may stay unread
SIDES = frozenset({"group", "country", "org"})
REACH = 60  # tokens from the word of the agreement to the first of who signed it


def by_signers(scene: Scene, out: Draft) -> None:
    """Put who signed for each side in the place of the side."""
    told = signers(scene, out)
    if not told:
        return
    for_sides = {a.country for a in told}
    out.sides = [("party", a) for a in told] + [(p, a) for p, a in out.sides if a.country not in for_sides]


def signers(scene: Scene, out: Draft) -> list[Actor]:
    """The signers told after the trigger, each with his side, of two states or more; else nobody."""
    end = out.clause.sentence[1]
    signed = out.trigger.is_verb or any(
        x.kind == "frame" and x.id == "agreement.sign"
        for i in range(out.clause.sentence[0], end)
        for tag in scene.tagged.starts[i]
        for x in tag.terms
    )
    people = [a for a in scene.actors if out.trigger.j <= a.i < end and a.kind == "person" and (a.name or a.role)]
    told = [
        replace(a, country=side.country, country_at=side.country_at)
        for a in people
        if (side := _side_of(scene, a)) is not None and a.country in (None, side.country)
    ]
    near = told and told[0].i - out.trigger.j <= REACH
    stands = told and all(a.mark == "b" for a in told) and len(out.countries()) > 1  # ممثلا بوزير العدل X
    return told if signed and near and (stands or len({a.country for a in told}) > 1) else []


def _side_of(scene: Scene, actor: Actor) -> Actor | None:
    """The side for which ``actor`` signs: told right before him (``عن الجانب القطري X``) or right after him (``X عن
    الجانب القطري``)."""
    sides = [s for s in scene.actors if s.kind in SIDES and s.country is not None]
    for side in sides:  # X عن الجانب الجزائري وY عن الجانب الأمريكي: each has his own after him
        after = _on_behalf(scene, side.i)
        if after and not scene.tagged.bare(after).startswith("و") and _right_after(scene, actor, after):
            return side
    for side in sides:
        stands = scene.tagged.word(side.j, "represented") is not None and actor.i == side.j + 1
        if stands and actor.mark == "b":
            return side  # وقع لبنان ممثلا بوزير العدل X
        behalf = _on_behalf(scene, side.i)
        own = scene.tagged.among(side.j, "its_head") and actor.i - side.j <= ITS_HEAD  # عن الشرطة مديرها العام X
        if behalf and (side.j == actor.i or own):
            return side
    return None


def _right_after(scene: Scene, actor: Actor, i: int) -> bool:
    """Whether ``actor`` ends right before token ``i``, but for a part of the name that was not read, or for his office
    after a comma (``X، قائد (أفريكوم) عن الجانب الأمريكي``)."""
    between = range(actor.j, i)
    if 0 <= i - actor.j <= UNREAD and all(scene.tagged.bare(k)[:1].isalpha() for k in between):
        return True
    if i - actor.j == 1 and scene.tagged.among(actor.j, "commas"):
        return True
    t, others = scene.tagged, {a.i for a in scene.actors if a.kind in ("person", "group")}
    office = t.among(actor.j, "commas") and t.get(actor.j + 1, "office", "office_alone") is not None
    return office and 0 <= i - actor.j <= OFFICE and not any(k in scene.verbs or k in others for k in between)


def _on_behalf(scene: Scene, i: int) -> int:
    """Where the words ``عن``, ``من``, ``نيابة عن`` begin that end at token ``i``; 0 if none do."""
    for k in (i - 2, i - 1):
        hit = scene.tagged.word(k, "on_behalf") if k > 0 else None
        if hit is not None and hit.j == i:
            return k
    return 0
