"""What a recap says, before it is HTML or Markdown: plain frozen values in the reader's language.

:func:`compose` is a pure function of events, counts and labels. Nothing in it carries a private person's
name.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, groupby

from marsad.lexicon.labels import Labels, code_of
from marsad.model import Event, Finding, Participant, Precision, SourcedMention
from marsad.view import words
from marsad.view.cite import Source, source
from marsad.view.disagree import Disagreement, disagreements, one_sided

TOP = 12


@dataclass(frozen=True, slots=True)
class Headline:
    """One number at the head of the recap."""

    label: str
    value: int
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a count: ``share`` is its part of the largest row, 0 to 100."""

    name: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class Table:
    """Counts, largest first; ``rest`` says how many rows were left out, in words."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One origin's words for an event, and the pages that carry them."""

    quote: str
    sources: tuple[Source, ...]
    reprinted: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A participant: ``who`` is the name or institution, ``detail`` office or institution and country.

    ``part`` is empty where nobody hosts, acts or receives.
    """

    who: str
    detail: tuple[str, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event of the list. ``status`` is empty for what happened; ``start`` and ``end``: ISO or empty."""

    id: str
    type: str
    status: str
    when: str
    start: str
    end: str
    place: tuple[str, ...]
    people: tuple[Person, ...]
    topics: str
    count: int | None
    tellings: tuple[Telling, ...]
    origins: str
    disagrees: bool


