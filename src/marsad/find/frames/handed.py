"""Step 5e: whether a person is handed over at all: what words of many senses (سلم، أعاد، نقل) mean here."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import (
    CUSTODY,
    PATIENT,
    counted_people,
    former_official,
    group_taken,
    is_former,
    is_people,
    nationalities,
    patient,
    terms_at,
)
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.names import name_end

THAT = 5  # tokens from the relative pronoun to the word of handing over
CLOSE = 6  # tokens from a trigger of many senses (استعادة, أعاد) to the person


def person_handed(scene: Scene, out: Draft, diplomat: bool) -> bool:
    """Whether somebody is handed over to, or received from, another state. ``diplomat`` says that the clause names
    one."""
    trigger = out.trigger
    if diplomat and out.frame.id == "extradition.return":
        return False
    if scene.tagged.word(trigger.i, "procedures"):
        out.pending = True
        return True
    moved = _moved(scene, out)
    if trigger.term.suffix and out.frame.id != "extradition.return":
        if not _of_people(scene, out) or _of_land(scene, out):
            return False
        by_state = any(a.country for a in out.slots.get("subject"))
        before = _before(scene, out, whole=True) or _named_before(scene, out)
        told = before and (out.frame.id == "extradition.receive" or (trigger.is_verb and by_state))
        if moved or told or is_agreed(scene, out) or out.frame.status == "planned":
            return True
        near = range(max(out.clause.sentence[0], trigger.i - 4), trigger.i)
        out.pending = not trigger.is_verb and any(scene.tagged.word(i, "handover_plans") for i in near)
        return out.pending
    head = patient(scene, out)
    if head is None and _materiel(scene, out):
        return False
    moved = moved or _of_another_state(scene, out)
    if out.frame.id == "extradition.ask":
        return _asked_for(scene, out, moved, head is not None)
    if out.frame.id == "extradition.return":
        return _returned(scene, out, moved)
    close = head is not None and head - trigger.j <= CLOSE
    if out.frame.id == "extradition.receive" and (close or counted_people(scene, out)):
        return True
    told = someone(scene, out)
    court = scene.tagged.holds(range(*out.clause.sentence), "justice")
    sure = _before(scene, out) or _compatriots(scene, out) or counted_people(scene, out) or _foreigner(scene, out)
    asked = any(scene.tagged.word(i, "asks") for i in range(max(out.clause.left, trigger.i - 3), trigger.i))
    if not moved and _of_a_foreigner(scene, out, head):
        out.pending = True  # its states are those of the arrest or handover told before
        return True
    between = trigger.is_verb and out.slots.rule in ("verb-first", "subject-first") and bool(out.slots.get("subject"))
    return (head is not None and bool(moved or out.frame.status)) or (
        moved and (sure or (told and (court or asked or between or is_agreed(scene, out))))
    )


def _foreigner(scene: Scene, out: Draft) -> bool:
    """``ترحيل سوري من برلين إلى دمشق``: an indefinite adjective of nationality right after the noun is a man."""
    t, i = scene.tagged, out.trigger.j
    whose = t.get(i, "nisba") if not out.trigger.is_verb else None
    taken = any(a.i <= i < a.j for a in scene.actors)
    return whose is not None and not whose[0].clitics and not taken and not t.bare(i).startswith("ال") and not t.bare(
        i
    ).endswith("ه")


def _of_a_foreigner(scene: Scene, out: Draft, head: int | None) -> bool:
    """``آخرها تسليم مواطن أمريكي``: a noun of handing over, a person right after it, and his nationality."""
    noun = not out.trigger.is_verb and out.frame.id == "extradition.hand"
    return noun and head is not None and head - out.trigger.j <= 1 and bool(nationalities(scene, head))


def _of_people(scene: Scene, out: Draft) -> bool:
    """Whether the pronoun of ``تسليمه`` can be a person's: people or a court are told before it, here or in the
    sentence or title before, and no weapons or goods nearer."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    number, at = out.clause.number, out.trigger.i
    begin = sentences[max(number - 1, 0)][0]
    if out.trigger.term.suffix == "ها" and patient(scene, out) is None:  # of things mostly: a woman must be told
        return any(is_people(scene, i) and t.bare(i).endswith("ه") for i in range(begin, at))
    if _named_before(scene, out):
        return True
    for i in range(at - 1, begin - 1, -1):
        if (
            is_people(scene, i)
            or t.word(i, "justice", "wanted", "held")
            or any(x.kind == "frame" and x.id.startswith(CUSTODY) for x in terms_at(scene, i))
        ):
            return True
        things = any(x.kind == "class" and x.id in ("materiel", "intelligence") for x in terms_at(scene, i))
        if things or t.bare(i) in out.frame.unless or t.word(i, "things_handed"):
            return False
    around = [*range(*sentences[0]), *range(at, out.clause.sentence[1])]
    return any(is_people(scene, i) or t.word(i, "justice", "wanted") for i in around)


