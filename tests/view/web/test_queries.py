"""What the desk asks of a record."""

from __future__ import annotations

from collections import Counter

import pytest

from marsad.api import Record
from marsad.view.web.ask import Filters
from marsad.view.web.queries import Desk, contradicted, count, fits, ordered, source_key
from marsad.view.words import side_codes
from tests.view import made


def test_lists_are_stretches_of_the_whole(record: Record) -> None:
    desk = Desk(record)
    whole = desk.find(Filters(), 1000).events
    parts = [desk.find(Filters(), 5, at).events for at in range(0, len(whole), 5)]
    assert tuple(e for part in parts for e in part) == whole
    assert desk.find(Filters(), 5, 5).total == len(whole) == len(record.events())


def test_orders() -> None:
    events = made.events()
    assert [e.id for e in ordered(events, "oldest")] == ["ev-1", "ev-2", "ev-3"]
    assert [e.id for e in ordered(events, "newest")] == ["ev-2", "ev-1", "ev-3"]
    assert [e.id for e in ordered(events, "origins")] == ["ev-1", "ev-2", "ev-3"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (Filters(), "123"),
        (Filters(status="planned"), "3"),
        (Filters(origins=2), "1"),
        (Filters(disagree=True), "1"),
        (Filters(partner="ES"), "13"),
        (Filters(country="MA", partner="ES"), "13"),
        (Filters(country="FR", partner="MA"), ""),  # a private person's country is no side
    ],
)
def test_what_the_record_is_not_asked(asked: Filters, ids: str) -> None:
    assert [e.id for e in made.events() if fits(e, asked)] == [f"ev-{n}" for n in ids]


def test_facets_count_what_the_list_shows(record: Record) -> None:
    desk = Desk(record)
    facets = desk.facets(Filters())
    assert facets.total == desk.find(Filters(), 1).total
    for name, counts in (("type", facets.types), ("status", facets.statuses), ("topic", facets.topics)):
        for c in counts:
            assert desk.find(Filters(**{name: c.value}), 1).total == c.n, (name, c)
    for c in facets.pairs:
        a, b = c.value.split("-")
        assert desk.find(Filters(country=a, partner=b), 1).total == c.n
    events = record.events()
    assert sum(c.n for c in facets.months) <= facets.total - facets.undated
    assert facets.disagreeing == sum(map(contradicted, events))
    assert Counter({c.value: c.n for c in facets.types}) == Counter(e.type for e in events)


def test_private_persons_are_in_no_facet() -> None:
    facets = count([made.arrest()])
    assert facets.people == ()
    assert [c.value for c in facets.countries] == ["MA"]


def test_what_is_kept_goes_when_the_record_changes(record: Record) -> None:
    desk = Desk(record)
    before, state = desk.facets(Filters()), desk.state
    assert desk.facets(Filters()) is before
    record.judge("reject", record.events()[0].id, user="noor")
    assert desk.state != state
    assert desk.facets(Filters()).total == before.total - 1


def test_pages_have_short_names_in_addresses(record: Record) -> None:
    desk = Desk(record)
    for event in desk.find(Filters(), 10).events:
        for m in event.mentions:
            assert desk.source(event, source_key(m.page)) == m.page
        assert desk.source(event, "0" * 12) is None


def test_an_alias_is_called_as_its_page() -> None:
    from marsad.view.export.public import alias

    assert source_key(alias("https://a.example/x")) == source_key("https://a.example/x")
    assert source_key("page-of-a-site") != "of-a-site"


def test_holding_counts_pages_with_their_kind(record: Record) -> None:
    holding = Desk(record).holding()
    rows = record.pages()
    assert holding.read == holding.telling + holding.empty == len([r for r in rows if r.failed is None])
    assert holding.empty == 2


def test_sides_leave_private_persons_out() -> None:
    assert side_codes(made.arrest()) == ("MA",)
