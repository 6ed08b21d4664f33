#!/usr/bin/env python3
"""A day of watching, rehearsed: feeds of a server of this machine, a clock that jumps, faults mixed in.

    watch_day.py [--feeds N] [--items N] [--hours N] [--jobs N]

Every feed is a host of its own; its items appear over the day and are looked at again one and six hours later. One
answer in 25 is a fault: dropped or cut connections, 429 and 503 with Retry-After, slow answers, packed bombs,
redirects in circles or to this machine, broken feeds, pages in a wrong charset. One page in 20 changes, one in 50 is
withdrawn. Waiting takes no time, everything else does. Printed are the time it took, peak memory every quarter of the
day, processor time, and what came of it; the exit status is 1 if a page is neither in the record nor named there as
failed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import multiprocessing
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.watch.make import AGENT, html, quiet  # noqa: E402
from tests.web import Request, answer, nowhere, serving  # noqa: E402

from marsad import lexicon  # noqa: E402
from marsad.record import Record  # noqa: E402
from marsad.run import Pool  # noqa: E402
from marsad.source.fetch import FetchOptions, Loopback, parse  # noqa: E402
from marsad.watch import Clock, Feed, Out, Plan, Watcher  # noqa: E402

START = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
HOUR = 3600.0
SHOWN = 40  # items in a feed
FAULTS = 25  # one answer in so many
STATES = (
    "المغربي",
    "الإسباني",
    "الفرنسي",
    "التونسي",
    "الموريتاني",
    "الأردني",
    "المصري",
    "القطري",
    "الكويتي",
    "البحريني",
)
CITIES = ("الرباط", "مدريد", "باريس", "تونس", "نواكشوط", "عمان", "القاهرة", "الدوحة", "الكويت", "المنامة")
MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر")
BOMB = gzip.compress(b"<p>" * 20_000_000)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a day there is."""

    feeds: int
    items: int
    hours: float

    @property
    def each(self) -> int:
        """Items of one feed."""
        return self.items // self.feeds

    def at(self, feed: int, n: int) -> float:
        """When an item appears; they come all day, each feed's at other minutes."""
        return START + (n + (feed % 17) / 17) * self.hours * HOUR / self.each


def host(feed: int) -> str:
    """The name of a feed's host."""
    return f"site{feed}.example"


def rolled(*what: object) -> int:
    """A number that these things decide."""
    return int.from_bytes(hashlib.sha256(repr(what).encode()).digest()[:4], "big")


