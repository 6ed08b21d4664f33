"""Step 5e: what acts of giving ask of their sides: who gives, who gets, and whose a thing is."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place


def givers(out: Draft) -> set[str]:
    """The states and bodies that give."""
    return {a.country for p, a in out.sides if p == "agent" and a.country}


def getters(out: Draft) -> set[str]:
    """The states and bodies that get."""
    return {a.country for p, a in out.sides if p == "recipient" and a.country}


def is_class(scene: Scene, i: int, *names: str) -> bool:
    """Whether a word of one of the classes stands at token ``i``."""
    if not 0 <= i < len(scene.tagged.starts):
        return False
    return any(t.kind == "class" and t.id in names for tag in scene.tagged.starts[i] for t in tag.terms)


def nationality(scene: Scene, i: int) -> Actor | None:
    """The state that an adjective of nationality at token ``i`` names, where it is no actor's own."""
    hit = scene.tagged.get(i, "nisba")
    plain = hit is not None and not scene.tagged.bare(i).endswith("ه")  # تركي is a given name, تركية is not
    if hit is None or (hit[1].detail == "doubtful" and (plain or scene.tagged.among(i, "of_money"))):
        return None
    if any(a.kind in ("org", "person") and a.i <= i < a.j for a in scene.actors) or scene.tagged.word(
        i - 1, "currencies"
    ):
        return None
    at = (i, hit[0].j)
    return Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")


def from_place(place: Place) -> Actor:
    """The state of ``place`` as a side."""
    at = (place.i, place.j)
    return Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")


def state_of(actor: Actor) -> Actor:
    """The state of an official as a side, where what he says is told and no act of his own."""
    at = actor.country_at or (actor.i, actor.j)
    return Actor(*at, "country", country=actor.country, country_at=at, rule="actor.spokesman")
