#!/usr/bin/env python3
"""Kills ``marsad read`` of a web archive at random moments and starts it again, over and over; exits with 1 on a loss.

    torture_kills.py [--count 200] [--seed 1]

The archive has pages of which each is known, and some damaged records. After each kill the record must open and be
whole; every fifth start is left to end, and then every page must have been read, once, and every loss be named. Then it
begins anew with another archive.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archives import pack, record, response

from marsad.record import Record
from marsad.store import schema

PAGES, DAMAGED, ROUND = 1200, 9, 5
TEXT = (
    "صباح هادئ في المدينة رقم {n}\n\nفتحت الأسواق أبوابها هذا الصباح كعادتها، وتوافد الزوار على الساحة الكبيرة "
    "منذ ساعات الفجر الأولى.\n\nوقال أحد الباعة إن الإقبال كان جيدا، "
    "وإن السلع كانت متوفرة بكميات كافية في اليوم رقم {n}.\n"
)


def archive(path: Path, dice: random.Random) -> tuple[set[str], int]:
    """Write an archive; the addresses of its whole pages, and how many losses there are to name: damaged records that
    follow each other are one stretch that is passed over.
    """
    addresses = [f"https://kill.example/{n}" for n in range(PAGES)]
    blocks = [response(TEXT.format(n=n).encode(), "text/plain; charset=utf-8") for n in range(PAGES)]
    made = pack([record(b, address=a) for a, b in zip(addresses, blocks, strict=True)], "gzip")
    data = bytearray(made.data)
    bad = dice.sample(range(PAGES), DAMAGED)
    for n in bad:
        data[made.spans[n][0] + 40] ^= 255
    path.write_bytes(bytes(data))
    return {address for n, address in enumerate(addresses) if n not in bad}, sum(n - 1 not in bad for n in bad)


def start(path: Path, kept: Path) -> subprocess.Popen[bytes]:
    """Begin, or go on, reading."""
    command = [str(Path(sys.executable).parent / "marsad"), "read", str(path), "--record", str(kept), "--no-merge"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def problems(kept: Path, wanted: set[str], losses: int) -> list[str]:
    """What is lost or there twice after a run that ended."""
    with Record.open(kept) as opened:
        rows = opened.pages()
        with opened._reading() as connection:
            readings = len(connection.execute(schema.readings.select()).all())
    read = {row.identity for row in rows if row.failed is None}
    lost = [row for row in rows if row.failed is not None]
    found = [f"{len(wanted - read)} pages lost"] if wanted - read else []
    found += [f"{readings - len(wanted)} pages read twice"] if readings != len(wanted) else []
    return found + ([f"{len(lost)} losses named of {losses}"] if len(lost) != losses else [])


def main() -> int:
    """Kill, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice, found, kills, ended = random.Random(options.seed), [], 0, 0
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        while kills < options.count:
            path, kept = Path(folder) / f"{ended}.warc.gz", Path(folder) / f"{ended}.db"
            wanted, losses = archive(path, dice)
            for _ in range(min(ROUND, options.count - kills)):
                process = start(path, kept)
                time.sleep(dice.uniform(0.6, 2.2))
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
                if kept.exists():
                    with Record.open(kept) as opened:
                        found += opened.check()
            start(path, kept).wait()
            found += problems(kept, wanted, losses)
            ended += 1
    print(f"{kills} kills in {ended} archives of {PAGES} pages: {len(found)} problems")
    for line in found:
        print(f"  {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
