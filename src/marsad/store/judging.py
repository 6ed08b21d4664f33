"""From what a user decides to rows that are appended, and from rows to what stands."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection

from marsad.codec import evidence_from_dict, participant_to_dict
from marsad.errors import RecordError, RecordJudged, UsageError
from marsad.merge.fields import Correction
from marsad.merge.signed import CONFIRMED, Signed
from marsad.model import Event, Participant, Signature
from marsad.store import reading, schema, writing
from marsad.store.additions import ADD
from marsad.store.reading import Anchors, Judgement, Subject
from marsad.store.rows import last_number
from marsad.store.writing import Verdict

CLAIM = "claim"
ARITY = {"merge": (2, None), "not-the-same": (2, 2), "split": (1, 1), "confirm": (1, 1), "reject": (1, 1)}


def verdicts(
    verb: str,
    events: Sequence[Event],
    leaving: Sequence[str],
    anchors: Mapping[str, str],
    standing: Mapping[Subject, Judgement],
) -> list[Verdict]:
    """What ``verb`` says of the mentions of ``events``. ``leaving``: keys of the mentions that a split takes
    out; ``anchors``: mention key → anchor.
    """
    if verb not in ARITY:
        raise UsageError(f"no judgement is called {verb}; there are {', '.join(ARITY)}, correct, add, undo")
    least, most = ARITY[verb]
    count = len({event.id for event in events})
    if count < least or count != len(events) or (most is not None and count > most):
        told = f"{least} different event{'s' if least > 1 else ''}" + (" or more" if most is None else "")
        raise UsageError(f"{verb} takes {told}")
    keys = [[m.key for m in event.mentions] for event in events]
    if verb in ("confirm", "reject"):
        return [Verdict((anchors[key],), verb) for key in keys[0]]
    if verb == "merge":
        return _merge([[anchors[key] for key in own] for own in keys], standing)
    left, right = keys[0], keys[-1]
    if verb == "split":
        left, right = list(leaving), [key for key in keys[0] if key not in leaving]
        if not left or not right or not set(left) <= set(keys[0]):
            raise UsageError("split takes some, not all, of the event's mentions: " + ", ".join(keys[0]))
    return [Verdict((anchors[a], anchors[b]), "apart") for a in left for b in right]


def _merge(events: Sequence[Sequence[str]], standing: Mapping[Subject, Judgement]) -> list[Verdict]:
    """The first mentions of each two events are one; what held any others apart is taken back."""
    apart = {anchors for (anchors, _), row in standing.items() if row.verdict == "apart"}
    out = []
    for left, right in combinations(events, 2):
        pairs = [(a, b) for a in left for b in right]
        out.append(Verdict(pairs[0], "same"))
        out += [Verdict(p, "none") for p in pairs[1:] if tuple(sorted(p)) in apart]
    return out


def correction(event: Event, said: Correction, anchors: Mapping[str, str]) -> list[Verdict]:
    """The verdicts of a correction of ``event``."""
    value: dict[str, Any] = {"value": said.value}
    if said.who is not None:
        value["who"] = participant_to_dict(said.who)
    return [Verdict((anchors[m.key],), CLAIM, said.field, value) for m in event.mentions]


def refuse_conflicts(
    connection: Connection, found: Iterable[Verdict], seen: int, mine: Collection[int] = ()
) -> None:
    """Raise :class:`RecordJudged` where somebody judged the same after ``seen``; the caller holds the lock.

    ``mine``: decisions that the user made meanwhile.
    """
    for verdict in found:
        last = writing.latest(connection, verdict)
        if last.act > seen and last.act not in mine:
            what = "mentions" if not verdict.field else f"{verdict.field} of the same mentions"
            raise RecordJudged(
                f"{last.user} judged the same {what} at {last.at} (judgement {last.act}); nothing was "
                "recorded: look at the event again first"
            )


def undo(connection: Connection, act: int | None, user: str, reason: str, at: str) -> int:
    """Take a decision back (by default the last): what stood before it stands again."""
    act = last_number(connection, schema.judgements.c.act) if act is None else act
    rows = reading.judgements_since(connection, act)
    if not rows:
        raise UsageError(
            f"there is no judgement {act}; `marsad history EVENT` and `marsad changes` list them"
            if act
            else "there is no judgement to undo"
        )
    mine = {row.subject for row in rows if row.act == act}
    last = {row.subject: row for row in rows}
    now = reading.standing(rows)  # an undo may have made this decision stand again
    later = [last[subject] for subject in mine if act not in (last[subject].act, now[subject].act)]
    if later:
        newest = max(later, key=lambda row: row.id)
        was = "taken back by" if newest.verb == "undo" else "followed by"
        raise RecordError(
            f"judgement {act} was {was} judgement {newest.act} of {newest.user}; undo that first"
        )
    before = reading.standing(row for row in rows if row.act < act)
    return writing.add_judgements(
        connection, "undo", [_restored(row, before) for row in rows if row.act == act], user, reason, at
    )


def _restored(row: Judgement, before: Mapping[Subject, Judgement]) -> Verdict:
    then = before.get(row.subject)
    if then is None or then.verdict == "none":
        return Verdict(row.anchors, "none", row.field)
    return Verdict(row.anchors, then.verdict, row.field, restores=then.id)


# ---------------------------------------------------------------- what stands on the events
def signed_of(
    standing: Mapping[Subject, Judgement], anchors: Anchors, of: Mapping[str, int]
) -> dict[int, int]:
    """Judgement → event, for the corrections, additions of participants and confirmations that stand.

    A decision on mentions that are no longer one event stays with most of them. ``of``: mention key → event's number.
    """
    keys: dict[tuple[int, str], set[str]] = defaultdict(set)
    first: dict[tuple[int, str], int] = {}
    for (anchored, field), row in standing.items():
        if row.verdict in (CLAIM, "confirm"):
            decision = row.act, field
            first[decision] = min(row.id, first.get(decision, row.id))
            key = anchors.key(anchored[0])
            if key is not None and key in of:
                keys[decision].add(key)
    out = {}
    for decision, found in keys.items():
        votes = Counter(of[key] for key in found)
        home = {of[key]: key for key in sorted(found, reverse=True)}
        out[first[decision]] = min(votes, key=lambda event: (-votes[event], home[event]))
    return out


def signed(row: Judgement) -> Signed:
    """A decision as it is applied to its event."""
    value = row.value or {}
    page, words = value.get("page"), value.get("evidence")
    by = Signature(
        row.act, row.user, row.at, row.reason, page, None if words is None else evidence_from_dict(words)
    )
    who = value.get("who")
    field = CONFIRMED if row.verdict == "confirm" else row.field
    return Signed(field, value.get("value"), by, None if who is None else Participant(**who))


# ---------------------------------------------------------------- history
@dataclass(frozen=True, slots=True)
class Act:
    """One decision, for its reader.

    ``field`` and ``value`` are a correction's or an addition's; ``mentions`` the keys (or, where they are gone,
    the pages) it is about, ``events`` where these are now. ``stands`` is false once all of it was taken
    back or replaced, ``until`` then the judgement that did so; ``undid``
    is what an ``undo`` took back. ``anchors`` are the mentions as they were.
    """

    act: int
    verb: str
    user: str
    at: str
    reason: str
    field: str
    value: Any
    mentions: tuple[str, ...]
    events: tuple[str, ...]
    stands: bool
    until: int | None = None
    undid: int | None = None
    anchors: frozenset[str] = frozenset()


def acts(rows: Sequence[Judgement], anchors: Anchors, of: Mapping[str, str]) -> list[Act]:
    """All decisions in order. ``of``: mention key → event."""
    by_act: dict[int, list[Judgement]] = defaultdict(list)
    last: dict[Subject, Judgement] = {}
    standing = {row.id for row in reading.standing(rows).values()}
    undid: dict[int, int] = {}
    for row in rows:
        if row.verb == "undo" and row.subject in last:
            undid[row.act] = last[row.subject].act
        by_act[row.act].append(row)
        last[row.subject] = row
    out = []
    for act, own in by_act.items():
        found = {anchor: anchors.key(anchor) for row in own for anchor in row.anchors}
        keys = dict.fromkeys(key or json.loads(anchor)[0] for anchor, key in found.items())
        later = [last[row.subject].act for row in own if last[row.subject].act != act]
        stands = any(row.id in standing or row is last[row.subject] for row in own)
        head = own[0]
        out.append(
            Act(
                act,
                head.verb,
                head.user,
                head.at,
                head.reason,
                "" if head.field == ADD else head.field,
                _told(head),
                tuple(keys),
                tuple(dict.fromkeys(of[key] for key in keys if key in of)),
                stands,
                None if stands else min(later),
                undid.get(act),
                frozenset(found),
            )
        )
    return out


def _told(row: Judgement) -> Any:
    if row.value is None:
        return None
    return row.value["mention"] if row.verdict == ADD else row.value.get("value")
