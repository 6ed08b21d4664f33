"""Points of places: in any spelling, only in their own country, and none off this earth."""

from __future__ import annotations

import pytest

from marsad.errors import LexiconError
from marsad.lexicon import points
from marsad.lexicon.labels import country_names
from marsad.lexicon.points import place_point


@pytest.mark.parametrize("name", ["Marrakesh", "Marrakech", "مراكش", "مرّاكش"])
def test_a_city_is_found_in_any_spelling(name):
    found = place_point("MA", name)
    assert (found.latitude, found.longitude, found.of) == (31.63, -8.01, "city")


def test_a_city_is_looked_for_in_its_own_country_only():
    assert place_point("ES", "مراكش").of == "country"
    assert place_point(None, "مراكش") is None


def test_an_unknown_city_stands_in_the_middle_of_its_country_and_an_unknown_country_nowhere():
    assert place_point("BH", "Nowhere at all") == place_point("BH", None)
    assert place_point("INTERPOL", None) is None


def test_every_country_has_a_point():
    assert [code for code in country_names("en") if place_point(code, None) is None] == []


def test_what_was_compiled_is_what_the_files_say():
    assert dict(points.points()) == points.build_points()


def test_a_point_that_is_none_on_earth_is_an_error(monkeypatch, tmp_path):
    (tmp_path / "points.yml").write_text("- code: MA\n  point: [132, -6]\n  cities: {Nowhere: [1, 2]}\n")
    for name in ("countries.yml", "places.yml"):
        (tmp_path / name).write_text("[]\n")
    monkeypatch.setattr(points, "DATA", tmp_path)
    with pytest.raises(LexiconError) as caught:
        points.build_points()
    assert "points.yml:1: MA : [132, -6]" in str(caught.value) and "no city Nowhere" in str(caught.value)
