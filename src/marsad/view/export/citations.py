"""The pages behind the events as citations, in BibTeX, RIS and CSL-JSON, for Zotero, JabRef, LaTeX and Pandoc.

One entry a page, in order of publication. The author is the outlet: a page's writer is not part of the
record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from marsad.model import Event
from marsad.view.export.safe import link, safe
from marsad.view.export.setting import Setting
from marsad.view.private import public_title

TEX = {
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "$": "\\$", "&": "\\&",
    "%": "\\%", "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", '"': "''",
}  # fmt: skip


@dataclass(slots=True)
class Citation:
    """One page and the events it tells."""

    key: str
    title: str
    outlet: str
    published: date | None
    address: str | None
    events: list[str] = field(default_factory=list)


def citations(events: Iterable[Event]) -> list[Citation]:
    """One citation a page. ``key`` is stable: it is made of the page's identity."""
    found: dict[str, Citation] = {}
    for event in events:
        for m in event.mentions:
            if m.page not in found:
                digest = hashlib.sha256(m.page.encode("utf-8", "surrogatepass")).hexdigest()[:10]
                year = f"{m.published:%Y}" if m.published else "nd"
                title = safe(public_title(m)) or safe(m.page_id)
                key = f"marsad-{year}-{digest}"
                found[m.page] = Citation(key, title, safe(m.outlet), m.published, link(m.address))
            if event.id not in found[m.page].events:
                found[m.page].events.append(event.id)
    return sorted(found.values(), key=lambda c: (c.published or date.max, c.key))


def write_bibtex(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """``@misc`` entries that BibTeX and BibLaTeX both read; text is UTF-8, special characters are escaped."""
    del setting
    for c in citations(events):
        fields = [("title", f"{{{_tex(c.title)}}}")]
        if c.outlet:
            fields += [("author", f"{{{_tex(c.outlet)}}}"), ("howpublished", _tex(c.outlet))]
        if c.published:
            fields += [("year", f"{c.published:%Y}"), ("month", f"{c.published:%m}"), ("day", f"{c.published:%d}")]
        if c.address:
            fields.append(("url", c.address))
        fields.append(("keywords", ", ".join(c.events)))
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
        out.write(f"@misc{{{c.key},\n{lines}}}\n\n".encode())


def write_ris(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """``NEWS`` references; every value is one line, so that no title can begin a field."""
    del setting
    for c in citations(events):
        fields = [("TY", "NEWS"), ("ID", c.key), ("TI", c.title)]
        if c.outlet:
            fields += [("AU", c.outlet.replace(",", " ")), ("T2", c.outlet), ("PB", c.outlet)]
        if c.published:
            fields += [("PY", f"{c.published:%Y}"), ("DA", f"{c.published:%Y/%m/%d}")]
        if c.address:
            fields.append(("UR", c.address))
        fields += [("KW", event) for event in c.events]
        lines = "".join(f"{name}  - {value}\r\n" for name, value in fields)
        out.write(f"{lines}ER  - \r\n\r\n".encode())


def write_csl(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """CSL-JSON, an array of ``article-newspaper`` items; the outlet is the container and, literally, the author."""
    del setting
    items = []
    for c in citations(events):
        item: dict[str, object] = {"id": c.key, "type": "article-newspaper", "title": c.title}
        if c.outlet:
            item |= {"container-title": c.outlet, "author": [{"literal": c.outlet}]}
        if c.published:
            item["issued"] = {"date-parts": [[c.published.year, c.published.month, c.published.day]]}
        if c.address:
            item["URL"] = c.address
        items.append({**item, "keyword": ", ".join(c.events)})
    out.write(json.dumps(items, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in text)
