"""The JSON API: the same filters as the pages, typed answers, paged lists."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from marsad.codec import participant_to_dict
from marsad.errors import UsageError
from marsad.lexicon.labels import LabelLang, load_labels
from marsad.model import Event
from marsad.view.actors import Actor
from marsad.view.export.jsonl import event_to_dict
from marsad.view.export.titles import headline
from marsad.view.web.api.models import (
    Counted,
    Events,
    FacetCounts,
    Failure,
    Full,
    Held,
    People,
    Served,
    Someone,
    Summary,
    Who,
)
from marsad.view.web.ask import LONGEST, Filters, address
from marsad.view.web.drawn import MOST, Map, Network, Timeline, map_of, network_of, timeline_of
from marsad.view.web.pages.people import named
from marsad.view.web.queries import Desk, contradicted

MOST_AT_ONCE = 200
DEEPEST = 100_000
ERRORS: dict[int | str, dict[str, Any]] = {
    404: {"model": Failure, "description": "There is none such."},
    422: {"model": Failure, "description": "The address asks for what there cannot be."},
}
router = APIRouter(prefix="/api", responses=ERRORS)
Text = Annotated[str | None, Query(max_length=LONGEST)]
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many at once.")]
Offset = Annotated[int, Query(ge=0, le=DEEPEST, description="How many to pass over.")]
Lang = Annotated[LabelLang, Query(description="The language of headlines and labels; values stay as pages have them.")]
FILTERS = {
    "text": "Words in quotations and titles.",
    "about": "A person, an institution or a country, in any spelling.",
    "type": "One of the twelve types.",
    "status": "happened, ongoing, planned or denied.",
    "topic": "A topic of the codebook.",
    "country": "A country or body, as place or side: code or name.",
    "partner": "With `country`: the other side.",
    "person": "A person's name, in any spelling.",
    "institution": "An institution's name.",
    "since": "From this day, month or year on.",
    "until": "Up to and with this day, month or year.",
    "origins": "At least so many independent origins.",
    "disagree": "`1`: only events whose sources contradict each other.",
    "sort": "newest, oldest or origins.",
}


def asked(  # noqa: PLR0913, PLR0917 (one argument a filter, so that each is documented)
    request: Request,
    text: Annotated[str | None, Query(description=FILTERS["text"], max_length=LONGEST)] = None,
    about: Annotated[str | None, Query(description=FILTERS["about"], max_length=LONGEST)] = None,
    type: Annotated[str | None, Query(description=FILTERS["type"], max_length=LONGEST)] = None,
    status: Annotated[str | None, Query(description=FILTERS["status"], max_length=LONGEST)] = None,
    topic: Annotated[str | None, Query(description=FILTERS["topic"], max_length=LONGEST)] = None,
    country: Annotated[str | None, Query(description=FILTERS["country"], max_length=LONGEST)] = None,
    partner: Annotated[str | None, Query(description=FILTERS["partner"], max_length=LONGEST)] = None,
    person: Annotated[str | None, Query(description=FILTERS["person"], max_length=LONGEST)] = None,
    institution: Annotated[str | None, Query(description=FILTERS["institution"], max_length=LONGEST)] = None,
    since: Annotated[str | None, Query(description=FILTERS["since"], max_length=LONGEST)] = None,
    until: Annotated[str | None, Query(description=FILTERS["until"], max_length=LONGEST)] = None,
    origins: Annotated[str | None, Query(description=FILTERS["origins"], max_length=LONGEST)] = None,
    disagree: Annotated[str | None, Query(description=FILTERS["disagree"], max_length=LONGEST)] = None,
    sort: Annotated[str | None, Query(description=FILTERS["sort"], max_length=LONGEST)] = None,
) -> Filters:
    """The filters of an address, the same for every list, drawing and export."""
    del text, about, type, status, topic, country, partner, person, institution, since, until, origins, disagree, sort
    return Filters.of(dict(request.query_params))


Asked = Annotated[Filters, Depends(asked)]


def desk_of(request: Request) -> Desk:
    """What asks the record."""
    found: Desk = request.app.state.desk
    return found


Asking = Annotated[Desk, Depends(desk_of)]


@router.get("/record", summary="What the record holds")
def record(desk: Asking) -> Held:
    """Counts of events and pages: numbers of events without numbers of pages mislead."""
    from marsad import __version__

    holding, facets = desk.holding(), desk.facets(Filters())
    return Held(
        events=facets.total,
        disagreeing=facets.disagreeing,
        pages_read=holding.read,
        pages_telling=holding.telling,
        pages_empty=holding.empty,
        pages_failed=holding.failed,
        outlets=holding.outlets,
        first_page=holding.first,
        last_page=holding.last,
        version=__version__,
        state=desk.state,
    )


@router.get("/events", summary="Events that fit")
def events(asked: Asked, desk: Asking, limit: Limit = 25, offset: Offset = 0, lang: Lang = "en") -> Events:
    """A stretch of the events that fit all filters, in the order asked for."""
    found = desk.find(asked, limit, offset)
    more = offset + limit if offset + limit < min(found.total, DEEPEST) else None
    return Events(
        total=found.total,
        limit=limit,
        offset=offset,
        next=None if more is None else "/api/events" + asked.query(limit=limit, offset=more, lang=lang),
        items=[summary(e, lang) for e in found.events],
    )


def summary(e: Event, lang: LabelLang) -> Summary:
    """An event as an item of a list."""
    return Summary(
        id=e.id,
        type=e.type,
        start=e.start,
        end=e.end,
        precision=e.precision,
        country=e.country,
        city=e.city,
        status=e.status,
        participants=[Who(**participant_to_dict(p)) for p in e.participants],
        topics=list(e.topics),
        count=e.count,
        attribution=e.attribution,
        origins=len(e.origins),
        pages=len({m.page for m in e.mentions}),
        disagrees=contradicted(e),
        confirmed=bool(e.confirmed),
        headline=headline(e, load_labels(lang)),
        href=f"/events/{e.id}",
    )


Identifier = Annotated[str, Path(max_length=64)]


@router.get(
    "/events/{id}", summary="One event with everything behind it", responses={301: {"description": "Merged since."}}
)
def event(id: Identifier, desk: Asking) -> Full:
    """The codebook's fields, every claim, disagreement, origin and mention with its words."""
    return Full(event=event_to_dict(desk.event(id)))


