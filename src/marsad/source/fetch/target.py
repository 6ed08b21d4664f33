"""Where an address leads: looked up once, every answer checked, and only a checked answer ever connected to."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from marsad.errors import AddressForbidden, FetchError
from marsad.source.fetch.address import Address
from marsad.source.fetch.options import FetchOptions, Loopback, Resolver
from marsad.source.fetch.words import words

NAT64 = IPv6Network("64:ff9b::/96")  # an address of version 4 in its last 32 bits
GLOBAL = IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Target:
    """An address and the checked IP addresses, the first that answers, and port that are connected to for it."""

    address: Address
    ips: tuple[str, ...]
    port: int


def target(address: Address, options: FetchOptions) -> Target:
    """The one target that may be connected to for ``address``.

    A name is looked up once, here; the answer is what the connection is made to, so that a name that answers
    otherwise the next moment gains nothing. Where any of its answers is forbidden the whole name is.

    Raises :class:`AddressForbidden`, or :class:`FetchError` where the name is not known.
    """
    if named := _named(address, options):
        return Target(address, ("127.0.0.1",), named.at)
    if address.port not in options.ports:
        allowed = ", ".join(map(str, sorted(options.ports)))
        raise AddressForbidden(address.text, f"port {address.port} is none of the web's ({allowed})")
    if address.ip is not None:
        _check(address, address.ip)
        return Target(address, (str(address.ip),), address.port)
    if why := _forbidden_name(address.host):
        raise AddressForbidden(address.text, why)
    answers = _look_up(address, options)
    for answer in answers:
        _check(address, answer)
    return Target(address, tuple(map(str, answers)), address.port)


def _named(address: Address, options: FetchOptions) -> Loopback | None:
    return next((to for to in options.loopback if (to.host, to.port) == (address.host, address.port)), None)


def _forbidden_name(host: str) -> str | None:
    if "." not in host:
        return f"{host} is a name of this machine or its network, not of the web"
    ends = next((end for end in words().names if host == end or host.endswith("." + end)), None)
    return f"names under .{ends} lead nowhere on the web" if ends else None


def _look_up(address: Address, options: FetchOptions) -> list[IPv4Address | IPv6Address]:
    try:
        found = [ip_address(answer) for answer in _within(options.connect, address, options.resolve)]
    except (OSError, UnicodeError) as error:
        reason = f"no such host is known ({getattr(error, 'strerror', None) or error})"
        raise FetchError(address.text, reason) from None
    except ValueError as error:  # an answer with a zone (fe80::1%eth0) is one of a link
        raise AddressForbidden(address.text, f"its name leads to no address of the web ({error})") from None
    if not found:
        raise FetchError(address.text, "its host has no address")
    return found


def _within(seconds: float, address: Address, resolve: Resolver) -> Sequence[str]:
    """What ``resolve`` answers in time: the system's own look-up cannot be told how long it may take."""
    answer: Future[Sequence[str]] = Future()

    def look_up() -> None:
        try:
            answer.set_result(resolve(address.host, address.port))
        except (OSError, ValueError) as error:
            answer.set_exception(error)

    threading.Thread(target=look_up, name=f"look up {address.host}", daemon=True).start()
    try:
        return answer.result(seconds)
    except FutureTimeout:
        raise FetchError(address.text, "its name was not looked up in time") from None


def _check(address: Address, ip: IPv4Address | IPv6Address) -> None:
    if why := forbidden(ip):
        raise AddressForbidden(address.text, f"it leads to {ip}, {why}; only the public web is fetched")


def forbidden(ip: IPv4Address | IPv6Address) -> str | None:
    """What is wrong with connecting to ``ip``, or ``None`` where it is of the public web."""
    if isinstance(ip, IPv6Address):
        if ip in NAT64:
            return forbidden(IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip not in GLOBAL or getattr(ip, "scope_id", None):
            return "no global address"
    for network, what in words().networks:
        if ip.version == network.version and ip in network:
            return what
    if not ip.is_global or ip.is_multicast:  # what Python knows and the list does not yet
        return "no global address"
    return None
