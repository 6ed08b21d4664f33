"""Step 5b: the sides of a noun that tells an event (visit, talks): genitive, possessor, and whose act it is."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.concord import agrees
from marsad.find.frames.light import fill_light
from marsad.find.frames.slots import FAR, Slots, as_lists, fill_marked, of_other_noun, owner_of
from marsad.find.phrases.actors import Actor

# rules that take the subject of another verb
AFAR = ("subject of the", "subject before", "subject told before", "antecedent")
DATELINE = 8  # tokens of a dateline: the place, the agency, the dash


def fill_noun(
    scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], slots: Slots
) -> None:
    """Fill the slots of a noun that tells an event."""
    skip: set[int] = set()
    subject = _genitive(scene, trigger, right) or _relative_subject(scene, trigger, right)
    if subject:
        parts = scene.tagged.lexicon.frames[trigger.term.id].parts
        doer = not _genitive(scene, trigger, right) and parts.get("of") == "recipient" and "subject" in parts
        for actor in subject:
            slots.add("subject" if doer else "of", actor)
            skip.add(actor.i)
        slots.rule = slots.rule or "genitive"
    elif trigger.term.suffix:
        owner = next(iter(_main_subject(scene, trigger, clause, right)), None) or owner_of(scene, trigger, clause)
        if owner is not None and agrees(scene, trigger, owner):
            for actor in [
                owner,
                *(a for a in left if (a.rule == "actor.shared-head" and a.i == owner.j) or _heads(a, owner)),
            ]:
                slots.add("of", actor)
            slots.rule = "possessive pronoun"
    visit = scene.tagged.lexicon.frames[trigger.term.id].type == "visit"
    if visit and not slots.get("of") and (later := _subject_after(scene, trigger, clause)) is not None:
        slots.add("of", later)
        slots.rule = "subject of the sentence that it opens"
    _granted(scene, trigger, clause, slots)
    _sought(scene, trigger, clause, left, slots)
    _traveller(scene, trigger, right, slots)
    got = scene.tagged.lexicon.frames[trigger.term.id].parts.get("of") == "recipient"
    if _two_tell(scene, trigger, subject) or (got and slots.get("of") and not slots.get("subject")):
        # يواصل X تدريب Y: the noun's genitive gets it
        fill_light(scene, trigger, clause, left, [a for a in right if a.i not in skip], slots, skip)
    elif not slots.get("of") and not slots.get("subject"):
        ahead = _main_subject(scene, trigger, clause, right)
        for actor in ahead:
            slots.rule = "subject of the main verb"
            slots.add("subject", actor)
        if not ahead:
            fill_light(scene, trigger, clause, left, right, slots, skip)
    after = [a for a in right if not a.mark and a.i not in skip and (a.i == trigger.j or not of_other_noun(scene, a))]
    if after and (slots.get("of") or slots.get("subject")):
        first = as_lists(after)[0]
        if first[0].i - trigger.j <= 12:
            for actor in first:
                slots.add("object", actor)
                skip.add(actor.i)
    _glad(scene, trigger, clause, left, slots)
    _adjectives(scene, trigger, slots)
    _presided(scene, trigger, clause, left, slots)
    fill_marked(scene, trigger, [a for a in right if a.i not in skip], slots, skip)
    own = [a for a in left if a.mark in ("with", "between", "by") and not _of_noun_before(scene, trigger, clause, a)]
    fill_marked(scene, trigger, own, slots, skip)
    _without_subject_of_another(scene, trigger, slots)


def _glad(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
    """``عبر X عن سعادته بلقاء Y``: who is glad of the meeting has held it."""
    t = scene.tagged
    if slots.get("subject") or not slots.get("of") or not trigger.tag.clitics.endswith("ب"):
        return
    feels = [k for k in range(clause.sentence[0], trigger.i) if t.word(k, "feels")]
    felt = any(t.word(k, "gladness") for k in range(trigger.i - 2, trigger.i))
    told = [a for a in scene.actors if feels and feels[-1] < a.i and a.j <= trigger.i and not a.mark] or left[-1:]
    if felt and feels and told and told[0].kind == "person":
        slots.add("subject", told[0])
        slots.rule = "who is glad of it"


def _of_noun_before(scene: Scene, trigger: Trigger, clause: Clause, actor: Actor) -> bool:
    """``ليس أسوأ من اتفاق X مع Y إلا اتفاق Z مع W``: a partner told with an event noun of the kind before it."""
    kind = scene.tagged.lexicon.frames[trigger.term.id].type
    nouns = (k for name, found in scene.rivals.items() if scene.tagged.lexicon.frames[name].type == kind for k in found)
    return any(clause.sentence[0] <= k < actor.i for k in nouns)


def _without_subject_of_another(scene: Scene, trigger: Trigger, slots: Slots) -> None:
    """``هاجم X المحادثات بين Y وZ``: where the noun itself tells between whom it was, the subject of the sentence is
    no side of it, unless he is host; nor is he party to an agreement that only dates what he did (``زار X طهران بعد
    توقيع الاتفاق``)."""
    t, frame = scene.tagged, scene.tagged.lexicon.frames[trigger.term.id]
    if frame.type not in ("meeting", "call", "agreement") or not slots.rule.startswith(AFAR):
        return
    between = {a.country for a in slots.get("between") if a.country}
    host = frame.type == "meeting" and t.holds(range(max(trigger.i - FAR, 0), trigger.i), "hosting")
    enough = len(between) > 1 or (between and frame.type == "agreement")
    dated = frame.type == "agreement" and not trigger.tag.clitics and t.among(trigger.i - 1, "since")
    if (enough and not host) or dated:
        slots.filled.pop("subject", None)


def _presided(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
    """``عقد الجانبان الليبي والإيطالي جلسة عمل ترأسها X``: two sides before the noun meet, who presides is of one."""
    verb = next((k for k in range(trigger.i - 1, clause.left - 1, -1) if scene.verbs.get(k) == "light"), None)
    told = slots.get("of")
    if verb is None or trigger.term.suffix or not told or told[0].i - trigger.j <= 3:
        return
    group = next((g for g in as_lists([a for a in left if not a.mark]) if g[0].i - verb <= 3), [])
    if len({a.country for a in group if a.country}) > 1:
        for actor in group:
            slots.add("subject", actor)


def _sought(scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], slots: Slots) -> None:
    """``وصل X للقاء Y``, ``رفض X لقاء Y``: whom one is to meet follows the noun; who meets him is the subject of the
    verb before it."""
    told = slots.get("of")
    meeting = scene.tagged.lexicon.frames[trigger.term.id].id == "meeting.meet"
    if not meeting or trigger.term.suffix or len({a.country for a in told}) != 1 or told[0].i - trigger.j > 2:
        return
    verb = next((k for k in range(trigger.i - 1, clause.left - 1, -1) if k in scene.verbs), None)
    if verb is None or scene.verbs[verb] == "says":
        return
    people = [a for a in left if not a.mark and a.kind != "country" and a.country not in (None, told[0].country)]
    near = [a for a in people if 0 <= a.i - verb <= 3] or [a for a in people if a.j <= verb][-1:]
    if not near and trigger.tag.clitics.endswith("ل") and scene.tagged.bare(verb - 1) == "ان":
        near = [a for a in _subjects_before(scene, clause) if a.country not in (None, told[0].country)][-1:]
    for actor in near[:1]:
        slots.filled["object"] = slots.filled.pop("of")
        slots.add("subject", actor)
        slots.rule = "purpose" if trigger.tag.clitics.endswith("ل") else "subject of the governing verb"


def _subjects_before(scene: Scene, clause: Clause) -> list[Actor]:
    """``يلتقي X نظيره، على أن ينتقل إلى Z للقاء Y``: who stands right after a verb before the clause."""
    told = [a for a in scene.actors if clause.sentence[0] <= a.i and a.j <= clause.left and not a.mark]
    return [a for a in told if a.kind == "person" and any(k in scene.verbs for k in range(a.i - 3, a.i))]


def _two_tell(scene: Scene, trigger: Trigger, subject: list[Actor]) -> bool:
    """``شاركت تونس في عملية نسقها الإنتربول``, ``وافقت واشنطن على بيع الرياض صواريخ``: what follows the noun is one
    side, the subject of the verb before it the other.
    """
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    if not subject or frame.id not in ("agreement.deal", "cooperation.joint", "cooperation.joint-adjective"):
        return False
    return any(scene.verbs.get(i) == "light" for i in range(max(trigger.i - 8, 0), trigger.i))


def _traveller(scene: Scene, trigger: Trigger, right: list[Actor], slots: Slots) -> None:
    """``أول زيارة للرئيس X إلى Y``: the traveller with ل right after the word of visiting."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "visit" or slots.get("of") or trigger.term.suffix:
        return
    reach = 6 if scene.tagged.among(trigger.j, "unannounced") else 2
    sort = scene.tagged.word(trigger.i - 1, "superlatives")  # أول زيارة لمسؤول إيراني: what sort of visitor X is
    kinds = ("person",) if sort else ("person", "group")
    near = [a for a in right if a.mark == "to" and a.kind in kinds and a.i - trigger.j <= reach]
    if near and scene.tagged.bare(near[0].i).startswith("ل"):
        slots.add("of", near[0])
        slots.filled.pop("subject", None)
        slots.rule = "genitive"


