"""One event in full, for a terminal: every value with its quotations and sources, origins and
disagreements.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from marsad.lexicon.labels import Labels
from marsad.merge.compose import same_actor
from marsad.merge.explain import PairShown, Why
from marsad.model import Claim, Event, Evidence, Participant, SourcedMention
from marsad.view import words
from marsad.view.cite import source
from marsad.view.disagree import claim_words, disagreements, field_evidence
from marsad.view.export.rows import earliest_first
from marsad.view.history import signature_words, value_words

SHOWN_FIELDS = ("date", "country", "city", "status", "count", "attribution")


def show_event(event: Event, labels: Labels) -> RenderableType:
    """The whole event; pages are cited by the numbers of the list at its end."""
    numbers = {page: n for n, page in enumerate(dict.fromkeys(m.page for m in earliest_first(event)), 1)}
    return Group(
        *_head(event, labels),
        _section(labels.fields["participants"]),
        *(_participant(p, event, numbers, labels) for p in event.participants),
        *_values(event, numbers, labels),
        *_story(event, numbers, labels),
        *_decided(event),
        *_disagreements(event, labels),
        _section(labels.text["sources"]),
        *_sources(event, numbers, labels),
    )


def _section(name: str) -> Text:
    return Text(f"\n{name}", style="bold")


def _head(event: Event, labels: Labels) -> Iterator[Text]:
    head = Text(labels.types[event.type], style="bold")
    head.append(f"  {words.when(event.start, event.end, event.precision, labels)}")
    head.append(f"  {words.place(event, labels) or labels.text['place_unknown']}")
    yield head
    origins = len(event.origins)
    told = [
        event.id,
        labels.statuses[event.status],
        f"{labels.fields['attribution']}: {labels.attributions[event.attribution]}",
        labels.text["one_origin"] if origins <= 1 else labels.say("several_origins", n=origins),
    ]
    if event.topics:
        told.append(labels.list.join(labels.topics.get(t, t).lower() for t in event.topics))
    yield Text(" · ".join(told), style="dim")


def _participant(p: Participant, event: Event, numbers: dict[str, int], labels: Labels) -> RenderableType:
    line = Text(f"{labels.parts[p.part]}: ", style="dim")
    line.append(words.person(p, labels), style="none")
    if p.org and p.role:
        line.append(f" ({words.plain(p.org)})", style="none")
    behind: list[RenderableType] = [line]
    for evidence, mention in _behind_person(p, event):
        behind.append(_quotation(evidence, mention, numbers))
    return _inset(Group(*behind), 2)


def _behind_person(p: Participant, event: Event) -> Iterator[tuple[Evidence, SourcedMention]]:
    """The words behind a participant: those of the mentions' participants that are the same actor."""
    seen = set()
    for mention in earliest_first(event):
        for told in mention.mention.participants:
            if not same_actor(told, p):
                continue
            for evidence in told.evidence.values():
                if (mention.page, evidence.quote) not in seen:
                    seen.add((mention.page, evidence.quote))
                    yield evidence, mention


def _values(event: Event, numbers: dict[str, int], labels: Labels) -> Iterator[RenderableType]:
    mentions = {m.key: m for m in event.mentions}
    for name in SHOWN_FIELDS:
        claims = [c for c in event.claims.get(name, ()) if c.value is not None or c.signed]
        if claims:
            yield _section(labels.fields[name])
        for claim in claims:
            yield _inset(_claim(name, claim, mentions, numbers, labels), 2)
        if not claims:
            yield from _unknown(name, event, labels)
    yield _section(labels.text["told_as"])
    for mention in earliest_first(event):
        yield _quotation(mention.mention.evidence, mention, numbers)


def _story(event: Event, numbers: dict[str, int], labels: Labels) -> Iterator[RenderableType]:
    """How the status came to be, where there is more to tell than one report."""
    if len(event.history) < 2:
        return
    pages = {m.key: numbers[m.page] for m in event.mentions}
    yield _section("how it was told over time")
    for step in event.history:
        when = words.when(step.since, step.until, "day", labels) if step.since else labels.text["published_unknown"]
        line = Text(f"{when}: {step.stage} ({labels.statuses[step.status].lower()})")
        line.append(" " + "".join(f"[{n}]" for n in sorted({pages[key] for key in step.mentions})), style="cyan")
        yield _inset(line, 2)


def _decided(event: Event) -> Iterator[RenderableType]:
    """What people decided beside the values shown above: participants, type, topics, who vouches for it."""
    lines = [f"confirmed by {signature_words(by)}" for by in event.confirmed]
    for name, claims in event.claims.items():
        for claim in claims:
            if claim.signed and name not in SHOWN_FIELDS:
                verb = "added" if name == "participants" else "corrected"
                lines.append(f"{name}: {value_words(claim.value)}, {verb} by {signature_words(claim.signed)}")
                if claim.signed.evidence:
                    quote, page = claim.signed.evidence.quote, claim.signed.page or ""
                    lines.append(f"    “{words.plain(quote)}” {words.plain(page)}")
    if lines:
        yield _section("decided")
    for line in lines:
        yield _inset(Text(line, style="yellow"), 2)


