"""The answers of the JSON API: typed, each field described, with examples."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from marsad.model import Attribution, EventType, Part, Precision, Status

Id = Annotated[
    str, Field(description="Stable identifier; one that was merged leads on to the other.", examples=["e-ea3fb58b1c0c"])
]
Code = Annotated[
    str, Field(description="ISO 3166-1 alpha-2, or an international body's short name.", examples=["MA", "INTERPOL"])
]
PARTICIPANT: dict[str, JsonValue] = {
    "part": "guest",
    "name": "خوان إغناسيو زويدو",
    "role": "وزير الداخلية",
    "org": "وزارة الداخلية",
    "country": "ES",
}
SUMMARY: dict[str, JsonValue] = {
    "id": "e-988a6af15b9b",
    "type": "visit",
    "start": "2017-08-29",
    "end": "2017-08-29",
    "precision": "day",
    "country": "MA",
    "city": "الرباط",
    "status": "happened",
    "participants": [PARTICIPANT],
    "topics": ["migration"],
    "count": None,
    "attribution": "page",
    "origins": 1,
    "pages": 1,
    "disagrees": False,
    "confirmed": False,
    "headline": "Visit: خوان إغناسيو زويدو – الرباط, Morocco",
    "href": "/events/e-988a6af15b9b",
}


class Answer(BaseModel):
    """Any answer: frozen, and nothing in it that is not described."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Who(Answer):
    """A participant in the codebook's five fields; private persons have no name."""

    part: Part
    name: str | None
    role: str | None
    org: str | None
    country: Code | None
    model_config = ConfigDict(json_schema_extra={"examples": [PARTICIPANT]})


class Summary(Answer):
    """One event of a list: the codebook's fields, how well it is told, and where its page is."""

    id: Id
    type: EventType
    start: date | None = Field(description="First day; null where no page settles it.")
    end: date | None = Field(description="Last day.")
    precision: Precision | None = Field(description="How exact the days are: a month's event has the month's bounds.")
    country: Code | None
    city: str | None
    status: Status
    participants: list[Who]
    topics: list[str]
    count: int | None = Field(description="For arrests, agreements … told as a number.")
    attribution: Attribution = Field(description="Who vouches for it.")
    origins: int = Field(description="Independent origins: reprints of one text count once.")
    pages: int
    disagrees: bool = Field(description="Whether sources contradict each other.")
    confirmed: bool = Field(description="Whether a person vouched for it.")
    headline: str
    href: str
    model_config = ConfigDict(json_schema_extra={"examples": [SUMMARY]})


class Events(Answer):
    """A stretch of the events that fit."""

    total: int = Field(description="How many fit in all.")
    limit: int
    offset: int
    next: str | None = Field(description="The address of the next stretch.")
    items: list[Summary]
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"total": 1, "limit": 25, "offset": 0, "next": None, "items": [SUMMARY]}]}
    )


class Full(Answer):
    """One event with everything behind it, in the form of the export ``jsonl``."""

    event: dict[str, Any] = Field(
        description="The codebook's fields; `claims` (every value with who gives it), `disagreements`, `origins`, "
        "`history`, and `mentions` with page, quotation, offsets and the words behind every field."
    )
    model_config = ConfigDict(json_schema_extra={"examples": [{"event": {"id": "e-988a6af15b9b", "type": "visit"}}]})


class Counted(Answer):
    """A value and the number of its events."""

    value: str
    n: int


class FacetCounts(Answer):
    """Counts over all events that fit, the largest first; months and years in order."""

    total: int
    disagreeing: int
    undated: int
    types: list[Counted]
    statuses: list[Counted]
    topics: list[Counted]
    countries: list[Counted]
    pairs: list[Counted] = Field(description="Two codes joined by a hyphen.", examples=[[{"value": "ES-MA", "n": 7}]])
    people: list[Counted]
    institutions: list[Counted]
    origins: list[Counted] = Field(description="`1`, `2`, and `3` for three or more.")
    years: list[Counted]
    months: list[Counted]


class Held(Answer):
    """What the record holds."""

    events: int
    disagreeing: int
    pages_read: int
    pages_telling: int
    pages_empty: int
    pages_failed: int
    outlets: int
    first_page: date | None
    last_page: date | None
    version: str = Field(description="Of Marsad.")
    state: str = Field(description="Changes when the record does.")


class Served(Answer):
    """An office as pages word it, and the days of the events it was told in."""

    role: str
    first: date | None
    last: date | None
    events: int


class Someone(Answer):
    """An office holder or an institution."""

    id: str = Field(examples=["p-3f1d6a0c9b2e"])
    kind: Literal["person", "institution", "country", "body"]
    name: str
    country: Code | None
    spellings: list[str]
    offices: list[Served]
    first: date | None
    last: date | None
    events: list[str] = Field(description="Identifiers, in order of date.")
    href: str


class People(Answer):
    """A stretch of the office holders and institutions that fit."""

    total: int
    limit: int
    offset: int
    next: str | None
    items: list[Someone]


class Failure(Answer):
    """What went wrong."""

    status: int
    detail: str | None
