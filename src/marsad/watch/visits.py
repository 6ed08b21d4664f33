"""Asks the web for one thing; all that runs beside the main thread. Nothing is decided or kept here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.errors import PageError
from marsad.source.fetch import Address, Fetched, FetchOptions, Robots, fetch, fetch_robots

FEED_BYTES = 10 << 20
KINDS = ("robots", "feed", "page")


@dataclass(frozen=True, slots=True)
class Visit:
    """What to ask a host for. ``robots`` are the rules of its origin; a visit of the kind ``robots`` fetches them."""

    kind: str
    id: int
    host: str
    address: Address
    etag: str | None = None
    modified: str | None = None
    robots: Robots | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a visit: just one of the three is set."""

    visit: Visit
    fetched: Fetched | None = None
    robots: Robots | None = None
    error: PageError | None = None


def ask(visit: Visit, options: FetchOptions) -> Answer:
    """Go there. An error is an answer, too."""
    try:
        if visit.kind == "robots":
            return Answer(visit, robots=fetch_robots(visit.address, options))
        if visit.kind == "feed":
            options = replace(options, max_bytes=max(options.max_bytes, FEED_BYTES))
        headers = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
        fetched = fetch(
            visit.address,
            options,
            headers={name: value for name, value in headers.items() if value},
            permit=visit.robots.check if visit.robots else None,
            stay=True,
        )
        return Answer(visit, fetched=fetched)
    except PageError as error:
        return Answer(visit, error=error)
