#!/usr/bin/env python3
"""What goes wrong, by cause: every event missed or invented and every wrong field of those found.

    errors.py [--set NAME] [--page ID] [--cause TEXT] [--limit N]

The sets are those of ``eval/run.py``. Each page is read in this process with a trace, aligned with its gold as
``eval/score.py`` does, and each mistake gets the first cause that explains it, in the order of the stages: page
reading, date, actor, condition, discourse, frame, merge. A table of counts comes first, then examples with the
sentence and the trace of the rules that fired in it. ``eval/annotations/doubtful.jsonl`` lists gold events held to be
wrong, with why (``{"page": "312", "event": 0, "why": "…"}``); they are counted apart. Nothing here is written to a
file: the sentences belong to their newspapers.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from marsad import lexicon as words
from marsad.codec import reading_to_dict
from marsad.errors import PageError
from marsad.find import find
from marsad.find.tokens import tokenize
from marsad.find.trace import Step, Trace
from marsad.lexicon import Lexicon
from marsad.model import Article, Reading, Where
from marsad.read import read_article
from marsad.run.keep import merge_spool
from marsad.source import pages
from marsad.text import fold, fold_word

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))
SCORE: Any = importlib.import_module("score")
RUN: Any = importlib.import_module("run")
DOUBTFUL = HERE / "annotations" / "doubtful.jsonl"
Json = dict[str, Any]
SHOWN_STEPS = 12
SIDES = ("fewer than two", "no guest", "needs with", "needs two_sides", "needs between", "no share", "needs foreign")


@dataclass(frozen=True, slots=True)
class Told:
    """One page as it was read beside its gold. ``steps`` is the finder's trace, ``events`` the predictions."""

    id: str
    article: Article
    gold: list[Json]
    events: list[Json]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong: ``group`` is missed, invented, field or link; ``what`` the event in a line."""

    group: str
    cause: str
    page: str
    what: str
    sentence: str = ""
    trace: tuple[str, ...] = ()


# --- Reading


def read_set(paths: Iterable[Path], gold: Path, lexicon: Lexicon) -> list[Told]:
    """Every page with gold, read with a trace; events carry the identifiers of the merged events.

    Raises:
        SystemExit: a page with gold cannot be read.
    """
    found: list[tuple[Reading, Trace, str]] = []
    for path in paths:
        page = next(iter(pages([str(path)])), None)
        if page is None or isinstance(page, PageError):
            raise SystemExit(f"{path}: {page or 'there is no page in it'}")
        trace = Trace()
        found.append((find(read_article(page, lexicon.pages, lexicon.times), lexicon, trace), trace, path.stem))
    merged = merge_spool([reading for reading, _, _ in found])
    out = []
    for reading, trace, stem in found:
        events = reading_to_dict(reading, merged.identifiers(reading))["events"]
        expected = json.loads((gold / f"{stem}.json").read_text(encoding="utf-8"))["events"]
        out.append(Told(stem, reading.article, expected, events, tuple(trace.steps)))
    return out


# --- Places in the text


def locate(article: Article, quote: str) -> tuple[str, int, int] | None:
    """Where ``quote`` stands: title or body, start, end. Spelling is folded, ``[…]`` stands for a name."""
    parts = [re.findall(r"\w+", fold_word(part)) for part in re.split(r"\[…\]|\[\.\.\.\]", quote)]
    pattern = r"\W+(?:\w+\W+){1,6}?".join(r"\W+".join(map(re.escape, part)) for part in parts if part)
    wheres: tuple[Where, ...] = ("body", "title")
    for where in wheres:
        folded = fold(article.text(where))
        if pattern and (match := re.search(pattern, folded.text)):
            return (where, *folded.span(*match.span()))
    return None


def sentences_of(article: Article, at: tuple[str, int, int]) -> tuple[str, int, int]:
    """The whole sentences that ``at`` stands in, as one stretch."""
    tokens = tokenize(article)
    where, start, end = at
    for i, j in tokens.sentences:
        if tokens.where[i] == where and tokens.starts[i] < at[2] and tokens.ends[j - 1] > at[1]:
            start, end = min(start, tokens.starts[i]), max(end, tokens.ends[j - 1])
    return where, start, end


def steps_in(told: Told, at: tuple[str, int, int]) -> list[Step]:
    """The steps of the trace that overlap ``at``."""
    return [s for s in told.steps if s.where == at[0] and s.start < at[2] and s.end > at[1]]


# --- Causes


def missed_cause(told: Told, gold: Json, taken: set[int], lexicon: Lexicon) -> str:
    """Why ``gold`` was not found: the first stage that explains it. ``taken`` are predictions aligned with others."""
    at = locate(told.article, gold.get("evidence") or "")
    if at is None:
        return "page reading: the evidence is not in title or body"
    alike = [p for p in told.events if p["type"] == gold["type"]]
    free = [p for n, p in enumerate(told.events) if p["type"] == gold["type"] and n not in taken]
    if any(SCORE.date_clash(gold, p) and SCORE.shares_side(gold, p) for p in free):
        return "date: told, but at another time"
    near = steps_in(told, sentences_of(told.article, at))
    own = [s for s in near if s.kind in ("rule", "dropped", "mention") and _type(s, lexicon) == gold["type"]]
    if any(s.kind == "mention" for s in own) and free:
        return f"actor: {_unread(told, gold) or 'told, but its sides are others'}"
    if any(s.kind in ("rule", "mention") for s in own) and alike:
        return "discourse: fused into another event"
    dropped = [s.note for s in own if s.kind == "dropped"]
    if dropped and dropped[0].startswith(SIDES) and (unread := _unread(told, gold)):
        return f"actor: {unread}"
    if dropped:
        return f"condition: {dropped[0]}"
    others = sorted({_type(s, lexicon) for s in near if s.kind == "mention"})
    if others:
        return f"frame: told as {'/'.join(others)}"
    return "frame: no trigger in the sentence"


def invented_cause(told: Told, event: Json, missed: Sequence[Json], found: Sequence[Json]) -> str:
    """What an invented event may be: an event of gold told otherwise, one told twice, or none at all."""
    alike = [g for g in missed if g["type"] == event["type"]]
    if any(SCORE.date_clash(g, event) and SCORE.shares_side(g, event) for g in alike):
        return "date: in gold at another time"
    if any(SCORE.evidence_right(g, event) for g in alike):
        return "actor: in gold with other sides"
    if any(g["type"] == event["type"] and SCORE.shares_side(g, event) for g in found):
        return "discourse: an event of gold told once more, or one beside it"
    if any(SCORE.evidence_right(g, event) for g in (*missed, *found)):
        return "frame: in gold as another type"
    if not told.gold:
        return "condition: a page without events"
    return "condition: no event by the codebook"


def _type(step: Step, lexicon: Lexicon) -> str:
    frame = lexicon.frames.get(step.rule.split("/")[0])
    return frame.type if frame else ""


def _unread(told: Told, gold: Json) -> str:
    """Which kind of gold's participants no actor phrase of the page has: empty if all were read."""
    actors = [s for s in told.steps if s.kind == "phrase" and s.rule.startswith("actor")]
    for side in SCORE.people(gold):
        if not any(_reads(s, side) for s in actors):
            return "a name was not read" if side.get("name") else "a side or institution was not read"
    return ""


