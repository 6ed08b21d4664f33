"""One flat row per event: what CSV, spreadsheets, Parquet and data frames share.

Columns, in order: ``id``, the codebook's fields (``participants`` as ``name, role, org, country (part)``),
``people``, ``sides`` (codes of countries and bodies), ``evidence`` (the earliest page's quotation),
``sources`` (outlet and day of every page), ``addresses``, ``pages`` and ``origins`` (numbers),
``disagreements``. ``data/columns.yml`` says of each what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from marsad.model import Event, Participant, SourcedMention
from marsad.view.export.safe import link, safe
from marsad.view.words import side_codes

COLUMNS = (
    "id", "type", "start", "end", "precision", "country", "city", "status", "participants", "people", "sides",
    "topics", "count", "attribution", "evidence", "sources", "addresses", "pages", "origins", "disagreements",
)  # fmt: skip
Cell = str | int | date | None
Value = Cell | list[str]


def row(event: Event) -> Mapping[str, Cell]:
    """``event`` as one row, keys in the order of :data:`COLUMNS`; ``None`` is unknown, lists are joined by
    ``; `` (addresses by a blank).
    """
    return {
        name: (" " if name == "addresses" else "; ").join(value) if isinstance(value, list) else value
        for name, value in values(event).items()
    }


def values(event: Event) -> Mapping[str, Value]:
    """``event`` as one row whose lists are lists still; ``None`` is unknown."""
    mentions = earliest_first(event)
    pages = pages_of(event)
    return {
        "id": event.id,
        "type": event.type,
        "start": event.start,
        "end": event.end,
        "precision": event.precision,
        "country": event.country,
        "city": safe(event.city) or None,
        "status": event.status,
        "participants": [participant(p) for p in event.participants],
        "people": [safe(p.name) for p in event.participants if p.name],
        "sides": list(side_codes(event)),
        "topics": list(event.topics),
        "count": event.count,
        "attribution": event.attribution,
        "evidence": safe(mentions[0].mention.evidence.quote) if mentions else None,
        "sources": [source(m) for m in pages],
        "addresses": [address for m in pages if (address := link(m.address))],
        "pages": len(pages),
        "origins": len(event.origins),
        "disagreements": [safe(finding.why) for finding in event.disagreements],
    }


def earliest_first(event: Event) -> list[SourcedMention]:
    """The event's mentions, the earliest published first."""
    return sorted(event.mentions, key=lambda m: (m.published or date.max, m.outlet or "", m.key))


def pages_of(event: Event) -> list[SourcedMention]:
    """One mention a page, the earliest published first."""
    found: dict[str, SourcedMention] = {}
    for mention in earliest_first(event):
        found.setdefault(mention.page, mention)
    return list(found.values())


def participant(p: Participant) -> str:
    """A participant as ``name, role, org, country (part)``, what is not known left out."""
    told = ", ".join(safe(word) for word in (p.name, p.role, p.org, p.country) if word)
    return f"{told} ({p.part})" if told else f"({p.part})"


def source(mention: SourcedMention) -> str:
    """A page as outlet and day."""
    outlet = safe(mention.outlet or mention.page_id)
    return f"{outlet} {mention.published.isoformat()}" if mention.published else outlet
