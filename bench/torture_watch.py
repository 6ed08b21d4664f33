#!/usr/bin/env python3
"""Kills ``watch`` with SIGKILL at random moments, and checks that nothing is lost and nothing comes twice.

    torture_watch.py [--kills N] [--feeds N] [--items N] [--seed N]

A server of this machine has feeds that grow and pages that change while the watch goes on, and a webhook. After every
kill a new process goes on with the same folder. In the end every page must be in the record in each of its versions
and just once, each version in the WARC files once, and every event in the JSON lines once, in order; the webhook must
have got every notice (the same one again only if it was killed between the answer and the note of it). Half of the
kills strike after a random time, the others at a random line of what keeps something, in the gaps between two steps.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.watch.make import AGENT, engine, meeting, quiet  # noqa: E402
from tests.web import Request, answer, nowhere, serving  # noqa: E402
from warcio.archiveiterator import ArchiveIterator  # noqa: E402

from marsad.record import Record  # noqa: E402
from marsad.source.fetch import FetchOptions, Loopback, parse  # noqa: E402
from marsad.watch import Clock, Feed, Out, Plan, Watcher, Webhook, loop, reading  # noqa: E402

SECRET = b"0123456789abcdef"
HOOK = "hooks.example"
LONGEST = 300.0
TYPICAL = 2.0  # seconds after which a kill strikes at the latest
KEEPERS = frozenset({
    "append", "sync", "flush", "close", "_begin", "changing", "_kept", "_record", "note", "tell", "_lines", "_mended",
    "_atom", "_post", "_sent", "set_out",
})  # fmt: skip
OWN = frozenset(str(p) for name in ("watch", "source/fetch") for p in (ROOT / "src" / "marsad" / name).glob("*.py"))
DROPPED = 0.03  # of all answers


class Fast(Clock):
    """The time, with waiting a hundred times as fast: politeness is kept in order, not in length."""

    def __init__(self, begun: float) -> None:
        self._begun = begun

    def now(self) -> float:
        """A hundred seconds for each."""
        return self._begun + (time.time() - self._begun) * 100

    def sleep(self, seconds: float) -> None:
        """Wait a hundredth."""
        time.sleep(seconds / 100)


@dataclass
class Found:
    """What was checked, and what was wrong."""

    kills: int = 0
    runs: int = 0
    pages: int = 0
    versions: int = 0
    notices: int = 0
    again: int = 0
    problems: list[str] = field(default_factory=list)


class Site:
    """Feeds that grow, and pages of which every second changes its text once, as ``progress`` goes from 0 to 1.

    A few connections are dropped on the way.
    """

    def __init__(self, feeds: int, items: int, chance: random.Random) -> None:
        self.hosts = [f"site{n}.example" for n in range(feeds)]
        self.items = items
        self.progress = 0.0
        self.posted: list[str] = []
        self._chance = chance

    def changed(self, n: int) -> bool:
        """Whether a page is in its second version by now."""
        return n % 2 == 0 and self.progress >= 0.5 + n / self.items / 2

    def page(self, host: str, n: int) -> str:
        """A page as it is now; every third tells of one meeting, each in words of its own."""
        words = self.hosts.index(host) * 1000 + n
        if n % 3 == 0:
            return meeting(words, day="15" if self.changed(n) else "14")
        return quiet(words + (500 if self.changed(n) else 0))

    def versions(self, n: int) -> int:
        """How many versions a page has in the end."""
        return 2 if n % 2 == 0 else 1

    def __call__(self, request: Request) -> bytes | None:
        host = request.headers["host"]
        if host == HOOK:
            self.posted.append(json.loads(request.body)["id"])
            return answer("")
        if self.progress < 1 and self._chance.random() < DROPPED:
            return None
        if request.path == "/feed":
            seen = range(max(1, round(self.progress * self.items)))
            items = (f"<item><link>/{n}</link><pubDate>{self._stamp(n)}</pubDate></item>" for n in seen)
            return answer(f"<rss><channel>{''.join(items)}</channel></rss>")
        return answer(self.page(host, int(request.path[1:])))

    def _stamp(self, n: int) -> str:
        return f"{'Thu' if self.changed(n) else 'Wed'}, 01 Jan {2099 if self.changed(n) else 2098} 00:00:00 GMT"


def plan(folder: Path, site: Site) -> Plan:
    """The plan that every process of a run has."""
    return Plan(
        agent=AGENT,
        record=folder / "r.db",
        folder=folder / "watch",
        feeds=tuple(Feed(parse(f"http://{host}/feed"), every=60.0) for host in site.hosts),
        out=Out(folder / "news.atom", folder / "news.jsonl", (Webhook(parse(f"http://{HOOK}/in"), SECRET),)),
        delay=1.0,
        oldest=10 * 366 * 86400.0,
        recheck=(),
    )


def options(port: int, hosts: list[str]) -> FetchOptions:
    """Options by which only the server of this run is reached."""
    return FetchOptions(AGENT, loopback=tuple(Loopback(host, 80, port) for host in hosts), resolve=nowhere)


def burn(lines: int) -> None:
    """Kill this process at the ``lines``-th line from now on of those functions of the watch that keep something."""
    left = lines

    def count(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_name not in KEEPERS or frame.f_code.co_filename not in OWN:
            return None
        left -= event == "line"
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    sys.settrace(count)


def work(made: Plan, fetching: FetchOptions, begun: float, rounds: int, lines: int) -> None:
    """What a process does: some rounds, in small steps, so that a kill may fall between any two of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reading.BATCH, loop.MANY = 5, 10
    if lines:
        burn(lines)
    with Watcher(made, fetching, engine, clock=Fast(begun)) as watcher:
        for _ in range(rounds):
            watcher.once()
            time.sleep(0.7)


