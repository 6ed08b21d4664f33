"""Step 5b: which actor fills which slot of a trigger, in verb-first, subject-first, nominal and headline sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.find.frames.clauses import Clause, Scene, Trigger, of_body
from marsad.find.frames.nominal import fill_noun
from marsad.find.frames.partners import TALKS, of_other_noun, only_partners
from marsad.find.frames.slots import Slots, is_spokesman
from marsad.find.frames.stopover import talks_at_seat, talks_there
from marsad.find.frames.verbal import fill_object_alone, fill_spoken, fill_verb, unread_subject
from marsad.find.phrases.actors import Actor

CHAIR = 9  # tokens from a side to who leads it (رأس الجانب السعودي في اجتماعات اللجنة X)


def fill(scene: Scene, trigger: Trigger, clause: Clause) -> Slots:
    """Fill the slots of ``trigger``."""
    right = [a for a in scene.actors if trigger.j <= a.i < clause.right]
    left = [a for a in scene.actors if clause.left <= a.i and a.j <= trigger.i]
    if scene.tagged.lexicon.frames[trigger.term.id].type in ("meeting", "call"):
        right = [a for a in right if not _of_occasion(scene, trigger, a)]
    slots = Slots()
    if trigger.is_verb and unread_subject(scene, trigger):
        fill_object_alone(scene, trigger, right, slots)
    elif trigger.spoken:
        fill_spoken(scene, trigger, clause, right, slots)
    elif trigger.is_verb:
        fill_verb(scene, trigger, clause, left, right, slots)
    else:
        fill_noun(scene, trigger, clause, left, right, slots)
    talks_there(scene, trigger, clause, slots)
    talks_at_seat(scene, trigger, clause, slots)
    only_partners(scene, trigger, slots)
    talks = scene.tagged.lexicon.frames[trigger.term.id].type in TALKS
    if talks and (theirs := _theirs(scene, trigger, clause)):  # طلب X من Y أثناء اجتماعهما
        slots.filled = {"between": theirs}
    agreed = trigger.is_verb and scene.tagged.lexicon.frames[trigger.term.id].type == "agreement"
    one = len({a.country for a in slots.all() if a.country and a.mark != "from"}) < 2
    if talks and one and not trigger.is_verb and (chairs := _chairs(scene, clause)):
        slots.filled, slots.rule = {"between": chairs}, "the chairs of both sides"
    if not trigger.is_verb and (chairs := _of_each_side(scene, trigger, clause, slots)):
        slots.filled, slots.rule = {"between": chairs}, "the chairs of both sides"
    guessed = slots.rule == "subject told before" or (agreed and slots.rule == "subject of the sentence")
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


def _chairs(scene: Scene, clause: Clause) -> list[Actor]:
    """``ترأس الاجتماع من الجانب العماني X ومن الجانب الهندي Y``: who leads each side, in the sentence or the next one,
    where its verb says so."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    for begin, end in sentences[clause.number : clause.number + 2]:
        if not any(t.word(i, "presides") for i in range(begin, min(begin + 3, end))):
            continue
        told = [k for k, a in enumerate(scene.actors) if begin <= a.i < end]
        sides = [k for k in told if scene.actors[k].kind == "group" and scene.actors[k].mark == "from"]
        sides = [k for k in sides if t.word(scene.actors[k].i, "side_of") and scene.actors[k].country]
        if len({scene.actors[k].country for k in sides}) != 2 or len(sides) != 2:
            continue
        return [_led_by(scene.actors, k) for k in sides]
    return []


def _of_each_side(scene: Scene, trigger: Trigger, clause: Clause, slots: Slots) -> list[Actor]:
    """Who leads each side of the talks, of the same states where their noun tells them."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "meeting":
        return []
    leads = leaders_of_sides(scene, clause.number)
    told = {a.country for a in slots.all() if a.country and a.mark not in ("in", "to")}
    return list(leads.values()) if len(leads) == 2 and (told <= set(leads) or len(told) < 2) else []


def leaders_of_sides(scene: Scene, number: int) -> dict[str, Actor]:
    """``رأس الجانب السوداني A فيما رأس الجانب التشادي B``, ``ترأس الوفد الإيراني A وعن الجانب التركي B``, ``وقع عن
    الجانب السوداني A``: who leads each side or signs for it, by state, in sentence ``number`` and the next two."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    begin, end = sentences[number][0], sentences[min(number + 2, len(sentences) - 1)][1]
    leads: dict[str, Actor] = {}
    for side in (a for a in scene.actors if begin <= a.i < end and a.kind == "group" and a.country):
        too = side.mark == "from" or t.bare(side.i).startswith("وال")  # وترأس وفد X فلان، والوفد Y فلان
        leads_it = t.word(side.i - 1, "presides") or (leads and too)
        if t.word(side.i, "side_of", "delegation") is None or not (leads_it or _signs_for(scene, side.i)):
            continue
        after = (a for a in scene.actors if 0 <= a.i - side.j <= CHAIR and a.kind == "person" and (a.name or a.role))
        leader = next((a for a in after if a.country in (None, side.country)), None)
        if leader is not None:
            code = side.country or ""
            leads.setdefault(code, replace(leader, country=code, country_at=side.country_at, mark="between"))
    return leads


