"""Addresses that pages give of themselves."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(address: str | None) -> str | None:
    """``address`` where it is one of the web; a page may claim any other (``javascript:``), never to be
    linked.
    """
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.netloc else None
