"""The engine of a cluster: Apache Spark runs the same stages over parts of files, and merges by steps over tables.

Readings are written to Parquet by the tasks, and come back from there in the order of the files, so that what follows
(the record) is the same as on one machine; without a record the cluster merges them itself (:mod:`marsad.run.merging`).
Every node needs Marsad with its extra ``spark``, and the files and the working folder at the same place.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial, reduce
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from marsad.errors import MarsadError, UsageError
from marsad.model import Reading
from marsad.run.frames import decode
from marsad.run.stage import Read
from marsad.run.worker import Worker
from marsad.source import SourceOptions
from marsad.source.parts import Part, Surveyed, cut, settled
from marsad.source.walk import files_under

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from marsad.run.keep import Merged
    from marsad.run.tables import Step

Task = Callable[["Iterator[pa.RecordBatch]"], "Iterator[pa.RecordBatch]"]
#: So many tasks a core: one that has long files does not keep the others waiting at the end.
TASKS = 4
PART_BYTES = 64 << 20
ALONE = 20_000  # pages with events that one process merges in a minute
SHUFFLE_BYTES = 16 << 20  # of packed readings for each partition of what is shuffled to merge them
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where and how to read.

    ``master`` is what Spark calls its master (``local[2]``, ``spark://host:7077``, ``yarn``), ``work`` a folder for the
    readings as Parquet (in its ``readings``), which must not be there yet and which all nodes share. Files of more than
    ``part_bytes`` are read in parts.
    """

    work: Path
    master: str = "local[*]"
    part_bytes: int = PART_BYTES

    @property
    def readings(self) -> Path:
        """The table of the readings (:data:`marsad.run.arrow.READ`)."""
        return self.work / "readings"


def readings_spark(
    paths: Iterable[str],
    options: SourceOptions,
    cluster: Cluster,
    *,
    outlet: str | None = None,
    session: SparkSession | None = None,
) -> Iterator[Read]:
    """Read and find in every page under ``paths``, in order, on a cluster.

    Args:
        paths: files, folders and patterns, as for :func:`marsad.source.pages`; no standard input.
        options: how sources are read; a manifest is not supported.
        cluster: where.
        outlet: the outlet of pages whose source does not name one.
        session: one to use instead, which stays open.

    Raises:
        UsageError: pyspark or Java is missing, or the folder is there.
        MarsadError: the job failed.
    """
    read_spark(paths, options, cluster, outlet=outlet, session=session)
    return _in_order(cluster.readings)


def read_spark(
    paths: Iterable[str],
    options: SourceOptions,
    cluster: Cluster,
    *,
    outlet: str | None = None,
    session: SparkSession | None = None,
) -> None:
    """As :func:`readings_spark`, but the readings stay where they are: nothing comes to this process."""
    if cluster.work.exists():
        raise UsageError(f"{cluster.work} is there already; name a folder for Spark to make")
    if options.manifest:
        raise UsageError("a manifest is not supported on a cluster; put its columns into the pages' table")
    files = [cut(place, options, cluster.part_bytes) for place in files_under(paths, options)]
    with _session(cluster, session) as spark, _failing():
        cluster.work.mkdir(parents=True)
        jobs = _Jobs(spark, cluster.work)
        parts = settled(files, partial(jobs.survey, options=options))
        rows = [(n, k, part) for n, some in enumerate(parts) for k, part in enumerate(some)]
        if rows:
            task = partial(_task, options=options, outlet=outlet)
            jobs.over(rows, task, "file long, part long, n long, events boolean, read binary").write.parquet(
                str(cluster.readings)
            )


def merged_spark(cluster: Cluster, session: SparkSession | None = None, *, alone: int = ALONE) -> Merged:
    """The events that the readings of ``cluster`` tell: those of :func:`marsad.run.keep.merge_spool`, byte for byte.

    Where no more than ``alone`` pages tell any, it is this process that merges them: Spark's joins would take longer.

    Raises :class:`MarsadError` where the job fails.
    """
    from marsad.run.keep import Merged, merge_spool
    from marsad.run.merging import merged

    if not cluster.readings.exists():
        return Merged([], {})
    with _session(cluster, session) as spark, _failing():
        telling = _telling(cluster, spark)
        if telling.count() <= alone:
            return merge_spool(read for read in _in_order(cluster.readings, telling=True) if isinstance(read, Reading))
        with _frames(cluster, spark) as frames:
            return merged(frames, telling)


