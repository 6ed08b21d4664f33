"""The one thing that destroys: a page, or a passage of it, is taken out for a stated reason.

What stays is a tombstone: which page and version, which passage, who, why and when. Text, title, quotations
and search index go from every reading of the page; an event or a value that rested on the words goes with
them. Judgements stay without their words. The same version of the page does not come back: read again, the
page is left out, or its passage is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, select, update

from marsad.codec import article_to_dict, figure_to_dict, finding_to_dict, mention_to_dict, reading_to_dict
from marsad.errors import UsageError
from marsad.model import Article, EventMention, Evidence, LeftOut, Participant, Reading
from marsad.store import reading, refresh, schema, searching, writing
from marsad.store.additions import ADD
from marsad.store.rows import among, insert_all, last_number, numbered
from marsad.store.searching import search_row

FILLER = "░"  # stands for each character of a forgotten passage, so that offsets stay
REASON = "its words were forgotten"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What was forgotten. ``start`` and ``end`` are of the passage in the body, ``None`` for the whole page."""

    id: int
    page: str
    version: str
    start: int | None
    end: int | None
    digest: str | None
    user: str
    reason: str
    at: str


def tombstones(connection: Connection, versions: Iterable[str] | None = None) -> list[Tombstone]:
    """All tombstones (of these versions), in order."""
    query = select(schema.tombstones).order_by(schema.tombstones.c.id)
    if versions is not None:
        query = query.where(schema.tombstones.c.version.in_(list(versions)))
    return [Tombstone(**row._mapping) for row in connection.execute(query)]


def admit(connection: Connection, readings: Sequence[Reading]) -> list[Reading]:
    """The readings that may be recorded, without what was forgotten of them."""
    stones = tombstones(connection, {told.article.version for told in readings})
    found = readings if not stones else (admitted(told, stones) for told in readings)
    return [told for told in found if told is not None]


