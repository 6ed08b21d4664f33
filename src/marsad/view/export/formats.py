"""The formats there are, and writing one of them: :data:`FORMATS` and :func:`export`.

A new format is a module with a writer, an entry here, a section of ``docs/exports.md`` and a test that opens
it with that format's own reader.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from marsad.errors import UsageError
from marsad.model import Event
from marsad.view.export import atom, citations, dyads, ftm, geojson, ics, jsonld, network, parquet, plover, xlsx
from marsad.view.export.csv import write_csv, write_table
from marsad.view.export.jsonl import write_jsonl
from marsad.view.export.public import public
from marsad.view.export.setting import Setting
from marsad.view.export.tables import CODEBOOK, codebook
from marsad.view.private import Readings

Writer = Callable[[Iterable[Event], BinaryIO, Setting], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what its files end in, what it is in one line, its writer, and whether it is text.

    ``codebook`` says that a table of the columns is written beside a file, ``people`` that it has persons as such.
    """

    suffix: str
    about: str
    write: Writer
    text: bool = True
    codebook: bool = False
    people: bool = False


def _csv(events: Iterable[Event], out: BinaryIO, setting: Setting, *, bom: bool = False) -> None:
    del setting
    file = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    write_csv(events, file, bom=bom)
    file.detach()


def _excel(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    _csv(events, out, setting, bom=True)


def _jsonl(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    del setting
    file = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    write_jsonl(events, file)
    file.detach()


def write_codebook(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """The columns of the tables and what they are, as CSV."""
    del events, setting
    file = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    write_table(CODEBOOK, codebook(), file)
    file.detach()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format(".csv", "a table, one row an event; its codebook beside it", _csv, codebook=True),
        "csv-excel": Format(".csv", "the same, opened rightly by a double click in Excel", _excel, codebook=True),
        "xlsx": Format(".xlsx", "an Excel workbook; right to left with --lang ar (openpyxl)", xlsx.write, text=False),
        "parquet": Format(".parquet", "typed columns for DuckDB, pandas, R (duckdb)", parquet.write, text=False),
        "jsonl": Format(".jsonl", "everything: every mention, quotation, claim and disagreement", _jsonl),
        "codebook": Format(".csv", "the columns of the tables and what they are", write_codebook),
        "gexf": Format(".gexf", "who met whom, dated, for Gephi (networkx)", network.write_gexf, people=True),
        "graphml": Format(
            ".graphml", "who met whom, for Cytoscape, yEd, igraph (networkx)", network.write_graphml, people=True
        ),
        "ftm": Format(".ftm.json", "FollowTheMoney entities for Aleph and OpenAleph", ftm.write, people=True),
        "jsonld": Format(".jsonld", "linked data: schema.org with PROV", jsonld.write, people=True),
        "plover": Format(".txt", "a table like POLECAT's, in PLOVER 2.0", plover.write),
        "dyad-year": Format(".csv", "events counted by pair of states and year, COW codes", dyads.write),
        "ics": Format(".ics", "a calendar", ics.write),
        "geojson": Format(".geojson", "a map", geojson.write),
        "atom": Format(".atom", "a feed", atom.write),
        "bibtex": Format(".bib", "the pages as references", citations.write_bibtex),
        "csl": Format(".csl.json", "the pages as references, for Pandoc and citeproc", citations.write_csl),
        "ris": Format(".ris", "the pages as references, for Zotero and EndNote", citations.write_ris),
    }
)


def format_named(name: str) -> Format:
    """The format called ``name``.

    Raises:
        UsageError: there is none; the message names what there is.
    """
    if name in FORMATS:
        return FORMATS[name]
    near = get_close_matches(name, FORMATS, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"there is no export format {name!r}.{hint} There are: {', '.join(FORMATS)}")


def export(
    events: Iterable[Event],
    form: str,
    path: str | os.PathLike[str],
    record: Readings,
    setting: Setting | None = None,
) -> list[Path]:
    """Write ``events`` of ``record`` to a file, without the names of private persons.

    A file that is there is replaced once the new one is whole. Returns the files written: the one asked for
    and, for CSV, ``NAME.codebook.csv`` beside it.

    Raises:
        UsageError: there is no such format, a library is missing, or the file cannot be written.
    """
    chosen = format_named(form)
    setting = setting or Setting.of()
    target = Path(path)
    cleared = public(events, record)
    written = [replace_file(target, lambda out: chosen.write(cleared, out, setting))]
    if chosen.codebook:
        beside = target.with_name(f"{target.stem}.codebook.csv")
        written.append(replace_file(beside, lambda out: write_codebook((), out, setting)))
    return written


def replace_file(path: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Write a file whole or not at all.

    Raises:
        UsageError: the folder or the disk does not take it; what was there stays.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("xb") as out:
                write(out)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    return path
