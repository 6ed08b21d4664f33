"""Step 5e: whose an agreement is, and of which day: what its own phrase says, not what else its sentence tells."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.tag import Tagged
from marsad.model import TimeExpression

OUTER = frozenset(
    {
        "antecedent of the relative clause",
        "subject before the governing verb",
        "subject of the governing verb",
        "subject of the main verb",
        "subject of the sentence",
        "subject told before",
    }
)
BOTH = frozenset({"both sides", "the sides of the talks"})
NEXT_TO = 2  # words between a verb in a relative clause and its subject, not counting times and places
BEFORE = 4  # tokens before a noun in which a circumstance governs it (بعد يومين من الإعلان عن توقيع)
LEFT = 2  # tokens between a partner told before the noun and the noun
SALES = frozenset({"agreement.deal", "agreement.statement"})


def own_parties(scene: Scene, out: Draft) -> None:
    """Leave only the parties and the time that the agreement's own phrase tells."""
    if out.frame.id in SALES:
        return
    aside = told_aside(scene, out)
    strangers = _strangers(scene, out, aside)
    phrase = _phrase(scene, out)
    if aside:
        phrase = _up_to_comma(scene, out, phrase)
    sides = [(p, a) for p, a in out.sides if a.i not in strangers and _own(scene, out, a, phrase)]
    between = {a.i for a in out.slots.get("between")}
    named = [(p, a) for p, a in sides if a.i in between or _in_brackets(scene, out, a, phrase)] if between else []
    if named and (aside or not out.trigger.is_verb):
        sides = named  # بين إيران والقوى الكبرى: nobody else of the sentence
    if len(sides) > 1 and all(a in out.slots.get("with") for _, a in sides):
        sides = []  # وقعت الشركة عقدين مع X ومع Y: not with each other
    out.sides = sides
    if aside and out.time is not None:
        out.time = _time_in(scene, out, phrase)
    if aside and _done(scene, out):
        out.status, out.status_at = "happened", (out.trigger.i, out.trigger.j)


def told_aside(scene: Scene, out: Draft) -> bool:
    """``بعد توقيع الاتفاق``, ``الاتفاق المبرم``, ``الاتفاق الذي أبرمته X``: the sentence is about something else."""
    t, i = scene.tagged, out.trigger.i
    if out.trigger.is_verb:
        return t.word(i - 1, "relative") is not None or bool(out.trigger.term.suffix)
    if out.frame.id == "agreement.reach" and scene.definite(out.trigger):
        return True
    before = range(max(out.clause.left, i - BEFORE), i)
    governed = any(
        t.word(k, "circumstance", "relative") and not any(scene.verbs.get(n) == "frame" for n in range(k, i))
        for k in before
    )
    back = t.word(out.trigger.j, "back_pronouns") or t.word(out.trigger.j - 1, "back_pronouns")
    return governed or back is not None or t.word(i, "concluded") is not None


def _done(scene: Scene, out: Draft) -> bool:
    """Whether what is told aside was made before (``الاتفاق المبرم``, ``بعد توقيع``)."""
    t, trigger = scene.tagged, out.trigger
    if trigger.is_verb:
        return trigger.tense == "past"
    near = range(max(out.clause.left, trigger.i - BEFORE), trigger.i)
    return t.word(trigger.i, "concluded") is not None or any(t.word(k, "after_it") for k in near)


def _strangers(scene: Scene, out: Draft, aside: bool) -> set[int]:
    """Where the actors stand that the slots hold and that are no parties."""
    t, trigger, slots = scene.tagged, out.trigger, out.slots
    subject = slots.get("subject")
    if not trigger.is_verb:
        passive = any(t.word(k, "came_about") for k in range(max(out.clause.left, trigger.i - 3), trigger.i))
        outer = slots.rule in OUTER and (aside or passive)
        hers = slots.rule == "possessive pronoun" and trigger.term.suffix == "ها"
        owners = [a for a in slots.get("of") if hers and a.kind == "person" and a.role is None]
        return {a.i for a in [*(subject if outer else ()), *owners]}
    told = _what(scene, out)
    gone = [a for a in slots.get("object") if trigger.term.suffix or (told is not None and a.i > told)]
    told_by = aside and slots.rule not in BOTH  # التي وقعها البلدان: told before
    gone += [a for a in subject if told_by and (slots.rule in OUTER or not _next_to(scene, out, a))]
    gone += [a for a in subject if told is not None and _new_clause(scene, told, a.i)]
    if slots.rule == "both sides":
        gone += [a for slot in ("with", "between") for a in slots.get(slot) if a not in subject]
    return {a.i for a in gone}


def _what(scene: Scene, out: Draft) -> int | None:
    """Where the agreement stands after the verb."""
    near = range(out.trigger.j, out.clause.right)
    told = (i for i in near for tag in scene.tagged.starts[i] for x in tag.terms if x.id == "agreement")
    return next(told, None)


