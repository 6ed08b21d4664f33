"""Pages fetched from the web: only from the web, politely, within limits, and kept as they came."""

from __future__ import annotations

from marsad.source.fetch.address import Address, canonical, key, parse
from marsad.source.fetch.client import Fetched, Response, fetch
from marsad.source.fetch.options import FetchOptions, Loopback, user_agent
from marsad.source.fetch.page import check_status, page_of, settled
from marsad.source.fetch.robots import Robots, fetch_robots
from marsad.source.fetch.single import Manners, fetched_pages

__all__ = [
    "Address",
    "FetchOptions",
    "Fetched",
    "Loopback",
    "Manners",
    "Response",
    "Robots",
    "canonical",
    "check_status",
    "fetch",
    "fetch_robots",
    "fetched_pages",
    "key",
    "page_of",
    "parse",
    "settled",
    "user_agent",
]
