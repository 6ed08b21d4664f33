"""What an actor stands for: a place, or a body of many states."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.phrases.actors import Actor


def is_place(scene: Scene, actor: Actor) -> bool:
    """Whether ``actor`` is a state told as the place of something."""
    return actor.kind == "country" and any(p.i == actor.i and p.mark in ("in", "to", "from") for p in scene.places)


def is_body(scene: Scene, actor: Actor) -> bool:
    """Whether ``actor`` is a body of many states, or its officials as a whole."""
    return actor.kind == "org" and of_body(scene, actor)


def named_body(scene: Scene, actor: Actor) -> bool:
    """``مجلس التعاون``, ``وزراء دفاع الناتو``: a body by its name, whose meeting is its own (not ``الوزراء العرب``)."""
    return scene.tagged.get((actor.country_at or (actor.i, actor.j))[0], "body") is not None
