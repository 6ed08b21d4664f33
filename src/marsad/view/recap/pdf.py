"""A recap as PDF, printed by the Chromium that is installed on this machine."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

from marsad.errors import UsageError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NAMED = "MARSAD_CHROMIUM"
SECONDS = 120
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-pdf-header-footer",
    "--virtual-time-budget=10000",  # ms of the page's own clock: fonts are decoded before it is printed
)


def browser() -> str:
    """The path of Chromium or one of its kin: the one that ``MARSAD_CHROMIUM`` names, else one that is installed.

    Raises:
        UsageError: there is none; the message says what to do.
    """
    named = os.environ.get(NAMED)
    for name in (named,) if named else BROWSERS:
        if path := shutil.which(name):
            return path
    if named:
        raise UsageError(f"{NAMED} names {named}, which is no program")
    raise UsageError(
        "a PDF needs Chromium or Chrome, and none is installed: install it (on Debian and Ubuntu: apt install "
        f"chromium), name it with {NAMED}, or write HTML with --output and print that from any browser"
    )


def bundled_fonts() -> str:
    """Rules of CSS that carry the bundled fonts in themselves; empty where the front end was not built."""
    static = files("marsad.view").joinpath("web", "static")
    sheet = static.joinpath("fonts.css")
    if not sheet.is_file():
        return ""

    def carried(match: re.Match[str]) -> str:
        font = static.joinpath(match[1]).read_bytes()
        return f"url(data:font/woff2;base64,{base64.b64encode(font).decode('ascii')})"

    rules = sheet.read_text(encoding="utf-8").replace("font-display:swap", "font-display:block")
    return re.sub(r"url\([\"']?\./([\w-]+\.woff2)[\"']?\)", carried, rules)


def print_pdf(html: str, file: Path) -> None:
    """Print a page that asks for nothing from outside to ``file``.

    Raises:
        UsageError: there is no browser, it did not print, or ``file`` cannot be written.
    """
    program = browser()
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        page, made = Path(folder) / "recap.html", Path(folder) / "recap.pdf"
        page.write_text(html, encoding="utf-8")
        own = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}")
        told = _run([program, *FLAGS, *_sandbox(), *own, page.as_uri()])
        if not made.exists() or made.stat().st_size == 0:
            raise UsageError(f"{program} printed nothing; it said: {told.strip()[-300:] or 'nothing'}")
        try:
            shutil.copyfile(made, file)
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror or error}") from None


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise UsageError(f"{command[0]} did not print within {SECONDS} seconds") from None
    except OSError as error:
        raise UsageError(f"{command[0]} cannot be run: {error.strerror or error}") from None
    return done.stderr.decode("utf-8", "replace")


def _sandbox() -> tuple[str, ...]:
    """Chromium refuses its sandbox to root; the page is our own, without script and without requests."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
