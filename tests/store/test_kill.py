"""A process killed while it records: what was acknowledged stays, and reading goes on."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from marsad.record import Record

from .make import reading

PAGES = 400
WRITER = textwrap.dedent("""
    import sys
    sys.path.insert(0, sys.argv[2])
    import marsad.record.whole
    from make import reading
    marsad.record.whole.BATCH = 5
    with marsad.record.whole.Record.open(sys.argv[1]) as record:
        print("begun", flush=True)
        for start in range(0, 400, 5):
            record.add(reading(f"p{n}") for n in range(start, start + 5))
            print(start + 5, flush=True)
""")


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_writing(tmp_path, seed) -> None:
    path = tmp_path / "r.db"
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)],
        stdout=subprocess.PIPE,
        text=True,
    )
    stop = random.Random(seed).randrange(0, 40)
    said = [line for line, _ in zip(child.stdout, range(stop + 1), strict=False)]
    child.send_signal(signal.SIGKILL)
    said += child.stdout.read().splitlines()
    child.wait()
    acknowledged = max((int(line) for line in said if line.strip().isdigit()), default=0)
    with Record.open(path) as record:
        kept = len(record.pages())
        assert acknowledged <= kept <= PAGES
        assert record.add(reading(f"p{n}") for n in range(PAGES)).unchanged == kept
        assert len(record.pages()) == PAGES
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM mentions").fetchone() == (PAGES,)
