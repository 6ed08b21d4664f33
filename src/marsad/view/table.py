"""Events as a table for a terminal. Page text is shown in logical order, without bidi and control
characters.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from marsad.lexicon.labels import Labels
from marsad.model import Event, EventMention
from marsad.view import words

SHOWN_PEOPLE = 4


def events_table(events: Iterable[Event], labels: Labels) -> Table:
    """Id, date, type with status, place, people, sources (``2 of 3``: origins of pages), a ``≠`` where they
    disagree.
    """
    table = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=True, padding=(0, 2, 0, 0))
    table.add_column("event", no_wrap=True, style="cyan")
    table.add_column("date", no_wrap=True)
    table.add_column("type")
    table.add_column("place", max_width=22)
    table.add_column("who", ratio=1)
    table.add_column("origins/pages", justify="right", no_wrap=True)
    for event in events:
        pages = len({m.page for m in event.mentions})
        differs = " ≠" if event.disagreements else ""
        table.add_row(
            Text(event.id),
            words.day_span(event.start, event.end, event.precision),
            _type(event, labels),
            Text(_place(event, labels)),
            Text(_people(event, labels)),
            Text(f"{len(event.origins)}/{pages}{differs}"),
        )
    return table


def mention_line(mention: EventMention, labels: Labels) -> str:
    """An unmerged mention on one line: date, type, place, its quotation."""
    parts = (
        words.day_span(mention.start, mention.end, mention.precision),
        _type(mention, labels).plain,
        _place(mention, labels),
        f"“{words.plain(mention.evidence.quote)}”",
    )
    return "  ".join(part for part in parts if part)


def _type(event: Event | EventMention, labels: Labels) -> Text:
    text = Text(labels.types[event.type].lower())
    if event.status != "happened":
        text.append(f" ({labels.statuses[event.status]})", style="yellow")
    if event.count is not None:
        text.append(f" ×{event.count}")
    return text


def _place(event: Event | EventMention, labels: Labels) -> str:
    """City and country code: short, and of one line."""
    return " ".join(part for part in (words.plain(event.city or ""), event.country) if part)


def _people(event: Event, labels: Labels) -> str:
    named = [_short(event, n, labels) for n in range(min(len(event.participants), SHOWN_PEOPLE))]
    more = len(event.participants) - SHOWN_PEOPLE
    return "; ".join([*named, *([f"+{more}"] if more > 0 else [])])


def _short(event: Event, n: int, labels: Labels) -> str:
    p = event.participants[n]
    told = words.plain(p.name or p.org or p.role or "")
    if not told:
        return f"({p.part}) {p.country}" if p.country else f"({p.part})"
    return f"{told} ({p.country})" if p.country else told
