"""Which pairs are worth comparing: mentions of one type that share an actor and a stretch of time.

A block is an actor and a month; a mention stands in the blocks of all its actors and of all months in which a
partner may be found (:func:`reach` says when two may be one in time). Two mentions of a block are compared
where the actor is all that one of them has; a mention of several countries is found by those who name one of them,
without seeking them. Blocks over :data:`LARGEST` pairs are not dropped: each member meets its nearest
neighbours in time and name (sorted neighbourhood, Hernández and Stolfo 1995).

A mention without any date, its page's neither, stands in its actors' month nought, and meets all of an actor's
mentions where they are few. So the pairs of a mention depend on its own blocks alone, and a record can find them
without looking at the rest.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from marsad.link.names import consonants, parse_name
from marsad.merge.compare import AFTERMATH, POSTPONED, SLACK
from marsad.merge.profile import Profile

LARGEST = 20_000  # pairs in a block from which on it is cut into neighbourhoods
NEIGHBOURS = 40  # on either side, in a cut block
FEW = 400  # mentions of an actor up to which one without any date meets them all
LAST_DAY = date.max.toordinal()
MONTHS = 1 << 17  # more than there are months
DATED, PLANNED, UNDATED, EVER = range(4)

Key = int


class Member(NamedTuple):
    """A mention in a block, as it is compared and ranked there: days as ordinals (of publication where it
    is undated), ``rank``: the sound of its first name, the hash of its key, its kind, whether it is alone.
    """

    first: int
    last: int
    rank: int
    mention: int

    @property
    def alone(self) -> bool:
        """Whether the block's actor is all that the mention has."""
        return bool(self.rank & 1)

    @property
    def kind(self) -> int:
        """:data:`DATED`, :data:`PLANNED`, :data:`UNDATED` or :data:`EVER`."""
        return self.rank >> 1 & 3


def actors(p: Profile) -> Iterator[tuple[str, bool]]:
    """Who an event is found by: surnames, pairs of countries; ``True`` where this is all the mention has."""
    for side in p.people:
        name = parse_name(side.name or "")
        if name.tokens:
            yield f"n:{_sound(name.tokens[-1])}", True
        if name.chained:  # the last name may be the family's or the grandfather's
            yield "n:" + ".".join(map(_sound, name.tokens[:2])), True
    countries = sorted(p.countries)
    for at, country in enumerate(countries):
        yield f"c:{country}", len(countries) == 1
        for other in countries[at + 1 :]:
            yield f"c:{country}+{other}", True
    if not countries and not p.people:
        yield "none", True


def _sound(token: str) -> str:
    return consonants(token) or token


@lru_cache(maxsize=200_000)
def _months(first: int, last: int) -> tuple[int, ...]:
    start = date.fromordinal(max(1, first))
    end = date.fromordinal(min(LAST_DAY, last))
    return tuple(range(start.year * 12 + start.month, end.year * 12 + end.month + 1))


@lru_cache(maxsize=200_000)
def _actor(kind: str, who: str) -> int:
    return zlib.crc32(f"{kind} {who}".encode()) * MONTHS


def _times(p: Profile) -> tuple[int, int, int, tuple[int, ...]]:
    """First and last day, kind, and the months in which a partner may be found."""
    if p.first is not None and p.last is not None:
        if p.status == "planned":  # it may have been held on another day
            return p.first, p.last, PLANNED, _months(p.first - POSTPONED, p.last + POSTPONED)
        return p.first, p.last, DATED, _months(p.first, p.last + SLACK)
    if p.published is not None:
        return p.published, p.published, UNDATED, _months(p.published - AFTERMATH, p.published + AFTERMATH)
    return 0, 0, EVER, (0,)


def members(p: Profile, mention: int) -> dict[Key, Member]:
    """The blocks a mention stands in, and how."""
    first, last, kind, months = _times(p)
    tokens = parse_name(p.people[0].name or "").tokens if p.people else ()
    sound = 0
    for letter in (_sound(tokens[-1]) if tokens else "").ljust(3)[:3]:
        sound = sound * 2048 + min(ord(letter), 2047)
    rank = sound << 29 | (zlib.crc32(p.key.encode("utf-8", "surrogatepass")) & 0x3FFFFFF) << 3 | kind << 1
    found, alone = Member(first, last, rank, mention), Member(first, last, rank | 1, mention)
    who: dict[str, bool] = {}
    for actor, is_all in actors(p):
        who[actor] = who.get(actor, False) or is_all
    return {
        _actor(p.type, actor) + month: alone if is_all else found
        for actor, is_all in who.items()
        for month in months
    }


