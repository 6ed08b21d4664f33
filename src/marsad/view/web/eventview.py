"""One event as its page shows it: each value with its words, the sources by origin, who agrees on what.

Pure functions of the event and the visitor's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.lexicon.labels import Labels
from marsad.merge.compose import same_actor
from marsad.model import Claim, Event, EventMention, Evidence, Participant, Signature, SourcedMention, Step
from marsad.text import fold_word
from marsad.view import words
from marsad.view.cite import Source, source
from marsad.view.disagree import claim_words, field_evidence
from marsad.view.export.rows import earliest_first, pages_of
from marsad.view.recap.content import Person, person
from marsad.view.web.queries import source_key

FIELDS = ("date", "country", "city", "status", "count", "attribution")
COMPARED = ("date", "country", "city", "status", "count", "participants", "attribution")
Verdict = Literal["agree", "differ", "silent"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a page: ``number`` is the page's in the list of sources, ``href`` leads to them in its text."""

    text: str
    number: int
    href: str
    outlet: str
    rule: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, with the words behind it; ``signed`` where a person set it."""

    words: str
    quotations: tuple[Quotation, ...]
    pages: tuple[int, ...]
    signed: Signature | None
    stands: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field with every value given for it, or the ``reasons`` why there is none."""

    name: str
    label: str
    values: tuple[Value, ...]
    reasons: tuple[str, ...]

    @property
    def contested(self) -> bool:
        """Whether more than one value is given."""
        return len(self.values) > 1


@dataclass(frozen=True, slots=True)
class Who:
    """A participant with the words behind them; ``about`` asks for all events about them, if they can be asked for."""

    person: Person
    part: str
    org: str
    private: bool
    participant: Participant
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that tells the event: its ``number``, how it is cited, and where its text is."""

    number: int
    source: Source
    href: str
    key: str


@dataclass(frozen=True, slots=True)
class OriginShown:
    """Pages that go back to one text."""

    label: str
    why: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet says of one field, beside what the event has."""

    verdict: Verdict
    words: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One page's say on every field that is compared."""

    page: Page
    cells: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class StepShown:
    """A stretch of the event's story."""

    stage: str
    status: str
    when: str
    pages: tuple[int, ...]


