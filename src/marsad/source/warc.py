"""Web archives (WARC, WET): the pages in their records, named by file and offset.

A record's boundary is believed only where its length leads to the next record or to the end; where it does not, the
record is given as a loss and reading goes on at the next header (``docs/archives.md``). The format is ISO 28500;
records and HTTP headers are parsed by fastwarc, whose own iteration ends at the first damage.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from marsad.errors import PageError, PageTooLarge, PageUnreadable
from marsad.model import Page
from marsad.source.frames import START, Member, first_member, found_at, members, packing_of
from marsad.source.http import declared_text, decoded
from marsad.source.options import SourceOptions
from marsad.source.position import Position, fingerprint
from marsad.source.sniff import check_text, page_kind, stem

MAX_HEADER = 1 << 16
PEEK = 1 << 18  # so much of a large record tells whether it is a page
EVERY = 200  # records between two positions
TAIL = b"\r\n\r\n"
_HEADER = re.compile(rb"WARC/1\.[0-9]\r?\n(?:[^\r\n]+\r?\n)+?\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*(\S+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset({b"response", b"resource", b"conversion"})
_OTHERS = frozenset({b"warcinfo", b"request", b"metadata", b"revisit"})
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_HTML = ("text/html", "application/xhtml+xml")

Item = Page | PageError | Position


@dataclass(frozen=True, slots=True)
class _Slice:
    """Where a record lies in a member: its header, its kind, its block ``[body:end]``, and where the next begins."""

    at: int
    header: bytes
    kind: bytes
    body: int
    end: int
    after: int


def warc_pages(
    file: IO[bytes], path: str, options: SourceOptions, start: int = 0, stop: int | None = None
) -> Iterator[Item]:
    """The pages of the archive ``file`` from the member at offset ``start`` on (and before ``stop``), in order.

    Between them every loss, as a :class:`PageError` whose path ends in ``#`` and the offset, and now and then the
    :class:`Position` from which a later run can go on, which counts the records passed over that are no pages.
    """
    passed = seen = 0
    for member in members(file, path, start, options, stop):
        whole = member.start == 0 and _is_plain(file)  # offsets are the file's own, and reading can begin at any
        for found in _records(member, start, stop) if whole else _records(member):
            if isinstance(found, _Gap) and not found.why:
                continue
            seen += 1
            name = f"#{found.at}" if whole else f"#{member.start}" + (f"+{found.at}" if found.at else "")
            item = _item(member.content, found, f"{path}{name}", f"{stem(path)}{name}", options)
            if item is None:
                passed += 1
            else:
                yield item
            if whole and seen % EVERY == 0:
                yield Position(path, found.after, fingerprint(file, found.after), passed)
                passed = 0
        if member.loss is not None:
            yield member.loss
        if not whole and seen >= EVERY:
            yield Position(path, member.end, fingerprint(file, member.end), passed)
            passed = seen = 0
    if stop is None:
        end = file.seek(0, io.SEEK_END)
        yield Position(path, end, fingerprint(file, end), passed)


def warc_span(
    file: IO[bytes], path: str, options: SourceOptions, span: tuple[int, int], *, sought: bool
) -> tuple[int, int]:
    """Where in ``span`` the first record begins, and where the last that begins in it ends.

    A ``sought`` beginning is looked for by its first bytes, which may stand by chance, or as a page, within a record;
    else the first is what begins the span. Where there is none, both are the end of the span.
    """
    begin, end = span
    if packing_of(file, path, options) is None and _is_plain(file):
        whole = Member(0, file.seek(0, io.SEEK_END), file)
        first = next(_headers(file, begin, end), end) if sought else begin
        ends = (found.after for found in _records(whole, first, end))
    else:
        at = first_member(file, path, span, options) if sought else begin
        first = end if at is None else at
        ends = (member.end for member in members(file, path, first, options, end))
    return min(first, end), max(ends, default=min(first, end))


def _is_plain(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(len(START)) == START


@dataclass(frozen=True, slots=True)
class _Gap:
    """Bytes ``[at:after]`` of a member that are no whole record, and why; nothing where they are blank."""

    at: int
    after: int
    why: str


def _records(member: Member, at: int = 0, stop: int | None = None) -> Iterator[_Slice | _Gap]:
    """The records of a member that begin from its offset ``at`` on (and before ``stop``), and the gaps between them."""
    content = member.content
    size = content.seek(0, io.SEEK_END)
    while at < (size if stop is None else min(stop, size)):
        found = _slice(content, at, size)
        if isinstance(found, _Slice):
            yield found
            at = found.after
        elif member.loss is not None:
            return  # the rest of a damaged member is told by its loss
        else:
            after = next(_headers(content, at + 1, size), size)
            yield _Gap(at, after, "" if _is_blank(content, at, after) else found)
            at = after


def _slice(content: IO[bytes], at: int, size: int) -> _Slice | str:
    """The record at ``at``, or what is wrong with it."""
    content.seek(at)
    head = content.read(MAX_HEADER)
    match = _HEADER.match(head)
    length = _LENGTH.search(match[0]) if match else None
    kind = _TYPE.search(match[0]) if match else None
    if match is None or length is None or kind is None:
        cut = match is None and size - at < MAX_HEADER and START.startswith(head[: len(START)])
        return "the record breaks off with the file" if cut else "no record begins here, or its header is damaged"
    body = at + match.end()
    end = body + int(length[1])
    if end > size:
        return "the record breaks off with the file"
    content.seek(end)
    tail = content.read(len(TAIL) + len(START))
    blank = len(tail) - len(tail.lstrip(b"\r\n"))
    after = end + blank
    if after < size and not (blank and tail[blank:] == START[: len(tail) - blank]):
        return "the record's length does not lead to the next one"
    return _Slice(at, match[0], kind[1].lower(), body, end, after)


def _headers(content: IO[bytes], at: int, size: int) -> Iterator[int]:
    """Where record headers seem to begin, from ``at`` on."""
    for place in found_at(content, at, START):
        content.seek(place)
        match = _HEADER.match(content.read(MAX_HEADER))
        if match and _LENGTH.search(match[0]) and _TYPE.search(match[0]):
            yield place


def _is_blank(content: IO[bytes], start: int, end: int) -> bool:
    content.seek(start)
    return end - start <= MAX_HEADER and not content.read(end - start).strip(b"\r\n\0")


def _item(
    content: IO[bytes], found: _Slice | _Gap, path: str, id_: str, options: SourceOptions
) -> Page | PageError | None:
    """A record as a page, or why it is lost; ``None`` where it is none (a request, a redirect, an image)."""
    if isinstance(found, _Gap):
        return PageUnreadable(path, f"{found.why}; {found.after - found.at:,} bytes were passed over")
    if found.kind in _OTHERS:
        return None
    if found.kind not in _PAGES:
        what = found.kind.decode("ascii", "backslashreplace")
        return PageUnreadable(path, f"a record of the type {what!r} is not read")
    size = found.end - found.body
    header = found.body - found.at
    try:
        if size > PEEK and _told(_record(content, found.at, header + PEEK)) is None:
            return None  # a film is not read to learn that it is one
        if size > options.max_inflated:
            return PageTooLarge(path, f"the record is over {options.max_inflated:,} bytes, which no news page is")
        page = _page(_record(content, found.at, header + size), path, id_, options)
        checked = page is not None and b"warc-block-digest:" in found.header.lower()
        # Of a record whose HTTP header was parsed fastwarc compares the body alone with the checksum of the block.
        if checked and not _record(content, found.at, header + size, parsed=False).verify_block_digest():
            return PageUnreadable(path, "the record is damaged (its checksum is another)")
        return page
    except PageError as error:
        return error
    except OSError as error:
        return PageUnreadable(path, f"the record is damaged ({error})")


def _record(content: IO[bytes], at: int, size: int, *, parsed: bool = True) -> WarcRecord:
    content.seek(at)
    for record in ArchiveIterator(io.BytesIO(content.read(size)), stream_detect=False, parse_http=parsed):
        return record
    raise OSError("it holds no record")


def _told(record: WarcRecord) -> str | None:
    """The content type that a record of a page declares (empty for none); ``None`` where it is no page."""
    http = _http(record)
    if record.record_type == WarcRecordType.response and (http is None or http.status_code != 200):
        return None
    told = (http.get("Content-Type") if http else record.headers.get("Content-Type")) or ""
    return told if _media(told) in _PAGE_TYPES or not told.strip() else None


def _http(record: WarcRecord) -> HeaderMap | None:
    return record.http_headers if record.is_http and record.is_http_parsed else None


def _media(told: str) -> str:
    return told.partition(";")[0].strip().lower()


def _page(record: WarcRecord, path: str, id_: str, options: SourceOptions) -> Page | None:
    told = _told(record)
    if told is None:
        return None
    data = decoded(record, _http(record), path, options.max_bytes)
    version = hashlib.sha256(data).hexdigest()
    data = declared_text(data, told)
    check_text(path, data)
    return Page(
        id=id_,
        path=path,
        data=data,
        sha256=version,
        kind=page_kind(data, ".html" if _media(told) in _HTML else ""),
        address=_address(record.headers.get("WARC-Target-URI")),
        captured=record.headers.get("WARC-Date"),
    )


def _address(told: str | None) -> str | None:
    """The page's address, if it is one of the web; some writers put it into angle brackets."""
    address = (told or "").strip().removeprefix("<").removesuffix(">")
    return address.partition("#")[0] if address.lower().startswith(("http://", "https://")) else None
