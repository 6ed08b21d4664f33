"""One connection for one request, to an IP address that was checked, within one time.

urllib3 speaks HTTP and TLS. It is given the IP address to connect to, and the host's name only to check the
certificate against and to send along; it looks no name up and follows nothing by itself. Proxies of the environment
are not asked: behind one, nobody here could check where an address leads.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from http.client import HTTPException
from pathlib import Path
from typing import Any

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.response import HTTPResponse

from marsad.errors import AddressForbidden, FetchError
from marsad.source.fetch.options import FetchOptions
from marsad.source.fetch.target import Target


class OutOfTime(TimeoutError):
    """The whole time of a fetch is over."""


class Deadline:
    """The time that a whole fetch may take, from now on, and the silence that is borne within it."""

    def __init__(self, options: FetchOptions) -> None:
        self._end = time.monotonic() + options.total
        self._idle = options.idle
        self.total = options.total

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() >= self._end

    def left(self, longest: float | None = None) -> float:
        """Seconds for the next step. Raises :class:`OutOfTime` where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return min(left, self._idle if longest is None else longest)


class _TimedReader(io.RawIOBase):
    """What a server sends; each read ends with the whole time, however slowly the bytes drip in."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline
        self._stream = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        self._socket.settimeout(self._deadline.left())
        return self._stream.readinto(buffer)

    def close(self) -> None:
        self._stream.close()
        super().close()


class _TimedSocket:
    """A socket whose reading is timed; all else is the socket's own."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def makefile(self, mode: str, *_: Any, **__: Any) -> io.BufferedReader:
        """The stream that answers are read from."""
        return io.BufferedReader(_TimedReader(self._socket, self._deadline))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


class _Http(HTTPConnection):
    deadline: Deadline

    def connect(self) -> None:
        super().connect()
        self.sock = _timed(self)


class _Https(HTTPSConnection):
    deadline: Deadline

    def connect(self) -> None:
        super().connect()
        self.sock = _timed(self)


def _timed(connection: _Http | _Https) -> _TimedSocket:
    """The connection's socket, timed, after a last look at whom it reached."""
    sock = connection.sock
    if sock.getpeername()[0] != connection.host:
        sock.close()
        raise AddressForbidden(connection.host, f"the connection went to {sock.getpeername()[0]}")
    return _TimedSocket(sock, connection.deadline)


@lru_cache(maxsize=4)
def _trust(file: Path | None) -> ssl.SSLContext:
    if file is not None:
        return ssl.create_default_context(cafile=str(file))
    paths = ssl.get_default_verify_paths()
    known = paths.cafile or paths.capath
    return ssl.create_default_context(cafile=None if known else certifi.where())


def _connection(to: Target, ip: str, options: FetchOptions, deadline: Deadline) -> _Http | _Https:
    timeout = deadline.left(options.connect)
    if to.address.scheme == "http":
        plain = _Http(ip, to.port, timeout=timeout)
        plain.deadline = deadline
        return plain
    secure = _Https(
        ip,
        to.port,
        timeout=timeout,
        ssl_context=_trust(options.trust),
        cert_reqs="CERT_REQUIRED",
        server_hostname=to.address.host,
    )
    secure.deadline = deadline
    return secure


def _connected(to: Target, options: FetchOptions, deadline: Deadline) -> tuple[_Http | _Https, str]:
    """A connection to the first of the checked IP addresses that takes one."""
    *others, last = to.ips
    for ip in others:
        connection = _connection(to, ip, options, deadline)
        try:
            connection.connect()
            return connection, ip
        except (NewConnectionError, ConnectTimeoutError):
            connection.close()
    connection = _connection(to, last, options, deadline)
    connection.connect()
    return connection, last


@contextmanager
def asked(
    to: Target,
    options: FetchOptions,
    deadline: Deadline,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Iterator[tuple[HTTPResponse, str]]:
    """The answer to one request, its body still to be read, and the IP address that gave it.

    Asked with POST where there is a ``body``. Everything that goes wrong inside, while reading too, becomes a
    :class:`FetchError`.
    """
    address = to.address
    sent = {"Host": address.site, "User-Agent": options.agent, "Connection": "close", **headers}
    try:
        connection, ip = _connected(to, options, deadline)
        with closing(connection):
            connection.request(
                "GET" if body is None else "POST",
                address.target,
                body=body,
                headers=sent,
                preload_content=False,
                decode_content=False,
            )
            response = connection.getresponse()
            try:
                yield response, ip
            finally:
                response.close()
    except OutOfTime:
        raise FetchError(address.text, f"it took longer than {deadline.total:g} s in all") from None
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise FetchError(address.text, _why(error, deadline)) from error


def _why(error: Exception, deadline: Deadline) -> str:
    """What a failure of the connection means, in words."""
    seen: list[BaseException] = [error]
    while (cause := seen[-1].__cause__ or seen[-1].__context__) is not None and cause not in seen:
        seen.append(cause)
    slow = any(isinstance(e, TimeoutError | ConnectTimeoutError) for e in seen)
    if any(isinstance(e, OutOfTime) for e in seen) or (slow and deadline.over):
        return f"it took longer than {deadline.total:g} s in all"
    if any(isinstance(e, ssl.SSLCertVerificationError) for e in seen):
        return "its certificate is not valid for it"
    if any(isinstance(e, ssl.SSLError) for e in seen):
        return "no safe connection could be made (TLS)"
    if any(isinstance(e, ConnectionRefusedError) for e in seen):
        return "it refused the connection"
    if slow:
        return "it did not answer in time"
    if any(isinstance(e, ConnectionError) for e in seen):
        return "it broke the connection off"
    return f"its answer breaks the rules of HTTP ({' '.join(str(error).split())[:200]})"
