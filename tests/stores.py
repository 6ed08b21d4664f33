"""Places for records to test with: a file, and a schema of a private PostgreSQL server.

The server listens on a socket in a temporary folder and is stopped at the end. It runs as an unprivileged user,
as PostgreSQL demands. Without its programs (Debian: ``apt-get install postgresql``) its tests are skipped, or
fail where ``CI=true``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

STORES = ("file", "postgres")
MISSING = "PostgreSQL is not installed (Debian: apt-get install postgresql): its tests do not run"
Place = Callable[[], str]  # gives another empty place at each call
NUMBERS = count(1)


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    elsewhere = shutil.which("initdb")
    return found[-1].parent if found else Path(elsewhere).parent if elsewhere else None


def _user() -> str | None:
    """Whom the server runs as: ourselves, but never root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _leave(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def server() -> Iterator[str]:
    """The address of the database of a private server."""
    binaries = programs()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="marsad-pg-", dir="/tmp"))  # a socket's path must be short
    user = _user()
    if user is not None:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    try:
        run(str(binaries / "initdb"), "-D", data, "-U", "marsad", "-A", "trust", "-E", "UTF8", "--no-sync")
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.write(f"listen_addresses = ''\nunix_socket_directories = '{folder}'\n")
            file.write("max_connections = 60\nfsync = off\n")
        run(str(binaries / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "start")
        before = signal.signal(signal.SIGTERM, _leave)  # who ends the tests ends the server, too
        try:
            yield f"postgresql://marsad@/postgres?host={quote(str(folder), safe='')}"
        finally:
            signal.signal(signal.SIGTERM, before)
            run(str(binaries / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def schema(address: str) -> str:
    """The address of a new, empty schema."""
    import psycopg

    name = f"t{next(NUMBERS)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{address}&options=-csearch_path%3D{name}"
