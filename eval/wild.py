#!/usr/bin/env python3
"""Precision in the wild: events found on unselected articles, judged by eye.

    wild.py --draw N --out FILE [--judge K] [--skip S] [--besides FILE..]
                                                reads N articles, prints K events to judge, writes their verdict lines
    wild.py --score [--verdicts FILE]           precision by type and cause
    wild.py --again [--verdicts FILE]           how many of the judged events are still told; no new precision
    wild.py --agree FILE [--verdicts FILE]      how far two judges of the same events agree

``--draw`` takes the N articles of the corpora whose reference (``<day>:<index>``) has the smallest SHA-256, those
with gold left out (and after the first S of them, to draw from others than before; and without those of which a FILE
has verdicts), reads them as ``marsad read`` does, and of all events found those K (150) whose
``<reference>#<number>`` has the smallest SHA-256. It prints each with its sentence, and writes to FILE one line for
each: reference, number, type, where its evidence stands, ``"verdict": null`` and ``"cause": null``; never text. The
judge sets ``right`` or ``wrong`` (type, sides and date) and for a wrong one its cause. The lines judged are kept in
``eval/annotations/wild.jsonl``, with how many articles and events they were drawn from in the first one.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from marsad import lexicon as words
from marsad.find.tokens import tokenize
from marsad.model import EventMention, EventType, Page, Reading
from marsad.run import reading

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))
CORPUS: Any = importlib.import_module("corpus")
VERDICTS = HERE / "annotations" / "wild.jsonl"
JUDGED = 150
CAUSES = ("no event", "type", "sides", "date", "twice", "page reading", "outside the field")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one event: no text, only where it stands (``where``, ``start``, ``end``)."""

    ref: str
    event: int
    type: str
    where: str
    start: int
    end: int
    verdict: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One event found: the reading it is in and its number there (from 1)."""

    ref: str
    number: int
    reading: Reading

    @property
    def mention(self) -> EventMention:
        """The event."""
        return self.reading.mentions[self.number - 1]

    @property
    def key(self) -> str:
        """What the choice of events hashes."""
        return f"{self.ref}#{self.number}"


# --- Drawing


def choose(references: Iterable[str], left_out: frozenset[str], n: int, skip: int = 0) -> frozenset[str]:
    """The ``n`` references whose SHA-256 is smallest, those ``left_out`` apart, after the first ``skip`` of them."""
    ordered = sorted((ref for ref in references if ref not in left_out), key=CORPUS.order)
    return frozenset(ordered[skip : skip + n])


def find_events(articles: Iterable[tuple[str, Page]]) -> Iterator[Drawn]:
    """Every event of every article that can be read; the others hold none."""
    lexicon = words.load()
    for ref, page in articles:
        found = reading(page, lexicon)
        if isinstance(found, Reading):
            yield from (Drawn(ref, number, found) for number in range(1, len(found.mentions) + 1))


def draw(events: Iterable[Drawn], k: int) -> list[Drawn]:
    """The ``k`` events whose key has the smallest SHA-256, in that order."""
    return sorted(events, key=lambda event: CORPUS.order(event.key))[:k]


def to_judge(event: Drawn) -> str:
    """What the judge reads: fields, sides, evidence, its sentence, title and day."""
    mention, article = event.mention, event.reading.article
    sides = "\n".join(
        f"    {p.part:9} {p.country or '?':6} {' | '.join(v for v in (p.name, p.role, p.org) if v)}"
        for p in mention.participants
    )
    when = f"{mention.start} – {mention.end} ({mention.precision})" if mention.start else "no date"
    place = f"{mention.country or '?'} {mention.city or ''}"
    return (
        f"{event.key}  {mention.type}  {when}  {place}  {mention.status}\n{sides}\n"
        f"    evidence: {mention.evidence.quote}\n    sentence: {sentence_of(event)}\n"
        f"    page: {article.title} ({article.published}, {article.outlet})\n"
    )


def sentence_of(event: Drawn) -> str:
    """The sentence in which the event's evidence begins."""
    tokens = tokenize(event.reading.article)
    at = tokens.at(event.mention.evidence.where, event.mention.evidence.start)
    begin, end = tokens.sentences[tokens.sentence_of(at)]
    return " ".join(tokens.text(begin, end).split())