def _new_clause(scene: Scene, begin: int, end: int) -> bool:
    """``وقع اتفاقية في تونس، وانتهزت X``: a comma and a conjunction before a word that is no actor's."""
    t, actors = scene.tagged, {a.i for a in scene.actors}
    return any(
        t.among(k, "commas") and t.bare(k + 1).startswith("و") and k + 1 not in actors for k in range(begin, end - 1)
    )


def _phrase(scene: Scene, out: Draft) -> range:
    """The tokens after the trigger up to what tells something else: a verb, or a circumstance of a noun."""
    t, end = scene.tagged, out.clause.right
    came = any(t.word(k, "came_about") for k in range(out.clause.left, out.trigger.i))  # تم التوصل إليه خلال مباحثات
    for i in range(out.trigger.j, end):
        if scene.verbs.get(i) in ("frame", "light", "says") and not _tells_it(scene, out, i):
            return range(out.trigger.j, i)
        if not out.trigger.is_verb and not came and t.word(i, "circumstance"):
            return range(out.trigger.j, i)
    return range(out.trigger.j, end)


def _tells_it(scene: Scene, out: Draft, i: int) -> bool:
    """``الاتفاق الذي وقعه X``, ``المجموعة التي تضم X وY``: a verb that goes on about the agreement or a party."""
    if scene.tagged.word(i, "attending") and scene.tagged.word(i - 1, "relative"):
        return True
    return not out.trigger.is_verb and scene.tagged.word(i, "agreement_told") is not None


def _own(scene: Scene, out: Draft, actor: Actor, phrase: range) -> bool:
    marked = any(actor in out.slots.get(slot) for slot in ("with", "between", "by"))
    if out.slots.rule == "both sides":
        return True
    if any(scene.tagged.word(i, "among_them") for i in (actor.i - 2, actor.i - 1)):
        return False  # دول عدة من بينها X
    before = (x.id for tag in scene.tagged.starts[actor.i - 1] for x in tag.terms)
    two = any(a.rule == "actor.capital" and a.listed and a.i == actor.j for a in scene.actors)  # اتفاق الرياض وطهران
    if actor.rule == "actor.capital" and not actor.mark and not two and "agreement" in before:
        return False  # توقيع X على اتفاقية فيينا
    if actor.i < out.trigger.i:
        near = range(actor.j, out.trigger.i)
        theirs = any(scene.tagged.bare(k).endswith("بينهما") for k in range(out.trigger.j, out.trigger.j + 3))
        return theirs or not marked or (len(near) <= LEFT and not any(k in scene.verbs for k in near))
    return actor.i in phrase and actor.mark != "b" if marked or not out.trigger.is_verb else True


def _next_to(scene: Scene, out: Draft, actor: Actor) -> bool:
    """Whether the subject stands right after the verb, times, places and other subjects aside."""
    if actor.i < out.trigger.i:
        return False
    taken = {k for a in scene.actors for k in range(a.i, a.j)} | {k for p in scene.places for k in range(p.i, p.j)}
    words = (k for k in range(out.trigger.j, actor.i) if scene.tagged.bare(k)[:1].isalpha())
    gap = [k for k in words if k not in scene.busy and k not in taken]
    return len([k for k in gap if not scene.tagged.word(k, "relative", "attending")]) <= NEXT_TO


def _in_brackets(scene: Scene, out: Draft, actor: Actor, phrase: range) -> bool:
    """``بين إيران ومجموعة 5+1 (الولايات المتحدة وروسيا …)``: the members of a party, told after it."""
    if actor.i not in phrase:
        return False
    return _open(scene.tagged, out.trigger.j, actor.i)


def _up_to_comma(scene: Scene, out: Draft, phrase: range) -> range:
    """``phrase`` up to the comma after which no party is listed: ``بعد توقيع الاتفاقية مع X، على الطاولة …``."""
    t, actors = scene.tagged, {k for a in scene.actors for k in (a.i, a.i - bool(a.mark))}
    first = next((a.j for a in sorted(out.slots.all(), key=lambda a: a.i) if a.i in phrase), phrase.stop)
    ends = (k for k in range(first, phrase.stop) if t.among(k, "commas") and k + 1 not in actors)
    over = (k for k in ends if not t.word(k + 1, "relative") and not _open(t, phrase.start, k))
    return range(phrase.start, next(over, phrase.stop))


def _open(t: Tagged, begin: int, end: int) -> bool:
    """Whether a bracket is open before token ``end``."""
    return next((t.bare(k) for k in range(end - 1, begin - 1, -1) if t.bare(k) in "()"), "") == "("


def _time_in(scene: Scene, out: Draft, phrase: range) -> TimeExpression | None:
    """The draft's time, where it stands in ``phrase``."""
    return next((told for i, _, told in scene.times if told is out.time and i in phrase), None)
