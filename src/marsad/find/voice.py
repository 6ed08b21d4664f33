"""Step 5f: status and attribution: happened, under way, planned or denied; and who vouches for it."""

from __future__ import annotations

from datetime import date

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import is_people
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import name_words
from marsad.find.tag import Tag
from marsad.model import Attribution, Status, TimeExpression


def status_of(scene: Scene, out: Draft, published: date | None) -> tuple[Status, tuple[int, int] | None]:
    """The status and the tokens that say so."""
    trigger, t = out.trigger, scene.tagged
    before = range(max(out.clause.sentence[0], trigger.i - 6), trigger.i)
    if not trigger.is_verb:
        for i in range(max(out.clause.sentence[0], trigger.i - 12), trigger.i):
            if t.holds(range(i + 1, trigger.i), "came_about"):
                continue
            near = not any(k in scene.verbs for k in range(i + 1, trigger.i))
            if near and scene.verbs.get(i) == "light" and t.among(i - 1, "negators"):
                return "denied", (i - 1, i)  # لم يعقد الوزير أي اجتماع
            if (tag := t.word(i, "governing_denial")) and _governed(scene, out, i):
                return "denied", (tag.i, tag.j)
            if (tag := t.word(i, "governing_plan")) and scene.verbs.get(i) == "light":
                return "planned", (tag.i, tag.j)
            if (tag := t.word(i, "postponed")) and i >= out.clause.left:
                return "planned", (tag.i, tag.j)
        if (denied := _denied_at_first(scene, out)) is not None:
            return "denied", denied
    if (denied := _denied_clause(scene, out)) is not None:
        return "denied", denied
    for i in before:
        tag = t.word(i, "negation") if i >= max(trigger.i - 3, out.clause.left) else None
        if t.holds(range(i + 1, trigger.i), "when") or _setting_of_denial(scene, out, i):
            continue  # لم تبدأ حين توصل الطرفان إلى اتفاق
        if tag is not None and not _captive(scene, out, tag.j):
            return "denied", (tag.i, tag.j)
    if out.frame.id == "agreement.deal" and (agreed := _approved(scene, out)):
        return "planned", agreed
    if out.status_at:
        return out.status, out.status_at
    if out.frame.status:
        return out.frame.status, (trigger.i, trigger.j)
    time = out.time
    gone = published is not None and time is not None and time.end is not None and time.end < published
    aim = out.slots.rule == "purpose" or set_out_to(scene, out)
    if aim and not (published and time and time.end and (published - time.end).days > RECENT):
        return "planned", (trigger.i, trigger.j)
    if out.type == "gathering" and any(t.word(i, "preparing") for i in before[-2:]):
        return "planned", (trigger.i, trigger.j)
    if trigger.tense == "future" or "س" in trigger.tag.clitics:
        return "planned", (trigger.i, trigger.j)
    if (called := _called(scene, out)) is not None:
        return "planned", called
    left = out.clause.left
    if t.bare(left) == "ان" and (tag := t.word(left - 1, "plan") or t.word(left - 2, "plan")):
        return "planned", (tag.i, tag.j)
    if t.bare(left) == "ان" and t.bare(left - 1) == "علي" and t.among(left - 2, "commas") and trigger.tense != "past":
        return "planned", (left - 1, left + 1)  # يزور X، على أن يلتقي Y
    if (then := _before_it(scene, out)) is not None:
        return "planned", then
    went_on = trigger.tense == "past" and "و" in trigger.tag.clitics  # استجابت لطلب X وسلمتها
    held = not trigger.is_verb and t.word(trigger.i - 1, "talk_settings") is not None  # دعا X خلال لقائه Y إلى
    for i in before if not (went_on or held) else ():
        if _past_of(scene, out, i) or _decides(scene, out, i):
            continue
        if (tag := t.word(i, "plan")) or _future_verb(scene, i):
            return "planned", (i, tag.j if tag else i + 1)
    if out.type in ("visit", "gathering") and not trigger.is_verb and trigger.tense != "past":
        after = (t.word(i, "to_come") for i in range(trigger.j, min(trigger.j + 3, out.clause.right)))
        if (told := next((tag for tag in after if tag), None)) is not None:
            return "planned", (told.i, told.j)
    if (will := _governed_to_come(scene, out)) is not None:
        return "planned", will
    if (coming := _that_will_be(scene, out) or (None if gone else _during_what_will_be(scene, out))) is not None:
        return "planned", coming
    if out.time_by == "the talks held in it" and trigger.tense == "present":
        return "ongoing", (trigger.i, trigger.j)  # وذكرت أنه يحل ضيفا في X: they have talked
    if published is not None and time is not None and _long_ago(scene, out, time, published):
        return "planned", (trigger.i, trigger.j)
    if published is not None and time is not None and _coming_weekday(scene, out, time):
        return "planned", (trigger.i, trigger.j)
    if time is not None and time.rule.endswith("-since"):
        return "ongoing", (trigger.i, trigger.j)
    if published is not None and time is not None and (then_told := _by_its_days(scene, out, time, published)):
        return then_told, (trigger.i, trigger.j)
    if time is None and published is not None and (light := _present_light(scene, out)):
        return "ongoing", light
    if (now := _now(scene, out)) and trigger.tense != "past" and out.type != "agreement":
        return "ongoing", now
    return "happened", None


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


