"""Step 5g: a visit told of several states is one for each: ``زار X تشاد والنيجر``, ``جولة تشمل السعودية ومصر``."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.places import Place


def each_stop(scene: Scene, draft: Draft) -> list[Draft]:
    """``draft``, and one like it for each further state of the list in which its place stands."""
    if draft.type != "visit" or draft.dropped or draft.place is None or draft.place.i < draft.trigger.i:
        return [draft]
    own = {a.country for p, a in draft.sides if p == "guest"}
    listed = range(draft.trigger.j, draft.place.i)
    stops = draft.frame.id == "visit.tour" or any(scene.tagged.word(i, "stops_told") for i in listed)
    tour = stops and draft.time is not None and draft.time.precision == "day"
    told = draft.time
    if (tour and not _begins(scene, draft)) or draft.trigger.term.plural:
        draft.time = None
    visited = {draft.place.country}
    out, last = [draft], draft.place
    for place in scene.places:
        if place.i < last.j:
            continue
        if not _listed(scene, last, place) or place.country in own:
            if scene.tagged.word(last.j, "relative") and place.i - last.j < TOLD_OF_A_STOP:
                continue
            break
        last = place
        if place.country not in visited:
            visited.add(place.country)
            sides = [(p, a) for p, a in draft.sides if p == "guest"]
            stop = replace(draft, place=place, sides=sides, also=[])
            out.append(_later(scene, stop) if tour else stop)
    if len(out) == 1 and draft.frame.id != "visit.tour":
        draft.time = told  # زيارة قادته إلى X: one stop, and the visit's own day
    return out


def _later(scene: Scene, stop: Draft) -> Draft:
    """A later stop of a tour: the day on which the tour begins is not its own, but it is to come where that is."""
    published, time = scene.tagged.tokens.article.published, stop.time
    if published is not None and time is not None and time.start is not None and time.start > published:
        at = (stop.trigger.i, stop.trigger.j)
        return replace(stop, time=None, status="planned", status_at=at)
    return replace(stop, time=None)


def _begins(scene: Scene, draft: Draft) -> bool:
    """``يبدأ X غدا جولة``: whether the day of a tour is that of its first stop."""
    return any(scene.tagged.word(i, "tour_begins") for i in range(draft.clause.left, draft.trigger.i))


def _listed(scene: Scene, last: Place, place: Place) -> bool:
    """Whether ``place`` goes on with the list of ``last``: with و, a comma, ثم, a preposition said again."""
    t = scene.tagged
    words = [t.bare(i) for i in range(last.j, place.i)]
    if t.word(last.j, "relative") and words[-1] == "ثم" and len(words) <= TOLD_OF_A_STOP:
        return True  # ثم تونس التي التقى فيها X، ثم إيطاليا
    joined = t.bare(place.i).startswith("و") or any(w.startswith(("و", "ثم")) or w in ("،", ",") for w in words)
    between = t.lexicon.grammar["between_stops"]
    return joined and len(words) <= 3 and all(w in between for w in words)


TOLD_OF_A_STOP = 20  # tokens of the relative clause that says what was done at a stop
