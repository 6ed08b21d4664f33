"""Step 5e: people in custody: who is arrested or handed over, by whom, for whom, and of which nationality.

Private persons have no name (codebook): an ``Actor`` for them is a group with the nationality that the page gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.find.actors import Actor
from marsad.find.clauses import Scene
from marsad.find.draft import Draft
from marsad.find.names import name_end
from marsad.find.resolve import Cast
from marsad.lexicon import Term
from marsad.model import Status

PATIENT = 24  # tokens from the trigger to the word for the person, past its subject, times and places
CLOSE = 6  # tokens from a trigger of many senses (استعادة, أعاد) to the person
PHRASE = 5  # tokens from that word to his nationality, past other adjectives
ASIDE = ("with", "to", "by", "about", "between", "in")  # a person told with these is not the one handed over
NATIONALITY = 3  # sentences back in which a nationality told is still the person's
CUSTODY = ("extradition", "arrest")
OUTLOOKS: tuple[tuple[str, Status], ...] = (("handover_stops", "denied"), ("handover_plans", "planned"))
WARRANT = 6  # tokens from the word of a warrant to the state that issued it


# --- the person


def _terms(scene: Scene, i: int) -> Iterator[Term]:
    return (term for tag in scene.tagged.starts[i] for term in tag.terms)


def is_people(scene: Scene, i: int) -> bool:
    """Whether a word for people who are arrested or handed over stands at token ``i``."""
    return 0 <= i < len(scene.tagged.starts) and any(
        t.kind == "class" and t.id in ("captive", "deported") for tag in scene.tagged.starts[i] for t in tag.terms
    )


def patient(scene: Scene, out: Draft) -> int | None:
    """The word for the person who is arrested or handed over, after the trigger and in its clause."""
    t = scene.tagged
    inside = {i for a in scene.actors if a.kind in ("org", "person") for i in range(a.i, a.j)}
    for i in range(out.trigger.j, min(out.clause.right, out.trigger.j + PATIENT)):
        if scene.verbs.get(i) in ("says", "frame") and not is_people(scene, i):
            return None
        if i > out.trigger.j and any(x.kind == "frame" and x.id.startswith(CUSTODY) for x in _terms(scene, i)):
            return None
        if i in inside or i in scene.busy or not is_people(scene, i):
            continue
        if i == out.trigger.j and out.trigger.is_verb and t.bare(i).endswith("ون"):
            return None  # استعاد مقاتلون المدينة: those who act
        before = t.word(i - 1, "prepositions")
        group = next((x.detail for x in before.terms if x.id == "prepositions"), "") if before else ""
        marked = any(tag.clitics[-1:] in ("ب", "ل", "ك") for tag in t.starts[i])
        if group not in ASIDE and (not marked or i == out.trigger.j):
            return i
    return None


def nationalities(scene: Scene, head: int) -> list[Actor]:
    """``مواطنا فرنسيا``, ``المهاجرين الماليين والسنغاليين``, ``شخصا من جنسية تركية``: whose is the word at ``head``."""
    t = scene.tagged
    found: list[Actor] = []
    for i in range(head + 1, min(head + 1 + PHRASE, len(t.tokens))):
        hit = t.get(i, "nisba")
        if hit is not None and not any(a.kind == "org" and a.i <= i < a.j for a in scene.actors):
            if found and hit[0].clitics[:1] != "و":
                break
            found.append(_group(i, hit[0].j, hit[1].id))
        elif found or not t.bare(i)[:1].isalpha() or i in scene.verbs or _ends_phrase(scene, i):
            break
    return found


def _group(i: int, j: int, country: str) -> Actor:
    return Actor(i, j, "group", country=country, country_at=(i, j), rule="actor.private")


def _ends_phrase(scene: Scene, i: int) -> bool:
    t = scene.tagged
    if t.word(i, "relative", "clause_breaks"):
        return True
    return t.word(i, "prepositions") is not None and t.word(i + 1, "of_origin") is None and not is_people(scene, i + 1)


def subjects(scene: Scene, out: Draft) -> list[Actor]:
    """The people arrested or handed over: one for each nationality told, one without where none is."""
    head = patient(scene, out)
    told = nationalities(scene, out.trigger.j - 1 if head is None else head)
    return told or _group_taken(scene, out) or _former_official(scene, out) or [_private(scene, out)]


def _group_taken(scene: Scene, out: Draft) -> list[Actor]:
    """``احتجزت الشرطة خبيرا روسيا``: an official or expert told by his nationality alone, who acts in nothing."""
    right = min(out.clause.right, out.trigger.j + PATIENT)
    acts = {a.i for p, a in out.sides if p in ("agent", "recipient")}
    return [
        replace(a, rule="actor.private")
        for a in scene.actors
        if out.trigger.j <= a.i < right and a.kind == "group" and a.country and a.mark in ("", "on") and a.i not in acts
    ][:1]


def _former_official(scene: Scene, out: Draft) -> list[Actor]:
    """``توقيف وزير المالية الموزمبيقي الأسبق``: who held an office is of its state."""
    for slot in ("object", "of", "more"):
        for actor in out.slots.get(slot):
            if actor.kind == "person" and actor.country and actor.role and _former(scene, actor):
                return [_group(*(actor.country_at or (actor.i, actor.j)), actor.country)]
    return []


def _former(scene: Scene, actor: Actor) -> bool:
    return any(scene.tagged.word(i, "former") for i in range(actor.i, actor.j + 2))


def _private(scene: Scene, out: Draft) -> Actor:
    """The person by the nationality that the words next to him, or the page before, give."""
    for i in range(max(out.clause.left, out.trigger.i - 3), min(out.clause.right, out.trigger.j + 12)):
        hit = scene.tagged.get(i, "nisba")
        if hit is None or any(a.kind in ("org", "person") and a.i <= i < a.j and a.role for a in scene.actors):
            continue
        if any(a.kind in ("org", "group") and a.i <= i < a.j and not is_people(scene, a.i) for a in scene.actors):
            continue
        if _of_a_person(scene, out, i):
            return _group(i, hit[0].j, hit[1].id)
    told = _nationality_told(scene, out)
    if told is not None and told[0] not in {a.country for p, a in out.sides if p == "agent"}:
        at = (told[1], told[2])
        return Actor(out.trigger.i, out.trigger.j, "group", country=told[0], country_at=at, rule="actor.private-page")
    return Actor(out.trigger.i, out.trigger.j, "group", rule="actor.private")


def _of_a_person(scene: Scene, out: Draft, i: int) -> bool:
    """Whether the nationality at ``i`` is a person's: after a word for people, a number, a name, or the trigger."""
    t = scene.tagged
    before = t.bare(i - 1)
    people = any(is_people(scene, k) for k in range(max(i - 2, 0), i)) or t.word(i - 1, "groups", "wanted")
    counted = before.isdigit() or before in t.lexicon.grammar.numbers
    named = any(a.kind == "person" and a.j == i for a in scene.actors)
    alone = 0 <= i - out.trigger.j <= 1 or t.bare(i - 1).removeprefix("ال").startswith("جنسي")
    return bool(people) or counted or named or alone or (t.bare(i).startswith("ال") is False and _named_next(scene, i))


