"""The recap of a period and a subject: the same that ``marsad recap`` writes."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Response

from marsad.errors import UsageError
from marsad.view.recap import Recap, Scope, compose, to_html, to_markdown
from marsad.view.recap.select import earlier, select
from marsad.view.web.pages.events import EXPORTED, asked_of
from marsad.view.web.visit import Visit, Visiting

router = APIRouter()
FORMS = {"html": (to_html, "text/html; charset=utf-8"), "md": (to_markdown, "text/markdown; charset=utf-8")}


@router.get("/recap")
def recap(visit: Visiting) -> Response:
    """The form and, once it says something, the recap."""
    scope, mistakes = scope_of(visit)
    asked = bool(scope.since or scope.until or scope.about) and not mistakes
    composed = composed_of(visit, scope) if asked else None
    years = [int(c.value) for c in visit.desk.facets(asked_of(visit)[0].but(since=None, until=None, about=None)).years]
    return visit.render(
        "recap.html", status=422 if mistakes else 200, recap=composed, mistakes=mistakes, scope=scope, years=years
    )


@router.get("/recap.{form}")
def file(visit: Visiting, form: str) -> Response:
    """The recap as a file."""
    if form not in FORMS:
        raise UsageError(f"there is no recap as {form}; there are {', '.join(FORMS)}")
    scope, mistakes = scope_of(visit)
    if mistakes:
        raise UsageError("; ".join(mistakes.values()))
    write, kind = FORMS[form]
    headers = {"content-disposition": f'attachment; filename="recap.{form}"'}
    return Response(write(composed_of(visit, scope)), media_type=kind, headers=headers)


def scope_of(visit: Visit) -> tuple[Scope, dict[str, str]]:
    """Period and subject of the address, and what is wrong with it."""
    asked, mistakes = asked_of(visit)
    return Scope(asked.first, asked.last, asked.about), mistakes


def composed_of(visit: Visit, scope: Scope) -> Recap:
    """The recap in the visitor's language, without private names."""
    from marsad import __version__

    with visit.desk.asking() as record:
        events, read = select(record, scope)
        if len(events) > EXPORTED:
            raise UsageError(visit.texts("events.too_many", n=len(events), most=EXPORTED))
        events = visit.desk.exportable(events)
        past = earlier(record, scope)
    of_pages = [(page, finding) for page, found in visit.desk.page_findings().items() for finding in found]
    return compose(
        events,
        scope,
        visit.labels,
        pages_read=read,
        version=__version__,
        today=date.today(),
        earlier=past,
        of_pages=of_pages,
    )
