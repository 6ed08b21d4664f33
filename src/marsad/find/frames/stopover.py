"""Step 5b: talks told where a journey went (``وصل X إلى Y حيث التقى Z``): the traveller holds them."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.partners import TALKS
from marsad.find.frames.slots import Slots, as_lists, is_spokesman
from marsad.find.phrases.actors import Actor

SEAT = 4  # tokens from the word of a visit to the institution visited (زيارة رسمية إلى مقر X)
OPENS = 7  # tokens from "where" to the word of the talks (حيث من المقرر أن يعقد جلسة)


def talks_there(scene: Scene, trigger: Trigger, clause: Clause, slots: Slots) -> None:
    """Add the traveller told before to talks of which the clause tells one side alone."""
    if scene.tagged.lexicon.frames[trigger.term.id].type not in TALKS:
        return
    if scene.definite(trigger) and not trigger.is_verb:
        return
    own = [a for slot in slots.filled.values() for a in slot if a.i >= clause.left]
    if not own or len({a.country for a in own}) != 1 or slots.get("between"):
        return
    traveller = _traveller(scene, trigger, clause, own[0].country)
    if traveller is None or any(a.i == traveller.i for a in slots.all()):
        return
    received = scene.tagged.lexicon.frames[trigger.term.id].id == "meeting.receive"
    told = [a for slot in ("subject", "of") for a in slots.get(slot) if a.i >= clause.left]
    for slot in ("subject", "of"):
        slots.filled.pop(slot, None)
    if received and trigger.term.suffix:  # حيث استقبله Z: the pronoun is the guest
        slots.filled["subject"], slots.filled["object"] = told, [traveller]
    elif not received or slots.get("object") == []:
        slots.filled["object"] = told + slots.get("object")
        slots.filled["subject"] = [traveller]
    slots.rule = "the traveller told before"


def talks_at_seat(scene: Scene, trigger: Trigger, clause: Clause, slots: Slots) -> None:
    """``بحث X، خلال زيارة إلى شرطة Y، سبل التعاون``: whose seat he visited meanwhile is whom he talked to."""
    t, (begin, end) = scene.tagged, clause.sentence
    if trigger.term.id != "meeting.discuss" or slots.get("with") or slots.get("between") or not slots.get("subject"):
        return
    own = {a.country for a in slots.get("subject")}
    for k in range(begin, end):
        visit = t.get(k, "frame") if t.word(k - 1, "during", "in_words") else None
        if visit is None or visit[1].detail.startswith("verb") or not visit[1].id.startswith("visit."):
            continue
        near = [a for a in scene.actors if 0 <= a.i - visit[0].j <= SEAT and a.kind == "org" and a.country]
        if near and near[0].country not in own and None not in own:
            slots.add("with", near[0])


def _traveller(scene: Scene, trigger: Trigger, clause: Clause, other: str | None) -> Actor | None:
    """Who travels in the part of the sentence before "where", of another state than those whom he met."""
    t, begin = scene.tagged, clause.sentence[0]
    near = range(trigger.i - 1, max(begin, trigger.i - OPENS) - 1, -1)
    where = next((k for k in near if t.word(k, "where_then")), None)
    if where is None or any(where < a.i < trigger.i and not a.mark for a in scene.actors):
        return None
    terms = (x for i in range(begin, where) for g in t.starts[i] for x in g.terms if x.kind == "frame")
    if not any(x.id.startswith("visit.") for x in terms):
        return None
    before = [a for a in scene.actors if begin <= a.i and a.j <= where and not a.mark and a.kind in ("person", "group")]
    lists = as_lists([a for a in before if not is_spokesman(scene, a)])
    first = lists[-1][0] if lists else None
    return first if first is not None and first.country is not None and first.country != other else None
