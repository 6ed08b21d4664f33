"""The quality gate: floors hold, rise and never fall."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
SHARES = st.dictionaries(st.sampled_from(["detection", "links", "clean"]), st.floats(0, 1))
FLOORS = st.dictionaries(st.sampled_from(["detection", "links", "clean"]), st.integers(0, 100).map(lambda n: n / 100))


def _module(path: str) -> ModuleType:
    name = "marsad_" + path.replace("/", "_").removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


GATE = _module("eval/run.py")


def test_a_figure_under_its_floor_is_named() -> None:
    assert GATE.below({"detection": 0.799, "clean": 1.0}, {"detection": 0.8, "clean": 1.0}) == {"detection": 0.8}


def test_a_figure_that_is_gone_is_under_its_floor() -> None:
    assert GATE.below({}, {"links": 0.5}) == {"links": 0.5}


def test_floors_rise_to_what_was_reached_rounded_down() -> None:
    assert GATE.raised({"detection": 0.8567, "links": 0.29}, {"detection": 0.8}) == {
        "detection": 0.85,
        "links": 0.29,
    }


@given(SHARES, FLOORS)
def test_no_floor_is_ever_lowered(found: dict[str, float], floors: dict[str, float]) -> None:
    after = GATE.raised(found, floors)
    assert all(after[name] >= floor for name, floor in floors.items())


@given(SHARES, FLOORS)
def test_what_was_reached_holds_the_raised_floors(found: dict[str, float], floors: dict[str, float]) -> None:
    held = {name: floor for name, floor in floors.items() if name in found and found[name] >= floor}
    assert GATE.below(found, GATE.raised(found, held)) == {}


def test_figures_are_shares_and_what_a_set_does_not_have_is_left_out() -> None:
    scored = {
        "detection": [0, 0, 0.5],
        "core_facts": [0, 0, 0.4],
        "all_facts": [0, 0, 0.3],
        "links": None,
        "published": [4, 5],
        "clean": [0, 0],
        "grounded": [9, 10],
    }
    assert GATE.figures(scored) == {
        "detection": 0.5,
        "core_facts": 0.4,
        "all_facts": 0.3,
        "published": 0.8,
        "grounded": 0.9,
    }


def test_a_set_that_is_not_there_says_so(tmp_path: Path) -> None:
    there = {chosen.name: chosen.there() for chosen in GATE.page_sets(tmp_path) if chosen.name != "articles"}
    assert there == {"examples": True, "seeds": False, "pages": False}


def test_every_floor_belongs_to_a_set_and_a_figure() -> None:
    floors = GATE.json.loads(GATE.FLOORS.read_text(encoding="utf-8"))
    pairs = {"actors", "institutions", "origins"}  # held by make pairs
    assert set(floors) == {"examples", "seeds", "pages", "articles"} | pairs
    for name, held in floors.items():
        assert set(held) <= ({"precision", "recall"} if name in pairs else set(GATE.FIGURES))
        assert all(0 <= floor <= 1 for floor in held.values())
