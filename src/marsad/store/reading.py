"""Reads the record: newest readings, their mentions and fingerprints, judgements and ledger."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from marsad.codec import (
    article_from_dict,
    figure_from_dict,
    finding_from_dict,
    mention_from_dict,
)
from marsad.merge.origins import Fingerprint
from marsad.model import EventMention, Finding, Reading, SourcedMention
from marsad.store import schema
from marsad.store.rows import among

R, P, T, M, J = schema.readings.c, schema.pages.c, schema.texts.c, schema.mentions.c, schema.judgements.c


def newest() -> Select[Any]:
    """The number of each page's newest reading."""
    return select(func.max(R.id).label("id")).group_by(R.page)


State = tuple[int, int, int]


def state(connection: Connection) -> State:
    """What the merged view depends on: the numbers of the last reading, judgement and tombstone."""
    numbers = (R.id, schema.judgements.c.act, schema.tombstones.c.id)
    last = [connection.execute(select(func.max(number))).scalar() or 0 for number in numbers]
    return last[0], last[1], last[2]


@dataclass(frozen=True, slots=True)
class Stored:
    """A mention with its row number, which the search index knows it by."""

    row: int
    sourced: SourcedMention


def stored_mentions(connection: Connection, pages: Iterable[str] | None = None) -> Iterator[Stored]:
    """The mentions of all newest readings (of these pages), in the order they were recorded."""
    which = newest()
    if pages is not None:
        which = which.where(R.page.in_(select(P.id).where(P.identity.in_(list(pages)))))
    query = (
        select(M.id, M.n, M.mention, R.article, T.title)
        .join_from(schema.mentions, schema.readings, M.reading == R.id)
        .join(schema.texts, R.text == T.id)
        .where(R.id.in_(which))
        .order_by(M.id)
    )
    for row in connection.execute(query.execution_options(yield_per=1000)):
        told = mention_from_dict(json.loads(row.mention))
        yield Stored(row.id, sourced(json.loads(row.article), row.n, row.title, told))


def sourced(about: Mapping[str, Any], n: int | str, title: str, mention: EventMention) -> SourcedMention:
    """A mention with its page, from a reading's ``article`` column; ``n`` ends its key."""
    return SourcedMention(
        key=f"{about['identity']}#{n}",
        mention=mention,
        page=about["identity"],
        page_id=about["id"],
        version=about["version"],
        title=title,
        outlet=about["outlet"],
        published=date.fromisoformat(about["published"]) if about["published"] else None,
        address=about["address"],
    )


def fingerprints(connection: Connection, besides: Collection[str] = ()) -> Iterator[Fingerprint]:
    """The fingerprints of all pages' newest readings that have a mention, and of the pages ``besides``."""
    wanted = or_(R.id.in_(select(M.reading)), P.identity.in_(besides)) if besides else R.id.in_(select(M.reading))
    query = (
        select(P.identity, T.shingles, T.named)
        .join_from(schema.readings, schema.pages, R.page == P.id)
        .join(schema.texts, R.text == T.id)
        .where(R.id.in_(newest()), wanted)
    )
    for row in connection.execute(query):
        named = json.loads(row.named)
        yield Fingerprint(row.identity, row.shingles, tuple(named["agencies"]), tuple(named["communiques"]))


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of the record: its newest reading and how many mentions it has; ``failed`` has the reason, if
    any.
    """

    identity: str
    id: str
    path: str
    outlet: str | None
    published: date | None
    title: str
    mentions: int
    failed: str | None = None

    @property
    def empty(self) -> bool:
        """Whether it was read and no event was found in it."""
        return self.failed is None and self.mentions == 0


def page_rows(connection: Connection) -> Iterator[PageRow]:
    """All pages read, then those that could not be."""
    counted = select(func.count()).where(M.reading == R.id).scalar_subquery().label("told")
    query = (
        select(R.article, T.title, counted)
        .join_from(schema.readings, schema.texts, R.text == T.id)
        .where(R.id.in_(newest()))
        .order_by(R.id)
        .execution_options(yield_per=1000)
    )
    for row in connection.execute(query):
        about = json.loads(row.article)
        day = date.fromisoformat(about["published"]) if about["published"] else None
        yield PageRow(
            about["identity"], about["id"], about["path"], about["outlet"], day, row.title, row.told
        )
    for failure in connection.execute(select(schema.failures).order_by(schema.failures.c.path)):
        yield PageRow(failure.path, failure.path, failure.path, None, None, "", 0, failure.reason)


def reading(connection: Connection, identity: str, number: int | None = None) -> Reading | None:
    """A page's newest reading (or the one of this number) with its text, or ``None``."""
    query = (
        select(R.id, R.article, R.finder, R.lexicon, T.title, T.body)
        .join_from(schema.readings, schema.pages, R.page == P.id)
        .join(schema.texts, R.text == T.id)
        .where(P.identity == identity)
        .order_by(R.id.desc())
        .limit(1)
    )
    if number is not None:
        query = query.where(R.id == number)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None

    def values(column: Any, table: Any) -> Iterator[Any]:
        rows = connection.execute(
            select(column).where(table.c.reading == row.id).order_by(table.c.id)
        ).scalars()
        return (json.loads(value) for value in rows)

    article = article_from_dict({**json.loads(row.article), "title": row.title, "body": row.body})
    return Reading(
        article,
        tuple(mention_from_dict(m) for m in values(M.mention, schema.mentions)),
        tuple(finding_from_dict(f) for f in values(schema.findings.c.finding, schema.findings)),
        tuple(figure_from_dict(f) for f in values(schema.figures.c.figure, schema.figures)),
        row.finder,
        row.lexicon,
    )


