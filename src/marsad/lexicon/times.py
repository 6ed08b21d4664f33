"""The words of time: months of every family, weekdays, numbers as words, relative words
(``data/<lang>/times.yml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ahocorasick_rs import AhoCorasick

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.text import fold_word

Guard = Literal["none", "weak", "strict"]
GUARDS = ("none", "weak", "strict")
NUMBERED = {
    "months": 12,
    "hijri_months": 12,
    "weekdays": 7,
    "cardinals": 31,
    "tens": 30,
    "ordinals": 31,
    "seasons": 12,
    "relative_days": 2,
}
UNITS = {
    "units": ("day", "week", "month", "year"),
    "fractions": ("half", "quarter"),
    "edges": ("start", "middle", "end"),
}
PLAIN = (
    "teens", "now", "parts_of_day", "past", "long_past", "future", "long_future", "current", "this",
    "between", "from", "since", "to", "before", "after", "in", "within", "about", "gregorian",
    "hijri", "equals",
)  # fmt: skip
CONTEXT = (
    "today", "each", "not_today_after", "outlet_today", "outlets_before", "not_today_before", "not_weekday_after",
    "named_after", "general_after", "not_year_before", "event_names",
)  # fmt: skip
ARTICLE = "ال"
CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
TRIGGERS = {
    "months", "hijri_months", "weekdays", "units", "duals", "seasons", "fractions", "relative_days", "now",
    "past", "future", "current", "edges",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One word or phrase of time, folded. ``kind`` is its list in the file (``duals`` for يومين and the
    like).
    """

    kind: str
    words: tuple[str, ...]
    number: int = 0
    unit: str = ""
    guard: Guard = "none"


class Scanner:
    """An Aho-Corasick automaton that can be sent to another process (it is built again there)."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self.patterns = patterns
        self._automaton = AhoCorasick(list(patterns))

    def __reduce__(self) -> tuple[type[Scanner], tuple[tuple[str, ...]]]:
        return Scanner, (self.patterns,)

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """All overlapping hits as (index of the pattern, start, end)."""
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return hits


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All words of time of one language.

    ``forms`` has, per first word as it may stand in a text (with conjunction and preposition written to it),
    what it may be: pairs of the clitics and the phrase, fewest clitics and longest phrase first. ``context``
    has the lists that make a word something else (``not_today_after`` ...), each a set of folded words with
    and without article and clitics. ``triggers`` finds the words without which there is no expression at all.
    """

    lang: str
    forms: Mapping[str, tuple[tuple[str, TimeWord], ...]] = field(hash=False)
    context: Mapping[str, frozenset[str]] = field(hash=False)
    triggers: Scanner = field(hash=False, compare=False)


def load_times(problems: Problems, lang: str = "ar") -> TimeWords:
    """Read ``data/<lang>/times.yml``; every mistake (unknown list, bad number, a spelling that stands
    twice) goes to ``problems``.
    """
    return read_times(DATA / lang / "times.yml", problems, lang)


def read_times(path: Path, problems: Problems, lang: str) -> TimeWords:
    """Read one file of the form of ``data/ar/times.yml``."""
    data = read_yaml(path, problems)
    if not isinstance(data, Entry):
        if data is not None:
            problems.add(path, 1, "the file must be a mapping of lists")
        return TimeWords(lang, {}, {name: frozenset() for name in CONTEXT}, Scanner(()))
    known = {*NUMBERED, *UNITS, *PLAIN, *CONTEXT}
    for name in data:
        if name not in known:
            problems.add(path, data.line, f"unknown list {name!r}; known are {', '.join(sorted(known))}")
    found: dict[tuple[str, ...], tuple[TimeWord, int]] = {}
    for word, line in _words(path, data, problems):
        for form in _forms(word):
            earlier = found.get(form.words)
            if earlier is None:
                found[form.words] = (form, line)
            elif earlier[0] != form:
                shown = " ".join(form.words)
                problems.add(
                    path,
                    line,
                    f"{shown!r} stands for {form.kind} here and for {earlier[0].kind} in line {earlier[1]}",
                )
            elif earlier[1] != line or word.words == form.words:
                problems.add(path, line, f"{' '.join(form.words)!r} stands already in line {earlier[1]}")
    context = {name: frozenset(_written(fold_word(str(w)) for w in data.get(name) or ())) for name in CONTEXT}
    triggers = tuple(sorted({word.words[0] for word, _ in found.values() if word.kind in TRIGGERS}))
    return TimeWords(lang, _by_form(word for word, _ in found.values()), context, Scanner(triggers))


