"""By what events are found: for each value of each facet, the set of its events as a roaring bitmap.

Filters are then set operations, counts are sizes of intersections, at any size of the record. Beside the facets that
a reader sees (:data:`marsad.merge.select.FACETS`) there are some of their own: ``name`` and ``office`` have every
wording of any page, ``span`` every month that an event touches, ``undated`` and ``long`` (of more than
:data:`SPAN` months) those that no month tells.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection, bindparam, delete, select

from marsad.merge import composed
from marsad.merge.select import everyone, facets_of
from marsad.model import Event
from marsad.store import schema, view, writing
from marsad.store.rows import among, insert_all, last_number

SPAN = 24  # months of an event that are each remembered
LONGEST = 300  # characters of a value
Value = tuple[str, str]
E, B = schema.view_events.c, schema.view_bits.c


def months(first: int, last: int) -> range:
    """Months as numbers."""
    return range(first, last + 1)


def month(day: Any) -> int:
    """The number of a day's month."""
    return int(day.year * 12 + day.month - 1)


def month_name(number: int) -> str:
    """A month as it is written."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def values_of(event: Event) -> list[Value]:
    """All values by which an event is found, each once."""
    return list(dict.fromkeys((facet, value[:LONGEST]) for facet, value in _values(event)))


def _values(event: Event) -> Iterator[Value]:
    yield from facets_of(event)
    people = everyone(event)
    yield from (("name", name) for name in sorted({p.name for p in people if p.name}))
    yield from (("office", text) for text in sorted({text for p in people for text in (p.role, p.org) if text}))
    if event.start is None:
        yield "undated", ""
        return
    first, last = month(event.start), month(event.end or event.start)
    if last - first >= SPAN:
        yield "long", ""
    else:
        yield from (("span", month_name(number)) for number in range(first, last + 1))


def update(connection: Connection, gone: Collection[int], again: Collection[int] | None) -> None:
    """Take events out, and compose others ``again`` (all of them, where ``None``)."""
    if again is None:
        _make(connection)
        return
    out: dict[int, list[int]] = defaultdict(list)
    numbers = {*gone, *again}
    for row in among(connection, select(E.number, E.found_by), E.number, numbers):
        for value in json.loads(row.found_by):
            out[value].append(row.number)
    for part in (sorted(numbers)[at : at + 500] for at in range(0, len(numbers), 500)):
        connection.execute(delete(schema.view_events).where(E.number.in_(part)))
    events = [(told.number, composed(*told.parts)) for told in view.told(connection, sorted(again))]
    values = {number: values_of(event) for number, event in events}
    known = _known(connection, {value for own in values.values() for value in own})
    new: dict[int, list[int]] = defaultdict(list)
    for number, own in values.items():
        for value in own:
            new[known[value]].append(number)
    rows = (_row(number, event, [known[value] for value in values[number]]) for number, event in events)
    insert_all(connection, schema.view_events, rows)
    _change(connection, out, new)


def _make(connection: Connection) -> None:
    """All of them, for an empty view."""
    known: dict[Value, int] = {}
    events: dict[int, array[int]] = defaultdict(lambda: array("I"))

    def rows() -> Iterator[dict[str, Any]]:
        for told in view.told(connection):
            event = composed(*told.parts)
            own = [known.setdefault(value, len(known) + 1) for value in values_of(event)]
            for value in own:
                events[value].append(told.number)
            yield _row(told.number, event, own)

    insert_all(connection, schema.view_events, rows())
    bits = (
        {"number": n, "facet": facet, "value": value, "size": len(events[n]), "bits": _pack(BitMap(events[n]))}
        for (facet, value), n in known.items()
    )
    insert_all(connection, schema.view_bits, bits)


def _row(number: int, event: Event, values: Iterable[int]) -> dict[str, Any]:
    published = max((m.published for m in event.mentions if m.published), default=None)
    return {
        "number": number,
        "event": event.id,
        "type": event.type,
        "start": event.start.isoformat() if event.start else None,
        "end": (event.end or event.start).isoformat() if event.start and (event.end or event.start) else None,
        "origins": len(event.origins),
        "findings": len(event.disagreements),
        "published": published.isoformat() if published else "",
        "found_by": writing.dump(sorted(values)),
    }


def _pack(found: BitMap) -> bytes:
    found.run_optimize()
    return bytes(found.serialize())


def _known(connection: Connection, values: Collection[Value]) -> dict[Value, int]:
    """The numbers of values, those that are new among them."""
    query = select(B.number, B.facet, B.value)
    found = among(connection, query, B.value, {value for _, value in values})
    out = {(row.facet, row.value): row.number for row in found}
    last = last_number(connection, B.number)
    fresh = {value: n for n, value in enumerate(sorted(set(values) - set(out)), last + 1)}
    empty = _pack(BitMap())
    rows = (
        {"number": n, "facet": facet, "value": value, "size": 0, "bits": empty} for (facet, value), n in fresh.items()
    )
    insert_all(connection, schema.view_bits, rows)
    return out | fresh


def _change(connection: Connection, out: dict[int, list[int]], new: dict[int, list[int]]) -> None:
    """Take events out of values and put others in; a value without any event goes."""
    changed = {value for value in {*out, *new} if set(out.get(value, ())) != set(new.get(value, ()))}
    rows = []
    empty = []
    for row in among(connection, select(B.number, B.bits), B.number, changed):
        found = BitMap.deserialize(row.bits)
        found -= BitMap(out.get(row.number, []))
        found |= BitMap(new.get(row.number, []))
        if found:
            rows.append({"which": row.number, "size": len(found), "bits": _pack(found)})
        else:
            empty.append(row.number)
    if rows:
        statement = schema.view_bits.update().where(B.number == bindparam("which"))
        connection.execute(statement.values(size=bindparam("size"), bits=bindparam("bits")), rows)
    for number in empty:
        connection.execute(delete(schema.view_bits).where(B.number == number))
