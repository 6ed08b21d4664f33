from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import AddressForbidden, LexiconError
from marsad.source.fetch import canonical, key, parse
from marsad.source.fetch import words as module


@pytest.mark.parametrize(
    "spelled, text",
    [
        ("HTTP://Outlet.Example", "http://outlet.example/"),
        ("  https://outlet.example:443/a \n", "https://outlet.example/a"),
        ("http://outlet.example.:8080/a#part", "http://outlet.example:8080/a"),
        ("https://outlet.example/a/./b/../c/..", "https://outlet.example/a/"),
        ("https://outlet.example/../../a//b", "https://outlet.example/a//b"),
        ("https://outlet.example?q=1", "https://outlet.example/?q=1"),
        ("https://outlet.example/%7euser/%d8%a3?x=%2f", "https://outlet.example/~user/%D8%A3?x=%2F"),
        ("https://outlet.example/100%/a b", "https://outlet.example/100%25/a%20b"),
        ("https://outlet.example/خبر?ق=ب", "https://outlet.example/%D8%AE%D8%A8%D8%B1?%D9%82=%D8%A8"),
        ("https://موقع.مصر/", "https://xn--4gbrim.xn--wgbh1c/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2606:4700:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("https://outlet.example/a\\b", "https://outlet.example/a%5Cb"),
        ("https://outlet.example/@user:1/x", "https://outlet.example/@user:1/x"),
    ],
)
def test_one_spelling(spelled: str, text: str) -> None:
    assert parse(spelled).text == text
    assert parse(text) == parse(spelled)


@given(st.text(max_size=60))
def test_what_is_read_once_is_read_the_same_again(text: str) -> None:
    for start in ("", "http://", "https://outlet.example/", "http://outlet.example/?"):
        try:
            found = parse(start + text)
        except AddressForbidden:
            continue
        assert found.text.isascii() and found.text.isprintable() and " " not in found.text
        assert parse(found.text) == found
        assert parse(canonical(found)).text == canonical(found)


def test_links_are_joined_to_their_page() -> None:
    page = parse("https://outlet.example/news/a?x=1")
    assert page.join("b").text == "https://outlet.example/news/b"
    assert page.join("//other.example/c").text == "https://other.example/c"
    assert page.join(" /d ").text == "https://outlet.example/d"
    for link in ("javascript:alert(1)", "http://[x", "mailto:a@b.example", "http://a@b.example/"):
        with pytest.raises(AddressForbidden):
            page.join(link)


def test_where_a_reader_came_from_is_no_part_of_a_page() -> None:
    found = parse("https://outlet.example/a?utm_source=feed&id=7&fbclid=x&UTM_Medium=y&b")
    assert canonical(found) == "https://outlet.example/a?id=7&b"
    assert canonical(parse("https://outlet.example/a?utm_source=x")) == "https://outlet.example/a"
    assert key(found) == key(parse("http://outlet.example/a?id=7&b#x")) == "outlet.example/a?id=7&b"


def test_very_long_addresses_are_refused() -> None:
    with pytest.raises(AddressForbidden, match="more than 2,000 characters"):
        parse("http://outlet.example/" + "a" * 3000)


def test_mistakes_in_the_data_are_told_all_at_once(tmp_path, monkeypatch) -> None:
    file = tmp_path / "addresses.yml"
    file.write_text("networks:\n  10.0.0.0/8: fine\n  10.0.0.1/8: wrong\nnames: []\ntracking: [a]\n", encoding="utf-8")
    monkeypatch.setattr(module, "FILE", file)
    module.words.cache_clear()
    with pytest.raises(LexiconError) as said:
        module.words()
    monkeypatch.undo()
    module.words.cache_clear()
    assert len(said.value.problems) == 3
