"""Which events fit a question, and the values by which they are counted: the one place for both.

:class:`EventQuery` is what is asked, :func:`matches` whether an event fits, :func:`facets_of` the values of an
event by which lists are narrowed (:data:`FACETS`). The record answers from its index
(:mod:`marsad.store.asking`), which gives what :func:`matches` gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal, Self, get_args

from marsad.errors import UsageError
from marsad.lexicon.labels import BODIES
from marsad.link.names import Names, compare_names, near, office_words, parse_name
from marsad.model import Event, EventType, Participant, Status

Countries = Callable[[str], str | None]
Several = str | tuple[str, ...] | list[str] | None
Order = Literal["date", "-date", "origins", "disagreement", "published"]
CODE = re.compile(r"^[A-Z]{2,8}$")
FACETS = (
    "type", "country", "pair", "institution", "person", "topic", "status", "year", "month", "origins", "disagreement",
)  # fmt: skip
MANY = 5  # independent origins from which on they are counted together


def by_code(name: str) -> str | None:
    """``MA`` or ``ma`` → ``MA``; names are not known here."""
    code = name.strip().upper()
    return code if CODE.match(code) and (len(code) == 2 or name.strip() == code) else None


def parse_day(value: date | str | None, option: str) -> date | None:
    """An ISO day; raises :class:`UsageError` naming the option."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{option}: {value!r} is no day; write it as 2022-06-13") from None


@dataclass(frozen=True, slots=True)
class EventQuery:
    """What is asked of an event; what is empty asks nothing. All that is asked must hold.

    ``since`` and ``until`` are inclusive, an event fits if its bounds overlap them; ``undated`` takes events
    without any date alone. ``types`` and ``statuses``: one of these; ``topics``, ``countries`` (places or
    sides): all of these; ``pair``: codes of two sides, ``person``, ``institution``: in any spelling; ``about``: any
    of these three. ``about_country`` is the code that ``about`` may stand for; where it is a country's,
    and no body's, ``about`` means that country and nobody of such a name. ``text``: words that a mention has;
    ``origins``: at least so many independent ones; ``disagreement``: a finding of this kind, ``any`` for all.

    Make one with :meth:`of`, which checks and resolves what a user typed.
    """

    since: date | None = None
    until: date | None = None
    undated: bool = False
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    person: str | None = None
    institution: str | None = None
    about: str | None = None
    about_country: str | None = None
    text: str | None = None
    origins: int = 0
    disagreement: str | None = None

    @classmethod
    def of(  # noqa: PLR0913 (filters, all by name)
        cls,
        countries: Countries = by_code,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        undated: bool = False,
        type: Several = None,
        status: Several = None,
        topic: Several = None,
        country: Several = None,
        pair: str | None = None,
        person: str | None = None,
        institution: str | None = None,
        about: str | None = None,
        text: str | None = None,
        origins: int = 0,
        disagreement: str | None = None,
    ) -> Self:
        """Checked and resolved; a filter takes one value or several. ``pair`` is written ``ES+MA``.

        ``countries`` gives the code of a country's name in any spelling, or ``None``. Raises
        :class:`UsageError` that names what exists.
        """
        first, last = parse_day(since, "since"), parse_day(until, "until")
        if first and last and last < first:
            raise UsageError(f"the period ends ({last}) before it begins ({first})")
        return cls(
            since=first,
            until=last,
            undated=undated,
            types=_known(type, get_args(EventType), "type"),
            statuses=_known(status, get_args(Status), "status"),
            topics=_several(topic),
            countries=tuple(_code(name, countries) for name in _several(country)),
            pair=None if pair is None else _pair(pair, countries),
            person=person,
            institution=institution,
            about=about,
            about_country=None if about is None else countries(about),
            text=text,
            origins=origins,
            disagreement=disagreement,
        )

    @property
    def empty(self) -> bool:
        """Whether it asks nothing."""
        return self == ALL

    def without(self, facet: str) -> EventQuery:
        """The same question without its filter on a facet whose values exclude each other."""
        match facet:
            case "type":
                return replace(self, types=())
            case "status":
                return replace(self, statuses=())
            case "origins":
                return replace(self, origins=0)
            case "disagreement":
                return replace(self, disagreement=None)
        return self


ALL = EventQuery()


