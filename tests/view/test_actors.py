"""Who takes part: office holders only."""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Participant
from marsad.view.actors import gather
from tests.view import made


def test_offices_events_and_counterparts() -> None:
    found = gather(made.events())
    (host,) = (a for a in found.values() if a.name == made.HOST.name)
    assert host.kind == "person"
    assert [o.role for o in host.offices] == ["المدير العام للأمن"]
    assert host.events == ("ev-1", "ev-3")
    assert found[host.counterparts[0][0]].name == made.GUEST.name


def test_private_persons_are_nobody() -> None:
    found = gather([made.arrest()])
    assert [a.name for a in found.values()] == ["وزارة الداخلية"]


def test_a_name_without_an_office_gets_no_page() -> None:
    stranger = Participant("guest", name="زائر مجهول", country="ES")
    event = replace(made.meeting(), participants=(made.HOST, stranger))
    assert "زائر مجهول" not in {a.name for a in gather([event]).values()}


def test_identifiers_are_those_of_the_spelling_not_of_the_record() -> None:
    whole = {a.name: a.id for a in gather(made.events()).values()}
    part = {a.name: a.id for a in gather([made.meeting()]).values()}
    assert part.items() <= whole.items()
