# ruff: noqa: E402
"""Server time of every page of the web site over a record, and what the pages weigh.

    python bench/web.py [--record FILE | --mentions 100000] [--rounds 20]

Without ``--record`` the record of ``bench/record.py`` is made in a temporary folder. One line a page: median and 95th
percentile of the time from request to answer, the first answer apart (nothing is kept yet), and the heaviest answer.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
warnings.filterwarnings("ignore")
from fastapi.testclient import TestClient

import marsad
from marsad.record import Record
from marsad.view.web.app import create_app
from record import pages

SEED = 7


def addresses(client: TestClient) -> dict[str, Callable[[], str]]:
    """For every kind of page something that gives addresses of it."""
    chance = random.Random(SEED)
    events = client.get("/api/events?limit=100").json()["items"]
    facets = client.get("/api/facets").json()
    people = client.get("/api/people?limit=50").json()["items"]
    codes = [c["value"] for c in facets["countries"][:20]]
    pairs = [c["value"].replace("-", "/") for c in facets["pairs"][:50]]
    years = [c["value"] for c in facets["years"]]
    types = [c["value"] for c in facets["types"]]
    words = [p["name"] for e in events for p in e["participants"] if p["name"]]

    def one(values: list[str]) -> str:
        return chance.choice(values)

    return {
        "overview": lambda: "/",
        "events": lambda: f"/events?page={chance.randrange(1, 50)}",
        "narrowed": lambda: f"/events?country={one(codes)}&type={one(types)}&since={one(years)}",
        "search": lambda: f"/api/events?text={one(words)}",
        "event": lambda: f"/events/{chance.choice(events)['id']}",
        "why": lambda: f"/events/{chance.choice(events)['id']}?why=1",
        "people": lambda: "/people",
        "person": lambda: f"/people/{chance.choice(people)['id']}",
        "countries": lambda: "/countries",
        "country": lambda: f"/countries/{one(codes)}",
        "pair": lambda: f"/countries/{one(pairs)}",
        "timeline": lambda: f"/timeline?country={one(codes)}&since={one(years)}",
        "network": lambda: f"/network?country={one(codes)}&since={one(years)}",
        "map": lambda: f"/map?country={one(codes)}",
        "review": lambda: "/review",
    }


def measure(record: Record, rounds: int) -> None:
    """Ask each kind of page in turn, as one reader."""
    begun = time.perf_counter()
    client = TestClient(create_app(record), base_url="http://localhost")
    total = client.get("/api/events?limit=1").json()["total"]
    print(f"{total} events; ready and first answer in {time.perf_counter() - begun:.2f} s")
    for name, address in addresses(client).items():
        spent, heaviest = [], 0
        for _ in range(rounds + 1):
            asked = address()
            begun = time.perf_counter()
            answer = client.get(asked)
            spent.append(1000 * (time.perf_counter() - begun))
            if answer.status_code != 200:
                raise SystemExit(f"{asked}: {answer.status_code}")
            heaviest = max(heaviest, len(answer.content))
        first, *rest = spent
        p95 = statistics.quantiles(rest, n=20)[-1]
        told = f"p50 {statistics.median(rest):7.1f} ms  p95 {p95:7.1f} ms  first {first:8.1f} ms"
        print(f"{name:<10} {told}  {heaviest // 1024:4} KB", flush=True)


def main() -> None:
    """Make or open the record, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, marsad.open(asked.record or Path(folder) / "bench.db") as record:
        if asked.record is None:
            begun = time.perf_counter()
            record.add(pages(asked.mentions))
            record.find(limit=1)
            print(f"{asked.mentions} mentions recorded and merged in {time.perf_counter() - begun:.0f} s", flush=True)
        measure(record, asked.rounds)


if __name__ == "__main__":
    main()
