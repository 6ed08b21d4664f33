"""Runs the application on this machine until it is stopped."""

from __future__ import annotations

import logging

import uvicorn

from marsad.record import Record
from marsad.view.web.app import create_app
from marsad.view.web.options import Options


def serve(record: Record, options: Options) -> None:
    """Serve ``record`` until interrupted."""
    logging.basicConfig(level=logging.WARNING, format="marsad: %(message)s")
    app = create_app(record, options)
    uvicorn.run(
        app,
        host=options.host,
        port=options.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        limit_concurrency=200,
        timeout_keep_alive=5,
    )


def entrance(options: Options) -> str:
    """The address to open."""
    host = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(options.host, options.host)
    host = f"[{host}]" if ":" in host else host
    opening = f"/login?token={options.token}" if options.token else "/"
    return f"http://{host}:{options.port}{opening}"
