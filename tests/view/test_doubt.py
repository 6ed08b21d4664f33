"""The order of the review queue."""

from __future__ import annotations

from marsad.model import Finding
from marsad.view.doubt import WEIGHTS, doubts
from tests.view import made


def test_contradictions_come_first_and_every_reason_is_named() -> None:
    found = doubts(made.events(), [])
    assert [d.event.id for d in found] == ["ev-1", "ev-3", "ev-2"]
    assert found[0].reasons == ("contradiction",)
    assert found[1].reasons == ("undated", "one-origin")
    assert found[2].reasons == ("coarse-date", "one-origin")
    assert [d.score for d in found] == [4.0, 2.5, 1.0]


def test_findings_of_pages_count_for_the_event_whose_words_they_are_about() -> None:
    event = made.meeting()
    told = event.mentions[0]
    finding = Finding("date-conflict", "weekday", (told.mention.fields["start"],))
    (found,) = doubts([event], [(told.page, finding)])
    assert set(found.reasons) == {"contradiction", "date-conflict"}


def test_all_reasons_weigh() -> None:
    assert all(weight > 0 for weight in WEIGHTS.values())
