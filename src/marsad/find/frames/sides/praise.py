"""Commendations: whose deed is praised, or who got the letter of thanks."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor

RECEIVED = 16  # tokens from the verb of receiving to the letter of thanks, past who gets it
PRAISED = 8  # tokens from praise to whose deed is praised


def commendation(scene: Scene, out: Draft) -> None:
    """Only the first one praised after the verb is the recipient; what is said of him names others."""
    posts = {a.j for a in scene.actors if a.head in scene.tagged.lexicon.grammar["abroad"]}
    out.sides = [  # المبعوث الأممي إلى سوريا: where he is sent is praised for nothing
        (p, a)
        for p, a in out.sides
        if not (a.kind == "country" and a.i - 1 in posts and scene.tagged.among(a.i - 1, "mission_words"))
    ]
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.mark != "in" or _deed_before(scene, out, a)]
    before = range(max(out.clause.left, out.trigger.i - RECEIVED), out.trigger.i)
    senders = [a for a in out.slots.get("from") if a.country]
    if senders and any(scene.tagged.word(k, "gets_request") for k in before):  # تلقى X رسالة شكر من Y
        out.sides = [("agent", a) for a in senders] + [("recipient", a) for a in out.slots.get("subject")]
        return
    told = sorted((a for p, a in out.sides if p == "recipient" and a.i >= out.trigger.j), key=lambda a: a.i)
    told = told if any(a.country for a in told) else []
    if told and out.trigger.is_verb:  # أثنى المعلق على دفاع X أمام Y: no state stands for the subject after its object
        out.sides = [(p, a) for p, a in out.sides if p != "agent" or a.kind != "country" or a.i < told[0].i]
    aside = any(
        a.mark == "between" for a in scene.actors if out.trigger.j <= a.i < (told[0].i if told else out.trigger.j) + 1
    )
    if aside:
        told = []
    if not told and not aside:
        told = _praised(scene, out)
        out.sides += [("recipient", a) for a in told]
    keep = set()
    for n, actor in enumerate(told):
        if n and not actor.listed:
            break
        keep.add(actor.i)
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.i in keep]
    if any(p == "agent" and a.country for p, a in out.sides):  # ضد السفارة، وجهاز الأمن: of no state told
        out.sides = [(p, a) for p, a in out.sides if p != "agent" or a.country]


def _deed_before(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``أشاد X بجهود الأمن في Y``, but not ``أشاد X في Y بالاتفاق``: where he spoke is praised for nothing."""
    taken = {k for a in scene.actors if a.i < actor.i for k in range(a.i, a.j)}
    between = [k for k in range(out.trigger.j, actor.i - 1) if k not in taken]
    if actor.kind == "country" and len(between) > PRAISED // 2:
        return False
    t = scene.tagged
    return any(t.bare(k).startswith("ب") or t.word(k, "praised") for k in between)


def _praised(scene: Scene, out: Draft) -> list[Actor]:
    """``أثنى على الدور المغربي``: the side whose role is praised, told by its nationality; ``أشاد بسرعة كشف الشرطة
    القطرية``: the institution whose deed it is; ``في رسالة إلى X``: to whom the letter of thanks went.
    """
    for i in range(out.trigger.j, min(out.trigger.j + PRAISED, out.clause.right)):
        hit = scene.tagged.get(i + 1, "nisba") or scene.tagged.get(i + 2, "nisba")
        if scene.tagged.word(i, "praised") and hit is not None:
            at = (hit[0].i, hit[0].j)
            return [Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")]
    given = {a.country for p, a in out.sides if p == "agent" and a.country}
    others = [a for a in scene.actors if a.country and a.country not in given and a.kind in ("org", "person")]
    begin, end = out.clause.sentence
    near = [a for a in others if out.trigger.j <= a.i < min(out.trigger.j + PRAISED, end) and not a.mark]
    letter = any(scene.tagged.word(i, "letters") for i in range(begin, out.trigger.i))
    sent = [a for a in others if letter and begin <= a.i and a.j <= out.trigger.i and a.mark == "to"]
    return (near or sent or _of_the_letter(scene, out, others))[:1] if given else []


def _of_the_letter(scene: Scene, out: Draft, others: list[Actor]) -> list[Actor]:
    """``تلقى X برقية من Y. وأشاد Y في البرقية بـ``: the other one of the letter told before."""
    t, number, sentences = scene.tagged, out.clause.number, scene.tagged.tokens.sentences
    near = range(out.trigger.j, min(out.trigger.j + PRAISED, out.clause.right))
    if not any(t.word(i, "letters") and t.bare(i).startswith("ال") for i in near):
        return []
    for begin, end in reversed(sentences[max(number - 3, 0) : number]):
        if any(t.word(i, "letters") for i in range(begin, end)):
            return [a for a in others if begin <= a.i < end and a.kind == "person" and a.role]
    return []
