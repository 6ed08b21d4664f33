"""Step 5e: what each type adds to its sides: hosts and guests, who asked for an arrest, private subjects, counts."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.accord import parties
from marsad.find.actors import Actor
from marsad.find.clauses import Scene, of_body
from marsad.find.draft import Draft
from marsad.find.gifts import award_sides, help_sides
from marsad.find.joint import carried_out_by, informants, partners
from marsad.find.places import Place
from marsad.find.resolve import Cast

COUNTED = frozenset({"arrest", "extradition", "agreement", "award"})


def complete(scene: Scene, cast: Cast, out: Draft) -> Draft:
    """Add what the type asks for."""
    if out.type == "arrest":
        _arrest(scene, out)
    elif out.type == "extradition":
        _extradition(scene, out)
    elif out.type == "gathering":
        _gathering(scene, out)
    elif out.type == "cooperation":
        _cooperation(scene, out)
    elif out.type == "agreement":
        parties(scene, out)
    elif out.type == "rupture":
        _rupture(scene, out)
    elif out.type == "commendation":
        _commendation(scene, out)
    elif out.type == "award":
        award_sides(scene, out)
    elif out.type == "assistance":
        help_sides(scene, cast, out)
    if out.type in COUNTED:
        out.count = _count(scene, out)
    return out


def _cooperation(scene: Scene, out: Draft) -> None:
    if out.frame.id == "cooperation.information":
        out.sides = [("agent", a) for a in informants(scene, out) or [a for _, a in out.sides[:1]]]
        _told_in(scene, out, "recipient")
    elif out.frame.id == "cooperation.inform":
        _informed(scene, out)
    else:
        out.sides = [("agent", a) for _, a in out.sides if a.kind != "person" or a.role is not None]
        taken = {a.i for _, a in out.sides}
        out.sides += [("agent", a) for a in partners(scene, out) + carried_out_by(out) if a.i not in taken]
        own = any(a.country is None and a.kind == "org" and p == "agent" for p, a in out.sides)
        if not own or out.frame.id != "cooperation.coordinate":
            _told_in(scene, out, "agent")
        _host_of_exercise(scene, out)


def _informed(scene: Scene, out: Draft) -> None:
    """``قال وزير الداخلية الفرنسي إن المغرب قدم معلومات``: who speaks of information that his state got got it."""
    if len(out.countries()) != 1 or any(p == "recipient" for p, _ in out.sides):
        return
    begin = out.clause.sentence[0]
    before = [a for a in scene.actors if begin <= a.i and a.j <= out.trigger.i and a.country and not a.mark]
    others = [a for a in before if a.country not in out.countries() and (a.kind != "person" or a.role)]
    out.sides += [("recipient", a) for a in others[-1:]]


def _commendation(scene: Scene, out: Draft) -> None:
    """Only the first one praised after the verb is the recipient; what is said of him names others."""
    posts = {a.j for a in scene.actors if a.head in scene.tagged.lexicon.grammar["abroad"]}
    out.sides = [  # المبعوث الأممي إلى سوريا: where he is sent is praised for nothing
        (p, a)
        for p, a in out.sides
        if not (a.kind == "country" and a.i - 1 in posts and scene.tagged.among(a.i - 1, "mission_words"))
    ]
    told = sorted((a for p, a in out.sides if p == "recipient" and a.i >= out.trigger.j), key=lambda a: a.i)
    if told and out.trigger.is_verb:  # أثنى المعلق على دفاع X أمام Y: no state stands for the subject after its object
        out.sides = [(p, a) for p, a in out.sides if p != "agent" or a.kind != "country" or a.i < told[0].i]
    aside = any(
        a.mark == "between" for a in scene.actors if out.trigger.j <= a.i < (told[0].i if told else out.trigger.j) + 1
    )
    if aside:
        told = []
    if not told and not aside:
        told = _praised(scene, out)
        out.sides += [("recipient", a) for a in told]
    keep = set()
    for n, actor in enumerate(told):
        if n and not actor.listed:
            break
        keep.add(actor.i)
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.i in keep]


def _praised(scene: Scene, out: Draft) -> list[Actor]:
    """``أثنى على الدور المغربي``: the side whose role is praised, told by its nationality."""
    for i in range(out.trigger.j, min(out.trigger.j + 4, out.clause.right)):
        hit = scene.tagged.get(i + 1, "nisba") or scene.tagged.get(i + 2, "nisba")
        if scene.tagged.word(i, "praised") and hit is not None:
            at = (hit[0].i, hit[0].j)
            return [Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")]
    return []


def _told_in(scene: Scene, out: Draft, part: str) -> None:
    """A joint act with one side told takes the other from its clause, its sentence, the two before it, or the title."""
    if len(out.countries()) > 1 or not out.countries():
        return
    sentences = scene.tagged.tokens.sentences
    windows = [(out.clause.left, out.clause.right), out.clause.sentence]
    if out.frame.id != "cooperation.joint":
        windows += [sentences[n] for n in (out.clause.number - 1, out.clause.number - 2, 0) if n >= 0]
    for left, right in windows:
        for actor in scene.actors:
            told = left <= actor.i < right and actor.kind in ("org", "country", "group") and actor.country
            to = out.frame.id == "cooperation.information" and actor.mark == "to"  # معلومات سلمت إلى باريس
            joined = to or (actor.mark in ("with", "", "between", "by", "b") and not _is_place(scene, actor))
            if told and joined and actor.country not in out.countries():
                out.sides.append((part, actor))
                return


def _host_of_exercise(scene: Scene, out: Draft) -> None:
    """``تحتضن أكادير تمرين X بمشاركة الجيش الأمريكي``: the state where an exercise with others is held takes part."""
    begin, end = out.clause.sentence
    went = (p for p in scene.places if begin <= p.i < end and p.mark == "to" and not p.inside)
    place = out.place or next(went, None)
    if place is None or len(out.countries()) != 1 or place.country in out.countries():
        return
    exercise = any(
        t.kind == "class" and t.id == "exercise" for tag in scene.tagged.starts[out.trigger.i] for t in tag.terms
    )
    if exercise and any(scene.tagged.word(i, "taking_part") for i in range(begin, end)):
        at = (place.i, place.j)
        out.sides.append(("agent", Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


def _rupture(scene: Scene, out: Draft) -> None:
    """``استدعت X سفيرها في Y``, ``استدعى X السفير Y``: the other state is the recipient."""
    told = [a for p, a in out.sides if a.country and a.head not in scene.tagged.lexicon.grammar["diplomats"]]
    told += [
        a
        for a in scene.actors
        if out.clause.left <= a.i < out.trigger.i
        and a.country
        and not a.mark
        and a.head not in scene.tagged.lexicon.grammar["diplomats"]
    ][-1:]
    agent = told[0] if told else None
    diplomats = [a for a in scene.actors if _of_summons(out, a) and a.head in scene.tagged.lexicon.grammar["diplomats"]]
    if agent is None and diplomats:
        agent = _who_summons(scene, out, diplomats)
    if agent is None or not diplomats:
        return
    back = [a for a in out.slots.get("from") if a.kind == "country"]
    theirs = [a for a in diplomats if a.country and back and a.country != back[0].country]
    if theirs and out.frame.id == "rupture.summon":  # استدعاء السفير البحريني من إيران: his state calls him home
        home = theirs[0]
        at = home.country_at or (home.i, home.j)
        caller = Actor(*at, "country", country=home.country, country_at=at, rule="actor.post")
        out.sides = [("agent", caller), ("recipient", back[0])]
        return
    other = next((a for a in diplomats if a.country and a.country != agent.country), None)
    if other is None:
        place = next(
            (p for p in scene.places if out.trigger.j <= p.i < out.clause.right and p.country != agent.country),
            None,
        )
        if place is None:
            return
        other = Actor(
            place.i,
            place.j,
            "country",
            country=place.country,
            country_at=(place.i, place.j),
            rule="actor.place",
        )
    elif _own(scene, other):
        other = Actor(
            other.i, other.j, "country", country=other.country, country_at=other.country_at, rule="actor.post"
        )
        out.place = None
    if _called_home(out, agent, other):
        agent, other = other, agent
    out.sides = [("agent", agent), ("recipient", other)]


def _who_summons(scene: Scene, out: Draft, diplomats: list[Actor]) -> Actor | None:
    """``أعلنت استدعاء سفيرها لدى Y``: the state told last before the sentence that is not the diplomat's or his
    post's.
    """
    begin, _ = out.clause.sentence
    theirs = {a.country for a in diplomats} | {
        p.country for p in scene.places if out.trigger.j <= p.i < out.clause.right
    }
    for actor in diplomats:
        posts = (p for p in scene.places if actor.i < p.i < actor.j and p.country != actor.country)
        post = next(posts, None) if actor.country else None
        if post is not None and not _own(scene, actor):  # سلم السفير الإيراني في الإمارات مذكرة احتجاج
            at = (post.i, post.j)
            return Actor(*at, "country", country=post.country, country_at=at, rule="actor.place")
    own = any(_own(scene, a) for a in diplomats)
    earlier = [
        a
        for a in scene.actors
        if a.j <= out.trigger.i
        and begin - a.j < 60
        and a.kind in ("org", "country")
        and a.country
        and a.country not in theirs
    ]
    return earlier[-1] if own and earlier else None


def _called_home(out: Draft, agent: Actor, other: Actor) -> bool:
    """``استدعاء السفير البحريني من إيران``: a diplomat comes home from the state told with من."""
    return agent.i > other.i and agent.kind == "country" and any(a.i == agent.i for a in out.slots.get("from"))


def _diplomat(scene: Scene, actor: Actor) -> bool:
    return actor.kind == "group" and any(
        t.kind == "class" and t.id == "diplomat" for tag in scene.tagged.starts[actor.i] for t in tag.terms
    )


def _of_summons(out: Draft, actor: Actor) -> bool:
    """A diplomat summoned or expelled stands after the verb; one asked to leave stands before the leaving."""
    whole = out.frame.id in ("rupture.leave", "rupture.protest") or bool(out.trigger.term.suffix)
    begin = out.clause.sentence[0] if whole else out.trigger.j
    return begin <= actor.i < out.clause.right


def _own(scene: Scene, actor: Actor) -> bool:
    hit = scene.tagged.get(actor.role[0], "office") if actor.role else None
    return hit is not None and hit[1].detail == "own"


def _is_place(scene: Scene, actor: Actor) -> bool:
    return actor.kind == "country" and any(p.i == actor.i and p.mark in ("in", "to", "from") for p in scene.places)


def _private(scene: Scene, out: Draft, window: range) -> Actor:
    """The person arrested or handed over: without a name, with the nationality that the words next to him give."""
    for i in window:
        hit = scene.tagged.get(i, "nisba")
        if hit is None or any(a.kind in ("org", "person") and a.i <= i < a.j and a.role for a in scene.actors):
            continue
        if not _of_a_person(scene, out, i):
            continue
        if any(a.kind == "org" and a.i <= i < a.j for a in scene.actors):
            continue
        return Actor(i, hit[0].j, "group", country=hit[1].id, country_at=(i, hit[0].j), rule="actor.private")
    told = _nationality_told(scene, out)
    if told is not None:
        return Actor(
            out.trigger.i,
            out.trigger.j,
            "group",
            country=told[0],
            country_at=(told[1], told[2]),
            rule="actor.private-page",
        )
    return Actor(out.trigger.i, out.trigger.j, "group", rule="actor.private")


def _of_a_person(scene: Scene, out: Draft, i: int) -> bool:
    """Whether the nationality at ``i`` is a person's: after a word for people, a number, a name, or the trigger."""
    t = scene.tagged
    before = t.bare(i - 1)
    people = any(
        tag.j == i and x.kind == "class" and x.id in ("captive", "deported")
        for k in range(max(i - 3, 0), i)
        for tag in t.starts[k]
        for x in tag.terms
    ) or t.word(i - 1, "groups", "wanted")
    counted = before.isdigit() or before in t.lexicon.grammar.numbers
    named = any(a.kind == "person" and a.j == i for a in scene.actors)
    alone = i - out.trigger.j <= 1 or t.bare(i - 1).removeprefix("ال").startswith("جنسي")
    return bool(people) or counted or named or alone or (t.bare(i).startswith("ال") is False and _named_next(scene, i))


