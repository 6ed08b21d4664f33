"""Merging as a whole: order, batches, identifiers, judgements."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import marsad
from marsad.merge import Judged, Ledger, merge, merge_readings
from marsad.merge.compare import conflict
from marsad.merge.profile import profile
from marsad.model import Article, Reading

from .make import mention, on, who
from .strategies import sourced

HAMZA = who("guest", "MA", "حمزة الطيبي", "مدير الأمن الوطني")
LINA = who("host", "US", "لينا كارتر", "وزيرة الدفاع")
US = who("host", "US")


def groups(result) -> set[frozenset[str]]:
    return {frozenset(m.key for m in event.mentions) for event in result.events}


@settings(deadline=None, max_examples=60)
@given(sourced(), st.randoms())
def test_any_order_gives_the_same_events(mentions, random) -> None:
    shuffled = list(mentions)
    random.shuffle(shuffled)
    assert merge(shuffled).events == merge(mentions).events


@settings(deadline=None, max_examples=60)
@given(sourced(), st.integers(0, 12))
def test_any_batching_gives_the_same_groups(mentions, cut) -> None:
    first = merge(mentions[:cut])
    ledger = Ledger(first.of, {event.id: 1 for event in first.events})
    assert groups(merge(mentions, ledger=ledger)) == groups(merge(mentions))


@settings(deadline=None, max_examples=60)
@given(sourced())
def test_merging_again_keeps_every_identifier(mentions) -> None:
    first = merge(mentions)
    again = merge(mentions, ledger=Ledger(first.of, {event.id: 1 for event in first.events}))
    assert again.of == first.of
    assert not again.moved


@settings(deadline=None, max_examples=60)
@given(sourced(), st.integers(0, 12))
def test_identifiers_stay_or_point_on(mentions, cut) -> None:
    first = merge(mentions[:cut])
    second = merge(mentions, ledger=Ledger(first.of, {event.id: 1 for event in first.events}))
    live = {event.id for event in second.events}
    assert len(live) == len(second.events)
    for event in first.events:
        assert event.id in live or set(second.moved[event.id]) <= live


@settings(deadline=None, max_examples=60)
@given(sourced())
def test_no_event_holds_a_conflict(mentions) -> None:
    for event in merge(mentions).events:
        told = [profile(m) for m in event.mentions]
        assert not [(a.key, b.key) for n, a in enumerate(told) for b in told[n + 1 :] if conflict(a, b)]


@settings(deadline=None, max_examples=60)
@given(sourced(), st.data())
def test_judged_apart_stays_apart(mentions, data) -> None:
    together = [sorted(group) for group in groups(merge(mentions)) if len(group) > 1]
    if not together:
        return
    group = data.draw(st.sampled_from(sorted(together)))
    apart = [(group[0], key) for key in group[1:]]
    assert all(
        len({group[0], key} & found) < 2
        for key in group[1:]
        for found in groups(merge(mentions, judged=Judged(apart=apart)))
    )


def test_a_judgement_unites_what_the_comparison_does_not() -> None:
    mentions = [
        on("a", mention("visit", "2022-06-13", None, HAMZA, US)),
        on("b", mention("visit", "2022-09-02", None, HAMZA, US)),
    ]
    assert len(merge(mentions).events) == 2
    assert len(merge(mentions, judged=Judged(same=[("b#0", "a#0")])).events) == 1


def test_a_rejected_mention_is_no_event() -> None:
    assert (
        merge([on("a", mention("visit", "2022-06-13", None, HAMZA, US))], judged=Judged(rejected=["a#0"])).events == ()
    )


def test_an_undated_mention_joins_the_only_candidate_and_not_one_of_two() -> None:
    undated = on("late", mention("visit", None, None, HAMZA, US), published="2022-06-16")
    june = on("a", mention("visit", "2022-06-13", None, HAMZA, US), published="2022-06-14")
    other = on("b", mention("visit", "2022-06-16", None, HAMZA, US), published="2022-06-16")
    assert groups(merge([undated, june])) == {frozenset({"late#0", "a#0"})}
    assert len(groups(merge([undated, june, other]))) == 3


def test_a_bare_country_far_in_time_is_not_enough() -> None:
    undated = on("late", mention("visit", None, None, HAMZA, US), published="2023-06-16")
    june = on("a", mention("visit", "2022-06-13", None, HAMZA, US), published="2022-06-14")
    assert len(merge([undated, june]).events) == 2


def test_two_mentions_of_one_page_are_two_events() -> None:
    told = mention("meeting", "2022-06-13", None, HAMZA, LINA)
    assert len(merge([on("a", told, 0), on("a", told, 1)]).events) == 2


def test_readings_are_merged_without_a_record() -> None:
    told = mention("meeting", "2022-06-13", None, HAMZA, LINA)
    pages = [Reading(Article(p, p, p, "v", "t", "نص", "ar"), (told,)) for p in ("a", "b")]
    assert [len(event.mentions) for event in merge_readings(pages)] == [2]


def test_two_pages_that_disagree_on_a_day_are_one_event_that_shows_both() -> None:
    folder = Path(__file__).parents[2] / "examples"
    pages = [marsad.read(folder / name) for name in ("dubai-handover.html", "dubai-handover-2.txt")]
    events = {e.type: e for e in merge_readings(pages)}
    assert len(events["extradition"].mentions) == len(events["arrest"].mentions) == 2
    (found,) = [f for f in events["arrest"].disagreements if f.kind == "contradiction"]
    assert {e.quote for e in found.evidence} == {"10 يونيو 2020", "يوم 9 يونيو الماضي"}
    assert events["arrest"].precision == "week"
