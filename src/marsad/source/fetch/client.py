"""Fetches one address: every redirect looked up, checked and counted like the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from urllib3.response import HTTPResponse

from marsad.errors import AddressForbidden, FetchError, PageTooLarge
from marsad.source.fetch.address import Address
from marsad.source.fetch.connect import Deadline, asked
from marsad.source.fetch.inflate import inflate
from marsad.source.fetch.options import FetchOptions
from marsad.source.fetch.target import target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 1 << 16
LONGEST_WAIT = 30 * 86400.0
_ACCEPT = {
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
Permit = Callable[[Address], None]


@dataclass(frozen=True, slots=True)
class Response:
    """One answer as it came: ``body`` is still packed, ``headers`` in their order. ``at`` is UTC."""

    address: Address
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str
    at: datetime

    def header(self, name: str) -> str:
        """The value of a header, several joined by commas; empty where there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    @property
    def retry_after(self) -> float | None:
        """The seconds that the server asks to wait, if it does."""
        return retry_after(self.header("retry-after"), self.at)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answers to one address: redirects on the way, and the last. ``data`` is its body, unpacked.

    ``moved`` is where the last answer points on to, where that was not to be followed.
    """

    way: tuple[Response, ...]
    last: Response
    data: bytes
    moved: Address | None = None


def fetch(
    address: Address,
    options: FetchOptions,
    *,
    headers: Mapping[str, str] | None = None,
    permit: Permit | None = None,
    stay: bool = False,
) -> Fetched:
    """What ``address`` answers, whatever its status.

    Args:
        address: where to begin.
        options: who asks, and the limits.
        headers: sent besides (conditions such as ``If-None-Match``).
        permit: called with each address before it is asked; raises where it must not be (robots.txt).
        stay: stop at a redirect to another origin, and say in ``moved`` where it leads.

    Raises:
        AddressForbidden: it, or a redirect of it, leads where nothing may be fetched.
        PageTooLarge: it sends, or unpacks to, more than ``options.max_bytes``.
        FetchError: no answer, a broken one, too slow a one, or too many redirects.
    """
    deadline = Deadline(options)
    way: list[Response] = []
    at = address
    while True:
        if permit is not None:
            permit(at)
        response = request(at, options, deadline, headers={**_ACCEPT, **(headers or {})})
        to = _redirect(response)
        if to is None:
            coding = response.header("content-encoding")
            return Fetched(tuple(way), response, inflate(at.text, response.body, coding, options.max_bytes))
        if stay and to.origin != address.origin:
            return Fetched(tuple(way), response, b"", to)
        way.append(response)
        if to.text in {passed.address.text for passed in way}:
            raise FetchError(address.text, f"its redirects go in a circle ({to.text})")
        if len(way) > options.redirects:
            raise FetchError(address.text, f"it redirects more than {options.redirects} times")
        at = to


def request(
    at: Address,
    options: FetchOptions,
    deadline: Deadline,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Response:
    """One request and its whole answer; redirects are not followed. See :func:`fetch` for errors."""
    to = target(at, options)
    with asked(to, options, deadline, headers=headers, body=body) as (answer, ip):
        told = tuple((_text(name), _text(value)) for name, value in answer.headers.iteritems())
        return Response(
            address=at,
            status=answer.status,
            reason=_text(answer.reason or ""),
            headers=told,
            body=_body(at, answer, options.max_bytes, deadline),
            ip=ip,
            at=datetime.now(UTC),
        )


def _text(raw: str) -> str:
    """A header's text: sent as UTF-8 more often than as the Latin-1 that it is read as; never with line ends."""
    with suppress(UnicodeError):
        raw = raw.encode("latin-1").decode("utf-8")
    return " ".join(raw.split("\n")).replace("\r", " ").replace("\0", "").strip()


def _body(at: Address, answer: HTTPResponse, limit: int, deadline: Deadline) -> bytes:
    declared = answer.headers.get("Content-Length", "")
    if declared.isascii() and declared.isdecimal() and len(declared) < 19 and int(declared) > limit:
        raise PageTooLarge(at.text, f"it has {int(declared):,} bytes, more than {limit:,}")
    parts: list[bytes] = []
    size = 0
    for part in answer.stream(CHUNK, decode_content=False):
        deadline.left()
        parts.append(part)
        size += len(part)
        if size > limit:
            raise PageTooLarge(at.text, f"it sends more than {limit:,} bytes")
    return b"".join(parts)


def _redirect(response: Response) -> Address | None:
    """Where a redirect leads; ``None`` for any other answer."""
    to = response.header("location")
    if response.status not in REDIRECTS or not to:
        return None
    try:
        return response.address.join(to)
    except AddressForbidden as error:
        raise AddressForbidden(response.address.text, f"it redirects to {error.path}: {error.reason}") from None


def retry_after(said: str, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, which has a number or a date; at most a month."""
    said = said.strip()
    if said.isascii() and said.isdecimal():
        return min(float(said[:12]), LONGEST_WAIT)
    if not said:
        return None
    try:
        when = parsedate_to_datetime(said)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max((when - now).total_seconds(), 0.0), LONGEST_WAIT)
