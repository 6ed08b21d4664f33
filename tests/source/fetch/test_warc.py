"""Answers kept as WARC: read back by us, by place, and by another reader of the format."""

from __future__ import annotations

import gzip
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from marsad.errors import MarsadError, PageUnreadable
from marsad.source import pages
from marsad.source.fetch import fetch, parse
from marsad.source.fetch.page import kept_page, page_of
from marsad.source.fetch.warc import Stored, WarcFolder, append_to, read_record
from marsad.source.position import Position
from tests.web import AGENT, answer, serving

PAGE = "<html><body><p>خبر قصير عن لقاء</p></body></html>"


def responses():
    packed = answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip", X_Note="é")
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n"
    with serving({"/a": packed, "/b": chunked, "/c": answer("", "301 Moved", Location="/a")}) as web:
        return [fetch(parse(f"http://outlet.example/{path}"), web.options()) for path in "abc"]


def test_what_is_kept_is_what_came(tmp_path) -> None:
    packed, chunked, moved = responses()
    folder = WarcFolder(tmp_path, AGENT)
    places = [folder.append(r) for r in (packed.last, chunked.last, moved.way[0])]
    kept = [folder.read(place) for place in places]
    folder.close()
    assert [k.body for k in kept] == [packed.last.body, b"abcdefg", b""]
    assert [k.address.target for k in kept] == ["/a", "/b", "/c"]
    assert kept[0].status == 200 and kept[2].status == 301
    assert kept_page(kept[0], 10_000) == page_of(packed)


def test_another_reader_finds_all_with_right_digests(tmp_path) -> None:
    folder = WarcFolder(tmp_path, AGENT)
    found = responses()
    for fetched in found:
        folder.append(fetched.last)
    folder.flush()
    records = []
    with (tmp_path / "marsad-00001.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            body = record.raw_stream.read()
            records.append((record.rec_type, record.rec_headers.get_header("WARC-IP-Address"), body))
    assert [r[0] for r in records] == ["warcinfo", "response", "response", "response"]
    assert AGENT.encode() in records[0][2]
    assert records[1][1:] == ("127.0.0.1", found[0].last.body)
    folder.close()


def test_what_is_kept_is_an_archive_that_is_read_like_any_other(tmp_path) -> None:
    packed, _, moved = responses()
    folder = WarcFolder(tmp_path, AGENT)
    folder.append(moved.way[0])
    folder.append(packed.last)
    folder.close()
    found = [item for item in pages([str(tmp_path)]) if not isinstance(item, Position)]
    assert [(page.address, page.data) for page in found] == [("http://outlet.example/a", PAGE.encode())]
    assert found[0].sha256 == page_of(packed).sha256


def test_what_was_not_acknowledged_is_cut_off(tmp_path) -> None:
    one, two, _ = responses()
    folder = WarcFolder(tmp_path, AGENT)
    first = folder.append(one.last)
    file, length = folder.file, folder.length
    folder.append(two.last)
    folder.close()
    again = WarcFolder(tmp_path, AGENT, file=file, length=length)
    second = again.append(two.last)
    assert second.offset == first.offset + first.length == length
    again.flush()
    data = (tmp_path / file).read_bytes()
    assert len(list(ArchiveIterator(io.BytesIO(data)))) == 3
    again.close()


def test_files_grow_to_a_size_and_the_next_is_begun(tmp_path) -> None:
    one, _, _ = responses()
    (tmp_path / "marsad-00002.warc.gz").write_bytes(b"never acknowledged")
    folder = WarcFolder(tmp_path, AGENT, size=1500)
    places = [folder.append(one.last) for _ in range(4)]
    assert {p.file for p in places} == {"marsad-00001.warc.gz", "marsad-00002.warc.gz"}
    assert {folder.read(p).body for p in places} == {one.last.body}
    folder.close()


def test_a_file_that_is_gone_or_shorter_is_not_written_to(tmp_path) -> None:
    one, _, _ = responses()
    (tmp_path / "marsad-00007.warc.gz").write_bytes(b"short")
    folder = WarcFolder(tmp_path, AGENT, file="marsad-00007.warc.gz", length=500)
    assert folder.append(one.last).file == "marsad-00008.warc.gz"
    folder.close()
    assert (tmp_path / "marsad-00007.warc.gz").read_bytes() == b"short"


def test_damage_is_told(tmp_path) -> None:
    one, _, _ = responses()
    folder = WarcFolder(tmp_path, AGENT)
    place = folder.append(one.last)
    folder.close()
    file = tmp_path / place.file
    data = bytearray(file.read_bytes())
    data[place.offset + 40] ^= 0xFF
    file.write_bytes(data)
    for wrong in (place, Stored(place.file, 10**9, 10), Stored("other.warc.gz", 0, 10), Stored(place.file, 3, 40)):
        with pytest.raises(PageUnreadable, match="kept page"):
            read_record(tmp_path / wrong.file, wrong)


def test_a_file_of_ones_own(tmp_path) -> None:
    one, two, _ = responses()
    file = tmp_path / "mine.warc.gz"
    append_to(file, one.last, AGENT)
    append_to(file, two.last, AGENT)
    with file.open("rb") as opened:
        assert [r.rec_type for r in ArchiveIterator(opened)] == ["warcinfo", "response", "response"]
    with pytest.raises(MarsadError, match="cannot be written"):
        append_to(tmp_path / "no" / "mine.warc.gz", one.last, AGENT)
