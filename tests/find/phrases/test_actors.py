"""Actors: how each is joined to its clause, what lists them, and which kind it is (names and offices: the cases)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from marsad.find.phrases.actors import Actor
from marsad.lexicon import Lexicon
from tests.find.make import scene


def actors(lexicon: Lexicon, text: str) -> list[Actor]:
    return list(scene(lexicon, text)[1].actors)


def one(lexicon: Lexicon, text: str, country: str) -> Actor:
    return next(a for a in actors(lexicon, text) if a.country == country)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("اجتمع مع وزير الدفاع التركي", "with"),
        ("اتفاق بين وزير الدفاع التركي وغيره", "between"),
        ("رسالة إلى وزير الدفاع التركي", "to"),
        ("رسالة لوزير الدفاع التركي", "to"),
        ("هدية من وزير الدفاع التركي", "from"),
        ("استقبل من طرف وزير الدفاع التركي", "by"),
        ("استقبل من قبل وزير الدفاع التركي", "by"),
        ("اجتمع بوزير الدفاع التركي", "b"),
        ("التقى وزير الدفاع التركي", ""),
        ("مباحثات مع كل من وزير الدفاع التركي", "with"),
    ],
)
def test_the_preposition_before_an_actor_is_its_mark(lexicon: Lexicon, text: str, mark: str) -> None:
    assert one(lexicon, text, "TR").mark == mark


def test_a_list_shares_the_mark_of_its_first(lexicon: Lexicon) -> None:
    found = actors(lexicon, "اجتمع مع وزير الدفاع التركي ووزير الدفاع القطري ووزير الدفاع المصري")
    assert [(a.country, a.mark, a.listed) for a in found] == [
        ("TR", "with", False),
        ("QA", "with", True),
        ("EG", "with", True),
    ]


def test_another_clause_is_no_list(lexicon: Lexicon) -> None:
    found = actors(lexicon, "استقبل وزير الدفاع التركي يوم أمس في مقر الوزارة بأنقرة ضباطا من الجيش القطري")
    assert [a.listed for a in found if a.country == "QA"] == [False]


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("وزير الدفاع التركي", "person", "TR"),
        ("الشرطة الإسبانية", "org", "ES"),
        ("مسؤولون أمنيون أتراك", "group", "TR"),
        ("فرنسا", "country", "FR"),
        ("الإنتربول", "org", "INTERPOL"),
    ],
)
def test_kinds(lexicon: Lexicon, text: str, kind: str, country: str) -> None:
    assert any(a.kind == kind and a.country == country for a in actors(lexicon, text))


def test_a_capital_is_known_as_one(lexicon: Lexicon) -> None:
    assert one(lexicon, "أعلنت أنقرة ذلك", "TR").capital
    assert not one(lexicon, "أعلنت تركيا ذلك", "TR").capital


def test_counterparts(lexicon: Lexicon) -> None:
    found = one(lexicon, "التقى وزير الدفاع التركي نظيره القطري", "QA")
    assert found.counterpart
    assert found.role is not None


def test_actors_stand_in_order_and_do_not_overlap(lexicon: Lexicon) -> None:
    text = "استقبل وزير الداخلية المغربي عبد الوافي لفتيت بالرباط سفير فرنسا ومدير الشرطة الإسبانية، بحضور الإنتربول."
    found = actors(lexicon, text)
    assert all(a.j <= b.i for a, b in pairwise(found))
    assert all(a.i < a.j for a in found)


def test_a_weekday_or_date_is_no_actor(lexicon: Lexicon) -> None:
    assert actors(lexicon, "يوم الخميس 18 مايو 2023") == []
