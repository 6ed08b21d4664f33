"""What a user can set about where pages come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from marsad.source.dates import machine_date

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
    ``read_date`` reads the ``published`` of records and manifests (ISO, RFC 2822 and Unix time by default).
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    manifest: str | None = None
    max_bytes: int = 5 * MEGABYTE
    max_inflated: int = 64 * MEGABYTE
    max_ratio: int = 100
    read_date: Callable[[str], date | None] = machine_date

    def names(self, key: str) -> tuple[str, ...]:
        """The JSON fields that may hold ``key``."""
        return self.fields.get(key) or FIELDS[key]
