"""``marsad judge``: decisions that are kept beside what pages say, and can be taken back."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import RecordOption, emit, opened, say
from marsad.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.record import Record

HELP = """
Decide what pages cannot: merge and split events, correct a value, add what was missed, confirm or reject.

A judgement destroys nothing. It is kept with your name, the time and your reason above what the pages say;
`marsad judge undo N` takes it back, `marsad history EVENT` lists them. The number of the new judgement is printed.

Examples:

* `marsad judge merge e-1f0c2ab91d3e e-77aa01b2c3d4 --because "one visit, two spellings"`
* `marsad judge correct e-1f0c2ab91d3e date 2022-06-13 --because "the ministry's own statement"`
* `marsad judge undo 12`
"""
MERGE_HELP = """
Say that several events are one. The oldest identifier stays; the others point on to it.

Examples:

* `marsad judge merge E1 E2 --because "one visit, told twice"`
* `marsad judge merge E1 E2 E3`
"""
SPLIT_HELP = """
Say that some pages of an event tell another one. Name the pages that leave: their identity or id, or
PAGE#N for one mention, as `marsad events --format jsonl` has them (`key`).

Examples:

* `marsad judge split EVENT elpais-0613 --because "this is the visit of May"`
* `marsad judge split EVENT https://outlet.example/a#0 https://outlet.example/b#1`
"""
NOT_THE_SAME_HELP = """
Say that two events must never be taken for one, also when more pages come.

Examples:

* `marsad judge not-the-same E1 E2 --because "two delegations on one day"`
"""
CONFIRM_HELP = """
Vouch for an event. `marsad show` says who did.

Examples:

* `marsad judge confirm EVENT --because "checked with the ministry"`
"""
REJECT_HELP = """
Say that an event is none. It leaves all lists; `marsad history EVENT` and `marsad judge undo N` still know it.

Examples:

* `marsad judge reject EVENT --because "a rumour that the page itself denies"`
"""
CORRECT_HELP = """
Correct one field of an event. What the pages say stays beside it.

FIELD is `type`, `date`, `country`, `city`, `status`, `topics`, `count`, `attribution`; or
`participants[WHO].name` (`.role`, `.org`, `.country`, `.part`), where WHO is a participant as the event has
it; or `participants[WHO]` with the VALUE `none`, which takes them off the list. `none` empties any other field too.
Dates: 2022-06-13, 2022-06-13/2022-06-14, 2022-W24, 2022-06, 2022-Q2, 2022-H1, 2022.

Examples:

* `marsad judge correct EVENT date 2022-06-13/2022-06-14 --because "the ministry's own statement"`
* `marsad judge correct EVENT country none --because "held by video"`
* `marsad judge correct EVENT "participants[وزير الداخلية].name" "عبد الوافي لفتيت" --because "in office then"`
"""
ADD_HELP = """
Add what was missed, by page and quotation: an event (`--type`), or a participant of an event (`--to`).

PAGE is a page of the record, by identity or id; QUOTATION is copied from it. Fields are written as in
`marsad judge correct`.

Examples:

* `marsad judge add elpais-0613 "التقى الوزيران في مدريد" --type meeting --date 2022-06-13 --country ES`
* `marsad judge add elpais-0613 "بحضور المدير العام" --to EVENT --part guest --role "المدير العام" --country MA`
"""
SAME_ACTOR_HELP = """
Say that two names are one person's. Write a name, or a name with its side; spellings that fold alike are one anyway.

Examples:

* `marsad judge same-actor "حميدتي (SD)" "محمد حمدان دقلو (SD)" --because "his nickname"`
"""
DIFFERENT_ACTOR_HELP = """
Say that two names must never be taken for one person's.

Examples:

* `marsad judge different-actor "محمد إبراهيم (EG)" "محمد إبراهيم سليمان (EG)" --because "minister and his predecessor"`
"""
UNDO_HELP = """
Take a judgement back, by its number. What stood before it stands again; both stay in the history.

Examples:

