#!/usr/bin/env python3
"""Reads bad pages of many kinds in a child process, as every engine does; exits with 1 where one gets the better of it.

    torture_pages.py [--count 10000] [--seed 1] [--jobs 2] [--slow]

Pages of ``examples/`` are cut off, turned over bit by bit, mixed up, put into other encodings; others are made to be
harmful: nested, full of attributes, tags, entities, dates or words of the field, packed bombs, hidden characters,
claims in metadata. Each must come out as a reading with a body, or as an error with a reason, within five seconds; this
process must survive; nothing may vanish. ``--jobs`` pages are read at a time, each in a child of its own.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from queue import SimpleQueue

from marsad.errors import PageError
from marsad.model import Page
from marsad.run.stage import Read
from marsad.run.worker import Worker, watch
from marsad.source import pages

ROOT = Path(__file__).resolve().parent.parent
SLOWEST = 5.0
Dice = random.Random
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6", "cp1252", "utf-7", "cp864")
HIDDEN = "\u202e\u202d\u202a\u2066\u2069\u200b\u200f\u00ad\ufeff\u2060\U000e0041\u0000\u001a\u0085\u2028\ufffe"
TELLING = "استقبل وزير الداخلية المغربي اليوم في الرباط نظيره الإسباني وووو 12/3/2023 يوم الثلاثاء ، . «اتفاق» والأمن"
ELEMENTS = "b i div p span table tr td li ul a h1 font section dt dd thead option svg title style script textarea"
WORDS, TAGS = TELLING.split(), ELEMENTS.split()


@dataclass
class Outcome:
    """What came of the pages."""

    pages: int = 0
    read: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slow: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether no page got the better of the reader."""
        return self.slowest <= SLOWEST and not self.silent


def cut(page: bytes, dice: Dice) -> bytes:
    return page[: dice.randrange(1, len(page))]