def text_of(size: Size, feed: int, n: int, now: float) -> str:
    """A page: one in six tells of a meeting, which another page tells, too."""
    changed = rolled("change", feed, n) % 20 == 0 and now > size.at(feed, n) + 2 * HOUR
    words = f"رقم {feed} {n}" + (" بعد التصحيح" if changed else "")
    if rolled("kind", feed, n) % 6:
        return quiet(feed * 1000 + n).replace("</article>", f"<p>طبعة {words} من هذه النشرة الجوية.</p></article>")
    story = rolled("story", feed, n) % max(1, size.items // 12)
    one, other = story % 10, (story // 10 + 1 + story) % 10
    other = (one + 1) % 10 if one == other else other
    day = f"{1 + story // 100 % 28} {MONTHS[story // 7 % 10]} 2025"
    lines = (
        f"مباحثات أمنية في {CITIES[one]} {words}",
        "الصباح - الخميس 1 يناير 2026",
        f"استقبل وزير الداخلية {STATES[one]}، يوم {day} بـ{CITIES[one]}، وزير الداخلية {STATES[other]} لبحث التعاون في "
        "مكافحة الإرهاب.",
        f"وقالت الجريدة إن صورة اللقاء {words} محفوظة في أرشيفها لمن أراد الاطلاع عليها.",
    )
    return html("\n".join(lines))


class Site:
    """The server: all hosts, at the time that the rehearsal's clock shows."""

    def __init__(self, size: Size, now: Any) -> None:
        self._size, self._now = size, now
        self._asked: Counter[tuple[str, str]] = Counter()

    def __call__(self, request: Request) -> bytes | None:
        name, path, now = request.headers["host"], request.path, float(self._now.value)
        self._asked[name, path] += 1
        kind = rolled("fault", name, path, self._asked[name, path])
        if kind % FAULTS == 0 and path != "/robots.txt":
            return self._fault(kind // FAULTS % 12, request)
        feed = int(name[4:].partition(".")[0])
        if path == "/robots.txt":
            return answer("User-agent: *\nCrawl-delay: 2\n" if feed % 5 else "", "200 OK" if feed % 5 else "404 None")
        if path == "/feed":
            return self._conditional(request, self._feed(feed, now))
        return self._page(request, feed, int(path[1:]), now)

    def _feed(self, feed: int, now: float) -> bytes:
        size = self._size
        shown = [n for n in range(size.each) if size.at(feed, n) <= now][-SHOWN:]
        items = []
        for n in reversed(shown):
            guid = f"<guid>{n % 7}</guid>" if feed % 9 == 0 else ""  # the same for several items
            day = format_datetime(datetime.fromtimestamp(size.at(feed, n), UTC), usegmt=True)
            items.append(
                f"<item><title>a &amp; b</title><link>/{n}?utm_source=rss</link>{guid}<pubDate>{day}</pubDate></item>"
            )
        return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()

    def _page(self, request: Request, feed: int, n: int, now: float) -> bytes:
        if rolled("gone", feed, n) % 50 == 0 and now > self._size.at(feed, n) + 4 * HOUR:
            return answer("gone", "410 Gone")
        body = text_of(self._size, feed, n, now)
        return self._conditional(request, body.encode("cp1256" if feed % 11 == 0 else "utf-8"))

    def _conditional(self, request: Request, body: bytes) -> bytes:
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == tag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        return answer(
            gzip.compress(body, 1), ETag=tag, Content_Encoding="gzip", Content_Type="text/html; charset=utf-8"
        )

    def _fault(self, kind: int, request: Request) -> bytes | None:
        if kind == 0:
            return None
        if kind == 1:
            request.stopped.wait(0.2)
        said = {
            1: b"HTTP/1.1 200 OK\r\nContent-Le",
            2: answer("", "503 Later", Retry_After="120"),
            3: answer("", "429 Slower", Retry_After="300"),
            4: answer("half", Content_Length="4000"),
            5: answer(BOMB, Content_Encoding="gzip"),
            6: answer("", "302 Found", Location=request.path),
            7: answer("", "302 Found", Location="http://127.0.0.1:22/"),
            8: answer("<rss><channel><item><link>/0</li"),
            9: answer("", "500 Broken"),
            10: answer(b"\x89PNG\r\n\x1a\n" + b"\1" * 500),
            11: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        }
        return said[kind]


def serve(size: Size, now: Any, told: Connection) -> None:
    """The server's process."""
    with serving({"*": Site(size, now)}) as web:
        web.pages.pop("/robots.txt")
        web.asked = _Nothing()
        told.send(web.port)
        told.recv()


class _Nothing(list):  # type: ignore[type-arg]
    """Remembers nobody who asked."""

    def append(self, _: object) -> None:
        """Forget it."""


class Rehearsed(Clock):
    """A clock that passes only when somebody waits, and shows the server the time."""

    def __init__(self, shared: Any) -> None:
        self._shared = shared

    def now(self) -> float:
        """The day's time."""
        return float(self._shared.value)

    def sleep(self, seconds: float) -> None:
        """Jump."""
        self._shared.value += seconds


def memory() -> tuple[float, float]:
    """Resident memory of this process in MB: now, and its peak since it was asked last."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    Path("/proc/self/clear_refs").write_text("5")
    return int(told["VmRSS"].split()[0]) / 1024, int(told["VmHWM"].split()[0]) / 1024


def rehearse(folder: Path, size: Size, port: int, shared: Any, jobs: int) -> Counter[str]:
    """The day."""
    plan = Plan(
        agent=AGENT,
        record=folder / "r.db",
        folder=folder / "watch",
        feeds=tuple(Feed(parse(f"http://{host(n)}/feed")) for n in range(size.feeds)),
        out=Out(folder / "news.atom", folder / "news.jsonl"),
        recheck=(HOUR, 6 * HOUR),
    )
    loopback = tuple(Loopback(host(n), 80, port) for n in range(size.feeds))
    options = FetchOptions(AGENT, loopback=loopback, resolve=nowhere, total=10.0)
    counts: Counter[str] = Counter()
    quarter, end = 1, START + size.hours * HOUR
    clock = Rehearsed(shared)
    begun = time.monotonic()
    with Pool(lexicon.load(), jobs) as pool, Watcher(plan, options, pool.readings, clock=clock) as watcher:
        while clock.now() < end + 8 * HOUR:  # until the last pages were looked at for the last time
            round_begun = clock.now()
            counts += watcher.once(longest=600.0).counts
            clock.sleep(max(1.0, round_begun + 600.0 - clock.now()))
            if clock.now() >= START + quarter * size.hours * HOUR / 4:
                now, peak = memory()
                kept = watcher.state.count("versions")
                took = time.monotonic() - begun
                print(f"{quarter}/4 day: {took:4.0f} s, {kept:6} versions, {now:.0f} MB (peak {peak:.0f})", flush=True)
                quarter += 1
    return counts


def missing(folder: Path, size: Size) -> tuple[int, list[str]]:
    """How many pages could not be fetched in the end, the record saying why; and those that were lost silently."""
    with Record.open(folder / "r.db") as record:
        rows = record.pages()
    read = {row.identity for row in rows if row.failed is None}
    noted = {row.identity for row in rows if row.failed} - read
    with closing(sqlite3.connect(folder / "watch" / "state.db")) as db:
        same = {row[0] for row in db.execute("SELECT address FROM pages WHERE status = 'same'")}
        unread = db.execute("SELECT count(*) FROM versions WHERE done = ''").fetchone()[0]
    problems = [f"{unread} kept answers were not read"] if unread else []
    wanted = [f"http://{host(feed)}/{n}" for feed in range(size.feeds) for n in range(size.each)]
    return len(noted), problems + [address for address in wanted if address not in read | noted | same]


def main() -> int:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--jobs", type=int, default=1)
    said = parser.parse_args()
    size = Size(said.feeds, said.items, said.hours)
    shared = multiprocessing.Value("d", START)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(size, shared, theirs), daemon=True)
    server.start()
    begun = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="marsad-day-") as name:
            counts = rehearse(Path(name), size, ours.recv(), shared, said.jobs)
            took = time.monotonic() - begun
            noted, problems = missing(Path(name), size)
    finally:
        ours.send("stop")
        server.join(10)
    asked = counts["feeds asked"] + counts["pages asked"]
    own, served = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{size.feeds} feeds, {size.items} items, {took / 60:.1f} min, {asked / took:.0f} visits a second")
    print(f"CPU: {own.ru_utime + own.ru_stime:.0f} s watching, {served.ru_utime + served.ru_stime:.0f} s beside it")
    print(", ".join(f"{name}: {n}" for name, n in sorted(counts.items())))
    for problem in problems[:20]:
        print(f"  {problem}")
    print(f"{noted} pages could not be had, which the record says; {len(problems)} were lost")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
