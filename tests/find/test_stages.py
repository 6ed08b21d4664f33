"""The cascade as a whole: pure, for its own language, and traced without a change."""

from __future__ import annotations

import pickle

import pytest

from marsad.find.stages import FINDER, find
from marsad.find.trace import Trace
from marsad.lexicon import Lexicon

from .make import article, load_cases

TEXT = (
    "أنقرة: استقبل وزير الدفاع التركي يشار غولر أمس الأربعاء في أنقرة نظيره القبرصي ميخاليس. "
    "وأجرى غولر مباحثات مع وزير الدفاع الإيطالي غويدو كروسيتو لبحث مكافحة الإرهاب والهجرة."
)

CUTS = 3  # of so many places where a sentence can break off, one


def test_the_same_article_gives_the_same_reading(lexicon: Lexicon) -> None:
    page = article(TEXT)
    assert find(page, lexicon) == find(page, lexicon)


@pytest.mark.usefixtures("no_gate")
def test_pages_do_not_touch_each_other(lexicon: Lexicon) -> None:
    pages = [article(case["text"]) for case in load_cases("frames.yml")[:40]]
    forward = [find(page, lexicon) for page in pages]
    backward = [find(page, lexicon) for page in reversed(pages)]
    assert forward == backward[::-1]


@pytest.mark.usefixtures("no_gate")
def test_a_lexicon_sent_to_another_process_reads_alike(lexicon: Lexicon) -> None:
    sent: Lexicon = pickle.loads(pickle.dumps(lexicon))
    assert find(article(TEXT), sent) == find(article(TEXT), lexicon)


@pytest.mark.parametrize("lang", ["fr", "en", "other"])
def test_another_language_gives_an_empty_reading(lexicon: Lexicon, lang: str) -> None:
    page = article(TEXT, lang=lang)  # type: ignore[arg-type]
    reading = find(page, lexicon)
    assert (reading.mentions, reading.findings, reading.figures) == ((), (), ())
    assert (reading.article, reading.finder, reading.lexicon) == (page, FINDER, lexicon.version)


@pytest.mark.usefixtures("no_gate")
@pytest.mark.parametrize("text", [TEXT, "", "ارتفعت الأسعار.", "نفى المغرب تعليق التعاون القضائي مع فرنسا."])
def test_a_trace_changes_nothing(lexicon: Lexicon, text: str) -> None:
    trace = Trace()
    assert find(article(text), lexicon, trace) == find(article(text), lexicon)


@pytest.mark.usefixtures("no_gate")
def test_the_trace_shows_phrases_rules_and_dropped_candidates(lexicon: Lexicon) -> None:
    trace = Trace()
    page = article(f"{TEXT} واستقبل الوزير زوجته.")
    find(page, lexicon, trace)
    assert {"date", "phrase", "rule", "dropped", "mention"} <= {step.kind for step in trace.steps}
    assert all(page.text(s.where)[s.start : s.end] == s.text for s in trace.steps)
    assert all(step.note for step in trace.steps if step.kind == "dropped")


def test_an_empty_article(lexicon: Lexicon) -> None:
    assert find(article(""), lexicon).mentions == ()


@pytest.mark.usefixtures("no_gate")
def test_a_page_of_sport_tells_no_events(lexicon: Lexicon) -> None:
    sport = "خاض المنتخب مباراة ودية أمام منتخب فرنسا وسجل اللاعب هدفا في الشوط الثاني وسط الجماهير. "
    assert find(article(f"{sport}{TEXT}{sport * 3}"), lexicon).mentions == ()
    assert find(article(TEXT), lexicon).mentions != ()


@pytest.mark.usefixtures("no_gate")
def test_a_text_that_breaks_off_anywhere_is_read(lexicon: Lexicon) -> None:
    """A page may end in the middle of a sentence: no rule looks past its last word."""
    for n, case in enumerate([*load_cases("frames.yml"), *load_cases("actors.yml")]):
        words = case["text"].split()
        for end in (k for k in range(1, len(words)) if (n + k) % CUTS == 0):
            page = article(" ".join(words[:end]))
            reading = find(page, lexicon)
            assert all(m.evidence.end <= len(page.body) for m in reading.mentions if m.evidence.where == "body")
