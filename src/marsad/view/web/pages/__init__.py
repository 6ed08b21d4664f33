"""The pages of the site: one module a part, each with a ``router``."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.view.web.options import Options


def routers(options: Options) -> list[APIRouter]:
    """The parts of the site; what is public has no part that judges."""
    from marsad.view.web.pages import countries, drawings, entry, events, overview, people, recap, review, sources

    parts = [overview, events, sources, people, countries, drawings, recap, entry]
    return [part.router for part in parts] + ([] if options.public else [review.router])
