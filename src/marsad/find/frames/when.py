"""Step 5c: which expression of time is the trigger's own: that of its clause, and not that of a relative clause beside
it, of what came before or after it (``قبل تقديم تقرير نهاية الشهر``), or of the report."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.model import TimeExpression

BEYOND = 8  # tokens after the clause in which a time still speaks of it
FARTHEST = 60  # a time at this distance or farther speaks of something else
INTERVAL = 7  # tokens before the trigger in which "six days after" is told
QUOTED = 12  # tokens from the verb of quoting to its day
NEAR = 3  # tokens between a noun and the relative clause about it
DATELINE = 6  # tokens of a sentence before the day of its dateline
HEAD = 2  # tokens of a sentence before a time at its head
UNDATED = 25  # by which a day told is nearer than so many days
NEAR_WHERE = 8  # tokens from "where" to what happened there
TALKS = ("meeting", "call")
CUSTODY = {"arrest", "extradition"}
PERIODS = ("day", "week", "month")
SPANS = ("quarter", "season", "half", "year")
CONTACTS = frozenset({"visit", "meeting", "gathering", "agreement", "award"})


def time_of(scene: Scene, trigger: Trigger, clause: Clause) -> TimeExpression | None:
    """The time expression of the clause nearest to the trigger; at the head of the sentence it may stand before a
    break."""
    begin, end = clause.sentence
    told: list[tuple[int, TimeExpression]] = []
    later: list[tuple[int, TimeExpression]] = []
    for i, j, time in scene.times:
        if not begin <= i < end or not (time.start or time.direction or time.alternative):
            continue
        if not _in_reach(scene, trigger, clause, (i, j)) or _of_another(scene, trigger, (i, j), begin):
            continue
        if trigger.is_verb and time.direction == "past" and (trigger.tense == "future" or "س" in trigger.tag.clitics):
            continue  # حيث سيلتقي X، سعى أمس إلى
        distance = _distance(scene, trigger, (i, j), begin)
        if time.start is None and scene.tagged.bare(i - 1) == "في":
            distance += UNDATED  # الثانية في ثلاثة أيام: how many, where a day is told too
        if i - begin <= HEAD:  # وفي يوم الأربعاء هنأ X … وتلقى اتصالا: the day of all that the sentence tells
            distance = min(distance, FARTHEST - 1)
        told.append((distance, time))
        if i >= trigger.j:
            later.append((distance, time))
    near = [(distance, time) for distance, time in told if distance < FARTHEST]
    if later and _announced(scene, trigger, begin):
        near = [one for one in later if one[0] < FARTHEST] or near
    if not near:
        return None if told else _where_then(scene, trigger, clause)
    best = min(near, key=lambda one: one[0])
    inside = [one for one in near if _within(one[1], best[1])]
    time = min(inside, key=lambda one: one[0])[1] if inside else best[1]
    whole = (other for i, _, other in scene.times if trigger.j <= i < end and _begins(time, other))
    return next(whole, time)


def _announced(scene: Scene, trigger: Trigger, begin: int) -> bool:
    """``أعلن X اليوم عن عقد جلسة بعد غد``: the day before the noun is that of the announcement, where one comes after
    it."""
    t, near = scene.tagged, range(trigger.i - 1, max(begin, trigger.i - QUOTED) - 1, -1)
    verb = next((k for k in near if k in scene.verbs and not t.word(k - 1, "prepositions")), None)  # عن عقد جلسة
    return not trigger.is_verb and verb is not None and t.among(verb, "announces")


def _begins(time: TimeExpression, whole: TimeExpression) -> bool:
    """``الثلاثاء المقبل … خلال الفترة من 4 إلى 6 أغسطس``: days of which the one told nearer is the first."""
    if time.precision != "day" or whole.precision != "day" or None in (time.start, whole.end):
        return False
    return time.start == time.end == whole.start and whole.end > time.end  # type: ignore[operator]


def _within(time: TimeExpression, whole: TimeExpression) -> bool:
    """``تمرين لهذا العام خلال الفترة من 25 مايو حتى 10 يونيو``: days that lie in the year told nearer."""
    if whole.precision not in SPANS or time.precision not in PERIODS or None in (time.start, whole.start):
        return False
    return bool(whole.start <= time.start and time.end <= whole.end)  # type: ignore[operator]


def _where_then(scene: Scene, trigger: Trigger, clause: Clause) -> TimeExpression | None:
    """``وصل X مساء الجمعة إلى نيروبي، حيث كان في استقباله Y``: what happened where he then was, on the day told just
    before it."""
    t, left = scene.tagged, clause.left
    if t.bare(left) != "حيث" or t.lexicon.frames[trigger.term.id].type not in CONTACTS or trigger.i - left > NEAR_WHERE:
        return None
    before = max((b + 1 for b in scene.breaks if b < left), default=0)
    stretch = range(max(before, clause.sentence[0]), left)
    kinds = [scene.verbs[k] for k in stretch if k in scene.verbs]
    if "says" in kinds or not kinds:
        return None
    own = [(i, time) for i, _, time in scene.times if i in stretch and not _taken_there(scene, stretch, i)]
    days = [time for _, time in own if time.precision in PERIODS]
    return days[0] if len(days) == 1 else None


def _taken_there(scene: Scene, stretch: range, i: int) -> bool:
    """Whether a time of the main clause stands in a relative clause, or with something before or after it."""
    return any(scene.tagged.word(k, "relative", "other_times") and k not in scene.busy for k in range(stretch.start, i))


def _in_reach(scene: Scene, trigger: Trigger, clause: Clause, at: tuple[int, int]) -> bool:
    """In the clause, at the head of the sentence, or after the clause with nothing that happens between them."""
    i, j = at
    begin = clause.sentence[0]
    fronted = i - begin <= HEAD and not any(j <= b < trigger.i for b in scene.breaks)
    alone = sum(begin <= a < clause.sentence[1] for a, _, _ in scene.times) == 1
    said = alone and i < trigger.i and (_declared(scene, trigger) or _said_in(scene, trigger))
    return clause.holds(i) or fronted or said or _goes_on(scene, clause, i) or _closes(scene, trigger, clause, at)


def _closes(scene: Scene, trigger: Trigger, clause: Clause, at: tuple[int, int]) -> bool:
    """``استقبل X نظيره Y، وذلك بمناسبة …، بحضور Z، صباح اليوم.``: a day after the last comma of a sentence that opens
    with its verb, of which nothing but nouns hangs."""
    t, (i, j), (begin, end) = scene.tagged, at, clause.sentence
    opens = trigger.is_verb and trigger.i - begin <= HEAD and t.lexicon.frames[trigger.term.id].type in TALKS
    rest = (k for k in range(j, end) if not t.among(k, "eras"))  # 19 نوفمبر 2023م
    last = all(not t.bare(k)[:1].isalpha() for k in rest) and t.among(i - 1, "commas")
    return opens and last and not any(k in scene.verbs for k in range(trigger.j, i))


def _distance(scene: Scene, trigger: Trigger, at: tuple[int, int], begin: int) -> int:
    """Tokens between time and trigger, more where something stands between them that has a time of its own."""
    i, j = at
    after = i >= trigger.j
    distance = i - trigger.j if after else (trigger.i - j) * 2 + _apart(scene, j, trigger.i)
    if not after and _declared(scene, trigger):
        return min(distance, FARTHEST - 1)
    if _other_verb_between(scene, trigger, i):
        distance += 25
    elif not after and _said_in(scene, trigger):  # أعرب X، أمس، عن شكره …، وذلك خلال لقائه Y
        return min(distance, FARTHEST - 1)
    if not after and _of_reporting(scene, i, begin):
        if _setting(scene, trigger):
            return min(distance, FARTHEST - 1)  # أعلن X اليوم بعد انتهاء اجتماع مع Y: it was said there
        distance += 40
    return min(distance, FARTHEST - 1) if not after and _then(scene, j) else distance


def _declared(scene: Scene, trigger: Trigger) -> bool:
    """``قالت X أمس إنها أحبطت هجوما، وأعلنت استدعاء سفيرها``: who breaks off does so by saying so, on the day of his
    words."""
    t, k = scene.tagged, trigger.i - 1
    if t.lexicon.frames[trigger.term.id].type != "rupture" or trigger.is_verb:
        return False
    return t.among(k, "announces") or (t.among(k - 1, "announces") and not t.word(k, "complementizers"))


def _setting(scene: Scene, trigger: Trigger) -> bool:
    """Whether talks are told as where something was said: ``خلال لقائه``, ``في ختام اجتماع``."""
    t, i = scene.tagged, trigger.i
    talks = t.lexicon.frames[trigger.term.id].type in (*TALKS, "gathering") and not trigger.is_verb
    return talks and any(t.word(k, "after_visit", "during", "settings") is not None for k in range(i - 2, i))


def _said_in(scene: Scene, trigger: Trigger) -> bool:
    """``خلال لقائه``, but not ``بعد لقائه``: what was said in the talks, on their day."""
    near = (trigger.i - 2, trigger.i - 1)
    return _setting(scene, trigger) and any(scene.tagged.word(k, "during") is not None for k in near)


def _of_another(scene: Scene, trigger: Trigger, at: tuple[int, int], begin: int) -> bool:
    """Whether the time ``at`` is governed by something that is not the trigger."""
    t, i = scene.tagged, at[0]
    last = next(k for k in range(i - 1, -2, -1) if not t.among(k, "until"))  # ويستمر إلى غاية 23 ماي
    if i > trigger.j and last < i - 1 and t.word(last, "lasts"):
        return True  # التدريب الذي يمتد حتى العاشر من يونيو: its last day
    near = i - t.tokens.sentences[t.tokens.sentence_of(i)][0] <= DATELINE
    if near and any(p.dateline and i in (p.j, p.j + 1) for p in scene.places):
        return True  # أبوظبي في 12 مايو / وام /: the day of the report
    if i < trigger.i and not trigger.is_verb and any(t.word(k, "to_take_part") for k in (trigger.i - 1, trigger.i - 2)):
        return True  # وصلت الوحدات اليوم للمشاركة في التمرين: the day of the journey
    if i < trigger.i and not trigger.is_verb and _of_denial(scene, i, begin):
        return True  # نفت X اليوم عقد لقاء مع Y: when she denied it
    if t.word(i - 1, "falls_on"):
        return True  # يوم الاستقلال الذي يوافق 24 ديسمبر: the day of something else
    if t.word(i - 1, "issued") or (t.among(i - 1, "until") and t.word(i, "now")):
        return True  # الصحف الصادرة أمس, حتى الآن
    if t.word(i, "now") and any(t.word(k, "relative") for k in range(trigger.j, i)):
        return True  # التقى X الذي يزور مصر حاليا: what is told of now is the visit
    if t.word(i - 1, "deadlines"):
        return True  # بحلول نهاية الشهر
    led = trigger.is_verb and trigger.term.suffix and t.word(trigger.i - 1, "relative")
    pact = t.lexicon.frames[trigger.term.id].type == "agreement"  # الذي أبرمته X مع Y في 14 يوليو
    if led and not pact and i - trigger.j > NEAR:
        return True  # تعرضت القوات التي دربتها X للنيران يوم الجمعة
    since = range(max(begin, min(trigger.j, i - 8)), i)
    if any(t.bare(k) == "منذ" and i - k > 2 and k + 1 != trigger.i for k in since):
        return True
    time = next(time for a, _, time in scene.times if a == i)
    if trigger.term.id == "rupture.leave" and time.rule in ("stretch", "duration-or-term"):
        return True  # أمره بمغادرة البلاد في غضون أسبوعين: by when he is to be gone
    if "منذ" in (t.bare(i), t.bare(i - 1)) and time.precision != "day":
        return True
    return taken(scene, trigger, i) if i >= trigger.j else _left_behind(scene, trigger, at, begin)


def _of_denial(scene: Scene, i: int, begin: int) -> bool:
    """Whether the time at ``i`` stands with a verb that denies what is told after it."""
    verb = next((k for k in range(i - 1, begin - 1, -1) if k in scene.verbs), None)
    return verb is not None and all(scene.tagged.word(verb, name) for name in ("governing_denial", "negation"))


def taken(scene: Scene, trigger: Trigger, i: int) -> bool:
    """``التقى X الذي وصل أمس``, ``زار X قبل تقديم تقريره نهاية الشهر``: a time (or place) after the trigger that
    stands, with no comma between, in a relative clause about something else or with what came before or after."""
    t = scene.tagged
    between = range(trigger.j, i)
    if t.holds(between, "goes_on_then") or any(t.bare(k) in ("ولم", "ولن") for k in between):
        return True  # جولة يستكملها الاثنين في الدوحة, اتصال بين X وY، ولم تتحرك في أكتوبر
    if _another_day_begun(scene, trigger, i):
        return True
    for k in range(i - 1, trigger.j - 1, -1):
        if t.among(k, "commas") or t.bare(k) == ")":
            return False  # what stands before it is over
        if t.word(k, "relative") is not None and t.word(k + 1, "made_of") is None:  # لجنة تضم وزراء
            return not _of_trigger(scene, trigger, k)
        if t.lexicon.frames[trigger.term.id].type in CUSTODY and t.word(k, "fled", "attacks_then") is not None:
            return True  # سلمت X متهما هرب من Y الأسبوع الماضي, أوقفت متهما بالهجوم على X منتصف مارس
        if t.word(k, "concluded") is not None and k >= trigger.j and _another_pact(scene, trigger, k):
            return True  # اتفقا على تفعيل الاتفاقية الموقعة عام 2001
        if t.among(k, "according_to"):
            return True  # حسب الإذاعة الجمعة: when it was reported
        if t.among(k, "was") and t.bare(k + 1) == "قد":
            return True  # مقاتلات كانت قد حلقت قبل أيام
        light = t.get(k, "light") if trigger.is_verb and scene.verbs.get(k) == "light" and k > trigger.j else None
        if light is not None and "و" in light[0].clitics:  # not وجهها, whose و is its own
            return True  # ستسلم X زورقين، وستبدأ الأسبوع المقبل محادثات
        if (not trigger.is_verb or k not in scene.verbs) and _other_act(scene, trigger, k):
            return True  # فريق مشترك تقوده X أبلغت المجلس الخميس
        other = t.word(k, _others(scene, trigger)) if t.bare(k - 1) != "من" else None  # من قبل X: by him
        place = any(p.i == k + 1 for p in scene.places)  # بعيد الرياض
        until = t.bare(k) == "حتي" and k + 1 < i  # دون زيارة X حتى إسقاط التهمة في ديسمبر
        if (until or (other is not None and other.j < i)) and k not in scene.busy and not place:
            return True
    return False


def _other_act(scene: Scene, trigger: Trigger, k: int) -> bool:
    """Whether the token at ``k`` is a finite verb that says something or tells an event of another type."""
    kind = scene.verbs.get(k)
    hit = scene.tagged.get(k, "frame") if kind == "frame" else None
    frames = scene.tagged.lexicon.frames
    handed = scene.tagged.get(k, "frame") if kind is None else None
    if handed is not None and {frames[handed[1].id].type, frames[trigger.term.id].type} == CUSTODY:
        return True  # اعتقل في إيران، ليتم تسليمه عام 2003
    return kind == "says" or (hit is not None and frames[hit[1].id].type != frames[trigger.term.id].type)


def _others(scene: Scene, trigger: Trigger) -> str:
    """The words after which another event has its time: of a visit, which lasts, also those of the same day."""
    visit = scene.tagged.lexicon.frames[trigger.term.id].type == "visit"
    return "around" if visit and not trigger.is_verb else "other_times"


def _of_trigger(scene: Scene, trigger: Trigger, k: int) -> bool:
    """``الزيارة التي قام بها X أمس``, ``زيارته للدوحة التي وصلها أمس``: the relative clause at ``k`` is about the noun
    that tells the event, or about when its visit began."""
    t = scene.tagged
    told = t.word(k + 1, "spoken_of") is not None and t.lexicon.frames[trigger.term.id].type != "agreement"
    if trigger.is_verb or told:
        return False
    if any(t.word(n, "arrived_then") is not None for n in (k + 1, k + 2)):
        return True
    feminine = any(t.bare(n).endswith(("ه", "ات")) for n in (trigger.i, trigger.j - 1))
    if t.bare(k).endswith("التي") != feminine:
        return False
    if any(t.word(n, "held_then", "hosting", "gathering_told", "conducted") is not None for n in (k + 1, k + 2)):
        return True
    return k - trigger.j <= NEAR and not any(trigger.j <= a.i < k and a.kind == "person" for a in scene.actors)


def _left_behind(scene: Scene, trigger: Trigger, at: tuple[int, int], begin: int) -> bool:
    """Whether a time before the trigger stays with what was told before it: outside the relative clause of the
    trigger, or of the event after or before which the trigger is told (``قال أمس بعد أيام من استدعاء السفير``)."""
    t, (i, j) = scene.tagged, at
    if _declared(scene, trigger):
        return False
    for k in range(trigger.i - 1, j - 1, -1):
        if t.among(k, "commas"):
            break
        if t.word(k, "relative") is not None and not _meanwhile(scene, trigger):
            return True
    if any(t.word(k, "afterwards") is not None for k in (trigger.i - 1, trigger.j)):
        return True  # غادر أمس، وينتقل بعدها إلى قطر
    if _in_relative(scene, trigger, at, begin) or (t.bare(j) == "موعدا" and trigger.i - j > INTERVAL):
        return True  # اقترحت يوم 29 موعدا للاجتماع واتفق الرؤساء
    says = [k for k in range(j, trigger.i) if scene.verbs.get(k) == "says" and not t.word(k + 1, "said_in_it")]
    headed = i - begin <= HEAD or _then(scene, j)
    if any(not headed or not t.among(k, "announces") for k in says):
        return True
    quoted = any(t.among(k, "quoting") for k in range(j, trigger.i))
    reports = t.lexicon.grammar["reports"]
    if quoted and any(t.bare(k).removeprefix("و") in reports for k in range(max(begin, i - QUOTED), i)):
        return True  # نقل المتحدث أمس عن X قوله خلال لقائه Y
    return _told_from(scene, trigger, j) or _pact_spoken_of(scene, trigger, i)


def _another_pact(scene: Scene, trigger: Trigger, k: int) -> bool:
    """Whether the participle at ``k`` is of another agreement than the trigger (not ``باتفاقية التعاون المبرمة``)."""
    between = (tag for i in range(trigger.j, k) for tag in scene.tagged.starts[i])
    told = any(term.kind == "class" and term.id == "agreement" for tag in between for term in tag.terms)
    return trigger.is_verb or told


def _another_day_begun(scene: Scene, trigger: Trigger, i: int) -> bool:
    """``ثم يلتقي نظيره X، وفي يوم الثلاثاء اندلعت …``: a time that و opens after a comma is of what comes after it, and
    so is every place from there on."""
    t = scene.tagged
    for k, _, _ in scene.times:
        if trigger.j < k <= i:
            first = k - (t.bare(k - 1) in ("وفي", "وخلال"))
            if t.among(first - 1, "commas") and t.bare(first).startswith("و"):
                return True
    return False


def _in_relative(scene: Scene, trigger: Trigger, at: tuple[int, int], begin: int) -> bool:
    """``الرياض التي وصلها أمس، إلى … للقاء X``: the time of a relative clause that a comma ends before the trigger."""
    t, (i, j) = scene.tagged, at
    if not any(t.among(k, "commas") for k in range(j, trigger.i)) or _meanwhile(scene, trigger):
        return False
    for k in range(i - 1, begin - 1, -1):
        if t.among(k, "commas"):
            return False
        if t.word(k, "relative") is not None:
            return True
    return False


def _then(scene: Scene, j: int) -> bool:
    """``مطلع سبتمبر، حين أمرت X الملحق بالمغادرة``: what comes after is told of the time that ends at ``j``."""
    return scene.tagged.word(j + scene.tagged.among(j, "commas"), "when") is not None


def _meanwhile(scene: Scene, trigger: Trigger) -> bool:
    """``الزيارة … يومي 13 و14 يونيو، التي التقى خلالها X``: what happened during what the time is told of."""
    return any(scene.tagged.among(k, "meanwhile") for k in range(trigger.i - 2, trigger.j + 2))


def _told_from(scene: Scene, trigger: Trigger, j: int) -> bool:
    """``وصل أمس بعد زيارة لدمشق``, ``قبل ستة أيام من الزيارة``: the trigger is what the time is before or after; a
    statement after talks is of their day, unless the page counts the days between."""
    t, i = scene.tagged, trigger.i
    near = t.word(i - 1, _others(scene, trigger))
    if near is not None:
        kind = t.lexicon.frames[trigger.term.id].type
        return i - 1 >= j and not (kind in TALKS and t.bare(i - 1).endswith("بعد"))
    if t.bare(i - 1) not in ("من", "علي"):
        return False
    window = range(max(j, i - INTERVAL), i - 1)
    return any(t.word(k, "other_times") and any(t.word(n, "intervals") for n in range(k, i)) for k in window)


def _pact_spoken_of(scene: Scene, trigger: Trigger, i: int) -> bool:
    """``تبنى المجلس أمس قرارا بشأن الاتفاق المبرم``: an agreement with its article, of which no verb beside the time at
    ``i`` tells that it was made or announced."""
    t, frames = scene.tagged, scene.tagged.lexicon.frames
    if frames[trigger.term.id].type != "agreement" or trigger.is_verb:
        return False
    hits = [t.get(k, "light", "says", "frame") for k in range(i - 3, trigger.i) if k in scene.verbs]
    told = any(hit and (hit[1].kind != "frame" or frames[hit[1].id].type == "agreement") for hit in hits)
    return t.among(trigger.i, "signed") or (scene.definite(trigger) and not told)


def _goes_on(scene: Scene, clause: Clause, i: int) -> bool:
    """``استقبل X سفير Y، وذلك صباح اليوم``: a time after the clause, with nothing that happens between them."""
    t = scene.tagged
    if not clause.right <= i <= clause.right + BEYOND:
        return False
    nouns = {k for found in scene.rivals.values() for k in found}
    between = range(clause.right, i)
    if any(t.among(k, "where_then") for k in between):
        return False  # بحث الجانبان التعاون، حيث تستضيف X البطولة في نوفمبر
    return not any(
        k in scene.verbs or k in nouns or t.word(k, "relative", "complementizers", "says") is not None for k in between
    )


def _apart(scene: Scene, j: int, i: int) -> int:
    """Distance added where a comma or a conjunction stands between a time and the trigger after it."""
    words = scene.tagged.tokens.words
    return (
        10
        if any(words[k] in ("،", ",") or (words[k].startswith("و") and len(words[k]) > 2) for k in range(j, i + 1))
        else 0
    )


def _of_reporting(scene: Scene, i: int, begin: int) -> bool:
    """``أعلنت الوزارة أمس أن …``: the time of the report, where a verb of saying stands before it and no other verb
    between."""
    for k in range(i - 1, max(begin, i - 14) - 1, -1):
        kind = scene.verbs.get(k)
        if kind is not None:
            return kind == "says"
    return False


def _other_verb_between(scene: Scene, trigger: Trigger, i: int) -> bool:
    a, b = (trigger.j, i) if i >= trigger.j else (i, trigger.i)
    return any(scene.verbs.get(k) in ("frame", "says") for k in range(a, b))
