from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.errors import PageEmpty
from marsad.model import Reading
from marsad.record import Record
from marsad.run import keep, readings
from marsad.run.keep import Keeper, merge_spool
from marsad.run.spool import Spool
from tests.run.pages import MEETING, QUIET, page


def some(words) -> list[Reading]:
    found = readings([page("a", MEETING), page("b", MEETING + "\nنهاية.\n"), page("c", QUIET)], words)
    return [item for item in found if isinstance(item, Reading)]


def test_a_spool_gives_back_what_it_took_as_often_as_asked(words):
    with Spool() as spool:
        for reading in some(words):
            spool.add(reading)
        assert list(spool) == some(words)
        assert list(spool) == some(words)
        spool.count()
        assert len(spool) == 4


def test_two_pages_on_one_event_get_one_identifier(words):
    merged = merge_spool(some(words))
    a, b, c = (merged.identifiers(reading) for reading in some(words))
    assert a and a == b
    assert c == []
    assert {event.id for event in merged.events} == set(a)


def test_a_record_gives_its_own_identifiers(tmp_path, words):
    with Spool() as spool, Keeper.opened(tmp_path / "r.db") as keeper:
        for reading in keeper.keeping(iter(some(words))):
            spool.add(reading)
        merged = keeper.merged(spool)
        assert (keeper.recorded, keeper.unchanged) == (3, 0)
    with Record.open(tmp_path / "r.db") as record:
        assert [e.id for e in record.events()] == [e.id for e in merged.events]


def test_without_a_record_nothing_is_kept(tmp_path, words):
    with Keeper.opened(None) as keeper:
        assert list(keeper.keeping(iter(some(words)))) == some(words)
        assert keeper.place is None
    assert list(tmp_path.iterdir()) == []


def test_reading_again_changes_nothing(tmp_path, words):
    for _ in range(2):
        with Keeper.opened(tmp_path / "r.db") as keeper:
            list(keeper.keeping(iter(some(words))))
    assert (keeper.recorded, keeper.unchanged) == (0, 3)


def test_what_was_read_before_an_interrupt_stays(tmp_path, words):
    def interrupted():
        yield from some(words)
        yield PageEmpty("x.txt", "nothing in it")
        raise KeyboardInterrupt

    with Keeper.opened(tmp_path / "r.db") as keeper, pytest.raises(KeyboardInterrupt):
        list(keeper.keeping(interrupted()))
    with Record.open(tmp_path / "r.db") as record:
        assert len(record.pages()) == 4


def test_batches_are_written_as_the_run_goes_on(tmp_path, monkeypatch, words):
    monkeypatch.setattr(keep, "BATCH_PAGES", 1)
    with Keeper.opened(tmp_path / "r.db") as keeper:
        stream = keeper.keeping(iter(some(words)))
        next(stream)
        with Record.open(tmp_path / "r.db") as other:
            assert len(other.pages()) == 1
        stream.close()


def test_a_broken_off_run_goes_on_without_reading_again(tmp_path, words):
    pages = [page("a", MEETING), page("c", QUIET)]
    for asked in (pages[:1], pages):
        with Keeper.opened(tmp_path / "r.db") as keeper:
            items = list(keeper.recalling(asked, words.version))
            again = [isinstance(item, Reading) for item in items]
            list(keeper.keeping(readings(items, words)))
    assert again == [True, False]
    assert (keeper.recorded, keeper.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "lexicon"),
    [
        ({"sha256": "other"}, None),
        ({"path": "other.txt"}, None),
        ({"outlet": "جريدة أخرى"}, None),
        ({"published": date(2020, 1, 1)}, None),
        ({}, "newer"),
    ],
)
def test_what_changed_is_read_again(changes, lexicon, tmp_path, words):
    with Keeper.opened(tmp_path / "r.db") as keeper:
        list(keeper.keeping(readings([page("a", MEETING)], words)))
        asked = replace(page("a", MEETING), **changes)
        (item,) = keeper.recalling([asked], lexicon or words.version)
    assert item is asked


def test_recalled_readings_are_the_same(tmp_path, words):
    with Keeper.opened(tmp_path / "r.db") as keeper:
        list(keeper.keeping(iter(some(words))))
        pages = [page("a", MEETING), page("b", MEETING + "\nنهاية.\n"), page("c", QUIET)]
        assert list(keeper.recalling(pages, words.version)) == some(words)
