"""Makes the pictures of docs/ from examples/: ``make pictures``. Needs Chromium and the built front end."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import marsad

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402
from tests.view.web.site import served, visiting  # noqa: E402

IMAGES = ROOT / "docs/images"


def main() -> None:
    """Read the examples into a record that is thrown away, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, marsad.open(Path(folder) / "examples.db") as record:
        record.add(ROOT / "examples")
        told = max(record.events(), key=lambda e: (len(e.disagreements), len(e.origins), len(e.mentions)))
        with served(record) as base, chromium() as browser:
            for name, width, path in (
                ("web-event", 1180, f"/events/{told.id}?lang=en&theme=light"),
                ("web-phone", 390, f"/events/{told.id}?lang=ar&theme=light"),
            ):
                with visiting(browser, base, width=width) as visitor:
                    visitor.go(path).screenshot(path=str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    main()
