"""The rules: each has a name, a pattern over token symbols (see ``lex.SYMBOLS``) and a production.

Symbols: ``d`` a number 1 to 31, ``o`` an ordinal, ``c`` a number as a word, ``M`` month, ``Y`` year (``y``: four bare digits),
``B`` a date in digits, ``W`` weekday, ``R`` relative day, ``p`` part of the day, ``w k m z`` day, week, month, year, ``u`` two of
them, ``f r`` half and quarter, ``s`` season, ``e`` beginning, middle, end, ``P F C`` last, next, this (after), ``v`` this (before),
``b i S l q a j g ~`` between, from, since, to, before, after, in, within, about, ``X`` equals, ``E h`` era, ``n`` now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from marsad.find.dates import calendar as cal
from marsad.find.dates import resolve
from marsad.find.dates.lex import Month, Token, Year
from marsad.find.dates.resolve import NO_DATE, Context, Point, Value, known, toward, unknown
from marsad.lexicon.times import ARTICLE
from marsad.model import Precision


class Found(NamedTuple):
    """One value and the tokens ``[first:last]`` of the match that carry it."""

    first: int
    last: int
    value: Value


Tokens = Sequence[Token]
Production = Callable[[Tokens, Context], Value | list[Found] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar; ``produce`` may refuse a match by returning ``None``."""

    name: str
    pattern: re.Pattern[str]
    produce: Production


# --- fragments ---------------------------------------------------------------------------------------------------------
DAY = "w?(?:[do]|c(?=M))"
YEAR = "(?:,?i?[Yy])"
MONTH = f"(?:i?M{YEAR}?)"
PREPOSITIONS = ("ب", "ل")
WEEKDAY = "(?:p?v?w?W[PFC]?)"
WEEKDAYS = f"(?:{WEEKDAY}(?:(?:,|,?&|,?l|-)w?W[PFC]?)*)"
RELATIVE = "(?:p?i?w?R)"
DAYS = f"(?:{DAY}(?:(?:,&?|&|-|/|,?l){DAY})*)"
DATE = f"(?:{DAYS}{MONTH}|w?B[Eh]?)"
HEAD = f"(?:{RELATIVE}[,<-]?)?(?:{WEEKDAYS}(?:,?X|[,<-]?))?"
RANGE_END = f"(?:{HEAD}{DAY}{MONTH}|{HEAD}B[Eh]?)"
RANGE_START = f"(?:{HEAD}{DAY}{MONTH}?|{HEAD}B[Eh]?)"


# --- days --------------------------------------------------------------------------------------------------------------
def _days(tokens: Tokens, ctx: Context) -> Value | list[Found] | None:
    """A date, several dates of one month, or a date in two calendars."""
    parts = resolve.take_apart(tokens)
    if parts is None or not parts.points:
        return None
    gregorian = [p for p in parts.points if p.month and not p.month.hijri]
    hijri = [p for p in parts.points if p.month and p.month.hijri]
    if gregorian and hijri:
        return _two_calendars(gregorian[0], hijri[0], parts, ctx)
    points = gregorian or hijri
    if len(points) == 1:
        return resolve.resolve_days(points[0], points[0], parts.weekdays, parts.relative, ctx)
    ranged = any(t.symbol in "l-" for t in tokens[points[0].at : points[-1].at])
    rising = all(b.day - a.day == 1 for a, b in zip(points, points[1:], strict=False))
    if ranged or rising:
        return resolve.resolve_days(points[0], points[-1], parts.weekdays, parts.relative, ctx)
    return _apart(tokens, points, parts.weekdays, ctx)


def _apart(tokens: Tokens, points: Sequence[Point], weekdays: tuple[int, ...], ctx: Context) -> list[Found]:
    """``5 و12 يوليو``: days that do not follow each other are expressions of their own."""
    found = []
    for n, point in enumerate(points):
        own = weekdays[n : n + 1] if len(weekdays) == len(points) else ()
        first = 0 if n == 0 else point.at
        last = len(tokens) if n == len(points) - 1 else point.at + 1
        found.append(Found(first, last, resolve.resolve_days(point, point, own, None, ctx)))
    return found