@router.get("/facets", summary="Counts of the events that fit")
def facets(asked: Asked, desk: Asking) -> FacetCounts:
    """By type, status, topic, country, pair, person, institution, corroboration, year and month."""
    found = desk.facets(asked)
    lists = {
        name: [Counted(value=c.value, n=c.n) for c in getattr(found, name)]
        for name in (
            "types",
            "statuses",
            "topics",
            "countries",
            "pairs",
            "people",
            "institutions",
            "origins",
            "years",
            "months",
        )
    }
    return FacetCounts(total=found.total, disagreeing=found.disagreeing, undated=found.undated, **lists)


@router.get("/people", summary="Office holders and institutions")
def people(desk: Asking, name: Text = None, limit: Limit = 25, offset: Offset = 0) -> People:
    """Those whose name or office has all the words of ``name``, those with most events first."""
    found = [a for a in desk.actors().values() if a.kind in ("person", "institution") and named(a, name or "")]
    found.sort(key=lambda a: (-len(a.events), a.id))
    more = offset + limit if offset + limit < min(len(found), DEEPEST) else None
    return People(
        total=len(found),
        limit=limit,
        offset=offset,
        next=None if more is None else address("/api/people", {"name": name, "limit": limit, "offset": more}),
        items=[someone(a) for a in found[offset : offset + limit]],
    )


@router.get("/people/{id}", summary="One office holder or institution")
def person(id: Identifier, desk: Asking) -> Someone:
    """Offices, spellings and events of one office holder or institution."""
    found = desk.actors().get(id)
    if found is None or found.kind not in ("person", "institution"):
        raise UsageError(f"nobody is known as {id}; /api/people lists those there are")
    return someone(found)


def someone(a: Actor) -> Someone:
    """An actor as the API tells them."""
    return Someone(
        id=a.id,
        kind=a.kind,  # type: ignore[arg-type]
        name=a.name,
        country=a.country,
        spellings=list(a.spellings),
        offices=[Served(role=o.role, first=o.first, last=o.last, events=o.events) for o in a.offices],
        first=a.first,
        last=a.last,
        events=list(a.events),
        href=f"/people/{a.id}",
    )


@router.get("/drawings/timeline", summary="The events of a timeline")
def timeline(asked: Asked, desk: Asking, lang: Lang = "en") -> Timeline:
    """Events in order of their dates, at most 5,000."""
    return timeline_of(desk.find(asked, MOST.events), load_labels(lang))


@router.get("/drawings/network", summary="Who met whom")
def network(asked: Asked, desk: Asking, lang: Lang = "en") -> Network:
    """Nodes and links, at most 1,000 nodes."""
    return network_of(desk.find(asked, MOST.met), load_labels(lang), desk.actors(), MOST)


@router.get("/drawings/map", summary="Where events took place")
def map_(asked: Asked, desk: Asking, lang: Lang = "en") -> Map:
    """Cities and countries with their numbers."""
    return map_of(desk.find(asked, MOST.events), load_labels(lang))
