from __future__ import annotations

from dataclasses import replace

from marsad.lexicon.labels import load_labels
from marsad.model import Claim, Finding
from marsad.view.disagree import claim_words, disagreements, one_sided
from tests.view.made import HOST, meeting, mention, sourced, words

EN = load_labels("en")


def test_each_value_stands_with_its_words_and_every_page_that_says_so():
    (found,) = disagreements(meeting(), EN)
    assert found.field == "date"
    assert [side.value for side in found.sides] == ["14 February 2023", "15 February 2023"]
    assert [side.quotes for side in found.sides] == [("الثلاثاء 14 فبراير",), ("mercredi 15 février",)]
    assert [source.outlet for source in found.sides[0].sources] == ["الصباح", "المساء"]


def test_two_names_for_one_office_stand_apart():
    other = replace(HOST, name="سعيد الريفي")
    a = sourced("a", mention(participants=(HOST,)), "الأولى", None, "o1")
    b = sourced("b", mention(participants=(other,)), "الثانية", None, "o2")
    why = f"participants: {HOST.name} (الأولى); {other.name} (الثانية)"
    finding = Finding("contradiction", why, (words("x"), words("y")), (a.key, b.key))
    event = replace(meeting(), mentions=(a, b), disagreements=(finding,))
    (found,) = disagreements(event, EN)
    assert [side.value for side in found.sides] == [HOST.name, other.name]


def test_one_sided_is_no_disagreement():
    event = replace(meeting(), disagreements=(Finding("one-sided", "attribution: MA (x)"),))
    assert disagreements(event, EN) == ()
    assert one_sided(event)


def test_what_a_later_report_changed_is_shown():
    finding = replace(meeting().disagreements[0], kind="changed")
    (found,) = disagreements(replace(meeting(), disagreements=(finding,)), EN)
    assert found.changed


def test_values_read_in_words():
    assert claim_words("status", Claim("planned", ()), EN) == "planned"
    assert claim_words("country", Claim("ES", ()), EN) == "Spain"
    assert claim_words("date", Claim(["2023-02-01", "2023-02-28", "month"], ()), EN) == "February 2023"
    assert claim_words("participants", Claim({"part": "host", "country": "ES"}, ()), EN) == "Spain"
    assert claim_words("count", Claim(3, ()), EN) == "3"
