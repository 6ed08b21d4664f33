"""The text that an HTML page shows, one line for each block: one XSLT transformation, inside libxslt."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from marsad.errors import PageTooLarge
from marsad.read.gate import MAX_DEPTH

UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "select", "option", "head")
BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "thead", "tr", "ul", "title",
)  # fmt: skip
#: Line ends inside of texts are blanks; those that the transformation writes stand where blocks begin and end. What is
#: not seen is left out, but a block in it still ends the line.
_TRANSFORMATION = f"""
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>
  <xsl:template match="{"|".join(BLOCKS)}">
    <xsl:text>&#10;</xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="{"|".join(UNSEEN)}">
    <xsl:if test="* and ({"|".join(f"descendant::{name}" for name in BLOCKS)})"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>
  <xsl:template match="text()">
    <xsl:value-of select="translate(., '&#10;&#13;&#9;', '   ')"/>
  </xsl:template>
</xsl:stylesheet>
"""
_SHOWN = etree.XSLT(etree.XML(_TRANSFORMATION), access_control=etree.XSLTAccessControl.DENY_ALL)
_TOO_DEEP = etree.XPath(f"count(//*) > {MAX_DEPTH} and boolean({'/*' * (MAX_DEPTH + 1)})")
_SPACES = re.compile(r"[ \r\t\f]+")


def visible_lines(tree: Any, path: str) -> list[str]:
    """The lines that ``tree``, a parsed page, shows.

    Raises :class:`PageTooLarge` where elements that are left open nest too deeply.
    """
    if _TOO_DEEP(tree):
        raise PageTooLarge(path, f"elements that are left open nest deeper than {MAX_DEPTH:,} levels")
    shown = _SPACES.sub(" ", str(_SHOWN(tree)))
    return [line for told in shown.split("\n") if (line := told.strip())]
