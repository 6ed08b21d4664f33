"""Events that the finder missed, added by page and quotation: judgements that are told like mentions.

An addition keeps its words and is looked up in the page's newest reading. Where that tells the event by
itself, the addition steps back; where the words are gone, ``marsad check`` says so.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from marsad.codec import mention_from_dict, mention_to_dict
from marsad.errors import UsageError
from marsad.model import Article, EventMention, Evidence, SourcedMention, Where
from marsad.store import reading, schema
from marsad.store.reading import Judgement, Subject
from marsad.store.writing import Verdict, dump
from marsad.text import fold

ADD = "add"  # the verdict of an added event
RULE = "judgement"
HIDDEN = "[…]"  # stands in a quotation for a private person's name
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Missed:
    """An added event as it was added; ``beside``: mentions of its type that overlapped it already."""

    act: int
    anchor: str
    page: str
    mention: EventMention
    beside: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An added event at its place in the newest reading."""

    act: int
    anchor: str
    sourced: SourcedMention


def missed_events(standing: Mapping[Subject, Judgement]) -> Iterator[Missed]:
    """The additions that stand, those of a forgotten page left out."""
    for (anchors, _), row in standing.items():
        if row.verdict == ADD and row.value is not None:
            told = mention_from_dict(row.value["mention"])
            yield Missed(row.act, anchors[0], json.loads(anchors[0])[0], told, row.value["beside"])


def place_all(connection: Connection, missed: Iterable[Missed]) -> Iterator[Placed]:
    """The additions whose words are in their page and that the page's newest reading does not tell."""
    pages: dict[str, list[Missed]] = defaultdict(list)
    for one in missed:
        pages[one.page].append(one)
    r, t = schema.readings.c, schema.texts.c
    for page, own in sorted(pages.items()):
        query = (
            select(r.article, t.title, t.body)
            .join_from(schema.readings, schema.texts, r.text == t.id)
            .join(schema.pages, r.page == schema.pages.c.id)
            .where(schema.pages.c.identity == page)
            .order_by(r.id.desc())
            .limit(1)
        )
        row = connection.execute(query).one_or_none()
        if row is None:
            continue
        told = [stored.sourced.mention for stored in reading.stored_mentions(connection, [page])]
        for one in sorted(own, key=lambda m: m.act):
            mention = place(one, {"title": row.title, "body": row.body}, told)
            if mention is not None:
                sourced = reading.sourced(json.loads(row.article), f"j{one.act}", row.title, mention)
                yield Placed(one.act, one.anchor, sourced)


def place(
    missed: Missed, texts: Mapping[str, str], told: Sequence[EventMention]
) -> EventMention | None:
    """The addition at its place, or ``None``."""
    words = missed.mention.evidence
    span = locate(texts[words.where], words)
    if span is None:
        return None
    evidence = replace(words, start=span[0], end=span[1])
    if overlapping(told, missed.mention.type, evidence) > missed.beside:
        return None
    return with_evidence(missed.mention, evidence)


def overlapping(told: Iterable[EventMention], type_: str, words: Evidence) -> int:
    """How many mentions of a type share words with ``words``."""
    return sum(
        m.type == type_
        and m.evidence.where == words.where
        and m.evidence.start < words.end
        and words.start < m.evidence.end
        for m in told
    )


def locate(text: str, words: Evidence) -> tuple[int, int] | None:
    """Where a quotation stands now, the nearest to where it stood; a hidden name stands for any words."""
    gap = f".{{1,{LONGEST_NAME}}}?"
    pattern = gap.join(_spaced(piece) for piece in words.quote.split(HIDDEN))
    places = [match.span() for match in re.finditer(pattern, text, re.S)]
    return min(places, key=lambda span: (abs(span[0] - words.start), span), default=None)


def _spaced(piece: str) -> str:
    """A pattern for ``piece`` with any blanks between its words."""
    return r"\s+".join(map(re.escape, re.split(r"\s+", piece)))


def with_evidence(mention: EventMention, evidence: Evidence) -> EventMention:
    """``mention`` resting on one quotation in all its fields."""
    return replace(
        mention,
        evidence=evidence,
        fields=dict.fromkeys(mention.fields, evidence),
        participants=tuple(
            replace(p, evidence=dict.fromkeys(p.evidence, evidence)) for p in mention.participants
        ),
    )


# ---------------------------------------------------------------- adding
def quoted(article: Article, quotation: str) -> Evidence:
    """The evidence of ``quotation``, in any spelling of letters and blanks; the body before the title.

    Raises:
        UsageError: where it stands nowhere, or more than once.
    """
    words = fold(quotation).text.split()
    if not words:
        raise UsageError("the quotation is empty; copy the words from the page")
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    order: tuple[Where, ...] = ("body", "title")
    for where in order:
        text = article.text(where)
        folded = fold(text)
        spans = [folded.span(*match.span()) for match in pattern.finditer(folded.text)]
        if len(spans) > 1:
            raise UsageError(
                f"these words stand {len(spans)} times in the {where} of {article.id}; quote more of them"
            )
        if spans:
            start, end = spans[0]
            return Evidence(where, start, end, text[start:end], RULE)
    raise UsageError(f"{article.id} does not say {quotation!r}; copy the words as the page has them")


def verdict(page: str, mention: EventMention, beside: int, known: Iterable[Subject]) -> Verdict:
    """The judgement that adds ``mention``; ``known`` are the subjects judged before."""
    taken = {anchors for anchors, field in known if field == ADD}
    told = "+".join(sorted({p.country for p in mention.participants if p.country}))
    place = [mention.evidence.where, mention.evidence.start, mention.evidence.end]
    n = 0
    while (anchor := dump([page, mention.type, *place, told, f"j{n}"])) and (anchor,) in taken:
        n += 1
    return Verdict((anchor,), ADD, ADD, {"mention": mention_to_dict(mention), "beside": beside})
