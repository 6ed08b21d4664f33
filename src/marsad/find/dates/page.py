"""What a page without a publication date says of its years: its full dates, and years in the names of
its events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from marsad.find.dates.resolve import Context
from marsad.lexicon.times import TimeWords
from marsad.model import TimeExpression

NAMED_YEAR = re.compile(r"[a-z]{3,}[ -]?'?(\d{4}|\d{2})(?!\d)")
LETTERS = re.compile(r"[^\W\d_]+")
NAMED_YEARS = range(1990, 2101)
NEAR = 100


def context_of(expressions: Iterable[TimeExpression], texts: Iterable[str], words: TimeWords) -> Context:
    """The context of a page without a date, from what its expressions with a year and its events' names say.

    A full date that the page calls today is its publication date. ``texts`` are folded.
    """
    years: dict[int, str] = {}
    for e in expressions:
        if e.start is None or e.precision not in {"day", "month"}:
            continue
        if e.direction == "now" and e.rule.startswith("date") and e.start == e.end:
            return Context(published=e.start)
        years.setdefault(e.start.year, f"{e.text!r} on the page")
    for text in texts:
        for year, name in named_years(text, words):
            return Context(years=(year,), years_by=f"the year in the event's name {name!r}")
    return Context(years=tuple(sorted(years)), years_by=", ".join(years.values()))


def named_years(text: str, words: TimeWords) -> list[tuple[int, str]]:
    """Years in the names of events: an acronym with a number (``IGEF 24``) close to a noun such as معرض."""
    found = []
    for match in NAMED_YEAR.finditer(text):
        number = int(match[1])
        year = number if number > 99 else 2000 + number
        around = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        if year in NAMED_YEARS and not words.context["event_names"].isdisjoint(LETTERS.findall(around)):
            found.append((year, match.group()))
    return found
