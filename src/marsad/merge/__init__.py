"""Mentions of one real event, on any page, become one event. Pure: no file, no clock, no order.

Start at :func:`merge`. ``profile`` is what is compared, ``block`` which pairs, ``compare`` how, ``cluster``
what follows; ``origins`` counts sources honestly, ``compose`` derives the event and its disagreements,
``identify`` keeps identifiers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from marsad.codec import sourced_mentions
from marsad.merge.cluster import Link, Pair, group_mentions
from marsad.merge.compose import compose
from marsad.merge.explain import Why, explain_merge
from marsad.merge.identify import Ledger, Named, name_events
from marsad.merge.origins import Fingerprint, event_origins, fingerprint, page_origins
from marsad.merge.profile import Profile, profile
from marsad.merge.signed import Signed, apply_signed
from marsad.model import Event, Reading, SourcedMention

__all__ = [
    "Fingerprint",
    "Judged",
    "Ledger",
    "Link",
    "MergeResult",
    "Why",
    "explain_merge",
    "fingerprint",
    "merge",
    "merge_readings",
]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided, on pairs of mention keys (``same``, ``apart``) and on single mentions
    (``rejected``).
    """

    same: Collection[Pair] = ()
    apart: Collection[Pair] = ()
    rejected: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class MergeResult:
    """Events by first mention; ``of``: mention key → event identifier; ``moved``: identifiers that point
    on.
    """

    events: tuple[Event, ...]
    of: Mapping[str, str]
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups of mention keys with their identifiers in step, and the origin of each page's text."""

    groups: Sequence[tuple[str, ...]]
    named: Named
    origins: Mapping[str, str]
    links: Sequence[Link]


def group(
    profiles: Sequence[Profile],
    fingerprints: Iterable[Fingerprint] = (),
    judged: Judged = Judged(),
    ledger: Ledger = Ledger(),  # noqa: B008 (frozen)
) -> Grouped:
    """Which mentions are one event: all of merging but the composing, on profiles alone."""
    origins = page_origins(fingerprints)
    groups, links = group_mentions(profiles, origins, judged.same, judged.apart)
    return Grouped(groups, name_events(groups, ledger), origins, links)


def composed(
    id_: str,
    mentions: Iterable[SourcedMention],
    prints: Mapping[str, Fingerprint],
    origins: Mapping[str, str],
    signed: Iterable[Signed] = (),
) -> Event:
    """One event from its mentions, with its origins counted, and what people decided of it.

    ``origins``: page → origin of its text.
    """
    told = [replace(m, origin=origins.get(m.page, m.page)) for m in mentions]
    return apply_signed(compose(id_, told, event_origins(told, prints, origins)), signed)


def merge(
    mentions: Iterable[SourcedMention],
    fingerprints: Iterable[Fingerprint] = (),
    judged: Judged = Judged(),
    ledger: Ledger = Ledger(),  # noqa: B008 (frozen)
) -> MergeResult:
    """Events from mentions. The same mentions and judgements give the same events in any order."""
    rejected = set(judged.rejected)
    kept = {m.key: m for m in sorted(mentions, key=lambda m: m.key) if m.key not in rejected}
    prints = {p.page: p for p in fingerprints}
    found = group([profile(m) for m in kept.values()], prints.values(), judged, ledger)
    pairs = list(zip(found.named.ids, found.groups, strict=True))
    events = (composed(id_, [kept[key] for key in keys], prints, found.origins) for id_, keys in pairs)
    of = {key: id_ for id_, keys in pairs for key in keys}
    return MergeResult(tuple(events), of, found.named.moved, tuple(found.links))


def merge_readings(readings: Iterable[Reading]) -> list[Event]:
    """The events of a run without a record, by date and identifier, undated ones last."""
    mentions: list[SourcedMention] = []
    prints: list[Fingerprint] = []
    for reading in readings:
        mentions += sourced_mentions(reading)
        prints.append(fingerprint(reading.article))
    return in_order(merge(mentions, prints).events)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by first day, then last, undated ones last."""
    return sorted(events, key=lambda e: (e.start is None, e.start or 0, e.end or 0, e.type, e.id))
