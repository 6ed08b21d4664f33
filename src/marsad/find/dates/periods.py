"""Productions for months, weeks, years and their parts, and for counts of them from the publication day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from marsad.find.dates import calendar as cal
from marsad.find.dates import resolve
from marsad.find.dates.days import Found, Tokens
from marsad.find.dates.lex import Month, Year
from marsad.find.dates.resolve import NO_DATE, Context, Value, known, toward, unknown
from marsad.lexicon.times import ARTICLE


def month_alone(tokens: Tokens, ctx: Context) -> Value | None:
    """A month on its own: not where its name is also something else, unless a year or ب stands with it."""
    return _guarded_month(tokens, ctx, ("none", "weak") if tokens[0].clitic.endswith("ب") else ("none",))


def month_after_preposition(tokens: Tokens, ctx: Context) -> Value | None:
    """``في مارس``: a preposition makes a verb unlikely."""
    return _guarded_month(tokens, ctx, ("none", "weak"))


def month_edge(tokens: Tokens, ctx: Context) -> Value | None:
    """``مستهل يناير``, ``النصف الثاني من يوليو``: the month."""
    return _guarded_month(tokens, ctx, ("none", "weak", "strict"))


def _guarded_month(tokens: Tokens, ctx: Context, guards: tuple[str, ...]) -> Value | None:
    month = next(t.value for t in tokens if t.symbol == "M")
    assert isinstance(month, Month)
    year = next((resolve.as_year(t) for t in tokens if t.symbol in "Yy"), None)
    return resolve.resolve_month(month, year, ctx) if year or month.guard in guards else None


def months_of_year(tokens: Tokens, ctx: Context) -> list[Found] | None:
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


def month_range(tokens: Tokens, ctx: Context) -> Value | None:
    """``من يناير إلى مارس 2014``, ``بين ديسمبر 2015 وفبراير 2016``."""
    at = [n for n, t in enumerate(tokens) if t.symbol == "M"]
    first, last = tokens[at[0]].value, tokens[at[1]].value
    assert isinstance(first, Month) and isinstance(last, Month)
    years = [(n, resolve.as_year(t)) for n, t in enumerate(tokens) if t.symbol in "Yy"]
    first_year = next((y for n, y in years if n < at[1]), None)
    last_year = next((y for n, y in years if n > at[1]), None) or first_year
    if first_year is None and any(t.symbol == "/" for t in tokens):
        return unknown("two names written as one month are not the same month")
    if first_year is None and last_year is None and "strict" in (first.guard, last.guard):
        return None
    end = resolve.resolve_month(last, last_year, ctx)
    if end.start is None or end.end is None or first.number is None or last.number is None:
        return end
    told = last_year.number if last_year and last_year.number else end.start.year
    year = first_year.number if first_year and first_year.number else told - (first.number > last.number)
    start = cal.month_of(year, first.number, first.hijri)
    if start is None or start[0] > end.start or first.hijri != last.hijri:
        return unknown("the months do not follow each other")
    return replace(end, start=start[0], alternative=None)


def whole_year(tokens: Tokens, ctx: Context) -> Value | None:
    """``عام 2012``, ``السنة الجارية``."""
    return resolve.resolve_year(next(resolve.as_year(t) for t in tokens if t.symbol in "Yy"), ctx)


def bare_years(tokens: Tokens, ctx: Context) -> list[Found] | None:
    """``في 2003 و2012``: years told by their digits alone, after a preposition of time."""
    years = [n for n, t in enumerate(tokens) if t.symbol in "Yy"]
    numbers = [resolve.as_year(tokens[n]) for n in years]
    if any(
        y.number is None or not 1900 <= y.number <= 2060 or y.number == 2000
        for y in numbers
        if tokens[years[0]].symbol == "y"
    ):
        return None
    return [Found(n, n + 1, resolve.resolve_year(y, ctx)) for n, y in zip(years, numbers, strict=True)]


def year_range(tokens: Tokens, ctx: Context) -> Value | None:
    """``بين 2003 و2012``."""
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


def fraction(tokens: Tokens, ctx: Context) -> Value | None:
    """``النصف الأول من سنة 2023``, ``الربع الثاني من 2022``."""
    unit = next(t.symbol for t in tokens if t.symbol in "fr")
    number = next((t.value for t in tokens if t.symbol == "o"), None)
    parts = 2 if unit == "f" else 4
    if not isinstance(number, int) or not 1 <= number <= parts:
        return None
    size = 12 // parts
    return resolve.resolve_part(
        _year_in(tokens, ctx), "half" if unit == "f" else "quarter", (number - 1) * size + 1, size, ctx
    )


def edge_of_year(tokens: Tokens, ctx: Context) -> Value | None:
    """``نهاية العام``, ``مطلع 2012``: the first or last quarter; the middle of a year stays the year."""
    if any(t.symbol == "z" and t.word.removeprefix(ARTICLE) not in _SINGULAR for t in tokens):
        return None
    edge = next(t.value for t in tokens if t.symbol == "e")
    if edge == "middle":
        return resolve.resolve_year(_year_in(tokens, ctx), ctx)
    return resolve.resolve_part(_year_in(tokens, ctx), "quarter", 1 if edge == "start" else 10, 3, ctx)


def season_told(tokens: Tokens, ctx: Context) -> Value | None:
    """``خريف 2021``, ``الصيف الماضي``, ``في الخريف``."""
    first = next(t.value for t in tokens if t.symbol == "s")
    assert isinstance(first, int)
    shift, told = _adjective(tokens), any(t.symbol in "Yy" for t in tokens)
    if told:
        if first == 12:
            return unknown("a winter belongs to two years, and the words name one")
        return resolve.resolve_part(_year_in(tokens, ctx), "season", first, 3, ctx)
    value = resolve.pick(lambda y: cal.months_of(y, first, 3), False, shift, None, ctx)
    return replace(value, precision="season") if value.start else value


def week_told(tokens: Tokens, ctx: Context) -> Value | None:
    """``الأسبوع الماضي``; several weeks without a number give nothing."""
    shift = _adjective(tokens) or 0
    if any(t.symbol == "k" and t.word.removeprefix(ARTICLE) not in _SINGULAR for t in tokens):
        return None
    if ctx.published is None:
        return unknown(NO_DATE, toward(shift))
    return known(
        cal.week_of(ctx.published, shift),
        "week",
        "counted from the publication date, Monday to Sunday",
        toward(shift),
    )


def this_month(tokens: Tokens, ctx: Context) -> Value | None:
    """``نهاية الشهر``: of the month of publication."""
    return resolve.resolve_month(Month(None, shift=0), None, ctx)


def _count(tokens: Tokens) -> tuple[int, str] | None:
    """How many of which unit: ``يومين``, ``ثلاثة أيام``, ``3 أشهر``, ``أسبوع``."""
    unit, number = "", 0
    for token in tokens:
        if token.symbol in "wkmzu":
            unit = str(token.value)
            number = number or (2 if token.symbol == "u" else 1 if token.word.removeprefix(ARTICLE) in _SINGULAR else 0)
        elif token.symbol in "dc" and isinstance(token.value, int):
            number = token.value
    return (number, unit) if number else None


_SINGULAR = {"يوم", "يوما", "اسبوع", "اسبوعا", "شهر", "شهرا", "عام", "سنه"}


def ago(tokens: Tokens, ctx: Context) -> Value | None:
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
        return known(
            cal.months_of(*cal.shifted(ctx.published.year, ctx.published.month, count), 1),
            "month",
            reason,
            direction,
        )
    return resolve.resolve_year(Year(None, shift=count), ctx)


def stretch(tokens: Tokens, ctx: Context) -> Value | None:
    """``خلال اليومين المقبلين``, ``الأيام الثلاثة الماضية``, ``في غضون يومين``: a stretch that ends or
    begins at publication.
    """
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
        span = (
            (ctx.published - days * day, ctx.published - day)
            if past
            else (ctx.published + day, ctx.published + days * day)
        )
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
    return (
        replace(value, alternative=(ctx.published, ctx.published + timedelta(days)), precision="day")
        if ctx.published
        else value
    )


def now_told(tokens: Tokens, ctx: Context) -> Value | None:
    """``حاليا``."""
    if ctx.published is None:
        return unknown(NO_DATE, "now")
    return known((ctx.published, ctx.published), "day", "now is the publication day", "now")
