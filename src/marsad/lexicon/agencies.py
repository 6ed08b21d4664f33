"""News agencies and communiques that a page names as its source: ``data/ar/agencies.yml``, validated and
compiled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.link.words import link_words, stem
from marsad.text import fold_word

ISSUER = 4  # words after a communique that may name its issuer
COMPARED = 2  # of these are compared: what follows may be the sentence already
OF = "ل"
PATH = DATA / "ar" / "agencies.yml"


@dataclass(frozen=True, slots=True)
class Agencies:
    """Finds agencies and communiques in folded text."""

    ids: tuple[str, ...]
    countries: tuple[str, ...]
    name: re.Pattern[str]
    communique: re.Pattern[str]
    by_name: dict[str, str]

    def named_in(self, folded: str) -> tuple[str, ...]:
        """The ids of the agencies that ``folded`` names, sorted."""
        return tuple(sorted({self.by_name[m.group()] for m in self.name.finditer(folded)}))

    def communiques_in(self, folded: str) -> tuple[str, ...]:
        """The issuers of the communiques that ``folded`` names, as their stems, sorted."""
        empty = link_words().empty
        out = set()
        for match in self.communique.finditer(folded):
            words = [stem(_owned(word)) for word in match.group("issuer").split() if word not in empty]
            out.add("communique: " + " ".join(words[:COMPARED]))
        return tuple(sorted(out))


def _owned(word: str) -> str:
    """``لوزارة`` → ``وزارة``; the double one of ``للمديرية`` comes off with the article."""
    return word[1:] if word.startswith(OF) and not word.startswith(OF * 2) else word


def _start(word: str) -> str:
    """A communique's words as a pattern; a final ``ل`` is the first letter of what follows."""
    if word.endswith(" " + OF):
        return re.escape(word[:-1]) + f"(?={OF})"
    return re.escape(word) + " "


def _agencies(entries: object, problems: Problems, path: Path) -> list[tuple[str, str, list[str]]]:
    out: list[tuple[str, str, list[str]]] = []
    seen: dict[str, str] = {}
    if not isinstance(entries, list):
        problems.add(path, 1, "agencies must be a list")
        return out
    for entry in entries:
        line = entry.line if isinstance(entry, Entry) else 0
        if not isinstance(entry, Entry) or set(entry) != {"id", "country", "names"} or not entry["names"]:
            problems.add(path, line, "an agency has id, country and names")
            continue
        names = [fold_word(str(name)) for name in entry["names"]]
        for name in names:
            if seen.setdefault(name, entry["id"]) != entry["id"]:
                problems.add(path, line, f"{name!r} names {seen[name]} already")
        out.append((str(entry["id"]), str(entry["country"]), list(dict.fromkeys(names))))
    return out


@lru_cache(maxsize=4)
def load_agencies(path: Path = PATH) -> Agencies:
    """The agencies of ``path``. Raises :class:`marsad.errors.LexiconError` listing every mistake."""
    problems = Problems()
    data = read_yaml(path, problems)
    problems.check()
    if not isinstance(data, Entry) or not {"agencies", "communiques"} <= set(data):
        problems.add(path, 1, "the file has agencies and communiques")
        problems.check()
    agencies = _agencies(data["agencies"], problems, path)
    problems.check()
    by_name = {name: id_ for id_, _, names in agencies for name in names}
    longest = sorted(by_name, key=lambda name: (-len(name), name))
    words = sorted((fold_word(str(word)) for word in data["communiques"]), key=lambda word: (-len(word), word))
    starts = "|".join(map(_start, words))
    return Agencies(
        ids=tuple(id_ for id_, _, _ in agencies),
        countries=tuple(country for _, country, _ in agencies),
        name=re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"),
        communique=re.compile(rf"(?<!\w)(?:و|ب|في )?(?:{starts})(?P<issuer>\w+(?: \w+){{0,{ISSUER - 1}}})"),
        by_name=by_name,
    )
