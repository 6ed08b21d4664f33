"""Fixtures that several parts share: a record in each kind of store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import stores


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a private server's database."""
    with stores.server() as address:
        yield address


@pytest.fixture(params=stores.STORES)
def places(request, tmp_path_factory) -> stores.Place:
    """Gives another empty place for a record at each call."""
    if request.param == "file":
        return lambda: str(tmp_path_factory.mktemp("record") / "r.db")
    address = request.getfixturevalue("postgres")
    return lambda: stores.schema(address)


@pytest.fixture
def place(places) -> str:
    """An empty place for one record, in each kind of store."""
    return places()
