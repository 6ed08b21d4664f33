"""Gatherings: who hosts and who is a guest, the body whose gathering it is, and where it is held."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import Draft
from marsad.find.frames.sides.attendees import role_at_gathering, states_of_officials
from marsad.find.frames.sides.bodies import is_body, is_place, named_body
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place

ASKED = 10  # tokens between a verb of asking and the gathering that is asked for
MET = 14  # tokens between a meeting of many officials and whom they meet
HOST_WORDS = 8  # tokens from a gathering to whose it is


def gathering(scene: Scene, out: Draft) -> None:
    """Who takes part: those told to hold it host it, those told to attend are guests, the state of the place hosts
    too."""
    sides = _told_to_take_part(scene, out)
    several = out.slots.get("between")  # قمة ثلاثية مصرية أردنية فلسطينية
    sides += [("side", a) for a in several if a.rule == "actor.adjective" and len(several) > 2]
    sides += [("side", a) for a in states_of_officials(scene, out) if a.i not in _starts(sides)]
    sides += _summit_of(scene, out)
    sides += _bodies(scene, out, _starts(sides))
    if out.trigger.is_verb:
        sides += [("side", a) for a in out.slots.get("subject") if a.i not in _starts(sides)]
    elif out.frame.id == "gathering.officials":
        sides += _officials_met(scene, out, sides)
    named = [
        a
        for a in scene.actors
        if is_body(scene, a) and (a.i <= out.trigger.i < a.j or (a.mark in ("in", "b") and out.clause.holds(a.i)))
    ]  # الجمعية العامة للإنتربول, بمقر الأمانة العامة
    sides += [("host", a) for a in named if a.i not in _starts(sides)]
    sides += [("guest", a) for a in _asked_for_it(scene, out) if _hosted(scene, sides, a)]
    out.sides = sides
    _where_held(scene, out)


def _starts(sides: list[tuple[str, Actor]]) -> set[int]:
    """The tokens where who is among ``sides`` is told."""
    return {a.i for _, a in sides}


def _told_to_take_part(scene: Scene, out: Draft) -> list[tuple[str, Actor]]:
    """Hosts and guests by the words beside them; ``مؤتمر بغداد`` gives the gathering its place."""
    begin, end = out.clause.sentence
    sides: list[tuple[str, Actor]] = []
    for actor in scene.actors:
        if not begin <= actor.i < end:
            continue
        each = scene.tagged.word(actor.i - 2, "gaps")  # بمشاركة كل من تونس
        there = actor.kind == "country" and is_place(scene, actor) and (each is None or each.j != actor.i)
        asked = scene.tagged.holds(range(actor.i - 4, actor.i), "on_request")  # بناء على طلب من تركيا
        if there and not asked:
            continue
        if actor.rule == "actor.capital" and actor.i == out.trigger.j and not out.trigger.is_verb:
            out.place = out.place or next((p for p in scene.places if p.i == actor.i), None)  # مؤتمر بغداد
            continue
        its_own = is_body(scene, actor) and any(a is actor for n in ("of", "to") for a in out.slots.get(n))
        part = "" if its_own else role_at_gathering(scene, out, actor, begin)  # حضر الدورة الأربعين للمجلس: a host
        sender = _sender(scene, actor, sides)  # شاركت مصر في معرض X بوفد يرأسه Y
        if part or sender:
            sides.append((part or "guest", actor if sender is None else replace(actor, country=sender)))
    return sides


def _bodies(scene: Scene, out: Draft, told: set[int]) -> list[tuple[str, Actor]]:
    """Bodies and schools whose gathering it is, or at whose seat it is held; ``told`` are sides already."""
    begin, end = out.clause.sentence
    slots = (a for slot in ("of", "subject", "by", "to") for a in out.slots.get(slot))
    whole = [a for a in slots if is_body(scene, a) and a.i not in told]
    seats = (a for a in scene.actors if begin <= a.i < end and a.mark == "in" and a.i not in told)
    sides = [  # بمقر الأمانة العامة
        ("host", a) for a in seats if is_body(scene, a) and scene.tagged.get(a.i - 1, "place_head")
    ]
    if scene.tagged.word(out.trigger.i, "ceremonies"):  # حفل تخرج دفعة من الكلية الحربية القطرية
        near = (a for a in scene.actors if 0 <= a.i - out.trigger.j < MET and a.kind == "org" and a.country)
        sides += [("host", a) for a in list(near)[:1] if a.i not in told]
    own = out.frame.id == "gathering.hold"  # a session of a body is its own; its officials come together somewhere
    return sides + [("host" if own or named_body(scene, a) else "side", a) for a in whole]


def _officials_met(scene: Scene, out: Draft, sides: list[tuple[str, Actor]]) -> list[tuple[str, Actor]]:
    """``اجتماع وزراء X بنظيرهم Y``: whom the officials met, and whose officials they are."""
    near = (a for a in out.slots.get("with") if 0 <= a.i - out.trigger.j <= MET)
    met = [a for a in near if a.kind == "person" and (a.role or a.counterpart) and a.country]
    guests = [("guest", a) for a in met if a.i not in _starts(sides)]
    # ترأس X الاجتماع الأربعين لأصحاب المعالي وزراء داخلية دول المجلس
    known = {b.country for _, b in sides + guests} | {None}
    whose = [a for a in scene.actors if a.rule == "actor.officials" and a.mark in ("", "to")]
    near_it = (a for a in whose if 0 <= a.i - out.trigger.j <= HOST_WORDS)
    return guests + [("side", a) for a in near_it if a.country not in known]


def _where_held(scene: Scene, out: Draft) -> None:
    """The place of a gathering, whose state is a host."""
    out.place = place = out.place or _seat_told(scene, out)
    if place is not None and _over(scene, out) and place.i < out.trigger.i:
        out.place = place = None  # X في الصين قبل اجتماع مجلس الأمن
    if place is None:  # يعتزم العراق استضافة مؤتمر
        homes = (a for p, a in out.sides if p == "host" and a.mark != "led" and _at_home(scene, a))
        out.place_by = next((a.country or "" for a in homes), "")
    elif not any(p == "host" and a.country == place.country for p, a in out.sides):
        at = (place.i, place.j)
        out.sides.append(("host", Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


def _sender(scene: Scene, actor: Actor, sides: list[tuple[str, Actor]]) -> str | None:
    """The one state told to attend, whose delegation somebody of no stated side leads."""
    near = range(actor.i - 3, actor.i + 1) if actor.mark == "led" else [actor.i] if actor.mark == "b" else []
    led = actor.kind == "person" and any(scene.tagged.word(k, "delegation") for k in near)
    guests = {a.country for p, a in sides if p == "guest" and a.country}
    return guests.pop() if led and actor.country is None and len(guests) == 1 else None


def _summit_of(scene: Scene, out: Draft) -> list[tuple[str, Actor]]:
    """``القمة العربية``, ``قمة خليجية``: the body whose summit it is, told by its adjective."""
    t, at = scene.tagged, out.trigger
    if not t.word(at.i, "summits") or (out.place is None and out.time is None):
        return []
    bloc = t.lexicon.grammar.blocs.get(t.bare(at.j))
    if bloc is None or any(a.i in (at.i, at.j) for a in scene.actors):
        return []
    return [("host", Actor(at.j, at.j + 1, "country", country=bloc, country_at=(at.j, at.j + 1), rule="actor.body"))]


def _asked_for_it(scene: Scene, out: Draft) -> list[Actor]:
    """``طلبت تركيا من الحلف عقد اجتماع``, ``دعت X إلى اجتماع للحلف``: who wants a body to come together takes part."""
    begin = out.clause.sentence[0]
    asks = (k for k in range(out.trigger.i - 1, max(begin, out.trigger.i - ASKED) - 1, -1))
    verb = next((k for k in asks if scene.tagged.word(k, "asks", "calls")), None)
    near = [a for a in scene.actors if verb is not None and (0 < a.i - verb <= 2 or a.j == verb)]
    return [a for a in near if a.country and not a.mark][:1]


def _hosted(scene: Scene, sides: list[tuple[str, Actor]], actor: Actor) -> bool:
    """Whether a body hosts that ``actor`` is not."""
    known = {a.country for _, a in sides}
    return actor.country not in known and any(p == "host" and is_body(scene, a) for p, a in sides)


def _over(scene: Scene, out: Draft) -> bool:
    """Whether the gathering is a point of time for something else."""
    return not out.trigger.is_verb and scene.tagged.word(out.trigger.i - 1, "circumstance") is not None


def _at_home(scene: Scene, actor: Actor) -> bool:
    """Whether who hosts does so in his own state: a state, or an official who opens it."""
    opened = any(scene.tagged.word(i, "gathering_opens") for i in range(max(actor.i - 2, 0), actor.i))
    state = actor.country is not None and not of_body(scene, actor)
    return state and (actor.kind == "country" or (actor.kind == "person" and opened))


def _seat_told(scene: Scene, out: Draft) -> Place | None:
    """``بمقر الأمانة العامة … بتونس``, ``القمة الشرطية العالمية بدبي``, ``مؤتمر ميونخ للأمن``: a place inside the name
    of an institution."""
    near = range(max(out.clause.left, out.trigger.i - 12), min(out.clause.right, out.trigger.j + 12))
    seat = out.trigger.j if not out.trigger.is_verb else -1
    inside = (p for p in scene.places if p.i in near and p.inside and (p.mark == "in" or (p.i == seat and p.city)))
    orgs = {i for a in scene.actors if a.kind == "org" for i in range(a.i, a.j)}
    return next((p for p in inside if p.i in orgs), None)
