"""Each case of ``cases/ar/actors.yml`` is one test: the persons and institutions named, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.find.build import _participant
from marsad.lexicon import Lexicon

from .make import as_parameters, load_cases, scene

CASES = load_cases("actors.yml")


def shown(lexicon: Lexicon, text: str, kinds: set[str]) -> list[dict[str, Any]]:
    """The actors of ``text`` as the codebook's participants, with their kind."""
    made, cast = scene(lexicon, text)
    found = []
    for actor in cast.actors:
        if actor.kind in kinds:
            p = _participant(made, "party", actor)
            found.append({"kind": actor.kind, "name": p.name, "role": p.role, "org": p.org, "country": p.country})
    return found


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_case(case: dict[str, Any], lexicon: Lexicon) -> None:
    wanted = [{"name": None, "country": None} | one for one in case["expect"]]
    kinds = {"person", "org"} | {one["kind"] for one in wanted if "kind" in one}
    found = shown(lexicon, case["text"], kinds)
    compared = [{key: f[key] for key in w} for f, w in zip(found, wanted, strict=False)]
    assert compared == wanted
    assert found[len(wanted) :] == []


def test_there_are_enough_cases_and_few_known_failures() -> None:
    assert len(CASES) >= 80
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert 4 * sum("known" in case for case in CASES) <= len(CASES)