def _named_next(scene: Scene, i: int) -> bool:
    return any(a.kind == "person" and a.i == i + 1 for a in scene.actors) or scene.tagged.bare(i + 1).isdigit()


def _nationality_told(scene: Scene, out: Draft) -> tuple[str, int, int] | None:
    """The nationality that the page gives the person before: ``المغربي NAME``, ``NAME التركي``, ``مواطن أمريكي``."""
    t = scene.tagged
    official = {a.name for _, a in out.sides if a.name}
    people = {a.i: a for a in scene.actors if a.kind == "person" and a.name and a.name not in official}
    ends = {a.j for a in people.values()}
    for i in range(out.trigger.i, -1, -1):
        hit = t.get(i, "nisba")
        if hit is None or any(a.kind == "org" and a.i <= i < a.j for a in scene.actors):
            continue
        after = hit[0].j
        if i and t.bare(i - 1).removeprefix("ال").startswith("جنسي"):
            return hit[1].id, i, after
        captive = (
            any(x.kind == "class" and x.id == "captive" for tag in t.starts[i - 1] for x in tag.terms) if i else False
        )
        if captive or after in people or i in ends:
            return hit[1].id, i, after
    return None


def _arrest(scene: Scene, out: Draft) -> None:
    begin, end = out.clause.sentence
    out.sides = [(p, a) for p, a in out.sides if (p == "agent" and a.kind in ("org", "country")) or p == "recipient"]
    if not any(p == "agent" for p, _ in out.sides):
        place = out.place
        if place is not None:
            out.sides.append(
                (
                    "agent",
                    Actor(
                        place.i,
                        place.j,
                        "country",
                        country=place.country,
                        country_at=(place.i, place.j),
                        rule="actor.place",
                    ),
                )
            )
    for i in range(begin, end):
        if scene.tagged.word(i, "joint"):
            for k in range(max(begin, i - 4), i):
                hit = scene.tagged.get(k, "nisba")
                if hit is not None and hit[1].id not in out.countries():
                    out.sides.append(
                        (
                            "agent",
                            Actor(
                                k,
                                hit[0].j,
                                "country",
                                country=hit[1].id,
                                country_at=(k, hit[0].j),
                                rule="actor.adjective",
                            ),
                        )
                    )
    own = out.countries()
    partners = [
        a
        for a in scene.actors
        if begin <= a.i < end and a.kind in ("org", "country") and a.country and a.country not in own
    ]
    for actor in partners:
        before = range(max(begin, actor.i - 6), actor.i)
        if any(scene.tagged.word(i, "jointly") for i in before):
            out.sides.append(("agent", actor))
            break
        wanted = actor.mark in ("to", "by") and any(scene.tagged.word(i, "wanted") for i in range(actor.i - 3, actor.i))
        if wanted or any(scene.tagged.word(i, "warrant") for i in before):
            out.sides.append(("recipient", actor))
            break
    if out.place is None and (
        agents := [a for p, a in out.sides if p == "agent" and a.country and len(a.country) == 2]
    ):
        out.place_by = agents[0].country or ""
    out.sides.append(("subject", _private(scene, out, range(out.trigger.j, min(out.clause.right, out.trigger.j + 10)))))


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
    place = before[-1]
    at = (place.i, place.j)
    out.sides.append(("agent", Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


def _who_hands_over(scene: Scene, out: Draft) -> None:
    """``أصدر القضاء البلجيكي قرارا بتسليم X إلى Y``, ``وافقت سويسرا على تسليمه``: the subject of the clause, of
    another state, hands over.
    """
    if any(p == "agent" for p, _ in out.sides) or out.trigger.is_verb:
        return
    got = {a.country for p, a in out.sides if p == "recipient"}
    before = [
        a
        for a in scene.actors
        if out.clause.left <= a.i and a.j <= out.trigger.i and a.kind in ("org", "country") and a.country and not a.mark
    ]
    if got and before and before[-1].country not in got:
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
    askers = [a for a in told if not a.mark] or [
        a for a in scene.actors if out.clause.sentence[0] <= a.i < asks and a.country and not a.mark
    ][-1:]
    if not askers:
        return
    asked = [a for a in told if a.mark in ("from", "to")] or [a for a in told if a.country != askers[0].country]
    out.sides = [(p, a) for p, a in out.sides if p not in ("agent", "recipient")]
    out.sides += [("recipient", askers[0]), *[("agent", a) for a in asked[:1]]]
    out.status, out.status_at = "planned", (asks, asks + 1)


def _extradition(scene: Scene, out: Draft) -> None:
    _asked(scene, out)
    kept = [
        (p, a) for p, a in out.sides if a.kind in ("org", "country", "group") or (a.role is not None and p != "subject")
    ]
    out.sides = [(p, a) for p, a in kept if p in ("agent", "recipient") and a.country]
    window = range(max(out.clause.left, out.trigger.i - 3), min(out.clause.right, out.trigger.j + 9))
    taken = {a.i for _, a in out.sides}
    _handed_from(scene, out)
    for place in scene.places:
        if (
            not (out.trigger.j <= place.i < out.clause.right)
            or place.i in taken
            or place.inside
            or place.country in out.countries()
        ):
            continue
        part = {"to": "recipient", "from": "agent"}.get(place.mark)
        if part and not any(p == part for p, _ in out.sides):
            out.sides.append(
                (
                    part,
                    Actor(
                        place.i,
                        place.j,
                        "country",
                        country=place.country,
                        country_at=(place.i, place.j),
                        rule="actor.place",
                    ),
                )
            )
    _who_hands_over(scene, out)
    subject = _private(scene, out, window)
    after = range(out.trigger.j, min(out.trigger.j + 4, out.clause.right))
    if subject.country and any(scene.tagged.word(i, "own_country") for i in after):  # ترحيله إلى بلاده
        out.sides.append(("recipient", replace(subject, kind="country", rule="actor.own-country")))
    out.sides.append(("subject", subject))


def _gathering(scene: Scene, out: Draft) -> None:
    """Who takes part: those told to hold it host it, those told to attend are guests, the state of the place hosts
    too."""
    begin, end = out.clause.sentence
    sides: list[tuple[str, Actor]] = []
    for actor in scene.actors:
        if not begin <= actor.i < end or (actor.kind == "country" and _is_place(scene, actor)):
            continue
        if actor.rule == "actor.capital" and actor.i == out.trigger.j and not out.trigger.is_verb:
            out.place = out.place or next((p for p in scene.places if p.i == actor.i), None)  # مؤتمر بغداد
            continue
        part = _role_at_gathering(scene, out, actor, begin)
        if part:
            sides.append((part, actor))
    told = {a.i for _, a in sides}
    slots = (a for slot in ("of", "subject", "by", "to") for a in out.slots.get(slot))
    whole = [a for a in slots if _is_body(scene, a) and a.i not in told]
    own = out.frame.id == "gathering.hold"  # a session of a body is its own; its officials come together somewhere
    sides += [("host" if own else "side", a) for a in whole]
    if out.trigger.is_verb:
        sides += [("side", a) for a in out.slots.get("subject") if a.i not in {b.i for _, b in sides}]
    named = [a for a in scene.actors if a.i <= out.trigger.i < a.j and _is_body(scene, a)]
    sides += [("host", a) for a in named if a.i not in {b.i for _, b in sides}]
    out.place = out.place or _seat_told(scene, out)
    place = out.place
    if place is None:  # يعتزم العراق استضافة مؤتمر
        out.place_by = next((a.country or "" for p, a in sides if p == "host" and _at_home(scene, a)), "")
    if place is not None and not any(p == "host" and a.country == place.country for p, a in sides):
        sides.append(
            (
                "host",
                Actor(
                    place.i,
                    place.j,
                    "country",
                    country=place.country,
                    country_at=(place.i, place.j),
                    rule="actor.place",
                ),
            )
        )
    out.sides = sides


def _at_home(scene: Scene, actor: Actor) -> bool:
    """Whether who hosts does so in his own state: a state, or an official who opens it."""
    opened = any(scene.tagged.word(i, "gathering_opens") for i in range(max(actor.i - 2, 0), actor.i))
    state = actor.country is not None and not of_body(scene, actor)
    return state and (actor.kind == "country" or (actor.kind == "person" and opened))


def _seat_told(scene: Scene, out: Draft) -> Place | None:
    """``بمقر الأمانة العامة … بتونس``, ``القمة الشرطية العالمية بدبي``: a place inside the name of an institution."""
    near = range(max(out.clause.left, out.trigger.i - 12), min(out.clause.right, out.trigger.j + 12))
    inside = (p for p in scene.places if p.i in near and p.inside and p.mark == "in")
    orgs = {i for a in scene.actors if a.kind == "org" for i in range(a.i, a.j)}
    return next((p for p in inside if p.i in orgs), None)


def _is_body(scene: Scene, actor: Actor) -> bool:
    """Whether ``actor`` is a body of many states, or its officials as a whole."""
    return actor.kind == "org" and of_body(scene, actor)


def _role_at_gathering(scene: Scene, out: Draft, actor: Actor, begin: int) -> str:
    t = scene.tagged
    before = range(max(begin, actor.i - 5), actor.i)
    sent = any(t.word(i, "delegation") for i in before)  # ترأس وفد المملكة
    if any(t.word(i, "attending") or (sent and t.word(i, "hosting", "led_by")) for i in before):
        return "guest"
    if any(t.word(i, "hosting") for i in before) and not actor.mark and actor.i < out.trigger.i + 8:
        return "host"
    for i in range(actor.i - 1, out.trigger.i, -1):  # after the gathering's word the last cue holds for a whole list
        if t.word(i, "attending") or t.word(i, "on_request"):
            return "guest"
        if t.word(i, "together"):
            return "host"
    if actor in _list_of_attendees(scene, out):
        return "guest"
    after = range(actor.j, min(actor.j + 4, out.trigger.i))
    if any(t.word(i, "attending") for i in after):
        return "guest"
    if any(t.word(i, "hosting") for i in after):
        return "host"
    if actor.listed and out.sides:
        return next((p for p, a in out.sides if a.i == actor.i), "")
    return "guest" if actor.kind == "person" and actor.i < out.trigger.i and not actor.mark else ""


def _list_of_attendees(scene: Scene, out: Draft) -> list[Actor]:
    """``شارك في الاجتماع على الخصوص ممثلون عن X وY``: the subjects after the gathering that is attended."""
    t, at = scene.tagged, out.trigger
    if not any(t.word(i, "attending") for i in range(max(at.i - 3, out.clause.sentence[0]), at.i)):
        return []
    after = [a for a in scene.actors if at.j <= a.i < out.clause.right and a.kind in ("person", "org", "group")]
    if not after or after[0].i - at.j > 8 or after[0].mark not in ("", "from"):
        return []
    rest = iter(after[1:])
    told = after[:1]
    for actor in rest:
        if not (actor.listed or actor.i - told[-1].j <= 2):
            break
        told.append(actor)
    return told


def hosts_and_guests(out: Draft, place_country: str | None) -> None:
    """Decide ``side``: the side of the country where it took place hosts, the others are guests; else parties."""
    known = {a.country for p, a in out.sides if p in ("host", "guest")}
    hosted = place_country is not None and any(a.country == place_country for _, a in out.sides)
    for n, (part, actor) in enumerate(out.sides):
        if part != "side":
            continue
        if hosted:
            new = "host" if actor.country == place_country else "guest"
        elif known:
            new = "host" if "host" not in {p for p, _ in out.sides} else "guest"
        else:
            new = "party"
        out.sides[n] = (new, actor)


def _count(scene: Scene, out: Draft) -> tuple[int, int, int] | None:
    """A number told right after the trigger: ``أوقفت … خمسة``, ``إعادة ستة يمنيين``, ``ضبط 22``."""
    before = range(max(out.clause.left, out.trigger.i - 6), out.trigger.i)
    after = range(out.trigger.j, min(out.clause.right, out.trigger.j + 6))
    for i in [*after, *(k for k in before if scene.tagged.bare(k + 1) == "منهم")]:
        if i in scene.busy:
            continue
        word, numbers = scene.tagged.bare(i), scene.tagged.lexicon.grammar.numbers
        if word.isdigit() and 0 < int(word) < 10000:
            return int(word), i, i + 1
        if word in numbers and not scene.tagged.among(i + 1, "not_people"):
            return numbers[word], i, i + 1
    return None


def merged(sides: list[tuple[str, Actor]]) -> list[tuple[str, Actor]]:
    """Sides without repetition: one person or institution once, a bare country only where nobody else stands for it."""
    out: list[tuple[str, Actor]] = []
    names: set[object] = set()
    for part, actor in sides:
        key: object = (
            actor.name or (actor.org, actor.role, actor.country)
            if actor.kind in ("person", "org")
            else (actor.country, part)
        )
        if key in names:
            continue
        names.add(key)
        out.append((part, actor))
    speaks = {(p, a.country) for p, a in out if a.kind in ("person", "org") and a.country}
    return [
        (p, replace(a))
        for p, a in out
        if a.kind not in ("country", "group") or p == "subject" or (p, a.country) not in speaks
    ]
