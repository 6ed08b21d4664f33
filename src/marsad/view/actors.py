"""Who takes part: office holders, institutions, countries and bodies, each with offices, events and counterparts.

Nobody private is among them: a person is gathered from public acts alone, and only with an office.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from marsad.model import Event, Participant
from marsad.view.export.network import Actor as Node
from marsad.view.export.network import actor
from marsad.view.words import plain

__all__ = ["Actor", "Office", "actor", "gather", "identifier"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office as pages word it, with the first and last day of the events it was held in."""

    role: str
    first: date | None
    last: date | None
    events: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part. ``name`` is the commonest of the ``spellings``; ``events`` in order of their dates."""

    id: str
    kind: str
    name: str
    country: str | None
    spellings: tuple[str, ...]
    offices: tuple[Office, ...]
    events: tuple[str, ...]
    first: date | None
    last: date | None
    counterparts: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Gathered:
    node: Node
    names: Counter[str] = field(default_factory=Counter)
    offices: dict[str, list[Event]] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)


def identifier(node: Node) -> str:
    """A short stable name of an actor for addresses."""
    return f"{node.kind[0]}-{hashlib.sha256(node.key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def gather(events: Iterable[Event]) -> dict[str, Actor]:
    """The actors of ``events``, which are in order of their dates, by identifier."""
    found: dict[str, _Gathered] = {}
    for event in events:
        present = [(p, node) for p in event.participants if (node := actor(p))]
        for p, node in present:
            one = found.setdefault(identifier(node), _Gathered(node))
            one.names[node.name] += 1
            one.events[event.id] = event
            if office := office_of(p, node):
                one.offices.setdefault(office, []).append(event)
            one.met.update({identifier(other) for q, other in present if other.key != node.key and opposite(p, q)})
    return {id_: _actor(id_, one) for id_, one in found.items() if one.offices or one.node.kind != "person"}


def opposite(p: Participant, q: Participant) -> bool:
    """Whether two participants are of different sides."""
    return p.country != q.country or p.part != q.part


def office_of(p: Participant, node: Node) -> str:
    """The office a person was told with; of an institution, who spoke for it."""
    if node.kind == "person":
        told = [plain(word) for word in (p.role, p.org) if word]
        return told[0] if told else ""
    return ""


def _actor(id_: str, one: _Gathered) -> Actor:
    spellings = tuple(name for name, _ in sorted(one.names.items(), key=lambda item: (-item[1], item[0])))
    days = [day for e in one.events.values() if (day := e.start)]
    return Actor(
        id=id_,
        kind=one.node.kind,
        name=spellings[0],
        country=one.node.country,
        spellings=spellings,
        offices=tuple(_office(role, events) for role, events in sorted(one.offices.items(), key=_first)),
        events=tuple(one.events),
        first=min(days, default=None),
        last=max((e.end or e.start for e in one.events.values() if e.start), default=None),
        counterparts=tuple(sorted(one.met.items(), key=lambda item: (-item[1], item[0]))),
    )


def _first(item: tuple[str, list[Event]]) -> tuple[date, str]:
    return min((e.start or date.max for e in item[1]), default=date.max), item[0]


def _office(role: str, events: list[Event]) -> Office:
    days = [day for e in events for day in (e.start, e.end) if day]
    return Office(role, min(days, default=None), max(days, default=None), len({e.id for e in events}))
