"""Step 5e: extraditions and deportations: who hands over, to whom, from where, and how it ends."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import is_people, patient, sent_from, subjects
from marsad.find.frames.draft import Draft
from marsad.find.frames.handed import CLOSE, home_at, is_agreed, state_after, wanted_in, world_court
from marsad.find.phrases.actors import Actor
from marsad.model import Status

FLED = 3  # tokens from a word of fleeing to the state
ISSUED = 4  # tokens from a request to who issued it
OUTLOOKS: tuple[tuple[str, Status], ...] = (("handover_stops", "denied"), ("handover_plans", "planned"))


def _handed_to_speaker(scene: Scene, out: Draft) -> None:
    """``كشفت السلطات السعودية أن المغرب سلمها مطلوبين``: the pronoun beside the person is who got him, told before."""
    told = out.trigger.is_verb and out.trigger.term.suffix and out.frame.id == "extradition.hand"
    if not told or patient(scene, out) is None or any(p == "recipient" for p, _ in out.sides):
        return
    begin, own = out.clause.sentence[0], out.countries()
    before = [a for a in scene.actors if begin <= a.i and a.j <= out.trigger.i and a.kind in ("org", "country")]
    others = [a for a in before if a.country and a.country not in own]
    out.sides += [("recipient", a) for a in others[-1:]]


def _fled_from(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``سلمت X متهما هرب من Y``: the state that he fled hands nobody over."""
    before = range(max(out.trigger.j, actor.i - FLED), actor.i)
    return actor.mark == "from" and any(scene.tagged.word(k, "fled") for k in before)


def _no_state(scene: Scene, actor: Actor) -> bool:
    """``أحالتهم إلى المحكمة``, ``تسلمتهم السفارة``: a court of no stated nationality, or a mission, gets nobody for a
    state."""
    t = scene.tagged
    court = t.word(actor.i, "justice") is not None and actor.country_at is None and not world_court(scene, actor)
    mission = any(x.kind == "class" and x.id == "mission" for tag in t.starts[actor.i] for x in tag.terms)
    return actor.kind == "org" and (court or mission)


def extradition(scene: Scene, out: Draft) -> None:
    """Sides of a handover: who gives the person up, who gets him, and who he is."""
    if out.frame.id == "extradition.exchange":
        out.sides = [("agent", a) for _, a in out.sides if a.country]
        out.sides.append(("subject", Actor(out.trigger.i, out.trigger.j, "group", rule="actor.private")))
        return
    _asked(scene, out)
    _before_a_court(scene, out)
    _got_back(scene, out)
    _requested(scene, out)
    kept = [
        (p, a)
        for p, a in out.sides
        if a.kind in ("org", "country")
        or (a.kind == "group" and not is_people(scene, a.i))
        or (
            a.role is not None
            and a.kind == "person"
            and not _out_of_office(scene, a)
            and (p == "agent" or not out.trigger.term.suffix)
        )
    ]
    kept = [(p, a) for p, a in kept if not (_fled_from(scene, out, a) or _no_state(scene, a))]
    kept = [(p, a) for p, a in kept if p in ("agent", "recipient")]
    out.sides = [(p, a) for p, a in kept if a.country or world_court(scene, a)]
    _handed_from(scene, out)
    _ways(scene, out)
    _came_from(scene, out)
    _genitive_state(scene, out)
    _who_hands_over(scene, out)
    _held_there(scene, out)
    if scene.tagged.word(out.trigger.i, "procedures"):  # مسطرة التسليم: of those who arrested him and who want him
        told = [(p, a) for p, a in out.sides if a.kind == "country" and 0 <= a.i - out.trigger.j <= CLOSE]
        out.sides = [(p, a) for p, a in told if a.mark in ("to", "from")]
        out.status, out.status_at = "planned", (out.trigger.i, out.trigger.j)
    states = any(p == "agent" and a.country and len(a.country) == 2 for p, a in out.sides)
    out.sides = [(p, a) for p, a in out.sides if p != "agent" or not states or len(a.country or "") == 2]  # its notice
    if scene.tagged.where("world_court"):
        out.sides = [(p, a) for p, a in out.sides if a.country is None or not _of_court(scene, a)]
    _handed_to_speaker(scene, out)
    people = subjects(scene, out)
    wants = wanted_in(scene, out)
    if wants is not None and not any(p == "recipient" for p, _ in out.sides) and wants.country not in out.countries():
        out.sides.append(("recipient", wants))
    if home_at(scene, out) is not None and not any(p == "recipient" for p, _ in out.sides):
        out.sides += [("recipient", replace(a, kind="country", rule="actor.own-country")) for a in people if a.country]
    out.sides += [("subject", a) for a in people]
    _outlook(scene, out)


