"""Where an event that is no visit was: told with في or ب in its clause, taken up by a word before it."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.draft.aside import where_they_met
from marsad.find.frames.draft.event import Draft
from marsad.find.frames.partners import of_other_noun, plain_words
from marsad.find.frames.when import taken
from marsad.find.phrases.places import Place


def place_of(scene: Scene, out: Draft) -> Place | None:
    """Where an event was that is no visit."""
    trigger, clause, frame = out.trigger, out.clause, out.frame
    told = _place_there(scene, trigger) or _place_met(scene, out) or _place(scene, trigger, clause)
    told = None if told is not None and _of_matter(scene, out, told) else told
    soil = told is not None and scene.tagged.among(told.i, "soils")
    told = None if soil and frame.type in ("agreement", "meeting", "call", "award", "gathering") else told
    return told or _place_where(scene, clause) or _here(scene, trigger, clause) or _gone_to(scene, trigger, clause)


def _place(scene: Scene, trigger: Trigger, clause: Clause) -> Place | None:
    """The nearest place told with في or ب in the clause (after the trigger first), a city before a country."""
    near = [
        p
        for p in scene.places
        if clause.left <= p.i < clause.right and p.mark == "in" and not p.inside and not p.dateline
    ]
    kind = scene.tagged.lexicon.frames[trigger.term.id].type
    if kind == "gathering":
        days = {p: len(scene.busy & {*range(p.j, trigger.i)}) for p in near}  # X، يوم الجمعة 7 نوفمبر 2025، اجتماعا
        near = [p for p in near if -12 <= p.i - trigger.i + days[p] <= 40 and not _talked_about(scene, trigger, p)]
        near = [p for p in near if p.i > trigger.i or _held_there(scene, trigger, clause, p)]
    elif kind != "meeting":
        t, reach = scene.tagged, 24 if kind == "agreement" else 16
        near = [
            p
            for p in near
            if -8 <= p.i - trigger.i <= reach + _told_between(scene, trigger.j, p.i)
            or any(t.among(p.i - n, "and_that") for n in (1, 2))
        ]
        if kind == "agreement":  # أعلنت السفارة ببغداد توقيع …
            seats = {a.j for a in scene.actors if a.kind == "org"}
            near = [p for p in near if p.i > trigger.i or p.i not in seats]
            that = (k for k in range(trigger.j, clause.right) if t.bare(k) == "ان" and t.bare(k - 1) == "علي")
            terms = next(that, clause.right)  # اتفاق على أن تستعمل X القاعدة لضرب Y في سوريا
            over = t.word(trigger.i - 1, "other_times") is not None  # عادت الحرب في سوريا إلى الواجهة بعد اتفاق X
            near = [p for p in near if p.i < terms and not (over and p.i < trigger.i)]
    nouns = {i for found in scene.rivals.values() for i in found}

    def apart(p: Place) -> bool:
        between = any(scene.verbs.get(k) == "frame" or k in nouns for k in range(p.j, trigger.i))
        return between and scene.tagged.word(p.i - 1, "hosts_it") is None

    near = [p for p in near if (not taken(scene, trigger, p.i) if p.i >= trigger.j else not apart(p))]
    if not near:
        return None
    return min(
        near,
        key=lambda p: ((p.i - trigger.j) if p.i >= trigger.j else (trigger.i - p.i) + 6) - (4 if p.city else 0),
    )


def _held_there(scene: Scene, trigger: Trigger, clause: Clause, place: Place) -> bool:
    """``انطلقت في X أعمال المؤتمر``: a place before the gathering, at the head or with the word that holds it."""
    t = scene.tagged
    near = range(max(clause.left, place.i - 4), min(place.j + 4, trigger.i))
    held = any(t.word(i, "gathering_held", "gathering_opens", "attending", "hosts_it") for i in near)
    before = (k for k in range(clause.sentence[0], place.i) if k not in scene.busy and t.bare(k)[:1].isalpha())
    return held or len(list(before)) <= 4 or trigger.i - place.j <= 2


def _talked_about(scene: Scene, trigger: Trigger, place: Place) -> bool:
    """``جلسة حول الأمن في ليبيا``, ``مؤتمر … ومناقشة الأوضاع في سوريا``: a state that the gathering is about."""
    if scene.tagged.word(place.i - 2, "affairs_in") and place.i - 2 >= trigger.j:
        return True
    return place.city is None and any(scene.tagged.word(i, "about_words") for i in range(trigger.j, place.i))


def _told_between(scene: Scene, begin: int, end: int) -> int:
    """How many tokens of the parties' names and offices stand between a verb and a place, one for each party left."""
    people = [a for a in scene.actors if begin <= a.i and a.j <= end and a.kind == "person"]
    return sum(a.j - a.i - 1 for a in people)


