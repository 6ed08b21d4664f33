"""Writes readings, failures, judgements and the ledger; everything here runs inside one transaction of its
caller.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from marsad.codec import (
    article_to_dict,
    figure_to_dict,
    finding_to_dict,
    mention_from_dict,
    mention_to_dict,
    reading_to_dict,
)
from marsad.link.names import consonants, parse_name
from marsad.link.words import content_words
from marsad.merge.identify import Named
from marsad.merge.origins import fingerprint
from marsad.model import Article, EventMention, Reading, SourcedMention
from marsad.store import schema


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
    out: dict[str, str] = {}
    for sourced in mentions:
        mention = sourced.mention
        told = sorted({p.country for p in mention.participants if p.country})
        place = [mention.evidence.where, mention.evidence.start, mention.evidence.end]
        n = 0
        while (anchored := dump([sourced.page, mention.type, *place, "+".join(told), n])) in out:
            n += 1
        out[anchored] = sourced.key
    return out


INDEX = text("INSERT INTO search(rowid, words, names) VALUES (:id, :words, :names)")


def index_again(connection: Connection) -> None:
    """Make the search index anew from what is recorded."""
    m, r, t = schema.mentions.c, schema.readings.c, schema.texts.c
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('delete-all')")
    query = (
        select(m.id, m.mention, t.title)
        .join_from(schema.mentions, schema.readings, m.reading == r.id)
        .join(schema.texts, r.text == t.id)
        .order_by(m.id)
    )
    found = connection.execute(query.execution_options(yield_per=1000))
    for part in found.partitions():
        rows = []
        for row in part:
            words, names = search_words(row.title, mention_from_dict(json.loads(row.mention)))
            rows.append({"id": row.id, "words": words, "names": names})
        connection.execute(INDEX, rows)
    j = schema.judgements.c
    added = select(j.act, j.value).where(j.verdict == "add", j.value.is_not(None))
    for act, value in connection.execute(added).all():
        index_added(connection, act, mention_from_dict(json.loads(value)["mention"]))


def index_added(connection: Connection, act: int, mention: EventMention) -> None:
    """Make an added event known to the search, below nought, where no mention is."""
    words, names = search_words("", mention)
    connection.execute(INDEX, [{"id": -act, "words": words, "names": names}])


def search_words(title: str, mention: EventMention) -> tuple[str, str]:
    """What a mention is found by: stems of its words and its page's title, and the sounds of its names."""
    people = mention.participants
    said = [title, mention.evidence.quote, mention.city or "", *mention.topics, mention.type]
    said += [part for p in people for part in (p.name, p.role, p.org) if part]
    said += [words.quote for words in mention.fields.values()]
    sounds = {consonants(token) for p in people if p.name for token in parse_name(p.name).tokens}
    return " ".join(sorted(content_words(" ".join(said)))), " ".join(sorted(sounds))


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
    result = connection.execute(insert(schema.texts).values(_text_row(article, known)))
    return int(result.lastrowid)


class _Batch:
    """Rows of several readings, numbered here and inserted table by table: one statement a table, not one a
    row.
    """

    def __init__(self, connection: Connection, readings: Sequence[Reading]) -> None:
        self._connection = connection
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
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
            self._last[name] = self._connection.execute(select(func.max(table.c.id))).scalar() or 0
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
        words, names = search_words(article.title, mention)
        self._rows["search"].append({"id": number, "words": words, "names": names})

    def insert(self) -> None:
        """Insert all rows kept, those first that others point at."""
        for table in schema.metadata.sorted_tables:
            if rows := self._rows[table.name]:
                self._connection.execute(insert(table), rows)
        if rows := self._rows["search"]:
            self._connection.execute(INDEX, rows)


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
    connection.execute(upsert(schema.failures).values(row).on_conflict_do_update(["path"], set_=row))


# ---------------------------------------------------------------- ledger
def write_ledger(connection: Connection, named: Named, of: Mapping[str, str], live: Iterable[str]) -> None:
    """Remember ``of`` (anchor → event), make new identifiers known, and let those no longer used point on."""
    known = set(connection.execute(select(schema.identifiers.c.event)).scalars())
    born = connection.execute(select(func.max(schema.identifiers.c.born))).scalar() or 0
    live = sorted(set(live))
    fresh = [{"event": id_, "born": born + 1, "moved": None} for id_ in live if id_ not in known]
    if fresh:
        connection.execute(insert(schema.identifiers), fresh)
    moved = {**dict.fromkeys(live), **{id_: dump(list(to)) for id_, to in named.moved.items()}}
    old = {
        row.event: row.moved
        for row in connection.execute(select(schema.identifiers.c.event, schema.identifiers.c.moved))
    }
    for id_, to in moved.items():
        if old.get(id_) != to:
            update = schema.identifiers.update().where(schema.identifiers.c.event == id_)
            connection.execute(update.values(moved=to))
    before = {
        row.anchor: row.event
        for row in connection.execute(select(schema.ledger.c.anchor, schema.ledger.c.event))
    }
    rows = [{"anchor": key, "event": id_} for key, id_ in of.items() if before.get(key) != id_]
    if rows:
        statement = upsert(schema.ledger)
        connection.execute(
            statement.on_conflict_do_update(["anchor"], set_={"event": statement.excluded.event}), rows
        )


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
    query = select(j.id, j.act, j.user, j.at).where(j.pair == verdict.pair, j.field == verdict.field)
    found = connection.execute(query.order_by(j.id.desc()).limit(1)).one_or_none()
    return Latest(found.id, found.act, found.user, found.at) if found else Latest()


def add_judgements(
    connection: Connection, verb: str, verdicts: Sequence[Verdict], user: str, reason: str, at: str
) -> int:
    """Append one decision; the number to undo it by. The caller holds the write lock."""
    act = (connection.execute(select(func.max(schema.judgements.c.act))).scalar() or 0) + 1
    for verdict in verdicts:
        row = {
            "act": act,
            "verb": verb,
            "verdict": verdict.verdict,
            "pair": verdict.pair,
            "field": verdict.field,
            "value": None if verdict.value is None else dump(verdict.value),
            "restores": verdict.restores,
            "prev": latest(connection, verdict).id,
            "user": user,
            "reason": reason,
            "at": at,
        }
        connection.execute(insert(schema.judgements).values(row))
    return int(act)
