"""The words of figures, counted claims that are no event (``data/<lang>/figures.yml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.text import fold_word

Words = tuple[str, ...]
NEEDS = frozenset({"after", "before", "security"})
LISTS = ("open", "about", "teens", "casualties", "not_a_count", "since", "contested")
TABLES = ("units", "numbers", "scales")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted. ``after`` are words that belong to it, ``before`` phrases that may precede the number;
    each of ``needs`` is a set of alternatives of which one must hold (``after``, ``before``, ``security``).
    """

    id: str
    after: frozenset[str] = frozenset()
    before: tuple[Words, ...] = ()
    needs: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class FigureWords:
    """All words of figures of one language, folded.

    ``units`` has, per first word of a unit, its forms as ``(words, whether plural, unit)``, longest first.
    ``numbers`` are numbers as words, ``scales`` what multiplies a number, with whether it is a plural.
    """

    units: Mapping[str, tuple[tuple[Words, bool, Unit], ...]] = field(default_factory=dict, hash=False)
    numbers: Mapping[str, int] = field(default_factory=dict, hash=False)
    scales: Mapping[str, tuple[int, bool]] = field(default_factory=dict, hash=False)
    open: frozenset[str] = frozenset()
    about: tuple[Words, ...] = ()
    teens: frozenset[str] = frozenset()
    casualties: frozenset[str] = frozenset()
    not_a_count: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    contested: frozenset[str] = frozenset()


def load_figures(problems: Problems, lang: str = "ar") -> FigureWords:
    """Read ``data/<lang>/figures.yml``; every mistake goes to ``problems``."""
    return read_figures(DATA / lang / "figures.yml", problems)


def read_figures(path: Path, problems: Problems) -> FigureWords:
    """Read one file of the form of ``data/ar/figures.yml``."""
    data = read_yaml(path, problems)
    if not isinstance(data, Entry):
        if data is not None:
            problems.add(path, 1, "the file must be a mapping")
        return FigureWords()
    for name in data:
        if name not in (*LISTS, *TABLES):
            problems.add(path, data.line, f"unknown key {name!r}; known are {', '.join((*TABLES, *LISTS))}")
    flat = {name: [fold_word(str(word)) for word in data.get(name) or ()] for name in LISTS}
    return FigureWords(
        units=_units(path, data, problems),
        numbers={name: value for name, value, _ in _values(path, data, "numbers", problems)},
        scales={name: (value, many) for name, value, many in _values(path, data, "scales", problems)},
        open=frozenset(flat["open"]),
        about=tuple(sorted((tuple(phrase.split()) for phrase in flat["about"]), key=len, reverse=True)),
        teens=frozenset(flat["teens"]),
        casualties=frozenset(flat["casualties"]),
        not_a_count=frozenset(flat["not_a_count"]),
        since=frozenset(flat["since"]),
        contested=frozenset(flat["contested"]),
    )


def _units(path: Path, data: Entry, problems: Problems) -> dict[str, tuple[tuple[Words, bool, Unit], ...]]:
    found: dict[str, list[tuple[Words, bool, Unit]]] = {}
    ids: set[str] = set()
    for entry in data.get("units") or ():
        unit = _unit(path, entry, problems)
        if unit is None:
            continue
        if unit.id in ids:
            problems.add(path, entry.line, f"the unit {unit.id!r} stands twice")
        ids.add(unit.id)
        for many, key in ((False, "one"), (True, "many")):
            for form in entry.get(key) or ():
                words = tuple(fold_word(str(form)).split())
                found.setdefault(words[0], []).append((words, many, unit))
    return {word: tuple(sorted(forms, key=lambda f: -len(f[0]))) for word, forms in found.items()}


def _unit(path: Path, entry: Any, problems: Problems) -> Unit | None:
    if not isinstance(entry, Entry) or not entry.get("id") or not entry.get("one"):
        problems.add(path, getattr(entry, "line", 0), "a unit needs an id and its forms (one, many)")
        return None
    needs = tuple(frozenset(str(need).split("|")) for need in entry.get("needs") or ())
    for unknown in sorted(frozenset().union(*needs) - NEEDS):
        problems.add(path, entry.line, f"{entry['id']} needs {unknown!r}; known are {', '.join(sorted(NEEDS))}")
    for need in ("after", "before"):
        if any(need in group for group in needs) and not entry.get(need):
            problems.add(path, entry.line, f"{entry['id']} needs words {need} it, but lists none")
    after = frozenset(fold_word(str(word)) for word in entry.get("after") or ())
    before = tuple(tuple(fold_word(str(phrase)).split()) for phrase in entry.get("before") or ())
    return Unit(str(entry["id"]), after, before, needs)


def _values(path: Path, data: Entry, table: str, problems: Problems) -> Iterator[tuple[str, int, bool]]:
    seen: set[str] = set()
    for entry in data.get(table) or ():
        value = entry.get("value") if isinstance(entry, Entry) else None
        if not isinstance(value, int):
            problems.add(path, getattr(entry, "line", data.line), f"an entry of {table} needs a value")
            continue
        for key in ("names", "plural"):
            for name in entry.get(key) or ():
                word = fold_word(str(name))
                if word in seen:
                    problems.add(path, entry.line, f"{word!r} stands twice in {table}")
                seen.add(word)
                yield word, value, key == "plural"
