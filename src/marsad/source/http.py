"""Bodies as they went over the wire: chunks and compression undone, with a limit of our own.

Lengths and encodings that a page declares are claims. A body is inflated piece by piece and refused when it is over the
limit; one that is shorter than declared, or cannot be inflated to its end, is damaged.
"""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Callable
from typing import IO, cast

from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader
from fastwarc.warc import HeaderMap, WarcRecord

from marsad.errors import PageTooLarge, PageUnreadable
from marsad.source.sniff import GZIP

PIECE = 1 << 16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
#: Window bits for zlib: with gzip's header; with zlib's, as the standard wants deflate, or without, as servers send it.
_BITS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
_READERS: dict[str, Callable[[IO[bytes]], object]] = {"br": BrotliReader, "zstd": ZstdReader}


def decoded(record: WarcRecord, http: HeaderMap | None, path: str, max_bytes: int) -> bytes:
    """The body of ``record`` without its transfer and content encodings, at most ``max_bytes``.

    Raises:
        PageTooLarge: it is, or inflates to, more.
        PageUnreadable: it is damaged, or encoded in a way that is not read.
    """
    raw = _read(cast(IO[bytes], record.reader), path, 2 * max_bytes)
    if http is None:
        return _read(io.BytesIO(raw), path, max_bytes)
    if "chunked" in (http.get("Transfer-Encoding") or "").lower() and (plain := _unchunked(raw)) is not None:
        raw = plain
    elif len(raw) < _length(http) and not record.headers.get("WARC-Truncated"):
        raise PageUnreadable(path, f"the page breaks off: {len(raw):,} of {_length(http):,} bytes")
    for coding in reversed((http.get("Content-Encoding") or "").lower().replace(" ", "").split(",")):
        raw = _inflated(raw, coding, path, max_bytes)
    return _read(io.BytesIO(raw), path, max_bytes)


def _length(http: HeaderMap) -> int:
    told = (http.get("Content-Length") or "").strip()[:15]
    return int(told) if told.isascii() and told.isdecimal() else 0


def _unchunked(raw: bytes) -> bytes | None:
    """``raw`` without its chunks' headers, or ``None``: many archives keep the header, but bodies without chunks."""
    try:
        return ChunkedReader(io.BytesIO(raw)).read(len(raw))
    except OSError:
        if re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n", raw):
            raise
        return None


def _inflated(raw: bytes, coding: str, path: str, max_bytes: int) -> bytes:
    if coding in ("", "identity", "none", "utf-8"):
        return raw
    if raw.lstrip()[:1] == b"<":
        return raw  # archives often hold the body inflated, and the header as it was
    if coding in _BITS:
        return _unzipped(raw, _BITS[coding], path, max_bytes)
    reader = _READERS.get(coding)
    if reader is None:
        raise PageUnreadable(path, f"the page is encoded as {coding[:20]!r}, which is not read")
    try:
        return _read(cast(IO[bytes], reader(io.BytesIO(raw))), path, max_bytes)
    except OSError as error:
        raise PageUnreadable(path, f"the page's body is damaged ({error})") from error


def _unzipped(raw: bytes, tried: tuple[int, ...], path: str, max_bytes: int) -> bytes:
    for bits in tried:
        inflater = zlib.decompressobj(bits)
        try:
            data = inflater.decompress(raw, max_bytes + 1)
        except zlib.error:
            continue
        if len(data) > max_bytes:
            raise PageTooLarge(path, f"it unpacks to more than {max_bytes:,} bytes, which no news page has")
        if inflater.eof:
            return data
        raise PageUnreadable(path, "the page's body breaks off")
    if raw.startswith(GZIP) or tried != _BITS["gzip"]:
        raise PageUnreadable(path, "the page's body is damaged (it cannot be inflated)")
    return raw


def _read(stream: IO[bytes], path: str, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if size > limit:
            raise PageTooLarge(path, f"it is over {limit:,} bytes, which no news page is")
        pieces.append(piece)
    return b"".join(pieces)


def declared_text(data: bytes, content_type: str) -> bytes:
    """``data`` as UTF-8, where it is none and the HTTP header names its encoding; else as it is."""
    named = _CHARSET.search(content_type)
    if named is None:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(codecs.lookup(named[1]).name).encode("utf-8")
        except (LookupError, UnicodeError):
            return data
    return data
