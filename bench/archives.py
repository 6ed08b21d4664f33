"""Makes web archives of our own: records one by one, so that it is known where each of them lies."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from fastwarc.stream_io import ZstdWriter

Packing = Literal["plain", "gzip", "zstd"]
SUFFIX: dict[Packing, str] = {"plain": ".warc", "gzip": ".warc.gz", "zstd": ".warc.zst"}
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive's bytes, and where each record lies in them."""

    data: bytes
    spans: tuple[tuple[int, int], ...]


def record(block: bytes, kind: str = "response", address: str = "https://a.example/", **headers: str) -> bytes:
    """One WARC record; ``headers`` are further ones, with ``_`` for ``-``."""
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": "2023-02-15T09:30:00Z",
        "WARC-Record-ID": f"<urn:sha256:{hashlib.sha256(address.encode()).hexdigest()}>",
        "Content-Type": media,
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return head.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(body: bytes, media: str = HTML, status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP response, the block of a record."""
    lines = {
        "Content-Type": media,
        "Content-Length": str(len(body)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return head.encode() + b"\r\n" + body


def pack(records: Iterable[bytes], packing: Packing) -> Archive:
    """Records in one file, each compressed by itself."""
    parts = [_packed(one, packing) for one in records]
    return Archive(b"".join(parts), spans(parts))


def spans(parts: Sequence[bytes]) -> tuple[tuple[int, int], ...]:
    """Where each part lies when they stand one behind the other."""
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part))
    return tuple(pairwise(ends))


def _packed(data: bytes, packing: Packing) -> bytes:
    if packing == "gzip":
        return gzip.compress(data, 6, mtime=0)
    return zstd(data) if packing == "zstd" else data


class _Kept(io.BytesIO):
    """A buffer that its writer may close."""

    def close(self) -> None:
        pass


def zstd(data: bytes) -> bytes:
    """One Zstandard frame."""
    buffer = _Kept()
    writer = ZstdWriter(buffer)
    writer.write(data)
    writer.close()
    return buffer.getvalue()
