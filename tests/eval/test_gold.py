"""The project's own gold: valid, in step with the examples; and the validator finds what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from marsad.model import EventType

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "eval" / "examples"
EXAMPLES = ROOT / "examples"
SHARED = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))


def validate(gold: Path, pages: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "eval" / "validate.py"), str(gold), str(pages)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def gold() -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in GOLD.glob("*.json")}


def test_the_gold_is_valid() -> None:
    done = validate(GOLD, EXAMPLES)
    assert done.returncode == 0, done.stdout


def test_every_example_has_gold_and_a_row_in_the_readme() -> None:
    pages = {path.stem: path.name for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".html"}}
    assert set(pages) == set(gold())
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in pages.values() if f"`{name}`" not in readme] == []


def test_the_examples_have_what_the_readme_promises() -> None:
    docs = gold().values()
    events = [event for doc in docs for event in doc["events"]]
    assert {event["type"] for event in events} == set(get_args(EventType))
    assert any(doc["published"] is None for doc in docs)
    assert any(not doc["events"] for doc in docs)
    assert max(sum(doc["group"] == other["group"] for other in docs) for doc in docs if doc["group"]) == 3
    told = [event for event in events if event.get("same") == "arrest-ae-2020-06"]
    assert len({event["start"] for event in told}) == len({event["count"] for event in told}) == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("type", "party", "type party"),
        ("evidence", "ليس في النص", "evidence not in the text"),
        ("end", None, "must all be given or all be null"),
        ("end", "2017-01-01", "ends before it starts"),
        ("topics", ["weather"], "topic weather"),
        ("participants", [], "no participants"),
        ("country", "Morocco", "country Morocco"),
    ],
)
def test_the_validator_finds_the_mistake(tmp_path: Path, field: str, value: object, message: str) -> None:
    doc = gold()["zoido-rabat"]
    doc["events"][0][field] = value
    (tmp_path / "zoido-rabat.json").write_text(json.dumps(doc), encoding="utf-8")
    done = validate(tmp_path, EXAMPLES)
    assert done.returncode == 1
    assert message in done.stdout


def test_the_validator_names_gold_without_a_page(tmp_path: Path) -> None:
    (tmp_path / "nowhere.json").write_text(json.dumps(gold()["book-fair"]), encoding="utf-8")
    done = validate(tmp_path, EXAMPLES)
    assert done.returncode == 1
    assert "no page nowhere.txt or nowhere.html" in done.stdout


@pytest.mark.parametrize(("ours", "theirs"), [("eval/score.py", "eval/score.py"), ("docs/codebook.md", "codebook.md")])
def test_scorer_and_codebook_are_in_step_with_those_of_the_real_pages(ours: str, theirs: str) -> None:
    if not (SHARED / theirs).exists():
        pytest.skip(f"{SHARED} is not there (set MARSAD_SHARED)")
    assert (ROOT / ours).read_text(encoding="utf-8") == (SHARED / theirs).read_text(encoding="utf-8")
