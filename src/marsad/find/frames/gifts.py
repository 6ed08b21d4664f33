"""Step 5e: who helps whom, and who decorates whom: what acts of giving add to their sides.

A gift has a giver and a receiver, but a sentence often tells one of them outside the verb's own slots: by the
nationality of what is given (``مقاتلات روسية``), by who ran a course (``أشرف عليها X``), by where help was sent
(``أرسلت X جنودا إلى Y``), or by who asked for it.
"""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.courses import COURSES, course, taught
from marsad.find.frames.draft import Draft
from marsad.find.frames.given import from_place, getters, givers, is_class, nationality
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import Cast

ASKED = 14  # tokens from a verb of asking to the noun of what is asked for
GIVEN = frozenset({"assistance.grant", "assistance.deliver", "assistance.send", "assistance.supply"})
SENT = frozenset({"assistance.send", "assistance.arrive", "assistance.protect"})
SENT_REACH = 14  # tokens from the word of sending to where
TAUGHT = COURSES | {"assistance.arm"}


def help_sides(scene: Scene, cast: Cast, out: Draft) -> None:
    """Complete the sides of an act of help."""
    _pronouns(scene, out)
    if out.frame.id == "assistance.deliver" and not out.trigger.is_verb and out.trigger.term.suffix:
        told = {a.i for slot in ("to", "object") for a in out.slots.get(slot)}
        out.sides = out.sides if told else []  # القيود على تسليمها: the pronoun is what is delivered
    if out.frame.id == "assistance.send":  # أرسلوا لمساعدة X
        helped = {a.i for _, a in out.sides if scene.tagged.word(a.i - 1, "helping")}
        out.sides = [("recipient" if a.i in helped else p, a) for p, a in out.sides]
    _asked_for(scene, out)
    if out.frame.id in COURSES:
        course(scene, cast, out)
    if out.frame.id == "assistance.arrive" and out.slots.rule not in ("verb-first", "subject-first", "genitive"):
        speakers = {a.i for a in out.slots.get("subject")}  # أعلن X وصول شحنة: what arrives is his
        out.sides = [("recipient" if a.i in speakers else p, a) for p, a in out.sides]
    _ordinary_countries(out)
    if out.frame.id not in COURSES:
        _not_from(scene, out)
    if not givers(out):
        _origin(scene, out)
    _supplied(out)
    if not getters(out):
        _sent_to(scene, out)
    if not getters(out):
        _own_country(scene, out)
    if not givers(out) and out.frame.id == "assistance.send":
        _speaker(scene, out)
    if out.frame.id == "assistance.arrive":
        out.sides = [(p, a) for p, a in out.sides if a.kind != "person"]
    if out.frame.id in TAUGHT:
        taught(scene, out)
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or not _aimed_at(scene, out, a)]


