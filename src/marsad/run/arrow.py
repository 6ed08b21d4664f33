"""Pages and readings as Arrow batches: the form in which a cluster hands them about.

The contract of an engine is a function from an iterator of record batches to one. There are two: files to their pages,
and pages to their readings. Composed they run wherever Arrow batches come from, in one process or in many.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

from marsad.errors import PageError, UsageError
from marsad.model import Page
from marsad.run.frames import encode
from marsad.run.stage import Item, chunks, with_outlet
from marsad.run.worker import Worker
from marsad.source import SourceOptions, located

try:
    import pyarrow as pa
except ImportError as error:
    raise UsageError('a cluster hands pages about as Arrow batches: pip install "marsad[spark]"') from error

_PAGE = [field.name for field in dataclasses.fields(Page)]
#: A file by its place in the order of reading.
FILES = pa.schema([("file", pa.int64()), ("place", pa.string())])
#: A page of a file by its place in it, or ``error``, why there is none (a frame, see :mod:`marsad.run.frames`).
PAGES = pa.schema(
    [("file", pa.int64()), ("n", pa.int64()), ("error", pa.binary())]
    + [(name, pa.binary() if name == "data" else pa.string()) for name in _PAGE]
)
#: What came of a page, as a frame: the reading, or why there is none; and whether it tells any event.
READ = pa.schema(
    [("file", pa.int64()), ("part", pa.int64()), ("n", pa.int64()), ("events", pa.bool_()), ("read", pa.binary())]
)


def page_batches(
    batches: Iterator[pa.RecordBatch], options: SourceOptions, outlet: str | None = None
) -> Iterator[pa.RecordBatch]:
    """The pages of files: batches of :data:`FILES` to batches of :data:`PAGES`; ``outlet`` is for pages without one."""
    for batch in batches:
        for row in batch.to_pylist():
            n = 0
            for chunk in chunks(with_outlet(located([row["place"]], options), outlet)):
                rows = [_row(row["file"], n + k, item) for k, item in enumerate(_told(chunk))]
                n += len(rows)
                if rows:
                    yield pa.RecordBatch.from_pylist(rows, PAGES)


def read_batches(batches: Iterator[pa.RecordBatch], worker: Worker | None = None) -> Iterator[pa.RecordBatch]:
    """The readings of pages: batches of :data:`PAGES` to batches of :data:`READ`.

    Pages are parsed in a child process of this one, under limits (:mod:`marsad.run.worker`): that of ``worker``, which
    lives on, or one that ends with the batches.
    """
    child = worker or Worker()
    try:
        for batch in batches:
            rows = batch.to_pylist()
            read = iter(child.frames([_page(row) for row in rows if row["error"] is None]))
            frames = [next(read) if row["error"] is None else row["error"] for row in rows]
            yield pa.RecordBatch.from_arrays([batch["file"], batch["n"], pa.array(frames, pa.binary())], schema=READ)
    finally:
        if worker is None:
            child.close()


def _told(chunk: list[Item]) -> list[Page | PageError]:
    return [item for item in chunk if isinstance(item, Page | PageError)]


def _row(file: int, n: int, item: Page | PageError) -> dict[str, Any]:
    if isinstance(item, PageError):
        return {"file": file, "n": n, "error": encode(item)}
    told = {name: getattr(item, name) for name in _PAGE}
    return {**told, "published": item.published and item.published.isoformat(), "file": file, "n": n}


def _page(row: dict[str, Any]) -> Page:
    told = {name: row[name] for name in _PAGE}
    return Page(**{**told, "published": date.fromisoformat(row["published"]) if row["published"] else None})
