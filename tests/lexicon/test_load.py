"""Loading: the compiled index is the fresh build, and editing a word makes another version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from marsad import lexicon
from marsad.errors import LexiconError
from marsad.lexicon import Lexicon, build, load
from marsad.lexicon.reader import DATA


@pytest.fixture(scope="module")
def fresh() -> Lexicon:
    return build("ar")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that a test may edit (the hash looks at it; what is loaded stays the package's own)."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns(".compiled"))
    monkeypatch.setattr(lexicon, "DATA", copy)
    return copy


def test_the_compiled_index_is_the_fresh_build(fresh: Lexicon) -> None:
    compiled = load("ar")
    assert compiled.version == fresh.version
    assert compiled.phrases.table == fresh.phrases.table
    assert compiled.phrases.longest == fresh.phrases.longest
    assert compiled.frames == fresh.frames
    assert (compiled.countries, compiled.officials) == (fresh.countries, fresh.officials)
    assert (compiled.common, compiled.everyday) == (fresh.common, fresh.everyday)


def test_editing_a_word_changes_the_version(data: Path) -> None:
    before = lexicon._version()
    topics = data / "ar" / "topics.yml"
    topics.write_text(topics.read_text(encoding="utf-8") + "# one more\n", encoding="utf-8")
    assert lexicon._version() != before


def test_another_file_changes_the_version_and_compiled_ones_do_not(data: Path) -> None:
    before = lexicon._version()
    (data / ".compiled").mkdir()
    (data / ".compiled" / "ar-0.pickle").write_bytes(b"x")
    (data / "notes.md").write_text("x", encoding="utf-8")
    assert lexicon._version() == before
    (data / "more.yml").write_text("a: 1\n", encoding="utf-8")
    assert lexicon._version() != before


def test_the_compiled_index_is_kept_and_the_old_one_goes(data: Path, fresh: Lexicon) -> None:
    compiled = data / ".compiled"
    compiled.mkdir()
    (compiled / "ar-old.pickle").write_bytes(b"x")
    lexicon._keep(compiled / "ar-new.pickle", fresh)
    assert [p.name for p in compiled.iterdir()] == ["ar-new.pickle"]


def test_where_nothing_can_be_written_the_lexicon_still_loads(tmp_path: Path, fresh: Lexicon) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder would be", encoding="utf-8")
    lexicon._keep(taken / "ar-new.pickle", fresh)
    assert taken.is_file()


def test_a_missing_language_reports_its_files() -> None:
    with pytest.raises(LexiconError) as caught:
        build("xx")
    assert len(caught.value.problems) > 3
    assert all("xx" in problem for problem in caught.value.problems)
