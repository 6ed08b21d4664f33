"""``marsad freeze``: a data set that can be cited and checked, one folder with everything in it.

The folder appears whole or not at all. ``SHA256SUMS`` has a checksum for every other file, in the form that
``sha256sum -c`` reads.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO, Protocol

from marsad.errors import UsageError
from marsad.lexicon.reader import DATA
from marsad.model import Event
from marsad.store.reading import PageRow
from marsad.view.export.csv import write_table
from marsad.view.export.formats import FORMATS, write_codebook
from marsad.view.export.public import public
from marsad.view.export.rows import Cell, row
from marsad.view.export.setting import Setting
from marsad.view.export.tables import TABLES, Table, mention_rows, participant_rows
from marsad.view.private import Readings

SUMS = "SHA256SUMS"
CODEBOOKS = (DATA / "codebook.md", DATA.parents[2] / "docs" / "codebook.md")  # installed, in a checkout


class Pages(Readings, Protocol):
    """A record, as far as a frozen data set tells of it."""

    def pages(self) -> list[PageRow]:
        """Every page read, and those that could not be."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """What the data set's maker says of it: title, authors, its version and licence, and the filters."""

    title: str
    authors: tuple[str, ...] = ()
    version: str = "1"
    licence: str | None = None
    filters: Mapping[str, str] | None = None


