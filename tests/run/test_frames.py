from __future__ import annotations

import io

import pytest

from marsad.errors import PageEmpty, PageError, PageHarmful
from marsad.run import readings
from marsad.run.frames import decode, encode, receive, send
from tests.run.pages import MEETING, page


def test_readings_come_back_as_they_were(words) -> None:
    (told,) = readings([page("a", MEETING)], words)
    assert decode(encode(told)) == told


@pytest.mark.parametrize("error", [PageEmpty("a\u202e", "none"), PageHarmful("b", "quarantined"), PageError("c", "x")])
def test_errors_come_back_as_they_were(error: PageError) -> None:
    back = decode(encode(error))
    assert (type(back), back.path, back.reason) == (type(error), error.path, error.reason)


@pytest.mark.parametrize("name", ["UsageError", "annotations", "no such"])
def test_a_child_cannot_make_us_raise_what_it_likes(name: str) -> None:
    back = decode(f'{{"error": ["{name}", "a", "b"]}}')
    assert type(back) is PageError


def test_frames_are_whole_or_none() -> None:
    stream = io.BytesIO()
    send(stream, b"abc")
    for cut in range(11):
        assert receive(io.BytesIO(stream.getvalue()[:cut])) is None
    assert receive(io.BytesIO(stream.getvalue())) == b"abc"
