"""The subject of a verb that stands before it in its sentence, or goes on from the verb before."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.concord import other_gender
from marsad.find.frames.slots import owner_of
from marsad.find.frames.verbal.adjacent import adjacent_subject
from marsad.find.frames.verbal.earlier import subject_told_last, told_before
from marsad.find.phrases.actors import Actor

REACH, FARTHER = 12, 30  # tokens from a verb to the next one with its subject; whom the sentence tells first


def subject_before(
    scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], groups: list[list[Actor]]
) -> list[Actor]:
    """The subject of a verb where it stands before it, right before it or told earlier."""
    before = [] if _must_be_subject(scene, trigger, groups) else adjacent_subject(scene, trigger, left)
    if trigger.term.suffix and groups and scene.tagged.word(trigger.i - 1, "relative"):
        before = []  # X الذي استقبله، صباح أمس، Y
    first_marked = next((a.i for a in right if a.mark and a.kind != "country"), None)
    if groups and not before and first_marked is not None and groups[0][0].i > first_marked:
        before = told_before(scene, trigger, clause, left)
    if groups and groups[0][0].counterpart and not before:  # التقى خلالها نظيره: the other one was told before
        also = scene.tagged.word(trigger.i - 1, "goes_on") is not None  # كما استقبل نظيره: the host told, not his guest
        owner = (subject_told_last(scene, trigger) if also else None) or owner_of(scene, trigger, clause)
        before = [owner] if owner is not None and owner.country != groups[0][0].country else []
    if not before and len(groups) < 2 and _then_to(scene, trigger):
        same = subject_told_last(scene, trigger, through=True)
        before = [same] if same is not None and not (groups and groups[0][0].country == same.country) else []
    if groups and not before:
        before = _before_relative(scene, trigger, clause, groups[0])
    if _met_there(scene, trigger, right) and len(groups) == 1 and not before:
        before = told_before(scene, trigger, clause, left)  # زيارة إلى X التقى خلالها Y
    if scene.tagged.among(trigger.i - 1, "that") and not before:
        before = _that_subject(scene, trigger, clause)
    elif (
        ("و" in trigger.tag.clitics or scene.tagged.word(trigger.i - 1, "goes_on"))
        and not before
        and len(groups) == 1
        and not any(a.mark in ("with", "b") for a in right)
        and not (trigger.term.suffix and scene.tagged.lexicon.frames[trigger.term.id].id == "meeting.receive")
    ):
        before = _same_subject(scene, trigger, clause, groups[0])
    if before and (lead := _with_members(scene, clause, before[0])) is not None:
        theirs = (a if a.country else replace(a, country=lead.country, country_at=lead.country_at) for a in before)
        before = [lead, *theirs]
    return [] if len(before) == 1 and other_gender(scene, trigger, before[0]) else before


def _must_be_subject(scene: Scene, trigger: Trigger, groups: list[list[Actor]]) -> bool:
    """``بفضل معلومات قدمتها X، أوقفت الشرطة …``: an institution right after a verb whose object is none."""
    if not groups:
        return False
    frame, actor = scene.tagged.lexicon.frames[trigger.term.id], groups[0][0]
    near = actor.kind == "org" and actor.i - trigger.j <= 1 and not trigger.term.suffix
    return near and "object" not in frame.parts and "object" not in frame.place  # وفد قطري يزور شرطة X: the place


def _then_to(scene: Scene, trigger: Trigger) -> bool:
    """``يلتقي X نظيره، على أن ينتقل إلى Y``: what the same man does then."""
    t, i = scene.tagged, trigger.i
    return t.bare(i - 1) == "ان" and t.bare(i - 2).endswith("علي") and t.among(i - 3, "commas")


def _with_members(scene: Scene, clause: Clause, member: Actor) -> Actor | None:
    """``X على رأس وفد ضم Y وZ، التقى``: who leads the delegation of which ``member`` is told first."""
    t = scene.tagged
    told = (a for a in scene.actors if clause.left <= a.i and a.j < member.i and a.kind == "person" and not a.mark)
    lead = next((a for a in told if t.word(a.j, "at_the_head")), None)
    return lead if lead is not None and any(t.word(k, "members_told") for k in range(lead.j, member.i)) else None


def _before_relative(scene: Scene, trigger: Trigger, clause: Clause, group: list[Actor]) -> list[Actor]:
    """``إن X الذي أمضى ساعات في الدوحة التقى Y``: the subject whose relative clause stands before the verb."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting" or trigger.term.suffix or trigger.tag.clitics:
        return []
    before = (a for a in scene.actors if clause.sentence[0] <= a.i and a.j < trigger.i)
    people = [a for a in before if a.kind == "person" and not a.mark]
    told = next((a for a in people if scene.tagged.word(a.j, "at_the_head")), people[-1] if people else None)
    at = told.j + scene.tagged.among(told.j, "commas") if told is not None else 0
    if told is None or scene.tagged.word(at, "relative", "at_the_head") is None:
        return []
    if told.country in (None, group[0].country):
        return []
    verbs = [k for k in range(at, trigger.i) if scene.verbs.get(k) and not scene.tagged.word(k, "members_told")]
    return (
        [told] if len(verbs) <= 1 and not any(scene.tagged.bare(k) in (".", ":") for k in range(at, trigger.i)) else []
    )


def _met_there(scene: Scene, trigger: Trigger, right: list[Actor]) -> bool:
    """``التقى خلالها Y``: who met him is told before, where no other partner follows."""
    t = scene.tagged
    there = t.among(trigger.j, "there") or t.among(trigger.i - 1, "where_then")  # زار X بغداد حيث التقى Y
    there = there and trigger.term.id == "meeting.meet"
    return there and not trigger.term.suffix and not any(a.mark in ("with", "b") for a in right if a.kind != "country")


def _that_subject(scene: Scene, trigger: Trigger, clause: Clause) -> list[Actor]:
    """``أعلنت واشنطن أنها سلمت مصر …``: the pronoun of the complementizer is the one who speaks."""
    speakers = [a for a in scene.actors if clause.sentence[0] <= a.i and a.j <= clause.left and not a.mark]
    if speakers and other_gender(scene, trigger, speakers[-1]):
        return [a for a in speakers if a.kind != "person"][-1:]
    if not speakers and (told := owner_of(scene, trigger, clause)) is not None:
        return [told]  # وقال إنه سيلتقي X: who spoke in the sentence before
    return speakers[-1:]


def _same_subject(scene: Scene, trigger: Trigger, clause: Clause, group: list[Actor]) -> list[Actor]:
    """``زار واشنطن والتقى الرئيس …``: a second verb with an object alone has the subject of the verb before it."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting":
        return []
    beside = (trigger.i - 1, trigger.j)  # كما استقبل، واستقبل أيضا
    on = any(scene.tagged.word(k, "goes_on") for k in beside) and trigger.i - clause.sentence[0] <= 1
    owner = (subject_told_last(scene, trigger) if on else None) or owner_of(scene, trigger, clause)
    other = (
        owner is not None and owner.country != group[0].country and owner.kind == "person" and group[0].kind == "person"
    )
    begin = clause.sentence[0]
    first = (on or trigger.i == begin) and begin > 0
    opens = owner is not None and next((a for a in scene.actors if a.i >= begin and a.kind == "person"), None) == owner
    reach = FARTHER if opens else REACH
    verb = first or any(scene.verbs.get(i) == "frame" for i in range(max(begin, trigger.i - reach), trigger.i))
    return [owner] if owner is not None and owner.country is not None and other and verb else []
