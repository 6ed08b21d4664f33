#!/usr/bin/env python3
"""Measures speed and memory, and prints a table; keeps nothing.

    run.py [--seconds S]

Reads ``corpora`` and ``pages`` of the folder that ``MARSAD_SHARED`` names (by default ``../shared`` beside
the checkout), or ``examples/`` over and over where they are absent. Times are CPU seconds of one process. The
*limit* is what any reader of the same text must do: decode it, fold it and scan it once for every phrase of
the lexicon with Aho-Corasick; the ratio says how many times longer Marsad takes. HTML is measured apart.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Literal

import ahocorasick_rs

from marsad.errors import PageError
from marsad.find import find
from marsad.lexicon import Lexicon, load
from marsad.model import Article, Page
from marsad.read import read_article
from marsad.text import fold

ROOT = Path(__file__).resolve().parent.parent
NEWS = 400  # articles of ordinary news looked at of each archive, at most
MEMORY_PAGES = 400  # N; the flatness of memory is shown on N and 4N pages


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds spent on some pages, stage by stage."""

    pages: int
    megabytes: float
    mentions: int
    reading: float
    finding: float
    limit: float

    @property
    def per_second(self) -> float:
        """Pages a second through both stages."""
        return self.pages / (self.reading + self.finding)

    @property
    def ratio(self) -> float:
        """How many times longer than the limit."""
        return (self.reading + self.finding) / self.limit


def page(name: str, data: bytes, kind: Literal["html", "text"]) -> Page:
    """A page as a source would give it."""
    return Page(id=name, path=name, data=data, sha256=hashlib.sha256(data).hexdigest(), kind=kind)


def files(folder: Path, suffix: str, kind: Literal["html", "text"]) -> list[Page]:
    """All pages of one kind in a folder."""
    return [page(path.stem, path.read_bytes(), kind) for path in sorted(folder.glob(f"*{suffix}"))]


