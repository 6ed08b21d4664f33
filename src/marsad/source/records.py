"""Articles as JSON: an array, JSON lines, or one object; read as a stream, one record at a time."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from marsad.errors import PageEmpty, PageError, PageTooLarge, PageUnreadable
from marsad.model import Page
from marsad.source.options import SourceOptions
from marsad.source.position import Position, fingerprint
from marsad.source.sniff import page_kind, stem

_DECODER = json.JSONDecoder(strict=False)
_BLANK = re.compile(r"[\s,]*")
_NEXT_OBJECT = re.compile(r"\}\s{0,99},\s{0,99}(?=\{)|\n\s{0,99}(?=\{\s{0,99}\")")
#: A syntax error this near to the end of what has been read may be a value that goes on.
_EDGE = 16
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_LINE_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
CHUNK = 1 << 18
EVERY = 256  # lines between two positions


@dataclass(frozen=True, slots=True)
class Found:
    """One JSON value with its place: ``index`` counts from 0, ``line`` from 1; ``error`` says why there is
    none.
    """

    index: int
    line: int
    value: Any = None
    error: str | None = None
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """How the records of one container are called: the index follows ``ids`` and ``paths``; errors name
    ``shown``.
    """

    shown: str
    ids: str
    paths: str


def loose(path: str, name: str) -> Naming:
    """How the records of the file ``path`` are called, whose own name is ``name``."""
    return Naming(path, f"{stem(name)}#", f"{path}#")


def record_pages(
    chunks: Iterable[bytes], naming: Naming, options: SourceOptions, *, lines: bool
) -> Iterator[Page | PageError]:
    """The articles in ``chunks``, or for each that is none its error, naming file and line.

    ``lines`` reads each line as one record, so that a damaged
    one costs only itself. What reading ``chunks`` raises goes through.
    """
    found_all = _from_lines(chunks, options.max_bytes) if lines else _from_values(chunks, options.max_bytes)
    return (_told(found, naming, options) for found in found_all)


def line_pages(
    file: IO[bytes], path: str, naming: Naming, options: SourceOptions, start: int = 0
) -> Iterator[Page | PageError | Position]:
    """As :func:`record_pages` for the JSON lines of ``file``, which can seek, from the byte ``start`` on.

    With the positions from which reading can go on. What lies before ``start`` is only counted. A last line without
    its end may be written on: it is before no position.
    """
    file.seek(0)
    index, number, end = 0, 1, 0
    for line, after, ended in _lines(file, options.max_bytes):
        blank = line is not None and not line.strip(_BLANKS)
        if after > start and not blank:
            yield _told(_found(index, number, line, options.max_bytes), naming, options)
        index, number = index + (not blank), number + 1
        if ended and after > start and number % EVERY == 0:
            yield Position(path, after, fingerprint(file, after))
            file.seek(after)
        end = after if ended else end
    yield Position(path, end, fingerprint(file, end))


def line_part(
    file: IO[bytes], naming: Naming, options: SourceOptions, span: tuple[int, int], before: tuple[int, int]
) -> Iterator[Page | PageError]:
    """As :func:`line_pages` for the lines of ``span``, which begins with one; there are ``before`` (records, lines)."""
    index, number = before
    for line in _span(file, span, options.max_bytes):
        number += 1
        if line is None or line.strip(_BLANKS):
            yield _told(_found(index, number, line, options.max_bytes), naming, options)
            index += 1


def line_span(file: IO[bytes], span: tuple[int, int], max_bytes: int) -> tuple[int, int, int, int]:
    """Where the first line that begins in ``span`` begins, where the last ends, how many records and lines they are."""
    begin, end = (_line_from(file, at) for at in span)
    records = lines = 0
    for line in _span(file, (begin, end), max_bytes):
        lines += 1
        records += line is None or bool(line.strip(_BLANKS))
    return begin, end, records, lines


def _line_from(file: IO[bytes], at: int) -> int:
    """Where the first line begins from ``at`` on, or the end of the file."""
    file.seek(max(0, at - 1))
    while at and (piece := file.readline(CHUNK)) and not piece.endswith(b"\n"):
        pass
    return file.tell()


def _span(file: IO[bytes], span: tuple[int, int], max_bytes: int) -> Iterator[bytes | None]:
    begin, end = span
    file.seek(begin)
    if begin < end:
        for line, after, _ in _lines(file, max_bytes):
            yield line
            if begin + after >= end:
                return


def _lines(file: IO[bytes], max_bytes: int) -> Iterator[tuple[bytes | None, int, bool]]:
    """Lines without their ends (``None`` for one that is too long), the bytes up to behind each, whether it has an end.
    """
    after = 0
    while line := file.readline(max_bytes + 1):
        after += len(line)
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line.removesuffix(b"\n"), after, line.endswith(b"\n")
            continue
        while not line.endswith(b"\n") and (line := file.readline(CHUNK)):
            after += len(line)
        yield None, after, line.endswith(b"\n")


def _told(found: Found, naming: Naming, options: SourceOptions) -> Page | PageError:
    where = f"{naming.shown}:{found.line}"
    if found.error is not None:
        return (PageTooLarge if found.too_large else PageUnreadable)(where, found.error)
    if not isinstance(found.value, dict):
        return PageUnreadable(where, "this is no JSON object with the fields of an article")
    return page_of(found, where, naming, options)


def has_lines(head: bytes, name: str) -> bool:
    """Whether JSON of this ``name`` that begins with ``head`` has one record a line; a lone object on one counts."""
    if name.lower().endswith(_LINE_SUFFIXES):
        return True
    first, newline, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return first.startswith(b"{") and (not newline or first.rstrip().endswith(b"}"))


def _from_lines(chunks: Iterable[bytes], max_bytes: int) -> Iterator[Found]:
    index = 0
    for number, line in enumerate(_split_lines(chunks, max_bytes), start=1):
        if line is None or line.strip(_BLANKS):
            yield _found(index, number, line, max_bytes)
            index += 1


def _found(index: int, number: int, line: bytes | None, max_bytes: int) -> Found:
    if line is None:
        return Found(index, number, error=f"one record is over {max_bytes:,} bytes", too_large=True)
    return _from_line(index, number, line)


def _from_line(index: int, number: int, line: bytes) -> Found:
    try:
        return Found(index, number, _DECODER.decode(line.decode("utf-8-sig").strip()))
    except UnicodeDecodeError as error:
        return Found(index, number, error=f"byte {error.start + 1} is not UTF-8; JSON must be")
    except json.JSONDecodeError as error:
        return Found(index, number, error=f"damaged JSON at column {error.colno} ({error.msg})")
    except RecursionError:
        return Found(index, number, error="damaged JSON (nested too deeply)")


def _split_lines(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes | None]:
    """Lines without their ends; ``None`` for one that is too long."""
    held, skipping = b"", False
    for chunk in chunks:
        *whole, held = (held + chunk).split(b"\n")
        for line in whole:
            yield None if skipping or len(line) > max_bytes else line
            skipping = False
        if len(held) > max_bytes:
            held, skipping = b"", True
    if held or skipping:
        yield None if skipping else held


class _Text:
    """A window over decoded chunks. ``at`` is the place of reading in ``text``, ``line`` its line."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.text = ""
        self.at = 0
        self.line = 1
        self.ended = False

    def more(self) -> None:
        """Read on; doubles what is left, so that a long value is not scanned once per chunk."""
        parts = [self.text[self.at :]]
        wanted = 2 * len(parts[0])
        while not self.ended and sum(map(len, parts)) <= wanted:
            chunk = next(self._chunks, None)
            self.ended = chunk is None
            parts.append(self._decoder.decode(chunk or b"", self.ended))
        self.text, self.at = "".join(parts), 0

    def go(self, to: int) -> None:
        """Go on at ``to``."""
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def peek(self) -> str:
        """The next character that is no blank or comma, which becomes the place; empty at the end."""
        while True:
            blank = _BLANK.match(self.text, self.at)
            self.go(blank.end() if blank else self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if self.ended:
                return ""
            self.more()

    def skip_damage(self) -> bool:
        """Go on where the next object seems to begin; false where there is none."""
        while True:
            found = _NEXT_OBJECT.search(self.text, self.at)
            if found:
                self.go(found.end())
                return True
            self.go(max(self.at, len(self.text) - _EDGE))
            if self.ended:
                return False
            self.more()


def _from_values(chunks: Iterable[bytes], max_bytes: int) -> Iterator[Found]:
    """The values of an array, or of a row of values. After damage it goes on at the next object."""
    window, index = _Text(chunks), 0
    try:
        in_array = window.peek() == "["
        if in_array:
            window.go(window.at + 1)
        while char := window.peek():
            if in_array and char == "]":
                return
            end, found = _next_value(window, index, max_bytes)
            if found is None:
                window.more()
                continue
            yield found
            index += 1
            window.go(end)
            if found.error is not None and not window.skip_damage():
                return
        if in_array:
            yield Found(index, window.line, error="the array breaks off: the file is not whole")
    except UnicodeDecodeError as error:
        why = f"the bytes after this line are not UTF-8 ({error.reason}); JSON must be"
        yield Found(index, window.line, error=why)


def _next_value(window: _Text, index: int, max_bytes: int) -> tuple[int, Found | None]:
    """The value at the place of reading and where it ends, or ``None`` where more must be read to tell."""
    text, at, line = window.text, window.at, window.line
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        open_ended = error.pos >= len(text) - _EDGE or error.msg.startswith("Unterminated string")
        if open_ended and not window.ended and len(text) - at <= max_bytes:
            return at, None
        why, over = f"damaged JSON ({error.msg})", open_ended and not window.ended
    except RecursionError:
        why, over = "damaged JSON (nested too deeply)", False
    else:
        if end == len(text) and not window.ended:
            return at, None
        return end, Found(index, line, value)
    if over:
        why = f"one record is over {max_bytes:,} bytes"
    return at + 1, Found(index, line, error=why, too_large=over)


def page_of(found: Found, where: str, naming: Naming, options: SourceOptions) -> Page | PageError:
    """The page that a record's fields tell, or why it is none; ``where`` names the record in the error."""
    record: dict[str, Any] = found.value

    def told(key: str) -> str | None:
        return next((text for name in options.names(key) if (text := _text(record.get(name)))), None)

    data = next((held for name in options.names("content") if (held := _content(record.get(name)))), None)
    if data is None:
        if not any(name in record for name in options.names("content")):
            names = ", ".join(options.names("content"))
            return PageUnreadable(
                where, f"the record has none of the content fields {names}; name yours in the options"
            )
        return PageEmpty(where, "the record has no text")
    if len(data) > options.max_bytes:
        return PageTooLarge(
            where, f"the record's text has {len(data):,} bytes; a page has at most {options.max_bytes:,}"
        )
    title, published = told("title"), told("published")
    version = hashlib.sha256(f"{title or ''}\0{published or ''}\0".encode("utf-8", errors="replace"))
    version.update(data)
    return Page(
        id=f"{naming.ids}{found.index}",
        path=f"{naming.paths}{found.index}",
        data=data,
        sha256=version.hexdigest(),
        kind=page_kind(data, ""),
        address=told("url"),
        captured=told("captured"),
        outlet=told("source"),
        published=options.read_date(published) if published else None,
        title=" ".join(title.split()) if title else None,
        author=told("author"),
    )


def _content(value: Any) -> bytes | None:
    """A field's text in bytes; a table may hold the page's own."""
    if isinstance(value, bytes):
        return value or None
    text = _text(value)
    return None if text is None else text.encode("utf-8", errors="replace")


def _text(value: Any) -> str | None:
    """A field's text: a string, a number, the ``name`` of an object, or a list of these."""
    if isinstance(value, str):
        return value.strip("\r\n") if value.strip() else None
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := _text(item))) or None
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
