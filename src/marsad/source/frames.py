"""The members of a compressed archive, one at a time: gzip members and Zstandard frames, each inflated with a limit.

Web archives compress every record by itself, so that a damaged one costs only itself: behind it, the next member is
looked for by its first bytes. What a member inflates to is bounded before it is looked at.
"""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, cast

from fastwarc.stream_io import ZstdReader

from marsad.errors import PageError, PageTooLarge, PageUnreadable
from marsad.source.options import SourceOptions
from marsad.source.sniff import GZIP, ZSTD

CHUNK = 1 << 16
SCAN = 1 << 20
START = b"WARC/1."
IN_MEMORY = 8 << 20  # what is larger goes to a temporary file
GZIP_MAGIC = GZIP + b"\x08"
_SKIPPABLE = range(0x184D2A50, 0x184D2A60)
_DICTIONARY = 0x184D2A5D


@dataclass(frozen=True, slots=True)
class Member:
    """What lies at ``[start:end]`` of the file, inflated.

    ``loss`` says what is wrong there; ``content`` is then what came out before the damage, if anything did.
    """

    start: int
    end: int
    content: IO[bytes]
    loss: PageError | None = None


class _Damaged(PageUnreadable):
    """A member that cannot be inflated; it may be padding."""


def members(
    file: IO[bytes], path: str, start: int, options: SourceOptions, stop: int | None = None
) -> Iterator[Member]:
    """The members of ``file`` that begin from ``start`` on (and before ``stop``), each behind the other without a gap.

    A file that is not compressed is one member. What is damaged, cut off or over the limits is given as a loss with its
    place, and reading goes on at the next member that begins a WARC record; padding is a member without content. The
    file must be able to seek.
    """
    packing = packing_of(file, path, options)
    if packing is None:
        yield Member(0, _size(file), file)
    else:
        yield from _walked(file, path, (start, _size(file) if stop is None else stop), packing)


def first_member(file: IO[bytes], path: str, span: tuple[int, int], options: SourceOptions) -> int | None:
    """Where in ``span`` the first member seems to begin that holds a WARC record."""
    packing = packing_of(file, path, options)
    if packing is None:
        return None
    for found in found_at(file, span[0], packing.magic):
        if found >= span[1] or packing.head(file, found).startswith(START):
            return found if found < span[1] else None
    return None


def packing_of(file: IO[bytes], path: str, options: SourceOptions) -> Packing | None:
    """How ``file`` is compressed; ``None`` where it is not."""
    file.seek(0)
    head = file.read(4)
    if head.startswith(GZIP_MAGIC) or path.lower().endswith(".gz"):
        return Packing(GZIP_MAGIC, partial(_gunzip, options=options), _gzip_head)
    if head.startswith(ZSTD) or _is_skippable(head) or path.lower().endswith(".zst"):
        words = _dictionary(file, path)
        unpack = partial(_unzstd, options=options, dictionary=words)
        return Packing(ZSTD, unpack, partial(_zstd_head, dictionary=words))
    return None


@dataclass(frozen=True, slots=True)
class Packing:
    """A way of compressing: ``magic`` begins a member, ``unpack`` inflates one, ``head`` gives its first bytes."""

    magic: bytes
    unpack: Callable[[IO[bytes], str, int, IO[bytes]], int]
    head: Callable[[IO[bytes], int], bytes]


def _walked(file: IO[bytes], path: str, span: tuple[int, int], packing: Packing) -> Iterator[Member]:
    at, stop = span[0], min(span[1], _size(file))
    while at < stop:
        with tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="marsad-") as inflated:
            sink = cast(IO[bytes], inflated)
            try:
                end = packing.unpack(file, path, at, sink)
            except PageError as error:
                end = _next_member(file, at + 1, packing)
                if isinstance(error, _Damaged) and _is_padding(file, at, end):
                    yield Member(at, end, io.BytesIO())
                else:
                    kind = PageTooLarge if isinstance(error, PageTooLarge) else PageUnreadable
                    loss = kind(f"{path}#{at}", f"{error.reason}; {end - at:,} bytes were passed over")
                    sink.seek(0)
                    yield Member(at, end, sink, loss)
            else:
                sink.seek(0)
                yield Member(at, end, sink)
        at = end


def _next_member(file: IO[bytes], at: int, packing: Packing) -> int:
    """Where the next member begins that holds a WARC record; the file's size where there is none."""
    for found in found_at(file, at, packing.magic):
        if packing.head(file, found).startswith(START):
            return found
    return _size(file)


def found_at(file: IO[bytes], at: int, magic: bytes) -> Iterator[int]:
    """The places of ``magic`` from ``at`` on; the file may be read elsewhere in between."""
    while True:
        file.seek(at)
        piece = file.read(SCAN)
        place = piece.find(magic)
        while place >= 0:
            yield at + place
            place = piece.find(magic, place + 1)
        if len(piece) < len(magic):
            return
        at += len(piece) - len(magic) + 1


def _is_padding(file: IO[bytes], start: int, end: int) -> bool:
    """Whether there is nothing but zeros, as behind the end of a file of fixed size."""
    file.seek(start)
    while start < end:
        piece = file.read(min(SCAN, end - start))
        if piece.strip(b"\0"):
            return False
        start += len(piece) or end
    return True


