"""Step 5e: sides of a rupture: who breaks off, expels, summons or protests, and against whom."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place

PRESENT = 8  # tokens from the word for ending to whose mission or troops are to go
MISSION = 20  # tokens from the trigger to the word for the mission, past those who act
CANCELLED = 12  # tokens from the word for cancelling to that for the visit
ASIDE = 3  # tokens after the clause in which it is told what for (``، وذلك للتشاور``)
EARLIER = 60  # tokens before the sentence in which the state that acts was told last


def rupture(scene: Scene, out: Draft) -> None:
    """``استدعت X سفيرها في Y``, ``استدعى X السفير Y``, ``أغلقت X سفارتها في Y``: the other state is the recipient."""
    itself = any(_of_class(scene, a.i, "mission") for a in out.slots.get("subject"))  # أغلقت القنصلية أبوابها
    if out.frame.id == "rupture.close" and (itself or any(_beside(scene, out, a) for _, a in out.sides)):
        out.sides = []
        return
    if _presence_at(scene, out):
        out.sides = _mission_ended(scene, out)
        return
    apart = [a for a in out.slots.get("between") if a.country]
    if out.frame.id == "rupture.suspend" and len(apart) == 2:  # تجميد التعاون بين الرباط وباريس
        out.sides = [("agent", apart[0]), ("recipient", apart[1])]
        return
    if out.trigger.is_verb and scene.tagged.word(out.trigger.j, "many_states"):
        out.sides = []
        return
    agents = _agents(scene, out)
    diplomats = [a for a in scene.actors if _of_summons(out, a) and _is_diplomat(scene, a)]
    if not agents and (diplomats or _mission(scene, out)):
        agents = _who_acts(scene, out, diplomats)
    if not agents:
        return
    home = _called_home(scene, out, agents[0], diplomats)
    if home:
        out.sides = home
        return
    others = _others(scene, out, agents, diplomats)
    if others:
        out.sides = [("agent", a) for a in agents] + [("recipient", a) for a in others]


def _spoken_of(noun: Draft, drafts: list[Draft]) -> bool:
    """``استدعت X سفير Y. وقال إن استدعاء السفير جاء …``: a noun with nobody told to do it is of the summons that the
    verb told before of the same two states."""
    if noun.frame.id != "rupture.summon" or noun.trigger.is_verb or noun.slots.get("subject") or noun.slots.get("by"):
        return False
    own_day = noun.time is not None and noun.time.rule != "now"
    if own_day or any(a.kind != "person" for a in noun.slots.get("of")):
        return False  # استدعاء باريس السفير الروسي
    told = (d for d in drafts if d.frame.id == noun.frame.id and d.trigger.is_verb and d.trigger.i < noun.trigger.i)
    return any(d.countries() == noun.countries() for d in told)


def _beside(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``أغلقت السلطات طريق السفارة``: what is closed belongs to the mission, or lies beside it."""
    before = actor.i - 1
    if not _of_class(scene, actor.i, "mission") or before < out.trigger.j:
        return False
    taken = any(a.i <= before < a.j for a in scene.actors)
    return scene.tagged.bare(before)[:1].isalpha() and not taken and not scene.tagged.word(before, "prepositions")


def split(drafts: list[Draft]) -> list[Draft]:
    """One rupture for each state that acts or is acted on (codebook)."""
    out: list[Draft] = []
    for draft in (d for d in drafts if not _spoken_of(d, drafts)):
        parts = {p: {a.country for q, a in draft.sides if q == p and a.country} for p in ("agent", "recipient")}
        if draft.type != "rupture" or max(map(len, parts.values())) < 2 or not all(parts.values()):
            out.append(draft)
            continue
        for agent in sorted(c for c in parts["agent"] if c):
            for recipient in sorted(c for c in parts["recipient"] if c and c != agent):
                own = {"agent": agent, "recipient": recipient}
                out.append(replace(draft, sides=[(p, a) for p, a in draft.sides if a.country == own.get(p)], also=[]))
    return out


