"""Calendar periods: first and last day with the codebook's precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marsad.model import Precision


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included."""

    first: date
    last: date
    precision: Precision

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    @property
    def shown(self) -> str:
        """``2022-06-13`` or ``2022-06-13 to 2022-06-14``, with a precision coarser than days."""
        text = f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"
        return text if self.precision == "day" else f"{text} ({self.precision})"


def months(year: int, month: int, count: int, precision: Precision) -> Period:
    """``count`` whole months from this one on."""
    after = year * 12 + month - 1 + count
    last = (
        date(after // 12, after % 12 + 1, 1) - timedelta(days=1) if after < 9999 * 12 else date(9999, 12, 31)
    )
    return Period(date(year, month, 1), last, precision)


def smallest_period(first: date, last: date) -> Period:
    """The smallest week, month, quarter, half or year that holds both days; more than a year stays as it
    is.
    """
    monday = first.toordinal() - first.weekday()
    tries = [
        months(first.year, first.month, 1, "month"),
        months(first.year, 3 * ((first.month - 1) // 3) + 1, 3, "quarter"),
        months(first.year, 6 * ((first.month - 1) // 6) + 1, 6, "half"),
        months(first.year, 1, 12, "year"),
    ]
    if 1 <= monday <= date.max.toordinal() - 6:
        week = Period(date.fromordinal(monday), date.fromordinal(monday + 6), "week")
        tries.insert(0, week)
    return next(
        (period for period in tries if period.first <= first and last <= period.last),
        Period(first, last, "year"),
    )
