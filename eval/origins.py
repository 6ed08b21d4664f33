#!/usr/bin/env python3
"""Origins: of labelled pairs of articles, which go back to one text.

    origins.py [--wrong] [--corpus FOLDER]

``eval/annotations/origins.jsonl`` has pairs of articles of the corpora by reference (``<day>:<index>``), never their
words: ``one`` (a reprint, shortened or edited, or both made from one communique or agency text), ``apart`` (two
texts, however many formulas they share) or ``unclear`` (a careful reader cannot tell: a statement retold in other
words, or a longer text that takes up part of the shorter one's); the last are counted and left out. They were drawn by
the smallest SHA-256 of their references at many levels of overlap (``drawn``), and among pages of one merged event;
``later`` ones were drawn and labelled after the thresholds had been set on the ``first``.

Each pair is judged as two pages of one event are: by text, and by the agency that both name. A second line says how the
pairs fare once every page of the corpora has been given one origin: a page put together from two texts has but one of
them. Figures below ``origins`` in ``eval/floors.json`` make the exit status 1.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad import lexicon as words
from marsad.errors import PageError
from marsad.merge.origins import NEWS, Fingerprint, fingerprint, one_text, page_origins
from marsad.read import read_article

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))
CORPUS: Any = importlib.import_module("corpus")
PAIRS = HERE / "annotations" / "origins.jsonl"
FLOORS = HERE / "floors.json"
LABELS = ("one", "apart", "unclear")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of articles by reference, with what a reader says of it."""

    a: str
    b: str
    origin: str
    drawn: str
    set: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled pair with what the program says."""

    pair: Labelled
    one: bool


def read_pairs(path: Path) -> list[Labelled]:
    """The labelled pairs.

    Raises:
        SystemExit: a line is wrong; all such lines are named.
    """
    pairs, wrong = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        pair = Labelled(**json.loads(line))
        if pair.origin not in LABELS:
            wrong.append(f"{path}:{number}: the origin is {pair.origin!r}; write {', '.join(LABELS)}")
        pairs.append(pair)
    if wrong:
        raise SystemExit("\n".join(wrong))
    return pairs


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an article."""

    prints: Fingerprint
    day: int | None


def read_articles(folder: Path) -> Iterator[tuple[str, Told]]:
    """Of every article its reference, fingerprint and day of publication."""
    lexicon = words.load()
    for ref, page in CORPUS.articles(folder):
        try:
            article = read_article(page, lexicon.pages, lexicon.times)
        except PageError:
            continue
        yield ref, Told(fingerprint(article), article.published.toordinal() if article.published else None)


def judge(pairs: Iterable[Labelled], articles: Mapping[str, Told]) -> list[Judged]:
    """Each pair as two pages of one event."""
    return [Judged(pair, _one(pair, articles[pair.a], articles[pair.b])) for pair in pairs]


def _one(pair: Labelled, a: Told, b: Told) -> bool:
    if pair.drawn == "event" and set(a.prints.agencies) & set(b.prints.agencies):
        return True
    near = a.day is None or b.day is None or abs(a.day - b.day) <= NEWS
    return near and one_text(frozenset(a.prints.numbers()), frozenset(b.prints.numbers()))


def grouped(pairs: Iterable[Labelled], articles: Mapping[str, Told]) -> list[Judged]:
    """Each pair once every page has one origin, whenever it was printed."""
    origins = page_origins(told.prints for told in articles.values())
    page = {ref: told.prints.page for ref, told in articles.items()}
    return [Judged(p, origins[page[p.a]] == origins[page[p.b]]) for p in pairs]


def figures(judged: Iterable[Judged]) -> dict[str, float]:
    """Precision and recall of "one", unclear pairs left out."""
    counts = Counter((j.pair.origin, j.one) for j in judged)
    right, wrong, missed = counts["one", True], counts["apart", True], counts["one", False]
    return {
        "precision": right / (right + wrong) if right + wrong else 1.0,
        "recall": right / (right + missed) if right + missed else 1.0,
    }


def line(name: str, judged: Sequence[Judged]) -> str:
    """One line of the report."""
    labels = Counter(j.pair.origin for j in judged)
    found = figures(judged)
    return (
        f"{name:18} {labels['one']:4} one, {labels['apart']:4} apart, {labels['unclear']:3} unclear   "
        f"P {found['precision']:.3f}  R {found['recall']:.3f}"
    )


def main() -> int:
    """Print the figures; 1 where one is below its floor, 2 where the corpora are not there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="list the pairs judged wrongly, by reference")
    parser.add_argument("--corpus", type=Path, help="folder with archives named by a day (MARSAD_SHARED/corpora)")
    options = parser.parse_args()
    shared = Path(os.environ.get("MARSAD_SHARED", HERE.parent.parent / "shared"))
    folder = options.corpus or shared / "corpora"
    if not CORPUS.archives(folder):
        print(f"origins: not measured, there are no archives in {folder} (set MARSAD_SHARED to where they are)")
        return 0 if options.corpus is None else 2
    pairs = read_pairs(PAIRS)
    articles = dict(read_articles(folder))
    pairs = [pair for pair in pairs if pair.a in articles and pair.b in articles]
    judged = judge(pairs, articles)
    print(f"{len(articles)} articles, {len(pairs)} labelled pairs")
    print(line("all", judged))
    for name in ("first", "later"):
        print(line(name, [j for j in judged if j.pair.set == name]))
    print(line("one origin a page", grouped(pairs, articles)))
    if options.wrong:
        for j in judged:
            if j.pair.origin != "unclear" and j.one != (j.pair.origin == "one"):
                print(f"  {j.pair.origin:6} {j.pair.a} {j.pair.b}  drawn {j.pair.drawn}")
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("origins", {})
    below = [name for name, value in figures(judged).items() if value < floors.get(name, 0.0)]
    for name in below:
        print(f"origins: {name} is below its floor {floors[name]:.2f}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
