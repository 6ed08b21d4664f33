"""Questions in addresses: every filter of a view stands in its address, and an address gives the view again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, Self, get_args
from urllib.parse import urlencode

from marsad.errors import UsageError
from marsad.lexicon.labels import TOPICS, code_of, near_code
from marsad.model import EventType, Status
from marsad.view.period import bound
from marsad.view.words import plain

Sort = Literal["newest", "oldest", "origins"]
LONGEST = 200  # characters of a filter
MOST_ORIGINS = 99
KNOWN: Mapping[str, tuple[str, ...]] = {
    "type": get_args(EventType),
    "status": get_args(Status),
    "topic": TOPICS,
    "sort": get_args(Sort),
}


class AskedWrongly(UsageError):
    """An address asks for what there cannot be. ``mistakes``: filter → (key of the text that says so, its values)."""

    def __init__(self, mistakes: Mapping[str, tuple[str, Mapping[str, str]]]) -> None:
        super().__init__("; ".join(f"{name}: {', '.join(told[1].values())}" for name, told in mistakes.items()))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of events, as it was written; ``None`` asks nothing.

    ``country`` and ``partner`` are codes; with both an event must have both sides. ``origins`` is the least number of
    independent origins, ``disagree`` asks for contradictions. ``since`` and ``until`` are as written (a year, a month
    or a day); :attr:`first` and :attr:`last` are their days.
    """

    text: str | None = None
    about: str | None = None
    type: str | None = None
    status: str | None = None
    topic: str | None = None
    country: str | None = None
    partner: str | None = None
    person: str | None = None
    institution: str | None = None
    since: str | None = None
    until: str | None = None
    origins: int | None = None
    disagree: bool = False
    sort: Sort = "newest"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """The filters of an address; unknown names are nobody's filter.

        Raises:
            AskedWrongly: with every mistake.
        """
        mistakes: dict[str, tuple[str, Mapping[str, str]]] = {}
        found: dict[str, Any] = {}
        for name in NAMES:
            value = plain(given.get(name, "")[: 10 * LONGEST])
            if not value or (name == "disagree" and value == "0"):
                continue
            if len(value) > LONGEST:
                mistakes[name] = ("ask.too_long", {"value": value[:20]})
                continue
            try:
                found[name] = _checked(name, value)
            except ValueError:
                mistakes[name] = _mistake(name, value)
        asked = cls(**found)
        if asked.first and asked.last and asked.last < asked.first:
            mistakes["until"] = ("ask.backwards", {"value": str(asked.until)})
        if mistakes:
            raise AskedWrongly(mistakes)
        return asked

    @property
    def first(self) -> date | None:
        """The first day of the period."""
        return bound(self.since, last=False) if self.since else None

    @property
    def last(self) -> date | None:
        """The last day of the period."""
        return bound(self.until, last=True) if self.until else None

    def given(self) -> dict[str, str]:
        """The filters that ask something, as an address has them."""
        told = {name: getattr(self, name) for name in NAMES if getattr(self, name) != DEFAULTS[name]}
        return {name: "1" if value is True else str(value) for name, value in told.items()}

    @property
    def narrowed(self) -> dict[str, str]:
        """The same without the order."""
        return {name: value for name, value in self.given().items() if name != "sort"}

    def but(self, **changes: Any) -> Self:
        """The same filters with some changed."""
        return replace(self, **changes)

    def query(self, **more: object) -> str:
        """The part of an address from ``?`` on, empty where nothing is asked; ``more`` are other parameters."""
        pairs = {**self.given(), **{name: str(value) for name, value in more.items() if value is not None}}
        return f"?{urlencode(pairs)}" if pairs else ""


NAMES = tuple(field.name for field in fields(Filters))
DEFAULTS: Mapping[str, Any] = {field.name: field.default for field in fields(Filters)}


def _checked(name: str, value: str) -> Any:
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError(value)
    if name in KNOWN and value not in KNOWN[name]:
        raise ValueError(value)
    match name:
        case "since" | "until":
            bound(value, last=name == "until")
            return value
        case "country" | "partner":
            return _code(value)
        case "origins":
            return _number(value)
        case "disagree":
            return _yes(value)
        case _:
            return value


def _code(value: str) -> str:
    code = code_of(value)
    if code is None:
        raise ValueError(value)
    return code


def _number(value: str) -> int | None:
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value) <= MOST_ORIGINS:
        raise ValueError(value)
    return int(value) if int(value) > 1 else None


def _yes(value: str) -> bool:
    if value != "1":
        raise ValueError(value)
    return True


def _mistake(name: str, value: str) -> tuple[str, Mapping[str, str]]:
    near = near_code(value) if name in ("country", "partner") else None
    if near:
        return "ask.country_near", {"value": value, "near": near}
    keys = {"since": "ask.day", "until": "ask.day", "country": "ask.country", "partner": "ask.country"}
    return keys.get(name, "ask.unknown"), {"value": value}


def address(path: str, pairs: Mapping[str, object] | Iterable[tuple[str, object]] = ()) -> str:
    """``path`` with parameters, those that are ``None`` left out."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    told = urlencode([(name, str(value)) for name, value in items if value is not None])
    return f"{path}?{told}" if told else path
