import json

import pytest

from marsad.errors import PageEmpty, PageTooLarge

from .conftest import Read
from .texts import ARTICLE, LEAD, SECOND, THIRD, TITLE

MENU = "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/s'>سياسة</a></li></ul></nav>"
ASIDE = (
    "<aside><h3>اقرأ أيضا</h3><a href='/2'>حريق في سوق المدينة القديمة</a>"
    "<time datetime='2024-06-17'>أمس</time></aside>"
)
PLAIN = ARTICLE.replace("  ", " ").replace("\u00a0", " ")


def page(head: str = "", before: str = "", after: str = "", title: str = f"{TITLE} - المرآة") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in (LEAD, SECOND, THIRD))
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{MENU}"
        f"<article><h1>{TITLE}</h1>{before}{paragraphs}{after}</article>{ASIDE}"
        "<footer>جميع الحقوق محفوظة 2024</footer></body></html>"
    )


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_body_title_and_what_is_left_out(read: Read) -> None:
    article = read(page(), "html")
    assert article.title == TITLE
    assert [flat(line) for line in article.body.split("\n")] == PLAIN.split("\n")
    left = {flat(left.text): left.kind for left in article.left_out}
    assert left["جميع الحقوق محفوظة 2024"] == "furniture"
    assert "حريق في سوق المدينة القديمة" in " ".join(left)


LINKED = {
    "@graph": [
        {"@type": "WebSite", "datePublished": "2001-01-01"},
        {
            "@type": "NewsArticle",
            "datePublished": "2023-02-21T22:00:00+01:00",
            "dateModified": "2023-03-01",
            "publisher": {"@type": "Organization", "name": "المرآة"},
        },
    ]
}


@pytest.mark.parametrize(
    ("head", "before", "by"),
    [
        (
            '<meta property="article:published_time" content="2023-02-21T10:00:00Z">'
            '<meta property="article:modified_time" content="2023-03-01">',
            "",
            "article:published_time",
        ),
        (f'<script type="application/ld+json">{json.dumps(LINKED)}</script>', "", "JSON-LD"),
        (
            '<script type="application/ld+json">{broken</script><meta name="pubdate" content="21/02/2023">',
            "",
            "pubdate",
        ),
        ("", '<time datetime="2023-02-21T10:00">أمس</time>', "<time>"),
        ("", '<span itemprop="datePublished" content="2023-02-21">أمس</span>', "<span>"),
        (
            "",
            '<time class="updated" datetime="2023-03-01">x</time>'
            '<time class="published" datetime="2023-02-21">y</time>',
            "<time>",
        ),
        ("", "<div>الثلاثاء 21 فبراير 2023 - 10:30</div>", "date line"),
        (
            '<meta property="article:modified_time" content="2023-03-01">',
            "<p>نشر في 21 فبراير 2023</p>",
            "date line",
        ),
    ],
)
def test_publication_dates(read: Read, head: str, before: str, by: str) -> None:
    article = read(page(head, before), "html")
    assert str(article.published) == "2023-02-21"
    assert by in article.published_by
    assert article.body.startswith("بحث وزير")


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="article:modified_time" content="2023-03-01">',
        '<meta property="og:updated_time" content="2023-03-01">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2023-03-01"}</script>',
    ],
)
def test_no_publication_date(read: Read, head: str) -> None:
    assert read(page(head), "html").published is None


def test_outlet_and_address(read: Read) -> None:
    head = '<meta property="og:site_name" content="المرآة"><link rel="canonical" href="https://m.example/1">'
    article = read(page(head), "html")
    assert (article.outlet, article.address, article.identity) == (
        "المرآة",
        "https://m.example/1",
        "https://m.example/1",
    )
    told = read(page(head), "html", address="https://told.example/1", outlet="غيرها")
    assert (told.outlet, told.address) == ("غيرها", "https://told.example/1")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("قمة الأمن تنعقد في الربيع - المرآة", "قمة الأمن تنعقد في الربيع"),
        ("المرآة | قمة الأمن تنعقد في الربيع", "قمة الأمن تنعقد في الربيع"),
        ("قمة الأمن - لقاءات الربيع", "قمة الأمن - لقاءات الربيع"),
    ],
)
def test_the_outlet_comes_off_the_title(read: Read, told: str, shown: str) -> None:
    html = f'<html><head><title>{told}</title><meta property="og:site_name" content="المرآة"></head><body>'
    assert read(html + "".join(f"<p>{p}</p>" for p in (LEAD, SECOND, THIRD)), "html").title == shown


def test_a_layout_of_tables(read: Read) -> None:
    html = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td>الرئيسية</td><td>سياسة</td></tr><tr>"
        f"<td><b>{TITLE}</b><br>21 فبراير 2023<br><br>{LEAD}<br><br>{SECOND}<br><br>{THIRD}<br></td>"
        "<td>مواضيع أخرى<br><a href=x>حريق في سوق المدينة</a><br><a href=y>طريق سريع جديد</a></td></tr>"
        "</table></body></html>"
    )
    article = read(html, "html")
    assert [flat(line) for line in article.body.split("\n")][:3] == PLAIN.split("\n")
    assert str(article.published) == "2023-02-21"


def test_a_box_of_links_is_no_part_of_the_article(read: Read) -> None:
    links = "".join(f"<a href=x>وزير الداخلية يلتقي سفير بلد آخر رقم {n}</a><br>" for n in range(3))
    html = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td>{TITLE}<br>{LEAD}<br><br>{SECOND}<br><br>{THIRD}"
        f"</td><td><b>من أخبارنا</b><br>{links}</td></tr></table></body></html>"
    )
    article = read(html, "html")
    assert LEAD in article.body
    assert "سفير بلد آخر" not in article.body


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><head><title>خطأ 404</title></head><body><h1>404</h1></body></html>",
        f"<html><body>{MENU}<footer>جميع الحقوق محفوظة</footer></body></html>",
        "<!-- only a comment -->",
        "<?xml version='1.0' encoding='utf-8'?>",
    ],
)
def test_html_without_an_article(read: Read, html: str) -> None:
    with pytest.raises(PageEmpty):
        read(html, "html")


def test_deep_but_allowed_nesting_keeps_its_text(read: Read) -> None:
    html = (
        page()
        .replace("<article>", "<div>" * 300 + "<article>")
        .replace("</article>", "</article>" + "</div>" * 300)
    )
    assert flat(read(html, "html").body) == flat(ARTICLE)


def test_the_gate_stands_before_the_parser(read: Read) -> None:
    with pytest.raises(PageTooLarge):
        read("<div>" * 20_000 + LEAD, "html")


def test_windows_1256_with_a_declaration(read: Read) -> None:
    html = page('<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">')
    assert flat(read(html.encode("cp1256"), "html").body) == flat(ARTICLE)
