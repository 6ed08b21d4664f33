"""Marsad from Python: read a page, keep a record, ask it.

>>> import marsad
>>> article = marsad.read("page.html")                      # doctest: +SKIP
>>> article.title, article.published, article.mentions      # doctest: +SKIP
>>> with marsad.open("marsad.db") as record:                # doctest: +SKIP
...     record.add("pages/")
...     frame = record.events(since="2023-01-01", about="إسبانيا").to_frame()
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeAlias

from marsad import lexicon
from marsad.errors import PageEmpty, PageError, UsageError
from marsad.lexicon.labels import code_of
from marsad.model import Lang, Page, Reading
from marsad.record import Added
from marsad.run import readings
from marsad.run.keep import Keeper, ResumableRecord
from marsad.source import SourceOptions, pages
from marsad.store.writing import Failure

Place: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class ReadArticle(Reading):
    """A page as it was read: its article's fields beside ``mentions``, ``findings`` and ``figures``."""

    @property
    def id(self) -> str:
        """The file name without its suffixes, or ``container#item``."""
        return self.article.id

    @property
    def title(self) -> str:
        """The article's title."""
        return self.article.title

    @property
    def body(self) -> str:
        """The article's own text, which offsets of ``body`` point into."""
        return self.article.body

    @property
    def published(self) -> date | None:
        """The day of publication, if the page settles it."""
        return self.article.published

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return self.article.outlet

    @property
    def lang(self) -> Lang:
        """The article's language."""
        return self.article.lang

    @property
    def address(self) -> str | None:
        """The page's canonical address."""
        return self.article.address


def read(path: Place, *, options: SourceOptions | None = None) -> ReadArticle:
    """Read one page and find the events in it.

    Each call starts a reading process, which takes half a second; for many pages use :func:`read_all`.

    Args:
        path: a file with one page (HTML, text, or one JSON article).
        options: how sources are read; see :class:`marsad.source.SourceOptions`.

    Raises:
        PageError: the page cannot be read; its kinds say why.
        UsageError: the file holds several pages; use :func:`read_all`.
        LexiconError: the words Marsad reads with are not valid.
    """
    found = read_all([path], options=options)
    first = next(found, None)
    if first is None:
        raise PageEmpty(os.fspath(path), "there is no page in it")
    if isinstance(first, PageError):
        raise first
    if next(found, None) is not None:
        raise UsageError(f"{os.fspath(path)} holds several pages; read them with marsad.read_all([...])")
    return first


def read_all(
    paths: Iterable[Place], *, jobs: int = 1, options: SourceOptions | None = None
) -> Iterator[ReadArticle | PageError]:
    """Read many pages in order; a page that cannot be read is given as its error.

    Args:
        paths: files, folders, containers, or ``-`` for standard input.
        jobs: number of processes.
        options: how sources are read.
    """
    sources = pages([os.fspath(path) for path in paths], options)
    for item in readings(sources, lexicon.load(), jobs=jobs):
        if isinstance(item, PageError):
            yield item
        elif isinstance(item, Reading):
            yield _article(item)


def _article(reading: Reading) -> ReadArticle:
    return ReadArticle(
        reading.article,
        reading.mentions,
        reading.findings,
        reading.figures,
        reading.finder,
        reading.lexicon,
    )


class Record(ResumableRecord):
    """A record that also takes paths: ``record.add("pages/")`` reads and keeps what is there."""

    def add(
        self,
        what: Place | Reading | Iterable[Reading] | Iterable[Place] = (),
        failures: Iterable[PageError | Failure] = (),
        *,
        jobs: int = 1,
        options: SourceOptions | None = None,
    ) -> Added:
        """Keep readings, or read and keep the pages of one or several paths.

        Returns how many pages were recorded, unchanged and failed; ``record.pages()`` has the reasons of
        failures.
        """
        if isinstance(what, Reading):
            return super().add(what, failures)
        items = iter([what] if isinstance(what, str | os.PathLike) else what)
        first = next(items, None)
        if first is None or isinstance(first, Reading):
            given = () if first is None else chain([first], items)
            return super().add((item for item in given if isinstance(item, Reading)), failures)
        paths = [os.fspath(item) for item in chain([first], items) if not isinstance(item, Reading)]
        return self._read(pages(paths, options), list(failures), jobs)

    def _read(
        self, sources: Iterable[Page | PageError], failures: list[PageError | Failure], jobs: int
    ) -> Added:
        keeper = Keeper(self)
        words = lexicon.load()
        stream = readings(keeper.recalling(sources, words.version), words, jobs=jobs)
        failed = sum(isinstance(item, PageError) for item in keeper.keeping(stream))
        super().add(failures=failures)
        return Added(keeper.recorded, keeper.unchanged, failed + len(failures))


def open(path: Place) -> Record:
    """The record at ``path``, a file or ``postgresql://…``, made where there is none.

    Use it in a ``with`` statement, or close it.

    Raises:
        RecordError: it is locked, damaged, or no record of Marsad's; it is left as it was.
    """
    return Record.open(os.fspath(path), code_of)
