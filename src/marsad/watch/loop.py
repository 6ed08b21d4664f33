"""Runs rounds of watching: asks what is due, host by host, and hands each answer on.

The main thread alone decides, writes and reads; the others only ask the web, one host at a time each.
"""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from marsad.lexicon.labels import code_of
from marsad.record import Record
from marsad.source.fetch import FetchOptions, parse
from marsad.source.fetch.warc import WarcFolder
from marsad.watch.absorb import Absorber, Round, robots_of, sync_feeds
from marsad.watch.delivery import deliver
from marsad.watch.plan import Plan
from marsad.watch.reading import Engine, Reader
from marsad.watch.state import State
from marsad.watch.telling import tell
from marsad.watch.visits import Answer, Visit, ask

PATIENCE = 60.0  # seconds that a round waits for a host; one that wants more is left for a later round
TICK = 0.5
MANY = 500  # pages that wait to be read before a round is over


class Clock:
    """The time, and waiting for it; a rehearsal has its own."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a round: ``counts`` by name, ``messages`` for the user."""

    counts: Counter[str] = field(default_factory=Counter)
    messages: tuple[str, ...] = ()


class Watcher:
    """Watches what a plan says, in a ``with`` statement. Only one at a time can have the plan's folder."""

    def __init__(self, plan: Plan, options: FetchOptions, engine: Engine, *, clock: Clock | None = None) -> None:
        """Open state, record and WARC files, and take up what was left. ``engine`` reads pages, in order.

        Raises :class:`~marsad.errors.RecordError` and its kinds where one of them cannot be used.
        """
        self._plan, self._options = plan, options
        self._clock = clock or Clock()
        self.state = State(plan.folder)
        try:
            self.record = Record.open(plan.record, code_of)
        except BaseException:
            self.state.close()
            raise
        file, length = self.state.get("warc file"), int(self.state.get("warc length", "0"))
        folder = plan.folder / "warc"
        self._forget_lost(folder, file, length)
        self.warc = WarcFolder(folder, plan.agent, file=file, length=length)
        self.reader = Reader(self.state, self.warc, self.record, engine, options.max_bytes)
        self._absorber = Absorber(self.state, self.warc, plan)
        self._pool = ThreadPoolExecutor(plan.workers, thread_name_prefix="marsad-fetch")
        self._asked: dict[Future[Answer], str] = {}

    def _forget_lost(self, folder: Path, file: str, length: int) -> None:
        """Have fetched again what a failure of power took from the end of the last WARC file."""
        path = folder / file
        size = path.stat().st_size if file and path.is_file() else 0
        if size < length:
            with self.state.changing():
                self.state.forget_kept(file, size, self._clock.now())

    def __enter__(self) -> Self:
        self.reader.make_sure()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.warc.close()
        self.record.close()
        self.state.close()

    def once(self, longest: float | None = None) -> Report:
        """One round: everything that is due now is asked, read, recorded and told.

        After ``longest`` seconds nothing more is asked; what is left is due in the next round.
        """
        now = self._clock.now()
        round = Round(now, now)
        with self.state.changing():
            sync_feeds(self.state, self._plan, now)
        self.reader.read(round)  # what a kill left
        self._ask_all(round, longest)
        return self._finish(round)

    def reread(self) -> Report:
        """Read the newest version of every page again, from what was kept; nobody is asked."""
        now = self._clock.now()
        self.reader.again()
        return self._finish(Round(now, now))

    def _finish(self, round: Round) -> Report:
        """Read what was kept, and tell what is new."""
        self.reader.read(round)
        self.reader.note()
        round.now = self._clock.now()
        tell(self.state, self.record, round)
        deliver(self.state, self._plan.out, self._options, round)
        return Report(round.counts, tuple(round.messages))

    # ------------------------------------------------------------ asking
    def _ask_all(self, round: Round, longest: float | None) -> None:
        hosts = _Hosts(self.state)
        for host in self.state.hosts_due(round.begun):
            hosts.add(host)
        while hosts or self._asked:
            round.now = self._clock.now()
            if longest is not None and round.now - round.begun > longest:
                round.counts["hosts left for later"] += hosts.drop()
            self._send_out(hosts, round)
            if self._asked:
                self._take_in(hosts, round)
            elif hosts:
                self._wait(hosts, round)
            self.reader.read(round, least=MANY)

    def _send_out(self, hosts: _Hosts, round: Round) -> None:
        """Send workers to the hosts that may be asked now."""
        while len(self._asked) < self._plan.workers and (host := hosts.ready(round.now)):
            visit = self._next(host, round)
            if visit is None:
                hosts.free(host)
            else:
                self._asked[self._pool.submit(ask, visit, self._options)] = host

    def _next(self, host: str, round: Round) -> Visit | None:
        """What to ask ``host`` for, its robots.txt first; ``None`` where nothing of it is due."""
        while due := self.state.next_due(host, round.begun):
            address = parse(due.address)
            robots = robots_of(self.state, address, round.now)
            if robots is None:
                return Visit("robots", due.id, host, address)
            visit = Visit(due.kind, due.id, host, address, due.etag, due.modified, robots)
            if robots.allows(address):
                return visit
            with self.state.changing():
                self._absorber.disallow(visit, round)
        return None

    def _take_in(self, hosts: _Hosts, round: Round) -> None:
        """Take the answers that came, in one transaction: first the WARC file, then the state that points at it."""
        done, _ = wait(self._asked, timeout=TICK, return_when=FIRST_COMPLETED)
        round.now = self._clock.now()
        again: set[str] = set()
        with self._kept():
            for future in done:
                again.add(self._asked.pop(future))
                again |= self._absorber.take(future.result(), round)
        for host in again - set(self._asked.values()):
            hosts.free(host)
            hosts.add(host)

    @contextmanager
    def _kept(self) -> Iterator[None]:
        with self.state.changing():
            yield
            self.warc.flush()
            self.state.put("warc file", self.warc.file)
            self.state.put("warc length", self.warc.length)

    def _wait(self, hosts: _Hosts, round: Round) -> None:
        """Until the next host may be asked; those that want more patience are left for a later round."""
        seconds = hosts.next() - round.now
        if seconds > PATIENCE:
            round.counts["hosts left for later"] += hosts.drop()
        elif seconds > 0:
            self._clock.sleep(seconds)


class _Hosts:
    """The hosts that something is due of, by the time from which they may be asked; one visit to each at a time."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._heap: list[tuple[float, str]] = []
        self._in: set[str] = set()
        self._busy: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def add(self, host: str) -> None:
        """A host that has something due, if it is not there or being asked."""
        if host not in self._in and host not in self._busy:
            self._in.add(host)
            heapq.heappush(self._heap, (self._state.host(host)[0], host))

    def ready(self, now: float) -> str | None:
        """A host that may be asked now; it is busy until it is freed."""
        if not self._heap or self._heap[0][0] > now:
            return None
        host = heapq.heappop(self._heap)[1]
        self._in.discard(host)
        self._busy.add(host)
        return host

    def free(self, host: str) -> None:
        """A host that answered, or that nothing is due of."""
        self._busy.discard(host)

    def next(self) -> float:
        """When the next host may be asked."""
        return self._heap[0][0]

    def drop(self) -> int:
        """Leave all hosts that wait; how many there were."""
        count = len(self._heap)
        self._heap.clear()
        self._in.clear()
        return count
