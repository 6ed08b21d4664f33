"""What a visit lends to its talks, talks to what was agreed in them, and an arrest to its handover."""

from __future__ import annotations

from marsad.find.discourse.drafts import LENDS, country_of, names_of
from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.conditions import check
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import FEW_SIDES
from marsad.find.phrases.places import Place

AGREED = 6  # sentences over which "both sides" are those of the talks
DELIVERIES = frozenset({"assistance.deliver", "assistance.receive"})
BOTH = frozenset({"both sides", "the sides of the talks"})
ENDED = 10  # tokens from the word that ends a visit to the word for it


def lend_custody(drafts: list[Draft]) -> None:
    """Who arrested a person hands him over, and who wanted him gets him, where the handover leaves it open (``في انتظار
    تسليمه``)."""
    told = [d for d in drafts if d.type in ("arrest", "extradition") and not d.pending]
    for draft in (d for d in drafts if d.type == "extradition"):
        close = (
            d
            for d in told
            if d is not draft and any(abs(x.clause.number - draft.clause.number) <= LENDS for x in (d, *d.also))
        )
        near = sorted(close, key=lambda d: abs(d.trigger.i - draft.trigger.i))
        for part in ("agent", "recipient"):
            if any(p == part and a.country for p, a in draft.sides):
                continue
            known = {a.country for p, a in draft.sides if p != "subject"}
            lent = (a for d in near for p, a in d.sides if p == part and a.country and a.country not in known)
            actor = next((a for a in lent if len(a.country or "") == 2), None)
            if actor is not None and (draft.pending or part == "agent"):
                draft.sides.insert(0, (part, actor))
        states = any(p == "recipient" and len(a.country or "") == 2 for p, a in draft.sides)
        if states:  # إلى إنتربول بلادهم: the state gets him, not the body through which he comes
            draft.sides = [(p, a) for p, a in draft.sides if p != "recipient" or len(a.country or "") == 2]
        if draft.pending and len({p for p, a in draft.sides if a.country and p != "subject"}) < 2:
            draft.drop("nobody told to hand over, or to get, the person")


def lend_aid(scene: Scene, drafts: list[Draft]) -> None:
    """``سلمت X مصر مقاتلات … وستسلم أربع أخرى إلى مصر``: who gives, or gets, further arms does so in the sentences
    before too."""
    for draft in drafts:
        if draft.frame.id not in DELIVERIES or draft.dropped != FEW_SIDES:
            continue
        told = {(p, a.country) for p, a in draft.sides if a.country}
        given = [d for d in drafts if d.frame.id in DELIVERIES and not d.dropped and d.trigger.i < draft.trigger.i]
        given = [d for d in given if 0 < draft.clause.number - d.clause.number <= LENDS]
        same = [d for d in given if told and told <= {(p, a.country) for p, a in d.sides}]
        if same:
            draft.sides += [(p, a) for p, a in same[-1].sides if (p, a.country) not in told]
            draft.dropped = ""
            check(scene, draft)


def agreed_in(scene: Scene, drafts: list[Draft]) -> None:
    """``استقبل X اليوم Y … واتفق الجانبان على``, ``وشهد الاجتماع توقيع``: what both sides of talks agreed on has the
    day of the talks told before."""
    talks = [d for d in drafts if d.type in ("meeting", "visit", "call") and d.time is not None]
    for draft in drafts:
        if draft.type != "agreement" or draft.time is not None:
            continue
        told = [d for d in (draft, *draft.also) if d.slots.rule in BOTH or _signed_there(scene, d)]
        same = [t for t in talks for d in told if _made_in(d, t)]
        days = {(t.time.start, t.time.end) for t in same if t.time is not None and t.time.precision == "day"}
        if len(days) == 1:
            draft.time, draft.time_by = same[-1].time, "the talks"


def _made_in(agreement: Draft, talk: Draft) -> bool:
    """Whether the talks stand shortly before the agreement, with the same sides."""
    if not (0 <= agreement.clause.number - talk.clause.number <= AGREED and talk.countries()):
        return False
    names = names_of(agreement)
    if not names:
        return talk.countries() == agreement.countries()
    return talk.countries() <= agreement.countries() and bool(names_of(talk) & names)


