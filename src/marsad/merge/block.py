"""Which pairs are worth comparing: mentions of one type that share an actor and a stretch of time.

A block is a key and its members; a member that *seeks* is compared with all others, one that does not only
with seekers. So days meet days within their week, periods and undated mentions seek among all of their
months, and no block compares a pair that another block already covers for sure. Blocks over :data:`LARGEST`
pairs are not dropped: each seeker meets its nearest neighbours in time and name (sorted neighbourhood,
Hernández and Stolfo 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from marsad.link.names import consonants, parse_name
from marsad.merge.compare import AFTERMATH, POSTPONED, SLACK
from marsad.merge.profile import Profile

LARGEST = 20_000  # pairs in a block from which on it is cut into neighbourhoods
NEIGHBOURS = 40  # on either side, in a cut block
LAST_DAY = date.max.toordinal()

Key = str


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


@lru_cache(maxsize=50_000)
def _months(first: int, last: int) -> tuple[str, ...]:
    out = []
    year, month = date.fromordinal(first).timetuple()[:2]
    end = date.fromordinal(last).timetuple()[:2]
    while (year, month) <= end:
        out.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(out)


def times(p: Profile) -> Iterator[tuple[str, bool]]:
    """When an event is found: weeks for days, months for periods, the time around publication for undated
    ones.
    """
    if p.first is not None and p.last is not None:
        if not p.coarse:
            for week in range((p.first - SLACK) // 7, (p.last + SLACK) // 7 + 1):
                yield f"w{week}", True
        announced = p.status == "planned"  # it may have been held on another day
        slack = POSTPONED if announced else 0
        for month in _months(max(1, p.first - slack), min(LAST_DAY, p.last + slack)):
            yield f"m{month}", p.coarse or announced
            yield f"u{month}", False
        yield "ever", False
    elif p.published is not None:
        for month in _months(p.published - AFTERMATH, p.published + AFTERMATH):
            yield f"u{month}", True
        yield "ever", False
    else:
        yield "ever", True


def keys(p: Profile) -> dict[Key, bool]:
    """The blocks a mention belongs to among those of its type, and whether it seeks in them."""
    out: dict[Key, bool] = {}
    for who, alone in anchors(p):
        for when, wants in times(p):
            key = f"{who} {when}"
            out[key] = out.get(key, False) or (wants and alone)
            if not alone:
                # found by those who have nothing but this country, without seeking them
                out[key] = out.get(key, False)
    return out


def _block_pairs(members: list[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    seekers = [n for n, seeks in map(_unpack, members) if seeks]
    if len(seekers) * len(members) <= LARGEST:
        for n in seekers:
            for m, seeks in map(_unpack, members):
                if n != m and (not seeks or n < m):
                    yield (n, m) if n < m else (m, n)
        return
    ranked = sorted((n for n, _ in map(_unpack, members)), key=lambda n: _near_order(profiles[n]))
    for at, n in enumerate(ranked):
        for m in ranked[at + 1 : at + 1 + NEIGHBOURS]:
            yield (n, m) if n < m else (m, n)


def _unpack(member: int) -> tuple[int, bool]:
    """A member is kept as one number: twice its index, and one where it seeks."""
    return member >> 1, bool(member & 1)


def _near_order(p: Profile) -> tuple[int, str, str]:
    tokens = parse_name(p.people[0].name or "").tokens if p.people else ()
    return p.first or p.published or 0, _sound(tokens[-1]) if tokens else "", p.key


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of indices into ``profiles``, the smaller first, each once; one type after the other, to save
    memory.
    """
    by_type: dict[str, list[int]] = defaultdict(list)
    for n, p in enumerate(profiles):
        by_type[p.type].append(n)
    width = len(profiles)
    for kind in sorted(by_type):
        blocks: dict[Key, list[int]] = defaultdict(list)
        for n in by_type[kind]:
            for key, seeks in keys(profiles[n]).items():
                blocks[key].append(2 * n + seeks)
        seen: set[int] = set()
        for members in blocks.values():
            if len(members) > 1:
                for a, b in _block_pairs(members, profiles):
                    if a * width + b not in seen:
                        seen.add(a * width + b)
                        yield a, b
