"""``marsad serve``: the record as a web site on this machine."""

from __future__ import annotations

import os
import secrets
import socket
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import RecordOption, opened, say
from marsad.errors import UsageError

if TYPE_CHECKING:
    from marsad.view.web.options import Options

HELP = """
Serve the record as a web site on this machine, in Arabic, French and English: search, events with their sources,
people, countries, timeline, network, map, recaps, review, and a JSON API under /api.

It listens on this machine alone. Any other address (`--host`) needs a password or a token. `--public` is the
read-only form to publish: nobody private is named, nothing can be judged; put it behind a web server of yours and
name that server's host with `--name`.

Examples:

* `marsad serve --record marsad.db`
* `marsad serve --public --name archive.example.org`
* `marsad serve --new-password password.txt`, then `marsad serve --host 192.168.1.5 --password-file password.txt`
"""
MISSING = 'the web site needs more than Marsad alone: pip install "marsad[web]"'
WORST = 8  # characters that a password needs


def serve(  # noqa: PLR0913, PLR0917 (one argument an option, given by name)
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8350,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    public: Annotated[bool, typer.Option("--public", help="Read-only, to publish: nobody private is named.")] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A further host name to answer to; repeatable.")
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option("--password-file", dir_okay=False, help="A file with the password's argon2 hash."),
    ] = None,
    new_password: Annotated[
        Path | None,
        typer.Option(
            "--new-password", dir_okay=False, help="Ask for a password, write its hash to this file, and end."
        ),
    ] = None,
    token: Annotated[bool, typer.Option("--token", help="Make a token that opens the site, and print it.")] = False,
    user: Annotated[
        str | None, typer.Option("--user", metavar="NAME", envvar="MARSAD_USER", help="Who signs judgements.")
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    record: RecordOption = None,
) -> None:
    """Serve until interrupted."""
    try:
        from marsad.view.web.options import Options
        from marsad.view.web.serving import entrance
        from marsad.view.web.serving import serve as run
        from marsad.view.web.visit import built
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "marsad":
            raise
        raise UsageError(MISSING) from error
    if new_password is not None:
        _write_password(new_password)
        return
    options = Options(
        host=host,
        port=port or _free_port(host),
        public=public,
        password=_password(password_file),
        token=os.environ.get("MARSAD_TOKEN") or (secrets.token_urlsafe(24) if token else None),
        names=tuple(name or ()),
        user=user,
    )
    options.check()
    with opened(record) as found:
        say(f"{found.place} is at {entrance(options)} (Ctrl+C ends it){_how(options)}")
        if built("app.js") is None:
            say("drawings, keys and fonts are not built here, tables stand in; make run SERVE=1 builds them")
        run(found, options, (lambda: webbrowser.open(entrance(options))) if show else None)


def _how(options: Options) -> str:
    told = ["read-only" if options.public else "", "behind a password" if options.password else ""]
    told.append("behind a token" if options.token else "")
    return ", " + ", ".join(filter(None, told)) if any(told) else ""


def _free_port(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        try:
            probe.bind((host, 0))
        except OSError as error:
            raise UsageError(f"--host {host} is no address of this machine: {error.strerror}") from error
        return int(probe.getsockname()[1])


def _password(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        text = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    if not text.startswith("$argon2"):
        raise UsageError(f"{file} holds no argon2 hash; make one with: marsad serve --new-password {file}")
    return text


def _write_password(file: Path) -> None:
    from argon2 import PasswordHasher

    word = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(word) < WORST:
        raise UsageError(f"a password needs {WORST} characters or more")
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(PasswordHasher().hash(word) + "\n")
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
    say(f"wrote {file}; serve with: marsad serve --password-file {file}")
