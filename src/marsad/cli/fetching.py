"""``marsad fetch``: single pages from the web."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import emit, in_folder, labels, number, output, say
from marsad.errors import PageError, UsageError
from marsad.view.words import not_read, plain

if TYPE_CHECKING:
    from marsad.lexicon import Lexicon
    from marsad.model import Page, Reading
    from marsad.run.keep import Keeper, ResumableRecord
    from marsad.run.spool import Spool
    from marsad.source.fetch import FetchOptions

LIBRARIES = frozenset({"certifi", "idna", "protego", "urllib3", "warcio"})
NEEDS = 'fetching needs idna, protego and warcio: pip install "marsad[watch]"'
HELP = """
Fetch single pages from the web, and print the events in them or keep them in a record.

Only http and https and the public web are asked, also behind redirects; robots.txt is heeded; time and size have
limits. With a record every answer is kept as it came in a WARC file beside it. Sites must be able to reach you:
`--contact` (or MARSAD_CONTACT) takes an e-mail address or a web page. Each address that fails is named with the
reason; the others go on, and the exit status is 1.

Examples:

* `marsad fetch https://outlet.example/news/1 --contact newsroom@outlet.example`
* `marsad fetch https://outlet.example/news/1 https://outlet.example/news/2 --record marsad.db`
* `marsad fetch https://outlet.example/news/1 --format raw > page.html`
"""


class FetchFormat(StrEnum):
    """The form of what is printed."""

    table = "table"
    jsonl = "jsonl"
    raw = "raw"


ContactOption = Annotated[
    str | None,
    typer.Option(
        metavar="WHO",
        envvar="MARSAD_CONTACT",
        help="Your e-mail address or web page, told to every site that is asked.",
    ),
]


def fetch(
    addresses: Annotated[list[str], typer.Argument(metavar="URL", help="Addresses of pages.")],
    record: Annotated[
        str | None,
        typer.Option(
            "--record", "-r", help="Keep the pages in this record (a file, or postgresql://…); without it, nothing."
        ),
    ] = None,
    warc: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Append the answers to this WARC file; by default RECORD.warc.gz."),
    ] = None,
    contact: ContactOption = None,
    form: Annotated[
        FetchFormat, typer.Option("--format", help="A table of events, one JSON object per page, or the page itself.")
    ] = FetchFormat.table,
    no_robots: Annotated[
        bool, typer.Option("--no-robots", help="Fetch what robots.txt asks robots not to: you ask as a reader.")
    ] = False,
    delay: Annotated[float, typer.Option(min=0.5, help="Seconds between two pages of one site.")] = 2.0,
) -> None:
    """Fetch pages, read them, print or keep what they tell."""
    from marsad import lexicon
    from marsad.run.keep import Keeper
    from marsad.run.spool import Spool

    options = fetch_options(contact)
    if form is FetchFormat.raw and len(addresses) > 1:
        raise UsageError("--format raw prints one page; give one URL")
    to = warc or _beside(record)
    failures: list[PageError] = []
    found = _found(addresses, options, no_robots, delay, in_folder(to) if to else None)
    if form is FetchFormat.raw:
        found = _printed(found)
    words = lexicon.load()
    with Spool() as spool, _opened(record) as kept:
        recorded = 0
        try:
            for reading in _readings(found, words, failures):
                if why := not_read(reading.article, words.lang):
                    say(f"{plain(reading.article.path)}: {why}")
                recorded += kept.add(reading).recorded if kept else 0
                spool.add(reading)
        finally:
            if kept:
                kept.add(failures=failures)
        _print(spool, Keeper(kept), form)
        _sum_up(len(spool), len(failures), f"{recorded} recorded in {kept.place}" if kept else "", to)
    if failures:
        raise typer.Exit(1)


@contextmanager
def _opened(record: str | None) -> Iterator[ResumableRecord | None]:
    from marsad.run.keep import ResumableRecord

    if record is None:
        yield None
        return
    with ResumableRecord.open(record) as found:
        yield found


def _sum_up(read: int, failed: int, recorded: str, warc: Path | None) -> None:
    told = [f"{number(read, 'page')} read"]
    if failed:
        told.append(f"{failed} could not be fetched or read")
    if recorded:
        told.append(recorded)
    say(", ".join(told) + (f"; answers kept in {warc}" if warc else ""))


@contextmanager
def needed() -> Iterator[None]:
    """An import inside that fails for want of the extra ``watch`` says how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in LIBRARIES:
            raise
        raise UsageError(NEEDS) from error


def fetch_options(contact: str | None) -> FetchOptions:
    """Options for a user who says how to be reached."""
    with needed():
        from marsad.source.fetch import FetchOptions, user_agent

    if not contact:
        raise UsageError(
            "sites that are fetched must be able to reach you: give --contact newsroom@outlet.example, or set "
            "MARSAD_CONTACT"
        )
    return FetchOptions(user_agent(contact))


def _beside(record: str | None) -> Path | None:
    """Where the answers of pages that are recorded go, unless the user says otherwise."""
    from marsad.store.opening import is_address

    if record is None:
        return None
    if is_address(record):
        raise UsageError("a record in a database has no folder for the answers as they came; name a file with --warc")
    return Path(f"{record}.warc.gz")


def _found(
    addresses: list[str], options: FetchOptions, no_robots: bool, delay: float, warc: Path | None
) -> Iterator[Page | PageError]:
    from marsad.source.fetch import Manners, Response, fetched_pages
    from marsad.source.fetch.warc import append_to

    def nowhere(_: Response) -> None:
        """Keep nothing."""

    keep = partial(append_to, warc, agent=options.agent) if warc else nowhere
    return fetched_pages(addresses, options, Manners(delay, robots=not no_robots), keep)


def _printed(found: Iterator[Page | PageError]) -> Iterator[Page | PageError]:
    from marsad.model import Page

    for item in found:
        if isinstance(item, Page):
            sys.stdout.buffer.write(item.data)
        yield item


def _readings(found: Iterator[Page | PageError], words: Lexicon, failures: list[PageError]) -> Iterator[Reading]:
    from marsad.model import Reading
    from marsad.run import readings
    from marsad.source.fetch import settled

    for item in readings(found, words):
        if isinstance(item, PageError):
            failures.append(item)
            say(str(item))
        elif isinstance(item, Reading):
            yield settled(item)


def _print(spool: Spool, keeper: Keeper, form: FetchFormat) -> None:
    from marsad.codec import reading_to_dict
    from marsad.view.table import events_table

    if form is FetchFormat.raw:
        return
    merged = keeper.merged(spool)
    if form is FetchFormat.table and merged.events:
        output().print(events_table(merged.events, labels()))
    if form is FetchFormat.jsonl:
        for reading in spool:
            emit(json.dumps(reading_to_dict(reading, merged.identifiers(reading)), ensure_ascii=False))
