"""Step 5b: the subject and object of a verb that tells an event, before it, after it, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.concord import agrees, other_gender
from marsad.find.frames.partners import TALKS
from marsad.find.frames.slots import (
    FAR,
    Slots,
    antecedent_of,
    as_lists,
    fill_marked,
    of_other_noun,
    over_times,
    owner_of,
)
from marsad.find.phrases.actors import Actor

NEAR = 3
MARKS = ("،", ",", '"', ")", "-", ":")  # what may stand between a subject and its verb
REACH, FARTHER = 12, 30  # tokens from a verb to the next one with its subject; whom the sentence tells first
RELATIVE = 10  # tokens of a relative clause inside a list
ORDERED = 8  # tokens from an order to the office of who gave it
BACK = 3  # sentences in which a guest told before is looked for


def fill_verb(
    scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], slots: Slots
) -> None:
    """Fill the slots of a verb that tells an event."""
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    kind = frame.type
    bare = [a for a in right if not a.mark and not _where_it_was(scene, a)]
    bare = [a for a in bare if kind != "visit" or _may_travel(scene, trigger, a)]
    groups = over_times(scene, as_lists(bare))
    if groups and "object" in (*frame.parts, *frame.place) and (len(groups) == 1 or len(groups[0]) > 1):
        groups = _comma_apart(scene, trigger, groups[0]) + groups[1:]
    if kind in TALKS or kind == "agreement":
        groups = _past_relatives(scene, _no_matters(scene, trigger, right, groups))
    skip: set[int] = set()
    reach = FAR // 2 if kind == "visit" else FAR
    if groups and groups[0][0].i - trigger.j > reach:
        groups = []
    if scene.tagged.among(trigger.j, "there"):  # ``التقى فيها …، ثم إسبانيا``: a place goes on with places
        groups = [g for g in groups if g[0].kind != "country"]
    before = _subject_before(scene, trigger, clause, left, right, groups)
    if not before and _object_first(scene, trigger, groups):
        owner = owner_of(scene, trigger, clause)
        before = [owner] if owner is not None and owner.country != groups[0][0].country else []
    if _visitor_next(scene, trigger, groups):
        before = []
    if before:
        slots.rule = "subject-first"
        for actor in before:
            slots.add("subject", actor)
    elif groups and other_gender(scene, trigger, groups[0][0]):
        pass  # تسلم المدير وساما: he got it, she hands nothing over
    elif groups and not trigger.term.suffix:
        slots.rule = "verb-first"
        for actor in groups.pop(0):
            slots.add("subject", actor)
            skip.add(actor.i)
    elif groups:
        slots.rule = "verb-first with object pronoun"
        for actor in groups.pop(0):
            slots.add("subject", actor)
            skip.add(actor.i)
        if received := left[-1:] or _told_guest(scene, trigger, clause, slots.get("subject")):
            slots.add("object", received[0])
    if not slots.get("subject") and not _unread_subject(scene, trigger):
        _subject_elsewhere(scene, trigger, clause, left, slots)
    for n, group in enumerate(groups):
        then = kind == "meeting" and scene.tagged.word(group[0].i - 1, "and_then")  # استقبل X نائبين، ثم السفير Y
        for actor in group:
            slots.add("object" if then or not n else "more", actor)
            skip.add(actor.i)
    if trigger.term.suffix and left and not slots.get("object"):
        slots.add("object", left[-1])
    fill_marked(scene, trigger, right, slots, skip)


def _unread_subject(scene: Scene, trigger: Trigger) -> bool:
    """Whether the verb has a subject of its own that was not read: a name, or a common noun."""
    talks = scene.tagged.lexicon.frames[trigger.term.id].type in TALKS
    named = talks and _unread_name(scene, trigger.j) and not scene.tagged.bare(trigger.j).endswith("ا")
    return named or _unknown_subject(scene, trigger)


def _may_travel(scene: Scene, trigger: Trigger, actor: Actor) -> bool:
    """Nobody goes anywhere who is a state, or whom a noun has: ``ينتقل إلى X للقاء Y``."""
    return actor.kind != "country" and (actor.i == trigger.j or not of_other_noun(scene, actor))


def _where_it_was(scene: Scene, actor: Actor) -> bool:
    """``استقبل X في مطار بغداد الدولي، Y``: a town inside the name of a place that a preposition governs."""
    inside = (p for p in scene.places if p.i < actor.i < p.j and p.mark in ("in", "to", "from"))
    return actor.kind == "country" and next(inside, None) is not None


def _subject_before(
    scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], groups: list[list[Actor]]
) -> list[Actor]:
    """The subject of a verb where it stands before it, right before it or told earlier."""
    before = [] if _must_be_subject(scene, trigger, groups) else _adjacent_subject(scene, trigger, left)
    if trigger.term.suffix and groups and scene.tagged.word(trigger.i - 1, "relative"):
        before = []  # X الذي استقبله، صباح أمس، Y
    first_marked = next((a.i for a in right if a.mark and a.kind != "country"), None)
    if groups and not before and first_marked is not None and groups[0][0].i > first_marked:
        before = _told_before(scene, trigger, clause, left)
    if groups and groups[0][0].counterpart and not before:  # التقى خلالها نظيره: the other one was told before
        also = scene.tagged.word(trigger.i - 1, "goes_on") is not None  # كما استقبل نظيره: the host told, not his guest
        owner = (_subject_told_last(scene, trigger) if also else None) or owner_of(scene, trigger, clause)
        before = [owner] if owner is not None and owner.country != groups[0][0].country else []
    if not before and len(groups) < 2 and _then_to(scene, trigger):
        same = _subject_told_last(scene, trigger, through=True)
        before = [same] if same is not None and not (groups and groups[0][0].country == same.country) else []
    if groups and not before:
        before = _before_relative(scene, trigger, clause, groups[0])
    if _met_there(scene, trigger, right) and len(groups) == 1 and not before:
        before = _told_before(scene, trigger, clause, left)  # زيارة إلى X التقى خلالها Y
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


def fill_spoken(scene: Scene, trigger: Trigger, clause: Clause, right: list[Actor], slots: Slots) -> None:
    """``وأضاف X: التقينا أمس Y``: of talks and what was signed in them, the speaker is the subject."""
    speaker = _speaker(scene, trigger, clause)
    if speaker is None or scene.tagged.lexicon.frames[trigger.term.id].type not in (*TALKS, "agreement"):
        return
    slots.rule = "the speaker of the words"
    slots.add("subject", speaker)
    fill_object_alone(scene, trigger, right, slots)


def _speaker(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """The named official at the verb of saying told last, in the sentence of the words or in those before it."""
    begin = scene.tagged.tokens.sentences[max(0, clause.number - BACK)][0]
    for verb in range(trigger.i - 1, begin - 1, -1):
        if scene.verbs.get(verb) != "says":
            continue
        near = [a for a in scene.actors if a.kind == "person" and not a.mark and a.country and a.role]
        told = [a for a in near if 0 < a.i - verb <= 2 or 0 <= verb - a.j <= 2]
        if told:
            return told[0]
    return None


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


def _object_first(scene: Scene, trigger: Trigger, groups: list[list[Actor]]) -> bool:
    """``وستلتقي الاثنين عددا من المسؤولين السعوديين``: an accusative after the verb is whom the one told before met."""
    if not groups or scene.tagged.lexicon.frames[trigger.term.id].type != "meeting" or trigger.term.suffix:
        return False
    first = groups[0][0]
    before = (scene.tagged.among(k, "accusatives") for k in (first.i - 2, first.i - 1) if k >= trigger.j)
    return any(before)


def _met_there(scene: Scene, trigger: Trigger, right: list[Actor]) -> bool:
    """``التقى خلالها Y``: who met him is told before, where no other partner follows."""
    t = scene.tagged
    there = t.among(trigger.j, "there") or t.among(trigger.i - 1, "where_then")  # زار X بغداد حيث التقى Y
    there = there and trigger.term.id == "meeting.meet"
    return there and not trigger.term.suffix and not any(a.mark in ("with", "b") for a in right if a.kind != "country")


def _visitor_next(scene: Scene, trigger: Trigger, groups: list[list[Actor]]) -> bool:
    """``بعد مشاورات مع X وأعضاء Y، زار المبعوث Z``: a place is visited, so the person next to the verb visits."""
    visit = scene.tagged.lexicon.frames[trigger.term.id].type == "visit"
    return visit and bool(groups) and groups[0][0].i == trigger.j and groups[0][0].kind == "person"


def fill_object_alone(scene: Scene, trigger: Trigger, right: list[Actor], slots: Slots) -> None:
    """What follows a verb whose subject no rule reads: its object first."""
    skip: set[int] = set()
    for group in as_lists([a for a in right if not a.mark])[:1]:
        for actor in group:
            slots.add("object", actor)
            skip.add(actor.i)
    fill_marked(scene, trigger, right, slots, skip)


def unread_subject(scene: Scene, trigger: Trigger) -> bool:
    """``NAME يشكر المغرب`` at the head of a title, with a name that no rule reads: what follows is no subject."""
    t, i = scene.tagged, trigger.i - 1
    begin = t.tokens.sentences[t.tokens.sentence_of(trigger.i)][0]
    gives = scene.tagged.lexicon.frames[trigger.term.id].type in ("assistance", "award", "commendation")
    known = any(a.i <= i < a.j for a in scene.actors) or i in scene.verbs or i in scene.busy
    unread = i == begin and t.bare(i)[:1].isalpha() and not known and t.bare(i) not in t.lexicon.common
    return gives and unread and trigger.tense == "present"


def _told_guest(scene: Scene, trigger: Trigger, clause: Clause, hosts: list[Actor]) -> list[Actor]:
    """``كما استقبله X``: in a new sentence, the named person of another state told last in the three before it."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting" or trigger.term.suffix != "ه":
        return []
    begin = scene.tagged.tokens.sentences[max(0, clause.number - BACK)][0]
    own = {a.country for a in hosts}
    before = [a for a in scene.actors if begin <= a.i and a.j <= clause.sentence[0] and a.name and a.country]
    return [a for a in before if a.kind == "person" and a.country not in own][-1:] if None not in own else []


