"""First levels of the cascade: numbers as words, double month names and years become one token each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from marsad.find.dates.lex import Month, Token, Year
from marsad.lexicon.times import ARTICLE

Make = Callable[[Sequence[Token]], Token | None]


def _one(symbol: str, parts: Sequence[Token], value: object) -> Token:
    return Token(symbol, parts[0].start, parts[-1].end, value, parts[0].word, parts[0].clitic)


def _as_number(parts: Sequence[Token]) -> Token | None:
    """``الثالث عشر`` 13, ``الحادي والعشرين`` 21, ``ثلاثة عشر`` 13, ``العشرين`` 20, ``عشرة`` 10."""
    numbers = [p.value for p in parts if isinstance(p.value, int)]
    total = sum(numbers)
    if len(numbers) == 2 and (numbers[0] > 9 or total > 31):
        return None
    ordinal = parts[0].symbol == "o" or parts[0].word.startswith(ARTICLE)
    return _one("o" if ordinal and parts[0].symbol != "t" else "c", parts, total)


def _as_month(parts: Sequence[Token]) -> Token | None:
    """``شهر يوليو``, ``أغسطس (آب)``, ``سبتمبر/ أيلول الجاري``, ``الشهر الماضي``, ``هذا الشهر``."""
    months = [p.value for p in parts if isinstance(p.value, Month)]
    shifts = [p.value for p in parts if p.symbol in "PFCv" and isinstance(p.value, int)]
    shift = shifts[0] if shifts else None
    headed = any(p.symbol == "m" for p in parts)
    if not months:
        singular = all(p.word in {"شهر", "الشهر"} for p in parts if p.symbol == "m")
        return _one("M", parts, Month(None, shift=shift)) if singular and shift is not None else None
    if len({(m.number, m.hijri) for m in months}) > 1:
        return None
    sure = headed or shift is not None or len(months) > 1
    merged = replace(months[0], shift=shift, guard="none" if sure else months[0].guard)
    return _one("M", parts, merged)


def _as_year(parts: Sequence[Token]) -> Token | None:
    """``عام 2012``, ``2012م``, ``1436هـ``, ``العام الماضي``, ``هذه السنة``."""
    numbers = [p.value for p in parts if p.symbol == "y"]
    shifts = [p.value for p in parts if p.symbol in "PFCv" and isinstance(p.value, int)]
    if not numbers:
        singular = all(p.word in {"عام", "العام", "سنه", "السنه"} for p in parts if p.symbol == "z")
        return _one("Y", parts, Year(None, shift=shifts[0])) if singular else None
    number = numbers[0]
    assert isinstance(number, int)
    hijri = number < 1700
    if any(p.symbol == ("E" if hijri else "h") for p in parts):
        return None
    return _one("Y", parts, Year(number, hijri))


LEVELS: tuple[tuple[re.Pattern[str], Make], ...] = (
    (re.compile("[co]t|[co]&D|t|D"), _as_number),
    (re.compile("m?M(?:[/-]?M|<M>)?[PFC]?|m[PFC]|vm"), _as_month),
    (re.compile("v?z[PFC]?<?y>?[Eh]?|y[Eh]|z[PFC]|vz"), _as_year),
)


def merged(tokens: list[Token]) -> list[Token]:
    """The tokens after all levels."""
    for pattern, make in LEVELS:
        symbols = "".join(t.symbol for t in tokens)
        out: list[Token] = []
        at = 0
        for match in pattern.finditer(symbols):
            new = make(tokens[match.start() : match.end()])
            if new is not None:
                out += tokens[at : match.start()]
                out.append(new)
                at = match.end()
        tokens = out + tokens[at:]
    return tokens
