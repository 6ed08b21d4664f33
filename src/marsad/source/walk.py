"""From paths to pages: folders, files, patterns, standard input, gzip and zip, web archives and tables."""

from __future__ import annotations

import glob
import gzip
import hashlib
import io
import os
import shutil
import stat
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import IO, TYPE_CHECKING, cast

from marsad.errors import PageError, PageMissing, PageTooLarge, PageUnreadable, UsageError
from marsad.model import Page
from marsad.source.manifest import Manifest, read_manifest
from marsad.source.options import SourceOptions
from marsad.source.position import Position
from marsad.source.records import Naming, has_lines, line_pages, loose, record_pages
from marsad.source.sniff import GZIP, HEAD, PARQUET, ZIP, check_text, is_archive, is_records, page_kind, stem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Item = Page | PageError | Position
CHUNK = 1 << 18
_NOTES = (".md",)  # a README.md beside the pages tells about them; it is no news page
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError)


def pages(paths: Iterable[str], options: SourceOptions | None = None) -> Iterator[Page | PageError]:
    """Every page under ``paths`` in order, and for each that cannot be read the error that says why.

    A path is a file, a folder (all files in it, sorted; hidden ones and ``.md`` notes left out), a pattern of paths
    (``2023/*.warc.gz``, ``**`` for folders of any depth) or ``-`` for standard input. A file is a page (HTML or text),
    JSON with articles, one of these in gzip or zip, a web archive (WARC or WET, plain, gzip or Zstandard) or a Parquet
    table of pages. Raises only :class:`~marsad.errors.ManifestError`.
    """
    return (item for item in located(paths, options) if not isinstance(item, Position))


def located(
    paths: Iterable[str], options: SourceOptions | None = None, reached: Mapping[str, Position] | None = None
) -> Iterator[Item]:
    """As :func:`pages`, with the positions from which reading of an archive or a table can go on.

    ``reached`` has the positions of an earlier run, by absolute path: what lies before them is not read.
    """
    options = options or SourceOptions()
    manifest = read_manifest(options.manifest, options.read_date) if options.manifest else Manifest()
    options = replace(options, reached=reached or {})
    for path in paths:
        for item in _under(path, options):
            yield manifest.apply(item) if isinstance(item, Page) else item


def files_under(paths: Iterable[str], options: SourceOptions) -> Iterator[str]:
    """The files of ``paths`` in order, for those who read them elsewhere; what is not there is given as it was named.

    Raises :class:`~marsad.errors.UsageError` for standard input, which nobody else can read.
    """
    for path in paths:
        if path == "-":
            raise UsageError("standard input cannot be read by several machines; name files")
        if os.path.isdir(path):
            yield from _files(path)
        elif glob.has_magic(path) and not os.path.exists(path):
            yield from files_under(sorted(glob.glob(path, recursive=True)) or [glob.escape(path)], options)
        else:
            yield path


def _under(path: str, options: SourceOptions) -> Iterator[Item]:
    if path == "-":
        yield from _guarded(cast(io.BufferedReader, sys.stdin.buffer), _loose("-", "stdin"), options)
    elif os.path.isdir(path):
        for file in _files(path):
            if not (options.manifest and os.path.exists(file) and os.path.samefile(file, options.manifest)):
                yield from _file(file, options)
    elif glob.has_magic(path) and not os.path.exists(path):
        matching = sorted(glob.glob(path, recursive=True))
        if not matching:
            yield PageMissing(path, "no file matches this pattern")
        for found in matching:
            yield from _under(found, options)
    else:
        yield from _file(path, options)


