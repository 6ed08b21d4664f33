"""Whom the sentence, or those before it, told already: the subject of a verb that has none next to it."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.concord import agrees
from marsad.find.frames.partners import TALKS
from marsad.find.frames.slots import Slots, as_lists, owner_of
from marsad.find.phrases.actors import Actor

REACH = 12  # tokens from a visitor to the verb of his visit
BACK = 3  # sentences in which a guest or a speaker told before is looked for


def fill_subject_elsewhere(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
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
    for actor in told_before(scene, trigger, clause, []):
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


def _told_there(scene: Scene, trigger: Trigger) -> bool:
    """Whether ``فيها``, ``خلالها`` follows: what stands before is the place or the visit, and the subject was told
    before it."""
    return scene.tagged.among(trigger.j, "there") and scene.tagged.word(trigger.i - 1, "relative") is not None


def told_before(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor]) -> list[Actor]:
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
    signer = subject_told_last(scene, trigger, through=True) if _signs_with(scene, trigger, clause, after) else None
    if signer is not None:
        return [signer]
    opens = not word[:1].isalnum() or known or marked or told
    if not t.among(after, "there") and (not opens or t.word(trigger.i - 1, "relative")):
        return []
    goes_on = _speaks_on(scene, trigger, clause) or _meets_on(scene, trigger, clause)
    owner = None if _own_subject(scene, after) else goes_on or owner_of(scene, trigger, clause)
    return [] if owner is None or (trigger.term.plural and owner.kind == "person") else [owner]


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


def _meets_on(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """``كما بحث مع Y``, ``فيما استعرض مع Z``: at the head of a sentence, the subject of the verb of talks told last."""
    t, begin = scene.tagged, clause.sentence[0]
    heads = trigger.i - begin <= 1 and t.word(begin, "goes_on", "meanwhile_told") is not None
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting" or not heads:
        return None
    return subject_told_last(scene, trigger, through=True)


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


def subject_told_last(scene: Scene, trigger: Trigger, through: bool = False) -> Actor | None:
    """``ثم استقبل …``: the subject of the verb of the frames told last before, ``through`` those that have none of
    their own."""
    for verb in range(trigger.i - 2, max(trigger.i - 80, -1), -1):
        if scene.verbs.get(verb) == "frame":
            after = [a for a in scene.actors if 0 < a.i - verb <= 3 and a.kind == "person" and not a.mark]
            if after or not through:
                return after[0] if after else None
    return None


def told_guest(scene: Scene, trigger: Trigger, clause: Clause, hosts: list[Actor]) -> list[Actor]:
    """``كما استقبله X``: in a new sentence, the named person of another state told last in the three before it."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting" or trigger.term.suffix != "ه":
        return []
    begin = scene.tagged.tokens.sentences[max(0, clause.number - BACK)][0]
    own = {a.country for a in hosts}
    before = [a for a in scene.actors if begin <= a.i and a.j <= clause.sentence[0] and a.name and a.country]
    return [a for a in before if a.kind == "person" and a.country not in own][-1:] if None not in own else []


def speaker_of(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
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
