"""FollowTheMoney's own command validates what is exported; CI installs it apart (requirements/ftm.txt)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.view.export.write import text
from tests.view.made import events

ROOT = Path(__file__).parents[3]
INSTALLED = ROOT / ".venv-ftm" / "bin" / "ftm"


def command() -> str:
    found = str(INSTALLED) if INSTALLED.exists() else shutil.which("ftm")
    if found is None:
        reason = "there is no command ftm: install requirements/ftm.txt into .venv-ftm, as .ci/run does"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def test_ftm_finds_every_entity_valid(tmp_path) -> None:
    path = tmp_path / "events.ftm.json"
    path.write_text(text("ftm", events()), encoding="utf-8")
    done = subprocess.run(
        [command(), "validate", "-i", str(path), "-o", str(tmp_path / "valid.json")],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr
    valid = (tmp_path / "valid.json").read_text(encoding="utf-8").splitlines()
    assert len(valid) == len(path.read_text(encoding="utf-8").splitlines())