def _setting_of_denial(scene: Scene, out: Draft, i: int) -> bool:
    """``لم يطلب X خلال لقائه Y تسليم Z``: what was not asked for in the talks; they were held."""
    t, trigger = scene.tagged, out.trigger
    during = t.word(trigger.i - 1, "during", "settings") is not None
    return during and bool(trigger.term.suffix) and not trigger.is_verb and trigger.i - i > 2


def _past_of(scene: Scene, out: Draft, i: int) -> bool:
    """Whether a word of planning at ``i`` speaks of something else: ``العزم على زيارة X بعد توقيع الاتفاق``, ``سيعود
    اللاجئون الذين استقبلتهم X``."""
    t, between = scene.tagged, range(i + 1, out.trigger.i)
    if out.trigger.tense == "past":
        return any(t.word(k, "relative", "clause_breaks") for k in between)
    return any(t.word(k, "other_times") and k not in scene.busy and t.bare(k + 1) != "ان" for k in between)


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


def _governed(scene: Scene, out: Draft, i: int) -> bool:
    """Whether the verb at ``i`` denies or cancels the trigger: ``ألغى X زيارته``, not ``ألغى X الاتفاق بعد زيارته``."""
    t, light = scene.tagged, scene.tagged.get(i, "light")
    kind = "light" if light is not None and light[1].detail.startswith("verb") else scene.verbs.get(i)
    apart = t.word(out.trigger.i - 1, "prepositions", "before_nouns") or out.trigger.tag.clitics
    return kind == "light" or (kind == "frame" and out.type in ("visit", "meeting", "call") and not apart)


