"""Officials kept in the record: added with a source, signed, taken back, carried along, and used by the linking."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from marsad.errors import RecordJudged, UsageError
from marsad.link.actors import Appearance, same_person
from marsad.link.register import load_register
from marsad.model import Participant
from marsad.record import Record
from marsad.store import schema
from marsad.store.officials import NewOfficial, over

from .make import reading, visit

NEW = NewOfficial(
    ("سعيد المثالي", "Said Mithali"),
    "https://outlet.example/a",
    "وزير الداخلية",
    "المغرب",
    None,
    "2030-10",
    None,
    "ma-new",
)
BEFORE = Appearance(None, "وزير الداخلية", None, "MA", date(2031, 1, 1))
NAMED = Appearance("Said Mithali", None, None, "MA", date(2031, 3, 1))


@pytest.fixture
def record(place):
    with Record.open(place, {"المغرب": "MA"}.get) as opened:
        yield opened


def add(record: Record, new: NewOfficial = NEW, user: str = "noor") -> int:
    return record.add_official(new, user=user, reason="the new government")


def test_an_added_official_links_a_name_with_his_office_until_it_is_undone(record) -> None:
    assert same_person(BEFORE, NAMED, record.register()).same is None
    act = add(record)
    assert same_person(BEFORE, NAMED, record.register()).same is True
    (one,) = record.officials()
    assert (one.act, one.source, one.user, one.reason) == (act, NEW.source, "noor", "the new government")
    assert one.official.country == "MA"
    assert record.check() == []
    undo = record.judge("undo", act=act, user="sami")
    assert record.officials() == []
    assert same_person(BEFORE, NAMED, record.register()).same is None
    record.judge("undo", act=undo, user="sami")
    assert [kept.act for kept in record.officials()] == [act]
    assert record.check() == []


def test_the_linking_of_a_record_takes_register_file_and_additions(record, tmp_path) -> None:
    guest = Participant("guest", "سعيد المثالي", None, None, "MA")
    other = Participant("guest", "Said Mithali", "وزير الداخلية", None, "MA")
    told = visit()
    for n, who in enumerate((guest, other)):
        record.add(reading(f"p{n}", replace(told, start=date(2031, n + 1, 1), participants=(who,)), version=f"v{n}"))
    add(record)
    people = record.people(record.events())
    assert {person.official for person in people} == {"ma-new"}
    file = tmp_path / "ours.yml"
    file.write_text("- {id: ma-file, country: MA, names: {ar: [كريم الملفي]}, offices: [{office: سفير}]}\n", "utf-8")
    ours = record.register(load_register([file]))
    assert ours.get("ma-file") and ours.get("ma-new") and ours.get("ma-hammouchi")


def test_names_and_offices_come_together_under_one_id(record) -> None:
    first = add(record)
    add(record, NewOfficial(("S. Mithali",), "a page", id="ma-new"))
    add(record, NewOfficial(("سعيد المثالي",), "a page", "سفير المغرب", "MA", since="2035", id="ma-new"))
    official = record.register().get("ma-new")
    assert official.names == ("سعيد المثالي", "Said Mithali", "S. Mithali")
    assert [office.title for office in official.offices] == ["وزير الداخلية", "سفير المغرب"]
    record.judge("undo", act=first, user="noor")  # the others do not rest on it
    assert record.register().get("ma-new").names == ("S. Mithali", "سعيد المثالي")


def test_an_addition_to_the_register_of_data_adds_its_names(record) -> None:
    known = load_register().get("ma-hammouchi")
    add(record, NewOfficial(("A. Hammoushi",), "a page", id="ma-hammouchi"))
    official = record.register().get("ma-hammouchi")
    assert official.offices == known.offices
    assert official.names == (*known.names, "A. Hammoushi")
    assert load_register().get("ma-hammouchi") == known


def test_removing_takes_all_of_one_id_and_is_a_judgement(record) -> None:
    add(record)
    add(record, NewOfficial(("S. Mithali",), "a page", id="ma-new"))
    act = record.remove_official("ma-new", user="sami", reason="another man")
    assert record.officials() == []
    told = [change.data for change in record.changes()]
    assert [line["verb"] for line in told] == ["add-official", "add-official", "remove-official"]
    assert told[0]["value"]["id"] == "ma-new" and told[0]["mentions"] == ["official:ma-new"]
    assert not told[0]["stands"] and told[0]["until"] == act
    record.judge("undo", act=act, user="noor")
    assert len(record.officials()) == 2
    assert record.check() == []


def test_of_two_at_once_the_second_is_told(place, record) -> None:
    add(record)
    seen = record.seen
    with Record.open(place) as other:
        other.remove_official("ma-new", user="sami", reason="another man")
    with pytest.raises(RecordJudged, match="sami judged the same"):
        record.remove_official("ma-new", user="noor", reason="so", seen=seen)
    assert len(record.judgements()) == 2


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewOfficial(("", " "), "x", "سفير"), "give the official's name"),
        (NewOfficial(("كريم الملفي",), " ", "سفير"), "--source"),
        (NewOfficial(("كريم الملفي",), "x"), "office holders only"),
        (NewOfficial(("كريم الملفي",), "x", id="ma-hammouchi", since="2020"), "belong to an office"),
        (NewOfficial(("كريم الملفي",), "x", "سفير", since="last year"), "no year"),
        (NewOfficial(("كريم الملفي",), "x", "سفير", since="2022", until="2021"), "ends before it begins"),
        (NewOfficial(("كريم الملفي",), "x", "سفير", "Atlantis"), "no country"),
        (NewOfficial(("كريم الملفي",), "x", "سفير", id="Ma Karim"), "no id"),
        (NewOfficial(("Abdellatif Hammouchi",), "x", "سفير", "MA"), "is the name of ma-hammouchi"),
    ],
)
def test_mistakes_are_told_and_nothing_is_recorded(record, new, said) -> None:
    with pytest.raises(UsageError, match=said):
        add(record, new)
    with pytest.raises(UsageError, match="keeps no official"):
        record.remove_official("ma-hammouchi", user="noor", reason="so")
    assert record.judgements() == []


def test_a_new_official_gets_an_id_of_his_own_always_the_same(record) -> None:
    new = NewOfficial(("كريم الملفي", "Karim Malfi"), "x", "سفير", "MA")
    act = add(record, new)
    (one,) = record.officials()
    assert one.entry["id"].startswith("ma-")
    record.judge("undo", act=act, user="noor")
    add(record, new)
    assert [kept.entry["id"] for kept in record.officials()] == [one.entry["id"]]


def test_additions_travel_between_the_stores_and_with_backups(record, places, tmp_path) -> None:
    record.add(reading())
    add(record)
    for target in (str(tmp_path / "copy.db"), *([places()] if record.path is None else [])):
        record.backup(target)
        with Record.open(target) as copy:
            assert copy.officials() == record.officials()
            assert copy.check() == []


def test_check_finds_an_addition_that_was_changed(record) -> None:
    act = add(record)
    j = schema.judgements.c
    for value, said in (
        ({"value": {"id": "ma-new", "names": {}}, "source": "x"}, "names must hold"),
        ({"value": {"id": "ma-other", "names": {"ar": ["سعيد"]}}, "source": "x"}, "kept under official:ma-new"),
        ({"value": {"id": "ma-new", "names": {"ar": ["سعيد"]}}, "source": ""}, "no source"),
        (None, "says nothing"),
    ):
        with record._writing() as connection:
            changed = None if value is None else json.dumps(value)
            connection.execute(update(schema.judgements).where(j.act == act).values(value=changed))
        assert any(said in problem for problem in record.check())


def test_no_event_changes_and_no_other_judgement_is_read(record) -> None:
    record.add(reading())
    before = list(record.events())
    add(record)
    assert list(record.events()) == before
    record.judge("confirm", before[0].id, user="noor")
    assert len(record.officials()) == 1


def test_a_record_of_the_version_before_gets_a_copy_and_takes_additions(place) -> None:
    with Record.open(place) as record:
        record.add(reading())
        with record._writing() as connection:
            postgres = connection.dialect.name == "postgresql"
            connection.exec_driver_sql("UPDATE marsad SET version = 4" if postgres else "PRAGMA user_version = 4")
    with Record.open(place) as record:
        add(record, NewOfficial(("كريم الملفي",), "x", "سفير", "MA"))
        assert record.check() == []
        (copy,) = record.copies()
        assert "_v4 of " in copy if postgres else copy == f"{place}.v4"


def test_over_nothing_is_the_register_itself() -> None:
    register = load_register()
    assert over(register, []) is register
