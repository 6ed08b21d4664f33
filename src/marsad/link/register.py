"""The register of public officials: who is known under which names, in which offices, from when to when.

It links the forms of one name and tells successors in one office apart; it never puts a name where no page gives one.
``data/officials.yml`` is its first part; files of the user in the same form and entries kept in a record are laid over
it (:func:`read_entries`, :meth:`Register.with_entries`): an entry with a known ``id`` adds its names and offices.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.link.names import Names, compare_names, consonants, is_arabic, office_words, parse_name, same_title
from marsad.text import fold_word

OFFICIALS = DATA / "officials.yml"
WHEN = re.compile(r"(\d{4})(?:-(\d{2}))?")
FIELDS = frozenset({"id", "country", "names", "common", "offices"})
ENDLESS = date.max


@dataclass(frozen=True, slots=True)
class Office:
    """An office held for ``country``; ``since`` and ``until`` are its first and last possible day, ``None`` unknown."""

    title: str
    country: str | None
    org: str | None
    since: date | None
    until: date | None

    def held_on(self, day: date | None) -> bool | None:
        """Whether it was held that day; ``None`` where that is not on record."""
        if day is None or self.since is None:
            return None
        return self.since <= day <= (self.until or ENDLESS)


@dataclass(frozen=True, slots=True)
class Official:
    """A known office holder. ``common`` are folded names that many people bear."""

    id: str
    country: str | None
    names: tuple[str, ...]
    common: frozenset[str]
    offices: tuple[Office, ...]

    @property
    def countries(self) -> frozenset[str]:
        """The sides for which the person holds or held an office."""
        return frozenset(c for c in (self.country, *(office.country for office in self.offices)) if c)

    def is_named(self, name: str) -> Names:
        """What ``name`` says of this person: the closest of the names on record, of its own script if there are."""
        alike = [own for own in self.names if is_arabic(own) == is_arabic(name)] or self.names
        found = {own: compare_names(name, own) for own in alike}
        if Names.SAME in found.values():
            return Names.SAME
        # a surname on record says nothing of a longer name: حافظ قائد السبسي is no قائد السبسي
        size = len(parse_name(name).tokens)
        whole = [says for own, says in found.items() if len(parse_name(own).tokens) > size or size == 1]
        return Names.SHORT if Names.SHORT in whole else Names.DIFFERENT

    def bears_common(self, name: str) -> bool:
        """Whether ``name`` is a form that many people bear."""
        return fold_word(name) in self.common

    def held(self, title: str) -> tuple[Office, ...]:
        """The offices of this title, worded otherwise or with nationality and place."""
        return tuple(office for office in self.offices if same_title(title, office.title))


class Register:
    """Officials by name and office. Frozen: :meth:`with_entries` gives another one."""

    def __init__(self, officials: Iterable[Official]) -> None:
        self._by_id = {official.id: official for official in officials}
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_office: dict[str, list[str]] = defaultdict(list)
        for official in self._by_id.values():
            for sound in {sound for name in official.names for sound in _sounds(name)}:
                self._by_sound[sound].append(official.id)
            for country in official.countries:
                self._by_office[country].append(official.id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Official]:
        return iter(self._by_id.values())

    def get(self, id: str) -> Official | None:
        """The official of this identifier."""
        return self._by_id.get(id)

    def named(self, name: str) -> list[tuple[Official, Names]]:
        """All who can bear ``name``, in the register's order, with what the name says of each."""
        ids = {id_ for sound in _sounds(name) for id_ in self._by_sound.get(sound, ())}
        found = [(self._by_id[id_], self._by_id[id_].is_named(name)) for id_ in sorted(ids)]
        return [(official, says) for official, says in found if says is not Names.DIFFERENT]

    def holders(self, title: str, country: str | None, day: date | None) -> list[Official]:
        """Who held the office ``title`` of ``country`` on ``day``; without a day nobody can be told."""
        if country is None or day is None or not office_words(title):
            return []
        terms: list[tuple[Official, Office]] = []
        for id_ in sorted(set(self._by_office.get(country, ()))):
            official = self._by_id[id_]
            held = [o for o in official.held(title) if o.country == country and o.held_on(day)]
            terms += [(official, office) for office in held[:1]]
        latest = max((office.since for _, office in terms if office.since), default=None)
        # an end that is not on record is when the next one began
        return [official for official, office in terms if office.until or office.since == latest]

    def with_entries(self, entries: Iterable[Official]) -> Register:
        """This register with ``entries`` laid over it: a known id gets their names and offices too."""
        known = dict(self._by_id)
        for entry in entries:
            old = known.get(entry.id)
            known[entry.id] = entry if old is None else _united(old, entry)
        return Register(known.values())


