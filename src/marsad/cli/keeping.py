"""``marsad history``, ``changes``, ``check``, ``backup`` and ``forget``: looking after a record."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import RecordOption, emit, opened, output, say
from marsad.cli.judging import BecauseNeeded, EventArgument, UserOption, user_name
from marsad.errors import RecordLocked, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marsad.record import Record

HISTORY_HELP = """
List every decision on an event, also on one that was rejected, merged or split: number, time, user, reason, and
whether it still stands.

Examples:

* `marsad history EVENT`
* `marsad history EVENT --format jsonl`
"""
CHANGES_HELP = """
What happened to the record, as JSON lines in the order of time: pages read (`read`), decisions (`judgement`), pages
forgotten (`forget`). Ask again with the last line's `at`: that second comes again, `id` tells what you have.

Examples:

* `marsad changes --since 2026-11-22`
* `marsad changes --since 2026-11-22T06:30:00+00:00 | jq .events`
"""
CHECK_HELP = """
Verify a record: the file, its tables and index, every text and quotation, the chain of judgements, and that the
merged events are what mentions and judgements give. What is wrong is listed; the exit status is then 1.

Examples:

* `marsad check`
* `marsad check --record backup.db`
"""
BACKUP_HELP = """
Copy a record to a new file, consistent also while others write. The copy is a record. A database is copied to a
file, too, and a file to an empty database.

Examples:

* `marsad backup marsad-2026-11-22.db`
* `marsad backup postgresql://noor@localhost/marsad` takes a file's record to a team's database
"""
FORGET_HELP = """
Destroy a page, or a passage of its text, for a stated reason. This is the one thing that cannot be undone.

Text, title, quotations and what was found by these words leave the file; events that rest on them alone go. A
tombstone stays (page, passage, who, why, when), judgements stay without their words, and reading the same version
again does not bring it back. START-END are offsets in the article's text, as `marsad show` and
`marsad read --format jsonl` print them. Copies and backups are not touched.

Examples:

* `marsad forget elpais-0613 --because "the court's order of 3 May"`
* `marsad forget https://outlet.example/a:120-340 --because "names a minor" --yes`
"""
FORMS = ("table", "jsonl")
PART = 500  # changes looked at together
PASSAGE = re.compile(r"(?P<page>.+):(?P<start>\d+)-(?P<end>\d+)", re.S)


def history(
    event: EventArgument,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or jsonl.")] = "table",
    record: RecordOption = None,
) -> None:
    """The decisions on an event."""
    from marsad.store.feed import act_to_dict
    from marsad.view.history import history_table

    known_form(form)
    with opened(record) as found:
        acts = found.history(event)
        last = found.seen
    if form == "jsonl":
        for act in acts:
            emit(json.dumps({"act": act.act, "at": act.at, **act_to_dict(act)}, ensure_ascii=False))
    elif acts:
        output().print(history_table(acts))
    else:
        say(f"nobody has judged {event}")
    say(f"the last judgement in this record is {last}")


def known_form(form: str) -> None:
    """Raise where there is no such form of a list."""
    if form not in FORMS:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(FORMS)}")


def changes(
    since: Annotated[
        str, typer.Option(metavar="TIME", help="From this time on: a day, or a time as in the lines' at (UTC).")
    ] = "",
    record: RecordOption = None,
) -> None:
    """The feed."""
    first = moment(since)
    with opened(record) as found:
        rest = found.changes(first)
        while part := [change.data for change in islice(rest, PART)]:
            aliases = _aliases(found, part)
            for data in part:
                emit(json.dumps(_without_pages(data, aliases), ensure_ascii=False))


def _aliases(found: Record, part: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """What those pages are called instead whose addresses spell a private person's name."""
    from marsad.view.export.public import hidden_on, page_aliases

    pages = {data["page"] for data in part if data.get("page")}
    pages |= {name for data in part for key in _keys(data) for name in (key, key.rpartition("#")[0])}
    events = list(found.told_by(pages - {""}))
    return page_aliases(events, hidden_on(events, found))


