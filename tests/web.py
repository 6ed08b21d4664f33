"""A web server on this machine that says what a test tells it to, byte by byte, and remembers who asked what."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from marsad.source.fetch import FetchOptions, Loopback, user_agent

AGENT = user_agent("newsroom@outlet.example")


@dataclass
class Request:
    """What was asked. ``send`` writes to the one who asked; it raises OSError when they have gone."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    send: Callable[[bytes], None]
    stopped: threading.Event


Handler = Callable[[Request], bytes | None]


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A well-formed answer. Header names are written with ``_`` for ``-``."""
    body = body.encode() if isinstance(body, str) else body
    told = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@dataclass
class Web:
    """A running server. ``pages`` has what each path answers: bytes, or a function of the request."""

    port: int
    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    connections: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)

    def paths(self, path: str | None = None) -> list[str]:
        """The paths asked for, in order, robots.txt left out."""
        return [r.path for r in self.asked if r.path != "/robots.txt" and path in {None, r.path}]

    def named(self, *hosts: str, port: int = 80) -> tuple[Loopback, ...]:
        """What lets a fetcher reach this server under these names."""
        return tuple(Loopback(host, port, self.port) for host in hosts)

    def options(self, *hosts: str, **more: object) -> FetchOptions:
        """Options for a fetcher that may reach this server, and nothing else, under these names."""
        return FetchOptions(AGENT, loopback=self.named(*(hosts or ("outlet.example",))), resolve=nowhere, **more)  # type: ignore[arg-type]


def nowhere(host: str, _port: int) -> list[str]:
    """A resolver that knows no name."""
    raise OSError(f"{host} is not known")


def _serve(web: Web, connection: socket.socket, tls: ssl.SSLContext | None) -> None:
    with connection:
        connection.settimeout(10)
        try:
            if tls is not None:
                connection = tls.wrap_socket(connection, server_side=True)
            request = _request(web, connection)
            if request is None:
                return
            web.asked.append(request)
            page = web.pages.get(request.path, web.pages.get("*", answer(b"nothing here", "404 Not Found")))
            said = page(request) if callable(page) else page
            if said is not None:
                connection.sendall(said)
        except OSError:
            return  # whoever asked has gone


def _request(web: Web, connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return None
        data += part
        if data.startswith(b"\x16"):  # TLS, where none is spoken
            connection.sendall(answer("", "400 Bad Request"))
            return None
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, path, _ = first.split(" ")
    return Request(method, path, headers, body, connection.sendall, web.stopped)


@contextmanager
def serving(pages: dict[str, bytes | Handler] | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """A server on a free port of 127.0.0.1, stopped at the end; it speaks TLS where ``tls`` says how."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    web = Web(listener.getsockname()[1], {"/robots.txt": answer(b"", "404 Not Found"), **(pages or {})})

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            if web.stopped.is_set():
                connection.close()
                return
            web.connections += 1
            threading.Thread(target=_serve, args=(web, connection, tls), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.stopped.set()
        with socket.create_connection(("127.0.0.1", web.port), timeout=2):
            pass
        thread.join(5)
        listener.close()
