"""Keeps readings on disk between reading and merging, so that memory stays flat in the number of pages."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType

from marsad.model import Reading


class Spool:
    """Readings in a temporary file that vanishes with it; can be gone through as often as needed, in order.

    The file is this process's own and has no name, which is why pickle is safe here.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="marsad-")  # noqa: SIM115 (closed by __exit__)
        self._count = 0
        self._passed = 0

    def add(self, reading: Reading) -> None:
        """Append one reading."""
        self._file.seek(0, 2)
        pickle.dump(reading, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def count(self) -> None:
        """Count a reading that is not kept."""
        self._passed += 1

    def __len__(self) -> int:
        return self._count + self._passed

    def __iter__(self) -> Iterator[Reading]:
        at = 0
        for _ in range(self._count):
            self._file.seek(at)
            reading: Reading = pickle.load(self._file)
            at = self._file.tell()
            yield reading

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
