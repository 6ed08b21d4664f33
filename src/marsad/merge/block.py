"""Which pairs are worth comparing: mentions of one type that share an actor and a stretch of time.

A block is a key and its members; a member that *seeks* is compared with all others, one that does not only
with seekers. So days meet days within their week, periods and undated mentions seek among all of their
months, and no block compares a pair that another block already covers for sure. Blocks over :data:`LARGEST`
pairs are not dropped: each seeker meets its nearest neighbours in time and name (sorted neighbourhood,
Hernández and Stolfo 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from marsad.link.names import consonants, parse_name
from marsad.merge.compare import AFTERMATH, SLACK
from marsad.merge.profile import Profile

LARGEST = 20_000  # pairs in a block from which on it is cut into neighbourhoods
NEIGHBOURS = 40  # on either side, in a cut block

Key = tuple[str, ...]


def anchors(p: Profile) -> Iterator[tuple[str, bool]]:
    """Who an event is found by: surnames, pairs of countries; ``True`` where this is all the mention has."""
    for side in p.people:
        name = parse_name(side.name or "")
        if name.tokens:
            yield f"n:{_sound(name.tokens[-1])}", True
        if name.chained:  # the last name may be the family's or the grandfather's
            yield "n:" + ".".join(map(_sound, name.tokens[:2])), True
    countries = sorted(p.countries)
    for pair in combinations(countries, 2):
        yield "c:" + "+".join(pair), True
    for country in countries:
        yield f"c:{country}", len(countries) == 1
    if not countries and not p.people:
        yield "none", True


def _sound(token: str) -> str:
    return consonants(token) or token


def _months(first: int, last: int) -> Iterator[str]:
    year, month = date.fromordinal(first).timetuple()[:2]
    end = date.fromordinal(last).timetuple()[:2]
    while (year, month) <= end:
        yield f"{year}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def times(p: Profile) -> Iterator[tuple[str, bool]]:
    """When an event is found: weeks for days, months for periods, the time around publication for undated
    ones.
    """
    if p.first is not None and p.last is not None:
        if not p.coarse:
            for week in range((p.first - SLACK) // 7, (p.last + SLACK) // 7 + 1):
                yield f"w{week}", True
        for month in _months(p.first, p.last):
            yield f"m{month}", p.coarse
            yield f"u{month}", False
        yield "ever", False
    elif p.published is not None:
        for month in _months(p.published - AFTERMATH, p.published + AFTERMATH):
            yield f"u{month}", True
        yield "ever", False
    else:
        yield "ever", True


def keys(p: Profile) -> dict[Key, bool]:
    """The blocks a mention belongs to, and whether it seeks in them."""
    out: dict[Key, bool] = {}
    for who, alone in anchors(p):
        for when, wants in times(p):
            key = (p.type, who, when)
            out[key] = out.get(key, False) or (wants and alone)
            if not alone:
                # found by those who have nothing but this country, without seeking them
                out[key] = out.get(key, False)
    return out


def _block_pairs(members: list[tuple[int, bool]], profiles: list[Profile]) -> Iterator[tuple[int, int]]:
    seekers = [n for n, seeks in members if seeks]
    if len(seekers) * len(members) <= LARGEST:
        for n in seekers:
            for m, seeks in members:
                if n != m and (not seeks or n < m):
                    yield (n, m) if n < m else (m, n)
        return
    ranked = sorted(members, key=lambda member: _near_order(profiles[member[0]]))
    for at, (n, _) in enumerate(ranked):
        for m, _ in ranked[at + 1 : at + 1 + NEIGHBOURS]:
            yield (n, m) if n < m else (m, n)


def _near_order(p: Profile) -> tuple[int, str, str]:
    tokens = parse_name(p.people[0].name or "").tokens if p.people else ()
    return p.first or p.published or 0, _sound(tokens[-1]) if tokens else "", p.key


def candidates(profiles: list[Profile]) -> Iterable[tuple[int, int]]:
    """Pairs of indices into ``profiles``, the smaller first, each once."""
    blocks: dict[Key, list[tuple[int, bool]]] = defaultdict(list)
    for n, p in enumerate(profiles):
        for key, seeks in keys(p).items():
            blocks[key].append((n, seeks))
    seen: set[int] = set()
    width = len(profiles)
    for members in blocks.values():
        for a, b in _block_pairs(members, profiles):
            if a * width + b not in seen:
                seen.add(a * width + b)
                yield a, b
