"""Keeps the names of private persons out of what leaves this machine.

The finder already hides them in every quotation (``[…]``) while the quotation's span stands. A page's title
is shown beside the quotations, so it loses the same stretches here.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import EventMention, Evidence, SourcedMention

HIDDEN = "[…]"


def all_evidence(mention: EventMention) -> Iterator[Evidence]:
    """Every evidence of a mention: its own, its fields', its participants'."""
    yield mention.evidence
    yield from mention.fields.values()
    for participant in mention.participants:
        yield from participant.evidence.values()


def public_title(mention: SourcedMention) -> str:
    """The page's title without the stretches that the mention's quotations from the title hide."""
    return without_hidden(mention.title, all_evidence(mention.mention))


def without_hidden(title: str, evidence: Iterator[Evidence]) -> str:
    """``title`` with each stretch that a quotation from it hides replaced by ``[…]``, wherever it stands."""
    names = {
        title[start:end]
        for e in evidence
        if e.where == "title" and HIDDEN in e.quote
        for start, end in hidden_spans(title, e)
    }
    for name in sorted(names, key=lambda n: (-len(n), n)):
        title = title.replace(name, HIDDEN)
    return title


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
