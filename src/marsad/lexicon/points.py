"""Where countries and cities lie: ``data/points.yml`` with the names of ``countries.yml`` and ``places.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Literal

from marsad.lexicon import compiled
from marsad.lexicon.labels import LANGS
from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.text import fold_word


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east, and what the point stands for."""

    latitude: float
    longitude: float
    of: Literal["city", "country"]


def place_point(country: str | None, city: str | None) -> Point | None:
    """The point of a city by any of its names in any language, else its country's middle, else ``None``.

    Args:
        country: ISO 3166-1 alpha-2; a city is looked for in it only.
        city: its name as a page gives it, or ``None``.
    """
    if country is None:
        return None
    return points().get((country, fold_word(city or ""))) or points().get((country, ""))


@cache
def points() -> Mapping[tuple[str, str], Point]:
    """Points by country and folded name of the city in any language; a country's own has no name.

    Raises:
        LexiconError: a point is none on this earth, or a city is in neither list of names.
    """
    return MappingProxyType(compiled("points", build_points))


def build_points() -> dict[tuple[str, str], Point]:
    """Read and check the data files; see :func:`points`."""
    problems = Problems()
    path = DATA / "points.yml"
    entries: list[Entry] = read_yaml(path, problems)
    names = _names(problems)
    problems.check()
    found: dict[tuple[str, str], Point] = {}
    for entry in entries:
        code = str(entry["code"])
        for name, place in [("", entry["point"]), *entry.get("cities", {}).items()]:
            if len(place) != 2 or not (-90 <= place[0] <= 90 and -180 <= place[1] <= 180):
                problems.add(path, entry.line, f"{code} {name}: {place} is no latitude and longitude")
                continue
            if name and (code, fold_word(name)) not in names:
                problems.add(path, entry.line, f"{code} has no city {name} in countries.yml or places.yml")
            made = Point(float(place[0]), float(place[1]), "city" if name else "country")
            for spelling in names.get((code, fold_word(name)), {fold_word(name)}):
                found.setdefault((code, spelling), made)
    problems.check()
    return found


def _names(problems: Problems) -> Mapping[tuple[str, str], set[str]]:
    """All spellings of a city, by country and any one of them."""
    found: dict[tuple[str, str], set[str]] = {}
    for code, words in chain(_capitals(problems), _cities(problems)):
        spellings = {fold_word(word) for word in words}
        for spelling in spellings:
            found.setdefault((code, spelling), set()).update(spellings)
    return found


def _capitals(problems: Problems) -> Iterator[tuple[str, list[str]]]:
    for entry in read_yaml(DATA / "countries.yml", problems) or ():
        capital = entry.get("capital") or {}
        # Where a state has two seats they are lists of one entry: only the first of each language is sure.
        yield str(entry["code"]), [words[0] for lang in LANGS if (words := capital.get(lang))]


def _cities(problems: Problems) -> Iterator[tuple[str, list[str]]]:
    for entry in read_yaml(DATA / "places.yml", problems) or ():
        if entry.get("kind") == "city":
            yield str(entry["country"]), [word for lang in LANGS for word in entry.get(lang) or ()]
