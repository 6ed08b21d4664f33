"""What a user can set about fetching, and the limits that hold when nothing is set."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from marsad import __version__
from marsad.errors import UsageError

MEGABYTE = 1 << 20
Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
_CONTACT = re.compile(r"(?:mailto:)?[^\s@()<>:/]+@[^\s@()<>:/]+\.[^\s@()<>:/]+|https?://[^\s()<>]+\.[^\s()<>]+")


def system_resolver(host: str, port: int) -> list[str]:
    """The IP addresses that the system knows ``host`` by. Raises :class:`OSError` where it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(at[4][0]) for at in found))


@dataclass(frozen=True, slots=True)
class Loopback:
    """One server on this machine that may be asked all the same: for tests and rehearsals only.

    ``host`` and ``port`` are what addresses say; ``at`` is the port of 127.0.0.1 that answers for them.
    """

    host: str
    port: int
    at: int


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Who asks, and how much is borne.

    ``agent`` is the user agent, made by :func:`user_agent`. ``total`` bounds a whole fetch in seconds, redirects
    included, ``idle`` the silence between two bytes, ``connect`` one connection. ``max_bytes`` bounds an answer as it
    is sent and again as it is unpacked. ``ports`` are those that may be asked. ``trust`` is a file of certificates to
    trust in place of the system's. ``loopback`` names the servers on this machine that may be asked: none.
    """

    agent: str
    total: float = 60.0
    connect: float = 10.0
    idle: float = 20.0
    max_bytes: int = 5 * MEGABYTE
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    trust: Path | None = None
    loopback: tuple[Loopback, ...] = ()
    resolve: Resolver = system_resolver


def user_agent(contact: str) -> str:
    """The user agent for ``contact``: an e-mail address or a web page by which a site can reach who runs this.

    Raises :class:`UsageError` where it is neither.
    """
    contact = contact.strip()
    if not contact.isascii() or not contact.isprintable() or not _CONTACT.fullmatch(contact):
        raise UsageError(
            f"the contact {contact!r} is no e-mail address or web page; sites that are fetched must be able to reach "
            "you: write newsroom@outlet.example or https://outlet.example/about-our-crawler"
        )
    return f"Marsad/{__version__} (+{contact})"
