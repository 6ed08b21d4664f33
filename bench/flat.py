#!/usr/bin/env python3
"""Whether memory stays flat: reads a long web archive into a record, and prints memory as it goes.

    flat.py [--pages 1000000]

The pages are short plain texts, each of its own words, one in fifty with an event: so that a million of them take a
quarter of an hour of an idle core and not hours. Printed at every twentieth of the way: pages, seconds, megabytes of
this process and of the one that parses. Exits with 1 where the last figures are a tenth above those at a quarter.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from archives import pack, record, response

from marsad.lexicon import load
from marsad.model import Reading
from marsad.run import Pool
from marsad.run.keep import Keeper, way
from marsad.source import located

TEXT = "فتحت السوق رقم {n} أبوابها هذا الصباح، وتوافد الزوار على ساحتها منذ ساعات الفجر الأولى كما في كل يوم."
EVENT = (
    "استقبل وزير الداخلية المغربي يوم {day} مارس {year} بالرباط نظيره الإسباني، وبحثا التعاون الأمني ومكافحة الإرهاب."
)
SHOWN, GROWTH = 20, 1.1


def text_of(n: int) -> bytes:
    """A page with a title and a paragraph or two."""
    told = [f"نشرة الصباح رقم {n}", TEXT.format(n=n)]
    if n % 50 == 0:
        told.append(EVENT.format(day=1 + n // 50 % 28, year=2000 + n // 1400 % 24))
    return "\n\n".join(told).encode()


def write(path: Path, count: int) -> Path:
    """The archive."""
    with path.open("wb") as file:
        for n in range(count):
            block = response(text_of(n), "text/plain; charset=utf-8")
            file.write(pack([record(block, address=f"https://flat.example/{n}")], "gzip").data)
    return path


def resident(pid: int | str) -> float:
    """Megabytes of a process."""
    told = Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2]
    return int(told.split()[0]) / 1024


def run(folder: Path, count: int) -> list[tuple[float, float]]:
    """Read the archive; memory of both processes at every twentieth."""
    archive, words, begun = write(folder / "flat.warc.gz", count), load(), time.monotonic()
    shown: list[tuple[float, float]] = []
    with Pool(words) as pool, Keeper.opened(folder / "flat.db", way(words.version)) as keeper:
        stream = keeper.keeping(pool.readings(keeper.recalling(located([str(archive)]), words.version)))
        told = 0
        for n, read in enumerate(stream, 1):
            told += isinstance(read, Reading) and bool(read.mentions)
            if n % (count // SHOWN) == 0:
                shown.append((resident("self"), sum(map(resident, pool.pids()))))
                own, child = shown[-1]
                spent = time.monotonic() - begun
                print(f"{n:>9} pages {told:>7} events {spent:7.0f} s {own:7.1f} MB {child:7.1f} MB", flush=True)
    return shown


def main() -> int:
    """Read, and judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=1_000_000)
    count = max(SHOWN, parser.parse_args().pages)
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        shown = run(Path(folder), count)
    quarter, last = shown[SHOWN // 4], shown[-1]
    return 0 if all(b <= a * GROWTH for a, b in zip(quarter, last, strict=True)) else 1


if __name__ == "__main__":
    sys.exit(main())
