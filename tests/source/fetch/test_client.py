"""One address from a server that behaves, and from one that misbehaves in every way."""

from __future__ import annotations

import gzip
import time
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import AddressForbidden, FetchError, PageTooLarge
from marsad.source.fetch import fetch, parse
from marsad.source.fetch.client import retry_after
from tests.web import AGENT, Request, answer, serving

HERE = "http://outlet.example"
PAGE = "<html><body><p>خبر قصير</p></body></html>"


def fetched(pages, path="/a", **limits):
    with serving(pages) as web:
        return fetch(parse(HERE + path), web.options(**limits)), web


def failing(pages, path="/a", **limits) -> str:
    with serving(pages) as web, pytest.raises((FetchError, PageTooLarge)) as said:
        fetch(parse(HERE + path), web.options(**limits))
    assert said.value.path.startswith(HERE)
    return said.value.reason


def test_a_page_comes_as_it_is() -> None:
    found, web = fetched({"/a?x=1": answer(PAGE, ETag='"v1"')}, "/a?x=1#part")
    assert found.data == found.last.body == PAGE.encode()
    assert (found.last.status, found.last.header("etag"), found.last.ip) == (200, '"v1"', "127.0.0.1")
    assert web.asked[0].headers["user-agent"] == AGENT == "Marsad/0.1.0 (+newsroom@outlet.example)"
    assert web.asked[0].headers["host"] == "outlet.example"


def test_redirects_are_followed_and_kept() -> None:
    pages = {"/a": answer("", "301 Moved", Location="/b?q=1"), "/b?q=1": answer("", "302 Found", Location="../c"),
             "/c": answer(PAGE)}  # fmt: skip
    found, _ = fetched(pages)
    assert [r.status for r in found.way] == [301, 302]
    assert found.last.address.text == f"{HERE}/c"


def test_another_origin_is_named_where_it_is_not_to_be_followed() -> None:
    with serving({"/a": answer("", "302 Found", Location="http://other.example/b")}) as web:
        found = fetch(parse(f"{HERE}/a"), web.options("outlet.example", "other.example"), stay=True)
    assert found.moved == parse("http://other.example/b")


def test_packed_bodies_are_unpacked() -> None:
    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "gzip": gzip.compress(PAGE.encode()),
        "x-gzip": gzip.compress(PAGE.encode()[:10]) + gzip.compress(PAGE.encode()[10:]),
        "deflate": zlib.compress(PAGE.encode()),
        "Deflate": raw.compress(PAGE.encode()) + raw.flush(),
        "gzip, gzip": gzip.compress(gzip.compress(PAGE.encode())),
        "identity": PAGE.encode(),
    }
    for coding, body in bodies.items():
        found, _ = fetched({"/a": answer(body, Content_Encoding=coding)})
        assert found.data == PAGE.encode(), coding
        assert found.last.body == body


def test_chunks_are_joined() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n"
    assert fetched({"/a": chunked})[0].data == b"abcdefg"


# ------------------------------------------------------------ misbehaving
def drip(data: bytes, pause: float):
    def handler(request: Request) -> None:
        for n in range(len(data)):
            request.send(data[n : n + 1])
            if request.stopped.wait(pause):
                return

    return handler


def endless(head: bytes, part: bytes):
    def handler(request: Request) -> None:
        request.send(head)
        while not request.stopped.is_set():
            request.send(part)

    return handler


def test_slow_loris_in_the_head_and_in_the_body() -> None:
    # every byte comes in time, the whole does not
    for data in (b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 500, answer("b" * 500)):
        begun = time.monotonic()
        assert failing({"/a": drip(data, 0.03)}, total=0.4, idle=0.2) == "it took longer than 0.4 s in all"
        assert time.monotonic() - begun < 5


def test_silence() -> None:
    assert failing({"/a": lambda r: (r.stopped.wait(5) and b"") or None}, idle=0.2) == "it did not answer in time"
    assert failing({"/a": drip(answer("b" * 500), 2)}, idle=0.2) == "it did not answer in time"


def test_the_whole_time_counts_over_redirects() -> None:
    def slow(request: Request) -> bytes:
        request.stopped.wait(0.2)
        return answer("", "302 Found", Location=request.path + "x")

    assert "longer than 0.5 s" in failing({"*": slow}, total=0.5, redirects=50)


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n"],
)
def test_endless_bodies(head: bytes) -> None:
    part = b"10000\r\n" + b"a" * 0x10000 + b"\r\n" if b"chunked" in head else b"a" * 65536
    assert failing({"/a": endless(head, part)}, max_bytes=300_000) == "it sends more than 300,000 bytes"


