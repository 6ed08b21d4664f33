"""Pages that a user names one by one: the same rules as for watching, one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from marsad.errors import FetchRefused, PageError
from marsad.model import Page
from marsad.source.fetch.address import Address, parse
from marsad.source.fetch.client import Response, fetch
from marsad.source.fetch.options import FetchOptions
from marsad.source.fetch.page import page_of
from marsad.source.fetch.robots import Robots, fetch_robots


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is asked for several pages: seconds between two of them, and whether its robots.txt is heeded."""

    delay: float = 2.0
    robots: bool = True


def fetched_pages(
    addresses: Iterable[str],
    options: FetchOptions,
    manners: Manners,
    keep: Callable[[Response], None],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Page | PageError]:
    """The page at each address in order, or the error that says why there is none.

    ``keep`` gets every answer as it came, redirects and refusals included, before anything reads it.
    """
    site = _Sites(options, manners, sleep)
    for text in addresses:
        try:
            address = parse(text)
            site.wait(address)
            fetched = fetch(address, options, permit=site.permit)
            for response in (*fetched.way, fetched.last):
                keep(response)
            yield page_of(fetched)
        except PageError as error:
            yield about(error, text)


def about(error: PageError, asked: str) -> PageError:
    """``error``, told of the address that was asked for: a redirect or the site's robots.txt may have raised it."""
    if error.path == asked:
        return error
    there = "" if error.path.endswith("/robots.txt") else f" (at {error.path})"
    if isinstance(error, FetchRefused):
        return type(error)(asked, error.reason + there, error.status, error.retry_after)
    return type(error)(asked, error.reason + there)


class _Sites:
    """When each host was asked last, and what its robots.txt says."""

    def __init__(self, options: FetchOptions, manners: Manners, sleep: Callable[[float], None]) -> None:
        self._options, self._manners, self._sleep = options, manners, sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Robots] = {}

    def wait(self, address: Address) -> None:
        """Until the host may be asked again."""
        delay = self._manners.delay
        if self._manners.robots:
            delay = max(delay, self._rules(address).delay)
        if address.host in self._asked:
            left = self._asked[address.host] + delay - time.monotonic()
            if left > 0:
                self._sleep(left)
        self._asked[address.host] = time.monotonic()

    def permit(self, address: Address) -> None:
        """Raise where the site does not want ``address`` to be fetched."""
        if self._manners.robots:
            self._rules(address).check(address)

    def _rules(self, address: Address) -> Robots:
        if address.origin not in self._robots:
            self._robots[address.origin] = fetch_robots(address, self._options)
        return self._robots[address.origin]
