"""Step 6b: days told by those of something else: the eve of it, the day after it, on its margins, or of the operation
that the sentence before tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.event import undated
from marsad.model import TimeExpression

BACK = 2  # sentences back in which what came next is dated
OPENS = 4  # tokens of a sentence in which its verb of coming, or what it goes back to, stands
SAID = 8  # tokens between a verb of saying and the day of the report
CONTACTS = ("meeting", "gathering", "visit", "call")


def days_of_others(scene: Scene, drafts: list[Draft]) -> None:
    """All that this module does, in its order."""
    days_around(scene, drafts)
    on_margins(scene, drafts)
    of_operation(scene, drafts)
    refined(scene, drafts)


def days_around(scene: Scene, drafts: list[Draft]) -> None:
    """``سعى X أمس، عشية وصوله إلى Y``, ``يأتي ذلك بعد يوم من تسليم Z``: one day after or before what is dated."""
    for draft in undated(drafts):
        away = _away(scene, draft)
        day = _dated(scene, draft, drafts) if away else None
        if day is None or day.start is None or day.end is None:
            continue
        shift = timedelta(away)
        draft.time = replace(day, start=day.start + shift, end=day.end + shift, direction=None, bare=False)
        draft.time_by = "the day before or after it"


def on_margins(scene: Scene, drafts: list[Draft]) -> None:
    """``سيجتمع X غدا بنظرائه. وعلى هامش هذا اللقاء سيلتقي Y``: the day and place of the meeting told before."""
    t = scene.tagged
    for n, draft in enumerate(drafts):
        begin = draft.clause.sentence[0]
        if draft.dropped or draft.time is not None or draft.type != "meeting":
            continue
        at = next((tag for i in range(begin, draft.trigger.i) if (tag := t.word(i, "margins"))), None)
        if at is None or not t.bare(at.j).startswith(("ال", "هذ")):
            continue
        told = [d for d in drafts[:n] if d.type in ("meeting", "gathering") and _near(d, draft, BACK)]
        dated = [d for d in told if not d.dropped and d.clause.sentence != draft.clause.sentence]
        if dated and dated[-1].time is not None and dated[-1].time.precision == "day":
            draft.time, draft.time_by = dated[-1].time, "the meeting on whose margins it was"
            draft.place = draft.place or dated[-1].place


def of_operation(scene: Scene, drafts: list[Draft]) -> None:
    """``أوقف رجل ليل الثلاثاء. والعملية التي نفذتها X وY``: the one day of the sentence before is the operation's."""
    t = scene.tagged
    for draft in undated(drafts, "cooperation"):
        begin, number = draft.clause.sentence[0], draft.clause.number
        if not number:
            continue
        named = any(t.word(i, "operations") and "ال" in t.bare(i)[:3] for i in range(begin, draft.trigger.j))
        first, end = t.tokens.sentences[number - 1]
        days = [(i, time) for i, _, time in scene.times if first <= i < end and time.precision == "day"]
        if not named or len(days) != 1 or t.tokens.where[first] != t.tokens.where[begin]:
            continue
        at, time = days[0]
        said = any(t.among(k, "announces") or scene.verbs.get(k) == "says" for k in range(max(first, at - SAID), at))
        if not said and time.direction != "future":
            draft.time, draft.time_by = time, "the operation told before"


def refined(scene: Scene, drafts: list[Draft]) -> None:
    """``سيتوجه X إلى Y الأسبوع المقبل، حيث سيلتقي Z. والزيارة مقررة في 29 يوليو``: the one day that the page tells of
    the visit, within the week or month told first."""
    told = [d for d in drafts if d.type == "visit" and _one_day(d.time)]
    for draft in drafts:
        coarse = draft.time if draft.type in ("visit", "meeting") and not draft.dropped else None
        if coarse is None or coarse.precision not in ("week", "month") or coarse.start is None or coarse.end is None:
            continue
        for again in told:
            day, number = again.time, again.clause.number
            near = 0 < number - draft.clause.number <= BACK or not draft.clause.number
            named = scene.definite(again.trigger) and not again.trigger.is_verb
            others = again.countries() - draft.countries()
            if day is None or not near or not named or others:
                continue
            spans = [(day.start, day.end), day.alternative or (None, None)]  # 29 يوليو: of this year or the last
            within = next((a for a, b in spans if a is not None and a == b and coarse.start <= a <= coarse.end), None)
            if within is not None:
                draft.time, draft.time_by = replace(day, start=within, end=within, bare=False), "told again"
                break


def _one_day(time: TimeExpression | None) -> bool:
    return time is not None and time.precision == "day" and time.start is not None and time.start == time.end


def _away(scene: Scene, draft: Draft) -> int:
    """How many days the event lies after what it is told by (-1: before it, 0: it is not told by it)."""
    t = scene.tagged
    for i in range(max(draft.trigger.i - 4, 0), draft.trigger.i):
        for group, days in (("eve_of", 1), ("day_after_it", -1)):
            tag = t.word(i, group)
            if tag is not None and tag.j == draft.trigger.i:
                return days
    return 0


def _dated(scene: Scene, draft: Draft, drafts: list[Draft]) -> TimeExpression | None:
    """The day of what the event is told by: the one day of its sentence; or, where the sentence says that something
    came then, the one day of the sentence before, or that of the last event dated there."""
    t, (begin, end), number = scene.tagged, draft.clause.sentence, draft.clause.number
    own = _days(scene, begin, end)
    if own or not any(t.word(i, "comes_then") for i in range(begin, begin + OPENS)):
        return own[0] if len(own) == 1 else None
    first, last = t.tokens.sentences[number - 1] if number else (0, 0)
    before = _days(scene, first, last)
    if before:
        return before[0] if len(before) == 1 else None
    told = [d for d in drafts if d.type in CONTACTS and not d.dropped and d.trigger.i < begin and d.time is not None]
    days = {d.time.start: d.time for d in told if d.time is not None and d.time.precision == "day"}
    return days.popitem()[1] if len(days) == 1 else None


def _days(scene: Scene, begin: int, end: int) -> list[TimeExpression]:
    return [time for i, _, time in scene.times if begin <= i < end and time.precision == "day" and time.start]


def _near(told: Draft, draft: Draft, sentences: int) -> bool:
    return 0 <= draft.clause.number - told.clause.number <= sentences
