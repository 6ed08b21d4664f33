"""The words that tables and recaps are written in: ``data/<lang>/labels.yml``, validated and frozen.

Every language has the same keys; :func:`load_labels` checks them against the model and against English, and
reports all mistakes at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.model import Attribution, EventType, Part, Status
from marsad.text import fold_word

LabelLang = Literal["ar", "en", "fr"]
LANGS: tuple[LabelLang, ...] = get_args(LabelLang)
TOPICS: tuple[str, ...] = (
    "terrorism",
    "extremism",
    "organized-crime",
    "cybercrime",
    "drugs",
    "human-trafficking",
    "migration",
    "borders",
    "foreign-fighters",
    "weapons",
    "cbrn",
    "document-fraud",
    "financial-crime",
    "child-protection",
    "sports-security",
    "training",
    "technology",
    "intelligence-sharing",
    "extradition",
    "espionage",
    "civil-protection",
    "police-cooperation",
    "defence",
    "sahel",
    "regional-security",
)
BODIES: tuple[str, ...] = ("INTERPOL", "EUROPOL", "UN", "EU", "AU", "NATO", "LAS", "GCC", "AIMC")
FINDINGS: tuple[str, ...] = (
    "contradiction",
    "changed",
    "one-sided",
    "date-conflict",
    "year-inferred",
    "disputed-place",
    "hidden-characters",
    "mixed-letters",
)
FIELDS = (
    "type",
    "date",
    "precision",
    "country",
    "city",
    "status",
    "participants",
    "topics",
    "count",
    "attribution",
)
GROUPS: Mapping[str, tuple[str, ...]] = {
    "types": get_args(EventType),
    "statuses": get_args(Status),
    "attributions": get_args(Attribution),
    "parts": get_args(Part),
    "topics": TOPICS,
    "bodies": BODIES,
    "findings": FINDINGS,
    "fields": FIELDS,
}
DATES = {
    "first": None,
    "day": None,
    "days": None,
    "range": None,
    "week": None,
    "month": None,
    "quarter": 4,
    "half": 2,
    "season": 4,
    "year": None,
    "unknown": None,
}


@dataclass(frozen=True, slots=True)
class Labels:
    """One language's interface words.

    ``types`` … ``fields`` map the codebook's values to words, ``text`` the interface's own keys to sentences.
    ``months`` has January first, ``dates`` one pattern per precision (a tuple of them for quarter, half and
    season).
    """

    lang: LabelLang
    dir: Literal["ltr", "rtl"]
    list: str
    types: Mapping[str, str]
    statuses: Mapping[str, str]
    attributions: Mapping[str, str]
    parts: Mapping[str, str]
    topics: Mapping[str, str]
    bodies: Mapping[str, str]
    findings: Mapping[str, str]
    fields: Mapping[str, str]
    months: tuple[str, ...]
    dates: Mapping[str, str | tuple[str, ...]]
    text: Mapping[str, str]

    def country(self, code: str) -> str:
        """The name of a country or international body; its code where no name is known."""
        return self.bodies.get(code) or country_names(self.lang).get(code) or code

    def say(self, key: str, **values: object) -> str:
        """The interface text ``key`` with its ``{braces}`` filled."""
        return self.text[key].format(**values)


@cache
def load_labels(lang: LabelLang) -> Labels:
    """The labels of ``lang``.

    Raises:
        LexiconError: with every missing, unknown or empty key of the file.
    """
    problems = Problems()
    reference = _texts(DATA / "en" / "labels.yml", problems)
    path = DATA / lang / "labels.yml"
    raw = read_yaml(path, problems)
    problems.check()
    checked = check_labels(path, raw, reference, problems)
    problems.check()
    return Labels(lang=lang, **checked)


def check_labels(path: Path, raw: object, reference: Mapping[str, str], problems: Problems) -> dict[str, Any]:
    """The fields of :class:`Labels` from a parsed file; mistakes go to ``problems``.

    ``reference`` is the English ``text`` group: every language has its keys, with the same ``{braces}``.
    """
    if not isinstance(raw, Entry):
        problems.add(path, 1, "the file is no mapping")
        return {}
    fields: dict[str, Any] = {"dir": raw.get("dir"), "list": str(raw.get("list", ", "))}
    if fields["dir"] not in {"ltr", "rtl"}:
        problems.add(path, raw.line, "dir is neither ltr nor rtl")
    for group, keys in GROUPS.items():
        fields[group] = _group(path, raw, group, keys, problems)
    fields["text"] = _group(path, raw, "text", tuple(reference), problems)
    for key, text in fields["text"].items():
        if key in reference and _braces(text) != _braces(reference[key]):
            line = getattr(text, "line", raw.line)
            problems.add(path, line, f"text.{key} does not have the {{braces}} of English")
    months = raw.get("months")
    if not isinstance(months, list) or len(months) != 12:
        problems.add(path, raw.line, "months is not a list of twelve names")
    fields["months"] = tuple(months) if isinstance(months, list) else ()
    fields["dates"] = _dates(path, raw, problems)
    return fields


def _group(path: Path, raw: Entry, group: str, keys: tuple[str, ...], problems: Problems) -> Mapping[str, str]:
    found = raw.get(group)
    if not isinstance(found, Entry):
        problems.add(path, raw.line, f"the group {group} is missing")
        return MappingProxyType({})
    for key in keys:
        if not isinstance(found.get(key), str) or not found[key].strip():
            problems.add(path, found.line, f"{group}.{key} is missing or empty")
    for key in found:
        if key not in keys:
            problems.add(path, getattr(found[key], "line", found.line), f"{group}.{key} is not known")
    return MappingProxyType(dict(found))


def _dates(path: Path, raw: Entry, problems: Problems) -> Mapping[str, str | tuple[str, ...]]:
    found = raw.get("dates")
    if not isinstance(found, Entry):
        problems.add(path, raw.line, "the group dates is missing")
        return MappingProxyType({})
    dates: dict[str, str | tuple[str, ...]] = {}
    for key, length in DATES.items():
        value = found.get(key)
        good = isinstance(value, str) if length is None else isinstance(value, list) and len(value) == length
        if not good:
            wanted = "a text" if length is None else f"a list of {length}"
            problems.add(path, found.line, f"dates.{key} is not {wanted}")
        else:
            dates[key] = value if isinstance(value, str) else tuple(map(str, value or ()))
    return MappingProxyType(dates)


def _texts(path: Path, problems: Problems) -> Mapping[str, str]:
    raw = read_yaml(path, problems)
    texts = raw.get("text") if isinstance(raw, Entry) else None
    return texts if isinstance(texts, Entry) else {}


def _braces(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@cache
def country_names(lang: LabelLang) -> Mapping[str, str]:
    """The usual name of each country: the first one that ``countries.yml`` gives in the language."""
    return MappingProxyType({code: names[lang][0] for code, names in _countries().items() if names.get(lang)})


def code_of(name: str) -> str | None:
    """The code of a country or international body, given by code or by any of its names; ``None`` if
    unknown.
    """
    return _codes().get(fold_word(name))


def near_code(name: str) -> str | None:
    """The code of the country or body whose code or name is nearest to ``name``; ``None`` if none is near."""
    asked = fold_word(name)
    near = get_close_matches(asked, _codes(), 1, 0.5 if len(asked) < 4 else 0.7)
    return _codes()[near[0]] if near else None


@cache
def _codes() -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for code, names in _countries().items():
        for name in (code, *(name for lang in LANGS for name in names.get(lang) or ())):
            codes.setdefault(fold_word(name), code)
    for lang in LANGS:
        for code, name in load_labels(lang).bodies.items():
            codes |= {fold_word(code): code, fold_word(name): code}
    return MappingProxyType(codes)


@cache
def _countries() -> Mapping[str, Mapping[str, list[str]]]:
    problems = Problems()
    entries = read_yaml(DATA / "countries.yml", problems)
    problems.check()
    return MappingProxyType({str(entry["code"]): entry["names"] for entry in entries})
