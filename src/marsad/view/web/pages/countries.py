"""Countries and pairs: everything between two sides over time, by type and topic."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from marsad.errors import UsageError
from marsad.lexicon.labels import BODIES, code_of
from marsad.view.recap.content import line
from marsad.view.web.ask import Filters
from marsad.view.web.queries import Count
from marsad.view.web.visit import Visit, Visiting
from marsad.view.words import side_codes

router = APIRouter()
LISTED = 25
COUNTED = 5000  # events that a pair's table of types and years is counted over


@router.get("/countries")
def countries(visit: Visiting) -> HTMLResponse:
    """All countries and bodies, and the pairs that meet most."""
    facets = visit.desk.facets(Filters())
    pairs = [(c.value.split("-"), c.n) for c in facets.pairs]
    return visit.render(
        "countries.html",
        states=[c for c in facets.countries if c.value not in BODIES],
        bodies=[c for c in facets.countries if c.value in BODIES],
        pairs=pairs[:40],
        rest=max(0, len(pairs) - 40),
    )


@router.get("/countries/{code}")
def country(visit: Visiting, code: str) -> Response:
    """One country or body: its partners and what was between them."""
    known = _known(visit, code)
    if known != code:
        return RedirectResponse(f"/countries/{known}", 301)
    asked = Filters(country=known)
    facets = visit.desk.facets(asked)
    partners = [
        Count(next(c for c in pair.value.split("-") if c != known), pair.n)
        for pair in facets.pairs
        if known in pair.value.split("-")
    ]
    found = visit.desk.find(asked, LISTED)
    return visit.render(
        "country.html",
        code=known,
        asked=asked,
        facets=facets,
        partners=partners,
        found=found,
        lines=[line(e, visit.labels) for e in found.events],
    )


@router.get("/countries/{code}/{partner}")
def pair(visit: Visiting, code: str, partner: str) -> Response:
    """Two sides: everything between them."""
    a, b = _known(visit, code), _known(visit, partner)
    if a == b:
        return RedirectResponse(f"/countries/{a}", 303)
    if (a, b) != (code, partner):
        return RedirectResponse(f"/countries/{a}/{b}", 301)
    asked = Filters(country=a, partner=b)
    facets = visit.desk.facets(asked)
    found = visit.desk.find(asked, LISTED)
    everything = visit.desk.find(asked, COUNTED).events
    types = sorted(Counter(e.type for e in everything).items(), key=lambda item: (-item[1], item[0]))
    grid: Counter[tuple[str, int]] = Counter((e.type, e.start.year) for e in everything if e.start)
    years = sorted({year for _, year in grid})
    return visit.render(
        "pair.html",
        a=a,
        b=b,
        asked=asked,
        facets=facets,
        found=found,
        lines=[line(e, visit.labels) for e in found.events],
        grid=grid,
        types=types,
        years=list(range(years[0], years[-1] + 1))[-12:] if years else [],
        third=third(everything, {a, b}),
    )


def third(events: tuple, pair_: set[str]) -> list[tuple[str, int]]:  # type: ignore[type-arg]
    """Who else was there."""
    counted = Counter(code for e in events for code in side_codes(e) if code not in pair_)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:8]


def _known(visit: Visit, code: str) -> str:
    found = code_of(code)
    if found is None:
        raise UsageError(visit.texts("countries.unknown", code=code[:40]))
    return found
