#!/usr/bin/env python3
"""Gold for articles of the corpora, kept without their text: references and offsets, joined with the corpus.

    corpus_gold.py --corpora DIR --out DIR [--annotations DIR] [--part dev|held|all] [--first ID]

writes ``OUT/gold/NAME.json`` (the form of ``docs/codebook.md``) and ``OUT/pages/NAME.txt`` for every annotation
of the part. A page is the article's title, its day of publication where the gold has one, an empty line, and its
content. Then::

    marsad read OUT/pages --format jsonl > OUT/found.jsonl && python eval/score.py OUT/gold OUT/found.jsonl

An annotation is a gold document in which no word of the article stands. ``ref`` is ``<day>:<index>``: the archive
``<day>.zip`` under the corpora and the place in its JSON array. A name, role, institution or city is
``{"in": "title"|"body", "span": [start, end]}``, code points of the article's ``title`` or ``content`` exactly as
stored; with ``"ministry": true`` the value is ``وزارة`` and those words. An event has the same two keys in place of
``evidence``.

The annotations were made by hand before the program was run on them. Of each batch of them the third whose ``ref`` has
the smallest SHA-256 is set aside (``held``); nobody looks at its errors while working on the rules.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ANNOTATIONS = HERE / "annotations"
BATCHES = ("", "849", "909", "969")  # the first id of each batch of annotations, each drawn and set aside for itself
MINISTRY = "وزارة "

Gold = dict[str, Any]
Loaded = tuple[Gold, str, str]


@dataclass(frozen=True, slots=True)
class Article:
    """An article's title and content exactly as the corpus stores them."""

    title: str
    content: str

    def words(self, place: Mapping[str, Any]) -> str:
        """The words that ``place`` (``in``, ``span``, ``ministry``) points to.

        :class:`ValueError` if the span is not inside the text.
        """
        text = self.title if place["in"] == "title" else self.content
        start, end = place["span"]
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}-{end} is outside the {place['in']} of {len(text)} characters")
        return (MINISTRY if place.get("ministry") else "") + text[start:end]


def articles(corpora: Path, refs: Iterable[str]) -> dict[str, Article]:
    """The articles with these references; each archive is read once.

    :class:`ValueError` names a reference that the corpora do not have.
    """
    wanted: dict[str, list[int]] = {}
    for ref in refs:
        day, _, index = ref.partition(":")
        wanted.setdefault(day, []).append(int(index))
    found = {}
    for day, indexes in sorted(wanted.items()):
        stored = _archive(corpora, day)
        for place in indexes:
            if place >= len(stored):
                raise ValueError(f"{day}.zip has {len(stored)} articles, no {day}:{place}")
            found[f"{day}:{place}"] = Article(stored[place]["title"] or "", stored[place]["content"] or "")
    return found


def _archive(corpora: Path, day: str) -> list[dict[str, Any]]:
    path = next(iter(sorted(corpora.rglob(f"{day}.zip"))), None)
    if path is None:
        raise ValueError(f"there is no {day}.zip under {corpora}: name the folder of the corpora with --corpora")
    with zipfile.ZipFile(path) as archive:
        stored: list[dict[str, Any]] = json.loads(archive.read(archive.namelist()[0]))
    return stored


def filled(annotation: Mapping[str, Any], article: Article) -> Gold:
    """The annotation in the gold's form: every reference replaced by the article's words.

    :class:`ValueError` names the document and event whose span does not fit the article.
    """
    events = []
    for number, event in enumerate(annotation["events"]):
        try:
            events.append(_event(event, article))
        except ValueError as error:
            raise ValueError(f"annotation {annotation['id']}, event {number}: {error}") from error
    return {**annotation, "title": article.title, "events": events}


def _event(event: Mapping[str, Any], article: Article) -> Gold:
    kept = {key: value for key, value in event.items() if key not in {"in", "span"}}
    return {
        **kept,
        "city": _words(event["city"], article),
        "participants": [_participant(who, article) for who in event["participants"]],
        "evidence": article.words(event),
    }


def _participant(who: Mapping[str, Any], article: Article) -> Gold:
    return {**who, **{key: _words(who[key], article) for key in ("name", "role", "org")}}


def _words(place: Mapping[str, Any] | None, article: Article) -> str | None:
    return None if place is None else article.words(place)


def load(folder: Path, corpora: Path) -> Iterator[Loaded]:
    """Every annotation in ``folder`` (``NAME.json``, in order of name): gold document, title and content.

    :class:`ValueError` if an annotation does not fit the corpora.
    """
    annotations = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    texts = articles(corpora, (annotation["ref"] for annotation in annotations))
    for annotation in annotations:
        article = texts[annotation["ref"]]
        yield filled(annotation, article), article.title, article.content


def held(refs: Mapping[str, str]) -> frozenset[str]:
    """The references that are set aside, of annotations by id: of each batch the third with the smallest SHA-256."""
    aside: set[str] = set()
    for number, first in enumerate(BATCHES):
        after = BATCHES[number + 1] if number + 1 < len(BATCHES) else None
        batch = [ref for name, ref in refs.items() if first <= name and (after is None or name < after)]
        batch.sort(key=lambda ref: hashlib.sha256(ref.encode()).hexdigest())
        aside |= set(batch[: len(batch) // 3])
    return frozenset(aside)


def chosen(loaded: Sequence[Loaded], part: str) -> list[Loaded]:
    """The documents of ``part``: ``held``, ``dev`` (the others) or ``all``."""
    aside = held({gold["id"]: gold["ref"] for gold, _, _ in loaded})
    return [item for item in loaded if part == "all" or (item[0]["ref"] in aside) == (part == "held")]


def page(gold: Mapping[str, Any], title: str, content: str) -> str:
    """The article as a text page: title, day of publication if known, empty line, content."""
    head = [title, *([gold["published"]] if gold["published"] else [])]
    return "\n".join([*head, "", content])


def write(out: Path, loaded: Iterable[Loaded]) -> int:
    """Write gold and pages under ``out`` and return how many."""
    for folder in ("gold", "pages"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    count = 0
    for gold, title, content in loaded:
        document = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        (out / "gold" / f"{gold['id']}.json").write_text(document, encoding="utf-8")
        (out / "pages" / f"{gold['id']}.txt").write_text(page(gold, title, content), encoding="utf-8")
        count += 1
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the chosen part; 0, or 1 with a message if an annotation does not fit the corpora."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with archives named by a day")
    parser.add_argument("--out", type=Path, required=True, help="folder to write gold/ and pages/ into")
    parser.add_argument("--annotations", type=Path, default=ANNOTATIONS)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="dev")
    parser.add_argument("--first", default="", metavar="ID", help="of the part, only annotations from this id on")
    options = parser.parse_args(arguments)
    try:
        loaded = list(load(options.annotations, options.corpora))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    part = [item for item in chosen(loaded, options.part) if item[0]["id"] >= options.first]
    count = write(options.out, part)
    print(f"{count} of {len(loaded)} articles ({options.part}) in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