# ---------------------------------------------------------------- a passage, as a pure function
def without_passage(told: Reading, start: int, end: int) -> Reading:
    """``told`` without the body's words at ``[start:end]`` and all that rests on them. Offsets stay."""
    article = told.article
    words = article.body[start:end]
    body = article.body[:start] + FILLER * (end - start) + article.body[end:]
    title = article.title.replace(words, FILLER * len(words)) if words.strip() else article.title
    left_out = tuple(LeftOut(part.text.replace(words, FILLER), part.kind) for part in article.left_out)
    cut = _Cut(article, start, end, title != article.title)
    mentions = (cut.mention(m) for m in told.mentions if not cut.hits(m.evidence))
    return replace(
        told,
        article=replace(article, title=title, body=body, left_out=left_out),
        mentions=tuple(mentions),
        findings=tuple(f for f in told.findings if not any(map(cut.hits, f.evidence))),
        figures=tuple(f for f in told.figures if not cut.hits(f.evidence)),
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """What of a reading rests on the passage; where the title has its words too, what rests on the title."""

    article: Article
    start: int
    end: int
    title: bool

    def hits(self, words: Evidence) -> bool:
        if words.where == "title":
            return self.title
        return words.start < self.end and self.start < words.end

    def mention(self, m: EventMention) -> EventMention:
        """The mention without the values whose words are gone."""
        gone = {name for name, words in m.fields.items() if self.hits(words)}
        values: dict[str, Any] = {name: None for name in gone if name in ("country", "city", "count")}
        if "start" in gone:
            values |= {"start": None, "end": None, "precision": None}
        if "status" in gone:
            values["status"] = "happened"
        if "attribution" in gone:
            values["attribution"] = "page"
        people = tuple(p for told in m.participants if (p := self.participant(told)) is not None)
        return replace(
            m,
            **values,
            participants=people,
            topics=tuple(topic for topic in m.topics if f"topics.{topic}" not in gone),
            fields={name: words for name, words in m.fields.items() if name not in gone},
            reasons={**m.reasons, **dict.fromkeys(sorted(gone), REASON)},
        )

    def participant(self, p: Participant) -> Participant | None:
        gone = {name for name, words in p.evidence.items() if self.hits(words)}
        if not gone:
            return p
        values: dict[str, Any] = {name: None for name in gone if name in ("name", "role", "org", "country")}
        kept = replace(
            p,
            **values,
            evidence={name: words for name, words in p.evidence.items() if name not in gone},
        )
        return kept if kept.name or kept.role or kept.org or kept.country or p.part == "subject" else None


def left_digest(article: Article) -> str:
    """What is left of an article, as a tombstone knows it."""
    return writing.digest([article.title, article.body])


def admitted(told: Reading, stones: Sequence[Tombstone]) -> Reading | None:
    """``told`` as it may be recorded: itself, without its forgotten passages, or ``None``.

    The same bytes under another name are the same version. A page that is read differently now, so that
    nobody can say where its passage went, is left out too.
    """
    mine = [s for s in stones if s.version == told.article.version]
    if not mine:
        return told
    if any(s.start is None for s in mine):
        return None
    for stone in mine:
        told = without_passage(told, stone.start or 0, stone.end or 0)
    # the digest of the last tombstone is of the text without all the passages before it, too
    return told if left_digest(told.article) == mine[-1].digest else None


# ---------------------------------------------------------------- in the record
def forget(
    connection: Connection, page: str, start: int | None, end: int | None, user: str, reason: str, at: str
) -> list[str]:
    """Take a page, or the passage ``[start:end]`` of its body, out of the record; the caller holds the lock.

    Returns the identities of other pages with the same bytes, which stay.

    Raises:
        UsageError: where the page has no such passage.
    """
    numbers = _readings(connection, page)
    whole = start is None or end is None
    last = reading.reading(connection, page)
    if last is None:
        raise UsageError(f"there is no page {page}")
    if not whole and not 0 <= (start or 0) < (end or 0) <= len(last.article.body):
        raise UsageError(f"{page} has {len(last.article.body)} characters; {start}-{end} is no passage of it")
    refresh.refresh(connection)
    passage = None if whole else (start or 0, end or 0)
    beside = {page} | {own for row in reading.judgements_beside(connection, [page]) for own in row.pages}
    touched = _numbers(connection, beside)
    was = refresh.remember(connection, touched)
    versions = _take_out(connection, page, numbers, passage)
    for version, digest in versions.items():
        part = digest is not None
        gone = {"start": start if part else None, "end": end if part else None, "digest": digest}
        row = {"page": page, "version": version, **gone, "user": user, "reason": reason, "at": at}
        numbered(connection, schema.tombstones, [row])
    _silence(connection, page, passage)
    refresh.forgotten(connection, touched, was)
    used = select(schema.readings.c.text)
    connection.execute(delete(schema.texts).where(schema.texts.c.id.not_in(used)))
    r, p = schema.readings.c, schema.pages.c
    same = select(p.identity).join_from(schema.readings, schema.pages, r.page == p.id)
    return sorted(set(connection.execute(same.where(r.version.in_(versions), p.identity != page)).scalars()))


def _take_out(
    connection: Connection, page: str, numbers: Sequence[int], passage: tuple[int, int] | None
) -> dict[str, str | None]:
    """Take a page's readings out, or a passage of them; version → the digest of what is left, ``None`` for nothing."""
    last = reading.reading(connection, page)
    m = schema.mentions.c
    told_before = connection.execute(select(m.id).where(m.reading.in_(numbers))).scalars().all()
    first = last_number(connection, m.id) + 1  # no number is given twice: the view knows mentions by it
    versions: dict[str, str | None] = {}
    for number in numbers:
        told = reading.reading(connection, page, number)
        if told is None:
            continue
        if passage is None or last is None or told.article.body[slice(*passage)] != last.article.body[slice(*passage)]:
            # an older reading with other offsets: it no longer counts, and goes as a whole
            _remove(connection, number)
            versions.setdefault(told.article.version, None)
            continue
        left = without_passage(told, *passage)
        _rewrite(connection, number, left, first)
        first += len(left.mentions)
        versions[told.article.version] = left_digest(left.article)
    searching.remove(connection, told_before)
    return versions


def _numbers(connection: Connection, identities: Iterable[str]) -> set[int]:
    p = schema.pages.c
    return {row.id for row in among(connection, select(p.id), p.identity, identities)}


def _readings(connection: Connection, page: str) -> list[int]:
    r, p = schema.readings.c, schema.pages.c
    query = select(r.id).join_from(schema.readings, schema.pages, r.page == p.id).where(p.identity == page)
    return list(connection.execute(query.order_by(r.id)).scalars())


def _remove(connection: Connection, number: int) -> None:
    for table in (schema.mentions, schema.findings, schema.figures):
        connection.execute(delete(table).where(table.c.reading == number))
    connection.execute(delete(schema.readings).where(schema.readings.c.id == number))


def _rewrite(connection: Connection, number: int, left: Reading, first: int) -> None:
    """Put what is left of a reading in its place; its mentions are numbered from ``first`` on."""
    for table in (schema.mentions, schema.findings, schema.figures):
        connection.execute(delete(table).where(table.c.reading == number))
    about = article_to_dict(left.article, full=True)
    del about["title"], about["body"]
    values = {
        "text": writing.text_of(connection, left.article),
        "digest": writing.digest(reading_to_dict(left, full=True)),
        "article": writing.dump(about),
    }
    connection.execute(update(schema.readings).where(schema.readings.c.id == number).values(values))
    rows = []
    for n, mention in enumerate(left.mentions):
        data = mention_to_dict(mention)
        dates = {"type": mention.type, "start": data["start"], "end": data["end"]}
        rows.append({"id": first + n, "reading": number, "n": n, **dates, "mention": writing.dump(data)})
    insert_all(connection, schema.mentions, rows)
    title = left.article.title
    searching.index(connection, (search_row(first + n, title, mention) for n, mention in enumerate(left.mentions)))
    findings = [{"kind": found.kind, "finding": writing.dump(finding_to_dict(found))} for found in left.findings]
    numbered(connection, schema.findings, [{"reading": number, **row} for row in findings])
    figures = [writing.dump(figure_to_dict(figure)) for figure in left.figures]
    numbered(connection, schema.figures, [{"reading": number, "figure": figure} for figure in figures])


def _silence(connection: Connection, page: str, passage: tuple[int, int] | None) -> None:
    """Take the words out of the judgements that rest on what is gone; that they were made stays.

    A decision on several pages loses its reason and its free words on all of them; a corrected date, code or
    number stays with the other pages.
    """
    j = schema.judgements.c
    rows = list(reading.judgements_beside(connection, [page]))
    gone = {row.id for row in rows if _rests_on(row.value, row.anchors, page, passage)}
    acts = {row.act for row in rows if row.id in gone}
    for row in rows:
        free = row.field == "city" or row.field.startswith("participants")
        if row.id not in gone and not (row.act in acts and free):
            continue
        blank: dict[str, Any] = {"value": None}
        if "[" in row.field:  # it names a participant
            blank["field"] = f"{row.field.partition('[')[0]}[#{row.id}]"
            blank["subject"] = writing.subject_of(writing.dump(sorted(row.anchors)), blank["field"])
        if row.verdict in (ADD, "claim"):
            blank["verdict"] = "none"
        connection.execute(update(schema.judgements).where(j.id == row.id).values(blank))
    searching.remove(connection, (-row.act for row in rows if row.id in gone and row.verdict == ADD and row.value))
    connection.execute(update(schema.judgements).where(j.act.in_(acts)).values(reason=""))


def _rests_on(
    value: Mapping[str, Any] | None, anchors: Sequence[str], page: str, passage: tuple[int, int] | None
) -> bool:
    def gone(where: str, start: int, end: int) -> bool:
        return passage is None or (where == "body" and start < passage[1] and passage[0] < end)

    if value and value.get("page") == page and value.get("evidence"):
        words = value["evidence"]
        return gone(words["in"], *words["span"])
    return any(
        known == page and gone(where, start, end)
        for known, _, where, start, end, *_ in (json.loads(anchor) for anchor in anchors)
    )
