"""What a correction may say: which fields there are, and how their values are written.

A field is one of :data:`FIELDS`, or ``participants[WHO]`` (with the value ``none``: take them off the list)
or ``participants[WHO].name``, ``.role``, ``.org``, ``.country``, ``.part``. WHO is the participant's name,
role, institution or country, as the event has it or in another spelling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast, get_args

from marsad.errors import UsageError
from marsad.lexicon.labels import TOPICS
from marsad.merge.periods import months
from marsad.merge.select import Countries, by_code, is_person
from marsad.model import Attribution, Event, EventMention, EventType, Evidence, Part, Participant, Status
from marsad.text import fold_word

FIELDS = ("type", "date", "country", "city", "status", "topics", "count", "attribution")
PARTS_OF_ONE = ("name", "role", "org", "country", "part")
NOTHING = "none"
PARTS: tuple[str, ...] = get_args(Part)
OF_PARTICIPANT = re.compile(r"participants?\[(?P<who>[^\]]+)\](?:\.(?P<sub>\w+))?")
CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(EventType),
    "status": get_args(Status),
    "attribution": get_args(Attribution),
}
DATE_FORMS = "2022-06-13, 2022-06-13/2022-06-14, 2022-W24, 2022-06, 2022-Q2, 2022-H1, 2022, or none"
PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?")


@dataclass(frozen=True, slots=True)
class Correction:
    """A checked correction: ``field`` in its one spelling, ``value`` in the JSON form of the field.

    ``who`` is the participant that it is about, as the event has it.
    """

    field: str
    value: Any
    who: Participant | None = None


def parse_correction(field: str, text: str, event: Event, countries: Countries) -> Correction:
    """A correction of ``event``; raises :class:`UsageError` naming the fields or values there are."""
    asked = field.strip()
    match = OF_PARTICIPANT.fullmatch(asked)
    if match:
        return _of_participant(match["who"], match["sub"], text.strip(), event, countries)
    if asked not in FIELDS:
        raise UsageError(
            f"there is no field {asked!r} to correct; there are {', '.join(FIELDS)}, and "
            f"participants[WHO] or participants[WHO].FIELD with {', '.join(PARTS_OF_ONE)}"
        )
    return Correction(asked, parse_value(asked, text.strip(), countries))


def parse_value(field: str, text: str, countries: Countries) -> Any:
    """A field's value in its JSON form, ``None`` for ``none``."""
    if field in CHOICES:
        return one_of(text, CHOICES[field], field)
    if field == "topics":
        topics = [] if text == NOTHING else [topic.strip() for topic in text.split(",")]
        return [one_of(topic, TOPICS, "topic") for topic in dict.fromkeys(topics)]
    if not text:
        raise UsageError(f"{field}: give a value, or {NOTHING}")
    if text == NOTHING:
        return None
    match field:
        case "date":
            return parse_date(text)
        case "country":
            return country_code(text, countries)
        case "count":
            if not text.isdecimal() or int(text) == 0:
                raise UsageError(f"count: {text!r} is no number; write 3, or {NOTHING}")
            return int(text)
        case _:
            return text


def one_of(value: str, known: tuple[str, ...], what: str) -> str:
    """``value`` if it is known, else an error that names what there is."""
    if value not in known:
        raise UsageError(f"there is no {what} {value!r}; there are {', '.join(known)}")
    return value


def country_code(text: str, countries: Countries) -> str:
    """The code of a country or body by any of its names."""
    code = countries(text) or by_code(text)
    if code is None:
        raise UsageError(
            f"no country or body is known as {text}; give its name or its code, as MA or INTERPOL"
        )
    return code


def parse_date(text: str) -> list[str]:
    """``[start, end, precision]`` of a date as :data:`DATE_FORMS` shows."""
    try:
        if match := PERIOD.fullmatch(text):
            year, month, quarter, half = (int(group) if group else 0 for group in match.groups())
            if month:
                found = months(year, month, 1, "month")
            elif quarter:
                found = months(year, 3 * quarter - 2, 3, "quarter")
            else:
                found = months(year, 6 * half - 5, 6, "half") if half else months(year, 1, 12, "year")
            return [found.first.isoformat(), found.last.isoformat(), found.precision]
        first, range_, last = text.partition("/")
        days = date.fromisoformat(first), date.fromisoformat(last if range_ else first)
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is no date; write {DATE_FORMS}") from None
    if days[1] < days[0]:
        raise UsageError(f"the date ends ({days[1]}) before it begins ({days[0]})")
    if "W" in text:
        days = days[0], days[1] + timedelta(days=6)
    return [days[0].isoformat(), days[1].isoformat(), "week" if "W" in text else "day"]


