"""From a page to an article: its own text, title, publication date, outlet and language.

The way of a page: gate, decode, language; then HTML or a text dump taken apart (a record's title and text
come apart
already); then the publication date: what the source says, metadata, the visible date line, a full date called
today.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from marsad.errors import PageEmpty
from marsad.lexicon.pages import PageWords
from marsad.lexicon.times import TimeWords
from marsad.model import Article, Page
from marsad.read.decode import decode
from marsad.read.dump import Dump, read_body, read_dump
from marsad.read.gate import gate_bytes, gate_html, gate_text
from marsad.read.html import Html, extractions, read_html
from marsad.read.language import language
from marsad.read.lines import taken_for
from marsad.read.outlet import shown_outlet
from marsad.read.published import (
    NOT_FOUND,
    Published,
    called_today,
    is_date_line,
    read_shown_date,
    visible_date,
)
from marsad.source.dates import machine_date

__all__ = ["read_article"]

#: Less than this is no article: a title and a date alone, an error page.
MIN_BODY = 20
#: The quick extractor is believed where its article and that of our own classifier of lines, which know nothing of each
#: other, are nearly the same words; the careful one where its words are among ours, and a fair share of them. Else our
#: own is, but for hardly any text (in characters). Measured: ``docs/scale.md``.
ALIKE, WITHIN, SHARE = 0.95, 0.9, 0.4
ENOUGH = 200


@dataclass(frozen=True, slots=True)
class _Found:
    """What a page gave before the source's own word on it."""

    dump: Dump
    html: Html | None
    outlet: str | None
    published: Published


def read_article(page: Page, words: PageWords, times: TimeWords) -> Article:
    """The article of ``page``; ``words`` and ``times`` are the lexicon's ``pages`` and ``times``.

    Raises:
        PageUnreadable: the bytes are in no encoding that is read, or binary.
        PageTooLarge: too many bytes, an endless line, too many attributes in a tag, elements nested too deeply.
        PageEmpty: there is no article in it.
        PageLanguage: the article is neither Arabic nor French nor English.
    """
    gate_bytes(page.path, page.data)
    text = decode(page.path, page.data, html=page.kind == "html")
    found = (
        _from_html(page, text, words, times) if page.kind == "html" else _from_text(page, text, words, times)
    )
    dump = found.dump
    if len(dump.body) < MIN_BODY:
        raise PageEmpty(page.path, "no article was found in it, only furniture; is the whole page there?")
    lang = language(page.path, f"{dump.title}\n{dump.body}", words)
    published = found.published
    if page.published is not None:
        published = Published(page.published, "the manifest or the record says so")
    elif published.day is None:
        outside = [line.text for line in dump.lines if line.kind != "body"]
        captured = machine_date(page.captured) if page.captured else None
        published = called_today(dump.body, outside, captured, words, times) or NOT_FOUND
    return Article(
        id=page.id,
        path=page.path,
        identity=page.address or (found.html.address if found.html else None) or page.path,
        version=page.sha256,
        title=dump.title,
        body=dump.body,
        lang=lang,
        published=published.day,
        published_by=published.by,
        outlet=page.outlet or found.outlet,
        address=page.address or (found.html.address if found.html else None),
        left_out=dump.left_out,
    )


def _from_text(page: Page, text: str, words: PageWords, times: TimeWords) -> _Found:
    gate_text(page.path, text)
    is_date = partial(is_date_line, words=words, times=times)
    if page.title is not None:
        return _Found(read_body(text, words, is_date, page.title), None, None, NOT_FOUND)
    dump = read_dump(text, words, is_date)
    published = visible_date(dump.lines, words, times) or NOT_FOUND
    return _Found(dump, None, shown_outlet(dump.lines, published.line, words, times), published)


def _from_html(page: Page, text: str, words: PageWords, times: TimeWords) -> _Found:
    gate_html(page.path, text)
    html = read_html(page.path, text)
    dated = _from_metadata(html, words, times)
    is_date = partial(is_date_line, words=words, times=times)
    seen = read_dump(html.visible, words, is_date, page.title or html.title)
    found = seen
    quick, careful = extractions(html, text)
    article = read_body(quick(), words, is_date, seen.title)
    within, share = agreement(article, seen)
    if min(within, share) < ALIKE:
        article = read_body(careful(), words, is_date, seen.title)
        within, share = agreement(article, seen)
        if (within < WITHIN or share < SHARE) and len(seen.body) >= min(ENOUGH, len(article.body)):
            article = seen
    found = seen if article is seen else _around(article, seen)
    published = dated or visible_date(found.lines, words, times) or NOT_FOUND
    outlet = html.outlet or shown_outlet(found.lines, published.line, words, times)
    return _Found(found, html, outlet, published)


def agreement(one: Dump, other: Dump) -> tuple[float, float]:
    """The share of the words of ``one``'s body that are in the other's, and the share of the other's that are in it."""
    mine, others = ([line.key for line in dump.lines if line.kind == "body"] for dump in (one, other))
    if mine and mine == others:
        return 1.0, 1.0
    a, b = (Counter(w for key in keys for w in key.split()) for keys in (mine, others))
    shared = (a & b).total()
    return shared / (a.total() or 1), shared / (b.total() or 1)


def _around(article: Dump, seen: Dump) -> Dump:
    """The extractor's article among the lines that the page shows, so that what it left out is told."""
    own = {line.key for line in article.lines if line.kind == "body"}
    lines = []
    for line in seen.lines:
        if line.key in own:
            lines.append(taken_for(line, "body"))
        elif line.kind == "body":
            lines.append(taken_for(line, "furniture"))
        else:
            lines.append(line)
    return Dump(seen.title, article.body, tuple(lines))


def _from_metadata(html: Html, words: PageWords, times: TimeWords) -> Published | None:
    for where, told in html.dates:
        day = machine_date(told) or read_shown_date(told, words, times)
        if day is not None:
            return Published(day, f"{where}: {told.strip()}")
    return None
