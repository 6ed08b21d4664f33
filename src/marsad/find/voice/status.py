"""Step 5f: whether an event has happened, is under way, is planned or is denied."""

from __future__ import annotations

from datetime import date

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.voice.denials import denied, governed
from marsad.find.voice.plans import approved, to_come
from marsad.model import Status, TimeExpression

LEAD = 2  # sentences at the head of a page, in which the present is that of the day
GOVERNS = 24  # tokens from a verb to the visit in which, or on which, it is to happen
GOVERNOR = 12  # tokens from the verb that governs a noun to it


def status_of(scene: Scene, out: Draft, published: date | None) -> tuple[Status, tuple[int, int] | None]:
    """The status and the tokens that say so: what governs it, a denial, what the frame or its sides say, words of what
    is to come, and at last its days."""
    if (governed := _by_its_governor(scene, out)) is not None:
        return governed
    if (no := denied(scene, out)) is not None:
        return "denied", no
    if out.frame.id == "agreement.deal" and (agreed := approved(scene, out)):
        return "planned", agreed
    if out.status_at:
        return out.status, out.status_at
    if out.frame.status:
        return out.frame.status, (out.trigger.i, out.trigger.j)
    if (coming := to_come(scene, out, published)) is not None:
        return "planned", coming
    return _by_its_time(scene, out, published)


def _by_its_governor(scene: Scene, out: Draft) -> tuple[Status, tuple[int, int]] | None:
    """``نفى لقاء``, ``يعتزم عقد اجتماع``, ``لم يعقد أي اجتماع``: what the verb that governs a noun says of it."""
    t, trigger = scene.tagged, out.trigger
    for i in range(max(out.clause.sentence[0], trigger.i - GOVERNOR), trigger.i) if not trigger.is_verb else ():
        if t.holds(range(i + 1, trigger.i), "came_about"):
            continue
        near = not any(k in scene.verbs for k in range(i + 1, trigger.i))
        if near and scene.verbs.get(i) == "light" and t.among(i - 1, "negators"):
            return "denied", (i - 1, i)
        if (tag := t.word(i, "governing_denial")) and governed(scene, out, i):
            return "denied", (tag.i, tag.j)
        if (tag := t.word(i, "governing_plan")) and scene.verbs.get(i) == "light":
            return "planned", (tag.i, tag.j)
        if (tag := t.word(i, "postponed")) and i >= out.clause.left:
            return "planned", (tag.i, tag.j)
    return None


def _by_its_time(scene: Scene, out: Draft, published: date | None) -> tuple[Status, tuple[int, int] | None]:
    """What its days and tense say, of which no word says whether it was, is or will be."""
    trigger, time = out.trigger, out.time
    own = (trigger.i, trigger.j)
    if out.time_by == "the talks held in it" and trigger.tense == "present":
        return "ongoing", own  # وذكرت أنه يحل ضيفا في X: they have talked
    if published is not None and time is not None and _long_ago(scene, out, time, published):
        return "planned", own
    if published is not None and time is not None and _coming_weekday(scene, out, time):
        return "planned", own
    if time is not None and time.rule.endswith("-since"):
        return "ongoing", own
    if published is not None and time is not None and (then_told := _by_its_days(scene, out, time, published)):
        return then_told, own
    if time is None and published is not None and (light := _present_light(scene, out)):
        return "ongoing", light
    if (now := _now(scene, out)) and trigger.tense != "past" and out.type != "agreement":
        return "ongoing", now
    return "happened", None


def _by_its_days(scene: Scene, out: Draft, time: TimeExpression, published: date) -> Status | None:
    """What the event's days say beside the day of publication: still to come, or under way."""
    trigger = out.trigger
    if time.start is None or time.end is None:
        return None
    day = time.rule == "relative-day"  # of a page that came out late: يغادر غدا الخميس
    if time.start > published or (day and time.direction == "future" and trigger.tense != "past"):
        return "planned"
    if (
        time.start == time.end
        and (time.start == published or (day and time.direction == "now"))
        and (trigger.tense == "present" or _held_today(scene, out))
        and not _headline(scene, out)
        and not _now(scene, out)
    ):
        return "planned"
    within = time.start < published <= time.end and time.precision == "day"
    return "ongoing" if within and trigger.tense != "past" and not _ended(scene, out) else None


def _ended(scene: Scene, out: Draft) -> bool:
    """``توجت أشغال الاجتماع``, ``اختتام أعمال الدورة``: what is told at its end."""
    near = range(max(out.clause.left, out.trigger.i - 3), out.trigger.i)
    return any(scene.tagged.word(k, "came_about") and scene.tagged.bare(k)[:1] not in ("ي", "س") for k in near)


def _held_today(scene: Scene, out: Draft) -> bool:
    """``يعقد X اليوم اجتماعا مع Y``: a light verb in the present governs the noun."""
    if out.trigger.is_verb:
        return False
    verb = next((k for k in range(out.trigger.i - 1, out.clause.left - 1, -1) if k in scene.verbs), None)
    hit = scene.tagged.get(verb, "light") if verb is not None else None
    return hit is not None and hit[1].detail == "verb:present" and out.slots.rule.startswith("subject")


