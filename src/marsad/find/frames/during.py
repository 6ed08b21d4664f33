"""Step 6b: talks told after what was said in them (``أكد X، اليوم، … جاء ذلك خلال اجتماع مع Y``), or as a part of the
visit told before (``شملت الزيارة لقاء مع Y``)."""

from __future__ import annotations

from marsad.find.frames.about import security_near
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.event import undated
from marsad.find.frames.draft.reasons import FEW_SIDES, POINTS_BACK, unmet
from marsad.find.frames.joint import is_exercise
from marsad.find.phrases.actors import Actor
from marsad.model import TimeExpression

OPENING = 14  # tokens of the sentence before in which its speaker and day stand
AFTERWARDS = 20  # tokens of the next sentence in which the day of the talks stands
FRONTED = 8  # tokens of a sentence before the talks that it begins with
SPEAKS = 3  # tokens of a sentence in which its verb of saying stands
ALONE = frozenset({FEW_SIDES, unmet("joint")})
TALKS = ("meeting", "call")
NAMED_AGAIN = {"meeting": 1, "call": 1, "agreement": 2, "award": 2}  # in how many sentences after it
SAME = 2  # sentences back in which the day is told that is called the same
LEAD = 2  # sentences of an article that tell again what its title does
AFTER = 3  # sentences over which "the visit" is the one told before


def said_during(scene: Scene, drafts: list[Draft]) -> None:
    """Talks that a sentence with ``جاء ذلك خلال`` tells have the day of what was said in them; whoever said it is the
    other side where only one is told."""
    for draft in drafts:
        if draft.type not in TALKS or draft.dropped not in ("", FEW_SIDES):
            continue
        before = _said(scene, draft)
        if before is None:
            continue
        if draft.dropped and not _with_speaker(scene, draft, before):
            continue
        if draft.time is None or draft.time.start is None:
            time = _day(scene, before)
            if time is not None:
                draft.time, draft.time_by = time, "what was said in the talks"


def said_there(scene: Scene, drafts: list[Draft]) -> None:
    """``أدان X أمس الهجوم. وقال خلال لقائه Y``: who goes on speaking does so on the day told of his words before."""
    t = scene.tagged
    for draft in undated(drafts):
        begin, number = draft.clause.sentence[0], draft.clause.number
        if not number or not _where_he_speaks(scene, draft):
            continue
        first, end = t.tokens.sentences[number - 1]
        opening = range(first, min(first + OPENING, end))
        spoke = any(scene.verbs.get(k) == "says" for k in opening) and t.tokens.where[first] == t.tokens.where[begin]
        told = [time for i, _, time in scene.times if first <= i < end]
        day = _day(scene, opening)
        if spoke and len(told) == 1 and day is not None:
            draft.time, draft.time_by = day, "what was said in the talks"


def told_after(scene: Scene, drafts: list[Draft]) -> None:
    """``استعرض X مع Y العلاقات. جاء ذلك لدى استقباله أمس``: the day of talks that the next sentence names as such."""
    t = scene.tagged
    for draft in undated(drafts, *TALKS):
        number = draft.clause.number + 1
        if number >= len(t.tokens.sentences):
            continue
        begin, end = t.tokens.sentences[number]
        came = any(t.word(i, "came_during") for i in (begin, begin + 1))
        if came and t.tokens.where[begin] == t.tokens.where[draft.trigger.i] and draft.trigger.is_verb:
            own = [time for i, _, time in scene.times if begin <= i < min(end, begin + AFTERWARDS)]
            if len(own) == 1 and own[0].precision == "day":
                draft.time, draft.time_by = own[0], "what was said in the talks"


def same_day(scene: Scene, drafts: list[Draft]) -> None:
    """``ضبطت الشحنة يوم الجمعة. واستدعت X في اليوم نفسه سفيرها``: the day told last before."""
    t = scene.tagged
    for draft in undated(drafts):
        at = next((tag.i for tag in t.words(range(draft.clause.left, draft.clause.right), "same_day")), None)
        begin = t.tokens.sentences[max(draft.clause.number - SAME, 0)][0]
        told = [time for i, _, time in scene.times if at is not None and begin <= i < at and time.start]
        if told and told[-1].precision == "day" and told[-1].start == told[-1].end:
            draft.time, draft.time_by = told[-1], "the same day"


