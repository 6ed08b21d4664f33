from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import islice

import pytest

from marsad.codec import reading_to_dict
from marsad.errors import PageEmpty, PageError, UsageError
from marsad.model import Page, Reading
from marsad.run import Pool, readings, stage, with_outlet
from tests.run.pages import MEETING, QUIET, page


def test_pages_come_out_in_order_and_errors_pass_through(words):
    gone = PageError("x.txt", "there is no such file")
    a, error, b = readings([page("a", MEETING), gone, page("b", QUIET)], words)
    assert (a.article.id, b.article.id) == ("a", "b")
    assert error is gone


def test_a_page_that_cannot_be_read_is_an_error_and_the_others_go_on(words):
    failed, read = readings([page("a", ""), page("b", QUIET)], words)
    assert isinstance(failed, PageError) and failed.path == "a.txt"
    assert isinstance(read, Reading)


def test_a_pool_gives_what_one_process_gives(words):
    pages = [page(f"p{n}", MEETING + f"\nفقرة أخيرة رقم {n}.\n") for n in range(70)]
    pages[3] = page("empty", "")
    one, many = list(readings(pages, words)), list(readings(pages, words, jobs=2))
    assert [told(x) for x in many] == [told(x) for x in one]


def told(item):
    return (
        reading_to_dict(item, full=True)
        if isinstance(item, Reading)
        else (type(item), item.path, item.reason)
    )


def test_reading_is_lazy(words):
    def endless():
        while True:
            yield page("a", QUIET)

    assert len(list(islice(readings(endless(), words), 3))) == 3


def test_no_processes_read_nothing(words):
    with pytest.raises(UsageError, match="--jobs 1"):
        readings([], words, jobs=0)


def test_a_pool_reads_with_the_installed_lexicon_only(words):
    with pytest.raises(UsageError, match="installed lexicon"):
        list(readings([page("a", QUIET)], replace(words, version="mine"), jobs=2))


def test_chunks_are_bounded_by_pages_and_bytes():
    small = [page(str(n), "x") for n in range(stage.CHUNK_PAGES + 1)]
    assert [len(c) for c in stage.chunks(small)] == [stage.CHUNK_PAGES, 1]
    large = [Page("l", "l", b"x" * stage.CHUNK_BYTES, "0", "text")] * 2
    assert [len(c) for c in stage.chunks(large)] == [1, 1]


def test_an_outlet_is_given_to_pages_without_one():
    named = replace(page("b", "x"), outlet="قائم")
    error = PageEmpty("c", "empty")
    got = list(with_outlet([page("a", "x"), named, error], "جديد"))
    assert [got[0].outlet, got[1].outlet, got[2]] == ["جديد", "قائم", error]
    assert next(with_outlet([page("a", "x")], None)).outlet is None


def test_page_errors_cross_processes():
    back = pickle.loads(pickle.dumps(PageEmpty("a.txt", "nothing in it")))
    assert (type(back), back.path, back.reason) == (PageEmpty, "a.txt", "nothing in it")


def test_a_pool_lives_across_rounds_and_one_that_was_left_early_reads_on(words):
    with Pool(words) as pool:
        first = [told(x) for x in pool.readings([page("a", MEETING)])]
        begun = pool.pids()
        assert len(list(islice(pool.readings(page(f"p{n}", QUIET) for n in range(500)), 3))) == 3
        assert [told(x) for x in pool.readings([page("a", MEETING)])] == first
        assert pool.pids() == begun != []
    assert pool.pids() == []
