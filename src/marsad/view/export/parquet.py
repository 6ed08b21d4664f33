"""Events as Parquet: the columns of CSV with their types, lists as lists. Written by DuckDB."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from marsad.model import Event
from marsad.view.export.rows import values
from marsad.view.export.setting import Setting, library
from marsad.view.export.tables import columns

TYPES = {"text": "VARCHAR", "date": "DATE", "number": "INTEGER", "list": "VARCHAR[]"}


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """One row group per 122,880 events, compressed by zstd; needs duckdb.

    The file's own metadata has the codebook (``codebook``, as JSON) and the version (``marsad``).
    """
    duckdb = library("duckdb", "a Parquet file")
    with TemporaryDirectory(prefix="marsad-") as folder:
        lines, target = Path(folder, "events.jsonl"), Path(folder, "events.parquet")
        with lines.open("w", encoding="utf-8") as file:
            for event in events:
                # Its JSON reader is the one fast way in that needs no further library.
                file.write(json.dumps(values(event), default=date.isoformat) + "\n")
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
            connection.execute(_copy(lines, target, setting))
        out.write(target.read_bytes())


def _copy(lines: Path, target: Path, setting: Setting) -> str:
    typed = ", ".join(f"{_text(c.name)}: {_text(TYPES[c.kind])}" for c in columns("events"))
    about = json.dumps({c.name: c.about for c in columns("events")}, ensure_ascii=False)
    return (
        f"COPY (FROM read_json({_text(str(lines))}, format='newline_delimited', columns={{{typed}}}, "
        f"maximum_object_size=67108864)) TO {_text(str(target))} (FORMAT parquet, COMPRESSION zstd, "
        f"KV_METADATA {{marsad: {_text(setting.version)}, codebook: {_text(about)}}})"
    )


def _text(value: str) -> str:
    """``value`` as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"
