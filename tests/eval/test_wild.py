"""Precision in the wild: a fixed choice, verdict lines without text, and what is made of them."""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
EVENTFUL = "استقبل وزير الداخلية المغربي محمد الوردي أمس في الرباط نظيره الإسباني خوان لوبيز لبحث التعاون الأمني."
EMPTY = "افتتح في الحي متجر جديد للزهور، ويقول صاحبه إنه يأمل أن يزوره سكان المدينة كلهم."
ARTICLES = [
    {"title": "لقاء أمني في الرباط", "content": EVENTFUL, "source": "الصحيفة", "url": "", "author": ""},
    {"title": "متجر جديد للزهور", "content": EMPTY, "source": "الصحيفة", "url": "", "author": ""},
]


def _module(path: str) -> ModuleType:
    name = "marsad_" + path.replace("/", "_").removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


WILD = _module("eval/wild.py")
CORPUS = WILD.CORPUS


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two tiny articles of one day and no gold."""
    (tmp_path / "corpora" / "made").mkdir(parents=True)
    (tmp_path / "gold").mkdir()
    with zipfile.ZipFile(tmp_path / "corpora" / "made" / "2020-02-12.zip", "w") as archive:
        archive.writestr("2020-02-12.json", json.dumps(ARTICLES))
    monkeypatch.setenv("MARSAD_SHARED", str(tmp_path))
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def call(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["wild.py", *arguments])
        status: int = WILD.main()
        return status

    return call


def test_drawing_writes_places_and_no_text(
    shared: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    out = shared / "verdicts.jsonl"
    assert run("--draw", "5", "--out", str(out)) == 0
    about, *lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert (about["articles"], about["events"]) == (2, 1)
    (line,) = lines
    assert (line["ref"], line["event"], line["type"]) == ("2020-02-12:0", 1, "meeting")
    assert (line["verdict"], line["cause"]) == (None, None)
    assert EVENTFUL[line["start"] : line["end"]].startswith("استقبل")
    assert not any("\u0600" <= c <= "\u06ff" for c in out.read_text(encoding="utf-8"))
    shown = capsys.readouterr().out
    assert EVENTFUL in shown
    assert "2020-02-11" in shown  # أمس, against the day of the archive


def test_judged_events_are_looked_for_again(
    shared: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    out = shared / "verdicts.jsonl"
    run("--draw", "5", "--out", str(out))
    about, line = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    gone = {**line, "event": 2, "type": "call", "verdict": "wrong", "cause": "no event"}
    judged = [about, {**line, "verdict": "right"}, gone]
    out.write_text("".join(f"{json.dumps(one)}\n" for one in judged), encoding="utf-8")
    capsys.readouterr()
    assert run("--again", "--verdicts", str(out)) == 0
    assert capsys.readouterr().out.splitlines() == ["right: 1 of 1 still told", "wrong: 0 of 1 still told"]


def test_two_judges(tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    about = {"articles": 9, "events": 4, "finder": "f", "lexicon": "l"}
    line = {"ref": "2020-02-12:0", "type": "visit", "where": "body", "start": 0, "end": 5}

    def judged(name: str, *causes: str | None) -> str:
        lines = [{**line, "event": n, "verdict": "wrong" if c else "right", "cause": c} for n, c in enumerate(causes)]
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(one)}\n" for one in [about, *lines]), encoding="utf-8")
        return str(path)

    first, second = judged("a.jsonl", None, None, "date", "sides"), judged("b.jsonl", None, "type", "date", "type")
    assert run("--agree", second, "--verdicts", first) == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 events judged twice: 0.75 the same, kappa 0.50",
        "cause of the 2 that both hold to be wrong: 1 the same",
    ]


def test_articles_that_were_judged_can_be_left_out(
    shared: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    judged = shared / "judged.jsonl"
    run("--draw", "5", "--out", str(judged))
    judged.write_text(judged.read_text(encoding="utf-8").replace('"verdict": null', '"verdict": "right"'), "utf-8")
    assert run("--draw", "5", "--out", str(shared / "new.jsonl"), "--besides", str(judged)) == 1
    assert "no events" in capsys.readouterr().err


def test_articles_with_gold_are_left_out(
    shared: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (shared / "gold" / "1.json").write_text(json.dumps({"ref": "2020-02-12:0", "events": []}), encoding="utf-8")
    assert run("--draw", "5", "--out", str(shared / "verdicts.jsonl")) == 1
    assert "no events" in capsys.readouterr().err


def test_verdicts_that_are_there_are_not_overwritten(shared: Path, run: Callable[..., int]) -> None:
    out = shared / "verdicts.jsonl"
    out.write_text("judged\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        run("--draw", "5", "--out", str(out))
    assert out.read_text(encoding="utf-8") == "judged\n"


def test_a_corpus_that_is_not_there_is_named(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--draw", "5", "--out", str(tmp_path / "o.jsonl"), "--corpus", str(tmp_path / "none")) == 2
    assert "MARSAD_SHARED" in capsys.readouterr().err


REFERENCES = st.sets(st.builds("{}:{}".format, st.dates(), st.integers(0, 2000)), min_size=1, max_size=30)


@given(REFERENCES, st.integers(1, 10), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_order(references: set[str], n: int, random: object) -> None:
    mixed = sorted(references)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert WILD.choose(mixed, frozenset(), n) == WILD.choose(sorted(references), frozenset(), n)
    assert len(WILD.choose(mixed, frozenset(), n)) == min(n, len(references))


@given(REFERENCES, st.integers(1, 10))
def test_a_smaller_draw_is_part_of_a_larger_one(references: set[str], n: int) -> None:
    assert WILD.choose(references, frozenset(), n) <= WILD.choose(references, frozenset(), n + 1)


def lines(path: Path, *verdicts: tuple[str, str | None, str | None]) -> Path:
    about = {"articles": 10, "events": 4, "finder": "f", "lexicon": "l"}
    WILD.write(
        path,
        [WILD.Verdict("2020-02-12:0", n, kind, "body", 0, 5, v, c) for n, (kind, v, c) in enumerate(verdicts, 1)],
        about,
    )
    return path


def test_precision_by_type_and_cause(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "v.jsonl",
        ("meeting", "right", None),
        ("meeting", "wrong", "date"),
        ("visit", "right", None),
        ("visit", "right", None),
    )
    told = WILD.report(*WILD.read_verdicts(path))
    assert "right 3 of 4: 0.750" in told
    assert "| meeting | 1 | 2 |" in told
    assert "| visit | 2 | 2 |" in told
    assert "| date | 1 |" in told


def test_every_line_that_is_not_judged_is_named(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "v.jsonl",
        ("meeting", None, None),
        ("meeting", "right", None),
        ("visit", "wrong", None),
        ("visit", "right", "date"),
        ("party", "right", None),
    )
    with pytest.raises(SystemExit) as stopped:
        WILD.read_verdicts(path)
    told = str(stopped.value)
    assert [f":{n}:" in told for n in (2, 3, 4, 5, 6)] == [True, False, True, True, True]


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    low, high = WILD.interval(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-9
    assert counts[0] / counts[1] - 1e-9 <= high <= 1
