"""Triggers and the clause of each."""

from __future__ import annotations

import pytest

from marsad.find.frames.clauses import clause_of, triggers
from marsad.lexicon import Lexicon
from tests.find.make import scene


def clause(lexicon: Lexicon, text: str, frame: str) -> str:
    made, cast = scene(lexicon, text)
    trigger = next(t for t in triggers(made.tagged, cast.actors) if t.term.id == frame)
    found = clause_of(made, trigger)
    return made.tagged.tokens.text(found.left, found.right)


def test_a_clause_ends_at_a_break(lexicon: Lexicon) -> None:
    text = "استقبل الوزير التركي الوفد، فيما غادر السفير البلاد."
    assert clause(lexicon, text, "meeting.receive").rstrip("، ") == "استقبل الوزير التركي الوفد"


def test_a_clause_begins_after_a_verb_of_saying(lexicon: Lexicon) -> None:
    text = "أعلنت وزارة الدفاع القطرية أن الوزير التركي استقبل الوفد."
    assert clause(lexicon, text, "meeting.receive").rstrip(". ") == "أن الوزير التركي استقبل الوفد"


def test_a_clause_does_not_leave_its_sentence(lexicon: Lexicon) -> None:
    text = "وصل السفير. استقبل الوزير التركي الوفد. غادر السفير."
    assert clause(lexicon, text, "meeting.receive") == "استقبل الوزير التركي الوفد."


@pytest.mark.parametrize(
    ("text", "frame", "tense"),
    [
        ("استقبل الوزير الوفد", "meeting.receive", "past"),
        ("يستقبل الوزير الوفد", "meeting.receive", "present"),
        ("سيستقبل الوزير الوفد", "meeting.receive", "future"),
        ("واستقبلت الوزيرة الوفد", "meeting.receive", "past"),
        ("استقبال الوزير للوفد", "meeting.receive", ""),
        ("زيارته", "visit.go", ""),
    ],
)
def test_triggers(lexicon: Lexicon, text: str, frame: str, tense: str) -> None:
    made, cast = scene(lexicon, text)
    found = [t for t in triggers(made.tagged, cast.actors) if t.term.id == frame]
    assert tense in [t.tense for t in found]
    assert {t.is_verb for t in found} == {bool(tense)}


def test_a_word_inside_a_name_or_institution_is_no_trigger(lexicon: Lexicon) -> None:
    made, cast = scene(lexicon, "المديرية العامة لمراقبة التراب الوطني")
    assert triggers(made.tagged, cast.actors) == []


def test_a_definite_noun_points_back(lexicon: Lexicon) -> None:
    made, cast = scene(lexicon, "خلال اللقاء وللقاء ولقاء")
    found = {(t.i, made.definite(t)) for t in triggers(made.tagged, cast.actors)}
    assert sorted(found) == [(1, True), (2, True), (3, False)]