def world_court(scene: Scene, actor: Actor) -> bool:
    """``المحكمة الجنائية الدولية``: a court of many states, to which people are handed over as to a state."""
    return actor.kind == "org" and actor.country is None and scene.tagged.holds(range(actor.i, actor.j), "world_court")


def _of_land(scene: Scene, out: Draft) -> bool:
    """``مدينة X التي تطالب Y باسترجاعها``: a place is wanted back."""
    t, i = scene.tagged, out.trigger.i
    back = range(max(out.clause.sentence[0], i - THAT), i)
    that = next((k for k in back if t.bare(k).endswith("التي")), None)
    if that is None or out.trigger.term.suffix != "ها":
        return False
    return not any(is_people(scene, k) for k in range(max(out.clause.sentence[0], that - 3), that))


def _moved(scene: Scene, out: Draft) -> bool:
    """Whether the state that gets the person, or the one that gives him up, is told with the trigger."""
    t, trigger = scene.tagged, out.trigger
    after = range(trigger.j, min(trigger.j + PATIENT, out.clause.right))
    if any(a.country or world_court(scene, a) for a in out.slots.get("to") + out.slots.get("from")):
        return True
    if out.place is not None and out.place.mark == "to":
        return True
    if any(p.mark in ("from", "to") and trigger.j <= p.i < out.clause.right and not p.inside for p in scene.places):
        return True
    if len({a.country for a in out.slots.get("between") if a.country}) > 1 or wanted_in(scene, out) is not None:
        return True
    if home_at(scene, out) is not None:
        return True
    if patient(scene, out) is not None and state_after(scene, out) is not None:
        return True
    if trigger.is_verb:
        objects = [a for a in out.slots.get("object") if a.country and a.kind != "person"]
        return bool(objects) and (not trigger.term.suffix or patient(scene, out) is not None)  # سلمتها ثمانية متهمين
    if any(a.country for a in out.slots.get("by") if a.i in after):
        return True
    if out.frame.id == "extradition.return":
        return False
    return any(t.word(i, "asks") for i in range(max(out.clause.sentence[0], trigger.i - 14), trigger.i))


def wanted_in(scene: Scene, out: Draft) -> Actor | None:
    """``تسليم شقيقين مطلوبين في أمريكا``, ``مطلوب لدى القضاء المصري``: the state that wants the person."""
    t, right = scene.tagged, out.clause.right
    for i in range(out.trigger.j, min(out.trigger.j + PATIENT, right)):
        if t.word(i, "wanted"):
            near = (a for a in scene.actors if i < a.i <= i + 3 and a.i < right and a.mark in ("in", "to", "by", "b"))
            return next((a for a in near if a.country and a.kind in ("country", "org")), None)
    return None


def home_at(scene: Scene, out: Draft) -> int | None:
    """``ترحيله إلى بلاده``, ``إلى سلطات بلدانهم``: the token of the words for the person's own state."""
    t = scene.tagged
    for i in range(out.trigger.j, min(out.trigger.j + PATIENT, out.clause.right)):
        own = t.word(i, "own_country")
        before = t.word(i - 1, "prepositions") or t.word(i - 2, "prepositions")
        to = before is not None and any(x.detail in ("to", "in") for x in before.terms)
        if own is not None and (to or "ل" in own.clitics):
            return i
    return None


def _of_another_state(scene: Scene, out: Draft) -> bool:
    """``أرجأت محكمة في مدريد ملف ترحيل الضابط الجزائري``: whoever decides is of another state than the person."""
    head = patient(scene, out)
    people = (nationalities(scene, head) if head is not None else []) or group_taken(scene, out)
    people = people or former_official(scene, out)
    theirs = {a.country for a in people}
    before = [
        a
        for a in scene.actors
        if out.clause.left <= a.i and a.j <= out.trigger.i and a.kind in ("org", "country") and a.country
    ]
    agents = {a.country for a in out.slots.get("subject") + out.slots.get("by") + before[-1:] if a.country}
    court = any(scene.tagged.word(i, "justice") for i in range(*out.clause.sentence))
    deported = scene.tagged.word(out.trigger.i, "deports") is not None
    return (court or deported) and bool(theirs and agents - theirs)


def is_agreed(scene: Scene, out: Draft) -> bool:
    """Whether words of agreeing stand before the trigger."""
    return any(scene.tagged.word(i, "agrees") for i in range(max(out.clause.left, out.trigger.i - 6), out.trigger.i))


