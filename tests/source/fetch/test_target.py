"""Where addresses lead: 200 spellings of forbidden ones, redirects and rebinding, and no connection made."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from marsad.errors import AddressForbidden, FetchError
from marsad.source.fetch import FetchOptions, Loopback, fetch, parse
from marsad.source.fetch.target import forbidden, target
from tests.web import AGENT, answer, serving

FILE = yaml.safe_load((Path(__file__).parent / "forbidden.yml").read_text(encoding="utf-8"))
RESOLVED = FILE.pop("resolved")
SPELLINGS = [spelling for group in FILE.values() for spelling in group]
EVERY = [*SPELLINGS, *RESOLVED]
PUBLIC = "93.184.215.14"


def resolve(host: str, _port: int) -> list[str]:
    """good.example and what it does not know are public; the others as the file says."""
    told = {parse(address).host: answers for address, answers in RESOLVED.items()}
    return told.get(host, [PUBLIC])


@pytest.fixture
def reached(monkeypatch) -> list[object]:
    """Whom sockets were told to connect to; nobody but servers that ``reached.allowed`` names is."""
    tried: list[object] = []
    real = socket.socket.connect

    def connect(self, to):
        if to[1] in Allowed.ports:
            return real(self, to)
        tried.append(to)
        raise ConnectionRefusedError(111, "no")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(Allowed, "ports", set())
    return tried


class Allowed:
    ports: ClassVar[set[int]] = set()


def test_there_are_two_hundred() -> None:
    assert len(SPELLINGS) == len(set(SPELLINGS))
    assert len(EVERY) >= 200


@pytest.mark.parametrize("spelling", EVERY)
def test_never_connected_to(spelling: str, reached) -> None:
    options = FetchOptions(AGENT, resolve=resolve)
    with pytest.raises(AddressForbidden):
        fetch(parse(spelling), options)
    assert reached == []


def test_no_redirect_leads_there(reached) -> None:
    led: list[str] = []
    with serving() as web:
        Allowed.ports.add(web.port)
        options = FetchOptions(AGENT, resolve=resolve, loopback=web.named("outlet.example"))
        for n, spelling in enumerate(EVERY):
            there = spelling.encode("utf-8", "surrogatepass").replace(b"\r", b"").replace(b"\n", b"")
            web.pages[f"/{n}"] = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + there + b"\r\n\r\n"
            try:
                fetched = fetch(parse(f"http://outlet.example/{n}"), options)
            except FetchError:
                continue
            led.append(fetched.last.address.host)  # read as a path of the same site: a 404 there
        assert web.connections == len(EVERY) + len(led)
    assert set(led) <= {"outlet.example"} and len(led) < 10
    assert [to for to in reached if not (to[0] == PUBLIC and to[1] in {80, 443})] == []


def test_the_public_site_itself_would_be_asked(reached) -> None:
    for address in (
        "http://good.example/",
        "https://good.example:8443/x",
        "http://[64:ff9b::808:808]/",
        "http://8.8.8.8./",
    ):
        with pytest.raises(FetchError) as said:
            fetch(parse(address), FetchOptions(AGENT, resolve=resolve))
        assert not isinstance(said.value, AddressForbidden)
    assert reached == [(PUBLIC, 80), (PUBLIC, 8443), ("64:ff9b::808:808", 80, 0, 0), ("8.8.8.8", 80)]


class Rebinding:
    """A name that answers with a public address at first and with this machine from then on."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return [self.answers[min(self.asked, len(self.answers)) - 1]]


@pytest.mark.parametrize("second", ["127.0.0.1", "169.254.169.254", "::1", "10.0.0.1"])
def test_rebinding_gains_nothing(second: str, reached) -> None:
    name = Rebinding(PUBLIC, second)
    with pytest.raises(FetchError, match="refused the connection"):
        fetch(parse("http://rebound.example/"), FetchOptions(AGENT, resolve=name))
    assert name.asked == 1
    assert reached == [(PUBLIC, 80)]


def test_rebinding_between_redirects_is_seen(reached) -> None:
    name = Rebinding("127.0.0.1")
    with serving({"/a": answer("", "302 Found", Location="http://rebound.example/b")}) as web:
        Allowed.ports.add(web.port)
        options = FetchOptions(AGENT, resolve=name, loopback=web.named("outlet.example"))
        with pytest.raises(AddressForbidden, match=r"leads to 127\.0\.0\.1"):
            fetch(parse("http://outlet.example/a"), options)
        assert web.connections == 1
    assert name.asked == 1
    assert reached == []


def test_all_answers_are_tried_until_one_takes_the_connection(reached) -> None:
    options = FetchOptions(AGENT, resolve=lambda *_: ["8.8.4.4", "8.8.8.8"])
    with pytest.raises(FetchError, match="refused"):
        fetch(parse("http://good.example/"), options)
    assert reached == [("8.8.4.4", 80), ("8.8.8.8", 80)]


def test_loopback_is_reached_only_by_name_and_port() -> None:
    options = FetchOptions(AGENT, resolve=resolve, loopback=(Loopback("outlet.example", 80, 4000),))
    assert target(parse("http://outlet.example/x"), options).ips == ("127.0.0.1",)
    assert target(parse("http://outlet.example:8080/x"), options).ips == (PUBLIC,)
    assert target(parse("http://other.example/x"), options).ips == (PUBLIC,)
    with pytest.raises(AddressForbidden):
        target(parse("http://127.0.0.1/"), options)


def test_the_environment_changes_nothing(reached, monkeypatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    with pytest.raises(FetchError):
        fetch(parse("http://good.example/"), FetchOptions(AGENT, resolve=resolve))
    assert reached == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "public", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_public_addresses_are_free(public: str) -> None:
    assert forbidden(ip_address(public)) is None


def test_a_name_nobody_knows() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match="no such host is known"):
        target(parse("http://good.example/"), FetchOptions(AGENT, resolve=unknown))


def test_a_look_up_that_hangs_is_given_up() -> None:
    import threading

    free = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        free.wait(20)
        return [PUBLIC]

    with pytest.raises(FetchError, match="not looked up in time"):
        target(parse("http://good.example/"), FetchOptions(AGENT, resolve=slow, connect=0.05))
    free.set()