* `marsad judge undo 12 --because "wrong event"`
"""

UserOption = Annotated[
    str | None,
    typer.Option("--user", metavar="NAME", envvar="MARSAD_USER", show_default="login name", help="Who decides."),
]
BecauseOption = Annotated[
    str, typer.Option("--because", metavar="REASON", help="Why; who reads it later has only this to go by.")
]
BecauseNeeded = Annotated[
    str, typer.Option("--because", metavar="REASON", help="Why; needed, as who reads it later has only this.")
]
SeenOption = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="The last judgement you know of (marsad history prints it): where somebody judged the same since, "
        "nothing is recorded and you are told.",
    ),
]
EventArgument = Annotated[str, typer.Argument(metavar="EVENT", help="The identifier that marsad events prints.")]
EventsArgument = Annotated[list[str], typer.Argument(metavar="EVENT", help="Identifiers that marsad events prints.")]

app = typer.Typer(name="judge", help=HELP, short_help="Merge, split, correct, confirm, reject, add, undo.",
                  no_args_is_help=True, rich_markup_mode="markdown")  # fmt: skip


def user_name(given: str | None) -> str:
    """Who decides: as given, else the login name."""
    if given is not None and given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("nobody knows who you are here; give your name: --user NAME") from None


def _decide(record: RecordOption, decide: Callable[[Record], int], told: str) -> None:
    """Record one judgement; its number goes to standard output."""
    with opened(record) as found:
        act = decide(found)
    emit(str(act))
    say(f"judgement {act}: {told}; to take it back: marsad judge undo {act}")


@app.command(help=MERGE_HELP, short_help="Say that several events are one.")
def merge(
    events: EventsArgument,
    because: BecauseOption = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Several events are one."""
    who = user_name(user)
    _decide(
        record,
        lambda r: r.judge("merge", *events, user=who, reason=because, seen=seen),
        f"{' and '.join(events)} are one",
    )


