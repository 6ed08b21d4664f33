"""What every record is, wherever it is kept: two engines, its errors, and what is left behind when it is cleaned."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Engine

JUDGED = "somebody judged the same at this moment; nothing was recorded: look at the event again first"


class Store(ABC):
    """Where a record is kept. :attr:`reader` and :attr:`writer` are engines; a writer takes the lock when it
    begins. ``place`` is how the user calls it, ``path`` its file, if it is one.
    """

    def __init__(self, place: str, path: Path | None, reader: Engine, writer: Engine) -> None:
        self.place = place
        self.path = path
        self.reader = reader
        self.writer = writer

    def close(self) -> None:
        """Give it back."""
        self.reader.dispose()
        self.writer.dispose()

    @abstractmethod
    def told(self) -> AbstractContextManager[None]:
        """Database errors inside become :class:`RecordError` with what to do."""

    @abstractmethod
    def scrub(self) -> None:
        """Overwrite what was taken out."""

    @abstractmethod
    def copies(self) -> list[str]:
        """Copies that migrations kept; they are as they were."""
