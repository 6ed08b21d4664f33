from __future__ import annotations

import pytest

from marsad.errors import FetchError, FetchRefused, RobotsDisallowed
from marsad.source.fetch import Robots, fetch_robots, parse
from tests.web import answer, serving

RULES = """
User-agent: *
Disallow: /

User-agent: marsad
Disallow: /private/
Allow: /private/open$
Disallow: /*.pdf
Crawl-delay: 7
"""


def of(text: bytes | str | None, status: str = "200 OK", **headers: str) -> Robots:
    with serving({"/robots.txt": answer(text or "", status, **headers)}) as web:
        return fetch_robots(parse("http://outlet.example/news?x=1"), web.options())


def test_rules_for_marsad_come_before_those_for_all() -> None:
    robots = of(RULES)
    allowed = [path for path in ("/", "/private/a", "/private/open", "/private/open/a", "/a.pdf")
               if robots.allows(parse("http://outlet.example" + path))]  # fmt: skip
    assert allowed == ["/", "/private/open"]
    assert robots.delay == 7
    with pytest.raises(RobotsDisallowed):
        robots.check(parse("http://outlet.example/private/x"))


def test_no_file_allows_all() -> None:
    for status in ("404 Not Found", "403 Forbidden", "410 Gone"):
        assert of("User-agent: *\nDisallow: /", status).allows(parse("http://outlet.example/a"))


@pytest.mark.parametrize("status", ["500 Broken", "503 Later", "429 Slower"])
def test_a_site_that_cannot_say_is_left_alone(status: str) -> None:
    with pytest.raises(FetchRefused, match="nothing of the site is fetched") as said:
        of("", status, Retry_After="30")
    assert said.value.retry_after == 30


def test_an_unreachable_site_is_left_alone() -> None:
    with pytest.raises(FetchError, match="broke"), serving({"/robots.txt": b""}) as web:
        fetch_robots(parse("http://outlet.example/a"), web.options())


def test_nonsense_allows_and_asks_for_nothing() -> None:
    for text in (
        "<html>no rules</html>",
        b"\xff\xfe\0\0",
        "Crawl-delay: nan\nRequest-rate: x",
        "User-agent: *\nCrawl-delay: -4",
    ):
        robots = of(text)
        assert robots.allows(parse("http://outlet.example/a")) and robots.delay == 0


def test_request_rate_is_a_delay() -> None:
    assert of("User-agent: *\nRequest-rate: 1/10").delay == 10


def test_rules_behind_a_mark_and_far_down() -> None:
    assert not of("\ufeffUser-agent: *\nDisallow: /").allows(parse("http://outlet.example/a"))
    long = "User-agent: *\n" + "Disallow: /b*b*b*b*b*b*c\n" * 40_000 + "Disallow: /a"
    assert of(long).allows(parse("http://outlet.example/a"))  # beyond what is read