def _named_next(scene: Scene, i: int) -> bool:
    return any(a.kind == "person" and a.i == i + 1 for a in scene.actors) or scene.tagged.bare(i + 1).isdigit()


def _nationality_told(scene: Scene, out: Draft) -> tuple[str, int, int] | None:
    """The nationality that the page gives the person before: ``المغربي NAME``, ``NAME التركي``, ``مواطن أمريكي``."""
    t = scene.tagged
    official = {a.name for _, a in out.sides if a.name}
    people = {a.i: a for a in scene.actors if a.kind == "person" and a.name and a.name not in official}
    ends = {a.j for a in people.values()}
    begin = t.tokens.sentences[max(out.clause.number - NATIONALITY, 0)][0]
    title = [i for i in range(*t.tokens.sentences[0]) if i < begin]
    for i in [*range(out.trigger.i, begin - 1, -1), *title]:
        hit = t.get(i, "nisba")
        if hit is None or any(a.kind == "org" and a.i <= i < a.j for a in scene.actors):
            continue
        after = hit[0].j
        if i and t.bare(i - 1).removeprefix("ال").startswith("جنسي"):
            return hit[1].id, i, after
        if (i and is_people(scene, i - 1)) or after in people or i in ends:
            return hit[1].id, i, after
    return None


