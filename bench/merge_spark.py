#!/usr/bin/env python3
"""Merging on Spark against one process: CPU seconds, memory, bytes shuffled; and whether the events are the same.

    merge_spark.py [MENTIONS ...]                      (2,000 and 20,000 by default; needs make spark)

The mentions are those of ``merge_mentions.py``, one to three on a page of 250 words; a tenth of the pages print
another's text. Prints one JSON object a size. Spark is ``local[2]``, warmed up by 500 mentions before.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from merge_mentions import generate
from scale import descendants, spent

from marsad.model import Article, Reading
from marsad.run.arrow import READ
from marsad.run.frames import decode, encode
from marsad.run.keep import merge_spool
from marsad.run.spark import Cluster, merged_spark, start

WORDS = [f"{a}{b}{c}{d}" for a in "بتجحدرسش" for b in "اوي" for c in "كلمنفق" for d in "ةهى"]
ROWS = 1000


def readings(count: int) -> Iterator[Reading]:
    """Pages that tell ``count`` mentions."""
    told = (mention for _, mention in generate(count))
    chance = random.Random(5)
    bodies: list[str] = []
    while some := list(islice(told, chance.randint(1, 3))):
        if len(bodies) < 10 or chance.random() < 0.9:
            bodies = [*bodies[-999:], " ".join(chance.choices(WORDS, k=250))]
        body, first = chance.choice(bodies[:-1]) if chance.random() < 0.1 and bodies[1:] else bodies[-1], some[0]
        article = Article(first.page, first.page, first.page, "v", first.title, body, "ar", first.published)
        yield Reading(article, tuple(m.mention for m in some))


def written(folder: Path, count: int) -> Cluster:
    """A cluster's folder with these readings, as if it had read them."""
    cluster = Cluster(folder / f"work-{count}")
    cluster.readings.mkdir(parents=True)
    told = readings(count)
    with pq.ParquetWriter(cluster.readings / "part-0.parquet", READ) as table:
        n = 0
        while some := list(islice(told, ROWS)):
            rows = [{"file": n + k, "part": 0, "n": 0, "events": True, "read": encode(r)} for k, r in enumerate(some)]
            table.write_table(pa.Table.from_pylist(rows, READ))
            n += len(some)
    return cluster


def kept(cluster: Cluster) -> Iterator[Reading]:
    """The readings of a cluster's folder."""
    with pq.ParquetFile(cluster.readings / "part-0.parquet") as table:
        for batch in table.iter_batches(64, columns=["read"]):
            yield from (r for r in map(decode, batch["read"].to_pylist()) if isinstance(r, Reading))


def shuffled(session: Any) -> int:
    """Bytes that the session's tasks have written for others to read."""
    executors = session.sparkContext._jsc.sc().statusStore().executorList(False)
    return sum(executors.apply(n).totalShuffleWrite() for n in range(executors.size()))


def run(session: Any, folder: Path, count: int) -> dict[str, object]:
    """One size, in both ways."""
    cluster = written(folder, count)
    begun = time.process_time()
    one = merge_spool(kept(cluster))
    alone, peak = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    work, bytes_before, clock = spent(), shuffled(session), time.monotonic()
    many = merged_spark(cluster, session, alone=0)
    return {
        "mentions": count,
        "events": len(one.events),
        "same": repr(many.events) == repr(one.events) and many.of == one.of,
        "one_process_cpu": round(alone, 1),
        "one_process_peak_mb": peak,
        "spark_cpu": round(spent() - work, 1),
        "spark_clock": round(time.monotonic() - clock, 1),
        "shuffled_mb": round((shuffled(session) - bytes_before) / 1e6, 1),
        "largest_task_process_mb": max((peak for name, peak in descendants() if "java" not in name), default=0),
        "jvm_mb": max((peak for name, peak in descendants() if "java" in name), default=0),
    }


def main() -> int:
    """Print all sizes."""
    session = start("local[2]")
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        merged_spark(written(Path(folder), 500), session, alone=0)
        for size in [int(arg) for arg in sys.argv[1:]] or [2_000, 20_000]:
            print(json.dumps(run(session, Path(folder), size)), flush=True)
    session.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