def reach(a: Member, b: Member) -> bool:
    """Whether two mentions may tell one event as far as their time goes."""
    kinds = a.rank >> 1 & 3, b.rank >> 1 & 3
    if EVER in kinds:
        return True
    apart = max(a.first - b.last, b.first - a.last)
    if UNDATED in kinds:
        return apart <= AFTERMATH
    return apart <= (POSTPONED if kinds[0] != kinds[1] else SLACK)


def crowded(block: Sequence[Member]) -> bool:
    """Whether a block is cut into neighbourhoods."""
    return len(block) > NEIGHBOURS and len(block) * sum(m.rank & 1 for m in block) > LARGEST


def _worth(a: Member, b: Member) -> bool:
    return bool((a.rank | b.rank) & 1) and reach(a, b)


def pairs(block: Sequence[Member], wanted: Collection[int] | None = None) -> Iterator[tuple[int, int]]:
    """The pairs of one block's mentions (with one of ``wanted``), the smaller number first."""
    if crowded(block):
        ranked = sorted(block)
        for at, a in enumerate(ranked):
            for b in ranked[at + 1 : at + 1 + NEIGHBOURS]:
                if _worth(a, b) and (wanted is None or a.mention in wanted or b.mention in wanted):
                    yield (a.mention, b.mention) if a.mention < b.mention else (b.mention, a.mention)
        return
    first = block if wanted is None else [m for m in block if m.mention in wanted]
    for at, a in enumerate(first):
        for b in block[at + 1 :] if wanted is None else block:
            x, y = a.mention, b.mention
            if x != y and _worth(a, b):
                yield (x, y) if x < y else (y, x)


def month_of(key: Key) -> int:
    """The month of a block, nought for what has no date at all."""
    return key % MONTHS


def actor_of(key: Key) -> Key:
    """The first block of the same actor; all of them are below ``actor_of(key) + MONTHS``."""
    return key - key % MONTHS


def undated_pairs(
    block: Sequence[Member], whole: Iterable[Member], wanted: Collection[int] | None = None
) -> Iterator[tuple[int, int]]:
    """The pairs of the mentions in an actor's month nought with the rest of the ``whole`` actor, if they are few."""
    others = {m.mention: m for m in whole}
    if len(others) > FEW:
        return
    mine = {m.mention for m in block}
    for a in block:
        for b in others.values():
            x, y = a.mention, b.mention
            if y not in mine and (a.alone or b.alone) and (wanted is None or x in wanted or y in wanted):
                yield (x, y) if x < y else (y, x)


Blocks = Mapping[Key, list[Member]]


def candidates(blocks: Blocks, whole: Callable[[Key], Iterable[Member]]) -> Iterator[tuple[int, int]]:
    """The pairs of all blocks, each once; ``whole`` gives all members of a block's actor."""
    seen: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        if len(block) > 1:
            for pair in pairs(block):
                if pair not in seen:
                    seen.add(pair)
                    yield pair
        if month_of(key) == 0:
            for pair in undated_pairs(block, whole(key)):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def by_block(profiles: Iterable[tuple[int, Profile]]) -> dict[Key, list[Member]]:
    """The blocks of numbered profiles."""
    blocks: dict[Key, list[Member]] = defaultdict(list)
    for number, p in profiles:
        for key, member in members(p, number).items():
            blocks[key].append(member)
    return dict(blocks)


def whole_in(blocks: Blocks) -> Callable[[Key], list[Member]]:
    """Gives all members of a block's actor among ``blocks``."""
    wanted = {actor_of(key) for key in blocks if month_of(key) == 0}
    found: dict[Key, list[Member]] = defaultdict(list)
    for key, block in blocks.items():
        if actor_of(key) in wanted:
            found[actor_of(key)] += block
    return lambda key: found[actor_of(key)]
