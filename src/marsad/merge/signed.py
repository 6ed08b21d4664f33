"""Corrections and additions: signed claims that stand above what the pages say.

Nothing is overwritten. :func:`apply_signed` derives the corrected event from the composed one and the
decisions that stand; without them it is what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from marsad.merge.compose import in_part_order, same_actor, unite
from marsad.merge.fields import FIELDS
from marsad.merge.story import status_history
from marsad.model import Claim, Event, Finding, Participant, Signature

ADDED = "participants+"  # begins the field of a missed participant
CONFIRMED = ""  # the field of a confirmation
PEOPLE = "participants["


@dataclass(frozen=True, slots=True)
class Signed:
    """A decision that stands: ``field`` and ``value`` as :mod:`marsad.merge.fields` checks them.

    ``who`` is the participant that a correction is about.
    """

    field: str
    value: Any
    by: Signature
    who: Participant | None = None


def apply_signed(event: Event, signed: Iterable[Signed]) -> Event:
    """``event`` with its corrections and additions, the later decision above the earlier."""
    ordered = sorted(signed, key=lambda s: (s.by.act, s.field))
    if not ordered:
        return event
    values = {s.field: s.value for s in ordered if s.field in FIELDS}
    people = _people(event.participants, ordered)
    start, end, precision = _date(event, values)
    claims = _claims(event, ordered)
    return replace(
        event,
        type=values.get("type", event.type),
        start=start,
        end=end,
        precision=precision,
        country=values.get("country", event.country),
        city=values.get("city", event.city),
        status=values.get("status", event.status),
        participants=people,
        topics=tuple(values.get("topics", event.topics)),
        count=values.get("count", event.count),
        attribution=values.get("attribution", event.attribution),
        claims=claims,
        disagreements=(*event.disagreements, *_against_each_other(ordered)),
        history=status_history(event.mentions, end),
        confirmed=tuple(s.by for s in ordered if s.field == CONFIRMED),
    )


def _date(event: Event, values: Mapping[str, Any]) -> tuple[date | None, date | None, Any]:
    if "date" not in values:
        return event.start, event.end, event.precision
    if values["date"] is None:
        return None, None, None
    start, end, precision = values["date"]
    return date.fromisoformat(start), date.fromisoformat(end), precision


def _people(participants: Sequence[Participant], ordered: Iterable[Signed]) -> tuple[Participant, ...]:
    people = list(participants)
    for s in ordered:
        if s.field.startswith(ADDED):
            new = Participant(**s.value)
            at = _place(new, people)
            if at is None:
                people.append(new)
            else:
                people[at] = unite([people[at], new])
        elif s.field.startswith(PEOPLE) and s.who is not None:
            at = _place(s.who, people)
            if at is None:
                continue  # no page tells them any more, or they were taken off the list
            sub = s.field.rpartition("].")[2] if "]." in s.field else ""
            if sub:
                people[at] = replace(people[at], **{sub: s.value})
            else:
                del people[at]
    return in_part_order(people)


def _place(who: Participant, people: Sequence[Participant]) -> int | None:
    """Where ``who`` stands among ``people``: the very same, else the same actor."""
    for n, p in enumerate(people):
        if p == who:
            return n
    return next((n for n, p in enumerate(people) if same_actor(p, who)), None)


def _claims(event: Event, ordered: Sequence[Signed]) -> Mapping[str, tuple[Claim, ...]]:
    """The pages' claims with the signed ones before them, the latest first."""
    mine: dict[str, list[Claim]] = defaultdict(list)
    for s in reversed(ordered):
        if s.field != CONFIRMED:
            name = "participants" if s.field.startswith(ADDED) else s.field
            mine[name].append(Claim(s.value, (), s.by))
    claims = dict(event.claims)
    keys = tuple(m.key for m in event.mentions)
    if "type" in mine:
        claims["type"] = (Claim(event.type, keys),)
    if "topics" in mine:
        claims["topics"] = (Claim(list(event.topics), keys),)
    return claims | {name: (*own, *claims.get(name, ())) for name, own in mine.items()}


def _against_each_other(ordered: Iterable[Signed]) -> list[Finding]:
    """Corrections of one field that differ, as after two corrected events were merged."""
    by_field: dict[str, list[Signed]] = defaultdict(list)
    for s in ordered:
        if s.field != CONFIRMED and not s.field.startswith(ADDED):
            by_field[s.field].append(s)
    out = []
    for field, found in by_field.items():
        if len({repr(s.value) for s in found}) > 1:
            values = "; ".join(f"{_shown(s.value)} ({s.by.user}, judgement {s.by.act})" for s in found)
            out.append(Finding("contradiction", f"{field}: {values}: two corrections; the later stands"))
    return out


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "none" if value is None else str(value)
