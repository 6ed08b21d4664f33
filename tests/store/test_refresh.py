"""Bringing the view up to date gives what making it from nothing gives, whatever happened in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import MarsadError
from marsad.merge import block
from marsad.model import Article, Reading
from marsad.record import Record
from marsad.store import checking, refresh
from tests.merge.strategies import mentions

BODIES = [
    "اجتمع الوزيران في العاصمة وبحثا التعاون الأمني بين البلدين ومكافحة الإرهاب وتبادل المعلومات في المنطقة كلها",
    "وقال بيان للوزارة إن الطرفين اتفقا على مواصلة التشاور والتنسيق في القضايا ذات الاهتمام المشترك هذه السنة",
    "خبر قصير لا صلة له بغيره",
]


@st.composite
def told_pages(draw) -> Reading:
    n = draw(st.integers(0, 9))
    day = draw(st.none() | st.dates(date(2022, 6, 1), date(2022, 6, 14)))
    said = [*draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=2)), *draw(st.sampled_from([[], [f"{n}"]]))]
    body = " ".join(said)
    version = draw(st.sampled_from("vw"))
    article = Article(f"p{n}", f"p{n}.txt", f"p{n}", f"{version}{n}", "عنوان", body, "ar", day, "", f"o{n}")
    return Reading(article, tuple(draw(st.lists(mentions(), max_size=3))), finder="f", lexicon="l")


@dataclass(frozen=True)
class Step:
    """Something that is done to a record; ``pick`` chooses among what is there then."""

    verb: str
    pages: tuple[Reading, ...] = ()
    pick: int = 0


STEPS = st.one_of(
    st.lists(told_pages(), min_size=1, max_size=3).map(lambda pages: Step("add", tuple(pages))),
    st.builds(
        Step,
        st.sampled_from(["merge", "split", "not-the-same", "confirm", "reject", "undo", "correct", "missed", "forget"]),
        st.just(()),
        st.integers(0, 1000),
    ),
)


def take(record: Record, step: Step) -> None:
    """Do it, where it can be done."""
    if step.verb == "add":
        record.add(step.pages)
        return
    events = record.events()
    acts = sorted({row.act for row in record.judgements()})
    pages = sorted(row.identity for row in record.pages())
    try:
        if step.verb == "undo" and acts:
            record.judge("undo", act=acts[step.pick % len(acts)], user="u")
        elif step.verb == "forget" and pages:
            page = pages[step.pick % len(pages)]
            passage = (0, 10) if step.pick % 2 else (None, None)
            record.forget(page, *passage, user="u", reason="so")
        elif step.verb == "missed" and pages:
            page = pages[step.pick % len(pages)]
            words = record.reading(page).article.body.split()[1]
            record.add_event(page, words, "meeting", user="u", reason="so", country="US", date="2022-06-03")
        elif step.verb in ("merge", "not-the-same") and len(events) > 1:
            one, other = events[step.pick % len(events)], events[step.pick // 7 % len(events)]
            record.judge(step.verb, one.id, other.id, user="u")
        elif events:
            event = events[step.pick % len(events)]
            if step.verb == "correct":
                record.correct(event.id, "date", f"2022-06-{step.pick % 14 + 1:02}", user="u", reason="so")
            elif step.verb == "split":
                record.judge("split", event.id, user="u", mentions=[event.mentions[0].key])
            elif step.verb in ("confirm", "reject"):
                record.judge(step.verb, event.id, user="u")
    except MarsadError:
        pass  # as a user is told: the pair is one event, the words stand twice, somebody judged it since


def snapshot(record: Record) -> dict[str, object]:
    record.events()
    with record._reading() as connection:
        return checking.snapshot(connection)


def from_nothing(record: Record) -> dict[str, object]:
    with record._writing() as connection:
        refresh.refresh(connection, anew=True)
    return snapshot(record)


@pytest.fixture
def always(monkeypatch):
    """Never made anew, however much changed; blocks are cut early."""
    monkeypatch.setattr(refresh, "MOST", 0)


@pytest.mark.parametrize("cut", [False, True])
@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=2, max_size=8))
def test_a_part_made_again_is_the_whole_made_again(places, monkeypatch, always, cut, steps) -> None:
    if cut:
        monkeypatch.setattr(block, "LARGEST", 3)
        monkeypatch.setattr(block, "NEIGHBOURS", 1)
    with Record.open(places()) as record:
        for step in steps:
            take(record, step)
            found = snapshot(record)
            with record._writing() as connection:
                assert list(checking.rebuilt_differently(connection)) == []
            assert from_nothing(record) == found


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=2, max_size=8))
def test_a_record_that_is_always_made_anew_is_the_same(places, always, steps) -> None:
    with Record.open(places()) as parts, Record.open(places()) as whole:
        for step in steps:
            take(parts, step)
            take(whole, step)
            assert from_nothing(whole) == snapshot(parts)
