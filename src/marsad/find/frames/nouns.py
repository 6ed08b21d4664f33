"""Step 5d: nouns of an event in another sense, type by type: an interview, training together, visits in general."""

from __future__ import annotations

from collections.abc import Callable

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import TAKEN_FROM_AFAR, Draft, first_stop

BREAKS = frozenset({"rupture.suspend", "rupture.end", "rupture.close", "rupture.shut", "rupture.reduce"})
TRAVEL = frozenset({"visit.travel", "visit.arrive", "visit.return"})  # things travel, too
AGREED = frozenset({"agreement.agree", "agreement.agreed", "agreement.sign", "agreement.reach"})
TREATY = 8  # tokens from a treaty to one of the matters that it is about
TALKED = 2  # words between a verb of talks, its sides left out, and the matter
HINDERED = "somebody is for it, or something keeps it from being done"
TALKED_ABOUT = "a matter that was talked about"


def sense_of_noun(scene: Scene, out: Draft) -> str:
    """Why the trigger, a noun, tells something else here than an event of its type, or an empty string."""
    if out.type in BY_TYPE and (sense := BY_TYPE[out.type](scene, out)):
        return sense
    t, i = scene.tagged, out.trigger.i
    town = any(p.j == i for p in scene.places)  # بالجزائر العاصمة أشغال اللجنة
    built = t.get(i - 1, "place_head") is not None and out.trigger.tag.clitics != "ل" and not town
    return "the name of a building" if built else ""


def _call(scene: Scene, out: Draft) -> str:
    spoke = any(scene.verbs.get(k) == "says" for k in range(max(out.trigger.i - 4, out.clause.left), out.trigger.i))
    alone = not (out.slots.get("with") or out.slots.get("between"))
    return "spoke to a newspaper" if spoke and alone else ""


def _praise(scene: Scene, out: Draft) -> str:
    esteem = scene.tagged.word(out.trigger.i, "esteem") and not _expressed(scene, out)
    return "an estimate, no esteem" if esteem else ""


def _hindered(scene: Scene, out: Draft) -> bool:
    return scene.tagged.holds(range(max(out.trigger.i - 3, out.clause.left), out.trigger.i), "stances", "obstacles")


def _help(scene: Scene, out: Draft) -> str:
    if _hindered(scene, out):
        return HINDERED
    if out.frame.id != "assistance.train":
        return ""
    from_afar = out.slots.rule in TAKEN_FROM_AFAR | {"subject of the governing verb"}
    if from_afar and scene.definite(out.trigger) and not out.slots.get("of") and not out.slots.get("by"):
        return TALKED_ABOUT
    i = out.trigger.i
    if scene.tagged.tokens.text(i, i + 1).startswith("و") and _one_of_matters(scene, out):
        return TALKED_ABOUT
    if _train_together(scene, out):
        return "training together, none given"
    return TALKED_ABOUT if _talked_of(scene, out) else ""


def _cooperation(scene: Scene, out: Draft) -> str:
    if _hindered(scene, out):
        return HINDERED
    t, i = scene.tagged, out.trigger.i
    spied = (x.id for k in range(*out.clause.sentence) for tag in t.starts[k] for x in tag.terms if x.kind == "topic")
    if out.frame.id == "cooperation.information" and "espionage" in spied:
        return "spied out, not passed on"
    if _promised(scene, out):
        return "what an agreement promises"
    if scene.definite(out.trigger) and _talked_about(scene, out):
        return "an act that was talked about"
    if t.word(i - 1, "trainees") and out.slots.get("by"):
        return "training is got, no exercise"
    office = out.frame.id == "cooperation.information" and t.word(i - 1, "before_information")
    return "an office of information" if office else ""


def _handover(scene: Scene, out: Draft) -> str:
    t = scene.tagged
    near = (k for k in range(out.trigger.j, out.trigger.j + 4) if t.bare(k - 1) not in ("عن", "من"))
    if any(t.word(k, "things_handed") for k in near):
        return "a thing is handed over"
    return "handovers in general were talked about" if _in_general(scene, out) else ""


def _arrest(scene: Scene, out: Draft) -> str:
    reward = scene.tagged.holds(range(out.clause.sentence[0], out.trigger.i), "reward")
    return "a reward for an arrest to come" if reward else ""