def _signs_for(scene: Scene, i: int) -> bool:
    """``وقع الاتفاق عن الجانب``: whether token ``i`` is the side that somebody signs for."""
    terms = (x for k in range(max(i - 5, 0), i) for g in scene.tagged.starts[k] for x in g.terms)
    return scene.tagged.bare(i - 1) == "عن" and any(x.kind == "frame" and x.id == "agreement.sign" for x in terms)


def _led_by(actors: Sequence[Actor], k: int) -> Actor:
    """The person told right after a side, or the side itself."""
    side, after = actors[k], actors[k + 1] if k + 1 < len(actors) else None
    own = after is not None and after.kind == "person" and after.country == side.country and after.i - side.j <= 3
    return after if own and after is not None else side


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
    both = (tag.i for tag in t.words(window, "both_sides") if not t.among(tag.i - 1, "one_of"))
    told = [i for i in both if _tells_both(scene, trigger, i)]
    if not told or (scene.definite(trigger) and not trigger.is_verb):
        return []
    sides: dict[str, Actor] = {}
    people = scene.tagged.bare(told[0]).lstrip("ال").startswith(tuple(scene.tagged.lexicon.grammar["two_persons"]))
    # بحث X مع Y …، ووقع الجانبان
    near = trigger.is_verb and scene.tagged.lexicon.frames[trigger.term.id].type == "agreement"
    before = [a for a in scene.actors if a.j <= (told[0] if near else window.start) and a.country][-12:]
    before = [a for a in before if not is_spokesman(scene, a)]
    kinds = (("person",),) if people else (("person",), ("person", "org"), ("person", "org", "country"))
    behalf = _on_behalf(scene, before) + _reporters(scene, clause, told[0])
    state = t.bare(told[0]).removeprefix("ال").startswith(tuple(t.lexicon.grammar["two_states_alone"]))
    before = [a for a in before if not (state and of_body(scene, a))]
    for some in kinds:  # two persons told before, else institutions, else states
        sides.clear()
        for actor in reversed(before):
            named = actor.kind != "person" or actor.name is not None or actor.role is not None
            where = (actor.kind == "country" and actor.mark == "in") or actor in behalf
            if actor.country not in sides and actor.kind in some and named and not where:
                sides[actor.country or ""] = actor
            if len(sides) == 2:
                two = sorted(sides.values(), key=lambda a: a.i)
                return [_state_of(a) for a in two] if state and near else two
    return _told_after(scene, window.stop, clause) if people and clause.number <= 2 else []


def _state_of(actor: Actor) -> Actor:
    """``وقعها البلدان``: the state of whoever was told, and not he."""
    return replace(actor, kind="country", name=None, role=None, org=None, head="", rule="actor.state-of")


def _on_behalf(scene: Scene, actors: list[Actor]) -> list[Actor]:
    """``تنفيذا لتوجيهات الملك X وولي العهد Y``: those by whose will it is done are no side of it."""
    out: list[Actor] = []
    for actor in actors:
        near = range(max(actor.i - 3, 0), actor.i)
        if any(scene.tagged.among(k, "behalf") for k in near) or (actor.listed and out and actor.i - out[-1].j <= 2):
            out.append(actor)
    return out


def _reporters(scene: Scene, clause: Clause, i: int) -> list[Actor]:
    """``أضاف X أن الجانبين اتفقا``: who reports what the two did is neither of them."""
    t, begin = scene.tagged, clause.sentence[0]
    that = next((k for k in (i - 1, i - 2) if k > begin and t.word(k, "complementizers")), None)
    if that is None:
        return []
    near = (a for a in scene.actors if begin <= a.i and a.j <= that and that - a.j <= 1)
    return [a for a in near if any(scene.verbs.get(k) == "says" for k in range(max(begin, a.i - 2), a.i))]


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
        dual = scene.tagged.bare(trigger.j).endswith("ا") and scene.tagged.among(i - 1, "both_of")
        return trigger.i - 2 <= i <= trigger.j + (5 if dual else 1)  # وقع رئيسا الأركان في كلا البلدين
    if i > trigger.j:
        kind = scene.tagged.lexicon.frames[trigger.term.id].type
        apart = kind in TALKS and of_other_noun(scene, trigger, i)  # محادثات لإحياء التعاون بين الدولتين
        return scene.tagged.bare(i - 1) == "بين" and not apart
    told = [k for k in range(i - 2, trigger.i) if scene.verbs.get(k) in ("light", "frame")]
    return bool(told) and scene.tagged.word(i - 1, "prepositions") is None
