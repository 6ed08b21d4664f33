"""One flat row per event: what CSV and data frames share.

Columns, in order: ``id``, the codebook's fields (``participants`` as ``name, role, org, country (part)``
joined by ``; ``), ``people``, ``sides`` (codes of countries and bodies), ``evidence`` (the earliest page's
quotation), ``sources`` (outlet and day of every page), ``addresses``, ``pages`` and ``origins`` (numbers),
``disagreements``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from marsad.model import Event, Participant, SourcedMention
from marsad.view.web import web_address
from marsad.view.words import plain, side_codes

COLUMNS = (
    "id", "type", "start", "end", "precision", "country", "city", "status", "participants", "people", "sides",
    "topics", "count", "attribution", "evidence", "sources", "addresses", "pages", "origins", "disagreements",
)  # fmt: skip
Cell = str | int | date | None


def row(event: Event) -> Mapping[str, Cell]:
    """``event`` as one row, keys in the order of :data:`COLUMNS`; ``None`` is unknown."""
    mentions = earliest_first(event)
    pages = {m.page: m for m in mentions}
    return {
        "id": event.id,
        "type": event.type,
        "start": event.start,
        "end": event.end,
        "precision": event.precision,
        "country": event.country,
        "city": event.city,
        "status": event.status,
        "participants": "; ".join(_participant(p) for p in event.participants),
        "people": "; ".join(p.name for p in event.participants if p.name),
        "sides": "; ".join(side_codes(event)),
        "topics": "; ".join(event.topics),
        "count": event.count,
        "attribution": event.attribution,
        "evidence": plain(mentions[0].mention.evidence.quote) if mentions else None,
        "sources": "; ".join(_source(m) for m in pages.values()),
        "addresses": " ".join(address for m in pages.values() if (address := web_address(m.address))),
        "pages": len(pages),
        "origins": len(event.origins),
        "disagreements": "; ".join(plain(finding.why) for finding in event.disagreements),
    }


def earliest_first(event: Event) -> list[SourcedMention]:
    """The event's mentions, the earliest published first."""
    return sorted(event.mentions, key=lambda m: (m.published or date.max, m.outlet or "", m.key))


def _participant(p: Participant) -> str:
    told = ", ".join(plain(word) for word in (p.name, p.role, p.org, p.country) if word)
    return f"{told} ({p.part})" if told else f"({p.part})"


def _source(mention: SourcedMention) -> str:
    outlet = plain(mention.outlet or mention.page_id)
    return f"{outlet} {mention.published.isoformat()}" if mention.published else outlet