def _agents(scene: Scene, out: Draft) -> list[Actor]:
    """Who acts: the subject and those listed with it; else the last one told before in the clause, or where it sits
    (``المجلس العسكري في النيجر``)."""
    if (own := _of_noun(scene, out)) is not None:
        return [own]
    subject = out.slots.get("subject") if out.slots.rule == "verb-first" else []
    if subject and all(_unknown(scene, a) for a in subject):
        return []  # استدعت نائبة الوزير خمسة سفراء: whose minister she is, the page leaves open
    told = [a for p, a in out.sides if p == "agent" and a.country and not _is_diplomat(scene, a)]
    here = [_at(p) for p in scene.places if p.i == out.trigger.j and not (p.mark or p.inside)]
    if out.trigger.is_verb and here and not any(a.i == out.trigger.j for a in told):
        return here[:1]  # استدعت عمان سفيرها
    if not told:
        before = [
            a
            for a in scene.actors
            if out.clause.left <= a.i < out.trigger.i and a.country and not _is_diplomat(scene, a)
        ]
        told = [a for a in before if not a.mark][-1:] or [a for a in before if a.mark == "in"][-1:]
    if not told:
        told = [a for _, a in out.sides if a.country and not _is_diplomat(scene, a)][:1]
    return [a for n, a in enumerate(told) if not n or a.listed]


def _unknown(scene: Scene, actor: Actor) -> bool:
    return actor.country is None and actor.kind == "person" and not _is_diplomat(scene, actor)


def _of_noun(scene: Scene, out: Draft) -> Actor | None:
    """``احتجت X على طرد Y لدبلوماسي من X``: the state right after the noun acts, where the diplomat of another state
    follows."""
    if out.trigger.is_verb or out.trigger.term.suffix:
        return None
    kinds = ("org", "country")
    who = next((a for a in scene.actors if a.i == out.trigger.j and a.kind in kinds and a.country and not a.mark), None)
    if who is None:
        return None
    after = (a for a in scene.actors if 0 <= a.i - who.j <= 2 and a.mark in ("", "to") and _is_diplomat(scene, a))
    return who if any(a.country not in (None, who.country) for a in after) else None


def _is_diplomat(scene: Scene, actor: Actor) -> bool:
    if actor.head in scene.tagged.lexicon.grammar["diplomats"]:
        return True
    if actor.kind == "org" and _of_class(scene, actor.i, "mission"):
        return True
    return actor.kind == "group" and _of_class(scene, actor.i, "diplomat")


def _mission(scene: Scene, out: Draft) -> bool:
    """Whether the clause speaks of a diplomat or a mission of the state's own (``سفيرها``, ``سفارتها``)."""
    window = range(out.trigger.j, min(out.clause.right, out.trigger.j + MISSION))
    return any(_of_class(scene, i, "diplomat", "mission") for i in window)


def _of_class(scene: Scene, i: int, *classes: str) -> bool:
    return any(t.kind == "class" and t.id in classes for tag in scene.tagged.starts[i] for t in tag.terms)


def _others(scene: Scene, out: Draft, agents: list[Actor], diplomats: list[Actor]) -> list[Actor]:
    """Against whom: the state of the diplomat, or where the agent's own diplomat or mission is."""
    own = {a.country for a in agents}
    if len(own) == 2 and any(scene.tagged.word(i, "each_other") for i in range(out.clause.left, out.trigger.i)):
        return agents  # تبادلت موسكو ولندن طرد الدبلوماسيين
    others = [a for a in diplomats if a.country and a.country not in own]
    if others:
        first = others[0]
        listed = [first, *(a for a in others[1:] if a.listed or a.i - first.j <= 3)]
        return [_of_post(a) if _own(scene, a) else a for a in listed]
    told = [a for p, a in out.sides if p == "recipient" and a.country and a.country not in own]
    heard = bool(told) and told[0].country not in scene.tagged.lexicon.countries
    if heard and (whom := _about(scene, out, own, "against")) is not None:
        return [whom]
    if told:
        return [a for n, a in enumerate(told) if not n or a.listed]
    facing = _about(scene, out, own, "facing") if out.frame.id == "rupture.shut" else None
    if facing is not None:
        return [facing]
    after = range(out.trigger.j, min(out.clause.right + 1, out.clause.sentence[1]))
    if any(_of_class(scene, i, "trip") for i in after):
        if (visitor := _visitor(scene, out, own)) is not None:
            return [visitor]
        went = (p for p in scene.places if out.trigger.j <= p.i < out.clause.sentence[1] and p.mark == "to")
        return [_at(p) for p in went if p.country not in own][:1]  # ألغى X زيارة كان سيقوم بها إلى Y
    if not diplomats and not _mission(scene, out):
        return []
    for place in scene.places:
        if out.trigger.j <= place.i < out.clause.right and place.country not in own:
            return [_at(place), *_more_places(scene, place, own)]
    before = [
        a
        for a in scene.actors
        if out.clause.sentence[0] <= a.i < out.trigger.i and a.country and a.kind != "person" and a.country not in own
    ]
    return [_of_post(a) for a in before[-1:]]  # أغلقت قطر سفارتها بعد قرار تشاد طرد بعثتها


