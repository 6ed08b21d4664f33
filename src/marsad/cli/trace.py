"""``marsad explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import output, say
from marsad.errors import PageError, UsageError

HELP = """
Show what was done with one page: every phrase, rule and dropped candidate, line by line, then the events with
the words behind each value and the reason for each one left empty.

Examples:

* `marsad explain examples/rabat-madrid.html`
* `marsad explain page.txt --html page-explained.html`
"""


def explain(
    page: Annotated[
        str, typer.Argument(metavar="PAGE", help="A page to read: a file, or - for standard input.")
    ],
    html: Annotated[
        Path | None,
        typer.Option("--html", dir_okay=False, help="Write a marked-up page to this file instead."),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, help="A CSV file (path, address, outlet, published) that overrides the page."
        ),
    ] = None,
) -> None:
    """Trace one page through all stages."""
    from marsad import lexicon
    from marsad.find import find
    from marsad.find.trace import Trace
    from marsad.read import read_article
    from marsad.source import SourceOptions, pages
    from marsad.view.explain import explain_html, explain_text

    options = SourceOptions(manifest=str(manifest) if manifest else None)
    found = next(iter(pages([page], options)), None)
    if found is None:
        raise UsageError(f"there is no page in {page}")
    if isinstance(found, PageError):
        raise found
    words = lexicon.load()
    trace = Trace()
    reading = find(read_article(found, words.pages, words.times), words, trace)
    if html is None:
        output().print(explain_text(reading, trace.steps))
        return
    html.write_text(explain_html(reading, trace.steps), encoding="utf-8")
    say(f"wrote {html}: {len(reading.mentions)} events, {len(trace.steps)} steps")
