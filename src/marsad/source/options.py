"""What a user can set about where pages come from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import IO

from marsad.source.dates import machine_date
from marsad.source.position import Position, is_same

MEGABYTE = 1 << 20

#: The names under which JSON records give a field, most telling first. A crawl time is no publication date.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "content": ("content", "body", "text", "articleBody", "article_body", "maintext", "html"),
    "url": ("url", "link", "address", "canonical", "uri", "source_url"),
    "source": ("source", "outlet", "publisher", "source_name", "site", "newspaper", "source_domain"),
    "published": (
        "published",
        "date_published",
        "datePublished",
        "published_at",
        "publish_date",
        "date_publish",
        "publication_date",
        "pubDate",
        "date",
    ),
    "author": ("author", "authors", "byline"),
    "captured": (
        "captured",
        "date_extracted",
        "date_download",
        "date_crawled",
        "crawled_at",
        "fetched",
        "retrieved",
    ),
}


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How pages are found and how much of one is read.

    ``fields`` names, per key of :data:`FIELDS`, the JSON fields to look into, in order; keys left out keep
    their
    default. ``manifest`` is a CSV file (path, address, outlet, published). ``max_bytes`` bounds one page,
    ``max_inflated`` and ``max_ratio`` what a compressed container may grow to: it is refused when it is over
    both.
    ``reached`` says up to where containers were read before, by absolute path.
    ``read_date`` reads the ``published`` of records and manifests (ISO, RFC 2822 and Unix time by default).
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    manifest: str | None = None
    max_bytes: int = 5 * MEGABYTE
    max_inflated: int = 64 * MEGABYTE
    max_ratio: int = 100
    read_date: Callable[[str], date | None] = machine_date
    reached: Mapping[str, Position] = field(default_factory=dict, hash=False)

    def names(self, key: str) -> tuple[str, ...]:
        """The JSON fields that may hold ``key``."""
        return self.fields.get(key) or FIELDS[key]

    def start(self, path: str, file: IO[bytes]) -> Position | None:
        """Where to go on in ``file``; ``None`` where it was not read before, or is another file now."""
        then = self.reached.get(os.path.abspath(path))
        if then is None or not is_same(file, then):
            return None
        return replace(then, path=path, passed=0, resumed=True)
