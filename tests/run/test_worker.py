from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace

import pytest

from marsad.errors import MarsadError, PageHarmful
from marsad.model import Reading
from marsad.run import worker
from marsad.run.worker import Worker, watch
from tests.run.pages import QUIET, page

BAD = (sys.executable, "-m", "tests.run.bad_child")


@pytest.fixture
def bad():
    one = Worker(BAD)
    yield one
    one.close()


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("works", "more than 3 seconds"),
        ("grows", "2 GB of memory"),
        ("crashes", r"crashed on it \(signal 11\)"),
        ("raises", "ValueError: no such thing"),
        ("killed", "signal 9"),
    ],
)
def test_a_page_that_kills_its_process_is_quarantined_and_the_others_go_on(bad, what, why) -> None:
    harmful = page("bad", f"{what} {QUIET}")
    before, failed, after = bad.read([page("a", QUIET), harmful, page("b", QUIET)])
    assert isinstance(before, Reading) and isinstance(after, Reading)
    assert isinstance(failed, PageHarmful) and failed.path == "bad.txt"
    assert failed.reason.startswith("quarantined: ")
    with pytest.raises(PageHarmful, match=why):
        raise failed


def test_a_page_that_sleeps_is_ended_by_the_clock(bad, monkeypatch) -> None:
    monkeypatch.setattr(worker, "WALL_SECONDS", 0.5)
    closed = threading.Event()
    watching = threading.Thread(target=watch, args=([bad], closed))
    bad.ready()
    watching.start()
    failed, read = bad.read([page("bad", f"sleeps {QUIET}"), page("a", QUIET)])
    closed.set()
    watching.join()
    assert isinstance(failed, PageHarmful) and "did not end within" in failed.reason
    assert isinstance(read, Reading)


def test_a_page_that_sleeps_ends_itself_where_nobody_watches() -> None:
    one = Worker((*BAD, "clock"))
    failed, read = one.read([page("bad", f"sleeps {QUIET}"), page("a", QUIET)])
    one.close()
    assert isinstance(failed, PageHarmful) and "did not end within" in failed.reason
    assert isinstance(read, Reading)


def test_what_a_library_prints_does_not_get_among_the_answers(bad) -> None:
    (read,) = bad.read([page("a", f"prints {QUIET}")])
    assert isinstance(read, Reading)


def test_a_page_whose_process_somebody_else_killed_gets_a_second_chance(bad, tmp_path) -> None:
    (read,) = bad.read([replace(page("a", f"killed-once {QUIET}"), path=str(tmp_path / "mark"))])
    assert isinstance(read, Reading)


def test_a_process_that_cannot_start_is_no_fault_of_the_page() -> None:
    one = Worker((*BAD, "no-start"))
    with pytest.raises(MarsadError, match="cannot start: there is no lexicon"):
        one.read([page("a", QUIET)])
    one.close()


def test_a_closed_worker_starts_no_other_process(bad) -> None:
    bad.ready()
    bad.stop()
    with pytest.raises(MarsadError, match="broken off"):
        bad.read([page("a", QUIET)])


def test_children_end_with_their_worker() -> None:
    one = Worker()
    one.ready()
    assert one.pid is not None
    pid = one.pid
    one.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