def _denied_at_first(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``نفت الوزارة، في بيان طويل، طلب X من السفير المغادرة``: the verb with which the sentence begins denies a noun
    far after it, where no other verb stands between them."""
    t, begin = scene.tagged, out.clause.sentence[0]
    first = next((i for i in range(begin, min(begin + FRONTED, out.trigger.i)) if i in scene.verbs), None)
    tag = t.word(first, "governing_denial") if first is not None and t.word(first, "negation") else None
    if tag is None or any(i in scene.verbs or t.word(i, "circumstance") for i in range(tag.j, out.trigger.i)):
        return None
    return (tag.i, tag.j) if out.trigger.i - tag.j <= GOVERNS and _governed(scene, out, tag.i) else None


def _called(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``دعا X إلى اجتماع``, ``يدعو لمؤتمر``: the gathering that somebody calls is to come."""
    t, i = scene.tagged, out.trigger.i
    joined = t.among(i - 1, "mission_words") or out.trigger.tag.clitics.endswith("ل")
    if out.type != "gathering" or not joined:
        return None
    told = (t.word(k, "calls") for k in range(i - 1, max(out.clause.left, i - 14) - 1, -1))
    tag = next((tag for tag in told if tag is not None), None)
    return (tag.i, tag.j) if tag is not None else None


def _denied_clause(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``نفت X أن يكون Y قد زار Z``: a verb that denies the clause of a finite verb."""
    t, left = scene.tagged, out.clause.left
    if not out.trigger.is_verb or t.word(left, "complementizers") is None:
        return None
    for i in range(left - 1, max(out.clause.sentence[0], left - 14) - 1, -1):
        if t.word(i, "complementizers", "clause_breaks"):
            return None
        if (tag := t.word(i, "governing_denial")) is not None:
            return tag.i, tag.j
    return None


def _approved(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``وافقت واشنطن على بيع X طائرات``: a sale that is allowed is still to come."""
    hits = (scene.tagged.word(i, "agrees") for i in range(max(out.clause.left, out.trigger.i - 12), out.trigger.i))
    return next(((tag.i, tag.j) for tag in hits if tag is not None), None)


def _captive(scene: Scene, out: Draft, i: int) -> bool:
    """``يرفض المعتقلون تسليمهم``: the wish of who is to be handed over refuses nothing."""
    return out.type == "extradition" and is_people(scene, i)


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


def _future_verb(scene: Scene, i: int) -> bool:
    for tag in scene.tagged.starts[i]:
        if any(
            term.detail == "verb:future" or (term.detail.startswith("verb:present") and "س" in tag.clitics)
            for term in tag.terms
        ):
            return True
    return False


def attribution_of(scene: Scene, out: Draft) -> tuple[Attribution, tuple[int, int] | None]:
    """The nearest explicit source in the sentence of the event, and its tokens; where it names none, the one that the
    sentence after it goes on to quote (``وأضاف البلاغ``), or in whose words a side of the event speaks there."""
    said = source_of(scene, out.clause.sentence, out.trigger.i)
    said = said if said[1] is not None else _quoted_next(scene, out.clause.number)
    return said if said[1] is not None else _side_speaks_near(scene, out)


def source_of(scene: Scene, sentence: tuple[int, int], at: int) -> tuple[Attribution, tuple[int, int] | None]:
    """Who vouches in ``sentence`` for what is told at token ``at``: the nearest explicit source, and its tokens."""
    t = scene.tagged
    begin, end = sentence
    found: list[tuple[int, Attribution, tuple[int, int]]] = []
    inside = {i for a in scene.actors if begin <= a.i < end and a.kind != "country" for i in range(a.i, a.j)}
    for i in range(begin, end):
        if i not in inside and t.among(i, "according_to") and (named := _actor_source(scene, i, i + 2)) is not None:
            found.append((abs(i - at), named, (i, i + 1)))
        for tag in t.starts[i]:
            for term in tag.terms:
                if i in inside and (term.kind == "says" or (term.id == "media" and not _agency(scene, i))):
                    continue
                if term.kind == "cue" and term.id in ("communique", "source", "media"):
                    if term.id != "media" or _cited(scene, tag, sentence):
                        found.append((abs(i - at), _source_meant(scene, tag, term.id), (tag.i, tag.j)))
                elif term.kind == "says" and _governs(scene, i, at):
                    said = _sayer(scene, i, end) or _said_before(scene, i) or _goes_on_saying(scene, i, begin)
                    if said is not None:
                        found.append((abs(i - at) + 1, said, (tag.i, tag.j)))
    outlets = [words[0] for _, said, words in found if said == "media"]
    if outlets:  # نقلت صحيفة عن مصادر: the newspaper says what its sources told it
        found = [f for f in found if f[1] != "source" or f[2][0] < outlets[0] or not t.among(f[2][0] - 1, "quoting")]
    if not found:
        return _before_colon(scene, begin, at)
    _, attribution, words = min(found, key=lambda f: f[0])
    return attribution, words


def _source_meant(scene: Scene, tag: Tag, cue: str) -> Attribution:
    """``وأضاف المصدر ذاته``: the source with its article is the one that the page named before."""
    t = scene.tagged
    number = t.tokens.sentence_of(tag.i)
    if cue == "source" and t.word(tag.i, "source_before") is not None:
        for earlier in range(number - 1, max(number - 1 - SOURCED, -1), -1):
            first, end = t.tokens.sentences[earlier]
            told = source_of(scene, (first, end), end) if t.tokens.where[first] == "body" else ("page", None)
            if told[1] is not None:
                return told[0]
    return cue  # type: ignore[return-value]


def _governs(scene: Scene, i: int, trigger: int) -> bool:
    """A verb of saying vouches for what follows its أن, colon or quotation mark, or comes after كما and حسب ما; a verb
    of announcing for the deed that is its object (``أعلنت الشرطة توقيف …``)."""
    t = scene.tagged
    if i < trigger:
        told = any(t.word(k, "complementizers") or t.bare(k) in (":", '"') for k in range(i + 1, trigger))
        told = told or _pointed_to(scene, i, trigger)
        deed = t.among(i, "announces") and trigger - i <= ANNOUNCED
        return told or (deed and not any(k in scene.verbs for k in range(i + 1, trigger)))
    return any(t.word(k, "according") is not None for k in range(max(i - 3, 0), i))


def _pointed_to(scene: Scene, i: int, trigger: int) -> bool:
    """``أشار إلى المساعدات التي قدمتها …``: what he points to, whoever of a few words stands between."""
    t = scene.tagged
    if not t.among(i, "points"):
        return False
    to = next((k for k in range(i + 1, min(i + POINTED, trigger)) if t.bare(k) == "الي"), None)
    return to is not None and not any(k in scene.verbs for k in range(i + 1, to))


def _cited(scene: Scene, tag: Tag, sentence: tuple[int, int]) -> bool:
    """A newspaper or agency vouches where it is the one that tells (``ذكرت صحيفة``, ``نقلا عن وكالة``), not where
    somebody speaks to it (``قال لصحيفة``) or works there."""
    t = scene.tagged
    if "ل" in tag.clitics:
        return False
    before = range(max(tag.i - 3, sentence[0]), tag.i)
    after = range(tag.j, min(tag.j + 8, sentence[1]))
    return (
        any(t.get(k, "says") or t.among(k, "according_to") or t.among(k, "reports") for k in before)
        or t.word(tag.i, "according") is not None
        or any(t.get(k, "says") or t.among(k, "reports") for k in after)
    )


def _agency(scene: Scene, i: int) -> bool:
    """A news agency or broadcaster, not an agency of the state."""
    return any(scene.tagged.word(k, "press") for k in range(i, i + 3))


def _sayer(scene: Scene, i: int, end: int) -> Attribution | None:
    return _actor_source(scene, i, min(i + 2, end))


def _said_before(scene: Scene, i: int) -> Attribution | None:
    """``وزارة الداخلية تعلن تسليم …``, ``وكان الوزير أعلن أن …``: who stands right before the verb of saying."""
    actor = next((a for a in scene.actors if a.j == i and not a.mark), None)
    return _source_kind(scene, actor) if actor is not None else None


def _before_colon(scene: Scene, begin: int, at: int) -> tuple[Attribution, tuple[int, int] | None]:
    """``وزير الداخلية: تسلمنا …``, ``مصدر أمني: …``: whose words a headline or sentence gives after a colon."""
    t = scene.tagged
    colon = next((k for k in range(begin + 1, min(begin + HEADED, at)) if t.bare(k) == ":"), None)
    if colon is None or any(k in scene.verbs for k in range(begin, colon)):
        return "page", None
    cue = t.get(begin, "cue")
    dateline = cue is not None and cue[1].id == "media" and t.tokens.where[begin] != "title"  # رويترز: واشنطن
    if cue is not None and cue[1].id in ("communique", "source", "media") and not dateline:
        return cue[1].id, (begin, colon)  # type: ignore[return-value]
    if t.among(begin, "unnamed"):
        return "source", (begin, colon)
    actor = next((a for a in scene.actors if a.i == begin and a.j == colon), None)
    kind = _source_kind(scene, actor) if actor is not None else None
    return (kind, (begin, colon)) if kind is not None else ("page", None)


def _actor_source(scene: Scene, i: int, last: int) -> Attribution | None:
    """What kind of source the actor is that starts after token ``i``, at ``last`` at the latest, before any أن."""
    t = scene.tagged
    for k in range(i + 1, last + 1):
        if t.word(k, "complementizers"):
            return None
        if t.among(k, "unnamed"):
            return "source"
        if t.among(k, "his_office"):
            return "official"  # حسبما أعلن مكتبه
        told = (_source_kind(scene, actor) for actor in scene.actors if actor.i == k)
        if (kind := next((one for one in told if one is not None), None)) is not None:
            return kind
    return None


def _source_kind(scene: Scene, actor: Actor) -> Attribution | None:
    """What kind of source an actor is: an institution makes a communique, unless it is the office of a person."""
    t = scene.tagged
    if actor.kind in ("org", "country"):
        cue = t.get(actor.i, "cue")
        if cue is not None and cue[1].id == "media":
            return "media"
        return "official" if t.among(actor.i, "persons_office") else "communique"
    return "official" if actor.kind == "person" and (actor.role or actor.name) else None


def _goes_on_saying(scene: Scene, i: int, begin: int) -> Attribution | None:
    """``وأضاف أن …``: whoever spoke in the sentences before."""
    t = scene.tagged
    if not any(t.word(k, "complementizers") for k in (i + 1, i + 2)) and not t.among(i, "points"):
        return None
    number = t.tokens.sentence_of(begin)
    for earlier in range(number - 1, max(number - 1 - SPEECH, -1), -1):
        first, end = t.tokens.sentences[earlier]
        if t.tokens.where[first] != t.tokens.where[begin]:
            return None
        said = source_of(scene, (first, end), end)
        if said[1] is not None:
            return said[0]
    return None


def _quoted_next(scene: Scene, number: int) -> tuple[Attribution, tuple[int, int] | None]:
    """The communique, outlet or unnamed source that the next sentence goes on to quote: what this one tells is from it
    too."""
    t = scene.tagged
    if number + 1 < len(t.tokens.sentences):
        begin, end = t.tokens.sentences[number + 1]
        same = t.tokens.where[begin] == t.tokens.where[t.tokens.sentences[number][0]]
        for i in range(begin, min(begin + 2, end)) if same else ():
            cue = t.get(i + 1, "cue") if t.get(i, "says") else None
            same_one = cue is not None and (
                cue[1].id != "media" or t.bare(i + 1).startswith("ال") or not t.among(i, "reports_anew")
            )
            if cue is not None and same_one and cue[1].id in ("communique", "media", "source") and not cue[0].clitics:
                return _source_meant(scene, cue[0], cue[1].id), (cue[0].i, cue[0].j)
    return "page", None


def _side_speaks_near(scene: Scene, out: Draft) -> tuple[Attribution, tuple[int, int] | None]:
    """``أشاد X بـ… وقال X في بيان``: what the sentence tells is from the statement, or the outlet, that the next one
    takes that side's words from; what a headline tells, from that of the page's first sentences; what X praises, from
    that in which he spoke before."""
    t, number = scene.tagged, out.clause.number
    where = t.tokens.where[out.trigger.i]
    near = [number + 1] if where == "body" else _first_of_body(scene)
    if out.type == "commendation" and where == "body":
        near += range(number - 1, max(number - 1 - SPOKE, -1), -1)
    names = {name_words(t, a.name)[-1:] for _, a in out.sides if a.name}
    states = {a.country for part, a in out.sides if not a.name and part in ("agent", "party", "host")}
    for begin, end in (t.tokens.sentences[n] for n in near if n < len(t.tokens.sentences)):
        speaks = t.get(begin, "says") is not None or t.among(begin, "speaks_out")
        for actor in scene.actors if speaks and t.tokens.where[begin] == "body" else ():
            told = begin < actor.i <= begin + SPEAKS and (
                name_words(t, actor.name)[-1:] in names if actor.name else actor.country in states - {None}
            )
            said = source_of(scene, (begin, end), actor.i) if told else ("page", None)
            if said[0] in ("communique", "media"):
                return said
    return "page", None


def _first_of_body(scene: Scene) -> list[int]:
    where, sentences = scene.tagged.tokens.where, scene.tagged.tokens.sentences
    first = next((n for n, (begin, _) in enumerate(sentences) if where[begin] == "body"), len(sentences))
    return [*range(first, first + HEAD)]


HEAD = 3  # sentences at the head of a page that go on about its headline
SPOKE = 5  # sentences back to the statement in which a side spoke
SETS_OUT = frozenset({"visit.travel", "visit.arrive", "visit.turn"})  # verbs of a way to go
HEADED = 14  # tokens of a headline before the colon after whose words it gives
POINTED = 8  # tokens from a verb of pointing to its إلى
SPEAKS = 3  # tokens of a sentence by which its speaker is named
RECENT = 7  # days after which what somebody came for is no more to come
FRONTED = 4  # tokens of a sentence before the setting that it begins with
LEAD = 2  # sentences at the head of a page, in which the present is that of the day
GOVERNS = 24  # tokens from a verb to the visit in which, or on which, it is to happen
NAMED = 12  # the same past the name of a body and a comma
RELATIVE = 6  # tokens from a noun to the relative clause that says it will be
ANNOUNCED = 12  # tokens from a verb of announcing to the deed announced
SOURCED = 4  # sentences back to the source that is told again
SPEECH = 2  # sentences back to whoever goes on speaking
