"""Reads YAML of ``data/`` with line numbers, and collects every mistake instead of stopping at the first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from marsad.errors import LexiconError

DATA = Path(__file__).resolve().parent.parent / "data"


class Word(str):
    """A string of a data file that knows its line (1-based)."""

    line: int = 0

    @classmethod
    def at(cls, text: str, line: int) -> Word:
        """``text`` with its line."""
        word = cls(text)
        word.line = line
        return word


class Entry(dict[str, Any]):
    """A mapping of a data file that knows its line (1-based)."""

    line: int = 0


class _Loader(yaml.SafeLoader):
    """Keeps lines; reads every plain scalar but numbers and null as text (so ``no`` and ``on`` stay words). ``twice``
    are the keys of one mapping that stand there twice, with their lines."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.twice: list[tuple[str, int]] = []


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Entry:
    entry = Entry()
    entry.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in entry:
            loader.twice.append((key, key_node.start_mark.line + 1))
        entry[key] = loader.construct_object(value_node, deep=True)
    return entry


def _scalar(loader: _Loader, node: yaml.ScalarNode) -> Word:
    return Word.at(str(node.value), node.start_mark.line + 1)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:str", _scalar)
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, regexp)
        for tag, regexp in pairs
        if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"}
    ]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _word in ("true", "false"):
    _Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), [_word[0]])


@dataclass
class Problems:
    """Collects mistakes as ``file:line: what``; ``check`` raises them all at once."""

    found: list[str] = field(default_factory=list)

    def add(self, path: Path | str, line: int, what: str) -> None:
        """Note one mistake."""
        name = Path(path)
        shown = name.relative_to(DATA) if name.is_relative_to(DATA) else name
        self.found.append(f"{shown}:{line}: {what}")

    def check(self) -> None:
        """Raise :class:`LexiconError` if anything was found."""
        if self.found:
            raise LexiconError(self.found)


def read_yaml(path: Path, problems: Problems) -> Any:
    """The file's content, with :class:`Entry` and :class:`Word`; ``None`` and a problem where it is no YAML. Each key
    that stands twice is a problem."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            data = loader.get_single_data()
        finally:
            loader.dispose()
        for key, line in loader.twice:
            problems.add(path, line, f"the key {key!r} stands twice")
        return data
    except FileNotFoundError:
        problems.add(path, 0, "the file is missing")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problems.add(path, line, str(error.problem or error.context))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.add(path, 0, str(error))
    return None
