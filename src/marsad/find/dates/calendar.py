"""Calendar arithmetic: bounds of months, weeks, quarters, seasons and years, Gregorian and Hijri (Umm
al-Qura).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

Span = tuple[date, date]
HIJRI_YEARS = range(1343, 1501)
FIRST_DAY, LAST_DAY = date(1924, 8, 1), date(2077, 11, 16)
"""The Umm al-Qura tables."""
GREGORIAN_YEARS = range(1700, 2101)


def day_of(year: int, month: int, day: int, hijri: bool = False) -> date | None:
    """The Gregorian day of a date in either calendar; ``None`` where that calendar has no such day."""
    if hijri:
        if year not in HIJRI_YEARS or not 1 <= month <= 12 or not 1 <= day <= Hijri(year, month, 1).month_length():
            return None
        return _plain(Hijri(year, month, day).to_gregorian())
    if year not in GREGORIAN_YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def month_of(year: int, month: int, hijri: bool = False) -> Span | None:
    """First and last Gregorian day of a month of either calendar."""
    first = day_of(year, month, 1, hijri)
    if first is None:
        return None
    length = Hijri(year, month, 1).month_length() if hijri else monthrange(year, month)[1]
    return first, first + timedelta(length - 1)


def year_of(year: int, hijri: bool = False) -> Span | None:
    """First and last Gregorian day of a year of either calendar."""
    first, last = month_of(year, 1, hijri), month_of(year, 12, hijri)
    return (first[0], last[1]) if first and last else None


def week_of(day: date, shift: int = 0) -> Span:
    """Monday to Sunday of the week of ``day``, ``shift`` weeks on."""
    monday = day - timedelta(day.weekday()) + timedelta(7 * shift)
    return monday, monday + timedelta(6)


def months_of(year: int, first: int, count: int) -> Span:
    """``count`` Gregorian months from month ``first`` of ``year`` (which may lie outside 1 to 12)."""
    y, m = shifted(year, first, 0)
    y2, m2 = shifted(year, first, count - 1)
    return date(y, m, 1), date(y2, m2, monthrange(y2, m2)[1])


def shifted(year: int, month: int, by: int) -> tuple[int, int]:
    """The month ``by`` months on."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def hijri_year(day: date) -> int:
    """The Hijri year of a Gregorian day; of the nearest day of the tables where it lies outside them."""
    return int(Gregorian.fromdate(min(max(day, FIRST_DAY), LAST_DAY)).to_hijri().year)


def nearest_weekday(day: date, weekday: int, direction: int, strictly: bool) -> date:
    """The nearest ``weekday`` (1 Monday to 7 Sunday) before (-1) or after (1) ``day``, ``day`` itself
    unless ``strictly``.
    """
    away = (day.isoweekday() - weekday) % 7 if direction < 0 else (weekday - day.isoweekday()) % 7
    return day + timedelta(direction * (away or (7 if strictly else 0)))


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)
