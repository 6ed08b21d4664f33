"""Step 5e: agreements: whose they are where the clause itself does not say it, and which sales of arms are agreed."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.joint import OWN_RULES, TOGETHER
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place

TALKS = frozenset({"meeting", "visit", "call"})
DEAL_REACH = 9  # tokens between the word of a sale and what is sold
FROM_TALKS = frozenset({"agreement.sign", "agreement.agreed"})


def parties(scene: Scene, out: Draft) -> None:
    """``وتم التوقيع على اتفاقية``, ``وتم الاتفاق على تشكيل لجنة``: the two sides of the talks told with it are its
    parties.
    """
    if len(out.countries()) > 1:
        return
    denied = scene.tagged.holds(range(out.clause.left, out.trigger.i), "governing_denial")
    new = out.frame.id == "agreement.reach" and not scene.definite(out.trigger)
    if new and denied and out.slots.rule in OWN_RULES:  # نفت الخرطوم اتفاقا مع موسكو
        out.sides += [("party", a) for a in out.slots.get("subject")]
    if out.frame.id not in FROM_TALKS or out.trigger.is_verb:
        return
    if out.slots.get("with") or _partner_unknown(scene, out) or not _came_about(scene, out):
        return
    if any(scene.tagged.word(i, "relative") for i in range(max(out.trigger.i - 3, 0), out.trigger.i)):
        return  # الاتفاقيات التي تم توقيعها: not in these talks
    sentences, number = scene.tagged.tokens.sentences, out.clause.number
    begin = sentences[number - 1][0] if number and number - 1 > 0 else out.clause.sentence[0]
    talks = [
        i
        for i in range(begin, out.clause.sentence[1])
        for tag in scene.tagged.starts[i]
        for t in tag.terms
        if t.kind == "frame" and scene.tagged.lexicon.frames[t.id].type in TALKS
    ]
    window = (begin, out.clause.sentence[1] if any(i > out.trigger.j for i in talks) else out.trigger.i)
    who = [a for a in scene.actors if window[0] <= a.i < window[1] and a.country and _speaks(a)]
    first: dict[str, Actor] = {}
    for actor in who:
        first.setdefault(actor.country or "", actor)
    if len(first) == 1 and talks:
        first.update((p.country, _visited(p)) for p in scene.places if _goes_to(p, window, scene))
    if talks and len(first) == 2 and out.countries() <= set(first):
        out.sides = [("party", a) for a in first.values()]
        out.slots.rule = "the sides of the talks"


def attained(scene: Scene, out: Draft) -> bool:
    """``التوصل إلى اتفاق بين X وY``: the noun names both, or they announce it together; the verb has its subject."""
    if not out.trigger.is_verb and out.trigger.tag.clitics.endswith("ل"):
        return False  # مباحثات للتوصل إلى حل: the aim of talks
    told = [a for slot in ("between", "with", "of") for a in out.slots.get(slot) if a.country]
    if out.slots.rule in OWN_RULES and len({a.country for a in out.slots.get("subject") if a.country}) > 1:
        return True
    return out.trigger.is_verb or out.slots.rule in ("both sides", TOGETHER) or len({a.country for a in told}) > 1


def ratified(scene: Scene, out: Draft) -> bool:
    """``صادق البرلمان على اتفاقية مع X``: the agreement comes after, and who ratifies it is a state."""
    t, near = scene.tagged, range(out.trigger.j, min(out.trigger.j + 12, out.clause.right))
    pacts = (i for i in near for tag in t.starts[i] for x in tag.terms if x.id == "agreement")
    pact = next((i for i in pacts if not _holding(scene, i)), None)
    if pact is None or not (t.bare(out.trigger.i).endswith(("قر", "قرت", "قرا")) or _on(scene, out, pact)):
        return False
    if any(a.country == "UN" for a in out.slots.get("subject") + out.slots.get("of")):
        return False  # صادق مجلس الأمن على الاتفاق: whose it is not
    partners = [a for slot in ("between", "with") for a in out.slots.get(slot) if a.country]
    mine = {a.country for _, a in out.sides if a.country and len(a.country) == 2}
    return len(mine) > 1 and bool(partners or out.slots.rule != "verb-first" or len(mine) == 2)


def _holding(scene: Scene, i: int) -> bool:
    """``أقرت بعقد اجتماع``: the holding of talks, no contract."""
    after = scene.tagged.get(i + 1, "frame")
    kinds = ("meeting", "gathering", "visit", "call")
    return after is not None and scene.tagged.lexicon.frames[after[1].id].type in kinds


def _on(scene: Scene, out: Draft, pact: int) -> bool:
    return any(scene.tagged.bare(i) == "علي" for i in range(out.trigger.j - 1, pact))


def _goes_to(place: Place, window: tuple[int, int], scene: Scene) -> bool:
    """``زيارة X إلى موسكو``: the state visited."""
    return window[0] <= place.i < window[1] and place.mark == "to" and not place.inside and not place.dateline


def _visited(place: Place) -> Actor:
    at = (place.i, place.j)
    return Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")


def _came_about(scene: Scene, out: Draft) -> bool:
    """``تم التوقيع``, ``أسفرت عن الاتفاق على``, ``توجت بتوقيع``: nobody is told to do it."""
    t, i = scene.tagged, out.trigger.i
    return any(t.word(k, "came_about") for k in range(out.clause.left, i + 1))


def _speaks(actor: Actor) -> bool:
    return actor.kind == "person" and (actor.role is not None or actor.counterpart)


def _partner_unknown(scene: Scene, out: Draft) -> bool:
    """``وقع اتفاقا مع الشركة``: the partner is nobody whom we know."""
    t, right = scene.tagged, range(out.trigger.j, out.clause.right)
    between = any(t.word(i, "prepositions") and t.bare(i) == "بين" and not t.word(i + 1, "both_sides") for i in right)
    return between or any(t.bare(i) == "مع" for i in right)


def arms_deal(scene: Scene, out: Draft) -> bool:
    """``بيع السعودية صواريخ``, ``تعاقدت الهند مع فرنسا على شراء مقاتلات``: arms, and the state that buys or sells
    them.
    """
    t = scene.tagged
    near = range(out.trigger.j, min(out.clause.right, out.trigger.j + DEAL_REACH))
    arms = any(x.kind == "class" and x.id == "materiel" for i in near for tag in t.starts[i] for x in tag.terms)
    states = {a.country for _, a in out.sides if a.country and len(a.country) == 2}
    if not arms or len(states) < 2:
        return False
    if any(t.word(i, "traffic") for i in range(*out.clause.sentence)):
        return False
    if any(t.word(i, "bans") for i in range(out.clause.left, out.trigger.i)):
        return False  # رفعت X حظرا على بيع Y أسلحة
    if out.trigger.term.plural and out.time is None:
        return False
    far = [a for _, a in out.sides if a.i - out.trigger.j > 12]
    if far or len(states) > 2:
        return False
    sold = out.trigger.is_verb or out.slots.rule in OWN_RULES or len(out.slots.get("between")) > 1
    words = (i for i in range(*out.clause.sentence) if not out.trigger.i <= i < out.trigger.j)
    contract = any(t.word(i, "contracts") for i in words)
    return sold and (contract or out.time is not None or any(t.bare(i).isdigit() for i in near))


def stated(scene: Scene, out: Draft) -> bool:
    """``بيان سعودي مصري مشترك``, ``أكدت السعودية ومصر في بيان مشترك``: two states state it together."""
    t, end = scene.tagged, min(out.trigger.j + 4, out.clause.right)
    joint = any(t.word(i, "joint") for i in range(out.trigger.i, end))
    return joint and len({a.country for a in out.slots.get("between") + out.slots.get("subject") if a.country}) > 1
