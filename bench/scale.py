#!/usr/bin/env python3
"""From web archive to events: pages a second a core, what a second process gains, and whether memory stays flat.

    scale.py [--pages 600]
    scale.py --spark [--pages 600] [--rounds 3]

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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from news import Story, write

from marsad.lexicon import load
from marsad.run import Pool
from marsad.source import SourceOptions, pages
from marsad.source.parts import Part, surveyed

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


def spent() -> float:
    """CPU seconds of this process and of all that descend from it, ended ones too, if somebody waited for them."""
    own = os.getpid()
    return sum(ticks for _, ticks in _processes(own).values()) / os.sysconf("SC_CLK_TCK")


def descendants() -> list[tuple[str, int]]:
    """The processes that descend from this one: their names, and the most memory each has had, in megabytes."""
    found = []
    for process in _processes(os.getpid()).keys() - {os.getpid()}:
        try:
            status = Path(f"/proc/{process}/status").read_text(errors="replace")
        except OSError:
            continue  # it ended meanwhile
        told = dict(line.partition(":")[::2] for line in status.splitlines())
        found.append((told["Name"].strip(), int(told.get("VmHWM", "0 kB").split()[0]) // 1024))
    return found


def _processes(root: int) -> dict[int, tuple[int, int]]:
    """``root`` and its descendants: parent, and ticks of work with those of ended children."""
    told: dict[int, tuple[int, int]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        told[int(place.parent.name)] = int(fields[1]), sum(map(int, fields[11:15]))

    def is_ours(process: int) -> bool:
        while process in told and process != root:
            process = told[process][0]
        return process == root

    return {process: known for process, known in told.items() if is_ours(process)}


def timed(what: Callable[[], Iterable[object]]) -> Run:
    """What it takes to go through what is made."""
    begun, work = time.monotonic(), spent()
    count = sum(1 for _ in what())
    return Run(count, time.monotonic() - begun, spent() - work, 0)


def compare_spark(folder: Path, told: list[Story], count: int, rounds: int) -> None:
    """The pool of processes and Spark on the same four archives, each warm, by turns."""
    from marsad.run.spark import Cluster, readings_spark, start

    parts = folder / "parts"
    parts.mkdir()
    for n in range(4):
        write(parts / f"{n}.warc.gz", told[n::4], count // 4)
    words, options, session = load(), SourceOptions(), start("local[2]")
    pools, sparks = [], []
    with Pool(words, 2) as pool:
        for n in range(rounds + 1):  # the first warms both up
            cluster = Cluster(folder / f"work-{n}")
            pools.append(timed(lambda: pool.readings(pages([str(parts)]))))
            sparks.append(timed(partial(readings_spark, [str(parts)], options, cluster, session=session)))
    session.stop()
    for n, (local, spark) in enumerate(zip(pools, sparks, strict=True)):
        print(
            f"{'warming up' if n == 0 else f'round {n}':12}pool of 2: {local.clock:6.1f} s, {local.cpu:6.1f} CPU s   "
            f"Spark local[2]: {spark.clock:6.1f} s, {spark.cpu:6.1f} CPU s   ({local.pages}, {spark.pages} pages)"
        )
    clock, cpu = (median(ratio[1:]) for ratio in zip(*map(_ratios, pools, sparks), strict=True))
    print(f"Spark takes {clock:.2f} times as long as the pool, and {cpu:.2f} times the CPU seconds (medians)")


def _ratios(local: Run, spark: Run) -> tuple[float, float]:
    return spark.clock / local.clock, spark.cpu / local.cpu


def measure(count: int) -> None:
    """Print the table."""
    print(f"{'from WARC':24}{'pages':>8}{'a core, /s':>12}{'clock s':>10}{'CPU s':>10}{'peak MB':>10}")
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        told = stories()
        small = write(Path(folder) / "small.warc.gz", told, count // 4)
        large = write(Path(folder) / "large.warc.gz", told, count)
        begun = time.process_time()
        found = sum(1 for _ in pages([str(large)]))
        source = time.process_time() - begun
        begun = time.process_time()
        surveyed(Part(str(large), "archive", 0, large.stat().st_size), SourceOptions())
        survey = time.process_time() - begun
        few, one = read(small, count // 4), read(large, count)
        show("one process, a quarter", few)
        show("one process", one)
        two = read(large, count, "--jobs", "2")
        show("two processes", two)
    apart = (one.pages - few.pages) / (one.cpu - few.cpu)
    print(f"{apart:.0f} pages a second a core with the start apart (by the larger run's more pages)")
    print(f"two processes are {one.clock / two.clock:.2f} times as fast")
    print(f"the archive alone: {found / source:.0f} pages a second; seeking where to cut it: {found / survey:.0f}")


def main() -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--spark", action="store_true", help="Spark against the pool, nothing else (make spark)")
    parser.add_argument("--rounds", type=int, default=3, help="of Spark and the pool by turns")
    options = parser.parse_args()
    if not options.spark:
        measure(options.pages)
        return 0
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        compare_spark(Path(folder), stories(), options.pages, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