def _must_be_subject(scene: Scene, trigger: Trigger, groups: list[list[Actor]]) -> bool:
    """``بفضل معلومات قدمتها X، أوقفت الشرطة …``: an institution right after a verb whose object is none."""
    if not groups:
        return False
    frame, actor = scene.tagged.lexicon.frames[trigger.term.id], groups[0][0]
    near = actor.kind == "org" and actor.i - trigger.j <= 1 and not trigger.term.suffix
    return near and "object" not in frame.parts and "object" not in frame.place  # وفد قطري يزور شرطة X: the place


def _subject_elsewhere(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
    """A verb with no subject next to it has that of its sentence, or the one told before."""
    candidates = [a for a in left if not a.mark and a.kind != "country"] or [a for a in left if not a.mark]
    if trigger.term.suffix and len(as_lists(candidates)) > 1:  # هنأ X نظيره وشكره: the pronoun is the last one told
        candidates = candidates[: -len(as_lists(candidates)[-1])]
    candidates = _without_visited(scene, trigger, candidates)
    if candidates and not _told_there(scene, trigger):
        slots.rule = "subject of the sentence"
        for actor in as_lists(candidates)[-1]:
            slots.add("subject", actor)
        return
    for actor in _told_before(scene, trigger, clause, []):
        slots.rule = "subject told before"
        slots.add("subject", actor)


def _without_visited(scene: Scene, trigger: Trigger, told: list[Actor]) -> list[Actor]:
    """``زار السفير X وزارة الداخلية اليمنية وبحث مع …``: who visits an institution talks there, not the institution."""
    frames = scene.tagged.lexicon.frames
    people = [a for a in told if a.kind == "person" and a.role]
    if frames[trigger.term.id].type not in TALKS or "و" not in trigger.tag.clitics or not people:
        return told
    last = people[-1]
    terms = (x for i in range(max(last.i - REACH, 0), last.i) for g in scene.tagged.starts[i] for x in g.terms)
    visits = any(x.kind == "frame" and frames[x.id].type == "visit" for x in terms)
    return [a for a in told if a.i <= last.i or a.kind != "org"] if visits else told


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
    owner = (_subject_told_last(scene, trigger) if on else None) or owner_of(scene, trigger, clause)
    other = (
        owner is not None and owner.country != group[0].country and owner.kind == "person" and group[0].kind == "person"
    )
    begin = clause.sentence[0]
    first = (on or trigger.i == begin) and begin > 0
    opens = owner is not None and next((a for a in scene.actors if a.i >= begin and a.kind == "person"), None) == owner
    reach = FARTHER if opens else REACH
    verb = first or any(scene.verbs.get(i) == "frame" for i in range(max(begin, trigger.i - reach), trigger.i))
    return [owner] if owner is not None and owner.country is not None and other and verb else []


def _subject_told_last(scene: Scene, trigger: Trigger, through: bool = False) -> Actor | None:
    """``ثم استقبل …``: the subject of the verb of the frames told last before, ``through`` those that have none of
    their own."""
    for verb in range(trigger.i - 2, max(trigger.i - 80, -1), -1):
        if scene.verbs.get(verb) == "frame":
            after = [a for a in scene.actors if 0 < a.i - verb <= 3 and a.kind == "person" and not a.mark]
            if after or not through:
                return after[0] if after else None
    return None


def _told_there(scene: Scene, trigger: Trigger) -> bool:
    """Whether ``فيها``, ``خلالها`` follows: what stands before is the place or the visit, and the subject was told
    before it."""
    return scene.tagged.among(trigger.j, "there") and scene.tagged.word(trigger.i - 1, "relative") is not None


def _unknown_subject(scene: Scene, trigger: Trigger) -> bool:
    """``توصلت إليها القوى الكبرى``, ``سلمت الشركة``: the verb has a subject of its own that is no actor we know."""
    t = scene.tagged
    at = trigger.j + (t.word(trigger.j, "back_pronouns") is not None)
    if at >= len(t.tokens) or at in scene.busy or not t.bare(at).startswith("ال"):
        return False
    known = any(a.i <= at < a.j for a in scene.actors) or any(p.i == at for p in scene.places)
    return not known and not t.starts[at]


def _told_before(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor]) -> list[Actor]:
    """The antecedent of a verb without a subject of its own, where no common noun after it is the subject."""
    bare = [a for a in left if not a.mark]
    if bare:
        return as_lists(bare)[-1]
    t = scene.tagged
    after = trigger.j
    while after in scene.busy:
        after += 1
    word = t.bare(after)
    known = t.word(after, "prepositions", "clause_breaks", "gaps", "counterpart", "other_times") is not None
    if after >= len(t.tokens):
        return []
    marked = any(tag.clitics[-1:] in ("ب", "ل") for tag in t.starts[after]) or word.startswith(("خلال", "بال", "لل"))
    told = any(a.i == after for a in scene.actors) or any(p.i == after for p in scene.places)
    signer = _subject_told_last(scene, trigger, through=True) if _signs_with(scene, trigger, clause, after) else None
    if signer is not None:
        return [signer]
    opens = not word[:1].isalnum() or known or marked or told
    if not t.among(after, "there") and (not opens or t.word(trigger.i - 1, "relative")):
        return []
    goes_on = _speaks_on(scene, trigger, clause) or _meets_on(scene, trigger, clause)
    owner = None if _own_subject(scene, after) else goes_on or owner_of(scene, trigger, clause)
    return [] if owner is None or (trigger.term.plural and owner.kind == "person") else [owner]


