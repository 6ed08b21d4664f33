"""``marsad read``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from marsad.cli.common import emit, labels, number, output, say
from marsad.errors import PageError, PageMissing, UsageError
from marsad.view.words import not_read, plain

if TYPE_CHECKING:
    from marsad.model import Page, Reading
    from marsad.run.keep import Keeper
    from marsad.run.spool import Spool
    from marsad.source import SourceOptions

NAMED = 5  # so many pages are named one by one
HELP = """
Read pages and print the events in them.

PATH is a file (HTML, text, JSON lines or a JSON array of articles; also in gzip or zip), a folder, or `-` for
standard input. Pages that cannot be read are named on standard error with the reason; the others go on, and
the exit status is 1.

Examples:

* `marsad read pages/` prints the events as a table and keeps nothing
* `marsad read pages/ --record marsad.db` keeps them in a record, to ask with `marsad events`
* `marsad read articles.jsonl.gz --field title=headline --format jsonl > out.jsonl`
"""


class ReadFormat(StrEnum):
    """The form of what is printed."""

    table = "table"
    jsonl = "jsonl"


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")
    ],
    record: Annotated[
        str | None,
        typer.Option(
            "--record",
            "-r",
            metavar="FILE",
            help="Keep what is read in this record (a file, or postgresql://…); without it, nothing.",
        ),
    ] = None,
    form: Annotated[
        ReadFormat, typer.Option("--format", help="A table of events, or one JSON object per page.")
    ] = ReadFormat.table,
    manifest: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, help="A CSV file (path, address, outlet, published) that overrides the pages."
        ),
    ] = None,
    no_merge: Annotated[
        bool, typer.Option("--no-merge", help="Print each page as soon as it is read; events are not merged.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to read with.")] = 1,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=FIELD",
            help="Where JSON articles keep title, content, url, source, published, author, captured. "
            "Repeat as needed.",
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The outlet of pages whose source does not name one.")
    ] = None,
) -> None:
    """Read pages, merge what they tell, print it."""
    from marsad import lexicon
    from marsad.run import readings, with_outlet
    from marsad.run.keep import Keeper
    from marsad.run.spool import Spool
    from marsad.source import pages
    from marsad.store.opening import is_address

    found, anything = _ahead(with_outlet(pages(paths, _options(field, manifest)), outlet))
    words = lexicon.load()
    failures: list[PageError] = []
    unread: list[tuple[str, str]] = []
    there = record is not None and (is_address(record) or Path(record).exists())
    kept = record if anything or there else None  # no new record for nothing
    with Spool() as spool, Keeper.opened(kept) as keeper:
        live = sys.stderr.isatty() and not (no_merge and sys.stdout.isatty())
        stream = readings(keeper.recalling(found, words.version), words, jobs=jobs)
        for reading in keeper.keeping(_watched(stream, failures, live), failures):
            if why := not_read(reading.article, words.lang):
                unread.append((reading.article.path, why))
            if no_merge:
                _print_page(reading, form)
                spool.count()
            else:
                spool.add(reading)
        events = 0 if no_merge else _print_merged(spool, keeper, form)
        _say_unread(unread)
        _summary(spool, failures, keeper, None if no_merge else events)
        nothing = not spool
    if failures or nothing:
        raise typer.Exit(1)


def _ahead(found: Iterator[Page | PageError]) -> tuple[Iterator[Page | PageError], bool]:
    """The same stream, and whether it has anything but files that are not there; looks no further than needed."""
    seen: list[Page | PageError] = []
    for item in found:
        seen.append(item)
        if not isinstance(item, PageMissing):
            return chain(seen, found), True
    return iter(seen), False


def _say_unread(unread: list[tuple[str, str]]) -> None:
    """Name the pages in a language that is not read yet, or the first of many."""
    if len(unread) <= NAMED:
        for path, why in unread:
            say(f"{plain(path)}: {why}")
        return
    first = ", ".join(plain(path) for path, _ in unread[:NAMED])
    kinds = "; ".join(f"{n} × {why}" for why, n in Counter(why for _, why in unread).most_common())
    say(f"{len(unread)} pages hold {kinds}: {first} …")


def _options(fields: list[str] | None, manifest: Path | None) -> SourceOptions:
    from marsad.source import FIELDS, SourceOptions

    named: dict[str, tuple[str, ...]] = {}
    for pair in fields or ():
        name, equals, value = pair.partition("=")
        if name not in FIELDS or not equals or not value:
            raise UsageError(f"--field {pair!r}: write NAME=FIELD, with a NAME of {', '.join(FIELDS)}")
        named[name] = (*named.get(name, ()), value)
    return SourceOptions(fields=named, manifest=str(manifest) if manifest else None)


def _watched(
    stream: Iterator[Reading | PageError], failures: list[PageError], live: bool
) -> Iterator[Reading]:
    """The readings; failures are named on standard error as they come, with progress where somebody looks."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} pages read, {task.fields[failed]} failed"))
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not live, transient=True
    ) as progress:
        task = progress.add_task("reading", total=None, failed=0)
        for item in stream:
            if isinstance(item, PageError):
                failures.append(item)
                console.print(f"marsad: {plain(str(item))}", soft_wrap=True)
            else:
                yield item
            progress.update(task, advance=1, failed=len(failures))


def _print_page(reading: Reading, form: ReadFormat) -> None:
    """One page as it is read, unmerged."""
    from marsad.codec import reading_to_dict
    from marsad.view.table import mention_line

    if form is ReadFormat.jsonl:
        emit(json.dumps(reading_to_dict(reading), ensure_ascii=False))
        return
    for mention in reading.mentions:
        emit(f"{plain(reading.article.id)}  {mention_line(mention, labels())}")


def _print_merged(spool: Spool, keeper: Keeper, form: ReadFormat) -> int:
    """All pages with the identifiers of their merged events, or the table of events; the number of events."""
    from marsad.codec import reading_to_dict
    from marsad.view.table import events_table

    merged = keeper.merged(spool)
    if form is ReadFormat.table:
        if merged.events:
            output().print(events_table(merged.events, labels()))
        return len(merged.events)
    for reading in spool:
        emit(json.dumps(reading_to_dict(reading, merged.identifiers(reading)), ensure_ascii=False))
    return len(merged.events)


def _summary(spool: Spool, failures: list[PageError], keeper: Keeper, events: int | None) -> None:
    told = [number(len(spool), "page") + " read"]
    if failures:
        told.append(f"{len(failures)} could not be read")
    if events is not None:
        told.append(number(events, "event"))
    if keeper.place is not None:
        told.append(f"{keeper.recorded} recorded and {keeper.unchanged} unchanged in {keeper.place}")
    if not spool and not failures:
        told.append("is there a page in what you named?")
    say(", ".join(told))