def as_well(scene: Scene, drafts: list[Draft]) -> None:
    """``استقبل X أمس Y. كما التقى X Z``: what a sentence with ``كما`` adds is of the day of the one before, where that
    tells one day, and of the same person."""
    t = scene.tagged
    for draft in undated(drafts, *TALKS):
        begin, number = draft.clause.sentence[0], draft.clause.number
        if not number:
            continue
        added = draft.trigger.tense == "past" and t.word(begin, "adds_to") and draft.trigger.i - begin <= 1
        if not added and not _goes_on_with(scene, draft):
            continue
        first, end = t.tokens.sentences[number - 1]
        if any(t.word(i, "ends_visit") for i in range(first, end)):
            continue  # اختتم X أمس زيارته. وأجرى محادثات مع Y
        told = [time for i, _, time in scene.times if first <= i < end]
        names = {a.name for a in scene.actors if first <= a.i < end and a.name}
        own = {a.name for _, a in draft.sides if a.name}
        if len(told) == 1 and told[0].precision == "day" and told[0].direction != "future" and names & own:
            draft.time, draft.time_by = told[0], "what was said in the talks"


def _goes_on_with(scene: Scene, draft: Draft) -> bool:
    """``زار X أمس Y. والتقى Z``, ``وعقد X اجتماعا مع Z``: a sentence that و opens with the verb of the talks in the
    past."""
    t, begin, trigger = scene.tagged, draft.clause.sentence[0], draft.trigger
    hit = t.get(begin, "frame" if trigger.is_verb else "light")
    if hit is None or hit[0].clitics != "و" or hit[1].detail != "verb:past":
        return False
    return trigger.i == begin if trigger.is_verb else trigger.i - begin <= OPENING and begin in scene.verbs


def _where_he_speaks(scene: Scene, draft: Draft) -> bool:
    """``وقال خلال زيارته``: the talks or the visit are the setting of what the sentence says that somebody said."""
    t, trigger, begin = scene.tagged, draft.trigger, draft.clause.sentence[0]
    if trigger.is_verb or draft.type not in (*TALKS, "gathering", "visit"):
        return False
    says = next((k for k in range(begin, min(begin + SPEAKS, trigger.i)) if scene.verbs.get(k) == "says"), None)
    after = ("after_visit",) if draft.type in TALKS else ()  # وأضاف للصحفيين عقب لقائه X
    if not any(t.word(trigger.i - n, "during", "settings", *after) is not None for n in (1, 2)):
        return False
    if says is not None:
        return not any(k in scene.verbs for k in range(says + 1, trigger.i))
    # وفي كلمة ألقاها خلال المؤتمر، قال X
    first = next((k for k in range(trigger.j, draft.clause.sentence[1]) if k in scene.verbs), None)
    return trigger.i - begin <= FRONTED and first is not None and scene.verbs[first] == "says"


def named_again(scene: Scene, drafts: list[Draft]) -> None:
    """``بحث X في اتصال مع Y …، مضيفا أن الاتصال الذي جرى أمس``, ``وجرى توقيع هذه المذكرة أمس``: day, place and people
    told where talks, an agreement or an award are named again, with the article, in the same sentence or a next one."""
    for n, draft in enumerate(drafts):
        if draft.dropped or draft.type not in NAMED_AGAIN:
            continue
        for again in (d for d in drafts[n + 1 :] if d.type == draft.type):
            apart = again.clause.number - draft.clause.number
            if apart > NAMED_AGAIN[draft.type]:
                break
            if not _names_it(scene, again):
                if draft.type in TALKS:
                    break  # other talks
                continue
            if not again.countries() - draft.countries():
                _lend(draft, again)


