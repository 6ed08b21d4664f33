"""Pages and readings as Arrow batches: the form in which a cluster hands them about.

The contract of an engine is a function from an iterator of record batches to one. There are two: parts of files to
their pages, and pages to their readings. Composed they run wherever Arrow batches come from, in one process or in many.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from datetime import date
from typing import Any

from marsad.errors import PageError, UsageError
from marsad.model import Page
from marsad.run.frames import encode, tells_events
from marsad.run.stage import Item, chunks, with_outlet
from marsad.run.worker import Worker
from marsad.source import SourceOptions
from marsad.source.parts import Part, Surveyed, part_pages, surveyed

try:
    import pyarrow as pa
except ImportError as error:
    raise UsageError('a cluster hands pages about as Arrow batches: pip install "marsad[spark]"') from error

_PAGE = [field.name for field in dataclasses.fields(Page)]
_PART = [field.name for field in dataclasses.fields(Part)]
_TYPES = {"place": pa.binary(), "kind": pa.string(), "sought": pa.bool_()}
#: A part of a file by its place in the order of reading.
PARTS = pa.schema(
    [("file", pa.int64()), ("part", pa.int64())] + [(name, _TYPES.get(name, pa.int64())) for name in _PART]
)
#: What is known of a part before it is read (:class:`marsad.source.parts.Surveyed`); ``first`` is null for nothing.
SURVEYED = pa.schema([("n", pa.int64())] + [(f.name, pa.int64()) for f in dataclasses.fields(Surveyed)])
#: A page of a part by its place in it, or ``error``, why there is none (a frame, see :mod:`marsad.run.frames`). Text is
#: UTF-8, with what cannot be decoded of a file's name as surrogates.
PAGES = pa.schema(
    [("file", pa.int64()), ("part", pa.int64()), ("n", pa.int64()), ("error", pa.binary())]
    + [(name, pa.binary()) for name in _PAGE]
)
#: What came of a page, as a frame: the reading, or why there is none; and whether it tells any event.
READ = pa.schema(
    [("file", pa.int64()), ("part", pa.int64()), ("n", pa.int64()), ("events", pa.bool_()), ("read", pa.binary())]
)


def part_row(file: int, n: int, part: Part) -> dict[str, Any]:
    """A part as a row of :data:`PARTS`."""
    told = {name: getattr(part, name) for name in _PART}
    return {**told, "file": file, "part": n, "place": os.fsencode(part.place)}


def _part(row: dict[str, Any]) -> Part:
    return Part(**{**{name: row[name] for name in _PART}, "place": os.fsdecode(row["place"])})


def survey_batches(batches: Iterator[pa.RecordBatch], options: SourceOptions) -> Iterator[pa.RecordBatch]:
    """What parts have: batches of :data:`PARTS` to batches of :data:`SURVEYED`, with ``part`` as ``n``."""
    for batch in batches:
        for row in batch.to_pylist():
            seen = surveyed(_part(row), options)
            told = dataclasses.asdict(seen) if seen else {}
            yield pa.RecordBatch.from_pylist([{"n": row["part"], **told}], SURVEYED)


def page_batches(
    batches: Iterator[pa.RecordBatch], options: SourceOptions, outlet: str | None = None
) -> Iterator[pa.RecordBatch]:
    """The pages of files: batches of :data:`PARTS` to batches of :data:`PAGES`; ``outlet`` is for pages without one."""
    for batch in batches:
        for row in batch.to_pylist():
            n = 0
            for chunk in chunks(with_outlet(part_pages(_part(row), options), outlet)):
                rows = [
                    {**_row(item), "file": row["file"], "part": row["part"], "n": n + k}
                    for k, item in enumerate(_told(chunk))
                ]
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
            told = [pa.array([tells_events(frame) for frame in frames]), pa.array(frames, pa.binary())]
            yield pa.RecordBatch.from_arrays([batch["file"], batch["part"], batch["n"], *told], schema=READ)
    finally:
        if worker is None:
            child.close()


def _told(chunk: list[Item]) -> list[Page | PageError]:
    return [item for item in chunk if isinstance(item, Page | PageError)]


def _row(item: Page | PageError) -> dict[str, Any]:
    if isinstance(item, PageError):
        return {"error": encode(item)}
    told = {name: getattr(item, name) for name in _PAGE}
    told["published"] = item.published and item.published.isoformat()
    return {name: _bytes(value) if isinstance(value, str) else value for name, value in told.items()}


def _page(row: dict[str, Any]) -> Page:
    told = {name: row[name] if name == "data" else _text(row[name]) for name in _PAGE}
    return Page(**{**told, "published": date.fromisoformat(told["published"]) if told["published"] else None})


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes | None) -> Any:
    return None if data is None else data.decode("utf-8", "surrogatepass")
