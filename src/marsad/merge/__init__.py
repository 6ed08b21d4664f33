"""Mentions of one real event, on any page, become one event. Pure: no file, no clock, no order.

Start at :func:`merge`. ``profile`` is what is compared, ``block`` which pairs, ``compare`` how, ``cluster``
what follows; ``origins`` counts sources honestly, ``compose`` derives the event and its disagreements,
``identify`` keeps identifiers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from marsad.codec import sourced_mentions
from marsad.merge.cluster import Link, Pair, group_mentions
from marsad.merge.compose import compose
from marsad.merge.explain import Why, explain_merge
from marsad.merge.identify import Ledger, name_events
from marsad.merge.origins import Fingerprint, event_origins, fingerprint, page_origins
from marsad.merge.profile import profile
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
    texts = page_origins(prints.values())
    groups, links = group_mentions([profile(m) for m in kept.values()], texts, judged.same, judged.apart)
    named = name_events(groups, ledger)
    events = []
    for id_, group in zip(named.ids, groups, strict=True):
        told = [replace(kept[key], origin=texts.get(kept[key].page, kept[key].page)) for key in group]
        events.append(compose(id_, told, event_origins(told, prints, texts)))
    of = {key: id_ for id_, group in zip(named.ids, groups, strict=True) for key in group}
    return MergeResult(tuple(events), of, named.moved, tuple(links))


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
