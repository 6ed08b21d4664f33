"""Topics that the page says an event was about."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon

from .make import read

pytestmark = pytest.mark.usefixtures("no_gate")
MEETING = "استقبل وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية"


def topics(lexicon: Lexicon, text: str) -> set[str]:
    (mention,) = read(lexicon, text).mentions
    assert all(mention.fields[f"topics.{t}"].quote for t in mention.topics)
    return set(mention.topics)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("مكافحة الإرهاب", "terrorism"),
        ("الاتجار بالبشر", "human-trafficking"),
        ("الجريمة المنظمة", "organized-crime"),
        ("الأمن السيبراني", "cybercrime"),
        ("تهريب المخدرات", "drugs"),
        ("ملف الهجرة", "migration"),
        ("تبادل المعلومات", "intelligence-sharing"),
        ("غسل الأموال", "financial-crime"),
        ("تسليم المطلوبين", "extradition"),
    ],
)
def test_a_topic_of_the_sentence(lexicon: Lexicon, words: str, topic: str) -> None:
    assert topic in topics(lexicon, f"{MEETING} لبحث {words}.")


def test_the_next_sentence_goes_on_about_the_talks(lexicon: Lexicon) -> None:
    assert "drugs" in topics(lexicon, f"{MEETING}. وتناول اللقاء تهريب المخدرات.")


def test_another_matter_does_not_count(lexicon: Lexicon) -> None:
    assert "drugs" not in topics(lexicon, f"{MEETING}. وفي خبر آخر أتلفت البلدية كمية من المخدرات.")


def test_an_institution_in_an_office_is_no_topic(lexicon: Lexicon) -> None:
    text = "استقبل مدير مركز مكافحة الإرهاب العراقي علي صادق سفير قطر مصطفى كوكصو في مقر وزارة الداخلية."
    assert "terrorism" not in topics(lexicon, text)