def _out_of_office(scene: Scene, actor: Actor) -> bool:
    """``في نظام القذافي``: a former ruler hands over, and gets, nobody."""
    return actor.role is not None and any(scene.tagged.word(i, "former") for i in range(*actor.role))


def _of_court(scene: Scene, actor: Actor) -> bool:
    """``محكمة لاهاي``: an international court, not the state around it."""
    return any(scene.tagged.word(i, "court_seats") for i in range(actor.i, actor.j))


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


def _came_from(scene: Scene, out: Draft) -> None:
    """``تسلمت X ثلاثة عناصر من إيطاليا``: the state from which people came gave them up."""
    if out.frame.id != "extradition.receive" or any(p == "agent" for p, _ in out.sides):
        return
    groups = [a for a in scene.actors if a.kind == "group" and out.trigger.j <= a.i < out.clause.right]
    came = [a for a in groups if a.country and a.country not in out.countries() and sent_from(scene, a)]
    out.sides += [("agent", replace(a, kind="country", rule="actor.place")) for a in came[:1]]


def _from_camp(scene: Scene, out: Draft, at: int) -> bool:
    """``من مخيم الهول في سوريا``, ``من سجون العراق``: a place inside the state that gives people up."""
    t = scene.tagged
    near = range(max(out.trigger.j, at - 5), at)
    return any(t.word(k, "camps") and t.bare(k - 1) == "من" for k in near)


