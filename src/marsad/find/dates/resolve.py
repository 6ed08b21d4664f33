"""From the parts of an expression to days: what the words say, the publication date, and what the page
leaves possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from marsad.find.dates import calendar as cal
from marsad.find.dates.calendar import Span
from marsad.find.dates.lex import Month, Token, Year
from marsad.model import Precision

Direction = Literal["past", "future", "now"]
NO_DATE = "the page has no publication date to count from"


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against: the publication date, or for a page without one the years
    its other dates leave.
    """

    published: date | None = None
    years: tuple[int, ...] = ()
    years_by: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means; the fields are those of :class:`marsad.model.TimeExpression`."""

    start: date | None
    end: date | None
    precision: Precision | None
    reason: str
    bare: bool = False
    alternative: Span | None = None
    conflict: str | None = None
    year_inferred: bool = False
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One day as told. ``tokens`` are the positions of its day and of the last word that belongs to it."""

    day: int
    month: Month | None = None
    year: Year | None = None
    at: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """An expression taken apart: relative day, weekdays with their adjective, days."""

    relative: int | None = None
    weekdays: tuple[int, ...] = ()
    weekday_shift: int | None = None
    points: tuple[Point, ...] = ()


def unknown(reason: str, direction: Direction | None = None) -> Value:
    """No value, and why."""
    return Value(None, None, None, reason, direction=direction)


def known(span: Span, precision: Precision, reason: str, direction: Direction | None = None) -> Value:
    """A value that nothing qualifies."""
    return Value(span[0], span[1], precision, reason, direction=direction)


def toward(shift: int | None) -> Direction | None:
    """The direction that an adjective or a relative day gives."""
    if shift is None:
        return None
    return "past" if shift < 0 else "future" if shift > 0 else "now"


def as_year(token: Token) -> Year:
    """The year of a merged (``Y``) or plain (``y``) year token."""
    if isinstance(token.value, Year):
        return token.value
    assert isinstance(token.value, int)
    return Year(token.value, hijri=token.value < 1700)


def numeric(parts: tuple[int, int, int], at: int) -> Point | None:
    """A date in digits: day first, or year first; a first number that only fits as a month is one."""
    first, second, third = parts
    year, month, day = (first, second, third) if first > 31 else (third, second, first)
    if month > 12 >= day:
        month, day = day, month
    hijri = year < 1700
    point = Point(day, Month(month, hijri), Year(year, hijri), at, at)
    return point if cal.day_of(year, month, day, hijri) else None


def take_apart(tokens: Sequence[Token]) -> Parts | None:
    """Relative day, weekdays and days in the tokens of one expression; ``None`` where a number is no date."""
    parts, points = Parts(), list[Point]()
    ahead: Year | None = None
    for at, token in enumerate(tokens):
        value = token.value
        if token.symbol == "R" and isinstance(value, int):
            parts = replace(parts, relative=value)
        elif token.symbol == "W" and isinstance(value, int):
            parts = replace(parts, weekdays=(*parts.weekdays, value))
        elif token.symbol in "PFC" and isinstance(value, int):
            if points and points[-1].month is None:
                points = [p if p.month else replace(p, month=Month(None, shift=value), last=at) for p in points]
            elif not points:
                parts = replace(parts, weekday_shift=value)
        elif token.symbol in "doc" and isinstance(value, int):
            points.append(Point(value, at=at, last=at))
        elif isinstance(value, Month):
            points = [p if p.month else replace(p, month=value, last=at) for p in points]
        elif token.symbol in "Yy" and not points:
            ahead = as_year(token)
        elif token.symbol in "Yy":
            points = [p if p.year else replace(p, year=as_year(token), last=at if p.month else p.last) for p in points]
        elif token.symbol == "B":
            point = numeric(value, at)  # type: ignore[arg-type]
            if point is None:
                return None
            points = [p if p.month else replace(p, month=point.month, year=point.year, last=at) for p in points]
            points.append(point)
    return replace(parts, points=tuple(replace(p, year=p.year or ahead) for p in points))


