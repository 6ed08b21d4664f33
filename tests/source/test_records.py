import gzip
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import PageEmpty, PageError, PageTooLarge, PageUnreadable
from marsad.model import Page
from marsad.source import SourceOptions, pages
from marsad.source.records import Naming, record_pages

ONE: dict[str, Any] = {
    "title": "عنوان أول",
    "content": "نص أول",
    "url": "https://x.example/1",
    "source": "صحيفة",
}
TWO: dict[str, Any] = {"title": "عنوان ثان", "content": "نص ثان"}


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def read(path: str, **options: Any) -> list[Page | PageError]:
    return list(pages([path], SourceOptions(**options)))


def bodies(found: list[Page | PageError]) -> list[str]:
    return [p.data.decode() if isinstance(p, Page) else type(p).__name__ for p in found]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps([ONE, TWO])),
        ("a.json", json.dumps([ONE, TWO], ensure_ascii=False, indent=2)),
        ("a.jsonl", f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n"),
        ("a.json", f"{json.dumps(ONE)}\n\n{json.dumps(TWO)}"),
        ("a.txt", json.dumps([ONE, TWO])),
        ("a.json", f"{json.dumps(ONE, indent=1)}\n{json.dumps(TWO, indent=1)}\n"),
    ],
)
def test_arrays_lines_and_rows_of_objects(tmp_path: Path, name: str, text: str) -> None:
    first, second = read(write(tmp_path / name, text))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.id, second.id) == ("a#0", "a#1")
    assert first.path == f"{tmp_path / name}#0"
    assert (first.title, first.address, first.outlet) == ("عنوان أول", "https://x.example/1", "صحيفة")
    assert second.data.decode() == "نص ثان"
    assert second.identity == second.path


def test_a_zip_of_one_array_gives_container_and_item(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "2015-07-22.zip", "w") as archive:
        archive.writestr("articles.json", json.dumps([ONE, TWO]))
    assert [p.id for p in read(str(tmp_path / "2015-07-22.zip")) if isinstance(p, Page)] == [
        "2015-07-22#0",
        "2015-07-22#1",
    ]


def test_a_zip_of_several_arrays_names_the_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("b.json", json.dumps([ONE]))
        archive.writestr("c.jsonl", json.dumps(TWO))
        archive.writestr("d.txt", "نص")
    found = [p for p in read(str(tmp_path / "z.zip")) if isinstance(p, Page)]
    assert [p.id for p in found] == ["z#b:0", "z#c:0", "z#d"]
    assert len({p.path for p in found}) == 3


def test_a_damaged_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps(ONE), '{"title": "x", "content": ', json.dumps(TWO), "\udcff", json.dumps(ONE)]
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(lines).encode("utf-8", errors="surrogateescape"))
    found = read(str(path))
    assert bodies(found) == ["نص أول", "PageUnreadable", "نص ثان", "PageUnreadable", "نص أول"]
    assert f"{path}:2: damaged JSON" in str(found[1])
    assert ":4: byte 1 is not UTF-8" in str(found[3])
    assert isinstance(found[4], Page)
    assert found[4].id == "a#4"


def test_after_damage_in_an_array_the_next_objects_are_read(tmp_path: Path) -> None:
    text = "[" + json.dumps(ONE) + ',\n{"title": "x" "content": "y"},\n' + json.dumps(TWO) + "]"
    found = read(write(tmp_path / "a.json", text))
    assert bodies(found) == ["نص أول", "PageUnreadable", "نص ثان"]
    assert ":2: damaged JSON" in str(found[1])


def test_an_array_that_breaks_off(tmp_path: Path) -> None:
    whole = json.dumps([ONE, TWO])
    for cut in (whole[:-1], whole[: whole.index("content", 80) + 12]):
        found = read(write(tmp_path / "a.json", cut))
        assert bodies(found)[0] == "نص أول"
        assert isinstance(found[-1], PageUnreadable)


def test_records_that_are_none(tmp_path: Path) -> None:
    text = "\n".join(['{"title": "t", "content": " "}', '{"title": "t"}', "[1]", "7"])
    found = read(write(tmp_path / "a.jsonl", text))
    assert [type(e) for e in found] == [PageEmpty, PageUnreadable, PageUnreadable, PageUnreadable]
    assert "name yours in the options" in str(found[1])


def test_fields_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps({"kop": "عنوان", "tekst": "نص", "content": "غيره"}))
    (page,) = read(path, fields={"title": ("kop",), "content": ("tekst",)})
    assert isinstance(page, Page)
    assert (page.title, page.data.decode()) == ("عنوان", "نص")


