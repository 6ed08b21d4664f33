"""The words that news sites write around an article (``data/*/pages.yml``), compiled for the line
classifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from marsad.lexicon.reader import DATA, Entry, Problems, Word, read_yaml
from marsad.lexicon.times import Scanner
from marsad.model import Lang
from marsad.text import fold_word

KINDS = ("related", "comments", "share", "updated", "ticker", "furniture", "caption")
MATCHES = ("start", "whole", "part")
PATTERNS = ("updated", "published", "bylines", "agencies", "outlets", "not_today", "current")
LISTS = (*PATTERNS, "today")
FILES: dict[Lang, Path] = {lang: DATA / lang / "pages.yml" for lang in get_args(Lang) if lang != "other"}
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class LineRule:
    """What a line is taken for, and whether the article ends there."""

    kind: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """Compiled words of all languages. Patterns are for one folded line (see :mod:`marsad.text`).

    ``marks`` finds a line that begins with, is, or holds a word of a site's furniture; the matched group's
    name is
    a key of ``rules``; where ``marked``
    finds none of these words, it matches nothing. The other patterns find their words anywhere, as whole words;
    ``today`` has its words. ``common`` has
    the commonest words per language, ``article`` what definite nouns begin with in Arabic script, ``foreign``
    the
    letters (unfolded) that Arabic does not use.
    """

    marks: re.Pattern[str] = _NEVER
    marked: Scanner | None = field(default=None, hash=False, compare=False)
    rules: Mapping[str, LineRule] = field(default_factory=dict, hash=False)
    updated: re.Pattern[str] = _NEVER
    published: re.Pattern[str] = _NEVER
    bylines: re.Pattern[str] = _NEVER
    agencies: re.Pattern[str] = _NEVER
    outlets: re.Pattern[str] = _NEVER
    today: tuple[str, ...] = ()
    not_today: re.Pattern[str] = _NEVER
    current: re.Pattern[str] = _NEVER
    common: Mapping[Lang, frozenset[str]] = field(default_factory=dict, hash=False)
    article: tuple[str, ...] = ()
    foreign: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return hash(self.today)  # words are a part of keys of caches, line by line


@dataclass
class _Gathered:
    """What the files of all languages add up to before compiling."""

    marks: dict[tuple[str, LineRule], list[str]] = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in LISTS})
    common: dict[Lang, frozenset[str]] = field(default_factory=dict)
    article: list[str] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)


def load_pages(problems: Problems, files: Mapping[Lang, Path] = FILES) -> PageWords:
    """Read and compile ``files`` (one per language); mistakes go to ``problems``."""
    gathered = _Gathered()
    for lang, path in files.items():
        content = read_yaml(path, problems)
        if content is None:
            continue
        if not isinstance(content, Entry):
            problems.add(path, 1, "expected the keys " + ", ".join(("lines", *LISTS, "language")))
            continue
        _gather(lang, path, content, gathered, problems)
    groups = {f"r{n}": rule for n, (_, rule) in enumerate(gathered.marks)}
    parts = [_mark(f"r{n}", match, words) for n, ((match, _), words) in enumerate(gathered.marks.items())]
    return PageWords(
        marks=re.compile("|".join(parts)) if parts else _NEVER,
        marked=Scanner(tuple(sorted({word for words in gathered.marks.values() for word in words}))),
        rules=groups,
        common=gathered.common,
        article=tuple(gathered.article),
        foreign=frozenset(gathered.foreign),
        today=tuple(gathered.lists["today"]),
        **{name: _anywhere(gathered.lists[name]) for name in PATTERNS},
    )


def _gather(lang: Lang, path: Path, content: Entry, gathered: _Gathered, problems: Problems) -> None:
    for key in content:
        if key not in ("lines", "language", *LISTS):
            problems.add(path, content.line, f"unknown key {key!r}")
    for entry in _list(content.get("lines", []), path, content.line, "lines", problems):
        _gather_line(path, entry, gathered, problems)
    for name in LISTS:
        gathered.lists[name] += _words(content.get(name, []), path, content.line, name, problems)
    language = content.get("language", Entry())
    if not isinstance(language, Entry):
        problems.add(path, content.line, "'language' is not a mapping with 'common'")
        return
    gathered.common[lang] = frozenset(_words(language.get("common", []), path, language.line, "common", problems))
    gathered.article += _words(language.get("article", []), path, language.line, "article", problems)
    gathered.foreign |= set(str(language.get("foreign", "")))


def _gather_line(path: Path, entry: Any, gathered: _Gathered, problems: Problems) -> None:
    if not isinstance(entry, Entry):
        problems.add(path, getattr(entry, "line", 0), "a kind of line needs 'kind', 'match' and 'words'")
        return
    kind, match, ends = str(entry.get("kind")), str(entry.get("match")), entry.get("ends", False)
    if kind not in KINDS:
        problems.add(path, entry.line, f"unknown kind {kind!r}; one of {', '.join(KINDS)}")
    if match not in MATCHES:
        problems.add(path, entry.line, f"unknown match {match!r}; one of {', '.join(MATCHES)}")
    if not isinstance(ends, bool):
        problems.add(path, entry.line, f"'ends' is true or false, not {ends!r}")
    for key in set(entry) - {"kind", "match", "words", "ends"}:
        problems.add(path, entry.line, f"unknown key {key!r}")
    words = _words(entry.get("words", []), path, entry.line, "words", problems)
    if not words:
        problems.add(path, entry.line, "'words' is empty")
    for word in words:
        before = gathered.seen.setdefault((match, word), kind)
        if before != kind:
            problems.add(path, entry.line, f"{word!r} is both {before} and {kind}")
    gathered.marks.setdefault((match, LineRule(kind, ends is True)), []).extend(words)


def _list(value: Any, path: Path, line: int, name: str, problems: Problems) -> list[Any]:
    if isinstance(value, list):
        return value
    problems.add(path, line, f"{name!r} is not a list")
    return []


def _words(value: Any, path: Path, line: int, name: str, problems: Problems) -> list[str]:
    """Folded words; what is no text is a problem (``no`` and ``0`` need quotation marks in some places)."""
    out = []
    for item in _list(value, path, line, name, problems):
        folded = fold_word(item) if isinstance(item, Word) else ""
        if folded:
            out.append(folded)
        else:
            problems.add(path, getattr(item, "line", line), f"{name!r} has {item!r}, which is no word")
    return out


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", "[ ]+") for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _mark(group: str, match: str, words: list[str]) -> str:
    lead = r"^[^\w:(.©]*"
    if match == "part":
        return rf"(?P<{group}>(?<!\w)(?:{_alternatives(words)})(?!\w))"
    end = r"\W*$" if match == "whole" else r"(?!\w)"
    return rf"(?P<{group}>{lead}(?:{_alternatives(words)}){end})"


def _anywhere(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(words)})(?!\w)") if words else _NEVER
