"""A watch killed at random moments: nothing lost, nothing twice. `make torture` does it 200 times."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import torture_watch  # noqa: E402


def test_killed_while_watching(tmp_path) -> None:
    found = torture_watch.run(tmp_path, kills=4, feeds=2, items=6, seed=1)
    assert found.problems == []
    assert found.kills >= 1 and found.pages == 2 * 6