def unjudged(event: Drawn) -> Verdict:
    """The line that the judge completes."""
    evidence = event.mention.evidence
    return Verdict(event.ref, event.number, event.mention.type, evidence.where, evidence.start, evidence.end)


def write(path: Path, verdicts: Sequence[Verdict], about: dict[str, Any]) -> None:
    """The first line says what was drawn from; every other is one verdict."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(line, ensure_ascii=False) for line in (about, *map(asdict, verdicts))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# --- Scoring


def read_verdicts(path: Path) -> tuple[dict[str, Any], list[Verdict]]:
    """What was drawn from, and the verdicts.

    Raises:
        SystemExit: a line is wrong or not judged; all such lines are named.
    """
    if not path.exists():
        raise SystemExit(f"{path}: there are no verdicts yet; draw events with --draw and judge them")
    about, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    verdicts, wrong = [], []
    for number, line in enumerate(lines, start=2):
        verdict = Verdict(**line)
        if verdict.type not in get_args(EventType):
            wrong.append(f"{path}:{number}: no event type {verdict.type!r}")
        elif verdict.verdict not in ("right", "wrong"):
            wrong.append(f"{path}:{number}: the verdict is {verdict.verdict!r}; write right or wrong")
        elif (verdict.verdict == "wrong") != (verdict.cause in CAUSES):
            wrong.append(f"{path}:{number}: a wrong event needs a cause of {', '.join(CAUSES)}, a right one none")
        verdicts.append(verdict)
    if wrong:
        raise SystemExit("\n".join(wrong))
    return about, verdicts


def interval(right: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927)."""
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def report(about: dict[str, Any], verdicts: Sequence[Verdict]) -> str:
    """Precision over all, by type, and the causes of what is wrong."""
    right, every = Counter(v.type for v in verdicts if v.verdict == "right"), Counter(v.type for v in verdicts)
    low, high = interval(right.total(), every.total())
    lines = [
        f"{every.total()} events judged, drawn from {about['events']} on {about['articles']} articles "
        f"(finder {about['finder']}, words {about['lexicon']})",
        f"right {right.total()} of {every.total()}: {right.total() / every.total():.3f} (95%: {low:.2f} to {high:.2f})",
        "",
        "| type | right | of |",
        "| --- | --- | --- |",
        *(f"| {kind} | {right[kind]} | {n} |" for kind, n in every.most_common()),
        "",
        "| cause | wrong |",
        "| --- | --- |",
        *(f"| {cause} | {n} |" for cause, n in Counter(v.cause for v in verdicts if v.cause).most_common()),
    ]
    return "\n".join(lines)


def drawing(options: argparse.Namespace) -> int:
    """``--draw``."""
    shared = Path(os.environ.get("MARSAD_SHARED", HERE.parent.parent / "shared"))
    folder = options.corpus or shared / "corpora"
    if not CORPUS.archives(folder):
        print(f"{folder}: there are no archives named by a day (set MARSAD_SHARED or --corpus)", file=sys.stderr)
        return 2
    left_out = CORPUS.gold_references([shared / "gold", HERE / "annotations"])
    chosen = choose((ref for ref, _ in CORPUS.articles(folder)), left_out, options.draw, options.skip)
    chosen -= {verdict.ref for path in options.besides for verdict in read_verdicts(path)[1]}
    events = list(find_events(CORPUS.articles(folder, chosen)))
    drawn = draw(events, options.judge)
    if not drawn:
        print("no events were found on these articles", file=sys.stderr)
        return 1
    made = drawn[0].reading
    about = {"articles": len(chosen), "skipped": options.skip, "events": len(events)}
    about |= {"finder": made.finder, "lexicon": made.lexicon}
    write(options.out, [unjudged(event) for event in drawn], about)
    print("\n".join(map(to_judge, drawn)))
    print(f"{len(events)} events on {len(chosen)} articles; {len(drawn)} to judge in {options.out}", file=sys.stderr)
    return 0


