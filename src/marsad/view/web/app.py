"""Makes the application: :func:`create_app` gives one record, by one set of options, to any ASGI server."""

from __future__ import annotations

import logging
import secrets
from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from marsad.errors import MarsadError, RecordError, RecordLocked, UsageError
from marsad.record import Record
from marsad.view.web.ask import AskedWrongly
from marsad.view.web.guard import Forbidden, Guard, Keys
from marsad.view.web.options import Options
from marsad.view.web.queries import Desk
from marsad.view.web.visit import visit

log = logging.getLogger("marsad.web")
# FastAPI would send traces wherever variables of the environment say; nothing leaves this machine.
SILENT: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
ABOUT = (
    "The events of a record, with the words behind every value. Filters are those of the pages: what a page's address "
    "asks, the same parameters ask here. Lists are paged by `limit` and `offset`; `next` is the address of the rest."
)


def create_app(record: Record, options: Options | None = None) -> FastAPI:
    """The application over an open record, which stays the caller's to close.

    Raises:
        UsageError: the options would lay the record open to others.
    """
    from marsad import __version__
    from marsad.view.web import api
    from marsad.view.web.pages import routers

    options = options or Options()
    options.check()
    app = FastAPI(
        title="Marsad",
        version=__version__,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        telemetry=SILENT,
    )
    app.state.options = options
    app.state.keys = Keys(options)
    app.state.desk = Desk(record, public=options.public)
    app.add_middleware(Guard, options=options, keys=app.state.keys)
    app.include_router(api.router)
    for router in routers(options):
        app.include_router(router, include_in_schema=False)
    here = Path(str(resources.files("marsad.view.web")))
    app.mount("/assets", StaticFiles(directory=here / "assets"), name="assets")
    app.mount("/static", StaticFiles(directory=here / "static", check_dir=False), name="static")
    _handle_errors(app)
    return app


def _handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(MarsadError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _broken)


def _status(error: MarsadError) -> int:
    match error:
        case Forbidden():
            return 403
        case AskedWrongly():
            return 422
        case RecordLocked():
            return 503
        case RecordError():
            return 409
        case UsageError():
            return 404
    return 400


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, MarsadError)
    return error_page(request, _status(error), str(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return error_page(request, error.status_code, "", dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()[:10])
    return error_page(request, 422, told)


async def _broken(request: Request, error: Exception) -> Response:
    """What nobody foresaw: the visitor gets a number, the log what happened."""
    number = secrets.token_hex(4)
    log.error("error %s at %s", number, request.url.path, exc_info=error)
    return error_page(request, 500, number)


def error_page(request: Request, status: int, told: str, headers: dict[str, str] | None = None) -> Response:
    """An error as a page, or as JSON under ``/api``; never with what the program looks like inside."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"status": status, "detail": told or None}, status, headers)
    response = visit(request).render("error.html", status=status, code=status, told=told)
    response.headers.update(headers or {})
    return response