def pick(
    make: Callable[[int], Span | None],
    hijri: bool,
    shift: int | None,
    year: Year | None,
    ctx: Context,
    ranged: bool = False,
) -> Value:
    """Choose the year of a day or month that ``make(year)`` spans, from what is told and the
    publication date.

    A range of days (``ranged``) that is under way counts as past and as coming.
    """
    if year and year.number is not None:
        span = make(year.number)
        return known(span, "day", "the year is given") if span else unknown("the calendar has no such day")
    if year and year.shift is not None:
        return _relative_year(make, year.shift, hijri, ctx)
    if ctx.published is None:
        return _inferred(make, hijri, shift, ctx)
    base = cal.hijri_year(ctx.published) if hijri else ctx.published.year
    options = [span for y in range(base - 4, base + 5) if (span := make(y))]
    past = [s for s in options if (s[0 if ranged else 1] < ctx.published if shift == -1 else s[0] <= ctx.published)]
    coming = [s for s in options if (s[1 if ranged else 0] > ctx.published if shift == 1 else s[1] >= ctx.published)]
    if not past or not coming:
        return unknown("the calendar has no such day")
    if shift == 0:
        nearest = min((past[-1], coming[0]), key=lambda s: abs((s[0] - ctx.published).days) if ctx.published else 0)
        return known(nearest, "day", "the publication year", "now")
    if shift is not None:
        return known(
            past[-1] if shift < 0 else coming[0],
            "day",
            f"the nearest {'past' if shift < 0 else 'coming'} one",
            toward(shift),
        )
    return Value(*past[-1], "day", "no year: the nearest past one", bare=True, alternative=coming[0])


def _relative_year(make: Callable[[int], Span | None], shift: int, hijri: bool, ctx: Context) -> Value:
    base = ctx.years[0] if len(ctx.years) == 1 and not hijri else None
    if ctx.published:
        base = cal.hijri_year(ctx.published) if hijri else ctx.published.year
    if base is None:
        return unknown(NO_DATE, toward(shift))
    span = make(base + shift)
    if span is None:
        return unknown("the calendar has no such day")
    if ctx.published:
        return known(span, "day", "year counted from the publication date", toward(shift))
    return replace(known(span, "day", f"year counted from {ctx.years_by}", toward(shift)), year_inferred=True)


def _inferred(make: Callable[[int], Span | None], hijri: bool, shift: int | None, ctx: Context) -> Value:
    """On a page without a date: the year, if exactly one is possible."""
    options = [] if hijri else [span for y in ctx.years if (span := make(y))]
    if len(options) != 1:
        return unknown("no year, and the page does not leave exactly one possible", toward(shift))
    return replace(known(options[0], "day", f"year inferred from {ctx.years_by}", toward(shift)), year_inferred=True)


def _spanner(first: Point, last: Point, weekday: int | None) -> Callable[[int], Span | None]:
    """``year → span`` from ``first`` to ``last``, the year being that of ``last``; only where
    ``weekday`` fits, if given.
    """

    def make(year: int) -> Span | None:
        if first.month is None or last.month is None or first.month.number is None or last.month.number is None:
            return None
        end = cal.day_of(year, last.month.number, last.day, last.month.hijri)
        own = first.year.number if first.year and first.year.number else None
        start = cal.day_of(own or year, first.month.number, first.day, first.month.hijri)
        if start and end and start > end and (own is None or first.year == last.year):
            start = cal.day_of(year - 1, first.month.number, first.day, first.month.hijri)
        if start is None or end is None or start > end or (weekday and start.isoweekday() != weekday):
            return None
        return start, end

    return make


