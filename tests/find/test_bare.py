"""Words in the code that folded tokens are compared with are folded too: another spelling would never be met."""

from __future__ import annotations

import ast
from pathlib import Path

from marsad import find
from marsad.text import fold

FOLDER = Path(find.__file__).parent


def compared(tree: ast.AST) -> list[str]:
    """The constants that ``….bare(i)`` is compared with."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
            if any(isinstance(part, ast.Call) and getattr(part.func, "attr", "") == "bare" for part in parts):
                found += [c.value for part in parts for c in ast.walk(part) if isinstance(c, ast.Constant)]
    return [value for value in found if isinstance(value, str)]


def test_words_compared_with_folded_tokens_are_folded() -> None:
    words = {str(path): compared(ast.parse(path.read_text("utf-8"))) for path in FOLDER.rglob("*.py")}
    assert sum(map(len, words.values())) > 50
    assert {(path, word) for path, told in words.items() for word in told if fold(word).text != word} == set()