def _presence_at(scene: Scene, out: Draft) -> range:
    """Where the mission or the troops are told that are to go (``إنهاء مهام بعثة X``); empty if none are."""
    end = min(out.trigger.j + PRESENT, out.clause.right)
    told = out.frame.id == "rupture.end" and any(_of_class(scene, k, "presence") for k in range(out.trigger.j, end))
    return range(out.trigger.j, end if told else out.trigger.j)


def _mission_ended(scene: Scene, out: Draft) -> list[tuple[str, Actor]]:
    """``أعلنت النيجر إنهاء مهام بعثة الاتحاد الأوروبي``: who ends it, told before, and whose mission or troops go."""
    t, near = scene.tagged, _presence_at(scene, out)
    kinds = ("org", "country")
    subject = [a for a in out.slots.get("subject") if a.country and a.kind in kinds]
    before = [a for a in scene.actors if out.clause.sentence[0] <= a.i and a.j <= out.trigger.i and a.country]
    agents = [a for a in subject if a.i not in near or out.trigger.is_verb][:1]
    agents = agents or [a for a in before if a.kind in kinds and not a.mark][-1:]
    own = {a.country for a in agents}
    for k in near if agents else ():
        if any(a.i == k and a.kind == "org" and a.country in own for a in scene.actors):
            return []  # أنهى مجلس الأمن مهام بعثة الأمم المتحدة: its own
        nation, bloc = t.get(k, "nisba"), t.lexicon.grammar.blocs.get(t.bare(k))
        told = next((a for a in scene.actors if a.i == k and a.kind in kinds and a.country not in own), None)
        code = nation[1].id if nation is not None and not nation[0].clitics else bloc
        if told is None and code and code not in own:
            told = Actor(k, k + 1, "country", country=code, country_at=(k, k + 1), rule="actor.adjective")
        if told is not None and told.country:
            return [("agent", agents[0]), ("recipient", told)]
    return []


def _visitor(scene: Scene, out: Draft, own: set[str | None]) -> Actor | None:
    """``ألغت X زيارة وزير الدفاع Y إليها``: whose visit is cancelled, told right after the word for it."""
    end = out.clause.sentence[1]
    trip = next((i for i in range(out.trigger.j, end) if _of_class(scene, i, "trip")), end)
    near = (a for a in scene.actors if trip < a.i <= trip + 2 and a.country and a.kind in ("person", "country"))
    return next((a for a in near if a.country not in own and not a.mark), None)


def without_cancelled(scene: Scene, drafts: list[Draft]) -> None:
    """A visit that a rupture of the same sentence tells to be cancelled is told by it."""
    for draft in (d for d in drafts if d.frame.id == "rupture.suspend" and not d.dropped and len(d.countries()) > 1):
        agents = {a.country for p, a in draft.sides if p == "agent"}
        for visit in (d for d in drafts if d.type == "visit" and d.clause.sentence == draft.clause.sentence):
            if any(p == "guest" and a.country in agents for p, a in visit.sides):
                continue  # ألغى X زيارته إلى Y
            if 0 <= visit.trigger.i - draft.trigger.j <= CANCELLED and _of_class(scene, visit.trigger.i, "trip"):
                visit.drop("a visit that was cancelled")


def _at(place: Place) -> Actor:
    at = (place.i, place.j)
    return Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")


def _more_places(scene: Scene, first: Place, own: set[str | None]) -> list[Actor]:
    """``سفيريها في واشنطن وكانبيرا``: the second post."""
    after = [p for p in scene.places if p.i == first.j and scene.tagged.bare(p.i).startswith("و")]
    return [_at(p) for p in after if p.country not in own | {first.country}]


def _about(scene: Scene, out: Draft, own: set[str | None], group: str) -> Actor | None:
    """``مذكرة احتجاج إلى مجلس الأمن ضد التدخلات الإيرانية``: a body hears the protest, another state is its object."""
    t, end = scene.tagged, out.clause.sentence[1]
    against = next((i for i in range(out.trigger.j, end) if t.word(i, group)), end)
    for i in range(against + 1, min(against + 6, end)):
        hit = t.get(i, "nisba", "country")
        if hit is not None and hit[1].id not in own:
            at = (i, hit[0].j)
            return Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")
    return None


def _of_post(actor: Actor) -> Actor:
    at = actor.country_at or (actor.i, actor.j)
    return Actor(actor.i, actor.j, "country", country=actor.country, country_at=at, rule="actor.post")


