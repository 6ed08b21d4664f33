#!/usr/bin/env python3
"""The quality gate: read pages, score what was found against gold, hold the floors.

    run.py [--set NAME] [--errors] [--update]

Sets: ``examples`` (always), and ``seeds`` and ``pages`` of the folder that ``MARSAD_SHARED`` names (by
default ``../shared`` beside the checkout) where it is there; ``articles`` are the two thirds of
``eval/annotations`` that are not set aside, joined with the corpora of that folder (``eval/corpus_gold.py``).
Each is read with ``marsad read --format jsonl`` and scored by ``eval/score.py``. A figure below its floor in
``eval/floors.json`` makes the exit status 1. ``--update`` raises floors to what was reached (rounded down to
0.01) and never lowers one: that is an edit of the file, which a reviewer sees.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FLOORS = HERE / "floors.json"
ARTICLES = ROOT / "out" / "eval" / "articles"
FIGURES = ("detection", "core_facts", "all_facts", "links", "published", "clean", "grounded")

Figures = Mapping[str, float]
Floors = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages and their gold."""

    name: str
    pages: Path
    gold: Path

    def there(self) -> bool:
        """Whether both folders exist."""
        return self.pages.is_dir() and self.gold.is_dir()


def page_sets(shared: Path) -> tuple[PageSet, ...]:
    """All sets, whether they are there or not."""
    return (
        PageSet("examples", ROOT / "examples", HERE / "examples"),
        PageSet("seeds", shared / "seeds", shared / "gold" / "seeds"),
        PageSet("pages", shared / "pages", shared / "gold" / "pages"),
        PageSet("articles", ARTICLES / "pages", ARTICLES / "gold"),
    )


def join_annotations(shared: Path) -> None:
    """Write the pages and gold of ``articles`` anew, where the corpora are there."""
    shutil.rmtree(ARTICLES, ignore_errors=True)
    if (shared / "corpora").is_dir():
        command = [str(HERE / "corpus_gold.py"), "--corpora", str(shared / "corpora"), "--out", str(ARTICLES)]
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)


def paths_of(chosen: PageSet) -> list[Path]:
    """The pages that have gold, in the gold's order."""
    by_stem = {path.stem: path for path in chosen.pages.iterdir() if path.suffix in {".txt", ".html"}}
    return [by_stem[gold.stem] for gold in sorted(chosen.gold.glob("*.json")) if gold.stem in by_stem]


def read_pages(chosen: PageSet, out: Path) -> int:
    """Write the set's predictions to ``out`` and return the reader's exit status."""
    marsad = str(Path(sys.executable).parent / "marsad")
    command = [marsad, "read", *map(str, paths_of(chosen)), "--format", "jsonl"]
    with out.open("wb") as file:
        return subprocess.run(command, stdout=file, check=False).returncode


def score(chosen: PageSet, predictions: Path) -> dict[str, Any]:
    """What ``eval/score.py --json`` says."""
    command = [sys.executable, str(HERE / "score.py"), str(chosen.gold), str(predictions), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if not done.stdout:
        raise SystemExit(f"eval/score.py could not score {chosen.name}:\n{done.stderr}")
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


def print_errors(chosen: PageSet, predictions: Path) -> None:
    """Every event missed or invented, page by page."""
    command = [sys.executable, str(HERE / "score.py"), str(chosen.gold), str(predictions), "--errors"]
    sys.stdout.flush()
    subprocess.run(command, check=False)


def figures(scored: Mapping[str, Any]) -> Figures:
    """The figures that have floors, each from 0 to 1; those that the set does not have are left out."""
    found = {name: float(scored[name][2]) for name in ("detection", "core_facts", "all_facts")}
    if scored["links"] is not None:
        found["links"] = float(scored["links"][2])
    shares = {name: scored[name] for name in ("published", "clean", "grounded")}
    return found | {name: right / of for name, (right, of) in shares.items() if of}


def below(found: Figures, floors: Mapping[str, float]) -> dict[str, float]:
    """The figures under their floor, with that floor. A figure that is gone counts as 0."""
    return {name: floor for name, floor in floors.items() if found.get(name, 0.0) < floor}


def rounded_down(value: float) -> float:
    """``value`` rounded down to 0.01; 0.29 stays 0.29, though 0.29 * 100 is a little less than 29."""
    nearest = round(value * 100)
    return (nearest if nearest / 100 <= value else nearest - 1) / 100


def raised(found: Figures, floors: Mapping[str, float]) -> dict[str, float]:
    """The floors raised to what was reached, rounded down to 0.01; none is lowered."""
    reached = {name: rounded_down(value) for name, value in found.items()}
    return {
        name: max(reached.get(name, 0.0), floors.get(name, 0.0))
        for name in FIGURES
        if name in reached or name in floors
    }


def table(results: Mapping[str, Figures], floors: Floors) -> str:
    """The figures of all sets, each with its floor."""
    lines = [f"{'':12}" + "".join(f"{name:>22}" for name in results)]
    for figure in FIGURES:
        cells = []
        for name, found in results.items():
            floor = floors.get(name, {}).get(figure)
            held = "" if floor is None else f" (floor {floor:.2f})"
            cells.append(f"{found[figure]:.3f}{held}" if figure in found else "-")
        lines.append(f"{figure:12}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def evaluate(chosen: PageSet, errors: bool) -> tuple[Figures, list[str]]:
    """The set's figures, and what went wrong besides."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / f"{chosen.name}.jsonl"
        status = read_pages(chosen, predictions)
        if not predictions.stat().st_size:
            raise SystemExit(f"{chosen.name}: marsad read gave nothing; see its message above")
        scored = score(chosen, predictions)
        if errors:
            print(f"\n{chosen.name}")
            print_errors(chosen, predictions)
    wrong = [f"{chosen.name}: marsad read ended with status {status}"] if status else []
    if scored["missing_pages"]:
        wrong.append(f"{chosen.name}: no output for {', '.join(scored['missing_pages'])}")
    return figures(scored), wrong


def update(results: Mapping[str, Figures], floors: Floors) -> None:
    """Raise the floors in ``eval/floors.json``."""
    for name, found in results.items():
        floors[name] = raised(found, floors.get(name, {}))
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    print("\nfloors raised to what was reached; none was lowered")


def main() -> int:
    """Score the sets; 0 if every floor holds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    names = ["examples", "seeds", "pages", "articles"]
    parser.add_argument("--set", action="append", choices=names, help="only this set")
    parser.add_argument("--errors", action="store_true", help="list every event missed or invented")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    options = parser.parse_args()
    shared = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    results: dict[str, Figures] = {}
    wrong: list[str] = []
    join_annotations(shared)
    for chosen in page_sets(shared):
        if options.set and chosen.name not in options.set:
            continue
        if not chosen.there():
            where = shared / "corpora" if chosen.name == "articles" else chosen.pages
            print(f"{chosen.name}: not scored, there is no {where} (set MARSAD_SHARED to where it is)")
            continue
        results[chosen.name], more = evaluate(chosen, options.errors)
        wrong += more
    print("\n" + table(results, floors))
    for name, found in results.items():
        wrong += [
            f"{name}: {figure} is {found.get(figure, 0.0):.3f}, below its floor {floor:.2f}"
            for figure, floor in below(found, floors.get(name, {})).items()
        ]
    if options.update:
        update(results, floors)
    print("\n" + ("\n".join(wrong) if wrong else "every floor holds"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
