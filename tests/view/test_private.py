from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Article, Evidence, Reading
from marsad.view.private import HIDDEN, hidden_names, hidden_spans, public_title, publishable, without_names
from tests.view.made import arrest, meeting, mention, sourced


def test_a_title_loses_what_its_quotations_hide():
    assert public_title(arrest().mentions[0]) == "توقيف […] بطلب من باريس"


@pytest.mark.parametrize(
    ("title", "public"),
    [
        ("سمير قادر: من هو سمير قادر؟", "[…]: من هو […]؟"),
        ("تسليم قادر إلى باريس", "تسليم […] إلى باريس"),
        ("محاكمة لقادر وشركائه", "محاكمة […] وشركائه"),
        ("سمير الوزير يزور باريس", "سمير الوزير يزور باريس"),
        ("عنوان عادي", "عنوان عادي"),
    ],
)
def test_a_name_and_its_surname_are_hidden_wherever_the_title_has_them(title, public):
    assert without_names(title, {"سمير قادر"}) == public


def told() -> Reading:
    """A page whose body, not title, gives the private name to a quotation."""
    body = "سلمت الشرطة سمير قادر إلى فرنسا."
    evidence = Evidence("body", 0, 31, "سلمت الشرطة […] إلى فرنسا", "test")
    article = Article("p", "p", "p", "0", "من هو قادر؟", body, "ar")
    return Reading(article, (mention(type="extradition", evidence=evidence, fields={}), mention()))


class FakeRecord:
    def __init__(self):
        first, second = (
            replace(sourced("p", m, None, None, "o"), page="p", title="من هو قادر؟") for m in told().mentions
        )
        other = sourced("q", mention(), None, None, "o", "قادر على الفوز")
        self.found = [replace(meeting(), mentions=(m,)) for m in (first, second, other)]
        self.asked = []

    def events(self):
        return self.found

    def told_by(self, pages):
        return self.events()

    def reading(self, page):
        self.asked.append(page)
        return told()


def test_a_name_that_the_body_gives_is_hidden_in_the_title_of_every_event_of_the_page():
    assert hidden_names(told()) == {"سمير قادر"}
    record = FakeRecord()
    titles = [e.mentions[0].title for e in publishable(record.events(), record)]
    assert titles == ["من هو […]؟", "من هو […]؟", "قادر على الفوز"]
    assert record.asked == ["p"]


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
    assert "NAME" not in without_names(title, {"NAME"})
