"""Events for other programs: one module a format.

:data:`~marsad.view.export.formats.FORMATS` lists them, :func:`~marsad.view.export.formats.export` writes one;
``docs/exports.md`` says what each carries and what it cannot.
"""

from __future__ import annotations

from marsad.view.export.csv import write_csv
from marsad.view.export.jsonl import event_line, event_to_dict, write_jsonl
from marsad.view.export.rows import COLUMNS, row

__all__ = ["COLUMNS", "event_line", "event_to_dict", "row", "write_csv", "write_jsonl"]