def _two_calendars(gregorian: Point, hijri: Point, parts: resolve.Parts, ctx: Context) -> Value:
    """``6 شوال 1436هـ الموافق 22 يوليو 2015م``: the Gregorian date stands, the other is checked."""
    value = resolve.resolve_days(gregorian, gregorian, parts.weekdays, parts.relative, ctx)
    other = resolve.resolve_days(hijri, hijri, (), None, ctx)
    if value.start is None or other.start is None or abs((value.start - other.start).days) <= 1:
        return value
    note = f"the Hijri date is {other.start.isoformat()}, the Gregorian {value.start.isoformat()}"
    return replace(value, conflict="; ".join(filter(None, (value.conflict, note))))


def _range(tokens: Tokens, ctx: Context) -> Value | None:
    parts = resolve.take_apart(tokens)
    if parts is None or len(parts.points) < 2:
        return None
    first, last = parts.points[0], parts.points[-1]
    if first.year and last.year is None:
        last = replace(last, year=first.year)
    return resolve.resolve_days(first, last, parts.weekdays, None, ctx)


def _relative(tokens: Tokens, ctx: Context) -> Value | None:
    parts = resolve.take_apart(tokens)
    if parts is None or parts.relative is None:
        return None
    return resolve.resolve_relative(parts.relative, parts.weekdays, ctx)


def _weekdays(tokens: Tokens, ctx: Context) -> Value | None:
    parts = resolve.take_apart(tokens)
    sure = any(t.symbol in "wPFCv" or t.word.startswith(ARTICLE) for t in tokens if t.symbol in "wPFCvW")
    if parts is None or not sure:
        return None
    shift = parts.weekday_shift if parts.weekday_shift is not None else 0 if any(t.symbol == "v" for t in tokens) else None
    return resolve.resolve_weekdays(parts.weekdays, shift, ctx)


def _day_of_this_month(tokens: Tokens, ctx: Context) -> Value | None:
    """``19 الجاري``, ``الخامس من الجاري``."""
    return _range(tokens, ctx) if sum(t.symbol in "do" for t in tokens) > 1 else _first_value(_days(tokens, ctx))


def _first_value(found: Value | list[Found] | None) -> Value | None:
    return found if isinstance(found, Value) else None


# --- months, weeks, years -------------------------------------------------------------------------------------------------
def _month(tokens: Tokens, ctx: Context) -> Value | None:
    """A month on its own: not where its name is also something else, unless a year or ب stands with it."""
    return _guarded_month(tokens, ctx, ("none", "weak") if tokens[0].clitic[-1:] in PREPOSITIONS else ("none",))


def _month_after_preposition(tokens: Tokens, ctx: Context) -> Value | None:
    return _guarded_month(tokens, ctx, ("none", "weak"))


def _month_edge(tokens: Tokens, ctx: Context) -> Value | None:
    """``مستهل يناير``, ``النصف الثاني من يوليو``: the month."""
    return _guarded_month(tokens, ctx, ("none", "weak", "strict"))


def _guarded_month(tokens: Tokens, ctx: Context, guards: tuple[str, ...]) -> Value | None:
    month = next(t.value for t in tokens if t.symbol == "M")
    assert isinstance(month, Month)
    year = next((resolve.as_year(t) for t in tokens if t.symbol in "Yy"), None)
    return resolve.resolve_month(month, year, ctx) if year or month.guard in guards else None


def _months(tokens: Tokens, ctx: Context) -> list[Found] | None:
    """``مارس ويونيو 2014``: months that share their year."""
    at = [n for n, t in enumerate(tokens) if t.symbol == "M"]
    year = next((resolve.as_year(t) for t in tokens if t.symbol in "Yy"), None)
    found = []
    for n, index in enumerate(at):
        month = tokens[index].value
        assert isinstance(month, Month)
        last = len(tokens) if n == len(at) - 1 else index + 1
        found.append(Found(0 if n == 0 else index, last, resolve.resolve_month(month, year, ctx)))
    return found


