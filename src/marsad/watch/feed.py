"""From a feed's bytes to what it names: RSS in all its forms, Atom, sitemaps and news sitemaps.

lxml reads them, told to mend what is broken, to resolve no entity and to ask no network (it is 70 times faster than
feedparser on the same feeds, 18 ms for 10,000 items, and four fields of an item are all that is needed here).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from lxml import etree  # type: ignore[import-untyped]

from marsad.errors import PageUnreadable
from marsad.read.decode import decode

MAX_ITEMS = 50_000  # what the sitemap protocol allows in one file
BASE = "{http://www.w3.org/XML/1998/namespace}base"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9-]{1,20})["']""")
_ONE_BYTE = re.compile(r"windows-125[0-8]|iso-8859-(?:[1-9]|1[013-6])")
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_STAMPS = ("updated", "modified", "lastmod", "date", "pubDate", "publication_date", "published", "issued")
_DAYS = ("published", "issued", "pubDate", "publication_date", "date", "updated", "modified", "lastmod")
Kind = Literal["rss", "atom", "sitemap", "index"]
ROOTS: dict[str, tuple[Kind, str]] = {
    "rss": ("rss", "item"),
    "RDF": ("rss", "item"),
    "feed": ("atom", "entry"),
    "urlset": ("sitemap", "url"),
    "sitemapindex": ("index", "sitemap"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed names: ``link`` as it stands there, to be joined to ``bases`` from the first on. ``stamp`` changes
    where the feed says that the page did; ``at`` is when it was published or changed, if the feed says so (UTC).
    """

    link: str
    bases: tuple[str, ...] = ()
    stamp: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A feed's items in its order. ``damage`` says what had to be mended; ``index`` names other sitemaps."""

    kind: Kind
    items: tuple[Item, ...]
    damage: str = ""


def read_feed(address: str, data: bytes) -> Contents:
    """What the feed with these bytes names.

    Raises :class:`PageUnreadable` where it is no feed, or one that means harm (entities of its own).
    """
    text = _DECLARATION.sub("", _text_of(address, data), count=1)
    if _ENTITY.search(text):
        raise PageUnreadable(address, "the feed declares entities of its own, which none needs and bombs are made of")
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    found = None if root is None else ROOTS.get(_name(root))
    if found is None:
        what = "a web page" if re.search(r"<html\b|<!doctype html", text[:2000], re.IGNORECASE) else "nothing like one"
        raise PageUnreadable(address, f"this is no feed and no sitemap but {what}")
    kind, tag = found
    items = tuple(item for item in _items(root, tag) if item.link)
    damage = parser.error_log[0].message if len(parser.error_log) else ""
    return Contents(kind, items, " ".join(damage.split())[:200])


def _text_of(address: str, data: bytes) -> str:
    """The feed's text. One letter that its encoding does not have is no reason to lose the feed, whose links are ASCII
    nearly always; only encodings in which ASCII is ASCII are believed.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4096]:
        return decode(address, data, html=True)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _ENCODING.match(data)
        name = declared[1].decode().lower() if declared else ""
        return data.decode(name if _ONE_BYTE.fullmatch(name) else "cp1256", "replace")


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _items(root: Any, tag: str) -> Iterator[Item]:
    for n, element in enumerate(root.iter(f"{{*}}{tag}")):
        if n == MAX_ITEMS:
            return
        fields = _fields(element)
        stamp = next((_text(one) for name in _STAMPS for one in fields.get(name, ()) if _text(one)), "")
        days = (_moment(_text(one)) for name in _DAYS for one in fields.get(name, ()))
        bases = tuple(one.get(BASE) for one in (*reversed(list(element.iterancestors())), element) if one.get(BASE))
        yield Item(_link(fields), bases, stamp, next((day for day in days if day), None))


def _fields(element: Any) -> dict[str, list[Any]]:
    """The children of an item by name, and what a news sitemap tells of it."""
    fields: dict[str, list[Any]] = {}
    for child in element:
        name = _name(child)
        for one in child if name == "news" else (child,):
            fields.setdefault(_name(one), []).append(one)
    return fields


def _link(fields: dict[str, list[Any]]) -> str:
    """The page an item is about: the original one behind a counter, an alternate link, a link, a permanent GUID."""
    for name in ("origLink", "loc"):
        for one in fields.get(name, ()):
            if _text(one):
                return _text(one)
    links = fields.get("link", [])
    for one in links:
        if one.get("href") and one.get("rel", "alternate") == "alternate":
            return str(one.get("href")).strip()
    for one in links:
        if _text(one):
            return _text(one)
    for one in fields.get("guid", ()):
        if one.get("isPermaLink", "true").lower() != "false" and _text(one).startswith(("http://", "https://")):
            return _text(one)
    return ""


def _text(element: Any) -> str:
    return (element.text or "").strip()


def _moment(text: str) -> datetime | None:
    """The time that ``text`` names, in ISO 8601 or RFC 2822."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        try:
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except OverflowError:
            return None
    return None
