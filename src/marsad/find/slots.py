"""Step 5b: which actor fills which slot of a trigger, in verb-first, subject-first, nominal and headline sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.find.actors import Actor
from marsad.find.clauses import Clause, Scene, Trigger

NEAR = 3
BACK = 3  # sentences in which a guest told before is looked for
FAR = 14  # tokens between a verb and a subject after it


@dataclass(slots=True)
class Slots:
    """Actors by syntactic slot. ``rule`` says how the subject was found."""

    filled: dict[str, list[Actor]] = field(default_factory=dict)
    rule: str = ""

    def add(self, slot: str, actor: Actor) -> None:
        """Put ``actor`` into ``slot`` once."""
        if actor not in self.filled.setdefault(slot, []):
            self.filled[slot].append(actor)

    def all(self) -> list[Actor]:
        """All actors in slots, in text order."""
        return sorted({a.i: a for group in self.filled.values() for a in group}.values(), key=lambda a: a.i)

    def get(self, slot: str) -> list[Actor]:
        """The actors of ``slot``."""
        return self.filled.get(slot, [])


def fill(scene: Scene, trigger: Trigger, clause: Clause) -> Slots:
    """Fill the slots of ``trigger``."""
    right = [a for a in scene.actors if trigger.j <= a.i < clause.right]
    left = [a for a in scene.actors if clause.left <= a.i and a.j <= trigger.i]
    if scene.tagged.lexicon.frames[trigger.term.id].type in ("meeting", "call"):
        right = [a for a in right if not _of_occasion(scene, trigger, a)]
    slots = Slots()
    if trigger.is_verb and _unread_subject(scene, trigger):
        _object_alone(scene, trigger, right, slots)
    elif trigger.is_verb:
        _verb(scene, trigger, clause, left, right, slots)
    else:
        _noun(scene, trigger, clause, left, right, slots)
    guessed = slots.rule == "subject told before"
    if guessed or len({a.country for a in slots.all() if a.country}) < 2:
        both = _both(scene, trigger, clause) or _theirs(scene, trigger, clause)
        if both and guessed:
            slots.filled.clear()
        slot = "subject" if trigger.is_verb else "between"
        for actor in both:
            slots.add(slot, actor)
        if both:
            slots.rule = "both sides"
    return slots


def _of_occasion(scene: Scene, trigger: Trigger, actor: Actor) -> bool:
    """``التقى على هامش مؤتمر وزراء X نظيره``: those whose gathering is the occasion of the talks."""
    t, k = scene.tagged, actor.i - 1
    noun = t.get(k, "frame")
    if k <= trigger.i or noun is None or noun[1].suffix or t.bare(k).startswith("ال"):
        return False
    return any(t.word(n, "margins") for n in range(max(k - 3, trigger.j), k))


def _both(scene: Scene, trigger: Trigger, clause: Clause) -> list[Actor]:
    """``الجانبان``, ``بين البلدين``, ``الوزيران``: the last two sides told before."""
    t = scene.tagged
    window = range(max(clause.left, trigger.i - 6), min(clause.right, trigger.j + 5))
    told = [i for i in window if t.word(i, "both_sides") and _tells_both(scene, trigger, i)]
    if not told or (scene.definite(trigger) and not trigger.is_verb):
        return []
    sides: dict[str, Actor] = {}
    people = scene.tagged.bare(told[0]).lstrip("ال").startswith(tuple(scene.tagged.lexicon.grammar["two_persons"]))
    # بحث X مع Y …، ووقع الجانبان
    near = trigger.is_verb and scene.tagged.lexicon.frames[trigger.term.id].type == "agreement"
    before = [a for a in scene.actors if a.j <= (told[0] if near else window.start) and a.country][-12:]
    kinds = (("person",),) if people else (("person",), ("person", "org"), ("person", "org", "country"))
    behalf = _on_behalf(scene, before)
    for some in kinds:  # two persons told before, else institutions, else states
        sides.clear()
        for actor in reversed(before):
            named = actor.kind != "person" or actor.name is not None or actor.role is not None
            where = (actor.kind == "country" and actor.mark == "in") or actor in behalf
            if actor.country not in sides and actor.kind in some and named and not where:
                sides[actor.country or ""] = actor
            if len(sides) == 2:
                return sorted(sides.values(), key=lambda a: a.i)
    return _told_after(scene, window.stop, clause) if people and clause.number <= 2 else []


def _on_behalf(scene: Scene, actors: list[Actor]) -> list[Actor]:
    """``تنفيذا لتوجيهات الملك X وولي العهد Y``: those by whose will it is done are no side of it."""
    out: list[Actor] = []
    for actor in actors:
        near = range(max(actor.i - 3, 0), actor.i)
        if any(scene.tagged.among(k, "behalf") for k in near) or (actor.listed and out and actor.i - out[-1].j <= 2):
            out.append(actor)
    return out


def _told_after(scene: Scene, begin: int, clause: Clause) -> list[Actor]:
    """``ووقع الوزيران اتفاقية خلال زيارة X ولقائه Y``: the two are named later in the sentence."""
    named = [a for a in scene.actors if begin <= a.i < clause.sentence[1] and a.kind == "person" and a.name]
    sides = {a.country: a for a in reversed(named) if a.country}
    return sorted(sides.values(), key=lambda a: a.i) if len(sides) == 2 else []


def _theirs(scene: Scene, trigger: Trigger, clause: Clause) -> list[Actor]:
    """``أطلع X نظيره Y خلال لقائهما``: the talks of the two told last in the sentence."""
    if trigger.is_verb or trigger.term.suffix != "هما":
        return []
    told: dict[str, Actor] = {}
    for actor in reversed([a for a in scene.actors if clause.sentence[0] <= a.i and a.j <= trigger.i]):
        if actor.kind in ("person", "group") and actor.country and len(told) < 2:
            told.setdefault(actor.country, actor)
    return list(told.values()) if len(told) == 2 else []


def _tells_both(scene: Scene, trigger: Trigger, i: int) -> bool:
    """Whether "both" at token ``i`` stands where the sides of ``trigger`` do: its subject, or after بين."""
    if trigger.is_verb:
        return trigger.i - 2 <= i <= trigger.j + 1
    if i > trigger.j:
        return scene.tagged.bare(i - 1) == "بين"
    told = [k for k in range(i - 2, trigger.i) if scene.verbs.get(k) in ("light", "frame")]
    return bool(told) and scene.tagged.word(i - 1, "prepositions") is None


def _adjective(scene: Scene, i: int) -> bool:
    """``المواجهة السياسية``: an adjective of relation after a definite noun."""
    t = scene.tagged
    definite = t.bare(i).startswith("ال") and t.bare(i - 1).startswith("ال")
    named = any(x.kind == "class" for tag in t.starts[i] for x in tag.terms)
    return definite and t.bare(i).endswith("يه") and not named


def _of_nearer_noun(scene: Scene, trigger: Trigger, actor: Actor) -> bool:
    """``منذ توقيع الاتفاقية مع إيران``, ``ناقش التعاون مع فرنسا``: the word before مع has the partner, not the
    trigger before it.
    """
    t = scene.tagged
    k = actor.i - 1
    while k > trigger.j and t.word(k, "prepositions") is None:
        k -= 1
    contact = scene.tagged.lexicon.frames[trigger.term.id].type in ("meeting", "call", "visit")
    if actor.kind == "person" or actor.mark != "with" or k <= trigger.j:
        return False
    if not contact:  # مناورات على الحدود مع X
        return t.word(k - 1, "borders") is not None
    noun = k - 1
    while (
        noun > trigger.j
        and t.word(noun, "partnered") is None
        and (t.get(noun, "nisba") or t.word(noun, "security", "office_tail") or _adjective(scene, noun))
    ):
        noun -= 1
    return t.word(noun, "partnered") is not None or any(
        x.kind == "class" and x.id in ("agreement", "pact", "relations") for tag in t.starts[noun] for x in tag.terms
    )


def _marked(scene: Scene, trigger: Trigger, actors: list[Actor], slots: Slots, skip: set[int]) -> None:
    for actor in actors:
        if actor.i in skip or _of_nearer_noun(scene, trigger, actor):
            continue
        if actor.mark:
            slots.add(
                "with" if actor.mark == "b" and actor.kind != "country" else "in" if actor.mark == "b" else actor.mark,
                actor,
            )


def _verb(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], slots: Slots) -> None:
    bare = [a for a in right if not a.mark]
    if scene.tagged.lexicon.frames[trigger.term.id].type == "visit":
        bare = [a for a in bare if a.kind != "country"]
    groups = _lists(bare)
    if (
        groups
        and "object" in scene.tagged.lexicon.frames[trigger.term.id].parts
        and (len(groups) == 1 or len(groups[0]) > 1)
    ):
        groups = _comma_apart(scene, groups[0]) + groups[1:]
    skip: set[int] = set()
    reach = FAR // 2 if scene.tagged.lexicon.frames[trigger.term.id].type == "visit" else FAR
    if groups and groups[0][0].i - trigger.j > reach:
        groups = []
    if scene.tagged.among(trigger.j, "there"):  # ``التقى فيها …، ثم إسبانيا``: a place goes on with places
        groups = [g for g in groups if g[0].kind != "country"]
    before = _subject_before(scene, trigger, clause, left, right, groups)
    if _visitor_next(scene, trigger, groups):
        before = []
    if before:
        slots.rule = "subject-first"
        for actor in before:
            slots.add("subject", actor)
    elif groups and len(groups[0]) == 1 and trigger.tense == "present" and _other_gender(scene, trigger, groups[0][0]):
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
    if not slots.get("subject") and not _unknown_subject(scene, trigger):
        _subject_elsewhere(scene, trigger, clause, left, slots)
    if groups:
        for actor in groups[0]:
            slots.add("object", actor)
            skip.add(actor.i)
        for group in groups[1:]:
            for actor in group:
                slots.add("more", actor)
                skip.add(actor.i)
    if trigger.term.suffix and left and not slots.get("object"):
        slots.add("object", left[-1])
    _marked(scene, trigger, right, slots, skip)


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
        owner = _owner(scene, trigger, clause)
        before = [owner] if owner is not None and owner.country != groups[0][0].country else []
    if _met_there(scene, trigger, right) and len(groups) == 1 and not before:
        before = _told_before(scene, trigger, clause, left)  # زيارة إلى X التقى خلالها Y
    if scene.tagged.among(trigger.i - 1, "that") and not before:
        before = _that_subject(scene, trigger, clause)
    elif (
        ("و" in trigger.tag.clitics or scene.tagged.word(trigger.i - 1, "goes_on"))
        and not before
        and len(groups) == 1
        and not any(a.mark in ("with", "b") for a in right)
    ):
        before = _same_subject(scene, trigger, clause, groups[0])
    return [] if len(before) == 1 and _other_gender(scene, trigger, before[0]) else before


def _met_there(scene: Scene, trigger: Trigger, right: list[Actor]) -> bool:
    """``التقى خلالها Y``: who met him is told before, where no other partner follows."""
    there = scene.tagged.among(trigger.j, "there") and trigger.term.id == "meeting.meet"
    return there and not trigger.term.suffix and not any(a.mark in ("with", "b") for a in right if a.kind != "country")


def _visitor_next(scene: Scene, trigger: Trigger, groups: list[list[Actor]]) -> bool:
    """``بعد مشاورات مع X وأعضاء Y، زار المبعوث Z``: a place is visited, so the person next to the verb visits."""
    visit = scene.tagged.lexicon.frames[trigger.term.id].type == "visit"
    return visit and bool(groups) and groups[0][0].i == trigger.j and groups[0][0].kind == "person"


def _object_alone(scene: Scene, trigger: Trigger, right: list[Actor], slots: Slots) -> None:
    """What follows a verb whose subject no rule reads: its object first."""
    skip: set[int] = set()
    for group in _lists([a for a in right if not a.mark])[:1]:
        for actor in group:
            slots.add("object", actor)
            skip.add(actor.i)
    _marked(scene, trigger, right, slots, skip)


def _unread_subject(scene: Scene, trigger: Trigger) -> bool:
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
    parts, actor = scene.tagged.lexicon.frames[trigger.term.id].parts, groups[0][0]
    near = actor.kind == "org" and actor.i - trigger.j <= 1 and not trigger.term.suffix
    return near and "object" not in parts


def _subject_elsewhere(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
    """A verb with no subject next to it has that of its sentence, or the one told before."""
    candidates = [a for a in left if not a.mark and a.kind != "country"] or [a for a in left if not a.mark]
    if trigger.term.suffix and len(_lists(candidates)) > 1:  # هنأ X نظيره وشكره: the pronoun is the last one told
        candidates = candidates[: -len(_lists(candidates)[-1])]
    if candidates and not _told_there(scene, trigger):
        slots.rule = "subject of the sentence"
        for actor in _lists(candidates)[-1]:
            slots.add("subject", actor)
        return
    for actor in _told_before(scene, trigger, clause, []):
        slots.rule = "subject told before"
        slots.add("subject", actor)


def _that_subject(scene: Scene, trigger: Trigger, clause: Clause) -> list[Actor]:
    """``أعلنت واشنطن أنها سلمت مصر …``: the pronoun of the complementizer is the one who speaks."""
    speakers = [a for a in scene.actors if clause.sentence[0] <= a.i and a.j <= clause.left and not a.mark]
    if speakers and _other_gender(scene, trigger, speakers[-1]):
        return [a for a in speakers if a.kind != "person"][-1:]
    return speakers[-1:]


def _same_subject(scene: Scene, trigger: Trigger, clause: Clause, group: list[Actor]) -> list[Actor]:
    """``زار واشنطن والتقى الرئيس …``: a second verb with an object alone has the subject of the verb before it."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting":
        return []
    on = scene.tagged.word(trigger.i - 1, "goes_on") is not None and trigger.i - clause.sentence[0] <= 1
    owner = _subject_told_last(scene, trigger) if on else _owner(scene, trigger, clause)
    other = (
        owner is not None and owner.country != group[0].country and owner.kind == "person" and group[0].kind == "person"
    )
    first = (on or trigger.i == clause.sentence[0]) and clause.sentence[0] > 0
    verb = first or any(
        scene.verbs.get(i) == "frame" for i in range(max(clause.sentence[0], trigger.i - 12), trigger.i)
    )
    return [owner] if owner is not None and other and verb else []


