"""The words of the web pages: ``data/<lang>/web.yml``, validated against English and frozen.

A text is one sentence with ``{braces}``, or a mapping of plural forms (as CLDR names them: ``one``, ``few`` …) where it
speaks of a number ``{n}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.numbers import format_decimal

from marsad.lexicon.labels import LabelLang, Labels, load_labels
from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml

Text = str | Mapping[str, str]
NO_WORD = re.compile(r"[^a-z]+")
BRACES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Texts:
    """One language's words: ``labels`` of the codebook's values, ``words`` of the pages by dotted key."""

    labels: Labels
    words: Mapping[str, Text]

    @property
    def lang(self) -> LabelLang:
        """The language."""
        return self.labels.lang

    def __call__(self, key: str, **values: object) -> str:
        """The text ``key`` with its braces filled; numbers are written as the language does."""
        text = self.words[key]
        if not isinstance(text, str):
            number = values["n"]
            form = Locale(self.lang).plural_form(number if isinstance(number, int) else 0)
            text = text.get(form, text["other"])
        return text.format(**{name: self.number(value) for name, value in values.items()}) if values else text

    def reason(self, told: str) -> str | None:
        """What the finder or merging says of itself (``no city told``) in this language; ``None`` where not known."""
        text = self.words.get("reason." + NO_WORD.sub("_", told.lower()).strip("_"))
        return text if isinstance(text, str) else None

    def number(self, value: object) -> str:
        """A number with its groups, in the digits that newspapers of the Maghreb and Europe share; else the text."""
        if isinstance(value, int) and not isinstance(value, bool):
            return format_decimal(value, locale=self.lang, numbering_system="latn")
        return str(value)


@cache
def load_texts(lang: LabelLang) -> Texts:
    """The texts of ``lang``.

    Raises:
        LexiconError: with every missing, unknown or empty key, and every text without the braces of English.
    """
    problems = Problems()
    reference = dict(_flat(DATA / "en" / "web.yml", problems))
    path = DATA / lang / "web.yml"
    found = dict(_flat(path, problems))
    problems.check()
    check_texts(path, lang, found, reference, problems)
    problems.check()
    return Texts(load_labels(lang), MappingProxyType(found))


def _flat(path: Path, problems: Problems) -> Iterator[tuple[str, Text]]:
    raw = read_yaml(path, problems)
    if not isinstance(raw, Entry):
        problems.add(path, 1, "the file is no mapping")
        return
    for group, texts in raw.items():
        if not isinstance(texts, Entry):
            problems.add(path, raw.line, f"{group} is no group of texts")
            continue
        for name, text in texts.items():
            yield f"{group}.{name}", MappingProxyType(dict(text)) if isinstance(text, Entry) else str(text or "")


def check_texts(
    path: Path, lang: str, found: Mapping[str, Text], reference: Mapping[str, Text], problems: Problems
) -> None:
    """Hold ``found`` to the keys, kinds and braces of the English ``reference``."""
    forms = set(Locale(lang).plural_form.tags) | {"other"}
    for key in reference.keys() - found.keys():
        problems.add(path, 0, f"{key} is missing")
    for key, text in found.items():
        if key not in reference:
            problems.add(path, 0, f"{key} is not known")
            continue
        if isinstance(text, str) != isinstance(reference[key], str):
            problems.add(path, 0, f"{key} has plural forms in one language only")
            continue
        if not isinstance(text, str) and set(text) != forms:
            problems.add(path, 0, f"{key} needs the plural forms {', '.join(sorted(forms))}")
        if not all(_all(text)):
            problems.add(path, 0, f"{key} is empty")
        if _braces(text) != _braces(reference[key]):
            problems.add(path, 0, f"{key} does not have the {{braces}} of English")


def _all(text: Text) -> list[str]:
    return [text.strip()] if isinstance(text, str) else [form.strip() for form in text.values()]


def _braces(text: Text) -> set[str]:
    """The braces of a text; a plural form may leave its number out (``one event``)."""
    return {name for form in _all(text) for name in BRACES.findall(form)}
