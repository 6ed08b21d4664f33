"""Events as an Excel workbook: sheets of events, participants and mentions, and their codebook.

Headings are in the language asked for; an Arabic workbook runs from right to left. Values are the codebook's
codes, the same in every language. Every text cell is a text cell: no formula, no link is made of page text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from marsad.errors import UsageError
from marsad.model import Event
from marsad.view.export.rows import Cell, row
from marsad.view.export.setting import Setting, library
from marsad.view.export.tables import (
    CODEBOOK,
    Column,
    Table,
    codebook,
    columns,
    mention_rows,
    participant_rows,
)

WIDTHS = {"date": 12, "number": 9, "text": 18, "list": 40}
WIDE = {"evidence": 60, "quote": 60, "title": 40, "about": 90}
LONGEST = 32_767  # characters that Excel keeps in a cell
ROWS = 1_048_576  # rows of a sheet, the headings' among them


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """A workbook of four sheets; needs openpyxl."""
    openpyxl = library("openpyxl", "a workbook")
    book = openpyxl.Workbook(write_only=True)
    found = list(events)
    rows: dict[Table, Iterator[Mapping[str, Cell]]] = {
        "events": (row(event) for event in found),
        "participants": (line for event in found for line in participant_rows(event)),
        "mentions": (line for event in found for line in mention_rows(event)),
    }
    for table, lines in rows.items():
        _sheet(book, table, columns(table), lines, setting)
    described = tuple(Column(name, "text", name, dict.fromkeys(("ar", "fr", "en"), name)) for name in CODEBOOK)
    _sheet(book, "codebook", described, codebook(), setting)
    book.save(out)


def _sheet(
    book: Any,
    name: str,
    described: tuple[Column, ...],
    lines: Iterable[Mapping[str, Cell]],
    setting: Setting,
) -> None:
    letter = library("openpyxl.utils", "a workbook").get_column_letter
    sheet = book.create_sheet(name)
    sheet.sheet_view.rightToLeft = setting.labels.dir == "rtl" and name != "codebook"
    sheet.freeze_panes = "B2"
    for number, column in enumerate(described, 1):
        width = WIDE.get(column.name, WIDTHS[column.kind])
        sheet.column_dimensions[letter(number)].width = width
    sheet.append([_cell(sheet, column.heading(setting.labels.lang), bold=True) for column in described])
    for number, line in enumerate(lines, 2):
        if number > ROWS:
            raise UsageError(f"a sheet holds {ROWS} rows, and {name} has more; narrow the filters, or take csv")
        sheet.append([_cell(sheet, line[column.name]) for column in described])


def _cell(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    if value is None:
        return None
    cell = library("openpyxl.cell", "a workbook").WriteOnlyCell(sheet)
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    cell.value = value[:LONGEST]
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    cell.quotePrefix = True  # and so would Excel, once somebody edits the cell
    if bold:
        cell.font = library("openpyxl.styles", "a workbook").Font(bold=True)
    return cell