# --- arrests


def arrest(scene: Scene, cast: Cast, out: Draft) -> None:
    """Sides of an arrest: who took the person, with whom, and for whom."""
    begin, end = out.clause.sentence
    out.sides = [
        (p, _placed(scene, cast, out, a))
        for p, a in out.sides
        if p == "agent" and a.kind in ("org", "country") and not _searches(scene, a)
    ]
    if not any(p == "agent" for p, _ in out.sides) and out.place is not None:
        at = (out.place.i, out.place.j)
        out.sides.append(("agent", Actor(*at, "country", country=out.place.country, country_at=at, rule="actor.place")))
    _joint_adjectives(scene, out)
    _partner(scene, out, begin, end)
    _together(scene, out, begin, end)
    _joint_before(scene, out, begin)
    known = out.countries()
    for asker in askers(scene, out):
        if asker.country not in known:
            out.sides.append(("recipient", asker))
            known.add(asker.country or "")
    agents = [a for p, a in out.sides if p == "agent" and a.country and len(a.country) == 2]
    if out.place is None and agents:
        out.place_by = agents[0].country or ""
    people = subjects(scene, out)
    theirs = [a for a in people if a.country and a.country not in out.countries()]
    if any(scene.tagged.word(i, "own_country") for i in range(out.trigger.j, end)):  # صادرة عن سلطات بلاده
        out.sides += [("recipient", replace(a, kind="country", rule="actor.own-country")) for a in theirs]
    out.sides += [("subject", a) for a in people]


def _together(scene: Scene, out: Draft, begin: int, end: int) -> None:
    """``بفضل التنسيق الأمني بين الجزائر وإيطاليا``: both states had a share in the arrest."""
    t = scene.tagged
    both = [a for a in scene.actors if begin <= a.i < end and a.mark == "between" and a.country and a.kind != "person"]
    if len(both) > 1 and any(t.word(i, "coordination") for i in range(max(begin, both[0].i - 5), both[0].i)):
        known = out.countries()
        out.sides += [("agent", a) for a in both[:2] if a.country not in known]


