"""Reads ``FEEDS.toml``: what to watch, how often, and where what is new goes. Every mistake is told at once."""

from __future__ import annotations

import base64
import binascii
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.errors import AddressForbidden, UsageError
from marsad.lexicon.labels import LabelLang
from marsad.source.fetch import Address, parse, user_agent
from marsad.store.opening import is_address

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
HOUR, DAY = 3600.0, 86400.0
EVERY, DELAY, OLDEST, WORKERS = 1800.0, 5.0, 3 * DAY, 8
RECHECK = (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY)
KNOWN: Mapping[str, frozenset[str]] = {
    "": frozenset({"contact", "record", "folder", "every", "delay", "oldest", "recheck", "workers", "feeds", "out",
                   "webhooks"}),
    "feeds": frozenset({"address", "outlet", "every"}),
    "out": frozenset({"lang", "atom", "jsonl"}),
    "webhooks": frozenset({"address", "secret_env", "secret_file", "loopback"}),
}  # fmt: skip
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed, or a sitemap. ``every`` is in seconds; ``outlet`` names its pages' outlet, if it is one."""

    address: Address
    outlet: str | None = None
    every: float = EVERY


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where news is posted to, signed with ``secret``. ``loopback`` lets it be a server on this machine."""

    address: Address
    secret: bytes = field(repr=False)
    loopback: bool = False


@dataclass(frozen=True, slots=True)
class Out:
    """What is new goes to these files and webhooks; ``lang`` is the language of the Atom feed's words."""

    atom: Path | None = None
    jsonl: Path | None = None
    webhooks: tuple[Webhook, ...] = ()
    lang: LabelLang = "en"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to watch. Times are in seconds.

    ``delay`` lies between two requests to one host, at least; ``recheck`` says how long after a page was fetched it
    is looked at again, time by time; items of feeds that say they are older than ``oldest`` are left alone.
    ``workers`` is how many hosts are asked at once. ``record`` is a file or an address as :meth:`Record.open` takes it;
    ``folder`` holds the state and the WARC files.
    """

    agent: str
    record: Path | str
    folder: Path
    feeds: tuple[Feed, ...]
    out: Out = Out()
    delay: float = DELAY
    oldest: float = OLDEST
    recheck: tuple[float, ...] = RECHECK
    workers: int = WORKERS


class _Problems(list[str]):
    """Collects mistakes."""

    def address(self, where: str, value: Any) -> Address | None:
        """An address that may be fetched."""
        if not isinstance(value, str):
            self.append(f"{where}: the address is missing")
            return None
        try:
            return parse(value)
        except AddressForbidden as error:
            self.append(f"{where}: {error}")
            return None

    def seconds(self, where: str, value: Any, default: float) -> float:
        """A duration such as ``"30m"``."""
        if value is None:
            return default
        match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None or not float(match[1]):
            self.append(f'{where}: {value!r} is no duration; write "30s", "15m", "6h" or "2d"')
            return default
        return float(match[1]) * UNITS[match[2]]

    def text(self, where: str, value: Any) -> str | None:
        """A text that is not empty, or nothing."""
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.append(f"{where}: {value!r} is no text")
        return None

    def unknown(self, where: str, table: Mapping[str, Any], kind: str) -> None:
        """Names that say nothing."""
        for name in sorted(set(table) - KNOWN[kind]):
            self.append(f"{where}: there is no setting {name!r}; there are {', '.join(sorted(KNOWN[kind]))}")


def read_plan(path: Path) -> Plan:
    """The plan in a TOML file; relative paths in it start at its folder.

    Raises :class:`UsageError` with every mistake.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}; docs/watching.md shows one") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: this cannot be read as TOML ({error})") from None
    problems = _Problems()
    problems.unknown(str(path), said, "")
    home = path.absolute().parent
    plan = Plan(
        agent=_agent(path, said.get("contact"), problems),
        record=_record(home, problems.text("record", said.get("record")) or "marsad.db"),
        folder=home / (problems.text("folder", said.get("folder")) or "watch"),
        feeds=_feeds(said, problems),
        out=_out(home, said, problems),
        delay=max(1.0, problems.seconds("delay", said.get("delay"), DELAY)),
        oldest=problems.seconds("oldest", said.get("oldest"), OLDEST),
        recheck=_recheck(said, problems),
        workers=_workers(said.get("workers", WORKERS), problems),
    )
    if problems:
        raise UsageError(f"{path}: this cannot be watched:\n" + "\n".join(problems))
    return plan


