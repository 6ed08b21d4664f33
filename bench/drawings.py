#!/usr/bin/env python3
"""How soon the drawings can be used in Chromium: a timeline of 5,000 events, a network of 1,000 nodes, a map.

    drawings.py

Prints for each the time from asking for the page until it is drawn and the main thread is free again, the time that one
step of the zoom takes until all is settled, and the bytes that crossed the wire. Serves made data on loopback; keeps
nothing.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.append(str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, sync_playwright
from tests.browser import FLAGS, installed
from tests.view.web import made
from tests.view.web.harness import answers, served

RUNS = 3
PAGES = {
    "timeline-ar-5000": made.timeline("ar", 5000),
    "network-en-1000": made.network("en", 1000),
    "map-fr": made.places("fr"),
}
FREE = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
SETTLED = 120  # ms that a drawing waits for the next movement before it settles


@dataclass(frozen=True, slots=True)
class Drawn:
    """Seconds until a page could be used, seconds for a step of the zoom, and its bytes."""

    usable: float
    zoomed: float
    size: int


def main() -> None:
    """Print the table, or why there is none."""
    path = installed()
    if path is None:
        print("drawings: no Chromium is installed (on Debian and Ubuntu: apt install chromium)")
        return
    print(f"{'drawings in Chromium':24} {'usable s':>9} {'zoom s':>7} {'kB':>6}")
    with served(answers(PAGES)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name in PAGES:
            runs = [measure(browser, f"{address}/{name}") for _ in range(RUNS)]
            usable, zoomed = median(run.usable for run in runs), median(run.zoomed for run in runs)
            print(f"{name:24} {usable:9.2f} {zoomed:7.2f} {runs[0].size / 1000:6.0f}")
        browser.close()


def measure(browser: Browser, address: str) -> Drawn:
    """One visit in a window of its own, so that nothing is in its cache."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(int(response.headers.get("content-length", 0))))
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".drawing-body[data-state=drawn]")
    page.evaluate(FREE)
    usable = time.perf_counter() - start
    start = time.perf_counter()
    page.locator(".drawing-buttons button").first.click()
    page.wait_for_timeout(SETTLED)
    page.evaluate(FREE)
    zoomed = time.perf_counter() - start - SETTLED / 1000
    page.close()
    return Drawn(usable, zoomed, sum(sizes))


if __name__ == "__main__":
    main()
