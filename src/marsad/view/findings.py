"""What a reader should know of events and pages, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from marsad.codec import evidence_to_dict
from marsad.lexicon.labels import FINDINGS, Labels
from marsad.model import Event, Evidence, Finding, SourcedMention
from marsad.view import words
from marsad.view.address import web_address
from marsad.view.private import all_evidence

KINDS = FINDINGS
FIELDS = ("date", "place", "participants", "count", "status", "attribution")
PLACE = {"country": "place", "city": "place"}
ABOUT = {"date-conflict": "date", "year-inferred": "date", "disputed-place": "place", "one-sided": "attribution"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a finding rests on, and the page that has them; ``mention`` is ``None`` where it tells no event."""

    evidence: Evidence
    page: str
    mention: SourcedMention | None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of an event (several pages), or of one page and perhaps one event on it."""

    kind: str
    field: str
    why: str
    event: str | None
    page: str | None
    quotations: tuple[Quotation, ...]


def collect(
    events: Sequence[Event], of_pages: Iterable[tuple[str, Finding]], *, narrowed: bool
) -> list[Found]:
    """The findings of events, in their order, then of pages.

    ``narrowed``: the events were filtered; pages that tell none of them are left away.
    """
    out = [found for event in events for found in _of_event(event)]
    told: dict[str, list[tuple[Event, SourcedMention]]] = {}
    for event in events:
        for m in event.mentions:
            told.setdefault(m.page, []).append((event, m))
    for page, finding in of_pages:
        if page in told or not narrowed:
            out.append(_of_page(page, finding, told.get(page, [])))
    return out


def _of_event(event: Event) -> Iterator[Found]:
    mentions: Mapping[str, SourcedMention] = {m.key: m for m in event.mentions}
    for finding in event.disagreements:
        said = zip(finding.evidence, finding.sources, strict=False)
        quotations = tuple(Quotation(e, mentions[k].page, mentions[k]) for e, k in said if k in mentions)
        yield Found(finding.kind, _field(finding), finding.why, event.id, None, quotations)


def _of_page(page: str, finding: Finding, told: Sequence[tuple[Event, SourcedMention]]) -> Found:
    """With the event on the page whose words the finding speaks of, if there is one."""
    event, mention = next(
        ((event, m) for event, m in told if _about(finding, m)), (None, told[0][1] if told else None)
    )
    quotations = tuple(Quotation(words, page, mention) for words in finding.evidence)
    return Found(finding.kind, _field(finding), finding.why, event.id if event else None, page, quotations)


def _about(finding: Finding, m: SourcedMention) -> bool:
    return any(_touch(a, b) for a in finding.evidence for b in all_evidence(m.mention))


def _touch(a: Evidence, b: Evidence) -> bool:
    return a.where == b.where and a.start < b.end and b.start < a.end


def _field(finding: Finding) -> str:
    name = finding.why.partition(":")[0].partition("[")[0]
    return ABOUT.get(finding.kind) or PLACE.get(name, name)


def found_to_dict(found: Found) -> dict[str, Any]:
    """A finding as JSON: ``page`` is of a finding on one page, ``event`` the event that it is about, if any."""
    return {
        "kind": found.kind,
        "field": found.field,
        "why": found.why,
        "event": found.event,
        "page": found.page,
        "evidence": [_quotation(q) for q in found.quotations],
    }


def _quotation(q: Quotation) -> dict[str, Any]:
    m = q.mention
    return {
        **evidence_to_dict(q.evidence),
        "page": q.page,
        "outlet": m.outlet if m else None,
        "published": m.published.isoformat() if m and m.published else None,
        "address": web_address(m.address) if m else None,
    }


def findings_list(found: Iterable[Found], labels: Labels) -> RenderableType:
    """One finding below the other, each with its quotations."""
    return Group(*(part for one in found for part in _shown(one, labels)))


def _shown(found: Found, labels: Labels) -> Iterator[RenderableType]:
    head = Text(found.event or words.plain(found.page or ""), style="cyan")
    head.append(f"  {found.kind}  ", style="bold")
    head.append(words.plain(found.why), style="none")
    yield head
    for q in found.quotations:
        line = Text(f"“{words.plain(q.evidence.quote)}”", style="green")
        day = f", {q.mention.published.isoformat()}" if q.mention and q.mention.published else ""
        outlet = words.outlet(q.mention, labels) if q.mention else words.plain(q.page)
        line.append(f"  {outlet}{day}", style="dim")
        yield Padding(line, (0, 0, 0, 4), expand=False)
