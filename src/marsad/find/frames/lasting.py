"""Step 5c: how long what began on a told day lasts (``ويستمر ثلاثة أيام``, ``حتى الخميس المقبل``), and which visits go
on while the page is written (``في وقت يزور فيه X الرباط``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.model import TimeExpression

LASTING = frozenset({"gathering", "cooperation", "assistance"})  # a visit is told by its first day
NEXT = 24  # tokens of the next sentence in which "it lasts" still speaks of the event
GOVERNS = 12  # tokens between a noun and the verb that governs it
WHILE = 5  # tokens before a verb in the present in which "while" stands


def lasting(scene: Scene, out: Draft) -> TimeExpression | None:
    """The draft's time with the last day that the page tells of it; the time itself where none is told."""
    time = out.time
    if time is None or time.start is None or time.start != time.end or time.precision != "day":
        return time
    if out.type not in LASTING or time.rule.endswith("-since"):
        return time
    t = scene.tagged
    _, end = out.clause.sentence
    number = out.clause.number + 1
    sentences = t.tokens.sentences
    windows = [range(out.trigger.j, end)]
    if number < len(sentences):
        windows.append(range(sentences[number][0], min(sentences[number][0] + NEXT, sentences[number][1])))
    for window in windows:
        for i in window:
            told = t.word(i, "lasts")
            last = _last_day(scene, told.j, time.start) if told is not None else None
            if last is not None and last > time.start:
                return replace(time, end=last)
    return time


def _last_day(scene: Scene, i: int, first: date) -> date | None:
    """The last day told at token ``i``: so many days or weeks counted from ``first`` on, or until a day."""
    t = scene.tagged
    while t.among(i, "until") or t.bare(i) == "في":
        i += 1
    days = _days(scene, i)
    if days is not None:
        return first + timedelta(days=days - 1)
    until = next((time for a, _, time in scene.times if i <= a <= i + 2), None)
    if until is None or not t.among(i - 1, "until") or until.precision != "day":
        return None
    if until.bare and until.alternative is not None and until.end is not None and until.end < first:
        return until.alternative[1]
    return until.end


def _days(scene: Scene, i: int) -> int | None:
    """``يومين``, ``ثلاثة أيام``, ``10 أيام``, ``أسبوعا``: a number of days."""
    t = scene.tagged
    spans, numbers = t.lexicon.grammar.spans, t.lexicon.grammar.numbers
    whole = spans.get(t.bare(i))
    if whole is not None:
        return whole
    word = t.bare(i)
    count = int(word) if word.isdigit() and len(word) < 3 else numbers.get(word)
    unit = spans.get(t.bare(i + 1)) if count else None
    return count * unit if count and unit else None


def is_visiting(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``صدر التقرير في وقت يزور فيه X الرباط``, ``بينما يقوم X بزيارة``, ``التقى X الذي يزور بيروت``: a visit told in
    the present, beside what else is told, without a time of its own."""
    t, trigger, left = scene.tagged, out.trigger, out.clause.left
    if out.type != "visit" or t.tokens.where[trigger.i] != "body" or out.clause.number < 1:
        return None
    verb = trigger.i
    if not trigger.is_verb:
        verb = next((k for k in range(trigger.i - 1, max(left, trigger.i - GOVERNS) - 1, -1) if k in scene.verbs), -1)
    hit = t.get(verb, "frame" if trigger.is_verb else "light") if verb >= 0 else None
    carried = trigger.is_verb or (hit is not None and hit[1].id in t.lexicon.grammar["carried_out"])
    if hit is None or not carried or hit[1].detail != "verb:present" or "س" in hit[0].clitics:
        return None
    begin = max(out.clause.sentence[0], verb - WHILE)
    told = any((tag := t.word(k, "while_told")) is not None and tag.j >= verb - 1 for k in range(begin, verb))
    return (hit[0].i, hit[0].j) if told or t.word(verb - 1, "relative") is not None else None