def _subject_told_last(scene: Scene, trigger: Trigger) -> Actor | None:
    """``ثم استقبل …``: the subject of the verb of the frames told last before."""
    for verb in range(trigger.i - 2, max(trigger.i - 80, -1), -1):
        if scene.verbs.get(verb) == "frame":
            after = [a for a in scene.actors if 0 < a.i - verb <= 3 and a.kind == "person" and not a.mark]
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
        return _lists(bare)[-1]
    t = scene.tagged
    after = trigger.j
    while after in scene.busy:
        after += 1
    word = t.bare(after)
    known = t.word(after, "prepositions", "clause_breaks", "gaps", "counterpart") is not None
    if after >= len(t.tokens):
        return []
    marked = any(tag.clitics[-1:] in ("ب", "ل") for tag in t.starts[after]) or word.startswith(("خلال", "بال", "لل"))
    told = any(a.i == after for a in scene.actors) or any(p.i == after for p in scene.places)
    opens = not word[:1].isalnum() or known or marked or told
    if not t.among(after, "there") and (not opens or t.word(trigger.i - 1, "relative")):
        return []
    owner = _owner(scene, trigger, clause)
    if owner is not None and _other_gender(scene, trigger, owner):
        return []
    return [] if owner is None or (trigger.term.plural and owner.kind == "person") else [owner]


