"""What a site asks of robots (RFC 9309), read by protego."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from protego import Protego

from marsad.errors import FetchRefused, RobotsDisallowed
from marsad.source.fetch.address import Address, parse
from marsad.source.fetch.client import fetch
from marsad.source.fetch.options import FetchOptions

NAME = "Marsad"
LONGEST = 512 * 1024  # characters of a robots.txt that are read
ALLOW_ALL = ""


@dataclass(frozen=True)
class Robots:
    """The rules of one origin: ``text`` is its robots.txt."""

    text: str

    @cached_property
    def _rules(self) -> Protego:
        return Protego.parse(self.text)

    def allows(self, address: Address) -> bool:
        """Whether the site lets Marsad fetch ``address``."""
        return bool(self._rules.can_fetch(address.text, NAME))

    def check(self, address: Address) -> None:
        """Raise :class:`RobotsDisallowed` where the site asks not to fetch ``address``."""
        if not self.allows(address):
            raise RobotsDisallowed(address.text, "the site's robots.txt asks not to fetch it")

    @property
    def delay(self) -> float:
        """The seconds between two requests that the site asks for; 0 where it does not say."""
        rate = self._rules.request_rate(NAME)
        between = rate.seconds / rate.requests if rate and rate.requests > 0 else 0.0
        return max(self._rules.crawl_delay(NAME) or 0.0, between)


def fetch_robots(address: Address, options: FetchOptions) -> Robots:
    """The rules of the origin of ``address``.

    A site that has none (any 4xx but 429) allows all. Raises :class:`~marsad.errors.FetchError` where nobody can say:
    then nothing of the site may be fetched until it answers.
    """
    found = fetch(parse(f"{address.origin}/robots.txt"), options)
    status = found.last.status
    if status == 429 or not 200 <= status < 500:
        raise FetchRefused(
            found.last.address.text,
            f"the site's robots.txt cannot be read now (HTTP {status}), so nothing of the site is fetched",
            status,
            found.last.retry_after,
        )
    if status >= 300:
        return Robots(ALLOW_ALL)
    return Robots(found.data.decode("utf-8-sig", "replace")[:LONGEST])
