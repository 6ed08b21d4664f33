"""What the desk asks of a record."""

from __future__ import annotations

from collections import Counter

import pytest

from marsad.api import Record
from marsad.view.web.ask import Filters
from marsad.view.web.queries import Desk, contradicted, source_key
from marsad.view.words import side_codes
from tests.view import made


def test_lists_are_stretches_of_the_whole(record: Record) -> None:
    desk = Desk(record)
    whole = desk.find(Filters(), 1000).events
    parts = [desk.find(Filters(), 5, at).events for at in range(0, len(whole), 5)]
    assert tuple(e for part in parts for e in part) == whole
    assert desk.find(Filters(), 5, 5).total == len(whole) == len(record.events())


def test_orders(record: Record) -> None:
    desk = Desk(record)
    newest = [e.start for e in desk.find(Filters(), 1000).events]
    dated = [day for day in newest if day]
    assert dated == sorted(dated, reverse=True)
    assert newest[len(dated) :] == [None] * (len(newest) - len(dated))
    oldest = [e.start for e in desk.find(Filters(sort="oldest"), 1000).events if e.start]
    assert oldest == sorted(dated)
    origins = [len(e.origins) for e in desk.find(Filters(sort="origins"), 1000).events]
    assert origins == sorted(origins, reverse=True)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (Filters(status="planned"), lambda e: e.status == "planned"),
        (Filters(origins=2), lambda e: len(e.origins) > 1),
        (Filters(disagree=True), contradicted),
        (Filters(country="MA", partner="IL"), lambda e: {"MA", "IL"} <= set(side_codes(e))),
        (
            Filters(type="visit", since="2021", until="2022"),
            lambda e: e.type == "visit" and e.start and 2020 < e.start.year < 2023,
        ),
    ],
)
def test_filters_are_the_records(record: Record, asked: Filters, fits) -> None:  # type: ignore[no-untyped-def]
    found = {e.id for e in Desk(record).find(asked, 1000).events}
    assert found == {e.id for e in record.events() if fits(e)}


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
    for c in facets.origins:
        assert c.n == sum(len(e.origins) >= int(c.value) for e in events)
    assert facets.several == sum(len(e.origins) > 1 for e in events)
    assert facets.disagreeing == sum(map(contradicted, events))
    assert facets.undated == sum(e.start is None for e in events)
    assert Counter({c.value: c.n for c in facets.types}) == Counter(e.type for e in events)


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
    assert 0 < holding.empty < holding.telling


def test_sides_leave_private_persons_out() -> None:
    assert side_codes(made.arrest()) == ("MA",)
