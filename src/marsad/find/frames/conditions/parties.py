"""Needs that ask who takes part: how many sides, told where, and as what."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.conditions.objects import REACH
from marsad.find.frames.draft import Draft
from marsad.find.frames.field import given_and_got
from marsad.find.frames.joint import OWN_RULES

ADDRESSED = 6  # tokens from a protest to whom it is made


def with_another(scene: Scene, out: Draft) -> bool:
    """``بحث X مع Y``, ``تلقى X اتصالا من Y``: somebody else takes part, or the subjects are of two states."""
    subjects = [a for a in out.slots.get("subject") if a.kind != "country"]
    others = [a for a in out.slots.get("with") if a.kind != "country" or a.i - out.trigger.j <= 6] + out.slots.get(
        "between"
    )
    if out.type == "call":  # تلقى X اتصالا من Y
        others += [a for a in out.slots.get("from") if a.kind != "country"]
    there = any(a.rule == "actor.place" for _, a in out.sides)  # بحث X في أبوظبي التعاون بين البلدين
    sides = {a.country for a in subjects if a.country}
    return bool(others) or there or len(sides) > 1 or any(a.counterpart for a in subjects)


def between_states(scene: Scene, out: Draft) -> bool:
    """``اتفاق بين X وY``: two states are told as its sides."""
    told = out.slots.get("between") + out.slots.get("with") + out.slots.get("of")
    if out.slots.rule != "both sides":  # a dispute between X and Y told before is no agreement of theirs
        told = [a for a in told if a.i >= out.trigger.j or out.trigger.i - a.j <= 2]
    if told and out.slots.rule in OWN_RULES:
        told = told + out.slots.get("subject")
    return len({a.country for a in told if a.country}) > 1


def two_sides(scene: Scene, out: Draft) -> bool:
    """Sides of two states, or of one where a body gives an award."""
    # منحت المنظمة الدولية للحماية المدنية وزير داخلية X وساما: a body that has no short name
    body = out.type == "award" and any(a.country is None and of_body(scene, a) for _, a in out.sides)
    return len(out.countries()) > (0 if body else 1)


def subject_near(scene: Scene, out: Draft) -> bool:
    """``زار X Y``: the subject stands next to the verb."""
    turned = out.frame.id == "visit.turn" and not any(a.i == out.trigger.j for a in out.slots.get("subject"))
    return out.slots.rule in ("verb-first", "subject-first") and not turned  # تحول اهتمام X إلى Y


def foreign_recipient(scene: Scene, out: Draft) -> bool:
    """``درب X ضباط Y``: who gives and who gets are of different states."""
    t, at = scene.tagged, out.trigger
    session = at.term.suffix and t.among(at.i, "its_session") and t.bare(at.j).startswith("ال")
    return not session and given_and_got(scene, out)  # في دورته الثانية والعشرين is a session, no course


def addressed(scene: Scene, out: Draft) -> bool:
    """``احتجاج X لدى Y``, ``أبلغت X سفير Y احتجاجها``: a protest made to a state, no demonstration."""
    told = any(p == "recipient" and a.head in scene.tagged.lexicon.grammar["diplomats"] for p, a in out.sides)
    near = [a for a in out.slots.get("to") if a.i - out.trigger.j <= ADDRESSED]
    return told or any(a.country and a.kind != "person" for a in near)


def calls_on(scene: Scene, out: Draft) -> bool:
    """``زار السفير الفرنسي وزير الداخلية``: an official told as the object, where a diplomat pays the visit."""
    whom = [a for a in out.slots.get("object") if a.kind == "person" and a.role]
    posted = [a for a in out.slots.get("subject") if a.head in scene.tagged.lexicon.grammar["resident"]]
    return bool(whom and posted) and whom[0].i - out.trigger.j <= REACH


def at_a_place(scene: Scene, out: Draft) -> bool:
    """A place where it was, or where they went."""
    marks = ("to", "in", "from") if "from" in out.frame.place else ("to", "in")
    return out.place is not None and (out.place.mark in marks or "object" in out.frame.place)
