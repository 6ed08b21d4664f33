"""Loads ``data/addresses.yml``: which addresses are never asked, and what in one says nothing of the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml

FILE = DATA / "addresses.yml"
KEYS = ("networks", "names", "tracking", "tracking_prefixes")


@dataclass(frozen=True, slots=True)
class AddressWords:
    """``networks`` are (network, what it is), ``names`` the ends of host names that lead nowhere outside."""

    networks: tuple[tuple[IPv4Network | IPv6Network, str], ...]
    names: tuple[str, ...]
    tracking: frozenset[str]
    prefixes: tuple[str, ...]


@cache
def words() -> AddressWords:
    """The words of addresses. Raises :class:`~marsad.errors.LexiconError` with every mistake of the file."""
    problems = Problems()
    said = read_yaml(FILE, problems) or Entry()
    for name in KEYS:
        if not said.get(name):
            problems.add(FILE, 0, f"{name} is missing or empty")
    networks = []
    for network, what in (said.get("networks") or Entry()).items():
        try:
            networks.append((ip_network(network), str(what)))
        except ValueError as error:
            problems.add(FILE, getattr(what, "line", 0), f"{network} is no network: {error}")
    problems.check()
    return AddressWords(
        tuple(networks),
        tuple(said["names"]),
        frozenset(said["tracking"]),
        tuple(said["tracking_prefixes"]),
    )
