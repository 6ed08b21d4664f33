"""``marsad read``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from marsad.cli.common import emit, labels, number, output, say
from marsad.errors import PageError, PageMissing, UsageError
from marsad.view.words import not_read, plain

if TYPE_CHECKING:
    from marsad.model import Reading
    from marsad.run import Item
    from marsad.run.keep import Keeper, Merged
    from marsad.run.spool import Spool
    from marsad.source import SourceOptions

NAMED = 5  # so many pages are named one by one
HELP = """
Read pages and print the events in them.

PATH is a file (HTML, text, JSON lines or a JSON array of articles, also in gzip or zip; a web archive, WARC or WET; a
Parquet table), a folder, a pattern of files, or `-` for standard input. Pages that cannot be read are named on standard
error with the reason; the others go on, and the exit status is 1.

Examples:

* `marsad read pages/` prints the events as a table and keeps nothing
* `marsad read pages/ --record marsad.db` keeps them in a record, to ask with `marsad events`
* `marsad read 'crawl/2023-*.warc.gz' --record marsad.db --jobs 4` goes on where it was stopped
* `marsad read articles.jsonl.gz --field title=headline --format jsonl > out.jsonl`
"""


class ReadFormat(StrEnum):
    """The form of what is printed."""

    table = "table"
    jsonl = "jsonl"


class Engine(StrEnum):
    """Who reads."""

    local = "local"
    spark = "spark"


def read(  # noqa: PLR0913, PLR0917 (the options of the command line)
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, patterns, or - for standard input.")
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
    engine: Annotated[
        Engine, typer.Option(help="Read on this machine, or on a cluster by Spark (docs/scale.md).")
    ] = Engine.local,
    master: Annotated[
        str, typer.Option(metavar="URL", help="Spark's master, as local[2], spark://host:7077 or yarn.")
    ] = "local[*]",
    work: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where Spark writes the readings (Parquet); a cluster shares it."),
    ] = None,
) -> None:
    """Read pages, merge what they tell, print it."""
    from marsad import lexicon
    from marsad.run import readings, with_outlet
    from marsad.run.keep import Keeper, reached, way
    from marsad.run.spool import Spool
    from marsad.source import located
    from marsad.store.opening import is_address

    options = _options(field, manifest)
    words = lexicon.load()
    told = manifest.read_bytes() if manifest and manifest.is_file() else None
    how = way(words.version, (told, outlet, field))
    failures = _Failed()
    unread = _Unread()
    with ExitStack() as stack:
        cluster = _OnCluster(stack, master, work) if engine is Engine.spark else None
        if cluster is not None:
            found, anything = _ahead(cluster.readings(paths, options, outlet))
        else:
            found, anything = _ahead(with_outlet(located(paths, options, reached(record, how)), outlet))
        there = record is not None and (is_address(record) or Path(record).exists())
        kept = record if anything or there else None  # no new record for nothing
        spool, keeper = stack.enter_context(Spool()), stack.enter_context(Keeper.opened(kept, how))
        live = sys.stderr.isatty() and not (no_merge and sys.stdout.isatty())
        stream = readings(keeper.recalling(found, words.version), words, jobs=jobs)
        for reading in _watched(keeper.keeping(stream), failures, live):
            if why := not_read(reading.article, words.lang):
                unread.add(reading.article.path, why)
            if no_merge:
                _print_page(reading, form)
                spool.count()
            else:
                spool.add(reading)
        merge = cluster.merged if cluster is not None and kept is None else partial(keeper.merged, spool)
        events = 0 if no_merge else _print_merged(spool, merge, form)
        unread.say()
        _summary(spool, failures, keeper, None if no_merge else events)
        nothing = not spool and not keeper.went_on
    if failures.count or nothing:
        raise typer.Exit(1)


class _OnCluster:
    """A cluster that reads, and merges; readings stay in ``work``, or in a folder of our own until ``stack`` ends."""

    def __init__(self, stack: ExitStack, master: str, work: Path | None) -> None:
        from marsad.run.spark import Cluster, start

        if work is None:
            if not master.startswith("local"):
                raise UsageError("on a cluster name a folder that all of its machines share: --work FOLDER")
            work = Path(stack.enter_context(TemporaryDirectory(prefix="marsad-"))) / "work"
        elif work.exists():
            raise UsageError(f"{work} is there already; name a folder for Spark to make")
        self._cluster, self._session = Cluster(work, master), start(master)
        stack.callback(self._session.stop)

    def readings(self, paths: list[str], options: SourceOptions, outlet: str | None) -> Iterator[Item]:
        """What is read, in order."""
        from marsad.run.spark import readings_spark

        yield from readings_spark(paths, options, self._cluster, outlet=outlet, session=self._session)

    def merged(self) -> Merged:
        """The events of what was read."""
        from marsad.run.spark import merged_spark

        return merged_spark(self._cluster, self._session)


def _ahead(found: Iterator[Item]) -> tuple[Iterator[Item], bool]:
    """The same stream, and whether it has anything but files that are not there; looks no further than needed."""
    seen: list[Item] = []
    for item in found:
        seen.append(item)
        if not isinstance(item, PageMissing):
            return chain(seen, found), True
    return iter(seen), False


@dataclass
class _Failed:
    """How many pages could not be read. Their reasons were named as they came."""

    count: int = 0


@dataclass
class _Unread:
    """Pages in a language that is not read yet: the first few by name, all of them by kind."""

    first: list[tuple[str, str]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, path: str, why: str) -> None:
        """Count a page."""
        self.kinds[why] += 1
        if len(self.first) <= NAMED:
            self.first.append((path, why))

    def say(self) -> None:
        """Name them, or the first of many."""
        if self.kinds.total() <= NAMED:
            for path, why in self.first:
                say(f"{plain(path)}: {why}")
            return
        first = ", ".join(plain(path) for path, _ in self.first[:NAMED])
        kinds = "; ".join(f"{n} × {why}" for why, n in self.kinds.most_common())
        say(f"{self.kinds.total()} pages hold {kinds}: {first} …")


def _options(fields: list[str] | None, manifest: Path | None) -> SourceOptions:
    from marsad.source import FIELDS, SourceOptions

    named: dict[str, tuple[str, ...]] = {}
    for pair in fields or ():
        name, equals, value = pair.partition("=")
        if name not in FIELDS or not equals or not value:
            raise UsageError(f"--field {pair!r}: write NAME=FIELD, with a NAME of {', '.join(FIELDS)}")
        named[name] = (*named.get(name, ()), value)
    return SourceOptions(fields=named, manifest=str(manifest) if manifest else None)


def _watched(stream: Iterator[Reading | PageError], failed: _Failed, live: bool) -> Iterator[Reading]:
    """The readings; failures are named on standard error as they come, with progress where somebody looks."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} pages read, {task.fields[failed]} failed"))
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not live, transient=True
    ) as progress:
        task = progress.add_task("reading", total=None, failed=0)
        for item in stream:
            if isinstance(item, PageError):
                failed.count += 1
                console.print(f"marsad: {plain(str(item))}", soft_wrap=True)
            else:
                yield item
            progress.update(task, advance=1, failed=failed.count)


