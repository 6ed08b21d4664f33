import gzip
import io
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.errors import PageEmpty, PageError, PageMissing, PageTooLarge, PageUnreadable
from marsad.model import Page
from marsad.source import SourceOptions, pages

TEXT = "عنوان الخبر\n\nنص الخبر كاملا."


def one(path: Path | str, options: SourceOptions | None = None) -> Page | PageError:
    (found,) = pages([str(path)], options)
    return found


def good(found: Page | PageError) -> Page:
    assert isinstance(found, Page), found
    return found


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.html", ".hidden/x.txt", ".DS_Store", "c.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        data = TEXT.encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = [good(p) for p in pages([str(tmp_path)])]
    assert [p.id for p in found] == ["b", "c", "c", "z"]
    assert len({p.identity for p in found}) == 4
    assert {p.data for p in found} == {TEXT.encode()}


def test_notes_in_a_folder_are_no_pages_unless_named(tmp_path: Path) -> None:
    for name in ("page.txt", "README.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [good(p).id for p in pages([str(tmp_path)])] == ["page"]
    assert [good(p).id for p in pages([str(tmp_path / "README.md")])] == ["README"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"<!DOCTYPE html><html><body>x</body></html>", "html"),
        ("a", b"\xef\xbb\xbf  <html>x</html>", "html"),
        ("a.txt", "<html><p>نص</p></html>".encode("utf-16"), "html"),
        ("a.html", "نص بلا وسوم".encode(), "text"),
        ("a.html", "نص <br> سطر".encode(), "html"),
        ("a.txt", "قال <3 كثيرا".encode(), "text"),
        ("a.txt", "[صور] افتتاح المعرض".encode(), "text"),
    ],
)
def test_what_a_page_is_shows_in_its_bytes(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert good(one(path)).kind == kind


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.txt", "a"),
        ("a.html.gz", "a"),
        ("2022.06.18.txt", "2022.06.18"),
        ("v1.2", "v1.2"),
        ("a b.HTM", "a b"),
    ],
)
def test_ids_are_names_without_suffix(tmp_path: Path, name: str, stem: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TEXT.encode()) if name.endswith(".gz") else TEXT.encode())
    assert good(one(path)).id == stem


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_zip_members_are_items(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "z.zip", {"d/a.txt": TEXT.encode(), "__MACOSX/d/._a.txt": b"\0", "b.html": b"<p>x</p>"}
    )
    found = [good(p) for p in pages([str(path)])]
    assert [p.id for p in found] == ["z#a", "z#b"]
    assert found[0].path == f"{path}#d/a.txt"


def test_a_container_in_a_container_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {"a.gz": gzip.compress(b"x"), "b.txt": TEXT.encode()})
    first, second = pages([str(path)])
    assert isinstance(first, PageUnreadable)
    assert "unpack it first" in str(first)
    assert good(second).id == "z#b"


def test_bombs_are_refused_before_they_grow(tmp_path: Path) -> None:
    options = SourceOptions(max_bytes=10_000, max_inflated=100_000, max_ratio=10)
    gz = tmp_path / "a.jsonl.gz"
    gz.write_bytes(gzip.compress(b" " * 3_000_000))
    assert isinstance(one(gz, options), PageTooLarge)
    bomb, after = pages(
        [str(zipped(tmp_path / "z.zip", {"a.txt": b"a" * 3_000_000, "b.txt": TEXT.encode()}))], options
    )
    assert isinstance(bomb, PageTooLarge)
    assert good(after).id == "z#b"


PDF = b"%PDF-1.4 whatever"
CASES: dict[str, tuple[bytes, type[PageError], str]] = {
    "empty.txt": (b"", PageEmpty, "empty"),
    "blank.txt": (b" \n\r\n\xef\xbb\xbf\t", PageEmpty, "empty"),
    "paper.txt": (PDF, PageUnreadable, "a PDF"),
    "image.txt": (b"\x89PNG\r\n\x1a\n", PageUnreadable, "PNG"),
    "noise.txt": (bytes(range(1, 32)) * 40, PageUnreadable, "binary"),
    "cut.txt.gz": (gzip.compress(TEXT.encode() * 50)[:-12], PageUnreadable, "breaks off"),
    "broken.zip": (b"PK\x03\x04 and no more", PageUnreadable, "damaged"),
    "no.gz": (b"\x1f\x8b\x08\x00 nothing packed", PageUnreadable, "damaged"),
    "large.txt": (b"a" * 20_001, PageTooLarge, "20,000"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_bad_page_is_an_error_and_the_rest_are_read(tmp_path: Path, name: str) -> None:
    data, kind, words = CASES[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(TEXT, encoding="utf-8")
    error, after = pages([str(tmp_path)], SourceOptions(max_bytes=20_000))
    assert isinstance(error, kind)
    assert error.path == str(tmp_path / name)
    assert words in error.reason
    assert good(after).id == "zz"


def test_what_is_not_there() -> None:
    error = one("/nowhere/at/all.txt")
    assert isinstance(error, PageMissing)
    assert isinstance(one("a\0b"), PageUnreadable)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert isinstance(one(path), PageUnreadable)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert isinstance(one(tmp_path), PageUnreadable)


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(raw)))  # type: ignore[arg-type]
    yield raw


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (gzip.compress(TEXT.encode()), ["stdin"]),
        (b'{"title": "t", "content": "x"}\n{"title": "u", "content": "y"}', ["stdin#0", "stdin#1"]),
    ],
)
def test_standard_input(stdin: io.BytesIO, data: bytes, ids: list[str]) -> None:
    stdin.write(data)
    stdin.seek(0)
    assert [good(p).id for p in pages(["-"])] == ids


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = pages([str(tmp_path / "a.txt"), "/nowhere"])
    assert good(next(found)).id == "a"
