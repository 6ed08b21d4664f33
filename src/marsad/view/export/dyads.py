"""Events counted by pair of states and year, with Correlates of War codes: made to be joined to other data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from itertools import combinations
from typing import BinaryIO, get_args

from marsad.model import Event, EventType
from marsad.view.export.csv import write_table
from marsad.view.export.network import HAPPENED
from marsad.view.export.rows import Cell
from marsad.view.export.setting import Setting
from marsad.view.export.states import State, states
from marsad.view.words import side_codes

TYPES: tuple[str, ...] = get_args(EventType)
COLUMNS = ("year", "ccode1", "state1", "ccode2", "state2", "events", *TYPES, "origins")
Dyad = tuple[int, int, int]


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """CSV, one row a pair (``ccode1`` below ``ccode2``) and year in which both took part in an event."""
    del setting
    counts = count(events)
    names = {state.cow: state.abb for state in states().values()}
    file = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    rows: Iterator[Mapping[str, Cell]] = (
        {
            "year": year,
            "ccode1": one,
            "state1": names[one],
            "ccode2": two,
            "state2": names[two],
            **{column: counts[year, one, two][column] for column in ("events", *TYPES, "origins")},
        }
        for year, one, two in sorted(counts)
    )
    write_table(COLUMNS, rows, file)
    file.detach()


def count(events: Iterable[Event]) -> dict[Dyad, Counter[str]]:
    """Events, types and origins by year and pair of COW numbers.

    Only what happened or is under way counts, in the year it began; an event whose bounds span two years
    because nobody knows better is of neither.
    """
    found: dict[Dyad, Counter[str]] = {}
    for event in events:
        year = year_of(event)
        if year is None or event.status not in HAPPENED:
            continue
        sides = [states()[code] for code in side_codes(event) if code in states()]
        for one, two in combinations(sorted(n for state in sides if (n := _member(state, year))), 2):
            found.setdefault((year, one, two), Counter()).update(
                {"events": 1, event.type: 1, "origins": len(event.origins)}
            )
    return found


def year_of(event: Event) -> int | None:
    """The year that the event is of."""
    if event.start is None:
        return None
    same = event.end is None or event.end.year == event.start.year
    return event.start.year if same or event.precision == "day" else None


def _member(state: State, year: int) -> int | None:
    return state.cow if state.cow is not None and year >= state.since else None