def _united(old: Official, new: Official) -> Official:
    return replace(
        old,
        names=tuple(dict.fromkeys((*old.names, *new.names))),
        common=old.common | new.common,
        offices=tuple(dict.fromkeys((*old.offices, *new.offices))),
    )


@lru_cache(maxsize=50_000)
def _sounds(name: str) -> tuple[str, ...]:
    """What a name is found by: the sounds of its first and last tokens, of its only one, of all of it."""
    tokens = parse_name(name).tokens
    if not tokens:
        return ()
    chosen = {tokens[0], tokens[-1], tokens[min(1, len(tokens) - 1)]}
    return tuple(sorted({consonants(token) or token for token in chosen}))


# ---------------------------------------------------------------- reading
def day_of(value: Any, last: bool) -> date | None:
    """The first (or ``last``) day of ``2021`` or ``2021-01``; ``None`` for what is neither."""
    match = WHEN.fullmatch(str(value))
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    if not 1 <= month <= 12 or not 1 <= year < 9999:
        return None
    if not last:
        return date(year, month, 1)
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)


def entry_of(given: Mapping[str, Any]) -> tuple[Official | None, list[str]]:
    """One entry in the form of ``data/officials.yml``, and what is wrong with it."""
    wrong = [f"there is no field {name!r}" for name in given if name not in FIELDS]
    id_ = str(given.get("id") or "")
    if not id_:
        wrong.append("an official needs an id")
    groups = given.get("names")
    names = tuple(str(n) for group in groups.values() for n in group) if isinstance(groups, Mapping) else ()
    if not names:
        wrong.append("names must hold lists of names by script: {ar: [...], latin: [...]}")
    country = given.get("country")
    offices = []
    for office in given.get("offices") or ():
        since, until = office.get("since"), office.get("until")
        made = Office(
            str(office.get("office") or ""),
            str(office.get("country") or country or "") or None,
            str(office["org"]) if office.get("org") else None,
            None if since is None else day_of(since, last=False),
            None if until is None else day_of(until, last=True),
        )
        for name, said, read in (("since", since, made.since), ("until", until, made.until)):
            if said is not None and read is None:
                wrong.append(f"{name}: {said!r} is no year; write 2021 or 2021-01")
        if not made.title:
            wrong.append("an office needs its title")
        offices.append(made)
    if wrong:
        return None, wrong
    common = frozenset(fold_word(str(name)) for name in given.get("common") or ())
    return Official(id_, str(country) if country else None, names, common, tuple(offices)), []


def read_entries(path: Path) -> list[Official]:
    """The officials of a file in the form of ``data/officials.yml``.

    Raises :class:`marsad.errors.LexiconError` listing every mistake with its line.
    """
    problems = Problems()
    out: dict[str, Official] = {}
    data = read_yaml(path, problems)
    problems.check()
    if not isinstance(data, list):
        problems.add(path, 1, "a register is a list of officials")
    for given in data if isinstance(data, list) else ():
        if not isinstance(given, Entry):
            problems.add(path, 0, "an official is a mapping with id, country, names and offices")
            continue
        official, wrong = entry_of(given)
        for what in wrong:
            problems.add(path, given.line, what)
        if official is not None and official.id in out:
            problems.add(path, given.line, f"the id {official.id} stands twice")
        elif official is not None:
            out[official.id] = official
    problems.check()
    return list(out.values())


@lru_cache(maxsize=4)
def _base() -> Register:
    return Register(read_entries(OFFICIALS))


def load_register(extra: Sequence[str | os.PathLike[str]] = ()) -> Register:
    """The register of ``data/`` with the user's files laid over it, in order."""
    register = _base()
    for path in extra:
        register = register.with_entries(read_entries(Path(path)))
    return register
