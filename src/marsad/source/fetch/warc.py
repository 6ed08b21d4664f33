"""Keeps answers as they came, in WARC files (ISO 28500), so that every reading can be repeated.

warcio writes them: its interface has been stable for years, it is Python alone, and a page every few seconds asks no
more of it (12,000 records a second). Each record is a gzip member of its own, so that one can be read by its place.
A body is kept as it was sent, packed where it was packed; only the chunks of the transfer are joined.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad import __version__
from marsad.errors import MarsadError, PageUnreadable
from marsad.source.fetch.address import Address, parse
from marsad.source.fetch.client import Response

_VERSION = "WARC/1.1"
_JOINED = frozenset({"transfer-encoding", "content-length"})  # what no longer holds of a body whose chunks are joined


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a record stands: ``file`` is a name in the folder, offset and length are bytes of its gzip member."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer read back: ``body`` is packed as it was sent. ``at`` is when it was fetched (UTC)."""

    address: Address
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: str

    def header(self, name: str) -> str:
        """The value of a header, several joined by commas; empty where there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


def record_of(response: Response) -> bytes:
    """The gzip member that keeps ``response``."""
    headers = [(f"X-Crawl-{name}" if name.lower() in _JOINED else name, value) for name, value in response.headers]
    headers.append(("Content-Length", str(len(response.body))))
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=_VERSION)
    record = writer.create_warc_record(
        response.address.text,
        "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=StatusAndHeaders(f"{response.status} {response.reason}".strip(), headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-IP-Address": response.ip, "WARC-Date": _moment(response.at)},
    )
    writer.write_record(record)
    return out.getvalue()


def file_head(name: str, agent: str) -> bytes:
    """The record that a file begins with: who made it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=_VERSION)
    about = {"software": f"Marsad/{__version__}", "format": "WARC File Format 1.1", "http-header-user-agent": agent}
    writer.write_record(writer.create_warcinfo_record(name, about))
    return out.getvalue()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class WarcFolder:
    """A folder of numbered WARC files, of which the last grows. What was not acknowledged is cut off at opening.

    ``file`` and ``length`` say how far the last one was acknowledged; they are kept by whoever keeps track of what is
    in them, in the same transaction.
    """

    def __init__(self, folder: Path, agent: str, *, file: str = "", length: int = 0, size: int = 1 << 30) -> None:
        self._folder, self._agent, self._size = folder, agent, size
        self.file, self.length = file, length
        self._out: BinaryIO | None = None
        self._written = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if file and (folder / file).is_file() and (folder / file).stat().st_size >= length:
                self._out = (folder / file).open("r+b")
                self._out.truncate(length)
                self._out.seek(length)
        except OSError as error:
            raise MarsadError(f"{folder}: WARC files cannot be written here ({error.strerror})") from None

    def append(self, response: Response) -> Stored:
        """Write ``response``; it is kept after :meth:`flush`, and for good after :meth:`sync`."""
        member = record_of(response)
        if self._out is None or self.length + len(member) > self._size:
            self._next()
        assert self._out is not None
        stored = Stored(self.file, self.length, len(member))
        self._out.write(member)
        self._written = True
        self.length += len(member)
        return stored

    def flush(self) -> None:
        """Make sure that what was written survives the death of this process."""
        if self._out is not None:
            self._out.flush()

    def sync(self) -> None:
        """Make sure that what was written survives a failure of power."""
        if self._out is not None and self._written:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._written = False

    def close(self) -> None:
        """Give the file back."""
        self.sync()
        if self._out is not None:
            self._out.close()
            self._out = None

    def _next(self) -> None:
        """Begin the next file; one of that name was never acknowledged, and is written over."""
        self.close()
        number = int(self.file.split("-")[1].split(".")[0]) + 1 if self.file else 1
        self.file = f"marsad-{number:05}.warc.gz"
        self._out = (self._folder / self.file).open("wb")
        head = file_head(self.file, self._agent)
        self._out.write(head)
        self.length = len(head)

    def read(self, stored: Stored) -> Kept:
        """The answer at ``stored``. Raises :class:`PageUnreadable` where it is not there, or damaged."""
        if stored.file == self.file and self._out is not None:
            self._out.flush()
        return read_record(self._folder / stored.file, stored)


def read_record(path: Path, stored: Stored) -> Kept:
    """The answer at ``stored`` in the file ``path``. Raises :class:`PageUnreadable`."""
    where = f"{path}:{stored.offset}"
    try:
        with path.open("rb") as file:
            file.seek(stored.offset)
            member = file.read(stored.length)
        record = next(iter(ArchiveIterator(io.BytesIO(member))))
        headers = record.http_headers
        return Kept(
            address=parse(record.rec_headers.get_header("WARC-Target-URI")),
            status=int(headers.get_statuscode()),
            headers=tuple((name, value) for name, value in headers.headers if not name.startswith("X-Crawl-")),
            body=record.raw_stream.read(),
            at=record.rec_headers.get_header("WARC-Date"),
        )
    except OSError as error:
        raise PageUnreadable(where, f"the kept page cannot be read ({error.strerror or error})") from None
    except (ArchiveLoadFailed, StopIteration, ValueError, AttributeError, EOFError) as error:
        raise PageUnreadable(where, f"the kept page is damaged ({error})") from None


def append_to(path: Path, response: Response, agent: str) -> None:
    """Append one answer to a WARC file of one's own, made where there is none."""
    member = record_of(response)
    try:
        with path.open("ab") as file:
            file.write(member if file.tell() else file_head(path.name, agent) + member)
    except OSError as error:
        raise MarsadError(f"{path}: this WARC file cannot be written ({error.strerror})") from None