def flipped(page: bytes, dice: Dice) -> bytes:
    data = bytearray(page)
    for _ in range(dice.choice([1, 10, 200])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def spliced(page: bytes, dice: Dice) -> bytes:
    a, b = sorted(dice.randrange(len(page)) for _ in range(2))
    return page[:a] + dice.choice([dice.randbytes(b - a), page[a:b] * dice.randint(2, 30), b""]) + page[b:]


def encoded(page: bytes, dice: Dice) -> bytes:
    text = page.decode("utf-8", "replace")
    half = len(text) // dice.choice([1, 1, 2])
    one, two = dice.choice(ENCODINGS), dice.choice(ENCODINGS)
    return text[:half].encode(one, "replace") + text[half:].encode(two, "replace")


def hidden(page: bytes, dice: Dice) -> bytes:
    text = page.decode("utf-8", "replace")
    for _ in range(dice.choice([1, 20, 2000])):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(HIDDEN) * dice.choice([1, 1, 50]) + text[at:]
    return text.encode("utf-8", "surrogatepass")


def nested(page: bytes, dice: Dice) -> bytes:
    after = ["", "", "</x>", "</b>", "نص "]
    tags = [f"<{dice.choice(TAGS)}>{dice.choice(after)}" for _ in range(dice.choice([1, 2, 3]))]
    return b"<html><body>" + "".join(tags).encode() * dice.choice([100, 600, 5000, 30_000]) + page


def adorned(page: bytes, dice: Dice) -> bytes:
    many = dice.choice([100, 300, 5000, 100_000])
    quote = dice.choice(["", "'", '"'])
    told = " ".join(f"a{n}={quote}x{quote}" for n in range(many))
    return f"<html><body><p {told}>".encode() + page


def tagged(page: bytes, dice: Dice) -> bytes:
    units = ["<b>نص</b> ", "<br>", "<p>سطر قصير", "<!-->", "<!---->", "<a href=x>رابط</a>", "<td>1<tr>", "<script>"]
    unit = dice.choice([*units, "</div>"])
    return b"<html><body>" + unit.encode() * dice.choice([1000, 20_000, 49_000, 200_000]) + page


def long(page: bytes, dice: Dice) -> bytes:
    units = ["x", "و", "نص ", "&amp;", "&#x202e;", "<", "1", "1/1/2023 ", "=", '"', "\n", " ", "،", "A\u0301", "ـ"]
    unit = dice.choice(units)
    data = unit.encode() * dice.choice([1000, 100_000, 1_500_000])
    return b"<html><body><p>" + data + b"</p>" + page if dice.random() < 0.5 else data


def wordy(page: bytes, dice: Dice) -> bytes:
    some = dice.sample(WORDS, dice.randint(1, len(WORDS)))
    text = " ".join(dice.choice(some) for _ in range(dice.choice([100, 2000, 30_000])))
    if dice.random() < 0.5:
        text = text.replace(" . ", ".\n")
    return (f"<html><body><article><p>{text}</p></article>" if dice.random() < 0.5 else f"عنوان\n\n{text}").encode()


def claiming(page: bytes, dice: Dice) -> bytes:
    depth = dice.choice([1, 50, 900, 90_000])
    opens = '{"@type":"NewsArticle","datePublished":"' + "9" * 50 + '","@graph":['
    told = opens * depth + "]}" * depth if dice.random() < 0.7 else "[" * 100_000
    head = f'<script type="application/ld+json">{told}</script>'
    head += f'<meta property="og:title" content="{"عنوان " * dice.choice([1, 9000])}">' * dice.choice([1, 200])
    head += f'<meta name="date" content="{dice.choice(["9" * 9000, "0000-00-00", "2023-99-99", "١٢/٣", "now"])}">'
    head += f'<link rel="canonical" href="http://{dice.choice(["x" * 90_000, "[::1", "a.example:99999999", "%"])}">'
    wide = b'<table><tr><td colspan="99999999" rowspan="99999999">x</table>'
    return f"<html><head>{head}</head><body>".encode() + page + wide


def packed(page: bytes, dice: Dice) -> bytes:
    inner = dice.choice([_bomb(b"\0", 200_000_000), _bomb(b"<b>", 30_000_000), page, gzip.compress(page)])
    data = inner if len(inner) > len(page) + 1000 else gzip.compress(inner, 1)
    return data if dice.random() < 0.7 else data[: len(data) // 2]


@cache
def _bomb(unit: bytes, times: int) -> bytes:
    return gzip.compress(unit * times, 1)


def noise(page: bytes, dice: Dice) -> bytes:
    return dice.randbytes(dice.choice([1, 100, 10_000]))


KINDS: tuple[tuple[Callable[[bytes, Dice], bytes], int], ...] = (
    (cut, 20), (flipped, 20), (spliced, 12), (encoded, 12), (hidden, 12), (nested, 8), (adorned, 3), (tagged, 4),
    (long, 6), (wordy, 4), (claiming, 5), (packed, 1), (noise, 3),
)  # fmt: skip


class Readers:
    """Children that read bad files, as many at a time as there are."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self._folder, self._all, self._closed = folder, [Worker() for _ in range(jobs)], threading.Event()
        self._idle: SimpleQueue[Worker] = SimpleQueue()

    def read(self, name: str, data: bytes) -> tuple[str, float, list[Read]]:
        """Read one file, as ``marsad read`` would: its name, the seconds that it took, and what came."""
        suffix = ".gz" if data.startswith(b"\x1f\x8b") else ".html" if data.lstrip()[:1] == b"<" else ".txt"
        path, worker = self._folder / f"{name}{suffix}", self._idle.get()
        path.write_bytes(data)
        if not worker.version:
            worker.ready()  # in place of a child that a page ended; on a crowded machine it takes seconds to start
        begun = time.monotonic()
        try:
            found = [worker.read([item])[0] if isinstance(item, Page) else item for item in pages([str(path)])]
            return name, time.monotonic() - begun, found
        finally:
            self._idle.put(worker)
            path.unlink()

    def __enter__(self) -> Readers:
        threading.Thread(target=watch, args=(self._all, self._closed), daemon=True).start()
        for worker in self._all:
            worker.ready()
            self._idle.put(worker)
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        for worker in self._all:
            worker.close()


def judge(name: str, took: float, found: list[Read], outcome: Outcome) -> None:
    """Count what came of a file."""
    outcome.pages += 1
    outcome.slowest = max(outcome.slowest, took)
    if took > SLOWEST / 2:
        outcome.slow.append(f"{name}: {took:.1f} s")
    if not found:
        outcome.silent.append(f"{name}: neither page nor error")
    for item in found:
        if isinstance(item, PageError):
            outcome.kinds[type(item).__name__] += 1
            if not item.reason:
                outcome.silent.append(f"{name}: an error without a reason")
        else:
            outcome.read += 1
            if not item.article.body.strip():
                outcome.silent.append(f"{name}: an empty page")


def bad_pages(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """``count`` bad pages, named; a seed always gives the same ones."""
    dice = random.Random(seed)
    seeds = [path.read_bytes() for path in sorted((ROOT / "examples").iterdir()) if path.suffix in (".html", ".txt")]
    kinds, weights = zip(*KINDS, strict=True)
    for n in range(count):
        kind = dice.choices(kinds, weights)[0]
        yield f"{n}-{kind.__name__}", kind(dice.choice(seeds), dice)


def run(count: int, seed: int, jobs: int = 1) -> Outcome:
    """Read ``count`` bad pages."""
    outcome = Outcome()
    waiting: deque[Future[tuple[str, float, list[Read]]]] = deque()
    with (
        tempfile.TemporaryDirectory(prefix="marsad-") as folder,
        Readers(Path(folder), jobs) as readers,
        ThreadPoolExecutor(jobs) as threads,
    ):
        for name, data in bad_pages(count, seed):
            waiting.append(threads.submit(readers.read, name, data))
            while len(waiting) > 2 * jobs:
                judge(*waiting.popleft().result(), outcome)
        for one in waiting:
            judge(*one.result(), outcome)
    return outcome


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="pages read at a time")
    parser.add_argument("--slow", action="store_true", help="name the pages that took long")
    options = parser.parse_args()
    begun = time.monotonic()
    outcome = run(options.count, options.seed, options.jobs)
    kinds = ", ".join(f"{n} {kind}" for kind, n in outcome.kinds.most_common())
    print(f"{outcome.pages} bad pages: {outcome.read} read, {kinds}; slowest {outcome.slowest:.2f} s, ", end="")
    print(f"{len(outcome.silent)} silent losses; {(time.monotonic() - begun) / 60:.1f} minutes")
    for line in outcome.silent + (outcome.slow if options.slow else []):
        print(f"  {line}")
    return 0 if outcome.good else 1


if __name__ == "__main__":
    sys.exit(main())