def _print_page(reading: Reading, form: ReadFormat) -> None:
    """One page as it is read, unmerged."""
    from marsad.codec import reading_to_dict
    from marsad.view.table import mention_line

    if form is ReadFormat.jsonl:
        emit(json.dumps(reading_to_dict(reading), ensure_ascii=False))
        return
    for mention in reading.mentions:
        emit(f"{plain(reading.article.id)}  {mention_line(mention, labels())}")


def _print_merged(spool: Spool, merge: Callable[[], Merged], form: ReadFormat) -> int:
    """All pages with the identifiers of their merged events, or the table of events; the number of events."""
    from marsad.codec import reading_to_dict
    from marsad.view.table import events_table

    merged = merge()
    if form is ReadFormat.table:
        if merged.events:
            output().print(events_table(merged.events, labels()))
        return len(merged.events)
    for reading in spool:
        emit(json.dumps(reading_to_dict(reading, merged.identifiers(reading)), ensure_ascii=False))
    return len(merged.events)


def _summary(spool: Spool, failed: _Failed, keeper: Keeper, events: int | None) -> None:
    told = [number(len(spool), "page") + " read"]
    if keeper.went_on:
        told.append(f"{number(keeper.went_on, 'file')} gone on with where an earlier run had stopped")
    if failed.count:
        told.append(f"{failed.count} could not be read")
    if keeper.passed:
        told.append(f"{number(keeper.passed, 'record')} passed over that hold no page")
    if events is not None:
        told.append(number(events, "event"))
    if keeper.place is not None:
        told.append(f"{keeper.recorded} recorded and {keeper.unchanged} unchanged in {keeper.place}")
    if not spool and not failed.count and not keeper.went_on:
        told.append("is there a page in what you named?")
    say(", ".join(told))
