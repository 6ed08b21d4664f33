"""One event on one line, as calendars, feeds and graphs call it."""

from __future__ import annotations

from marsad.lexicon.labels import Labels
from marsad.model import Event
from marsad.view.export.rows import earliest_first
from marsad.view.export.safe import safe
from marsad.view.words import place, short_person

SHOWN = 4


def headline(event: Event, labels: Labels) -> str:
    """Type, status where it is no plain fact, who takes part, and where."""
    kind = labels.types[event.type]
    if event.status != "happened":
        kind = f"{kind} ({labels.statuses[event.status]})"
    people = list(dict.fromkeys(short_person(p, labels) for p in event.participants))
    who = labels.list.join(people[:SHOWN]) + (" …" if len(people) > SHOWN else "")
    where = place(event, labels)
    return safe(f"{kind}: {who}" + (f" – {where}" if where else "")) if who else safe(f"{kind} {where}")


def quotation(event: Event) -> str:
    """The earliest page's own words, in quotation marks."""
    mentions = earliest_first(event)
    return f"“{safe(mentions[0].mention.evidence.quote)}”" if mentions else ""
