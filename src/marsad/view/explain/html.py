"""``marsad explain --html``: the page's text with every step marked, in one file that asks for nothing from
outside.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined

from marsad.find.trace import Step
from marsad.model import Reading
from marsad.text import shown_safely
from marsad.view.explain.lines import KINDS, Piece, lines, pieces, values

RTL = frozenset({"ar"})


def explain_html(reading: Reading, steps: Iterable[Step], unread: str = "") -> str:
    """A whole page in the article's direction. All of the page is escaped and free of bidi controls.

    ``unread`` says why nothing was looked for in the page, if so.
    """
    environment = Environment(
        loader=PackageLoader("marsad.view.explain", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"safely": shown_safely, "pieces": pieces, "values": values}
    environment.filters |= {"kinds": _kinds, "told": _told}
    return environment.get_template("explain.html").render(
        reading=reading,
        article=reading.article,
        direction="rtl" if reading.article.lang in RTL else "ltr",
        lines=list(lines(reading.article, steps)),
        kinds=KINDS,
        unread=unread,
    )


def _kinds(piece: Piece) -> str:
    """The classes of a piece: the kinds of its steps."""
    return " ".join(kind for kind in KINDS if any(step.kind == kind for step in piece.steps))


def _told(piece: Piece) -> str:
    """What a reader sees on pointing at a piece: its steps, one a line."""
    told = (f"{s.kind} {s.rule}" + (f": {shown_safely(s.note)}" if s.note else "") for s in piece.steps)
    return "\n".join(dict.fromkeys(told))
