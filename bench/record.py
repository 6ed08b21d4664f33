"""A record of synthetic pages: how long it takes to fill it, to merge it, to add to it, and to ask it.

    python bench/record.py [--record FILE-OR-ADDRESS] [--add PAGES] MENTIONS

Prints one JSON object. With ``0`` mentions a record that was filled before is only asked. Events are those of
``merge_mentions.py`` (three and a third mentions each), told on pages of one to four mentions by the days of their
publication; every sixth page is a reprint. Without ``--record`` the record is made in a temporary folder. Seconds are
of the clock, ``cpu`` of this process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from merge_mentions import ACTS, COUNTRIES, DAYS, FIRST, PLACES, TYPES, mention, name, people

from marsad.merge.select import EventQuery
from marsad.model import Article, EventMention, Evidence, Reading, SourcedMention
from marsad.record import Record

OUTLETS = 60
ASKED = 60  # questions of each kind
A_MENTIONS = 3.25  # of an event, on average


def told_by_day(count: int, chance: random.Random) -> Iterator[tuple[date, list[tuple[int, SourcedMention]]]]:
    """Mentions with the number of their event, by the day of publication."""
    known = people(chance)
    waiting: dict[date, list[tuple[int, SourcedMention]]] = defaultdict(list)
    told = number = 0
    for day in range(DAYS):
        on = FIRST + timedelta(days=day)
        while told < count * (day + 1) / DAYS:
            number += 1
            kind = chance.choice(TYPES)
            a, b = chance.sample(COUNTRIES, 2)
            who = chance.choice(known[a]), chance.choice(known[b])
            parts = ("agent", "recipient") if kind in ACTS else ("party", "party")
            parts = parts if kind in ACTS or kind in ("call", "agreement") else ("guest", "host")
            words, place = [name(chance) for _ in range(6)], chance.choice(PLACES)
            for _ in range(chance.choices([1, 2, 3, 4, 8], [3, 2, 2, 2, 2])[0]):
                one = mention(chance, told, kind, (a, b), who, parts, on, words, place)
                waiting[one.published or on].append((number, one))
                told += 1
        yield on, waiting.pop(on, [])


def pages(count: int, seed: int = 1) -> Iterator[Reading]:
    """Pages of about ``count`` mentions; no page tells one event twice."""
    chance = random.Random(seed)
    n = 0
    for day, told in told_by_day(count, chance):
        chance.shuffle(told)
        while told:
            own = dict(told[: chance.choice([1, 2, 3, 4])])  # the last mention of each event
            taken = list(own.values())
            rest = [item for item in told[:4] if item[1] not in taken]
            told[:4] = rest
            n += 1
            page = _page(f"{seed}-{n}", day, taken, chance)
            yield page
            if chance.random() < 1 / 6:
                n += 1
                yield _reprint(page, f"{seed}-{n}", chance)


def _page(n: str, day: date, own: list[SourcedMention], chance: random.Random) -> Reading:
    body = ""
    mentions: list[EventMention] = []
    for one in own:
        body += " ".join(name(chance) for _ in range(12)) + ". "
        quote = one.mention.evidence.quote
        at = len(body)
        body += quote + ". "
        mentions.append(replace(one.mention, evidence=Evidence("body", at, at + len(quote), quote, "bench")))
    identity = f"https://outlet{chance.randrange(OUTLETS)}.example/{day:%Y/%m}/{n}"
    title = own[0].title
    article = Article(n, identity, identity, f"v{n}", title, body, "ar", day, "bench", identity.split("/")[2])
    return Reading(article, tuple(mentions), (), (), "bench", "bench")


def _reprint(page: Reading, n: str, chance: random.Random) -> Reading:
    identity = f"https://outlet{chance.randrange(OUTLETS)}.example/copy/{n}"
    article = replace(page.article, id=n, path=identity, identity=identity, version=f"v{n}")
    return replace(page, article=replace(article, outlet=identity.split("/")[2]))


def timed(run: Callable[[], object]) -> dict[str, float]:
    began, cpu = time.perf_counter(), time.process_time()
    run()
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "cpu": round(time.process_time() - cpu, 2),
    }


def asked(record: Record, seed: int = 3) -> dict[str, dict[str, float]]:
    """Milliseconds of questions, by kind: median and 95th percentile, of the clock and of this process (``cpu``): on a
    busy machine the clock counts what others do. A database server's work is in the clock alone.
    """
    chance = random.Random(seed)
    sample = record.find(limit=400, offset=0, order="-date").events
    names = sorted({p.name for event in sample for p in event.participants if p.name})
    questions: dict[str, Callable[[], EventQuery]] = {
        "text, two words": lambda: EventQuery(text=chance.choice(names)),
        "text, one word": lambda: EventQuery(text=chance.choice(names).split()[0]),
        "person": lambda: EventQuery(person=chance.choice(names)),
        "type and year": lambda: EventQuery(
            types=(chance.choice(TYPES),), since=date(2016, 1, 1), until=date(2016, 12, 31)
        ),
        "pair": lambda: EventQuery(pair=tuple(sorted(chance.sample(COUNTRIES, 2)))),  # type: ignore[arg-type]
        "all": EventQuery,
    }
    out = {}
    for kind, question in questions.items():
        for what in ("find", "facets"):
            times: list[float] = []
            used: list[float] = []
            for _ in range(ASKED):
                query = question()
                began, cpu = time.perf_counter(), time.process_time()
                if what == "find":
                    record.find(query, limit=25, order="-date")
                else:
                    record.facets(query, most=20)
                times.append(1000 * (time.perf_counter() - began))
                used.append(1000 * (time.process_time() - cpu))
            out[f"{what}: {kind}"] = _spread(times) | {f"cpu_{name}": n for name, n in _spread(used).items()}
    return out


def _spread(times: list[float]) -> dict[str, float]:
    return {"p50": round(statistics.median(times), 1), "p95": round(statistics.quantiles(times, n=20)[-1], 1)}


def run(where: str, count: int, added: int) -> dict[str, object]:
    """All of it; with nothing to fill, only questions to the record that is there."""
    if not count:
        with Record.open(where) as record:
            return {"events": record.find(limit=0).total, "milliseconds": asked(record)}
    with Record.open(where) as record:
        filled = timed(lambda: record.add(pages(count)))
        merged = timed(record.rebuild)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        more = list(islice(pages(4 * added, seed=2), added))
        record.add(more[:1])
        record.find(limit=1)
        adding = timed(lambda: (record.add(more[1:]), record.find(limit=1)))
        return {
            "mentions": sum(row.mentions for row in record.pages()),
            "pages": len(record.pages()),
            "events": record.find(limit=0).total,
            "fill": filled,
            "merge": merged,
            "merge_peak_mb": peak,
            f"add_{added}_pages": adding,
            "milliseconds": asked(record),
            "file_mb": os.path.getsize(where) // 2**20 if os.path.exists(where) else None,
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("mentions", type=int, nargs="?", default=100_000)
    parser.add_argument("--record", default=None)
    parser.add_argument("--add", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.record or str(Path(folder) / "bench.db")
        print(json.dumps(run(place, options.mentions, options.add), indent=1))
