"""Findings and figures of a page: what a reader should know beside the events."""

from __future__ import annotations

from marsad.find.clauses import Scene
from marsad.model import Article, EventMention, Evidence, Figure, Finding, TimeExpression

DISPUTED = frozenset({"EH", "PS", "TW", "XK"})


def findings_of(
    article: Article, times: list[TimeExpression], mentions: tuple[EventMention, ...]
) -> tuple[Finding, ...]:
    """Date conflicts, inferred years and disputed places of one page."""
    out = []
    for time in times:
        words = Evidence(time.where, time.start_offset, time.end_offset, time.text, time.rule)
        if time.conflict:
            out.append(Finding("date-conflict", time.conflict, (words,)))
        if time.year_inferred:
            out.append(Finding("year-inferred", time.reason, (words,)))
    for mention in mentions:
        if mention.country in DISPUTED and "country" in mention.fields:
            out.append(
                Finding(
                    "disputed-place",
                    f"{mention.country} is a code and no claim; see the policy in the codebook",
                    (mention.fields["country"],),
                )
            )
    return tuple(dict.fromkeys(out))


def figures_of(scene: Scene) -> tuple[Figure, ...]:
    """Counted claims that are no event."""
    del scene
    return ()
