# ruff: noqa: E501
"""The whole site on loopback, and a visitor in a real browser who notes what goes wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from marsad.record import Record
from marsad.view.web.app import create_app
from marsad.view.web.options import Options
from marsad.view.web.visit import built

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
# What is wider than its box and may not be scrolled: text that nobody can read.
CLIPPED = """() => [...document.querySelectorAll('body *')].filter((e) => {
  const style = getComputedStyle(e);
  if (e.closest('.unseen, svg, .scroll, .drawing-tip') || !e.textContent.trim() || style.display === 'inline') return false;
  return ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
}).map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""
OUTSIDE = """() => [...document.querySelectorAll('main *')].filter((e) => {
  if (e.closest('.unseen, .scroll, svg, details:not([open]), .drawing') || !e.getClientRects().length) return false;
  const box = e.getBoundingClientRect();
  return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
}).map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""


@contextmanager
def served(record: Record, options: Options | None = None) -> Iterator[str]:
    """The address of the site of ``record``."""
    config = uvicorn.Config(create_app(record, options), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the server did not start")
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass
class Visitor:
    """A browser window; ``said`` are errors of scripts and of the policy, ``asked`` the hosts that were asked."""

    page: Page
    context: BrowserContext
    base: str
    scripts: bool = True
    said: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def go(self, path: str) -> Page:
        """Open a page of the site and wait until its scripts run and its drawing, if it has one, is drawn."""
        self.page.goto(self.base + path, wait_until="load")
        if self.scripts and built("app.js") and self.page.locator("figure.drawing").count():
            self.page.locator("figure.drawing svg a").first.wait_for(state="attached")
        return self.page

    def layout(self) -> list[str]:
        """What does not fit: a page wider than the window, text cut off or beside it."""
        page = self.page
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        return ([f"{wide} px too wide"] if wide > 0 else []) + page.evaluate(CLIPPED) + page.evaluate(OUTSIDE)

    def serious(self) -> list[str]:
        """What axe finds serious or critical."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {v['nodes'][0]['html'][:160]} ({v['nodes'][0].get('failureSummary', '')[:200]})"
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]


@contextmanager
def visiting(browser: Browser, base: str, *, width: int = 1280, scripts: bool = True) -> Iterator[Visitor]:
    """A visitor of the site at ``base``."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    visitor = Visitor(page, context, base, scripts)
    page.on("pageerror", lambda error: visitor.said.append(str(error)))
    page.on("console", lambda message: visitor.said.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (visitor.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: visitor.asked.add(urlsplit(request.url).hostname or ""))
    try:
        yield visitor
    finally:
        context.close()
