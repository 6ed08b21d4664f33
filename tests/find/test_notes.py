"""Findings of one page: date conflicts, inferred years, disputed places."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.find import find
from marsad.lexicon import load
from marsad.model import Article, Finding

LEXICON = load()


def findings(
    body: str, published: date | None = date(2022, 6, 22), by: str = "", title: str = "المغرب وإسبانيا"
) -> list[Finding]:
    return list(find(Article("p", "p", "p", "1", title, body, "ar", published, by), LEXICON).findings)


def of_kind(found: list[Finding], kind: str) -> list[str]:
    return [finding.evidence[0].quote for finding in found if finding.kind == kind]


def test_a_relative_day_that_does_not_fit_is_a_conflict() -> None:
    found = findings("استقبل وزير الداخلية المغربي أمس الخميس 16 يونيو 2022 نظيره الإسباني لبحث الأمن.")
    assert of_kind(found, "date-conflict") == ["أمس الخميس 16 يونيو 2022"]


def test_a_weekday_that_fits_is_none() -> None:
    found = findings("استقبل وزير الداخلية المغربي الثلاثاء 21 يونيو 2022 نظيره الإسباني لبحث الأمن.")
    assert found == []


def test_a_year_from_an_events_name_is_inferred_once_for_all_words_that_depend_on_it() -> None:
    body = (
        "زار وزير الداخلية المغربي معرض الأمن IGEF 24 بين 19 و21 شتنبر.\n"
        "ويعقد المعرض الذي تشارك فيه إسبانيا من 19 إلى 21 شتنبر."
    )
    inferred = [f for f in findings(body, None) if f.kind == "year-inferred"]
    assert len(inferred) == 1
    assert len(inferred[0].evidence) == 2
    assert "24" in inferred[0].why


def test_a_publication_day_read_from_words_without_a_year_is_inferred() -> None:
    body = "وقع المغرب وإسبانيا اليوم الثلاثاء 21 فبراير الجاري اتفاقية للتعاون الأمني."
    why = "the article calls اليوم الثلاثاء 21 فبراير الجاري today; only 2023 fits"
    found = findings(body, date(2023, 2, 21), why)
    assert of_kind(found, "year-inferred") == ["اليوم الثلاثاء 21 فبراير الجاري"]
    assert of_kind(findings(body, date(2023, 2, 21), "metadata"), "year-inferred") == []


def test_a_code_of_disputed_territory_is_said_to_be_no_claim() -> None:
    found = findings("استقبل وزير الداخلية المغربي أمس في مدينة الداخلة نظيره الإسباني لبحث التعاون الأمني.")
    assert len(of_kind(found, "disputed-place")) == 1


@pytest.mark.parametrize(
    ("place", "words"),
    [("سبتة المحتلة", "المحتلة"), ("مدينة سبتة المغربية", "المغربية"), ("مدينة الداخلة المغربية", "المغربية")],
)
def test_words_of_the_page_that_place_it_elsewhere_are_shown(place: str, words: str) -> None:
    found = findings(f"استقبل وزير الداخلية الإسباني أمس في {place} نظيره الفرنسي لبحث التعاون الأمني.")
    claims = [f for f in found if f.kind == "disputed-place" and "own words" in f.why]
    assert [f.evidence[0].quote.endswith(words) for f in claims] == [True]


@pytest.mark.parametrize("place", ["مدينة الرباط المغربية", "باريس", "العاصمة الفرنسية باريس"])
def test_words_that_agree_with_the_code_are_no_finding(place: str) -> None:
    found = findings(f"استقبل وزير الداخلية المغربي أمس في {place} نظيره الإسباني لبحث التعاون الأمني.")
    assert of_kind(found, "disputed-place") == []
