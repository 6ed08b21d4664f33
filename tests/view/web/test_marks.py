"""An article's text cut into marked pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

import marsad
from marsad.model import Article
from marsad.text import shown_safely
from marsad.view.web.marks import Mark, hidden_stretches, lines, marks
from tests.store.make import reading
from tests.view.web.conftest import ROOT


def article(title: str, body: str) -> Article:
    return Article("a", "a.txt", "a", "v", title, body, "ar")


TEXT = st.text("ابت جدس.\n ", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Article, list[Mark]]:
    told = article(draw(st.text("ابت ", max_size=20)), draw(TEXT))
    found = []
    for n in range(draw(st.integers(0, 8))):
        where = draw(st.sampled_from(["title", "body"]))
        size = len(told.text(where))
        start = draw(st.integers(0, size))
        end = draw(st.integers(start, size))
        kind = draw(st.sampled_from(["event", "person", "place", "date", "other"]))
        found.append(Mark(kind, "x", where, start, end, f"e-{n}", "r", n))
    return told, found


@given(marked())
def test_pieces_are_the_text_again(given_: tuple[Article, list[Mark]]) -> None:
    told, found = given_
    shown = list(lines(told, found))
    assert "".join(p.text for p in shown[0].pieces) == shown_safely(told.title)
    body = ["".join(p.text for p in line.pieces) for line in shown[1:]]
    assert body == [shown_safely(line) for line in told.body.split("\n") if line.strip()]


@given(marked())
def test_every_mark_with_words_begins_in_one_place(given_: tuple[Article, list[Mark]]) -> None:
    told, found = given_
    ids = [id_ for line in lines(told, found) for piece in line.pieces for id_ in piece.ids]
    assert len(ids) == len(set(ids))
    for m in found:
        text = told.text(m.where)
        whole = "\n" not in text[m.start : m.end] and m.end > m.start
        line = text[text.rfind("\n", 0, m.start) + 1 :].split("\n")[0]
        if whole and (line.strip() or m.where == "title"):
            assert f"{m.where[0]}{m.start}" in ids


def examples() -> Iterator[marsad.Reading]:
    yield from (r for r in marsad.read_all([ROOT / "examples"]) if not isinstance(r, Exception))


def test_marks_of_real_readings_lie_on_their_words() -> None:
    for told in examples():
        found = marks(told, {n: f"e-{n}" for n in range(len(told.mentions))})
        assert {m.kind for m in found} <= {"event", "person", "place", "date", "other"}
        for m in found:
            assert 0 <= m.start < m.end <= len(told.article.text(m.where))


def test_a_rejected_event_is_marked_and_leads_nowhere() -> None:
    assert {m.event for m in marks(reading(), {})} == {None}


def test_hidden_names_are_out_and_everything_else_is_in() -> None:
    told = article("توقيف فلان الفلاني", "قال فلان الفلاني إن الفلاني بريء.\nولم يزد.")
    dark = hidden_stretches(told, ["فلان الفلاني"])
    shown = ["".join(p.text for p in line.pieces) for line in lines(told, [], dark)]
    assert shown == ["توقيف […]", "قال […] إن […] بريء.", "ولم يزد."]


@given(TEXT, st.lists(st.text("ابتجد", min_size=3, max_size=6), max_size=3))
def test_no_hidden_name_is_ever_shown(body: str, names: list[str]) -> None:
    told = article("", body)
    shown = "\n".join("".join(p.text for p in line.pieces) for line in lines(told, [], hidden_stretches(told, names)))
    for name in names:
        assert not re.search(rf"(?<!\w){name}(?!\w)", shown)
