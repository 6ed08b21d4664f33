import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import PageTooLarge
from marsad.read.gate import (
    MAX_ATTRIBUTES,
    MAX_BYTES,
    MAX_LINE,
    MAX_NESTING,
    MAX_TAGS,
    MAX_TEXT,
    _without_opaque,
    gate_bytes,
    gate_html,
    gate_text,
)
from marsad.read.html import read_html


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * MAX_NESTING + "x",
        "<div></div>" * 5_000,
        "<p>one<p>two" * 2_000,
        "<ul>" + "<li>x" * 2_000 + "</ul>",
        "<br><img src=x><hr>" * 1_000,
        "<i/>" * 2_000,
        "<script>" + "if (a<b && c) { <div> }" * 1_000 + "</script>",
        "<!-- " + "<b>" * 1_000 + " -->",
        f"<p class=\"{'a ' * 2_000}\" title='{'> ' * 900}'>x</p>",
        "<p " + "a " * MAX_ATTRIBUTES + ">",
    ],
)
def test_ordinary_pages_pass(html: str) -> None:
    gate_html("p", html)


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<div>" * (MAX_NESTING + 1), "deeper"),
        ("<b><i>" * MAX_NESTING, "deeper"),
        ("<p " + "a " * 300 + ">", "attributes"),
        ("<br>" * (MAX_TAGS + 1), "tags"),
        ("<p " + 'a="b > c" ' * 300 + ">", "attributes"),
        ("<p " + "a=1 " * 300, "attributes"),
        ("<script " + "a " * 300 + ">", "attributes"),
    ],
)
def test_hostile_pages_do_not(html: str, what: str) -> None:
    with pytest.raises(PageTooLarge, match=what):
        gate_html("p", html)


@given(st.text(alphabet="<>/=\"' !-abscript\n", max_size=400))
def test_any_markup_passes_or_is_too_large(html: str) -> None:
    try:
        gate_html("p", html)
    except PageTooLarge as error:
        assert error.path == "p"


def test_lines() -> None:
    gate_text("p", "\n".join(["a" * MAX_LINE] * 3))
    with pytest.raises(PageTooLarge, match="one line"):
        gate_text("p", "short\n" + "a" * (MAX_LINE + 1))


def test_end_tags_without_a_beginning_close_nothing() -> None:
    with pytest.raises(PageTooLarge, match="nest deeper"):
        gate_html("a.html", "<div></zzz>" * (MAX_NESTING + 1))
    gate_html("a.html", "<div></div></zzz>" * (MAX_NESTING + 1))


def test_a_short_comment_hides_nothing() -> None:
    with pytest.raises(PageTooLarge, match="nest deeper"):
        gate_html("a.html", "<!-->" + "<div>" * (MAX_NESTING + 1) + "<!-- -->")


@pytest.mark.parametrize("html", ["<p>{}</p>", "<p>x</p>{}", "{}"])
def test_an_endless_text_is_refused(html: str) -> None:
    with pytest.raises(PageTooLarge, match="between two tags"):
        gate_html("a.html", html.format("ن" * (MAX_TEXT + 1)))
    gate_html("a.html", html.format("ن" * (MAX_TEXT - 1)))


def test_a_page_of_too_many_bytes_is_refused() -> None:
    gate_bytes("a.html", bytes(MAX_BYTES))
    with pytest.raises(PageTooLarge, match="a page has at most"):
        gate_bytes("a.html", bytes(MAX_BYTES + 1))


def test_elements_left_open_that_nest_in_the_parser_are_told() -> None:
    markup = "<html><body>" + "<li><td><option><div>" * 510 + "نص " * 30
    gate_html("a.html", markup)
    with pytest.raises(PageTooLarge, match="left open nest deeper"):
        read_html("a.html", markup)


MARKS = ["<!--", "-->", "--!>", "-", "!", ">", "<", "<script", " ", "</script", "</SCRIPT", "<style>", "</style>", "x"]
LAZY = (("<!--(?!-?>)", "--!?>"), (r"<script\b", "</script"), (r"<style\b", "</style"))


@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
def test_comments_and_scripts_end_at_their_first_end_mark(html: str) -> None:
    left = html
    for opens, closes in LAZY:
        last = max((m.end() for m in re.finditer(closes, left, re.IGNORECASE)), default=0)
        left = re.sub(f"{opens}.*?{closes}", "", left[:last], flags=re.DOTALL | re.IGNORECASE) + left[last:]
    assert _without_opaque(html) == left
