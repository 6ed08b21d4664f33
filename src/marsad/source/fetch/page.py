"""From an answer to a page, and a page's own address where it may be believed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from http import HTTPStatus

from marsad.errors import AddressForbidden, FetchRefused, PageGone
from marsad.model import Page, Reading
from marsad.source.fetch.address import Address, canonical, parse
from marsad.source.fetch.client import Fetched, Response
from marsad.source.fetch.inflate import inflate
from marsad.source.fetch.warc import Kept
from marsad.source.sniff import HEAD, check_text, page_kind

FRONTS = ("www.", "m.", "amp.", "mobile.")
GONE = {404: "the page is not there", 410: "the page was withdrawn"}


def check_status(response: Response) -> None:
    """Raise :class:`FetchRefused`, or :class:`PageGone`, where the answer is not the page."""
    status = response.status
    if 200 <= status < 300 and status not in {204, 205, 206}:
        return
    where, wait = response.address.text, response.retry_after
    if status in GONE:
        raise PageGone(where, f"{GONE[status]} (HTTP {status})", status, wait)
    known = {s.value: s.phrase for s in HTTPStatus}
    raise FetchRefused(where, f"the server answered HTTP {status} {known.get(status, '')}".strip(), status, wait)


def page_of(fetched: Fetched, *, outlet: str | None = None) -> Page:
    """The page that was fetched.

    Raises :class:`FetchRefused` where the answer is none, and :class:`~marsad.errors.PageError` where it cannot be
    a page (empty, a picture, binary).
    """
    check_status(fetched.last)
    at = fetched.last.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _page(fetched.last.address, fetched.data, at, outlet)


def kept_page(kept: Kept, limit: int, *, outlet: str | None = None) -> Page:
    """The page of an answer that was kept; the same bytes as when it was fetched. Raises as :func:`page_of`."""
    data = inflate(kept.address.text, kept.body, kept.header("content-encoding"), limit)
    return _page(kept.address, data, kept.at, outlet)


def _page(address: Address, data: bytes, at: str, outlet: str | None) -> Page:
    where = canonical(address)
    check_text(where, data)
    name = address.target.partition("?")[0].rpartition("/")[2]
    return Page(
        id=where,
        path=where,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=page_kind(data[:HEAD], name),
        captured=at,
        outlet=outlet,
    )


def settled(reading: Reading) -> Reading:
    """``reading`` of a fetched page, known by the address the page gives itself where that may be believed.

    A page may name any address as its own, another outlet's too. It is believed on its own site, and not where it
    names the site's front page, as careless templates do; otherwise the page is known by where it was fetched.
    """
    article = reading.article
    own = _own(article.address, parse(article.path))
    return replace(reading, article=replace(article, identity=own, address=own))


def _own(claimed: str | None, fetched: Address) -> str:
    try:
        address = parse(claimed) if claimed else fetched
    except AddressForbidden:
        address = fetched
    same_site = _site(address) == _site(fetched)
    front = address.target == "/" and fetched.target != "/"
    return canonical(address if same_site and not front else fetched)


def _site(address: Address) -> str:
    host = address.host
    for front in FRONTS:
        if host.startswith(front) and "." in host.removeprefix(front):
            return host.removeprefix(front)
    return host
