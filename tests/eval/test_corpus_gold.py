"""Gold kept as references and offsets: joined with a corpus it has the gold's form, and what does not fit is named."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
DAY = "2021-03-04"
TITLE = "لقاء أمني في المدينة"
CONTENT = "التقى أمس وزير العدل سالم الواحي بنظيره في طرابلس."
ARTICLES = [
    {"source": "first", "title": "خبر رياضي", "content": "فاز الفريق في المباراة."},
    {"source": "second", "title": TITLE, "content": CONTENT},
]


def _module(path: str) -> ModuleType:
    name = "marsad_" + Path(path).stem
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


GOLD = _module("eval/corpus_gold.py")
VALIDATE = _module("eval/validate.py")


def at(words: str, text: str = CONTENT, place: str = "body") -> dict[str, Any]:
    start = text.index(words)
    return {"in": place, "span": [start, start + len(words)]}


def annotation(**changed: Any) -> dict[str, Any]:
    event = {
        "type": "meeting",
        "start": "2021-03-03",
        "end": "2021-03-03",
        "precision": "day",
        "country": "LY",
        "city": at("طرابلس"),
        "status": "happened",
        "participants": [
            {
                "name": at("سالم الواحي"),
                "role": at("وزير العدل"),
                "org": {**at("العدل"), "ministry": True},
                "country": "TN",
                "part": "guest",
            },
            {"name": None, "role": None, "org": None, "country": "LY", "part": "host"},
        ],
        "topics": [],
        "count": None,
        "attribution": "page",
        **at("لقاء أمني", TITLE, "title"),
        **changed,
    }
    return {
        "id": "902",
        "ref": f"{DAY}:1",
        "outlet": "second",
        "published": DAY,
        "lang": "ar",
        "group": "made",
        "events": [event],
    }


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora" / "made"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / f"{DAY}.zip", "w") as archive:
        archive.writestr(f"{DAY}.json", json.dumps(ARTICLES, ensure_ascii=False))
    return tmp_path / "corpora"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "annotations"
    folder.mkdir()
    empty = {**annotation(), "id": "901", "ref": f"{DAY}:0", "published": None, "events": []}
    for document in (empty, annotation()):
        (folder / f"{document['id']}.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def test_the_words_come_from_the_corpus(corpora: Path, kept: Path) -> None:
    (_, _, _), (gold, title, content) = GOLD.load(kept, corpora)
    assert (title, content) == (TITLE, CONTENT)
    assert gold["title"] == TITLE
    (event,) = gold["events"]
    assert event["evidence"] == "لقاء أمني"
    assert event["city"] == "طرابلس"
    assert event["participants"][0] == {
        "name": "سالم الواحي",
        "role": "وزير العدل",
        "org": "وزارة العدل",
        "country": "TN",
        "part": "guest",
    }
    assert event["participants"][1]["name"] is None
    assert not {"in", "span"} & set(event)


def test_what_is_written_is_valid_gold_with_its_pages(corpora: Path, kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ["--corpora", str(corpora), "--out", str(out), "--annotations", str(kept), "--part", "all"]
    assert GOLD.main(options) == 0
    assert list(VALIDATE.problems(out / "gold", out / "pages")) == []
    assert (out / "pages" / "902.txt").read_text(encoding="utf-8") == f"{TITLE}\n{DAY}\n\n{CONTENT}"
    assert (out / "pages" / "901.txt").read_text(encoding="utf-8") == "خبر رياضي\n\nفاز الفريق في المباراة."


@pytest.mark.parametrize("span", [[0, 0], [-1, 3], [5, 4], [0, len(TITLE) + 1]])
def test_a_span_outside_the_text_is_named(corpora: Path, span: list[int]) -> None:
    article = GOLD.articles(corpora, [f"{DAY}:1"])[f"{DAY}:1"]
    with pytest.raises(ValueError, match="annotation 902, event 0: span"):
        GOLD.filled(annotation(span=span), article)


@pytest.mark.parametrize(
    ("ref", "message"), [(f"{DAY}:2", "has 2 articles"), ("2021-03-05:0", "name the folder of the corpora")]
)
def test_a_reference_the_corpora_do_not_have_is_named(corpora: Path, ref: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        GOLD.articles(corpora, [ref])


def test_corpora_that_do_not_fit_end_with_a_message(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    options = ["--corpora", str(tmp_path / "empty"), "--out", str(tmp_path), "--annotations", str(kept)]
    assert GOLD.main(options) == 1
    assert "--corpora" in capsys.readouterr().err


@given(st.sets(st.from_regex(r"20\d\d-0[1-9]-1\d:\d{1,4}", fullmatch=True), min_size=1))
def test_a_third_is_set_aside_and_the_parts_share_nothing(refs: set[str]) -> None:
    loaded = [({"ref": ref, "id": f"{number:03d}"}, "", "") for number, ref in enumerate(sorted(refs))]
    dev, aside = GOLD.chosen(loaded, "dev"), GOLD.chosen(loaded, "held")
    assert len(aside) == len(refs) // 3
    assert sorted([*dev, *aside], key=lambda item: item[0]["ref"]) == GOLD.chosen(loaded, "all")


@given(st.sets(st.from_regex(r"20\d\d-0[1-9]-1\d:\d{1,4}", fullmatch=True), min_size=6))
def test_a_new_batch_leaves_what_was_set_aside(refs: set[str]) -> None:
    first, second = sorted(refs)[::2], sorted(refs)[1::2]
    named = {f"{number:03d}": ref for number, ref in enumerate(first)}
    later = {f"{849 + number:03d}": ref for number, ref in enumerate(second)}
    assert GOLD.held(named | later) == GOLD.held(named) | GOLD.held(later)


def test_no_annotation_holds_words_of_its_article() -> None:
    for path in GOLD.ANNOTATIONS.glob("*.json"):
        assert path.read_text(encoding="utf-8").isascii(), path.name


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="the corpora are not there")
def test_the_annotations_fit_the_corpora(tmp_path: Path) -> None:
    loaded = list(GOLD.load(GOLD.ANNOTATIONS, SHARED / "corpora"))
    assert GOLD.write(tmp_path, loaded) == len(loaded)
    assert list(VALIDATE.problems(tmp_path / "gold", tmp_path / "pages")) == []
