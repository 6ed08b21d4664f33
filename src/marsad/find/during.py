"""Step 6b: talks told after what was said in them (``أكد X، اليوم، … جاء ذلك خلال اجتماع مع Y``)."""

from __future__ import annotations

from marsad.find.actors import Actor
from marsad.find.clauses import Scene
from marsad.find.conditions import security_near
from marsad.find.draft import Draft
from marsad.model import TimeExpression

OPENING = 14  # tokens of the sentence before in which its speaker and day stand
TALKS = ("meeting", "call")


def said_during(scene: Scene, drafts: list[Draft]) -> None:
    """Talks that a sentence with ``جاء ذلك خلال`` tells have the day of what was said in them; whoever said it is the
    other side where only one is told."""
    for draft in drafts:
        if draft.type not in TALKS or draft.dropped not in ("", "fewer than two sides"):
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