def _reads(step: Step, side: Json) -> bool:
    """Whether an actor phrase of the trace can be this participant of gold."""
    seen = SCORE.words(step.text)
    if side.get("name"):
        wanted = [w for w in SCORE.words(side["name"]) if w not in SCORE.LINK]
        return bool(wanted) and any(SCORE.near(wanted[-1], w) for w in seen)
    if side.get("org") or side.get("role"):
        return any(SCORE.same_org(side.get(key), step.text) for key in ("org", "role"))
    return not side.get("country") or side["country"] in step.note.split()


def field_causes(told: Told, gold: Json, event: Json) -> Iterator[str]:
    """Every wrong field of an event that was found."""
    if gold.get("start") and not SCORE.date_right(gold, event):
        yield "date: not resolved" if not event.get("start") else "date: another day or period"
    elif event.get("start") and not gold.get("start"):
        yield "date: given where gold has none"
    elif gold.get("precision") != event.get("precision"):
        yield "date: precision"
    for name in ("country", "status", "attribution", "count"):
        if gold.get(name) != event.get(name):
            yield (
                f"{name}: {gold.get(name)} read as {event.get(name)}"
                if name in ("status", "attribution")
                else (f"{name}: {_how(gold.get(name), event.get(name))}")
            )
    if set(SCORE.words(gold.get("city"))).isdisjoint(SCORE.words(event.get("city"))) and (
        gold.get("city") or event.get("city")
    ):
        yield f"city: {_how(gold.get('city'), event.get('city'))}"
    yield from _participant_causes(told, gold, event)
    for topic in sorted(set(gold.get("topics") or ()) - set(event.get("topics") or ())):
        yield f"topics: {topic} missing"
    for topic in sorted(set(event.get("topics") or ()) - set(gold.get("topics") or ())):
        yield f"topics: {topic} extra"
    if not SCORE.evidence_right(gold, event):
        yield "evidence: other words"