def _month_range(tokens: Tokens, ctx: Context) -> Value | None:
    """``من يناير إلى مارس 2014``, ``بين ديسمبر 2015 وفبراير 2016``."""
    at = [n for n, t in enumerate(tokens) if t.symbol == "M"]
    first, last = tokens[at[0]].value, tokens[at[1]].value
    assert isinstance(first, Month) and isinstance(last, Month)
    years = [(n, resolve.as_year(t)) for n, t in enumerate(tokens) if t.symbol in "Yy"]
    first_year = next((y for n, y in years if n < at[1]), None)
    last_year = next((y for n, y in years if n > at[1]), None) or first_year
    if first_year is None and last_year is None and "strict" in (first.guard, last.guard):
        return None
    end = resolve.resolve_month(last, last_year, ctx)
    if end.start is None or end.end is None or first.number is None or last.number is None:
        return end
    year = first_year.number if first_year and first_year.number else end.start.year - (first.number > last.number)
    start = cal.month_of(year, first.number, first.hijri)
    if start is None or start[0] > end.start or first.hijri != last.hijri:
        return unknown("the months do not follow each other")
    return replace(end, start=start[0], alternative=None)


def _year(tokens: Tokens, ctx: Context) -> Value | None:
    return resolve.resolve_year(next(resolve.as_year(t) for t in tokens if t.symbol in "Yy"), ctx)


def _bare_years(tokens: Tokens, ctx: Context) -> list[Found] | None:
    """``في 2003 و2012``: years told by their digits alone, after a preposition of time."""
    years = [n for n, t in enumerate(tokens) if t.symbol in "Yy"]
    numbers = [resolve.as_year(tokens[n]) for n in years]
    if any(y.number is None or not 1900 <= y.number <= 2060 or y.number == 2000 for y in numbers if tokens[years[0]].symbol == "y"):
        return None
    return [Found(n, n + 1, resolve.resolve_year(y, ctx)) for n, y in zip(years, numbers, strict=True)]


def _year_range(tokens: Tokens, ctx: Context) -> Value | None:
    years = [resolve.as_year(t) for t in tokens if t.symbol in "Yy"]
    first, last = resolve.resolve_year(years[0], ctx), resolve.resolve_year(years[-1], ctx)
    if first.start is None or last.start is None or first.start > last.start or years[0].hijri != years[-1].hijri:
        return None
    return replace(last, start=first.start)


def _year_in(tokens: Tokens, ctx: Context) -> Year:
    """The year that a part is taken of; ``العام`` alone is the publication year."""
    return next((resolve.as_year(t) for t in tokens if t.symbol in "Yy"), Year(None, shift=_adjective(tokens) or 0))


def _adjective(tokens: Tokens) -> int | None:
    return next((t.value for t in tokens if t.symbol in "PFCv" and isinstance(t.value, int)), None)


def _fraction(tokens: Tokens, ctx: Context) -> Value | None:
    """``النصف الأول من سنة 2023``, ``الربع الثاني من 2022``."""
    unit = next(t.symbol for t in tokens if t.symbol in "fr")
    number = next((t.value for t in tokens if t.symbol == "o"), None)
    parts = 2 if unit == "f" else 4
    if not isinstance(number, int) or not 1 <= number <= parts:
        return None
    size = 12 // parts
    return resolve.resolve_part(_year_in(tokens, ctx), "half" if unit == "f" else "quarter", (number - 1) * size + 1, size, ctx)


def _edge_of_year(tokens: Tokens, ctx: Context) -> Value | None:
    edge = next(t.value for t in tokens if t.symbol == "e")
    if edge == "middle":
        return resolve.resolve_year(_year_in(tokens, ctx), ctx)
    return resolve.resolve_part(_year_in(tokens, ctx), "quarter", 1 if edge == "start" else 10, 3, ctx)