def _break(scene: Scene, out: Draft) -> str:
    t, i = scene.tagged, out.trigger.i
    if out.frame.id == "rupture.suspend" and t.holds(range(max(out.clause.left, i - 5), i), "lifts"):
        return "a suspension is lifted"
    if out.frame.id in BREAKS and t.bare(i - 1) == "علي" and t.word(i - 2, "years"):
        return "years ago"  # بعد 25 عاما على إغلاق السفارة
    return "somebody calls for it" if out.frame.id in BREAKS and _called_for(scene, out) else ""


def _meeting(scene: Scene, out: Draft) -> str:
    if out.frame.id == "meeting.receive" and _thing_received(scene, out):
        return "a thing is received, nobody"
    told = range(out.trigger.j, min(out.trigger.i + 5, out.clause.right))
    return "an interview" if scene.tagged.holds(told, "outlets") else ""


def _visit(scene: Scene, out: Draft) -> str:
    said = any(scene.verbs.get(k) == "says" for k in range(*out.clause.sentence))
    if out.frame.id in TRAVEL and out.trigger.term.suffix and scene.tagged.word(out.trigger.i - 1, "settings") and said:
        return "the setting of words"
    nowhere = out.trigger.term.plural and first_stop(scene, out.trigger, out.clause.sentence[1]) is None
    return "visits in general" if nowhere else ""


def _agreement(scene: Scene, out: Draft) -> str:
    if out.frame.id == "agreement.reach" and out.trigger.term.plural and out.time is None:
        return "agreements in general"
    if out.frame.id == "agreement.reach" and out.trigger.term.suffix and out.time is None:
        return "an agreement told elsewhere"
    if out.frame.id == "agreement.reach" and scene.tagged.word(out.trigger.i - 1, "absent"):
        return "no agreement"
    return "an agreement that exists" if out.time is None and _standing(scene, out) else ""


BY_TYPE: dict[str, Callable[[Scene, Draft], str]] = {
    "call": _call, "commendation": _praise, "assistance": _help, "cooperation": _cooperation,
    "extradition": _handover, "arrest": _arrest, "rupture": _break, "meeting": _meeting, "visit": _visit,
    "agreement": _agreement,
}  # fmt: skip


def _in_general(scene: Scene, out: Draft) -> bool:
    """``مباحثات حول تسليم المطلوبين``: nobody in particular."""
    t, trigger = scene.tagged, out.trigger
    before = t.word(trigger.i - 1, "prepositions")
    about = before is not None and any(x.kind == "word" and x.detail == "about" for x in before.terms)
    anybody = t.word(trigger.j, "anybody") is not None
    plural = t.bare(trigger.j).startswith("ال") and t.bare(trigger.j).endswith(("ين", "ون"))
    dated = out.time is not None or any(t.word(k, "came_about", "deeds") for k in range(trigger.i - 3, trigger.i))
    agreed = any(t.word(k, "agrees") for k in range(max(out.clause.left, trigger.i - 6), trigger.i))
    back = range(max(out.clause.left, trigger.i - TREATY), trigger.i)
    pact = any(x.kind == "class" and x.id == "agreement" for k in back for tag in t.starts[k] for x in tag.terms)
    listed = trigger.tag.clitics.startswith("و") and pact and not any(k in scene.verbs for k in back)
    return anybody or (plural and (about or listed or not (dated or agreed)))  # اتفاقية التعاون … وتسليم المجرمين


def _one_of_matters(scene: Scene, out: Draft) -> bool:
    """``ناقش اللقاء سبل دعم العمليات وتدريب الجنود``: one more of the matters that the sentence says were discussed."""
    t, begin = scene.tagged, out.clause.sentence[0]
    opens = any(t.word(k, "discusses") for k in range(begin, min(begin + 4, out.trigger.i)))
    return opens and out.time is None and any(t.word(k, "ways_of") for k in range(begin, out.trigger.i))


