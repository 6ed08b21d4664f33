from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import PageError, PageUnreadable
from marsad.watch.feed import Contents, read_feed
from tests.watch.make import rss


def read(text: str | bytes) -> Contents:
    return read_feed("http://outlet.example/feed", text.encode() if isinstance(text, str) else text)


def links(text: str | bytes) -> list[str]:
    return [item.link for item in read(text).items]


RSS1 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
         xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="x"><link>http://outlet.example/</link></channel>
  <item rdf:about="a"><link>http://outlet.example/1</link><dc:date>2026-01-02T03:04:05+01:00</dc:date></item>
</rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://outlet.example/news/">
  <link rel="self" href="feed"/>
  <entry xml:base="2026/"><link rel="enclosure" href="x.mp3"/><link rel="alternate" href="1"/>
    <published>2026-01-01T00:00:00Z</published><updated>2026-01-03T00:00:00Z</updated></entry>
  <entry><link href="2"/></entry><entry><id>no link</id></entry>
</feed>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
  <url><i:image><i:loc>http://outlet.example/p.jpg</i:loc></i:image><loc> http://outlet.example/1 </loc>
    <n:news><n:publication_date>2026-01-01</n:publication_date></n:news></url></urlset>"""


def test_every_form() -> None:
    assert links(rss(["http://outlet.example/1", "/2"])) == ["http://outlet.example/1", "/2"]
    assert links(RSS1) == ["http://outlet.example/1"]
    assert links(ATOM) == ["1", "2"]
    assert links(NEWS) == ["http://outlet.example/1"]
    index = read("<sitemapindex><sitemap><loc>http://outlet.example/a.xml</loc></sitemap></sitemapindex>")
    assert (index.kind, [item.link for item in index.items]) == ("index", ["http://outlet.example/a.xml"])


def test_when_a_page_was_published_and_when_it_changed() -> None:
    first, second = read(ATOM).items
    assert first.bases == ("http://outlet.example/news/", "2026/")
    assert first.stamp == "2026-01-03T00:00:00Z" and first.at and first.at.isoformat() == "2026-01-01T00:00:00+00:00"
    assert second.stamp == "" and second.at is None
    assert read(RSS1).items[0].at.isoformat() == "2026-01-02T02:04:05+00:00"
    assert read(NEWS).items[0].at.isoformat() == "2026-01-01T00:00:00+00:00"
    assert read(rss(["/1"], stamp="soon")).items[0].at is None
    assert read(rss(["/1"], stamp="9999-12-31T23:59:59-23:59")).items[0].at is None


def test_links_of_many_kinds() -> None:
    item = '<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><channel><item>{}</item></channel></rss>'
    assert links(item.format("<link>http://c.example/1</link><f:origLink>http://o.example/1</f:origLink>")) == [
        "http://o.example/1"
    ]
    assert links(item.format("<guid>http://o.example/2</guid>")) == ["http://o.example/2"]
    assert links(item.format('<guid isPermaLink="false">http://o.example/2</guid>')) == []
    assert links(item.format("<guid>tag:o.example,2</guid>")) == []
    assert links(item.format("<link/><guid>http://o.example/3</guid>")) == ["http://o.example/3"]
    assert links(item.format("<link><![CDATA[ http://o.example/?a=1&b=2 ]]></link>")) == ["http://o.example/?a=1&b=2"]


def test_the_same_guid_twice_names_two_pages() -> None:
    text = "<rss><item><guid>7</guid><link>/1</link></item><item><guid>7</guid><link>/2</link></item></rss>"
    assert links(text) == ["/1", "/2"]


def test_broken_feeds_are_read_as_far_as_they_go() -> None:
    whole = rss([f"/{n}" for n in range(5)])
    assert links(whole.replace("خبر", "a & b < c", 1)) == ["/0", "/1", "/2", "/3", "/4"]
    cut = read(whole[: whole.index("/3")])
    assert [item.link for item in cut.items] == ["/0", "/1", "/2"] and cut.damage
    assert links("\n\n  " + whole) == links(whole)
    assert read(whole).damage == ""
    assert links(whole.replace("خبر", "&nbsp;&copy;&unknown;", 1)) == links(whole)


def test_encodings() -> None:
    text = rss(["/خبر"])
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert links(text.encode(encoding)) == ["/خبر"]
    assert links(text.replace("utf-8", "windows-1256").encode("cp1256")) == ["/خبر"]
    assert links(text.encode("cp1256")) == ["/خبر"]  # it says UTF-8 and is not


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>',
    ],
)
def test_entities_are_refused(declaration: str, encoding: str) -> None:
    text = f"{declaration}<rss><channel><item><link>/&b;&x;</link></item></channel></rss>"
    with pytest.raises(PageUnreadable, match="entities of its own"):
        read(text.encode(encoding))


def test_an_external_dtd_is_not_asked_for() -> None:
    declared = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd"><rss><item><link>/1</link></item></rss>'
    assert links(declared) == ["/1"]


def test_what_is_no_feed_is_said_to_be_none() -> None:
    for text, what in (
        ("<!doctype html><html><body>x</body></html>", "a web page"),
        ("<svg/>", "nothing like one"),
        ("just words", "nothing like one"),
        ("{}", "nothing like one"),
    ):
        with pytest.raises(PageUnreadable, match=what):
            read(text)


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel>" + "<item>" * 100_000,
        "<rss><channel><item><description>" + "<" * 300_000,
        "<rss><channel><item><description>" + "&" * 300_000,
        "<rss><item " + " ".join(f'a{n}="1"' for n in range(30_000)) + "><link>/1</link></item></rss>",
        "<rss>" + "<![CDATA[" * 50_000,
    ],
)
def test_feeds_that_mean_harm_are_read_or_refused(text: str) -> None:
    try:
        read(text)
    except PageUnreadable:
        return


def test_huge_feeds_end_somewhere() -> None:
    assert len(read(rss(f"/{n}" for n in range(60_000))).items) == 50_000


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(alphabet='<>/rssitemlnk="&;![]CDAT- \n', max_size=200)))
def test_anything_is_a_feed_or_an_error(data: bytes | str) -> None:
    for body in (data, "<rss><item>" + data if isinstance(data, str) else b"<rss><item>" + data):
        try:
            read(body)
        except PageError:
            continue
