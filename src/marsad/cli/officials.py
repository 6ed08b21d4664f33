"""``marsad officials``: public officials that a record knows beside the register of ``data/``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import RecordOption, emit, known_country, number, opened, output, say
from marsad.cli.judging import BecauseNeeded, SeenOption, UserOption, user_name
from marsad.cli.keeping import known_form

if TYPE_CHECKING:
    from rich.table import Table

    from marsad.store.officials import KeptOfficial

HELP = """
Public officials whom the register of `data/` does not have: added to a record, with a source, your name and reason.

Networks, `ftm` and `jsonld` know by the register which names are one person's and who held an office when. What is
added here is laid over it, after the files of `--register`, wherever this record goes: it travels with backups and
between the two stores, `marsad check` verifies it, and `marsad judge undo N` takes it back.

Examples:

* `marsad officials add "سعيد المثالي" --latin "Said Mithali" --office "وزير الداخلية" --country MA --since 2024-10 \\
  --source "https://outlet.example/appointed" --because "the new government"`
* `marsad officials list`
"""
ADD_HELP = """
Add an official, or names and an office of a known one (`--id`). Office holders only: private persons get no entry.

Where somebody of that name is known, say with `--id` whether it is the same person or another. Who is new needs an
office. The number of the judgement is printed; `marsad judge undo N` takes it back.

Examples:

* `marsad officials add "سعيد المثالي" --latin "Said Mithali" --office "وزير الداخلية" --country MA --since 2024-10
  --source "https://outlet.example/appointed" --because "the new government"`
* `marsad officials add "Abdellatif Hamouchi" --id ma-hammouchi --source "an agency" --because "seen in Spanish"`
"""
LIST_HELP = """
List what was added and stands, in order; as JSON lines with names and offices in the form of `data/officials.yml`.

Examples:

* `marsad officials list`
* `marsad officials list --format jsonl`
"""
REMOVE_HELP = """
Take everything that was added under an id off the register again. It stays in `marsad changes`; `marsad judge undo N`
brings it back. The register of `data/` is not changed.

Examples:

* `marsad officials remove ma-1f0c2ab9 --because "another man of that name"`
"""

app = typer.Typer(name="officials", help=HELP, short_help="Add officials to the register as this record has it.",
                  no_args_is_help=True, rich_markup_mode="markdown")  # fmt: skip


@app.command(help=ADD_HELP, short_help="Add an official, or a name or office of a known one.")
def add(  # noqa: PLR0913, PLR0917 (one argument an option, given by name)
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, in any script; never a private person's.")],
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where it stands: an address, or words.")],
    because: BecauseNeeded = "",
    latin: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="The name in Latin letters; may be repeated.")
    ] = None,
    also: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another spelling of it; may be repeated.")
    ] = None,
    office: Annotated[str | None, typer.Option(metavar="OFFICE", help="The office, as pages word it.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", callback=known_country, help="The side it is held for.")
    ] = None,
    org: Annotated[str | None, typer.Option(metavar="ID", help="The institution, by its id in data/.")] = None,
    since: Annotated[str | None, typer.Option(metavar="YEAR", help="The first year or month: 2021, 2021-01.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YEAR", help="The last one; leave out what is not over.")] = None,
    id_: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Whom it adds to, or what a new one is called.")
    ] = None,
    common: Annotated[
        bool, typer.Option("--common", help="Many people bear these names: they need country or office to agree.")
    ] = False,
    user: UserOption = None,
    record: RecordOption = None,
) -> None:
    """Add an official."""
    from marsad.store.officials import NewOfficial

    who = user_name(user)
    names = (name, *(latin or ()), *(also or ()))
    new = NewOfficial(names, source, office, country, org, since, until, id_, common)
    with opened(record) as found:
        act = found.add_official(new, user=who, reason=because)
        entry = next(one.entry for one in found.officials() if one.act == act)
    emit(str(act))
    say(f"judgement {act}: {name} is kept as {entry['id']}; to take it back: marsad judge undo {act}")


@app.command("list", help=LIST_HELP, short_help="List what was added.")
def list_(
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or jsonl.")] = "table",
    record: RecordOption = None,
) -> None:
    """What was added and stands."""
    known_form(form)
    with opened(record) as found:
        kept = found.officials()
    if form == "jsonl":
        for one in kept:
            emit(json.dumps(to_dict(one), ensure_ascii=False))
    elif kept:
        output().print(_table(kept))
    say(f"{number(len(kept), 'addition')} to the register")


def to_dict(one: KeptOfficial) -> dict[str, Any]:
    """An addition as JSON: the entry, and who added it from where."""
    return {
        **one.entry,
        "act": one.act,
        "source": one.source,
        "user": one.user,
        "at": one.at,
        "reason": one.reason,
    }


def _table(kept: list[KeptOfficial]) -> Table:
    from rich.table import Table

    from marsad.view.words import plain

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("no.", "id", "names", "office", "source", "who"):
        table.add_column(column, no_wrap=column in ("no.", "id"))
    for one in kept:
        names = [name for own in one.entry["names"].values() for name in own]
        offices = [
            f"{o['office']}{f' ({years})' if (years := _years(o)) else ''}" for o in one.entry.get("offices", ())
        ]
        told = (*map(plain, ("; ".join(names), "; ".join(offices), one.source, one.user)),)
        table.add_row(str(one.act), one.entry["id"], *told)
    return table


def _years(office: dict[str, Any]) -> str:
    since, until = office.get("since") or "", office.get("until") or ""
    return f"{since}–{until}" if since or until else ""


@app.command(help=REMOVE_HELP, short_help="Take an added official off the register again.")
def remove(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id that marsad officials list prints.")],
    because: BecauseNeeded = "",
    user: UserOption = None,
    seen: SeenOption = None,
    record: RecordOption = None,
) -> None:
    """Take an added official off the register."""
    who = user_name(user)
    with opened(record) as found:
        act = found.remove_official(id_, user=who, reason=because, seen=seen)
    emit(str(act))
    say(f"judgement {act}: {id_} is as the register of data/ has it; to take it back: marsad judge undo {act}")