def test_endless_heads() -> None:
    assert "rules of HTTP" in failing({"/a": endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 50)})
    assert "rules of HTTP" in failing({"/a": endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 65536)})
    assert "in all" in failing({"/a": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n")}, total=0.3)


def test_wrong_lengths() -> None:
    assert "rules of HTTP" in failing({"/a": answer("short", Content_Length="50")})
    assert (
        failing({"/a": answer("x", Content_Length="99999999")}, max_bytes=1000)
        == "it has 99,999,999 bytes, more than 1,000"
    )
    found, _ = fetched({"/a": answer("long enough", Content_Length="4")})
    assert found.data == b"long"
    assert "rules of HTTP" in failing({"/a": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"})
    cut = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nabc"
    assert "rules of HTTP" in failing({"/a": cut})


def test_dropped_connections() -> None:
    assert failing({"/a": b""}) == "it broke the connection off"
    assert failing({"/a": b"HTTP/1.1 2"})
    assert "HTTP" in failing({"/a": b"SSH-2.0-OpenSSH_9.2\r\n"})
    assert "HTTP" in failing({"/a": b"HTTP/1.1 99999 What\r\n\r\n"})


def test_nobody_there() -> None:
    with serving() as web:
        options = web.options()
    with pytest.raises(FetchError, match="refused the connection"):
        fetch(parse(f"{HERE}/a"), options)


def test_redirects_in_a_circle_and_without_end() -> None:
    assert "circle" in failing({"/a": answer("", "302 F", Location="/b"), "/b": answer("", "302 F", Location="/a")})
    assert "circle" in failing({"/a": answer("", "302 F", Location="/a")})
    on = {"*": lambda r: answer("", "302 Found", Location=r.path + "x")}
    assert failing(on) == "it redirects more than 5 times"


def test_redirects_to_where_nothing_may_be_fetched() -> None:
    for to in ("http://127.0.0.1:{port}/b", "http://localhost:{port}/b", "file:///etc/passwd", "http://2130706433/"):
        with serving() as web:
            web.pages["/a"] = answer("", "302 Found", Location=to.format(port=web.port))
            with pytest.raises(AddressForbidden):
                fetch(parse(f"{HERE}/a"), web.options(ports=frozenset({80, web.port})))
            assert web.paths() == ["/a"]


def test_bombs() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert "unpacks to more than 1,000,000" in failing(
        {"/a": answer(bomb, Content_Encoding="gzip")}, max_bytes=1_000_000
    )
    many = gzip.compress(b"a" * 600_000) * 2
    assert "unpacks to more than" in failing({"/a": answer(many, Content_Encoding="gzip")}, max_bytes=1_000_000)
    twice = gzip.compress(gzip.compress(b"\0" * 50_000_000))
    assert "unpacks to more" in failing({"/a": answer(twice, Content_Encoding="gzip, gzip")}, max_bytes=1_000_000)
    assert "several times" in failing({"/a": answer(bomb, Content_Encoding="gzip, gzip, gzip")})


def test_packed_bodies_that_are_damaged_or_not_asked_for() -> None:
    body = gzip.compress(PAGE.encode())
    assert "breaks off" in failing({"/a": answer(body[:-9], Content_Encoding="gzip")})
    assert "damaged" in failing({"/a": answer(b"no gzip at all", Content_Encoding="gzip")})
    assert "not asked for" in failing({"/a": answer(body, Content_Encoding="br")})


def test_what_robots_say_is_asked_at_every_step() -> None:
    seen: list[str] = []
    with serving({"/a": answer("", "302 Found", Location="/b"), "/b": answer(PAGE)}) as web:
        fetch(parse(f"{HERE}/a"), web.options(), permit=lambda at: seen.append(at.target))
    assert seen == ["/a", "/b"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda b: b"HTTP/1.1 200 OK\r\n" + b)))
def test_whatever_is_sent_is_an_answer_or_an_error(said: bytes) -> None:
    with serving({"/a": said}) as web:
        try:
            fetch(parse(f"{HERE}/a"), web.options(total=2))
        except (FetchError, PageTooLarge):
            return


def test_retry_after() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after("Thu, 01 Jan 2026 00:01:00 GMT", now) == 60
    assert retry_after("Wed, 31 Dec 2025 00:01:00 GMT", now) == 0
    assert retry_after("9" * 40, now) == 30 * 86400
    assert [retry_after(said, now) for said in ("", "soon", "-5", "1e3", "Thu, 99 Jan 2026")] == [None] * 5