# ---------------------------------------------------------------- what was missed
MENTIONED = ("date", "country", "city", "status", "topics", "count", "attribution")


def new_mention(
    type_: str, words: Evidence, fields: Mapping[str, str], countries: Countries
) -> EventMention:
    """An event told by ``words``; ``fields`` of :data:`MENTIONED` are written as in a correction."""
    unknown = [name for name in fields if name not in MENTIONED]
    if unknown:
        raise UsageError(f"there is no field {unknown[0]!r}; there are {', '.join(MENTIONED)}")
    said = {name: parse_value(name, text.strip(), countries) for name, text in fields.items()}
    said = {name: value for name, value in said.items() if value is not None}
    topics = tuple(said.pop("topics", ()))
    names = [*said, *(f"topics.{topic}" for topic in topics)]
    if when := said.pop("date", None):
        said |= {"start": _day(when[0]), "end": _day(when[1]), "precision": when[2]}
    evidence = {"start" if name == "date" else name: words for name in names}
    kind = cast(EventType, one_of(type_, CHOICES["type"], "type"))
    return EventMention(kind, words, topics=topics, fields=evidence, **said)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def new_participant(
    part: str,
    name: str | None,
    role: str | None,
    org: str | None,
    country: str | None,
    countries: Countries,
) -> Participant:
    """A participant in the codebook's five fields."""
    one_of(part, PARTS, "part")
    no_private_name(part, name)
    if not (name or role or org or country) and part != "subject":
        raise UsageError("a participant needs a name, a role, an institution or a country")
    code = country_code(country, countries) if country else None
    return Participant(cast(Part, part), name or None, role or None, org or None, code)


# ---------------------------------------------------------------- participants
def shown(p: Participant) -> str:
    """The shortest that tells a participant from others: name, role, institution, country or part."""
    return p.name or p.role or p.org or p.country or p.part


def participant_of(who: str, event: Event) -> Participant:
    """The participant of ``event`` meant by ``who``; raises :class:`UsageError` naming those there are."""
    wanted = fold_word(who)
    exact = [p for p in event.participants if wanted in {fold_word(value) for value in _values(p)}]
    found = exact or [p for p in event.participants if is_person(who, p)]
    by_word = [p for p in found if fold_word(shown(p)) == wanted]
    if len(found) > 1 and len(by_word) == 1:
        found = by_word
    if len(found) == 1:
        return found[0]
    there = "; ".join(shown(p) for p in event.participants) or "none"
    fault = "several participants fit" if found else "there is no participant"
    raise UsageError(f"{fault} {who!r}; the event's are: {there}")


def _values(p: Participant) -> list[str]:
    return [value for value in (p.name, p.role, p.org, p.country) if value] or [p.part]


def _of_participant(
    who: str, sub: str | None, text: str, event: Event, countries: Countries
) -> Correction:
    meant = participant_of(who, event)
    field = f"participants[{shown(meant)}]"
    if sub is None:
        if text != NOTHING:
            raise UsageError(
                f"{field} takes only {NOTHING}, which takes them off the list; "
                f"correct one of {', '.join(f'{field}.{part}' for part in PARTS_OF_ONE)}"
            )
        return Correction(field, None, meant)
    one_of(sub, PARTS_OF_ONE, "field of a participant")
    if sub == "name" and text != NOTHING:
        no_private_name(meant.part, text)
    return Correction(f"{field}.{sub}", participant_value(sub, text, countries), meant)


def participant_value(sub: str, text: str, countries: Countries) -> str | None:
    """One of a participant's five values."""
    if sub == "part":
        return one_of(text, PARTS, "part")
    if not text:
        raise UsageError(f"{sub}: give a value, or {NOTHING}")
    if text == NOTHING:
        return None
    return country_code(text, countries) if sub == "country" else text


def no_private_name(part: str, name: str | None) -> None:
    """Who is arrested or handed over stays without a name, as the codebook has it."""
    if name and part == "subject":
        raise UsageError(
            "who is arrested or handed over is recorded without a name (docs/codebook.md, private persons)"
        )