def _other_gender(scene: Scene, trigger: Trigger, owner: Actor) -> bool:
    """A feminine verb (``وصلت``) has no man for its subject; an office without a feminine ending is a man's."""
    word = scene.tagged.bare(trigger.i)[len(trigger.tag.clitics) :]
    feminine = word.endswith("ت") if trigger.tense == "past" else word.lstrip("س").startswith("ت")
    man = owner.kind == "person" and owner.role is not None and not scene.tagged.bare(owner.role[0]).endswith("ه")
    return feminine and not trigger.term.plural and man


def _adjacent_subject(scene: Scene, trigger: Trigger, left: list[Actor]) -> list[Actor]:
    """The unmarked actors that stand right before the verb: ``X يزور``, ``X الذي يزور``, ``X، …، يزور``; in a title
    anywhere."""
    tagged = scene.tagged
    told = None if tagged.among(trigger.j, "there") else _antecedent(scene, trigger.i, left)
    if told is not None:
        return [told]
    bare = [a for a in left if not a.mark or (a.mark in ("as", "on"))]
    if not bare:
        return []
    last = _lists(bare)[-1]
    if tagged.word(last[0].i - 1, "orders") is not None:
        return []  # تنفيذا لتعليمات الملك، استقبل X
    if last[-1].kind == "country" and any(p.dateline and p.i == last[-1].i for p in scene.places):
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
    return (
        last
        if all(w in ("،", ",", '"', ")", "قد", "-", ":") for w in words)
        and len(words) <= NEAR
        and "و" not in trigger.tag.clitics
        else []
    )


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


