"""The engine of a cluster: Apache Spark runs the same stages over files, one task reading some of them.

Readings are written to Parquet by the tasks, and come back from there in the order of the files, so that what follows
(the record, merging) is the same as on one machine. Every node needs Marsad with its extra ``spark``, and the files at
the same place.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.errors import MarsadError, UsageError
from marsad.run.frames import decode
from marsad.run.stage import Read
from marsad.run.worker import Worker
from marsad.source import SourceOptions
from marsad.source.walk import files_under

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

Task = Callable[["Iterator[pa.RecordBatch]"], "Iterator[pa.RecordBatch]"]
#: So many tasks a core: one that has long files does not keep the others waiting at the end.
TASKS = 4


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where and how to read.

    ``master`` is what Spark calls its master (``local[2]``, ``spark://host:7077``, ``yarn``), ``work`` a folder for the
    readings as Parquet, which must not be there yet and which all nodes share.
    """

    work: Path
    master: str = "local[*]"


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
    if cluster.work.exists():
        raise UsageError(f"{cluster.work} is there already; name a folder for Spark to make")
    if options.manifest:
        raise UsageError("a manifest is not supported on a cluster; put its columns into the pages' table")
    places = list(files_under(paths, options))
    spark = session or start(cluster.master)
    try:
        _run(spark, places, partial(_task, options=options, outlet=outlet), str(cluster.work))
    finally:
        if session is None:
            spark.stop()
    return _in_order(cluster.work) if places else iter(())


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
    builder = SparkSession.builder.master(master).appName("marsad").config("spark.ui.enabled", "false")
    try:
        return builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "64").getOrCreate()
    except (PySparkRuntimeError, OSError) as error:
        raise UsageError(f"Spark cannot start; it needs Java 17 ({str(error).splitlines()[0]})") from error


def _run(spark: SparkSession, places: list[str], task: Task, work: str) -> None:
    from pyspark.errors import PySparkException

    if not places:
        return
    tasks = min(len(places), TASKS * spark.sparkContext.defaultParallelism)
    rows = spark.sparkContext.parallelize(list(enumerate(places)), tasks)
    files = spark.createDataFrame(rows, "file long, place string")
    try:
        read = files.mapInArrow(task, "file long, n long, read binary")
        read.write.parquet(work)
    except PySparkException as error:
        raise MarsadError(f"the Spark job failed: {str(error).strip().splitlines()[-1][:300]}") from error


def _task(
    batches: Iterator[pa.RecordBatch], options: SourceOptions, outlet: str | None
) -> Iterator[pa.RecordBatch]:
    from marsad.run.arrow import page_batches, read_batches

    return read_batches(page_batches(batches, options, outlet), _worker())


@cache
def _worker() -> Worker:
    """The child process of this process of Spark's, which does many tasks; it ends when its parent does."""
    return Worker()


def _in_order(work: Path) -> Iterator[Read]:
    """The readings as their files stand in the order of reading: each task wrote some that follow one another."""
    import pyarrow.parquet as pq

    for part in sorted(work.glob("part-*.parquet")):
        with pq.ParquetFile(part) as table:
            for batch in table.iter_batches(batch_size=64, columns=["read"]):
                yield from (decode(frame) for frame in batch["read"].to_pylist())
