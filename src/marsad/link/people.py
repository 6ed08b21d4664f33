"""Everybody who takes part in events, each once: spellings and scripts of one person joined.

:func:`join` takes all appearances and gives :class:`People`, which says of a participant who it is. What
:mod:`marsad.link.actors` cannot tell stays apart. Judgements stand above it: ``same`` and ``apart`` are pairs of
:data:`Form`, as :func:`form_of` reads them from ``NAME`` or ``NAME (CC)``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from marsad.errors import UsageError
from marsad.link.actors import Appearance, certainly, same_person
from marsad.link.names import Names, compare_names, consonants, parse_name
from marsad.link.register import Register
from marsad.merge.union import components
from marsad.model import Event

Form = tuple[str, str]  # a folded name's tokens, and the country or ""
Pair = tuple[Form, Form]
WRITTEN = re.compile(r"(?P<name>.+?)\s*(?:\((?P<country>[A-Z]{2,8})\))?")


def form_of(text: str) -> Form:
    """``NAME`` or ``NAME (CC)`` as a form; raises :class:`UsageError` where there is no name."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None or match["name"].startswith("(") or not parse_name(match["name"]).tokens:
        raise UsageError(f"{text!r} is no name; write a name, or a name with its side: حموشي (MA)")
    return form(match["name"], match["country"])


def form(name: str, country: str | None) -> Form:
    """A name of one side, in any spelling that folds alike."""
    return " ".join(parse_name(name).tokens), country or ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person: ``name`` is the fullest that a page gives, ``official`` the register's id where it knows them."""

    key: str
    name: str
    country: str | None
    forms: tuple[Form, ...]
    spellings: tuple[str, ...]
    official: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Who is who, by form."""

    of: Mapping[Form, Person] = field(default_factory=lambda: MappingProxyType({}))

    def person(self, name: str, country: str | None) -> Person | None:
        """The person of this name and side, if any appeared."""
        return self.of.get(form(name, country))

    def __iter__(self) -> Iterator[Person]:
        return iter({person.key: person for person in self.of.values()}.values())


def appearances(events: Iterable[Event]) -> Iterator[Appearance]:
    """Everybody named in events, as composed and as each page tells it; private persons have no name there."""
    for event in events:
        told = [p for p in event.participants if p.name]
        told += [p for m in event.mentions for p in m.mention.participants if p.name]
        for p in told:
            if p.part != "subject":
                yield Appearance(p.name, p.role, p.org, p.country, event.start)


@dataclass(slots=True)
class _Seen:
    """All appearances of one form."""

    form: Form
    told: list[Appearance]
    official: str | None = None


def join(
    appearances: Iterable[Appearance],
    register: Register,
    same: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> People:
    """Everybody named in ``appearances``, in any order."""
    by_form: dict[Form, set[Appearance]] = defaultdict(set)
    spelled: Counter[tuple[Form, str]] = Counter()
    for told in appearances:
        if told.name and parse_name(told.name).tokens:
            own = form(told.name, told.country)
            by_form[own].add(told)
            spelled[own, told.name] += 1
    seen = [_Seen(own, sorted(told, key=repr)) for own, told in sorted(by_form.items())]
    held = {frozenset(pair) for pair in apart}
    for one in seen:
        one.official = _official(one, register)
    groups = _Groups(seen, held)
    for a, b in _wished(seen, same):
        groups.unite(a, b, judged=True)
    for a, b in _alike(seen, register):
        groups.unite(a, b)
    return People({own: person for person in _people(seen, groups, spelled) for own in person.forms})


def _official(one: _Seen, register: Register) -> str | None:
    """Whom the register knows all appearances of a form to be, where they agree; a surname alone is left open."""
    if " " not in one.form[0]:
        return None
    found = {official.id for told in one.told if (official := certainly(told, register))}
    return found.pop() if len(found) == 1 else None


class _Groups:
    """Forms united, never across what a judgement or the register holds apart."""

    def __init__(self, seen: Sequence[_Seen], held: Collection[frozenset[Form]]) -> None:
        self._seen = seen
        self._held = held
        self.of = {n: [n] for n in range(len(seen))}

    def unite(self, a: int, b: int, judged: bool = False) -> None:
        """Unite the groups of two forms, if nothing forbids it."""
        left, right = self.of[a], self.of[b]
        if left is right:
            return
        if any(frozenset((self._seen[x].form, self._seen[y].form)) in self._held for x in left for y in right):
            return
        officials = {self._seen[n].official for n in (*left, *right)} - {None}
        if len(officials) > 1 and not judged:
            return
        left += right
        for n in right:
            self.of[n] = left


def _wished(seen: Sequence[_Seen], same: Collection[Pair]) -> list[tuple[int, int]]:
    place = {one.form: n for n, one in enumerate(seen)}
    return sorted((place[a], place[b]) for a, b in same if a in place and b in place)


def _alike(seen: Sequence[_Seen], register: Register) -> list[tuple[int, int]]:
    """Pairs of forms that are one person, whole names first; a surname only where nobody else here bears it."""
    whole: list[tuple[int, int]] = []
    short: dict[int, list[int]] = defaultdict(list)
    bearers: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(_candidates(seen)):
        shorter, longer = sorted((a, b), key=lambda n: (len(seen[n].form[0].split()), seen[n].form))
        part_of = compare_names(seen[a].told[0].name or "", seen[b].told[0].name or "") is Names.SHORT
        if part_of and seen[a].form[1] == seen[b].form[1]:
            bearers[shorter].append(longer)
        verdicts = [same_person(x, y, register).same for x in seen[a].told[:8] for y in seen[b].told[:8]]
        if True not in verdicts or False in verdicts:
            continue
        if part_of:
            short[shorter].append(longer)
        else:
            whole.append((a, b))
    parts = components(len(seen), whole)
    part = {n: at for at, members in enumerate(parts) for n in members}
    alone = [
        (n, others[0])
        for n, others in sorted(short.items())
        if len({part[other] for other in (*others, *bearers[n])}) == 1
    ]
    return whole + alone


def _candidates(seen: Sequence[_Seen]) -> set[tuple[int, int]]:
    """Pairs of forms that share an official or the sound of a name's first or last part."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(seen):
        tokens = one.form[0].split()
        keys = {f"s:{consonants(token) or token}" for token in (tokens[0], tokens[-1])}
        for key in keys | ({f"o:{one.official}"} if one.official else set()):
            blocks[key].append(n)
    return {(a, b) for own in blocks.values() for at, a in enumerate(own) for b in own[at + 1 :]}


def _people(seen: Sequence[_Seen], groups: _Groups, spelled: Mapping[tuple[Form, str], int]) -> list[Person]:
    out = []
    for members in {id(group): sorted(group) for group in groups.of.values()}.values():
        forms = tuple(seen[n].form for n in members)
        names = {name: count for (own, name), count in spelled.items() if own in forms}
        ordered = sorted(names, key=lambda name: (-len(parse_name(name).tokens), -names[name], name))
        officials = sorted({seen[n].official for n in members} - {None}, key=str)
        official = officials[0] if len(officials) == 1 else None
        countries = Counter(told.country for n in members for told in seen[n].told if told.country)
        country = min(countries, key=lambda c: (-countries[c], c)) if countries else None
        first = " ".join(forms[0]).strip()
        out.append(
            Person(official or f"{country or ''}:{first}", ordered[0], country, forms, tuple(ordered), official)
        )
    return sorted(out, key=lambda person: person.key)
