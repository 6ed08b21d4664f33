"""The command ``marsad``. One module a group of commands; this one ties them together and turns errors into
words.

Data goes to standard output, progress and messages to standard error. Exit status: 0 all well, 1 something
failed (a page could not be read, the record cannot be used), 2 wrong usage, 130 interrupted, 141 nobody reads
the output.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from marsad.cli.common import say
from marsad.errors import ManifestError, MarsadError, UsageError

EPILOG = "Start with: marsad read pages/ --record marsad.db, then: marsad events"


class Commands(TyperGroup):
    """Runs a command; what goes wrong on purpose becomes one plain message and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            _discard_output()
            raise typer.Exit(141) from None
        except KeyboardInterrupt:
            say("interrupted; what was recorded stays, and reading again goes on from there")
            raise typer.Exit(130) from None
        except (UsageError, ManifestError) as error:
            say(str(error))
            raise typer.Exit(2) from None
        except MarsadError as error:
            say(str(error))
            raise typer.Exit(1) from None


def _discard_output() -> None:
    """Keep the interpreter from complaining once more when it closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    name="marsad",
    cls=Commands,
    help="Marsad (مرصد) reads news pages, Arabic first, and keeps a sourced record of security diplomacy: "
    "who met whom, where, when, about what, what came of it, and who says so.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _add_commands() -> None:
    from marsad.cli import (
        ask,
        export,
        fetching,
        findings,
        judging,
        keeping,
        officials,
        reading,
        report,
        serve,
        trace,
        watching,
    )

    for name, short, long, command in (
        (
            "read",
            "Read pages and print the events in them; keep them in a record.",
            reading.HELP,
            reading.read,
        ),
        ("fetch", "Fetch single pages from the web and read them.", fetching.HELP, fetching.fetch),
        ("watch", "Watch feeds, read what they name, tell what is new.", watching.HELP, watching.watch),
        ("events", "List the events of a record, filtered, as a table or data.", ask.EVENTS_HELP, ask.events),
        ("show", "Show one event with every quotation, source and disagreement.", ask.SHOW_HELP, ask.show),
        ("explain", "Show what was done with one page, rule by rule.", trace.HELP, trace.explain),
        (
            "recap",
            "Write the cited recap of a period, in Arabic, English or French.",
            report.HELP,
            report.recap,
        ),
        ("serve", "Show the record as a web site on this machine.", serve.HELP, serve.serve),
        ("export", "Write events for Excel, Gephi, Zotero and more.", export.EXPORT_HELP, export.export),
        ("freeze", "Write a data set that can be cited, with checksums.", export.FREEZE_HELP, export.freeze),
        (
            "findings",
            "List contradictions and what else a reader should know.",
            findings.HELP,
            findings.findings,
        ),
        ("history", "List every decision on an event.", keeping.HISTORY_HELP, keeping.history),
        ("changes", "What happened to the record, as a feed.", keeping.CHANGES_HELP, keeping.changes),
        ("pages", "Count what was read, by outlet and day; list what failed.", ask.PAGES_HELP, ask.pages),
        ("check", "Verify a record and say what is wrong.", keeping.CHECK_HELP, keeping.check),
        ("backup", "Copy a record, also while others write.", keeping.BACKUP_HELP, keeping.backup),
        ("forget", "Destroy a page or a passage, leaving a tombstone.", keeping.FORGET_HELP, keeping.forget),
        ("version", "Print the versions of Marsad and its words.", VERSION_HELP, version),
    ):
        app.command(name, help=long, short_help=short)(command)
    app.add_typer(judging.app)
    app.add_typer(officials.app)


VERSION_HELP = "Print the versions of Marsad and of the words it reads with."


def version() -> None:
    """The version of the program and of the lexicon."""
    from marsad import __version__, lexicon

    typer.echo(f"marsad {__version__}, lexicon {lexicon.load().version[:12]}")


_add_commands()


def main() -> None:
    """The entry point of the command ``marsad``."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A path may hold bytes that are no text; they are shown as escapes, which JSON reads back.
            reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