def again(options: argparse.Namespace) -> int:
    """``--again``: the judged articles read anew; an event is still told where one of its type overlaps its words."""
    shared = Path(os.environ.get("MARSAD_SHARED", HERE.parent.parent / "shared"))
    _, verdicts = read_verdicts(options.verdicts)
    told: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for event in find_events(CORPUS.articles(options.corpus or shared / "corpora", frozenset(v.ref for v in verdicts))):
        evidence = event.mention.evidence
        told.setdefault((event.ref, event.mention.type, evidence.where), []).append((evidence.start, evidence.end))
    for verdict in ("right", "wrong"):
        judged = [v for v in verdicts if v.verdict == verdict]
        still = [v for v in judged if any(a < v.end and v.start < b for a, b in told.get((v.ref, v.type, v.where), []))]
        print(f"{verdict}: {len(still)} of {len(judged)} still told")
    return 0


def agreement(one: Sequence[Verdict], other: Sequence[Verdict]) -> str:
    """How far two judges agree on right or wrong of the events that both judged (Cohen 1960), and on the cause."""
    theirs = {(v.ref, v.event): v for v in other}
    pairs = [(v, theirs[v.ref, v.event]) for v in one if (v.ref, v.event) in theirs]
    same = sum(a.verdict == b.verdict for a, b in pairs) / len(pairs)
    right = [sum(v.verdict == "right" for v in judge) / len(pairs) for judge in zip(*pairs, strict=True)]
    chance = right[0] * right[1] + (1 - right[0]) * (1 - right[1])
    kappa = (same - chance) / (1 - chance) if chance < 1 else 1.0
    wrong = [(a, b) for a, b in pairs if a.verdict == b.verdict == "wrong"]
    causes = sum(a.cause == b.cause for a, b in wrong)
    return (
        f"{len(pairs)} events judged twice: {same:.2f} the same, kappa {kappa:.2f}\n"
        f"cause of the {len(wrong)} that both hold to be wrong: {causes} the same"
    )


def main() -> int:
    """Draw or score."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--draw", type=int, metavar="N", help="read the N articles with the smallest hash")
    what.add_argument("--score", action="store_true", help="precision from the verdicts")
    what.add_argument("--again", action="store_true", help="how many of the judged events are still told")
    what.add_argument("--agree", type=Path, metavar="FILE", help="how far the judge of FILE agrees")
    parser.add_argument("--out", type=Path, help="where the verdict lines go (with --draw)")
    parser.add_argument("--judge", type=int, default=JUDGED, metavar="K", help=f"how many events to judge ({JUDGED})")
    parser.add_argument("--skip", type=int, default=0, metavar="S", help="leave out the first S articles")
    parser.add_argument("--besides", type=Path, nargs="*", default=(), help="leave out articles judged in these files")
    parser.add_argument("--corpus", type=Path, help="folder with archives named by a day (MARSAD_SHARED/corpora)")
    parser.add_argument("--verdicts", type=Path, default=VERDICTS, help="the judged lines")
    options = parser.parse_args()
    if options.score:
        print(report(*read_verdicts(options.verdicts)))
        return 0
    if options.again:
        return again(options)
    if options.agree is not None:
        print(agreement(read_verdicts(options.verdicts)[1], read_verdicts(options.agree)[1]))
        return 0
    if options.out is None:
        parser.error("--draw needs --out FILE, where the verdict lines go")
    if options.out.exists():
        parser.error(f"{options.out} is there already and may hold verdicts; name another file")
    return drawing(options)


if __name__ == "__main__":
    sys.exit(main())