def _handed_from(scene: Scene, out: Draft) -> None:
    """``اعتقل في X وتم تسليمه إلى Y``: the state where he was, told before in the sentence, hands him over."""
    number, sentences = out.clause.number, scene.tagged.tokens.sentences
    begin = out.clause.sentence[0]
    if number and scene.tagged.holds(range(*sentences[number - 1]), "held"):
        begin = sentences[number - 1][0]
    before = [
        p for p in scene.places if begin <= p.i < out.trigger.i and p.mark == "in" and not (p.inside or p.dateline)
    ]
    recipients = {a.country for p, a in out.sides if p == "recipient"}
    if any(p == "agent" for p, _ in out.sides) or not recipients or not before or before[-1].country in recipients:
        return
    held = [p for p in before if any(scene.tagged.word(k, "held") for k in range(max(p.i - 3, 0), p.i))]
    place = (held or before)[-1]  # اعتقل بإيران بعد معركة بأفغانستان
    at = (place.i, place.j)
    out.sides.append(("agent", Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


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
    state = state_after(scene, out)
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
    sure = got or home_at(scene, out) is not None or is_agreed(scene, out)
    sure = sure or bool(before and before[0].mark)
    if not before and any(scene.tagged.word(i, "wants") for i in range(max(begin, out.trigger.i - 4), out.trigger.i)):
        speaks = [a for a in scene.actors if out.clause.sentence[0] <= a.i and a.j <= begin + 1 and a.country]
        before = [a for a in speaks if a.kind == "person" and a.role and not a.mark]  # أعلن الرئيس X أنه يريد تسليمه
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
    between = [a for a in scene.actors if asks < a.i and a.j <= out.trigger.i]
    told = [a for a in between if a.country or world_court(scene, a)]
    earlier = [a for a in scene.actors if out.clause.sentence[0] <= a.i < asks and a.country and not a.mark][-1:]
    hit = scene.tagged.get(asks + 1, "nisba")
    if hit is not None and earlier and hit[1].id != earlier[0].country:  # رفض لبنان طلبا يابانيا بتسليم X
        at = (hit[0].i, hit[0].j)
        told, adjective = earlier, Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")
        askers = [adjective]
    elif scene.tagged.word(asks, "request") and told and told[0].mark == "from":  # طلبا من واشنطن بترحيلهم
        told, askers = earlier, told[:1]
    else:
        verb = not scene.tagged.word(asks, "request") and len(told) == 1
        first = [a for a in earlier if verb and a.j == asks and a.i - 1 not in scene.verbs]  # X يطالب Y بتسليم …
        askers = first or [a for a in told if not a.mark] or earlier
    sender = _sender(scene, out, asks)
    if sender is not None and earlier and sender.country != earlier[0].country:  # لم يتسلم الأردن من العراق طلبا
        askers, told = [sender], earlier
    issuer = _issued(scene, out)
    if issuer is not None:  # طلب بالتسليم صادر عن X
        askers, told = [issuer], [a for a in (told or earlier) if a.country != issuer.country]
    if not askers:
        return
    asked = [a for a in told if a.mark in ("from", "to")] or [a for a in told if a.country != askers[0].country]
    asked = asked or [a for a in earlier if a.country != askers[0].country]  # رفضت X طلب Y تسليم
    out.sides = [(p, a) for p, a in out.sides if p not in ("agent", "recipient")]
    out.sides += [("recipient", askers[0]), *[("agent", a) for a in asked[:1]]]
    out.status, out.status_at = "planned", (asks, asks + 1)


def _sender(scene: Scene, out: Draft, asks: int) -> Actor | None:
    """``تلقت X من Y طلبا``: from whom a request is received, told before it."""
    begin = out.clause.sentence[0]
    if not any(scene.tagged.word(k, "gets_request") for k in range(begin, asks)):
        return None
    sent = [a for a in scene.actors if begin <= a.i < asks and a.mark == "from" and len(a.country or "") == 2]
    return sent[-1] if sent else None


def _issued(scene: Scene, out: Draft) -> Actor | None:
    """Who issued the request, told after it."""
    t, end = scene.tagged, out.clause.sentence[1]
    issued = next((k for k in range(out.trigger.j, min(out.trigger.j + ISSUED, end)) if t.word(k, "issued_by")), None)
    if issued is None:
        return None
    return next((a for a in scene.actors if 0 < a.i - issued <= ISSUED and a.country and a.kind != "person"), None)


def _got_back(scene: Scene, out: Draft) -> None:
    """``أعلنت الوزارة أن متهما سلم إليها من تايلاند``: who was told before gets the person."""
    if out.frame.id.startswith("extradition.receive") or not scene.tagged.word(out.trigger.j, "back_pronouns"):
        return
    if any(a.country for a in out.slots.get("from")):
        subject = {a.i for a in out.slots.get("subject")}
        out.sides = [("recipient" if a.i in subject else p, a) for p, a in out.sides]


def _requested(scene: Scene, out: Draft) -> None:
    """``تسليمه إلى X التي تقدمت بطلب إلى Y``: to whom the request went is to hand him over."""
    t = scene.tagged
    gets = [a for p, a in out.sides if p == "recipient" and a.mark == "to" and a.i >= out.trigger.j]
    for actor in gets[1:]:
        asked = any(t.word(k, "asks") for k in range(gets[0].j, actor.i))
        if asked and actor.country != gets[0].country:
            out.sides = [("agent" if a.i == actor.i else p, a) for p, a in out.sides]


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
