#!/usr/bin/env python3
"""Damages web archives in many ways and counts what is recovered; exits with 1 below the goal.

    torture_archives.py [--count 1000] [--seed 1]

Each archive holds 30 pages, plain or with each record in gzip or Zstandard, and is damaged once to three times: cut
off, bits turned over, bytes taken out, put in, written over with noise or zeros, a stretch moved. A record is
*undamaged* when its bytes stand somewhere in the damaged file, whole. Goal: at least 97% of the undamaged ones are
read, with the bytes they had; every archive that lacks a page names a loss with file and offset; nothing is read
that was not there, but for plain records whose own text was changed (they have no checksum here).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from archives import SUFFIX, Archive, Packing, pack, record, response

from marsad.errors import PageError
from marsad.model import Page
from marsad.source import pages

GOAL = 0.97
RECORDS = 30
SLOWEST = 5.0


@dataclass
class Outcome:
    """Sums over all archives."""

    archives: int = 0
    undamaged: int = 0
    recovered: int = 0
    losses: int = 0
    silent: int = 0
    invented: int = 0
    slowest: float = 0.0

    @property
    def share(self) -> float:
        """The share of undamaged records that were read."""
        return self.recovered / self.undamaged if self.undamaged else 1.0

    @property
    def good(self) -> bool:
        """Whether the goal is met."""
        return self.share >= GOAL and not self.silent and not self.invented and self.slowest <= SLOWEST


def bodies(dice: random.Random) -> list[bytes]:
    """Pages of different lengths; each tells its number, so that none is like another."""
    words = [dice.choice(["خبر", "مدينة", "لقاء", "صباح", "WARC", "\r\n", "سوق"]) for _ in range(4000)]
    return [
        f"<html><head><title>صفحة {n}</title></head><body><p>{' '.join(dice.sample(words, dice.randint(20, 2000)))}"
        f"</p></body></html>".encode()
        for n in range(RECORDS)
    ]


def archive(found: list[bytes], packing: Packing) -> Archive:
    """The pages as an archive."""
    return pack([record(response(b), address=f"https://a.example/{n}") for n, b in enumerate(found)], packing)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """``data``, damaged once."""
    at = dice.randrange(len(data))
    size = dice.choice([1, 3, 40, 700, 5000])
    match dice.randrange(7):
        case 0:
            return data[: max(1, at)]
        case 1:
            return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
        case 2:
            return data[:at] + data[at + size :]
        case 3:
            return data[:at] + dice.randbytes(size) + data[at:]
        case 4:
            return data[:at] + dice.randbytes(len(data[at : at + size])) + data[at + size :]
        case 5:
            return data[:at] + bytes(len(data[at : at + size])) + data[at + size :]
        case _:
            other = dice.randrange(len(data))
            return data[:at] + data[other : other + size] + data[at:]


def one(folder: Path, dice: random.Random, outcome: Outcome) -> None:
    """Damage one archive, read it, and count."""
    packing = dice.choice(list(SUFFIX))
    found = bodies(dice)
    whole = archive(found, packing)
    data = whole.data
    for _ in range(dice.randint(1, 3)):
        data = damaged(data, dice)
    path = folder / f"damaged{SUFFIX[packing]}"
    path.write_bytes(data)
    undamaged = {body for body, (a, b) in zip(found, whole.spans, strict=True) if whole.data[a:b] in data}
    begun = time.monotonic()
    items = list(pages([str(path)]))
    outcome.slowest = max(outcome.slowest, time.monotonic() - begun)
    read = {item.data for item in items if isinstance(item, Page)}
    losses = [item for item in items if isinstance(item, PageError)]
    outcome.archives += 1
    outcome.undamaged += len(undamaged)
    outcome.recovered += len(undamaged & read)
    outcome.losses += len(losses)
    named = all(loss.path.startswith(f"{path}#") and loss.reason for loss in losses)
    outcome.silent += not named or (len(read) < RECORDS and not losses and not _cut_between(data, whole))
    outcome.invented += packing != "plain" and not read <= set(found)


def _cut_between(data: bytes, whole: Archive) -> bool:
    """Whether what is missing was cut off between two records: nothing in the file tells of it."""
    left = data
    for a, b in whole.spans:
        left = left.replace(whole.data[a:b], b"")
    return not left.strip(b"\0\r\n")


def run(count: int, seed: int) -> Outcome:
    """Damage ``count`` archives."""
    dice = random.Random(seed)
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        for _ in range(count):
            one(Path(folder), dice, outcome)
    return outcome


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcome = run(options.count, options.seed)
    print(f"{outcome.archives} damaged archives of {RECORDS} pages: {outcome.undamaged} records undamaged, ", end="")
    print(f"{outcome.recovered} of them read ({100 * outcome.share:.2f}%), {outcome.losses} losses named, ", end="")
    print(f"{outcome.silent} archives with a silent loss, {outcome.invented} with a page that was not there, ", end="")
    print(f"slowest {outcome.slowest:.2f} s")
    return 0 if outcome.good else 1


if __name__ == "__main__":
    sys.exit(main())
