"""Cooperation: partners told elsewhere, who got information, and the host of an exercise."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.given import from_place, state_of
from marsad.find.frames.joint import carried_out_by, informants, is_exercise, partners, with_many
from marsad.find.frames.sides.bodies import is_place

WITH_OTHERS = frozenset({"cooperation.coordinate", "cooperation.fruit"})


def cooperation(scene: Scene, out: Draft) -> None:
    """Who acted together, or who gave information to whom."""
    if out.frame.id == "cooperation.information":
        out.sides = [("agent", a) for a in informants(scene, out) or [a for _, a in out.sides[:1]]]
        _told_in(scene, out, "recipient")
        _informed(scene, out)
    elif out.frame.id == "cooperation.inform":
        _informed(scene, out)
    else:
        out.sides = [("agent", a) for _, a in out.sides if a.kind != "person" or a.role is not None]
        forces = {a.country for _, a in out.sides if a.kind == "org"}
        # شهد X ختام التمرين بين القوات
        out.sides = [(p, a) for p, a in out.sides if a.kind != "person" or a.country not in forces]
        taken = {a.i for _, a in out.sides}
        out.sides += [("agent", a) for a in partners(scene, out) + carried_out_by(out) if a.i not in taken]
        own = any(a.country is None and a.kind == "org" and p == "agent" for p, a in out.sides)
        if not own or out.frame.id != "cooperation.coordinate":
            _told_in(scene, out, "agent")
        _host_of_exercise(scene, out)
    _place_of_partner(scene, out)


def _place_of_partner(scene: Scene, out: Draft) -> None:
    """``في مدريد، بعملية مشتركة مع المديرية العامة بالمغرب``: the state told right after a partner is his seat."""
    place = out.place
    beside = [a for _, a in out.sides if place is not None and 0 <= place.i - a.j <= 1]
    listed = place is not None and any(a.i == place.j and a.listed for _, a in out.sides)  # بين X بالمغرب وY
    if place is None or not any(a.mark == "with" or (listed and a.mark == "between") for a in beside):
        return
    seat, begin = place.i, out.clause.left
    near = [p for p in scene.places if begin <= p.i < out.clause.right and p.i != seat]
    told = [p for p in near if p.mark == "in" and not p.inside]
    out.place = told[0] if told and len({p.country for p in told}) == 1 else None


def _informed(scene: Scene, out: Draft) -> None:
    """``قال وزير الداخلية الفرنسي إن المغرب قدم معلومات``: who speaks of information that his state got got it."""
    if len(out.countries()) != 1 or any(p == "recipient" for p, _ in out.sides):
        return
    begin = out.clause.sentence[0]
    before = [a for a in scene.actors if begin <= a.i and a.j <= out.trigger.i and a.country and not a.mark]
    others = [a for a in before if a.country not in out.countries() and (a.kind != "person" or a.role)]
    out.sides += [("recipient", a) for a in others[-1:]]


def _told_in(scene: Scene, out: Draft, part: str) -> None:
    """A joint act with one side told takes the other from its clause, its sentence, the two before it, or the title;
    so does one of which only the partners are told (``بفضل التعاون مع X وY``)."""
    partners_only = out.frame.id in WITH_OTHERS and all(a.mark == "with" or a.listed for _, a in out.sides)
    if not out.countries() or (len(out.countries()) > 1 and not partners_only):
        return
    sentences = scene.tagged.tokens.sentences
    windows = [(out.clause.left, out.clause.right), out.clause.sentence]
    if out.frame.id != "cooperation.joint":
        windows += [sentences[n] for n in (out.clause.number - 1, out.clause.number - 2, 0) if n >= 0]
    for left, right in windows:
        for actor in scene.actors:
            speaks = out.frame.id == "cooperation.information" and actor.role and not actor.name
            told = left <= actor.i < right and actor.country and (actor.kind != "person" or speaks)
            to = out.frame.id == "cooperation.information" and actor.mark == "to"  # معلومات سلمت إلى باريس
            joined = to or (actor.mark in ("with", "", "between", "by", "b") and not is_place(scene, actor))
            if told and joined and actor.country not in out.countries():
                out.sides.append((part, actor))
                return
    if partners_only:  # أكد وزير الداخلية X أن العملية ثمرة للتعاون مع Y
        before = (a for a in scene.actors if out.clause.sentence[0] <= a.i and a.j <= out.trigger.i)
        spoke = (a for a in before if a.role and a.country and not a.mark and a.country not in out.countries())
        out.sides += [(part, state_of(a)) for a in spoke][:1]


def _host_of_exercise(scene: Scene, out: Draft) -> None:
    """``تحتضن أكادير تمرين X بمشاركة الجيش الأمريكي``: the state where an exercise with others is held takes part."""
    t, (begin, end) = scene.tagged, out.clause.sentence
    if len(out.countries()) > 1 or not is_exercise(scene, out):
        return
    many = with_many(scene, out)
    if not (many or out.countries()) or not any(t.word(i, "taking_part") for i in range(begin, end)):
        return
    went = (p for p in scene.places if begin <= p.i < end and p.mark == "to" and not p.inside)
    place = out.place or next(went, None)
    if place is not None and place.country not in out.countries():
        out.sides.append(("agent", from_place(place)))
    elif many and not out.countries():  # تستضيف مصر تمرين X بمشاركة عدة دول
        hosts = (a for a in scene.actors if begin <= a.i < out.trigger.i and t.word(a.i - 1, "hosting", "hosts_it"))
        out.sides += [("agent", a) for a in hosts if a.country and a.kind != "person"][:1]
