"""Findings: date conflicts, inferred years, disputed places."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.find import find
from marsad.lexicon import Lexicon
from marsad.model import Article, Finding

from .make import read

pytestmark = pytest.mark.usefixtures("no_gate")
MEETING = "التقى وزير الدفاع التركي يشار غولر نظيره القطري خالد العطية"


def findings(lexicon: Lexicon, text: str) -> list[Finding]:
    return list(read(lexicon, text).findings)


def test_a_weekday_that_does_not_fit_its_date(lexicon: Lexicon) -> None:
    (finding,) = findings(lexicon, f"{MEETING} يوم الجمعة 16 مايو 2023.")
    assert finding.kind == "date-conflict"
    assert finding.why
    assert "16" in finding.evidence[0].quote


def test_a_weekday_that_fits(lexicon: Lexicon) -> None:
    assert findings(lexicon, f"{MEETING} يوم الثلاثاء 16 مايو 2023.") == []


@pytest.mark.parametrize("place", ["العيون", "رام الله"])
def test_a_place_in_dispute(lexicon: Lexicon, place: str) -> None:
    kinds = [f.kind for f in findings(lexicon, f"{MEETING} في مدينة {place}.")]
    assert kinds == ["disputed-place"]


def test_a_place_that_nobody_disputes(lexicon: Lexicon) -> None:
    assert findings(lexicon, f"{MEETING} في مدينة أنقرة.") == []


def test_no_finding_twice(lexicon: Lexicon) -> None:
    found = findings(lexicon, f"{MEETING} يوم الجمعة 16 مايو 2023. {MEETING} يوم الجمعة 16 مايو 2023.")
    assert len(set(found)) == len(found)


def of_page(
    lexicon: Lexicon, body: str, published: date | None = date(2022, 6, 22), by: str = "", title: str = ""
) -> list[Finding]:
    page = Article("p", "p", "p", "1", title or "المغرب وإسبانيا", body, "ar", published, by)
    return list(find(page, lexicon).findings)


def of_kind(found: list[Finding], kind: str) -> list[str]:
    return [finding.evidence[0].quote for finding in found if finding.kind == kind]


def test_a_relative_day_that_does_not_fit_is_a_conflict(lexicon: Lexicon) -> None:
    body = "استقبل وزير الداخلية المغربي أمس الخميس 16 يونيو 2022 نظيره الإسباني لبحث الأمن."
    assert of_kind(of_page(lexicon, body), "date-conflict") == ["أمس الخميس 16 يونيو 2022"]


def test_a_year_from_an_events_name_is_inferred_once_for_all_words_that_depend_on_it(lexicon: Lexicon) -> None:
    body = (
        "زار وزير الداخلية المغربي معرض الأمن IGEF 24 بين 19 و21 شتنبر.\n"
        "ويعقد المعرض الذي تشارك فيه إسبانيا من 19 إلى 21 شتنبر."
    )
    (inferred,) = [f for f in of_page(lexicon, body, None) if f.kind == "year-inferred"]
    assert len(inferred.evidence) == 2
    assert "24" in inferred.why


def test_a_publication_day_read_from_words_without_a_year_is_inferred(lexicon: Lexicon) -> None:
    body = "وقع المغرب وإسبانيا اليوم الثلاثاء 21 فبراير الجاري اتفاقية للتعاون الأمني."
    why = "the article calls اليوم الثلاثاء 21 فبراير الجاري today; only 2023 fits"
    found = of_page(lexicon, body, date(2023, 2, 21), why)
    assert of_kind(found, "year-inferred") == ["اليوم الثلاثاء 21 فبراير الجاري"]
    assert of_kind(of_page(lexicon, body, date(2023, 2, 21), "metadata"), "year-inferred") == []


@pytest.mark.parametrize(
    ("place", "words"),
    [("سبتة المحتلة", "المحتلة"), ("مدينة سبتة المغربية", "المغربية"), ("مدينة الداخلة المغربية", "المغربية")],
)
def test_words_of_the_page_that_place_it_elsewhere_are_shown(lexicon: Lexicon, place: str, words: str) -> None:
    body = f"استقبل وزير الداخلية الإسباني أمس في {place} نظيره الفرنسي لبحث التعاون الأمني."
    claims = [f for f in of_page(lexicon, body) if f.kind == "disputed-place" and "own words" in f.why]
    assert [f.evidence[0].quote.endswith(words) for f in claims] == [True]


@pytest.mark.parametrize("place", ["مدينة الرباط المغربية", "باريس", "العاصمة الفرنسية باريس"])
def test_words_that_agree_with_the_code_are_no_finding(lexicon: Lexicon, place: str) -> None:
    body = f"استقبل وزير الداخلية المغربي أمس في {place} نظيره الإسباني لبحث التعاون الأمني."
    assert of_kind(of_page(lexicon, body), "disputed-place") == []


def test_a_place_that_ends_the_title_is_not_read_on_into_the_body(lexicon: Lexicon) -> None:
    body = "استقبل وزير الداخلية المغربي أمس نظيره الإسباني في مدريد. وتبادلت الوفود الأفكار بشأن الشرطة الفرنسية."
    found = of_page(lexicon, body, title="وزير الداخلية المغربي يلتقي نظيره الإسباني في مدريد")
    assert of_kind(found, "disputed-place") == []
