"""What the type of an event adds to its sides, and the number of people or things."""

from __future__ import annotations

from marsad.find.frames.accord import parties
from marsad.find.frames.arrests import arrest
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.extraditions import extradition
from marsad.find.frames.gifts import award_sides, help_sides
from marsad.find.frames.pacts import own_parties
from marsad.find.frames.rupture import rupture
from marsad.find.frames.sides.cooperation import cooperation
from marsad.find.frames.sides.gatherings import gathering
from marsad.find.frames.sides.praise import commendation
from marsad.find.frames.signers import by_signers
from marsad.find.numbers import number_from
from marsad.find.resolve import Cast

COUNTED = frozenset({"arrest", "extradition", "agreement", "award"})


def complete(scene: Scene, cast: Cast, out: Draft) -> Draft:
    """Add what the type asks for."""
    if out.type == "arrest":
        arrest(scene, cast, out)
    elif out.type == "extradition":
        extradition(scene, out)
    elif out.type == "gathering":
        gathering(scene, out)
    elif out.type == "cooperation":
        cooperation(scene, out)
    elif out.type == "agreement":
        own_parties(scene, out)
        parties(scene, out)
        by_signers(scene, out)
    elif out.type == "rupture":
        rupture(scene, out)
    elif out.type == "commendation":
        commendation(scene, out)
    elif out.type == "award":
        award_sides(scene, out)
    elif out.type == "assistance":
        help_sides(scene, cast, out)
    if out.type in COUNTED:
        out.count = _count(scene, out)
    return out


def _count(scene: Scene, out: Draft) -> tuple[int, int, int] | None:
    """A number told right after the trigger: ``أوقفت … خمسة``, ``إعادة ستة يمنيين``, ``ضبط 22``."""
    before = range(max(out.clause.left, out.trigger.i - 6), out.trigger.i)
    after = range(out.trigger.j, min(out.clause.right, out.trigger.j + 6))
    for i in [*after, *(k for k in before if scene.tagged.bare(k + 1) == "منهم")]:
        if i in scene.busy:
            continue
        word, numbers = scene.tagged.bare(i), scene.tagged.lexicon.grammar.numbers
        if scene.tagged.among(i + 1, "not_people"):
            continue
        if word.isdigit() and 0 < int(word) < 10000:
            return int(word), i, i + 1
        figures = scene.tagged.lexicon.figures
        if word in numbers or (scene.tagged.bare(i + 1) in figures.teens and word in figures.numbers):
            value, end = number_from(scene.tagged.tokens.words, i, out.clause.right, figures) or (numbers[word], i + 1)
            return value, i, end
    return None