def _signed_there(scene: Scene, draft: Draft) -> bool:
    """``شهد الاجتماع توقيع``, ``ووقع الوزيران``: talks stand before the signing, or both sides sign."""
    both = range(draft.trigger.i - 1, draft.trigger.j + 1)
    if draft.trigger.is_verb and any(scene.tagged.word(i, "both_sides") for i in both):
        return True
    near = range(max(draft.clause.left, draft.trigger.i - 4), draft.trigger.i)
    said = any(scene.tagged.word(i, "came_about") for i in near)
    return not draft.trigger.is_verb and said and any(scene.tagged.word(i, "sessions") for i in near)


def inherit(scene: Scene, drafts: list[Draft], unsaid: list[Draft]) -> None:
    """Talks held in a visit take its day and place; a visit without a date takes the day of the dated talks in it.
    ``unsaid`` are visits of which the page does not say what they were about: they lend and get nothing."""
    visits = [d for d in drafts if d.type == "visit"]
    talks = [d for d in drafts if d.type in ("meeting", "gathering", "agreement", "award")]
    for talk in talks:
        near = [v for v in visits if _within(v, talk) and not _still_to_come(scene, v, talk)]
        if not near and talk.type == "meeting":
            recent = [v for v in unsaid if v.time is None or v.time.precision in ("day", "week")]
            near = [v for v in recent if _within(v, talk) and not _still_to_come(scene, v, talk)]
        if not near:
            if talk.place is None and talk.frame.id == "meeting.receive":
                hosts = {a.country for p, a in talk.sides if p == "host" and a.country and not of_body(scene, a)}
                if len(hosts) == 1:
                    talk.place_by = hosts.pop() or ""
            if talk.place is None and talk.type == "meeting" and not talk.place_by:
                talk.place = _before_the_press(scene, talk)
            continue
        visit = min(near, key=lambda v: abs(v.trigger.i - talk.trigger.i))
        talk.within = visit if talk.type == "meeting" else None
        if talk.place is None:
            theirs = visit.place is None and len(visit.place_by) == 2  # زار X مقر القوات Y والتقى قائدها
            talk.place, talk.place_by = visit.place, visit.place_by if theirs else "the visit"
        if talk.type == "meeting":
            _lend_days(scene, visit, talk)
    for visit in (v for v in visits if v.place is not None and v.place.city is None):
        held = [
            t
            for t in talks
            if t.type == "meeting"
            and t.place
            and t.place.city
            and t.place.country == country_of(visit)
            and _within(visit, t)
            and not _still_to_come(scene, visit, t)
        ]
        cities = {tuple(scene_words(t)) for t in held}
        if len(cities) == 1:
            visit.place = held[0].place
    for deal in (d for d in drafts if d.type == "agreement" and d.place is None):
        near = [
            t
            for t in talks
            if t.type == "meeting"
            and t.place
            and abs(t.clause.number - deal.clause.number) <= 2
            and deal.countries() <= t.countries()
        ]
        if near:
            deal.place, deal.place_by = near[-1].place, "the talks"


def _lend_days(scene: Scene, visit: Draft, talk: Draft) -> None:
    """Talks take the day of the visit in which they are held, and a visit without one that of its dated talks. A visit
    that is "now" under way says nothing of the day of its talks; where they have one, it is known of the visit too."""
    now = visit.time is not None and visit.time.rule == "now"
    over = scene.tagged.word(talk.trigger.i - 1, "after_visit") is not None
    if over and visit.trigger.i > talk.trigger.i:
        return  # قال X بعد لقائه Y إنه سيزور Z
    ended = any(scene.tagged.word(k, "ends_visit") for k in range(max(visit.trigger.i - ENDED, 0), visit.trigger.i + 1))
    if _after_the_evening(scene, visit, talk):
        return
    if (talk.time is None or talk.time.start is None) and visit.time is not None and not now and not ended:
        talk.time, talk.time_by = visit.time, "the visit"
    if talk.time is None or talk.time is visit.time:
        return
    if now and talk.time.start is not None and (at := next((s for s in scene.times if s[2] is visit.time), None)):
        visit.status, visit.status_at = "ongoing", at[:2]
        visit.time, visit.time_by = talk.time, "the talks held in it"
    elif talk.time.bare and talk.trigger.tense == "future" and visit.trigger.tense != "future":
        return  # غادر X إلى Y … وسيلتقي Z الأحد: a weekday to come
    elif visit.time is None or visit.time.start is None:
        visit.time, visit.time_by = talk.time, "the talks held in it"


