"""Unpacks the body of an answer, with a limit: a few kilobytes can unpack to terabytes."""

from __future__ import annotations

import zlib

from marsad.errors import FetchError, PageTooLarge

CODINGS = 2  # how many times over a body may be packed
_GZIP, _ZLIB, _RAW = 31, 15, -15


def inflate(address: str, body: bytes, coding: str, limit: int) -> bytes:
    """``body`` unpacked as ``coding`` (the header Content-Encoding) says, at most ``limit`` bytes long.

    Raises :class:`PageTooLarge`, or :class:`FetchError` where it is damaged or packed otherwise than was asked for.
    """
    codings = [name for part in coding.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    if len(codings) > CODINGS:
        raise FetchError(address, "its body is packed several times over")
    for name in reversed(codings):
        if name in {"gzip", "x-gzip"}:
            body = _gzip(address, body, limit)
        elif name == "deflate":
            body = _unpacked(address, body, _ZLIB if body[:1] == b"\x78" else _RAW, limit)[0]
        else:
            raise FetchError(address, f"its body is packed as {name[:20]!r}, which was not asked for")
    return body


def _gzip(address: str, body: bytes, limit: int) -> bytes:
    """All members of a gzip body; what follows the last is padding."""
    out = b""
    while body[:2] == b"\x1f\x8b" or not out:
        if not body:
            break
        part, body = _unpacked(address, body, _GZIP, limit - len(out))
        out += part
    return out


def _unpacked(address: str, body: bytes, bits: int, limit: int) -> tuple[bytes, bytes]:
    packer = zlib.decompressobj(bits)
    try:
        out = packer.decompress(body, limit + 1)
    except zlib.error as error:
        raise FetchError(address, f"its packed body is damaged ({error})") from None
    if len(out) > limit:
        raise PageTooLarge(address, f"it unpacks to more than {limit:,} bytes")
    if not packer.eof:
        raise FetchError(address, "its packed body breaks off")
    return out, packer.unused_data
