"""Talks at somebody's: in his office, in a house of state, with officials of the state travelled to."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft.aside import passes_through
from marsad.find.frames.draft.event import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place

MATTER = 16  # tokens from talks to "between both states", for what they were about


def _states_alone(out: Draft) -> bool:
    """Whether nobody but a state is told to have held the talks."""
    return all(a.kind == "country" for _, a in out.sides)


def officials_there(scene: Scene, out: Draft) -> None:
    """``التقى في باريس كبار المسؤولين``: officials of no stated nationality, met abroad, are of the place."""
    place, known = out.place or journey(scene, out), out.countries()
    if place is None or len(known) != 1 or place.country in known:
        return
    t, window = scene.tagged, range(out.trigger.j, min(out.clause.right, out.trigger.j + 9))
    stated = any(a.kind == "group" and a.country and a.i in window for a in out.slots.all())  # التقى جنودا أميركيين
    civil = any(t.word(i, "no_state") for i in window)  # أعضاء في المجتمع المدني
    met = any(t.word(i, "groups") for i in window)
    # أجرى X مباحثات في الدوحة حول التعاون بين البلدين
    matter = range(out.trigger.j, min(out.clause.right, out.trigger.j + MATTER))
    both = out.place is not None and any(t.word(i, "both_sides") and t.bare(i - 1) == "بين" for i in matter)
    both = both and out.place is not None and out.place.mark == "in" and not _states_alone(out)
    if not stated and not civil and (met or both):
        there = Actor(
            place.i, place.j, "country", country=place.country, country_at=(place.i, place.j), rule="actor.place"
        )
        out.sides.append(("side", there))


def journey(scene: Scene, out: Draft) -> Place | None:
    """``زيارة إلى X التقى خلالها كبار المسؤولين``: where the journey went on which they were met."""
    t, begin = scene.tagged, out.clause.sentence[0]
    if scene.definite(out.trigger) and not out.trigger.is_verb:
        return None
    terms = (x for i in range(begin, out.trigger.i) for g in t.starts[i] for x in g.terms if x.kind == "frame")
    went = [p for p in scene.places if begin <= p.i < out.trigger.i and p.mark in ("to", "") and not p.inside]
    went = [p for p in went if not passes_through(scene, p.i)]
    return went[-1] if went and any(x.id.startswith("visit.") for x in terms) else None


def in_his_office(scene: Scene, out: Draft) -> None:
    """``التقى X بمكتبه Y``, ``بمقر الوزارة``: the subject is at home."""
    own = [a for a in out.slots.get("subject") if a.country and a.kind != "country"]
    at_home = scene.tagged.holds(range(out.clause.left, out.clause.right), "own_seat")
    if out.place is None and own and at_home and len(own[0].country or "") == 2:
        out.place_by = own[0].country or ""


def at_the_seat(scene: Scene, out: Draft) -> None:
    """``التقى X بمقر وزارة الدفاع الفرنسية Y``, ``في مقر الحكومة اليمنية بالرياض``: whose house it is hosts, also
    abroad."""
    seats = [a for a in scene.actors if a.kind == "org" and a.mark == "in" and out.clause.holds(a.i)]
    seats = [a for a in seats if scene.tagged.get(a.i - 1, "place_head") and a.country in out.countries()]
    if len({a.country for a in seats}) != 1 or any(p in ("host", "guest") for p, _ in out.sides):
        return
    host = seats[0].country or ""
    if out.place is None and not out.place_by and len(host) == 2:
        out.place_by = host
    elif out.place is not None and out.place.country not in out.countries():
        out.sides = [("host" if a.country == host else "guest", a) for _, a in out.sides]
