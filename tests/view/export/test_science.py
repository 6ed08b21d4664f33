"""The tables of political science and the map."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from marsad.errors import LexiconError
from marsad.lexicon.labels import GROUPS, country_names
from marsad.model import Participant
from marsad.view.export import points, states
from marsad.view.export.dyads import count, year_of
from marsad.view.export.plover import CODES, COLUMNS, FRAMES, QUAD, code, pairs
from tests.view.export.write import text, written
from tests.view.made import GUEST, HOST, arrest, events, meeting, plan, words


def table(form, found=None, delimiter=","):
    return list(csv.DictReader(io.StringIO(text(form, found)), delimiter=delimiter))


# ---------------------------------------------------------------- states
def test_every_country_has_its_codes():
    known = states.states()
    assert set(known) == set(country_names("en"))
    assert (known["MA"].cow, known["MA"].abb, known["MA"].iso3) == (600, "MOR", "MAR")
    assert known["PS"].cow is None and known["EH"].cow is None
    assert len({s.iso3 for s in known.values()}) == len(known)


def test_a_number_twice_is_an_error_with_its_line(monkeypatch, tmp_path):
    (tmp_path / "cow.yml").write_text(
        "- {code: AA, iso3: AAA, cow: 2, abb: A}\n- {code: BB, iso3: BBB, cow: 2, abb: B}\n"
    )
    monkeypatch.setattr(states, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"cow\.yml:2: BB or its number stands twice"):
        states.states.__wrapped__()


# ---------------------------------------------------------------- dyad-years
def test_a_pair_of_states_is_one_row_a_year():
    (found,) = table("dyad-year")
    assert (found["year"], found["ccode1"], found["state1"]) == ("2023", "230", "SPN")
    assert (found["ccode2"], found["state2"], found["events"]) == ("600", "MOR", "1")
    assert found["meeting"] == "1" and found["visit"] == "0" and found["origins"] == "2"


def test_dyad_years_join_to_other_data():
    frame = pd.read_csv(io.BytesIO(written("dyad-year")))
    assert frame.ccode1.dtype.kind == "i" and (frame.ccode1 < frame.ccode2).all()


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "planned"},
        {"status": "denied"},
        {"start": None, "end": None, "precision": None},
        {"start": date(2022, 12, 1), "end": date(2023, 2, 28), "precision": "season"},
        {"participants": (HOST, Participant("guest", country="PS"))},
        {"participants": (HOST, Participant("guest", country="EU"))},
        {"participants": (HOST, Participant("subject", country="ES"))},
        {
            "participants": (HOST, Participant("guest", country="SS")),
            "start": date(2009, 1, 1),
            "end": date(2009, 1, 1),
        },
    ],
)
def test_what_no_dyad_year_is_made_of(changes):
    assert count([replace(meeting(), **changes)]) == {}


def test_a_stay_over_new_year_is_of_the_year_it_began():
    stay = replace(meeting(), start=date(2022, 12, 30), end=date(2023, 1, 2))
    assert year_of(stay) == 2022


def test_three_sides_are_three_pairs():
    third = Participant("guest", country="FR")
    assert len(count([replace(meeting(), participants=(HOST, GUEST, third))])) == 3


# ---------------------------------------------------------------- PLOVER
def test_the_table_has_the_columns_of_polecat():
    found = table("plover", delimiter="\t")
    assert tuple(found[0]) == COLUMNS and len(COLUMNS) == 40
    first = found[0]
    assert (first["Event Type"], first["Quad Code"], first["Event Date"]) == (
        "CONSULT",
        "VERBAL COOPERATION",
        "2023-02-14",
    )
    assert (first["Actor Country"], first["Actor COW"], first["Recipient Country"]) == ("ESP", "230", "MAR")
    assert first["Intensity"] == "None"


def test_every_type_has_a_code_with_a_quad():
    assert set(CODES) == set(GROUPS["types"])
    assert {kind for kind, _ in (*CODES.values(), *FRAMES.values())} <= set(QUAD)


@pytest.mark.parametrize(
    ("kind", "status", "rule", "expected"),
    [
        ("visit", "happened", "", ("CONSULT", "visit")),
        ("call", "happened", "", ("CONSULT", "phone")),
        ("meeting", "planned", "", ("AGREE", "None")),
        ("meeting", "denied", "", None),
        ("agreement", "happened", "", ("SUPPORT", "None")),
        ("agreement", "planned", "", ("AGREE", "None")),
        ("arrest", "planned", "", ("COERCE", "arrest")),
        ("extradition", "happened", "extradition.hand/verb-first", ("COOPERATE", "None")),
        ("extradition", "happened", "extradition.return/verb-first", ("COERCE", "deport")),
        ("extradition", "planned", "extradition.ask/nominal", ("REQUEST", "None")),
        ("extradition", "denied", "", ("REJECT", "None")),
        ("rupture", "happened", "rupture.protest/nominal", ("ACCUSE", "disapprove")),
        ("rupture", "happened", "rupture.suspend/nominal", ("SANCTION", "discontinue")),
    ],
)
def test_type_status_and_frame_make_the_code(kind, status, rule, expected):
    told = meeting().mentions[0]
    told = replace(told, mention=replace(told.mention, evidence=words("x", rule=rule)))
    assert code(replace(meeting(), type=kind, status=status, mentions=(told,))) == expected


def test_who_acts_comes_first():
    assert [(a.part, b.part) for a, b in pairs(meeting())] == [("guest", "host")]
    assert [(a.country, b.country) for a, b in pairs(arrest())] == [("MA", "FR")]
    assert [(a.country, b.country) for a, b in pairs(plan())] == [("MA", "ES")]
    asked = replace(
        meeting(),
        type="extradition",
        status="planned",
        participants=(Participant("agent", country="ES"), Participant("recipient", country="MA")),
    )
    assert [(a.country, b.country) for a, b in pairs(asked)] == [("MA", "ES")]


def test_a_private_person_is_a_country_at_most():
    (found,) = table("plover", [arrest()], "\t")
    assert (found["Recipient Name"], found["Recipient Country"]) == ("FRA", "FRA")
    assert found["Primary Recipient Sector"] == "None"


# ---------------------------------------------------------------- map
def features(found=None):
    return json.loads(written("geojson", found))["features"]


def test_events_stand_at_their_city_else_their_country_else_nowhere():
    rabat, morocco, nowhere = features()
    assert rabat["geometry"] == {"type": "Point", "coordinates": [-6.84, 34.02]}
    assert rabat["properties"]["placed"] == "city" and morocco["properties"]["placed"] == "country"
    assert nowhere["geometry"] is None and nowhere["properties"]["placed"] is None
    assert rabat["properties"]["topics"] == ["terrorism", "police-cooperation"]


def test_duckdb_reads_the_map(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "m.geojson").write_bytes(written("geojson"))
    sql = (
        f"SELECT count(*) FROM (SELECT unnest(features) FROM read_json('{tmp_path}/m.geojson', format='unstructured'))"
    )
    assert duckdb.sql(sql).fetchall() == [(len(events()),)]


def test_a_city_is_found_in_any_spelling_of_its_own_country_only():
    assert points.point(replace(meeting(), city="Rabat")) == points.point(meeting())
    assert points.point(replace(meeting(), country="ES")).of == "country"
