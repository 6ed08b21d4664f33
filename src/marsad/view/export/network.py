"""Who met whom: a graph of people, institutions and countries, for Gephi (GEXF) and everything else (GraphML).

A node is whoever takes part: a person by name, else an institution, else a country or international body as
such. Names that fold alike within one country are one node; other spellings of a name stay apart, since an
export does not guess. Private persons are no nodes. An edge joins two who took part in the same event from
different sides; what was only planned or was denied joins nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from itertools import combinations
from typing import Any, BinaryIO, Literal

from marsad.lexicon.labels import BODIES
from marsad.link.institutions import Body, identify
from marsad.link.people import People
from marsad.model import Event, Participant
from marsad.text import fold_word, plain_name
from marsad.view.export.safe import safe
from marsad.view.export.setting import Setting, library
from marsad.view.words import is_private

HAPPENED = frozenset({"happened", "ongoing"})
NOBODY = People()
ActorKind = Literal["person", "institution", "country", "body"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who takes part; ``key`` tells actors apart."""

    key: str
    kind: ActorKind
    name: str
    country: str | None


@dataclass(slots=True)
class Tie:
    """What joins two actors: their events, each with its days."""

    events: list[str] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    days: list[tuple[date, date]] = field(default_factory=list)
    origins: int = 0


def actor(p: Participant, people: People = NOBODY) -> Actor | None:
    """The participant as an actor; ``None`` for private persons and where nothing tells who it is."""
    if is_private(p):
        return None
    country = p.country or ""
    if name := safe(p.name):
        if known := people.person(p.name or "", p.country):
            return Actor(f"person:{known.key}", "person", safe(known.name), known.country)
        return Actor(f"person:{country}:{' '.join(plain_name(fold_word(name).split()))}", "person", name, p.country)
    if p.org and (known_body := identify(Body(p.org, p.country))):
        return Actor(f"institution:{country}:{known_body}", "institution", safe(p.org), p.country)
    if org := safe(p.org or p.role):
        return Actor(f"institution:{country}:{fold_word(org)}", "institution", org, p.country)
    if country:
        return Actor(f"country:{country}", "body" if country in BODIES else "country", country, country)
    return None


def ties(
    events: Iterable[Event], people: People = NOBODY
) -> tuple[dict[str, Actor], Counter[str], dict[tuple[str, str], Tie]]:
    """Actors by key, in how many events each took part, and the ties between them, keys in order."""
    actors: dict[str, Actor] = {}
    seen: Counter[str] = Counter()
    joined: dict[tuple[str, str], Tie] = {}
    for event in events:
        if event.status not in HAPPENED:
            continue
        present = [(p, found) for p in event.participants if (found := actor(p, people))]
        for found in {found.key: found for _, found in present}.values():
            actors.setdefault(found.key, found)
            seen[found.key] += 1
        for pair in sorted(set(_pairs(present))):
            _tie(joined.setdefault(pair, Tie()), event)
    return actors, seen, joined


def _pairs(present: list[tuple[Participant, Actor]]) -> Iterator[tuple[str, str]]:
    for (p, a), (q, b) in combinations(present, 2):
        same_side = p.country == q.country and p.part == q.part
        if a.key != b.key and not same_side:
            yield (a.key, b.key) if a.key < b.key else (b.key, a.key)


def _tie(tie: Tie, event: Event) -> None:
    tie.events.append(event.id)
    tie.types[event.type] += 1
    tie.origins += len(event.origins)
    if event.start:
        tie.days.append((event.start, event.end or event.start))


def graph(events: Iterable[Event], setting: Setting, *, spells: bool = False) -> Any:
    """The undirected networkx graph; ``spells`` gives edges the stretches of time that GEXF knows."""
    networkx = library("networkx", "a network")
    made = networkx.Graph(name="Marsad", version=setting.version)
    actors, seen, joined = ties(events, setting.people)
    for key, found in sorted(actors.items()):
        plain_kind = found.kind in {"country", "body"}
        name = setting.labels.country(found.name) if plain_kind else found.name
        name = str(name)  # labels know their line; GraphML wants text alone
        made.add_node(key, label=name, kind=found.kind, country=found.country or "", events=seen[key])
    for (a, b), tie in sorted(joined.items()):
        days = sorted(tie.days)
        attributes: dict[str, Any] = {
            "weight": len(tie.events),
            "types": "; ".join(f"{kind} {n}" for kind, n in sorted(tie.types.items())),
            "origins": tie.origins,
            "events": "; ".join(tie.events),
            "first": days[0][0].isoformat() if days else "",
            "last": max(end for _, end in days).isoformat() if days else "",
        }
        if spells and days:
            attributes["spells"] = [(start.isoformat(), end.isoformat()) for start, end in days]
        made.add_edge(a, b, **attributes)
    return made


def write_gexf(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """GEXF 1.2, dynamic: every edge has the days of its dated events; needs networkx."""
    made = graph(events, setting, spells=True)
    made.graph = {"mode": "dynamic"}
    file = BytesIO()
    library("networkx", "a network").write_gexf(made, file, version="1.2draft")
    out.write(file.getvalue())


def write_graphml(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """GraphML; dates are the attributes ``first`` and ``last``; needs networkx."""
    file = BytesIO()
    library("networkx", "a network").write_graphml(graph(events, setting), file)
    out.write(file.getvalue())