def _long_ago(scene: Scene, out: Draft, time: TimeExpression, published: date) -> bool:
    """``تحتضن مراكش من 26 إلى 29 ماي الدورة``: a day without its year, told in the present, soon to come and gone by
    for long."""
    if not time.bare or time.start is None or time.alternative is None or out.type not in ("gathering", "visit"):
        return False
    near = range(max(out.clause.left, out.trigger.i - 12), out.trigger.i + 1)
    hits = (scene.tagged.get(i, "light", "frame") for i in near if i in scene.verbs or i == out.trigger.i)
    present = any(hit is not None and hit[1].detail == "verb:present" for hit in hits)
    hosts = any((tag := scene.tagged.word(i, "hosting")) and scene.tagged.bare(tag.i)[:1] in "يت" for i in near)
    gone, coming = (published - time.start).days, (time.alternative[0] - published).days
    return (present or hosts) and gone > 150 and 0 <= coming < 75


def _coming_weekday(scene: Scene, out: Draft, time: TimeExpression) -> bool:
    """``تنطلق السبت فعاليات التمرين``, ``يزور الوزير الدوحة الاثنين``: a bare weekday with a verb in the present."""
    if not time.bare or not time.rule.startswith("weekday") or time.rule.endswith("-since") or _now(scene, out):
        return False
    if _headline(scene, out) and time.where != "title":
        return False  # X يلتقي Y في Z: of the day that the article tells
    if out.trigger.is_verb:
        return out.trigger.tense == "present" and not _before_its_clause(scene, out, time)
    near = range(out.trigger.i - 1, max(out.clause.left, out.trigger.i - 8) - 1, -1)
    verb = next((i for i in near if i in scene.verbs or scene.tagged.word(i, "gathering_opens", "hosting")), None)
    if verb is None:
        return False
    hit = scene.tagged.get(verb, "light", "frame") if verb in scene.verbs else None
    return hit[1].detail == "verb:present" if hit is not None else scene.tagged.bare(verb)[:1] in "يت"


def _before_its_clause(scene: Scene, out: Draft, time: TimeExpression) -> bool:
    """``تبنى المجلس الاثنين قرارا يصادق على الاتفاق``: a weekday that stands with another verb, before the trigger and
    not at the head of the sentence."""
    at = next((j for i, j, told in scene.times if told is time and i - out.clause.sentence[0] > 2), None)
    if at is None or at >= out.trigger.i:
        return False
    return not any(scene.tagged.word(k, "when") for k in range(at, out.trigger.i))


def _present_light(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``زيارة يقوم بها X``: a light verb in the present right after the noun, with no time told, is under way."""
    if out.trigger.is_verb:
        return None
    t, at = scene.tagged, out.trigger
    hit = t.get(at.j, "light") or t.get(at.j + 1, "light")
    for k in (at.i - 1, at.i - 2):  # الذي يقوم بزيارة
        if hit is None and out.type == "visit" and t.word(k - 1, "relative"):
            hit = t.get(k, "light")
    lead = out.clause.number <= LEAD and t.tokens.where[at.i] == "body"
    if hit is None and out.type == "visit" and at.tag.clitics in ("", "ب") and lead:
        verb = next((k for k in range(at.i - 1, out.clause.left - 1, -1) if k in scene.verbs), None)
        hit = t.get(verb, "light") if verb is not None and at.i - verb <= GOVERNS else None  # يقوم X بزيارة إلى Y
    present = hit is not None and hit[1].detail == "verb:present" and "س" not in hit[0].clitics
    return (
        (hit[0].i, hit[0].j)
        if hit is not None and present and hit[1].id in scene.tagged.lexicon.grammar["carried_out"]
        else None
    )


def _now(scene: Scene, out: Draft) -> tuple[int, int] | None:
    for i in range(max(out.clause.left, out.trigger.i - 4), min(out.clause.right, out.trigger.j + 6)):
        tag = scene.tagged.word(i, "now")
        between = range(out.trigger.j, i) if out.type != "visit" else ()
        apart = any(scene.tagged.word(k, "relative") or k in scene.verbs for k in between)
        if tag and not _counted(scene, i) and not apart:
            return tag.i, tag.j
    told = (at for at in scene.times if at[2] is out.time and scene.tagged.word(at[0], "now"))
    return next(((i, j) for i, j, _ in told if not _of_relative(scene, out, i)), None)


def _counted(scene: Scene, i: int) -> bool:
    """``حتى الآن``, ``قبل عام من الآن``: up to now, or counted from it."""
    return scene.tagged.among(i - 1, "until") or scene.tagged.bare(i - 1) in ("من", "منذ")


def _of_relative(scene: Scene, out: Draft, i: int) -> bool:
    """``التقى X الذي يزور مصر حاليا``: what is told of now is the visit, not the talks."""
    between = range(out.trigger.j, i) if out.type != "visit" else ()
    return any(scene.tagged.word(k, "relative") for k in between)


def _headline(scene: Scene, out: Draft) -> bool:
    return scene.tagged.tokens.where[out.trigger.i] == "title"
