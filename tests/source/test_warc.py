from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path

import pytest
import torture_archives
from archives import SUFFIX, Packing, pack, record, response, zstd

from marsad.errors import PageEmpty, PageError, PageMissing, PageTooLarge, PageUnreadable
from marsad.model import Page
from marsad.source import Position, SourceOptions, located, pages

TEXT = "<html><head><title>عنوان</title></head><body><p>نص الصفحة رقم {}</p></body></html>"


def body(n: int = 0) -> bytes:
    return TEXT.format(n).encode()


def made(count: int) -> list[bytes]:
    return [record(response(body(n)), address=f"https://a.example/{n}") for n in range(count)]


def written(folder: Path, data: bytes, name: str = "a.warc") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def one(folder: Path, data: bytes, options: SourceOptions | None = None) -> Page | PageError:
    (found,) = pages([written(folder, data)], options)
    return found


def page(found: Page | PageError) -> Page:
    assert isinstance(found, Page), found
    return found


@pytest.mark.parametrize("packing", SUFFIX)
def test_records_become_pages_named_by_file_and_offset(tmp_path: Path, packing: Packing) -> None:
    archive = pack(made(5), packing)
    path = written(tmp_path, archive.data, f"a{SUFFIX[packing]}")
    found = [page(item) for item in pages([path])]
    assert [p.path for p in found] == [f"{path}#{start}" for start, _ in archive.spans]
    assert found[1].id == f"a#{archive.spans[1][0]}"
    assert [p.data for p in found] == [body(n) for n in range(5)]
    assert [p.address for p in found] == [f"https://a.example/{n}" for n in range(5)]
    assert {p.captured for p in found} == {"2023-02-15T09:30:00Z"}
    assert {p.kind for p in found} == {"html"}


def test_an_archive_compressed_as_a_whole_is_read(tmp_path: Path) -> None:
    whole = pack(made(3), "plain")
    for name, data in (("a.warc.gz", gzip.compress(whole.data)), ("b.warc.zst", zstd(whole.data))):
        path = written(tmp_path, data, name)
        found = [page(item) for item in pages([path])]
        assert [p.data for p in found] == [body(n) for n in range(3)]
        assert [p.path for p in found] == [f"{path}#0"] + [f"{path}#0+{start}" for start, _ in whole.spans[1:]]


def test_a_dictionary_of_zstandard_records_is_used(tmp_path: Path) -> None:
    # A frame that may be skipped, of the kind that holds a dictionary; these records do without one.
    words = b"WARC/1.1 " * 40
    skipped = (0x184D2A5D).to_bytes(4, "little") + len(words).to_bytes(4, "little") + words
    path = written(tmp_path, skipped + pack(made(2), "zstd").data, "a.warc.zst")
    assert len([page(item) for item in pages([path])]) == 2


def test_wet_records_are_text(tmp_path: Path) -> None:
    text = "عنوان\n\nنص مستخرج من الصفحة."
    data = record(b"Software: a crawler", "warcinfo") + record(text.encode(), "conversion", "https://a.example/t")
    found = page(one(tmp_path, data))
    assert (found.kind, found.data.decode(), found.address) == ("text", text, "https://a.example/t")


