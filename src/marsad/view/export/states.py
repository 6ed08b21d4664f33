"""Codes of states for political science, from ``data/cow.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml


@dataclass(frozen=True, slots=True)
class State:
    """ISO 3166-1 alpha-3, and number and abbreviation in the Correlates of War state system.

    ``cow`` is ``None`` for what is no member of that system; ``since`` is the first year of membership where
    it is recent.
    """

    iso3: str
    cow: int | None = None
    abb: str = ""
    since: int = 0


@cache
def states() -> Mapping[str, State]:
    """Every country by its ISO 3166-1 alpha-2 code.

    Raises:
        LexiconError: with every mistake of the file.
    """
    problems = Problems()
    path = DATA / "cow.yml"
    entries = read_yaml(path, problems)
    problems.check()
    found: dict[str, State] = {}
    numbers: set[int] = set()
    for entry in entries:
        if not isinstance(entry, Entry) or not entry.get("code") or len(entry.get("iso3") or "") != 3:
            problems.add(path, getattr(entry, "line", 0), "an entry needs code and iso3")
            continue
        cow = entry.get("cow")
        if entry["code"] in found or cow in numbers or (cow is None) != ("abb" not in entry):
            problems.add(path, entry.line, f"{entry['code']} or its number stands twice, or cow lacks abb")
        if cow is not None:
            numbers.add(cow)
        found[str(entry["code"])] = State(str(entry["iso3"]), cow, str(entry.get("abb", "")), entry.get("since", 0))
    problems.check()
    return MappingProxyType(found)
