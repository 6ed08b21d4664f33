"""What is done with one page, the same in every engine, and the batches in which engines hand pages about.

An engine is a way to run :func:`read_batches` over many batches: in this process, in a pool of child processes
(:mod:`marsad.run.local`) or on a cluster (:mod:`marsad.run.spark`). It is given an iterator of batches and gives one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from marsad.errors import PageError
from marsad.find import find
from marsad.lexicon import Lexicon
from marsad.model import Page, Reading
from marsad.read import read_article
from marsad.read.disguise import disguised
from marsad.source.position import Position

Read: TypeAlias = Reading | PageError
#: What comes from a source: pages, why there are none, what a record has read before, and how far a container was read.
Item: TypeAlias = Page | PageError | Reading | Position
CHUNK_PAGES = 32
CHUNK_BYTES = 2_000_000
CHUNK_SECONDS = 0.5


def reading(page: Page, lexicon: Lexicon) -> Read:
    """One page through all stages. An error of the page is a value, so that the others go on."""
    try:
        article = read_article(page, lexicon.pages, lexicon.times)
    except PageError as error:
        return error
    found = find(article, lexicon)
    notes = disguised(article, found.mentions)
    return replace(found, findings=(*found.findings, *notes)) if notes else found


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items in lists that are worth sending to another process, small enough to keep memory flat, and soon enough where
    they come slowly.
    """
    chunk: list[Item] = []
    size, begun = 0, time.monotonic()
    for item in items:
        chunk.append(item)
        size += len(item.data) if isinstance(item, Page) else 0
        if len(chunk) >= CHUNK_PAGES or size >= CHUNK_BYTES or time.monotonic() - begun > CHUNK_SECONDS:
            yield chunk
            chunk, size, begun = [], 0, time.monotonic()
    if chunk:
        yield chunk


def with_outlet(items: Iterable[Item], outlet: str | None) -> Iterator[Item]:
    """``items``; pages whose source does not name an outlet get ``outlet``."""
    for item in items:
        needs = outlet and isinstance(item, Page) and item.outlet is None
        yield replace(item, outlet=outlet) if needs and isinstance(item, Page) else item
