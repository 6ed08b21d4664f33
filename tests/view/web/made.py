"""Made data for the drawings, of our own wording: the same every time."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from marsad.lexicon.labels import LabelLang, load_labels
from marsad.model import EventType, Precision, Status

TYPES: tuple[EventType, ...] = (
    "visit", "meeting", "call", "gathering", "agreement", "cooperation", "assistance", "arrest", "extradition", "award",
    "commendation", "rupture",
)  # fmt: skip
PERIODS: dict[Precision, int] = {"day": 1, "week": 7, "month": 30, "quarter": 91, "half": 182, "year": 365}
TITLES = (
    "لقاء بين وزيري الداخلية في الرباط",
    "زيارة عمل لوفد أمني إلى مدريد",
    "توقيع مذكرة تفاهم حول أمن الحدود",
    "Talks on border security in Tunis",
    "Visite de travail d'une délégation à Paris",
    "عملية مشتركة ضد شبكة تهريب",
    "Two directors meet in Abu Dhabi",
)
COUNTRIES = [
    "MA", "ES", "FR", "DZ", "TN", "LY", "EG", "SA", "AE", "QA", "IQ", "LB", "JO", "MR", "DE", "IT", "BE", "US", "SN",
    "BH", "EH",
]  # fmt: skip
CITIES = (
    ("MA", "Rabat", 34.02, -6.84), ("ES", "Madrid", 40.42, -3.70), ("FR", "Paris", 48.86, 2.35),
    ("DZ", "Algiers", 36.75, 3.06), ("TN", "Tunis", 36.81, 10.18), ("SA", "Riyadh", 24.71, 46.68),
    ("AE", "Abu Dhabi", 24.45, 54.38), ("QA", "Doha", 25.29, 51.53), ("MA", "Marrakesh", 31.63, -8.01),
    ("EG", "Cairo", 30.04, 31.24), ("BE", "Brussels", 50.85, 4.35), ("US", "Washington", 38.91, -77.04),
    ("MR", "Nouakchott", 18.09, -15.98), ("IQ", "Baghdad", 33.31, 44.36), ("LB", "Beirut", 33.89, 35.50),
)  # fmt: skip


def timeline(lang: LabelLang, number: int = 60, seed: int = 7) -> dict[str, Any]:
    """The JSON of a timeline of ``number`` events in ten years, some vague, planned, denied or without a date."""
    chance = random.Random(seed)
    weights = [9, 14, 5, 4, 5, 6, 3, 5, 3, 2, 2, 2]
    events = [_event(chance, n, chance.choices(TYPES, weights)[0]) for n in range(number)]
    return {**_common(lang), "events": events}


def _event(chance: random.Random, n: int, kind: EventType) -> dict[str, Any]:
    precision = chance.choices(list(PERIODS), [70, 4, 14, 4, 3, 5])[0]
    first = date(2014, 1, 1) + timedelta(days=int(3650 * chance.betavariate(2, 1.3)))
    if precision == "month":
        first = first.replace(day=1)
    elif precision == "year":
        first = first.replace(month=1, day=1)
    length = PERIODS[precision] + (chance.choice([0, 0, 0, 1, 2]) if precision == "day" else 0)
    status: Status = chance.choices(("happened", "ongoing", "planned", "denied"), [86, 2, 8, 4])[0]
    dated = chance.random() > 0.03
    return {
        "id": f"e-{n:05}",
        "type": kind,
        "title": chance.choice(TITLES),
        "start": first.isoformat() if dated else None,
        "end": (first + timedelta(days=length - 1)).isoformat() if dated else None,
        "precision": precision if dated else None,
        "status": status,
        "origins": chance.choices([1, 2, 3, 6], [60, 25, 10, 5])[0],
        "disagrees": chance.random() < 0.08,
        "href": f"/event/e-{n:05}",
    }


def network(lang: LabelLang, number: int = 60, seed: int = 7) -> dict[str, Any]:
    """The JSON of a network of ``number`` nodes: countries, their institutions and people."""
    chance = random.Random(seed)
    nodes = [_node(chance, n, lang) for n in range(number)]
    links: dict[tuple[int, int], dict[str, Any]] = {}
    for n in range(1, number):
        for _ in range(chance.choice([1, 1, 2, 3, 5])):
            # Those who met many meet more.
            other = int(n * chance.random() ** 2.2)
            first = date(2014, 1, 1) + timedelta(days=chance.randrange(3640))
            last = first + timedelta(days=chance.randrange((date(2024, 1, 1) - first).days + 1))
            events = 1 + int(chance.expovariate(0.5))
            links[(other, n)] = {
                "source": f"n{other}", "target": f"n{n}", "events": events, "first": first.isoformat(),
                "last": last.isoformat(), "href": f"/pair/n{other}/n{n}",
            }  # fmt: skip
    for (a, b), link in links.items():
        nodes[a]["events"] += link["events"]
        nodes[b]["events"] += link["events"]
    return {**_common(lang), "nodes": nodes, "links": list(links.values())}


def _node(chance: random.Random, n: int, lang: LabelLang) -> dict[str, Any]:
    code = COUNTRIES[n] if n < len(COUNTRIES) else chance.choice(COUNTRIES[:8])
    kind = "country" if n < len(COUNTRIES) else chance.choice(["institution", "person", "person"])
    label = load_labels(lang).country(code) if kind == "country" else f"{'مسؤول' if kind == 'person' else 'مديرية'} {n}"
    return {
        "id": f"n{n}", "label": label, "kind": kind, "country": code, "events": 0, "href": f"/actor/n{n}",
    }  # fmt: skip


def places(lang: LabelLang, seed: int = 7) -> dict[str, Any]:
    """The JSON of a map: cities, countries as such, and one place that nobody can find."""
    chance = random.Random(seed)
    found = [
        {"country": code, "city": city, "lat": lat, "lon": lon, "events": 1 + int(chance.expovariate(0.08)),
         "label": city, "href": f"/events?city={city}"}
        for code, city, lat, lon in CITIES
    ]  # fmt: skip
    found += [
        {"country": code, "city": None, "lat": None, "lon": None, "events": 1 + int(chance.expovariate(0.15)),
         "label": load_labels(lang).country(code), "href": f"/events?country={code}"}
        for code in COUNTRIES
    ]  # fmt: skip
    found.append({"country": "ZZ", "city": None, "lat": None, "lon": None, "events": 1, "label": "?", "href": None})
    return {**_common(lang), "places": found}


def _common(lang: LabelLang) -> dict[str, Any]:
    return {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr", "words": {}}
