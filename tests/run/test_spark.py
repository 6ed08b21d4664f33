"""The same pages give the same events on one core, in a pool of processes, through Arrow batches and on Spark."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import pack, record, response

from marsad.errors import UsageError
from marsad.merge import in_order
from marsad.model import Reading
from marsad.run import readings
from marsad.run.frames import decode, encode
from marsad.run.keep import merge_spool
from marsad.source import SourceOptions, pages
from tests.run.pages import write


def missing() -> str:
    """What Spark lacks here, or nothing."""
    try:
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
    except ImportError as error:
        return f"{error.name} is not installed"
    return "" if shutil.which("java") or os.environ.get("JAVA_HOME") else "there is no Java"


needs_spark = pytest.mark.skipif(
    bool(missing()) and os.environ.get("CI") != "true", reason=f"Spark cannot be tried: {missing()}"
)


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    folder = write(tmp_path / "pages", 5)
    blocks = [path.read_bytes() for path in sorted(folder.iterdir())]
    records = [record(response(b, "text/plain"), address=f"https://a.example/{n}") for n, b in enumerate(blocks)]
    archive = bytearray(pack(records, "gzip").data)
    archive[-20] ^= 255
    (tmp_path / "a.warc.gz").write_bytes(bytes(archive))
    (tmp_path / "empty.txt").write_bytes(b"")
    return [str(folder), str(tmp_path / "*.warc.gz"), str(tmp_path / "empty.txt"), str(tmp_path / "gone.txt")]


def events(frames: list[bytes]) -> str:
    """The merged events and which page tells them, as text."""
    found = [read for read in map(decode, frames) if isinstance(read, Reading)]
    merged = merge_spool(found)
    return json.dumps([repr(event) for event in in_order(merged.events)] + [merged.identifiers(r) for r in found])


@needs_spark
def test_every_engine_gives_the_same_events_byte_for_byte(places: list[str], tmp_path: Path, words) -> None:
    from marsad.run.spark import Cluster, merged_spark, readings_spark

    def local(jobs: int) -> list[bytes]:
        return [encode(read) for read in readings(pages(places), words, jobs=jobs)]  # type: ignore[arg-type]

    one, pool = local(1), local(2)
    cluster = Cluster(tmp_path / "work", "local[2]")
    spark = [encode(read) for read in readings_spark(places, SourceOptions(), cluster)]
    assert len(one) == 14 and sum(b'"error"' in frame for frame in one) == 3
    assert pool == one
    assert spark == one
    assert events(spark) == events(pool) == events(one)
    assert list(cluster.readings.glob("part-*.parquet"))
    merged = merged_spark(cluster)
    assert repr([merged.events, merged.of]) == repr([one_process(one).events, merged.of])
    with pytest.raises(UsageError, match="is there already"):
        readings_spark(places, SourceOptions(), cluster)


@needs_spark
def test_the_contract_is_batches_in_and_batches_out(places: list[str], words) -> None:
    import pyarrow as pa

    from marsad.run.arrow import FILES, PAGES, READ, page_batches, read_batches
    from marsad.source.walk import files_under

    found = list(files_under(places, SourceOptions()))
    rows = [{"file": n, "place": place} for n, place in enumerate(found)]

    def files() -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pylist(rows[:2], FILES)
        yield pa.RecordBatch.from_pylist(rows[2:], FILES)

    seen = list(page_batches(files(), SourceOptions(), "جريدة"))
    assert all(batch.schema.equals(PAGES) for batch in seen)
    read = list(read_batches(iter(seen)))
    assert all(batch.schema.equals(READ) for batch in read)
    told = [decode(frame) for batch in read for frame in batch["read"].to_pylist()]
    assert all(x.article.outlet for x in told if isinstance(x, Reading))
    assert [batch["n"].to_pylist() for batch in read] == [batch["n"].to_pylist() for batch in seen]


def test_standard_input_is_not_for_several_machines() -> None:
    from marsad.source.walk import files_under

    with pytest.raises(UsageError, match="standard input"):
        list(files_under(["-"], SourceOptions()))
