"""Addresses of the web in one strict spelling.

There is one reading of an address here, and what is connected to is what was read: nothing is handed on as text for
another parser to read differently. What browsers forgive (blanks, backslashes, user names, numbers for hosts,
percent signs in hosts) is refused, since no news page needs it and every one of them has hidden a forbidden target.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urljoin

import idna

from marsad.errors import AddressForbidden
from marsad.source.fetch.words import words

MAX_LENGTH = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
_FORM = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_HIDING = re.compile("[\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE = "/:@!$&'()*+,;=-._~%"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be looked up. ``host`` is ASCII in lower case, without a trailing dot; ``ip`` is set where
    it is a number. ``target`` is what is asked of the server: path and query, in ASCII.
    """

    scheme: str
    host: str
    port: int
    target: str
    ip: IPv4Address | IPv6Address | None = None

    @property
    def site(self) -> str:
        """Host and port as they stand in an address: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if isinstance(self.ip, IPv6Address) else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.site}"

    @property
    def text(self) -> str:
        """The whole address."""
        return self.origin + self.target

    def join(self, link: str) -> Address:
        """The address that ``link``, found on this page, means. Raises :class:`AddressForbidden`."""
        return parse(_joined(self.text, link))


def parse(text: str) -> Address:
    """The address that ``text`` spells.

    Raises :class:`AddressForbidden` where it is not of the web, or spelled as only those do who hide a target.
    """
    text = text.strip(" \t\r\n\f")
    if len(text) > MAX_LENGTH:
        raise AddressForbidden(text[:80] + "…", f"the address has more than {MAX_LENGTH:,} characters")
    form = _FORM.fullmatch(text)
    if form is None:
        raise AddressForbidden(text, "only addresses that begin with http:// or https:// are fetched")
    scheme, authority = form[1].lower(), form[2]
    host, port = _authority(text, authority)
    ip = _number(text, host)
    return Address(
        scheme=scheme,
        host=str(ip) if ip is not None else host,
        port=DEFAULT_PORTS[scheme] if port is None else port,
        target=_path(form[3]) + _query(form[4]),
        ip=ip,
    )


def _authority(text: str, authority: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise AddressForbidden(text, "it holds a user name before its host; leave that out")
    if "%" in authority or "\\" in authority or _HIDING.search(authority):
        raise AddressForbidden(text, "its host holds characters that hide where it leads")
    if authority.startswith("["):
        host, bracket, rest = authority[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise AddressForbidden(text, "its host is no address of IP version 6")
        return f"[{host}]", _port(text, rest[1:])
    host, _, port = authority.partition(":")
    return _host(text, host), _port(text, port)


def _port(text: str, port: str) -> int | None:
    if not port:
        return None
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and 0 < int(port) < 65536):
        raise AddressForbidden(text, f"{port[:20]!r} is no port")
    return int(port)


def _host(text: str, host: str) -> str:
    """The host in ASCII: letters of other scripts as IDNA 2008 writes them, look-alikes of ASCII as ASCII."""
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise AddressForbidden(text, f"its host is no host name ({error})") from None
    host = host.lower().removesuffix(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise AddressForbidden(text, "its host is no host name" if host else "it names no host")
    return host


def _number(text: str, host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that ``host`` is, spelled as it should be; ``None`` for a name."""
    if host.startswith("["):
        try:
            return IPv6Address(host[1:-1])  # a zone (%eth0) was refused before
        except ValueError:
            raise AddressForbidden(text, "its host is no address of IP version 6") from None
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return None
    try:
        found = ip_address(host)
    except ValueError:
        raise AddressForbidden(
            text, "its host is a number in an unusual spelling; such addresses hide where they lead"
        ) from None
    return found


def _path(path: str) -> str:
    segments: list[str] = []
    steps = (_escaped(path, _SAFE) or "/").split("/")[1:]
    for step in steps:
        if step == "..":
            del segments[-1:]
        elif step != ".":
            segments.append(step)
    if steps[-1] in {".", ".."}:
        segments.append("")
    return "/" + "/".join(segments)


def _query(query: str | None) -> str:
    return _escaped(query, _SAFE + "?") if query else ""


def _escaped(part: str, safe: str) -> str:
    """``part`` in ASCII, percent-encoded only where it must be, with hexadecimal digits in capitals."""
    part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return _ESCAPE.sub(_unescaped, quote(part, safe=safe, errors="replace"))


def _unescaped(match: re.Match[str]) -> str:
    byte = int(match[1], 16)
    return chr(byte) if byte in _UNRESERVED else match[0].upper()


def _joined(base: str, link: str) -> str:
    link = link.strip(" \t\r\n\f")
    try:
        return urljoin(base, link)
    except ValueError:
        raise AddressForbidden(link, "it cannot be read as an address") from None


def canonical(address: Address) -> str:
    """The address that a page is known by: without what only tells where a reader came from."""
    path, mark, query = address.target.partition("?")
    tracking = words()
    kept = [
        pair
        for pair in query.split("&")
        if pair
        and (name := pair.partition("=")[0].lower()) not in tracking.tracking
        and not name.startswith(tracking.prefixes)
    ]
    return address.origin + path + (mark + "&".join(kept) if kept else "")


def key(address: Address) -> str:
    """What two addresses of one page share: the canonical one without its scheme."""
    return canonical(address).partition("://")[2]