def with_clitics(word: str) -> Iterator[tuple[str, str]]:
    """``word`` as it may be written: (clitics, form); ``ل`` and the article make ``لل``."""
    yield "", word
    if len(word) < 2:
        return
    for clitic in CLITICS:
        yield (
            clitic,
            clitic + (word.removeprefix("ا") if clitic[-1] == "ل" and word.startswith(ARTICLE) else word),
        )


def _written(words: Iterable[str]) -> Iterator[str]:
    """Words of context in all the ways they stand before or after a word of time."""
    for word in words:
        bare = word.removeprefix(ARTICLE)
        for stem in {word, bare, ARTICLE + bare}:
            yield from (form for _, form in with_clitics(stem))


def _by_form(words: Iterable[TimeWord]) -> dict[str, tuple[tuple[str, TimeWord], ...]]:
    forms: dict[str, list[tuple[str, TimeWord]]] = {}
    for word in words:
        for clitic, form in with_clitics(word.words[0]):
            forms.setdefault(form, []).append((clitic, word))
    return {form: tuple(sorted(group, key=lambda g: (len(g[0]), -len(g[1].words)))) for form, group in forms.items()}


def _forms(word: TimeWord) -> Iterator[TimeWord]:
    """The word, and with its article where the language puts one (``يوم`` and ``اليوم`` differ, and are
    listed apart).
    """
    yield word
    articled = word.kind in {
        "units",
        "duals",
        "weekdays",
        "seasons",
        "fractions",
        "cardinals",
        "ordinals",
        "teens",
        "tens",
        "parts_of_day",
        "edges",
    }
    if articled and not word.words[0].startswith(ARTICLE) and (ARTICLE + word.words[0],) not in _APART:
        yield TimeWord(word.kind, (ARTICLE + word.words[0], *word.words[1:]), word.number, word.unit, word.guard)


_APART = {("اليوم",), ("الليله",), ("الفاتح",)}


def _words(path: Path, data: Entry, problems: Problems) -> Iterator[tuple[TimeWord, int]]:
    for kind, entries in data.items():
        if kind in CONTEXT:
            continue
        if not isinstance(entries, list):
            problems.add(path, data.line, f"{kind} must be a list")
        elif kind in PLAIN:
            yield from ((_word(kind, w), getattr(w, "line", data.line)) for w in entries)
        elif kind in NUMBERED or kind in UNITS:
            for entry in entries:
                yield from _entry_words(path, kind, entry, data.line, problems)


def _entry_words(path: Path, kind: str, entry: Any, line: int, problems: Problems) -> Iterator[tuple[TimeWord, int]]:
    """The words of one ``{number or unit, names, guard, dual}``."""
    if not isinstance(entry, Entry) or not isinstance(entry.get("names"), list):
        problems.add(path, getattr(entry, "line", line), f"an entry of {kind} needs a list of names")
        return
    number, unit, guard = entry.get("number", 0), str(entry.get("unit", "")), str(entry.get("guard", "none"))
    if kind in NUMBERED and not (isinstance(number, int) and abs(number) <= NUMBERED[kind]):
        problems.add(path, entry.line, f"number {number!r} is not possible in {kind}")
        return
    if kind in UNITS and unit not in UNITS[kind]:
        problems.add(path, entry.line, f"unit {unit!r} is not one of {', '.join(UNITS[kind])}")
        return
    if guard not in GUARDS:
        problems.add(path, entry.line, f"guard {guard!r} is not one of {', '.join(GUARDS)}")
        return
    for name in entry["names"]:
        yield _word(kind, name, number, unit, guard), getattr(name, "line", entry.line)  # type: ignore[arg-type]
    for name in entry.get("dual") or ():
        yield _word("duals", name, 2, unit), getattr(name, "line", entry.line)


def _word(kind: str, name: object, number: int = 0, unit: str = "", guard: Guard = "none") -> TimeWord:
    return TimeWord(kind, tuple(fold_word(str(name)).split()), number, unit, guard)
