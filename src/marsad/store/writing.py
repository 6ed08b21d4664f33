"""Writes readings, failures, judgements and the ledger; everything here runs inside one transaction of its
caller.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from marsad.codec import (
    article_to_dict,
    figure_to_dict,
    finding_to_dict,
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


def _number(result: CursorResult[Any]) -> int:
    """The number of the row just inserted."""
    key = result.inserted_primary_key
    if key is None:
        raise AssertionError("one row is inserted at a time")
    return int(key[0])


def _page(connection: Connection, article: Article) -> int:
    found = connection.execute(
        select(schema.pages.c.id).where(schema.pages.c.identity == article.identity)
    ).scalar()
    if found is not None:
        return int(found)
    row = {
        "identity": article.identity,
        "page_id": article.id,
        "path": article.path,
        "address": article.address,
    }
    return _number(connection.execute(insert(schema.pages).values(row)))


def _text(connection: Connection, article: Article) -> int:
    known = digest([article.title, article.body])
    found = connection.execute(select(schema.texts.c.id).where(schema.texts.c.digest == known)).scalar()
    if found is not None:
        return int(found)
    seen = fingerprint(article)
    row = {
        "digest": known,
        "title": article.title,
        "body": article.body,
        "shingles": seen.shingles,
        "named": dump({"agencies": seen.agencies, "communiques": seen.communiques}),
    }
    return _number(connection.execute(insert(schema.texts).values(row)))


def _newest(connection: Connection, page: int) -> str | None:
    query = select(schema.readings.c.digest).where(schema.readings.c.page == page)
    return connection.execute(query.order_by(schema.readings.c.id.desc()).limit(1)).scalar()


def search_words(article: Article, mention: EventMention) -> tuple[str, str]:
    """What a mention is found by: stems of its words, and the sounds of its names."""
    people = mention.participants
    said = [article.title, mention.evidence.quote, mention.city or "", *mention.topics, mention.type]
    said += [part for p in people for part in (p.name, p.role, p.org) if part]
    said += [words.quote for words in mention.fields.values()]
    sounds = {consonants(token) for p in people if p.name for token in parse_name(p.name).tokens}
    return " ".join(sorted(content_words(" ".join(said)))), " ".join(sorted(sounds))


def add_reading(connection: Connection, reading: Reading, at: str) -> bool:
    """Append one reading; ``False`` where the page's newest reading says the same already."""
    article = reading.article
    page = _page(connection, article)
    connection.execute(delete(schema.failures).where(schema.failures.c.path == article.path))
    known = digest(reading_to_dict(reading, full=True))
    if _newest(connection, page) == known:
        return False
    about = article_to_dict(article, full=True)
    del about["title"], about["body"]
    row = {
        "page": page,
        "text": _text(connection, article),
        "version": article.version,
        "finder": reading.finder,
        "lexicon": reading.lexicon,
        "digest": known,
        "article": dump(about),
        "at": at,
    }
    number = _number(connection.execute(insert(schema.readings).values(row)))
    for n, mention in enumerate(reading.mentions):
        _add_mention(connection, article, number, n, mention)
    for finding in reading.findings:
        row = {"reading": number, "kind": finding.kind, "finding": dump(finding_to_dict(finding))}
        connection.execute(insert(schema.findings).values(row))
    for figure in reading.figures:
        connection.execute(insert(schema.figures).values(reading=number, figure=dump(figure_to_dict(figure))))
    return True


def _add_mention(
    connection: Connection, article: Article, reading: int, n: int, mention: EventMention
) -> None:
    data = mention_to_dict(mention)
    row = {
        "reading": reading,
        "n": n,
        "type": mention.type,
        "start": data["start"],
        "end": data["end"],
        "mention": dump(data),
    }
    number = _number(connection.execute(insert(schema.mentions).values(row)))
    words, names = search_words(article, mention)
    connection.execute(
        text("INSERT INTO search(rowid, words, names) VALUES (:id, :words, :names)"),
        {"id": number, "words": words, "names": names},
    )


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
    """What one decision says of one pair of anchors (or one anchor)."""

    anchors: tuple[str, ...]
    verdict: str

    @property
    def pair(self) -> str:
        """The pair as it is stored."""
        return dump(sorted(self.anchors))


def latest(connection: Connection, pair: str) -> tuple[int, str, str, str]:
    """The last judgement on a pair: id (0 for none), verdict, user, time."""
    j = schema.judgements.c
    query = select(j.id, j.verdict, j.user, j.at).where(j.pair == pair).order_by(j.id.desc()).limit(1)
    found = connection.execute(query).one_or_none()
    return (found.id, found.verdict, found.user, found.at) if found else (0, "none", "", "")


def add_judgements(
    connection: Connection, verb: str, verdicts: Sequence[Verdict], user: str, reason: str, at: str
) -> int:
    """Append one decision; the number to undo it by."""
    act = (connection.execute(select(func.max(schema.judgements.c.id))).scalar() or 0) + 1
    for verdict in verdicts:
        row = {
            "act": act,
            "verb": verb,
            "verdict": verdict.verdict,
            "pair": verdict.pair,
            "prev": latest(connection, verdict.pair)[0],
            "user": user,
            "reason": reason,
            "at": at,
        }
        connection.execute(insert(schema.judgements).values(row))
    return int(act)