@app.command(help=SPLIT_HELP, short_help="Say that some pages of an event tell another.")
def split(
    event: EventArgument,
    mentions: Annotated[list[str], typer.Argument(metavar="PAGE", help="Pages (or PAGE#N) that tell another event.")],
    because: BecauseOption = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Some pages tell another event."""
    who = user_name(user)
    _decide(
        record,
        lambda r: r.judge("split", event, mentions=mentions, user=who, reason=because, seen=seen),
        f"{', '.join(mentions)} no longer of {event}",
    )


@app.command("not-the-same", help=NOT_THE_SAME_HELP, short_help="Say that two events must never be one.")
def not_the_same(
    first: Annotated[str, typer.Argument(metavar="E1", help="One event.")],
    second: Annotated[str, typer.Argument(metavar="E2", help="The other event.")],
    because: BecauseOption = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Two events are not one."""
    who = user_name(user)
    _decide(
        record,
        lambda r: r.judge("not-the-same", first, second, user=who, reason=because, seen=seen),
        f"{first} and {second} are held apart",
    )


@app.command(help=CONFIRM_HELP, short_help="Vouch for an event.")
def confirm(
    event: EventArgument,
    because: BecauseOption = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Vouch for an event."""
    who = user_name(user)
    _decide(
        record, lambda r: r.judge("confirm", event, user=who, reason=because, seen=seen), f"{event} confirmed"
    )


@app.command(help=REJECT_HELP, short_help="Say that an event is none.")
def reject(
    event: EventArgument,
    because: BecauseOption = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """An event is none."""
    who = user_name(user)
    _decide(
        record, lambda r: r.judge("reject", event, user=who, reason=because, seen=seen), f"{event} rejected"
    )


@app.command(help=CORRECT_HELP, short_help="Correct one field of an event.")
def correct(
    event: EventArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="date, country, participants[WHO].name …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it should be; none empties it.")],
    because: BecauseNeeded = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Correct one field."""
    who = user_name(user)
    _decide(
        record,
        lambda r: r.correct(event, field, value, user=who, reason=because, seen=seen),
        f"{field} of {event} is {value}",
    )


@app.command(help=ADD_HELP, short_help="Add an event or a participant that was missed.")
def add(  # noqa: PLR0913, PLR0917 (one argument an option, given by name)
    page: Annotated[str, typer.Argument(metavar="PAGE", help="The page that tells it, by identity or id.")],
    quotation: Annotated[str, typer.Argument(metavar="QUOTATION", help="The page's words that tell it.")],
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="The type of the event.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The event's date.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="The event's country, or the participant's side.")
    ] = None,
    city: Annotated[str | None, typer.Option(metavar="CITY", help="The event's city.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="happened, ongoing, planned, denied.")] = None,
    topics: Annotated[str | None, typer.Option(metavar="TOPICS", help="The event's topics, by commas.")] = None,
    count: Annotated[str | None, typer.Option(metavar="NUMBER", help="How many, where told as a number.")] = None,
    attribution: Annotated[str | None, typer.Option(metavar="WHO", help="Who vouches: communique …")] = None,
    to: Annotated[str | None, typer.Option(metavar="EVENT", help="The event whose participant was missed.")] = None,
    part: Annotated[str | None, typer.Option(metavar="PART", help="The participant's part: host, guest …")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The participant's name; never a private person's.")
    ] = None,
    role: Annotated[str | None, typer.Option(metavar="OFFICE", help="The participant's office.")] = None,
    org: Annotated[str | None, typer.Option(metavar="NAME", help="The participant's institution.")] = None,
    because: BecauseOption = "",
    user: UserOption = None,
    record: RecordOption = None,
) -> None:
    """Add what was missed."""
    who = user_name(user)
    of_event = {"date": date, "city": city, "status": status, "topics": topics, "count": count}
    of_event["attribution"] = attribution
    of_person = {"part": part, "name": name, "role": role, "org": org}
    if (kind is None) == (to is None):
        raise UsageError("give --type for an event, or --to EVENT for a participant of one")
    if to is None:
        _none_of(of_person, "a participant: give --to EVENT")
        fields = {k: v for k, v in {**of_event, "country": country}.items() if v is not None}
        _decide(
            record,
            lambda r: r.add_event(page, quotation, kind or "", user=who, reason=because, **fields),
            f"{kind} added to {page}",
        )
        return
    _none_of(of_event, "an event: give --type")
    if part is None:
        raise UsageError("give --part: host, guest, party, agent, recipient or subject")
    _decide(
        record,
        lambda r: r.add_participant(
            to, page, quotation, part, user=who, reason=because, name=name, role=role, org=org, country=country
        ),
        f"{name or role or org or country or part} added to {to}",
    )


def _none_of(options: dict[str, str | None], of: str) -> None:
    given = [name for name, value in options.items() if value is not None]
    if given:
        raise UsageError(f"--{given[0]} belongs to {of}")


NameOne = Annotated[str, typer.Argument(metavar="NAME", help="A name, or a name with its side: حموشي (MA).")]
NameOther = Annotated[str, typer.Argument(metavar="OTHER", help="The other name.")]


@app.command("same-actor", help=SAME_ACTOR_HELP, short_help="Say that two names are one person's.")
def same_actor(
    first: NameOne,
    second: NameOther,
    because: BecauseNeeded = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Two names are one person's."""
    who = user_name(user)
    _decide(
        record,
        lambda r: r.judge_actors("same-actor", first, second, user=who, reason=because, seen=seen),
        f"{first} and {second} are one person",
    )


@app.command("different-actor", help=DIFFERENT_ACTOR_HELP, short_help="Say that two names are two persons'.")
def different_actor(
    first: NameOne,
    second: NameOther,
    because: BecauseNeeded = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Two names are two persons'."""
    who = user_name(user)
    _decide(
        record,
        lambda r: r.judge_actors("different-actor", first, second, user=who, reason=because, seen=seen),
        f"{first} and {second} are two persons",
    )


@app.command(help=UNDO_HELP, short_help="Take a judgement back.")
def undo(
    number: Annotated[int, typer.Argument(metavar="N", help="The judgement's number.")],
    because: BecauseOption = "",
    user: UserOption = None,
    record: RecordOption = None,
) -> None:
    """Take a judgement back."""
    who = user_name(user)
    _decide(
        record, lambda r: r.judge("undo", act=number, user=who, reason=because), f"judgement {number} taken back"
    )
