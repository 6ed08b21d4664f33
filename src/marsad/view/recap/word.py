"""A composed recap as a Word document, from right to left where its language is.

Word orders text by the direction of paragraphs and of *runs*, not by its letters alone: a paragraph of page text takes
the direction of its first letter, every stretch of Arabic letters is a run marked as such, and a mark of direction
after page text amid our own keeps it from drawing the numbers behind it to itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from marsad.errors import UsageError
from marsad.text import shown_safely
from marsad.view.cite import Source
from marsad.view.recap.content import Dispute, Line, Recap, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT = "Times New Roman"  # on every machine with Word, with Arabic letters
ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# A stretch of Arabic goes on over blanks and signs between its letters, not over digits and other scripts.
STRETCH = re.compile(rf"[{ARABIC}](?:[^\w]*[{ARABIC}])*[{ARABIC}]*")
SIZES = {
    "Normal": 11.0, "Title": 22.0, "Subtitle": 14.0, "Heading 1": 17.0, "Heading 2": 13.0, "Heading 3": 11.5,
    "Caption": 9.5, "Quote": 11.0, "List Bullet": 11.0,
}  # fmt: skip
LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"
INK, SOFT = "1C1D1F", "5D6066"
LETTER = re.compile(r"[^\W\d_]")
METHOD = ("reading", "merging", "unknown", "coverage", "private", "neutral")


def to_docx(recap: Recap) -> bytes:
    """The bytes of a .docx file.

    Raises:
        UsageError: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise UsageError('a Word document needs python-docx: pip install "marsad[docx]"') from error
    writer = _Writer(docx.Document(), recap)
    writer.write()
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """``text`` in parts, each with whether it is of Arabic letters."""
    at = 0
    for match in STRETCH.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def right_to_left(text: str) -> bool:
    """Whether the first letter of ``text`` is of a script from right to left."""
    first = LETTER.search(text)
    return first is not None and re.match(f"[{ARABIC}]", first.group()) is not None


