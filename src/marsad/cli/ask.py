"""``marsad events``, ``show`` and ``pages``: asking a record."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import (
    AboutOption,
    RecordOption,
    SinceOption,
    UntilOption,
    emit,
    labels,
    number,
    one_of,
    opened,
    output,
    period,
    say,
)
from marsad.cli.export import (
    CountryOption,
    InstitutionOption,
    PersonOption,
    TextOption,
    TopicOption,
    TypeOption,
)
from marsad.errors import UsageError

if TYPE_CHECKING:
    from marsad.model import Event

EVENTS_HELP = """
List the events of a record.

Filters narrow the list together. A period takes events that overlap it; both days are inclusive. Names match
in any spelling; a country is a code (MA) or a name.

Examples:

* `marsad events --since 2023-01 --until 2023-06 --type meeting`
* `marsad events --country ES --topic terrorism --format csv > spain.csv`
* `marsad events --about حموشي --format jsonl`
"""
SHOW_HELP = """
Show one event in full: every value with its quotations and sources, independent origins, and where sources
disagree.

Examples:

* `marsad show EVENT` with an identifier that `marsad events` prints
* `marsad show EVENT --why` adds what made these pages one event, feature by feature
"""
PAGES_HELP = """
Count the pages of a record by outlet and day: read, with events, without, failed. Counts of events mislead
without these.

Examples:

* `marsad pages`
* `marsad pages --failed` lists what could not be read, and why
"""


class EventsFormat(StrEnum):
    """The form of the list."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def events(  # noqa: PLR0913, PLR0917 (one argument an option, given by name)
    since: SinceOption = None,
    until: UntilOption = None,
    kind: TypeOption = None,
    person: PersonOption = None,
    institution: InstitutionOption = None,
    country: CountryOption = None,
    topic: TopicOption = None,
    text: TextOption = None,
    about: AboutOption = None,
    form: Annotated[EventsFormat, typer.Option("--format", help="A table, or data.")] = EventsFormat.table,
    bom: Annotated[bool, typer.Option("--bom", help="Begin a CSV with the mark by which Excel knows UTF-8.")] = False,
    record: RecordOption = None,
) -> None:
    """The events that match all filters."""
    from marsad.lexicon.labels import GROUPS, TOPICS
    from marsad.view.private import publishable

    first, last = period(since, until)
    one_of(kind, GROUPS["types"], "type")
    one_of(topic, TOPICS, "topic")
    if bom and form is not EventsFormat.csv:
        raise UsageError("--bom belongs to --format csv")
    asked = (first, last, kind, person, institution, country, topic, text, about)
    narrowed = any(value is not None for value in asked)
    with opened(record) as found:
        matching: list[Event] = found.events(
            since=first,
            until=last,
            type=kind,
            person=person,
            institution=institution,
            country=country,
            topic=topic,
            text=text,
            about=about,
        )
        matching = publishable(matching, found)
        read = None if matching else sum(row.failed is None for row in found.each_page())
    print_events(matching, form, bom=bom)
    if read == 0:
        say("this record is empty; read pages into it with: marsad read PAGES --record FILE")
    elif read is not None and narrowed:
        say(f"no event matches, of {number(read, 'page')} read; fewer filters may show more")
    elif read is not None:
        say(f"no event was found in {number(read, 'page')} read")


def print_events(found: list[Event], form: EventsFormat, *, bom: bool = False) -> None:
    """Events on standard output, in the form asked for."""
    from marsad.view.export import event_to_dict, write_csv
    from marsad.view.table import events_table

    match form:
        case EventsFormat.table:
            if found:
                output().print(events_table(found, labels()))
        case EventsFormat.csv:
            write_csv(found, sys.stdout, bom=bom)
        case EventsFormat.jsonl:
            import json

            for event in found:
                emit(json.dumps(event_to_dict(event), ensure_ascii=False))


def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The identifier that marsad events prints.")],
    why: Annotated[bool, typer.Option("--why", help="Add why the pages were taken for one event.")] = False,
    record: RecordOption = None,
) -> None:
    """One event with everything behind it."""
    from marsad.view.private import publishable
    from marsad.view.show import show_event, show_why

    with opened(record) as found:
        (one,) = publishable([found.event(event)], found)
        console = output()
        console.print(show_event(one, labels()))
        if why:
            console.print(show_why(found.why(one.id), one, labels()))


def pages(
    failed: Annotated[bool, typer.Option("--failed", help="List the pages that could not be read, and why.")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="List the pages that hold no event.")] = False,
    record: RecordOption = None,
) -> None:
    """What was read."""
    from marsad.view.pages import count_days, days_table, empty_table, failed_table

    with opened(record) as found:
        days = count_days(found.each_page())
        unread = [row for row in found.each_page() if row.failed is not None] if failed else []
        idle = [row for row in found.each_page() if row.empty] if empty else []
    total = sum(day.read + day.failed for day in days)
    if not total:
        say("this record is empty; read pages into it with: marsad read PAGES --record FILE")
        return
    console = output()
    if not failed and not empty:
        console.print(days_table(days))
    if failed:
        say(f"{len(unread)} of {number(total, 'page')} could not be read")
        if unread:
            console.print(failed_table(unread))
    if empty:
        say(f"{len(idle)} of {number(total, 'page')} were read and hold no event")
        if idle:
            console.print(empty_table(idle))
