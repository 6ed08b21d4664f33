"""A reading process whose parser can be made to fail in every way: by the first word of a page."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time

from marsad.run import child
from marsad.run.stage import reading


def misbehave(page, lexicon):
    match page.data.split()[0]:
        case b"works":
            while True:
                pass
        case b"sleeps":
            time.sleep(60)
        case b"grows":
            return b"x" * (child.MEMORY_BYTES + 1)
        case b"crashes":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"raises":
            raise ValueError("no such thing")
        case b"prints":
            print("a library's chatter", flush=True)
        case b"killed-once":
            if not os.path.exists(page.path):
                open(page.path, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
        case b"killed":
            os.kill(os.getpid(), signal.SIGKILL)
    return reading(page, lexicon)


if __name__ == "__main__":
    if sys.argv[1:] == ["no-start"]:
        raise SystemExit("there is no lexicon")
    child.reading = misbehave
    child.CPU_SECONDS = 2
    child.CLOCK_SECONDS = 0.5 if sys.argv[1:] == ["clock"] else 20
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    child.main()
