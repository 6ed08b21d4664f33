"""Events for other programs: one module a format."""

from __future__ import annotations

from marsad.view.export.csv import write_csv
from marsad.view.export.jsonl import event_to_dict, write_jsonl
from marsad.view.export.rows import COLUMNS, row

__all__ = ["COLUMNS", "event_to_dict", "row", "write_csv", "write_jsonl"]