def _keys(data: Mapping[str, Any]) -> list[str]:
    """The mentions of a judgement; a reading has their number alone."""
    mentions = data.get("mentions")
    return mentions if isinstance(mentions, list) else []


def _without_pages(data: dict[str, Any], aliases: Mapping[str, str]) -> dict[str, Any]:
    """A change whose pages are called by their aliases, where their addresses spell a private person's name."""
    out = dict(data)
    if data.get("page") in aliases:
        out["page"] = aliases[data["page"]]
    if "mentions" in data and isinstance(data["mentions"], list):
        out["mentions"] = [_key(key, aliases) for key in data["mentions"]]
    return out


def _key(key: str, aliases: Mapping[str, str]) -> str:
    page, number, n = key.rpartition("#")
    return aliases.get(key, f"{aliases[page]}{number}{n}" if page in aliases else key)


def moment(text: str) -> str:
    """A day or time as the record writes times: UTC, to the second; empty for the beginning."""
    if not text.strip():
        return ""
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"--since {text!r} is no time; write 2026-11-22 or 2026-11-22T06:30:00+00:00") from None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return when.astimezone(UTC).isoformat(timespec="seconds")


def check(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the merged events from nothing first.")] = False,
    record: RecordOption = None,
) -> None:
    """Verify a record."""
    with opened(record) as found:
        if rebuild:
            found.rebuild()
        problems = found.check()
        path = found.place
    for problem in problems:
        emit(problem)
    if problems:
        say(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in {path}")
        raise typer.Exit(1)
    say(f"{path}: nothing is wrong")


def backup(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The copy, which must not exist yet; or an empty database's address.")
    ],
    record: RecordOption = None,
) -> None:
    """Copy a record."""
    from marsad.store.opening import shown

    with opened(record) as found:
        found.backup(file)
        say(f"wrote {shown(file)}, a copy of {found.place}")


def forget(
    what: Annotated[
        str | None,
        typer.Argument(metavar="PAGE[:START-END]", help="A page by identity or id, or a passage of its text."),
    ] = None,
    because: BecauseNeeded = "",
    user: UserOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    scrub: Annotated[
        bool, typer.Option("--scrub", help="Only clean the file of what was forgotten while others used it.")
    ] = False,
    record: RecordOption = None,
) -> None:
    """Destroy a page or a passage."""
    if scrub:
        with opened(record) as found:
            found.scrub()
            say(f"{found.place}: nothing forgotten is left in it")
        return
    if what is None:
        raise UsageError("name the page to forget, or a passage of it: PAGE or PAGE:START-END")
    who = user_name(user)
    if not because.strip():
        raise UsageError("say why, with --because: the reason is all that stays of it")
    with opened(record) as found:
        page, start, end = _passage(what, found)
        if not yes:
            typer.confirm(f"Destroy {what} for good?", abort=True, err=True)
        try:
            same = found.forget(page, start, end, user=who, reason=because)
        except RecordLocked as error:
            raise RecordLocked(
                f"{what} is forgotten, but its bytes may still be in the file, as another process uses it; "
                "when that is done, run: marsad forget --scrub"
            ) from error
        left = found.copies()
    say(f"forgot {what}")
    for other in same:
        say(f"the same bytes are also recorded as {other}, which stays")
    for copy in left:
        say(f"{copy} is a copy from before and still has it; delete it if it must go too")


def _passage(what: str, found: Record) -> tuple[str, int | None, int | None]:
    """The page's identity and the passage; a page may itself be called ``a:1-2``."""
    match = PASSAGE.fullmatch(what)
    if match is None or any(what in (row.identity, row.id, row.path) for row in found.each_page()):
        return found.reading(what).article.identity, None, None
    return found.reading(match["page"]).article.identity, int(match["start"]), int(match["end"])