def _how(gold: object, got: object) -> str:
    return "missing" if got is None else ("given where gold has none" if gold is None else "another")


def _participant_causes(told: Told, gold: Json, event: Json) -> Iterator[str]:
    pairs = SCORE.pair_up(gold, event)
    for side in SCORE.people(gold):
        if not any(side is g for g, _ in pairs):
            read = any(_reads(s, side) for s in told.steps if s.kind == "phrase" and s.rule.startswith("actor"))
            kind = "person" if side.get("name") else "institution or side"
            yield f"participant missing: {kind} {'read, but in no part' if read else 'not read'}"
    for side in SCORE.people(event):
        if not any(side is p for _, p in pairs):
            yield f"participant extra: {'person' if side.get('name') else 'institution or side'}"
    for g, p in pairs:
        if g.get("part") != p.get("part"):
            yield f"part: {g.get('part')} read as {p.get('part')}"
        if g.get("country") != p.get("country"):
            yield f"side: {_how(g.get('country'), p.get('country'))}"
        if (g.get("org") or p.get("org")) and not SCORE.same_org(g.get("org"), p.get("org")):
            yield f"org: {_how(g.get('org'), p.get('org'))}"


# --- Mistakes


def mistakes_of(told: Told, lexicon: Lexicon, doubtful: frozenset[tuple[str, int]] = frozenset()) -> Iterator[Mistake]:
    """All mistakes of one page but its links."""
    pairs = SCORE.align(told.gold, told.events)
    found_gold, found_events = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [g for i, g in enumerate(told.gold) if i not in found_gold]
    for i, gold in enumerate(told.gold):
        if i in found_gold:
            continue
        cause = missed_cause(told, gold, found_events, lexicon)
        if gold.get("optional"):
            cause = "gold optional: costs nothing"
        elif (told.id, i) in doubtful:
            cause = "gold doubtful"
        yield _mistake(told, "missed", cause, gold, locate(told.article, gold.get("evidence") or ""))
    for j, event in enumerate(told.events):
        if j not in found_events:
            cause = invented_cause(told, event, missed, [told.gold[i] for i in found_gold])
            yield _mistake(told, "invented", cause, event, (event["in"], *event["span"]))
    for i, j in pairs:
        if not told.gold[i].get("optional"):
            event = told.events[j]
            for cause in field_causes(told, told.gold[i], event):
                yield _mistake(told, "field", cause, told.gold[i], (event["in"], *event["span"]))


def _mistake(told: Told, group: str, cause: str, event: Json, at: tuple[str, int, int] | None) -> Mistake:
    sides = ", ".join(
        f"{p.get('part')}={p.get('name') or p.get('org') or p.get('country')}" for p in SCORE.people(event)
    )
    what = f"{event['type']} {event.get('start') or '?'} {event.get('country') or '?'} {event.get('status')} ({sides})"
    if at is None:
        return Mistake(group, cause, told.id, what, event.get("evidence") or "")
    whole = sentences_of(told.article, at)
    sentence = " ".join(told.article.text(whole[0])[whole[1] : whole[2]].split())  # type: ignore[arg-type]
    steps = [s for s in steps_in(told, whole) if s.kind != "phrase" or s.rule.startswith("actor")]
    return Mistake(group, cause, told.id, what, sentence, tuple(map(step_line, steps[:SHOWN_STEPS])))


def step_line(step: Step) -> str:
    """One step of the trace in a line."""
    return f"{step.kind:8} {step.rule:28} {' '.join(step.text.split())}  {step.note}".rstrip()


