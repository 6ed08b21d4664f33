"""Step 5f: what is still to come: the words of planning, asking and setting out."""

from __future__ import annotations

from datetime import date

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft

SETS_OUT = frozenset({"visit.travel", "visit.arrive", "visit.turn"})  # verbs of a way to go
RECENT = 7  # days after which what somebody came for is no more to come
FRONTED = 4  # tokens of a sentence before the setting that it begins with
GOVERNS = 24  # tokens from a verb to the visit in which, or on which, it is to happen
NAMED = 12  # the same past the name of a body and a comma
RELATIVE = 6  # tokens from a noun to the relative clause that says it will be
NEAR = 6  # tokens before the trigger in which a word says so


def to_come(scene: Scene, out: Draft, published: date | None) -> tuple[int, int] | None:
    """The words by which the sentence says that it is still to come."""
    t, trigger, time, left = scene.tagged, out.trigger, out.time, out.clause.left
    own = (trigger.i, trigger.j)
    days_ago = (published - time.end).days if published and time and time.end else 0
    aim = out.slots.rule == "purpose" or set_out_to(scene, out)
    if aim and days_ago <= RECENT:
        return own
    before = range(max(out.clause.sentence[0], trigger.i - NEAR), trigger.i)
    if out.type == "gathering" and any(t.word(i, "preparing") for i in before[-2:]):
        return own
    if trigger.tense == "future" or "س" in trigger.tag.clitics:
        return own
    if (called := _called(scene, out)) is not None:
        return called
    if t.bare(left) == "ان" and (tag := t.word(left - 1, "plan") or t.word(left - 2, "plan")):
        return tag.i, tag.j
    if t.bare(left) == "ان" and t.bare(left - 1) == "علي" and t.among(left - 2, "commas") and trigger.tense != "past":
        return left - 1, left + 1  # يزور X، على أن يلتقي Y
    told = _before_it(scene, out) or _planned_before(scene, out, before) or _to_come_after(scene, out)
    told = told or _governed_to_come(scene, out) or _that_will_be(scene, out)
    return told or (_during_what_will_be(scene, out) if days_ago <= 0 else None)


def _planned_before(scene: Scene, out: Draft, before: range) -> tuple[int, int] | None:
    """A word of planning, or a verb in the future, right before the trigger."""
    t, trigger = scene.tagged, out.trigger
    went_on = trigger.tense == "past" and "و" in trigger.tag.clitics  # استجابت لطلب X وسلمتها
    held = not trigger.is_verb and t.word(trigger.i - 1, "talk_settings") is not None  # دعا X خلال لقائه Y إلى
    for i in before if not (went_on or held) else ():
        if _past_of(scene, out, i) or _decides(scene, out, i):
            continue
        if (tag := t.word(i, "plan")) or _future_verb(scene, i):
            return i, tag.j if tag else i + 1
    return None


