"""What must hold whatever happens: processes killed at any moment, and many who judge at once.

    python -m tests.torture [--kills N] [--seconds S] [--writers N] [--store file|postgres] [--only VERB]

Kills N processes of each store (``kill -9``) while they read, merge, judge and migrate (``--only`` one of these), and
checks each time that nothing acknowledged was lost and that ``check`` finds nothing wrong. Then lets writers judge
the same few events for some seconds: no judgement may be lost, none follow the same one twice, and who comes second
must be told. CI runs a small part of it (tests/store/test_torture.py).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from marsad.errors import RecordJudged
from marsad.record import Record
from marsad.store import migrations, schema
from tests import stores
from tests.store.make import BODY, reading, visit

CONTEXT = multiprocessing.get_context("fork")  # no time goes into importing: the kill falls into the work
ANSWERS = 4  # that a process may give until it is killed, so that there is something to lose on a slow machine, too
LONGEST = 0.4  # seconds from then until it is killed
PATIENCE = 30.0  # seconds that it may take to begin, on a busy machine
BEGUN = ("begun", None)
CITIES = 6  # events that are judged
VERBS = ("read", "read", "merge", "judge", "judge")
MIXED = {  # what is done beside the one thing that is looked at: a merge needs something new to merge
    "read": ("read",),
    "merge": ("read", "merge"),
    "judge": ("judge",),
}


# ---------------------------------------------------------------- killed
def work(place: str, seed: int, told: Connection, verbs: Sequence[str] = VERBS) -> None:
    """Read, merge and judge until killed; every answer is told after the record gave it."""
    chance = random.Random(seed)
    with Record.open(place) as record:
        told.send(BEGUN)
        for n in range(10**6):
            verb = chance.choice(verbs)
            if verb == "read":
                page = f"p{seed}-{n}"
                record.add(reading(page, visit(at=chance.randrange(30)), body=f"{BODY} {page}", version=page))
                told.send(("page", page))
            elif verb == "merge":
                record.find(limit=5)
            elif events := record.find(limit=5).events:
                event = chance.choice(events)
                told.send(("act", record.correct(event.id, "city", f"city {n}", user=f"u{seed}", reason="so")))


def migrate(place: str, seed: int, told: Connection) -> None:
    """Open a record with a program that has a newer schema."""
    newer()
    told.send(BEGUN)
    with Record.open(place):
        told.send(("migrated", seed))


def newer() -> None:
    """Make this process know a schema one version on."""

    def step(connection: object) -> None:
        run = connection.exec_driver_sql  # type: ignore[attr-defined]
        run("ALTER TABLE pages ADD COLUMN seen TEXT")
        for n in range(20):
            run(f"UPDATE pages SET seen = '{n}'")

    migrations.MIGRATIONS = {schema.VERSION: step}
    schema.VERSION += 1


def kill_once(
    place: str, seed: int, target: Callable[[str, int, Connection], None], answers: int = 0
) -> list[tuple[str, object]]:
    """Start a process, kill it a while after it told up to ``answers`` things, and return what it told."""
    here, there = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=target, args=(place, seed, there), daemon=True)
    child.start()
    there.close()
    chance = random.Random(seed)
    said: list[tuple[str, object]] = []
    try:
        for _ in range(1 + chance.randint(0, answers)):
            if here.poll(PATIENCE):
                said.append(here.recv())
        time.sleep(chance.uniform(0, LONGEST))
        if child.pid is not None and child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        while here.poll():
            said.append(here.recv())
    except EOFError:
        child.join()
    return [one for one in said if one != BEGUN]


def lost(place: str, said: Iterable[tuple[str, object]]) -> list[str]:
    """What was acknowledged and is not there, and what is wrong with the record."""
    with Record.open(place) as record:
        pages = {row.id for row in record.pages()}
        acts = {row.act for row in record.judgements()}
        there = {"page": pages, "act": acts}
        gone = [f"{what} {which} is lost" for what, which in said if which not in there.get(what, {which})]
        return gone + record.check()


def migrated(place: str) -> list[str]:
    """What is wrong with a record whose migration was killed, once the newer program has opened it."""
    here, there = CONTEXT.Pipe(duplex=False)

    def look() -> None:
        newer()
        there.send(lost(place, ()))

    child = CONTEXT.Process(target=look)
    child.start()
    there.close()
    found: list[str] = here.recv()
    child.join()
    return found


def kills(
    place: Callable[[], str], count: int, say: Callable[[str], None] = print, only: str | None = None
) -> list[str]:
    """Kill ``count`` processes, every fifth while it migrates (or all while they do ``only`` one thing).

    Returns everything that was wrong after any of them.
    """
    wrong: list[str] = []
    at, said = _begun(place)
    acknowledged = 0
    target = partial(work, verbs=MIXED.get(only or "", VERBS))
    for seed in range(count):
        if only == "migrate" or (only is None and seed % 5 == 4):
            wrong += _kill_migration(place(), seed)
            continue
        if seed % 10 == 0:  # not ever larger
            at, said = _begun(place)
        more = kill_once(at, seed, target, ANSWERS)
        acknowledged += len(more)
        said += more
        wrong += [f"kill {seed}: {problem}" for problem in lost(at, said)]
    told = f" while they {only}" if only else ""
    say(f"{count} kills{told}, {acknowledged} acknowledged: {len(wrong)} wrong")
    return wrong


def _begun(place: Callable[[], str]) -> tuple[str, list[tuple[str, object]]]:
    """A record with some events to judge, and what it acknowledged so far."""
    at = place()
    with Record.open(at) as record:
        for n in range(CITIES):
            record.add(reading(f"b{n}", visit(at=n), version=f"b{n}", body=f"{BODY} {n}"))
    return at, [("page", f"b{n}") for n in range(CITIES)]


def _kill_migration(place: str, seed: int) -> list[str]:
    with Record.open(place) as record:
        record.add(reading(f"m{n}", version=f"m{n}", body=f"{BODY} {n}") for n in range(60))
        record.judge("confirm", record.find(limit=1).events[0].id, user="noor")
    kill_once(place, seed, migrate)
    return [f"kill {seed} while migrating: {problem}" for problem in migrated(place)]


# ---------------------------------------------------------------- at once
def judge(place: str, seed: int, until: float, told: Connection) -> None:
    """Correct events that others correct too; tell what was acknowledged and how often somebody was before."""
    chance = random.Random(seed)
    acts, beaten = [], 0
    with Record.open(place) as record:
        n = 0
        while time.time() < until:
            n += 1
            events = record.find().events
            seen = record.seen
            event = chance.choice(events)
            try:
                city, user = f"city {seed} {n}", f"u{seed}"
                acts.append(record.correct(event.id, "city", city, user=user, reason="so", seen=seen))
            except RecordJudged:
                beaten += 1
    told.send((acts, beaten))


def writers(place: str, count: int, seconds: float, say: Callable[[str], None] = print) -> list[str]:
    """Let ``count`` processes judge the same events; everything that was wrong after it."""
    with Record.open(place) as record:
        days = [visit().start.replace(day=n + 1) for n in range(2 * CITIES) if n % 2]  # type: ignore[union-attr]
        record.add(reading(f"e{n}", visit(day), version=f"e{n}", body=f"{BODY} {n}") for n, day in enumerate(days))
        record.find()
    until = time.time() + seconds
    pipes, children = [], []
    for seed in range(count):
        here, there = CONTEXT.Pipe(duplex=False)
        child = CONTEXT.Process(target=judge, args=(place, seed, until, there))
        child.start()
        there.close()
        pipes.append(here)
        children.append(child)
    answers = []
    wrong = []
    for seed, pipe in enumerate(pipes):
        try:
            answers.append(pipe.recv())
        except EOFError:
            wrong.append(f"writer {seed} failed")
    for child in children:
        child.join()
    acts = [act for own, _ in answers for act in own]
    beaten = sum(number for _, number in answers)
    with Record.open(place) as record:
        kept = {row.act for row in record.judgements()}
        wrong += [f"judgement {act} was given twice" for act, times in Counter(acts).items() if times > 1]
        wrong += [f"judgement {act} was lost" for act in sorted(set(acts) - kept)]
        if not wrong and set(acts) != kept:
            wrong.append("there are judgements that nobody was told of")
        wrong += record.check()
    told = f"{len(acts)} judgements, {beaten} told that somebody was before: {len(wrong)} wrong"
    say(f"{count} writers, {seconds:g} s: {told}")
    return wrong


def main() -> int:
    """All of it, on each store."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--store", choices=stores.STORES)
    parser.add_argument("--only", choices=(*MIXED, "migrate"))
    options = parser.parse_args()
    wrong: list[str] = []
    for store in [options.store] if options.store else stores.STORES:
        with ExitStack() as stack:
            folder = Path(tempfile.mkdtemp(prefix="marsad-torture-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            if store == "file":
                numbers = iter(range(10**6))
                place = lambda numbers=numbers, folder=folder: str(folder / f"{next(numbers)}.db")  # noqa: E731
            else:
                address = stack.enter_context(stores.server())
                place = lambda address=address: stores.schema(address)  # noqa: E731
            print(f"{store}:", flush=True)
            wrong += kills(place, options.kills, only=options.only)
            if options.writers:
                wrong += writers(place(), options.writers, options.seconds)
    for problem in wrong:
        print(problem)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