def resolve_days(first: Point, last: Point, weekdays: tuple[int, ...], relative: int | None, ctx: Context) -> Value:
    """One day (``first is last``) or a range of days, with the weekday and the relative day checked
    against it.
    """
    if first.month is None or last.month is None:
        return unknown("no month")
    if last.month.number is None:
        return _check(_in_relative_month(first, last, ctx), weekdays, relative, ctx)
    if first.month.number is None:
        return unknown("no month")
    year, shift = last.year, last.month.shift
    make, hijri = _spanner(first, last, None), last.month.hijri
    if year is None and relative is not None and ctx.published:
        told = ctx.published + timedelta(relative)
        for y in (told.year, cal.hijri_year(told)):
            if make(y) == (told, told):
                return _check(
                    known((told, told), "day", "counted from the publication date", toward(relative)),
                    weekdays,
                    relative,
                    ctx,
                )
        shift = shift or 0
    if year is None and weekdays:
        matching = _by_weekday(_spanner(first, last, weekdays[0]), hijri, shift, ctx)
        if matching:
            return _check(matching, weekdays, relative, ctx)
    return _check(pick(make, hijri, shift, year, ctx, ranged=first != last), weekdays, relative, ctx)


def _by_weekday(make: Callable[[int], Span | None], hijri: bool, shift: int | None, ctx: Context) -> Value | None:
    """The year that the weekday leaves: among the years on the page, or within a year of the
    publication date.
    """
    if ctx.published is None:
        value = _inferred(make, hijri, shift, ctx)
        return value if value.start else None
    base = cal.hijri_year(ctx.published) if hijri else ctx.published.year
    near = [s for y in (base - 1, base, base + 1) if (s := make(y)) and -366 <= (s[0] - ctx.published).days <= 183]
    if len(near) != 1:
        return None
    return known(near[0], "day", "the year in which the weekday fits", toward(shift))


def _in_relative_month(first: Point, last: Point, ctx: Context) -> Value:
    """Days of "this month", "last month"."""
    shift = last.month.shift if last.month and last.month.shift is not None else 0
    if ctx.published is None:
        return unknown(NO_DATE, toward(shift))
    year, month = cal.shifted(ctx.published.year, ctx.published.month, shift)
    start, end = cal.day_of(year, month, first.day), cal.day_of(year, month, last.day)
    if start is None or end is None or start > end:
        return unknown("the month has no such day")
    return known((start, end), "day", "month counted from the publication date", toward(shift))


def _check(value: Value, weekdays: tuple[int, ...], relative: int | None, ctx: Context) -> Value:
    """Note where weekday or "yesterday" disagree with the date; the numeric date stands."""
    if value.start is None or value.end is None:
        return value
    notes = []
    if weekdays and value.start.isoweekday() != weekdays[0]:
        notes.append(f"{value.start.isoformat()} is a {value.start:%A}, not a {_weekday_name(weekdays[0])}")
    if len(weekdays) > 1 and value.end.isoweekday() != weekdays[-1] and value.end != value.start:
        notes.append(f"{value.end.isoformat()} is a {value.end:%A}, not a {_weekday_name(weekdays[-1])}")
    if relative is not None and ctx.published and value.start != ctx.published + timedelta(relative):
        away = (value.start - ctx.published).days
        notes.append(f"the relative day says {relative:+d}, the date is {away:+d} days from the publication")
    direction = value.direction if relative is None else toward(relative)
    return replace(value, conflict="; ".join(notes) or None, direction=direction)


def _weekday_name(number: int) -> str:
    return f"{date(2024, 1, number):%A}"  # 1 January 2024 was a Monday


