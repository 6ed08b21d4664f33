"""Institutions under several names: one body, two bodies, or nobody can tell."""

from __future__ import annotations

import pytest

from marsad.link.institutions import Body, directory, identify, same_body, side_in


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (Body("الديستي", "MA"), Body("المديرية العامة لمراقبة التراب الوطني", "MA"), True),
        (Body("DST", "MA"), Body("DST", "FR"), False),
        (Body("DGST", "MA"), Body("DGSN", "MA"), False),
        (Body("الشرطة الوطنية", "ES"), Body("الشرطة الوطنية الإسبانية"), True),  # two entries of one body
        (Body("وزارة الداخلية الإسبانية"), Body("Ministère espagnol de l'Intérieur"), True),
        (Body("وزارة الداخلية المغربية"), Body("وزارة الداخلية الإسبانية"), False),
        (Body("وزارة الداخلية"), Body("وزارة الداخلية", "ES"), None),
        (Body("وزارة الحربية المصرية", "EG"), Body("وزارة الدفاع", "EG"), True),
        (Body("مكتب التحقيق البحري", "CR"), Body("مكتب التحقيق البحرى بكوستاريكا"), True),  # of no entry
        (Body("مكتب التحقيق البحري", "CR"), Body("مكتب التحقيق البحري والجوي", "CR"), False),
        (Body("مكتب التحقيق البحري", "CR"), Body("Maritime Inquiry Office", "CR"), None),
        (Body("المديرية العامة للأمن الوطني", "MA"),
         Body("المديرية العامة للأمن الوطني ومراقبة التراب الوطني", "MA"), False),
    ],
)  # fmt: skip
def test_one_body_two_or_nobody_can_tell(a: Body, b: Body, same: bool | None) -> None:
    assert same_body(a, b).same is same_body(b, a).same is same
    assert same_body(a, b).why


def test_a_body_is_itself_wherever_its_side_is_known() -> None:
    for name, entries in list(directory().by_name.items())[::200]:
        country = entries[0].country
        if country is not None:
            assert same_body(Body(name, country), Body(name, country)).same is True, name


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("وزارة الداخلية بجمهورية كوستاريكا", "CR"),
        ("Ministère espagnol de l'Intérieur", "ES"),
        ("جيش النيجر", "NE"),
        ("الجيش النيجيري", "NG"),
        ("وزارة الداخلية", None),
        ("اللجنة المغربية الإسبانية", None),  # of both
    ],
)
def test_the_side_that_a_name_tells(name: str, country: str | None) -> None:
    assert side_in(name, directory()) == country


def test_an_id_wants_a_side_where_states_share_the_name() -> None:
    assert identify(Body("المديرية العامة للأمن الوطني")) is None
    assert identify(Body("المديرية العامة للأمن الوطني", "MA")) == "ma-dgsn"
    assert identify(Body("المديرية العامة للأمن الوطني", "DZ")) not in (None, "ma-dgsn")
    assert identify(Body("المديرية (المديرية العامة لمراقبة التراب الوطني)")) == "ma-dgst"
