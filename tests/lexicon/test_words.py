"""The closed classes of words: each is asked for by some rule."""

from __future__ import annotations

from pathlib import Path

import yaml

import marsad
from marsad.lexicon.reader import DATA

FIND = Path(marsad.__file__).parent / "find"


def test_every_group_of_words_is_asked_for_by_a_rule() -> None:
    rules = "".join(path.read_text(encoding="utf-8") for path in sorted(FIND.rglob("*.py")))
    groups = yaml.safe_load((DATA / "ar" / "words.yml").read_text(encoding="utf-8"))
    assert [name for name in groups if f'"{name}"' not in rules] == []