def test_what_is_no_page_is_passed_over_and_counted(tmp_path: Path) -> None:
    records = [
        record(b"Software: a crawler", "warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(response(b"\x89PNG" * 9, "image/png")),
        record(response(b"", status="301 Moved", Location="https://b.example/")),
        record(response(b"\0" * 400_000, "video/mp4")),
        record(response(body())),
    ]
    items = list(located([written(tmp_path, b"".join(records))]))
    assert [type(item) for item in items] == [Page, Position]
    assert isinstance(items[1], Position) and items[1].passed == 5


@pytest.mark.parametrize("packing", SUFFIX)
def test_a_damaged_record_costs_only_itself_and_is_told(tmp_path: Path, packing: Packing) -> None:
    archive = pack(made(5), packing)
    start, end = archive.spans[2]
    middle = start + 12 if packing == "plain" else (start + end) // 2
    data = bytearray(archive.data)
    data[middle : middle + 9] = b"\xff" * 9
    path = written(tmp_path, bytes(data), f"a{SUFFIX[packing]}")
    found = list(pages([path]))
    assert [isinstance(item, Page) for item in found] == [True, True, False, True, True]
    loss = found[2]
    assert isinstance(loss, PageUnreadable) and loss.path == f"{path}#{start}"
    assert f"{end - start:,} bytes were passed over" in loss.reason


@pytest.mark.parametrize("packing", SUFFIX)
def test_an_archive_that_breaks_off_says_so(tmp_path: Path, packing: Packing) -> None:
    archive = pack(made(4), packing)
    path = written(tmp_path, archive.data[: archive.spans[3][0] + 60], f"a{SUFFIX[packing]}")
    *read, loss = pages([path])
    assert len(read) == 3 and isinstance(loss, PageUnreadable) and "breaks off" in loss.reason


def test_a_wrong_length_does_not_swallow_the_next_records(tmp_path: Path) -> None:
    first, second, third = made(3)
    for wrong in (b"Content-Length: 9", b"Content-Length: 900"):
        told = second.replace(b"Content-Length: " + str(len(response(body(1)))).encode(), wrong)
        assert told != second
        found = list(pages([written(tmp_path, first + told + third)]))
        assert [isinstance(item, Page) for item in found] == [True, False, True]


def test_a_page_that_quotes_a_record_is_one_page(tmp_path: Path) -> None:
    quoting = b"<html><body>" + record(response(body(7))) + b"</body></html>"
    found = page(one(tmp_path, record(response(quoting))))
    assert found.data == quoting


def test_a_wrong_checksum_is_told(tmp_path: Path) -> None:
    wrong = record(response(body()), WARC_Block_Digest="sha1:" + "A" * 32)
    found = one(tmp_path, wrong)
    assert isinstance(found, PageUnreadable) and "checksum" in found.reason


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_what_unpacks_to_too_much_is_refused_and_the_rest_goes_on(tmp_path: Path, packing: Packing) -> None:
    bomb = record(response(b" " * 30_000_000))
    archive = pack([made(1)[0], bomb, *made(1)], packing)
    options = SourceOptions(max_inflated=1_000_000)
    found = list(pages([written(tmp_path, archive.data, f"a{SUFFIX[packing]}")], options))
    assert [type(item) for item in found] == [Page, PageTooLarge, Page]


@pytest.mark.parametrize(
    ("coding", "pressed"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("zstd", zstd),
        ("gzip", lambda data: data),  # many archives hold the body inflated and the header as it was
    ],
)
def test_bodies_are_inflated(tmp_path: Path, coding: str, pressed) -> None:
    block = response(pressed(body()), Content_Encoding=coding)
    assert page(one(tmp_path, record(block))).data == body()


def test_chunks_are_joined(tmp_path: Path) -> None:
    text = body()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (text[:10], text[10:])) + b"0\r\n\r\n"
    block = response(chunked, Transfer_Encoding="chunked", Content_Length="")
    assert page(one(tmp_path, record(block))).data == text
    plain = response(text, Transfer_Encoding="chunked", Content_Length="")  # joined by the archive already
    assert page(one(tmp_path, record(plain))).data == text


