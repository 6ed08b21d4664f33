from datetime import date
from pathlib import Path

import pytest

from marsad.errors import ManifestError
from marsad.model import Page
from marsad.source import SourceOptions, pages


def read(tmp_path: Path, manifest: str, *names: str) -> list[Page]:
    for name in names:
        (tmp_path / name).write_text(f"نص الصفحة {name}", encoding="utf-8")
    path = tmp_path / "manifest.csv"
    path.write_text(manifest, encoding="utf-8-sig")
    found = list(pages([str(tmp_path)], SourceOptions(manifest=str(path))))
    assert all(isinstance(p, Page) for p in found)
    return [p for p in found if isinstance(p, Page)]


def test_it_overrides_the_page_and_is_no_page_itself(tmp_path: Path) -> None:
    manifest = 'path,address,outlet,published\na.txt,https://x.example/a,"صحيفة، أخرى",2023-02-21\n'
    first, second = read(tmp_path, manifest, "a.txt", "b.txt")
    assert (first.address, first.outlet, first.published) == (
        "https://x.example/a",
        "صحيفة، أخرى",
        date(2023, 2, 21),
    )
    assert first.identity == "https://x.example/a"
    assert (second.address, second.outlet, second.published) == (None, None, None)


def test_rows_may_name_ids_and_absolute_paths(tmp_path: Path) -> None:
    manifest = f"path,outlet\na,One\n{tmp_path / 'b.txt'},Two\n"
    first, second = read(tmp_path, manifest, "a.txt", "b.txt")
    assert (first.outlet, second.outlet) == ("One", "Two")


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        ("file,outlet\na,b\n", "must name the columns"),
        ("path,editor\na,b\n", "must name the columns"),
        ("", "must name the columns"),
        ("path,published\na,soon\n", ":2: 'soon' is no date"),
        ("path\na\na\n", ":3: a stands twice"),
        ("path,outlet\n,x\n", ":2: the path is empty"),
        ("path,outlet\na,b,c\n", ":2: more values than columns"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, manifest: str, what: str) -> None:
    with pytest.raises(ManifestError, match=what):
        read(tmp_path, manifest)


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as caught:
        read(tmp_path, "path,published\na,soon\nb,later\n")
    assert ":2:" in str(caught.value)
    assert ":3:" in str(caught.value)


def test_a_missing_manifest_is_an_error() -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        list(pages([], SourceOptions(manifest="/nowhere/manifest.csv")))
