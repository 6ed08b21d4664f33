"""What happened to a page: every phrase, rule and dropped candidate, and the events they became."""

from __future__ import annotations

from marsad.view.explain.html import explain_html
from marsad.view.explain.terminal import explain_text

__all__ = ["explain_html", "explain_text"]