def _several(value: Several) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _known(value: Several, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    found = _several(value)
    for one in found:
        if one not in known:
            raise UsageError(f"no {what} is called {one}; there are {', '.join(known)}")
    return found


def _code(name: str, countries: Countries) -> str:
    code = countries(name) or by_code(name)
    if code is None:
        raise UsageError(f"no country or body is known as {name}; give its name or its code, as MA or INTERPOL")
    return code


def _pair(text: str, countries: Countries) -> tuple[str, str]:
    sides = [_code(name, countries) for name in text.split("+")]
    if len(set(sides)) != 2 or len(sides) != 2:
        raise UsageError(f"{text!r} is no pair; write the codes of two sides, as ES+MA")
    first, second = sorted(sides)
    return first, second


# ---------------------------------------------------------------- people and institutions
def is_person(asked: str, participant: Participant) -> bool:
    """Whether ``asked`` is this person's name, whole or in part, in any spelling or script."""
    return participant.name is not None and is_name(asked, participant.name)


def is_name(asked: str, name: str) -> bool:
    """Whether ``asked`` is a name, whole or in part, in any spelling or script."""
    if compare_names(asked, name) is not Names.DIFFERENT:
        return True
    wanted, tokens = parse_name(asked).tokens, parse_name(name).tokens
    return bool(wanted) and all(any(near(token, other) for other in tokens) for token in wanted)


def is_institution(asked: str, participant: Participant) -> bool:
    """Whether all words of ``asked`` stand in the institution's or office's."""
    return any(is_office(asked, text) for text in (participant.org, participant.role) if text)


def is_office(asked: str, office: str) -> bool:
    """Whether all words of ``asked`` stand in the wording of an institution or office."""
    wanted = office_words(asked)
    return bool(wanted) and all(any(near(word, other) for other in office_words(office)) for word in wanted)


def everyone(event: Event) -> set[Participant]:
    """All participants, as composed and as told by any page, without their evidence."""
    told = {
        Participant(p.part, p.name, p.role, p.org, p.country)
        for m in event.mentions
        for p in m.mention.participants
    }
    return {*event.participants, *told}


# ---------------------------------------------------------------- does it fit?
def _in_period(event: Event, query: EventQuery) -> bool:
    if query.undated:
        return event.start is None and query.since is None and query.until is None
    if query.since is None and query.until is None:
        return True
    if event.start is None:
        return False
    last = event.end or event.start
    return (query.since is None or last >= query.since) and (query.until is None or event.start <= query.until)


def sides(event: Event) -> list[str]:
    """The codes of the countries and bodies that take part, sorted."""
    return sorted({p.country for p in event.participants if p.country})


def is_country(code: str, event: Event) -> bool:
    """Whether a country is where it was, or takes part."""
    return event.country == code or any(p.country == code for p in event.participants)


def means_country(query: EventQuery) -> bool:
    """Whether ``about`` is a country's name, and so nobody's."""
    code = query.about_country
    return code is not None and len(code) == 2 and code not in BODIES


def _is_about(query: EventQuery, event: Event) -> bool:
    if query.about is None:
        return True
    if query.about_country and (is_country(query.about_country, event) or means_country(query)):
        return is_country(query.about_country, event)
    about = query.about
    return any(is_person(about, p) or is_institution(about, p) for p in everyone(event))


def disagrees(event: Event, kind: str | None) -> bool:
    """Whether an event has a finding of this kind (``any``: of some kind); ``None`` asks nothing."""
    return kind is None or any(kind in ("any", finding.kind) for finding in event.disagreements)


def matches(event: Event, query: EventQuery) -> bool:
    """Whether the event fits all that is asked, ``text`` apart: only the record's index knows its words."""
    if query.types and event.type not in query.types:
        return False
    if query.statuses and event.status not in query.statuses:
        return False
    if not set(query.topics) <= set(event.topics) or not _in_period(event, query):
        return False
    if not all(is_country(code, event) for code in query.countries):
        return False
    if query.pair is not None and not set(query.pair) <= set(sides(event)):
        return False
    if len(event.origins) < query.origins or not disagrees(event, query.disagreement):
        return False
    person, institution = query.person, query.institution
    if person is not None and not any(is_person(person, p) for p in everyone(event)):
        return False
    if institution is not None and not any(is_institution(institution, p) for p in everyone(event)):
        return False
    return _is_about(query, event)


# ---------------------------------------------------------------- counted by
def facets_of(event: Event) -> Iterator[tuple[str, str]]:
    """The values of an event by which it is counted, each once: ``(facet, value)``.

    ``person`` has office holders alone (a name with an office or institution, never who is arrested or handed
    over); ``pair`` is ``ES+MA``; ``origins`` a number, ``5+`` from :data:`MANY` on; ``disagreement`` the
    kinds of its findings.
    """
    yield "type", event.type
    yield "status", event.status
    yield from (("topic", topic) for topic in dict.fromkeys(event.topics))
    codes = sides(event)
    yield from (("country", code) for code in sorted({*codes, *([event.country] if event.country else [])}))
    yield from (("pair", f"{a}+{b}") for a, b in combinations(codes, 2))
    yield from (("institution", org) for org in sorted({p.org for p in event.participants if p.org}))
    yield from (("person", name) for name in sorted({p.name for p in event.participants if p.name and holds_office(p)}))
    if event.start is not None:
        yield "year", f"{event.start:%Y}"
        yield "month", f"{event.start:%Y-%m}"
    number = len(event.origins)
    yield "origins", str(number) if number < MANY else f"{MANY}+"
    yield from (("disagreement", kind) for kind in sorted({f.kind for f in event.disagreements}))


def holds_office(p: Participant) -> bool:
    """Whether a participant is a named office holder: nobody else has a profile."""
    return bool(p.name and (p.role or p.org) and p.part != "subject")
