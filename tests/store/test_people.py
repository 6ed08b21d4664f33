"""Judgements on persons: kept, signed, undone, and told in the feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.api import open as open_record
from marsad.errors import RecordError, UsageError

EXAMPLES = Path(__file__).parents[2] / "examples"
ONE, OTHER = "خوان إغناثيو ثويدو (ES)", "زويدو (ES)"


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "r.db") as found:
        found.add(EXAMPLES / "zoido-rabat.html")
        found.add(EXAMPLES / "gantz-rabat.html")
        yield found


def test_two_names_are_one_until_it_is_undone(record) -> None:
    events = record.events()
    first, second = sorted(person.name for person in record.people(events))[:2]
    written = [f"{p.name} ({p.country})" if p.country else p.name for p in record.people(events)]
    one, other = (next(w for w in written if w.startswith(name)) for name in (first, second))
    count = len(list(record.people(events)))
    act = record.judge_actors("same-actor", one, other, user="noor", reason="a test")
    assert len(list(record.people(events))) == count - 1
    assert record.check() == []
    record.judge("undo", act=act, user="noor")
    assert len(list(record.people(events))) == count
    told = [change.data for change in record.changes() if change.kind == "judgement"]
    assert [line["verb"] for line in told] == ["same-actor", "undo"]
    assert all(mention.startswith("actor:") for mention in told[0]["mentions"])


def test_judgements_on_persons_change_no_event(record) -> None:
    before = record.events()
    record.judge_actors("different-actor", ONE, OTHER, user="noor", reason="a test")
    assert list(record.events()) == list(before)


def test_mistakes_are_told_and_nothing_is_recorded(record) -> None:
    with pytest.raises(UsageError, match="one form of a name already"):
        record.judge_actors("same-actor", "الزويدو", "زويدو", user="noor", reason="a test")
    with pytest.raises(UsageError, match="same-actor, different-actor"):
        record.judge_actors("same", ONE, OTHER, user="noor", reason="a test")
    with pytest.raises(UsageError, match="say why"):
        record.judge_actors("same-actor", ONE, OTHER, user="noor", reason=" ")
    assert record.judgements() == []


def test_of_two_who_judge_at_once_the_second_is_told(record, tmp_path) -> None:
    seen = record.seen
    with open_record(tmp_path / "r.db") as other:
        other.judge_actors("same-actor", ONE, OTHER, user="sami", reason="first")
    with pytest.raises(RecordError, match="sami judged the same"):
        record.judge_actors("different-actor", ONE, OTHER, user="noor", reason="second", seen=seen)
