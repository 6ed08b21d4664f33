"""One person or two: names held against who is known, offices against their years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.link.actors import Appearance, same_person
from marsad.link.register import load_register

REGISTER = load_register()


def one(name=None, role=None, country=None, year: int | None = 2015):
    return Appearance(name, role, None, country, date(year, 6, 1) if year else None)


def says(a: Appearance, b: Appearance) -> bool | None:
    return same_person(a, b, REGISTER).same


def test_an_office_and_its_year_tell_the_person() -> None:
    cia = "مدير وكالة المخابرات المركزية"
    burns = one("وليام بورنز", None, "US", 2022)
    assert says(one(None, cia, "US", 2022), burns) is True
    assert says(one(None, cia, "US", 2025), burns) is False
    assert says(one(None, cia, "US", 2022), one(None, cia, "US", 2025)) is False
    assert says(one(None, cia, "US", None), burns) is None


def test_a_name_alone_links_nobody_where_another_bearer_is_known() -> None:
    secretary, president = one("كلينتون", "وزيرة الخارجية", "US", 2011), one("بيل كلينتون", None, "US", 2011)
    assert says(secretary, one("هيلاري كلينتون", None, "US", 2012)) is True
    assert says(secretary, president) is not True
    assert says(one("محمد العلوي", "قائد الدرك", "MA"), one("محمد العلوي", "عامل إقليم", "MA")) is not True
    assert says(one("شريف", None, "PK"), one("نواز شريف", "رئيس الوزراء", "PK")) is not True


def test_two_countries_are_two_people_and_a_lifetime_too() -> None:
    assert says(one("يوسف الغرناطي", None, "MA"), one("يوسف الغرناطي", None, "KW")) is False
    assert says(one("يوسف الغرناطي", None, "MA", 1950), one("يوسف الغرناطي", None, "MA", 2015)) is False
    assert says(one("يوسف الغرناطي", None, "MA"), one("يوسف الغرناطي", None, "MA", 2016)) is True


def test_fathers_sons_and_brothers_are_others() -> None:
    assert says(one("محمد بن سلمان", None, "SA"), one("سلمان بن عبد العزيز", None, "SA")) is False
    assert says(one("خالد بن سلمان", None, "SA"), one("محمد بن سلمان", None, "SA")) is False
    assert says(one("سعد الحريري", None, "LB"), one("رفيق الحريري", None, "LB")) is False


@pytest.mark.parametrize("role", [None, "وزير الداخلية"])
def test_institutions_are_no_persons(role) -> None:
    assert says(one(None, role, "MA"), Appearance(None, None, "وزارة الداخلية", "MA")) is None


NAMES = ["عبد اللطيف حموشي", "حموشي", "William Burns", "محمد بن نايف", "نايف بن عبد العزيز", None]
ROLES = ["وزير الداخلية", "المدير العام للأمن الوطني", None]


@given(*[st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES), st.sampled_from(["MA", "SA", "US", None]))] * 2)
def test_the_verdict_does_not_depend_on_the_order(a, b) -> None:
    assert says(one(*a), one(*b)) == says(one(*b), one(*a))