def _talked_of(scene: Scene, out: Draft) -> bool:
    """``وفد إيطالي يبحث تدريب خفر السواحل``: training right after the verb of talks, but for those who hold them."""
    i = out.trigger.i
    verb = next((k for k in range(i - 1, out.clause.left - 1, -1) if k in scene.verbs), None)
    if verb is None or not any(x.id == "meeting.discuss" for tag in scene.tagged.starts[verb] for x in tag.terms):
        return False
    taken = {k for a in scene.actors if verb < a.i < i for k in range(a.i - bool(a.mark), a.j)} | scene.busy
    return sum(k not in taken for k in range(verb + 1, i)) <= TALKED


def _train_together(scene: Scene, out: Draft) -> bool:
    """``تدريبا مشتركا``, ``تجري روسيا والصين تدريبات``: several states exercise, none is taught."""
    near = range(out.trigger.j, out.trigger.j + 4)
    teachers = {a.country for a in out.slots.get("subject") if a.country}
    taught = any(a.country and a.country not in teachers for a in out.slots.get("of"))  # تكوين ضباط من الجيش X
    many = len(teachers) > 1 and not taught
    return many or any(scene.tagged.word(k, "joint") for k in near)


def _talked_about(scene: Scene, out: Draft) -> bool:
    """``يرى خبراء أن المناورات المشتركة …``: neither day nor place, and nothing says that it takes place."""
    t, (begin, end) = scene.tagged, (out.clause.left, out.clause.right)
    if out.time is not None or out.place is not None or not t.word(out.trigger.i - 1, "complementizers"):
        return False
    return not any(t.word(i, "gathering_told", "deeds", "came_about") for i in range(begin, end))


def _promised(scene: Scene, out: Draft) -> bool:
    """``اتفقا على إنشاء قوة مشتركة``, ``وقعا اتفاقا لتسيير دوريات``: an agreement governs the act, which is to come."""
    t, begin = scene.tagged, max(out.clause.left, out.trigger.i - 16)
    agreed = [
        tag.j
        for k in range(begin, out.trigger.i)
        for tag in t.starts[k]
        if any(x.kind == "frame" and x.id in AGREED for x in tag.terms)
    ]
    return any(t.bare(k - 1) == "علي" or t.word(k, "concrete") for j in agreed for k in range(j, out.trigger.i))


def _called_for(scene: Scene, out: Draft) -> bool:
    """``دعا رئيس المجلس إلى وقف التنسيق``, ``رفض المطالب الداعية إلى تجميد``: it is asked for, and not done."""
    before = range(max(out.clause.left, out.trigger.i - 30), out.trigger.i)
    return not out.trigger.is_verb and any(scene.tagged.word(k, "calls", "asks") for k in before)


def _expressed(scene: Scene, out: Draft) -> bool:
    """``أعرب عن تقديره لـX``, ``شكره وتقديره``: esteem that somebody expresses, no estimate."""
    t, begin = scene.tagged, max(out.clause.left, out.trigger.i - 12)
    if out.trigger.tag.clitics.startswith("و"):
        return True
    return any(t.word(k, "expresses") for k in range(begin, out.trigger.i))


def _standing(scene: Scene, out: Draft) -> bool:
    """``هناك اتفاقية بين البلدين``, ``الاتفاقات الموقعة بينهما``, ``ترتبط X باتفاقية مع Y``: it is told as in force."""
    t, i = scene.tagged, out.trigger.i
    exists = any(t.word(k, "exists") for k in range(max(out.clause.left, i - 5), i))
    plural = any(
        x.kind == "frame" and x.id == "agreement.reach" and x.plural
        for k in range(i - 3, i)
        if k >= out.clause.left
        for tag in t.starts[k]
        for x in tag.terms
    )
    return exists or (out.frame.id == "agreement.sign" and not t.word(i, "came_about") and plural)


def _thing_received(scene: Scene, out: Draft) -> bool:
    """``استقبال الطائرة``, ``استقبال المساعدات``: what follows the noun is definite, and no actor."""
    at = out.trigger.j
    if out.trigger.is_verb or out.trigger.term.suffix or not scene.tagged.bare(at).startswith("ال"):
        return False
    known = scene.tagged.get(at, "honorific", "rank", "royal", "office", "office_alone", "nisba", "city", "country")
    return known is None and not any(a.i <= at < a.j for a in scene.actors)
