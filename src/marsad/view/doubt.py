"""How much a person should look at an event: a visible list of reasons, each with its weight.

The weights order a queue and are no probability: a contradiction outweighs what one page alone leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from marsad.model import Event, Finding
from marsad.view.findings import collect

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "contradiction": 4.0,
        "date-conflict": 3.0,
        "undated": 2.0,
        "one-actor": 2.0,
        "year-inferred": 1.5,
        "changed": 1.0,
        "one-sided": 1.0,
        "disputed-place": 1.0,
        "unnamed-source": 1.0,
        "one-origin": 0.5,
        "coarse-date": 0.5,
    }
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """An event with the reasons to look at it: names of :data:`WEIGHTS`, each as often as it holds."""

    event: Event
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return sum(WEIGHTS[reason] for reason in self.reasons)


def doubts(events: Sequence[Event], of_pages: Iterable[tuple[str, Finding]]) -> list[Doubt]:
    """The events, the most doubtful first."""
    told: dict[str, list[str]] = {}
    for found in collect(events, of_pages, narrowed=True):
        if found.event is not None and found.kind in WEIGHTS:
            told.setdefault(found.event, []).append(found.kind)
    judged = [Doubt(event, (*told.get(event.id, ()), *_own(event))) for event in events]
    return sorted(judged, key=lambda d: (-d.score, d.event.id))


def _own(event: Event) -> Iterable[str]:
    if event.start is None:
        yield "undated"
    elif event.precision not in ("day", "week"):
        yield "coarse-date"
    if len(event.participants) < 2:
        yield "one-actor"
    if event.attribution == "source":
        yield "unnamed-source"
    if len(event.origins) < 2:
        yield "one-origin"