def news(folder: Path) -> Iterator[Page]:
    """Ordinary news: title, blank line and content of every article in the corpus's zipped JSON arrays."""
    for archive in sorted(folder.rglob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                for n, item in enumerate(json.loads(opened.read(name))[:NEWS]):
                    text = f"{item['title']}\n\n{item['content']}"
                    yield page(f"{archive.stem}#{n}", text.encode(), "text")


def text_sets(shared: Path) -> dict[str, list[Page]]:
    """What is measured from text: pages full of events, and ordinary news."""
    full = files(shared / "pages", ".txt", "text") or files(ROOT / "examples", ".txt", "text")
    ordinary = list(news(shared / "corpora"))
    random.Random(1).shuffle(ordinary)  # whoever reads only a part reads of all days and outlets
    return {"pages full of events": full, "ordinary news": ordinary or full}


def scanner(lexicon: Lexicon) -> Callable[[str], int]:
    """One Aho-Corasick pass over folded text for all phrases of the lexicon."""
    automaton = ahocorasick_rs.AhoCorasick([" ".join(phrase) for phrase in lexicon.phrases.table])
    return lambda text: len(automaton.find_matches_as_indexes(text))


def measure(pages: Iterable[Page], lexicon: Lexicon, scan: Callable[[str], int], seconds: float) -> Measured:
    """Read pages until they are all read or ``seconds`` are over."""
    reading = finding = limit = 0.0
    count = size = mentions = 0
    for one in pages:
        start = time.process_time()
        article = article_of(one, lexicon)
        read = time.process_time()
        mentions += len(find(article, lexicon).mentions) if article else 0
        found = time.process_time()
        scan(fold(one.data.decode()).text)
        done = time.process_time()
        reading, finding, limit = reading + read - start, finding + found - read, limit + done - found
        count, size = count + 1, size + len(one.data)
        if reading + finding > seconds:
            break
    return Measured(count, size / 1e6, mentions, reading, finding, limit)


def article_of(one: Page, lexicon: Lexicon) -> Article | None:
    """The page's article, or ``None`` where it has none."""
    try:
        return read_article(one, lexicon.pages, lexicon.times)
    except PageError:
        return None


def html_speed(seconds: float) -> tuple[int, float]:
    """HTML pages read, and CPU seconds for them; ``examples/`` over and over."""
    lexicon, spent, count = load(), 0.0, 0
    for one in cycle(files(ROOT / "examples", ".html", "html")):
        start = time.process_time()
        article_of(one, lexicon)
        spent += time.process_time() - start
        count += 1
        if spent > seconds:
            return count, spent
    return count, spent


def peak_memory(pages: list[Page], count: int) -> float:
    """Megabytes that ``marsad read`` takes at most on ``count`` pages of JSON lines."""
    marsad = str(Path(sys.executable).parent / "marsad")
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "pages.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            for n, one in enumerate(islice(cycle(pages), count)):
                title, _, content = one.data.decode().partition("\n")
                row = {"title": title, "content": content.strip(), "url": f"https://bench.example/{n}"}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        command = [marsad, "read", str(lines), "--format", "jsonl"]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, 1}:
        raise SystemExit(f"marsad read ended with status {child.returncode}")
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def print_speed(sets: dict[str, list[Page]], seconds: float) -> None:
    """The table of pages a second, from text."""
    lexicon = load()
    scan = scanner(lexicon)
    print(f"{'from text, one core':24}{'pages':>8}{'MB':>7}{'mentions':>10}{'pages/s':>10}", end="")
    print(f"{'read %':>8}{'find %':>8}{'limit/s':>10}{'ratio':>8}")
    for name, pages in sets.items():
        measure(pages[:5], lexicon, scan, seconds)  # imports and caches
        m = measure(islice(cycle(pages), max(len(pages), 2000)), lexicon, scan, seconds)
        whole = m.reading + m.finding
        print(f"{name:24}{m.pages:8}{m.megabytes:7.1f}{m.mentions:10}{m.per_second:10.0f}", end="")
        print(f"{100 * m.reading / whole:8.0f}{100 * m.finding / whole:8.0f}", end="")
        print(f"{m.pages / m.limit:10.0f}{m.ratio:8.1f}", flush=True)


def print_merge() -> None:
    """What the benchmark of merging says (it prints a JSON object a line)."""
    script = Path(__file__).with_name("merge_mentions.py")
    done = subprocess.run([sys.executable, str(script)], check=True, stdout=subprocess.PIPE, text=True)
    print("\nmerging (made mentions of known events)")
    for line in done.stdout.splitlines():
        merged = json.loads(line)
        print(f"  {merged['mentions']:>7} mentions: {merged['mentions_a_second']:>6} a second", end="")
        print(f", {merged['peak_mb']} MB, precision {merged['precision']:.3f}, recall {merged['recall']:.3f}")


def print_drawings() -> None:
    """What the benchmark of the drawings says: a table, or why there is none."""
    print(flush=True)
    subprocess.run([sys.executable, str(Path(__file__).with_name("drawings.py"))], check=True)


def main() -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=15.0, help="CPU seconds a measurement may take")
    options = parser.parse_args()
    shared = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
    if not (shared / "corpora").is_dir():
        print(f"there is no {shared / 'corpora'}: measuring on examples/, over and over (see MARSAD_SHARED)")
    sets = text_sets(shared)
    print_speed(sets, options.seconds)
    count, spent = html_speed(options.seconds / 3)
    print(f"\nHTML extraction: {count / spent:.0f} pages/s ({count} pages of examples/)")
    print_merge()
    few, many = (peak_memory(sets["ordinary news"], n) for n in (MEMORY_PAGES, 4 * MEMORY_PAGES))
    print(f"\npeak memory: {few:.0f} MB for {MEMORY_PAGES} pages, ", end="")
    print(f"{many:.0f} MB for {4 * MEMORY_PAGES} ({1000 * (many - few) / (3 * MEMORY_PAGES):+.1f} kB a page)")
    print_drawings()
    return 0


if __name__ == "__main__":
    sys.exit(main())
