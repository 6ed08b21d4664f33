"""Answers questions from the index of the merged view: which events fit, in which order, and how many have which value.

Every filter is a set of event numbers (see :mod:`marsad.store.bits`); the answer is what
:func:`marsad.merge.select.matches` gives, without composing an event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import heappop, heappush
from typing import Any

from pyroaring import BitMap
from rapidfuzz import process
from rapidfuzz.distance import Indel
from sqlalchemy import ColumnElement, Connection, desc, select

from marsad.errors import UsageError
from marsad.link.names import ALIKE, consonants, office_words, parse_name
from marsad.merge.select import FACETS, MANY, EventQuery, Order, is_name, is_office, means_country
from marsad.store import bits, schema
from marsad.store.rows import among
from marsad.store.searching import search

E, B = schema.view_events.c, schema.view_bits.c
SPARSE = 3_000  # events up to which they are looked up one by one to be put in order
IN_TIME = ("year", "month")


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value of a facet, and how many of the events asked for have it."""

    value: str
    count: int


# ---------------------------------------------------------------- which events
def fitting(connection: Connection, query: EventQuery) -> BitMap | None:
    """The numbers of the events that fit, ``None`` for all."""
    found: BitMap | None = None
    for part in _filters(connection, query):
        found = part if found is None else found & part
        if not found:
            break
    return found


def _filters(connection: Connection, query: EventQuery) -> Iterator[BitMap]:
    """One set for each thing that is asked."""
    if query.types:
        yield _any(connection, "type", query.types)
    if query.statuses:
        yield _any(connection, "status", query.statuses)
    yield from (_any(connection, "topic", [topic]) for topic in query.topics)
    yield from (_any(connection, "country", [code]) for code in query.countries)
    if query.pair is not None:
        yield _any(connection, "pair", ["+".join(query.pair)])
    if query.origins > 0:
        yield _corroborated(connection, query.origins)
    if query.disagreement == "any":
        yield _where(connection, E.findings > 0)
    elif query.disagreement is not None:
        yield _any(connection, "disagreement", [query.disagreement])
    if query.undated:
        yield _any(connection, "undated", [""])
    if query.since is not None or query.until is not None:
        yield _period(connection, query.since, query.until)
    if query.text is not None:
        yield BitMap(search(connection, query.text))
    if query.person is not None:
        yield _worded(connection, "name", query.person)
    if query.institution is not None:
        yield _worded(connection, "office", query.institution)
    if query.about is not None:
        yield _about(connection, query)


def _union(found: Iterable[bytes]) -> BitMap:
    out = BitMap()
    for packed in found:
        out |= BitMap.deserialize(packed)
    return out


def _any(connection: Connection, facet: str, values: Iterable[str]) -> BitMap:
    """The events that have one of the values."""
    query = select(B.bits).where(B.facet == facet)
    return _union(row.bits for row in among(connection, query, B.value, [v[: bits.LONGEST] for v in values]))


def _where(connection: Connection, which: ColumnElement[bool]) -> BitMap:
    return BitMap(connection.execute(select(E.number).where(which)).scalars())


def _corroborated(connection: Connection, least: int) -> BitMap:
    if least > MANY:
        return _where(connection, E.origins >= least)
    return _any(connection, "origins", [*map(str, range(least, MANY)), f"{MANY}+"])


def _worded(connection: Connection, facet: str, asked: str) -> BitMap:
    """The events with a ``name`` or ``office`` that is worded as asked, in any spelling."""
    words = connection.execute(select(B.number, B.value).where(B.facet == facet)).all()
    keys_of, same = (_name_keys, is_name) if facet == "name" else (office_words, is_office)
    near = _nearby(keys_of(asked), {key for row in words for key in keys_of(row.value)})
    numbers = [row.number for row in words if not near.isdisjoint(keys_of(row.value)) and same(asked, row.value)]
    return _union(row.bits for row in among(connection, select(B.bits), B.number, numbers))


@lru_cache(maxsize=200_000)
def _name_keys(name: str) -> frozenset[str]:
    """The words by which a name can be another: its own, and those it has where they are written as one."""
    tokens = parse_name(name).tokens
    return frozenset((*tokens, "".join(tokens), "".join(tokens[1:])))


def _nearby(asked: Iterable[str], keys: Collection[str]) -> set[str]:
    """Of ``keys`` all that :func:`marsad.link.names.near` may hold for one of ``asked``, and some others: this is
    fast, and what it leaves is compared in full.
    """
    found: set[str] = set()
    known = list(keys)
    for one in asked:
        sound = consonants(one)
        alike = process.extract(one, known, scorer=Indel.normalized_similarity, score_cutoff=ALIKE, limit=None)
        found.update(key for key, _, _ in alike)
        found.update(key for key in known if consonants(key) == sound or min(len(key), len(one)) == 1)
    return found


