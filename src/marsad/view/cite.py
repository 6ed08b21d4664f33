"""Pages as citations."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.lexicon.labels import Labels
from marsad.model import SourcedMention
from marsad.view import words
from marsad.view.address import web_address


@dataclass(frozen=True, slots=True)
class Source:
    """One page as a citation: ``published`` in words, ``iso`` or empty; ``address`` is of the web or
    ``None``.
    """

    outlet: str
    title: str
    published: str
    iso: str
    address: str | None
    page: str


def source(mention: SourcedMention, labels: Labels) -> Source:
    """The page of a mention as a citation."""
    day = mention.published
    return Source(
        outlet=words.outlet(mention, labels),
        title=words.title(mention, labels),
        published=words.when(day, day, "day", labels) if day else labels.text["published_unknown"],
        iso=day.isoformat() if day else "",
        address=web_address(mention.address),
        page=mention.page_id,
    )