def _called_home(scene: Scene, out: Draft, agent: Actor, diplomats: list[Actor]) -> list[tuple[str, Actor]]:
    """``استدعاء السفير البحريني من إيران``, ``السفير الجزائري … بعد استدعائه من باريس``: his state calls him home from
    where he is posted."""
    if out.frame.id != "rupture.summon":
        return []
    back = [a for a in out.slots.get("from") if a.kind == "country" and a.country]
    if (
        not back
        and out.trigger.term.suffix
        and any(scene.tagged.word(i, "consultations") for i in range(out.trigger.j, out.clause.right))
    ):  # عاد السفير الجزائري إلى باريس بعد استدعائه للتشاور
        posts = {a.country for a in diplomats}
        back = [a for a in scene.actors if a.kind == "country" and out.clause.sentence[0] <= a.i < out.trigger.i]
        back = [a for a in back if a.country and a.country not in posts][-1:]
    if not back and (homeward := _sent_home(scene, out, agent, diplomats)):
        return homeward
    theirs = [a for a in diplomats if a.country and back and a.country != back[0].country]
    if theirs and (agent.country == back[0].country or agent.country == theirs[0].country):
        return [("agent", _of_post(theirs[0])), ("recipient", back[0])]
    return []


def _sent_home(scene: Scene, out: Draft, agent: Actor, diplomats: list[Actor]) -> list[tuple[str, Actor]]:
    """``استدعاء السفير السوداني لدى القاهرة إلى الخرطوم للتشاور``: from his post to his own capital; so does a ministry
    of no stated state that calls an envoy for consultations."""
    after = range(out.trigger.j, out.clause.right)
    told = any(scene.tagged.word(i, "consultations") for i in range(out.trigger.j, out.clause.right + ASIDE))
    homes = {p.country for p in scene.places if p.i in after and p.mark == "to" and not p.inside}
    for envoy in diplomats if told else ():
        posts = [p for p in scene.places if envoy.i < p.i < envoy.j and p.country != envoy.country]
        ministry = agent.kind == "org" and agent.country_at is None
        if posts and (envoy.country in homes or ministry):
            own = replace(agent, country=envoy.country) if ministry else _of_post(envoy)
            return [("agent", own), ("recipient", _at(posts[-1]))]
    return []


def _who_acts(scene: Scene, out: Draft, diplomats: list[Actor]) -> list[Actor]:
    """``أعلنت استدعاء سفيرها لدى Y``: the state told last before the sentence that is not the diplomat's or his
    post's; ``استدعاء السفير X في Y``: the state of his post.
    """
    begin, _ = out.clause.sentence
    theirs = {a.country for a in diplomats} | {
        p.country for p in scene.places if out.trigger.j <= p.i < out.clause.right
    }
    for actor in diplomats:
        posts = (p for p in scene.places if actor.i < p.i <= actor.j + 1 and p.country != actor.country)
        post = next(posts, None) if actor.country else None
        if post is not None and not _own(scene, actor):  # سلم السفير الإيراني في الإمارات مذكرة احتجاج
            at = (post.i, post.j)
            return [Actor(*at, "country", country=post.country, country_at=at, rule="actor.place")]
    own = any(_own(scene, a) for a in diplomats) or (not diplomats and _mission(scene, out))
    earlier = [
        a
        for a in scene.actors
        if a.j <= out.trigger.i
        and begin - a.j < EARLIER
        and a.kind in ("org", "country")
        and a.country
        and a.country not in theirs
        and not (a.capital and _of_class(scene, a.i - 1, "agreement", "pact"))  # اتفاقية فيينا
    ]
    if out.frame.id in ("rupture.leave", "rupture.protest"):  # أعلنت X أن دبلوماسيين من Y غير مرغوب فيهم
        own, earlier = True, [a for a in earlier if a.i >= begin]
    return earlier[-1:] if own else []


def _of_summons(out: Draft, actor: Actor) -> bool:
    """A diplomat summoned or expelled stands after the verb; one asked to leave stands before the leaving."""
    whole = out.frame.id in ("rupture.leave", "rupture.protest") or bool(out.trigger.term.suffix)
    begin = out.clause.sentence[0] if whole else out.trigger.j
    return begin <= actor.i < out.clause.right


def _own(scene: Scene, actor: Actor) -> bool:
    hit = scene.tagged.get(actor.role[0], "office") if actor.role else None
    return hit is not None and hit[1].detail == "own"