def _size(file: IO[bytes]) -> int:
    return file.seek(0, io.SEEK_END)


def _check_inflated(path: str, size: int, packed: int, options: SourceOptions) -> None:
    limit = max(options.max_inflated, options.max_ratio * packed)
    if size > limit:
        raise PageTooLarge(path, f"it unpacks to more than {limit:,} bytes, far beyond its packed size")


# ---------------------------------------------------------------- gzip
def _gunzip(file: IO[bytes], path: str, at: int, sink: IO[bytes], options: SourceOptions) -> int:
    """Inflate the member at ``at`` into ``sink``; where it ends. Its checksum is verified."""
    file.seek(at)
    inflater = zlib.decompressobj(31)
    packed = size = 0
    while not inflater.eof:
        piece = inflater.unconsumed_tail
        if not piece:
            piece = file.read(CHUNK)
            packed += len(piece)
        if not piece:
            raise _Damaged(path, "the record breaks off with the file")
        try:
            data = inflater.decompress(piece, CHUNK)
        except zlib.error as error:
            raise _Damaged(path, f"the record is damaged ({_reason(error)})") from error
        size += len(data)
        _check_inflated(path, size, packed, options)
        sink.write(data)
    return at + packed - len(inflater.unused_data)


def _reason(error: zlib.error) -> str:
    return str(error).rpartition(": ")[2]


def _gzip_head(file: IO[bytes], at: int) -> bytes:
    file.seek(at)
    try:
        return zlib.decompressobj(31).decompress(file.read(CHUNK), len(START))
    except zlib.error:
        return b""


# ---------------------------------------------------------------- Zstandard
def _unzstd(
    file: IO[bytes], path: str, at: int, sink: IO[bytes], options: SourceOptions, dictionary: bytes | None
) -> int:
    """Inflate the frame at ``at`` into ``sink``; where it ends."""
    end = _zstd_end(file, path, at)
    file.seek(at)
    if _is_skippable(file.read(4)):
        return end
    reader = ZstdReader(_Part(file, at, end), dictionary=dictionary)
    size = 0
    try:
        while data := reader.read(CHUNK):
            size += len(data)
            _check_inflated(path, size, end - at, options)
            sink.write(data)
    except OSError as error:
        raise _Damaged(path, f"the record is damaged ({error})") from error
    return end


def _zstd_head(file: IO[bytes], at: int, dictionary: bytes | None) -> bytes:
    try:
        return ZstdReader(_Part(file, at, _size(file)), dictionary=dictionary).read(len(START))
    except OSError:
        return b""


def _zstd_end(file: IO[bytes], path: str, at: int) -> int:
    """Where the frame at ``at`` ends, by the lengths in its headers (RFC 8878, 3.1.1)."""
    file.seek(at)
    head = file.read(18)
    if _is_skippable(head):
        end = at + 8 + int.from_bytes(head[4:8], "little")
    elif not head.startswith(ZSTD) or len(head) < 6:
        raise _Damaged(path, "no record begins here")
    else:
        flags = head[4]
        single = flags >> 5 & 1
        sizes = (0, 1, 2, 4)[flags & 3] + ((1 if single else 0), 2, 4, 8)[flags >> 6] + (0 if single else 1)
        end, last = at + 5 + sizes, 0
        while not last:
            file.seek(end)
            block = file.read(3)
            if len(block) < 3:
                raise _Damaged(path, "the record breaks off with the file")
            told = int.from_bytes(block, "little")
            last, kind = told & 1, told >> 1 & 3
            if kind == 3:
                raise _Damaged(path, "the record is damaged (a block of no kind)")
            end += 3 + (1 if kind == 1 else told >> 3)
        end += 4 * (flags >> 2 & 1)
    if end > _size(file):
        raise _Damaged(path, "the record breaks off with the file")
    return end


def _is_skippable(head: bytes) -> bool:
    return len(head) >= 4 and int.from_bytes(head[:4], "little") in _SKIPPABLE


def _dictionary(file: IO[bytes], path: str) -> bytes | None:
    """The dictionary that the first frame of a ``.warc.zst`` may hold, for all records."""
    file.seek(0)
    head = file.read(8)
    if len(head) < 8 or int.from_bytes(head[:4], "little") != _DICTIONARY:
        return None
    data = file.read(min(int.from_bytes(head[4:], "little"), IN_MEMORY))
    if not data.startswith(ZSTD):
        return data
    try:
        return ZstdReader(io.BytesIO(data)).read(IN_MEMORY)
    except OSError as error:
        raise PageUnreadable(path, f"the archive's dictionary is damaged ({error}); no record can be read") from error


class _Part(io.RawIOBase):
    """The bytes ``[start:end]`` of a file that seeks."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file, self._start, self._at, self._end = file, start, start, end

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        left = max(0, self._end - self._at)
        self._file.seek(self._at)
        data = self._file.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._at = max(self._start, {0: self._start, 1: self._at, 2: self._end}[whence] + offset)
        return self._at - self._start

    def tell(self) -> int:
        return self._at - self._start
