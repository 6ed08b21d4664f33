"""An event being put together from a trigger and its slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.find.frames.clauses import Clause, Trigger
from marsad.find.frames.slots import Slots
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place
from marsad.lexicon import Frame
from marsad.model import Status, TimeExpression

TAKEN_FROM_AFAR = frozenset({"subject of the sentence", "subject told before", "possessive pronoun"})
CONTACTS = frozenset({"visit", "meeting", "call", "gathering"})


@dataclass(slots=True)
class Draft:
    """An event being put together. ``type`` is its frame's, ``sides`` are (part, actor); ``dropped`` says why it is no
    event, if it is none."""

    frame: Frame
    trigger: Trigger
    clause: Clause
    slots: Slots
    sides: list[tuple[str, Actor]] = field(default_factory=list)
    place: Place | None = None
    place_by: str = ""
    time: TimeExpression | None = None
    time_by: str = ""
    status: Status = "happened"
    status_at: tuple[int, int] | None = None
    count: tuple[int, int, int] | None = None
    dropped: str = ""
    also: list[Draft] = field(default_factory=list)
    security: bool = False
    within: Draft | None = None
    type: str = field(init=False)
    pending: bool = False  # a handover whose states must be told by another event of the page

    def __post_init__(self) -> None:
        self.type = self.frame.type

    def countries(self) -> set[str]:
        """The sides' countries and bodies."""
        return {a.country for _, a in self.sides if a.country}

    def drop(self, why: str) -> Draft:
        """Mark as no event."""
        self.dropped = self.dropped or why
        return self


def undated(drafts: Iterable[Draft], *types: str) -> Iterator[Draft]:
    """The drafts of ``types`` (of all, where none is named) that are events and have no time yet."""
    return (d for d in drafts if not d.dropped and d.time is None and (not types or d.type in types))
