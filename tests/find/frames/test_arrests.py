"""Arrests: private subjects, who asked, partners."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import only, sides

pytestmark = pytest.mark.usefixtures("no_gate")


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