def _to_come_after(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``الزيارة المرتقبة``: right after the noun."""
    if out.type not in ("visit", "gathering") or out.trigger.is_verb or out.trigger.tense == "past":
        return None
    near = range(out.trigger.j, min(out.trigger.j + 3, out.clause.right))
    tag = next((tag for i in near if (tag := scene.tagged.word(i, "to_come"))), None)
    return (tag.i, tag.j) if tag is not None else None


def set_out_to(scene: Scene, out: Draft) -> bool:
    """``وصل X إلى Y لإجراء محادثات``, ``يتوجه غدا لعقد اجتماع``: the talks for which somebody has set out."""
    t, trigger = scene.tagged, out.trigger
    to_hold = t.word(trigger.i - 1, "holding") is not None and t.bare(trigger.i - 1).startswith("ل")
    if out.type != "meeting" or trigger.is_verb or not to_hold:
        return False
    begin = max(out.clause.sentence[0], trigger.i - GOVERNS)
    verbs = [k for k in range(begin, trigger.i - 1) if k in scene.verbs]
    went = t.get(verbs[-1], "frame") if verbs else None
    return went is not None and any(x.id in SETS_OUT for x in went[0].terms if x.detail.startswith("verb"))


def _before_it(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``سيشارك X في القمة قبل أن يسافر إلى Y``: what comes after something planned."""
    t, left = scene.tagged, out.clause.left
    if out.trigger.tense != "present" or t.bare(left) != "ان" or not t.bare(left - 1).endswith("قبل"):
        return None
    before = range(left - 1, out.clause.sentence[0] - 1, -1)
    verb = next((k for k in before if k in scene.verbs), None)
    if verb is not None and _future_verb(scene, verb):
        return verb, verb + 1
    planned = next((tag for k in before if (tag := t.word(k, "plan")) is not None), None)
    return (planned.i, planned.j) if planned is not None else None


def _past_of(scene: Scene, out: Draft, i: int) -> bool:
    """Whether a word of planning at ``i`` speaks of something else: ``العزم على زيارة X بعد توقيع الاتفاق``, ``سيعود
    اللاجئون الذين استقبلتهم X``."""
    t, between = scene.tagged, range(i + 1, out.trigger.i)
    if out.trigger.tense == "past":
        return any(t.word(k, "relative", "clause_breaks") for k in between)
    return any(t.word(k, "other_times") and k not in scene.busy and t.bare(k + 1) != "ان" for k in between)


def _decides(scene: Scene, out: Draft, i: int) -> bool:
    """``أقرت القمة التي عقدت أمس``, ``دعا المؤتمر إلى``: what a gathering decided or asked for, right before it."""
    own = out.type == "gathering" and i == out.trigger.i - 1 and scene.definite(out.trigger)
    return own and scene.tagged.word(i, "decides") is not None


def _governed_to_come(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``سيجري X في سبتمبر زيارة``, ``سيعقد X اجتماعا خلال زيارة``: a visit whose governing verb is in the future."""
    t, i = scene.tagged, out.trigger.i
    if out.type != "visit" or out.trigger.is_verb or t.word(i - 1, "other_times", "around"):
        return None
    verb = next((k for k in range(i - 1, max(out.clause.left, i - GOVERNS) - 1, -1) if k in scene.verbs), None)
    return (verb, verb + 1) if verb is not None and _future_verb(scene, verb) else None


def _that_will_be(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``الزيارة التي سيقوم بها X``: a noun whose relative clause has its verb in the future."""
    if out.trigger.is_verb:
        return None
    reach = NAMED if out.type == "gathering" else RELATIVE  # الدورة الأربعون لمجلس X، التي ستعقد بتونس
    for k in range(out.trigger.j, min(out.trigger.j + reach, out.clause.right)):
        if scene.tagged.among(k, "commas") and not (reach == NAMED and scene.tagged.word(k + 1, "relative")):
            return None
        if scene.tagged.word(k, "relative") is not None:
            return (k + 1, k + 2) if _future_verb(scene, k + 1) else None
    return None


def _during_what_will_be(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``سيعقد X خلال زيارته لقطر لقاء``, ``على هامش اللقاء سيلتقي X``: the setting of what is still to come."""
    t, i = scene.tagged, out.trigger.i
    setting = any((tag := t.word(k, "during")) is not None and tag.j == i for k in (i - 1, i - 2))
    meant = t.among(i - 1, "to_hold")  # سيزور X قطر لإجراء محادثات
    if out.trigger.is_verb or not (setting or meant):
        return None
    begin, end = out.clause.sentence
    verb = next((k for k in range(i - 1, begin - 1, -1) if k in scene.verbs), None)
    if verb is None and i - begin <= FRONTED:
        verb = next((k for k in range(out.trigger.j, end) if k in scene.verbs), None)
    return (verb, verb + 1) if verb is not None and _will(scene, verb) else None


def _will(scene: Scene, i: int) -> bool:
    """A verb in the future, also with ``سوف`` before it."""
    return _future_verb(scene, i) or scene.tagged.bare(i - 1) == "سوف"


def _called(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``دعا X إلى اجتماع``, ``يدعو لمؤتمر``: the gathering that somebody calls is to come."""
    t, i = scene.tagged, out.trigger.i
    joined = t.among(i - 1, "mission_words") or out.trigger.tag.clitics.endswith("ل")
    if out.type != "gathering" or not joined:
        return None
    told = (t.word(k, "calls") for k in range(i - 1, max(out.clause.left, i - 14) - 1, -1))
    tag = next((tag for tag in told if tag is not None), None)
    return (tag.i, tag.j) if tag is not None else None


def approved(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``وافقت واشنطن على بيع X طائرات``: a sale that is allowed is still to come."""
    hits = (scene.tagged.word(i, "agrees") for i in range(max(out.clause.left, out.trigger.i - 12), out.trigger.i))
    return next(((tag.i, tag.j) for tag in hits if tag is not None), None)


def _future_verb(scene: Scene, i: int) -> bool:
    for tag in scene.tagged.starts[i] if i < len(scene.tagged.tokens) else ():
        if any(
            term.detail == "verb:future" or (term.detail.startswith("verb:present") and "س" in tag.clitics)
            for term in tag.terms
        ):
            return True
    return False
