import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import PageEmpty, PageError, PageLanguage, PageTooLarge, PageUnreadable

from .conftest import Read
from .texts import ARTICLE, LEAD, MESSY, SECOND, TITLE


def test_identity_and_version(read: Read) -> None:
    article = read(MESSY)
    assert (article.id, article.path, article.identity, article.address) == ("p", "p.txt", "p.txt", None)
    assert len(article.version) == 64
    assert pickle.loads(pickle.dumps(article)) == article
    assert read(MESSY, address="https://x.example/1").identity == "https://x.example/1"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\x01\x02\x03\x04" * 100, PageUnreadable),
        (ARTICLE.encode() + ARTICLE.encode("cp1256"), PageUnreadable),
        ("كلمة " * 50_000, PageTooLarge),
        ("الرئيسية\nسياسة\nاتصل بنا\n", PageEmpty),
        ("2023\n***\n10:30", PageEmpty),
        (
            "Der Minister hat am Dienstag in Berlin seinen Kollegen empfangen und mit ihm gesprochen.",
            PageLanguage,
        ),
    ],
)
def test_bad_pages(read: Read, data: str | bytes, error: type[PageError]) -> None:
    with pytest.raises(error):
        read(data)


LINES = st.sampled_from(
    [
        TITLE,
        LEAD,
        SECOND,
        "",
        "\u00a0",
        "الرئيسية",
        "اقرأ أيضا",
        "اترك تعليق",
        "21 فبراير 2023",
        "• خبر",
        "آخر تحديث 10:30",
        "اليوم 21 فبراير",
        "كتب أحمد",
        "A | B | C",
    ]
) | st.text(alphabet="ابت وال.،؟:-|0123 \u00a0\u200faé", max_size=60)


@given(st.lists(LINES, max_size=14), st.booleans())
@settings(deadline=None)
def test_every_body_line_is_a_line_of_the_page_in_order(read: Read, lines: list[str], titled: bool) -> None:
    text = "\n".join(lines)
    try:
        article = read(text, title=TITLE if titled else None)
    except PageError:
        return
    remaining = iter([line.strip() for line in text.split("\n")])
    assert all(line in remaining for line in article.body.split("\n"))
    whole = [*article.body.split("\n"), *(left.text for left in article.left_out)]
    shown = [line.strip() for line in text.split("\n") if line.strip()]
    assert sorted([*whole, *([] if titled or not article.title else [article.title])]) == sorted(shown)


@given(data=st.binary(max_size=600), kind=st.sampled_from(["html", "text"]))
@settings(deadline=None)
def test_any_bytes_give_an_article_or_a_page_error(read: Read, data: bytes, kind: str) -> None:
    try:
        assert read(data, kind).body
    except PageError as error:
        assert error.path == "p.txt"


MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<h1>",
        "<time datetime='x'>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<meta property='og:title' content=''>",
        "<br>",
        "<a href='",
        "&#0;",
        "&nbsp;",
        "<![CDATA[",
        LEAD,
        SECOND,
        TITLE,
    ]
)


@given(st.lists(MARKUP, max_size=25))
@settings(deadline=None, max_examples=60)
def test_any_markup_gives_an_article_or_a_page_error(read: Read, parts: list[str]) -> None:
    try:
        assert read("".join(parts), "html").body
    except PageError as error:
        assert error.reason
