"""The rules: each has a name, a pattern over token symbols (see ``lex.SYMBOLS``) and a production.

Symbols: ``d`` a number 1 to 31, ``o`` an ordinal, ``c`` a number as a word, ``M`` month, ``Y`` year
(``y``: four bare digits), ``B`` a date in digits, ``W`` weekday, ``R`` relative day, ``p`` part of
the day, ``w k m z`` day, week, month, year, ``u`` two of them, ``f r`` half and quarter, ``s``
season, ``e`` beginning, middle, end, ``P F C`` last, next, this (after), ``v`` this (before), ``b i
S l q a j g ~`` between, from, since, to, before, after, in, within, about, ``X`` equals, ``E h``
era, ``n`` now.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from marsad.find.dates import days as d
from marsad.find.dates import periods as p
from marsad.find.dates.days import Found, Tokens
from marsad.find.dates.resolve import Context, Value

Production = Callable[[Tokens, Context], Value | list[Found] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar; ``produce`` may refuse a match by returning ``None``."""

    name: str
    pattern: re.Pattern[str]
    produce: Production


# --- fragments ---
DAY = "w?(?:[do]|c(?=M))"
YEAR = "(?:,?[i/-]?[Yy])"
MONTH = f"(?:[i/-]?M{YEAR}?)"
WEEKDAY = "(?:p?v?w?W[PFC]?)"
WEEKDAYS = f"(?:pW/?W|{WEEKDAY}(?:(?:,|,?&|,?l|-)w?W[PFC]?)*)"  # ليل الثلاثاء الأربعاء: one night of two days
RELATIVE = "(?:(?:pi?)?w?R)"
DAYS = f"(?:{DAY}(?:(?:,&?|&|-|/|,?l){DAY})*)"
DATE = f"(?:{DAYS}{MONTH}|w?B[Eh]?)"
HEAD = f"(?:{RELATIVE}[,<-]?)?(?:{WEEKDAYS}(?:,?X|[,<-]?))?"
RANGE_END = f"(?:{HEAD}{DAY}{MONTH}|{HEAD}B[Eh]?)"
RANGE_START = f"(?:{HEAD}{DAY}{MONTH}?|{HEAD}B[Eh]?)"


def _rule(name: str, pattern: str, produce: Production) -> Rule:
    return Rule(name, re.compile(pattern), produce)


RULES: tuple[Rule, ...] = (
    _rule("range", f"{RANGE_START},?(?:l|-){RANGE_END}>?", d.day_range),
    _rule("range-between", f"(?<=b){RANGE_START}&{RANGE_END}", d.day_range),
    _rule("range-of-this-month", "(?<=b)w?d&w?di?C|w?oi?(?:l|-)w?oiC", d.day_range),
    _rule("date", f"{HEAD}{DATE}(?:>{YEAR}?>?)?", d.days),
    _rule("date-two-calendars", f"{HEAD}{DATE}>?,?[<,/=-]?X?{WEEKDAY}?,?{DATE}>?", d.days),
    _rule("date-year-first", f"y{WEEKDAY},?dM", d.days),
    _rule("day-of-this-month", f"{HEAD}(?:w?d(?:(?:&|l|-)d)*i?|w?oi)[CP]", d.day_of_this_month),
    _rule("relative-day", f"{RELATIVE}(?:[,<-]?{WEEKDAY}>?)?", d.relative_day),
    _rule("relative-days", f"{RELATIVE}&{RELATIVE}", d.relative_days),
    _rule("weekday-relative-day", f"{WEEKDAY}[,<]?R>?", d.relative_day),
    _rule("weekday", WEEKDAYS, d.weekdays),
    _rule("month", f"M{YEAR}?", p.month_alone),
    _rule("month-after-preposition", f"(?<=[jSqa])M{YEAR}?", p.month_after_preposition),
    _rule("month-edge", f"(?:ei?|foi|koi|ki|oki)M{YEAR}?", p.month_edge),
    _rule("month-edge", "em", p.this_month),
    _rule("month-range", f"(?:(?<=b)M{YEAR}?&?|M{YEAR}?[l/-])M{YEAR}?", p.month_range),
    _rule("months", f"M(?:(?:,|,?&)M)+{YEAR}", p.months_of_year),
    _rule("year", "Y", p.whole_year),
    _rule("year-bare", "(?<=[jS])y(?:,?&y)*", p.bare_years),
    _rule("year-range", "Yl[Yy]|(?<=[bj])[Yy][-/][Yy]|(?<=b)[Yy]&[Yy]|(?<=[ij])[Yy]l[Yy]", p.year_range),
    _rule("year-list", "Y(?:,?&y)+", p.bare_years),
    _rule("fraction", "[fr]oi?(?:[Yy]|z)", p.fraction),
    _rule("year-edge", "ei?[Yyz](?!o)", p.edge_of_year),
    _rule("season", "s(?:i?[Yy]|[PFC])|vs|(?<=[je])s", p.season_told),
    _rule("week", "k[PFC]|vk|ek[PFC]?", p.week_told),
    _rule("ago", "[qS]~?(?:[dc]?[wkmz]c?|u)(?![idoMWBR])", p.ago),
    _rule("stretch", "u[PF]|[wkm]c[PF]|c[wkm][PF]|g~?(?:[dc]?[wkm]|u)", p.stretch),
    _rule("duration-or-term", "(?<=j)(?:[dc][wk]|u)(?![iPF])", p.stretch),
    _rule("now", "(?<![liS])n", p.now_told),
)
FIRST = re.compile("|".join(rule.pattern.pattern for rule in RULES))
