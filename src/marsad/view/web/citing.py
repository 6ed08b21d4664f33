"""How an event's pages are cited: page metadata that Zotero reads."""

from __future__ import annotations

from marsad.lexicon.labels import Labels
from marsad.model import Event
from marsad.view.cite import source
from marsad.view.export.rows import pages_of
from marsad.view.export.titles import headline


def highwire(event: Event, labels: Labels) -> list[tuple[str, str]]:
    """Name and content of the page's ``meta`` elements: the event as a web page, after its earliest report."""
    told = [
        ("DC.type", "Event"),
        ("DC.title", headline(event, labels)),
        ("DC.identifier", f"urn:marsad:event:{event.id}"),
    ]
    if event.start:
        told.append(("DC.date", event.start.isoformat()))
    told += [("DC.language", labels.lang), ("DC.publisher", "Marsad")]
    for m in pages_of(event):
        cited = source(m, labels)
        reference = [f"citation_title={cited.title}", f"citation_journal_title={cited.outlet}"]
        reference += [f"citation_publication_date={cited.iso.replace('-', '/')}"] if cited.iso else []
        told.append(("citation_reference", "; ".join(part.replace(";", ",") for part in reference)))
    return told