def run(folder: Path, *, kills: int, feeds: int, items: int, seed: int) -> Found:
    """Watch, kill, go on, and check in the end."""
    found, chance = Found(), random.Random(seed)
    site = Site(feeds, items, random.Random(seed + 1))
    processes = multiprocessing.get_context("fork")
    with serving({"*": site}) as web:
        made, fetching = plan(folder, site), options(web.port, [*site.hosts, HOOK])
        begun = time.time()
        while found.kills < kills:
            site.progress = found.kills / kills
            by_line = found.runs % 2
            lines = chance.randint(1, 500) if by_line else 0
            process = processes.Process(target=work, args=(made, fetching, begun, 3, lines))
            process.start()
            process.join(LONGEST if by_line else chance.uniform(0.0, TYPICAL))
            found.runs += 1
            if process.is_alive() and process.pid is not None:
                os.kill(process.pid, signal.SIGKILL)
                process.join()
            found.kills += process.exitcode == -signal.SIGKILL
        site.progress = 1.0
        _finish(processes, made, fetching, begun, found)
    check(folder, made, site, found)
    return found


def _finish(processes, made: Plan, fetching: FetchOptions, begun: float, found: Found) -> None:  # type: ignore[no-untyped-def]
    """Let it come to its end undisturbed."""
    time.sleep(0.7)
    process = processes.Process(target=work, args=(made, fetching, begun, 3, 0))
    process.start()
    process.join(LONGEST)
    if process.exitcode != 0:
        found.problems.append(f"the last run ended with {process.exitcode}")
        process.kill()


def check(folder: Path, made: Plan, site: Site, found: Found) -> None:
    """Compare record, WARC files and what went out with what the site had."""
    wanted = {f"http://{host}/{n}": site.versions(n) for host in site.hosts for n in range(site.items)}
    with Record.open(made.record) as record:
        found.problems += record.check()
        rows = [row for row in record.pages() if row.failed is None]
        read = Counter(change.told["page"] for change in record.changes() if change.kind == "read")
        events = {event.id for event in record.events()}
    found.pages, found.versions = len(rows), sum(read.values())
    for page, versions in wanted.items():
        if not 1 <= read[page] <= versions:
            found.problems.append(f"{page}: {read[page]} readings, {versions} versions")
    found.problems += [f"{page}: not of the site" for page in read.keys() - wanted.keys()]
    found.problems += [f"{row.identity} failed" for row in rows if row.failed]
    _check_newest(made, site, found)
    _check_warc(made, found)
    _check_news(folder, site, events, found)


def _check_newest(made: Plan, site: Site, found: Found) -> None:
    """The newest version of every page is the one that the site has now."""
    with closing(sqlite3.connect(made.folder / "state.db")) as db:
        for address, sha in db.execute("SELECT address, sha FROM pages"):
            host, n = address.split("/")[2], int(address.rpartition("/")[2])
            body = site.page(host, n)
            if sha != hashlib.sha256(body.encode()).hexdigest():
                found.problems.append(f"{address}: not its newest version")
        if left := db.execute("SELECT count(*) FROM versions WHERE done = '' OR told = 0").fetchone()[0]:
            found.problems.append(f"{left} versions were left unread or untold")


def _check_warc(made: Plan, found: Found) -> None:
    """Every version is kept once, and every record can be read."""
    kept: Counter[tuple[str, str]] = Counter()
    for path in sorted((made.folder / "warc").iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                if record.rec_type == "response":
                    record.raw_stream.read()
                    about = record.rec_headers
                    kept[about.get_header("WARC-Target-URI"), about.get_header("WARC-Payload-Digest")] += 1
    with closing(sqlite3.connect(made.folder / "state.db")) as db:
        versions = db.execute("SELECT count(*) FROM versions").fetchone()[0]
    if versions != sum(kept.values()):
        found.problems.append(f"{versions} versions, {sum(kept.values())} kept answers")
    found.problems += [f"{key[0]} is kept {n} times" for key, n in kept.items() if n > 1]


def _check_news(folder: Path, site: Site, events: set[str], found: Found) -> None:
    """Every event of the record went out once, in order, and to the webhook."""
    lines = [json.loads(line) for line in (folder / "news.jsonl").read_text(encoding="utf-8").splitlines()]
    found.notices = len(lines)
    if [line["seq"] for line in lines] != list(range(1, len(lines) + 1)):
        found.problems.append(f"lines are numbered {[line['seq'] for line in lines]}")
    ids = Counter(line["id"] for line in lines)
    found.problems += [f"{id} went out {n} times" for id, n in ids.items() if n > 1]
    told = {line["data"]["id"] for line in lines if line["kind"] == "event"}
    if not events <= told:
        found.problems.append(f"events never told: {events - told}")
    posted = Counter(site.posted)
    found.again = sum(n - 1 for n in posted.values())
    if set(posted) != set(ids):
        found.problems.append("the webhook did not get what the file has")
    if found.again > found.kills:
        found.problems.append(f"the webhook got {found.again} notices again")


def main() -> int:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--feeds", type=int, default=4)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    said = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="marsad-torture-") as folder:
        found = run(Path(folder), kills=said.kills, feeds=said.feeds, items=said.items, seed=said.seed)
    print(
        f"watch: {found.kills} kills in {found.runs} runs, {time.monotonic() - begun:.0f} s; {found.pages} pages in "
        f"{found.versions} readings, {found.notices} notices, {found.again} posted again; "
        f"{len(found.problems)} problems"
    )
    for problem in found.problems:
        print(f"  {problem}")
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
