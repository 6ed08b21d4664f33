"""Text → tokens of time. Each token has a one-letter symbol, so that the grammar is regular expressions
over symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from marsad.lexicon.times import ARTICLE, Guard, TimeWord, TimeWords

SYMBOLS = {
    "months": "M", "hijri_months": "M", "weekdays": "W", "cardinals": "c", "teens": "t", "tens": "D",
    "ordinals": "o", "duals": "u", "seasons": "s", "relative_days": "R", "now": "n", "parts_of_day": "p",
    "past": "P", "long_past": "P", "future": "F", "long_future": "F", "current": "C", "this": "v",
    "edges": "e",
    "between": "b", "from": "i", "since": "S", "to": "l", "before": "q", "after": "a", "in": "j",
    "within": "g",
    "about": "~", "gregorian": "E", "hijri": "h", "equals": "X",
}  # fmt: skip
UNIT_SYMBOLS = {"day": "w", "week": "k", "month": "m", "year": "z", "half": "f", "quarter": "r"}
PUNCTUATION = {
    "(": "<",
    "[": "<",
    ")": ">",
    "]": ">",
    ",": ",",
    "،": ",",
    "/": "/",
    "\\": "/",
    "-": "-",
    "\n": "|",
    '"': '"',
    "=": "X",
}
SHIFTS = {"past": -1, "long_past": -2, "future": 1, "long_future": 2, "current": 0, "this": 0}
OTHER, BREAK, AND = "x", "|", "&"
NUMERIC = (
    r"(?<![\d./])(?:\d{1,2}(?P<s> ?[./-] ?)\d{1,2}(?P=s)\d{4}"
    r"|\d{4}(?P<t> ?[./-] ?)\d{1,2}(?P=t)\d{1,2})(?![./-]?\d)"
)
TOKEN = re.compile(NUMERIC + r"|\d{1,2}:\d\d(?::\d\d)?|\d+(?:[.,]\d+)*|[^\W\d_]+|\n|\S")
DIGIT_TRIGGER = re.compile(r"\d{4}|\d ?[./-] ?\d")
YEARS = range(1300, 2101)
PREFIXES = {"و", "ال", "وال", "ب", "ل", "ف", "لل", "بال"}
"""What is written to digits: ``و13``, ``الـ13``, ``ب2015``."""
BEFORE, AFTER = 56, 24
"""Room around a trigger, in characters: the longest head (weekdays, bracket, day) and tail (year, Hijri
equivalent).
"""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as told: its ``number`` (``None``: "this month"), calendar, and the shift of الماضي (-1),
    الجاري (0), المقبل (1).
    """

    number: int | None
    hijri: bool = False
    guard: Guard = "none"
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year as told: ``number`` or a ``shift`` from the publication year."""

    number: int | None
    hijri: bool = False
    shift: int | None = None


Raw = tuple[str, int, int]


class Token(NamedTuple):
    """A token at the folded ``[start:end]``. ``value`` depends on the symbol: a number, Month, Year,
    unit, or a date's numbers.
    """

    symbol: str
    start: int
    end: int
    value: object = None
    word: str = ""
    clitic: str = ""


def tokens(text: str, words: TimeWords) -> list[Token]:
    """The tokens of all stretches of the folded ``text`` that may hold an expression of time; a break
    ends each stretch.
    """
    found: list[Token] = []
    for start, end in _windows(text, words):
        raw = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]
        found.extend(_classified(raw, words))
        found.append(Token(BREAK, end, end))
    return found


def _windows(text: str, words: TimeWords) -> list[tuple[int, int]]:
    """Where a word of time or a number that may be a date stands, with room on both sides, cut between
    words.
    """
    hits = [m.start() for m in DIGIT_TRIGGER.finditer(text)]
    hits += [start for _, start, end in words.triggers.spans(text) if not text[end : end + 1].isalpha()]
    spans: list[tuple[int, int]] = []
    for hit in sorted(hits):
        start, end = max(0, hit - BEFORE), min(len(text), hit + AFTER)
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _classified(raw: list[Raw], words: TimeWords) -> Iterator[Token]:
    """Raw tokens with their symbols; phrases of several words become one, and و comes off as a token of
    its own.

    Of several other words in a row only the last is kept: it is the context of what follows.
    """
    forms = words.forms
    other = -1
    at = 0
    while at < len(raw):
        text, start, end = raw[at]
        entries = forms.get(text)
        used = 1
        if entries:
            used, new = _phrase(raw, at, entries, words)
        elif text[0].isdigit():
            glued = at > 0 and raw[at - 1][2] == start and _is_foreign(raw[at - 1][0], forms)
            new = [] if glued else _number(text, start, end)
        elif text in PREFIXES:
            if text[0] != "و":
                at += 1
                continue
            new = [Token(AND, start, end, None, text)]
        else:
            symbol = PUNCTUATION.get(text)
            new = [Token(symbol, start, end, None, text)] if symbol else []
        if new:
            if other >= 0:
                yield Token(OTHER, raw[other][1], raw[other][2], None, raw[other][0])
                other = -1
            yield from new
        else:
            other = at
        at += used
    if other >= 0:
        yield Token(OTHER, raw[other][1], raw[other][2], None, raw[other][0])


def _is_foreign(text: str, forms: Mapping[str, object]) -> bool:
    """Whether digits written to ``text`` belong to it (``إف16``), rather than to a prefix or a word of
    time (``و16``, ``يوليو2015``).
    """
    return text[0].isalpha() and text not in PREFIXES and text not in forms


def _day_next(raw: list[Raw], at: int, words: TimeWords) -> bool:
    """Whether a day follows (``اليوم``, ``أمس``, a weekday): a part of a day before it has no article."""
    entries = words.forms.get(raw[at][0], ()) if at < len(raw) else ()
    return any(_meaning(entry)[0] in "RW" and not clitic for clitic, entry in entries)


def _number(text: str, start: int, end: int) -> list[Token]:
    """A day, a year, a date or a time of day in digits; nothing for other numbers."""
    parts = [int(p) for p in re.findall(r"\d+", text)]
    if len(parts) > 1:
        if ":" in text:
            return [Token("K", start, end, None, text)]
        return [Token("B", start, end, tuple(parts), text)] if len(parts) == 3 and "," not in text else []
    number = parts[0]
    if len(text) <= 2 and 1 <= number <= 31:
        return [Token("d", start, end, number, text)]
    return [Token("y", start, end, number, text)] if len(text) == 4 and number in YEARS else []


def _phrase(
    raw: list[Raw], at: int, entries: tuple[tuple[str, TimeWord], ...], words: TimeWords
) -> tuple[int, list[Token]]:
    """The tokens of the longest phrase that begins at ``at``, and how many raw tokens it takes; none
    where it is a name.
    """
    text, start, _ = raw[at]
    for clitic, entry in entries:
        size = len(entry.words)
        if size > 1 and tuple(r[0] for r in raw[at + 1 : at + size]) != entry.words[1:]:
            continue
        symbol, value = _meaning(entry)
        if symbol in "RWz" and _is_something_else(symbol, entry.words[0], raw, at, size, words):
            return size, []
        if symbol == "p" and entry.words[0].startswith("ال") and _day_next(raw, at + size, words):
            return size, []  # الشيخ فهد الصباح اليوم: a family's name
        begin = start + len(clitic) - (clitic.endswith("ل") and text.startswith("لل", len(clitic) - 1))
        token = Token(symbol, begin, raw[at + size - 1][2], value, entry.words[0], clitic)
        return size, ([Token(AND, start, start + 1, None, text), token] if clitic[:1] == "و" else [token])
    return 1, []


def _meaning(entry: TimeWord) -> tuple[str, object]:
    """Symbol and value of a phrase of the lexicon."""
    if entry.kind in {"units", "fractions"}:
        return UNIT_SYMBOLS[entry.unit], entry.unit
    if entry.kind in {"months", "hijri_months"}:
        return "M", Month(entry.number, entry.kind == "hijri_months", entry.guard)
    if entry.kind in {"duals", "edges"}:
        return SYMBOLS[entry.kind], entry.unit
    if entry.kind in SHIFTS:
        return SYMBOLS[entry.kind], SHIFTS[entry.kind]
    if entry.kind == "teens":
        return "t", 10
    return SYMBOLS[entry.kind], entry.number


def _outlet(raw: list[Raw], at: int, words: TimeWords) -> bool:
    """``قناة ليبيا اليوم``, ``ذكرت المصري اليوم``: a state or an adjective that makes an outlet's name of the word at
    ``at``; not ``السفير المصري اليوم``."""
    before, first = raw[at - 1][0] if at else "", raw[at - 2][0] if at > 1 else ""
    if before not in words.context["outlet_today"]:
        return False
    if before.startswith(ARTICLE) and before.endswith("ي"):
        return not first.startswith(ARTICLE)
    told = words.context["outlets_before"]  # also with a clitic: لصحيفة
    return first in told or first[1:] in told or not first[:1].isalnum()


def _is_something_else(symbol: str, word: str, raw: list[Raw], at: int, size: int, words: TimeWords) -> bool:
    """Whether the neighbours make the word a name: ``المصري اليوم``, ``صلاة الجمعة``, ``الأمين العام``."""
    before = raw[at - 1][0] if at else ""
    after = raw[at + size][0] if at + size < len(raw) else ""
    if symbol == "R":
        if before in words.context["not_today_after"] or _outlet(raw, at, words):
            return word in words.context["today"]
        return word == "اليوم" and (before == after == '"' or after in words.context["not_today_before"])
    if symbol == "W":
        return before in words.context["not_weekday_after"]
    general = word.startswith(ARTICLE) and before in words.context["general_after"]
    return general or after in words.context["not_year_before"]
