"""A file in parts gives what the whole file gives: nothing is lost or comes twice at the borders."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from archives import SUFFIX, Packing, pack, record, response
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from marsad.errors import PageError
from marsad.model import Page
from marsad.source import SourceOptions, pages
from marsad.source.parts import Part, Surveyed, cut, part_pages, settled, surveyed

from .test_table import SELECT, table

OPTIONS = SourceOptions()
NO_MATTER = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def parts(place: str, size: int, options: SourceOptions = OPTIONS) -> list[Part]:
    def survey(asked: Sequence[Part]) -> list[Surveyed | None]:
        return [surveyed(part, options) for part in asked]

    (found,) = settled([cut(place, options, size)], survey)
    return found


def told(items) -> list[object]:
    shown = [repr(item) if isinstance(item, Page) else f"{type(item).__name__} {item}" for item in items]
    assert all(shown)
    return shown


def together(place: str, size: int, options: SourceOptions = OPTIONS) -> int:
    """How many parts a file has; what they give is what the whole file gives."""
    found = parts(place, size, options)
    each = [item for part in found for item in part_pages(part, options) if isinstance(item, Page | PageError)]
    assert told(each) == told(pages([place], options))
    return len(found)


def body(n: int, size: int = 0) -> bytes:
    return f"<html><body><p>نص الصفحة رقم {n} كاملا</p>{'ص' * size}</body></html>".encode()


LINE = st.one_of(
    st.sampled_from(["", " ", "\t", "{damaged", "[1]", "\ufeff"]),
    st.integers(0, 60).map(lambda n: json.dumps({"title": f"خبر {n}", "content": "نص " * n}, ensure_ascii=False)),
)


@NO_MATTER
@given(st.lists(LINE, max_size=40), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 400))
@example(["", "", json.dumps({"content": "نص"})], "\n", False, 1)
def test_lines_are_numbered_as_in_the_whole_file(tmp_path: Path, lines, end: str, last: bool, size: int) -> None:
    place = tmp_path / "a.jsonl"
    place.write_bytes((end.join(lines) + (end if last else "")).encode())
    together(str(place), size, SourceOptions(max_bytes=150))  # some are too long


def test_lines_longer_than_a_part_belong_to_one(tmp_path: Path) -> None:
    place = tmp_path / "a.jsonl"
    place.write_text("".join(json.dumps({"content": "نص " * n}, ensure_ascii=False) + "\n" for n in (900, 3, 700, 2)))
    assert together(str(place), 64) == 4
    assert together(str(place), 1 << 20) == 1


@pytest.mark.parametrize("packing", SUFFIX)
@NO_MATTER
@given(st.data())
def test_archives_are_cut_at_records(tmp_path: Path, packing: Packing, data) -> None:
    sizes = data.draw(st.lists(st.integers(0, 300), min_size=1, max_size=20))
    records = [record(response(body(n, size)), address=f"https://a.example/{n}") for n, size in enumerate(sizes)]
    if data.draw(st.booleans()):
        records.insert(0, record(b"", "warcinfo"))
    archive = bytearray(pack(records, packing).data)
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(archive) - 1))
        match data.draw(st.sampled_from(["flip", "zeros", "cut"])):
            case "flip":
                archive[at] ^= 255
            case "zeros":
                archive[at:at] = bytes(data.draw(st.integers(1, 400)))
            case "cut":
                del archive[at : at + data.draw(st.integers(1, 40))]
        if not archive:
            return
    place = tmp_path / f"a{SUFFIX[packing]}"
    place.write_bytes(bytes(archive))
    together(str(place), data.draw(st.integers(1, 2000)))


@pytest.mark.parametrize("packing", SUFFIX)
def test_an_archive_within_a_record_is_no_border(tmp_path: Path, packing: Packing) -> None:
    """A part that begins within a record which holds another archive begins where that record ends."""
    noise = os.urandom(200)
    inner = pack([record(response(body(n))) for n in range(20)], packing).data
    outer = [record(response(noise + inner, "text/plain"), address=f"https://a.example/{n}") for n in range(3)]
    stored = [gzip.compress(one, 0) if packing == "gzip" else one for one in outer]
    data = b"".join(stored) if packing == "gzip" else pack(outer, packing).data
    place = tmp_path / f"a{SUFFIX[packing]}"
    place.write_bytes(data)
    assert 2 <= together(str(place), 700) <= 3


def test_an_archive_compressed_as_a_whole_is_one_part(tmp_path: Path) -> None:
    place = tmp_path / "a.warc.gz"
    place.write_bytes(gzip.compress(b"".join(record(response(body(n, n))) for n in range(50))))
    assert together(str(place), 100) == 1


@pytest.mark.parametrize("group", [2048, 4096])
def test_tables_are_cut_at_row_groups(tmp_path: Path, group: int) -> None:
    place = table(tmp_path / "t.parquet", SELECT, 10_000, group)
    found = parts(place, 1)
    assert [part.begin for part in found] == list(range(0, 10_000, group))
    assert together(place, 1) == -(-10_000 // group)
    assert together(place, 1 << 30) == 1


def test_a_damaged_row_group_is_lost_once(tmp_path: Path) -> None:
    place = table(tmp_path / "t.parquet", SELECT, 8192, 2048)
    data = bytearray(Path(place).read_bytes())
    at = len(data) // 2
    data[at : at + 64] = bytes(64)
    Path(place).write_bytes(bytes(data))
    assert together(place, 1) == 4


@pytest.mark.parametrize("name", ["a.json", "a.html", "a.jsonl.gz", "a.parquet", "gone.warc", "folder"])
def test_what_cannot_be_cut_is_one_part(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    articles = [{"content": f"نص {n}"} for n in range(30)]
    (tmp_path / "a.json").write_text(json.dumps(articles, indent=1))
    (tmp_path / "a.html").write_bytes(body(1, 200))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"\n".join(json.dumps(a).encode() for a in articles)))
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + bytes(500))
    place = str(tmp_path / name)
    assert cut(place, OPTIONS, 10) == [Part(place)]
    together(place, 10)


def test_a_file_that_is_gone_when_it_is_read_is_named_once(tmp_path: Path) -> None:
    place = tmp_path / "a.warc"
    place.write_bytes(b"".join(record(response(body(n))) for n in range(20)))
    cuts = cut(str(place), OPTIONS, 500)
    place.unlink()
    (found,) = settled([cuts], lambda asked: [surveyed(part, OPTIONS) for part in asked])
    assert len(cuts) > 5 and found == [Part(str(place))]
    assert [type(item).__name__ for item in part_pages(found[0], OPTIONS)] == ["PageMissing"]


def test_only_what_was_wrong_is_surveyed_again(tmp_path: Path) -> None:
    place = tmp_path / "a.warc"
    place.write_bytes(b"".join(record(response(body(n))) for n in range(30)))
    cuts = cut(str(place), OPTIONS, 900)
    asked: list[int] = []

    def survey(wanted: Sequence[Part], wrong: int = 3) -> list[Surveyed | None]:
        asked.append(len(wanted))
        return [
            Surveyed(part.begin + 1, part.end) if part == cuts[wrong] else surveyed(part, OPTIONS) for part in wanted
        ]

    (found,) = settled([cuts], partial(survey))
    (right,) = settled([cuts], lambda wanted: [surveyed(part, OPTIONS) for part in wanted])
    assert found == right
    assert asked[0] == len(cuts) and sum(asked[1:]) <= 2
