"""Timeline, network and map: each a drawing beside a table that says the same."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from marsad.view.web.ask import Filters
from marsad.view.web.drawn import MOST, Limits, map_of, network_of, timeline_of
from marsad.view.web.pages.events import asked_of, chips, facet_views
from marsad.view.web.visit import Visit, Visiting

router = APIRouter()
TABLED = 200  # rows of the table beside a drawing


@router.get("/timeline")
def timeline(visit: Visiting) -> HTMLResponse:
    """Events as bars over time."""
    asked, context = _asked(visit)
    drawn = timeline_of(visit.desk.find(asked, MOST.events), visit.labels)
    return visit.render("timeline.html", kind="timeline", rows=drawn.events[:TABLED], drawn=drawn, **context)


@router.get("/network")
def network(visit: Visiting) -> HTMLResponse:
    """Who met whom."""
    asked, context = _asked(visit)
    drawn = network_of(visit.desk.find(asked, MOST.met), visit.labels, visit.desk.actors(), Limits())
    names = {node.id: node for node in drawn.nodes}
    return visit.render("network.html", kind="network", rows=drawn.links[:TABLED], names=names, drawn=drawn, **context)


@router.get("/map")
def map_(visit: Visiting) -> HTMLResponse:
    """Where events took place."""
    asked, context = _asked(visit)
    drawn = map_of(visit.desk.find(asked, MOST.events), visit.labels)
    return visit.render("map.html", kind="map", rows=drawn.places[:TABLED], drawn=drawn, **context)


def _asked(visit: Visit) -> tuple[Filters, dict[str, Any]]:
    asked, mistakes = asked_of(visit)
    facets = visit.desk.facets(asked)
    context = {
        "asked": asked,
        "mistakes": mistakes,
        "chips": chips(asked, visit),
        "total": facets.total,
        "facets": facet_views(asked, facets, visit),
        "counted": facets,
    }
    return asked, context
