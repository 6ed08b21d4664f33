"""A child process that reads pages for us, replaced when a page stops or kills it; that page is quarantined."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from typing import IO, cast

from marsad.errors import MarsadError, PageHarmful
from marsad.model import Page
from marsad.run.child import CLOCK_SECONDS, CPU_SECONDS, MEMORY_BYTES
from marsad.run.frames import decode, encode, receive, send
from marsad.run.stage import Read

#: Seconds on the clock for one page, where the child does not end itself before (on Windows, or taken over by a page).
WALL_SECONDS = CLOCK_SECONDS + 0.75
COMMAND = (sys.executable, "-m", "marsad.run.child")
_LOOK = 0.25
#: Libraries that would start a thread for each core, and reserve memory for it.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}


class Worker:
    """One child process at a time. :meth:`read` is for one thread at a time."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = command or COMMAND
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._deadline: float | None = None
        self._overdue = False
        self._closed = threading.Event()
        self.version = ""

    def start(self) -> None:
        """Start the child without waiting for it."""
        self._errors = tempfile.TemporaryFile(prefix="marsad-")  # noqa: SIM115 (closed by _end)
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, **_ENVIRONMENT},
        )

    @property
    def pid(self) -> int | None:
        """The child's process number, while there is one."""
        return self._process.pid if self._process else None

    def ready(self) -> str:
        """Wait until the child has loaded its lexicon; the lexicon's version.

        Raises :class:`MarsadError` where the child cannot start at all.
        """
        if self._process is None:
            self.start()
        told = receive(self._out)
        if told is None:
            raise MarsadError(f"the reading process cannot start: {self._end() or 'it was killed'}")
        self.version = told.decode()
        return self.version

    def read(self, pages: Sequence[Page]) -> list[Read]:
        """Read ``pages`` in order; one that stops or kills the child becomes a :class:`PageHarmful`."""
        return [decode(told) for told in self.frames(pages)]

    def frames(self, pages: Sequence[Page]) -> list[bytes]:
        """As :meth:`read`, but the readings as the child sent them (:mod:`marsad.run.frames`)."""
        done: list[bytes] = []
        killed = -1
        while True:
            if not self.version:
                self.ready()
            self._some(pages[len(done) :], done)
            if len(done) == len(pages):
                return done
            if self._closed.is_set():
                raise MarsadError("reading was broken off")
            at, code = len(done), self._code()
            why = self._end()
            if code == -signal.SIGKILL and not self._overdue and killed != at:
                killed = at  # by somebody else, perhaps for want of memory: the page gets a second chance
                continue
            done.append(encode(PageHarmful(pages[at].path, self._reason(code, why))))

    def _some(self, pages: Sequence[Page], done: list[bytes]) -> None:
        """Read until all are done or the child is gone."""
        try:
            send(self._in, pickle.dumps(list(pages), protocol=pickle.HIGHEST_PROTOCOL))
        except BrokenPipeError:
            return
        for _ in pages:
            self._deadline = time.monotonic() + WALL_SECONDS
            frame = receive(self._out)
            self._deadline = None
            if frame is None:
                return
            done.append(frame)

    def look(self) -> None:
        """Kill the child if its page is overdue; called by another thread now and then."""
        deadline, process = self._deadline, self._process
        if deadline is not None and process is not None and time.monotonic() > deadline:
            self._overdue = True
            process.kill()

    @property
    def _in(self) -> IO[bytes]:
        return cast(IO[bytes], cast("subprocess.Popen[bytes]", self._process).stdin)

    @property
    def _out(self) -> IO[bytes]:
        return cast(IO[bytes], cast("subprocess.Popen[bytes]", self._process).stdout)

    def _code(self) -> int:
        process = cast("subprocess.Popen[bytes]", self._process)
        self._out.close()  # a child that is not gone yet cannot write on, and ends
        return process.wait()

    def _reason(self, code: int, why: str) -> str:
        overdue, self._overdue = self._overdue, False
        if code == -getattr(signal, "SIGXCPU", 24):
            return f"quarantined: reading it takes more than {CPU_SECONDS} seconds"
        if overdue or code == -getattr(signal, "SIGALRM", 14):
            return f"quarantined: reading it did not end within {WALL_SECONDS:.1f} seconds"
        if "MemoryError" in why:
            return f"quarantined: reading it needs more than {MEMORY_BYTES >> 30} GB of memory"
        if code < 0:
            return f"quarantined: the parser crashed on it (signal {-code})"
        return f"quarantined: the reader failed on it ({why or f'status {code}'})"

    def _end(self) -> str:
        """End the child, if it is not gone yet; the last line that it wrote on standard error."""
        process, errors = self._process, self._errors
        self._process, self._errors, self.version = None, None, ""
        if process is None or errors is None:
            return ""
        process.kill()
        for stream in (process.stdin, process.stdout):
            try:
                if stream is not None:
                    stream.close()
            except BrokenPipeError:
                pass  # what was not sent yet goes nowhere
        process.wait()
        errors.seek(max(0, errors.seek(0, 2) - 2000))
        lines = errors.read().decode("utf-8", "replace").split("\n")
        errors.close()
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")

    def stop(self) -> None:
        """Kill the child for good; whoever waits for it is told. Any thread may call this."""
        self._closed.set()
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """Give back what the child held."""
        self.stop()
        self._end()


def watch(workers: Sequence[Worker], closed: threading.Event) -> None:
    """Look after ``workers`` until ``closed`` is set."""
    while not closed.wait(_LOOK):
        for worker in workers:
            worker.look()
