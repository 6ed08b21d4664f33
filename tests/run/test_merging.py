"""Merging by steps over tables gives what merging in one process gives, however rows are shared out."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from merge_mentions import generate

if os.environ.get("CI") != "true":
    pytest.importorskip("pyarrow", reason="a cluster's tables are Arrow's: install marsad[spark]")
    pytest.importorskip("scipy", reason="a cluster's components are scipy's: install marsad[spark]")
import pyarrow as pa

from marsad.merge import block, identify, origins
from marsad.model import Article, EventMention, Reading
from marsad.run import merging
from marsad.run.arrow import READ
from marsad.run.frames import decode, encode
from marsad.run.keep import Merged, merge_spool
from tests.merge.strategies import DAYS, mentions
from tests.run.tables import Shuffled

NAMES = ["a", "a!", "a#0", "b", "https://x.example/1", "صفحة", "raw-\udcff", "raw-\U0001f600"]
WORDS = [f"{a}{b}{c}" for a in "بتجحدرس" for b in "اوي" for c in "كلمن"]


def body(seed: int, cut: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=60)[: 60 - cut])


@st.composite
def readings(draw) -> list[Reading]:
    out = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8)):
        told: list[EventMention] = draw(st.lists(mentions(), max_size=3))
        text = body(draw(st.integers(0, 2)), draw(st.integers(0, 30)))
        article = Article(name, name, name, "v", "خبر", text, "ar", published=draw(st.none() | DAYS), outlet=name)
        out.append(Reading(article, tuple(told)))
    return out


def table(found: list[Reading]) -> pa.Table:
    rows = [{"file": n // 3, "part": n % 3, "n": 0, "read": encode(r)} for n, r in enumerate(found)]
    schema = pa.schema([READ.field(name) for name in ("file", "part", "n", "read")])
    return pa.Table.from_pylist(rows, schema)


def both(found: list[Reading], seed: int = 0) -> tuple[Merged, Merged]:
    one = merge_spool(r for r in map(decode, map(encode, found)) if isinstance(r, Reading))
    return one, merging.merged(Shuffled(random.Random(seed)), table(found))


def same(one: Merged, other: Merged) -> bool:
    return repr(list(one.events)) == repr(list(other.events)) and dict(one.of) == dict(other.of)


@settings(deadline=None, max_examples=60)
@given(readings(), st.integers(0, 1000))
@example([], 0)
def test_the_events_are_those_of_one_process(found, seed) -> None:
    assert same(*both(found, seed))


@settings(deadline=None, max_examples=40)
@given(readings(), st.integers(0, 1000))
def test_so_they_are_where_blocks_are_cut_and_shingles_common(found, seed) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block, "LARGEST", 3)
        patch.setattr(block, "NEIGHBOURS", 1)
        patch.setattr(block, "FEW", 3)
        patch.setattr(origins, "COMMON", 2)
        assert same(*both(found, seed))


@settings(deadline=None, max_examples=25)
@given(readings(), st.integers(0, 1000))
def test_so_they_are_where_identifiers_clash(found, seed) -> None:
    def short(key: str, salt: int = 0) -> str:
        return identify_id(key, salt)[:3]

    identify_id = identify.new_id
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identify, "new_id", short)
        patch.setattr(merging, "new_id", short)
        one, other = both(found, seed)
    assert same(one, other)
    assert len({event.id for event in one.events}) == len(one.events)


def invented(count: int) -> Iterator[Reading]:
    """Pages of one to eight mentions of some two hundred events, each text one of forty."""
    told = (mention for _, mention in generate(count))
    chance = random.Random(5)
    while some := list(islice(told, chance.randint(1, 8))):
        name = some[0].page
        article = Article(name, name, name, "v", some[0].title, body(chance.randrange(40), 0), "ar", some[0].published)
        yield Reading(article, tuple(m.mention for m in some))


def test_many_mentions_with_all_kinds_of_links(monkeypatch) -> None:
    monkeypatch.setattr(block, "LARGEST", 60)
    monkeypatch.setattr(block, "NEIGHBOURS", 4)
    found = list(invented(700))
    one, other = both(found)
    assert same(one, other)
    assert len(one.of) == 700 > len(one.events)
    assert any(len(event.origins) < len({m.page for m in event.mentions}) for event in one.events)


def test_what_nobody_links_is_an_event_by_itself() -> None:
    (alone, *_) = invented(8)
    one, other = both([replace(alone, mentions=alone.mentions[:1])])
    assert same(one, other) and len(one.events) == 1
