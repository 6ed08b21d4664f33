"""Sides that the page leaves open: who belongs to the page's own state, to a colleague's, to the state visited."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft.event import CONTACTS, Draft
from marsad.find.frames.draft.talks import journey
from marsad.find.phrases.actors import Actor, past_alias
from marsad.find.resolve import Cast, name_words

RECEPTIONS = frozenset({"meeting.receive", "meeting.meet", "meeting.discuss"})
VISITS = frozenset({"visit.go", "visit.tour"})  # words of a visit that the guest of talks is on
GUEST_REACH = 5  # tokens from there to the state visited


def sides_of_home(scene: Scene, cast: Cast, out: Draft) -> None:
    """Named officials whose side the page leaves open belong to the page's home country where the others do not."""
    if out.place is not None:
        for n, (part, actor) in enumerate(out.sides):
            if actor.counterpart and actor.country is None and len(out.place.country) == 2:
                out.sides[n] = (
                    part,
                    replace(actor, country=out.place.country, country_at=(out.place.i, out.place.j)),
                )
    _accompanied(scene, out)
    _sides_of_siblings(scene, out)
    known = out.countries()
    travelled = out.type == "visit" and out.place is not None and not known
    if travelled and out.place is not None:
        known = {out.place.country}  # غادر وزير الدفاع متوجها إلى X: he is not of X
    went = journey(scene, out) if out.type == "meeting" and not known else None
    if went is not None:
        known = {went.country}  # زار المدير X والتقى مسؤولين: nor of X
    there = out.place.country if out.place is not None and not travelled and out.type != "visit" else None
    # the police that coordinates with an institution of the page's own state is no other state's
    first = out.frame.id == "cooperation.coordinate" or out.type in ("meeting", "call")
    ranking = cast.ranking[:1] if first and went is None else cast.ranking
    there = there or _visited_before(scene, out) or _visited_by_guest(scene, out, known)
    two = first and _two_alone(scene, cast) and all(a.role or a.country for _, a in out.sides)
    if two:  # the page names no third state: who is not of the one is of the other
        ranking, there = cast.states, None if there in known else there
    elif travelled and _two_alone(scene, cast):  # وزير الداخلية يتوجه إلى الجزائر … التعاون التونسي الجزائري
        ranking = cast.states
    states = scene.tagged.lexicon.countries
    home = there or next((c for c in ranking if c not in known and c in states), None)
    if not known or home is None:
        return
    contact = out.type in CONTACTS  # who meets somebody at home; who praises or gives may be anywhere
    for n, (part, actor) in enumerate(out.sides):
        foreign = out.place is not None and home == out.place.country and home not in cast.ranking[:1]
        if (
            actor.country is None
            and actor.kind in ("person", "org")
            and not actor.counterpart
            and not _many_states(scene, actor)
            and not (out.type == "visit" and of_own_body(scene, actor))
            and not (went is not None and actor.kind == "org" and actor.mark == "b")  # التقى مسؤولين بالإدارة
            and (
                _beside_own(out, n, home)
                or _told_office(scene, _introduced(cast, actor))
                or (contact and bool(there) and not foreign)
            )
        ):
            out.sides[n] = (part, replace(actor, country=home))
    _without_asides(out)


def _accompanied(scene: Scene, out: Draft) -> None:
    """``وصل الوزير X إلى بغداد برفقة رئيس الأركان Y``: who comes along is of the same side."""
    subjects = {a.i for slot in ("subject", "of") for a in out.slots.get(slot)}
    lead = next((a for p, a in out.sides if a.i in subjects and p == "guest" and a.kind == "person"), None)
    if out.type not in ("visit", "meeting") or lead is None or lead.country is None:
        return
    came = out.frame.id in ("visit.arrive", "visit.land")
    for actor in scene.actors:
        along = out.clause.holds(actor.i) and scene.tagged.word(actor.i - 1, "travels_with") is not None
        known = actor.kind == "person" and (actor.name or actor.role) and actor.country in (None, lead.country)
        before = out.place is not None and actor.i < out.place.i  # a tour of a base is made with its own chief
        if along and known and actor.i > lead.i and (came or before):
            out.sides = [(p, a) for p, a in out.sides if a.i != actor.i]
            out.sides.append(("guest", replace(actor, country=lead.country, country_at=lead.country_at)))


def _sides_of_siblings(scene: Scene, out: Draft) -> None:
    """``رئيس الوزراء X ونظيره العراقي Y``: who is listed with a colleague is of his side."""
    for n, (part, actor) in enumerate(out.sides[1:], 1):
        before_part, before = out.sides[n - 1]
        quoted = any(scene.tagged.bare(k) == '"' for k in range(before.j, actor.i))  # استقبل «X»، رئيس Y
        party = scene.tagged.word(before.j, "retinue")  # السفير X والوفد المرافق له، والملحق العسكري Y
        end = party.j if party is not None else past_alias(scene.tagged, before.j)
        next_to = before_part == part and before.country and 0 <= actor.i - end <= (1 if quoted else 2)
        told = actor.role if actor.kind == "person" else actor.kind == "org" and before.org is not None
        if actor.country is None and actor.listed and told and next_to:
            out.sides[n] = (part, replace(actor, country=before.country, country_at=before.country_at))
    for n, (part, actor) in enumerate(out.sides):
        if actor.country is not None or actor.kind != "person":
            continue
        for other_part, other in out.sides[n + 1 : n + 2] if n + 1 < len(out.sides) else []:
            if other.counterpart and len(out.sides) == 2:
                continue  # الوزير X ونظيره الليبي: the counterpart is X's
            if other_part == part and other.listed and other.country and other.i - actor.j <= 1:
                out.sides[n] = (part, replace(actor, country=other.country, country_at=other.country_at))


