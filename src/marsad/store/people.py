"""Judgements on persons: two names are one (``same-actor``), or two (``different-actor``).

They are kept like the judgements on mentions, in the same chain and with the same undo, under anchors of their own that
no page has: the form of a name and its side.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from marsad.errors import UsageError
from marsad.link.people import Form, Pair, form_of
from marsad.store.reading import Judgement, Subject
from marsad.store.writing import Verdict, dump

ACTOR = "actor"  # the field of a judgement on persons
VERDICTS = {"same-actor": "same", "different-actor": "apart"}
SCHEME = "actor:"


def anchor(form: Form) -> str:
    """A form as an anchor: ``actor:NAME (CC)`` in the place of a page."""
    name, country = form
    return dump([f"{SCHEME}{name}" + (f" ({country})" if country else ""), ACTOR, "", 0, 0, "", 0])


def verdict(verb: str, first: str, second: str) -> Verdict:
    """What ``verb`` says of two names, each ``NAME`` or ``NAME (CC)``."""
    if verb not in VERDICTS:
        raise UsageError(f"no judgement on persons is called {verb}; there are {', '.join(VERDICTS)}")
    a, b = form_of(first), form_of(second)
    if a == b:
        raise UsageError(f"{first} and {second} are one form of a name already; give two that differ")
    return Verdict((anchor(a), anchor(b)), VERDICTS[verb], ACTOR)


def pairs(standing: Mapping[Subject, Judgement]) -> tuple[list[Pair], list[Pair]]:
    """The pairs of forms that were judged one, and those judged two."""
    found: dict[str, list[Pair]] = {"same": [], "apart": []}
    for (anchors, field), row in standing.items():
        if field == ACTOR and row.verdict in found and len(anchors) == 2:
            a, b = (form_of(json.loads(own)[0].removeprefix(SCHEME)) for own in anchors)
            found[row.verdict].append((a, b))
    return found["same"], found["apart"]
