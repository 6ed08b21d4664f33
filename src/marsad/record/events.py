"""What a record gives back: events in order, some of those that fit a question, what was added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import UsageError
from marsad.model import Event

if TYPE_CHECKING:
    import pandas as pd

    from marsad.view.private import Readings

COLUMNS = (
    "id", "type", "start", "end", "precision", "country", "city", "status", "participants", "sides", "topics",
    "count", "attribution", "mentions", "origins", "outlets", "disagreements", "evidence",
)  # fmt: skip


class Events(list[Event]):
    """Events in order of their dates, undated ones last, and the record they are of."""

    def __init__(self, events: Iterable[Event] = (), record: Readings | None = None) -> None:
        super().__init__(events)
        self._record = record

    def export(self, form: str, path: str | Path) -> list[Path]:
        """Write a file for another program: see :func:`marsad.view.export.formats.export`.

        Private persons' names are left out, which needs the record to be open still.
        """
        from marsad.view.export.formats import export

        if self._record is None:
            raise UsageError("these events are of no record; export what record.events() gives")
        return export(self, form, path, self._record)

    def to_frame(self) -> pd.DataFrame:
        """A pandas data frame, one row an event.

        Columns: the codebook's fields; ``participants`` and ``topics`` joined by ``; ``; ``mentions``,
        ``origins`` and ``outlets`` counted; ``disagreements`` the kinds. Needs the extra ``frames``.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError('data frames need pandas: pip install "marsad[frames]"') from error
        return pd.DataFrame([_row(event) for event in self], columns=list(COLUMNS))


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some of the events that fit a question, and how many fit."""

    events: Events
    total: int


@dataclass(frozen=True, slots=True)
class Added:
    """What :meth:`Record.add` did: pages new or changed, pages as they were, pages that could not be read."""

    recorded: int = 0
    unchanged: int = 0
    failed: int = 0


def _row(event: Event) -> dict[str, object]:
    names = [" ".join(filter(None, (p.name or p.role or p.org or "", f"({p.country})" if p.country else "")))
             for p in event.participants]  # fmt: skip
    return {
        "id": event.id,
        "type": event.type,
        "start": event.start,
        "end": event.end,
        "precision": event.precision,
        "country": event.country,
        "city": event.city,
        "status": event.status,
        "participants": "; ".join(names),
        "sides": "; ".join(sorted({p.country for p in event.participants if p.country})),
        "topics": "; ".join(event.topics),
        "count": event.count,
        "attribution": event.attribution,
        "mentions": len(event.mentions),
        "origins": len(event.origins),
        "outlets": len({m.outlet or m.page for m in event.mentions}),
        "disagreements": "; ".join(finding.kind for finding in event.disagreements),
        "evidence": event.mentions[0].mention.evidence.quote,
    }
