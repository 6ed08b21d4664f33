"""Findings: date conflicts, inferred years, disputed places."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from marsad.model import Finding

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
