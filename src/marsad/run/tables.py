"""Tables larger than one machine's memory: what merging on a cluster asks of one, and rows in Arrow batches.

A step is a function from record batches to record batches, which sees a part of a table. :class:`Tables` says which
rows come together in a part; :mod:`marsad.run.spark` has Spark do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from marsad.errors import UsageError

try:
    import pyarrow as pa
except ImportError as error:
    raise UsageError('a cluster hands pages about as Arrow batches: pip install "marsad[spark]"') from error

Step: TypeAlias = Callable[["Iterator[pa.RecordBatch]"], "Iterator[pa.RecordBatch]"]
Row: TypeAlias = tuple[Any, ...]
T = TypeVar("T")
ROWS = 500  # in a batch that we make


class Tables(Protocol, Generic[T]):
    """Operations on tables of the kind ``T``. Nothing is said of the order of a table's rows, except in `gathered`."""

    def made(self, table: pa.Table) -> T:
        """A table from the driver's."""

    def mapped(self, table: T, step: Step, schema: pa.Schema) -> T:
        """What ``step`` makes of each part, in the columns of ``schema``."""

    def gathered(self, table: T, by: Sequence[str], order: Sequence[str], step: Step, schema: pa.Schema) -> T:
        """As `mapped`; all rows that agree in ``by`` come in one part, one after the other, sorted by ``order``."""

    def joined(self, left: T, right: T, on: Sequence[str], how: Literal["inner", "left"] = "inner") -> T:
        """Each row of ``left`` with each of ``right`` that agrees in ``on``; with nulls where there is none (left)."""

    def together(self, *tables: T) -> T:
        """All rows of tables with the same columns."""

    def chosen(self, table: T, **columns: str) -> T:
        """The columns under new names, given as ``new="old"``."""

    def filled(self, table: T, column: str, other: str) -> T:
        """With the values of ``other`` where ``column`` has none."""

    def distinct(self, table: T) -> T:
        """Every row once."""

    def numbered(self, table: T, by: str, name: str) -> T:
        """With a column ``name`` of numbers (``int64``, with gaps) that grow with ``by``, whose values are distinct."""

    def kept(self, table: T) -> T:
        """The same table, worked out once however often it is used."""

    def batches(self, table: T) -> Iterator[pa.RecordBatch]:
        """All rows, to the driver."""


def rows(batches: Iterable[pa.RecordBatch], *names: str) -> Iterator[Row]:
    """The rows of ``batches``, with the columns ``names``."""
    for batch in batches:
        yield from zip(*(batch[name].to_pylist() for name in names), strict=True)


def groups(found: Iterator[Row], width: int) -> Iterator[tuple[Row, Iterator[Row]]]:
    """Rows that agree in their first ``width`` columns, as they follow one another."""
    return groupby(found, key=lambda row: row[:width])


def batched(found: Iterable[Row], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as batches of the columns of ``schema``."""
    rest = iter(found)
    while some := list(islice(rest, ROWS)):
        columns = [pa.array(values, field.type) for values, field in zip(zip(*some, strict=True), schema, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