def _record(home: Path, said: str) -> Path | str:
    return said if is_address(said) else home / said


def _agent(path: Path, contact: Any, problems: _Problems) -> str:
    if not isinstance(contact, str):
        problems.append('contact: sites must be able to reach you; write contact = "newsroom@outlet.example"')
        return ""
    try:
        return user_agent(contact)
    except UsageError as error:
        problems.append(f"contact: {error}")
        return ""


def _tables(said: Mapping[str, Any], name: str, problems: _Problems) -> list[tuple[str, Mapping[str, Any]]]:
    found = said.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        problems.append(f"{name}: write each as a table of its own, under [[{name}]]")
        return []
    return [(f"{name} {n}", one) for n, one in enumerate(found, 1)]


def _feeds(said: Mapping[str, Any], problems: _Problems) -> tuple[Feed, ...]:
    every = problems.seconds("every", said.get("every"), EVERY)
    feeds: dict[str, Feed] = {}
    for where, table in _tables(said, "feeds", problems):
        problems.unknown(where, table, "feeds")
        address = problems.address(where, table.get("address"))
        outlet = problems.text(f"{where}: outlet", table.get("outlet"))
        own = problems.seconds(f"{where}: every", table.get("every"), every)
        if address is not None and address.text in feeds:
            problems.append(f"{where}: {address.text} stands twice")
        elif address is not None:
            feeds[address.text] = Feed(address, outlet, max(60.0, own))
    if not feeds and not problems:
        problems.append("feeds: there is none; add one under [[feeds]], with its address")
    return tuple(feeds.values())


def _out(home: Path, said: Mapping[str, Any], problems: _Problems) -> Out:
    table = said.get("out", {})
    if not isinstance(table, dict):
        problems.append("out: write it as a table, under [out]")
        table = {}
    problems.unknown("out", table, "out")
    lang = table.get("lang", "en")
    if lang not in {"ar", "en", "fr"}:
        problems.append(f"out: lang is {lang!r}; it can be ar, en or fr")
    atom = problems.text("out: atom", table.get("atom"))
    jsonl = problems.text("out: jsonl", table.get("jsonl"))
    webhooks = (_webhook(home, where, one, problems) for where, one in _tables(said, "webhooks", problems))
    return Out(
        home / atom if atom else None,
        home / jsonl if jsonl else None,
        tuple(webhook for webhook in webhooks if webhook is not None),
        lang,
    )


def _webhook(home: Path, where: str, table: Mapping[str, Any], problems: _Problems) -> Webhook | None:
    problems.unknown(where, table, "webhooks")
    address = problems.address(where, table.get("address"))
    variable, file = table.get("secret_env"), table.get("secret_file")
    secret = ""
    if isinstance(variable, str) and file is None:
        secret = os.environ.get(variable, "")
        if not secret:
            problems.append(f"{where}: the environment has no variable {variable}")
    elif isinstance(file, str) and variable is None:
        try:
            secret = (home / file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{where}: the secret cannot be read from {file} ({error})")
    else:
        problems.append(f"{where}: name the secret's file or variable, with secret_file or secret_env")
    key = _key(secret)
    if secret and len(key) < 16:
        problems.append(f"{where}: the secret is shorter than 16 bytes, or broken after whsec_")
    return Webhook(address, key, table.get("loopback") is True) if address is not None else None


def _key(secret: str) -> bytes:
    """The bytes of a secret; after ``whsec_`` in base64, as Standard Webhooks writes them."""
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return b""


def _recheck(said: Mapping[str, Any], problems: _Problems) -> tuple[float, ...]:
    steps = said.get("recheck")
    if steps is None:
        return RECHECK
    if not isinstance(steps, list):
        problems.append('recheck: write a list of durations, such as ["1h", "1d"]')
        return RECHECK
    return tuple(max(300.0, problems.seconds("recheck", step, HOUR)) for step in steps)


def _workers(value: Any, problems: _Problems) -> int:
    if isinstance(value, int) and 1 <= value <= 64:
        return value
    problems.append(f"workers: {value!r} is no number from 1 to 64")
    return WORKERS
