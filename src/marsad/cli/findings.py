"""``marsad findings``."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated

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
from marsad.cli.keeping import known_form

HELP = """
List what a reader should know: where sources contradict each other on date, place, participants, number or
status; what a later report changed; what one side alone tells; dates that do not fit their weekday; years that were
inferred; places in dispute. Each with its quotations.

The filters are those of `marsad events` and take the findings of the events that match, and of their pages.

Examples:

* `marsad findings --since 2023 --kind contradiction`
* `marsad findings --about حموشي --field date`
* `marsad findings --kind one-sided --format jsonl`
"""


def findings(  # noqa: PLR0913, PLR0917 (one argument an option, given by name)
    since: SinceOption = None,
    until: UntilOption = None,
    kind: TypeOption = None,
    person: PersonOption = None,
    institution: InstitutionOption = None,
    country: CountryOption = None,
    topic: TopicOption = None,
    text: TextOption = None,
    about: AboutOption = None,
    finding: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="contradiction, changed, one-sided …; may be repeated."),
    ] = None,
    field: Annotated[
        str | None, typer.Option(metavar="FIELD", help="date, place, participants, count, status, attribution.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or jsonl.")] = "table",
    record: RecordOption = None,
) -> None:
    """The findings of the events that match all filters."""
    from marsad.lexicon.labels import GROUPS, TOPICS
    from marsad.view.findings import FIELDS, KINDS, collect, findings_list, found_to_dict

    known_form(form)
    for name in finding or ():
        one_of(name, KINDS, "kind of finding")
    one_of(field, FIELDS, "field of findings")
    first, last = period(since, until)
    asked = {"person": person, "institution": institution, "country": country, "text": text, "about": about}
    with opened(record) as found:
        events = found.events(
            since=first,
            until=last,
            type=one_of(kind, GROUPS["types"], "type"),
            topic=one_of(topic, TOPICS, "topic"),
            **asked,
        )
        narrowed = any(value is not None for value in (first, last, kind, topic, *asked.values()))
        listed = collect(events, found.page_findings(), narrowed=narrowed)
    listed = [f for f in listed if (not finding or f.kind in finding) and (field is None or f.field == field)]
    if form == "jsonl":
        for one in listed:
            emit(json.dumps(found_to_dict(one), ensure_ascii=False))
    elif listed:
        output().print(findings_list(listed, labels()))
    counted = Counter(f.kind for f in listed)
    said = ", ".join(f"{counted[name]} {name}" for name in KINDS if counted[name])
    say(number(len(listed), "finding") + (f": {said}" if said else "") + f" ({number(len(events), 'event')} in scope)")