def resolve_relative(relative: int, weekdays: tuple[int, ...], ctx: Context) -> Value:
    """``أمس``, ``اليوم الثلاثاء``. Where the weekday disagrees, the nearest such weekday in that
    direction stands.
    """
    if ctx.published is None:
        return unknown(NO_DATE, toward(relative))
    day = ctx.published + timedelta(relative)
    value = known((day, day), "day", "counted from the publication date", toward(relative))
    if not weekdays or day.isoweekday() == weekdays[0]:
        return value
    stands = cal.nearest_weekday(ctx.published, weekdays[0], -1, relative < 0)  # a page is read after it was written
    if relative > 0:
        later = cal.nearest_weekday(day, weekdays[0], 1, False)
        earlier = cal.nearest_weekday(day, weekdays[0], -1, False)
        stands = later if later - day < day - earlier else earlier
    conflict = f"{day.isoformat()}, as counted, is a {day:%A}, not a {_weekday_name(weekdays[0])}"
    return replace(
        value,
        start=stands,
        end=stands,
        conflict=conflict,
        reason="the named weekday nearest to the publication date",
    )


def resolve_weekdays(weekdays: tuple[int, ...], shift: int | None, ctx: Context) -> Value:
    """``الأربعاء الماضي``, ``الخميس والجمعة``, or a bare weekday: the nearest past one."""
    if ctx.published is None:
        return unknown(NO_DATE, toward(shift))
    if shift == 0:
        monday = cal.week_of(ctx.published)[0]
        return known(
            (monday + timedelta(weekdays[0] - 1), monday + timedelta(weekdays[-1] - 1)),
            "day",
            "weekday of this week",
            "now",
        )
    past, coming = (
        _row(weekdays, ctx.published, -1, shift == -1),
        _row(weekdays, ctx.published, 1, shift == 1),
    )
    if shift is not None:
        span = past if shift < 0 else coming
        extra = timedelta(7 * (abs(shift) - 1)) * (1 if shift > 0 else -1)
        return known((span[0] + extra, span[1] + extra), "day", f"the nearest {toward(shift)} one", toward(shift))
    return Value(*past, "day", "a bare weekday: the nearest past one", bare=True, alternative=coming)


def _row(weekdays: tuple[int, ...], day: date, direction: int, strictly: bool) -> Span:
    """Successive weekdays as one span, counted from the end that is nearer."""
    if direction < 0:
        last = cal.nearest_weekday(day, weekdays[-1], -1, strictly)
        return last - timedelta((weekdays[-1] - weekdays[0]) % 7), last
    first = cal.nearest_weekday(day, weekdays[0], 1, strictly)
    return first, first + timedelta((weekdays[-1] - weekdays[0]) % 7)


def resolve_month(month: Month, year: Year | None, ctx: Context, count: int = 1) -> Value:
    """A month, or ``count`` months from it."""
    if month.number is None:
        return _month_by_shift(month.shift or 0, ctx)
    number = month.number

    def make(y: int) -> Span | None:
        first = cal.month_of(y, number, month.hijri)
        if count == 1 or first is None or month.hijri:
            return first
        return cal.months_of(y, number, count)

    value = pick(make, month.hijri, month.shift, year, ctx)
    return replace(value, precision="month") if value.start else value


def _month_by_shift(shift: int, ctx: Context) -> Value:
    if ctx.published is None:
        return unknown(NO_DATE, toward(shift))
    span = cal.months_of(*cal.shifted(ctx.published.year, ctx.published.month, shift), 1)
    return known(span, "month", "counted from the publication date", toward(shift))


def resolve_year(year: Year, ctx: Context) -> Value:
    """A year by number or counted from the publication year."""
    if year.number is not None:
        span = cal.year_of(year.number, year.hijri)
        return known(span, "year", "the year is given") if span else unknown("a year outside the calendar's tables")
    value = _relative_year(cal.year_of, year.shift or 0, False, ctx)
    return replace(value, precision="year") if value.start else value


def resolve_part(year: Year, precision: Precision, first: int, count: int, ctx: Context) -> Value:
    """Part of a year: ``count`` months from month ``first``."""
    if year.hijri:
        return unknown("parts of a Hijri year are not resolved")
    whole = resolve_year(year, ctx)
    if whole.start is None:
        return whole
    start, end = cal.months_of(whole.start.year, first, count)
    return replace(whole, start=start, end=end, precision=precision)
