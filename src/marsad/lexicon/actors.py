"""Loads the words of actors: countries, places, institutions, bodies, offices, honorifics and name parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.lexicon.forms import nisba_forms
from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.lexicon.terms import Kind, Phrases, Term
from marsad.text import fold_word, plain_name


def load_countries(phrases: Phrases, problems: Problems, lang: str) -> dict[str, tuple[str, ...]]:
    """Index names, adjectives and capitals; returns the names of each country (all languages), the usual one first."""
    path = DATA / "countries.yml"
    names: dict[str, tuple[str, ...]] = {}
    entries = read_yaml(path, problems) or ()
    # سوريا, إيطاليا: the adjective's accusative is written like the country; its tanwin tells them apart (find/tag.py)
    states = {fold_word(n) for e in entries for n in e.get("names", {}).get(lang, ()) if n.endswith("ا")}
    for entry in entries:
        code = str(entry.get("code", ""))
        if len(code) != 2 or code in names:
            problems.add(path, entry.line, f"the code {code!r} is no ISO 3166-1 code, or stands twice")
        names[code] = tuple(str(n) for group in entry.get("names", {}).values() for n in group)
        doubtful = {fold_word(w) for w in entry.get("ambiguous", ())}
        for name in entry.get("names", {}).get(lang, ()):
            phrases.add(fold_word(name), Term("country", code, "doubtful" if fold_word(name) in doubtful else ""))
        for name in entry.get("government", ()):
            phrases.add(fold_word(name), Term("country", code, "government"))
        for name in entry.get("capital", {}).get(lang, ()):
            phrases.add(fold_word(name), Term("city", code, "doubtful" if fold_word(name) in doubtful else "capital"))
        adjectives = entry.get("adjectives", {})
        for adjective in adjectives.get(lang, ()):
            for form in set(nisba_forms(adjective)) - states:
                phrases.add(form, Term("nisba", code, "doubtful" if fold_word(adjective) in doubtful else ""))
        for plural in adjectives.get("plurals", ()):
            tanwin = () if plural.endswith("ة") else (f"{plural}ا",)  # ضباطا أتراكا
            for form in {fold_word(f) for f in (plural, f"ال{plural}", *tanwin)} - states:  # بلجيكا is no بلجيك
                phrases.add(form, Term("nisba", code, plural=True))
    return names


def load_places(phrases: Phrases, problems: Problems, lang: str) -> None:
    """Index cities and regions; words that are also other things are marked doubtful."""
    for entry in read_yaml(DATA / "places.yml", problems) or ():
        kinds: dict[str, Kind] = {"region": "region", "city": "city"}
        kind = kinds.get(str(entry.get("kind", "city")), "site")
        for name in entry.get(lang, ()):
            phrases.add(
                fold_word(name),
                Term(kind, str(entry["country"]), "doubtful" if entry.get("ambiguous") else ""),
            )


def load_institutions(phrases: Phrases, problems: Problems, lang: str) -> None:
    """Index institutions (with their country where the name settles it) and international bodies."""
    path = DATA / "institutions.yml"
    for entry in read_yaml(path, problems) or ():
        detail = "unique" if entry.get("unique") else "shared"
        for name in (*entry.get("names", {}).get(lang, ()), *entry.get("acronyms", ())):
            phrases.add(fold_word(name), Term("institution", str(entry["country"]), detail))
    for entry in read_yaml(DATA / "bodies.yml", problems) or ():
        short = entry.get("short")
        for name in (*entry.get("names", {}).get(lang, ()), *entry.get("acronyms", ())):
            phrases.add(fold_word(name), Term("body", "" if short is None else str(short)))


def _owned(head: str, form: str) -> bool:
    """``سفيرها``: an office with the pronoun of its state, complete without a complement."""
    return form != head and form.removeprefix(head).removeprefix("ت") in ("ه", "ها", "هما", "نا")


@dataclass(frozen=True)
class OfficeWords:
    """How an office is told of one holder (folded dual or plural → the word), of a woman (man's word → hers), and what
    the institution is called whose head it is (head of the office → word before its complement)."""

    one_holder: Mapping[str, str]
    women: Mapping[str, str]
    org_prefix: Mapping[str, str]


def load_offices(phrases: Phrases, problems: Problems, lang: str) -> OfficeWords:
    """Index heads of offices, complete offices and heads of institutions; returns how offices are put."""
    data = read_yaml(DATA / lang / "offices.yml", problems) or Entry()
    for head, forms in data.get("heads", {}).items():
        for form in forms:
            phrases.add(
                fold_word(form),
                Term(
                    "office",
                    fold_word(head),
                    "definite" if form.startswith("ال") else "own" if _owned(head, form) else "",
                ),
            )
    _flat(phrases, data.get("alone", ()), "office_alone")
    for code, forms in data.get("country", {}).items():
        for form in forms:
            phrases.add(fold_word(form), Term("office_country", str(code)))
    orgs = read_yaml(DATA / lang / "org_heads.yml", problems) or Entry()
    _flat(phrases, orgs.get("complete", ()), "org_complete")
    _flat(phrases, orgs.get("open", ()), "org_head")
    _flat(phrases, orgs.get("middles", ()), "middle")
    ones = data.get("one_holder", {}).items()
    return OfficeWords(
        one_holder={fold_word(form): str(one) for one, forms in ones for form in forms},
        women={str(man): str(woman) for man, woman in data.get("women", {}).items()},
        org_prefix={fold_word(head): str(word) for head, word in data.get("org_prefix", {}).items()},
    )


def load_names(phrases: Phrases, problems: Problems, lang: str) -> None:
    """Index honorifics, ranks and name parts."""
    styles = read_yaml(DATA / lang / "honorifics.yml", problems) or Entry()
    kinds: dict[str, Kind] = {
        "ranks": "rank",
        "blessings": "blessing",
        "pronoun_styles": "style",
        "title_names": "royal",
    }
    for group, words in styles.items():
        _flat(phrases, words, kinds.get(group, "honorific"), group)
    names = read_yaml(DATA / lang / "names.yml", problems) or Entry()
    _flat(phrases, names.get("given", ()), "given")
    _flat(phrases, names.get("given_compounds", ()), "given")
    _flat(phrases, names.get("given_ambiguous", ()), "given", "doubtful")
    _flat(phrases, names.get("particles", ()), "particle")
    _flat(phrases, names.get("family", ()), "family")
    _flat(phrases, names.get("not_names", ()), "word", "not_name")


def _flat(phrases: Phrases, words: Iterable[str], kind: Kind, detail: str = "") -> None:
    for word in words:
        if word is not None:
            phrases.add(fold_word(str(word)), Term(kind, fold_word(str(word)), detail))


Namesake = tuple[tuple[str, ...], str, tuple[tuple[str, ...], ...]]


def load_officials(problems: Problems) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Register of public officials: last part of the name → (all parts, country). Used to link, never to invent."""
    path: Path = DATA / "officials.yml"
    out: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for entry in read_yaml(path, problems) or ():
        if entry.get("country") is None or entry.get("common"):
            continue  # no state's officer, or a name that many bear
        for name in entry.get("names", {}).get("ar", ()):
            parts = plain_name(fold_word(name).split())
            out[parts[-1]] = (*out.get(parts[-1], ()), (parts, str(entry["country"])))
    return out


def load_namesakes(problems: Problems) -> dict[str, tuple[Namesake, ...]]:
    """Officials whose name many people bear: last part of the name → (all parts, country, the words of each office,
    without articles). They link only where the office agrees."""
    out: dict[str, tuple[Namesake, ...]] = {}
    for entry in read_yaml(DATA / "officials.yml", problems) or ():
        if entry.get("country") is None or not entry.get("common"):
            continue
        told = [fold_word(str(office.get("office") or "")).split() for office in entry.get("offices", ())]
        offices = tuple(tuple(w.removeprefix("ال") for w in words) for words in told if len(words) > 1)
        for name in entry.get("names", {}).get("ar", ()):
            parts = plain_name(fold_word(name).split())
            out[parts[-1]] = (*out.get(parts[-1], ()), (parts, str(entry["country"]), offices))
    return out
