"""The search index of both stores: the stems of a mention's words, and the sounds of its names.

SQLite has FTS5, PostgreSQL a stored ``tsvector`` of the same words; no other part of the store depends on which.
An addition stands below nought, by its judgement's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, text

from marsad.link.names import consonants, parse_name
from marsad.link.words import content_words
from marsad.model import EventMention
from marsad.store.rows import BATCH, chunks

LONGEST = 200  # characters of a word that are looked at
SQLITE = text("INSERT INTO search(rowid, words, names) VALUES (:id, :words, :names)")
SQLITE_OUT = text("INSERT INTO search(search, rowid, words, names) VALUES ('delete', :id, :words, :names)")
POSTGRES = text("INSERT INTO search(id, words) VALUES (:id, array_to_tsvector(:lexemes))")
Row = Mapping[str, Any]


def search_row(number: int, title: str, mention: EventMention) -> Row:
    """What a mention is found by: stems of its words and its page's title, and the sounds of its names."""
    people = mention.participants
    said = [title, mention.evidence.quote, mention.city or "", *mention.topics, mention.type]
    said += [part for p in people for part in (p.name, p.role, p.org) if part]
    said += [words.quote for words in mention.fields.values()]
    sounds = {consonants(token) for p in people if p.name for token in parse_name(p.name).tokens}
    return {"id": number, "words": _stems(" ".join(said)), "names": sorted(sounds - {""})}


def _stems(said: str) -> list[str]:
    return sorted({word[:LONGEST] for word in content_words(said)})


def index(connection: Connection, rows: Iterable[Row]) -> None:
    """Make mentions known to the search."""
    for part in chunks(rows, BATCH):
        if connection.dialect.name == "postgresql":
            told = [{"id": r["id"], "lexemes": [*r["words"], *(f"~{sound}" for sound in r["names"])]} for r in part]
            connection.execute(POSTGRES, told)
        else:
            joined = [{"id": r["id"], "words": " ".join(r["words"]), "names": " ".join(r["names"])} for r in part]
            connection.execute(SQLITE, joined)


def remove(connection: Connection, numbers: Iterable[int]) -> None:
    """Take mentions out of the index, so that no word of theirs is left in it."""
    which = sorted(set(numbers))
    if not which:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM search WHERE id = ANY(:which)"), {"which": which})
        return
    # FTS5 keeps no content here: a row is taken out by its own words, which the index itself tells
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab(main, search, instance)"
    )
    told: dict[int, dict[str, list[str]]] = {n: {"words": [], "names": []} for n in which}
    for part in chunks(which):
        asked = f"SELECT doc, col, term FROM temp.indexed WHERE doc IN ({', '.join(map(str, part))})"
        for doc, column, term in connection.exec_driver_sql(asked):
            told[doc][column].append(term)
    rows = [{"id": n, **{name: " ".join(terms) for name, terms in own.items()}} for n, own in told.items()]
    connection.execute(SQLITE_OUT, rows)
    connection.exec_driver_sql("INSERT INTO search(search) VALUES ('optimize')")  # what was deleted is marked till then


def clear(connection: Connection) -> None:
    """Forget all of it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("TRUNCATE search")
    else:
        connection.exec_driver_sql("INSERT INTO search(search) VALUES ('delete-all')")


def count(connection: Connection) -> int:
    """How many mentions can be searched."""
    table = "search" if connection.dialect.name == "postgresql" else "search_docsize"
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0)


def search(connection: Connection, asked: str) -> list[int]:
    """The numbers of the events with a mention that has all words of ``asked``, as words or as the sound of a name."""
    terms = []
    for word in _stems(asked):
        sounds = {consonants(token) for token in parse_name(word).tokens}
        terms.append((word, sorted(key for key in sounds if len(key) > 2)))
    if not terms:
        return []
    if connection.dialect.name == "postgresql":
        either = ([_lexeme(word), *(_lexeme(f"~{key}") for key in keys)] for word, keys in terms)
        match = " & ".join(_any(words, " | ") for words in either)
        found = text(
            "SELECT DISTINCT v.event FROM search s JOIN view_mentions v ON v.mention = s.id "
            "WHERE s.words @@ CAST(:terms AS tsquery)"
        )
    else:
        either = ([f'words:"{word}"', *(f'names:"{key}"' for key in keys)] for word, keys in terms)
        match = " AND ".join(_any(words, " OR ") for words in either)
        found = text(
            "SELECT DISTINCT v.event FROM search s JOIN view_mentions v ON v.mention = s.rowid "
            "WHERE s.search MATCH :terms"
        )
    return list(connection.execute(found, {"terms": match}).scalars())


def _any(terms: list[str], word: str) -> str:
    return terms[0] if len(terms) == 1 else f"({word.join(terms)})"


def _lexeme(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
