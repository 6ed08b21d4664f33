"""Events: search with facets, each view's feeds and exports, one event with everything behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad.errors import UsageError
from marsad.view import words
from marsad.view.actors import actor, identifier
from marsad.view.disagree import disagreements, one_sided
from marsad.view.export.formats import FORMATS, format_named
from marsad.view.export.setting import Setting
from marsad.view.recap.content import line
from marsad.view.web.ask import KNOWN, AskedWrongly, Filters
from marsad.view.web.citing import highwire
from marsad.view.web.eventview import COMPARED, Shown
from marsad.view.web.queries import Count, Facets
from marsad.view.web.visit import Visit, Visiting

router = APIRouter()
PAGE = 25
DEEPEST = 400  # pages of a list that can be turned to
EXPORTED = 5000  # events in one file; `marsad export` has no such limit
SHOWN = 8  # values of a facet before the rest
EMBEDDED = 10
NEEDS = {"xlsx": "openpyxl", "parquet": "duckdb", "gexf": "networkx", "graphml": "networkx"}
KINDS = {
    "atom": "application/atom+xml", "ics": "text/calendar; charset=utf-8", "geojson": "application/geo+json",
    "jsonld": "application/ld+json", "jsonl": "application/x-ndjson", "ftm": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8", "csv-excel": "text/csv; charset=utf-8", "dyad-year": "text/csv; charset=utf-8",
    "codebook": "text/csv; charset=utf-8", "plover": "text/tab-separated-values; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet", "gexf": "application/gexf+xml", "graphml": "application/graphml+xml",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json", "ris": "application/x-research-info-systems; charset=utf-8",
}  # fmt: skip


@cache
def offered() -> tuple[str, ...]:
    """The formats whose libraries are here."""
    return tuple(name for name in FORMATS if name not in NEEDS or find_spec(NEEDS[name]) is not None)


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet beside the list: its filter, name, values with their words, and what is chosen."""

    name: str
    label: str
    values: tuple[tuple[str, str, int], ...]
    chosen: str | None
    chosen_words: str