def _names_it(scene: Scene, again: Draft) -> bool:
    """``الاتصال``, ``جرى توقيع هذه المذكرة``, ``مراسم تسليم الوسام``: a noun with the article, or one before what is
    called so that is told to take place."""
    t, at = scene.tagged, again.trigger
    if at.is_verb or again.type in TALKS:
        return not at.is_verb and scene.definite(at)
    whole = at.term.suffix != "" or scene.definite(at) or t.bare(at.j).startswith("ال")
    whole = whole or t.word(at.j, "demonstratives") is not None
    took_place = range(max(again.clause.sentence[0], at.i - 3), at.i)
    return again.dropped != "" and whole and any(t.word(k, "came_about", "gathering_held") for k in took_place)


def _lend(draft: Draft, again: Draft) -> None:
    if draft.time is None and again.time is not None and again.time.precision == "day":
        draft.time, draft.time_by = (again.time, "told again") if again.time.direction != "future" else (None, "")
    if draft.type in TALKS:
        return
    if draft.place is None and again.place is not None:
        draft.place, draft.place_by = again.place, again.place_by
    names = {a.name for _, a in draft.sides}
    part = {a.country: p for p, a in draft.sides}
    people = [a for _, a in again.sides if a.kind == "person" and a.name and a.role and a.country in part]
    draft.sides += [(part[a.country], a) for a in people if a.name not in names]


def handed_then(scene: Scene, drafts: list[Draft]) -> None:
    """``سلمت X ثمانية مطلوبين. وقالت الصحيفة إن عملية التسليم تمت أمس``: the day told where the handover is named
    again, with the article, in one of the next sentences."""
    told = [d for d in drafts if d.type == "extradition"]
    for n, draft in enumerate(told):
        if draft.dropped or draft.time is not None:
            continue
        for again in told[n + 1 :]:
            near = 0 <= again.clause.number - draft.clause.number <= AFTER or not draft.clause.number
            named = not again.trigger.is_verb and scene.definite(again.trigger) and not again.trigger.term.suffix
            if near and named and again.dropped == unmet("person_handed") and _past_days(again.time):
                draft.time, draft.time_by = again.time, "told again"
                break


def _past_days(time: TimeExpression | None) -> bool:
    return time is not None and time.start is not None and time.precision == "day" and time.direction != "future"


def visited_then(scene: Scene, drafts: list[Draft]) -> None:
    """``والتقى في الزيارة التي قام بها اليوم Y``: the day told where the visit is named again is that of the visit told
    before, and of the talks of that sentence."""
    for n, again in enumerate(drafts):
        day = again.time is not None and again.time.precision == "day" and again.time.direction != "future"
        told = again.type == "visit" and again.dropped == POINTS_BACK and not again.trigger.is_verb
        if not (day and told) or scene.tagged.word(again.trigger.j, "relative") is None:
            continue
        visits = [d for d in drafts[:n] if d.type == "visit" and not d.dropped and _close(d, again)]
        talks = [d for d in drafts if d.type == "meeting" and d.clause.sentence == again.clause.sentence]
        for draft in (*visits[-1:], *(d for d in talks if d.trigger.i < again.trigger.i)):
            if draft.time is None:
                draft.time, draft.time_by = again.time, "told again"
            if draft.place is None and again.place is not None and again.place.country in draft.countries():
                draft.place = again.place


def praised_then(scene: Scene, drafts: list[Draft]) -> None:
    """``أشاد X بأداء Y. وقال في تصريح أمس``: praise is said on the day of the words that go on."""
    t = scene.tagged
    for draft in undated(drafts, "commendation"):
        number = draft.clause.number + 1
        if number >= len(t.tokens.sentences):
            continue
        begin, end = t.tokens.sentences[number]
        if t.tokens.where[begin] != t.tokens.where[draft.trigger.i] or scene.verbs.get(begin) != "says":
            continue
        own = [(i, time) for i, _, time in scene.times if begin <= i < min(end, begin + OPENING)]
        if len(own) != 1 or own[0][1].precision != "day":
            continue
        if not any(t.word(k, "complementizers") or t.bare(k) in (":", '"') for k in range(begin, own[0][0])):
            draft.time, draft.time_by = own[0][1], "what was said in the talks"


