"""CSV, workbook, Parquet and the codebook that goes with them, each read by a program that people use."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from datetime import date, datetime

import duckdb
import openpyxl
import pandas as pd
import pytest

from marsad.errors import LexiconError, UsageError
from marsad.view.export import COLUMNS, row, tables, xlsx
from marsad.view.export.tables import MENTIONS, PARTICIPANTS, TABLES, codebook, columns
from tests.view.export.write import text, written
from tests.view.made import arrest, meeting


def test_csv_is_read_by_pandas():
    frame = pd.read_csv(io.BytesIO(written("csv")), parse_dates=["start"])
    assert tuple(frame.columns) == COLUMNS
    assert frame.start[0].date() == date(2023, 2, 14) and pd.isna(frame.start[2])
    assert frame["count"][1] == 2


def test_the_form_for_excel_differs_by_its_mark_alone():
    assert written("csv-excel") == b"\xef\xbb\xbf" + written("csv")


def test_the_codebook_describes_every_column_of_every_table():
    rows = list(csv.DictReader(io.StringIO(text("codebook"))))
    assert [(r["table"], r["column"]) for r in rows] == [(t, c) for t, names in TABLES.items() for c in names]
    assert all(len(r["about"]) > 10 for r in rows)
    assert len(rows) == len(list(codebook()))


def test_a_column_that_nobody_described_is_an_error_with_its_line(monkeypatch, tmp_path):
    (tmp_path / "columns.yml").write_text("events:\n  id: {ar: a, fr: b, en: c, kind: text}\n  odd: {ar: a}\n")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(LexiconError) as caught:
        columns.__wrapped__("events")
    assert "columns.yml:2: events.id lacks" in str(caught.value)
    assert "there is no column events.odd" in str(caught.value)


def workbook(lang="en", found=None):
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", found, lang)))


def test_a_workbook_has_the_three_tables_and_their_codebook():
    book = workbook()
    assert book.sheetnames == ["events", "participants", "mentions", "codebook"]
    assert [c.value for c in book["events"][1]][:3] == ["Event", "Type", "Start"]
    assert len(book["events"][1]) == len(COLUMNS)
    assert len(book["participants"][1]) == len(PARTICIPANTS)
    assert len(book["mentions"][1]) == len(MENTIONS)
    start = book["events"]["C2"]
    assert start.value == datetime(2023, 2, 14) and start.is_date
    assert book["events"].max_row == 4 and book["mentions"].max_row == 6


def test_an_arabic_workbook_runs_from_right_to_left():
    assert workbook("ar")["events"].sheet_view.rightToLeft
    assert workbook("ar")["events"]["B1"].value == "النوع"
    assert not workbook("fr")["events"].sheet_view.rightToLeft


def test_no_cell_of_a_workbook_is_a_formula():
    book = workbook(found=[replace(meeting(), city="=HYPERLINK(1)")])
    cell = next(c for c in book["events"][2] if c.value == "=HYPERLINK(1)")
    assert cell.data_type == "s" and cell.quotePrefix
    assert all(c.data_type != "f" and c.hyperlink is None for sheet in book for line in sheet for c in line)


def test_a_private_person_has_no_name_in_any_table():
    book = workbook(found=[arrest()])
    everything = " ".join(str(c.value) for sheet in book for line in sheet for c in line)
    assert "الفلاني" not in everything and "[…]" in everything


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 3)
    with pytest.raises(UsageError, match="events has more"):
        written("xlsx")


@pytest.fixture
def parquet(tmp_path):
    path = tmp_path / "events.parquet"
    path.write_bytes(written("parquet"))
    return path


def test_parquet_is_read_by_duckdb_with_its_types(parquet):
    found = duckdb.sql(f"SELECT * FROM '{parquet}'")
    kinds = dict(zip(found.columns, map(str, found.types), strict=True))
    assert tuple(found.columns) == COLUMNS
    assert kinds["start"] == "DATE" and kinds["count"] == "INTEGER" and kinds["topics"] == "VARCHAR[]"
    first = dict(zip(found.columns, found.fetchall()[0], strict=True))
    assert first["start"] == date(2023, 2, 14)
    assert first["topics"] == ["terrorism", "police-cooperation"]
    assert first["evidence"] == row(meeting())["evidence"]
    assert duckdb.sql(f"SELECT count(*) FROM '{parquet}' WHERE start IS NULL").fetchall() == [(1,)]


def test_parquet_carries_its_codebook(parquet):
    rows = duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{parquet}')").fetchall()
    found = {bytes(key): bytes(value).decode() for key, value in rows}
    assert set(json.loads(found[b"codebook"])) == set(COLUMNS)


@pytest.mark.filterwarnings("ignore:.*fastparquet.*")
def test_parquet_is_read_by_pandas(parquet):
    frame = pd.read_parquet(parquet)  # with pyarrow where it is installed, else fastparquet
    assert list(frame["id"]) == ["ev-1", "ev-2", "ev-3"]
    assert list(frame["sides"][0]) == ["ES", "MA"]


def test_no_event_is_still_a_file_with_columns(tmp_path):
    path = tmp_path / "none.parquet"
    path.write_bytes(written("parquet", []))
    assert tuple(duckdb.sql(f"SELECT * FROM '{path}'").columns) == COLUMNS


@pytest.mark.parametrize(
    ("form", "package"), [("xlsx", "openpyxl"), ("parquet", "duckdb"), ("gexf", "networkx"), ("graphml", "networkx")]
)
def test_a_missing_library_is_named_with_how_to_install_it(form, package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=rf'needs {package}: pip install "marsad\[exports\]"'):
        written(form)
