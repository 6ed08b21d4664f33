"""Who was there when help was handed over, a course ended or an exercise was held: named officials of its sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.find.discourse.drafts import country_of, names_of
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.given import is_class
from marsad.find.phrases.actors import Actor

AFTER = 3  # sentences after that of the act in which it is told who was there
FIRST = 4  # tokens from the word of attending to the first one named
NEXT = 4  # tokens from one who was there to the next


def attended(scene: Scene, drafts: list[Draft]) -> None:
    """``بحضور وزير الداخلية X والسفير Y``, ``وترأس الحفل X``: those of either side join it; a state that stands alone
    for a side makes room for its official."""
    acts = [d for d in drafts if d.type == "assistance" or _exercise(scene, d)]
    for number, (begin, end) in enumerate(scene.tagged.tokens.sentences):
        near = [d for d in acts if any(0 <= number - x.clause.number <= AFTER for x in (d, *d.also))]
        told = (tag for i in range(begin, end) if near and (tag := scene.tagged.word(i, "ceremony")))
        if (cue := next(told, None)) is None:
            continue
        act = max(near, key=lambda d: d.clause.number)
        for n, actor in enumerate(_there(scene, cue.j, end)):
            _join(act, actor, not n)


def _exercise(scene: Scene, draft: Draft) -> bool:
    return draft.type == "cooperation" and is_class(scene, draft.trigger.i, "exercise")


def _there(scene: Scene, start: int, end: int) -> Iterator[Actor]:
    """The officials in a row from token ``start`` on."""
    last = start + FIRST - NEXT
    for actor in scene.actors:
        if not start <= actor.i < end:
            continue
        between = range(last, actor.i)
        if actor.i - last > NEXT or any(k in scene.verbs or scene.tagged.word(k, "clause_breaks") for k in between):
            return
        last = actor.j
        if actor.kind == "person" and actor.name and actor.role:
            yield actor


def _join(act: Draft, actor: Actor, first: bool) -> None:
    """``first``: nobody was told before him."""
    if actor.country is None and first:  # an official of no stated state is at home
        actor = replace(actor, country=country_of(act))
    parts = {a.country: p for p, a in act.sides if a.country and p != "subject"}
    part = parts.get(actor.country or "")
    if part is None or actor.name is None or actor.name in names_of(act):
        return
    act.sides = [(p, a) for p, a in act.sides if a.kind != "country" or a.country != actor.country]
    act.sides.append((part, actor))
