"""Reads pages on this machine: in one process, or in order over a pool of processes.

Both give the same readings in the same order; a pool only changes how long it takes. Memory is flat in the
number of pages: at most ``WINDOW`` chunks per process are under way at a time.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from marsad import lexicon as words
from marsad.errors import MarsadError, PageError, UsageError
from marsad.find import find
from marsad.lexicon import Lexicon
from marsad.model import Page, Reading
from marsad.read import read_article

Read: TypeAlias = Reading | PageError
Item: TypeAlias = Page | PageError | Reading
CHUNK_PAGES = 32
CHUNK_BYTES = 2_000_000
WINDOW = 3


def readings(pages: Iterable[Item], lexicon: Lexicon, *, jobs: int = 1) -> Iterator[Read]:
    """Read and find in every page, in order.

    Args:
        pages: pages; errors of those that could not be fetched and readings made before pass through.
        lexicon: the words; with several processes it must be the installed one, which each process loads.
        jobs: number of processes, at least 1.

    Raises:
        UsageError: ``jobs`` is below 1, or above 1 with a lexicon of one's own.
        MarsadError: a process of the pool was killed.
    """
    if jobs < 1:
        raise UsageError(f"{jobs} processes cannot read anything; give --jobs 1 or more")
    if jobs == 1:
        return (reading(page, lexicon) for page in pages)
    return _pooled(pages, lexicon.version, jobs)


def reading(page: Item, lexicon: Lexicon) -> Read:
    """One page through all stages. An error of the page is a value, so that the others go on."""
    if not isinstance(page, Page):
        return page
    try:
        article = read_article(page, lexicon.pages, lexicon.times)
    except PageError as error:
        return error
    return find(article, lexicon)


def with_outlet(pages: Iterable[Page | PageError], outlet: str | None) -> Iterator[Page | PageError]:
    """``pages``; those whose source does not name an outlet get ``outlet``."""
    for page in pages:
        needs = outlet and isinstance(page, Page) and page.outlet is None
        yield replace(page, outlet=outlet) if needs and isinstance(page, Page) else page


def _pooled(pages: Iterable[Item], version: str, jobs: int) -> Iterator[Read]:
    _installed(version)  # before forking, so that processes share it where the system can
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_ignore_interrupts)
    waiting: deque[Future[list[Read]]] = deque()
    try:
        for chunk in chunks(pages):
            waiting.append(pool.submit(_read_chunk, chunk, version))
            if len(waiting) >= jobs * WINDOW:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise MarsadError(
            "a reading process was killed (out of memory?); what was recorded stays; "
            "run again with a smaller --jobs"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def chunks(pages: Iterable[Item]) -> Iterator[list[Item]]:
    """Pages in lists that are worth sending to another process, and small enough to keep memory flat."""
    chunk: list[Item] = []
    size = 0
    for page in pages:
        chunk.append(page)
        size += len(page.data) if isinstance(page, Page) else 0
        if len(chunk) == CHUNK_PAGES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_chunk(pages: list[Item], version: str) -> list[Read]:
    lexicon = _installed(version)
    return [reading(page, lexicon) for page in pages]


@cache
def _installed(version: str) -> Lexicon:
    lexicon = words.load()
    if lexicon.version != version:
        raise UsageError(
            "several processes read with the installed lexicon only; use jobs=1 with a lexicon of your own"
        )
    return lexicon


def _context() -> multiprocessing.context.BaseContext:
    """Forked processes share the parent's lexicon; where there is no fork (Windows) each loads its own."""
    return multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    )


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