@dataclass(frozen=True, slots=True)
class Month:
    """The events that begin in one month."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement with the event it is about; ``first`` marks the event's first, which links lead to."""

    line: Line
    what: Disagreement
    first: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet and its pages in the recap."""

    name: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Recap:
    """A whole recap, ready to be rendered."""

    labels: Labels
    title: str
    subtitle: str
    headlines: tuple[Headline, ...]
    tables: tuple[Table, ...]
    months: tuple[Month, ...]
    undated: tuple[Line, ...]
    disputes: tuple[Dispute, ...]
    outlets: tuple[Outlet, ...]
    pages_read: int
    made: str

    @property
    def empty(self) -> bool:
        """Whether there is no event to show."""
        return not self.months and not self.undated


@dataclass(frozen=True, slots=True)
class Scope:
    """What a recap is about: a period, both days inclusive and either open, and a person, body or country."""

    since: date | None = None
    until: date | None = None
    about: str | None = None


def compose(
    events: Iterable[Event],
    scope: Scope,
    labels: Labels,
    *,
    pages_read: int,
    version: str,
    today: date,
    earlier: Iterable[Event] = (),
    of_pages: Iterable[tuple[str, Finding]] = (),
) -> Recap:
    """The recap of ``events``, which are those of ``scope`` already.

    Args:
        earlier: the events of the same subject that began before the period: what is new is what none of them has.
        of_pages: the findings of single pages, by the page's identity; those count whose page tells one of the events.
        pages_read: pages read for the period, those without events too: the denominator.
        version: of Marsad, for the colophon; ``today``: the day it was made.
    """
    events = sorted(events, key=lambda e: (e.start or date.max, e.end or date.max, e.id))
    earlier = [e for e in earlier if e.start is not None]
    dated = [e for e in events if e.start is not None]
    mentions = {m.page: m for e in events for m in e.mentions}
    lines = {e.id: line(e, labels) for e in events}
    return Recap(
        labels=labels,
        title=_title(scope, labels),
        subtitle=labels.say("about", about=words.plain(scope.about)) if scope.about else "",
        headlines=_headlines(events, mentions.values(), pages_read, labels, _before(earlier, scope)),
        tables=(
            *_tables(events, scope, labels),
            *_firsts(events, earlier, scope, labels),
            *_known(events, of_pages, labels),
        ),
        months=tuple(
            Month(words.when(day, day, "month", labels), tuple(lines[e.id] for e in group))
            for day, group in groupby(dated, key=lambda e: _month(e, scope))
        ),
        undated=tuple(lines[e.id] for e in events if e.start is None),
        disputes=tuple(Dispute(lines[e.id], d, n == 0) for e in events for n, d in enumerate(disagreements(e, labels))),
        outlets=_outlets(mentions.values(), labels),
        pages_read=pages_read,
        made=labels.say("made", version=version, date=words.when(today, today, "day", labels)),
    )


def _month(event: Event, scope: Scope) -> date:
    """The first of the month an event is listed under; one that began before the period is under its first
    month.
    """
    start = event.start or date.max
    return max(start, scope.since or start).replace(day=1)


def _title(scope: Scope, labels: Labels) -> str:
    if scope.since is None or scope.until is None:
        ends = [words.when(d, d, "day", labels) if d else "…" for d in (scope.since, scope.until)]
        period = " – ".join(ends) if scope.since or scope.until else ""
    else:
        period = words.when(scope.since, scope.until, named_period(scope.since, scope.until), labels)
    return labels.list.join(part for part in (labels.text["heading"], period) if part)


def named_period(since: date, until: date) -> Precision:
    """The calendar period that the two days bound exactly, else ``day``."""
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    if since.day != 1 or until.day != monthrange(until.year, until.month)[1] or (since.month - 1) % months:
        return "day"
    names: dict[int, Precision] = {1: "month", 3: "quarter", 6: "half", 12: "year"}
    return names.get(months, "day")


def period_before(since: date, until: date) -> tuple[date, date]:
    """The period of the same kind right before: the month before a month, the half before a half, else as many days."""
    last = since - timedelta(days=1)
    if named_period(since, until) == "day":
        return last - (until - since), last
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    first = since.year * 12 + since.month - 1 - months
    return date(first // 12, first % 12 + 1, 1), last


def _before(earlier: Sequence[Event], scope: Scope) -> int | None:
    """How many events the period before has; ``None`` where none is earlier or the period is open."""
    if scope.since is None or scope.until is None or not earlier:
        return None
    first, last = period_before(scope.since, scope.until)
    return sum(e.start is not None and first <= e.start <= last for e in earlier)


def _headlines(
    events: Sequence[Event],
    mentions: Iterable[SourcedMention],
    pages_read: int,
    labels: Labels,
    before: int | None,
) -> tuple[Headline, ...]:
    pages = list(mentions)
    origins = {o.id for e in events for o in e.origins}
    outlets = {m.outlet for m in pages if m.outlet}
    numbers = {"events": len(events), "pages": len(pages), "origins": len(origins), "outlets": len(outlets)}
    notes = {key: labels.say(f"{key}_note", read=pages_read) for key in numbers}
    if before is not None:
        notes["events"] += f" · {labels.say('before', n=before)}"
    return tuple(Headline(labels.text[key], number, notes[key]) for key, number in numbers.items())


def _partners(events: Iterable[Event], scope: Scope, labels: Labels) -> Counter[str]:
    """Pairs of sides, or the partners of the subject where it is one of the sides."""
    pairs = Counter(pair for e in events for pair in combinations(words.side_codes(e), 2))
    centre = code_of(scope.about) if scope.about else None
    named: Counter[str] = Counter()
    for pair, number in pairs.items():
        if centre is None:
            named[" – ".join(labels.country(code) for code in pair)] += number
        elif centre in pair:
            named[labels.country(pair[pair[0] == centre])] += number
    return named


def _topics(events: Iterable[Event], labels: Labels) -> Counter[str]:
    return Counter(labels.topics.get(t, t) for e in events for t in e.topics)


def _tables(events: Sequence[Event], scope: Scope, labels: Labels) -> tuple[Table, ...]:
    types = Counter(labels.types[e.type] for e in events)
    named = _partners(events, scope, labels)
    return _filled(
        _table(labels.text["by_type"], types, labels),
        _table(labels.text["by_partner"], named, labels, labels.text["by_partner_note"]),
        _table(labels.text["by_topic"], _topics(events, labels), labels),
    )


def _firsts(events: Sequence[Event], earlier: Sequence[Event], scope: Scope, labels: Labels) -> tuple[Table, ...]:
    """Partners and topics that no earlier event has; none where there is no earlier event to compare with."""
    if not earlier:
        return ()
    note = labels.text["first_note"]
    partners, topics = _partners(events, scope, labels), _topics(events, labels)
    for known, now in ((_partners(earlier, scope, labels), partners), (_topics(earlier, labels), topics)):
        for name in known:
            del now[name]
    return _filled(
        _table(labels.text["first_partners"], partners, labels, note),
        _table(labels.text["first_topics"], topics, labels, note),
    )


def _known(events: Sequence[Event], of_pages: Iterable[tuple[str, Finding]], labels: Labels) -> tuple[Table, ...]:
    """What a reader should know, by kind, of the events and of the pages that tell them."""
    telling = {m.page for e in events for m in e.mentions}
    kinds = Counter(finding.kind for e in events for finding in e.disagreements)
    kinds.update(finding.kind for page, finding in of_pages if page in telling)
    named = Counter({labels.findings.get(kind, kind): number for kind, number in kinds.items()})
    return _filled(_table(labels.text["by_finding"], named, labels, labels.text["by_finding_note"]))


def _filled(*tables: Table) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.rows)


def _table(title: str, numbers: Counter[str], labels: Labels, note: str = "") -> Table:
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    most = ranked[0][1] if ranked else 1
    rows = tuple(Row(name, n, round(100 * n / most)) for name, n in ranked[:TOP])
    left = len(ranked) - len(rows)
    return Table(title, rows, note, labels.say("more", n=left) if left else "")


def line(event: Event, labels: Labels) -> Line:
    """One event as a line of a list."""
    return Line(
        id=event.id,
        type=labels.types[event.type],
        status="" if event.status == "happened" else labels.statuses[event.status],
        when=words.when(event.start, event.end, event.precision, labels),
        start=event.start.isoformat() if event.start else "",
        end=event.end.isoformat() if event.end and event.end != event.start else "",
        place=words.place_parts(event, labels) or (labels.text["place_unknown"],),
        people=tuple(person(p, labels) for p in event.participants),
        topics=labels.list.join(labels.topics.get(t, t) for t in event.topics),
        count=event.count,
        tellings=_tellings(event, labels),
        origins=_origins(event, labels),
        disagrees=bool(disagreements(event, labels)),
    )


def person(p: Participant, labels: Labels) -> Person:
    """Name first, then office (or institution), country; without a name the office, institution or country
    leads.
    """
    told = [words.plain(word) for word in (p.name, p.role or p.org) if word]
    if p.country:
        told.append(labels.country(p.country))
    if words.is_private(p) or not told:
        told.insert(0, labels.text["person" if p.part == "subject" else "unnamed"])
    return Person(told[0], tuple(told[1:]), "" if p.part == "party" else labels.parts[p.part])


def _origins(event: Event, labels: Labels) -> str:
    number = len(event.origins)
    told = labels.text["one_origin"] if number <= 1 else labels.say("several_origins", n=number)
    return f"{told} · {labels.text['one_sided']}" if one_sided(event) else told


def _tellings(event: Event, labels: Labels) -> tuple[Telling, ...]:
    """One quotation for each origin, the earliest page's, with every page of that origin."""
    ordered = sorted(event.mentions, key=lambda m: (m.published or date.max, m.outlet or "", m.key))
    by_origin: dict[str, list[SourcedMention]] = {}
    for mention in ordered:
        by_origin.setdefault(mention.origin or mention.page, []).append(mention)
    return tuple(
        Telling(
            quote=words.plain(group[0].mention.evidence.quote),
            sources=tuple(source(m, labels) for m in {m.page: m for m in reversed(group)}.values())[::-1],
            reprinted=len({m.page for m in group}) > 1,
        )
        for group in by_origin.values()
    )


def _outlets(mentions: Iterable[SourcedMention], labels: Labels) -> tuple[Outlet, ...]:
    def by_name(mention: SourcedMention) -> tuple[bool, str]:
        return mention.outlet is None, words.outlet(mention, labels)

    ordered = sorted(mentions, key=lambda m: (by_name(m), m.published or date.max, m.page_id))
    return tuple(
        Outlet(key[1], tuple(source(m, labels) for m in group)) for key, group in groupby(ordered, key=by_name)
    )
