"""What each type adds to its sides: private subjects, who asked, partners, counts, hosts and guests."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from marsad.model import EventMention
from tests.find.make import read

pytestmark = pytest.mark.usefixtures("no_gate")


def only(lexicon: Lexicon, text: str, kind: str) -> EventMention:
    found = [m for m in read(lexicon, text).mentions if m.type == kind]
    assert len(found) == 1, found
    return found[0]


def sides(mention: EventMention) -> set[tuple[str, str | None]]:
    return {(p.part, p.country) for p in mention.participants}


def test_the_subject_of_an_arrest_is_always_listed(lexicon: Lexicon) -> None:
    text = "أوقفت الشرطة الإسبانية متهما بناء على نشرة حمراء."
    assert ("subject", None) in sides(only(lexicon, text, "arrest"))


def test_the_subject_has_a_nationality_and_no_name(lexicon: Lexicon) -> None:
    text = "أوقفت الشرطة الإسبانية المواطن المغربي كريم الوهابي بناء على نشرة حمراء."
    subject = [p for p in only(lexicon, text, "arrest").participants if p.part == "subject"]
    assert [(p.name, p.country) for p in subject] == [(None, "MA")]


def test_who_issued_the_warrant_is_the_recipient(lexicon: Lexicon) -> None:
    text = "أوقفت الشرطة الإسبانية مواطنا مغربيا بناء على طلب من بلجيكا."
    assert sides(only(lexicon, text, "arrest")) == {("agent", "ES"), ("recipient", "BE"), ("subject", "MA")}


def test_the_partner_of_an_arrest_is_an_agent(lexicon: Lexicon) -> None:
    text = "أوقفت الشرطة الإسبانية متطرفا بالتعاون مع الشرطة الفرنسية."
    assert {("agent", "ES"), ("agent", "FR")} <= sides(only(lexicon, text, "arrest"))


@pytest.mark.parametrize(
    ("number", "count"), [("خمسة متهمين", 5), ("12 متهما", 12), ("متهما", None), ("المتهم الرئيسي", None)]
)
def test_counts(lexicon: Lexicon, number: str, count: int | None) -> None:
    text = f"أوقفت الشرطة الإسبانية {number} بناء على نشرة حمراء."
    assert only(lexicon, text, "arrest").count == count


def test_meetings_are_not_counted(lexicon: Lexicon) -> None:
    text = "التقى وزير الدفاع التركي يشار غولر في أنقرة 3 ضباط مع نظيره القطري خالد العطية."
    assert all(m.count is None for m in read(lexicon, text).mentions)


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("في أنقرة", {("host", "TR"), ("guest", "QA")}),
        ("في الدوحة", {("guest", "TR"), ("host", "QA")}),
        ("في بروكسل", {("party", "TR"), ("party", "QA")}),
        ("", {("party", "TR"), ("party", "QA")}),
    ],
)
def test_the_place_decides_who_hosts(lexicon: Lexicon, place: str, parts: set[tuple[str, str]]) -> None:
    text = f"التقى وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية {place}."
    assert sides(only(lexicon, text, "meeting")) == parts


def test_a_joint_act_has_only_agents(lexicon: Lexicon) -> None:
    text = "أجرى الجيش المغربي والجيش الأمريكي مناورات مشتركة."
    assert sides(only(lexicon, text, "cooperation")) == {("agent", "MA"), ("agent", "US")}


def test_a_recalled_ambassador_stands_for_nobody(lexicon: Lexicon) -> None:
    mention = only(lexicon, "استدعت تركيا سفيرها في باريس.", "rupture")
    assert sides(mention) == {("agent", "TR"), ("recipient", "FR")}
    assert mention.country is None


def test_a_summoned_ambassador_is_where_he_is_summoned(lexicon: Lexicon) -> None:
    mention = only(lexicon, "استدعت الخارجية التركية السفير الفرنسي.", "rupture")
    assert sides(mention) == {("agent", "TR"), ("recipient", "FR")}
    assert mention.country == "TR"


def test_a_bare_country_gives_way_to_who_speaks_for_it(lexicon: Lexicon) -> None:
    text = "وقع وزير الدفاع التركي يشار غولر ونظيره القطري خالد العطية اتفاقية عسكرية بين تركيا وقطر."
    mention = only(lexicon, text, "agreement")
    assert sorted(p.name or "" for p in mention.participants) == ["خالد العطية", "يشار غولر"]