def _season(tokens: Tokens, ctx: Context) -> Value | None:
    first = next(t.value for t in tokens if t.symbol == "s")
    assert isinstance(first, int)
    shift, told = _adjective(tokens), any(t.symbol in "Yy" for t in tokens)
    if told:
        if first == 12:
            return unknown("a winter belongs to two years, and the words name one")
        return resolve.resolve_part(_year_in(tokens, ctx), "season", first, 3, ctx)
    value = resolve.pick(lambda y: cal.months_of(y, first, 3), False, shift, None, ctx)
    return replace(value, precision="season") if value.start else value


def _week(tokens: Tokens, ctx: Context) -> Value | None:
    shift = _adjective(tokens) or 0
    if ctx.published is None:
        return unknown(NO_DATE, toward(shift))
    return known(cal.week_of(ctx.published, shift), "week", "counted from the publication date, Monday to Sunday", toward(shift))


def _this_month(tokens: Tokens, ctx: Context) -> Value | None:
    """``نهاية الشهر``: of the month of publication."""
    return resolve.resolve_month(Month(None, shift=0), None, ctx)


# --- counts --------------------------------------------------------------------------------------------------------------
def _count(tokens: Tokens) -> tuple[int, str] | None:
    """How many of which unit: ``يومين``, ``ثلاثة أيام``, ``3 أشهر``, ``أسبوع``."""
    unit, number = "", 0
    for token in tokens:
        if token.symbol in "wkmzu":
            unit = str(token.value)
            number = number or (2 if token.symbol == "u" else 1 if token.word.removeprefix("ال") in _SINGULAR else 0)
        elif token.symbol in "dc" and isinstance(token.value, int):
            number = token.value
    return (number, unit) if number else None


_SINGULAR = {"يوم", "يوما", "اسبوع", "اسبوعا", "شهر", "شهرا", "عام", "سنه"}


def _ago(tokens: Tokens, ctx: Context) -> Value | None:
    """``قبل يومين``, ``منذ حوالي أسبوع``: that day, week or month."""
    told = _count(tokens)
    if told is None or (told[1] == "year" and tokens[0].symbol == "S"):
        return None
    return _away(-told[0], told[1], ctx)


def _away(count: int, unit: str, ctx: Context) -> Value:
    """The day, week, month or year that many units away."""
    direction = toward(count)
    if ctx.published is None:
        return unknown(NO_DATE, direction)
    reason = "counted from the publication date"
    if unit == "day":
        day = ctx.published + timedelta(count)
        return known((day, day), "day", reason, direction)
    if unit == "week":
        return known(cal.week_of(ctx.published, count), "week", reason, direction)
    if unit == "month":
        return known(cal.months_of(*cal.shifted(ctx.published.year, ctx.published.month, count), 1), "month", reason, direction)
    return resolve.resolve_year(Year(None, shift=count), ctx)


def _stretch(tokens: Tokens, ctx: Context) -> Value | None:
    """``خلال اليومين المقبلين``, ``الأيام الثلاثة الماضية``, ``في غضون يومين``: a stretch that ends or begins at publication."""
    told = _count(tokens)
    shift = _adjective(tokens)
    within = any(t.symbol == "g" for t in tokens)
    if told is None or told[1] == "year":
        return None
    if shift is None and not within:
        return _within_or_lasting(told, ctx)
    number, unit = told
    past = shift is not None and shift < 0
    direction = toward(-1 if past else 1)
    if ctx.published is None:
        return unknown(NO_DATE, direction)
    reason = "counted from the publication date"
    day = timedelta(1)
    if unit == "day" or within:
        days = number * {"day": 1, "week": 7, "month": 30}[unit]
        if within:
            return known((ctx.published, ctx.published + days * day), "day", reason, direction)
        span = (ctx.published - days * day, ctx.published - day) if past else (ctx.published + day, ctx.published + days * day)
        return known(span, "day", reason, direction)
    near, far = (-1, -number) if past else (1, number)
    first, last = _away(min(near, far), unit, ctx), _away(max(near, far), unit, ctx)
    return replace(first, end=last.end)


