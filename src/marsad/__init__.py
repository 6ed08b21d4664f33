"""Marsad reads news pages, Arabic first, into a sourced record of security diplomacy.

>>> import marsad
>>> article = marsad.read("page.html")               # doctest: +SKIP
>>> with marsad.open("marsad.db") as record:         # doctest: +SKIP
...     record.add("pages/")
...     frame = record.events(since="2023-01-01", about="إسبانيا").to_frame()

:func:`read` and :func:`read_all` read pages, :func:`open` opens a record; :mod:`marsad.errors` has what they
raise. The stages (``marsad.source``, ``read``, ``find``, ``merge``) load when they are first used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.api import Place, ReadArticle, Record
    from marsad.errors import PageError
    from marsad.source import SourceOptions

__all__ = ["__version__", "open", "read", "read_all"]
__version__ = "0.1.0"


def read(path: Place, *, options: SourceOptions | None = None) -> ReadArticle:
    """Read one page and find the events in it: see :func:`marsad.api.read`."""
    from marsad import api

    return api.read(path, options=options)


def read_all(
    paths: Iterable[Place], *, jobs: int = 1, options: SourceOptions | None = None
) -> Iterator[ReadArticle | PageError]:
    """Read many pages in order: see :func:`marsad.api.read_all`."""
    from marsad import api

    return api.read_all(paths, jobs=jobs, options=options)


def open(path: Place) -> Record:
    """Open a record, or make one: see :func:`marsad.api.open`."""
    from marsad import api

    return api.open(path)


class _Marsad(ModuleType):
    """Keeps ``marsad.read`` the function when the stage of the same name, ``marsad/read/``, is first
    imported.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name != "read" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Marsad
