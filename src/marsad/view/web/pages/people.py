"""People and institutions: office holders only, from their public acts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from marsad.errors import UsageError
from marsad.text import fold_word
from marsad.view import words
from marsad.view.actors import Actor
from marsad.view.recap.content import line
from marsad.view.web.ask import Filters
from marsad.view.web.visit import Visit, Visiting

router = APIRouter()
LISTED = 100
SHOWN = 50


@router.get("/people")
def people(visit: Visiting) -> HTMLResponse:
    """All office holders and institutions, those with most events first."""
    kind = "institution" if visit.request.query_params.get("kind") == "institution" else "person"
    name = words.plain(visit.request.query_params.get("name", "")[:200])
    found = [a for a in visit.desk.actors().values() if a.kind == kind and named(a, name)]
    found.sort(key=lambda a: (-len(a.events), a.name))
    return visit.render(
        "people.html", kind=kind, name=name, actors=found[:LISTED], total=len(found), rest=max(0, len(found) - LISTED)
    )


def named(actor: Actor, name: str) -> bool:
    """Whether every word of ``name`` begins a word of one of the actor's spellings or offices."""
    wanted = fold_word(name).split()
    told = " ".join(fold_word(text) for text in (*actor.spellings, *(o.role for o in actor.offices)))
    return all(word in told for word in wanted)


@router.get("/people/{id}")
def person(visit: Visiting, id: str) -> HTMLResponse:
    """One office holder or institution."""
    known = visit.desk.actors()
    found = known.get(id)
    if found is None or found.kind not in ("person", "institution"):
        raise UsageError(visit.texts("people.nobody"))
    return visit.render("person.html", **profile(visit, found, known))


def profile(visit: Visit, found: Actor, known: dict[str, Actor]) -> dict[str, Any]:
    """What the page of someone shows."""
    asked = Filters(person=found.name) if found.kind == "person" else Filters(institution=found.name)
    events, facets = visit.desk.find(asked, SHOWN), visit.desk.facets(asked)
    return {
        "actor": found,
        "total": events.total,
        "lines": [line(e, visit.labels) for e in events.events],
        "counterparts": [(known[id_], n) for id_, n in found.counterparts if id_ in known][:12],
        "types": [(c.value, c.n) for c in facets.types],
        "years": [(c.value, c.n) for c in facets.years],
    }