def _after_the_evening(scene: Scene, visit: Draft, talk: Draft) -> bool:
    """``يصل X مساء الجمعة إلى Y، وسيبحث مع Z``: who comes in the evening holds his talks on a day that is not told."""
    at = next((i for i, _, time in scene.times if time is visit.time), None)
    evening = at is not None and scene.tagged.among(at, "evenings")
    return evening and talk.trigger.is_verb and talk.trigger.tense != "past" and talk.time is None


def _before_the_press(scene: Scene, talk: Draft) -> Place | None:
    """``قال X في مؤتمر صحفي مع نظيره Y في جدة``: where ministers of both sides came before the press, talks of the two
    were held, if it is in the state of either."""
    t, sides = scene.tagged, talk.countries()
    if len(sides) != 2 or any(t.word(i, "margins") for i in range(*talk.clause.sentence)):
        return None
    found: dict[str, Place] = {}
    for begin, end in {t.tokens.sentences[t.tokens.sentence_of(i)] for i in t.where("press_conferences")}:
        at = next(i for i in range(begin, end) if t.word(i, "press_conferences"))
        near = [a for a in scene.actors if begin <= a.i < end and a.country]
        near = [a for a in near if a.kind == "person" or (a.kind == "org" and a.i > at)]  # بمقر وزارة الخارجية بجدة
        if not sides <= {a.country for a in near} or all(a.kind == "org" for a in near):
            continue
        for place in (p for p in scene.places if at < p.i < end and p.mark == "in" and not p.dateline):
            if place.country in sides and (not place.inside or _of_premises(scene, place)):
                found.setdefault(place.country, place)
    return next(iter(found.values())) if len(found) == 1 else None


def _of_premises(scene: Scene, place: Place) -> bool:
    """``بمقر (فرع) وزارة الخارجية في جدة``: a place inside the name of an institution in whose house something is."""
    houses = [a for a in scene.actors if a.kind == "org" and a.i < place.i < a.j]
    t = scene.tagged
    return any(a.mark in ("in", "b") or any(t.get(a.i - n, "place_head") for n in (1, 2)) for a in houses)


def _still_to_come(scene: Scene, visit: Draft, talk: Draft) -> bool:
    """``قال بعد لقائه الملك إن من المتوقع أن يزور X في الخريف``, ``كشف عن زيارة مرتقبة``: a visit told after talks that
    were held."""
    next_word = range(visit.trigger.j, visit.trigger.j + 2)
    awaited = not visit.trigger.is_verb and any(scene.tagged.word(k, "to_come") for k in next_word)
    if awaited and talk.trigger.i < visit.trigger.i and talk.trigger.tense not in ("present", "future"):
        return True
    if visit.frame.id == "visit.land" and visit.trigger.tense != "future":
        return False  # وذكرت أنه يحل ضيفا في X: the visit in which they talked
    after = visit.clause.left > talk.trigger.i and visit.trigger.is_verb and visit.trigger.tense != "past"
    return after and talk.trigger.tense not in ("present", "future")


def scene_words(draft: Draft) -> tuple[object, ...]:
    """What tells one place of talks from another."""
    return (draft.place.name,) if draft.place else ()


def _within(visit: Draft, talk: Draft) -> bool:
    """Whether the talks can have been held in the visit: its guest takes part, in the country visited."""
    where = country_of(visit)
    if where is None:
        return False
    guests = [a for p, a in visit.sides if p == "guest"]
    names = {a.name for a in guests if a.name}
    sides = {a.country for a in guests if a.country}
    talkers = names_of(talk)
    if names and talkers and not names & talkers:
        return False
    if not sides & talk.countries():
        return False
    if talk.place is not None and talk.place.country != where:
        return False
    if talk.type == "gathering" and visit.clause.number == talk.clause.number:
        same = {a.i for a in guests} & {a.i for _, a in talk.sides}
        return bool(names & talkers or same)  # وصل X إلى الكويت للمشاركة في الدورة
    others = talk.countries() - sides
    if talk.type == "gathering" and not others:
        return bool(names & talkers)  # اعتزامها زيارة طهران. وجاء ذلك عقب اجتماع وزراء الخارجية
    return not others or where in others
