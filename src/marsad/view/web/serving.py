"""Runs the application on this machine until it is stopped."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from threading import Timer

import uvicorn

from marsad.errors import UsageError
from marsad.record import Record
from marsad.view.web.app import create_app
from marsad.view.web.options import Options


def serve(record: Record, options: Options, ready: Callable[[], object] | None = None) -> None:
    """Serve ``record`` until interrupted; ``ready`` is called once it answers.

    Raises:
        UsageError: another program listens at the address already.
    """
    try:
        listening = socket.create_server((options.host, options.port), family=_family(options.host))
    except OSError as error:
        raise UsageError(
            f"{options.host}:{options.port} cannot be listened on: {error.strerror}; take another --port"
        ) from error
    logging.basicConfig(level=logging.WARNING, format="marsad: %(message)s")
    app = create_app(record, options)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        limit_concurrency=200,
        timeout_keep_alive=5,
    )
    if ready is not None:
        Timer(1.0, ready).start()
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def entrance(options: Options) -> str:
    """The address to open."""
    host = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(options.host, options.host)
    host = f"[{host}]" if ":" in host else host
    opening = f"/login?token={options.token}" if options.token else "/"
    return f"http://{host}:{options.port}{opening}"