def _comma_apart(scene: Scene, group: list[Actor]) -> list[list[Actor]]:
    """``قلد X، رئيس Y، قلادة``: subject and object with a comma between them are no list; a list has its و."""
    for n, actor in enumerate(group[1:], 1):
        if (
            scene.tagged.bare(actor.i - 1) in ("،", ",")
            and not scene.tagged.bare(actor.i).startswith("و")
            and actor.country != group[0].country
        ):
            return [group[:n], group[n:]]
    return [group]


def _lists(actors: list[Actor]) -> list[list[Actor]]:
    """Actors grouped by the conjunctions that list them."""
    groups: list[list[Actor]] = []
    for actor in actors:
        if groups and actor.listed:
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return groups


def _noun(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], slots: Slots) -> None:
    skip: set[int] = set()
    subject = _genitive(scene, trigger, right) or _relative_subject(scene, trigger, right)
    if subject:
        parts = scene.tagged.lexicon.frames[trigger.term.id].parts
        doer = not _genitive(scene, trigger, right) and parts.get("of") == "recipient" and "subject" in parts
        for actor in subject:
            slots.add("subject" if doer else "of", actor)
            skip.add(actor.i)
        slots.rule = slots.rule or "genitive"
    elif trigger.term.suffix:
        owner = next(iter(_main_subject(scene, trigger, clause, right)), None) or _owner(scene, trigger, clause)
        if owner is not None and not _others_pronoun(scene, trigger, owner):
            for actor in [
                owner,
                *(a for a in left if (a.rule == "actor.shared-head" and a.i == owner.j) or _heads(a, owner)),
            ]:
                slots.add("of", actor)
            slots.rule = "possessive pronoun"
    visit = scene.tagged.lexicon.frames[trigger.term.id].type == "visit"
    if visit and not slots.get("of") and (later := _subject_after(scene, trigger, clause)) is not None:
        slots.add("of", later)
        slots.rule = "subject of the sentence that it opens"
    _granted(scene, trigger, clause, slots)
    _sought(scene, trigger, clause, left, slots)
    _traveller(scene, trigger, right, slots)
    got = scene.tagged.lexicon.frames[trigger.term.id].parts.get("of") == "recipient"
    if _two_tell(scene, trigger, subject) or (got and slots.get("of") and not slots.get("subject")):
        # يواصل X تدريب Y: the noun's genitive gets it
        _light_subject(scene, trigger, clause, left, [a for a in right if a.i not in skip], slots, skip)
    elif not slots.get("of") and not slots.get("subject"):
        ahead = _main_subject(scene, trigger, clause, right)
        for actor in ahead:
            slots.rule = "subject of the main verb"
            slots.add("subject", actor)
        if not ahead:
            _light_subject(scene, trigger, clause, left, right, slots, skip)
    after = [a for a in right if not a.mark and a.i not in skip]
    if after and (slots.get("of") or slots.get("subject")):
        first = _lists(after)[0]
        if first[0].i - trigger.j <= 12:
            for actor in first:
                slots.add("object", actor)
                skip.add(actor.i)
    _adjectives(scene, trigger, slots)
    _presided(scene, trigger, clause, left, slots)
    _marked(scene, trigger, [a for a in right if a.i not in skip], slots, skip)
    _marked(scene, trigger, [a for a in left if a.mark in ("with", "between", "by")], slots, skip)


