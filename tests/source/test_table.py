from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from marsad.errors import PageEmpty, PageUnreadable
from marsad.model import Page
from marsad.source import Position, SourceOptions, located, pages

TEXT = "نص الخبر رقم {n} كاملا."


def table(path: Path, select: str, count: int = 3, group: int = 2048) -> str:
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT {select} FROM range({count}) t(n)) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {group})"
        )
    return str(path)


SELECT = (
    "'عنوان ' || n AS title, 'نص الخبر رقم ' || n || ' كاملا.' AS content, 'https://a.example/' || n AS url, "
    "DATE '2023-02-15' + n::INT AS published, n AS other"
)


def test_rows_are_pages_named_by_their_number(tmp_path: Path) -> None:
    path = table(tmp_path / "t.parquet", SELECT)
    *found, end = located([path])
    assert [p.id for p in found if isinstance(p, Page)] == ["t#0", "t#1", "t#2"]
    last = found[2]
    assert isinstance(last, Page)
    assert (last.path, last.title, last.data.decode()) == (f"{path}#2", "عنوان 2", TEXT.format(n=2))
    assert (last.address, str(last.published)) == ("https://a.example/2", "2023-02-17")
    assert isinstance(end, Position) and end.offset == 3


def test_a_column_of_bytes_is_the_page_itself(tmp_path: Path) -> None:
    path = table(tmp_path / "t.parquet", "'<html><p>x</p></html>'::BLOB AS html, 'https://a.example/' AS url", 1)
    (found,) = pages([path])
    assert isinstance(found, Page) and (found.kind, found.data) == ("html", b"<html><p>x</p></html>")


def test_columns_are_named_by_options(tmp_path: Path) -> None:
    path = table(tmp_path / "t.parquet", "'نص' AS \"the \"\"text\"", 1)
    (none,) = pages([path])
    assert isinstance(none, PageUnreadable) and "--field" in none.reason
    (found,) = pages([path], SourceOptions(fields={"content": ('the "text',)}))
    assert isinstance(found, Page)


def test_an_empty_row_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    path = table(tmp_path / "t.parquet", "CASE n WHEN 1 THEN '' ELSE 'نص ' || n END AS content")
    found = list(pages([path]))
    assert [type(item) for item in found] == [Page, PageEmpty, Page]


def test_reading_goes_on_at_a_row(tmp_path: Path) -> None:
    path = table(tmp_path / "t.parquet", SELECT, 2500)
    items = list(located([path]))
    marks = [item for item in items if isinstance(item, Position)]
    assert [mark.offset for mark in marks] == [1000, 2000, 2500]
    again = list(located([path], reached={path: marks[1]}))
    assert [p.id for p in again if isinstance(p, Page)] == [f"t#{n}" for n in range(2000, 2500)]


@pytest.mark.parametrize("at", [4, 0.4, -12])
def test_a_damaged_table_says_which_rows_are_lost(tmp_path: Path, at: float) -> None:
    path = Path(table(tmp_path / "t.parquet", SELECT, 6000))
    data = bytearray(path.read_bytes())
    place = int(len(data) * at) if 0 < at < 1 else int(at) % len(data)
    data[place : place + 200] = bytes(len(data[place : place + 200]))
    path.write_bytes(data)
    found = list(pages([str(path)]))
    read = [item for item in found if isinstance(item, Page)]
    losses = [item for item in found if isinstance(item, PageUnreadable)]
    assert losses and len(read) < 6000
    if at > 0:
        assert len(read) >= 3000 and "rows cannot be read" in losses[0].reason
