from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.view.export import COLUMNS, event_to_dict, row, write_csv, write_jsonl
from marsad.view.export.csv import FORMULA, cell
from tests.view.made import arrest, events, meeting


def table(found, **options) -> list[dict[str, str]]:
    file = io.StringIO()
    write_csv(found, file, **options)
    return list(csv.DictReader(io.StringIO(file.getvalue())))


def test_one_row_per_event_in_the_documented_columns():
    rows = table(events())
    assert [r["id"] for r in rows] == ["ev-1", "ev-2", "ev-3"]
    assert tuple(rows[0]) == COLUMNS == tuple(row(meeting()))
    assert rows[0]["pages"] == "3" and rows[0]["origins"] == "2"
    assert rows[0]["sides"] == "ES; MA"
    assert rows[2]["start"] == ""


def test_no_private_name_leaves():
    assert "الفلاني" not in json.dumps(event_to_dict(arrest()), ensure_ascii=False)
    assert "الفلاني" not in "".join(table([arrest()])[0].values())


def test_only_web_addresses_are_listed():
    assert table([arrest()])[0]["addresses"] == ""
    assert table([meeting()])[0]["addresses"].split()[0].startswith("https://")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == "'" + text
    assert not table([replace(meeting(), city=text)])[0]["city"].startswith(FORMULA)


def test_numbers_stay_numbers():
    assert cell(-3) == "-3"
    assert cell(None) == ""


@given(st.text())
def test_cells_never_begin_a_formula(text):
    assert not cell(text).startswith(FORMULA)
    assert cell(text).endswith(text)


def test_the_mark_for_excel_is_a_switch():
    file = io.StringIO()
    write_csv([], file, bom=True)
    assert file.getvalue().startswith("\ufeffid,type")
    assert table([]) == []


def test_json_lines_have_every_page_and_quotation():
    file = io.StringIO()
    write_jsonl(events(), file)
    first = json.loads(file.getvalue().splitlines()[0])
    assert len(first["mentions"]) == 3
    assert first["mentions"][0]["evidence"]
    assert first["disagreements"][0]["sources"]
    assert [o["id"] for o in first["origins"]] == ["o1", "o2"]
