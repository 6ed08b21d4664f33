"""How a page goes to another process and its reading comes back: frames over a pipe.

What comes back is JSON and nothing else: the process that parsed a hostile page is not trusted to send objects.
"""

from __future__ import annotations

import json
from typing import IO

from marsad import errors
from marsad.codec import reading_from_dict, reading_to_dict
from marsad.errors import PageError
from marsad.model import Reading

_SIZE = 8


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    stream.write(len(data).to_bytes(_SIZE, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame, or ``None`` where the other side is gone."""
    head = stream.read(_SIZE)
    size = int.from_bytes(head, "big")
    data = stream.read(size) if len(head) == _SIZE else b""
    return data if len(head) == _SIZE and len(data) == size else None


def encode(read: Reading | PageError) -> bytes:
    """A reading, or why there is none, as JSON in UTF-8."""
    if isinstance(read, PageError):
        told: object = {"error": [type(read).__name__, read.path, read.reason]}
    else:
        told = reading_to_dict(read, full=True)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def tells_events(frame: bytes) -> bool:
    """Whether a reading in the form of :func:`encode` tells any event, by its bytes alone.

    In JSON no text can hold the marks looked for: a quotation mark within one is escaped.
    """
    return b'"events":[]' not in frame and not frame.startswith(b'{"error":')


def decode(data: bytes | str) -> Reading | PageError:
    """The inverse of :func:`encode`."""
    told = json.loads(data.decode("utf-8", "surrogatepass") if isinstance(data, bytes) else data)
    if "error" not in told:
        return reading_from_dict(told)
    name, path, reason = told["error"]
    kind = getattr(errors, name, PageError)
    return kind(path, reason) if isinstance(kind, type) and issubclass(kind, PageError) else PageError(path, reason)
