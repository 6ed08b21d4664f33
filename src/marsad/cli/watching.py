"""``marsad watch``: feeds watched, round by round."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import say
from marsad.cli.fetching import needed
from marsad.errors import PageError, UsageError
from marsad.model import Page, Reading

if TYPE_CHECKING:
    from marsad.watch import Plan, Report, Watcher

HELP = """
Watch feeds: fetch what RSS, Atom and (news) sitemaps name, politely, read it into a record, and tell what is new.

FEEDS.toml says who you are, what to watch and where news goes; `docs/watching.md` explains it and shows one. Rounds go
on until Ctrl-C; what was done stays, also after a kill, and the next start goes on from there. Every answer is kept as
it came, in WARC files.

Examples:

* `marsad watch FEEDS.toml` asks every few minutes what is due
* `marsad watch FEEDS.toml --once` makes one round, for cron
* `marsad watch FEEDS.toml --status` shows how each feed is doing
* `marsad watch FEEDS.toml --reread` reads every kept page again, with the words of now, and asks nobody
"""
SHOWN = 20  # messages of one round that are shown
ORDER = (
    "feeds asked", "feeds failed", "pages found", "fetched", "changed", "unchanged", "withdrawn", "recorded",
    "new events", "new disagreements",
)  # fmt: skip


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="What to watch.", dir_okay=False)],
    once: Annotated[bool, typer.Option("--once", help="Make one round and stop.")] = False,
    every: Annotated[
        float,
        typer.Option(min=10, metavar="SECONDS", help="Between two rounds; feeds have times of their own."),
    ] = 120,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to read with.")] = 1,
    reread: Annotated[bool, typer.Option("--reread", help="Read every kept page again; nobody is asked.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Show how each feed is doing; nobody is asked.")] = False,
) -> None:
    """Watch, or show what is watched."""
    with needed():
        from marsad.watch import Watcher, read_plan

    if once + reread + status > 1:
        raise UsageError("--once, --reread and --status exclude each other")
    from marsad import lexicon
    from marsad.run import Pool
    from marsad.source.fetch import FetchOptions

    plan = read_plan(feeds)
    pool = Pool(lexicon.load(), jobs)

    def engine(pages: Iterable[Page | PageError]) -> Iterator[Reading | PageError]:
        return (read for read in pool.readings(pages) if isinstance(read, Reading | PageError))

    with pool, Watcher(plan, FetchOptions(plan.agent), engine) as watcher:
        if status:
            _status(watcher)
        elif reread:
            _tell(watcher.reread())
        elif once:
            _tell(watcher.once())
        else:
            _rounds(watcher, plan, every)


def _rounds(watcher: Watcher, plan: Plan, every: float) -> None:
    say(f"watching {len(plan.feeds)} feeds into {watcher.record.place}; Ctrl-C ends it")
    while True:
        begun = time.monotonic()
        report = watcher.once(longest=every)
        if report.counts or report.messages:
            _tell(report)
        time.sleep(max(0.0, begun + every - time.monotonic()))


def _tell(report: Report) -> None:
    """One line of counts, after the first messages."""
    for message in report.messages[:SHOWN]:
        say(message)
    if len(report.messages) > SHOWN:
        say(f"… and {len(report.messages) - SHOWN} more; `marsad pages --failed` and --status have them")
    counts = Counter(report.counts)
    named = [*ORDER, *sorted(set(counts) - set(ORDER))]
    told = ", ".join(f"{name}: {counts[name]}" for name in named if counts[name])
    say(f"{time.strftime('%Y-%m-%d %H:%M')}  {told or 'nothing was due'}")


def _status(watcher: Watcher) -> None:
    from rich.table import Table

    from marsad.cli.common import output
    from marsad.view.words import plain

    table = Table("feed", "asked", "next", "failures", "pages", "note", box=None, pad_edge=False)
    for feed in watcher.state.feeds():
        told = (
            feed.address,
            _when(feed.checked),
            _when(feed.due),
            str(feed.failures or ""),
            str(feed.pages),
            feed.note,
        )
        table.add_row(*map(plain, told))
    output().print(table)
    for name, count in watcher.state.statuses().items():
        say(f"pages {name}: {count}")


def _when(at: float | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at)) if at else ""
