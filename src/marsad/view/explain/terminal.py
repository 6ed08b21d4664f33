"""``marsad explain`` for a terminal: line by line, then the events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from marsad.find.trace import Step
from marsad.model import EventMention, Reading
from marsad.view.explain.lines import KINDS, lines, values
from marsad.view.words import plain

COLOURS = {"phrase": "cyan", "date": "magenta", "rule": "blue", "mention": "green", "dropped": "yellow"}


def explain_text(reading: Reading, steps: Iterable[Step], unread: str = "") -> RenderableType:
    """The page's head, each line with its steps, the events with their values' words, findings, figures.

    ``unread`` says why nothing was looked for in the page, if so.
    """
    steps = tuple(steps)
    return Group(
        *_head(reading),
        *_lines(reading, steps),
        *_events(reading),
        *_beside(reading),
        *([Text(f"\n{unread}", style="yellow")] if unread else []),
        _summary(reading, steps),
    )


def _head(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    day = article.published.isoformat() if article.published else "no date"
    yield Text(plain(article.title) or "(no title)", style="bold")
    yield Text(f"{article.path}" + (f"  {plain(article.address)}" if article.address else ""), style="dim")
    yield Text(f"published {day} ({plain(article.published_by) or 'nothing says when'})", style="dim")
    yield Text(f"outlet {plain(article.outlet or 'unknown')} · language {article.lang}", style="dim")
    for kind, number in Counter(part.kind for part in article.left_out).most_common():
        yield Text(f"left out: {number} × {kind}", style="dim")


def _lines(reading: Reading, steps: tuple[Step, ...]) -> Iterator[RenderableType]:
    for line in lines(reading.article, steps):
        yield Text(f"\n{line.where} {line.start}", style="dim")
        yield Text(plain(line.text))
        for step in line.steps:
            yield _indented(_step(step), 4)


def _step(step: Step) -> Text:
    text = Text(f"{step.kind:<8}", style=COLOURS[step.kind])
    text.append(f"{step.rule}  ", style="none")
    text.append(f"“{plain(step.text)}”", style=COLOURS[step.kind])
    if step.note:
        text.append(f"  {plain(step.note)}", style="dim")
    text.append(f"  {step.start}–{step.end}", style="dim")
    return text


def _events(reading: Reading) -> Iterator[RenderableType]:
    yield Text(f"\nevents: {len(reading.mentions)}", style="bold")
    for n, mention in enumerate(reading.mentions, 1):
        yield from _event(n, mention)


def _event(n: int, mention: EventMention) -> Iterator[RenderableType]:
    words = mention.evidence
    yield Text(f"\n{n}. {mention.type}  ", style="bold green")
    yield _indented(Text(f"“{plain(words.quote)}”  {words.where} {words.start}–{words.end}, {words.rule}"), 4)
    for value in values(mention):
        line = Text(f"{value.name:<20} ", style="dim")
        line.append(plain(value.value) or "–", style="bold" if value.value else "none")
        if value.evidence is not None:
            line.append(f"  “{plain(value.evidence.quote)}”", style="green")
            line.append(f" {value.evidence.rule}", style="dim")
        if value.reason:
            line.append(f"  {plain(value.reason)}", style="yellow")
        yield _indented(line, 4)


def _beside(reading: Reading) -> Iterator[RenderableType]:
    if reading.findings:
        yield Text("\nfindings", style="bold")
    for finding in reading.findings:
        quotes = " / ".join(f"“{plain(e.quote)}”" for e in finding.evidence)
        yield _indented(Text(f"{finding.kind}: {plain(finding.why)}  {quotes}"), 4)
    if reading.figures:
        yield Text("\nfigures", style="bold")
    for figure in reading.figures:
        yield _indented(Text(f"{figure.number} {plain(figure.unit)}  “{plain(figure.evidence.quote)}”"), 4)


def _summary(reading: Reading, steps: tuple[Step, ...]) -> RenderableType:
    counts = Counter(step.kind for step in steps)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    version = reading.lexicon[:12]
    return Text(f"\n{told or 'no step'} · finder {reading.finder} · lexicon {version}", style="dim")


def _indented(text: RenderableType, by: int) -> Padding:
    return Padding(text, (0, 0, 0, by), expand=False)
