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
    visited = {draft.place.country}
    out, last = [draft], draft.place
    for place in scene.places:
        if place.i < last.j:
            continue
        if not _listed(scene, last, place) or place.country in own:
            break
        last = place
        if place.country not in visited:
            visited.add(place.country)
            sides = [(p, a) for p, a in draft.sides if p == "guest"]
            out.append(replace(draft, place=place, sides=sides, also=[]))
    return out


def _listed(scene: Scene, last: Place, place: Place) -> bool:
    """Whether ``place`` goes on with the list of ``last``: with و, a comma, ثم, a preposition said again."""
    t = scene.tagged
    words = [t.bare(i) for i in range(last.j, place.i)]
    joined = t.bare(place.i).startswith("و") or any(w.startswith(("و", "ثم")) or w in ("،", ",") for w in words)
    between = t.lexicon.grammar["between_stops"]
    return joined and len(words) <= 3 and all(w in between for w in words)
