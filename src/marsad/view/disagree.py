"""Where sources contradict each other, side by side: each value with the words behind it and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marsad.lexicon.labels import Labels
from marsad.model import Claim, Event, Evidence, Finding, Participant, SourcedMention
from marsad.view import words
from marsad.view.cite import Source, source


@dataclass(frozen=True, slots=True)
class Side:
    """One value, or the bare quotation where the value is not one of a field; ``sources`` are those that
    say so.
    """

    value: str
    quotes: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A contradiction about ``field`` (its name in words, or empty), told by ``why``.

    ``changed`` marks a later report that differs from an announcement.
    """

    field: str
    why: str
    sides: tuple[Side, ...]
    changed: bool = False


SHOWN = frozenset({"contradiction", "changed"})
Said = tuple[Evidence, SourcedMention]


def disagreements(event: Event, labels: Labels) -> tuple[Disagreement, ...]:
    """All contradictions of an event, and what a later report changed."""
    mentions = {m.key: m for m in event.mentions}
    return tuple(_disagreement(event, f, mentions, labels) for f in event.disagreements if f.kind in SHOWN)


def one_sided(event: Event) -> bool:
    """Whether only one side vouches for the event."""
    return any(finding.kind == "one-sided" for finding in event.disagreements)


def _disagreement(
    event: Event, finding: Finding, mentions: Mapping[str, SourcedMention], labels: Labels
) -> Disagreement:
    said = [
        (e, mentions[k]) for e, k in zip(finding.evidence, finding.sources, strict=False) if k in mentions
    ]
    name = finding.why.partition(":")[0]
    if name == "participants":
        sides = [_side(_named(finding, mention), [(evidence, mention)], labels) for evidence, mention in said]
    elif name in event.claims:
        sides = _claimed(event.claims[name], name, said, mentions, labels)
    else:
        sides = [_side("", [pair], labels) for pair in said]
    return Disagreement(labels.fields.get(name, ""), finding.why, tuple(sides), finding.kind == "changed")


def _claimed(
    claims: tuple[Claim, ...],
    name: str,
    said: list[Said],
    mentions: Mapping[str, SourcedMention],
    labels: Labels,
) -> list[Side]:
    """One side for each claim that takes part, with every page that makes it."""
    sides = []
    for claim in claims:
        own = [(evidence, mention) for evidence, mention in said if mention.key in claim.mentions]
        if own:
            pages = [mentions[key] for key in claim.mentions if key in mentions]
            sides.append(_side(claim_words(name, claim, labels), own, labels, pages))
    return sides


def _named(finding: Finding, mention: SourcedMention) -> str:
    """The name that the contradiction gives for this page; merging writes ``name (outlet)``."""
    page = mention.outlet or mention.page_id
    names = (p.name for p in mention.mention.participants if p.name)
    return next((words.plain(name) for name in names if f"{name} ({page})" in finding.why), "")


def field_evidence(mention: SourcedMention, name: str) -> tuple[Evidence, ...]:
    """The words behind a field of a mention (``date`` stands behind ``start``)."""
    if name == "participants":
        return tuple(e for p in mention.mention.participants for e in p.evidence.values())
    found = mention.mention.fields.get("start" if name == "date" else name)
    return (found,) if found else ()


def _side(
    value: str, said: list[Said], labels: Labels, mentions: Iterable[SourcedMention] | None = None
) -> Side:
    quotes = dict.fromkeys(words.plain(evidence.quote) for evidence, _ in said)
    pages = {m.page: m for m in (mentions or (m for _, m in said))}
    return Side(value, tuple(quotes), tuple(source(m, labels) for m in pages.values()))


def claim_words(name: str, claim: Claim, labels: Labels) -> str:
    """A claim's value in words; values have the JSON form of their field."""
    value: Any = claim.value
    if value is None:
        return "–"
    match name:
        case "date":
            start, end, precision = value
            return words.when(_day(start), _day(end), precision, labels)
        case "country":
            return labels.country(str(value))
        case "status":
            return labels.statuses.get(str(value), str(value))
        case "attribution":
            return labels.attributions.get(str(value), str(value))
        case "type":
            return labels.types.get(str(value), str(value))
        case "participants":
            people = value if isinstance(value, list | tuple) else [value]
            return "; ".join(_participant_words(p, labels) for p in people)
        case _:
            return words.plain(str(value))


def _participant_words(value: object, labels: Labels) -> str:
    if not isinstance(value, Mapping):
        return words.plain(str(value))
    told = Participant(
        value.get("part", "party"),
        value.get("name"),
        value.get("role"),
        value.get("org"),
        value.get("country"),
    )
    return words.person(told, labels)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
