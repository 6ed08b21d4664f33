"""The project as a whole: characters, data files, locks, and what the guides tell people to run."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from marsad import lexicon
from marsad.cli import app
from marsad.lexicon.reader import DATA, Problems, read_yaml

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "tests", "eval", "bench", "cases", "docs", "examples", "requirements")
SUFFIXES = {".py", ".yml", ".md", ".txt", ".html", ".json", ".css", ".js", ".toml", ".j2", ".sh"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GUIDES = ("README.md", "CONTRIBUTING.md")


def texts() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.suffix in SUFFIXES)
    for folder in FOLDERS:
        found = (ROOT / folder).rglob("*")
        yield from (path for path in found if path.suffix in SUFFIXES and path.name != "tenet-medal.html")


def forbidden(character: str) -> bool:
    """Whether a character hides in a text: controls, bidi marks, private use, Arabic presentation forms."""
    if character in "\n\t":
        return False
    if unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Cs"}:
        return True
    return "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufeff"


def test_no_file_has_characters_that_hide() -> None:
    found = []
    for path in texts():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if bad := {f"U+{ord(c):04X}" for c in line if forbidden(c)}:
                found.append(
                    f"{path.relative_to(ROOT)}:{number}: {', '.join(sorted(bad))}; write it as an escape"
                )
    assert found == []


def test_every_data_file_is_yaml_without_a_key_twice() -> None:
    problems = Problems()
    for path in DATA.rglob("*.yml"):
        read_yaml(path, problems)
    assert problems.found == []


def test_the_lexicon_loads() -> None:
    assert lexicon.load().frames


@pytest.mark.parametrize("guide", GUIDES)
def test_make_targets_of_the_guides_exist(guide: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z]+)\b", code(guide)))
    assert named
    assert named - targets == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_of_the_guides_exist(guide: str) -> None:
    known = typer.main.get_command(app)
    assert isinstance(known, TyperGroup)
    named = re.findall(r"\bmarsad ([a-z]+)\b([^#`\n]*)", code(guide))
    assert named
    for name, rest in named:
        assert name in known.commands, f"{guide} names marsad {name}"
        command = known.commands[name]
        if isinstance(command, TyperGroup) and rest.split():
            command = command.commands[rest.split()[0]]
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", rest)) - options == set(), f"{guide}: marsad {name}"


@pytest.mark.parametrize("guide", GUIDES)
def test_paths_of_the_guides_exist(guide: str) -> None:
    named = set(
        re.findall(r"`((?:src|tests|cases|eval|bench|docs|examples|requirements)/[\w./-]*)`", text(guide))
    )
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_the_locks_have_every_dependency_with_hashes() -> None:
    extras = PROJECT["optional-dependencies"]
    for lock, wanted in (
        ("run.txt", PROJECT["dependencies"]),
        ("dev.txt", [*extras["dev"], *extras["frames"]]),
    ):
        content = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        pinned = {match.lower() for match in re.findall(r"^([\w.-]+)==", content, re.M)}
        names = {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in wanted}
        assert sorted(names - pinned) == [], f"requirements/{lock} is behind pyproject.toml: run make lock"
        assert content.count("--hash=sha256:") >= len(pinned)
        assert "://" not in content, "a lock names no host"


def test_the_changelog_has_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(PROJECT['version'])}\]", changelog, re.M)
    assert changelog.index("## [Unreleased]") < changelog.index(f"## [{PROJECT['version']}]")


def text(guide: str) -> str:
    return (ROOT / guide).read_text(encoding="utf-8")


def code(guide: str) -> str:
    """The guide's code: fenced blocks and words between backticks."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text(guide), re.S))
