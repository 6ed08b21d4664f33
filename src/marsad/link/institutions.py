"""Whether two names of institutions are one body's: under old and new names, acronyms, in three languages.

``data/institutions.yml`` and ``data/bodies.yml`` say which names are one body's and whose it is. :func:`same_body`
decides a pair, with its reason in words:

1. Bodies of two states are two, whatever they are called. The side is the one told, else the nationality in the name
   (``وزارة الداخلية الإسبانية``, ``Ministère espagnol de l'Intérieur``).
2. Both known by their names, read with the side: one entry is one body, two are two.
3. Of what every state has (a ministry of the interior, an army) the names in three languages are in ``data/link.yml``.
4. Otherwise the words must be the same, in one script, but for nationality and spelling; a word more is another body
   (the police, and the pole of police and intelligence).

What none settles is ``None``, and links nobody: a ministry of nobody knows which state.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.lexicon.forms import nisba_forms
from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.link.actors import Verdict
from marsad.link.names import is_arabic, near, office_words
from marsad.link.words import TOKEN, link_words, stem
from marsad.text import fold_word

BRACKETED = re.compile(r"[(\[\"«“]\s*([^()\[\]\"«»“”]+?)\s*[)\]\"»”]")
LATIN_ENDINGS = ("", "e", "s", "es", "ne", "nes")  # marocain, marocaine, italiens, italienne
LONGEST = 4  # words of a country's name that are looked at


@dataclass(frozen=True, slots=True)
class Body:
    """An institution as one page tells it: its name, and the side where the page or the name gives one."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the data: ``shared`` where its names alone do not say whose it is."""

    id: str
    country: str | None
    shared: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """Known bodies by name and by the words of a name, and the sides that words tell."""

    by_name: Mapping[str, tuple[Known, ...]]
    by_words: Mapping[frozenset[str], tuple[Known, ...]]
    sides: Mapping[str, str]


def same_body(a: Body, b: Body) -> Verdict:
    """Whether two institutions are one."""
    known = directory()
    left, right = _identified(a, known), _identified(b, known)
    one, other = _side(a, left, known), _side(b, right, known)
    if one and other and one != other:
        return Verdict(False, f"bodies of two sides: {one}, {other}")
    if len(left) == 1 and len(right) == 1:
        (x,), (y,) = left, right
        if x.id == y.id:
            return Verdict(True, f"both are {x.id}")
        return Verdict(False, f"{x.id} and {y.id}")
    if left and right and not {k.id for k in left} & {k.id for k in right}:
        return Verdict(False, "names of other bodies")
    if one is None and other is None and not (left and right) and _worded(a, known) == _worded(b, known):
        return Verdict(None, "one name, of an unknown side")
    if one is None or other is None:
        return Verdict(None, "one of an unknown side")
    groups = {_groups().get(_worded(body, known)) for body in (a, b)}
    if None not in groups:
        same = len(groups) == 1
        return Verdict(same, "one kind of body of one side" if same else "other kinds of bodies")
    if is_arabic(a.name) != is_arabic(b.name):
        return Verdict(None, "two scripts, and not both are known")
    if _same_words(_worded(a, known), _worded(b, known)):
        return Verdict(True, "the same words and side")
    return Verdict(False, "other words")


def identify(body: Body) -> str | None:
    """The id of the only body that is so called, or ``None``."""
    found = _identified(body, directory())
    return found[0].id if len(found) == 1 else None


# ---------------------------------------------------------------- who is meant
def _identified(body: Body, known: Directory) -> tuple[Known, ...]:
    """The entries that a body can be; those of its side, where a side is told."""
    side = body.country or side_in(body.name, known)
    found = dict.fromkeys(entry for form in _forms(body.name) for entry in known.by_name.get(form, ()))
    mine = _of(found, side)
    if mine:
        return mine
    wordings = (_worded(body, known), office_words(body.name))
    return _of(dict.fromkeys(entry for words in wordings for entry in known.by_words.get(words, ())), side)


def _of(found: Iterable[Known], side: str | None) -> tuple[Known, ...]:
    if side is None:
        return tuple(entry for entry in found if not entry.shared)
    return tuple(entry for entry in found if entry.country in (side, None))


def _side(body: Body, found: tuple[Known, ...], known: Directory) -> str | None:
    """Whose it is: as told, as the name says, or as the only entry of that name has it."""
    told = body.country or side_in(body.name, known)
    return told or (found[0].country if len(found) == 1 else None)


def _forms(name: str) -> Iterator[str]:
    """A name as it may stand in the data: whole, without what is in brackets, and that alone."""
    yield fold_word(name)
    inside = BRACKETED.findall(name)
    if inside:
        yield " ".join(fold_word(BRACKETED.sub(" ", name)).split())
        yield from (fold_word(part) for part in inside)


def side_in(name: str, known: Directory) -> str | None:
    """The only state that a name tells: by its name or adjective, the longest first."""
    found, _ = _cut(name, known.sides)
    return found


def _worded(body: Body, known: Directory) -> frozenset[str]:
    """The words of a name that are no nationality and no country."""
    _, left = _cut(BRACKETED.sub(" ", body.name), known.sides)
    return office_words(left)


