"""Whether two appearances are one person: by the name token by token, the country, the office and its years.

An *appearance* is what one page says of a participant, with the day it speaks of. :func:`same_person` decides a pair,
with its reason in words:

1. Both named. What their names say (:mod:`marsad.link.names`) is held against who is known to bear them
   (:mod:`marsad.link.register`): two who are known are one or are not. A full name of one country is one person, unless
   many bear it or the register knows another bearer: then the office must agree too. A surname alone goes to a full
   name only with the same country or office, and only where nobody else of that surname is known there.
2. One or none named. An office has one holder at a time: whoever held it on that day by the register, else the same
   office within :data:`TERM` days. So "the director of the CIA" of June 2022 is not the one of 2025.

What neither settles is ``None``, and links nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from marsad.link.names import Names, compare_names, parse_name, same_title
from marsad.link.register import Official, Register
from marsad.link.words import link_words

TERM = 200  # days within which an office without a known holder is taken to have the same one
LIFETIME = 45 * 365  # days between two appearances from which on one name is two people


@dataclass(frozen=True, slots=True)
class Appearance:
    """A participant as one page tells it. ``day``: the day of the event, else of the page; ``None`` unknown."""

    name: str | None = None
    role: str | None = None
    org: str | None = None
    country: str | None = None
    day: date | None = None

    @property
    def offices(self) -> tuple[str, ...]:
        """The wordings of the office."""
        return tuple(words for words in (self.role,) if words)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two appearances are one person (``None``: nobody can tell), and why, in words."""

    same: bool | None
    why: str


def same_person(a: Appearance, b: Appearance, register: Register) -> Verdict:
    """Whether two appearances are one person."""
    if a.name and b.name:
        return _both_named(a, b, register)
    if a.name is None and b.name is None and not (a.role and b.role):
        return Verdict(None, "neither a name nor an office on both")
    return _by_office(a, b, register)


# ---------------------------------------------------------------- who is meant
def known_as(who: Appearance, register: Register) -> tuple[Official, ...]:
    """Whom the register knows that ``who`` can be: by name, country, office and years; by office alone where
    no name is given.
    """
    if who.name is None:
        return tuple(register.holders(who.role, who.country, who.day)) if who.role else ()
    return _bearers(who, register)


@lru_cache(maxsize=100_000)
def _bearers(who: Appearance, register: Register) -> tuple[Official, ...]:
    named = register.named(who.name or "")
    full = [official for official, says in named if says is Names.SAME]
    found = full or [official for official, says in named if says is Names.SHORT]
    if who.country:
        found = [official for official in found if who.country in official.countries]
    if who.role:
        in_office = [official for official in found if official.held(who.role)]
        found = in_office or found
    if who.day and len(found) > 1:
        on_the_day = [o for o in found if any(office.held_on(who.day) for office in o.offices)]
        found = on_the_day or found
    if not full and not who.country and not any(who.role and official.held(who.role) for official in found):
        return ()  # a surname alone is nobody's
    return tuple(found)


def certainly(who: Appearance, register: Register) -> Official | None:
    """The official that ``who`` must be: the only one, and not by a common name or a surname alone."""
    found = known_as(who, register)
    if len(found) != 1:
        return None
    official = found[0]
    if who.name is None:
        return official
    agreed = bool(who.role and official.held(who.role))
    placed = bool(who.country and who.country in official.countries)
    if official.bears_common(who.name) or (many_bear(who.name) and not placed):
        return official if agreed else None
    return official if agreed or placed or official.is_named(who.name) is Names.SAME else None


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    return frozenset(token for name in link_words().frequent for token in parse_name(name).tokens)


@lru_cache(maxsize=100_000)
def many_bear(name: str) -> bool:
    """Whether a name is made of parts that many people bear: ``محمد العلوي``, a given name alone."""
    tokens = parse_name(name).tokens
    return bool(tokens) and len(tokens) < 3 and all(token in _frequent() for token in tokens)