def _heads(first: Actor, owner: Actor) -> bool:
    """Whether ``owner`` shares the head of ``first`` (``اللجنة الأردنية السورية … اجتماعاتها``: both states meet)."""
    return owner.rule == "actor.shared-head" and first.kind == "org" and first.j == owner.i


def _granted(scene: Scene, trigger: Trigger, clause: Clause, slots: Slots) -> None:
    """``أعلنت واشنطن منح تونس مساعدات``: who speaks of a gift gives it, and what follows the noun gets it."""
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    if frame.type not in ("assistance", "award") or frame.parts.get("of") != "agent":
        return
    begin = clause.sentence[0]
    told = [i for i in range(begin, trigger.i) if scene.verbs.get(i) in ("says", "light")]
    givers = [a for a in scene.actors if begin <= a.i and a.j <= trigger.i and not a.mark and a.country]
    got = slots.get("of")
    if not told or not givers or (got and givers[-1].country == got[0].country):
        return
    if got:
        slots.filled["object"] = slots.filled.pop("of")
    elif slots.get("subject") or scene.verbs.get(told[-1]) != "says" or trigger.i - told[-1] > FAR:
        return
    for giver in as_lists(givers)[-1]:
        slots.add("subject", giver)
    slots.rule = "subject who speaks"


