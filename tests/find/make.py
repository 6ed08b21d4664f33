"""What the tests of the finder share: articles of one text, the stages up to actors, and cases in YAML."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.find.dates import find_times
from marsad.find.frames.clauses import Scene, clause_breaks, verb_positions
from marsad.find.phrases.places import read_places
from marsad.find.phrases.read import read_actors
from marsad.find.resolve import Cast, resolve
from marsad.find.stages import find
from marsad.find.tag import Tagged, tag
from marsad.find.tokens import tokenize
from marsad.find.trace import Trace
from marsad.lexicon import Lexicon, load
from marsad.model import Article, EventMention, Lang, Reading

CASES = Path(__file__).resolve().parents[2] / "cases" / "ar"
PUBLISHED = date(2023, 5, 18)


@cache
def arabic() -> Lexicon:
    """The lexicon for tests of properties: as an argument it would be printed whole with each failure."""
    return load("ar")


def article(body: str, title: str = "", *, published: date | None = PUBLISHED, lang: Lang = "ar") -> Article:
    return Article(
        id="p",
        path="p.txt",
        identity="p.txt",
        version="0",
        title=title,
        body=body,
        lang=lang,
        published=published,
    )


def tagged(lexicon: Lexicon, body: str, title: str = "") -> Tagged:
    return tag(tokenize(article(body, title)), lexicon)


def scene(lexicon: Lexicon, body: str, title: str = "") -> tuple[Scene, Cast]:
    """Everything known about a text before frames are read, as the cascade has it."""
    t = tagged(lexicon, body, title)
    tokens = t.tokens
    spans = []
    for time in find_times(title, body, PUBLISHED, lexicon.times):
        inside = [
            i
            for i in range(len(tokens))
            if tokens.where[i] == time.where
            and tokens.ends[i] > time.start_offset
            and tokens.starts[i] < time.end_offset
        ]
        if inside:
            spans.append((inside[0], inside[-1] + 1, time))
    busy = frozenset(i for a, b, _ in spans for i in range(a, b))
    cast = resolve(t, read_actors(t, busy))
    made = Scene(t, cast.actors, [], spans, busy, clause_breaks(t), verb_positions(t, cast.actors))
    made.places = read_places(t, cast.actors, cast.kingdom)
    return made, cast


def read(lexicon: Lexicon, body: str, title: str = "", *, published: date | None = PUBLISHED) -> Reading:
    return find(article(body, title, published=published), lexicon)


def load_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return cases


def as_parameters(cases: list[dict[str, Any]]) -> list[Any]:
    """One pytest parameter a case; a case with ``known`` is a strict xfail with that cause."""
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(strict=True, reason=case["known"])] if "known" in case else [],
        )
        for case in cases
    ]


def only(lexicon: Lexicon, text: str, kind: str, title: str = "") -> EventMention:
    """The one mention of type ``kind`` that is found in a page."""
    found = [m for m in read(lexicon, text, title).mentions if m.type == kind]
    assert len(found) == 1, found
    return found[0]


def sides(mention: EventMention) -> set[tuple[str, str | None]]:
    """Who takes part: the part and the country of each."""
    return {(p.part, p.country) for p in mention.participants}


def reasons(lexicon: Lexicon, body: str) -> list[str]:
    """Why the drafts of a page are no events."""
    trace = Trace()
    find(article(body), lexicon, trace)
    other = "meeting.call_on"  # the verb of visiting is read as a call on an official, too
    return [step.note for step in trace.steps if step.kind == "dropped" and not step.rule.startswith(other)]