def _joint_before(scene: Scene, out: Draft, begin: int) -> None:
    """``… في عملية مشتركة مع الشرطة الإسبانية. وأسفرت العملية عن توقيف شخصين``: the arrest that the joint operation
    told just before brought about is of all who took part in it."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    caused = any(t.word(i, "causes") for i in range(begin, out.trigger.i))
    if not caused or len(out.countries()) > 1 or out.clause.number == 0:
        return
    for first, end in reversed(sentences[max(0, out.clause.number - 3) : out.clause.number]):
        if not any(t.word(i, "joint", "jointly") for i in range(first, end)):
            continue
        took = [a for a in scene.actors if first <= a.i < end and a.kind in ("org", "country") and a.mark != "in"]
        partners = {a.country: a for a in reversed(took) if a.country and len(a.country) == 2}
        if len(partners) == 2 and out.countries() <= set(partners):
            out.sides += [("agent", a) for c, a in partners.items() if c not in out.countries()]
            return


def _searches(scene: Scene, actor: Actor) -> bool:
    """``مبحوث عنه من طرف القضاء البلجيكي``: who searches for him, not who took him."""
    before = range(max(actor.i - 6, 0), actor.i)
    return actor.mark == "by" and any(scene.tagged.word(i, "wanted", "warrant") for i in before)


def _placed(scene: Scene, cast: Cast, out: Draft, actor: Actor) -> Actor:
    """``الشرطة`` with no state told is that of the place of the arrest, of who speaks, or of the page."""
    if actor.country is not None or actor.kind != "org":
        return actor
    if out.place is not None:
        return replace(actor, country=out.place.country, country_at=(out.place.i, out.place.j))
    begin = out.clause.sentence[0]
    spoke = [a for a in scene.actors if begin <= a.i and a.j <= actor.i and a.country and a.kind in ("org", "person")]
    if spoke:
        return replace(actor, country=spoke[-1].country, country_at=spoke[-1].country_at)
    home = next((a for a in scene.actors if a.country == cast.home and a.country_at), None)
    return replace(actor, country=home.country, country_at=home.country_at) if home is not None else actor


def _joint_adjectives(scene: Scene, out: Draft) -> None:
    """``في عملية مغربية إسبانية مشتركة``: the nationalities before the word for joint took part."""
    begin, end = out.clause.sentence
    for i in range(begin, end):
        for k in range(max(begin, i - 4), i) if scene.tagged.word(i, "joint") else ():
            hit = scene.tagged.get(k, "nisba")
            if hit is not None and hit[1].id not in out.countries():
                at = (k, hit[0].j)
                actor = Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")
                out.sides.append(("agent", actor))


def _partner(scene: Scene, out: Draft, begin: int, end: int) -> None:
    """``بتنسيق مع الأمن المغربي``: the first institution or state told to have a share in the arrest."""
    own = out.countries()
    for actor in scene.actors:
        told = begin <= actor.i < end and actor.kind in ("org", "country") and actor.country
        before = range(max(begin, actor.i - 6), actor.i)
        if told and actor.country not in own and any(scene.tagged.word(i, "jointly") for i in before):
            out.sides.append(("agent", actor))
            return


def askers(scene: Scene, out: Draft) -> Iterator[Actor]:
    """States and bodies that want the person: ``مطلوبا للمغرب``, ``بطلب من القاهرة``, ``مذكرة توقيف أمريكية``,
    ``نشرة حمراء صادرة عن الإنتربول``; told in the sentence or, of his warrant, in the next one.
    """
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    begin, end = out.clause.sentence
    own = {a.country for p, a in out.sides if p == "agent"}
    told = [a for a in scene.actors if begin <= a.i < end and a.kind in ("org", "country") and a.country]
    for actor in told:
        before = range(max(begin, actor.i - 6), actor.i)
        wanted = actor.mark in ("to", "by") and any(t.word(i, "wanted") for i in range(actor.i - 3, actor.i))
        wanted = wanted or (actor.mark == "in" and any(t.word(i, "wanted") for i in (actor.i - 2, actor.i - 1)))
        if actor.country not in own and (wanted or any(t.word(i, "warrant") for i in before)):
            yield actor
    if (getter := _handed_to(scene, out)) is not None and getter.country not in own:
        yield getter
    windows = [(begin, end)]
    if out.clause.number + 1 < len(sentences):
        windows.append(sentences[out.clause.number + 1])
    for left, right in windows:
        for i in range(left, right):
            issuer = _issuer(scene, i, left, right) if t.word(i, "warrant_heads") else None
            if issuer is not None and issuer.country not in own:
                yield issuer


def _handed_to(scene: Scene, out: Draft) -> Actor | None:
    """``اعتقل في X وتم تسليمه إلى Y``: the state to which he is then handed over wanted him."""
    t, end = scene.tagged, out.clause.sentence[1]
    for i in range(out.trigger.j, end):
        told = any(x.kind == "frame" and x.id.startswith("extradition") for tag in t.starts[i] for x in tag.terms)
        if told:
            near = range(i, min(i + 6, end))
            states = (a for a in scene.actors if a.i in near and a.country and a.mark == "to")
            return next((a for a in states if a.kind in ("org", "country")), None)
    return None


def _issuer(scene: Scene, i: int, begin: int, end: int) -> Actor | None:
    """Of which state or body the warrant, notice or request at token ``i`` is; before it where it is told to issue
    it (``أصدرت إيطاليا في حقه مذكرة``)."""
    t = scene.tagged
    states = {a.i: a for a in scene.actors if a.country and a.kind in ("org", "country")}
    for k in range(i + 1, min(i + 1 + WARRANT, end)):
        actor = states.get(k)
        if actor is not None and actor.mark not in ("in", "to"):
            return actor
        hit = t.get(k, "nisba")
        if hit is not None and not is_people(scene, k - 1) and not hit[0].clitics:
            at = (k, hit[0].j)
            return Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")
        if is_people(scene, k) or t.word(k, "clause_breaks"):
            break
    for k in range(i - 1, max(begin, i - 8), -1):
        if t.word(k, "issues"):
            return next((states[n] for n in range(k + 1, i) if n in states and not states[n].mark), None)
    return None


# --- extraditions


def person_handed(scene: Scene, out: Draft, diplomat: bool) -> bool:
    """Whether somebody is handed over to, or received from, another state. ``diplomat`` says that the clause names
    one."""
    trigger = out.trigger
    if diplomat and out.frame.id == "extradition.return":
        return False
    moved = _moved(scene, out)
    if trigger.term.suffix and out.frame.id != "extradition.return":
        if not _of_people(scene, out):
            return False
        by_state = any(a.country for a in out.slots.get("subject"))
        before = _before(scene, out, whole=True)
        told = before and (out.frame.id == "extradition.receive" or (trigger.is_verb and by_state))
        if moved or told or _agreed(scene, out) or out.frame.status == "planned":
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
    told = _before(scene, out) or _compatriots(scene, out) or someone(scene, out) or counted_people(scene, out)
    court = any(scene.tagged.word(i, "justice") for i in range(*out.clause.sentence))
    return (head is not None and bool(moved or out.frame.status)) or ((told or court) and moved)


def _of_people(scene: Scene, out: Draft) -> bool:
    """Whether the pronoun of ``تسليمه`` can be a person's: people or a court are told before it, here or in the
    sentence or title before, and no weapons or goods nearer."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    number, at = out.clause.number, out.trigger.i
    begin = sentences[max(number - 1, 0)][0]
    if out.trigger.term.suffix == "ها" and patient(scene, out) is None:  # of things mostly: a woman must be told
        return any(is_people(scene, i) and t.bare(i).endswith("ه") for i in range(begin, at))
    for i in range(at - 1, begin - 1, -1):
        if is_people(scene, i) or t.word(i, "justice", "wanted", "held") or any(
            x.kind == "frame" and x.id.startswith(CUSTODY) for x in _terms(scene, i)
        ):
            return True
        things = any(x.kind == "class" and x.id in ("materiel", "intelligence") for x in _terms(scene, i))
        if things or t.bare(i) in out.frame.unless or t.word(i, "things_handed"):
            return False
    around = [*range(*sentences[0]), *range(at, out.clause.sentence[1])]
    return any(is_people(scene, i) or t.word(i, "justice", "wanted") for i in around)


