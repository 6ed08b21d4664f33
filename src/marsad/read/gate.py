"""What is refused before any parser sees it.

Measured: 20,000 nested elements make lxml return nothing without an error, 300,000 attributes take every
parser over 25
seconds, a text node over 10 MB comes back empty. So size, nesting, attributes and line length are bounded
first.
"""

from __future__ import annotations

import re

from marsad.errors import PageTooLarge

MAX_BYTES = 5 << 20
MAX_ATTRIBUTES = 256
MAX_NESTING = 512
#: Elements that authors leave open nest in the parser too, and so do those that only it closes. From the 2,047th level
#: on it silently drops all text; a tree this deep is refused well before.
MAX_DEPTH = 1500
MAX_LINE = 200_000
#: Characters between two tags. Ten million come out of lxml as none.
MAX_TEXT = 1_000_000
#: Extractors take a second for 10,000 tags; news pages have a few thousand.
MAX_TAGS = 50_000

# Atomic steps over all that is no beginning of an end mark: several times the speed of a lazy ``.*?``.
_OPAQUE = tuple(
    (re.compile(whole, re.IGNORECASE), re.compile(closes, re.IGNORECASE))
    for whole, closes in (
        (r"<!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>", "--!?>"),
        (r"<script\b[^<]*+(?:<(?!/script)[^<]*+)*+</script", r"</script"),
        (r"<style\b[^<]*+(?:<(?!/style)[^<]*+)*+</style", r"</style"),
    )
)
# A tag up to its ">": a quotation mark opens a value only after "=", as in HTML parsers. Atomic, so it never
# goes back.
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
# Elements that never nest by being left open: void ones, and those whose end tag HTML lets authors leave out.
_FLAT = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "tr",
        "td",
        "th",
        "tbody",
        "colgroup",
        "option",
        "html",
        "head",
        "body",
    }
)


def gate_bytes(path: str, data: bytes) -> None:
    """Raise :class:`PageTooLarge` where the page is over :data:`MAX_BYTES`."""
    if len(data) > MAX_BYTES:
        raise PageTooLarge(path, f"it has {len(data):,} bytes; a page has at most {MAX_BYTES:,}")


def gate_text(path: str, text: str) -> None:
    """Raise :class:`PageTooLarge` where plain text has one endless line."""
    longest = max(map(len, text.split("\n")), default=0)
    if longest > MAX_LINE:
        raise PageTooLarge(
            path, f"one line has {longest:,} characters; a page has at most {MAX_LINE:,} in a line"
        )


def gate_html(path: str, html: str) -> None:
    """Raise :class:`PageTooLarge` where a tag has too many attributes, there are too many tags or
    elements nest too deeply."""
    seen = _without_opaque(html)
    tags = _TAG.findall(seen)
    if len(tags) > MAX_TAGS:
        raise PageTooLarge(path, f"it has more than {MAX_TAGS:,} tags")
    for _, name, rest in tags:
        if len(rest) > 2 * MAX_ATTRIBUTES and len(_QUOTED.sub("=v ", rest).split()) > MAX_ATTRIBUTES:
            raise PageTooLarge(path, f"a <{name[:20]}> tag has more than {MAX_ATTRIBUTES} attributes")
    _check_nesting(path, tags)
    if len(seen) > MAX_TEXT:
        _check_texts(path, seen)


def _check_nesting(path: str, tags: list[tuple[str, str, str]]) -> None:
    if sum(1 for closing, written, _ in tags if not closing and written not in _FLAT) <= MAX_NESTING:
        return
    depth = 0
    opened: dict[str, int] = {}
    for closing, written, rest in tags:
        name = written.lower()
        if name in _FLAT or rest[-1:] == "/":
            continue
        if not closing:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            if depth > MAX_NESTING:
                raise PageTooLarge(path, f"elements nest deeper than {MAX_NESTING} levels")
        elif opened.get(name):  # an end tag without its beginning closes nothing
            opened[name] -= 1
            depth -= 1


def _check_texts(path: str, seen: str) -> None:
    ends = [0]
    for tag in _TAG.finditer(seen):
        ends += tag.span()
    longest = max(b - a for a, b in zip(ends[::2], [*ends[1::2], len(seen)], strict=True))
    if longest > MAX_TEXT:
        raise PageTooLarge(path, f"a text between two tags has {longest:,} characters; a page has at most {MAX_TEXT:,}")


def _without_opaque(html: str) -> str:
    """``html`` without comments, scripts and styles; nothing is searched behind the last end mark (linear
    time).
    """
    for whole, closes in _OPAQUE:
        last = max((m.end() for m in closes.finditer(html)), default=0)
        html = whole.sub("", html[:last]) + html[last:]
    return html