def _genitive(scene: Scene, trigger: Trigger, right: list[Actor]) -> list[Actor]:
    """``زيارة الرئيس …``: an unmarked actor right after the noun, adjectives in between."""
    if trigger.term.suffix or not right or scene.definite(trigger):
        return []
    groups = as_lists([a for a in right if not a.mark])
    if not groups:
        return []
    first = groups[0][0]
    if first.kind == "country" and scene.tagged.lexicon.frames[trigger.term.id].type == "visit":
        return []  # زيارة الرياض: where it goes
    gap = [scene.tagged.bare(i) for i in range(trigger.j, first.i)]
    if (
        len(gap) <= 2
        and first.mark != "in"
        and all(w[:1].isalpha() or w == '"' for w in gap)
        and not any(
            (scene.tagged.word(i, "prepositions") and not scene.tagged.word(i - 1, "gaps"))
            or scene.tagged.word(i, "relative", "clause_breaks", "hosting")
            or i in scene.verbs
            or i in scene.busy
            for i in range(trigger.j, first.i)
        )
    ):
        return groups[0]
    return []


def _relative_subject(scene: Scene, trigger: Trigger, right: list[Actor]) -> list[Actor]:
    """``الزيارة التي قام بها X``, ``زيارة يجريها X``, ``اللقاء الذي جمع X وY``: the subject of the verb that tells
    the noun."""
    tagged = scene.tagged
    bare = [a for a in right if not a.mark or a.mark == "b"]
    for i in range(trigger.j, min(trigger.j + 6, len(tagged.tokens))):
        hit = tagged.get(i, "light", "frame")
        verb = hit[0] if hit is not None and hit[1].detail.startswith("verb") else None
        told = tagged.word(i, "hosting", "conducted") or verb
        if scene.definite(trigger) and not tagged.word(i - 1, "relative") and hit is not None:
            continue  # في بداية الاستقبال نقل X تحيات: no verb of the noun
        if tagged.word(i, "stops_told") or tagged.word(i - 1, "delegation"):
            continue  # جولة تقوده إلى X للقاء Y
        if verb is not None and verb.clitics.startswith("و") and not scene.definite(trigger):
            break  # بزيارة إلى X وكان في استقباله Y
        if told is None or tagged.among(i - 1, "of_way") or (hit is not None and hit[1].id == "agreement.ratify"):
            continue
        begin = _past_setting(scene, told.j)
        after = [a for a in bare if begin <= a.i <= begin + 3 and not a.mark]
        if after:
            return next(group for group in as_lists(bare) if group[0].i == after[0].i or after[0] in group)
    return []