@router.get("/events")
def events(visit: Visiting) -> HTMLResponse:
    """The list of events that fit the address."""
    asked, mistakes = asked_of(visit)
    number = page_number(visit)
    found = visit.desk.find(asked, PAGE, (number - 1) * PAGE)
    facets = visit.desk.facets(asked)
    return visit.render(
        "events.html",
        status=422 if mistakes else 200,
        asked=asked,
        mistakes=mistakes,
        found=found,
        lines=[line(e, visit.labels) for e in found.events],
        facets=facet_views(asked, facets, visit),
        counted=facets,
        page=number,
        pages=min(-(-found.total // PAGE), DEEPEST),
        formats=offered(),
        chips=chips(asked, visit),
        exported=EXPORTED,
        page_address=lambda n: "/events" + asked.query(page=n),
    )


def asked_of(visit: Visit) -> tuple[Filters, dict[str, str]]:
    """The filters of the address; where some are wrong, the others, and what is wrong in words."""
    given = dict(visit.request.query_params)
    try:
        return Filters.of(given), {}
    except AskedWrongly as error:
        told = {name: visit.texts(key, **values) for name, (key, values) in error.mistakes.items()}
        return Filters.of({name: value for name, value in given.items() if name not in told}), told


def page_number(visit: Visit) -> int:
    """Which page of a list is asked for."""
    text = visit.request.query_params.get("page", "1")
    return min(max(int(text), 1), DEEPEST) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def value_words(name: str, value: str, visit: Visit) -> str:
    """A filter's value as a reader knows it."""
    labels, t = visit.labels, visit.texts
    match name:
        case "type":
            return labels.types.get(value, value)
        case "status":
            return labels.statuses.get(value, value)
        case "topic":
            return labels.topics.get(value, value)
        case "country" | "partner":
            return labels.country(value)
        case "origins":
            return t("events.origins_at_least", n=int(value))
        case "disagree":
            return t("events.disagreeing")
    return words.plain(value)


def chips(asked: Filters, visit: Visit) -> list[tuple[str, str, str, str]]:
    """What is asked, each with the address that asks it no more: (name, label, words, address)."""
    return [
        (name, visit.texts(f"filter.{name}"), value_words(name, value, visit), "/events" + without(asked, name).query())
        for name, value in asked.narrowed.items()
    ]


def without(asked: Filters, name: str) -> Filters:
    """The filters without one of them."""
    return asked.but(**{name: Filters.of({}).__getattribute__(name)})


def facet_views(asked: Filters, facets: Facets, visit: Visit) -> list[FacetView]:
    """The facets of a list in the order they are shown."""
    by_name: dict[str, tuple[Count, ...]] = {
        "type": facets.types,
        "status": facets.statuses,
        "country": facets.countries,
        "topic": facets.topics,
        "person": facets.people,
        "institution": facets.institutions,
        "since": tuple(reversed(facets.years)),
        "origins": facets.origins,
    }
    if asked.country:
        partners = [
            (code, c.n) for c in facets.pairs for code in c.value.split("-") if asked.country in c.value.split("-")
        ]
        by_name["partner"] = tuple(Count(code, n) for code, n in partners if code != asked.country)
    shown = []
    for name, counts in by_name.items():
        chosen = asked.given().get(name)
        values = tuple((c.value, value_words(name, c.value, visit), c.n) for c in counts)
        if values or chosen:
            words_ = value_words(name, chosen, visit) if chosen else ""
            shown.append(FacetView(name, visit.texts(f"filter.{name}"), values, chosen, words_))
    return shown


@router.get("/events/{id}")
def event(visit: Visiting, id: str) -> Response:
    """One event."""
    found = visit.desk.event(id)
    if found.id != id:  # merged since: the old address leads on
        return RedirectResponse(f"/events/{found.id}", 301)
    shown = Shown(found, visit.labels)
    people = shown.people()
    node = {n: identifier(node) for n, who in enumerate(people) if (node := actor(who.participant)) is not None}
    return visit.render(
        "event.html",
        event=found,
        line=line(found, visit.labels),
        shown=shown,
        people=people,
        node=node,
        known=visit.desk.actors(),
        fields=shown.fields(),
        compared=COMPARED,
        disagreements=disagreements(found, visit.labels),
        one_sided=one_sided(found),
        why=visit.desk.why(found.id) if visit.request.query_params.get("why") else None,
        acts=visit.desk.history(found.id),
        meta=highwire(found, visit.labels),
        span=words.day_span(found.start, found.end, found.precision),
    )


@router.get("/events/{id}/cite/{form}")
def cite(visit: Visiting, id: str, form: str) -> Response:
    """The pages of one event as references."""
    if form not in ("ris", "bibtex", "csl"):
        raise UsageError(f"there is no form of citation {form}; there are ris, bibtex, csl")
    return exported(visit, form, [visit.desk.event(id)], id)


@router.get("/export/{form}")
def export(visit: Visiting, form: str) -> Response:
    """The events that fit the address, in one format."""
    asked = Filters.of(dict(visit.request.query_params))
    format_named(form)
    if form not in offered():
        raise UsageError(f'{form} needs {NEEDS[form]}: pip install "marsad[exports]"')
    found = visit.desk.find(asked, EXPORTED)
    if found.total > EXPORTED:
        raise UsageError(visit.texts("events.too_many", n=found.total, most=EXPORTED))
    return exported(visit, form, visit.desk.exportable(found.events), "events")


def exported(visit: Visit, form: str, events: list, name: str) -> Response:  # type: ignore[type-arg]
    """Events as a file."""
    chosen = format_named(form)
    out = BytesIO()
    chosen.write(events, out, Setting.of(visit.lang))
    headers = {"content-disposition": f'attachment; filename="{name}{chosen.suffix}"'}
    if form == "atom":
        headers = {}
    return Response(out.getvalue(), media_type=KINDS.get(form, "application/octet-stream"), headers=headers)


@router.get("/embed/events")
def embed(visit: Visiting) -> HTMLResponse:
    """A short list of the events that fit the address, for a frame on another site."""
    asked, mistakes = asked_of(visit)
    found = visit.desk.find(asked, EMBEDDED)
    return visit.render(
        "embed.html",
        status=422 if mistakes else 200,
        asked=asked,
        mistakes=mistakes,
        found=found,
        lines=[line(e, visit.labels) for e in found.events],
        chips=chips(asked, visit),
    )


def choices(name: str) -> tuple[str, ...]:
    """The values that a filter knows."""
    return KNOWN[name]


def encoded(**values: str) -> str:
    """Parameters of an address."""
    return urlencode(values)