def link_mistakes(told: Sequence[Told]) -> Iterator[Mistake]:
    """Pairs of found mentions that merging linked wrongly or not at all."""
    known: list[tuple[str, Json, Json]] = []
    for page in told:
        for i, j in SCORE.align(page.gold, page.events):
            if page.gold[i].get("same") and not page.gold[i].get("optional"):
                known.append((page.id, page.gold[i], page.events[j]))
    for (a, ga, pa), (b, gb, pb) in combinations(known, 2):
        same, linked = ga["same"] == gb["same"], pa.get("event") is not None and pa.get("event") == pb.get("event")
        if same != linked:
            cause = "merge: one event left apart" if same else "merge: two events made one"
            differs = [k for k in ("start", "country", "city", "status") if pa.get(k) != pb.get(k)]
            pair = f"{pa['type']} {pa.get('start')} and {b} {pb['type']} {pb.get('start')}"
            what = f"{pair} (differ in {', '.join(differs) or 'sides'})"
            yield Mistake("link", cause, a, what)


# --- Showing


def table(mistakes: Sequence[Mistake]) -> str:
    """Counts by group and cause, the commonest first; field causes by their first word, in full below."""
    lines = []
    for group in ("missed", "invented", "field", "link"):
        counts = Counter(m.cause for m in mistakes if m.group == group)
        if not counts:
            continue
        lines.append(f"{group} ({counts.total()})")
        stages = Counter(cause.partition(":")[0] for cause in counts.elements())
        for stage, n in stages.most_common():
            lines.append(f"  {n:4} {stage}")
            details = [(cause, k) for cause, k in counts.most_common() if cause.partition(":")[0] == stage]
            lines += [f"         {k:4} {cause.partition(': ')[2]}" for cause, k in details if ": " in cause]
    return "\n".join(lines) or "no mistakes"


def examples(mistakes: Sequence[Mistake], limit: int) -> Iterator[str]:
    """At most ``limit`` mistakes of each cause, with sentence and trace."""
    shown: Counter[tuple[str, str]] = Counter()
    for mistake in sorted(mistakes, key=lambda m: (m.group, m.cause)):
        key = (mistake.group, mistake.cause)
        shown[key] += 1
        if shown[key] > limit:
            continue
        yield f"\n{mistake.group} | {mistake.cause} | {mistake.page}\n  {mistake.what}"
        if mistake.sentence:
            yield f"  « {mistake.sentence} »"
        yield from (f"    {line}" for line in mistake.trace)


def read_doubtful(path: Path) -> frozenset[tuple[str, int]]:
    """Page and number (from 0) of the gold events that are held to be wrong."""
    if not path.exists():
        return frozenset()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return frozenset((line["page"], line["event"]) for line in lines)


def main() -> int:
    """Print causes and examples; 0, or 2 where the set is not there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    sets = ["examples", "seeds", "pages", "articles"]
    parser.add_argument("--set", default="pages", choices=sets, help="which gold (pages)")
    parser.add_argument("--page", action="append", help="only this page (repeat as needed)")
    parser.add_argument("--cause", help="only causes that hold this text (or a group: missed, invented, field, link)")
    parser.add_argument("--limit", type=int, default=2, help="examples of each cause; 0 for the table alone (2)")
    options = parser.parse_args()
    shared = Path(os.environ.get("MARSAD_SHARED", HERE.parent.parent / "shared"))
    RUN.join_annotations(shared)
    chosen = next(s for s in RUN.page_sets(shared) if s.name == options.set)
    if not chosen.there():
        print(f"{chosen.name}: there is no {chosen.pages} (set MARSAD_SHARED to where it is)", file=sys.stderr)
        return 2
    lexicon = words.load()
    told = read_set(RUN.paths_of(chosen), chosen.gold, lexicon)
    doubtful = read_doubtful(DOUBTFUL)
    mistakes = [m for page in told for m in mistakes_of(page, lexicon, doubtful)] + list(link_mistakes(told))
    if options.page:
        mistakes = [m for m in mistakes if m.page in options.page]
    if options.cause:
        mistakes = [m for m in mistakes if options.cause in m.cause or options.cause == m.group]
    print(table(mistakes))
    for line in examples(mistakes, options.limit):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
