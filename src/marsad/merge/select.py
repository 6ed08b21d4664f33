"""Which events fit a question: period, type, people, institutions, countries, topics."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self, get_args

from marsad.errors import UsageError
from marsad.lexicon.labels import BODIES
from marsad.link.names import Names, compare_names, near, office_words, parse_name
from marsad.model import Event, EventType, Participant

Countries = Callable[[str], str | None]
CODE = re.compile(r"^[A-Z]{2,8}$")


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
class Query:
    """What is asked of an event; ``None`` asks nothing. ``about_country`` is the code that ``about`` may
    stand for; where it is a country's, and no body's, ``about`` means that country and nobody of such a name.
    """

    since: date | None = None
    until: date | None = None
    type: str | None = None
    person: str | None = None
    institution: str | None = None
    country: str | None = None
    topic: str | None = None
    about: str | None = None
    about_country: str | None = None

    @classmethod
    def of(  # noqa: PLR0913 (as in Record.events)
        cls,
        countries: Countries,
        *,
        since: date | str | None,
        until: date | str | None,
        type: str | None,
        person: str | None,
        institution: str | None,
        country: str | None,
        topic: str | None,
        about: str | None,
    ) -> Self:
        """Checked and resolved; raises :class:`UsageError` that names what exists."""
        if type is not None and type not in get_args(EventType):
            raise UsageError(f"no type is called {type}; there are {', '.join(get_args(EventType))}")
        code = None if country is None else countries(country) or by_code(country)
        if country is not None and code is None:
            raise UsageError(
                f"no country or body is known as {country}; give its name or its code, as MA or INTERPOL"
            )
        first, last = parse_day(since, "since"), parse_day(until, "until")
        if first and last and last < first:
            raise UsageError(f"the period ends ({last}) before it begins ({first})")
        known = None if about is None else countries(about)
        return cls(first, last, type, person, institution, code, topic, about, known)


def is_person(asked: str, participant: Participant) -> bool:
    """Whether ``asked`` is this person's name, whole or in part, in any spelling or script."""
    if participant.name is None:
        return False
    if compare_names(asked, participant.name) is not Names.DIFFERENT:
        return True
    wanted, tokens = parse_name(asked).tokens, parse_name(participant.name).tokens
    return bool(wanted) and all(any(near(token, other) for other in tokens) for token in wanted)


def is_institution(asked: str, participant: Participant) -> bool:
    """Whether all words of ``asked`` stand in the institution's or office's."""
    wanted = office_words(asked)
    for text in (participant.org, participant.role):
        if text and wanted and all(any(near(word, other) for other in office_words(text)) for word in wanted):
            return True
    return False


def _in_period(event: Event, query: Query) -> bool:
    if query.since is None and query.until is None:
        return True
    if event.start is None:
        return False
    last = event.end or event.start
    return (query.since is None or last >= query.since) and (
        query.until is None or event.start <= query.until
    )


def _is_country(code: str, event: Event) -> bool:
    return event.country == code or any(p.country == code for p in event.participants)


def _is_about(query: Query, event: Event) -> bool:
    if query.about is None:
        return True
    code = query.about_country
    if code and (_is_country(code, event) or (len(code) == 2 and code not in BODIES)):
        return _is_country(code, event)
    about = query.about
    return any(is_person(about, p) or is_institution(about, p) for p in _everyone(event))


def _everyone(event: Event) -> set[Participant]:
    told = {
        Participant(p.part, p.name, p.role, p.org, p.country)
        for m in event.mentions
        for p in m.mention.participants
    }
    return {*event.participants, *told}


def matches(event: Event, query: Query) -> bool:
    """Whether the event fits all that is asked."""
    if query.type is not None and event.type != query.type:
        return False
    if query.topic is not None and query.topic not in event.topics:
        return False
    if not _in_period(event, query) or (query.country is not None and not _is_country(query.country, event)):
        return False
    person, institution = query.person, query.institution
    if person is not None and not any(is_person(person, p) for p in _everyone(event)):
        return False
    if institution is not None and not any(is_institution(institution, p) for p in _everyone(event)):
        return False
    return _is_about(query, event)
