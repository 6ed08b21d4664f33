"""What some bytes are, by their first kilobytes and not only by the name."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePosixPath
from typing import Literal

from marsad.errors import PageEmpty, PageUnreadable

HEAD = 4096
GZIP = b"\x1f\x8b"
ZSTD = b"(\xb5/\xfd"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
WARC = b"WARC/1."
PARQUET = b"PAR1"
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a media file",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\xfd7zXZ": "an xz archive",
    b"BZh": "a bzip2 archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a SQLite database",
    PARQUET: "a Parquet file inside another; unpack it first",
    ZSTD: "Zstandard-compressed data, but no web archive",
    WARC: "a web archive inside another; unpack it first",
}
_UNICODE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article|section|main|table|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE = re.compile(rb"<(?:html|head|body|p|div|br|article|table)\b[^<>]*>", re.IGNORECASE)
_RECORDS = re.compile(rb'\A\s*(?:\[\s*(?:\{|\])|\{\s*["}])')
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx"})
_RECORD_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_ARCHIVE = re.compile(r"\.(?:warc|wet)(?:\.gz|\.zst)?\Z", re.IGNORECASE)
_PACKED_SUFFIX = re.compile(r"\.(?:gz|zst)\Z", re.IGNORECASE)
_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,6}\Z")


def plain(head: bytes) -> bytes:
    """``head`` with byte order mark and the zero bytes of UTF-16 taken out, for looking at ASCII in it."""
    if head.startswith(_UNICODE_BOMS):
        head = head[2:]
    return head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")


def is_records(head: bytes, name: str) -> bool:
    """Whether these bytes begin a JSON array, a JSON object or JSON lines."""
    return bool(_RECORDS.match(plain(head))) or _suffix(name) in _RECORD_SUFFIXES


def is_archive(head: bytes, name: str = "") -> bool:
    """Whether these bytes begin a web archive (a WARC record, by itself or packed), or are named so: its first record
    may be the damaged one.
    """
    if _ARCHIVE.search(name):
        return True
    if head.startswith(GZIP):
        try:
            return zlib.decompressobj(31).decompress(head, len(WARC)) == WARC
        except zlib.error:
            return False
    return head.startswith(WARC)


def page_kind(head: bytes, name: str) -> Literal["html", "text"]:
    """``html`` where the bytes begin as HTML does, or are named so and hold a tag."""
    ascii_ = plain(head[:HEAD])
    if _HTML.match(ascii_) or (_suffix(name) in _HTML_SUFFIXES and _HTML_INSIDE.search(ascii_)):
        return "html"
    return "text"


def check_text(path: str, data: bytes) -> None:
    """Raise :class:`PageEmpty` or :class:`PageUnreadable` where ``data`` cannot be a page."""
    if not data.strip(b" \t\r\n\0\x0b\x0c\xa0\xef\xbb\xbf\xff\xfe\xc2"):
        raise PageEmpty(path, "the page is empty")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise PageUnreadable(path, f"this is {what}, not a page; give pages as HTML, text or JSON")
    # UTF-16 is full of zero bytes; whether it is one is for decoding to say. Other control characters are no
    # text.
    controls = len(_CONTROL.findall(data[:HEAD]))
    zeros = data[:HEAD].count(0)
    if (
        controls - zeros > len(data[:HEAD]) / 50
        and not data.startswith(_UNICODE_BOMS)
        and zeros < len(data[:HEAD]) / 20
    ):
        raise PageUnreadable(path, "this is binary data, not text")


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix


def stem(name: str) -> str:
    """The name of a file without its suffix, and without ``.gz`` or ``.zst`` before it: ``page.html.gz`` gives
    ``page``.
    """
    name = _PACKED_SUFFIX.sub("", PurePosixPath(name).name)
    return _PLAIN_SUFFIX.sub("", name) or name
