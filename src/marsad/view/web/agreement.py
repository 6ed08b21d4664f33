"""How far two reviewers agree: on every mention that both judged, each one's last word.

A verdict is ``confirm``, ``reject``, ``correct`` (a field is otherwise) or ``regroup`` (merged or split). Cohen's kappa
takes out what two would agree on by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from marsad.store.reading import Judgement

KINDS = {"confirm": "confirm", "reject": "reject", "correct": "correct", "merge": "regroup", "split": "regroup",
         "not-the-same": "regroup"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers: ``both`` mentions judged by both, ``same`` of them alike; ``kappa`` may be undefined."""

    a: str
    b: str
    both: int
    same: int
    kappa: float | None
    apart: tuple[tuple[str, str, str], ...]


def last_words(rows: Iterable[Judgement]) -> dict[str, dict[str, str]]:
    """User → mention's anchor → kind of the user's last verdict on it. What a user took back is no word."""
    out: dict[str, dict[str, str]] = {}
    for row in rows:
        mine = out.setdefault(row.user, {})
        for anchor in row.anchors:
            if row.verb == "undo":
                mine.pop(anchor, None)
            elif row.verb in KINDS:
                mine[anchor] = KINDS[row.verb]
    return {user: mine for user, mine in out.items() if mine}


def agreements(rows: Iterable[Judgement]) -> list[Agreement]:
    """Every two reviewers who judged a mention in common, those with most in common first."""
    words = last_words(rows)
    found = []
    for a, b in combinations(sorted(words), 2):
        common = sorted(words[a].keys() & words[b].keys())
        if common:
            pairs = [(words[a][anchor], words[b][anchor]) for anchor in common]
            same = sum(x == y for x, y in pairs)
            apart = tuple((anchor, x, y) for anchor, (x, y) in zip(common, pairs, strict=True) if x != y)
            found.append(Agreement(a, b, len(pairs), same, kappa(pairs), apart))
    return sorted(found, key=lambda found: (-found.both, found.a, found.b))


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of paired verdicts (1960); ``None`` where both always say the same one thing."""
    n = len(pairs)
    first, second = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(first[kind] * second[kind] for kind in first) / n**2
    return None if chance == 1 else (sum(x == y for x, y in pairs) / n - chance) / (1 - chance)
