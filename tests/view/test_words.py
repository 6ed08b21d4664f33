from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.lexicon.labels import load_labels
from marsad.view import words
from tests.view.made import HOST, SUSPECT, arrest, meeting

EN, AR, FR = load_labels("en"), load_labels("ar"), load_labels("fr")


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2022-06-14", "2022-06-14", "day", "14 June 2022"),
        ("2022-06-14", "2022-06-16", "day", "14–16 June 2022"),
        ("2022-06-30", "2022-07-02", "day", "30 June 2022 to 2 July 2022"),
        ("2022-06-13", "2022-06-19", "week", "week of 13 June 2022"),
        ("2022-06-01", "2022-06-30", "month", "June 2022"),
        ("2022-07-16", "2022-07-31", "month", "July 2022"),
        ("2022-07-01", "2022-09-30", "quarter", "third quarter of 2022"),
        ("2022-07-01", "2022-12-31", "half", "second half of 2022"),
        ("2022-09-01", "2022-11-30", "season", "autumn 2022"),
        ("2022-12-01", "2023-02-28", "season", "winter 2023"),
        ("2022-03-01", "2022-05-31", "season", "spring 2022"),
        ("2022-01-01", "2022-12-31", "year", "2022"),
    ],
)
def test_a_date_reads_as_coarse_as_it_is_known(start, end, precision, told):
    assert words.when(d(start), d(end), precision, EN) == told


def test_dates_read_in_each_language():
    day = d("2022-06-14")
    assert words.when(day, day, "day", AR) == "14 يونيو 2022"
    assert words.when(day, day, "day", FR) == "14\u00a0juin\u00a02022"
    assert words.when(None, None, None, FR) == "date non précisée"


def test_an_open_end_is_one_day():
    assert words.when(d("2022-06-14"), None, "day", EN) == "14 June 2022"


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        (None, None, None, "–"),
        ("2022-06-14", "2022-06-14", "day", "2022-06-14"),
        ("2022-06-14", "2022-06-16", "day", "2022-06-14/16"),
        ("2022-06-01", "2022-06-30", "month", "2022-06"),
        ("2022-01-01", "2022-12-31", "year", "2022"),
        ("2022-07-01", "2022-09-30", "quarter", "2022-07-01/2022-09-30"),
    ],
)
def test_a_date_in_a_narrow_column(start, end, precision, told):
    assert words.day_span(start and d(start), end and d(end), precision) == told


def test_a_private_person_is_told_without_name():
    assert words.person(SUSPECT, EN) == "a private person, France"
    assert words.person(replace(SUSPECT, country=None), EN) == "a private person"
    assert words.is_private(SUSPECT)
    assert not words.is_private(HOST)


def test_private_persons_are_no_side():
    assert words.side_codes(arrest()) == ("MA",)
    assert words.side_codes(meeting()) == ("ES", "MA")


def test_page_text_loses_bidi_controls_and_line_breaks():
    assert words.plain("a\u202eb\nc\x07") == "ab c"
