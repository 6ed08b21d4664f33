"""From a trigger with its slots to a draft: parts, sides, place and time, in this order."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.draft.aside import no_side
from marsad.find.frames.draft.destination import destination
from marsad.find.frames.draft.event import Draft
from marsad.find.frames.draft.home import sides_of_home
from marsad.find.frames.draft.place import place_of
from marsad.find.frames.draft.talks import at_the_seat, in_his_office, officials_there
from marsad.find.frames.slots import Slots
from marsad.find.frames.when import time_of
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import Cast
from marsad.lexicon import Frame


def draft(scene: Scene, cast: Cast, trigger: Trigger, frame: Frame, clause: Clause, slots: Slots) -> Draft:
    """Put the slots' actors into their parts, and find place and time of the clause."""
    out = Draft(frame, trigger, clause, slots)
    passive = trigger.is_verb and slots.get("by") and "object" in frame.parts
    for slot, part in frame.parts.items():
        filled = frame.parts["object"] if passive and slot == "subject" else part  # استُقبل X من طرف Y
        for actor in slots.get(slot):
            if not any(a.i == actor.i for _, a in out.sides):
                out.sides.append((filled, actor))
    out.sides = [(p, a) for p, a in out.sides if not no_side(scene, out, a)]
    if frame.type in ("visit", "meeting", "call"):
        port = scene.tagged.holds(range(*clause.sentence), "official_visit")  # في زيارة إلى ميناء
        still = [a for _, a in out.sides if a.kind == "group" and scene.tagged.word(a.i, "assets")]
        if frame.type == "visit":  # troops that are moved pay no visit
            out.sides = [(p, a) for p, a in out.sides if not (a.kind == "group" and scene.tagged.word(a.i, "troops"))]
        out.sides = [(p, a) for p, a in out.sides if a not in still or (port and p == "guest")]
    welcomed = not trigger.is_verb and slots.get("by") and slots.rule.startswith("subject")  # حظي X باستقبال من قبل Y
    if frame.id == "meeting.receive" and welcomed:
        guests = {a.i for a in slots.get("subject")}
        out.sides = [("guest" if a.i in guests else p, a) for p, a in out.sides]
    if frame.id == "visit.send":
        out.sides = [(p, a) for p, a in out.sides if a in _sent(scene, out)]
    if frame.id == "meeting.receive" and _waited_for(scene, trigger):
        other = {"host": "guest", "guest": "host"}
        out.sides = [(other.get(p, p), a) for p, a in out.sides]
    out.time = time_of(scene, trigger, clause)
    if frame.place:
        sent = scene.tagged.holds(range(*clause.sentence), "delegation")
        out.sides = [
            (p, a)
            for p, a in out.sides
            if a.kind in ("person", "group") or (a.kind == "org" and (sent or _men_of(scene, a)))
        ]
        destination(scene, cast, out)
    else:
        out.place = place_of(scene, out)
    sides_of_home(scene, cast, out)
    if frame.type == "meeting":
        officials_there(scene, out)
        in_his_office(scene, out)
        at_the_seat(scene, out)
    return out


def _sent(scene: Scene, out: Draft) -> list[Actor]:
    """``أوفد الرئيس وزير الدفاع إلى X``, ``أوفدت القاهرة وزير الدفاع``: who is sent, and not who sends."""
    told, subject = out.slots.get("object"), out.slots.get("subject")
    if told or not subject:
        return told
    states = (a for a in scene.actors if out.trigger.j <= a.i < subject[0].i and a.kind == "country" and not a.mark)
    return subject if next(states, None) is not None else []


def _men_of(scene: Scene, actor: Actor) -> bool:
    """``قائدا في البحرية السعودية``: an officer of the institution, not the institution."""
    told = (scene.tagged.word(i, "gaps") for i in range(max(actor.i - 3, 0), actor.i))
    return any(tag is not None and tag.j == actor.i and tag.j - tag.i > 1 for tag in told)


def _waited_for(scene: Scene, trigger: Trigger) -> bool:
    """``كان في استقباله X``: X waits for the one who arrives."""
    return not trigger.is_verb and scene.tagged.word(trigger.i - 2, "waits") is not None