def write_dataset(folder: Path, events: Iterable[Event], record: Pages, about: About, setting: Setting) -> list[Path]:
    """Write the data set and return its files, relative to ``folder``.

    Raises:
        UsageError: the folder is neither new nor empty, or cannot be written.
    """
    listed = list(events)
    cleared = public(listed, record)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is there already; a frozen data set needs a new or empty folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _write(part, cleared, _facts(listed, record, about, setting), about, setting)
            part.chmod(0o755)  # mkdtemp makes what only its owner can open
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}") from error
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _write(folder: Path, events: list[Event], facts: Mapping[str, object], about: About, setting: Setting) -> None:
    data = folder / "data"
    data.mkdir()
    for table in TABLES:
        with (data / f"{table}.csv").open("wb") as out:
            _table(table, events, out)
    forms = ["jsonl", *(["parquet"] if find_spec("duckdb") else [])]
    for path, form in (
        *((data / f"events{FORMATS[form].suffix}", form) for form in forms),
        (folder / "sources.bib", "bibtex"),
        (folder / "sources.ris", "ris"),
    ):
        with path.open("wb") as out:
            FORMATS[form].write(events, out, setting)
    with (data / "columns.csv").open("wb") as out:
        write_codebook((), out, setting)
    texts = {
        "CODEBOOK.md": codebook_text(),
        "METHOD.md": _method(facts),
        "README.md": _readme(facts, about),
        "CITATION.cff": _citation(about, setting),
        "dataset.json": json.dumps(facts, ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / SUMS).write_text("".join(_sums(folder)), encoding="utf-8", newline="\n")


def _table(table: Table, events: Iterable[Event], out: BinaryIO) -> None:
    file = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    rows: dict[Table, Iterator[Mapping[str, Cell]]] = {
        "events": (row(event) for event in events),
        "participants": (line for event in events for line in participant_rows(event)),
        "mentions": (line for event in events for line in mention_rows(event)),
    }
    write_table(TABLES[table], rows[table], file)
    file.detach()


def codebook_text() -> str:
    """The codebook, as it is documented.

    Raises:
        UsageError: the installation lacks it.
    """
    for path in CODEBOOKS:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise UsageError("the codebook is not installed; install Marsad again, or work in a checkout")


def _facts(events: list[Event], record: Pages, about: About, setting: Setting) -> dict[str, object]:
    rows = record.pages()
    pages = sorted({m.page for event in events for m in event.mentions})
    made = sorted({(reading.finder, reading.lexicon) for reading in map(record.reading, pages)})
    days = [day for event in events for day in (event.start, event.end) if day]
    return {
        "title": about.title,
        "version": about.version,
        "made": setting.today.isoformat(),
        "marsad": setting.version,
        "read_with": [{"finder": finder, "lexicon": lexicon} for finder, lexicon in made],
        "filters": dict(about.filters or {}),
        "first_day": min(days).isoformat() if days else None,
        "last_day": max(days).isoformat() if days else None,
        "events": len(events),
        "undated_events": sum(event.start is None for event in events),
        "events_with_several_origins": sum(len(event.origins) > 1 for event in events),
        "events_with_disagreements": sum(bool(event.disagreements) for event in events),
        "mentions": sum(len(event.mentions) for event in events),
        "pages_of_these_events": len(pages),
        "pages_in_the_record": sum(r.failed is None for r in rows),
        "pages_without_events": sum(r.empty for r in rows),
        "pages_that_could_not_be_read": sum(r.failed is not None for r in rows),
    }


def _method(facts: Mapping[str, object]) -> str:
    listed = "\n".join(f"- {name.replace('_', ' ')}: {json.dumps(facts[name], ensure_ascii=False)}" for name in facts)
    return f"""# How this data set was made

News pages were read by Marsad: a cascade of rules over word lists, without a language model. It finds events as
CODEBOOK.md defines them, and keeps for every value the page's own words, their offsets and the rule that read them
(`data/events.jsonl`). Mentions of one event on several pages are merged by documented comparisons; what people
judged otherwise (merged, split, confirmed, rejected) is applied on top. Pages that go back to one text or
communique are one origin: corroboration is the number of origins, not of pages. Where sources disagree, the
composed value is the most precise one that none contradicts, and all of them stand in `claims` and `disagreements`.

What a page does not settle is empty. Private persons are told by role and nationality only; `[…]` hides a name in a
quotation or title. The pages' full texts are not part of the data set. Reading is not free of error: check a value
against its quotation before you build on it. The record has what pages say, which is not all that happened.

{listed}
"""


def _readme(facts: Mapping[str, object], about: About) -> str:
    licence = about.licence or "not stated; ask the authors"
    return f"""# {_line(about.title)}

Version {_line(about.version)}, {facts["made"]}.
{facts["events"]} events from {facts["pages_of_these_events"]} news pages.
Licence: {_line(licence)}. Quotations and titles are of the outlets named with them.

| file | content |
| --- | --- |
| data/events.csv | one row an event |
| data/participants.csv | one row a participant, joined by `event` |
| data/mentions.csv | one row a page's telling of an event: source, quotation, values |
| data/events.jsonl | everything, one JSON object an event |
| data/events.parquet | data/events.csv with types and lists (where it was made with DuckDB) |
| data/columns.csv | what each column of the tables is |
| CODEBOOK.md | what counts as an event, and what each field means |
| METHOD.md | how it was made, and counts |
| sources.bib, sources.ris | the pages as references |
| CITATION.cff | how to cite it |
| dataset.json | the counts and versions, for programs |
| {SUMS} | checksums: `sha256sum -c {SUMS}` |
"""


def _citation(about: About, setting: Setting) -> str:
    authors = "".join(f"  - name: {_yaml(name)}\n" for name in about.authors or ("anonymous",))
    licence = f"license: {_yaml(about.licence)}\n" if about.licence else ""
    return (
        "cff-version: 1.2.0\n"
        "message: If you use this data set, please cite it as below.\n"
        "type: dataset\n"
        f"title: {_yaml(about.title)}\n"
        f"version: {_yaml(about.version)}\n"
        f"date-released: {_yaml(setting.today.isoformat())}\n"
        f"{licence}"
        f"authors:\n{authors}"
        "references:\n"
        "  - type: software\n"
        "    title: Marsad\n"
        f"    version: {_yaml(setting.version)}\n"
        "    authors:\n"
        "      - name: Marsad\n"
    )


def _yaml(text: str) -> str:
    """``text`` as a quoted YAML scalar: JSON is YAML."""
    return json.dumps(_line(text), ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(text.split())


def _sums(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != SUMS:
            yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
