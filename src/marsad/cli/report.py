"""``marsad recap``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    write_bytes,
)
from marsad.errors import UsageError

if TYPE_CHECKING:
    from marsad.view.recap import Recap, Scope

HELP = """
Write the recap (حصيلة) of a period: a dated, cited list of events, counts by type, partner, topic and kind of
finding, and where sources disagree. One HTML page that asks for nothing from outside, Markdown, a Word document (needs
`pip install "marsad[docx]"`), or with `--pdf` a PDF (needs Chromium or Chrome installed).

Examples:

* `marsad recap --since 2023-01 --until 2023-06 --lang ar --output recap.html`
* `marsad recap --since 2022 --until 2022 --about إسبانيا --format md`
* `marsad recap --since 2023 --lang fr --pdf recap.pdf`
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
    docx = "docx"


def recap(
    since: SinceOption = None,
    until: UntilOption = None,
    about: AboutOption = None,
    lang: Annotated[Language, typer.Option(help="The language of the recap's own words.")] = Language.en,
    form: Annotated[Format, typer.Option("--format", help="HTML, Markdown, or a Word document.")] = Format.html,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", dir_okay=False, help="The file to write; without it, standard output."),
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", dir_okay=False, help="The PDF to print, by the Chromium installed here."),
    ] = None,
    record: RecordOption = None,
) -> None:
    """Compose and render the recap of a period."""
    from marsad.view.recap import Scope

    first, last = period(since, until)
    for written in filter(None, (file, pdf)):
        in_folder(written)
    if form is Format.docx and file is None:
        raise UsageError("a Word document is no text for the terminal: say where with --output")
    composed, told = _composed(Scope(first, last, about), lang, record)
    if pdf is not None:
        _print(composed, pdf)
        say(f"wrote {pdf}: {told}")
    if file is not None:
        write_bytes(file, _rendered(composed, form))
        say(f"wrote {file}: {told}")
    elif pdf is None:
        emit(_rendered(composed, form).decode().rstrip("\n"))


def _composed(scope: Scope, lang: Language, record: str | None) -> tuple[Recap, str]:
    """The recap, and how many events it has, in words."""
    from marsad import __version__
    from marsad.lexicon.labels import load_labels
    from marsad.view.export.public import public
    from marsad.view.recap import compose
    from marsad.view.recap.select import earlier, select

    with opened(record) as found:
        events, pages_read = select(found, scope)
        events = public(events, found)
        past, of_pages = earlier(found, scope), found.page_findings()
    composed = compose(
        events,
        scope,
        load_labels(lang.value),
        pages_read=pages_read,
        version=__version__,
        today=date.today(),
        earlier=past,
        of_pages=of_pages,
    )
    return composed, number(len(events), "event")


def _rendered(recap: Recap, form: Format) -> bytes:
    from marsad.view.recap import to_html, to_markdown
    from marsad.view.recap.word import to_docx

    if form is Format.docx:
        return to_docx(recap)
    return (to_html(recap) if form is Format.html else to_markdown(recap)).encode()


def _print(recap: Recap, file: Path) -> None:
    from marsad.view.recap import to_html
    from marsad.view.recap.pdf import bundled_fonts, print_pdf

    fonts = bundled_fonts()
    if not fonts:
        say("the bundled fonts were not built (make builds them with the front end): the PDF takes this machine's")
    print_pdf(to_html(recap, fonts), file)