def _presided(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
    """``عقد الجانبان الليبي والإيطالي جلسة عمل ترأسها X``: two sides before the noun meet, who presides is of one."""
    verb = next((k for k in range(trigger.i - 1, clause.left - 1, -1) if scene.verbs.get(k) == "light"), None)
    told = slots.get("of")
    if verb is None or trigger.term.suffix or not told or told[0].i - trigger.j <= 3:
        return
    group = next((g for g in _lists([a for a in left if not a.mark]) if g[0].i - verb <= 3), [])
    if len({a.country for a in group if a.country}) > 1:
        for actor in group:
            slots.add("subject", actor)


def _sought(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
    """``وصل X للقاء Y``, ``رفض X لقاء Y``: whom one is to meet follows the noun; who meets him is the subject of the
    verb before it."""
    told = slots.get("of")
    meeting = scene.tagged.lexicon.frames[trigger.term.id].id == "meeting.meet"
    if not meeting or trigger.term.suffix or len({a.country for a in told}) != 1 or told[0].i - trigger.j > 2:
        return
    verb = next((k for k in range(trigger.i - 1, clause.left - 1, -1) if k in scene.verbs), None)
    if verb is None or scene.verbs[verb] == "says":
        return
    people = [a for a in left if not a.mark and a.kind != "country" and a.country not in (None, told[0].country)]
    near = [a for a in people if 0 <= a.i - verb <= 3] or [a for a in people if a.j <= verb][-1:]
    for actor in near[:1]:
        slots.filled["object"] = slots.filled.pop("of")
        slots.add("subject", actor)
        slots.rule = "purpose" if trigger.tag.clitics.endswith("ل") else "subject of the governing verb"


def _two_tell(scene: Scene, trigger: Trigger, subject: list[Actor]) -> bool:
    """``شاركت تونس في عملية نسقها الإنتربول``, ``وافقت واشنطن على بيع الرياض صواريخ``: what follows the noun is one
    side, the subject of the verb before it the other.
    """
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    if not subject or frame.id not in ("agreement.deal", "cooperation.joint", "cooperation.joint-adjective"):
        return False
    return any(scene.verbs.get(i) == "light" for i in range(max(trigger.i - 8, 0), trigger.i))


def _traveller(scene: Scene, trigger: Trigger, right: list[Actor], slots: Slots) -> None:
    """``أول زيارة للرئيس X إلى Y``: the traveller with ل right after the word of visiting."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "visit" or slots.get("of") or trigger.term.suffix:
        return
    reach = 6 if scene.tagged.among(trigger.j, "unannounced") else 2
    kinds = ("person", "group")
    near = [a for a in right if a.mark == "to" and a.kind in kinds and a.i - trigger.j <= reach]
    if near and scene.tagged.bare(near[0].i).startswith("ل"):
        slots.add("of", near[0])
        slots.filled.pop("subject", None)
        slots.rule = "genitive"


def _heads(first: Actor, owner: Actor) -> bool:
    """Whether ``owner`` shares the head of ``first`` (``اللجنة الأردنية السورية … اجتماعاتها``: both states meet)."""
    return owner.rule == "actor.shared-head" and first.kind == "org" and first.j == owner.i


def _others_pronoun(scene: Scene, trigger: Trigger, owner: Actor) -> bool:
    """``وصولها`` is no man's arrival: an office without a feminine ending is a man's."""
    man = owner.kind == "person" and owner.role is not None and not scene.tagged.bare(owner.role[0]).endswith("ه")
    return trigger.term.suffix == "ها" and man


def _granted(scene: Scene, trigger: Trigger, clause: Clause, slots: Slots) -> None:
    """``أعلنت واشنطن منح تونس مساعدات``: who speaks of a gift gives it, and what follows the noun gets it."""
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    if frame.type not in ("assistance", "award") or frame.parts.get("of") != "agent":
        return
    begin = clause.sentence[0]
    told = [i for i in range(begin, trigger.i) if scene.verbs.get(i) in ("says", "light")]
    givers = [a for a in scene.actors if begin <= a.i and a.j <= trigger.i and not a.mark and a.country]
    got = slots.get("of")
    if not told or not givers or (got and givers[-1].country == got[0].country):
        return
    if got:
        slots.filled["object"] = slots.filled.pop("of")
    elif slots.get("subject") or scene.verbs.get(told[-1]) != "says" or trigger.i - told[-1] > FAR:
        return
    slots.add("subject", givers[-1])
    slots.rule = "subject who speaks"


def _genitive(scene: Scene, trigger: Trigger, right: list[Actor]) -> list[Actor]:
    """``زيارة الرئيس …``: an unmarked actor right after the noun, adjectives in between."""
    if trigger.term.suffix or not right or scene.definite(trigger):
        return []
    groups = _lists([a for a in right if not a.mark])
    if not groups:
        return []
    first = groups[0][0]
    if first.kind == "country" and scene.tagged.lexicon.frames[trigger.term.id].type == "visit":
        return []  # زيارة الرياض: where it goes
    gap = [scene.tagged.bare(i) for i in range(trigger.j, first.i)]
    if (
        len(gap) <= 2
        and first.mark != "in"
        and all(w[:1].isalpha() or w == '"' for w in gap)
        and not any(
            (scene.tagged.word(i, "prepositions") and not scene.tagged.word(i - 1, "gaps"))
            or scene.tagged.word(i, "relative", "clause_breaks", "hosting")
            or i in scene.verbs
            or i in scene.busy
            for i in range(trigger.j, first.i)
        )
    ):
        return groups[0]
    return []


def _relative_subject(scene: Scene, trigger: Trigger, right: list[Actor]) -> list[Actor]:
    """``الزيارة التي قام بها X``, ``زيارة يجريها X``, ``اللقاء الذي جمع X وY``: the subject of the verb that tells
    the noun."""
    tagged = scene.tagged
    bare = [a for a in right if not a.mark or a.mark == "b"]
    for i in range(trigger.j, min(trigger.j + 6, len(tagged.tokens))):
        hit = tagged.get(i, "light", "frame")
        verb = hit[0] if hit is not None and hit[1].detail.startswith("verb") else None
        told = tagged.word(i, "hosting", "conducted") or verb
        if told is None or tagged.among(i - 1, "of_way") or (hit is not None and hit[1].id == "agreement.ratify"):
            continue
        begin = _past_setting(scene, told.j)
        after = [a for a in bare if begin <= a.i <= begin + 3 and not a.mark]
        if after:
            return next(group for group in _lists(bare) if group[0].i == after[0].i or after[0] in group)
    return []


def _past_setting(scene: Scene, i: int) -> int:
    """Past ``، اليوم الخميس بالرباط،``: commas, times and places between a verb and its subject."""
    while i < len(scene.tagged.tokens):
        place = next((p for p in scene.places if p.i == i and p.mark == "in"), None)
        if place is not None:
            i = place.j
        elif i in scene.busy or scene.tagged.among(i, "commas"):
            i += 1
        else:
            break
    return i


def _main_subject(scene: Scene, trigger: Trigger, clause: Clause, right: list[Actor]) -> list[Actor]:
    """``خلال استقباله السفير X، أكد الوزير Y …``: a setting before the main verb has that verb's subject."""
    t, (begin, end) = scene.tagged, clause.sentence
    setting = any(t.word(k, "prepositions", "before_nouns", "settings") for k in range(begin, trigger.i))
    if trigger.i - begin > 4 or not setting or any(scene.verbs.get(k) for k in range(begin, trigger.i)):
        return []
    if any(a.i < trigger.i and a.i >= begin for a in scene.actors):
        return []
    others = {a.country for a in right if a.kind != "country" and a.country}
    for k in range(trigger.j, min(end, trigger.j + 40)):
        if k in scene.verbs or t.bare(k) in ("،", ",", ":"):
            verb = k if k in scene.verbs else k + 1
            near = [a for a in scene.actors if a.i - verb in (0, 1, 2) and not a.mark and a.kind in ("person", "org")]
            if near and near[0].country not in others:
                later = [a for a in scene.actors if a.i >= near[0].i and not a.mark]
                return _lists(later)[0]
        if t.bare(k) == ":":
            break
    return []


def _owner(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """The antecedent of ``زيارته``, ``لقائه``: the nearest person before in the sentence, or the subject before it."""
    before = [
        a
        for a in scene.actors
        if a.j <= trigger.i
        and a.i >= clause.sentence[0]
        and (a.kind in ("person",) or (a.kind == "org" and not a.mark))
    ] or _state_itself(scene, trigger, clause)
    if before and before[-1].kind == "person" and before[-1].name and trigger.i - before[-1].j <= 1:
        return before[-1]  # المرافقين لوزير الدفاع X في زيارته
    people = (
        [a for a in before if a.kind == "person" and not a.mark] or [a for a in before if a.kind == "person"] or before
    )
    if people:
        return people[-1]
    earlier = [a for a in scene.actors if a.j <= clause.sentence[0] and a.kind == "person" and a.name]
    return earlier[-1] if earlier and clause.sentence[0] - earlier[-1].j < 80 else None


def _state_itself(scene: Scene, trigger: Trigger, clause: Clause) -> list[Actor]:
    """``عبرت إسبانيا عن شكرها``: a state right after its verb owns what follows."""
    if trigger.term.suffix != "ها":
        return []
    told = [a for a in scene.actors if clause.left <= a.i and a.j <= trigger.i and a.kind == "country" and not a.mark]
    return [a for a in told if a.i - 1 in scene.verbs or a.i - clause.left <= 1][-1:]


def _light_subject(
    scene: Scene,
    trigger: Trigger,
    clause: Clause,
    left: list[Actor],
    right: list[Actor],
    slots: Slots,
    skip: set[int],
) -> None:
    """``عقد X اجتماعا``, ``X يقوم بزيارة``, ``تلقى X اتصالا``: the subject of the governing verb; else of the
    sentence."""
    begin = clause.left
    verb = next((i for i in range(trigger.i - 1, begin - 1, -1) if scene.verbs.get(i) in ("light", "frame")), None)
    bare_left = [a for a in left if not a.mark]
    if verb is not None and (had := _who_had(scene, trigger, verb, left)):
        slots.rule = "subject of the governing verb"
        slots.add("subject", had)
        return
    if verb is not None and (told := _antecedent(scene, verb, left)):
        slots.rule = "antecedent of the relative clause"
        slots.add("subject", told)
        return
    if verb is not None:
        after = [a for a in bare_left if a.i > verb]
        received = _received(scene, trigger, verb, _lists(after))
        if received:
            slots.rule = "object of the verb of receiving"
            for actor in received:
                slots.add("subject", actor)
            return
        if scene.tagged.lexicon.frames[trigger.term.id].type == "visit":
            after = [a for a in after if a.kind != "country"]  # غادر القاهرة X بعد زيارة
        if after:
            slots.rule = "subject of the governing verb"
            for actor in _lists(after)[0]:
                slots.add("subject", actor)
            return
        before = [a for a in bare_left if a.j <= verb]
        if before:
            slots.rule = "subject before the governing verb"
            for actor in _lists(before)[-1]:
                slots.add("subject", actor)
            return
        later = [a for a in right if not a.mark]
        if later and trigger.i - verb <= 3:
            slots.rule = "subject after the noun"
            for actor in _lists(later)[0]:
                slots.add("subject", actor)
                skip.add(actor.i)
            return
        if (
            trigger.i - verb <= 5
            and verb == clause.sentence[0]
            and (owner := _owner(scene, trigger, clause)) is not None
        ):
            slots.rule = (
                "subject told before"  # وشارك في اجتماع مع X: a sentence that goes on about the one told before
            )
            slots.add("subject", owner)
            return
    kind = scene.tagged.lexicon.frames[trigger.term.id].type
    if verb is None and kind in ("agreement", "cooperation") and _announced(scene, trigger, bare_left, slots):
        return
    if verb is None and kind == "agreement":
        _announces_with(scene, trigger, bare_left, right, slots)
        return  # else the speaker of the sentence is no party to what he speaks of
    if verb is None:
        bare_left = [a for a in bare_left if a.kind != "country" and trigger.i - a.j <= FAR]
    if bare_left:
        slots.rule = "subject of the sentence"
        for actor in _lists(bare_left)[-1] if verb is None else _lists(bare_left)[0]:
            slots.add("subject", actor)


def _received(scene: Scene, trigger: Trigger, verb: int, groups: list[list[Actor]]) -> list[Actor]:
    """``استقبلت القاهرة X في زيارة``: whoever is received pays the visit."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "visit" or len(groups) < 2:
        return []
    hit = scene.tagged.get(verb, "frame")
    return groups[1] if hit is not None and hit[1].id == "meeting.receive" else []


def _subject_after(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """``في مستهل زيارته للقاهرة، وضع وزير الدفاع X``: of a visit told at the head of a sentence, its subject."""
    begin, end = clause.sentence
    fronted = scene.tagged.word(begin, "prepositions") or scene.tagged.among(begin, "in_words")
    if trigger.i - begin > 5 or not fronted:
        return None
    after = (a for a in scene.actors if trigger.j <= a.i < end and a.kind == "person" and not a.mark)
    actor = next(after, None)
    verb = actor is not None and any(k in scene.verbs for k in range(max(trigger.j, actor.i - 4), actor.i))
    comma = actor is not None and any(scene.tagged.bare(k) in ("،", ",") for k in range(trigger.j, actor.i))
    return actor if verb or comma else None


def _who_had(scene: Scene, trigger: Trigger, verb: int, left: list[Actor]) -> Actor | None:
    """``كان للوزير لقاء مع Y``: who had the talks stands with ل between the verb and the noun."""
    near = [a for a in left if a.mark == "to" and a.kind == "person" and a.i - verb <= 2 and trigger.i - a.j <= 2]
    return near[0] if near and scene.tagged.among(verb, "was") else None


def _announced(scene: Scene, trigger: Trigger, left: list[Actor], slots: Slots) -> bool:
    """``أعلنت دمشق وموسكو التوصل إلى اتفاق``: two states that speak of an agreement together made it."""
    speakers = _lists(left)[-1] if left else []
    gap = range(speakers[-1].j, trigger.i) if speakers else range(0)
    if len({a.country for a in speakers if a.country}) < 2 or len(gap) > FAR:
        return False
    says = [i for i in (speakers[0].i - 1, *gap[:2]) if scene.verbs.get(i) == "says"]
    object_ = len(gap) <= 1 and not any(scene.tagged.word(i, "prepositions") for i in gap)  # نشرت X وY قوة مشتركة
    if not (says or object_) or any(scene.tagged.word(i, "before_nouns") for i in gap[:-1]):
        return False
    if any(scene.verbs.get(i) for i in gap if i not in says):
        return False
    slots.rule = "two who announce it"
    for actor in speakers:
        slots.add("subject", actor)
    return True


def _announces_with(scene: Scene, trigger: Trigger, left: list[Actor], right: list[Actor], slots: Slots) -> None:
    """``أعلن وزير الداخلية X توقيع مذكرة مع نظيره Y``, ``تستعد فرنسا لإبرام صفقة مع قطر``: who speaks of signing with
    somebody signs.
    """
    partners = [a for a in right if a.mark == "with" and a.country]
    gap = range(left[-1].j, trigger.i) if left else range(0)
    near = left and len([i for i in gap if i not in scene.busy and scene.tagged.bare(i).isalpha()]) <= 2
    frame = scene.tagged.lexicon.frames[trigger.term.id].id
    if not (partners and near) or frame not in ("agreement.sign", "agreement.deal"):
        return
    if partners[0].country != left[-1].country and not any(_governs_noun(scene, i, left[-1]) for i in gap):
        slots.rule = "who announces it"
        slots.add("subject", left[-1])


def _governs_noun(scene: Scene, i: int, speaker: Actor) -> bool:
    """``مكاسب إيران من توقيع …``: a preposition before the signing, other than that of announcing it (عن)."""
    announced = scene.tagged.bare(i) == "عن" and any(scene.verbs.get(k) == "says" for k in range(speaker.i - 2, i))
    return scene.tagged.word(i, "before_nouns", "prepositions") is not None and not announced


def _antecedent(scene: Scene, verb: int, left: list[Actor]) -> Actor | None:
    """``مع X، الذي يقوم بزيارة``: whom the relative pronoun before the verb stands for, marked or not."""
    if scene.tagged.word(verb - 1, "relative") is None:
        return None
    near = [a for a in left if a.j <= verb - 1 and a.kind in ("person", "org", "group")]
    return near[-1] if near and _touch(scene, near[-1].j, verb - 1) else None


def _touch(scene: Scene, i: int, j: int) -> bool:
    """Whether nothing but a comma and a place stand between: ``قائد القوات في الساحل، الذي``."""
    if j - i <= 1:
        return True
    inside = {k for p in scene.places if i <= p.i and p.j <= j for k in range(p.i, p.j)}
    party = scene.tagged.word(i, "retinue")  # X والوفد المرافق له الذي يزور
    if party is not None and party.j <= j:
        return _touch(scene, party.j, j)
    words = [k for k in range(i, j) if k not in inside and not scene.tagged.among(k, "place_words")]
    return j - i <= 5 and all(scene.tagged.bare(k) in ("،", ",") for k in words)


def _adjectives(scene: Scene, trigger: Trigger, slots: Slots) -> None:
    """``عملية إيطالية كولومبية مشتركة``, ``مباحثات مغربية إسبانية``: sides told as adjectives of the noun."""
    j = trigger.j
    found: list[Actor] = []
    while j < trigger.j + 5 and j < len(scene.tagged.tokens):
        hit = scene.tagged.get(j, "nisba")
        if hit is not None:
            found.append(
                Actor(
                    j,
                    hit[0].j,
                    "country",
                    country=hit[1].id,
                    country_at=(j, hit[0].j),
                    rule="actor.adjective",
                )
            )
            j = hit[0].j
        elif scene.tagged.bare(j) in ("-", "و") or scene.tagged.word(
            j, "office_tail", "security", "joint", "of_three", "exercise_kinds"
        ):
            j += 1
        else:
            break
    if len(found) > 1:
        for actor in found:
            slots.add("between", actor)