def announced_exercises(scene: Scene, drafts: list[Draft]) -> None:
    """``أعلنت X بدء التمرين المشترك اليوم. ويشارك في التمرين Y وZ``: an exercise told before of one side alone, with
    its day and place; or of which only those who join in are told, so that the state that has it is a side too."""
    told = [d for d in drafts if d.type == "cooperation" and is_exercise(scene, d) and not d.trigger.is_verb]
    for draft in (d for d in told if not d.dropped):
        _as_in_the_lead(draft, told)
        first = [d for d in told if d.dropped in ALONE and 0 < draft.clause.number - d.clause.number <= AFTER]
        for one in first if scene.definite(draft.trigger) else ():
            draft.time, draft.time_by = (draft.time, draft.time_by) if draft.time else (one.time, one.time_by)
            draft.place, draft.place_by = (draft.place, draft.place_by) if draft.place else (one.place, one.place_by)
            if len(one.countries()) == 1 and not one.countries() & draft.countries():
                draft.sides = [("agent", a) for _, a in one.sides if a.country] + draft.sides
        own = any(draft.slots.get(slot) for slot in ("subject", "of", "between", "by", "with"))
        place = draft.place
        if place is not None and len(place.country) == 2 and place.country not in draft.countries() and not own:
            at = (place.i, place.j)
            host = Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")
            draft.sides = [("agent", host), *draft.sides]


def _as_in_the_lead(draft: Draft, told: list[Draft]) -> None:
    """``مناورات X وY`` in a title: the day and place that the article gives where it names one of the two."""
    if draft.clause.number:
        return
    for one in (d for d in told if d.dropped in ALONE and 0 < d.clause.number <= LEAD):
        if one.countries() <= draft.countries():
            draft.time, draft.time_by = (draft.time, draft.time_by) if draft.time else (one.time, one.time_by)
            draft.place, draft.place_by = (draft.place, draft.place_by) if draft.place else (one.place, one.place_by)


def held_in_visits(scene: Scene, drafts: list[Draft]) -> None:
    """Talks of which the page tells one side only, in a sentence about the visit: the guest of that visit is the
    other."""
    for n, draft in enumerate(drafts):
        if draft.type != "meeting" or draft.dropped != FEW_SIDES or len(draft.countries()) != 1:
            continue
        begin = draft.clause.sentence[0]
        told = any(d.type == "visit" and scene.definite(d.trigger) and d.trigger.i >= begin for d in drafts[:n])
        visits = [d for d in drafts if d.type == "visit" and not d.dropped and _close(d, draft)]
        if not told or not any(a.kind == "person" and a.role for _, a in draft.sides):
            continue
        visit = next((v for v in visits if v.place is not None and v.place.country in draft.countries()), None)
        guests = [a for p, a in visit.sides if p == "guest" and a.country] if visit is not None else []
        if guests and not {a.country for a in guests} & draft.countries():
            draft.sides = [("guest", a) for a in guests] + [("host", a) for _, a in draft.sides]
            draft.security = security_near(scene, draft)
            draft.dropped = "" if draft.security else draft.dropped


def _close(visit: Draft, talk: Draft) -> bool:
    return 0 <= talk.clause.number - visit.clause.number <= AFTER


def _said(scene: Scene, draft: Draft) -> range | None:
    """The opening of the sentence before, where the draft's own begins with ``جاء ذلك``."""
    t, number = scene.tagged, draft.clause.number
    begin = draft.clause.sentence[0]
    if not number or not any(t.word(i, "came_during") for i in (begin, begin + 1)):
        return None
    first, end = t.tokens.sentences[number - 1]
    return range(first, min(first + OPENING, end)) if t.tokens.where[first] == t.tokens.where[begin] else None


def _day(scene: Scene, window: range) -> TimeExpression | None:
    days = [time for i, _, time in scene.times if i in window and time.precision == "day"]
    return days[0] if days else None


def _with_speaker(scene: Scene, draft: Draft, window: range) -> bool:
    told = draft.countries()
    speaker: Actor | None = next(
        (a for a in scene.actors if a.i in window and a.kind == "person" and a.role and a.country), None
    )
    if speaker is None or len(told) != 1 or speaker.country in told:
        return False
    draft.sides.insert(0, ("side", speaker))
    draft.security = security_near(scene, draft)
    if draft.security:
        draft.dropped = ""
    return bool(draft.security)
