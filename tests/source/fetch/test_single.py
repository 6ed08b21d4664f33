from __future__ import annotations

from marsad.errors import FetchRefused, PageEmpty, PageGone, PageUnreadable, RobotsDisallowed
from marsad.model import Page
from marsad.source.fetch import Manners, fetched_pages
from tests.web import answer, serving

PAGE = answer("<html><body><p>خبر قصير</p></body></html>")
HERE = "http://outlet.example"


def fetched(pages, addresses, manners=None):
    kept, slept = [], []
    with serving(pages) as web:
        found = fetched_pages(
            [HERE + a if a.startswith("/") else a for a in addresses],
            web.options(),
            manners or Manners(0),
            kept.append,
            sleep=slept.append,
        )
        return list(found), kept, slept, web


def test_every_address_gives_a_page_or_its_own_error() -> None:
    pages = {
        "/a": PAGE,
        "/moved": answer("", "301 Moved", Location="/gone"),
        "/gone": answer("no", "410 Gone"),
        "/broken": answer("no", "500 Broken", Retry_After="60"),
        "/picture": answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 90, Content_Type="image/png"),
        "/empty": answer(" \n "),
    }
    asked = ["/a", "/moved", "/gone", "/none", "/broken", "/picture", "/empty", "http://127.1/", "not an address"]
    found, kept, _, _ = fetched(pages, asked)
    kinds = [type(item) for item in found]
    assert kinds[:7] == [Page, PageGone, PageGone, PageGone, FetchRefused, PageUnreadable, PageEmpty]
    assert [item.path for item in found[1:]] == [HERE + a for a in asked[1:7]] + asked[7:]
    assert "(at http://outlet.example/gone)" in found[1].reason
    assert found[4].retry_after == 60
    assert [r.address.target for r in kept] == [
        "/a",
        "/moved",
        "/gone",
        "/gone",
        "/none",
        "/broken",
        "/picture",
        "/empty",
    ]
    assert found[0].path == found[0].id == f"{HERE}/a"


def test_robots_are_heeded_unless_told_otherwise() -> None:
    pages = {"/robots.txt": answer("User-agent: *\nDisallow: /no\nCrawl-delay: 30"), "/a": PAGE, "/no": PAGE}
    found, _, slept, web = fetched(pages, ["/a", "/no"])
    assert isinstance(found[0], Page) and isinstance(found[1], RobotsDisallowed)
    assert [r.path for r in web.asked] == ["/robots.txt", "/a"]
    assert len(slept) == 1 and 29 < slept[0] <= 30
    found, _, slept, _ = fetched(pages, ["/a", "/no"], Manners(0, robots=False))
    assert all(isinstance(item, Page) for item in found) and slept == []


def test_a_redirect_to_where_robots_must_not_go() -> None:
    pages = {"/robots.txt": answer("User-agent: *\nDisallow: /no"), "/a": answer("", "302 F", Location="/no")}
    found, _, _, web = fetched(pages, ["/a"])
    assert isinstance(found[0], RobotsDisallowed) and found[0].path == f"{HERE}/a"
    assert web.paths() == ["/a"]


def test_a_site_whose_robots_cannot_be_read_is_left_alone() -> None:
    found, _, _, web = fetched({"/robots.txt": answer("", "503 Later"), "/a": PAGE}, ["/a"])
    assert isinstance(found[0], FetchRefused) and found[0].path == f"{HERE}/a"
    assert web.paths() == []
