"""Writes readings, failures, judgements and the ledger; everything here runs inside one transaction of its
caller.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select

from marsad.codec import (
    article_to_dict,
    figure_to_dict,
    finding_to_dict,
    mention_from_dict,
    mention_to_dict,
    reading_to_dict,
)
from marsad.merge.identify import Named
from marsad.merge.origins import fingerprint
from marsad.model import Article, EventMention, Reading, SourcedMention
from marsad.store import schema, searching
from marsad.store.rows import among, insert_all, last_number, numbered, upsert
from marsad.store.searching import search_row


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read. ``kind`` is the error's class, ``reason`` one plain sentence."""

    path: str
    kind: str
    reason: str


def dump(value: object) -> str:
    """JSON, short and with one spelling for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(value: object) -> str:
    """The SHA-256 of a JSON value."""
    return hashlib.sha256(dump(value).encode()).hexdigest()


def anchors_of(mentions: Iterable[SourcedMention]) -> dict[str, str]:
    """What mentions are known by over all readings of their pages: anchor → key.

    An anchor has page, type, place of the words, the countries told, and a number where all these are the
    same.
    """
    by_page: dict[str, list[SourcedMention]] = defaultdict(list)
    for sourced in mentions:
        by_page[sourced.page].append(sourced)
    return {
        full_anchor(page, place): key for page, own in by_page.items() for place, key in places_of(own).items()
    }


def places_of(mentions: Iterable[SourcedMention]) -> dict[str, str]:
    """The anchors of one page's mentions, without the page."""
    out: dict[str, str] = {}
    for sourced in mentions:
        mention = sourced.mention
        told = sorted({p.country for p in mention.participants if p.country})
        place = [mention.type, mention.evidence.where, mention.evidence.start, mention.evidence.end, "+".join(told)]
        n = 0
        while (known := dump([*place, n])) in out:
            n += 1
        out[known] = sourced.key
    return out


def full_anchor(page: str, place: str) -> str:
    """An anchor from its page and the rest."""
    return f"[{dump(page)},{place[1:]}"


def index_again(connection: Connection) -> None:
    """Make the search index anew from what is recorded."""
    m, r, t = schema.mentions.c, schema.readings.c, schema.texts.c
    searching.clear(connection)
    query = (
        select(m.id, m.mention, t.title)
        .join_from(schema.mentions, schema.readings, m.reading == r.id)
        .join(schema.texts, r.text == t.id)
        .order_by(m.id)
    )
    found = connection.execute(query.execution_options(yield_per=1000))
    searching.index(
        connection, (search_row(row.id, row.title, mention_from_dict(json.loads(row.mention))) for row in found)
    )
    j = schema.judgements.c
    added = select(j.act, j.value).where(j.verdict == "add", j.value.is_not(None))
    for act, value in connection.execute(added).all():
        index_added(connection, act, mention_from_dict(json.loads(value)["mention"]))


def index_added(connection: Connection, act: int, mention: EventMention) -> None:
    """Make an added event known to the search, below nought, where no mention is."""
    searching.index(connection, [search_row(-act, "", mention)])


def _text_row(article: Article, digest_: str) -> dict[str, Any]:
    seen = fingerprint(article)
    return {
        "digest": digest_,
        "title": article.title,
        "body": article.body,
        "shingles": seen.shingles,
        "named": dump({"agencies": seen.agencies, "communiques": seen.communiques}),
    }


def text_of(connection: Connection, article: Article) -> int:
    """The row of an article's text, made where there is none."""
    known = digest([article.title, article.body])
    found = connection.execute(select(schema.texts.c.id).where(schema.texts.c.digest == known)).scalar()
    if found is not None:
        return int(found)
    return numbered(connection, schema.texts, [_text_row(article, known)])[0]