def _about(connection: Connection, query: EventQuery) -> BitMap:
    about = query.about or ""
    found = _any(connection, "country", [query.about_country]) if query.about_country else BitMap()
    if means_country(query):
        return found
    return found | _worded(connection, "name", about) | _worded(connection, "office", about)


def _period(connection: Connection, since: date | None, until: date | None) -> BitMap:
    """The events whose days overlap a period: whole months by their sets, the months at its ends by their days."""
    first = bits.month(since) if since else 0
    last = bits.month(until) if until else bits.month(date.max)
    within = (B.facet == "span", B.value > bits.month_name(first), B.value < bits.month_name(last))
    inside = _union(connection.execute(select(B.bits).where(*within)).scalars())
    ends = [bits.month_name(number) for number in {first, last}]
    doubtful = (_any(connection, "span", ends) | _any(connection, "long", [""])) - inside
    query = select(E.number)
    if since is not None:
        query = query.where(E.end >= since.isoformat())
    if until is not None:
        query = query.where(E.start <= until.isoformat())
    return inside | BitMap(row.number for row in among(connection, query, E.number, doubtful))


# ---------------------------------------------------------------- in order
def _order(order: Order) -> Sequence[ColumnElement[Any]]:
    """What an index of ``view_events`` holds in order, read forwards or backwards."""
    latest = E.start.desc().nulls_last()
    match order:
        case "date":
            return E.start.asc().nulls_last(), E.end, E.type, E.event
        case "-date":
            return latest, desc(E.end), desc(E.type), desc(E.event)
        case "origins":
            return desc(E.origins), latest, desc(E.event)
        case "disagreement":
            return desc(E.findings), latest, desc(E.event)
        case "published":
            return desc(E.published), desc(E.event)
    raise UsageError(f"there is no order {order!r}; there are date, -date, origins, disagreement, published")


def ordered(connection: Connection, found: BitMap | None, order: Order, limit: int | None, offset: int) -> list[str]:
    """The identifiers of a page of these events (all, where ``None``)."""
    query = select(E.number, E.event).order_by(*_order(order))
    if found is None:
        query = query.offset(offset) if limit is None else query.offset(offset).limit(limit)
        return [row.event for row in connection.execute(query)]
    if len(found) <= SPARSE:
        rows = connection.execute(query.where(E.number.in_(found)))
        return [row.event for row in rows][offset : None if limit is None else offset + limit]
    last = len(found) if limit is None else min(offset + limit, len(found))
    out: list[str] = []
    for row in connection.execute(query.execution_options(yield_per=500)):
        if len(out) >= last:
            break
        if row.number in found:
            out.append(row.event)
    return out[offset:]


def count(connection: Connection, found: BitMap | None) -> int:
    """How many there are."""
    if found is not None:
        return len(found)
    return sum(connection.execute(select(B.size).where(B.facet == "type")).scalars())


# ---------------------------------------------------------------- counted
def facets(
    connection: Connection, query: EventQuery, names: Sequence[str], most: int
) -> dict[str, tuple[FacetCount, ...]]:
    """For each facet its values among the events that fit; see :meth:`marsad.record.Record.facets`."""
    if unknown := [name for name in names if name not in FACETS]:
        raise UsageError(f"there is no facet {unknown[0]!r}; there are {', '.join(FACETS)}")
    known: dict[EventQuery, BitMap | None] = {}
    out = {}
    for name in names:
        asked = query.without(name)
        if asked not in known:
            known[asked] = fitting(connection, asked)
        out[name] = _facet(connection, name, known[asked], most)
    return out


def _facet(connection: Connection, name: str, found: BitMap | None, most: int) -> tuple[FacetCount, ...]:
    in_time = name in IN_TIME
    if found is None:
        query = select(B.value, B.size).where(B.facet == name)
        query = query.order_by(B.value) if in_time else query.order_by(desc(B.size), B.value).limit(most)
        return tuple(FacetCount(row.value, row.size) for row in connection.execute(query))
    counted: list[tuple[int, str]] = []
    best: list[int] = []  # the counts of the `most` best so far, the least first
    query = select(B.value, B.size, B.bits).where(B.facet == name).order_by(desc(B.size), B.value)
    for row in connection.execute(query.execution_options(yield_per=100)) if found else ():
        if not in_time and len(best) >= most and row.size < best[0]:
            break  # the rest is less frequent in all events already
        number = found.intersection_cardinality(BitMap.deserialize(row.bits))
        if number:
            counted.append((-number, row.value))
            heappush(best, number)
            if len(best) > most:
                heappop(best)
    if in_time:
        return tuple(FacetCount(value, -number) for number, value in sorted(counted, key=lambda item: item[1]))
    return tuple(FacetCount(value, -number) for number, value in sorted(counted)[:most])
