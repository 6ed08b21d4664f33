"""The door, and what the site says of itself: logging in, about, the documentation of the API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad.view.web.guard import new_session, set_cookie
from marsad.view.web.visit import Visiting

router = APIRouter()
NAME = 80  # characters of a name


@router.get("/login")
def login(visit: Visiting, token: str = "") -> Response:
    """The form; a right ``token`` in the address opens at once."""
    if token and visit.options.token and visit.keys.opens(token=token):
        return _enter(visit, visit.options.user or "")
    return visit.render("login.html", forms=True, wrong=bool(token))


@router.post("/login")
def enter(
    visit: Visiting,
    password: Annotated[str, Form(max_length=1000)] = "",
    name: Annotated[str, Form(max_length=NAME)] = "",
    form_token: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Open the door."""
    visit.keys.check_form(visit.session, form_token, visit.request.headers)
    if visit.keys.opens(password=password, token=password):
        return _enter(visit, " ".join(name.split()))
    return visit.render("login.html", status=403, forms=True, wrong=True)


def _enter(visit: Visiting, name: str) -> Response:
    response = RedirectResponse("/", 303)
    set_cookie(response, visit.keys, new_session(name, known=True), secure=visit.secure)
    return response


@router.get("/about")
def about(visit: Visiting) -> HTMLResponse:
    """How the record is made, its limits, the keyboard, the formats."""
    return visit.render("about.html", holding=visit.desk.holding())


@router.get("/api")
def api(request: Request, visit: Visiting) -> HTMLResponse:
    """The documentation of the JSON API, from its own description."""
    described = request.app.openapi()
    return visit.render("api.html", described=described, paths=described["paths"])
