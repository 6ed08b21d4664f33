"""Step 5e: arrests: by whom, with whom, on whose warrant or request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import is_people, subjects
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import Cast

ASKS = 14  # tokens from a verb of asking to the noun of the arrest asked for
THERE = 4  # tokens from an arrest told aside to where it was
WARRANT = 6  # tokens from the word of a warrant to the state that issued it


def arrest(scene: Scene, cast: Cast, out: Draft) -> None:
    """Sides of an arrest: who took the person, with whom, and for whom."""
    begin, end = out.clause.sentence
    out.sides = [
        (p, _placed(scene, cast, out, a))
        for p, a in out.sides
        if p == "agent" and _acts(scene, a) and not _searches(scene, a) and not _of_who_is_taken(scene, a)
    ]
    out.sides = [(p, a) for p, a in out.sides if not scene.tagged.word(a.i, "no_state")]
    if out.trigger.is_verb and scene.tagged.bare(out.trigger.i - 1) == "من":  # تمكنت X من ضبط: X did it
        out.sides = _who_managed(scene, out) or out.sides
    out.sides = out.sides or _set_out(scene, out) or _who_managed(scene, out)
    if not out.sides and out.place is None:  # أوقفت شرطة مطار محمد الخامس: of the place that follows
        near = (p for p in scene.places if 0 < p.i - out.trigger.j <= 2 and scene.tagged.word(p.i - 1, "policing"))
        out.place = next(near, None)
    if not any(p == "agent" for p, _ in out.sides) and out.place is not None:
        at = (out.place.i, out.place.j)
        out.sides.append(("agent", Actor(*at, "country", country=out.place.country, country_at=at, rule="actor.place")))
    _taken_there(scene, out)
    _asked_for(scene, out)
    _joint_adjectives(scene, out)
    _partner(scene, out, begin, end)
    _together(scene, out, begin, end)
    _joint_before(scene, out, begin)
    known = out.countries()
    for asker in askers(scene, out) if not out.status_at else ():
        if asker.country not in known:
            out.sides.append(("recipient", asker))
            known.add(asker.country or "")
    agents = [a for p, a in out.sides if p == "agent" and a.country and len(a.country) == 2]
    if out.place is None and agents:
        out.place_by = agents[0].country or ""
    people = subjects(scene, out)
    theirs = [a for a in people if a.country and a.country not in out.countries()]
    if any(_wanted_at_home(scene, out, i) for i in range(out.trigger.j, end)):
        out.sides += [("recipient", replace(a, kind="country", rule="actor.own-country")) for a in theirs]
    out.sides += [("subject", a) for a in people]


def _acts(scene: Scene, actor: Actor) -> bool:
    """An institution or state, or those who act for it (``عناصر الشرطة الإسبانية``); not who only suspects him
    (``أوقف أمس، تشتبه السلطات التونسية بمشاركته``)."""
    if scene.tagged.word(actor.i - 1, "accuses") is not None:
        return False
    return actor.kind in ("org", "country") or actor.rule == "actor.members"


def _taken_there(scene: Scene, out: Draft) -> None:
    """``تسلمت X متهما بعد توقيفه في Y``: Y took him, and X, who got him then, wanted him."""
    t = scene.tagged
    if out.trigger.is_verb or not any(t.word(k, "after_it") for k in (out.trigger.i - 1, out.trigger.i - 2)):
        return
    near = range(out.trigger.j, min(out.trigger.j + THERE, out.clause.right))
    there = next((p for p in scene.places if p.i in near and p.mark == "in" and not p.inside), None)
    agents = [a for p, a in out.sides if p == "agent" and a.country]
    if there is None or not agents or there.country in {a.country for a in agents}:
        return
    at = (there.i, there.j)
    taker = Actor(*at, "country", country=there.country, country_at=at, rule="actor.place")
    out.sides = [("agent", taker), *(("recipient", a) for a in agents)]
    out.place = there


def _asked_for(scene: Scene, out: Draft) -> None:
    """``طلبت X من الإنتربول توقيف Y``: who asks is to get the person, who is asked is to take him; it is not done."""
    t, begin = scene.tagged, max(out.clause.sentence[0], out.trigger.i - ASKS)
    asks = next((i for i in range(out.trigger.i - 1, begin - 1, -1) if t.word(i, "asks")), None)
    if out.trigger.is_verb or asks is None:
        return
    between = [a for a in scene.actors if asks < a.i and a.j <= out.trigger.i and a.country]
    asked = next((a for a in between if a.mark == "from"), None)
    told = [a for a in between if not a.mark] or [
        a for a in scene.actors if out.clause.sentence[0] <= a.i and a.j <= asks and a.country and not a.mark
    ][-1:]
    if asked is None or not told or told[0].country == asked.country:
        return
    out.sides = [("agent", asked), ("recipient", told[0])]
    out.status, out.status_at = "planned", (asks, asks + 1)


def _set_out(scene: Scene, out: Draft) -> list[tuple[str, Actor]]:
    """``إقدام القوات التركية على توقيفه``: who stands before على and the noun of the arrest."""
    on = out.trigger.i - 1
    if out.trigger.is_verb or not scene.tagged.among(on, "of_way"):
        return []
    return [("agent", a) for a in scene.actors if a.j == on and a.kind in ("org", "country") and a.country]


def _who_managed(scene: Scene, out: Draft) -> list[tuple[str, Actor]]:
    """``تمكنت عناصر الأمن بمطار X بمدينة Y، أمس، من توقيف``: who managed to, of the place told next to him."""
    t, at = scene.tagged, out.trigger.i
    verb = next((k for k in range(out.clause.left, at) if t.word(k, "manages")), None)
    if verb is None or t.bare(at - 1) != "من":
        return []
    near = (a for a in scene.actors if verb < a.i <= verb + 4 and a.kind in ("org", "country") and not a.mark)
    that = verb - 1 if t.word(verb - 1, "relative") else -1  # إلى الإنتربول X الذي تمكن من القبض عليه
    who = next(near, None) or next((a for a in scene.actors if a.j == that and a.kind in ("org", "country")), None)
    place = next((p for p in scene.places if who and who.j <= p.i < at and p.mark == "in" and not p.inside), None)
    if who is None or (who.country is None and place is None):
        return []
    if who.country is None and place is not None:
        who = replace(who, country=place.country, country_at=(place.i, place.j))
        out.place = out.place or place
    return [("agent", who)]


def _of_who_is_taken(scene: Scene, actor: Actor) -> bool:
    """``ضبط امرأة سورية``: the adjective of nationality after a word for people, spelled like the state."""
    return actor.kind == "country" and is_people(scene, actor.i - 1)


def _wanted_at_home(scene: Scene, out: Draft, i: int) -> bool:
    """``بمذكرة صادرة عن سلطات بلاده``: the state of the person himself wants him."""
    near = range(max(out.trigger.j, i - WARRANT - 2), i)
    told = scene.tagged.word(i, "own_country") is not None
    return told and any(scene.tagged.word(k, "warrant", "warrant_heads", "wanted", "issues") for k in near)


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
            told = [(p, a) for p, a in out.sides if not _by_page(a, begin)]  # الأجهزة الأمنية: of one of the two
            ordered = sorted(partners.values(), key=lambda a: (a.mark == "with", a.i))
            own = {a.country for _, a in told}
            out.sides = told + [("agent", a) for a in ordered if a.country not in own]
            return


def _by_page(actor: Actor, begin: int) -> bool:
    """Whether an institution's state was told before the sentence that begins at token ``begin``."""
    return actor.kind == "org" and actor.i >= begin and actor.country_at is not None and actor.country_at[0] < begin


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
        wanted = wanted or (actor.mark == "in" and any(t.word(i, "wanted") for i in range(actor.i - 3, actor.i)))
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