def _past_setting(scene: Scene, i: int) -> int:
    """Past ``، اليوم الخميس بالرباط،``: commas, times and places between a verb and its subject."""
    while i < len(scene.tagged.tokens):
        place = next((p for p in scene.places if p.i == i and p.mark == "in"), None)
        if place is not None:
            i = place.j
        elif i in scene.busy or scene.tagged.among(i, "commas"):
            i += 1
        else:
            break
    return i


def after_dateline(scene: Scene, begin: int) -> int:
    """Where a sentence begins past ``طهران - وكالة X -``, ``أربيل (X) -``: the place and agency of the report."""
    place = next((p for p in scene.places if p.dateline and begin <= p.i < begin + DATELINE), None)
    if place is None:
        return begin
    near = range(place.j, min(place.j + DATELINE, len(scene.tagged.tokens)))
    ends = [k for k in near if scene.tagged.bare(k) in ("-", ":")]
    said = next((k for k in near if k in scene.verbs), place.j + DATELINE)
    return max((k + 1 for k in ends if k < said), default=begin)


def _main_subject(scene: Scene, trigger: Trigger, clause: Clause, right: list[Actor]) -> list[Actor]:
    """``خلال استقباله السفير X، أكد الوزير Y …``: a setting before the main verb has that verb's subject."""
    t, (begin, end) = scene.tagged, clause.sentence
    begin = after_dateline(scene, begin)
    setting = t.holds(range(begin, trigger.i), "prepositions", "before_nouns", "settings")
    if trigger.i - begin > 4 or not setting or any(scene.verbs.get(k) for k in range(begin, trigger.i)):
        return []
    if any(a.i < trigger.i and a.i >= begin for a in scene.actors):
        return []
    for k in range(trigger.j, min(end, trigger.j + 40)):
        others = {a.country for a in right if a.kind != "country" and a.country and a.i <= k}
        if k in scene.verbs or t.bare(k) in ("،", ",", ":"):
            verb = k if k in scene.verbs else k + 1
            near = [a for a in scene.actors if a.i - verb in (0, 1, 2) and not a.mark and a.kind in ("person", "org")]
            if near and near[0].country not in others:
                later = [a for a in scene.actors if a.i >= near[0].i and not a.mark]
                return as_lists(later)[0]
        if t.bare(k) == ":":
            break
    return []


def _subject_after(scene: Scene, trigger: Trigger, clause: Clause) -> Actor | None:
    """``في مستهل زيارته للقاهرة، وضع وزير الدفاع X``: of a visit told at the head of a sentence, its subject."""
    begin, end = clause.sentence
    begin = after_dateline(scene, begin)
    fronted = scene.tagged.word(begin, "prepositions") or scene.tagged.among(begin, "in_words")
    if trigger.i - begin > 5 or not fronted:
        return None
    after = (a for a in scene.actors if trigger.j <= a.i < end and a.kind == "person" and not a.mark)
    actor = next(after, None)
    verb = actor is not None and any(k in scene.verbs for k in range(max(trigger.j, actor.i - 4), actor.i))
    comma = actor is not None and any(scene.tagged.bare(k) in ("،", ",") for k in range(trigger.j, actor.i))
    return actor if verb or comma else None


def clause_end(scene: Scene, i: int) -> int:
    """The end of the sentence of token ``i``."""
    return scene.tagged.tokens.sentences[scene.tagged.tokens.sentence_of(i)][1]


def _adjectives(scene: Scene, trigger: Trigger, slots: Slots) -> None:
    """``عملية إيطالية كولومبية مشتركة``, ``مباحثات مغربية إسبانية``: sides told as adjectives of the noun."""
    j, end = trigger.j, trigger.j + 5
    found: list[Actor] = []
    if scene.tagged.bare(j) == '"':  # مناورات «نسور النيل» المصرية السودانية: past the name
        j = next((k + 1 for k in range(j + 1, min(j + 6, clause_end(scene, j))) if scene.tagged.bare(k) == '"'), j)
        end = j + 5
    while j < end and j < len(scene.tagged.tokens):
        hit = scene.tagged.get(j, "nisba")
        if hit is not None:
            found.append(
                Actor(
                    j,
                    hit[0].j,
                    "country",
                    country=hit[1].id,
                    country_at=(j, hit[0].j),
                    rule="actor.adjective",
                )
            )
            j = hit[0].j
            end = j + 3
        elif scene.tagged.bare(j) in ("-", "و") or scene.tagged.word(
            j, "office_tail", "security", "joint", "of_three", "exercise_kinds"
        ):
            j += 1
        else:
            break
    if len(found) > 1:
        for actor in found:
            slots.add("between", actor)
