"""Addresses into questions and back."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.lexicon.labels import TOPICS
from marsad.model import EventType
from marsad.view.web.ask import LONGEST, NAMES, AskedWrongly, Filters, address
from marsad.view.words import plain

SEEN = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
WORDS = st.text(SEEN, min_size=1, max_size=40).map(str.strip).filter(bool)
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "text": WORDS,
        "about": WORDS,
        "person": WORDS,
        "institution": WORDS,
        "type": st.sampled_from(EventType.__args__),
        "topic": st.sampled_from(TOPICS),
        "country": st.sampled_from(["MA", "ES", "INTERPOL"]),
        "partner": st.sampled_from(["US", "EU"]),
        "since": st.sampled_from(["2015", "2016-02", "2016-02-29"]),
        "until": st.sampled_from(["2020", "2021-12"]),
        "origins": st.sampled_from(["2", "3", "99"]),
        "disagree": st.just("1"),
        "sort": st.sampled_from(["oldest", "origins"]),
    },
)


@given(GIVEN)
def test_an_address_gives_the_filters_it_was_made_of(asked: dict[str, str]) -> None:
    filters = Filters.of(asked)
    assert filters.given() == {name: plain(value) for name, value in asked.items()}
    assert Filters.of(dict(parse_qsl(filters.query().removeprefix("?")))) == filters


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=LONGEST + 20)))
def test_anything_else_is_understood_or_named_as_wrong(asked: dict[str, str]) -> None:
    try:
        Filters.of(asked)
    except AskedWrongly as error:
        assert error.mistakes
        left = {name: value for name, value in asked.items() if name not in error.mistakes}
        Filters.of(left)  # what is not wrong can be asked still


def test_periods_are_months_and_years_too() -> None:
    asked = Filters.of({"since": "2020-02", "until": "2020"})
    assert (asked.first, asked.last) == (date(2020, 2, 1), date(2020, 12, 31))


def test_countries_are_known_by_any_name() -> None:
    assert Filters.of({"country": "المغرب", "partner": "Espagne"}) == Filters(country="MA", partner="ES")


@pytest.mark.parametrize(
    ("asked", "name", "key"),
    [
        ({"type": "dance"}, "type", "ask.unknown"),
        ({"since": "yesterday"}, "since", "ask.day"),
        ({"since": "2020-13"}, "since", "ask.day"),
        ({"country": "Marocco"}, "country", "ask.country_near"),
        ({"country": "zzzzzz"}, "country", "ask.country"),
        ({"since": "2021", "until": "2020"}, "until", "ask.backwards"),
        ({"origins": "-1"}, "origins", "ask.unknown"),
        ({"origins": "٣"}, "origins", "ask.unknown"),
        ({"text": "x" * 201}, "text", "ask.too_long"),
    ],
)
def test_mistakes_are_named(asked: dict[str, str], name: str, key: str) -> None:
    with pytest.raises(AskedWrongly) as error:
        Filters.of(asked)
    assert error.value.mistakes[name][0] == key


def test_an_address_leaves_out_what_is_not_given() -> None:
    assert address("/x", {"a": "ب", "b": None}) == "/x?a=%D8%A8"
    assert Filters().query() == ""
    assert Filters(type="visit").query(page=2) == "?type=visit&page=2"
