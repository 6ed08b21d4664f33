"""Large files in parts, for several machines to read: together they give what the whole file gives, and as often.

JSON lines are cut at lines, web archives at records (members, where they are compressed), Parquet at row groups. Where
a record begins near a byte somewhere in the middle is first sought (:func:`surveyed`, a thousandth of the work of
reading), and then believed only if the record before it ends there (:func:`settled`): bytes that look like a beginning
may stand within a record.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from marsad.errors import PageError, PageUnreadable
from marsad.source.options import SourceOptions
from marsad.source.records import has_lines, line_part, line_span, loose
from marsad.source.sniff import GZIP, HEAD, PARQUET, ZIP, is_archive, is_records
from marsad.source.walk import Item, located

Kind = Literal["lines", "archive", "table", "whole"]


@dataclass(frozen=True, slots=True)
class Part:
    """The records of the file ``place`` that begin in ``[begin:end]``, bytes or rows; of a ``whole`` file all.

    ``records`` and ``lines`` (of JSON lines) are those before it. ``sought``: it may begin within a record, which
    belongs to the part before.
    """

    place: str
    kind: Kind = "whole"
    begin: int = 0
    end: int = 0
    records: int = 0
    lines: int = 0
    sought: bool = False


@dataclass(frozen=True, slots=True)
class Surveyed:
    """Where the first record of a part begins and where its last one ends; how many records and lines it has."""

    first: int
    after: int
    records: int = 0
    lines: int = 0


def cut(place: str, options: SourceOptions, size: int) -> list[Part]:
    """The parts of a file, of some ``size`` bytes each; one where it is small or of a kind that cannot be cut.

    Kinds that cannot: a JSON array, and what is compressed as a whole.
    """
    whole = [Part(place)]
    try:
        length = os.path.getsize(place)
        kind = _kind(place) if length > size and os.path.isfile(place) else "whole"
        if kind == "table":
            from marsad.source.table import table_spans

            return [Part(place, kind, *span) for span in table_spans(place, size)] or whole
    except (OSError, ValueError, PageError):  # reading it tells why
        return whole
    if kind == "whole":
        return whole
    begins = range(0, length, size)
    return [Part(place, kind, at, min(at + size, length), sought=at > 0) for at in begins]


def _kind(place: str) -> Kind:
    """As :mod:`marsad.source.walk` takes a file that is no part of another."""
    name = os.path.basename(place)
    with open(place, "rb") as file:
        head = file.read(HEAD)
    if is_archive(head, name):
        return "archive"
    if head.startswith(PARQUET):
        return "table"
    packed = head.startswith((GZIP, *ZIP))
    return "lines" if not packed and is_records(head, name) and has_lines(head, name) else "whole"


def surveyed(part: Part, options: SourceOptions) -> Surveyed | None:
    """What a part of lines or an archive has; ``None`` where the file cannot be read in parts."""
    span = part.begin, part.end
    try:
        with open(part.place, "rb") as file:
            if part.kind == "lines":
                return Surveyed(*line_span(file, span, options.max_bytes))
            from marsad.source.warc import warc_span

            return Surveyed(*warc_span(file, part.place, options, span, sought=part.sought))
    except (OSError, PageError):
        return None


Survey = Callable[[Sequence[Part]], Sequence[Surveyed | None]]


def settled(files: Sequence[Sequence[Part]], survey: Survey) -> list[list[Part]]:
    """The parts of each file with beginnings and ends that are records', and without empty ones.

    ``survey`` applies :func:`surveyed` to parts, all at once.
    """
    done = [list(parts) for parts in files]
    cuts = {n: parts for n, parts in enumerate(files) if parts[0].kind in {"lines", "archive"}}
    found: dict[Part, Surveyed | None] = {}
    asked = [part for parts in cuts.values() for part in parts]
    while asked:
        found |= zip(asked, survey(asked), strict=True)
        asked = []
        for n, parts in cuts.items():
            done[n], wrong = _chained(parts, found)
            asked += wrong
    return done


def _chained(parts: Sequence[Part], found: Mapping[Part, Surveyed | None]) -> tuple[list[Part], list[Part]]:
    """The parts of a file, each from where the one before ends; and those to survey again, from where that is.

    Until none is left, the first list is not to be believed from the first of these on.
    """
    chain: list[Part] = []
    wrong: list[Part] = []
    at = records = lines = 0
    for part in parts:
        if at >= part.end:
            continue  # the record before goes on to its end
        exact = replace(part, begin=at, sought=False)
        seen = found.get(exact, found[part])
        if seen is None:
            return [Part(part.place)], []
        if exact not in found and seen.first != at:
            wrong.append(exact)
        after = max(at, seen.after)
        chain.append(replace(exact, end=after, records=records, lines=lines))
        at, records, lines = after, records + seen.records, lines + seen.lines
    return chain, wrong


def part_pages(part: Part, options: SourceOptions) -> Iterator[Item]:
    """The pages of a part, as :func:`marsad.source.walk.located` gives those of a file."""
    if part.kind == "whole":
        yield from located([part.place], options)
        return
    try:
        yield from _within(part, options)
    except PageError as error:
        yield error
    except OSError as error:
        yield PageUnreadable(part.place, f"it cannot be opened ({error.strerror or error})")


def _within(part: Part, options: SourceOptions) -> Iterator[Item]:
    naming = loose(part.place, os.path.basename(part.place))
    if part.kind == "table":
        from marsad.source.table import table_pages

        yield from table_pages(part.place, naming, options, part.begin, part.end)
        return
    with open(part.place, "rb") as file:
        if part.kind == "lines":
            yield from line_part(file, naming, options, (part.begin, part.end), (part.records, part.lines))
        else:
            from marsad.source.warc import warc_pages

            yield from warc_pages(file, part.place, options, part.begin, part.end)
