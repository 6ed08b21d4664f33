"""Events as an Atom feed (RFC 4287), the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO
from xml.etree import ElementTree as ET

from marsad.model import Event
from marsad.view.export.rows import pages_of, source
from marsad.view.export.safe import link, safe
from marsad.view.export.setting import Setting
from marsad.view.export.titles import headline, quotation
from marsad.view.private import public_title
from marsad.view.words import when

ATOM = "http://www.w3.org/2005/Atom"


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """One entry per event. Everything that comes from pages is plain text, never markup."""
    found = sorted(events, key=lambda e: (_updated(e) or date.min, e.id), reverse=True)
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": setting.labels.lang})
    _add(feed, "id", "urn:marsad:events")
    _add(feed, "title", "Marsad")
    newest = max((day for e in found if (day := _updated(e))), default=setting.today)
    _add(feed, "updated", _moment(newest))
    _add(feed, "generator", "Marsad", version=setting.version)
    _add(_add(feed, "author"), "name", "Marsad")
    for event in found:
        _entry(feed, event, setting)
    ET.indent(feed)
    out.write(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ET.Element, event: Event, setting: Setting) -> None:
    labels = setting.labels
    pages = pages_of(event)
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:marsad:event:{event.id}")
    _add(entry, "title", headline(event, labels), type="text")
    _add(entry, "updated", _moment(_updated(event) or setting.today))
    for name in dict.fromkeys(safe(m.outlet) for m in pages if m.outlet):
        _add(_add(entry, "author"), "name", name)
    first = True
    for m in pages:
        if address := link(m.address):
            _add(entry, "link", rel="alternate" if first else "related", href=address, title=safe(public_title(m)))
            first = False
    for term, word in ((event.type, labels.types[event.type]), *((t, labels.topics[t]) for t in event.topics)):
        _add(entry, "category", term=term, label=word)
    told = [when(event.start, event.end, event.precision, labels), quotation(event), *map(source, pages)]
    # An entry without a page of the web to link to must have content of its own.
    _add(entry, "content", "\n".join(filter(None, told)), type="text")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _updated(event: Event) -> date | None:
    """The day of the latest page that tells it."""
    return max((m.published for m in event.mentions if m.published), default=None)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
