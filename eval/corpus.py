"""The articles of the corpora by reference: ``<day>:<index>``, the day of the archive and the place in its array."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from marsad.errors import PageError
from marsad.model import Page
from marsad.source import pages

ARCHIVE = re.compile(r"(\d{4}-\d\d-\d\d)\.(?:zip|jsonl?|json\.gz)$")
ITEM = re.compile(r"#(\d+)$")


def archives(folder: Path) -> list[Path]:
    """The files under ``folder`` that are named by a day, in order."""
    return sorted(path for path in folder.rglob("*") if ARCHIVE.search(path.name))


def articles(folder: Path, chosen: frozenset[str] | None = None) -> Iterator[tuple[str, Page]]:
    """Every article (of ``chosen`` references) that can be read as a page, with its reference.

    An archive is of one day, which is taken as its articles' day of publication, as the dated pages have it.
    """
    for path in archives(folder):
        match = ARCHIVE.search(path.name)
        day = match.group(1) if match else ""
        if chosen is not None and not any(ref.startswith(day) for ref in chosen):
            continue
        for page in pages([str(path)]):
            item = None if isinstance(page, PageError) else ITEM.search(page.id)
            if isinstance(page, PageError) or item is None:
                continue
            ref = f"{day}:{item.group(1)}"
            if chosen is None or ref in chosen:
                yield ref, replace(page, published=page.published or date.fromisoformat(day))


def gold_references(folders: Iterable[Path]) -> frozenset[str]:
    """The references of all articles that have gold or annotations under ``folders``."""
    found = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(document, dict) and document.get("ref"):
                found.add(str(document["ref"]))
    return frozenset(found)


def order(text: str) -> str:
    """What a fixed order that nobody chose sorts by: the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()
