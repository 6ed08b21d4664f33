from __future__ import annotations

from dataclasses import replace
from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.view.export.ics import OCTETS
from tests.view.export.write import written
from tests.view.made import arrest, events, meeting


def entries(found=None, lang="en"):
    return list(icalendar.Calendar.from_ical(written("ics", found, lang)).walk("VEVENT"))


def test_dated_events_are_all_day_entries():
    first, second = entries()
    assert first.decoded("dtstart") == date(2023, 2, 14)
    assert first.decoded("dtend") == date(2023, 2, 15)  # the day after the last
    assert first["status"] == "CONFIRMED" and first["uid"] == "ev-1@marsad"
    assert "عبد الله المنصوري" in first["summary"]
    assert first["location"] == "الرباط, Morocco"
    assert first["url"].startswith("https://sabah.example/")
    assert "https://matin.example/news" in first["description"]
    assert (second.decoded("dtstart"), second.decoded("dtend")) == (date(2023, 3, 1), date(2023, 4, 1))
    assert second["x-marsad-precision"] == "month"


def test_undated_events_are_left_out():
    assert len(entries()) == len([e for e in events() if e.start])


@pytest.mark.parametrize(("status", "word"), [("planned", "TENTATIVE"), ("denied", "CANCELLED")])
def test_status(status, word):
    (entry,) = entries([replace(meeting(), status=status)])
    assert entry["status"] == word


def test_only_web_addresses_are_linked():
    assert "url" not in entries([arrest()])[0]


@given(st.text(max_size=200))
def test_any_city_survives_as_plain_words_and_no_line_is_too_long(city):
    data = written("ics", [replace(meeting(), city=f"x{city}")])
    assert all(len(line) <= OCTETS for line in data.split(b"\r\n"))
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(entry["location"]).startswith("x") and str(entry["location"]).endswith("Morocco")
    assert b"\nBEGIN:VALARM" not in data