# ---------------------------------------------------------------- two names
def _both_named(a: Appearance, b: Appearance, register: Register) -> Verdict:
    says = compare_names(a.name or "", b.name or "")
    one, other = certainly(a, register), certainly(b, register)
    if one and other:
        if one.id == other.id:
            return Verdict(True, f"both are {one.id} of the register")
        return Verdict(False, f"{one.id} and {other.id} of the register")
    if says is Names.DIFFERENT:
        return Verdict(False, "different names")
    if a.country and b.country and a.country != b.country:
        return Verdict(False, f"one name of two countries: {a.country}, {b.country}")
    if a.day and b.day and abs((a.day - b.day).days) > LIFETIME:
        return Verdict(False, "one name, a lifetime apart")
    if one or other:
        return _one_known(a, b, one or other, says, register)
    if a.role and b.role and same_title(a.role, b.role) and a.country == b.country:
        return Verdict(True, f"{says.value}, the same office")
    return _unknown(a, b, says, register)


def _one_known(a: Appearance, b: Appearance, known: Official | None, says: Names, register: Register) -> Verdict:
    """One is certainly a known official, the other perhaps."""
    other = b if known is certainly(a, register) else a
    can_be = known_as(other, register)
    if known in can_be and len(can_be) > 1:
        names = ", ".join(official.id for official in can_be)
        return Verdict(None, f"the name fits several of the register: {names}")
    if known in can_be and not (known and known.bears_common(other.name or "")):
        return Verdict(True, f"only {known.id if known else ''} of the register is so named")
    if says is Names.SAME and a.country == b.country and a.country and not many_bear(other.name or ""):
        return Verdict(True, "the same name and country")
    return Verdict(None, "a name that others bear, and no office to tell them by")


def _unknown(a: Appearance, b: Appearance, says: Names, register: Register) -> Verdict:
    """Neither is certainly known."""
    several = {o.id for who in (a, b) for o in known_as(who, register)}
    if len(several) > 1:
        return Verdict(None, f"the register knows several of that name: {', '.join(sorted(several))}")
    shared = a.country == b.country and a.country is not None
    if says is Names.SHORT:
        if shared and not _given_alone(a, b):
            return Verdict(True, "a surname, and nobody else of it is known in the country")
        return Verdict(None, "a surname alone, without country or office")
    alone = len(parse_name(a.name or "").tokens) == 1
    if many_bear(a.name or "") or many_bear(b.name or ""):
        return Verdict(None, "a name that many bear, and no office to tell them by")
    if shared or (not alone and (a.country is None or b.country is None)):
        return Verdict(True, "the same name" + (" and country" if shared else ""))
    return Verdict(None, "one word, without country or office")


def _given_alone(a: Appearance, b: Appearance) -> bool:
    """Whether the shorter of two names is a word that many bear as their given name."""
    shorter = min((a.name or "", b.name or ""), key=lambda name: len(parse_name(name).tokens))
    return many_bear(shorter)


# ---------------------------------------------------------------- an office
def _by_office(a: Appearance, b: Appearance, register: Register) -> Verdict:
    one, other = known_as(a, register), known_as(b, register)
    if len(one) == 1 and len(other) == 1:
        if one[0].id == other[0].id:
            return Verdict(True, f"{one[0].id} held the office then")
        return Verdict(False, f"{one[0].id} and {other[0].id} held it then")
    if (one or other) and not {o.id for o in one} & {o.id for o in other} and one and other:
        return Verdict(False, "others held the office then")
    if not (a.role and b.role) or a.country != b.country or a.country is None:
        return Verdict(None, "no office on both, or of two countries")
    if not same_title(a.role, b.role):
        return Verdict(None, "other offices")
    if len(one) > 1 or len(other) > 1:
        return Verdict(None, "the office changed hands that year")
    if a.day is None or b.day is None:
        return Verdict(None, "the same office, at an unknown time")
    if abs((a.day - b.day).days) <= TERM:
        return Verdict(True, "the same office at the same time")
    return Verdict(None, "the same office, at other times")
