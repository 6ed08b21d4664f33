"""What was read, as counts with a denominator: numbers of events without numbers of pages mislead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from marsad.store.reading import PageRow
from marsad.view.words import plain

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of one outlet and day of publication (ISO, or ``–``). ``read`` is ``told`` and ``empty``
    together.
    """

    outlet: str
    day: str
    told: int
    empty: int
    failed: int

    @property
    def read(self) -> int:
        """Pages that could be read."""
        return self.told + self.empty


def count_days(rows: Iterable[PageRow]) -> list[Day]:
    """Counts by outlet, then day; what is unknown comes last."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        key = (plain(row.outlet or "") or UNKNOWN, row.published.isoformat() if row.published else UNKNOWN)
        kind = "failed" if row.failed is not None else "empty" if row.empty else "told"
        counts.setdefault(key, Counter())[kind] += 1

    def known_first(key: tuple[str, str]) -> tuple[bool, str, bool, str]:
        return key[0] == UNKNOWN, key[0], key[1] == UNKNOWN, key[1]

    return [
        Day(*key, told=counts[key]["told"], empty=counts[key]["empty"], failed=counts[key]["failed"])
        for key in sorted(counts, key=known_first)
    ]


def days_table(days: Iterable[Day]) -> Table:
    """One line for each outlet and day, and the sum."""
    days = list(days)
    table = _table()
    table.add_column("outlet")
    table.add_column("published", no_wrap=True)
    for name in ("read", "with events", "without", "failed"):
        table.add_column(name, justify="right")
    for day in days:
        numbers = (day.read, day.told, day.empty, day.failed)
        table.add_row(Text(day.outlet), day.day, *(str(n) if n else "·" for n in numbers))
    sums = [sum(values) for values in zip(*((d.read, d.told, d.empty, d.failed) for d in days), strict=True)]
    table.add_section()
    table.add_row(Text("all", style="bold"), "", *(Text(str(n), style="bold") for n in sums))
    return table


def failed_table(rows: Iterable[PageRow]) -> Table:
    """The pages that could not be read, with the reason."""
    table = _table()
    table.add_column("page", overflow="fold")
    table.add_column("reason", ratio=1)
    for row in rows:
        table.add_row(Text(plain(row.path), style="cyan"), Text(plain(row.failed or "")))
    return table


def empty_table(rows: Iterable[PageRow]) -> Table:
    """The pages that were read and hold no event."""
    table = _table()
    table.add_column("page", overflow="fold")
    table.add_column("published", no_wrap=True)
    table.add_column("outlet")
    table.add_column("title", ratio=1)
    for row in rows:
        day = row.published.isoformat() if row.published else UNKNOWN
        table.add_row(
            Text(plain(row.path), style="cyan"),
            day,
            Text(plain(row.outlet or "") or UNKNOWN),
            Text(plain(row.title)),
        )
    return table


def _table() -> Table:
    return Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