def _cut(name: str, sides: Mapping[str, str]) -> tuple[str | None, str]:
    """The only state that a name tells, and the name without the words that tell it."""
    words = TOKEN.findall(fold_word(name))
    tokens = [stem(word) for word in words]
    found: set[str] = set()
    left: list[str] = []
    n = 0
    while n < len(tokens):
        size = next((s for s in range(min(LONGEST, len(tokens) - n), 0, -1) if _phrase(tokens, n, s) in sides), 0)
        if size:
            found.add(sides[_phrase(tokens, n, size)])
        else:
            left.append(words[n])
        n += max(size, 1)
    return (found.pop() if len(found) == 1 else None), " ".join(left)


def _phrase(tokens: list[str], n: int, size: int) -> str:
    """``size`` stems as :attr:`Directory.sides` has them."""
    return " ".join(tokens[n : n + size])


@lru_cache(maxsize=1)
def _groups() -> dict[frozenset[str], int]:
    """The words of each name of ``same_bodies`` → its line."""
    return {office_words(name): n for n, names in enumerate(link_words().same_bodies) for name in names}


def _same_words(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether each word of one is a word of the other, spelled alike."""
    if len(left) != len(right) or len(left) < 1:
        return False
    rest = set(right - left)
    for word in left - right:
        match = next((other for other in sorted(rest) if _spelled_alike(word, other)), None)
        if match is None:
            return False
        rest.discard(match)
    return True


def _spelled_alike(a: str, b: str) -> bool:
    return len(a) > 3 and len(b) > 3 and a[0] == b[0] and near(a, b)


# ---------------------------------------------------------------- the data
@lru_cache(maxsize=1)
def directory() -> Directory:
    """The bodies of ``data/``, read once. Raises :class:`marsad.errors.LexiconError` listing every mistake."""
    problems = Problems()
    sides = _sides(problems)
    entries = list(_entries(problems))
    problems.check()
    one = _one_body(entries, sides)
    by_name: dict[str, dict[Known, None]] = defaultdict(dict)
    by_words: dict[frozenset[str], dict[Known, None]] = defaultdict(dict)
    for entry, alone in entries:
        known = replace(alone, id=one[alone.id])
        for words in _wordings(entry, sides):
            by_words[words][known] = None
        for name in (*_names(entry), *map(str, entry.get("acronyms", ()))):
            by_name[fold_word(name)][known] = None
    return Directory(
        {name: tuple(found) for name, found in by_name.items()},
        {words: tuple(found) for words, found in by_words.items()},
        sides,
    )


def _names(entry: Entry) -> list[str]:
    return [str(name) for group in entry.get("names", {}).values() for name in group]


def _wordings(entry: Entry, sides: Mapping[str, str]) -> set[frozenset[str]]:
    """The words of an entry's names, of a state's without nationality; a single word says too little."""
    of_state = "country" in entry
    found = {office_words(_cut(name, sides)[1] if of_state else name) for name in _names(entry)}
    return {words for words in found if len(words) > 1}


def _one_body(entries: Iterable[tuple[Entry, Known]], sides: Mapping[str, str]) -> dict[str, str]:
    """Entry → the first entry of its body: names that other states share stand in an entry of their own, and are known
    by state, kind and words.
    """
    first: dict[tuple[str | None, str, frozenset[str]], str] = {}
    one: dict[str, str] = {}
    for entry, known in entries:
        keys = [(known.country, str(entry.get("kind")), words) for words in sorted(_wordings(entry, sides), key=sorted)]
        met = [first[key] for key in keys if key in first]
        one[known.id] = met[0] if met and "country" in entry else known.id
        for key in keys:
            first.setdefault(key, one[known.id])
    return one


def _entries(problems: Problems) -> Iterator[tuple[Entry, Known]]:
    for entry in read_yaml(DATA / "institutions.yml", problems) or ():
        yield entry, Known(str(entry["id"]), str(entry["country"]), not entry.get("unique"))
    for entry in read_yaml(DATA / "bodies.yml", problems) or ():
        short = entry.get("short")
        yield entry, Known(str(entry["id"]), str(short) if short else None, False)


def _sides(problems: Problems) -> dict[str, str]:
    """Names and adjectives of states, as :func:`side_in` looks them up; those of two states are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in read_yaml(DATA / "countries.yml", problems) or ():
        code = str(entry["code"])
        for name in (str(name) for group in entry.get("names", {}).values() for name in group):
            found[_in_stems(name)].add(code)
            if is_arabic(name):
                found[f"ب{_in_stems(name)}"].add(code)
        adjectives = entry.get("adjectives", {})
        for adjective in adjectives.get("ar", ()):
            for form in nisba_forms(adjective):
                found[stem(form)].add(code)
        for lang in ("fr", "en"):
            for adjective in adjectives.get(lang, ()):
                for ending in LATIN_ENDINGS if lang == "fr" else ("",):
                    found[fold_word(str(adjective)) + ending].add(code)
    return {phrase: codes.pop() for phrase, codes in found.items() if len(codes) == 1 and phrase}


def _in_stems(name: str) -> str:
    """A state's name as the stems of its words."""
    return " ".join(stem(token) for token in TOKEN.findall(fold_word(name)))
