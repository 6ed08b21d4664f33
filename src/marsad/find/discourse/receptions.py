"""What a page goes on to say of a reception: the guest's visit (``وتندرج هذه الزيارة في إطار``), who came with him, and
the day of what its title tells."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.discourse.drafts import country_of, names_of
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import FEW_SIDES, POINTS_BACK
from marsad.find.phrases.actors import Actor

GOES_ON = 5  # sentences after a reception in which "this visit" is its guest's
FIRST = 12  # tokens from the word for company to the first office holder, past those whom nobody can read
LISTED = 4  # tokens between those who came along


def visits_received(scene: Scene, kept: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """``استقبل X Y … وتأتي هذه الزيارة``: the visit of whom a state received at home, where the page tells no other."""
    out: list[Draft] = []
    for again in drafts:
        if again.frame.id != "visit.go" or again.dropped != POINTS_BACK or not _framed(scene, again):
            continue
        for talk in kept:
            guests = _guests(scene, talk)
            if not guests or not 0 <= again.clause.number - talk.clause.number <= GOES_ON:
                continue
            if again.trigger.i < talk.trigger.i or _travels(scene, (*kept, *out), guests, country_of(talk)):
                continue
            again.dropped, again.sides = "", [("guest", a) for a in guests]
            again.place, again.place_by = talk.place, talk.place_by
            if talk.place is None:
                host = next(a for p, a in talk.sides if p == "host" and a.country == talk.place_by)
                at = host.country_at or (host.i, host.j)
                state = Actor(*at, "country", country=host.country, country_at=at, rule="actor.place")
                again.sides.append(("host", state))
            again.time, again.time_by, again.security = talk.time, "the talks", True
            out.append(again)
            break
    return out


def _framed(scene: Scene, again: Draft) -> bool:
    """``وتندرج هذه الزيارة``, ``الزيارة التي تدوم يومين``: the visit that was just told, none that is spoken of."""
    t, i = scene.tagged, again.trigger.i
    told = any(t.word(k, "framed") for k in (i - 2, i - 1, again.trigger.j, again.trigger.j + 1))
    return t.among(i - 1, "this_one") or told


def _guests(scene: Scene, talk: Draft) -> list[Actor]:
    """Those of one other state whom a state receives; not an ambassador who is posted there."""
    home = country_of(talk)
    guests = [a for p, a in talk.sides if p == "guest"]
    resident = scene.tagged.lexicon.grammar["diplomats"]
    hosted = any(p == "host" and a.country == home and a.kind != "country" for p, a in talk.sides)
    if talk.type != "meeting" or not hosted or any(a.head in resident for a in guests):
        return []
    one = len({a.country for a in guests}) == 1 and all(a.country and a.country != home for a in guests)
    return guests if one else []


def _travels(scene: Scene, drafts: tuple[Draft, ...], guests: list[Actor], home: str | None) -> bool:
    """Whether a visit of these guests, or of the hosts to them, is told already."""
    theirs = {a.country for a in guests}
    return any(d.type == "visit" and (d.countries() & theirs or country_of(d) == home) for d in drafts)


def company(scene: Scene, kept: list[Draft]) -> None:
    """``استقبل X Y الذي كان مرفوقا بكل من A وB``, ``زار X Y برفقة وزيري A وB``: office holders who come along are on
    the side of whom they come with."""
    t = scene.tagged
    for draft in kept:
        if draft.type not in ("visit", "meeting"):
            continue
        for begin, end in {d.clause.sentence for d in (draft, *draft.also)}:
            for i in t.where("accompanied"):
                tag = t.word(i, "accompanied") if begin <= i < end else None
                before = [a for a in scene.actors if begin <= a.i and a.j <= i] if tag is not None else []
                led = [s for s in draft.sides if any(_one(a, s[1]) for a in before[-2:])]
                led = led or [s for s in draft.sides if draft.type == "visit" and s[0] == "guest" and before]
                if tag is not None and led:
                    _join(scene, draft, led[-1], tag.j, end)


def _one(actor: Actor, side: Actor) -> bool:
    """Whether both are mentions of one person or delegation."""
    return actor.i == side.i or (actor.name is not None and actor.name == side.name)


def _join(scene: Scene, draft: Draft, leader: tuple[str, Actor], start: int, end: int) -> None:
    part, chief = leader
    known, at = names_of(draft), start
    for actor in scene.actors:
        if not start <= actor.i < end:
            continue
        far = LISTED if at > start else FIRST
        lists = at == start or actor.listed or scene.tagged.bare(actor.i).startswith("و")
        if actor.kind != "person" or actor.role is None or actor.i - at > far or not lists:
            break
        at = actor.j
        same = any(a.i == actor.i for _, a in draft.sides)
        diplomat = chief.head in scene.tagged.lexicon.grammar["diplomats"]
        unsure = actor.country is None and (actor.name is None or diplomat or draft.type == "visit")
        if same or actor.name in known or unsure:
            continue
        if part == "guest" and actor.country == country_of(draft):
            continue  # زار الوزير القاعدة رفقة قائدها
        draft.sides.append((part, replace(actor, country=actor.country or chief.country)))


def day_of_title(kept: list[Draft], drafts: list[Draft]) -> None:
    """Talks that only the title tells with both sides have the day on which the text tells one side to hold them."""
    alone = [d for d in drafts if d.type == "meeting" and d.dropped == FEW_SIDES]
    alone = [d for d in alone if d.time is not None and d.time.start]
    for draft in kept:
        if draft.type != "meeting" or draft.clause.number or draft.time is not None:
            continue
        same = [d for d in alone if d.frame.id == draft.frame.id and names_of(d) & names_of(draft)]
        if same:
            draft.time, draft.time_by = same[0].time, "told again"
