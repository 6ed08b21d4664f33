"""``marsad export`` and ``marsad freeze``: events for other programs and for other people."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import (
    AboutOption,
    RecordOption,
    SinceOption,
    UntilOption,
    given,
    in_folder,
    known_country,
    number,
    one_of,
    opened,
    period,
    say,
)
from marsad.errors import UsageError

if TYPE_CHECKING:
    from marsad.record import Events, Record

EXPORT_HELP = """
Write events in the form another program reads. The filters are those of `marsad events`.

Formats: csv, csv-excel, xlsx, parquet, jsonl, codebook, gexf, graphml, ftm, jsonld, plover, dyad-year, ics,
geojson, atom, bibtex, csl, ris. `docs/exports.md` says what each is for and what it cannot carry. Some need
`pip install "marsad[exports]"`.

Examples:

* `marsad export csv-excel --since 2023 --output events.csv`
* `marsad export xlsx --lang ar --output events.xlsx`
* `marsad export gexf --about المغرب --output network.gexf`
* `marsad export dyad-year > dyads.csv`
"""
FREEZE_HELP = """
Write a data set that can be cited: events as CSV, JSON lines and Parquet, the codebook, the sources, how it was
made, versions, checksums, and a CITATION.cff. The folder must be new or empty.

Examples:

* `marsad freeze dataset/ --title "Security diplomacy of Morocco, 2015 to 2023" --author "Jane Doe"`
* `marsad freeze dataset/ --since 2020 --until 2023 --version 2`
"""

TypeOption = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", callback=given, help="One of the twelve types: visit, meeting …")
]
PersonOption = Annotated[
    str | None, typer.Option(metavar="NAME", callback=given, help="A person's name, in any spelling.")
]
InstitutionOption = Annotated[str | None, typer.Option(metavar="NAME", callback=given, help="An institution's name.")]
CountryOption = Annotated[
    str | None,
    typer.Option(
        metavar="COUNTRY",
        callback=known_country,
        help="A country or international body, as place or side: MA, المغرب.",
    ),
]
TopicOption = Annotated[
    str | None, typer.Option(metavar="TOPIC", callback=given, help="A topic: terrorism, drugs, borders …")
]
TextOption = Annotated[
    str | None, typer.Option(metavar="WORDS", callback=given, help="Words in the quotations and titles.")
]


RegisterOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        metavar="FILE",
        envvar="MARSAD_REGISTER",
        exists=True,
        dir_okay=False,
        help="Officials of your own, in the form of data/officials.yml; may be repeated.",
    ),
]


class Language(StrEnum):
    """The language of headings and labels; quotations stay as the pages have them."""

    ar = "ar"
    en = "en"
    fr = "fr"


def export(  # noqa: PLR0913, PLR0917 (one argument an option, given by name)
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="One of the formats below.")],
    since: SinceOption = None,
    until: UntilOption = None,
    kind: TypeOption = None,
    person: PersonOption = None,
    institution: InstitutionOption = None,
    country: CountryOption = None,
    topic: TopicOption = None,
    text: TextOption = None,
    about: AboutOption = None,
    lang: Annotated[Language, typer.Option(help="The language of headings and labels.")] = Language.en,
    register: RegisterOption = None,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", dir_okay=False, help="The file to write; without it, standard output."),
    ] = None,
    record: RecordOption = None,
) -> None:
    """The events that match all filters, in one format."""
    from marsad.link.people import People
    from marsad.link.register import load_register
    from marsad.view.export import formats
    from marsad.view.export.public import public
    from marsad.view.export.setting import Setting

    chosen = formats.format_named(form)
    if file is None and not chosen.text and sys.stdout.isatty():
        raise UsageError(f"{form} is no text; name a file: --output events{chosen.suffix}")
    if file is not None:
        in_folder(file)
    with opened(record) as found:
        events = _matching(found, since, until, kind, person, institution, country, topic, text, about)
        who = found.people(events, load_register(register or ())) if chosen.people else People()
        setting = Setting.of(lang.value, people=who)
        if file is None:
            out = BytesIO()
            chosen.write(public(events, found), out, setting)
            typer.get_binary_stream("stdout").write(out.getvalue())
            say(f"{number(len(events), 'event')} as {form}")
            return
        written = formats.export(events, form, file, found, setting)
    say(f"wrote {' and '.join(map(str, written))}: {number(len(events), 'event')}")


def freeze(  # noqa: PLR0913, PLR0917 (one argument an option, given by name)
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="A new or empty folder.")],
    title: Annotated[str, typer.Option(metavar="TITLE", help="The data set's title.")] = "Events of security diplomacy",
    author: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Who answers for it; may be repeated.")
    ] = None,
    version: Annotated[str, typer.Option(metavar="VERSION", help="The data set's own version.")] = "1",
    licence: Annotated[str | None, typer.Option("--licence", metavar="SPDX", help="Its licence: CC-BY-4.0 …")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: TypeOption = None,
    person: PersonOption = None,
    institution: InstitutionOption = None,
    country: CountryOption = None,
    topic: TopicOption = None,
    text: TextOption = None,
    about: AboutOption = None,
    record: RecordOption = None,
) -> None:
    """A citable data set of the events that match all filters."""
    from marsad.view.export.freeze import About, write_dataset
    from marsad.view.export.setting import Setting

    in_folder(folder)
    filters = {
        "since": since, "until": until, "type": kind, "person": person, "institution": institution,
        "country": country, "topic": topic, "text": text, "about": about,
    }  # fmt: skip
    asked = {name: value for name, value in filters.items() if value}
    described = About(title, tuple(author or ()), version, licence, asked)
    with opened(record) as found:
        events = _matching(found, since, until, kind, person, institution, country, topic, text, about)
        written = write_dataset(folder, events, found, described, Setting.of())
    told = f"{number(len(events), 'event')} in {len(written)} files"
    say(f"wrote {folder}: {told}; check it with: sha256sum -c SHA256SUMS")


def _matching(  # noqa: PLR0913, PLR0917 (the filters, in the order of the commands)
    found: Record,
    since: str | None,
    until: str | None,
    kind: str | None,
    person: str | None,
    institution: str | None,
    country: str | None,
    topic: str | None,
    text: str | None,
    about: str | None,
) -> Events:
    from marsad.lexicon.labels import GROUPS, TOPICS

    first, last = period(since, until)
    return found.events(
        since=first,
        until=last,
        type=one_of(kind, GROUPS["types"], "type"),
        person=person,
        institution=institution,
        country=country,
        topic=one_of(topic, TOPICS, "topic"),
        text=text,
        about=about,
    )