class _Writer:
    """Fills a document; one method for each part of a recap."""

    def __init__(self, document: Document, recap: Recap) -> None:
        self.document = document
        self.recap = recap
        self.labels = recap.labels
        self.text = recap.labels.text
        self.rtl = recap.labels.dir == "rtl"

    def write(self) -> None:
        """The whole recap, in the order of its page."""
        recap, text = self.recap, self.text
        self._styles()
        self.document.core_properties.title = recap.title
        self.document.core_properties.author = "Marsad"
        self._paragraph(recap.title, "Title")
        if recap.subtitle:
            self._paragraph(self._foreign(recap.subtitle), "Subtitle")
        self._headlines()
        if recap.empty:
            self._paragraph(text["nothing"], "Heading 1")
            self._paragraph(self.labels.say("nothing_help", read=recap.pages_read))
        else:
            for table in recap.tables:
                self._counts(table)
            self._events()
            self._disputes()
            self._sources()
        self._paragraph(text["method"], "Heading 1")
        for key in METHOD:
            self._paragraph(text[f"method_{key}"])
        self._paragraph(recap.made, "Caption")

    def _styles(self) -> None:
        """Calm styles of one font; Word has a size of its own for complex scripts, and spaced letters break Arabic."""
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        for name, size in SIZES.items():
            style = self.document.styles[name]
            style.font.size = Pt(size)
            style.font.color.rgb = RGBColor.from_string(SOFT if name == "Caption" else INK)
            style.font.italic = style.font.cs_italic = False
            if name == "Caption":
                style.font.bold = style.font.cs_bold = False
            properties = style.element.get_or_add_rPr()
            for spaced in properties.findall(qn("w:spacing")):
                properties.remove(spaced)
            fonts = properties.get_or_add_rFonts()
            for theme in [key for key in fonts.attrib if key.lower().endswith("theme")]:
                del fonts.attrib[theme]
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), FONT)
            for old in properties.findall(qn("w:szCs")):
                properties.remove(old)
            properties.find(qn("w:sz")).addnext(
                properties.makeelement(qn("w:szCs"), {qn("w:val"): str(round(size * 2))})
            )

    def _headlines(self) -> None:
        table = self._table(1, len(self.recap.headlines))
        for cell, headline in zip(table.rows[0].cells, self.recap.headlines, strict=True):
            self._fill(cell.paragraphs[0], str(headline.value), bold=True)
            self._fill(self._direct(cell.add_paragraph(style="Normal"), self.rtl), headline.label)
            self._fill(self._direct(cell.add_paragraph(style="Caption"), self.rtl), headline.note)

    def _counts(self, counted: Table) -> None:
        self._paragraph(counted.title, "Heading 2")
        table = self._table(len(counted.rows), 2)
        for cells, row in zip((line.cells for line in table.rows), counted.rows, strict=True):
            self._fill(cells[0].paragraphs[0], row.name)
            self._fill(cells[1].paragraphs[0], str(row.number))
        for note in filter(None, (counted.rest, counted.note)):
            self._paragraph(note, "Caption")

    def _events(self) -> None:
        self._paragraph(self.text["events"], "Heading 1")
        for month in self.recap.months:
            self._paragraph(month.name, "Heading 2")
            for line in month.lines:
                self._event(line)
        if self.recap.undated:
            self._paragraph(self.text["undated"], "Heading 2")
            self._paragraph(self.text["undated_note"], "Caption")
            for line in self.recap.undated:
                self._event(line)

    def _event(self, line: Line) -> None:
        status = f" ({line.status})" if line.status else ""
        place = self.labels.list.join(map(self._foreign, line.place))
        self._paragraph(f"{line.when} · {line.type}{status} · {place}", "Heading 3")
        for person in line.people:
            item = self._paragraph("", "List Bullet")
            self._fill(item, self._foreign(person.who), bold=True)
            rest = "".join(f"{self.labels.list}{self._foreign(part)}" for part in person.detail)
            self._fill(item, f"{rest} ({person.part})" if person.part else rest)
        if line.topics:
            self._paragraph(f"{self.labels.fields['topics']}: {line.topics}")
        if line.count is not None:
            self._paragraph(f"{self.text['number']}: {line.count}")
        for telling in line.tellings:
            self._quote(telling.quote)
            self._cite(telling.sources)
            if telling.reprinted:
                self._paragraph(self.text["reprint_group"], "Caption")
        disagree = f" · {self.text['disagreement']}" if line.disagrees else ""
        self._paragraph(line.origins + disagree, "Caption")

    def _disputes(self) -> None:
        self._paragraph(self.text["disagreements"], "Heading 1")
        self._paragraph(self.text["disagreements_note" if self.recap.disputes else "no_disagreements"])
        for dispute in self.recap.disputes:
            self._dispute(dispute)

    def _dispute(self, dispute: Dispute) -> None:
        field = f": {dispute.what.field}" if dispute.what.field else ""
        changed = f" ({self.text['changed']})" if dispute.what.changed else ""
        line = dispute.line
        self._paragraph(f"{line.type}{self.labels.list}{line.when}{field}{changed}", "Heading 3")
        for side in dispute.what.sides:
            if side.value:
                self._fill(self._paragraph(""), self._foreign(side.value), bold=True)
            for quote in side.quotes:
                self._quote(quote)
            self._cite(side.sources)

    def _sources(self) -> None:
        self._paragraph(self.text["sources"], "Heading 1")
        for outlet in self.recap.outlets:
            self._paragraph(self._foreign(outlet.name), "Heading 2")
            for source in outlet.sources:
                self._link(self._paragraph(f"{source.published}: ", "List Bullet"), source)

    def _cite(self, sources: Iterable[Source]) -> None:
        for source in sources:
            told = f"{self._foreign(source.outlet)}{self.labels.list}{source.published}"
            self._link(self._paragraph(f"{told}: " if source.title else told, "Caption"), source)

    def _quote(self, quote: str) -> None:
        """Words of a page, in their own direction."""
        paragraph = self._direct(self.document.add_paragraph(style="Quote"), right_to_left(quote))
        self._fill(paragraph, shown_safely(quote))

    def _link(self, paragraph: Paragraph, source: Source) -> None:
        """The title of a source, a link where its address is one of the web."""
        runs = self._fill(paragraph, self._foreign(source.title))
        if source.address is None or not runs:
            return
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        key = paragraph.part.relate_to(source.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = paragraph._p.makeelement(qn("w:hyperlink"), {qn("r:id"): key})
        paragraph._p.append(link)
        for run in runs:
            run.underline = True
            link.append(run._r)

    def _foreign(self, text: str) -> str:
        """Text of a page amid our own."""
        return f"{shown_safely(text)}{RIGHT_MARK if self.rtl else LEFT_MARK}" if text else ""

    def _table(self, rows: int, columns: int) -> WordTable:
        from docx.enum.table import WD_TABLE_DIRECTION

        table: WordTable = self.document.add_table(rows, columns)
        if self.rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for row in table.rows:
            for cell in row.cells:
                self._direct(cell.paragraphs[0], self.rtl).paragraph_format.space_after = 0
        return table

    def _paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        paragraph = self._direct(self.document.add_paragraph(style=style), self.rtl)
        self._fill(paragraph, text)
        return paragraph

    def _direct(self, paragraph: Paragraph, rtl: bool) -> Paragraph:
        """Set a paragraph's direction; it comes before what a style may say of it."""
        from docx.oxml.ns import qn

        properties = paragraph._p.get_or_add_pPr()
        properties.append(properties.makeelement(qn("w:bidi"), {qn("w:val"): "1" if rtl else "0"}))
        return paragraph

    def _fill(self, paragraph: Paragraph, text: str, *, bold: bool = False) -> list[Run]:
        """Append text, every stretch of Arabic as a run from right to left."""
        made = []
        for part, arabic in stretches(text):
            run = paragraph.add_run(part)
            run.bold = run.font.cs_bold = True if bold else None
            run.font.rtl = True if arabic else None
            made.append(run)
        return made
