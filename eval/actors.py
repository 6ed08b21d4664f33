#!/usr/bin/env python3
"""Actors: of labelled pairs of appearances, which are one person; of pairs of institutions, which are one body.

    actors.py [--wrong]

``eval/annotations/actors.tsv`` is our own: pairs of public office holders as pages tell them (name, office, country,
day), in Arabic and Latin letters, with hard negatives: one family or given name, successors in an office, fathers and
sons, brothers, names that many bear, names a letter apart. ``no`` also stands where nobody could tell. The rules were
set on the ``first`` half, by the SHA-256 of the line; the ``later`` one had 0.991 and 0.957 before anybody saw its
mistakes. ``eval/annotations/institutions.tsv`` has institutions the same way: spellings, acronyms, three languages, old
and new names; against them bodies of two states, sisters in one state, parts and wholes, names of nobody knows which
state. Figures below ``actors`` and ``institutions`` in ``eval/floors.json`` make the exit status 1.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from marsad.link.actors import Appearance, Verdict, same_person
from marsad.link.institutions import Body, same_body
from marsad.link.register import Register, day_of, load_register

HERE = Path(__file__).resolve().parent
PAIRS = HERE / "annotations" / "actors.tsv"
INSTITUTIONS = HERE / "annotations" / "institutions.tsv"
FLOORS = HERE / "floors.json"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two appearances (or two institutions), and whether they are one."""

    a: Appearance | Body
    b: Appearance | Body
    same: bool
    kind: str
    set: str


def _day(text: str) -> date | None:
    """The first day of a year or month, the day itself, or nothing."""
    return date.fromisoformat(text) if len(text) > 7 else day_of(text, last=False)


def _appearance(row: dict[str, str], side: str) -> Appearance:
    def said(name: str) -> str | None:
        return row[f"{side}_{name}"] or None

    return Appearance(said("name"), said("role"), None, said("country"), _day(row[f"{side}_day"]))


def read_pairs(path: Path) -> list[Pair]:
    """The labelled pairs."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [Pair(_appearance(r, "a"), _appearance(r, "b"), r["same"] == "yes", r["kind"], r["set"]) for r in rows]


def read_institutions(path: Path) -> list[Pair]:
    """The labelled pairs of institutions."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    bodies = [(Body(r["a_name"], r["a_country"] or None), Body(r["b_name"], r["b_country"] or None)) for r in rows]
    return [Pair(a, b, r["same"] == "yes", r["kind"], r["set"]) for (a, b), r in zip(bodies, rows, strict=True)]


def judge(pairs: Iterable[Pair], register: Register) -> list[tuple[Pair, Verdict]]:
    """Each pair with what the program says."""
    return [(pair, _verdict(pair, register)) for pair in pairs]


def _verdict(pair: Pair, register: Register) -> Verdict:
    if isinstance(pair.a, Body) and isinstance(pair.b, Body):
        return same_body(pair.a, pair.b)
    if isinstance(pair.a, Appearance) and isinstance(pair.b, Appearance):
        return same_person(pair.a, pair.b, register)
    raise TypeError("a person and an institution are no pair")


def figures(judged: Iterable[tuple[Pair, Verdict]]) -> dict[str, float]:
    """Precision and recall of "one person"."""
    counts = Counter((pair.same, verdict.same is True) for pair, verdict in judged)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    return {
        "precision": right / (right + wrong) if right + wrong else 1.0,
        "recall": right / (right + missed) if right + missed else 1.0,
    }


def line(name: str, judged: Sequence[tuple[Pair, Verdict]]) -> str:
    """One line of the report."""
    same, found = sum(pair.same for pair, _ in judged), figures(judged)
    return (
        f"{name:18} {same:4} one, {len(judged) - same:4} others   P {found['precision']:.3f}  R {found['recall']:.3f}"
    )


def _shown(who: Appearance | Body) -> str:
    if isinstance(who, Body):
        return " | ".join(v for v in (who.name, who.country) if v)
    return " | ".join(str(v) for v in (who.name, who.role, who.country, who.day) if v)


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="list the pairs judged wrongly, with the reason")
    parser.add_argument("--set", choices=("first", "later"), help="only these")
    options = parser.parse_args()
    register = load_register()
    below = [
        told
        for name, pairs in (("actors", read_pairs(PAIRS)), ("institutions", read_institutions(INSTITUTIONS)))
        for told in report(name, judge([p for p in pairs if options.set in (None, p.set)], register), options.wrong)
    ]
    for told in below:
        print(told)
    return 1 if below else 0


def report(name: str, judged: Sequence[tuple[Pair, Verdict]], wrong: bool) -> list[str]:
    """Print the figures of one kind of pairs; what is below its floor, in words."""
    print(line(name, judged))
    for part in ("first", "later"):
        print(line(part, [(pair, verdict) for pair, verdict in judged if pair.set == part]))
    for kind, _ in Counter(pair.kind for pair, _ in judged).most_common():
        print(line(f"  {kind}", [(pair, verdict) for pair, verdict in judged if pair.kind == kind]))
    for pair, verdict in judged if wrong else ():
        if pair.same != (verdict.same is True):
            print(f"{pair.kind}: {_shown(pair.a)} / {_shown(pair.b)}: {verdict.same}: {verdict.why}")
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})
    below = [which for which, value in figures(judged).items() if value < floors.get(which, 0.0)]
    return [f"{name}: {which} is below its floor {floors[which]:.2f}" for which in below]


if __name__ == "__main__":
    sys.exit(main())
