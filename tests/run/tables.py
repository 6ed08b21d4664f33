"""The tables of a merge without a cluster: parts and batches are cut at random, rows in any order."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyarrow as pa

from marsad.run.tables import Step


class Shuffled:
    """As :class:`marsad.run.tables.Tables`, over tables of one process."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def _mixed(self, table: pa.Table) -> pa.Table:
        return table.take(pa.array(self.chance.sample(range(len(table)), len(table)), pa.int64()))

    def _batches(self, table: pa.Table) -> Iterator[pa.RecordBatch]:
        at = 0
        while at < len(table):
            size = self.chance.randint(1, 4)
            yield from table.slice(at, size).combine_chunks().to_batches()
            at += size

    def _done(self, parts: Sequence[pa.Table], step: Step, schema: pa.Schema) -> pa.Table:
        found = [batch for part in parts for batch in step(self._batches(part))]
        assert all(batch.schema.equals(schema) for batch in found)
        return pa.Table.from_batches(found, schema)

    def made(self, table: pa.Table) -> pa.Table:
        return table

    def mapped(self, table: pa.Table, step: Step, schema: pa.Schema) -> pa.Table:
        mixed, cut = self._mixed(table), self.chance.randint(0, len(table))
        return self._done([mixed.slice(0, cut), mixed.slice(cut)], step, schema)

    def gathered(
        self, table: pa.Table, by: Sequence[str], order: Sequence[str], step: Step, schema: pa.Schema
    ) -> pa.Table:
        known = list(zip(*(table[name].to_pylist() for name in by), strict=True))
        part_of = {key: self.chance.randint(0, 2) for key in dict.fromkeys(known)}
        parts = defaultdict(list)
        for at, key in enumerate(known):
            parts[part_of[key]].append(at)
        wanted = [(name, "ascending") for name in (*by, *order)]
        return self._done([self._mixed(table.take(rows)).sort_by(wanted) for rows in parts.values()], step, schema)

    def joined(self, left: pa.Table, right: pa.Table, on: Sequence[str], how: str = "inner") -> pa.Table:
        return left.join(right, list(on), join_type="left outer" if how == "left" else how)

    def together(self, *tables: pa.Table) -> pa.Table:
        return pa.concat_tables(tables)

    def chosen(self, table: pa.Table, **columns: str) -> pa.Table:
        return pa.table({new: table[old] for new, old in columns.items()})

    def filled(self, table: pa.Table, column: str, other: str) -> pa.Table:
        at = table.schema.get_field_index(column)
        pairs = zip(table[column].to_pylist(), table[other].to_pylist(), strict=True)
        values = pa.array([b if a is None else a for a, b in pairs], table.schema.field(column).type)
        return table.set_column(at, column, values)

    def distinct(self, table: pa.Table) -> pa.Table:
        return pa.Table.from_pylist([dict(row) for row in {tuple(r.items()) for r in table.to_pylist()}], table.schema)

    def numbered(self, table: pa.Table, by: str, name: str) -> pa.Table:
        found = sorted(table.to_pylist(), key=lambda row: row[by])
        gaps = [n * 3 + (n > 2) * (1 << 40) for n in range(len(found))]
        numbered = [{**row, name: gap} for row, gap in zip(found, gaps, strict=True)]
        return self._mixed(pa.Table.from_pylist(numbered, table.schema.append(pa.field(name, pa.int64()))))

    def kept(self, table: pa.Table) -> pa.Table:
        return table

    def batches(self, table: pa.Table) -> Iterator[pa.RecordBatch]:
        return self._batches(self._mixed(table))
