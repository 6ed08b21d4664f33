"""Slots: who is subject, object and complement, verb first, subject first, nominal and with both sides."""

from __future__ import annotations

from marsad.find.frames.clauses import Trigger, clause_of, triggers
from marsad.find.frames.fill import fill
from marsad.find.frames.slots import Slots
from marsad.lexicon import Lexicon
from tests.find.make import scene


def slots(lexicon: Lexicon, text: str, frame: str, title: str = "") -> tuple[Slots, dict[str, list[str | None]]]:
    """The slots of the first trigger of ``frame``, and their actors' countries."""
    made, cast = scene(lexicon, text, title)
    trigger: Trigger = next(t for t in triggers(made.tagged, cast.actors) if t.term.id == frame)
    filled = fill(made, trigger, clause_of(made, trigger))
    return filled, {slot: [a.country for a in found] for slot, found in filled.filled.items() if found}


def test_verb_first(lexicon: Lexicon) -> None:
    filled, found = slots(lexicon, "استقبل وزير الدفاع التركي نظيره القطري", "meeting.receive")
    assert found == {"subject": ["TR"], "object": ["QA"]}
    assert filled.rule == "verb-first"


def test_subject_first(lexicon: Lexicon) -> None:
    filled, found = slots(lexicon, "وزير الدفاع التركي يستقبل نظيره القطري", "meeting.receive")
    assert found == {"subject": ["TR"], "object": ["QA"]}
    assert filled.rule == "subject-first"


def test_a_verb_and_its_preposition(lexicon: Lexicon) -> None:
    found = slots(lexicon, "اجتمع وزير الدفاع التركي مع وزير الدفاع القطري", "meeting.meet")[1]
    assert found == {"subject": ["TR"], "with": ["QA"]}


def test_b_is_with_for_people(lexicon: Lexicon) -> None:
    found = slots(lexicon, "اجتمع وزير الدفاع التركي بوزير الدفاع القطري", "meeting.meet")[1]
    assert found == {"subject": ["TR"], "with": ["QA"]}


def test_genitive(lexicon: Lexicon) -> None:
    filled, found = slots(lexicon, "زيارة وزير الدفاع التركي إلى الدوحة", "visit.go")
    assert found["of"] == ["TR"]
    assert filled.rule == "genitive"


def test_a_noun_between_two(lexicon: Lexicon) -> None:
    found = slots(lexicon, "مباحثات بين وزير الدفاع التركي ورئيس الأركان القطري", "meeting.meet")[1]
    assert found["between"] == ["TR", "QA"]


def test_a_noun_between_one_and_his_counterpart(lexicon: Lexicon) -> None:
    found = slots(lexicon, "مباحثات بين وزير الدفاع التركي ونظيره القطري", "meeting.meet")[1]
    assert found["between"] == ["TR", "QA"]


def test_a_light_verb_lends_its_subject(lexicon: Lexicon) -> None:
    found = slots(lexicon, "عقد وزير الدفاع التركي اجتماعا مع نظيره القطري", "meeting.meet")[1]
    assert found == {"subject": ["TR"], "with": ["QA"]}


def test_adjectives_are_sides(lexicon: Lexicon) -> None:
    found = slots(lexicon, "مناورات مغربية أمريكية مشتركة", "cooperation.joint-adjective")[1]
    assert found["between"] == ["MA", "US"]


def test_both_sides_are_the_last_two_told(lexicon: Lexicon) -> None:
    text = "استقبل وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية. واتفق الجميع. ووقع الجانبان اتفاقية."
    filled, found = slots(lexicon, text, "agreement.sign")
    assert sorted(c or "" for c in found["subject"]) == ["QA", "TR"]
    assert filled.rule == "both sides"


def test_the_next_clause_lends_nobody(lexicon: Lexicon) -> None:
    text = "اجتمع وزير الدفاع التركي مع نظيره القطري، فيما توجه وزير الدفاع الإيطالي إلى ليبيا"
    assert slots(lexicon, text, "meeting.meet")[1] == {"subject": ["TR"], "with": ["QA"]}


def test_slots_keep_an_actor_once_and_give_all_in_order(lexicon: Lexicon) -> None:
    filled, _ = slots(lexicon, "اجتمع وزير الدفاع التركي مع نظيره القطري", "meeting.meet")
    first = filled.get("subject")[0]
    filled.add("subject", first)
    assert filled.get("subject") == [first]
    assert [a.country for a in filled.all()] == ["TR", "QA"]
    assert filled.get("nowhere") == []
