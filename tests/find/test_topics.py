"""Topics that the page says an event was about."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon

from .make import read

pytestmark = pytest.mark.usefixtures("no_gate")
MEETING = "استقبل وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية"

FILLER = "وحضر المراسم عدد من الضباط. وعزفت الفرقة النشيدين."  # what follows is no longer the page's opening


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


def test_talks_are_gone_on_about_by_a_verb_of_discussing(lexicon: Lexicon) -> None:
    assert "drugs" in topics(lexicon, f"{MEETING}. وتطرق الحديث كذلك إلى ملف تهريب المخدرات.")


def test_what_is_said_of_the_talks_is_of_the_last_ones(lexicon: Lexicon) -> None:
    later = "والتقى وزير الدفاع التركي يشار غولر وزير الدفاع الفرنسي سيباستيان لوكورنو في باريس"
    mentions = read(lexicon, f"{MEETING} في أنقرة أمس. {FILLER} {later} اليوم. وتناول اللقاء تهريب المخدرات.").mentions
    assert [("drugs" in m.topics) for m in mentions] == [False, True]


def test_background_is_not_what_the_page_goes_on_about(lexicon: Lexicon) -> None:
    before = "وكان يشار غولر استقبل خالد العطية في إسطنبول في 3 مارس 2021"
    mentions = read(lexicon, f"{MEETING} في أنقرة اليوم. {FILLER} {before}. وتناول اللقاء تهريب المخدرات.").mentions
    told = {m.start: "drugs" in m.topics for m in mentions}
    assert len(told) == 2
    assert told[min(day for day in told if day)] is False
    assert told[max(day for day in told if day)] is True


def test_arms_that_a_state_gives_are_for_defence(lexicon: Lexicon) -> None:
    assert topics(lexicon, "سلمت فرنسا لبنان شحنة أسلحة أمس.") >= {"weapons", "defence"}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("أوقفت الشرطة الإسبانية مشتبها به بناء على معلومات وفرتها المخابرات المغربية.", "intelligence-sharing"),
        ("دربت الشرطة الفرنسية ضباطا من الشرطة الجيبوتية.", "training"),
    ],
)
def test_the_frame_says_what_it_is_about(lexicon: Lexicon, text: str, topic: str) -> None:
    assert any(topic in mention.topics for mention in read(lexicon, text).mentions)
