"""``marsad recap``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import (
    AboutOption,
    RecordOption,
    SinceOption,
    UntilOption,
    emit,
    in_folder,
    number,
    opened,
    period,
    say,
    write_text,
)

HELP = """
Write the recap (حصيلة) of a period: a dated, cited list of events, counts by type, partner and topic, and
where sources disagree. One HTML page that asks for nothing from outside, or Markdown.

Examples:

* `marsad recap --since 2023-01 --until 2023-06 --lang ar --output recap.html`
* `marsad recap --since 2022 --until 2022 --about إسبانيا --format md`
"""


class Language(StrEnum):
    """The language of the recap's own words; quotations stay as the pages have them."""

    ar = "ar"
    en = "en"
    fr = "fr"


class Format(StrEnum):
    """The form of the recap."""

    html = "html"
    md = "md"


def recap(
    since: SinceOption = None,
    until: UntilOption = None,
    about: AboutOption = None,
    lang: Annotated[Language, typer.Option(help="The language of the recap's own words.")] = Language.en,
    form: Annotated[Format, typer.Option("--format", help="One HTML page, or Markdown.")] = Format.html,
    file: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", dir_okay=False, help="The file to write; without it, standard output."
        ),
    ] = None,
    record: RecordOption = None,
) -> None:
    """Compose and render the recap of a period."""
    from marsad import __version__
    from marsad.lexicon.labels import load_labels
    from marsad.view.private import publishable
    from marsad.view.recap import Scope, compose, to_html, to_markdown
    from marsad.view.recap.select import select

    first, last = period(since, until)
    if file is not None:
        in_folder(file)
    scope = Scope(first, last, about)
    with opened(record) as found:
        events, pages_read = select(found, scope)
        events = publishable(events, found)
    composed = compose(
        events,
        scope,
        load_labels(lang.value),
        pages_read=pages_read,
        version=__version__,
        today=date.today(),
    )
    text = to_html(composed) if form is Format.html else to_markdown(composed)
    if file is None:
        emit(text.rstrip("\n"))
        return
    write_text(file, text)
    say(f"wrote {file}: {number(len(events), 'event')}")
