"""The first page: what the record holds, what is new, what many tell, where sources disagree."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from marsad.view import words
from marsad.view.recap.content import line
from marsad.view.web.ask import Filters
from marsad.view.web.queries import Count
from marsad.view.web.visit import Visit, Visiting

router = APIRouter()
LISTED = 6
RANKED = 10
YEARS = 12  # months shown go back so many years at most


@router.get("/")
def overview(visit: Visiting) -> HTMLResponse:
    """The overview."""
    desk, labels = visit.desk, visit.labels
    facets = desk.facets(Filters())
    newest = desk.find(Filters(), LISTED).events
    strongest = desk.find(Filters(sort="origins", origins=2), LISTED).events
    disagreeing = desk.find(Filters(disagree=True), LISTED).events
    return visit.render(
        "overview.html",
        holding=desk.holding(),
        facets=facets,
        newest=[line(e, labels) for e in newest],
        strongest=[line(e, labels) for e in strongest],
        disagreeing=[line(e, labels) for e in disagreeing],
        months=months(facets.months, visit),
        ranked=RANKED,
    )


def months(counted: tuple[Count, ...], visit: Visit) -> list[dict[str, object]]:
    """Years with their months for the calendar of activity: each with its number and a shade from 0 to 4."""
    if not counted:
        return []
    numbers = {c.value: c.n for c in counted}
    last = int(counted[-1].value[:4])
    first = max(int(counted[0].value[:4]), last - YEARS + 1)
    most = max(numbers.values())
    rows: list[dict[str, object]] = []
    for year in range(last, first - 1, -1):
        cells = []
        for month in range(1, 13):
            key = f"{year}-{month:02}"
            n = numbers.get(key, 0)
            day = date(year, month, 1)
            name = words.when(day, day, "month", visit.labels)
            shade = 1 + 3 * (n - 1) // max(most - 1, 1) if n else 0
            cells.append({"key": key, "n": n, "shade": shade, "name": name})
        rows.append({"year": str(year), "cells": cells, "n": sum(c["n"] for c in cells)})  # type: ignore[misc]
    return rows