def events_spark(cluster: Cluster, session: SparkSession | None = None) -> Path:
    """As :func:`merged_spark`, but the events stay where they are: text files of JSON lines, as ``marsad export jsonl``
    writes them, in no order, in the folder that is returned. For more events than one machine's memory holds.
    """
    from marsad.run.merging import LINES, events, lines

    done = cluster.work / "events"
    with _session(cluster, session) as spark, _failing(), _frames(cluster, spark) as frames:
        found = events(frames, _telling(cluster, spark))
        frames.mapped(found, lines, LINES).write.text(str(done))
    return done


def _telling(cluster: Cluster, spark: SparkSession) -> DataFrame:
    """The readings that tell events."""
    return spark.read.parquet(str(cluster.readings)).where("events")


@contextmanager
def _frames(cluster: Cluster, spark: SparkSession) -> Iterator[Frames]:
    """Tables for merging, which end with the context."""
    folder = cluster.work / "merging"
    folder.mkdir()
    size = sum(part.stat().st_size for part in cluster.readings.iterdir())
    partitions = max(TASKS * spark.sparkContext.defaultParallelism, size // SHUFFLE_BYTES)
    spark.conf.set("spark.sql.shuffle.partitions", str(partitions))
    try:
        yield Frames(spark, folder)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _session(cluster: Cluster, given: SparkSession | None) -> Iterator[SparkSession]:
    spark = given or start(cluster.master)
    try:
        yield spark
    finally:
        if given is None:
            spark.stop()


@contextmanager
def _failing() -> Iterator[None]:
    """What Spark raises as an error of ours, with its last line."""
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        raise MarsadError(f"the Spark job failed: {str(error).strip().splitlines()[-1][:300]}") from error


def start(master: str) -> SparkSession:
    """A Spark session.

    Raises :class:`UsageError` where pyspark or Java is missing.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError('a cluster is run by Spark: pip install "marsad[spark]"') from error
    os.environ["PYSPARK_PYTHON"] = sys.executable
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # we use none of it
    builder = SparkSession.builder.master(master).appName("marsad")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkRuntimeError, OSError) as error:
        raise UsageError(f"Spark cannot start; it needs Java 17 ({str(error).splitlines()[0]})") from error


class _Jobs:
    """Jobs over parts of files, which lie in a table of one row group a task."""

    def __init__(self, spark: SparkSession, work: Path) -> None:
        self._spark, self._work, self._numbers = spark, work, count()

    def over(self, rows: Sequence[tuple[int, int, Part]], task: Callable[..., Any], columns: str) -> DataFrame:
        """What ``task`` makes of batches of the parts (:data:`marsad.run.arrow.PARTS`), some in a row a task."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        from marsad.run.arrow import PARTS, part_row

        tasks = min(len(rows), TASKS * self._spark.sparkContext.defaultParallelism)
        place = self._work / f"parts-{next(self._numbers)}.parquet"
        with pq.ParquetWriter(place, PARTS) as table:
            for n in range(tasks):
                some = rows[n * len(rows) // tasks : (n + 1) * len(rows) // tasks]
                table.write_table(pa.Table.from_pylist([part_row(*row) for row in some], PARTS))
        ids = self._spark.range(0, tasks, 1, tasks)
        return ids.mapInArrow(partial(_groups, place=str(place), task=task), columns)

    def survey(self, parts: Sequence[Part], options: SourceOptions) -> list[Surveyed | None]:
        """As :data:`marsad.source.parts.Survey`."""
        from marsad.run.arrow import survey_batches

        rows = [(0, n, part) for n, part in enumerate(parts)]
        columns = "n long, first long, after long, records long, lines long"
        found: list[Surveyed | None] = [None] * len(parts)
        for row in self.over(rows, partial(survey_batches, options=options), columns).collect():
            n, first, *rest = row
            found[n] = None if first is None else Surveyed(first, *rest)
        return found


def _groups(batches: Iterator[pa.RecordBatch], place: str, task: Task) -> Iterator[pa.RecordBatch]:
    """``task`` over the row groups of the table at ``place`` that ``batches`` name."""
    import pyarrow.parquet as pq

    def named() -> Iterator[pa.RecordBatch]:
        with pq.ParquetFile(place) as table:
            for batch in batches:
                for n in batch["id"].to_pylist():
                    yield from table.read_row_group(n).to_batches()

    return task(named())


def _task(
    batches: Iterator[pa.RecordBatch], options: SourceOptions, outlet: str | None
) -> Iterator[pa.RecordBatch]:
    from marsad.run.arrow import page_batches, read_batches

    return read_batches(page_batches(batches, options, outlet), _worker())


@cache
def _worker() -> Worker:
    """The child process of this process of Spark's, which does many tasks; it ends when its parent does."""
    return Worker()


def _in_order(readings: Path, *, telling: bool = False) -> Iterator[Read]:
    """The readings as their files stand in the order of reading: each task wrote some that follow one another.

    Only those that tell events, if it is ``telling`` ones that are wanted.
    """
    import pyarrow.parquet as pq

    for part in sorted(readings.glob("part-*.parquet")):
        with pq.ParquetFile(part) as table:
            for batch in table.iter_batches(batch_size=64, columns=["events", "read"]):
                found = zip(batch["events"].to_pylist(), batch["read"].to_pylist(), strict=True)
                yield from (decode(frame) for tells, frame in found if tells or not telling)


class Frames:
    """Spark's data frames as :class:`marsad.run.tables.Tables`; what is kept is written to ``folder``."""

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self._spark, self._folder, self._numbers = spark, folder, count()

    def _place(self) -> str:
        return str(self._folder / f"table-{next(self._numbers)}")

    def made(self, table: pa.Table) -> DataFrame:
        """A table from the driver's."""
        import pyarrow.parquet as pq

        place = self._place()
        pq.write_table(table, place)
        return self._spark.read.parquet(place)

    def mapped(self, table: DataFrame, step: Step, schema: pa.Schema) -> DataFrame:
        """What ``step`` makes of each part."""
        from pyspark.sql.pandas.types import from_arrow_schema

        return table.mapInArrow(step, from_arrow_schema(schema))

    def gathered(
        self, table: DataFrame, by: Sequence[str], order: Sequence[str], step: Step, schema: pa.Schema
    ) -> DataFrame:
        """As `mapped`, with rows that agree in ``by`` one after the other."""
        return self.mapped(table.repartition(*by).sortWithinPartitions(*by, *order), step, schema)

    def joined(
        self, left: DataFrame, right: DataFrame, on: Sequence[str], how: Literal["inner", "left"] = "inner"
    ) -> DataFrame:
        """Rows that agree in ``on``."""
        return left.join(right, list(on), how)

    def together(self, *tables: DataFrame) -> DataFrame:
        """All rows."""
        return reduce(lambda a, b: a.unionByName(b), tables)

    def chosen(self, table: DataFrame, **columns: str) -> DataFrame:
        """Columns under new names."""
        return table.select(*(table[old].alias(new) for new, old in columns.items()))

    def filled(self, table: DataFrame, column: str, other: str) -> DataFrame:
        """With the values of ``other`` where ``column`` has none."""
        from pyspark.sql import functions

        return table.withColumn(column, functions.coalesce(column, other))

    def distinct(self, table: DataFrame) -> DataFrame:
        """Every row once."""
        return table.distinct()

    def numbered(self, table: DataFrame, by: str, name: str) -> DataFrame:
        """With numbers that grow with ``by``: the part's, then the row's in it."""
        from pyspark.sql import functions

        return table.orderBy(by).withColumn(name, functions.monotonically_increasing_id())

    def kept(self, table: DataFrame) -> DataFrame:
        """Written to disk, so that numbers stay what they are."""
        place = self._place()
        table.write.parquet(place)
        return self._spark.read.schema(table.schema).parquet(place)

    def batches(self, table: DataFrame) -> Iterator[pa.RecordBatch]:
        """All rows, to the driver: by way of the disk, as the JVM of the driver would hold all of them at once."""
        import pyarrow.parquet as pq

        place = self._place()
        table.write.parquet(place)
        for part in sorted(Path(place).glob("part-*.parquet")):
            with pq.ParquetFile(part) as found:
                yield from found.iter_batches()
