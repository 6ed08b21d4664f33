"""Finds what is new in the record: events, disagreements between sources, and pages that were withdrawn.

Only events that newly read pages tell are looked at. What goes out is public: nobody private is named in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import Any

from marsad.codec import finding_to_dict
from marsad.model import Event, Finding
from marsad.record import Record
from marsad.view.export.jsonl import event_to_dict
from marsad.view.export.public import public
from marsad.watch.absorb import Round, moment
from marsad.watch.state import State


def public_events(record: Record, pages: Collection[str]) -> list[Event]:
    """The events that ``pages`` tell, without the names of private persons, in the order of their identifiers."""
    return public(sorted(record.told_by(pages), key=lambda event: event.id), record)


def tell(state: State, record: Record, to: Round) -> None:
    """Make notices of what newly read pages brought, once each, and of pages withdrawn that told events."""
    pages = state.untold()
    events = public_events(record, pages)
    withdrawn = list(_withdrawn(state, record))
    with state.changing():
        for event in events:
            told = _told(event)
            if not state.is_told(f"event:{event.id}"):
                state.notice(f"event:{event.id}", moment(to.now), "event", told)
                to.counts["new events"] += 1
            for finding in event.disagreements:
                thing = f"disagreement:{_digest(event, finding)}"
                if not state.is_told(thing):
                    body = {"event": event.id, **finding_to_dict(finding), "told": told}
                    state.notice(thing, moment(to.now), "disagreement", body)
                    to.counts["new disagreements"] += 1
        for thing, body in withdrawn:
            if body["events"]:
                state.notice(thing, moment(to.now), "withdrawn", body)
            else:
                state.many("INSERT INTO told VALUES (?)", [(thing,)])
        state.db.execute("UPDATE versions SET told = 1 WHERE told = 0 AND done = 'recorded'")


def _told(event: Event) -> dict[str, Any]:
    """An event as it goes out: without its pages' titles, which may name whom no quotation of the page hides."""
    told = event_to_dict(event)
    return {**told, "mentions": [{**mention, "title": None} for mention in told["mentions"]]}


def _digest(event: Event, finding: Finding) -> str:
    return hashlib.sha256("\0".join((event.id, finding.kind, finding.why)).encode()).hexdigest()[:20]


def _withdrawn(state: State, record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pages that are not there any more, each once, with the events that they told."""
    rows = state.db.execute("SELECT * FROM pages WHERE status = 'gone' AND identity IS NOT NULL").fetchall()
    for row in rows:
        thing = f"withdrawn:{row['id']}:{row['sha']}"
        if not state.is_told(thing):
            events = public_events(record, [row["identity"]])
            shown = {m.page for event in events for m in event.mentions}
            page = row["identity"] if row["identity"] in shown else None  # its address spells a private name
            yield thing, {"page": page, "reason": row["reason"], "events": [event.id for event in events]}
