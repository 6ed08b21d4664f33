"""A composed recap as one HTML page that asks for nothing from outside, or as Markdown."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from marsad.view.recap.content import Recap

_LOADER = PackageLoader("marsad.view.recap", "templates")
OPTION = re.compile(r"--[a-z]+")
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!~&]|(?<=\d)\.(?=\s)|^[+-](?=\s))")


def to_html(recap: Recap, fonts: str = "") -> str:
    """A self-contained page: embedded style, no script, no outside request; page text is always escaped.

    Args:
        fonts: rules of CSS that carry fonts as ``data:`` addresses, for a machine that may have none of the script.
    """
    pages = Environment(
        loader=_LOADER, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    pages.filters["foreign"] = foreign
    pages.filters["options"] = options
    page = pages.get_template("recap.html")
    return page.render(recap=recap, labels=recap.labels, text=recap.labels.text, fonts=Markup(fonts))


def to_markdown(recap: Recap) -> str:
    """CommonMark with tables; signs of Markdown in page text are escaped."""
    texts = Environment(
        loader=_LOADER,
        autoescape=False,  # not HTML; the filter ``md`` escapes page text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    texts.filters["md"] = markdown
    texts.filters["target"] = target
    rendered = texts.get_template("recap.md").render(recap=recap, labels=recap.labels, text=recap.labels.text)
    return re.sub(r"\n{3,}", "\n\n", rendered).strip() + "\n"


def foreign(text: str) -> Markup:
    """Text of a page, kept apart from the direction of what stands around it."""
    return Markup("<bdi>") + escape(text) + Markup("</bdi>")


def options(text: str) -> Markup:
    """Text of our own in which names of options keep their direction: ``--about``, also amid Arabic."""
    return Markup(OPTION.sub(r'<bdi dir="ltr">\g<0></bdi>', str(escape(text))))


def markdown(text: object) -> str:
    """``text`` with every sign that Markdown would read as its own escaped; on one line."""
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def target(address: str) -> str:
    """A web address as the target of a Markdown link."""
    return re.sub(r"[()<>\s\\]", lambda sign: f"%{ord(sign.group()):02X}", address)
