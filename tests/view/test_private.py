from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Evidence
from marsad.view.private import HIDDEN, hidden_spans, public_title, without_hidden
from view.made import arrest


def quoted(text: str, start: int, end: int, name: str) -> Evidence:
    return Evidence("title", start, end, text[start:end].replace(name, HIDDEN), "test")


def test_a_title_loses_what_its_quotations_hide():
    assert public_title(arrest().mentions[0]) == "توقيف […] بطلب من باريس"


def test_a_name_is_hidden_wherever_the_title_has_it():
    title = "سمير قادر: من هو سمير قادر؟"
    evidence = quoted(title, 0, 10, "سمير قادر")
    assert without_hidden(title, iter([evidence])) == "[…]: من هو […]؟"


def test_quotations_from_the_body_leave_the_title_alone():
    title = "عنوان عادي"
    evidence = Evidence("body", 0, 5, "[…] قال", "test")
    assert without_hidden(title, iter([evidence])) == title


def test_a_quotation_that_does_not_fit_hides_its_whole_span():
    evidence = Evidence("title", 0, 7, "xyz […]", "test")
    assert list(hidden_spans("abc def ghi", evidence)) == [(0, 7)]


WORD = st.text("abcdeابتث", min_size=1, max_size=6)


@given(st.lists(WORD, min_size=1, max_size=6), st.integers(0, 5))
def test_hidden_spans_cover_the_name(parts, at):
    parts[at % len(parts)] = "NAME"
    title = " ".join(parts)
    evidence = Evidence("title", 0, len(title), title.replace("NAME", HIDDEN), "test")
    assert [title[a:b] for a, b in hidden_spans(title, evidence)] == ["NAME"]
    assert "NAME" not in without_hidden(title, iter([evidence]))