def findings(connection: Connection) -> Iterator[tuple[str, Finding]]:
    """The findings of all newest readings, each with its page's identity."""
    f = schema.findings.c
    query = (
        select(P.identity, f.finding)
        .join_from(schema.findings, schema.readings, f.reading == R.id)
        .join(schema.pages, R.page == P.id)
        .where(R.id.in_(newest()))
        .order_by(f.id)
    )
    for row in connection.execute(query):
        yield row.identity, finding_from_dict(json.loads(row.finding))


def readings_of(connection: Connection) -> Iterator[str]:
    """The identities of all pages, in the order they were recorded."""
    yield from connection.execute(select(P.identity).order_by(P.id)).scalars()


# ---------------------------------------------------------------- judgements and ledger
Subject = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of a decision: a ``verdict`` on one or two anchored mentions, or on a ``field`` of theirs."""

    id: int
    act: int
    verb: str
    verdict: str
    anchors: tuple[str, ...]
    user: str
    reason: str
    at: str
    field: str = ""
    value: Any = None
    restores: int | None = None

    @property
    def subject(self) -> Subject:
        """What it is about; of several judgements on one subject the last stands."""
        return self.anchors, self.field

    @property
    def pages(self) -> frozenset[str]:
        """The identities of the pages it is about."""
        return frozenset(json.loads(anchor)[0] for anchor in self.anchors)


def judgements(connection: Connection, ids: Collection[int] | None = None) -> Iterator[Judgement]:
    """All judgements (or these) in the order they were made."""
    query = select(schema.judgements).order_by(J.id)
    rows = connection.execute(query) if ids is None else among(connection, query, J.id, sorted(ids))
    yield from map(_judgement, rows)


def judgements_on(connection: Connection, pages: Iterable[str]) -> list[Judgement]:
    """All judgements on pages (by identity), in the order they were made."""
    at = schema.judged_pages.c
    numbers = {row.judgement for row in among(connection, select(at.judgement), at.page, set(pages))}
    return list(judgements(connection, numbers))


def judgements_beside(connection: Connection, pages: Iterable[str] | None) -> list[Judgement]:
    """All judgements of the decisions on pages (on any, where ``None``), and all on the same subjects."""
    if pages is None:
        return list(judgements(connection))
    acts = {row.act for row in judgements_on(connection, pages)}
    subjects = {row.subject for row in among(connection, select(J.subject), J.act, acts)}
    found = among(connection, select(schema.judgements), J.subject, subjects)
    return sorted(map(_judgement, found), key=lambda row: row.id)


def judgements_since(connection: Connection, act: int) -> list[Judgement]:
    """All on the subjects of one decision, in the order they were made."""
    subjects = select(J.subject).where(J.act == act)
    query = select(schema.judgements).where(J.subject.in_(subjects)).order_by(J.id)
    return list(map(_judgement, connection.execute(query)))


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(
        row.id,
        row.act,
        row.verb,
        row.verdict,
        tuple(json.loads(row.pair)),
        row.user,
        row.reason,
        row.at,
        row.field,
        None if row.value is None else json.loads(row.value),
        row.restores,
    )


def pages_of(standing: Iterable[Subject]) -> set[str]:
    """The identities of the pages that judgements are about."""
    return {json.loads(anchor)[0] for anchors, _ in standing for anchor in anchors}


def standing(rows: Iterable[Judgement]) -> dict[Subject, Judgement]:
    """The judgement that stands on each subject: the last, or the one that an undo restored."""
    known: dict[int, Judgement] = {}
    out: dict[Subject, Judgement] = {}
    for row in rows:
        known[row.id] = row
        out[row.subject] = row if row.restores is None else known[row.restores]
    return out


class Anchors:
    """Finds the mention that an anchor of an older reading means now: same page, type and text, overlapping
    words.
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        """``keys``: anchor → mention key, of the mentions that count now."""
        self._exact = keys
        self._places: dict[tuple[str, str, str], list[tuple[int, int, str, int | str, str]]] = defaultdict(list)
        for anchored, key in keys.items():
            page, kind, where, start, end, told, n = json.loads(anchored)
            self._places[page, kind, where].append((start, end, told, n, key))

    @property
    def exact(self) -> Mapping[str, str]:
        """Anchor → mention key, as they are now."""
        return self._exact

    def key(self, anchored: str) -> str | None:
        """The key of the mention meant, the one with most of the words in common; ``None`` where it is
        gone.
        """
        if anchored in self._exact:
            return self._exact[anchored]
        page, kind, where, start, end, told, n = json.loads(anchored)
        shared = [
            (min(end, e) - max(start, s), t == told, m == n, key)
            for s, e, t, m, key in self._places.get((page, kind, where), ())
        ]
        best = max(shared, default=(0, False, False, ""))
        return best[3] if best[0] > 0 else None
