"""What follows a verb without a preposition: its subject, its objects, or nothing of its own."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, Trigger
from marsad.find.frames.partners import TALKS
from marsad.find.frames.slots import FAR, as_lists, of_other_noun, over_times
from marsad.find.phrases.actors import Actor

RELATIVE = 10  # tokens of a relative clause inside a list


def groups_after(scene: Scene, trigger: Trigger, right: list[Actor]) -> list[list[Actor]]:
    """The unmarked actors of ``right`` near the verb, grouped by the conjunctions that list them."""
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    kind = frame.type
    bare = [a for a in right if not a.mark and not _where_it_was(scene, a)]
    bare = [a for a in bare if kind != "visit" or _may_travel(scene, trigger, a)]
    groups = over_times(scene, as_lists(bare))
    if groups and "object" in (*frame.parts, *frame.place) and (len(groups) == 1 or len(groups[0]) > 1):
        groups = _comma_apart(scene, trigger, groups[0]) + groups[1:]
    if kind in TALKS or kind == "agreement":
        groups = _past_relatives(scene, _no_matters(scene, trigger, right, groups))
    reach = FAR // 2 if kind == "visit" else FAR
    if groups and groups[0][0].i - trigger.j > reach:
        groups = []
    if scene.tagged.among(trigger.j, "there"):  # ``التقى فيها …، ثم إسبانيا``: a place goes on with places
        groups = [g for g in groups if g[0].kind != "country"]
    return groups


def _may_travel(scene: Scene, trigger: Trigger, actor: Actor) -> bool:
    """Nobody goes anywhere who is a state, or whom a noun has: ``ينتقل إلى X للقاء Y``."""
    return actor.kind != "country" and (actor.i == trigger.j or not of_other_noun(scene, actor))


def _where_it_was(scene: Scene, actor: Actor) -> bool:
    """``استقبل X في مطار بغداد الدولي، Y``: a town inside the name of a place that a preposition governs."""
    inside = (p for p in scene.places if p.i < actor.i < p.j and p.mark in ("in", "to", "from"))
    return actor.kind == "country" and next(inside, None) is not None


def _comma_apart(scene: Scene, trigger: Trigger, group: list[Actor]) -> list[list[Actor]]:
    """``قلد X، رئيس Y، قلادة``: subject and object with a comma between them are no list; a list has its و."""
    elided = scene.tagged.word(trigger.i - 1, "goes_on") is not None  # كما استقبل X، ثم Y
    for n, actor in enumerate(group[1:], 1):
        then = not elided and scene.tagged.word(actor.i - 1, "and_then") is not None
        if (
            (then or scene.tagged.bare(actor.i - 1) in ("،", ","))
            and not scene.tagged.bare(actor.i).startswith("و")
            and actor.country != group[0].country
        ):
            return [group[:n], group[n:]]
    return [group]


def _no_matters(scene: Scene, trigger: Trigger, right: list[Actor], groups: list[list[Actor]]) -> list[list[Actor]]:
    """``بحث مع X استغلال Y الأجواء``: a state told after the partner belongs to the matter."""
    partner = next((a.i for a in right if a.mark == "with" and a.kind == "person"), None)
    if partner is None or trigger.term.id != "meeting.discuss":
        return groups
    return [g for g in groups if not (g[0].i > partner and g[0].kind == "country")]


def _past_relatives(scene: Scene, groups: list[list[Actor]]) -> list[list[Actor]]:
    """``وقع X الذي يزور بغداد، وY``: a list that goes on after what a relative clause tells of its last one."""
    out: list[list[Actor]] = []
    for group in groups:
        told = [n for n, g in enumerate(out) if g[-1].kind == "person" and scene.tagged.word(g[-1].j, "relative")]
        between = range(out[told[-1]][-1].j, group[0].i) if told else range(0)
        goes_on = scene.tagged.bare(group[0].i).startswith("و") and scene.tagged.among(group[0].i - 1, "commas")
        if between and goes_on and len(between) <= RELATIVE and sum(k in scene.verbs for k in between) <= 1:
            out[told[-1] :] = [[*out[told[-1]], *group]]
        else:
            out.append(group)
    return out


def object_first(scene: Scene, trigger: Trigger, groups: list[list[Actor]]) -> bool:
    """``وستلتقي الاثنين عددا من المسؤولين السعوديين``: an accusative after the verb is whom the one told before met."""
    if not groups or scene.tagged.lexicon.frames[trigger.term.id].type != "meeting" or trigger.term.suffix:
        return False
    first = groups[0][0]
    before = (scene.tagged.among(k, "accusatives") for k in (first.i - 2, first.i - 1) if k >= trigger.j)
    return any(before)


def visitor_next(scene: Scene, trigger: Trigger, groups: list[list[Actor]]) -> bool:
    """``بعد مشاورات مع X وأعضاء Y، زار المبعوث Z``: a place is visited, so the person next to the verb visits."""
    visit = scene.tagged.lexicon.frames[trigger.term.id].type == "visit"
    return visit and bool(groups) and groups[0][0].i == trigger.j and groups[0][0].kind == "person"
