"""One event as its page shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.lexicon.labels import load_labels
from marsad.model import Claim, Signature
from marsad.view.web.eventview import COMPARED, Shown, agrees
from tests.view import made

EN = load_labels("en")


def test_values_stand_with_their_words_and_sources() -> None:
    shown = Shown(made.meeting(), EN)
    (when,) = (f for f in shown.fields() if f.name == "date")
    assert when.contested
    assert [(v.words, v.pages) for v in when.values] == [("14 February 2023", (1, 2)), ("15 February 2023", (3,))]
    assert [q.text for q in when.values[1].quotations] == ["mercredi 15 février"]
    assert when.values[1].quotations[0].href.endswith("#b90")


def test_what_is_unknown_says_why() -> None:
    shown = Shown(made.plan(), EN)
    (when,) = (f for f in shown.fields() if f.name == "date")
    assert (when.values, when.reasons) == ((), ("no time expression belongs to it",))


def test_a_correction_stands_first_and_is_signed() -> None:
    by = Signature(3, "noor", "2026-01-01T00:00:00+00:00", "the ministry")
    event = made.meeting()
    claims = {**event.claims, "city": (Claim("فاس", (), by), Claim("الرباط", (event.mentions[0].key,)))}
    (city,) = (f for f in Shown(replace(event, claims=claims), EN).fields() if f.name == "city")
    assert (city.values[0].signed, city.values[0].stands, city.values[1].stands) == (by, True, False)


def test_sources_are_grouped_by_origin_and_numbered_once() -> None:
    shown = Shown(made.meeting(), EN)
    assert [[p.number for p in o.pages] for o in shown.origins()] == [[1, 2], [3]]
    assert [p.source.outlet for p in shown.pages()] == ["الصباح", "المساء", "Le Matin"]


def test_the_table_says_who_agrees() -> None:
    rows = Shown(made.meeting(), EN).table()
    assert [name for name, _ in rows[0].cells] == list(COMPARED)
    assert [dict(row.cells)["date"].verdict for row in rows] == ["agree", "agree", "differ"]
    assert dict(rows[2].cells)["count"].verdict == "silent"
    assert dict(rows[2].cells)["date"].words == "15 February 2023"


@pytest.mark.parametrize(
    ("start", "end", "verdict"),
    [
        (date(2023, 2, 1), date(2023, 2, 28), "agree"),  # the month that holds the day
        (date(2023, 2, 14), date(2023, 2, 15), "agree"),
        (date(2023, 2, 15), date(2023, 2, 15), "differ"),
        (None, None, "silent"),
    ],
)
def test_a_coarser_date_agrees(start: date | None, end: date | None, verdict: str) -> None:
    assert agrees(made.meeting(), made.mention(start=start, end=end), "date") == verdict


def test_spelling_of_a_city_is_no_disagreement() -> None:
    assert agrees(made.meeting(), made.mention(city="الرّباط"), "city") == "agree"
    assert agrees(made.meeting(), made.mention(city="فاس"), "city") == "differ"
    assert agrees(made.meeting(), made.mention(city=None), "city") == "silent"


def test_private_persons_have_no_name_on_the_page() -> None:
    people = Shown(made.arrest(), EN).people()
    assert [(who.person.who, who.private) for who in people] == [("وزارة الداخلية", False), ("a private person", True)]
