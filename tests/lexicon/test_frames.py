"""Frames: every mistake of the file is reported at once, with its line; forms are indexed."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.lexicon.frames import Frame, load_frames
from marsad.lexicon.reader import Problems
from marsad.lexicon.terms import Phrases

GOOD = """
light_verbs: [عقد/يعقد]
classes:
  deal: [اتفاقية]
frames:
  - id: meeting.try
    type: meeting
    verbs: [التقى/يلتقي]
    nouns: ["لقاء:لقاءات"]
    parts: {subject: side, with: side}
  - id: agreement.try
    type: agreement
    status: planned
    verbs: [وقع/يوقع]
    parts: {subject: party}
    object_class: deal
    needs: [two_sides]
    unless: [في]
    place: [in]
    topic: training
"""


def load(tmp_path: Path, text: str) -> tuple[dict[str, Frame], Phrases, list[str]]:
    path = tmp_path / "frames.yml"
    path.write_text(text, encoding="utf-8")
    phrases, problems = Phrases(), Problems()
    return load_frames(path, phrases, problems), phrases, problems.found


def test_a_good_file(tmp_path: Path) -> None:
    frames, phrases, found = load(tmp_path, GOOD)
    assert found == []
    assert frames["agreement.try"] == Frame(
        id="agreement.try",
        type="agreement",
        parts={"subject": "party"},
        place=("in",),
        needs=("two_sides",),
        object_class=("deal",),
        status="planned",
        unless=("في",),
        topic="training",
    )
    for word in ("التقي", "سيلتقيان", "لقاء", "اللقاءات", "عقدت", "يوقعون", "اتفاقيه", "الاتفاقيه"):
        assert phrases.has(word), word


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("type: chat", "unknown event type 'chat'"),
        ("parts: {behind: side}", "unknown slot or part behind: side"),
        ("parts: {subject: friend}", "unknown slot or part subject: friend"),
        ("needs: [magic]", "unknown condition 'magic'"),
        ("status: maybe", "unknown status 'maybe'"),
        ("topic: cake", "unknown topic 'cake'"),
        ("object_class: cake", "unknown word class 'cake'"),
        ("verbs: [التقى]", "wants past/present"),
    ],
)
def test_each_kind_of_mistake_names_file_and_line(tmp_path: Path, line: str, mistake: str) -> None:
    kind = "" if line.startswith("type") else "    type: meeting\n"
    _, _, found = load(tmp_path, f"frames:\n  - id: a.b\n{kind}    {line}\n")
    (problem,) = found
    assert "frames.yml:" in problem
    assert mistake in problem
    assert int(problem.split("frames.yml:")[1].split(":")[0]) >= 0


def test_a_frame_that_stands_twice(tmp_path: Path) -> None:
    twice = "frames:\n  - {id: a.b, type: meeting}\n  - {id: a.b, type: visit}\n"
    (problem,) = load(tmp_path, twice)[2]
    assert "frames.yml:3: the frame 'a.b' stands twice" in problem


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    bad = "frames:\n  - {id: a.b, type: chat, needs: [magic], status: maybe, parts: {behind: side}}\n"
    assert len(load(tmp_path, bad)[2]) == 4


def test_a_missing_or_broken_file_is_a_problem(tmp_path: Path) -> None:
    problems = Problems()
    assert load_frames(tmp_path / "none.yml", Phrases(), problems) == {}
    assert len(problems.found) == 1
    assert len(load(tmp_path, "frames: [")[2]) == 1


def test_a_key_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    found = load(tmp_path, "frames:\n  - id: a.b\n    type: meeting\n    type: visit\n")[2]
    assert len(found) == 1
    assert "frames.yml:4" in found[0]
