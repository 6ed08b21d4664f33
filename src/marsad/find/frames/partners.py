"""Step 5b: who is party to talks. Their word has the sides told with it; others that stand near it are told of the
matter, of a talk before it, or of the occasion."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, Trigger, of_body
from marsad.find.frames.slots import Slots
from marsad.find.phrases.actors import Actor

TALKS = ("meeting", "call")
TO_REACH = 3  # tokens from the word of talks to those they are for (اجتماع في بروكسل لوزراء الداخلية)
CALLED_REACH = 8  # tokens from the word of a call to whom it is made
BEFORE = 6  # tokens from a partner told before the word (عقد مع X في مكتبه اجتماعا)
PLAIN = 3  # plain words between a noun with its pronoun and whom he met (لقائه صباح اليوم بمكتبه كلا من X)
FROM_AFAR = frozenset({"subject of the sentence", "subject before the governing verb", "subject of the governing verb"})
MATTER = frozenset({"agreement", "pact", "relations"})


def only_partners(scene: Scene, trigger: Trigger, slots: Slots) -> None:
    """Take out of ``slots`` whoever is no party to the talks that ``trigger`` tells."""
    if scene.tagged.lexicon.frames[trigger.term.id].type not in TALKS or slots.rule == "both sides":
        return
    for slot in slots.filled:  # قال المتحدث باسم X
        _keep(slots, slot, [a for a in slots.get(slot) if a.head != "متحدث"])
        _keep(slots, slot, _once(scene, slots.get(slot)))
    _keep(slots, "between", _between(scene, trigger, slots))
    _keep(slots, "with", _with(scene, trigger, slots))
    _keep(slots, "to", _to(scene, trigger, slots))
    if trigger.is_verb and slots.get("more") and all(_room_of(scene, a) for a in slots.get("object")):
        slots.filled["object"] = [a for a in slots.get("more") if a.kind != "country"][:1]
    _keep(slots, "object", _objects(scene, trigger, slots))
    if slots.rule in FROM_AFAR and not trigger.is_verb and not trigger.term.suffix:
        for slot in ("object", "to"):  # كلمة X في اجتماع مجلس Y: the body's own
            others = (a for a in slots.get(slot) if a.kind != "org" or not 0 <= a.i - trigger.j <= 1)
            _keep(slots, slot, list(others))
    if any(scene.tagged.word(a.i, "officials") and not a.name for a in slots.get("to")):
        slots.filled.pop("subject", None)  # في ختام اجتماع لوزراء X قال Y
    others = (a for slot in ("subject", "of", "between", "object", "by", "to", "from") for a in slots.get(slot))
    if not trigger.is_verb and len({a.country for a in slots.get("with")}) > 1 and not any(others):
        slots.filled.pop("with")  # who met them is not read
    told = {a.country for a in slots.get("between") if a.country}
    if told and slots.rule in FROM_AFAR:  # هاجم X الاجتماعات بين Y وZ
        slots.filled.pop("subject", None)


def _keep(slots: Slots, slot: str, actors: list[Actor]) -> None:
    if slot in slots.filled:
        slots.filled[slot] = actors


def _room_of(scene: Scene, actor: Actor) -> bool:
    """``استقبل X بديوان عام الوزارة Y``: whose hall it is."""
    return actor.kind == "org" and any(scene.tagged.among(k, "rooms") for k in (actor.i - 1, actor.i - 2))


def _once(scene: Scene, actors: list[Actor]) -> list[Actor]:
    """``الأمير X ولي العهد، وزير الدفاع``: an office after a comma is of the one named right before it."""
    return [a for a in actors if not any(_of_him(scene, b, a) for b in actors)]


def _of_him(scene: Scene, named: Actor, office: Actor) -> bool:
    comma = office.i - named.j == 1 and scene.tagged.among(named.j, "commas")
    both = office.kind == named.kind == "person" and named.name and not office.name and not office.counterpart
    alike = office.country in (None, named.country) or named.country is None
    return bool(comma and both and alike and not scene.tagged.bare(office.i).startswith("و"))


def _in_a_row(first: Actor, actors: list[Actor]) -> list[Actor]:
    """``first`` and those that go on with it as a list."""
    out = [first]
    for actor in sorted(actors, key=lambda a: a.i):
        if actor.i >= out[-1].j and actor.listed:
            out.append(actor)
    return out


def _between(scene: Scene, trigger: Trigger, slots: Slots) -> list[Actor]:
    """``مباحثات رسمية في تونس بين X وY``; not ``بشأن الاتفاق بين X وY``."""
    told = slots.get("between")
    before = [a for a in told if a.j <= trigger.i]
    if before and trigger.i - before[-1].j > 2:
        before = []
    after = [a for a in told if a.i >= trigger.j]
    if after and after[0].mark == "between" and of_other_noun(scene, trigger, after[0].i):
        after = []
    return before + after


def of_other_noun(scene: Scene, trigger: Trigger, until: int) -> bool:
    """Whether a noun between the word of talks and ``until`` has what follows, or tells what they were about."""
    t = scene.tagged
    named = {k for a in scene.actors if trigger.j <= a.i < until for k in range(a.i, a.j)}
    for k in range(trigger.j, until):
        if k in named or k in scene.verbs:
            continue
        nouns = (x for tag in t.starts[k] for x in tag.terms)
        if any((x.kind == "class" and x.id in MATTER) or _talks(scene, x.id, x.kind, x.detail) for x in nouns):
            return True
        if t.word(k, "partnered", "talk_matters") is not None:
            return True
    return False


def _talks(scene: Scene, frame: str, kind: str, detail: str) -> bool:
    return kind == "frame" and not detail.startswith("verb") and scene.tagged.lexicon.frames[frame].type in TALKS


def _with(scene: Scene, trigger: Trigger, slots: Slots) -> list[Actor]:
    received = scene.tagged.lexicon.frames[trigger.term.id].id == "meeting.receive"
    told = [a for a in slots.get("with") if not (received and a.mark == "b")]  # استقبل X بمكتبه
    before = [a for a in told if a.j <= trigger.i and trigger.i - a.j <= BEFORE]
    after = [a for a in told if a.i >= trigger.j and not _other_talks(scene, trigger, a.i)]
    main = [a for a in (after if slots.get("of") else before + after) if a.mark == "with"]
    if main:  # سيلتقي X مع Y …، إثر إطاحة الجيش بZ
        after = [a for a in after if a.mark != "b" or a.i < main[0].i]
    if not trigger.is_verb:  # مشاركته في اجتماع بمجلس الأمن
        after = [a for a in after if a.mark != "b" or not _seat(scene, a)]
    seats = [a for a in after if a.mark == "b" and _of_holder(slots, a)]
    if seats:
        row = _in_a_row(seats[0], [a for a in after if a.mark == "b"])
        after = [a for a in after if a not in row and a not in seats]
    met = [a for a in after if a.mark == "b"]
    if met:
        row = _in_a_row(met[0], met[1:])
        after = [a for a in after if a.mark != "b" or a in row]
    return before + after


def _of_holder(slots: Slots, actor: Actor) -> bool:
    """``التقى X السفير Y بحضور Z مدير المراسم بوزارة الخارجية``, ``التقى X Y بوزارة الداخلية``: after whom he met, an
    institution of no stated state is where somebody holds office or where they met."""
    told = slots.get("object") + slots.get("of") * (not slots.get("subject"))
    met = [a for a in told if a.kind == "person" and a.country and a.j <= actor.i]
    return actor.kind == "org" and actor.country is None and bool(met)


def _seat(scene: Scene, actor: Actor) -> bool:
    """A body in which a meeting is held; its members can be met."""
    return actor.kind == "org" and actor.rule != "actor.officials" and of_body(scene, actor)


def _other_talks(scene: Scene, trigger: Trigger, until: int) -> bool:
    """``استقبل X وزراء Y لحضور اجتماعهم مع Z``: a noun of other talks stands before their partner."""
    t = scene.tagged
    return any(
        _talks(scene, x.id, x.kind, x.detail) and not t.word(k - 1, "margins")
        for k in range(trigger.j, until)
        for tag in t.starts[k]
        for x in tag.terms
    )


def _to(scene: Scene, trigger: Trigger, slots: Slots) -> list[Actor]:
    call = scene.tagged.lexicon.frames[trigger.term.id].type == "call"
    reach = CALLED_REACH if call else TO_REACH
    ends = [a.j for slot in ("of", "subject") for a in slots.get(slot)]
    out: list[Actor] = []
    for actor in slots.get("to"):
        near = 0 <= actor.i - trigger.j <= reach or any(0 <= actor.i - j <= 1 for j in ends)
        if actor.kind != "country" and (near or any(actor.i == a.j for a in out)):
            out.append(actor)
    return out


def _objects(scene: Scene, trigger: Trigger, slots: Slots) -> list[Actor]:
    """Whom the subject met: no state, nobody before the one told with مع, nobody past another verb."""
    told = [a for a in slots.get("object") if a.kind != "country" or trigger.term.suffix]
    main = slots.get("with")
    if main:
        beside = {a.j + n for a in main for n in (0, 1)}
        return [a for a in told if a.i < trigger.i or (a.i > main[0].i and (a.listed or a.i in beside))]
    after = [a for a in told if a.i >= trigger.j]
    if after and _past_verb(scene, trigger.j, after[0].i):
        return [a for a in told if a.i < trigger.i]
    waits = scene.tagged.word(trigger.i - 2, "waits") is not None  # كان في استقباله بمطار الأمير X
    if after and not (trigger.is_verb or waits) and plain_words(scene, trigger.j, after[0].i) > PLAIN:
        return [a for a in told if a.i < trigger.i]
    return told


def _past_verb(scene: Scene, begin: int, end: int) -> bool:
    """Whether another verb than that of a relative clause stands between."""
    relative = False
    for k in range(begin, end):
        relative = relative or scene.tagged.word(k, "relative") is not None
        if k in scene.verbs and not relative:
            return True
    return False


def plain_words(scene: Scene, begin: int, end: int) -> int:
    """How many words stand between that belong to no actor, place or time."""
    t = scene.tagged
    taken = {k for a in scene.actors for k in range(a.i, a.j)} | {k for p in scene.places for k in range(p.i, p.j)}
    free = (k for k in range(begin, end) if k not in taken and k not in scene.busy)
    return sum(t.bare(k)[:1].isalpha() and not t.word(k, "prepositions", "gaps") for k in free)
