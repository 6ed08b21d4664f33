"""What the drawings are made of: plain values in the visitor's language, the same as the tables beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from marsad.lexicon.labels import BODIES, Labels
from marsad.model import Event, Precision, Status
from marsad.text import fold_word
from marsad.view import words
from marsad.view.actors import Actor, identifier
from marsad.view.export.network import Actor as Node
from marsad.view.export.network import Tie, ties
from marsad.view.export.points import Point, points
from marsad.view.export.titles import headline
from marsad.view.web.ask import address
from marsad.view.web.queries import Found, contradicted

KINDS: Mapping[str, Literal["country", "institution", "person"]] = {
    "country": "country",
    "body": "country",
    "institution": "institution",
    "person": "person",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is drawn: events of a timeline or map, events a network is made from, its nodes."""

    events: int = 5000
    met: int = 5000
    nodes: int = 1000


MOST = Limits()


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """An event on a line of time; ``start`` and ``end`` are its first and last day, ``null`` where it has no date."""

    id: str
    type: str
    title: str
    start: date | None
    end: date | None
    precision: Precision | None
    status: Status
    origins: int
    disagrees: bool
    href: str


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """Someone in a network."""

    id: str
    label: str
    kind: Literal["country", "institution", "person"]
    country: str | None
    events: int
    href: str


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """Two who met: in how many events, first and last day, and where they are listed."""

    source: str
    target: str
    events: int
    first: date | None
    last: date | None
    href: str


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place of events: a city's point, a country's middle, or no point where none is known."""

    country: str
    city: str | None
    lat: float | None
    lon: float | None
    events: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What all drawings carry: language, direction, words; ``total`` events fit, ``shown`` were drawn."""

    lang: str
    dir: Literal["ltr", "rtl"]
    words: dict[str, str]
    total: int
    shown: int


@dataclass(frozen=True, slots=True)
class Timeline(Drawing):
    """Events in order of their dates, the undated last."""

    events: list[DrawnEvent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Network(Drawing):
    """Who met whom; links in order of weight."""

    nodes: list[DrawnNode] = field(default_factory=list)
    links: list[DrawnLink] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Map(Drawing):
    """Places by number of events."""

    places: list[DrawnPlace] = field(default_factory=list)


def drawing_words(labels: Labels) -> dict[str, str]:
    """The words of a drawing: types, statuses and kinds by their codes."""
    from marsad.view.web.texts import load_texts

    own = {
        k.removeprefix("drawing."): str(v) for k, v in load_texts(labels.lang).words.items() if k.startswith("drawing.")
    }
    return {**{str(k): str(v) for k, v in (*labels.types.items(), *labels.statuses.items())}, **own}


def _common(found: Found, labels: Labels) -> dict[str, object]:
    return {
        "lang": labels.lang,
        "dir": labels.dir,
        "words": drawing_words(labels),
        "total": found.total,
        "shown": len(found.events),
    }


def timeline_of(found: Found, labels: Labels) -> Timeline:
    """The events of a timeline."""
    events = sorted(found.events, key=lambda e: (e.start or date.max, e.end or date.max, e.id))
    return Timeline(**_common(found, labels), events=[_event(e, labels) for e in events])  # type: ignore[arg-type]


def _event(e: Event, labels: Labels) -> DrawnEvent:
    title = headline(e, labels)
    origins, disagrees = len(e.origins), contradicted(e)
    return DrawnEvent(
        e.id, e.type, title, e.start, e.end or e.start, e.precision, e.status, origins, disagrees, f"/events/{e.id}"
    )


def network_of(found: Found, labels: Labels, known: Mapping[str, Actor], limits: Limits) -> Network:
    """The strongest part of the network: at most ``limits.nodes`` nodes, those with most events."""
    nodes, seen, joined = ties(found.events)
    met = Counter(key for pair in joined for key in pair)
    kept = {key for key, _ in sorted(seen.items(), key=lambda i: (-i[1], i[0])) if key in met}
    ranked = sorted(kept, key=lambda key: (-seen[key], key))[: limits.nodes]
    kept = set(ranked)
    links = [_link(nodes[a], nodes[b], tie) for (a, b), tie in joined.items() if a in kept and b in kept]
    links.sort(key=lambda link: (-link.events, link.source, link.target))
    return Network(
        **_common(found, labels),  # type: ignore[arg-type]
        nodes=[_node(nodes[key], seen[key], labels, known) for key in ranked],
        links=links,
    )


def _node(node: Node, events: int, labels: Labels, known: Mapping[str, Actor]) -> DrawnNode:
    id_ = identifier(node)
    kind = KINDS[node.kind]
    label = labels.country(node.name) if kind == "country" else node.name
    if kind == "country":
        href = f"/countries/{node.name}"
    else:
        href = f"/people/{id_}" if id_ in known else address("/events", [(kind, node.name)])
    return DrawnNode(id_, str(label), kind, node.country, events, href)


def _link(a: Node, b: Node, tie: Tie) -> DrawnLink:
    days = sorted(tie.days)
    asked = [(_filter(node), node.name) for node in (a, b)]
    if asked[0][0] == asked[1][0]:  # one filter a kind: the second is asked for as the other side, or as anyone
        asked[1] = ("partner" if asked[1][0] == "country" else "about", asked[1][1])
    return DrawnLink(
        identifier(a),
        identifier(b),
        len(tie.events),
        days[0][0] if days else None,
        max(end for _, end in days) if days else None,
        address("/events", asked),
    )


def _filter(node: Node) -> str:
    return KINDS[node.kind]


def map_of(found: Found, labels: Labels) -> Map:
    """The places of events: cities whose point is known, else countries."""
    counted: Counter[tuple[str, str | None]] = Counter()
    names: dict[tuple[str, str | None], Counter[str]] = {}
    for e in found.events:
        if e.country is None:
            continue
        city = fold_word(e.city or "")
        placed = points().get((e.country, city)) if city else None
        key = (e.country, _city_key(e.country, placed, city) if placed else None)
        counted[key] += 1
        if placed and e.city:
            names.setdefault(key, Counter())[words.plain(e.city)] += 1
    shown = [_place(key, n, names.get(key), labels) for key, n in counted.items()]
    shown.sort(key=lambda p: (-p.events, p.label))
    return Map(**_common(found, labels), places=shown)  # type: ignore[arg-type]


def _city_key(country: str, placed: Point, city: str) -> str:
    """One spelling for all names of a city: the first that has the same point."""
    return min(name for (code, name), at in points().items() if code == country and name and at == placed) or city


def _place(key: tuple[str, str | None], n: int, names: Counter[str] | None, labels: Labels) -> DrawnPlace:
    country, city = key
    placed = points().get((country, city or ""))
    state = str(labels.country(country))
    name = names.most_common(1)[0][0] if names else None
    label = f"{name}{labels.list}{state}" if name else state
    href = address("/events", {"country": country, "text": name})
    latitude, longitude = (placed.latitude, placed.longitude) if placed and country not in BODIES else (None, None)
    return DrawnPlace(country, name, latitude, longitude, n, label, href)