def _moved(scene: Scene, out: Draft) -> bool:
    """Whether the state that gets the person, or the one that gives him up, is told with the trigger."""
    t, trigger = scene.tagged, out.trigger
    after = range(trigger.j, min(trigger.j + PATIENT, out.clause.right))
    if any(a.country for a in out.slots.get("to") + out.slots.get("from")):
        return True
    if out.place is not None and out.place.mark == "to":
        return True
    if any(p.mark in ("from", "to") and trigger.j <= p.i < out.clause.right and not p.inside for p in scene.places):
        return True
    if len({a.country for a in out.slots.get("between") if a.country}) > 1 or wanted_in(scene, out) is not None:
        return True
    if home_at(scene, out) is not None:
        return True
    if patient(scene, out) is not None and _state_after(scene, out) is not None:
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
    people = (nationalities(scene, head) if head is not None else []) or _group_taken(scene, out)
    people = people or _former_official(scene, out)
    theirs = {a.country for a in people}
    before = [
        a
        for a in scene.actors
        if out.clause.left <= a.i and a.j <= out.trigger.i and a.kind in ("org", "country") and a.country
    ]
    agents = {a.country for a in out.slots.get("subject") + out.slots.get("by") + before[-1:] if a.country}
    court = any(scene.tagged.word(i, "justice") for i in range(*out.clause.sentence))
    deported = "رحيل" in scene.tagged.bare(out.trigger.i)
    return (court or deported) and bool(theirs and agents - theirs)


def _agreed(scene: Scene, out: Draft) -> bool:
    return any(scene.tagged.word(i, "agrees") for i in range(max(out.clause.left, out.trigger.i - 6), out.trigger.i))