def _files(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        pages_here = (name for name in names if not name.startswith(".") and not name.lower().endswith(_NOTES))
        yield from (os.path.join(here, name) for name in sorted(pages_here))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stream comes from: its path and id, the name its suffix tells from, and how its records are
    called.
    """

    path: str
    id: str
    name: str
    records: Naming
    packed: bool = False


def _loose(path: str, name: str) -> _Place:
    return _Place(path, stem(name), name, loose(path, name))


def _member(path: str, name: str, member: str, *, alone: bool) -> _Place:
    """A member of the zip file ``path``; the records of one that is alone are items of the zip file
    itself.
    """
    shown, own = f"{path}#{member}", f"{stem(name)}#{stem(member)}"
    naming = Naming(shown, f"{stem(name)}#", f"{path}#") if alone else Naming(shown, f"{own}:", f"{shown}:")
    return _Place(shown, own, member, naming, packed=True)


class _Bounded(io.RawIOBase):
    """An unpacking stream that refuses to grow without bound. ``packed`` tells how much was read to get
    here.
    """

    def __init__(
        self, stream: IO[bytes], path: str, options: SourceOptions, packed: Callable[[], int]
    ) -> None:
        self._stream, self._path, self._options, self._packed = stream, path, options, packed
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        self._size += len(data)
        limit = max(self._options.max_inflated, self._options.max_ratio * self._packed())
        if self._size > limit:
            raise PageTooLarge(
                self._path, f"it unpacks to more than {limit:,} bytes, far beyond its packed size"
            )
        view[: len(data)] = data
        return len(data)


def _file(path: str, options: SourceOptions) -> Iterator[Item]:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            yield PageUnreadable(path, "this is no file (a device, a pipe or a socket)")
            return
        with open(path, "rb") as file:
            yield from _guarded(file, _loose(path, os.path.basename(path)), options)
    except FileNotFoundError:
        yield PageMissing(path, "there is no such file")
    except (OSError, ValueError) as error:
        yield PageUnreadable(path, f"it cannot be opened ({getattr(error, 'strerror', None) or error})")


def _guarded(stream: io.BufferedReader, place: _Place, options: SourceOptions) -> Iterator[Item]:
    """What is in ``stream``; damage found while reading becomes the last error."""
    try:
        yield from _stream(stream, place, options)
    except PageError as error:
        yield error
    except _DAMAGE as error:
        what = "it breaks off; fetch it again" if isinstance(error, EOFError) else str(error)
        yield PageUnreadable(place.path, f"the compressed file is damaged ({what})")


def _stream(stream: io.BufferedReader, place: _Place, options: SourceOptions) -> Iterator[Item]:
    head = stream.peek(HEAD)[:HEAD]
    if is_archive(head, place.name):
        yield from _archive(stream, place, options)
    elif head.startswith(PARQUET):
        yield from _table(stream, place, options)
    elif head.startswith((GZIP, *ZIP)) and place.packed:
        raise PageUnreadable(place.path, "a compressed file inside a container is not read; unpack it first")
    elif head.startswith(GZIP):
        unpacked = gzip.GzipFile(fileobj=stream)
        bounded = _Bounded(cast(IO[bytes], unpacked), place.path, options, _position(stream))
        yield from _stream(io.BufferedReader(bounded, CHUNK), replace(place, packed=True), options)
    elif head.startswith(ZIP):
        yield from _zip(stream, place, options)
    elif is_records(head, place.name):
        lines = has_lines(head, place.name)
        if lines and not place.packed and stream.seekable():
            yield from _json_lines(stream, place, options)
            return
        yield from record_pages(_chunks(stream), place.records, options, lines=lines)
    else:
        yield _whole(stream, place, options)


def _archive(stream: io.BufferedReader, place: _Place, options: SourceOptions) -> Iterator[Item]:
    """The pages of a web archive, which must be able to seek: what comes from a pipe or a zip is copied first."""
    from marsad.source.warc import warc_pages

    if not place.packed and stream.seekable():
        begin = options.start(place.path, stream)
        if begin is not None:
            yield begin
        yield from warc_pages(stream, place.path, options, begin.offset if begin else 0)
        return
    with tempfile.TemporaryFile(prefix="marsad-") as copy:
        shutil.copyfileobj(stream, copy, CHUNK)
        yield from (item for item in warc_pages(copy, place.path, options) if not isinstance(item, Position))


def _json_lines(stream: io.BufferedReader, place: _Place, options: SourceOptions) -> Iterator[Item]:
    """The pages of a file of JSON lines, from where an earlier run stopped."""
    begin = options.start(place.path, stream)
    if begin is not None:
        yield begin
    yield from line_pages(stream, place.path, place.records, options, begin.offset if begin else 0)


def _table(stream: io.BufferedReader, place: _Place, options: SourceOptions) -> Iterator[Item]:
    from marsad.source.table import table_pages

    if place.packed or not os.path.isfile(place.path):
        raise PageUnreadable(place.path, "a Parquet table is read from a file of its own; unpack it first")
    begin = options.start(place.path, stream)
    if begin is not None:
        yield begin
    yield from table_pages(place.path, place.records, options, begin.offset if begin else 0)


def _position(stream: io.BufferedReader) -> Callable[[], int]:
    """How far ``stream`` has been read; of a pipe, which cannot tell, nothing."""
    return stream.tell if stream.seekable() else lambda: 0


def _chunks(stream: io.BufferedReader) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _whole(stream: io.BufferedReader, place: _Place, options: SourceOptions) -> Page:
    """The one page that the stream is."""
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise PageTooLarge(place.path, f"it is over {options.max_bytes:,} bytes, which no news page is")
    check_text(place.path, data)
    return Page(
        id=place.id,
        path=place.path,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=page_kind(data, place.name),
    )


def _zip(stream: io.BufferedReader, place: _Place, options: SourceOptions) -> Iterator[Item]:
    """The members of a zip file; of a pipe it must be held in memory, as its index stands at the end."""
    with zipfile.ZipFile(stream if stream.seekable() else io.BytesIO(stream.read())) as archive:
        members = [i for i in archive.infolist() if not i.is_dir() and not _hidden(i.filename)]
        for member in members:
            inner = _member(place.path, place.name, member.filename, alone=len(members) == 1)
            if member.flag_bits & 1:
                yield PageUnreadable(inner.path, "it is encrypted; unpack it first")
                continue
            with archive.open(member) as file:
                bounded = _Bounded(file, inner.path, options, partial(int, member.compress_size))
                yield from _guarded(io.BufferedReader(bounded, CHUNK), inner, options)


def _hidden(member: str) -> bool:
    """Files that archivers add of themselves: dot files and macOS's resource forks."""
    return any(part.startswith(".") or part == "__MACOSX" for part in member.split("/"))
