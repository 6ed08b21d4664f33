#!/usr/bin/env python3
"""From web archive to events: pages a second a core, what a second process gains, and whether memory stays flat.

    scale.py [--pages 600] [--spark]

Writes an archive of ordinary news pages (see ``news.py``: articles of the folder that ``MARSAD_SHARED`` names, or of
``examples/``, in a news site's furniture), reads it as a user does, and keeps nothing. *a core* is pages by CPU seconds
of all processes together, start included; other work on the machine disturbs it less than the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from news import Story, write

from marsad.lexicon import load
from marsad.run import Pool
from marsad.source import SourceOptions, pages

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
STORIES = 2000


@dataclass(frozen=True, slots=True)
class Run:
    """What reading cost: seconds on the clock, CPU seconds of all processes, megabytes of the largest one."""

    pages: int
    clock: float
    cpu: float
    peak: float


def stories() -> list[Story]:
    """Articles of the corpora, of all days and outlets; else the texts of the examples."""
    found = [Story(item["title"], item["content"], "2015-09-01") for item in islice(_corpus(), STORIES)]
    if found:
        return found
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    return [Story(text.partition("\n")[0], text.partition("\n")[2], "2023-01-01") for text in texts]


def _corpus() -> Iterator[dict[str, str]]:
    for archive in sorted((SHARED / "corpora").rglob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                yield from (item for item in json.loads(opened.read(name))[:120] if item["content"])


def read(place: Path, count: int, *more: str) -> Run:
    """Run ``marsad read``."""
    command = [
        str(Path(sys.executable).parent / "marsad"),
        "read",
        str(place),
        "--no-merge",
        "--format",
        "jsonl",
        *more,
    ]
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, 1}:
        raise SystemExit(f"marsad read ended with status {child.returncode}")
    megabytes = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Run(count, time.monotonic() - begun, usage.ru_utime + usage.ru_stime, megabytes)


def show(what: str, run: Run) -> None:
    """One line of the table."""
    print(
        f"{what:24}{run.pages:8}{run.pages / run.cpu:12.0f}{run.clock:10.1f}{run.cpu:10.1f}{run.peak:10.0f}", flush=True
    )


def compare_spark(folder: Path, told: list[Story], count: int) -> None:
    """The pool of processes and Spark on the same four archives, each warm: seconds on the clock."""
    from marsad.run.spark import Cluster, readings_spark, start

    parts = folder / "parts"
    parts.mkdir()
    for n in range(4):
        write(parts / f"{n}.warc.gz", told[n::4], count // 4)
    words, options = load(), SourceOptions()
    session = start("local[2]")
    list(readings_spark([str(parts)], options, Cluster(folder / "warm"), session=session))
    with Pool(words, 2) as pool:
        list(pool.readings(pages([str(folder / "small.warc.gz")])))
        begun = time.monotonic()
        few = sum(1 for _ in pool.readings(pages([str(parts)])))
        between = time.monotonic()
    again = time.monotonic()
    many = sum(1 for _ in readings_spark([str(parts)], options, Cluster(folder / "work"), session=session))
    took, longer = between - begun, time.monotonic() - again
    session.stop()
    print(f"four files: pool {took:.1f} s ({few} pages), Spark local[2] {longer:.1f} s ({many}): {longer / took:.2f}")


def measure(count: int, *, spark: bool) -> None:
    """Print the table."""
    print(f"{'from WARC':24}{'pages':>8}{'a core, /s':>12}{'clock s':>10}{'CPU s':>10}{'peak MB':>10}")
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        told = stories()
        small = write(Path(folder) / "small.warc.gz", told, count // 4)
        large = write(Path(folder) / "large.warc.gz", told, count)
        begun = time.process_time()
        found = sum(1 for _ in pages([str(large)]))
        source = time.process_time() - begun
        few, one = read(small, count // 4), read(large, count)
        show("one process, a quarter", few)
        show("one process", one)
        two = read(large, count, "--jobs", "2")
        show("two processes", two)
        if spark:
            compare_spark(Path(folder), told, count)
    print(
        f"two processes are {one.clock / two.clock:.2f} times as fast; the archive alone {found / source:.0f} a second"
    )


def main() -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--spark", action="store_true", help="Spark beside the pool (make spark)")
    options = parser.parse_args()
    measure(options.pages, spark=options.spark)
    return 0


if __name__ == "__main__":
    sys.exit(main())
