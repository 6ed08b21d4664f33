"""Productions for days: dates, ranges, weekdays, relative days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from marsad.find.dates import resolve
from marsad.find.dates.lex import Month, Token
from marsad.find.dates.resolve import Context, Point, Value, unknown
from marsad.lexicon.times import ARTICLE


class Found(NamedTuple):
    """One value and the tokens ``[first:last]`` of the match that carry it."""

    first: int
    last: int
    value: Value


Tokens = Sequence[Token]


def days(tokens: Tokens, ctx: Context) -> Value | list[Found] | None:
    """A date, several dates of one month, or a date in two calendars."""
    parts = resolve.take_apart(tokens)
    if parts is None or not parts.points or _is_score(tokens):
        return None
    gregorian = [p for p in parts.points if p.month and not p.month.hijri]
    hijri = [p for p in parts.points if p.month and p.month.hijri]
    if gregorian and hijri:
        return _two_calendars(gregorian, hijri, parts, ctx)
    points = gregorian or hijri
    if len(points) == 1:
        return resolve.resolve_days(points[0], points[0], parts.weekdays, parts.relative, ctx)
    ranged = any(t.symbol in "l-" for t in tokens[points[0].at : points[-1].at])
    rising = all(b.day - a.day == 1 for a, b in pairwise(points))
    if ranged or rising:
        return resolve.resolve_days(points[0], points[-1], parts.weekdays, parts.relative, ctx)
    return _apart(tokens, points, parts.weekdays, ctx)


def _is_score(tokens: Tokens) -> bool:
    """``3- صفر``: nil, not the month of Safar."""
    pairs = pairwise(tokens)
    guarded = any(a.symbol == "-" and isinstance(b.value, Month) and b.value.guard == "strict" for a, b in pairs)
    return guarded and not any(t.symbol in "Yy" for t in tokens)


def _apart(tokens: Tokens, points: Sequence[Point], weekdays: tuple[int, ...], ctx: Context) -> list[Found]:
    """``5 و12 يوليو``: days that do not follow each other are expressions of their own."""
    found = []
    for n, point in enumerate(points):
        own = weekdays[n : n + 1] if len(weekdays) == len(points) else ()
        first = 0 if n == 0 else point.at
        last = len(tokens) if n == len(points) - 1 else min(point.last + 1, points[n + 1].at)
        while last > first + 1 and tokens[last - 1].symbol in "&,-/|":
            last -= 1
        found.append(Found(first, last, resolve.resolve_days(point, point, own, None, ctx)))
    return found


def _two_calendars(gregorian: Sequence[Point], hijri: Sequence[Point], parts: resolve.Parts, ctx: Context) -> Value:
    """``6 شوال 1436هـ الموافق 22 يوليو 2015م``: the Gregorian date stands, the other is checked."""
    value = resolve.resolve_days(gregorian[0], gregorian[-1], parts.weekdays, parts.relative, ctx)
    other = resolve.resolve_days(hijri[0], hijri[-1], (), None, ctx)
    if value.start is None or other.start is None or abs((value.start - other.start).days) <= 1:
        return value
    note = f"the Hijri date is {other.start.isoformat()}, the Gregorian {value.start.isoformat()}"
    return replace(value, conflict="; ".join(filter(None, (value.conflict, note))))


def day_range(tokens: Tokens, ctx: Context) -> Value | None:
    """``من 24 إلى 27 مارس``, ``بين 28 يناير و2 فبراير``: from the first day to the last."""
    parts = resolve.take_apart(tokens)
    if parts is None or len(parts.points) < 2:
        return None
    first, last = parts.points[0], parts.points[-1]
    if first.year and last.year is None:
        last = replace(last, year=first.year)
    if first.month and last.month and None in (first.month.number, last.month.number) and first.month != last.month:
        return _joined(
            resolve.resolve_days(first, first, (), None, ctx), resolve.resolve_days(last, last, (), None, ctx)
        )
    return resolve.resolve_days(first, last, parts.weekdays, None, ctx)


def _joined(first: Value, last: Value) -> Value:
    """From the first day of one value to the last day of another."""
    if first.start is None or last.end is None:
        return first if first.start is None else last
    return replace(last, start=first.start) if first.start <= last.end else unknown("the days do not follow each other")


def relative_day(tokens: Tokens, ctx: Context) -> Value | None:
    """``أمس``, ``مساء اليوم الثلاثاء``."""
    parts = resolve.take_apart(tokens)
    if parts is None or parts.relative is None or (len(tokens) == 1 and tokens[0].word == "غد"):
        return None
    return resolve.resolve_relative(parts.relative, parts.weekdays, ctx)


def relative_days(tokens: Tokens, ctx: Context) -> Value | None:
    """``اليوم وغدا``, ``أمس واليوم``: from the first to the last."""
    told = [t for t in tokens if t.symbol == "R"]
    both = [_first_value(relative_day((t,), ctx)) for t in told]
    if len(both) != 2 or both[0] is None or both[1] is None:
        return None
    return _joined(both[0], both[1])


def weekdays(tokens: Tokens, ctx: Context) -> Value | None:
    """``الأربعاء الماضي``, ``الخميس والجمعة``; without its article a weekday is a name or "one" (``أحد``)."""
    parts = resolve.take_apart(tokens)
    sure = any(t.symbol in "wPFC" or t.word.startswith(ARTICLE) for t in tokens if t.symbol in "wPFCW")
    if parts is None or not sure:
        return None
    shift = (
        parts.weekday_shift if parts.weekday_shift is not None else 0 if any(t.symbol == "v" for t in tokens) else None
    )
    return resolve.resolve_weekdays(parts.weekdays, shift, ctx)


def day_of_this_month(tokens: Tokens, ctx: Context) -> Value | None:
    """``19 الجاري``, ``الخامس من الجاري``."""
    if tokens[-1].word.endswith("ه"):  # feminine: of what was counted (الأشهر الـ12 الماضية), not of the month
        return None
    return day_range(tokens, ctx) if sum(t.symbol in "do" for t in tokens) > 1 else _first_value(days(tokens, ctx))


def _first_value(found: Value | list[Found] | None) -> Value | None:
    return found if isinstance(found, Value) else None
