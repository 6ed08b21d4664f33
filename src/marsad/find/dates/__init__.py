"""Expressions of time in Arabic news, resolved to days with their precision and the reason.

The way, each a module: ``lex`` (text to tokens around trigger words), ``merge`` (numbers, months and
years become one token), ``grammar`` (rules over token symbols; the longest reading wins), ``resolve``
and ``calendar`` (days), ``page`` (years that a page without a date leaves possible).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from marsad.find.dates.days import Found
from marsad.find.dates.grammar import FIRST, RULES, Rule
from marsad.find.dates.lex import Token, tokens
from marsad.find.dates.merge import merged
from marsad.find.dates.page import context_of
from marsad.find.dates.resolve import Context, Value, unknown
from marsad.lexicon.times import TimeWords
from marsad.model import TimeExpression, Where
from marsad.text import Folded, fold

TATWEEL = "ـ"
GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
"""Where a page's template wrote a name and the date without a blank (``المقال28 يونيو``)."""
__all__ = ["find_times", "read_date_line"]


def find_times(title: str, body: str, published: date | None, words: TimeWords) -> list[TimeExpression]:
    """All expressions of time in an article, title first, in order, none overlapping another.

    Resolved against ``published``. Without it a missing year is supplied only where the page's full
    dates or an event's name leave one possible (``year_inferred``), and a full date called today stands
    for the publication date.
    """
    texts: list[tuple[Where, Folded, str, list[Token]]] = []
    for where, text in (("title", title), ("body", body)):
        folded = fold(text)
        texts.append((where, folded, text, merged(tokens(folded.text, words))))  # type: ignore[arg-type]

    def read(ctx: Context) -> list[TimeExpression]:
        return _as_with_weekday(
            [e for where, folded, text, parts in texts for e in _expressions(where, folded, text, parts, ctx, words)]
        )

    if published:
        return read(Context(published))
    found = read(Context())
    context = context_of(found, (folded.text for _, folded, _, _ in texts), words)
    return read(context) if context.published or context.years else found


def _as_with_weekday(found: list[TimeExpression]) -> list[TimeExpression]:
    """``يغادر غدا`` in the title of a page that says ``يوم غد الخميس``, which does not fit its date: the same day."""
    odd = [e for e in found if e.rule == "relative-day" and e.conflict and e.start]
    days = {e.conflict.partition(",")[0]: e for e in odd if e.conflict}
    if len(days) != 1 or len({e.start for e in odd}) != 1:
        return found
    counted, told = days.popitem()
    return [
        replace(e, start=told.start, end=told.end, reason=told.reason)
        if e.rule == told.rule and not e.conflict and e.start and e.start.isoformat() == counted and e.text in told.text
        else e
        for e in found
    ]


def read_date_line(text: str, words: TimeWords) -> date | None:
    """The publication date in a page's visible date line: its first complete date, whatever stands
    around it.
    """
    text = GLUED.sub(" ", text)
    folded = fold(text)
    for e in _expressions("body", folded, text, merged(tokens(folded.text, words)), Context(), words):
        if e.precision == "day" and e.start == e.end and e.start:
            return e.start
    return None


def _expressions(
    where: Where, folded: Folded, text: str, parts: list[Token], ctx: Context, words: TimeWords
) -> Iterator[TimeExpression]:
    symbols = "".join(t.symbol for t in parts)
    at = 0
    while match := FIRST.search(symbols, at):
        at = match.start()
        rule, end, found = _longest(symbols, parts, at, ctx)
        if rule is None:
            at += 1
            continue
        for part in found:
            yield from _expression(rule, part, parts, at, (where, folded, text), ctx, words)
        at = end


def _longest(symbols: str, parts: list[Token], at: int, ctx: Context) -> tuple[Rule | None, int, list[Found]]:
    """The rule with the longest match at ``at`` whose production gives something."""
    matches = [
        (m.end(), -n, rule) for n, rule in enumerate(RULES) if (m := rule.pattern.match(symbols, at)) and m.end() > at
    ]
    for end, _, rule in sorted(matches, key=lambda m: m[:2], reverse=True):
        made = rule.produce(parts[at:end], ctx)
        if isinstance(made, Value):
            return rule, end, [Found(0, end - at, made)]
        if made:
            return rule, end, made
    return None, at, []


def _expression(
    rule: Rule,
    part: Found,
    parts: list[Token],
    at: int,
    source: tuple[Where, Folded, str],
    ctx: Context,
    words: TimeWords,
) -> Iterator[TimeExpression]:
    """The expression of one value, with what stands before it taken into account."""
    where, folded, text = source
    first, last = at + part.first, at + part.last
    last = _without_bracket(parts, first, last)
    before = parts[first - 1] if first else None
    value = part.value
    start = parts[first].start
    if before is not None:
        if _is_name(before, rule, value, words):
            return
        if (
            before.symbol == "S"
            and value.precision == "day"
            and value.start
            and ctx.published
            and value.start <= ctx.published
        ):
            value = replace(
                value,
                end=ctx.published,
                reason=f"{value.reason}; since then, to the publication day",
                direction="past",
            )
            start, rule = before.start, replace(rule, name=rule.name + "-since")
        elif before.symbol in "qa" and value.start:
            told = "before" if before.symbol == "q" else "after"
            value = unknown(f"{told} {value.start.isoformat()}: not when, only {told} when")
            start = before.start
    begin, end = folded.span(start, parts[last - 1].end)
    end += text.startswith(TATWEEL, end)
    yield TimeExpression(
        where, begin, end, text[begin:end], value.start, value.end, value.precision, rule.name, value.reason,
        value.bare, value.alternative, value.conflict, value.year_inferred, value.direction,
    )  # fmt: skip


def _without_bracket(parts: list[Token], first: int, last: int) -> int:
    """Leave a closing bracket out whose opening one is not inside."""
    inside = [t.symbol for t in parts[first:last]]
    return last - 1 if inside[-1] == ">" and inside.count("<") < inside.count(">") else last


def _is_name(before: Token, rule: Rule, value: Value, words: TimeWords) -> bool:
    """Whether the words name something else (``مونديال 2022``, ``حركة 20 فبراير``) or no single day
    (``كل جمعة``).
    """
    if rule.name == "weekday" and before.word in words.context["each"]:
        return True
    if rule.name not in {"date", "month", "year", "year-bare", "year-list"}:
        return False
    return before.word in words.context["named_after"] and (
        value.precision != "day" or value.bare or value.year_inferred or value.start is None
    )