class _Batch:
    """Rows of several readings, numbered here and inserted table by table: one statement a table, not one a
    row.
    """

    def __init__(self, connection: Connection, readings: Sequence[Reading]) -> None:
        self._connection = connection
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._search: list[searching.Row] = []
        self._last: dict[str, int] = {}
        identities = {reading.article.identity for reading in readings}
        pages, r = schema.pages.c, schema.readings.c
        known = select(pages.identity, pages.id).where(pages.identity.in_(identities))
        self._pages: dict[str, int] = {row.identity: row.id for row in connection.execute(known)}
        newest = select(func.max(r.id)).where(r.page.in_(self._pages.values())).group_by(r.page)
        digests = select(r.page, r.digest).where(r.id.in_(newest))
        self._newest = {row.page: row.digest for row in connection.execute(digests)}
        self._digests = {
            id(reading): digest([reading.article.title, reading.article.body]) for reading in readings
        }
        texts = select(schema.texts.c.digest, schema.texts.c.id)
        texts = texts.where(schema.texts.c.digest.in_(self._digests.values()))
        self._texts: dict[str, int] = {row.digest: row.id for row in connection.execute(texts)}

    def _add(self, table: Table, row: dict[str, Any]) -> int:
        """Keep a row for later and give it its number."""
        name = table.name
        if name not in self._last:
            self._last[name] = last_number(self._connection, table.c.id)
        self._last[name] += 1
        self._rows[name].append({"id": self._last[name], **row})
        return self._last[name]

    def _page(self, article: Article) -> int:
        if article.identity not in self._pages:
            row = {
                "identity": article.identity,
                "page_id": article.id,
                "path": article.path,
                "address": article.address,
            }
            self._pages[article.identity] = self._add(schema.pages, row)
        return self._pages[article.identity]

    def _text(self, reading: Reading) -> int:
        known = self._digests[id(reading)]
        if known not in self._texts:
            self._texts[known] = self._add(schema.texts, _text_row(reading.article, known))
        return self._texts[known]

    def add(self, reading: Reading, at: str) -> bool:
        """Append a reading; ``False`` where the page's newest says the same already."""
        article = reading.article
        page = self._page(article)
        known = digest(reading_to_dict(reading, full=True))
        if self._newest.get(page) == known:
            return False
        self._newest[page] = known
        about = article_to_dict(article, full=True)
        del about["title"], about["body"]
        row = {
            "page": page,
            "text": self._text(reading),
            "version": article.version,
            "finder": reading.finder,
            "lexicon": reading.lexicon,
            "digest": known,
            "article": dump(about),
            "at": at,
        }
        number = self._add(schema.readings, row)
        for n, mention in enumerate(reading.mentions):
            self._mention(article, number, n, mention)
        for finding in reading.findings:
            row = {"reading": number, "kind": finding.kind, "finding": dump(finding_to_dict(finding))}
            self._add(schema.findings, row)
        for figure in reading.figures:
            self._add(schema.figures, {"reading": number, "figure": dump(figure_to_dict(figure))})
        return True

    def _mention(self, article: Article, reading: int, n: int, mention: EventMention) -> None:
        data = mention_to_dict(mention)
        row = {"reading": reading, "n": n, "type": mention.type, "start": data["start"], "end": data["end"]}
        number = self._add(schema.mentions, {**row, "mention": dump(data)})
        self._search.append(search_row(number, article.title, mention))

    def insert(self) -> None:
        """Insert all rows kept, those first that others point at."""
        for table in schema.metadata.sorted_tables:
            insert_all(self._connection, table, self._rows[table.name])
        searching.index(self._connection, self._search)


def add_readings(connection: Connection, readings: Sequence[Reading], at: str) -> int:
    """Append readings, and return how many said something new of their pages. The caller holds the write
    lock.
    """
    batch = _Batch(connection, readings)
    new = sum(batch.add(reading, at) for reading in readings)
    batch.insert()
    paths = {reading.article.path for reading in readings}
    connection.execute(delete(schema.failures).where(schema.failures.c.path.in_(paths)))
    return new


def add_failure(connection: Connection, failure: Failure, at: str) -> None:
    """Note that a page could not be read; the newest reason stands."""
    row = {"path": failure.path, "kind": failure.kind, "reason": failure.reason, "at": at}
    upsert(connection, schema.failures, [row])


