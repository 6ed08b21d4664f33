"""How far a container was read, so that a later run can go on there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO

HEAD = 1 << 12


@dataclass(frozen=True, slots=True)
class Position:
    """All of the container ``path`` before ``offset`` was given.

    ``offset`` counts bytes, or rows of a table. ``head`` is a fingerprint of what lay before it, by which the file is
    known again also when more was appended since. ``passed`` counts the records since the last position that are no
    pages (requests, redirects, images). ``resumed`` marks the one that reading began at: an earlier run had reached it.
    """

    path: str
    offset: int
    head: str
    passed: int = 0
    resumed: bool = False


def fingerprint(file: IO[bytes], offset: int) -> str:
    """A digest of the first bytes of ``file``, as far as they lie before ``offset``."""
    return _digest(file, min(offset, HEAD))


def is_same(file: IO[bytes], position: Position) -> bool:
    """Whether ``file`` still begins as it did when ``position`` was reached."""
    size = position.head.partition(":")[0]
    return size.isdecimal() and _digest(file, int(size)) == position.head


def _digest(file: IO[bytes], size: int) -> str:
    file.seek(0)
    return f"{size}:{hashlib.sha256(file.read(size)).hexdigest()[:32]}"

