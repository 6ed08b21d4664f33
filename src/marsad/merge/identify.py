"""Identifiers of events that stay when pages are added.

A new event is named after its first mention. Where pages are added, an event keeps the identifier that its
mentions had: the older one where two events became one, the part with the mention it was named after where
one became two. An identifier that is no longer used points on, and is used again where a merge is taken back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was assigned before: ``of`` mention → event identifier, ``age`` identifier → when it was first
    given; ``taken``: identifiers in use by events beside those that are named.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    age: Mapping[str, int] = field(default_factory=dict)
    taken: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Identifiers of groups, in step with them, and ``moved``: old identifier → where its mentions are
    now.
    """

    ids: tuple[str, ...]
    moved: Mapping[str, tuple[str, ...]]


def new_id(key: str, salt: int = 0) -> str:
    """``e-`` and 12 hexadecimal digits of the hash of a mention's key."""
    text = key if salt == 0 else f"{key}\n{salt}"
    return "e-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _fresh(group: tuple[str, ...], given: set[str], used: set[str]) -> str:
    """An identifier that is free: one that named a mention of this group before a merge that was taken back,
    or new.
    """
    for key in group:
        if (id_ := new_id(key)) in used and id_ not in given:
            return id_
    salt = 0
    while (id_ := new_id(group[0], salt)) in used or id_ in given:
        salt += 1
    return id_


def name_events(groups: Sequence[tuple[str, ...]], ledger: Ledger = Ledger()) -> Named:
    """Identifiers for groups of mention keys (each sorted), given what the ledger assigned before."""
    votes = [Counter(ledger.of[key] for key in group if key in ledger.of) for group in groups]
    homes = [
        {new_id(key) for key in group} if found else set() for group, found in zip(groups, votes, strict=True)
    ]
    wishes = sorted(
        (ledger.age.get(id_, 0), id_ not in homes[n], -count, groups[n][0], n, id_)
        for n, found in enumerate(votes)
        for id_, count in found.items()
    )
    # the oldest identifier goes first: to the group with the mention it was named after, else with most of
    # its mentions; a group takes one
    ids: dict[int, str] = {}
    given = set(ledger.taken)
    for *_, n, id_ in wishes:
        if n not in ids and id_ not in given:
            ids[n] = id_
            given.add(id_)
    used = set(ledger.age) | set(ledger.of.values())
    for n, group in enumerate(groups):
        if n not in ids:
            ids[n] = _fresh(group, given, used)
            given.add(ids[n])
    moved: dict[str, set[str]] = {}
    for n, found in enumerate(votes):
        for id_ in found:
            if id_ not in given or ids[n] != id_:
                moved.setdefault(id_, set()).add(ids[n])
    gone = {id_: tuple(sorted(to)) for id_, to in moved.items() if id_ not in given}
    return Named(tuple(ids[n] for n in range(len(groups))), gone)
