"""Where talks were held and who hosts them, where the page names no place; who only speaks for a side."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place

SENT_AWAY = ("rupture.summon", "rupture.leave")  # where the envoy is whom they are about


def without_spokesmen(draft: Draft) -> None:
    """Whoever speaks for an institution takes no part in what it does: his state stands for it."""
    if draft.type not in ("cooperation", "agreement", "assistance"):
        return
    for n, (part, actor) in enumerate(draft.sides):
        if actor.head == "متحدث" and actor.country:
            i, j = actor.country_at or (actor.i, actor.j)
            state = Actor(i, j, "country", country=actor.country, country_at=(i, j), rule="actor.spokesman")
            draft.sides[n] = (part, state)


def settle_ambassadors(scene: Scene, draft: Draft) -> None:
    """An official who meets the ambassadors of other states in his own is the host: they are posted there."""
    if draft.type != "meeting" or draft.place is not None or len(draft.place_by) == 2 or len(draft.countries()) < 2:
        return
    posted = [a for p, a in draft.sides if p == "side" and a.head in scene.tagged.lexicon.grammar["resident"]]
    others = {a.country for p, a in draft.sides if a.kind == "person" and a.role and a.country} - {
        a.country for a in posted
    }
    if posted and len(others) == 1:
        draft.place_by = others.pop() or ""


def settle_heads_at_home(scene: Scene, draft: Draft) -> None:
    """``التقى وزير الدفاع X الرئيس Y``: a minister comes to another state's head, unless the page says where else."""
    t = scene.tagged
    if draft.type != "meeting" or draft.place is not None or draft.place_by or len(draft.countries()) != 2:
        return
    if any(t.word(i, "margins") for i in range(*draft.clause.sentence)):
        return
    people = [a for _, a in draft.sides if a.kind == "person" and a.role and a.country and len(a.country) == 2]
    first = {a.country for a in people if _head_of_state(scene, a)}
    others = {a.country for a in people} - first
    if len(first) == 1 and len(others) == 1:
        draft.place_by = first.pop() or ""


def _head_of_state(scene: Scene, actor: Actor) -> bool:
    """A head of state or government, in office; not who is a minister first (وزير الداخلية الرئيس الفخري للمجلس)."""
    t, role = scene.tagged, range(*(actor.role or (0, 0)))
    if actor.head in t.lexicon.grammar["subordinates"] and role and not t.word(role[0], "first_in_state"):
        return False
    span = [*range(actor.i, actor.j), *role]
    first = any(t.word(i, "first_in_state") for i in span)
    return first and not any(t.word(i, "second_in_office") for i in span)


def settle_getters(scene: Scene, draft: Draft) -> None:
    """``دورة في X برعاية وزارة الداخلية``: an institution of no stated state that gets help is of the state that gets
    it, where no other institution of that state does; else it is no side of its own."""
    got = [a for p, a in draft.sides if p == "recipient" and a.country]
    unsaid = [a for p, a in draft.sides if p == "recipient" and not (a.country or a.name or of_body(scene, a))]
    if draft.type != "assistance" or not got or not unsaid:
        return
    if len(got) == 1 and got[0].kind == "country":
        whose = replace(unsaid[0], country=got[0].country, country_at=got[0].country_at)
        draft.sides = [(p, whose if a is got[0] else a) for p, a in draft.sides]
    draft.sides = [(p, a) for p, a in draft.sides if a not in unsaid]


def settle_place_by_type(scene: Scene, draft: Draft) -> None:
    """Where the page names no place of its own: an arrest, a handover or a summons is where its agent is, help arrives
    where its recipient is. A place elsewhere in such a clause is the matter's, not the event's."""
    agents = {a.country for p, a in draft.sides if p == "agent" and a.country and len(a.country) == 2}
    recipients = {a.country for p, a in draft.sides if p == "recipient" and a.country and len(a.country) == 2}
    if draft.type in ("arrest", "extradition"):
        where = agents
    elif draft.type == "rupture":
        recalled = any(a.rule == "actor.post" for told in (draft, *draft.also) for _, a in told.sides)
        where = agents if draft.frame.id in SENT_AWAY and not recalled else set()
        draft.place = None
    elif draft.type == "assistance":
        taught = draft.frame.id in ("assistance.train", "assistance.graduate")  # دورة في الأردن لضباط عراقيين
        where = recipients if draft.place is None or not taught else recipients | agents
    else:
        return
    if draft.place is not None and draft.place.country not in where and where:
        draft.place = None
    joint = [a for p, a in draft.sides if p == "agent" and a.mark == "between"]  # عملية بين X وY: in both, or in either
    several = draft.type == "arrest" and bool(joint) and len(where) > 1
    if draft.place is None and where and not several and not (draft.type == "assistance" and draft.place_by):
        first = next(a for p, a in draft.sides if a.country in where)
        draft.place_by = first.country or ""
        draft.place = _city_of(scene, first) if draft.type in ("arrest", "extradition") else None


def _city_of(scene: Scene, agent: Actor) -> Place | None:
    """``شرطة دبي``: the city in whose name the institution acts."""
    for i in range(*(agent.org if agent.org and agent.kind == "org" else (0, 0))):
        hit = scene.tagged.get(i, "city")
        last = hit is not None and i > agent.i and hit[0].j == agent.j
        if hit is not None and last and agent.country and not scene.tagged.get(i, "country"):
            return Place(hit[0].i, hit[0].j, agent.country, (hit[0].i, hit[0].j), "in", True)
    return None


def unnamed_host(draft: Draft) -> Actor | None:
    """The visited state as host of a visit, where nobody of it is named."""
    place = draft.place
    if (
        draft.type != "visit"
        or place is None
        or any(p == "host" and a.country == place.country for p, a in draft.sides)
    ):
        return None
    return Actor(place.i, place.j, "country", country=place.country, country_at=(place.i, place.j), rule="actor.place")