@pytest.mark.parametrize(
    ("block", "error", "why"),
    [
        (response(gzip.compress(b" " * 6_000_000), Content_Encoding="gzip"), PageTooLarge, "unpacks to"),
        (response(zlib.compress(b" " * 6_000_000), Content_Encoding="deflate"), PageTooLarge, "unpacks to"),
        (response(gzip.compress(body())[:60], Content_Encoding="gzip"), PageUnreadable, "breaks off"),
        (response(b"\x1f\x8b" + body(), Content_Encoding="gzip"), PageUnreadable, "damaged"),
        (response(zlib.compress(body())[:60], Content_Encoding="deflate"), PageUnreadable, "breaks off"),
        (response(b"grkg" * 9, Content_Encoding="rot13"), PageUnreadable, "rot13"),
        (response(body(), Content_Length="99999"), PageUnreadable, "of 99,999 bytes"),
        (response(b" " * 6_000_000), PageTooLarge, "over"),
        (response(b""), PageEmpty, "empty"),
        (response(b"%PDF-1.4", ""), PageUnreadable, "PDF"),
    ],
)
def test_bodies_that_cannot_be_read_are_told(tmp_path: Path, block: bytes, error: type[PageError], why: str) -> None:
    found = one(tmp_path, record(block))
    assert type(found) is error and why in found.reason


def test_a_body_that_the_crawler_cut_is_read(tmp_path: Path) -> None:
    block = response(body(), Content_Length="99999")
    assert page(one(tmp_path, record(block, WARC_Truncated="length"))).data == body()


def test_the_encoding_of_the_http_header_is_believed_where_bytes_are_no_utf_8(tmp_path: Path) -> None:
    block = response("<p>نص الصفحة</p>".encode("iso8859-6"), "text/html; charset=ISO-8859-6")
    assert page(one(tmp_path, record(block))).data.decode() == "<p>نص الصفحة</p>"


def test_only_addresses_of_the_web_are_taken(tmp_path: Path) -> None:
    for told, address in (("<https://a.example/x#top>", "https://a.example/x"), ("javascript:alert(1)", None)):
        assert page(one(tmp_path, record(response(body()), address=told))).address == address


def test_reading_goes_on_at_a_position(tmp_path: Path) -> None:
    for packing in SUFFIX:
        archive = pack(made(450), packing)
        path = written(tmp_path, archive.data, f"a{SUFFIX[packing]}")
        items = list(located([path]))
        marks = [item for item in items if isinstance(item, Position)]
        assert len(marks) == 3 and marks[-1].offset == len(archive.data)
        again = list(located([path], reached={path: marks[0]}))
        assert isinstance(again[0], Position) and again[0].resumed
        assert again[1:] == items[items.index(marks[0]) + 1 :]


def test_an_archive_that_grew_is_gone_on_with_and_another_one_read_anew(tmp_path: Path) -> None:
    records = made(4)
    path = written(tmp_path, b"".join(records[:2]))
    (mark,) = (item for item in located([path]) if isinstance(item, Position))
    written(tmp_path, b"".join(records))
    new = [item.data for item in located([path], reached={path: mark}) if isinstance(item, Page)]
    assert new == [body(2), body(3)]
    written(tmp_path, b"".join(reversed(records)))
    assert len([item for item in located([path], reached={path: mark}) if isinstance(item, Page)]) == 4


def test_archives_come_from_standard_input_patterns_and_folders(tmp_path: Path, monkeypatch) -> None:
    archive = pack(made(2), "gzip")
    (tmp_path / "2023").mkdir()
    for name in ("2023/b.warc.gz", "2023/a.warc.gz", "2023/c.txt"):
        (tmp_path / name).write_bytes(archive.data if name.endswith("gz") else "نص".encode())
    found = list(pages([str(tmp_path / "*" / "*.warc.gz")]))
    assert [Path(page(item).path).name for item in found[::2]] == ["a.warc.gz#0", "b.warc.gz#0"]
    assert len(list(pages([str(tmp_path)]))) == 5
    assert isinstance(next(pages([str(tmp_path / "*.nothing")])), PageMissing)

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    class In:
        buffer = io.BufferedReader(Pipe(archive.data))  # type: ignore[arg-type]

    monkeypatch.setattr(sys, "stdin", In())
    assert [page(item).data for item in pages(["-"])] == [body(0), body(1)]


def test_damage_of_every_kind_costs_little_and_nothing_silently() -> None:
    outcome = torture_archives.run(60, seed=5)
    assert outcome.undamaged > 60 * 15
    assert outcome.good, outcome
