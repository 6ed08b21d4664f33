"""A source: the article's own text with events, people, dates and places marked, each mark leading to its event."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad.errors import UsageError
from marsad.find.trace import Step, Trace
from marsad.model import Event, Reading, SourcedMention
from marsad.view import words
from marsad.view.address import web_address
from marsad.view.explain.lines import lines as traced_lines
from marsad.view.explain.lines import values
from marsad.view.private import without_names
from marsad.view.recap.content import line
from marsad.view.web.ask import address
from marsad.view.web.marks import hidden_stretches, lines, marks
from marsad.view.web.queries import source_key
from marsad.view.web.visit import Visit, Visiting

router = APIRouter()
LISTED = 100


@router.get("/events/{id}/sources/{key}")
def of_event(visit: Visiting, id: str, key: str) -> Response:
    """A page that tells an event."""
    event = visit.desk.event(id)
    page = visit.desk.source(event, key)
    if page is None:
        raise UsageError(visit.texts("source.no_page", event=event.id))
    return show(visit, page, event)


@router.get("/sources")
def listed(visit: Visiting) -> HTMLResponse:
    """Every page read, by outlet; those without an event and those that failed."""
    rows = [] if visit.options.public else visit.desk.pages()
    kind = visit.request.query_params.get("kind", "telling")
    chosen = [r for r in rows if ("failed" if r.failed is not None else "empty" if r.empty else "telling") == kind]
    number = visit.request.query_params.get("page", "1")
    n = int(number) if number.isascii() and number.isdecimal() and 0 < len(number) < 7 else 1
    pages = -(-len(chosen) // LISTED)
    return visit.render(
        "sources.html",
        holding=visit.desk.holding(),
        rows=chosen[(n - 1) * LISTED : n * LISTED],
        total=len(chosen),
        kind=kind,
        page=n,
        pages=pages,
        page_address=lambda n: f"/sources?kind={kind}&page={n}",
    )


@router.get("/source")
def by_name(visit: Visiting, page: str = "") -> Response:
    """A page by its identity or id, also one without an event; not in public, where nobody can ask by name."""
    if visit.options.public:
        raise UsageError(visit.texts("source.not_public"))
    reading = visit.desk.reading(page)
    identity = reading.article.identity
    told = visit.desk.events_of(identity, len(reading.mentions))
    if told and visit.request.query_params.get("stay") is None:
        return RedirectResponse(f"/events/{next(iter(told.values()))}/sources/{source_key(identity)}", 303)
    return show(visit, identity, None)


def show(visit: Visit, page: str, event: Event | None) -> HTMLResponse:
    """The source page."""
    reading = visit.desk.reading(page)
    article = reading.article
    told = visit.desk.events_of(page, len(reading.mentions))
    events = [visit.desk.event(id_) for id_ in dict.fromkeys(told.values())]
    names = visit.desk.hidden(page) if visit.options.public else frozenset()
    dark = hidden_stretches(article, names)
    found = marks(reading, told)
    traced = visit.request.query_params.get("rules") is not None and not dark
    mention = _cited(event, page) if event else None
    return visit.render(
        "source.html",
        forms=not visit.options.public,
        article=article,
        title=without_names(article.title, names),
        reading=reading,
        address=web_address(mention.address if mention and visit.options.public else article.address),
        key=source_key(page),
        event=event,
        events=[(e, line(e, visit.labels)) for e in events],
        lines=list(lines(article, found, dark)),
        told=told,
        direction="rtl" if article.lang == "ar" else "ltr",
        hides=bool(dark),
        left_out=article.left_out if not visit.options.public else (),
        traced=list(traced_lines(article, trace(reading))) if traced else None,
        values=[(n, m, list(values(m))) for n, m in enumerate(reading.mentions)] if traced else [],
        published=words.when(article.published, article.published, "day", visit.labels) if article.published else "",
        here=page if not visit.options.public else "",
        findings=[] if visit.options.public else reading.findings,
    )


def _cited(event: Event, page: str) -> SourcedMention | None:
    key = source_key(page)
    return next((m for m in event.mentions if source_key(m.page) == key), None)


def trace(reading: Reading) -> tuple[Step, ...]:
    """What the finder of this version does with the article, rule by rule."""
    from marsad import lexicon
    from marsad.find import find

    steps = Trace()
    find(reading.article, lexicon.load(), steps)
    return tuple(steps.steps)


def local(page: str) -> str:
    """The address of a page by its identity."""
    return address("/source", {"page": page})