def _beside_own(out: Draft, n: int, home: str) -> bool:
    """``الوزير الليبي X ومدير الأمن Y``: in a list with one of that state."""
    part, actor = out.sides[n]
    own = [a for p, a in out.sides if p == part and a.country == home]
    return any(0 <= max(a.i, actor.i) - min(a.j, actor.j) <= 2 for a in own)


def _introduced(cast: Cast, actor: Actor) -> Actor:
    """``actor`` with the office by which the page introduced him, where he is called by his name alone."""
    if actor.role is not None or actor.name is None:
        return actor
    told = next((e for e in cast.entities if e.name == actor.name and e.role is not None), None)
    return actor if told is None else replace(actor, role=told.role, head=told.head)


def _told_office(scene: Scene, actor: Actor) -> bool:
    """Whether somebody is told by an office that he holds at home; a name alone, an envoy's office, a surname that
    nobody of the page bears, or the head of "the group" may be of any state."""
    told = actor.role is not None or actor.kind != "person"
    surname = actor.name is not None and len(name_words(scene.tagged, actor.name)) < 2
    surname = surname and actor.role is not None and actor.role[1] - actor.role[0] < 3  # الرئيس كينيدي
    open_body = actor.role is not None and scene.tagged.among(actor.role[1] - 1, "any_body")  # رئيس المجموعة
    return told and not surname and not open_body and actor.head not in scene.tagged.lexicon.grammar["abroad"]


def _many_states(scene: Scene, actor: Actor) -> bool:
    """``الدول الست الكبرى``: a body of many states has no home, and no state."""
    return actor.kind == "org" and actor.country is None and of_body(scene, actor)


def of_own_body(scene: Scene, actor: Actor) -> bool:
    """``رئيس المجموعة``: an unnamed officer of a body that the page calls by its kind alone: he is of no state."""
    role = actor.role if actor.name is None and actor.kind == "person" else None
    return role is not None and any(scene.tagged.word(i, "own_bodies") for i in range(*role))


def _two_alone(scene: Scene, cast: Cast) -> bool:
    """Whether the page speaks of what two states have with each other, and names no third (``بين بيروت وبغداد``)."""
    if len(cast.states) != 2:
        return False
    between = {a.country for a in scene.actors if a.mark == "between"}
    told = (scene.tagged.word(i, "two_states") for i in scene.tagged.where("two_states"))
    if between >= set(cast.states) or any(tag is not None for tag in told):
        return True
    pairs = ((scene.tagged.get(i, "nisba"), scene.tagged.get(i + 1, "nisba")) for i in scene.tagged.where("nisba"))
    return any(a and b and {a[1].id, b[1].id} == set(cast.states) for a, b in pairs)  # التعاون التونسي الجزائري


def _visited_before(scene: Scene, out: Draft) -> str | None:
    """``زيارة إلى X التقى خلالها Y``: the state of the visit in which the talks were held."""
    if out.type != "meeting" or not scene.tagged.among(out.trigger.j, "there"):
        return None
    before = [p for p in scene.places if out.clause.sentence[0] <= p.i < out.trigger.i and p.mark == "to"]
    return before[-1].country if before else None


def _visited_by_guest(scene: Scene, out: Draft, known: set[str]) -> str | None:
    """``استقبل وزير الداخلية X نظيره الأردني Y الذي يزور مصر``: the state to which the guest came is his host's."""
    if out.frame.id not in RECEPTIONS or not out.trigger.is_verb or len(known) != 1 or out.slots.rule != "verb-first":
        return None
    t, states = scene.tagged, scene.tagged.lexicon.countries
    begin, end = out.trigger.j, out.clause.sentence[1]
    words = [
        i for i in range(begin, end) if any(x.kind == "frame" and x.id in VISITS for g in t.starts[i] for x in g.terms)
    ]
    went = {
        p.country
        for i in words
        for p in scene.places
        if i < p.i <= i + GUEST_REACH and p.mark in ("to", "") and not p.inside and p.country in states
    }
    return went.pop() if len(went) == 1 and not went & known else None


def _without_asides(out: Draft) -> None:
    """Where persons or institutions of two states meet or talk, a state named in passing (the border with X) is no
    side."""
    if out.type not in ("meeting", "call", "agreement"):
        return
    speakers = {a.country for _, a in out.sides if a.kind in ("person", "org", "group") and a.country}
    if len(speakers) > 1:
        out.sides = [(p, a) for p, a in out.sides if a.kind != "country"]