def _meets_on(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """``كما بحث مع Y``, ``فيما استعرض مع Z``: at the head of a sentence, the subject of the verb of talks told last."""
    t, begin = scene.tagged, clause.sentence[0]
    heads = trigger.i - begin <= 1 and t.word(begin, "goes_on", "meanwhile_told") is not None
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting" or not heads:
        return None
    return _subject_told_last(scene, trigger, through=True)


def _signs_with(scene: Scene, trigger: Trigger, clause: Clause, after: int) -> bool:
    """``كذلك وقع مذكرة تفاهم مع X``: what is signed comes next, and then with whom, so who signs was told before."""
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    terms = (t for tag in scene.tagged.starts[after] for t in tag.terms) if after < len(scene.tagged.tokens) else ()
    signed = frame.id == "agreement.sign" and any(t.kind == "class" and t.id in frame.object_class for t in terms)
    return signed and any(a.mark == "with" and after < a.i < clause.right and a.kind == "person" for a in scene.actors)


def _speaks_on(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """``وسيجري الوزير X محادثات مع Y. وسيتوجه بعد ذلك إلى Z``: a sentence that begins with a verb of travelling goes on
    about the subject of the one before it, not about whom he met."""
    begin = clause.sentence[0]
    if scene.tagged.lexicon.frames[trigger.term.id].type != "visit" or trigger.i - begin > 1 or not clause.number:
        return None
    first = scene.tagged.tokens.sentences[clause.number - 1][0]
    people = (a for a in scene.actors if first <= a.i < begin and a.kind == "person")
    told = next(people, None)
    near = told is not None and any(k in scene.verbs for k in range(max(first, told.i - 2), told.i))
    return told if near and told is not None and not told.mark and agrees(scene, trigger, told) else None


def _own_subject(scene: Scene, i: int) -> bool:
    """``عاد من تونس عشرات الضباط``: a number of others, after the place, is the subject."""
    t = scene.tagged
    while True:
        place = next((p for p in scene.places if p.i == i), None)
        if place is not None:
            i = place.j
        elif i in scene.busy or t.word(i, "prepositions") is not None or t.bare(i).startswith("و"):
            i += 1
        else:
            return t.among(i, "how_many") or t.bare(i).isdigit()


def _adjacent_subject(scene: Scene, trigger: Trigger, left: list[Actor]) -> list[Actor]:
    """The unmarked actors that stand right before the verb: ``X يزور``, ``X الذي يزور``, ``X، …، يزور``; in a title
    anywhere."""
    tagged = scene.tagged
    told = None if tagged.among(trigger.j, "there") else antecedent_of(scene, trigger.i, left)
    if told is not None:
        return [told]
    bare = [a for a in left if not a.mark or (a.mark in ("as", "on"))]
    if not bare:
        return []
    last = as_lists(bare)[-1]
    begin = tagged.tokens.sentences[tagged.tokens.sentence_of(trigger.i)][0]
    if _by_order(scene, last[0], begin):
        return []  # تنفيذا لتعليمات الملك، استقبل X
    if last[-1].kind == "country" and any(p.dateline and p.i == last[-1].i for p in scene.places):
        return []
    if _met_before(scene, last[0]) and any(a.i == trigger.j and not a.mark for a in scene.actors):
        return []
    gap = _outside_parens(scene, last[-1].j, trigger.i)
    words = [tagged.bare(i) for i in gap]
    title = tagged.tokens.where[trigger.i] == "title"
    if any(i in scene.verbs for i in gap):
        return []
    relative = any(tagged.word(i, "relative") for i in gap)
    if relative and tagged.among(trigger.j, "there"):
        return []
    if title and len(words) <= 8:
        return last
    if relative and len(words) <= NEAR:
        return [last[-1]]
    if trigger.term.plural and last[-1].kind == "group" and gap and len(words) <= NEAR and _adjectives_only(scene, gap):
        return last
    if any(w in MARKS for w in words) and _unread_name(scene, trigger.j):
        return []  # قبل زيارة X، اتصل Y بZ
    open_way = all(tagged.bare(i) in MARKS or tagged.among(i, "tense_particles") for i in gap)
    return last if open_way and len(words) <= NEAR and "و" not in trigger.tag.clitics else []


def _met_before(scene: Scene, actor: Actor) -> bool:
    """``بعد لقائه X التقى Y …``: whom he met before, told by a noun with his pronoun, is not who acts next."""
    noun = scene.tagged.get(actor.i - 1, "frame")
    return noun is not None and noun[1].suffix != "" and not noun[1].detail.startswith("verb")


def _by_order(scene: Scene, actor: Actor, begin: int) -> bool:
    """``تنفيذا لتعليمات X``, ``بتعليمات من الملك، القائد الأعلى``: by whose order it is done."""
    for k in range(actor.i - 1, max(begin, actor.i - ORDERED) - 1, -1):
        if scene.tagged.word(k, "orders") is not None:
            return True
        if k in scene.verbs or any(a.i <= k < a.j and a.kind != "person" for a in scene.actors):
            return False
    return False


def _unread_name(scene: Scene, i: int) -> bool:
    """Whether a word that no rule reads stands at ``i``: it can be a subject of its own."""
    t = scene.tagged
    known = any(a.i <= i < a.j for a in scene.actors) or i in scene.busy or i >= len(t.tokens)
    return not known and t.bare(i)[:1].isalpha() and (not t.starts[i] or t.get(i, "given", "family") is not None)


def _adjectives_only(scene: Scene, gap: Sequence[int]) -> bool:
    """``مسؤولين إسرائيليين كبارا التقوا``: indefinite plurals that go on with the group before the verb."""
    t = scene.tagged
    ends = ("ين", "ون", "ا", "ه")
    return all(t.bare(i).endswith(ends) and not t.word(i, "prepositions", "clause_breaks", "gaps") for i in gap)


def _outside_parens(scene: Scene, begin: int, end: int) -> list[int]:
    """The tokens between, without what stands in brackets: ``قائد القوة (لخويا) يزور``."""
    out, inside = [], False
    for i in range(begin, end):
        word = scene.tagged.bare(i)
        if word != ")" and not (inside := inside or word == "("):
            out.append(i)
        inside = inside and word != ")"
    return out


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
