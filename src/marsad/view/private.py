"""Keeps the names of private persons out of what leaves this machine.

The finder already hides them in every quotation (``[…]``) while the quotation's span stands. A page's title
is shown beside the quotations, so what any quotation of the page hides is hidden in its title too, and whatever else
there looks like the name of nobody known (:mod:`marsad.view.titles`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from marsad.model import Event, EventMention, Evidence, Reading, SourcedMention
from marsad.text import fold_word

HIDDEN = "[…]"
WORD = re.compile(r"\w+")
CLITICS = 2  # letters that Arabic may write before a name: و ف ب ل ك


class Readings(Protocol):
    """A record, as far as titles need it."""

    def told_by(self, pages: Iterable[str]) -> list[Event]:
        """The events that these pages tell."""
        ...

    def reading(self, page: str) -> Reading:
        """The newest reading of a page."""
        ...


def all_evidence(mention: EventMention) -> Iterator[Evidence]:
    """Every evidence of a mention: its own, its fields', its participants'."""
    yield mention.evidence
    yield from mention.fields.values()
    for participant in mention.participants:
        yield from participant.evidence.values()


def hides(mention: SourcedMention) -> bool:
    """Whether the mention is of a private person, or a quotation of it hides a name."""
    if any(p.part == "subject" and p.name is None for p in mention.mention.participants):
        return True
    return any(HIDDEN in evidence.quote for evidence in all_evidence(mention.mention))


def publishable(events: Iterable[Event], record: Readings) -> list[Event]:
    """``events`` with their pages' titles without the names that any quotation of the same page hides.

    Only pages that hide something are looked up.
    """
    events = list(events)
    hiding = hiding_pages(events, record)
    return retitled(events, {page: hidden_names(record.reading(page)) for page in sorted(hiding)})


def retitled(events: Iterable[Event], names: Mapping[str, Collection[str]]) -> list[Event]:
    """``events`` with their pages' titles without ``names``: page → what its quotations hide."""
    return [
        replace(
            event,
            mentions=tuple(
                replace(m, title=without_names(m.title, names[m.page])) if names.get(m.page) else m
                for m in event.mentions
            ),
        )
        for event in events
    ]


def hiding_pages(events: Iterable[Event], record: Readings) -> set[str]:
    """The pages of ``events`` that hide a name in any quotation, also in one of another event."""
    pages = {m.page for event in events for m in event.mentions}
    return {m.page for event in record.told_by(pages) for m in event.mentions if m.page in pages and hides(m)}


def hidden_names(reading: Reading) -> frozenset[str]:
    """What the quotations of a reading hide, as the page words it, and on a page of arrests or handovers the names in
    its title that no office holder bears.
    """
    from marsad.view.titles import title_names  # reads with the finder's words, which few pages need

    article = reading.article
    told = any(p.part == "subject" and p.name is None for m in reading.mentions for p in m.participants)
    return (title_names(reading) if told else frozenset()) | frozenset(
        article.text(e.where)[start:end]
        for mention in reading.mentions
        for e in all_evidence(mention)
        if HIDDEN in e.quote
        for start, end in hidden_spans(article.text(e.where), e)
    )


def public_title(mention: SourcedMention) -> str:
    """The page's title without the names that the mention's own quotations from the title hide."""
    names = {
        mention.title[start:end]
        for e in all_evidence(mention.mention)
        if e.where == "title" and HIDDEN in e.quote
        for start, end in hidden_spans(mention.title, e)
    }
    return without_names(mention.title, names)


def without_names(title: str, names: Iterable[str]) -> str:
    """``title`` with each name replaced by ``[…]``: the whole name, and its last part standing alone."""
    names = sorted(filter(str.strip, names), key=lambda name: (-len(name), name))
    for name in names:
        title = title.replace(name, HIDDEN)
    surnames = {fold_word(name).split()[-1] for name in names}
    return WORD.sub(lambda word: HIDDEN if _is_surname(word.group(), surnames) else word.group(), title)


def _is_surname(word: str, surnames: set[str]) -> bool:
    folded = fold_word(word)
    return any(
        folded == surname or (folded.endswith(surname) and 0 < len(folded) - len(surname) <= CLITICS)
        for surname in surnames
        if len(surname) > 2
    )


def hidden_spans(text: str, evidence: Evidence) -> Iterator[tuple[int, int]]:
    """The spans of ``text`` that ``evidence`` shows as ``[…]``; all of its span where the two do not fit
    together.
    """
    at = evidence.start
    found: list[tuple[int, int]] = []
    kept = evidence.quote.split(HIDDEN)
    for n, piece in enumerate(kept):
        last = n == len(kept) - 1
        start = evidence.end - len(piece) if last else text.find(piece, at, evidence.end)
        if start < at or text[start : start + len(piece)] != piece:
            found = [(evidence.start, evidence.end)]
            break
        if n:
            found.append((at, start))
        at = start + len(piece)
    yield from (span for span in found if span[1] > span[0])
