"""The engine of one machine: pages are read in order by child processes that can be killed.

The readings and their order do not depend on how many processes there are. Memory is flat in the number of pages: at
most ``WINDOW`` chunks per process are under way at a time.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from queue import SimpleQueue

from marsad.errors import UsageError
from marsad.lexicon import Lexicon
from marsad.model import Page
from marsad.run.stage import Item, Read, chunks, reading
from marsad.run.worker import Worker, watch
from marsad.source.position import Position

WINDOW = 3


def readings(items: Iterable[Item], lexicon: Lexicon, *, jobs: int = 1) -> Iterator[Read | Position]:
    """Read and find in every page, in order.

    A page that takes too long, too much memory, or crashes its process comes out as a
    :class:`~marsad.errors.PageHarmful`; the others go on.

    Args:
        items: pages; errors of those that could not be fetched, readings made before and positions pass through.
        lexicon: the words. The processes load the installed ones; with a lexicon of one's own pages are read in this
            process, behind the gate but without those limits.
        jobs: number of processes, at least 1.

    Raises:
        UsageError: ``jobs`` is below 1, or above 1 with a lexicon of one's own.
        MarsadError: the processes cannot be started.
    """
    return _once(items, Pool(lexicon, jobs))


def _once(items: Iterable[Item], pool: Pool) -> Iterator[Read | Position]:
    with pool:
        yield from pool.readings(items)


class Pool:
    """Child processes, each with a thread of ours that feeds it, in a ``with`` statement.

    They start with the first page, and live until the end of the statement.
    """

    def __init__(self, lexicon: Lexicon, jobs: int = 1) -> None:
        """A pool for ``lexicon``, as :func:`readings` has it.

        Raises :class:`UsageError` where ``jobs`` is below 1.
        """
        if jobs < 1:
            raise UsageError(f"{jobs} processes cannot read anything; give --jobs 1 or more")
        self._lexicon, self._jobs = lexicon, jobs
        self._all = [Worker() for _ in range(jobs)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._threads = ThreadPoolExecutor(jobs)
        self._closed = threading.Event()
        self._versions: set[str] = set()

    def readings(self, items: Iterable[Item]) -> Iterator[Read | Position]:
        """As the function of that name, with the processes of this pool; for one caller at a time."""
        rest = iter(items)
        waiting: deque[Future[list[Read | Position]]] = deque()
        try:
            for chunk in chunks(rest):
                if any(isinstance(item, Page) for item in chunk) and not self._started():
                    yield from _by_itself(chain(chunk, rest), self._lexicon, self._jobs)
                    return
                waiting.append(self._threads.submit(self._read, chunk))
                while waiting and (len(waiting) >= self._jobs * WINDOW or waiting[0].done()):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for chunk_read in waiting:
                chunk_read.cancel()

    def pids(self) -> list[int]:
        """The process numbers of the children that there are."""
        return [worker.pid for worker in self._all if worker.pid is not None]

    def _started(self) -> bool:
        """Start all, if they have not been; whether they read with the same words."""
        if not self._versions:
            threading.Thread(target=watch, args=(self._all, self._closed), daemon=True).start()
            for worker in self._all:
                worker.start()
                self._idle.put(worker)
            self._versions = {worker.ready() for worker in self._all}
        return self._versions == {self._lexicon.version}

    def _read(self, chunk: list[Item]) -> list[Read | Position]:
        """Have the pages of ``chunk`` read; what else is in it passes through."""
        pages = [item for item in chunk if isinstance(item, Page)]
        read = iter(self._by_one(pages) if pages else ())
        return [next(read) if isinstance(item, Page) else item for item in chunk]

    def _by_one(self, pages: list[Page]) -> list[Read]:
        worker = self._idle.get()
        try:
            return worker.read(pages)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        for worker in self._all:
            worker.stop()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()


def _by_itself(items: Iterable[Item], lexicon: Lexicon, jobs: int) -> Iterator[Read | Position]:
    if jobs > 1:
        raise UsageError(
            "several processes read with the installed lexicon only; use jobs=1 with a lexicon of your own"
        )
    for item in items:
        yield reading(item, lexicon) if isinstance(item, Page) else item
