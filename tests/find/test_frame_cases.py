"""Each case of ``cases/ar/frames.yml`` is one test: the events told, and no other."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest

from marsad.lexicon import Lexicon
from marsad.model import EventMention, EventType, Participant

from .make import as_parameters, load_cases, read

CASES = load_cases("frames.yml")
SIDE = ("part", "name", "role", "org", "country")
FIELDS = ("start", "country", "city", "count", "attribution")


def side_fits(wanted: dict[str, Any], found: Participant) -> bool:
    return all(getattr(found, key) == wanted[key] for key in SIDE if key in wanted)


def misfit(wanted: dict[str, Any], found: EventMention) -> str:
    """The first field in which ``found`` is not what the case wants; empty if it is."""
    for key in FIELDS:
        if key in wanted and getattr(found, key) != wanted[key]:
            return f"{key} is {getattr(found, key)}, not {wanted[key]}"
    if found.status != wanted.get("status", "happened"):
        return f"status is {found.status}"
    left = list(found.participants)
    for side in wanted.get("sides", wanted.get("includes", ())):
        match = next((p for p in left if side_fits(side, p)), None)
        if match is None:
            return f"no participant {side} in {told(found)}"
        left.remove(match)
    if "sides" in wanted and left:
        return f"too many participants: {[(p.part, p.name, p.org, p.country) for p in left]}"
    return ""


def told(mention: EventMention) -> str:
    sides = "; ".join(f"{p.part} {p.name or p.role or p.org} {p.country}" for p in mention.participants)
    return f"{mention.type}({sides})"


@pytest.mark.usefixtures("no_gate")
@pytest.mark.parametrize("case", as_parameters(CASES))
def test_case(case: dict[str, Any], lexicon: Lexicon) -> None:
    mentions = read(lexicon, case["text"], case.get("title", ""), published=case["published"]).mentions
    wanted = case["expect"]
    assert Counter(m.type for m in mentions) == Counter(w["type"] for w in wanted), [told(m) for m in mentions]
    for one in wanted:
        misfits = [misfit(one, m) for m in mentions if m.type == one["type"]]
        assert "" in misfits, misfits


def test_every_frame_has_cases(lexicon: Lexicon) -> None:
    """A frame added to data/ar/frames.yml wants two cases or more here, one of which tells its event."""
    told = Counter(case["frame"] for case in CASES if "frame" in case)
    positive = {case["frame"] for case in CASES if "frame" in case and case["expect"]}
    assert {frame for frame in lexicon.frames if told[frame] < 2 or frame not in positive} == set()
    assert set(told) <= set(lexicon.frames)


def test_every_type_has_cases() -> None:
    assert {w["type"] for case in CASES for w in case["expect"]} == set(get_args(EventType))


def test_there_are_enough_cases_and_few_known_failures() -> None:
    assert len(CASES) >= 140
    assert sum(not case["expect"] for case in CASES) >= 40
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert 4 * sum("known" in case for case in CASES) <= len(CASES)
