"""A record of the project's own examples, read once, and a copy of it for every test that asks for one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import marsad
from marsad.api import Record
from marsad.view.web.app import create_app
from marsad.view.web.options import Options

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "examples.db"
    with marsad.open(path) as record:
        record.add(ROOT / "examples")
        record.events()  # the merged view is made before the file is copied
        record.backup(path.with_name("copy.db"))
    return path.with_name("copy.db")


@pytest.fixture
def record(examples: Path, tmp_path: Path) -> Iterator[Record]:
    path = tmp_path / "record.db"
    shutil.copy(examples, path)
    with marsad.open(path) as found:
        yield found


@pytest.fixture
def client(record: Record) -> Iterator[TestClient]:
    yield visitor(record)


def visitor(record: Record, options: Options | None = None) -> TestClient:
    return TestClient(create_app(record, options), base_url="http://localhost", follow_redirects=False)
