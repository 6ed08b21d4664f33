"""Step 5b: the slots of a trigger, and what its verbs and nouns share in filling them."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.concord import agrees, gender_of
from marsad.find.frames.secure import secure_org
from marsad.find.phrases.actors import Actor, clitics_of

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
    kind = scene.tagged.lexicon.frames[trigger.term.id].type
    contact = kind in ("meeting", "call", "visit")
    if actor.mark == "between":
        return contact and k > trigger.j and _partnered(scene, trigger, k)
    if actor.kind == "person" or actor.mark != "with" or k <= trigger.j:
        return False
    if not contact:  # مناورات على الحدود مع X
        joint = scene.tagged.lexicon.frames[trigger.term.id].type == "cooperation"
        return t.word(k - 1, "borders") is not None or (joint and t.word(k - 1, "own_ties") is not None)
    return _partnered(scene, trigger, k)


def _partnered(scene: Scene, trigger: Trigger, k: int) -> bool:
    """Whether the noun before the preposition at ``k``, adjectives skipped, is one that has partners of its own
    (``العلاقات``, ``الحدود``)."""
    t, noun = scene.tagged, k - 1
    while (
        noun > trigger.j
        and t.word(noun, "partnered") is None
        and (t.get(noun, "nisba") or t.word(noun, "security", "office_tail") or _adjective(scene, noun))
    ):
        noun -= 1
    classes = {x.id for tag in t.starts[noun] for x in tag.terms if x.kind == "class"}
    partnered = t.word(noun, "partnered") is not None or not classes.isdisjoint(("agreement", "pact", "relations"))
    return noun >= trigger.j and partnered


def fill_marked(scene: Scene, trigger: Trigger, actors: list[Actor], slots: Slots, skip: set[int]) -> None:
    """Put the actors that a preposition marks into the slots the frame gives it."""
    for actor in actors:
        if actor.i in skip:
            continue
        if _of_nearer_noun(scene, trigger, actor) and not _talks_over(scene, trigger, actor, slots):
            continue
        if actor.mark:
            slots.add(
                "with" if actor.mark == "b" and actor.kind != "country" else "in" if actor.mark == "b" else actor.mark,
                actor,
            )


def _talks_over(scene: Scene, trigger: Trigger, actor: Actor, slots: Slots) -> bool:
    """``بحثت شرطة X التعاون مع وفد Y``, ``بحث وفد X التعاون مع وزارة Y``: a delegation talks and is talked to; so are
    two institutions of the field, where the matter is what they do together."""
    if trigger.term.id != "meeting.discuss" or actor.mark != "with" or not actor.country:
        return False
    told = [a for a in slots.get("subject") if a.country not in (None, actor.country)]
    if actor.kind == "group":
        return bool(told)
    if actor.kind != "org" or not told:
        return False
    together = scene.tagged.word(actor.i - 2, "of_cooperation", "security", "office_tail") is not None
    return any(a.kind == "group" for a in told) or (together and all(secure_org(scene, a) for a in (actor, *told)))


def of_other_noun(scene: Scene, actor: Actor) -> bool:
    """``قبل زيارة X``, ``خلال لقائه X``: whom another event noun right before has for its genitive or object."""
    before = scene.tagged.starts[actor.i - 1] if actor.i else ()
    return any(t.kind == "frame" and t.detail == "noun" for tag in before for t in tag.terms)


def is_spokesman(scene: Scene, actor: Actor) -> bool:
    """Whether ``actor`` speaks in another's name (``نائب المتحدث باسم الحكومة``)."""
    return actor.head == "متحدث" or (
        actor.role is not None and any(scene.tagged.among(i, "in_its_name") for i in range(*actor.role))
    )


def over_times(scene: Scene, groups: list[list[Actor]]) -> list[list[Actor]]:
    """``عقد X، اليوم الاثنين (31 تموز)، ونظيره Y اجتماعا``: a list that goes on after nothing but a time."""
    out: list[list[Actor]] = []
    for group in groups:
        gap = range(out[-1][-1].j, group[0].i) if out else range(0)
        times = any(k in scene.busy for k in gap)
        only = all(k in scene.busy or not scene.tagged.bare(k)[:1].isalnum() for k in gap)
        if times and only and "و" in clitics_of(scene.tagged, group[0].i):
            out[-1] = [*out[-1], *group]
        else:
            out.append(group)
    return out


def as_lists(actors: list[Actor]) -> list[list[Actor]]:
    """Actors grouped by the conjunctions that list them."""
    groups: list[list[Actor]] = []
    for actor in actors:
        if groups and actor.listed:
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return groups


def owner_of(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """The antecedent of ``زيارته``, ``لقائه``: the nearest person before in the sentence that agrees with it, or the
    subject before it."""
    told = [
        a
        for a in scene.actors
        if a.j <= trigger.i
        and a.i >= clause.sentence[0]
        and (a.kind in ("person",) or (not a.mark and (a.kind == "org" or a.rule == "actor.delegation-again")))
    ] or _state_itself(scene, trigger, clause)
    before = [a for a in told if agrees(scene, trigger, a)]
    if before and before[-1].kind == "person" and before[-1].name and trigger.i - before[-1].j <= 1:
        return before[-1]  # المرافقين لوزير الدفاع X في زيارته
    if trigger.is_verb:  # يلتقي لاحقا Y: the subject of the sentence before its objects
        before = [a for a in before if a.kind != "person" or not of_other_noun(scene, a)] or before
    people = (
        [a for a in before if a.kind == "person" and not a.mark] or [a for a in before if a.kind == "person"] or before
    )
    if people:
        return people[-1]
    earlier = [a for a in scene.actors if a.j <= clause.sentence[0] and (_named(a) or _sent(scene, a, clause))]
    if told:  # those of the sentence are none: only one whose gender is told can be it
        earlier = [a for a in earlier if gender_of(scene, a)]
    earlier = [a for a in earlier if agrees(scene, trigger, a)]
    near = [a for a in earlier if clause.sentence[0] - a.j < 80]
    plain = [a for a in near if not a.mark and not trigger.is_verb]  # استقبال ممثلين لصالح … وقال إن زيارته
    return next(reversed(plain or near), None)


def _named(actor: Actor) -> bool:
    return actor.kind == "person" and actor.name is not None


def _sent(scene: Scene, actor: Actor, clause: Clause) -> bool:
    """``زار وفد مصري بغداد. وعقد اجتماعات``: the delegation that is the subject of the sentence before."""
    t, number = scene.tagged, scene.tagged.tokens.sentence_of(actor.i)
    last = number == clause.number - 1 and t.tokens.where[actor.i] == t.tokens.where[clause.sentence[0]]
    if not last or actor.mark or actor.country is None or t.word(actor.i, "delegation") is None:
        return False
    return not any(t.tokens.sentences[number][0] <= a.i < actor.i for a in scene.actors)


def _state_itself(scene: Scene, trigger: Trigger, clause: Clause) -> list[Actor]:
    """``عبرت إسبانيا عن شكرها``: a state right after its verb owns what follows."""
    if trigger.term.suffix != "ها":
        return []
    told = [a for a in scene.actors if clause.left <= a.i and a.j <= trigger.i and a.kind == "country" and not a.mark]
    return [a for a in told if a.i - 1 in scene.verbs or a.i - clause.left <= 1][-1:]


def antecedent_of(scene: Scene, verb: int, left: list[Actor]) -> Actor | None:
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