def _within_or_lasting(told: tuple[int, str], ctx: Context) -> Value | None:
    """``خلال يومين``: of what is planned, from publication on; of what happened, how long it took."""
    days = {"day": 1, "week": 7}.get(told[1], 0) * told[0]
    if not days:
        return None
    value = replace(unknown("a duration, or a term of what is planned"), bare=True)
    return replace(value, alternative=(ctx.published, ctx.published + timedelta(days)), precision="day") if ctx.published else value


def _now(tokens: Tokens, ctx: Context) -> Value | None:
    if ctx.published is None:
        return unknown(NO_DATE, "now")
    return known((ctx.published, ctx.published), "day", "now is the publication day", "now")


def _rule(name: str, pattern: str, produce: Production) -> Rule:
    return Rule(name, re.compile(pattern), produce)


RULES: tuple[Rule, ...] = (
    _rule("date", f"{HEAD}{DATE}(?:>{YEAR}?>?)?", _days),
    _rule("date-two-calendars", f"{HEAD}{DATE}>?,?[<,/=-]?X?{WEEKDAY}?,?{DATE}>?", _days),
    _rule("date-year-first", f"y{WEEKDAY},?dM", _days),
    _rule("range", f"{RANGE_START},?(?:l|-){RANGE_END}>?", _range),
    _rule("range-between", f"(?<=b){RANGE_START}&{RANGE_END}", _range),
    _rule("day-of-this-month", f"{HEAD}(?:w?d(?:(?:&|l|-)d)*i?|w?oi)[CP]", _day_of_this_month),
    _rule("relative-day", f"{RELATIVE}(?:[,<-]?{WEEKDAY}>?)?", _relative),
    _rule("weekday-relative-day", f"{WEEKDAY}[,<]?R>?", _relative),
    _rule("weekday", WEEKDAYS, _weekdays),
    _rule("month", f"M{YEAR}?", _month),
    _rule("month-after-preposition", f"(?<=[jilSbqa])M{YEAR}?", _month_after_preposition),
    _rule("month-edge", f"(?:ei?|foi|koi|ki|oki)M{YEAR}?", _month_edge),
    _rule("month-edge", "em", _this_month),
    _rule("months", f"M(?:(?:,|,?&)M)+{YEAR}", _months),
    _rule("month-range", f"(?:(?<=b)M{YEAR}?&?|M{YEAR}?[l/-])M{YEAR}?", _month_range),
    _rule("year", "Y", _year),
    _rule("year-bare", "(?<=[jS])y(?:,?&y)*", _bare_years),
    _rule("year-list", "Y(?:,?&y)+", _bare_years),
    _rule("year-range", "Yl[Yy]|(?<=[bj])[Yy][-/][Yy]|(?<=b)[Yy]&[Yy]|(?<=[ij])[Yy]l[Yy]", _year_range),
    _rule("fraction", "[fr]oi?(?:[Yy]|z)", _fraction),
    _rule("year-edge", "ei?[Yyz]", _edge_of_year),
    _rule("season", "s(?:i?[Yy]|[PFC])|vs|(?<=[je])s", _season),
    _rule("week", "k[PFC]|vk|ek[PFC]?", _week),
    _rule("ago", "[qS]~?(?:[dc]?[wkmz]c?|u)(?!i)", _ago),
    _rule("stretch", "[u][PF]|[wkm]c[PF]|c[wkm][PF]|g~?(?:[dc]?[wkm]|u)|(?<=j)(?:[dc][wk]|u)(?![iPF])", _stretch),
    _rule("now", "(?<!l)n", _now),
)
FIRST = re.compile("|".join(rule.pattern.pattern for rule in RULES))
