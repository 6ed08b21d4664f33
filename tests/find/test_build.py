"""Mentions: every value is the page's own words; private persons are not named; nothing is said without a reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.lexicon import Lexicon
from marsad.model import Article, EventMention, Evidence, Reading

from .make import arabic, load_cases, read

pytestmark = pytest.mark.usefixtures("no_gate")
EXAMPLES = [case["text"] for case in load_cases("frames.yml") if case["expect"]]
WORDS = sorted({word for text in EXAMPLES for word in text.split()})
HIDDEN = "[…]"

mixtures = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(["،", ".", "\n", "(", '"', "-", "2023", "و", "بن", "الذي"])),
    max_size=40,
).map(" ".join)


def evidence_of(reading: Reading) -> Iterator[Evidence]:
    for mention in reading.mentions:
        yield mention.evidence
        yield from mention.fields.values()
        for participant in mention.participants:
            yield from participant.evidence.values()
    for finding in reading.findings:
        yield from finding.evidence
    for figure in reading.figures:
        yield figure.evidence


def grounded(article: Article, evidence: Evidence) -> bool:
    """Whether the quotation is the text at its span, the hidden names of private persons apart."""
    text = article.text(evidence.where)[evidence.start : evidence.end]
    parts = evidence.quote.split(HIDDEN)
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return text.startswith(parts[0]) and text.endswith(parts[-1]) and 0 <= evidence.start < evidence.end


def complete(mention: EventMention) -> bool:
    """Whether each filled field has its words, and each empty one that was looked for its reason."""
    for name in ("start", "country", "city"):
        if (getattr(mention, name) is None) is (name in mention.fields):
            return False
        if getattr(mention, name) is None and not mention.reasons.get(name):
            return False
    sides = all(
        key in p.evidence
        for p in mention.participants
        for key in ("name", "role", "org", "country")
        if getattr(p, key) is not None
    )
    return sides and "type" in mention.fields and "status" in mention.fields


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_quotation_is_the_text_at_its_span(lexicon: Lexicon, text: str) -> None:
    for title, body in (("", text), (text, "سطر آخر.")):
        reading = read(lexicon, body, title)
        assert [e for e in evidence_of(reading) if not grounded(reading.article, e)] == []


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_value_has_its_words_and_every_gap_its_reason(lexicon: Lexicon, text: str) -> None:
    assert [m for m in read(lexicon, text).mentions if not complete(m)] == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=mixtures, body=mixtures)
def test_any_mixture_of_words_is_read_and_grounded(title: str, body: str) -> None:
    reading = read(arabic(), f"{body} انتهى.", title)
    assert all(grounded(reading.article, e) for e in evidence_of(reading))
    assert all(m.start is None or (m.end is not None and m.start <= m.end) for m in reading.mentions)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.text(max_size=200))
def test_any_text_is_read(body: str) -> None:
    assert read(arabic(), body).article.body == body


@pytest.mark.parametrize(
    "text",
    [
        "وقال إنه يزور",
        "التقى",
        "زار",
    ],
)
def test_a_text_may_end_with_a_verb(lexicon: Lexicon, text: str) -> None:
    assert read(lexicon, text).mentions == ()


def test_harakat_and_tatweel_do_not_move_offsets(lexicon: Lexicon) -> None:
    text = "اسـتـقـبـل وزيـر الدِّفاع التركي يشار غولر نظيره القَطَري خالد العطية."
    reading = read(lexicon, text)
    assert len(reading.mentions) == 1
    assert all(grounded(reading.article, e) for e in evidence_of(reading))


@pytest.mark.parametrize(
    "text",
    [
        "أوقفت الشرطة الإسبانية المواطن المغربي كريم الوهابي بناء على نشرة حمراء.",
        "أوقفت الشرطة الإسبانية كريم الوهابي، وهو مغربي، بموجب مذكرة توقيف دولية.",
        "سلمت إسبانيا إلى المغرب المتهم كريم الوهابي، أحد زعماء تنظيم القاعدة.",
    ],
)
def test_a_private_person_is_not_named(lexicon: Lexicon, text: str) -> None:
    (mention,) = read(lexicon, text).mentions
    shown = [mention.evidence, *mention.fields.values()]
    shown += [e for p in mention.participants for e in p.evidence.values()]
    assert not any("كريم" in e.quote or "الوهابي" in e.quote for e in shown)
    assert not any("كريم" in (p.name or "") for p in mention.participants)


def test_an_office_holder_is_named(lexicon: Lexicon) -> None:
    (mention,) = read(lexicon, "استقبل وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية.").mentions
    assert "يشار غولر" in mention.evidence.quote


def test_clitics_are_no_part_of_names_and_cities(lexicon: Lexicon) -> None:
    text = "اجتمع وزير الدفاع التركي يشار غولر بالدوحة بوزير الدفاع القطري خالد العطية."
    (mention,) = read(lexicon, text).mentions
    assert mention.city == "الدوحة"
    assert [p.role for p in mention.participants if p.country == "QA"] == ["وزير الدفاع القطري"]


def test_a_call_has_no_place(lexicon: Lexicon) -> None:
    text = "أجرى وزير الدفاع التركي يشار غولر في أنقرة اتصالا هاتفيا بنظيره القطري."
    (mention,) = read(lexicon, text).mentions
    assert (mention.country, mention.city) == (None, None)
    assert mention.reasons["country"] == "told at a distance"


def test_a_bare_weekday_of_a_plan_is_the_coming_one(lexicon: Lexicon) -> None:
    text = "سيستقبل وزير الدفاع التركي يشار غولر يوم الأحد نظيره القطري خالد العطية."
    (mention,) = read(lexicon, text).mentions
    assert mention.start is not None
    assert mention.start.isoformat() == "2023-05-21"
