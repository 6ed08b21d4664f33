"""The process in which pages are parsed. It may be stopped or die at any page: its parent starts another.

Started as ``python -m marsad.run.child`` by :mod:`marsad.run.worker`. It takes lists of pages on standard input and
answers each page with one frame on standard output. An error that nobody foresaw ends it, with its cause on standard
error.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
from typing import IO

from marsad import lexicon as words
from marsad.run.frames import encode, receive, send
from marsad.run.stage import reading

try:
    import resource
except ImportError:  # Windows has no such limits; there the parent's clock alone ends a page
    resource = None  # type: ignore[assignment]

#: Seconds of work for one page: an ordinary one takes five thousandths.
CPU_SECONDS = 3
#: Seconds on the clock for one page, should it sleep, or should others take the processor away.
CLOCK_SECONDS = 3.5
#: All memory that the process may ask for, libraries included.
MEMORY_BYTES = 2 << 30


def main() -> None:
    """Read pages until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    pages, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the answers
    _limit_memory()
    lexicon = words.load()
    gc.freeze()  # the words stay as they are: looking through them for garbage would take a tenth of the time
    gc.set_threshold(20_000)  # a page makes thousands of objects and no circles among them: another twentieth
    send(answers, lexicon.version.encode())
    while (frame := receive(pages)) is not None:
        _answer(answers, frame, lexicon)


def _answer(answers: IO[bytes], frame: bytes, lexicon: words.Lexicon) -> None:
    for page in pickle.loads(frame):  # from the parent, which made it
        _limit_work()
        send(answers, encode(reading(page, lexicon)))
    _no_limit()


def _limit_memory() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _limit_work() -> None:
    """From now on :data:`CPU_SECONDS` (less up to one, as the system counts whole seconds) of work, or
    :data:`CLOCK_SECONDS`, until the system ends us.
    """
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + CPU_SECONDS, hard))
        signal.setitimer(signal.ITIMER_REAL, CLOCK_SECONDS)


def _no_limit() -> None:
    """While it waits for pages nothing ends the process."""
    if resource is not None:
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