def test_a_crawl_time_is_no_publication_date(tmp_path: Path) -> None:
    (page,) = read(write(tmp_path / "a.json", json.dumps({**TWO, "date_extracted": "2015-07-21 02:51:32"})))
    assert isinstance(page, Page)
    assert (page.published, page.captured) == (None, "2015-07-21 02:51:32")


def test_publication_dates_publishers_and_authors(tmp_path: Path) -> None:
    told = {
        "articleBody": "نص",
        "datePublished": "2023-02-21T10:00:00Z",
        "publisher": {"name": "صحيفة"},
        "author": ["أ", "ب"],
    }
    (page,) = read(write(tmp_path / "a.json", json.dumps(told)))
    assert isinstance(page, Page)
    assert (page.published, page.outlet, page.author) == (date(2023, 2, 21), "صحيفة", "أ, ب")


def test_html_in_a_record_is_html(tmp_path: Path) -> None:
    (page,) = read(write(tmp_path / "a.json", json.dumps({"title": "t", "html": "<p>نص</p>"})))
    assert isinstance(page, Page)
    assert page.kind == "html"


def test_the_version_follows_the_text_and_not_the_crawl(tmp_path: Path) -> None:
    def version(record: dict[str, Any]) -> str:
        (page,) = read(write(tmp_path / "a.json", json.dumps(record)))
        assert isinstance(page, Page)
        return page.sha256

    assert version({**ONE, "captured": "2020"}) == version({**ONE, "captured": "2021"})
    assert version(ONE) != version({**ONE, "title": "غيره"})
    assert version(ONE) != version({**ONE, "content": "غيره"})


def test_a_record_over_the_limit(tmp_path: Path) -> None:
    big = {"title": "t", "content": "نص " * 400_000}
    for name, text in (
        ("a.jsonl", f"{json.dumps(big)}\n{json.dumps(TWO)}"),
        ("a.json", json.dumps([big, TWO])),
    ):
        found = read(write(tmp_path / name, text), max_bytes=1_000_000)
        assert bodies(found) == ["PageTooLarge", "نص ثان"]


def test_deep_nesting_is_damage(tmp_path: Path) -> None:
    found = read(write(tmp_path / "a.jsonl", '{"a":' * 100_000 + "\n" + json.dumps(TWO)))
    assert isinstance(found[0], PageUnreadable)
    assert bodies(found)[-1] == "نص ثان"


def test_truncated_gzip_gives_what_came_before(tmp_path: Path) -> None:
    import random

    noise = random.Random(1)
    rows = [{"title": str(i), "content": "".join(noise.choices("ابتثجح خدذ", k=5000))} for i in range(60)]
    packed = gzip.compress("\n".join(map(json.dumps, rows)).encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(packed[: int(len(packed) * 0.9)])
    found = read(str(path))
    assert isinstance(found[-1], PageUnreadable)
    assert "breaks off" in str(found[-1])
    assert isinstance(found[0], Page)
    assert found[0].id == "a#0"


@given(
    rows=st.lists(st.fixed_dictionaries({"title": st.text(), "content": st.text(min_size=1)}), max_size=6),
    size=st.integers(1, 40),
    ascii_=st.booleans(),
)
def test_any_cut_into_chunks_gives_the_same_records(
    rows: list[dict[str, str]], size: int, ascii_: bool
) -> None:
    data = json.dumps(rows, ensure_ascii=ascii_).encode("utf-8", errors="replace")

    def read_in(chunk: int) -> list[str]:
        chunks = [data[i : i + chunk] for i in range(0, len(data), chunk)]
        found = record_pages(chunks, Naming("p", "p#", "p#"), SourceOptions(), lines=False)
        return [repr(f) for f in found]

    assert read_in(size) == read_in(len(data))
    assert len(read_in(size)) == len(rows)


@given(data=st.binary(max_size=300), lines=st.booleans())
def test_any_bytes_give_pages_or_errors(data: bytes, lines: bool) -> None:
    for found in record_pages([data], Naming("p", "p#", "p#"), SourceOptions(), lines=lines):
        assert isinstance(found, Page | PageError)


def test_too_large_is_told_apart() -> None:
    chunks = [b'[{"title": "' + b"a" * 3000] * 3
    (found,) = record_pages(chunks, Naming("p", "p#", "p#"), SourceOptions(max_bytes=1000), lines=False)
    assert isinstance(found, PageTooLarge)
