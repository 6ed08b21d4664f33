"""What several commands share: options, consoles, dates, the record."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer
from rich.console import Console

from marsad.errors import UsageError
from marsad.text import shown_safely
from marsad.view.period import bound

if TYPE_CHECKING:
    from marsad.lexicon.labels import Labels
    from marsad.record import Record

DEFAULT_RECORD = "marsad.db"
WIDE = 160
T = TypeVar("T")

RecordOption = Annotated[
    str | None,
    typer.Option(
        "--record",
        "-r",
        envvar="MARSAD_RECORD",
        metavar="FILE",
        show_default="marsad.db",
        help="The record to ask: a file, or postgresql://user@host/database.",
    ),
]


def number(n: int, what: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def given(parameter: typer.CallbackParam, value: str | None) -> str | None:
    """A filter's value, which must not be empty: an empty variable of a script would ask for everything."""
    if value is not None and not value.strip():
        raise UsageError(f"{parameter.opts[0]} is empty; give it a value, or leave it out")
    return value


def known_country(parameter: typer.CallbackParam, value: str | None) -> str | None:
    """The name or code of a country or body; else an error that names the nearest."""
    from marsad.lexicon.labels import code_of, load_labels, near_code

    if given(parameter, value) is None or code_of(value or "") is not None:
        return value
    near = near_code(value or "")
    hint = f" Did you mean {near} ({load_labels('en').country(near)})?" if near else ""
    raise UsageError(f"no country or body is known as {value!r}.{hint} Give its name or its code, as MA or INTERPOL")


SinceOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", callback=given, help="From this day on: 2023-02-14, 2023-02 or 2023."),
]
UntilOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", callback=given, help="Up to and with this day: 2023-06-30, 2023-06 or 2023."),
]
AboutOption = Annotated[
    str | None,
    typer.Option(metavar="WHOM", callback=given, help="A person, an institution or a country, as a page may word it."),
]


def say(message: str) -> None:
    """A message for the person at the terminal, on standard error."""
    typer.echo(f"marsad: {shown_safely(message)}", err=True)


def output() -> Console:
    """The console for data. Without a terminal it is wide, so that lines of a table are not folded."""
    wide = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else WIDE
    return Console(width=wide, highlight=False, markup=False, emoji=False)


def emit(line: str) -> None:
    """One line of data on standard output, in UTF-8 whatever the locale."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(line + "\n")
    else:
        stream.write(line.encode("utf-8", "backslashreplace") + b"\n")


def in_folder(file: Path) -> Path:
    """A file or folder to write, whose own folder must be there: none is made that nobody asked for."""
    if not file.absolute().parent.is_dir():
        raise UsageError(f"{file}: the folder {file.parent} does not exist; make it first")
    return file


def write_text(file: Path, text: str) -> None:
    """Write ``text`` to ``file``, or say why that cannot be."""
    try:
        in_folder(file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror or error}") from None


def write_bytes(file: Path, content: bytes) -> None:
    """Write ``content`` to ``file``, or say why that cannot be."""
    try:
        in_folder(file).write_bytes(content)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror or error}") from None


def period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Both days of a period, inclusive; a month or year stands for its first or last day."""
    first = day(since, "--since", last=False) if since else None
    last = day(until, "--until", last=True) if until else None
    if first and last and first > last:
        raise UsageError(f"the period ends before it begins: --since {first} --until {last}")
    return first, last


def day(text: str, option: str, *, last: bool) -> date:
    """The day that ``text`` names, or the first or last of the month or year that it names."""
    try:
        return bound(text, last=last)
    except ValueError:
        raise UsageError(f"{option} {text!r} is no date; write 2023-02-14, 2023-02 or 2023") from None


def one_of(value: str | None, known: Iterable[str], what: str) -> str | None:
    """``value`` if it is known; else an error that names what there is, the nearest first."""
    known = list(known)
    if value is None or value in known:
        return value
    near = get_close_matches(value, known, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"there is no {what} {value!r}.{hint} There are: {', '.join(known)}")


def record_place(record: str | None) -> str:
    """The record to ask, which must be there."""
    from marsad.store.opening import is_address

    path = record or DEFAULT_RECORD
    if not is_address(path) and not Path(path).exists():
        raise UsageError(
            f"there is no record at {path}; make one with: marsad read PAGES --record {path}, "
            "or name another with --record or MARSAD_RECORD"
        )
    return path


@contextmanager
def opened(record: str | None) -> Iterator[Record]:
    """The record, open for asking, closed at the end."""
    from marsad.lexicon.labels import code_of
    from marsad.record import Record

    with Record.open(record_place(record), code_of) as found:
        yield found


def labels(lang: Literal["ar", "en", "fr"] = "en") -> Labels:
    """The words of tables."""
    from marsad.lexicon.labels import load_labels

    return load_labels(lang)