def _before(scene: Scene, out: Draft, *, whole: bool = False) -> bool:
    """Whether people are told before the trigger, in its clause or, for a pronoun, in the ``whole`` sentence."""
    begin = out.clause.sentence[0] if whole else max(out.clause.left, out.trigger.i - 8)
    return any(is_people(scene, i) for i in range(begin, out.trigger.i))


def _named_before(scene: Scene, out: Draft) -> bool:
    """``الساعدي الذي سلمته X إلى Y``: the relative pronoun before the verb stands for a name."""
    t, i = scene.tagged, out.trigger.i
    return t.word(i - 1, "relative") is not None and t.get(i - 2, "family", "given") is not None


def _compatriots(scene: Scene, out: Draft) -> bool:
    """``عشرون لبنانيا مرحلين من ألمانيا``: a nationality right before the participle."""
    near = range(max(out.clause.left, out.trigger.i - 2), out.trigger.i)
    return out.frame.id == "extradition.deported" and any(scene.tagged.get(i, "nisba") for i in near)


def someone(scene: Scene, out: Draft) -> bool:
    """A name nobody knows, a group, a person without an office or with a former one, right after the trigger."""
    t, at = scene.tagged, out.trigger.j
    definite = t.bare(at).startswith("ال")
    if definite and all(_unheard(scene, k) for k in (at, at + 1)):
        return True  # تسليم البغدادي المحمودي
    if not definite and name_end(t, at, strict=False, busy=scene.busy) - at >= 2:
        return True
    if any(a.kind == "group" and 0 <= a.i - at <= 2 for a in scene.actors):
        return True
    told = out.slots.get("object") + out.slots.get("of") + out.slots.get("more")
    return any(a.kind == "person" and (a.role is None or is_former(scene, a)) for a in told)


def _unheard(scene: Scene, i: int) -> bool:
    """A definite word that is in no list, as parts of a man's name are."""
    word, lexicon = scene.tagged.bare(i), scene.tagged.lexicon
    plain = word in lexicon.common or word in lexicon.everyday or word[2:] in lexicon.common
    return word.startswith("ال") and not plain and all(x.kind in ("given", "family") for x in terms_at(scene, i))


def _materiel(scene: Scene, out: Draft) -> bool:
    near = range(out.trigger.j, min(out.trigger.j + 6, out.clause.right))
    return any(
        t.kind == "class" and t.id == "materiel" for i in near for tag in scene.tagged.starts[i] for t in tag.terms
    )


def _asked_for(scene: Scene, out: Draft, moved: bool, people: bool) -> bool:
    near = range(out.trigger.j, min(out.trigger.j + 6, out.clause.right))
    named = any(scene.tagged.get(i, "nisba") for i in near)
    return not _materiel(scene, out) and (people or named or (moved and "طلب" in scene.tagged.bare(out.trigger.i)))


def _returned(scene: Scene, out: Draft, moved: bool) -> bool:
    """``إعادة ستة يمنيين``: only numbers and collectives stand between the noun and the people (not ``إعادة توزيع
    اللاجئين``)."""
    t, trigger = scene.tagged, out.trigger
    if trigger.is_verb:
        counted = counted_people(scene, out)
        agents = any(a.country for a in out.slots.get("subject"))
        if agents:
            head = patient(scene, out)
            close = head is not None and len(_free(scene, trigger.j, head)) <= CLOSE
            return counted or (moved and (close or _before(scene, out)))
        told_from = any(p.mark == "from" and p.i >= trigger.j and p.i < out.clause.right for p in scene.places)
        near = any(is_people(scene, i) for i in range(trigger.j, min(trigger.j + 4, out.clause.right)))
        people = trigger.term.suffix and _before(scene, out, whole=True)
        return moved and (counted or near or (bool(people) and (told_from or home_at(scene, out) is not None)))
    if not moved:
        return False
    for i in range(trigger.j, min(trigger.j + 8, out.clause.right)):
        if is_people(scene, i) or (t.get(i, "nisba") and not t.bare(i).startswith("ال")):
            return True
        word = t.bare(i)
        if not (word.isdigit() or word in t.lexicon.grammar.numbers or t.word(i, "collectives")):
            return False
    return False


def _free(scene: Scene, i: int, j: int) -> list[int]:
    """Tokens that belong to no actor, place or time."""
    taken = {k for a in scene.actors for k in range(a.i, a.j)} | {k for p in scene.places for k in range(p.i, p.j)}
    return [k for k in range(i, j) if k not in taken and k not in scene.busy]


def state_after(scene: Scene, out: Draft) -> Actor | None:
    """The state right after a noun of handing over, whose act it is."""
    if out.trigger.is_verb or out.trigger.term.suffix or out.frame.id not in ("extradition.hand", "extradition.return"):
        return None
    near = (a for a in scene.actors if a.i == out.trigger.j and a.country and not a.mark)
    return next((a for a in near if a.kind in ("org", "country")), None)