class Shown:
    """An event with its pages numbered; ``of`` gives its parts in the words of ``labels``."""

    def __init__(self, event: Event, labels: Labels) -> None:
        self.event = event
        self.labels = labels
        self._numbers = {m.page: n for n, m in enumerate(pages_of(event), 1)}
        self._mentions = {m.key: m for m in event.mentions}

    # ------------------------------------------------------------ sources
    def pages(self) -> tuple[Page, ...]:
        """Every page once, the earliest first."""
        return tuple(self._page(m) for m in pages_of(self.event))

    def _page(self, m: SourcedMention) -> Page:
        key = source_key(m.page)
        return Page(self._numbers[m.page], source(m, self.labels), f"/events/{self.event.id}/sources/{key}", key)

    def origins(self) -> tuple[OriginShown, ...]:
        """The pages by origin, the origin that was first to tell it first."""
        by_page = {m.page: self._page(m) for m in pages_of(self.event)}
        shown = []
        for origin in self.event.origins:
            pages = sorted((by_page[page] for page in origin.pages if page in by_page), key=lambda p: p.number)
            if pages:
                shown.append(OriginShown(words.plain(origin.label), words.plain(origin.why), tuple(pages)))
        return tuple(sorted(shown, key=lambda o: o.pages[0].number))

    def quotation(self, evidence: Evidence, m: SourcedMention) -> Quotation:
        """Words of a page as the event's page shows them."""
        href = f"{self._page(m).href}#{evidence.where[0]}{evidence.start}"
        outlet = words.outlet(m, self.labels)
        return Quotation(words.plain(evidence.quote), self._numbers[m.page], href, outlet, evidence.rule)

    def told_as(self) -> tuple[Quotation, ...]:
        """The sentence that each page tells the event with; one for each wording."""
        return self._quotations((m.mention.evidence, m) for m in earliest_first(self.event))

    def _quotations(self, said: Iterable[tuple[Evidence, SourcedMention]]) -> tuple[Quotation, ...]:
        found: dict[tuple[str, int], Quotation] = {}
        for evidence, m in said:
            one = self.quotation(evidence, m)
            found.setdefault((one.text, one.number), one)
        return tuple(found.values())

    # ------------------------------------------------------------ values
    def fields(self) -> tuple[Field, ...]:
        """The event's fields but for its participants and topics."""
        return tuple(self._field(name) for name in FIELDS)

    def _field(self, name: str) -> Field:
        claims = [c for c in self.event.claims.get(name, ()) if c.value is not None or c.signed]
        if not claims:
            claims = list(self._unclaimed(name))
        values = tuple(self._value(name, claim, n == 0) for n, claim in enumerate(claims))
        key = "start" if name == "date" else name
        reasons = dict.fromkeys(m.mention.reasons[key] for m in self.event.mentions if key in m.mention.reasons)
        label = self.labels.fields[name]
        return Field(name, label, values, () if values else tuple(words.plain(r) for r in reasons))

    def _unclaimed(self, name: str) -> Iterator[Claim]:
        """The event's own value where merging listed no claims for it."""
        e = self.event
        value = (
            [e.start.isoformat(), (e.end or e.start).isoformat(), e.precision] if name == "date" and e.start else None
        )
        if name != "date":
            value = getattr(e, name)
        if value is not None:
            yield Claim(value, tuple(m.key for m in e.mentions if agrees(e, m.mention, name) == "agree"))

    def _value(self, name: str, claim: Claim, stands: bool) -> Value:
        told = [self._mentions[key] for key in claim.mentions if key in self._mentions]
        said = [(evidence, m) for m in told for evidence in field_evidence(m, name)]
        pages = tuple(sorted({self._numbers[m.page] for m in told}))
        return Value(claim_words(name, claim, self.labels), self._quotations(said), pages, claim.signed, stands)

    def people(self) -> tuple[Who, ...]:
        """The participants, each with the words of every page that names them."""
        return tuple(
            Who(
                person(p, self.labels),
                self.labels.parts[p.part],
                words.plain(p.org) if p.org and p.role else "",
                words.is_private(p),
                p,
                self._quotations(self._behind(p)),
            )
            for p in self.event.participants
        )

    def _behind(self, p: Participant) -> Iterator[tuple[Evidence, SourcedMention]]:
        for m in earliest_first(self.event):
            for told in m.mention.participants:
                if same_actor(told, p):
                    yield from ((evidence, m) for evidence in told.evidence.values())

    def topics(self) -> tuple[tuple[str, tuple[Quotation, ...]], ...]:
        """Each topic with the words that say so."""
        return tuple(
            (
                topic,
                self._quotations(
                    (m.mention.fields[f"topics.{topic}"], m)
                    for m in earliest_first(self.event)
                    if f"topics.{topic}" in m.mention.fields
                ),
            )
            for topic in self.event.topics
        )

    # ------------------------------------------------------------ who says what
    def table(self) -> tuple[OutletRow, ...]:
        """Outlets by field: agree, differ or silent, with each outlet's own words."""
        return tuple(
            OutletRow(self._page(m), tuple((name, self._cell(m, name)) for name in COMPARED))
            for m in pages_of(self.event)
        )

    def _cell(self, m: SourcedMention, name: str) -> Cell:
        verdict = agrees(self.event, m.mention, name)
        quotes = dict.fromkeys(words.plain(e.quote) for e in field_evidence(m, name))
        return Cell(verdict, "" if verdict == "silent" else self._said(m.mention, name), tuple(quotes)[:4])

    def _said(self, mention: EventMention, name: str) -> str:
        if name == "participants":
            return self.labels.list.join(words.short_person(p, self.labels) for p in mention.participants)
        value: object = getattr(mention, name, None)
        if name == "date" and mention.start:
            value = [mention.start, mention.end or mention.start, mention.precision]
        return claim_words(name, Claim(value, ()), self.labels)

    def history(self) -> tuple[StepShown, ...]:
        """How the status came to be; empty where there is one report alone."""
        if len(self.event.history) < 2:
            return ()
        return tuple(self._step(step) for step in self.event.history)

    def _step(self, step: Step) -> StepShown:
        labels = self.labels
        when = words.when(step.since, step.until, "day", labels) if step.since else labels.text["published_unknown"]
        pages = {self._numbers[self._mentions[key].page] for key in step.mentions if key in self._mentions}
        return StepShown(step.stage, labels.statuses[step.status], when, tuple(sorted(pages)))


def agrees(event: Event, told: EventMention, name: str) -> Verdict:
    """Whether a page's value of a field fits the event's: a coarser date that holds the event's day agrees."""
    match name:
        case "date":
            return _date(event, told)
        case "participants":
            return _people(event, told)
        case "city":
            said, own = fold_word(told.city or ""), fold_word(event.city or "")
        case _:
            said, own = getattr(told, name), getattr(event, name)
    if said in (None, ""):
        return "silent"
    return "agree" if said == own else "differ"


def _date(event: Event, told: EventMention) -> Verdict:
    if told.start is None:
        return "silent"
    if event.start is None:
        return "differ"
    a: tuple[date, date] = (told.start, told.end or told.start)
    b: tuple[date, date] = (event.start, event.end or event.start)
    inside = (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
    return "agree" if inside else "differ"


def _people(event: Event, told: EventMention) -> Verdict:
    named = [p for p in told.participants if p.name or p.org or p.role or p.country]
    if not named:
        return "silent"
    return "agree" if all(any(same_actor(p, q) for q in event.participants) for p in named) else "differ"
