from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any, Literal

import pytest

from marsad.lexicon.pages import PageWords, load_pages
from marsad.lexicon.reader import Problems
from marsad.lexicon.times import TimeWords, load_times
from marsad.model import Article, Page
from marsad.read import read_article

Read = Callable[..., Article]


@pytest.fixture(scope="session")
def words() -> PageWords:
    return load_pages(Problems())


@pytest.fixture(scope="session")
def times() -> TimeWords:
    return load_times(Problems())


def make_page(text: str | bytes, kind: Literal["html", "text"] = "text", **told: Any) -> Page:
    data = text.encode() if isinstance(text, str) else text
    return Page(id="p", path="p.txt", data=data, sha256=sha256(data).hexdigest(), kind=kind, **told)


@pytest.fixture(scope="session")
def read(words: PageWords, times: TimeWords) -> Read:
    def read_one(text: str | bytes, kind: Literal["html", "text"] = "text", **told: Any) -> Article:
        return read_article(make_page(text, kind, **told), words, times)

    return read_one


@pytest.fixture
def day() -> date:
    return date(2023, 2, 21)
