"""Events as FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and ``ftm``.

Written without the library, which needs ICU. Meetings and most else are ``Event``; a visit whose two ends are
known is a ``Trip``; a call is a ``Call``. Office holders are ``Person``, institutions, states and
international bodies as such ``PublicBody``, pages ``Article``. ``Documentation`` ties an event to a page with
the quotation, ``Mention`` a page to an actor.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from marsad.model import Event, Participant, Precision, SourcedMention
from marsad.view.export.network import Actor, actor
from marsad.view.export.rows import earliest_first, pages_of
from marsad.view.export.safe import link, safe
from marsad.view.export.setting import Setting
from marsad.view.export.states import states
from marsad.view.export.titles import headline
from marsad.view.private import public_title
from marsad.view.words import place

Entity = dict[str, Any]


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """Every entity once, those that others point to first."""
    seen: set[str] = set()
    for event in events:
        for entity in entities(event, setting):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                out.write(json.dumps(entity, ensure_ascii=False).encode("utf-8") + b"\n")


def entities(event: Event, setting: Setting) -> Iterator[Entity]:
    """The entities of one event."""
    involved = {}
    for p in event.participants:
        if found := actor(p, setting.people):
            involved[found.key] = _id("actor", found.key)
            yield _actor(p, found, setting)
    made = _call(event, involved) if event.type == "call" else None
    ends = _ends(event, setting) if event.type == "visit" else []
    yield from ends
    if made is None:
        made = _event(event, involved, setting, ends)
    yield made
    for m in pages_of(event):
        yield _article(m)
    for m in earliest_first(event):
        if made["schema"] != "Call":  # a Call is no Thing, and only Things are documented
            yield _documentation(m, made["id"])
        yield from _mentions(m, setting)


def _actor(p: Participant, found: Actor, setting: Setting) -> Entity:
    name = setting.labels.country(found.name) if found.kind in {"country", "body"} else found.name
    if found.kind == "person":
        known = setting.people.person(p.name or "", p.country)
        aliases = [safe(other) for other in known.spellings if safe(other) != name] if known else []
        return _entity(
            "Person",
            involved_id(found),
            name=name,
            alias=aliases,
            position=safe(p.role),
            country=_country(p.country),
        )
    return _entity("PublicBody", involved_id(found), name=name, country=_country(p.country))


def involved_id(found: Actor) -> str:
    """The identifier of an actor's entity."""
    return _id("actor", found.key)


def _event(event: Event, involved: dict[str, str], setting: Setting, ends: list[Entity]) -> Entity:
    labels = setting.labels
    mentions = earliest_first(event)
    made = _entity(
        "Trip" if ends else "Event",
        _id("event", event.id),
        name=headline(event, labels),
        summary=safe(mentions[0].mention.evidence.quote) if mentions else "",
        startDate=_day(event.start, event.precision),
        endDate=_day(event.end, event.precision),
        location=safe(place(event, labels)),
        country=_country(event.country),
        involved=list(involved.values()),
        keywords=[event.type, event.status, *event.topics],
        recordId=event.id,
        sourceUrl=_addresses(event),
    )
    if ends:
        made["properties"] |= {"startLocation": [ends[0]["id"]], "endLocation": [ends[1]["id"]]}
    return made


def _call(event: Event, involved: dict[str, str]) -> Entity:
    # Pages say who spoke with whom, seldom who rang: both sides stand at both ends.
    everyone = list(involved.values())
    return _entity(
        "Call",
        _id("event", event.id),
        caller=everyone,
        receiver=everyone,
        startDate=_day(event.start, event.precision),
        endDate=_day(event.end, event.precision),
        summary=safe(earliest_first(event)[0].mention.evidence.quote) if event.mentions else "",
        recordId=event.id,
        sourceUrl=_addresses(event),
    )


def _ends(event: Event, setting: Setting) -> list[Entity]:
    """Where the visitors are from and where they go, as addresses; empty where that is not settled."""
    homes = {p.country for p in event.participants if p.part == "guest" and _country(p.country)}
    if len(homes) != 1 or not event.country:
        return []
    (home,) = homes
    if home is None or home == event.country:
        return []
    there = safe(place(event, setting.labels))
    return [
        _entity("Address", _id("address", home), full=setting.labels.country(home), country=_country(home)),
        _entity(
            "Address",
            _id("address", f"{event.country} {event.city}"),
            full=there,
            city=safe(event.city),
            country=_country(event.country),
        ),
    ]


def _article(m: SourcedMention) -> Entity:
    title = safe(public_title(m)) or safe(m.page_id)
    return _entity(
        "Article",
        _id("page", m.page),
        name=title,
        title=title,
        publisher=safe(m.outlet),
        publishedAt=_day(m.published, "day"),
        sourceUrl=link(m.address),
    )


def _documentation(m: SourcedMention, event: str) -> Entity:
    return _entity(
        "Documentation",
        _id("documentation", f"{event} {m.key}"),
        document=_id("page", m.page),
        entity=event,
        role="quotation",
        summary=safe(m.mention.evidence.quote),
        date=_day(m.published, "day"),
    )


def _mentions(m: SourcedMention, setting: Setting) -> Iterator[Entity]:
    for p in m.mention.participants:
        if p.name and (found := actor(p, setting.people)):
            yield _entity(
                "Mention",
                _id("mention", f"{m.page} {found.key}"),
                document=_id("page", m.page),
                personMentioned=safe(p.name),
                contextCountry=_country(p.country),
            )


def _entity(schema: str, id: str, **properties: str | list[str] | None) -> Entity:
    filled = {name: value if isinstance(value, list) else [value] for name, value in properties.items() if value}
    return {"id": id, "schema": schema, "properties": filled}


def _id(kind: str, key: str) -> str:
    digest = hashlib.sha1(f"{kind}:{key}".encode("utf-8", "surrogatepass"), usedforsecurity=False)
    return f"marsad-{digest.hexdigest()}"


def _country(code: str | None) -> str | None:
    """FollowTheMoney writes country codes small; international bodies have none."""
    return code.lower() if code and code in states() else None


def _day(day: date | None, precision: Precision | None) -> str | None:
    """The day, cut to what is known."""
    if day is None:
        return None
    size = {"month": 7, "year": 4}.get(precision or "day", 10)
    return day.isoformat()[:size]


def _addresses(event: Event) -> list[str]:
    return [address for m in pages_of(event) if (address := link(m.address))]
