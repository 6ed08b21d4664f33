"""Synthetic mentions of synthetic events, merged: how many a second, how much memory, and how right.

    python bench/merge_mentions.py [MENTIONS ...]

Prints one JSON object a size. Events are bilateral contacts between invented people of 40 countries over
ten years; each is told on one to eight pages that name the people in full, by surname or by office, and give
the day, the month, the day after or nothing.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from marsad.merge.cluster import group_mentions
from marsad.merge.profile import profile
from marsad.model import EventMention, Evidence, Participant, SourcedMention

COUNTRIES = [
    "MA",
    "DZ",
    "TN",
    "LY",
    "EG",
    "SD",
    "SA",
    "AE",
    "QA",
    "KW",
    "BH",
    "OM",
    "YE",
    "IQ",
    "JO",
    "LB",
    "SY",
]
COUNTRIES += [
    "TR",
    "IR",
    "US",
    "GB",
    "FR",
    "ES",
    "DE",
    "IT",
    "PT",
    "BE",
    "NL",
    "RU",
    "CN",
    "IN",
    "PK",
    "NG",
    "SN",
]
COUNTRIES += ["PS", "ML", "NE", "TD", "MR", "UA"]
TYPES = [
    "visit",
    "meeting",
    "meeting",
    "call",
    "agreement",
    "cooperation",
    "arrest",
    "extradition",
    "commendation",
]
ACTS = {"cooperation", "arrest", "extradition", "commendation"}
OFFICES = ["وزير الداخلية", "وزير الدفاع", "وزير الخارجية", "مدير الأمن", "رئيس الأركان", "مدير الاستخبارات"]
LETTERS = "بتجحدرسشصطعفقكلمنه"
PLACES = ["العاصمة", "المرسى", "الرملة", "الواحة", "القلعة"]
FIRST = date(2014, 1, 1)
DAYS = 3650


def name(chance: random.Random) -> str:
    def word() -> str:
        return "".join(
            chance.choice(LETTERS) + chance.choice(["ا", "ي", "و", ""]) for _ in range(chance.randint(3, 4))
        )

    return f"{word()} {word()}"


def people(chance: random.Random) -> dict[str, list[tuple[str, str]]]:
    """For each country its officials with their offices."""
    return {
        country: [(name(chance), office) for office in OFFICES for _ in range(3)] for country in COUNTRIES
    }


def tell(chance: random.Random, person: tuple[str, str] | None, country: str, part: str) -> Participant:
    if person is None or chance.random() < 0.15:
        return Participant(part, None, None, None, country)
    full, office = person
    shown = chance.choices([full, full.split()[1], None], [7, 2, 1])[0]
    return Participant(part, shown, office if shown is None or chance.random() < 0.7 else None, None, country)


def generate(count: int, seed: int = 1) -> Iterator[tuple[int, SourcedMention]]:
    """``count`` mentions with the number of the event each tells, three and a third for an event."""
    chance = random.Random(seed)
    known = people(chance)
    told = 0
    number = 0
    while told < count:
        number += 1
        kind = chance.choice(TYPES)
        a, b = chance.sample(COUNTRIES, 2)
        first, second = chance.choice(known[a]), chance.choice(known[b])
        parts = ("guest", "host")
        if kind in ACTS:
            parts = ("agent", "recipient")
        elif kind in ("call", "agreement"):
            parts = ("party", "party")
        on = FIRST + timedelta(days=chance.randrange(DAYS))
        words = [name(chance) for _ in range(6)]
        place = chance.choice(PLACES)
        for _ in range(min(count - told, chance.choices([1, 2, 3, 4, 8], [3, 2, 2, 2, 2])[0])):
            yield number, mention(chance, told, kind, (a, b), (first, second), parts, on, words, place)
            told += 1


def mention(  # noqa: PLR0913, PLR0917
    chance: random.Random,
    n: int,
    kind: str,
    countries: tuple[str, str],
    who: tuple[tuple[str, str], tuple[str, str]],
    parts: tuple[str, str],
    on: date,
    words: list[str],
    place: str,
) -> SourcedMention:
    start, end, precision = on, on, "day"
    dice = chance.random()
    if dice < 0.08:
        start = end = precision = None
    elif dice < 0.14:
        start, precision = on.replace(day=1), "month"
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif dice < 0.17:
        start = end = on + timedelta(days=1)
    said = " ".join(chance.sample(words, 4))
    sides = tuple(tell(chance, p, c, part) for p, c, part in zip(who, countries, parts, strict=True))
    page = f"https://example.org/{n}"
    return SourcedMention(
        key=f"{page}#0",
        mention=EventMention(
            kind,
            Evidence("body", 0, len(said), said, "bench"),
            start,
            end,
            precision,
            countries[1] if kind in ("visit", "meeting") else None,
            place if kind in ("visit", "meeting") and chance.random() < 0.5 else None,
            "happened",
            sides,
            ("terrorism",),
        ),
        page=page,
        page_id=str(n),
        version="v",
        title=" ".join(chance.sample(words, 3)),
        published=on + timedelta(days=chance.randint(0, 2)),
    )


def pairs(groups: list[list[int]]) -> tuple[int, int]:
    """Pairs made, and those of them that are right."""
    made = right = 0
    for group in groups:
        made += len(group) * (len(group) - 1) // 2
        for number in set(group):
            same = group.count(number)
            right += same * (same - 1) // 2
    return made, right


def run(count: int) -> dict[str, float]:
    truth: dict[str, int] = {}
    profiles = []
    sizes: dict[int, int] = {}
    began = time.perf_counter()
    for number, sourced in generate(count):
        truth[sourced.key] = number
        sizes[number] = sizes.get(number, 0) + 1
        profiles.append(profile(sourced))
    made = time.perf_counter()
    groups, links = group_mentions(profiles, {})
    done = time.perf_counter()
    linked, right = pairs([[truth[key] for key in group] for group in groups])
    want = sum(n * (n - 1) // 2 for n in sizes.values())
    return {
        "mentions": count,
        "events": len(sizes),
        "merged": len(groups),
        "links": len(links),
        "prepare_seconds": round(made - began, 2),
        "merge_seconds": round(done - made, 2),
        "mentions_a_second": round(count / (done - made)),
        "precision": round(right / linked, 4) if linked else 1.0,
        "recall": round(right / want, 4) if want else 1.0,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    for size in [int(arg) for arg in sys.argv[1:]] or [10_000, 100_000]:
        print(json.dumps(run(size)), flush=True)
