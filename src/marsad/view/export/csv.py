"""Events as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TextIO

from marsad.model import Event
from marsad.view.export.rows import COLUMNS, Cell, row

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"


def write_csv(events: Iterable[Event], file: TextIO, *, bom: bool = False) -> None:
    """One row per event under a line of column names (:data:`~marsad.view.export.rows.COLUMNS`).

    A cell that a spreadsheet would take for a formula gets an apostrophe in front. ``bom`` writes the mark by
    which Excel knows UTF-8. Unknown is an empty cell.
    """
    write_table(COLUMNS, map(row, events), file, bom=bom)


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], file: TextIO, *, bom: bool = False) -> None:
    """Any table in the same form."""
    if bom:
        file.write(BOM)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    for line in rows:
        writer.writerow([cell(line[name]) for name in columns])


def cell(value: Cell) -> str:
    """``value`` as the text of a cell that no spreadsheet executes."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