# ---------------------------------------------------------------- ledger
def write_ledger(connection: Connection, of: Mapping[tuple[int, str], str]) -> None:
    """Remember which event mentions belong to: page and place → identifier."""
    rows = ({"page": page, "place": place, "event": id_} for (page, place), id_ in sorted(of.items()))
    upsert(connection, schema.ledger, rows)


def known_identifiers(
    connection: Connection, wanted: Collection[str] | None = None
) -> tuple[dict[str, int], set[str]]:
    """Of all identifiers (or those ``wanted``): when each was first given, and which are in use."""
    i = schema.identifiers.c
    query = select(i.event, i.born, i.moved)
    rows = list(connection.execute(query) if wanted is None else among(connection, query, i.event, wanted))
    return {row.event: row.born for row in rows}, {row.event for row in rows if row.moved is None}


def write_identifiers(connection: Connection, named: Named) -> list[int]:
    """Make new identifiers known, let those no longer used point on; the numbers of those in use, in step."""
    i = schema.identifiers.c
    query = select(i.event, i.number, i.moved)
    rows = {row.event: row for row in among(connection, query, i.event, {*named.ids, *named.moved})}
    last, born = last_number(connection, i.number), last_number(connection, i.born) + 1
    fresh = sorted(id_ for id_ in named.ids if id_ not in rows)
    new = {id_: n for n, id_ in enumerate(fresh, last + 1)}
    insert_all(
        connection,
        schema.identifiers,
        ({"event": id_, "number": n, "born": born, "moved": None} for id_, n in new.items()),
    )
    moved = {**dict.fromkeys(named.ids), **{id_: dump(list(to)) for id_, to in named.moved.items()}}
    for id_, row in rows.items():
        if row.moved != moved[id_]:
            connection.execute(schema.identifiers.update().where(i.event == id_).values(moved=moved[id_]))
    return [new[id_] if id_ in new else rows[id_].number for id_ in named.ids]


# ---------------------------------------------------------------- judgements
@dataclass(frozen=True, slots=True)
class Verdict:
    """What one decision says of one pair of anchors (or one anchor), or of a ``field`` of it."""

    anchors: tuple[str, ...]
    verdict: str
    field: str = ""
    value: Any = None
    restores: int | None = None

    @property
    def pair(self) -> str:
        """The pair as it is stored."""
        return dump(sorted(self.anchors))

    @property
    def subject(self) -> str:
        """What it is about, by which judgements follow each other."""
        return subject_of(self.pair, self.field)


def subject_of(pair: str, field: str) -> str:
    """The hash of what a judgement is about: anchors may be longer than an index takes."""
    return digest([pair, field])


@dataclass(frozen=True, slots=True)
class Latest:
    """The last judgement on a subject: its number (0 for none), user and time."""

    id: int = 0
    act: int = 0
    user: str = ""
    at: str = ""


def latest(connection: Connection, verdict: Verdict) -> Latest:
    """The last judgement on what ``verdict`` is about."""
    j = schema.judgements.c
    query = select(j.id, j.act, j.user, j.at).where(j.subject == verdict.subject)
    found = connection.execute(query.order_by(j.id.desc()).limit(1)).one_or_none()
    return Latest(found.id, found.act, found.user, found.at) if found else Latest()


def add_judgements(
    connection: Connection, verb: str, verdicts: Sequence[Verdict], user: str, reason: str, at: str
) -> int:
    """Append one decision; the number to undo it by. The caller holds the write lock."""
    act = last_number(connection, schema.judgements.c.act) + 1
    rows = [
        {
            "act": act,
            "verb": verb,
            "verdict": verdict.verdict,
            "pair": verdict.pair,
            "field": verdict.field,
            "subject": verdict.subject,
            "value": None if verdict.value is None else dump(verdict.value),
            "restores": verdict.restores,
            "prev": latest(connection, verdict).id,
            "user": user,
            "reason": reason,
            "at": at,
        }
        for verdict in verdicts
    ]
    numbers = numbered(connection, schema.judgements, rows)
    judged = (
        {"page": page, "judgement": number}
        for number, verdict in zip(numbers, verdicts, strict=True)
        for page in sorted({json.loads(anchor)[0] for anchor in verdict.anchors})
    )
    insert_all(connection, schema.judged_pages, judged)
    return act
