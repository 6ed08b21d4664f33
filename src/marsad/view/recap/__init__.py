"""The recap (حصيلة): what happened in a period, every line dated and cited, in Arabic, French or English."""

from __future__ import annotations

from marsad.view.recap.content import Recap, Scope, compose
from marsad.view.recap.render import to_html, to_markdown

__all__ = ["Recap", "Scope", "compose", "to_html", "to_markdown"]
