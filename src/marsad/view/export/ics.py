"""Dated events as a calendar (iCalendar, RFC 5545): all-day entries over the days that are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import BinaryIO

from marsad.lexicon.labels import Labels
from marsad.model import Event
from marsad.view.export.rows import pages_of, source
from marsad.view.export.safe import link, safe
from marsad.view.export.setting import Setting
from marsad.view.export.titles import headline, quotation
from marsad.view.words import place, when

STATUSES = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "planned": "TENTATIVE", "denied": "CANCELLED"}
OCTETS = 75  # longest line, without its end


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """One ``VEVENT`` per dated event; undated ones have no place in a calendar and are left out.

    A date coarser than a day is an all-day entry over its whole period, ``X-MARSAD-PRECISION`` says so.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Marsad//Marsad {setting.version}//{setting.labels.lang.upper()}",
        "CALSCALE:GREGORIAN",
    ]
    for event in events:
        if event.start:
            lines += _entry(event, event.start, setting)
    lines.append("END:VCALENDAR")
    out.write("".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode("utf-8"))


def _entry(event: Event, start: date, setting: Setting) -> Iterator[str]:
    labels = setting.labels
    after = (event.end or start) + timedelta(days=1) if (event.end or start) < date.max else date.max
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}@marsad"
    yield f"DTSTAMP:{setting.today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(start)}"
    yield f"DTEND;VALUE=DATE:{_day(after)}"
    yield f"SUMMARY:{_text(headline(event, labels))}"
    if told := safe(place(event, labels)):
        yield f"LOCATION:{_text(told)}"
    yield f"DESCRIPTION:{_text(_description(event, labels))}"
    yield f"CATEGORIES:{','.join(_text(word) for word in (event.type, *event.topics))}"
    yield f"STATUS:{STATUSES[event.status]}"
    yield "TRANSP:TRANSPARENT"
    yield f"X-MARSAD-PRECISION:{event.precision or 'day'}"
    address = next((found for m in pages_of(event) if (found := link(m.address))), None)
    if address:
        yield f"URL:{address}"
    yield "END:VEVENT"


def _description(event: Event, labels: Labels) -> str:
    told = [when(event.start, event.end, event.precision, labels), quotation(event)]
    for page in pages_of(event):
        told.append(" ".join(filter(None, (source(page), link(page.address)))))
    return "\n".join(filter(None, told))


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """``text`` as the format escapes it; the only line breaks left are our own."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """``line`` in pieces of at most 75 octets, cut between characters; all but the first begin with a blank."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
