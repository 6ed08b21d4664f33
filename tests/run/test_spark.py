"""The same pages give the same events on one core, in a pool of processes, through Arrow batches and on Spark."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archives import pack, record, response
from typer.testing import CliRunner

from marsad.cli import app
from marsad.errors import PageError, UsageError
from marsad.model import Reading
from marsad.run import readings
from marsad.run.frames import decode, encode
from marsad.run.keep import Merged, merge_spool
from marsad.source import SourceOptions, pages
from marsad.view.export import event_line
from tests.run.pages import MEETING, write

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EXAMPLES = Path(__file__).parents[2] / "examples"


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


def told(merged: Merged, frames: list[bytes]) -> str:
    """The merged events and which page tells them, as text."""
    found = [read for read in map(decode, frames) if isinstance(read, Reading)]
    return json.dumps([repr(event) for event in merged.events] + [merged.identifiers(r) for r in found])


def one_process(frames: list[bytes]) -> Merged:
    return merge_spool(read for read in map(decode, frames) if isinstance(read, Reading))


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from marsad.run.spark import start

    spark = start("local[2]")
    yield spark
    spark.stop()


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
    assert told(merged_spark(cluster), one) == told(one_process(one), one)
    assert list(cluster.readings.glob("part-*.parquet"))
    with pytest.raises(UsageError, match="is there already"):
        readings_spark(places, SourceOptions(), cluster)


@needs_spark
def test_the_command_prints_the_same_on_a_cluster(places: list[str], tmp_path: Path) -> None:
    def printed(*more: str) -> tuple[str, str]:
        done = CliRunner().invoke(app, ["read", *places, "--format", "jsonl", *more])
        assert done.exit_code == 1, done.output  # for there are pages that cannot be read
        return done.stdout, done.stderr.splitlines()[-1]

    local = printed()
    assert printed("--engine", "spark", "--master", "local[2]") == local
    assert '"event": "e-' in local[0] and local[1].endswith("event")
    done = CliRunner().invoke(app, ["read", *places, "--engine", "spark", "--work", str(tmp_path)])
    assert done.exit_code == 2 and "is there already" in done.stderr


def many(folder: Path) -> list[str]:
    """Some hundred pages in files that Spark reads in parts: the examples, and copies of them that differ a little."""
    texts = {path: path.read_bytes() for path in sorted(EXAMPLES.iterdir()) if path.suffix in {".html", ".txt"}}
    records, lines = [], ["{damaged"]
    for n in range(12):
        for path, block in texts.items():
            name = f"https://{n}.example/{path.name}"
            if path.suffix == ".txt" and n % 2:
                told = {"title": f"خبر {n}", "content": block.decode() * (n % 3), "url": name}
                lines.append(json.dumps(told, ensure_ascii=False))
            else:
                more = f"{name}\n".encode() * n
                kind = "text/html" if path.suffix == ".html" else "text/plain"
                records.append(record(response(block + more, kind), address=name))
    (folder / "a.warc.gz").write_bytes(pack(records, "gzip").data)
    (folder / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return [str(EXAMPLES), str(folder / "a.warc.gz"), str(folder / "b.jsonl"), str(folder / "b.jsonl")]


@needs_spark
def test_hundreds_of_pages_in_parts_are_merged_alike(tmp_path: Path, words, session: SparkSession) -> None:
    from marsad.run.spark import Cluster, events_spark, merged_spark, readings_spark

    paths = many(tmp_path)
    cluster = Cluster(tmp_path / "work", "local[2]", part_bytes=20_000)
    spark = [encode(read) for read in readings_spark(paths, SourceOptions(), cluster, session=session)]
    one = [encode(read) for read in readings(pages(paths), words, jobs=2)]  # type: ignore[arg-type]
    assert spark == one and len(one) > 300
    merged = merged_spark(cluster, session, alone=0)
    assert told(merged, one) == told(one_process(one), one)
    assert any(len({m.page for m in event.mentions}) > 3 > len(event.origins) for event in merged.events)
    written = [line for part in events_spark(cluster, session).glob("part-*") for line in part.open(encoding="utf-8")]
    assert sorted(written) == sorted(event_line(event) + "\n" for event in merged.events)
    assert not (cluster.work / "merging").exists()


@needs_spark
def test_the_contract_is_batches_in_and_batches_out(places: list[str], words) -> None:
    import pyarrow as pa

    from marsad.run.arrow import PAGES, PARTS, READ, page_batches, part_row, read_batches
    from marsad.source.parts import Part
    from marsad.source.walk import files_under

    found = list(files_under(places, SourceOptions()))
    rows = [part_row(n, 0, Part(place)) for n, place in enumerate(found)]

    def parts() -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pylist(rows[:2], PARTS)
        yield pa.RecordBatch.from_pylist(rows[2:], PARTS)

    seen = list(page_batches(parts(), SourceOptions(), "جريدة"))
    assert all(batch.schema.equals(PAGES) for batch in seen)
    read = list(read_batches(iter(seen)))
    assert all(batch.schema.equals(READ) for batch in read)
    told = [(decode(row["read"]), row["events"]) for batch in read for row in batch.to_pylist()]
    assert all(x.article.outlet and bool(x.mentions) == events for x, events in told if isinstance(x, Reading))
    assert not any(events for x, events in told if isinstance(x, PageError))
    assert [batch["n"].to_pylist() for batch in read] == [batch["n"].to_pylist() for batch in seen]


@needs_spark
def test_names_that_are_no_text_are_names(tmp_path: Path, words, session: SparkSession) -> None:
    from marsad.run.spark import Cluster, readings_spark

    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(MEETING)
    cluster = Cluster(tmp_path / ".work", "local[2]")
    (found,) = readings_spark([str(tmp_path)], SourceOptions(), cluster, session=session)
    assert isinstance(found, Reading) and found.article.path.endswith("caf\udce9.txt")


def test_standard_input_is_not_for_several_machines() -> None:
    from marsad.source.walk import files_under

    with pytest.raises(UsageError, match="standard input"):
        list(files_under(["-"], SourceOptions()))