def _before(scene: Scene, out: Draft, *, whole: bool = False) -> bool:
    """Whether people are told before the trigger, in its clause or, for a pronoun, in the ``whole`` sentence."""
    begin = out.clause.sentence[0] if whole else max(out.clause.left, out.trigger.i - 8)
    return any(is_people(scene, i) for i in range(begin, out.trigger.i))


def _compatriots(scene: Scene, out: Draft) -> bool:
    """``عشرون لبنانيا مرحلين من ألمانيا``: a nationality right before the participle."""
    near = range(max(out.clause.left, out.trigger.i - 2), out.trigger.i)
    return out.frame.id == "extradition.deported" and any(scene.tagged.get(i, "nisba") for i in near)


def someone(scene: Scene, out: Draft) -> bool:
    """A name nobody knows, a group, a person without an office or with a former one, right after the trigger."""
    t, at = scene.tagged, out.trigger.j
    definite = t.bare(at).startswith("ال")
    if not definite and name_end(t, at, strict=False, busy=scene.busy) - at >= 2:
        return True
    if any(a.kind == "group" and 0 <= a.i - at <= 2 for a in scene.actors):
        return True
    told = out.slots.get("object") + out.slots.get("of") + out.slots.get("more")
    return any(a.kind == "person" and (a.role is None or _former(scene, a)) for a in told)


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
            close = head is not None and head - trigger.j <= 2 * CLOSE
            return counted or (moved and (close or _before(scene, out)))
        told_from = any(p.mark == "from" and p.i >= trigger.j and p.i < out.clause.right for p in scene.places)
        near = any(is_people(scene, i) for i in range(trigger.j, min(trigger.j + 4, out.clause.right)))
        return moved and (counted or near or told_from or home_at(scene, out) is not None)
    if not moved:
        return False
    for i in range(trigger.j, min(trigger.j + 8, out.clause.right)):
        if is_people(scene, i) or (t.get(i, "nisba") and not t.bare(i).startswith("ال")):
            return True
        word = t.bare(i)
        if not (word.isdigit() or word in t.lexicon.grammar.numbers or t.word(i, "collectives")):
            return False
    return False


def counted_people(scene: Scene, out: Draft) -> bool:
    """``ستة يمنيين``, ``22 باكستانيا``, ``9 سائحين``: a number and an adjective of nationality or a word for people."""
    numbers = scene.tagged.lexicon.grammar.numbers
    for i in range(out.trigger.j, min(out.clause.right, out.trigger.j + 8)):
        counted = scene.tagged.bare(i) in numbers or scene.tagged.bare(i).isdigit()
        if counted and i not in scene.busy and (scene.tagged.get(i + 1, "nisba") or is_people(scene, i + 1)):
            return True
    return False


def extradition(scene: Scene, out: Draft) -> None:
    """Sides of a handover: who gives the person up, who gets him, and who he is."""
    if out.frame.id == "extradition.exchange":
        out.sides = [("agent", a) for _, a in out.sides if a.country]
        out.sides.append(("subject", Actor(out.trigger.i, out.trigger.j, "group", rule="actor.private")))
        return
    _asked(scene, out)
    _before_a_court(scene, out)
    _got_back(scene, out)
    kept = [
        (p, a)
        for p, a in out.sides
        if a.kind in ("org", "country")
        or (a.kind == "group" and not is_people(scene, a.i))
        or (a.role is not None and a.kind == "person" and (p == "agent" or not out.trigger.term.suffix))
    ]
    out.sides = [(p, a) for p, a in kept if p in ("agent", "recipient") and a.country]
    _handed_from(scene, out)
    _ways(scene, out)
    _genitive_state(scene, out)
    _who_hands_over(scene, out)
    _held_there(scene, out)
    states = any(p == "agent" and a.country and len(a.country) == 2 for p, a in out.sides)
    out.sides = [(p, a) for p, a in out.sides if p != "agent" or not states or len(a.country or "") == 2]  # its notice
    people = subjects(scene, out)
    wants = wanted_in(scene, out)
    if wants is not None and not any(p == "recipient" for p, _ in out.sides) and wants.country not in out.countries():
        out.sides.append(("recipient", wants))
    if home_at(scene, out) is not None and not any(p == "recipient" for p, _ in out.sides):
        out.sides += [("recipient", replace(a, kind="country", rule="actor.own-country")) for a in people if a.country]
    out.sides += [("subject", a) for a in people]
    _outlook(scene, out)


