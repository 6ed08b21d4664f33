from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import version

import pytest

import marsad
from marsad import lexicon
from marsad.errors import PageMissing, UsageError
from marsad.run import readings
from marsad.source import pages
from tests.run.pages import write


def test_a_page_is_read_in_one_line(tmp_path):
    page = write(tmp_path) / "meeting-0.txt"
    article = marsad.read(page)
    assert article.title == "لقاء أمني بالرباط"
    assert article.published and article.published.isoformat() == "2023-02-15"
    assert [m.type for m in article.mentions] == ["meeting"]
    assert article.body and article.lang == "ar" and article.id == "meeting-0"
    assert article.findings == () and article.address is None
    assert article.mentions[0].evidence.quote in article.article.text(article.mentions[0].evidence.where)


def test_a_missing_page_is_an_error():
    with pytest.raises(PageMissing):
        marsad.read("nowhere.txt")


def test_a_file_with_several_pages_names_the_way(tmp_path):
    write(tmp_path, 2)
    with pytest.raises(UsageError, match="read_all"):
        marsad.read(tmp_path)
    assert len(list(marsad.read_all([tmp_path]))) == 3


def test_a_record_takes_folders_files_and_readings(tmp_path):
    folder = write(tmp_path / "pages", 2)
    with marsad.open(tmp_path / "r.db") as record:
        added = record.add(folder)
        assert (added.recorded, added.unchanged, added.failed) == (3, 0, 0)
        assert record.add([folder / "quiet.txt", folder / "none.txt"]).failed == 1
        assert record.add(readings(pages([str(folder)]), lexicon.load())).unchanged == 3
        assert record.add([]).recorded == 0
        (event,) = record.events(since="2023-02-01", until="2023-02-28", about="إسبانيا")
        assert len(event.mentions) == 2
        assert record.events(about="Espagne") == [event]
        assert record.events(since="2024-01-01") == []
        frame = record.events().to_frame()
        assert list(frame["type"]) == ["meeting"]


def test_the_function_read_is_not_hidden_by_the_stage():
    importlib.import_module("marsad.read")
    for module in pkgutil.walk_packages(marsad.__path__, "marsad."):
        if module.name.endswith("__main__"):
            continue
        try:
            importlib.import_module(module.name)
        except UsageError as missing:  # an extra that is not installed here
            assert 'pip install "marsad[' in str(missing)
    assert callable(marsad.read) and marsad.read.__module__ == "marsad"
    from marsad.read import read_article

    assert callable(read_article)


def test_exported_names_exist_and_say_what_they_are():
    assert set(marsad.__all__) == {"__version__", "open", "read", "read_all"}
    for name in marsad.__all__:
        assert hasattr(marsad, name)
    assert all(getattr(marsad, name).__doc__ for name in ("open", "read", "read_all"))


def test_the_version_is_the_packages():
    assert marsad.__version__ == version("marsad")