def _unknown(name: str, event: Event, labels: Labels) -> Iterator[RenderableType]:
    """Why a field is empty, in the words of the mentions that looked for it."""
    key = "start" if name == "date" else name
    reasons = dict.fromkeys(m.mention.reasons[key] for m in event.mentions if key in m.mention.reasons)
    if reasons:
        yield _section(labels.fields[name])
        yield _inset(Text("– " + "; ".join(words.plain(r) for r in reasons), style="dim"), 2)


def _claim(
    name: str, claim: Claim, mentions: dict[str, SourcedMention], numbers: dict[str, int], labels: Labels
) -> RenderableType:
    told = [mentions[key] for key in claim.mentions if key in mentions]
    pages = "".join(f"[{n}]" for n in sorted({numbers[m.page] for m in told}))
    signed = f"corrected by {signature_words(claim.signed)}" if claim.signed else ""
    lines: list[RenderableType] = [
        Text.assemble((claim_words(name, claim, labels), ""), (f" {pages}", "cyan"), (signed, "yellow"))
    ]
    for mention in told:
        lines.extend(_quotation(evidence, mention, numbers) for evidence in field_evidence(mention, name))
    return Group(*lines)


def _quotation(evidence: Evidence, mention: SourcedMention, numbers: dict[str, int]) -> RenderableType:
    quote = Text(f"[{numbers[mention.page]}] ", style="cyan")
    quote.append(f"“{words.plain(evidence.quote)}”", style="green")
    quote.append(f" {evidence.where} {evidence.start}–{evidence.end}, {evidence.rule}", style="dim")
    return _inset(quote, 2)


def _disagreements(event: Event, labels: Labels) -> Iterator[RenderableType]:
    found = disagreements(event, labels)
    if found:
        yield _section(labels.text["disagreements"])
    for difference in found:
        yield _inset(Text(words.plain(difference.why), style="yellow"), 2)
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        for side in difference.sides:
            quotes = " / ".join(f"“{quote}”" for quote in side.quotes)
            outlets = labels.list.join(dict.fromkeys(s.outlet for s in side.sources))
            table.add_row(Text(side.value, style="bold"), Text(quotes, style="green"), Text(outlets))
        yield _inset(table, 4)


def _sources(event: Event, numbers: dict[str, int], labels: Labels) -> Iterator[RenderableType]:
    pages = {m.page: m for m in earliest_first(event)}
    for origin in event.origins:
        of_origin = [page for page in pages if page in origin.pages]
        if len(of_origin) > 1:
            why = f": {origin.why}" if origin.why else ""
            named = words.plain(origin.label) or origin.id
            yield _inset(Text(f"{named}{words.plain(why)}", style="dim"), 2)
        for page in of_origin:
            cited = source(pages[page], labels)
            line = Text(f"[{numbers[page]}] ", style="cyan")
            line.append(f"{cited.outlet}, {cited.published}: {cited.title}", style="none")
            line.append(f"  {cited.address or words.plain(page)}", style="dim")
            yield _inset(line, 4)


def show_why(why: Why, event: Event, labels: Labels) -> RenderableType:
    """Why the mentions are one event: each pair's features with weights and both values, and the nearest
    other.
    """
    names = {m.key: f"{words.outlet(m, labels)} {m.page_id}" for m in event.mentions}
    parts: list[RenderableType] = [_section("why these pages tell one event")]
    if not why.pairs:
        parts.append(_inset(Text("told once: nothing was merged", style="dim"), 2))
    parts.extend(_pair(pair, names, why.threshold) for pair in why.pairs)
    if why.kept_apart is not None:
        parts.append(_section(f"nearest event kept apart: {why.nearest}"))
        parts.append(_pair(why.kept_apart, names, why.threshold))
    return Group(*parts)


def _pair(pair: PairShown, names: dict[str, str], threshold: float) -> RenderableType:
    first, second = names.get(pair.a, pair.a), names.get(pair.b, pair.b)
    head = Text(f"{words.plain(first)} + {words.plain(second)}", style="bold")
    head.append(f"  score {pair.score:g}, one event from {threshold:g}", style="none")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for feature in pair.features:
        colour = "green" if feature.weight > 0 else "red" if feature.weight < 0 else "dim"
        values = [Text(words.plain(value), style="dim") for value in (feature.a, feature.b)]
        table.add_row(Text(f"{feature.weight:+g}", style=colour), feature.feature, feature.level, *values)
    parts: list[RenderableType] = [head, _inset(table, 2)]
    if pair.conflict:
        parts.append(_inset(Text(f"forbidden: {words.plain(pair.conflict)}", style="red"), 2))
    return _inset(Group(*parts), 2)


def _inset(what: RenderableType, by: int) -> Padding:
    return Padding(what, (0, 0, 0, by), expand=False)
