"""``marsad explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import in_folder, number, output, say, write_text
from marsad.errors import PageError, UsageError

HELP = """
Show what was done with one page: every phrase, rule and dropped candidate, line by line, then the events with
the words behind each value and the reason for each one left empty.

Examples:

* `marsad explain examples/zoido-rabat.html`
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
    from marsad.view.words import not_read

    if html is not None:
        in_folder(html)
    options = SourceOptions(manifest=str(manifest) if manifest else None)
    found = next(iter(pages([page], options)), None)
    if found is None:
        raise UsageError(f"there is no page in {page}")
    if isinstance(found, PageError):
        raise found
    words = lexicon.load()
    trace = Trace()
    reading = find(read_article(found, words.pages, words.times), words, trace)
    unread = not_read(reading.article, words.lang)
    if html is None:
        output().print(explain_text(reading, trace.steps, unread))
        return
    write_text(html, explain_html(reading, trace.steps, unread))
    told = unread or f"{number(len(reading.mentions), 'event')}, {number(len(trace.steps), 'step')}"
    say(f"wrote {html}: {told}")
