from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.etree import iterwalk

from marsad.errors import PageTooLarge
from marsad.read.gate import MAX_DEPTH
from marsad.read.visible import BLOCKS, UNSEEN, visible_lines

PARSER = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
NAMES = ("p", "div", "span", "b", "noscript", "select", "option", "svg", "template", "br", "td", "table", "li", "title")
PIECES = ["نص", "a b", " ", "\n", "\t", "\u00a0", "&amp;", "&nbsp;", "<!-- x -->", "]]>", "<br>", "\f"]
PIECES += [f"<{name}>" for name in NAMES] + [f"</{name}>" for name in NAMES]


def walked(tree) -> list[str]:
    """The same lines, gathered element by element."""
    lines, parts, hidden = [], [], 0
    for event, element in iterwalk(tree, events=("start", "end")):
        hidden += (event == "start") * (element.tag in UNSEEN)
        hidden -= (event == "end") * (element.tag in UNSEEN)
        if element.tag in BLOCKS:
            lines.append("".join(parts))
            parts.clear()
        text = element.text if event == "start" else element.tail
        parts += [text] if text and not hidden else []
    lines.append("".join(parts))
    return [line for raw in lines if (line := re.sub(r"[ \t\r\n\f]+", " ", raw).strip())]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_the_transformation_gives_what_a_walk_over_the_elements_gives(markup: str) -> None:
    tree = html.document_fromstring(f"<html><body>x{markup}", parser=PARSER)
    assert visible_lines(tree, "x") == walked(tree)


def test_what_is_not_seen_is_left_out_and_blocks_end_lines() -> None:
    markup = "<title>T</title><body>a<b>b</b> c<script>no</script><p>d\ne<br>f<noscript><div>no</div></noscript>g"
    assert visible_lines(html.document_fromstring(markup, parser=PARSER), "x") == ["ab c", "d e", "f", "g"]


def test_elements_left_open_nest_only_so_deep() -> None:
    markup = ("<body>" + "<b>" * depth + "x" for depth in (MAX_DEPTH - 1, MAX_DEPTH - 2))
    deep, deepest = (html.document_fromstring(one, parser=PARSER) for one in markup)
    with pytest.raises(PageTooLarge, match="nest deeper"):
        visible_lines(deep, "x")
    assert visible_lines(deepest, "x") == ["x"]
