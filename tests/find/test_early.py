"""The gate: pages that cannot hold an event are left early, no others."""

from __future__ import annotations

import pytest

from marsad.find.early import wanting, whole_word, worth_reading
from marsad.lexicon import Lexicon
from marsad.text import fold

from .make import tagged

WORDS = pytest.mark.xfail(strict=True, reason="the gate's field has no word for suspects")


@pytest.mark.parametrize(
    "text",
    [
        "استقبل وزير الداخلية المغربي نظيره الإسباني.",
        "تعاون أمني بين فرنسا وتونس.",
        "شارك الإنتربول والشرطة الألمانية في العملية.",
        "اجتمع وزراء دفاع تركيا وبالمغرب اجتمع آخرون.",
        "وقعت قطر وتركيا اتفاقا أمنيا.",
        "مناورات عسكرية بين مصر وفرنسا.",
        "أوقفت شرطة برشلونة مغربيا ينتمي إلى تنظيم إرهابي.",
        "توقيف ألماني في مراكش بموجب مذكرة توقيف دولية.",
        "أوقفت الشرطة الألمانية متهما بموجب نشرة حمراء.",
        pytest.param("سلم العراق متهما إلى لبنان.", marks=WORDS),
        "أعادت تركيا سبعة معتقلين إلى ألمانيا.",
    ],
)
def test_worth_reading(lexicon: Lexicon, text: str) -> None:
    assert worth_reading(fold(text).text, lexicon.gate)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ارتفعت درجات الحرارة في المدن الساحلية.",
        "أوقفت الشرطة المغربية لصا في سوق المدينة.",
        "تبادل تجاري متزايد بين فرنسا وتونس في قطاع الزيتون.",
        "المغربية والمغربي والمغاربة والشرطة.",
    ],
)
def test_left_early(lexicon: Lexicon, text: str) -> None:
    assert not worth_reading(fold(text).text, lexicon.gate)


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [
        ("في تونس اليوم", "تونس", True),
        ("وبتونس", "تونس", True),
        ("متونس", "تونس", False),
        ("تونسيون", "تونس", False),
        ("تونس", "تونس", True),
        ("(تونس)", "تونس", True),
    ],
)
def test_whole_words(text: str, word: str, whole: bool) -> None:
    at = text.index(word)
    assert whole_word(text, at, at + len(word)) is whole


@pytest.mark.parametrize(
    ("text", "frame", "wants"),
    [
        ("منحت فرنسا تونس كتبا.", "assistance.grant", True),
        ("منحت فرنسا تونس مساعدات عسكرية.", "assistance.grant", False),
        ("وصلت القافلة إلى تونس.", "assistance.arrive", True),
        ("وصلت شحنة أسلحة إلى تونس.", "assistance.arrive", False),
    ],
)
def test_a_frame_without_its_words_is_left(lexicon: Lexicon, text: str, frame: str, *, wants: bool) -> None:
    t = tagged(lexicon, text)
    assert bool(wanting(t, lexicon.frames[frame], t.tokens.sentences[0])) is wants
