"""A small page with one drawing, served on loopback under a strict content security policy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

STATIC = Path(__file__).resolve().parents[3] / "src/marsad/view/web/static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self'"
KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".txt": "text/plain"}
STYLE = """
:root { color-scheme: light dark; }
:root { --paper: #fcfbf8; --ink: #1c1d1f; --muted: #5d6066; --line: #dddad2; --accent: #1d5c63; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181a; --ink: #e7e5e0; --muted: #a2a5a8; --line: #34373a; --accent: #8cc5c4; }
}
body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 17px/1.6 "Source Serif 4", "Noto Naskh Arabic", serif; }
"""
PAGE = """<!doctype html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{kind}</title>
<link rel="icon" href="/page.css"><link rel="stylesheet" href="/static/fonts.css">
<link rel="stylesheet" href="/page.css">
<link rel="stylesheet" href="/static/drawings.css"><script type="module" src="/static/app.js"></script></head>
<body><main><h1>{title}</h1><figure class="drawing" data-drawing="{kind}" data-source="{source}">
<figcaption>{title}</figcaption><div class="drawing-body"></div></figure></main></body></html>"""
TITLES = {"ar": "الأحداث", "en": "Events", "fr": "Événements"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to one address."""

    body: bytes
    kind: str = "application/json"
    status: int = 200


def answers(data: Mapping[str, Any], broken: frozenset[str] = frozenset()) -> dict[str, Answer]:
    """The pages ``/<name>`` and data ``/api/<name>`` for each name of ``data``: ``<kind>-<lang>``, or with more.

    The data of names in ``broken`` are answered with an error.
    """
    found = {"/page.css": Answer(STYLE.encode(), "text/css")}
    for path in STATIC.iterdir():
        found[f"/static/{path.name}"] = Answer(path.read_bytes(), KINDS.get(path.suffix, "application/octet-stream"))
    for name, value in data.items():
        kind, lang = name.split("-")[:2]
        direction = "rtl" if lang == "ar" else "ltr"
        source = escape(f"/api/{name}?a=1&b=2")
        page = PAGE.format(lang=lang, dir=direction, kind=kind, title=TITLES[lang], source=source)
        found[f"/{name}"] = Answer(page.encode(), "text/html; charset=utf-8")
        found[f"/api/{name}"] = Answer(json.dumps(value).encode(), status=500 if name in broken else 200)
    return found


@contextmanager
def served(known: Mapping[str, Answer]) -> Iterator[str]:
    """The address of a server on loopback that gives these answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = known.get(urlsplit(self.path).path, Answer(b"no such page", "text/plain", 404))
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Tests read what the browser says, not the server."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
