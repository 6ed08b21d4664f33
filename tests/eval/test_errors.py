"""Errors by cause, on pages made for each."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from marsad.lexicon import load
from marsad.model import Article

ROOT = Path(__file__).resolve().parents[2]
LEXICON = load()
MEETING = "استقبل وزير الداخلية المغربي محمد الوردي أمس في الرباط نظيره الإسباني خوان لوبيز لبحث التعاون الأمني."
TITLE = "لقاء أمني في الرباط"
GOLD: dict[str, Any] = {
    "type": "meeting",
    "start": "2020-02-11",
    "end": "2020-02-11",
    "precision": "day",
    "country": "MA",
    "city": "الرباط",
    "status": "happened",
    "participants": [
        {
            "name": "محمد الوردي",
            "role": "وزير الداخلية",
            "org": "وزارة الداخلية",
            "country": "MA",
            "part": "host",
        },
        {"name": "خوان لوبيز", "role": "وزير الداخلية", "org": "وزارة الداخلية", "country": "ES", "part": "guest"},
    ],
    "topics": [],
    "count": None,
    "attribution": "page",
    "evidence": "استقبل وزير الداخلية المغربي محمد الوردي",
    "same": "one",
}


def _module(path: str) -> ModuleType:
    name = "marsad_" + path.replace("/", "_").removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


ERRORS = _module("eval/errors.py")


def told(folder: Path, body: str, gold: list[dict[str, Any]], name: str = "page") -> Any:
    """One page of 12 February 2020 with its gold, read."""
    (folder / f"{name}.txt").write_text(f"{TITLE}\n12 فبراير 2020\n\n{body}\n", encoding="utf-8")
    (folder / "gold").mkdir(exist_ok=True)
    (folder / "gold" / f"{name}.json").write_text(json.dumps({"events": gold}), encoding="utf-8")
    (page,) = ERRORS.read_set([folder / f"{name}.txt"], folder / "gold", LEXICON)
    return page


def causes(page: Any, group: str, doubtful: frozenset[tuple[str, int]] = frozenset()) -> list[str]:
    return [m.cause for m in ERRORS.mistakes_of(page, LEXICON, doubtful) if m.group == group]


def test_a_page_read_right_has_no_event_missed_or_invented(tmp_path: Path) -> None:
    page = told(tmp_path, MEETING, [GOLD])
    assert causes(page, "missed") == causes(page, "invented") == []


def test_evidence_that_is_not_in_the_article_is_page_reading(tmp_path: Path) -> None:
    page = told(tmp_path, MEETING, [GOLD, GOLD | {"type": "call", "evidence": "هاتف الوزير رئيس الحكومة البارحة"}])
    assert causes(page, "missed") == ["page reading: the evidence is not in title or body"]


def test_an_event_at_another_time_is_a_date(tmp_path: Path) -> None:
    page = told(tmp_path, MEETING, [GOLD | {"start": "2019-05-01", "end": "2019-05-01"}])
    assert causes(page, "missed") == ["date: told, but at another time"]
    assert causes(page, "invented") == ["date: in gold at another time"]


def test_an_event_with_other_sides_is_an_actor(tmp_path: Path) -> None:
    stranger = {"name": "كارلوس بينتو", "role": None, "org": None, "country": "PT", "part": "guest"}
    page = told(tmp_path, MEETING, [GOLD | {"participants": [stranger]}])
    assert causes(page, "missed") == ["actor: a name was not read"]
    assert causes(page, "invented") == ["actor: in gold with other sides"]


def test_a_sentence_without_a_trigger_is_a_frame(tmp_path: Path) -> None:
    body = f"{MEETING} وفي مدريد شرب الوزيران القهوة معا في بيت السفير."
    page = told(tmp_path, body, [GOLD, GOLD | {"country": "ES", "evidence": "شرب الوزيران القهوة معا"}])
    assert causes(page, "missed") == ["frame: no trigger in the sentence"]


def test_a_trigger_that_was_dropped_is_a_condition_with_its_reason(tmp_path: Path) -> None:
    body = f"{MEETING} وأوقفت الشرطة في مدينة فاس سارقا كان يخطف الهواتف."
    arrest = {
        "type": "arrest",
        "start": None,
        "participants": [{"name": None, "role": None, "org": "الشرطة", "country": "MA", "part": "agent"}],
        "evidence": "أوقفت الشرطة في مدينة فاس سارقا",
    }
    page = told(tmp_path, body, [GOLD, arrest])
    (cause,) = causes(page, "missed")
    assert cause.startswith("condition: ")
    assert cause != "condition: "


def test_optional_and_doubtful_gold_are_counted_apart(tmp_path: Path) -> None:
    call = GOLD | {"type": "call", "evidence": "لبحث التعاون الأمني"}
    page = told(tmp_path, MEETING, [GOLD, call | {"optional": True}, call])
    assert causes(page, "missed", frozenset({("page", 2)})) == ["gold optional: costs nothing", "gold doubtful"]


def test_an_event_on_a_page_without_events_is_a_condition(tmp_path: Path) -> None:
    assert causes(told(tmp_path, MEETING, []), "invented") == ["condition: a page without events"]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"country": "ES"}, "country: another"),
        ({"city": "فاس"}, "city: another"),
        ({"status": "planned"}, "status: planned read as happened"),
        ({"attribution": "media"}, "attribution: media read as page"),
        ({"count": 3}, "count: missing"),
        ({"topics": ["drugs"]}, "topics: drugs missing"),
        ({"start": "2020-02-10", "end": "2020-02-10"}, "date: another day or period"),
        ({"start": None, "end": None}, "date: given where gold has none"),
        ({"participants": GOLD["participants"][:1]}, "participant extra: person"),
    ],
)
def test_wrong_fields(change: dict[str, Any], cause: str, tmp_path: Path) -> None:
    right = set(causes(told(tmp_path, MEETING, [GOLD]), "field"))
    assert cause not in right
    assert cause in set(causes(told(tmp_path, MEETING, [GOLD | change]), "field"))


def test_a_participant_missing_says_whether_it_was_read(tmp_path: Path) -> None:
    body = f"{MEETING} وكان رئيس الحكومة التونسي علي الرياحي قد سافر إلى باريس."
    people = [
        {"name": "علي الرياحي", "role": None, "org": None, "country": "TN", "part": "guest"},
        {"name": "زهير النعيمي", "role": None, "org": None, "country": "QA", "part": "guest"},
    ]
    page = told(tmp_path, body, [GOLD | {"participants": [*GOLD["participants"], *people]}])
    assert {"participant missing: person read, but in no part", "participant missing: person not read"} <= set(
        causes(page, "field")
    )


def test_links_left_apart_and_made_wrongly(tmp_path: Path) -> None:
    first = told(tmp_path, MEETING, [GOLD], "first")
    second = told(tmp_path, MEETING, [GOLD | {"same": "two"}], "second")
    for page in (first, second):
        page.events[0]["event"] = "E1"
    assert [m.cause for m in ERRORS.link_mistakes([first, second])] == ["merge: two events made one"]
    second.gold[0]["same"] = "one"
    assert list(ERRORS.link_mistakes([first, second])) == []
    second.events[0]["event"] = "E2"
    assert [m.cause for m in ERRORS.link_mistakes([first, second])] == ["merge: one event left apart"]


def test_quotes_are_found_in_other_spelling_and_around_a_hidden_name() -> None:
    article = Article("p", "p", "p", "1", "", "أوقفت الشرطة المدعو سمير القادري في طنجة", "ar")
    assert ERRORS.locate(article, "اوقفت الشرطة") == ("body", 0, 12)
    _, start, end = ERRORS.locate(article, "الشرطة المدعو […] في طنجة")
    assert article.body[start:end] == "الشرطة المدعو سمير القادري في طنجة"
    assert ERRORS.locate(article, "كلمات أخرى") is None


def test_the_table_comes_by_group_and_cause() -> None:
    made = [ERRORS.Mistake("missed", "frame: no trigger", "p", "x")] * 2 + [
        ERRORS.Mistake("link", "merge: a", "p", "x")
    ]
    lines = ERRORS.table(made).splitlines()
    assert lines[0] == "missed (2)"
    assert lines[1].split() == ["2", "frame"]
    assert lines[3] == "link (1)"
    assert ERRORS.table([]) == "no mistakes"


def test_examples_stop_at_the_limit_of_each_cause() -> None:
    made = [ERRORS.Mistake("missed", cause, str(n), "x", "s") for cause in ("a: b", "c: d") for n in range(4)]
    heads = [line for line in ERRORS.examples(made, 3) if line.startswith("\n")]
    assert len(heads) == 6
