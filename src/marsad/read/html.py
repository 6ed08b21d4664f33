"""HTML: metadata, visible lines, and what two extractors take for the article's text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import trafilatura
from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.etree import ParserError, XPath  # type: ignore[import-untyped]
from resiliparse.extract.html2text import extract_plain_text

from marsad.errors import PageEmpty
from marsad.read.visible import visible_lines
from marsad.text import fold, fold_word

#: Meta names and properties that give the day of publication, most telling first. None of update or capture.
DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "publish_date",
    "article.published",
    "dc.date",
    "dcterms.date",
    "date",
)
_SITE_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review)$")
_TITLE_PARTS = re.compile(r"\s+[-–—|•·»:]+\s+|\s*\|\s*")
_NOT_PUBLISHED = re.compile(r"updat|modif|edit|expire|valid|comment|current|now|clock", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"publish|pubdate|post(?:ed)?[-_ ]?(?:date|on|time)|entry-date|article[-_ ]?date", re.IGNORECASE
)
_ASIDE = frozenset({"aside", "footer", "nav"})
# Without huge_tree lxml gives neither text nor error from the 256th level on; the gate bounds both already.
_PARSER = partial(lxml_html.HTMLParser, huge_tree=True, remove_comments=True, remove_pis=True)
_DATED = XPath("//time | //*[@itemprop]")
_DATE_TAGS = frozenset({"time", "abbr", "span", "p", "div", "meta"})
_DATE_LENGTH = 60
LINKS, LINK_SHARE = 3, 0.75  # a box with so many links, and so much of its text in them, lists other pages
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Html:
    """What an HTML page says of itself.

    ``dates`` gives (where, text) in the order in which to believe them, looked for one after the other in ``tree``.
    """

    title: str | None
    outlet: str | None
    address: str | None
    dates: Iterator[tuple[str, str]]
    visible: str
    tree: Any


def read_html(path: str, markup: str) -> Html:
    """Take a page apart. ``visible`` has its visible lines, one for each block,
    ``tree`` is the parsed page.

    Raises :class:`PageEmpty` where there is no text at all, :class:`PageTooLarge` where open elements nest too deeply.
    """
    try:
        tree = lxml_html.document_fromstring(_without_declaration(markup), parser=_PARSER())
    except (ParserError, ValueError) as error:
        raise PageEmpty(path, "this HTML holds no document") from error
    metas = _metas(tree)
    linked = _linked_data(tree)
    outlet = next((metas[name] for name in _SITE_NAMES if name in metas), None) or _publisher(linked)
    visible = "\n".join(visible_lines(tree, path))
    if not visible:
        raise PageEmpty(path, "this HTML shows no text")
    return Html(
        title=_title(tree, metas, outlet, visible),
        outlet=outlet if outlet and not outlet.startswith("http") else None,
        address=_address(tree, metas),
        dates=_dates(tree, metas, linked),
        visible=visible,
        tree=tree,
    )


def _without_declaration(markup: str) -> str:
    """lxml refuses text that declares an encoding of its own; it is decoded already."""
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup)


def extractions(html: Html, markup: str) -> tuple[Callable[[], str], Callable[[], str]]:
    """Two ways to the article's paragraphs, one a line: the quick one is resiliparse, the careful one trafilatura.

    The careful one takes boxes that are little more than links (other headlines) out of ``html.tree`` before.
    """

    def careful() -> str:
        _drop_link_boxes(html.tree)
        # Its own fallbacks (fast=False) take longer, and are right less often where paragraphs are <div>.
        told = trafilatura.extract(
            html.tree, fast=True, include_comments=False, include_tables=False, with_metadata=False
        )
        return told or ""

    return partial(extract_plain_text, markup, main_content=True, alt_texts=False, list_bullets=False), careful


def _drop_link_boxes(tree: Any) -> None:
    for box in list(tree.iter("td", "ul", "aside", "nav")):
        links = [_flat(link) for link in box.iter("a")]
        if len(links) >= LINKS and sum(map(len, links)) >= LINK_SHARE * len(_flat(box)):
            box.drop_tree()


def _metas(tree: Any) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = (meta.get(key) or "").strip().lower()
            if name and content:
                out.setdefault(name, content)
    return out


def _linked_data(tree: Any) -> list[dict[str, Any]]:
    """All objects of the page's JSON-LD, whatever they are nested in; what is no JSON is passed over."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting: list[Any] = [json.loads(script.text or "", strict=False)]
        except (json.JSONDecodeError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                found.append(value)
                waiting += value.get("@graph", []) if isinstance(value.get("@graph"), list) else []
                waiting += [
                    value[key] for key in ("mainEntity", "mainEntityOfPage") if isinstance(value.get(key), dict)
                ]
    return found


def _is_article(data: dict[str, Any]) -> bool:
    kinds = data.get("@type")
    return any(isinstance(k, str) and _ARTICLE_TYPES.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for data in linked:
        publisher = data.get("publisher") if _is_article(data) else None
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _dates(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for name in DATE_NAMES[:2]:
        if name in metas:
            yield f"meta {name}", metas[name]
    for data in linked:
        told = data.get("datePublished")
        if isinstance(told, str) and _is_article(data):
            yield "JSON-LD datePublished", told
    for name in DATE_NAMES[2:]:
        if name in metas:
            yield f"meta {name}", metas[name]
    for element in _DATED(tree):
        if element.tag not in _DATE_TAGS:
            continue
        named = (element.get("itemprop") or "").lower() == "datepublished"
        if named or (element.tag == "time" and _is_publication(element)):
            told = [element.get(key) for key in ("datetime", "content", "title")]
            yield f"<{element.tag}>", next((t for t in told if t), None) or _flat(element)[:_DATE_LENGTH]


def _is_publication(element: Any) -> bool:
    """Whether a ``<time>`` is the article's own: named so, or in the article and not in a list of others."""
    named = " ".join(element.get(key) or "" for key in ("class", "itemprop", "id"))
    if _NOT_PUBLISHED.search(named):
        return False
    above = [ancestor.tag for ancestor in element.iterancestors()]
    if _ASIDE & set(above) or "li" in above or "a" in above:
        return False
    return bool(
        element.get("pubdate") is not None or _PUBLISHED.search(named) or {"article", "header", "main"} & set(above)
    )


def _title(tree: Any, metas: dict[str, str], outlet: str | None, visible: str) -> str | None:
    """The article's title: what the page shows as ``h1`` if metadata have it too, else metadata, cleaned."""
    shown = [_flat(h1) for h1 in tree.iter("h1")]
    element = next(tree.iter("title"), None)
    told = [
        metas.get("og:title"),
        metas.get("twitter:title"),
        _flat(element) if element is not None else None,
    ]
    named = [text for text in told if text]
    for h1 in shown:
        if len(h1) > 10 and any(fold_word(h1) in fold_word(text) for text in named):
            return h1
    lines = dict(zip(visible.split("\n"), fold(visible).text.split("\n"), strict=True)) if named else {}
    for text in map(fold_word, named):
        parts = [line for line, folded in lines.items() if line.count(" ") >= 2 and " ".join(folded.split()) in text]
        if parts:
            return max(parts, key=len)
    if named:
        return _without_outlet(named[0], outlet)
    return max(shown, key=len, default=None) or None


def _without_outlet(title: str, outlet: str | None) -> str:
    """``title`` without the outlet's name behind (or before) a dash or bar."""
    parts = list(_TITLE_PARTS.finditer(title))
    if not parts:
        return title
    head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
    if outlet and fold_word(outlet) in fold_word(tail) and head:
        return head
    first, rest = title[: parts[0].start()], title[parts[0].end() :]
    if outlet and fold_word(first) == fold_word(outlet) and rest:
        return rest
    short = tail.count(" ") <= 3 and head.count(" ") >= 3
    return head if short and outlet is None else title


def _address(tree: Any, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        href = (link.get("href") or "").strip()
        if (link.get("rel") or "").lower() == "canonical" and href.startswith("http"):
            return href
    told = metas.get("og:url", "")
    return told if told.startswith("http") else None


def _flat(element: Any) -> str:
    return _SPACES.sub(" ", element.text_content()).strip()
