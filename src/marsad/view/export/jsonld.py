"""Events as linked data (JSON-LD 1.1): schema.org for what happened, PROV for who says so.

The context stands in the file, so that reading it asks for nothing from outside.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.model import Event, Participant, SourcedMention
from marsad.view.export.network import Actor, actor
from marsad.view.export.rows import earliest_first, pages_of
from marsad.view.export.safe import link, safe
from marsad.view.export.setting import Setting
from marsad.view.export.titles import headline
from marsad.view.private import public_title

Node = dict[str, Any]
DAY = "xsd:date"
CONTEXT: Node = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "marsad": "urn:marsad:terms:",
    "name": "schema:name",
    "keywords": "schema:keywords",
    "jobTitle": "schema:jobTitle",
    "addressCountry": "schema:addressCountry",
    "addressLocality": "schema:addressLocality",
    "affiliation": "schema:affiliation",
    "location": "schema:location",
    "publisher": "schema:publisher",
    "headline": "schema:headline",
    "text": "schema:text",
    "url": {"@id": "schema:url", "@type": "@id"},
    "attendee": {"@id": "schema:attendee", "@type": "@id"},
    "startDate": {"@id": "schema:startDate", "@type": DAY},
    "endDate": {"@id": "schema:endDate", "@type": DAY},
    "datePublished": {"@id": "schema:datePublished", "@type": DAY},
    "eventStatus": "marsad:status",
    "eventType": "marsad:type",
    "precision": "marsad:precision",
    "attribution": "marsad:attribution",
    "origins": "marsad:origins",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
}
EXPORT, SOFTWARE = "urn:marsad:export", "urn:marsad:software"


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """One document: an ``@context`` and a ``@graph`` of nodes, each node once."""
    nodes: dict[str, Node] = {node["@id"]: node for node in _making(setting)}
    for event in events:
        for node in _nodes(event, setting):
            nodes.setdefault(node["@id"], node)
    document = {"@context": CONTEXT, "@graph": list(nodes.values())}
    out.write(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8"))


def _making(setting: Setting) -> Iterator[Node]:
    yield {
        "@id": SOFTWARE,
        "@type": ["prov:SoftwareAgent", "prov:Agent"],
        "name": "Marsad",
        "schema:softwareVersion": setting.version,
    }
    yield {
        "@id": EXPORT,
        "@type": "prov:Activity",
        "wasAssociatedWith": SOFTWARE,
        "endedAtTime": f"{setting.today.isoformat()}T00:00:00Z",
    }


def _nodes(event: Event, setting: Setting) -> Iterator[Node]:
    people = [(p, found) for p in event.participants if (found := actor(p, setting.people))]
    yield _node(
        f"urn:marsad:event:{event.id}",
        ["schema:Event", "prov:Entity"],
        name=headline(event, setting.labels),
        eventType=event.type,
        eventStatus=event.status,
        startDate=event.start.isoformat() if event.start else None,
        endDate=event.end.isoformat() if event.end else None,
        precision=event.precision,
        attribution=event.attribution,
        origins=len(event.origins),
        keywords=list(event.topics),
        location=_place(event),
        attendee=[_id("actor", found.key) for _, found in people],
        wasDerivedFrom=[_id("mention", m.key) for m in earliest_first(event)],
        wasGeneratedBy=EXPORT,
    )
    for p, found in people:
        yield _actor(p, found, setting)
    for m in earliest_first(event):
        yield _mention(m)
    for m in pages_of(event):
        yield _page(m)


def _place(event: Event) -> Node | None:
    if not (event.country or event.city):
        return None
    address = {"@type": "schema:PostalAddress", "addressCountry": event.country, "addressLocality": safe(event.city)}
    return {"@type": "schema:Place", "schema:address": {k: v for k, v in address.items() if v}}


def _actor(p: Participant, found: Actor, setting: Setting) -> Node:
    country, key = p.country or "", found.key
    if p.name:
        org = {"@type": "schema:Organization", "name": safe(p.org)} if p.org else None
        return _node(
            _id("actor", key),
            ["schema:Person"],
            name=found.name,
            jobTitle=safe(p.role),
            affiliation=org,
            addressCountry=country,
        )
    name = safe(p.org or p.role) or setting.labels.country(country)
    return _node(_id("actor", key), ["schema:Organization"], name=name, addressCountry=country)


def _mention(m: SourcedMention) -> Node:
    return _node(
        _id("mention", m.key),
        ["prov:Entity", "schema:Quotation"],
        text=safe(m.mention.evidence.quote),
        wasQuotedFrom=_id("page", m.page),
        hadPrimarySource=_id("origin", m.origin) if m.origin else None,
    )


def _page(m: SourcedMention) -> Node:
    return _node(
        _id("page", m.page),
        ["prov:Entity", "schema:NewsArticle"],
        headline=safe(public_title(m)),
        publisher=safe(m.outlet),
        datePublished=m.published.isoformat() if m.published else None,
        url=link(m.address),
    )


def _node(id: str, types: list[str], **fields: object) -> Node:
    return {"@id": id, "@type": types, **{name: value for name, value in fields.items() if value}}


def _id(kind: str, key: str) -> str:
    """A name without a place: pages may have none of the web, and people none at all."""
    return f"urn:marsad:{kind}:{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
