"""Bytes to text: UTF-8, UTF-16 and Windows-1256 (which writes French letters as Windows-1252 does)."""

from __future__ import annotations

import codecs
import re

from marsad.errors import PageUnreadable

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,40})|<\?xml[^>]{0,100}encoding=["']([\w-]{3,40})""",
    re.I,
)
# Not U+001A, with which converters replace what they cannot write.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\ufffe\uffff]")
_ARABIC = re.compile("[\u0621-\u064a]")
_FORMS = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06be]")
_LATIN = re.compile("[A-Za-z\u00c0-\u00ff\u0152\u0153]")
_HIGH = re.compile("[\u0080-\uffff]")
# What UTF-8 Arabic looks like when it is read as Windows-1256: every letter becomes one of these and another
# sign.
_MOJIBAKE = re.compile("[طظ][\u0080-\uffff]")
_SAMPLE = 20_000


def decode(path: str, data: bytes, *, html: bool = False) -> str:
    """The text of ``data``, with ``\\n`` as the only line end and no byte order mark.

    UTF-8 is tried first: other encodings of non-Latin text hardly ever pass for it. Then, in HTML, what the
    page
    declares; then UTF-16 without its mark; then Windows-1256. Raises :class:`PageUnreadable` where none gives
    text.
    """
    text = _decoded(data, html=html)
    if text is None:
        raise PageUnreadable(
            path, "its encoding is none of UTF-8, UTF-16 and Windows-1256, or it mixes several"
        )
    sample = text[:_SAMPLE]
    if _CONTROL.search(sample) and len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise PageUnreadable(path, "this is binary data, not text")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", " ") if "\0" in text else text


def _decoded(data: bytes, *, html: bool) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data[:_SAMPLE]:
        return _utf16(data)
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    if html and (declared := _declared(data)):
        text = _strictly(data, declared)
        if text is not None and _plausible(text):
            return text
    text = _strictly(data, "cp1256")
    return text if text is not None and _plausible(text) else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order that gives more letters, if most of what it gives are letters."""
    tried = [
        text for encoding in ("utf-16-le", "utf-16-be") if (text := _strictly(data, encoding)) is not None
    ]
    best = max(tried, key=_letters, default="")
    return best if _letters(best) * 2 > len(best[:_SAMPLE]) else None


def _letters(text: str) -> int:
    return sum(len(p.findall(text[:_SAMPLE])) for p in (_ARABIC, _LATIN)) + text[:_SAMPLE].count(" ")


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return None
    return None if name.startswith(("utf-8", "utf-16", "utf-7")) else name


def _plausible(text: str) -> bool:
    """Whether text read from a one-byte encoding, which takes any bytes, reads as Arabic or Latin writing."""
    sample = text[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    arabic, latin = len(_FORMS.findall(sample)), len(_LATIN.findall(sample))
    if len(_MOJIBAKE.findall(sample)) * 3 > high:
        return False
    if arabic * 5 > high:
        # Arabic is nearly all letters up there, a quarter of them alef and lam (rare letters in Cyrillic).
        return arabic * 10 >= high * 8 and (sample.count("ا") + sample.count("ل")) * 10 >= arabic
    return latin > high * 4  # French has a few accents among many plain letters