def _aimed_at(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``تدريب مقاتلين للإطاحة بحليف X``, ``أسلحة لمواجهة X``: whom the help is meant against does not get it."""
    stretch = range(out.trigger.j, actor.i)
    return actor.kind == "country" and any(scene.tagged.word(k, "aimed_at") for k in stretch)


def award_sides(scene: Scene, out: Draft) -> None:
    """``حصول X على نجمة رومانيا``, ``وسام الاستحقاق الفرنسي``: whose award it is gives it."""
    for n, (part, actor) in enumerate(out.sides):
        if part == "recipient" and actor.kind == "country" and is_class(scene, actor.i - 1, "award"):
            out.sides[n] = ("agent", actor)
    named = {a.i for _, a in out.sides if a.kind == "person" and not a.mark and is_class(scene, a.i - 1, "award")}
    out.sides = [(p, a) for p, a in out.sides if a.i not in named]  # وسام الأمير نايف
    persons = [a for p, a in out.sides if p == "recipient" and a.kind in ("person", "group")]
    if persons:  # بوسام الشرف للشرطة الفرنسية، بمقر السفارة: no institution is decorated beside a person
        out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a in persons]
    if not givers(out):
        _named_for(scene, out)


def _named_for(scene: Scene, out: Draft) -> None:
    """Add the state or institution after which an award is named as its giver."""
    for i in range(out.clause.left, out.clause.right):
        if not is_class(scene, i, "award"):
            continue
        for k in range(i + 1, min(i + 9, out.clause.right)):
            org = next((a for a in scene.actors if a.i == k and a.kind == "org" and a.country), None)
            whose = org or nationality(scene, k)
            if whose is not None and whose.country not in getters(out):
                out.sides.append(("agent", whose))
                return
            if scene.tagged.word(k, "prepositions") or k in scene.verbs:
                break


def _pronouns(scene: Scene, out: Draft) -> None:
    """``المساعدة التي قدمتها X``: the verb's pronoun is the gift, and who gives stands right after it.

    In ``خلية سلحتها X`` it is the noun between, no actor told before.
    """
    trigger = out.trigger
    if not trigger.is_verb or not trigger.term.suffix:
        return
    relative = scene.tagged.word(trigger.i - 1, "relative") is not None
    kept = []
    for part, actor in out.sides:
        other = relative if out.frame.id in GIVEN else out.frame.id == "assistance.arm" and trigger.i - actor.j > 1
        gift = part == "recipient" and actor.j <= trigger.i and other
        afar = part == "agent" and relative and not 0 <= actor.i - trigger.j <= 2
        if not gift and not afar:
            kept.append((part, actor))
    out.sides = kept


def _ordinary_countries(out: Draft) -> None:
    """A state that gives cannot be the one that gets: the part told nearer to the verb stands."""
    if givers(out) and givers(out) <= getters(out) and len(getters(out)) == 1:
        out.sides = [(p, a) for p, a in out.sides if p != "agent"]  # رفضت X عرضا بتزويد جيشها
    both = givers(out) & getters(out)
    if both and (getters(out) - givers(out)):
        out.sides = [(p, a) for p, a in out.sides if not (p == "recipient" and a.country in both)]


def _supplied(out: Draft) -> None:
    """``تزويد X بأسلحة``, but ``تزويد X Y بأسلحة``: of two in a row the first one gives."""
    given, got = out.slots.get("of"), out.slots.get("object")
    if out.frame.id != "assistance.supply" or out.trigger.is_verb or not given or not got or givers(out):
        return
    first = {a.i for a in given}
    if {a.country for a in given} != {a.country for a in got}:
        out.sides = [("agent" if a.i in first else p, a) for p, a in out.sides]


def _speaker(scene: Scene, out: Draft) -> None:
    """``أضاف البنتاغون أن 300 مستشار أرسلوا إلى Y``: an institution that speaks of help sends it."""
    got = getters(out)
    before = [
        a
        for a in scene.actors
        if out.clause.sentence[0] <= a.i and a.j <= out.trigger.i and a.kind in ("org", "country") and not a.mark
    ]
    says = [a for a in before if scene.verbs.get(a.i - 1) == "says" or scene.verbs.get(a.j) == "says"]
    if got and says and says[-1].country and says[-1].country not in got:
        out.sides.append(("agent", says[-1]))


def _not_from(scene: Scene, out: Draft) -> None:
    """``إرسال مدربين من X``: a state after من gets nothing."""
    after = {a.i for a in scene.actors if a.i >= out.trigger.j and scene.tagged.bare(a.i - 1) == "من"}
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.kind != "country" or a.i not in after]
    met = {a.i for a in scene.actors if a.rule == "actor.capital" and not a.mark and _after_noun(scene, a.i)}
    out.sides = [(p, a) for p, a in out.sides if a.i not in met]  # خلال مؤتمر روما
    if any(t.id == "assistance.send" for t in out.trigger.tag.terms):  # who is sent is the giver's, and gets nothing
        out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.kind != "group" or a.mark]


def _after_noun(scene: Scene, i: int) -> bool:
    """Whether token ``i`` follows the word of an event, as the city of a conference does."""
    before = (x for tag in scene.tagged.starts[i - 1] for x in tag.terms) if i else ()
    return any(x.kind == "frame" and x.id.partition(".")[0] in ("gathering", "meeting", "agreement") for x in before)


def _origin(scene: Scene, out: Draft) -> None:
    """``تسلم الجيش مقاتلات روسية``, ``طائرات من روسيا``, ``في إطار برنامج الدعم الأميركي``: whose the gift is."""
    t, got = scene.tagged, getters(out)
    for k in range(out.clause.left, out.clause.right):  # تسليم معدات كهبة من X
        if t.word(k, "gift_of") and t.bare(k + 1) == "من":
            near = (a for a in scene.actors if 2 <= a.i - k <= 3 and a.country and a.country not in got)
            if (giver := next(near, None)) is not None:
                out.sides = [(p, a) for p, a in out.sides if a.i != giver.i] + [("agent", giver)]
                return
    things = [a for a in scene.actors if out.trigger.j <= a.i < out.clause.right and a.kind == "group"]
    for actor in things:
        if is_class(scene, actor.i, "materiel", "aid") and actor.country not in getters(out):
            out.sides.append(("agent", actor))
            return
    if not out.trigger.is_verb and out.trigger.tag.clitics[-1:] in ("ب", "ل"):
        offer = nationality(scene, out.trigger.i - 1)  # عرضا إيرانيا بتزويد
        if offer is not None and offer.country not in getters(out):
            out.sides.append(("agent", offer))
            return
    begin = out.clause.left if out.trigger.is_verb else max(out.clause.left, out.trigger.i - 6)
    for i in range(begin, out.clause.right):
        if not is_class(scene, i, "materiel", "aid", "force"):
            continue
        for k in range(i + 1, min(i + 7, out.clause.right)):
            system = (a for a in scene.actors if a.i == i + 1 and a.kind == "org" and a.country)
            whose = nationality(scene, k) or next(system, None)  # منظومة الدفاع الجوي الروسية
            if whose is not None and whose.country not in getters(out):
                out.sides.append(("agent", whose))
                return
            if k in scene.verbs or any(a.i == k and a.mark for a in scene.actors):
                break


def _sent_to(scene: Scene, out: Draft) -> None:
    """``أرسلت X مستشارين إلى Y``, ``نشرت X قوات في Y``: where help is sent is who gets it."""
    given = givers(out)
    marks = ("to", "in") if out.frame.id in SENT and not out.trigger.term.suffix else ("to",)
    reach = min(out.clause.right, out.trigger.j + SENT_REACH)
    near = [p for p in scene.places if out.trigger.j <= p.i < reach and p.mark in marks and p.country not in given]
    place = next((p for p in near if p.mark == "to" and not p.inside), None) or next(
        (p for p in near if not p.inside), None
    )
    if place is not None and given:
        out.sides.append(("recipient", from_place(place)))


def _own_country(scene: Scene, out: Draft) -> None:
    """``تزويد بلاده بمقاتلات``: the state of whoever speaks."""
    t = scene.tagged
    told = any(t.word(i, "own_country") for i in range(out.trigger.j, min(out.trigger.j + 5, out.clause.right)))
    speakers = [
        a
        for a in scene.actors
        if out.clause.sentence[0] <= a.i and a.j <= out.trigger.i and a.kind in ("person", "org") and a.country
    ]
    speakers = [a for a in speakers if a.country not in givers(out)]
    if told and speakers and speakers[0].country:
        at = speakers[0].country_at or (speakers[0].i, speakers[0].j)
        out.sides.append(
            ("recipient", Actor(*at, "country", country=speakers[0].country, country_at=at, rule="actor.own-country"))
        )


def _asked_for(scene: Scene, out: Draft) -> None:
    """``طلبت X من Y تزويدها بأسلحة``: who asks is to get it, who is asked is to give it."""
    if out.trigger.is_verb or out.frame.id == "assistance.receive":
        return
    begin = max(out.clause.sentence[0], out.trigger.i - ASKED)
    asks = next((i for i in range(out.trigger.i - 1, begin - 1, -1) if scene.tagged.word(i, "asks")), None)
    if asks is None:
        return
    told = [a for a in scene.actors if asks < a.i and a.j <= out.trigger.i and a.country]
    after = [a for a in out.slots.get("from") if a.i >= out.trigger.j]
    before = [a for a in scene.actors if out.clause.sentence[0] <= a.i and a.j <= asks and a.country and not a.mark]
    askers = before[-1:] or [a for a in told if not a.mark][:1]
    asked = [a for a in [*told, *after] if a.mark in ("from", "to")] or [
        a for a in told if not a.mark and a not in askers
    ]
    if not askers or not asked or askers[0].country == asked[0].country:
        return
    got = [a for p, a in out.sides if p == "recipient" and a.country not in (asked[0].country,)]
    out.sides = [("recipient", a) for a in got or askers] + [("agent", asked[0])]
    out.status, out.status_at = "planned", (asks, asks + 1)