def _ways(scene: Scene, out: Draft) -> None:
    """The state told with إلى gets the person, the one told with من gives him up."""
    taken = {a.i for _, a in out.sides}
    for place in scene.places:
        if not (out.trigger.j <= place.i < out.clause.right) or place.i in taken or place.inside:
            continue
        part = {"to": "recipient", "from": "agent"}.get(place.mark)
        if part is None and _from_camp(scene, out, place.i):
            part = "agent"
        if part and place.country not in out.countries() and not any(p == part for p, _ in out.sides):
            at = (place.i, place.j)
            out.sides.append((part, Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


def _from_camp(scene: Scene, out: Draft, at: int) -> bool:
    """``من مخيم الهول في سوريا``, ``من سجون العراق``: a place inside the state that gives people up."""
    t = scene.tagged
    near = range(max(out.trigger.j, at - 5), at)
    return any(t.word(k, "camps") and t.bare(k - 1) == "من" for k in near)


def _handed_from(scene: Scene, out: Draft) -> None:
    """``اعتقل في X وتم تسليمه إلى Y``: the state where he was, told before in the sentence, hands him over."""
    number, sentences = out.clause.number, scene.tagged.tokens.sentences
    begin = out.clause.sentence[0]
    if number and any(scene.tagged.word(i, "held") for i in range(*sentences[number - 1])):
        begin = sentences[number - 1][0]
    before = [
        p for p in scene.places if begin <= p.i < out.trigger.i and p.mark == "in" and not (p.inside or p.dateline)
    ]
    recipients = {a.country for p, a in out.sides if p == "recipient"}
    if any(p == "agent" for p, _ in out.sides) or not recipients or not before or before[-1].country in recipients:
        return
    at = (before[-1].i, before[-1].j)
    out.sides.append(("agent", Actor(*at, "country", country=before[-1].country, country_at=at, rule="actor.place")))


def _held_there(scene: Scene, out: Draft) -> None:
    """``تسليم متهم إلى هولندا بعد اعتقاله في المغرب``: the state where he is held gives him up."""
    if any(p == "agent" and len(a.country or "") == 2 for p, a in out.sides):
        return
    begin, end = out.clause.sentence
    known = out.countries()
    for place in scene.places:
        if not begin <= place.i < end or place.mark != "in" or place.country in known:
            continue
        if any(scene.tagged.word(i, "held") for i in range(max(begin, place.i - 4), place.i)):
            at = (place.i, place.j)
            actor = Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")
            out.sides = [(p, a) for p, a in out.sides if p != "agent"]
            out.sides.append(("agent", actor))
            return


def _genitive_state(scene: Scene, out: Draft) -> None:
    """``تسليم المغرب متهما إلى X``: the state right after the noun hands over; ``وافقت X على تسليم Y متهما``: it gets
    the person, where another state acts before."""
    state = _state_after(scene, out)
    if state is None or state.country in out.countries():
        return
    before = [
        a
        for a in scene.actors
        if out.clause.left <= a.i and a.j <= out.trigger.i and a.kind in ("org", "country") and a.country and not a.mark
    ]
    if before and before[-1].country != state.country and not any(p == "recipient" for p, _ in out.sides):
        out.sides.append(("recipient", state))
    elif not any(p == "agent" for p, _ in out.sides):
        out.sides.append(("agent", state))


def _state_after(scene: Scene, out: Draft) -> Actor | None:
    if out.trigger.is_verb or out.trigger.term.suffix or out.frame.id not in ("extradition.hand", "extradition.return"):
        return None
    near = (a for a in scene.actors if a.i == out.trigger.j and a.country and not a.mark)
    return next((a for a in near if a.kind in ("org", "country")), None)


def _who_hands_over(scene: Scene, out: Draft) -> None:
    """``أصدر القضاء البلجيكي قرارا بتسليم X إلى Y``, ``وافقت سويسرا على تسليمه``: the subject of the clause, of
    another state, hands over.
    """
    if any(p == "agent" for p, _ in out.sides) or out.trigger.is_verb:
        return
    got = {a.country for p, a in out.sides if p == "recipient"}
    begin = out.clause.left
    told = [a for a in scene.actors if begin <= a.i and a.j <= out.trigger.i and a.country]
    before = [a for a in told if a.kind in ("org", "country") and not a.mark]
    before = before or [a for a in told if a.kind == "org" and a.mark in ("b", "in")]  # قضت محكمة بمجلس قضاء الجزائر
    sure = got or home_at(scene, out) is not None or _agreed(scene, out)
    sure = sure or bool(before and before[0].mark)
    if before and sure and before[-1].country not in got:
        out.sides.append(("agent", before[-1]))


def _asked(scene: Scene, out: Draft) -> None:
    """``طلبت X من Y تسليم …``, ``طالبت X Y بتسليم …``: who asks is to get the person, who is asked is to hand him
    over.
    """
    begin = max(out.clause.sentence[0], out.trigger.i - 14)
    asks = next((i for i in range(out.trigger.i - 1, begin - 1, -1) if scene.tagged.word(i, "asks")), None)
    if out.trigger.is_verb or asks is None or out.frame.id == "extradition.ask":
        return
    told = [a for a in scene.actors if asks < a.i and a.j <= out.trigger.i and a.country]
    earlier = [a for a in scene.actors if out.clause.sentence[0] <= a.i < asks and a.country and not a.mark][-1:]
    hit = scene.tagged.get(asks + 1, "nisba")
    if hit is not None and earlier and hit[1].id != earlier[0].country:  # رفض لبنان طلبا يابانيا بتسليم X
        at = (hit[0].i, hit[0].j)
        told, adjective = earlier, Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")
        askers = [adjective]
    elif scene.tagged.word(asks, "request") and told and told[0].mark == "from":  # طلبا من واشنطن بترحيلهم
        told, askers = earlier, told[:1]
    else:
        askers = [a for a in told if not a.mark] or earlier
    if not askers:
        return
    asked = [a for a in told if a.mark in ("from", "to")] or [a for a in told if a.country != askers[0].country]
    out.sides = [(p, a) for p, a in out.sides if p not in ("agent", "recipient")]
    out.sides += [("recipient", askers[0]), *[("agent", a) for a in asked[:1]]]
    out.status, out.status_at = "planned", (asks, asks + 1)


def _got_back(scene: Scene, out: Draft) -> None:
    """``أعلنت الوزارة أن متهما سلم إليها من تايلاند``: who was told before gets the person."""
    if out.frame.id.startswith("extradition.receive") or not scene.tagged.word(out.trigger.j, "back_pronouns"):
        return
    if any(a.country for a in out.slots.get("from")):
        subject = {a.i for a in out.slots.get("subject")}
        out.sides = [("recipient" if a.i in subject else p, a) for p, a in out.sides]


def _before_a_court(scene: Scene, out: Draft) -> None:
    """``تنظر محكمة بريطانية في طلب تسليم X إلى واشنطن``: the state told after the person asked for him, the court's is
    asked."""
    if out.frame.id != "extradition.ask" or out.slots.rule == "genitive":
        return
    gets = [a for p, a in out.sides if p == "agent" and a.mark == "to" and a.i - out.trigger.j > 1]
    gets = [a for a in gets if a.i >= out.trigger.j]
    if gets:
        others = [a for p, a in out.sides if p == "recipient" and a.country != gets[0].country]
        out.sides = [("recipient", gets[0]), *(("agent", a) for a in others)]


def _outlook(scene: Scene, out: Draft) -> None:
    """A court that allows a handover plans it (``حكما يجيز تسليم``); what is prevented does not happen (``أوقف
    ترحيل``)."""
    if out.trigger.is_verb or out.status_at:
        return
    for group, status in OUTLOOKS:
        for i in range(out.trigger.i - 1, max(out.clause.left, out.trigger.i - 9) - 1, -1):
            tag = scene.tagged.word(i, group)
            if tag is not None:
                out.status, out.status_at = status, (tag.i, tag.j)
                return
