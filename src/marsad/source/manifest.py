"""The manifest: a CSV file that says more of pages than they say of themselves, and overrides them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from marsad.errors import ManifestError
from marsad.model import Page

COLUMNS = ("path", "address", "outlet", "published")


@dataclass(frozen=True, slots=True)
class Row:
    """What the manifest says of one page; ``None`` leaves the page to speak for itself."""

    address: str | None = None
    outlet: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Rows by page: by path as given, by absolute path (relative ones start at the manifest's folder), or by
    id.
    """

    rows: Mapping[str, Row] = field(default_factory=dict, hash=False)
    folder: str = ""

    def apply(self, page: Page) -> Page:
        """``page`` with the manifest's values in place of its own."""
        row = self._row(page)
        if row is None:
            return page
        return replace(
            page,
            address=row.address or page.address,
            outlet=row.outlet or page.outlet,
            published=row.published or page.published,
        )

    def _row(self, page: Page) -> Row | None:
        if not self.rows:
            return None
        keys = (page.path, os.path.relpath(page.path, self.folder), os.path.abspath(page.path), page.id)
        return next((self.rows[key] for key in keys if key in self.rows), None)


def read_manifest(path: str, read_date: Callable[[str], date | None]) -> Manifest:
    """The manifest at ``path``.

    Raises :class:`ManifestError` with every mistake (columns, doubled paths, dates that are none), by line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(
            f"{path}: the manifest cannot be read ({error}); it is a CSV file in UTF-8"
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = {(name or "").strip().lower() for name in reader.fieldnames or ()}
    if "path" not in names or not names <= set(COLUMNS):
        raise ManifestError(
            f"{path}:1: the first line must name the columns path and any of {', '.join(COLUMNS[1:])}; "
            f"it has {', '.join(sorted(names)) or 'nothing'}"
        )
    rows: dict[str, Row] = {}
    problems: list[str] = []
    for raw in reader:
        if None in raw:
            problems.append(
                f"{path}:{reader.line_num}: more values than columns; put quotation marks around commas"
            )
            continue
        values = {key.strip().lower(): (value or "").strip() for key, value in raw.items()}
        _add(rows, values, f"{path}:{reader.line_num}", read_date, problems)
    if problems:
        raise ManifestError("the manifest cannot be used:\n" + "\n".join(problems))
    return Manifest(rows, os.path.dirname(os.path.abspath(path)))


def _add(
    rows: dict[str, Row],
    values: dict[str, str],
    where: str,
    read_date: Callable[[str], date | None],
    problems: list[str],
) -> None:
    key, told = values["path"], values.get("published")
    published = read_date(told) if told else None
    if not key:
        problems.append(f"{where}: the path is empty")
    elif key in rows:
        problems.append(f"{where}: {key} stands twice")
    elif told and published is None:
        problems.append(f"{where}: {told!r} is no date; write it as 2023-02-21")
    else:
        rows[key] = Row(values.get("address") or None, values.get("outlet") or None, published)
