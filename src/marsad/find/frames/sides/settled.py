"""Sides at the end: hosts, guests and parties by the place, and nobody told twice."""

from __future__ import annotations

from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor


def hosts_and_guests(out: Draft, place_country: str | None) -> None:
    """Decide ``side``: the side of the country where it took place hosts, the others are guests; else parties."""
    known = {a.country for p, a in out.sides if p in ("host", "guest")}
    hosted = place_country is not None and any(a.country == place_country for _, a in out.sides)
    for n, (part, actor) in enumerate(out.sides):
        if part != "side":
            continue
        if hosted:
            new = "host" if actor.country == place_country else "guest"
        elif known:
            new = "host" if "host" not in {p for p, _ in out.sides} else "guest"
        else:
            new = "party"
        out.sides[n] = (new, actor)

    if place_country is not None:
        _settle_in(out, place_country)


def _settle_in(out: Draft, place_country: str) -> None:
    """``أجريت له مراسم استقبال بحضور وزير الدفاع الإسباني`` in Spain: the visitor is no host, and nobody of the visited
    state a guest of his own."""
    if out.type == "gathering":  # حضر رئيس الوزراء العراقي افتتاح مؤتمر بغداد
        at_home = [a.kind == "person" and a.country == place_country for _, a in out.sides]
        out.sides = [("host" if home else p, a) for home, (p, a) in zip(at_home, out.sides, strict=True)]
    guests = [a for p, a in out.sides if p == "guest"]
    if out.type == "visit" and any(a.country not in (None, place_country) for a in guests):
        out.sides = [s for s in out.sides if s[0] != "guest" or s[1].country != place_country]
    hosts = {a.country for p, a in out.sides if p == "host"}
    ceremony = out.frame.id == "meeting.receive" and not out.trigger.is_verb
    if ceremony and hosts and place_country not in hosts and any(a.country == place_country for a in guests):
        out.sides = [("host" if a.country == place_country else "guest", a) for _, a in out.sides]


def merged(sides: list[tuple[str, Actor]]) -> list[tuple[str, Actor]]:
    """Sides without repetition: one person or institution once, a bare country only where nobody else stands for it."""
    out: list[tuple[str, Actor]] = []
    names: set[object] = set()
    for part, actor in sides:
        key: object = (
            actor.name or (actor.org, actor.role, actor.country)
            if actor.kind in ("person", "org")
            else (actor.country, part)
        )
        if key in names:
            continue
        names.add(key)
        out.append((part, actor))
    speaks = {(p, a.country) for p, a in out if a.kind in ("person", "org") and a.country}
    persons = {(p, a.country) for p, a in out if a.kind == "person"}
    named = {(p, a.country, a.head) for p, a in out if a.kind == "person" and a.name and a.head}
    return [
        (p, a)
        for p, a in out
        if (
            a.kind not in ("country", "group")
            or p == "subject"
            or (p, a.country) not in speaks
            or (a.kind == "group" and a.org is not None and (p, a.country) not in persons)  # مسؤولين في X، وجهاز Y
        )
        and not (a.counterpart and a.name is None and (p, a.country, a.head) in named)  # نظيره X. وبحث مع نظيره
    ]
