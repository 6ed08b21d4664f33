"""What a writer needs beside the events, and how optional libraries are asked for."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marsad.errors import UsageError
from marsad.lexicon.labels import LabelLang, Labels, load_labels
from marsad.link.people import People


@dataclass(frozen=True, slots=True)
class Setting:
    """The words of headings, the program's version, the day the export was made, and who is who.

    Without ``people`` each spelling of a name is somebody of their own.
    """

    labels: Labels
    version: str
    today: date
    people: People = field(default_factory=People)

    @classmethod
    def of(
        cls, lang: LabelLang = "en", today: date | None = None, people: People = People()  # noqa: B008 (frozen)
    ) -> Setting:
        """A setting for ``lang``, this version and today."""
        from marsad import __version__

        return cls(load_labels(lang), __version__, today or date.today(), people)


def library(name: str, what: str) -> Any:
    """The optional library ``name``.

    Raises:
        UsageError: it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise UsageError(f'{what} needs {package}: pip install "marsad[exports]"') from error