def _of_matter(scene: Scene, out: Draft, place: Place) -> bool:
    """``بحث X مع Y سبل إحلال الأمن في العراق``, ``لبحث الوضع بعد توقيع الاتفاق في فيينا``: a place of what was talked
    about."""
    if out.type != "meeting" or place.i < out.trigger.j:
        return False
    day = place.j + (scene.tagged.bare(place.j + 1) == "(")  # في بكين يوم (الخميس)
    dated = place.j in scene.busy or day + 1 in scene.busy
    if place.city is not None and dated and out.frame.id != "meeting.discuss":
        return False  # اجتماعهما حول التعاون في مجال الأمن في بكين يوم الخميس
    ends = [a.j for _, a in out.sides if a.j <= place.i] + [out.trigger.j]
    if out.frame.id == "meeting.discuss":
        return plain_words(scene, max(ends), place.i) > 0
    return of_other_noun(scene, out.trigger, place.i)


def _place_met(scene: Scene, out: Draft) -> Place | None:
    told = [a for a in out.slots.get("of") if where_they_met(scene, out, a)]
    return next((p for p in scene.places if told and p.i == told[0].i), None)


def _place_where(scene: Scene, clause: Clause) -> Place | None:
    """``من بروكسل، حيث يشارك في اجتماع``: the place right before the word that takes it up."""
    if not scene.tagged.among(clause.left, "where_then"):
        return None
    near = (p for p in scene.places if clause.sentence[0] <= p.i and clause.left - 2 <= p.j <= clause.left)
    return next(near, None)


def _here(scene: Scene, trigger: Trigger, clause: Clause) -> Place | None:
    """``بكين 12 مايو (شينخوا) التقى X هنا اليوم مع Y``: here is where the report was written."""
    if not scene.tagged.holds(range(trigger.j, clause.right), "here"):
        return None
    return next((p for p in scene.places if p.dateline and p.i < trigger.i), None)


def _place_there(scene: Scene, trigger: Trigger) -> Place | None:
    """``قطر التي التقى فيها …``: the place that the relative clause is about."""
    if scene.tagged.word(trigger.i - 1, "relative") is None or not scene.tagged.among(trigger.j, "where"):
        return None
    return next((p for p in scene.places if trigger.i - 4 <= p.i and p.j == trigger.i - 1), None)


def _gone_to(scene: Scene, trigger: Trigger, clause: Clause) -> Place | None:
    """``وصل X إلى الدوحة لحضور مؤتمر``: a gathering of which no place is told is where somebody goes to attend it."""
    t, near = scene.tagged, range(max(clause.sentence[0], trigger.i - 4), trigger.i)
    cue = next((k for k in near if t.word(k, "goes_to_attend")), None)
    if cue is None or t.lexicon.frames[trigger.term.id].type != "gathering":
        return None
    gap = len(scene.busy & {*range(cue - 8, cue)})
    told = (p for p in scene.places if p.mark == "to" and not p.inside and 0 <= cue - p.j <= 2 + gap)
    return next(told, None)
