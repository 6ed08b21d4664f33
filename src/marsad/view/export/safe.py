"""Words and addresses of pages made inert: what every export writes of a page goes through here.

A page decides what its title, its quotations and its address hold. None of it may change how a file is read:
line breaks, control and bidi characters go; what a format itself gives a meaning to is escaped by that
format's module.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from marsad.model import SourcedMention
from marsad.view.address import web_address
from marsad.view.words import plain

RESERVED = "/?:@!$&'()*+,;=-._~%"  # what RFC 3986 lets stand in a path or a query


def safe(text: str | None) -> str:
    """``text`` on one line, without bidi controls, control characters and halves of surrogate pairs."""
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text or "")
    return plain(whole)


def link(address: str | None) -> str | None:
    """A web address as an ASCII URI, everything a format could trip over percent-encoded; else ``None``."""
    found = web_address(address)
    if found is None:
        return None
    try:
        parts = urlsplit(found)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:  # no host name at all; UnicodeError is a ValueError
        return None
    if set(host) & set("<>\"'{}|\\^` ") or not host.isprintable():
        return None
    path, query, fragment = (
        quote(part, safe=RESERVED, errors="replace") for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host, path, query, fragment))


def source_name(mention: SourcedMention) -> str:
    """What a reader can look the page up by: its address, else its own short name, never a folder here."""
    return link(mention.address) or safe(mention.page_id)
