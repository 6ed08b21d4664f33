"""No output names a private person: every command, every format, with the name in a title, a quotation, an address.

``marsad read`` and ``explain`` show a page's own text to its reader, who has it before him; they are no output of the
record. ``events`` and ``show`` call a page by its address, by which their reader judges and opens it.
"""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from marsad.cli import app
from marsad.view.export.formats import FORMATS

GIVEN, FAMILY = "كريم", "البلعمشي"
NAME = f"{GIVEN} {FAMILY}"
OFFICIAL = "عبد اللطيف حموشي"
PAGE = f"""<html lang="ar"><head><title>الشرطة الإسبانية تسلم المغرب المشتبه به {NAME}</title>
<link rel="canonical" href="https://ayyina.example/{quote("تسليم-" + NAME.replace(" ", "-"))}">
<meta property="article:published_time" content="2023-05-04T10:00:00+00:00">
<meta property="og:site_name" content="عيّنة"></head><body><article>
<h1>الشرطة الإسبانية تسلم المغرب المشتبه به {NAME}</h1>
<p>سلمت الشرطة الإسبانية، أمس الأربعاء، المغرب المواطن المغربي {NAME}، المطلوب بموجب مذكرة توقيف دولية.</p>
<p>وأوقفت الشرطة الإسبانية {NAME} في برشلونة يوم 2 أبريل 2023 بناء على معلومات وفرتها المديرية العامة للأمن الوطني.</p>
<p>والتقى المدير العام للأمن الوطني {OFFICIAL} في الرباط يوم 3 ماي 2023 وزير الداخلية الإسباني
فرناندو غراندي مارلاسكا لبحث التعاون الأمني.</p></article></body></html>"""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("private")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    made = CliRunner().invoke(app, ["read", str(folder / "page.html"), "--record", str(folder / "r.db")])
    assert made.exit_code == 0
    return folder / "r.db"


def told(record, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--record", str(record)], env={"COLUMNS": "400"})
    assert done.exit_code == 0, done.output
    return done.stdout


def clear(text: str, addresses: bool = True) -> None:
    spelled = [FAMILY, FAMILY.removeprefix("ال"), json.dumps(FAMILY).strip('"')]
    spelled += [quote(FAMILY)] if addresses else []
    assert not [way for way in spelled if way in text]


def identifiers(record) -> dict[str, str]:
    lines = told(record, "events", "--format", "jsonl").splitlines()
    return {event["type"]: event["id"] for event in map(json.loads, lines)}


def test_there_is_something_to_hide(record) -> None:
    assert "extradition" in identifiers(record)


@pytest.mark.parametrize(
    "arguments",
    [
        ["events"],
        ["events", "--format", "jsonl"],
        ["findings"],
        ["findings", "--format", "jsonl"],
        ["recap", "--since", "2023", "--until", "2023"],
        ["recap", "--since", "2023", "--until", "2023", "--format", "md", "--lang", "ar"],
        ["changes"],
    ],
    ids=" ".join,
)
def test_no_answer_names_a_private_person(record, arguments) -> None:
    clear(told(record, *arguments), addresses=arguments[0] != "events")


def test_no_event_shown_names_a_private_person_and_officials_stay(record) -> None:
    shown = {kind: told(record, "show", id_, "--why") for kind, id_ in identifiers(record).items()}
    for text in shown.values():
        clear(text, addresses=False)
    assert OFFICIAL in shown["meeting"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_export_names_a_private_person(record, form, tmp_path) -> None:
    told(record, "export", form, "--output", str(tmp_path / "out"))
    for path in tmp_path.iterdir():
        clear(path.read_bytes().decode("utf-8", "replace"))


def test_no_data_set_names_a_private_person(record, tmp_path) -> None:
    told(record, "freeze", str(tmp_path / "set"))
    for path in (tmp_path / "set").rglob("*"):
        if path.is_file():
            clear(path.read_bytes().decode("utf-8", "replace"))


def test_no_private_person_is_among_the_people(record) -> None:
    from marsad.record import Record

    with Record.open(record) as found:
        names = {name for person in found.people(found.events()) for name in person.spellings}
    assert OFFICIAL in names
    assert not any(FAMILY in name for name in names)
