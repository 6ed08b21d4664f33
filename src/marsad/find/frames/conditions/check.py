"""All conditions in their order: what else the word means, what its frame needs, its object, praise, wish, field."""

from __future__ import annotations

from marsad.find.frames.aid import outside_the_field
from marsad.find.frames.clauses import Scene
from marsad.find.frames.conditions.back import points_back
from marsad.find.frames.conditions.needs import CONDITIONS
from marsad.find.frames.conditions.objects import class_word
from marsad.find.frames.conditions.unreal import background, figurative, irrealis, praised
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import POINTS_BACK, unmet
from marsad.find.frames.field import in_the_field
from marsad.find.frames.senses import other_sense
from marsad.find.frames.visits import visit_in_field


def check(scene: Scene, out: Draft) -> Draft:
    """``out``, dropped with the reason where a condition fails."""
    if sense := other_sense(scene, out):
        return out.drop(sense)
    if points_back(scene, out):
        return out.drop(POINTS_BACK)
    for need in out.frame.needs:
        if not CONDITIONS[need](scene, out):
            return out.drop(unmet(need))
    if out.frame.object_class and not class_word(scene, out, out.frame.object_class):
        return out.drop(f"no word of class {'/'.join(out.frame.object_class)} in the clause")
    if out.frame.id == "cooperation.coordinate" and praised(scene, out):
        return out.drop("praise or background, no event of its own")
    if not out.trigger.is_verb and out.type in ("arrest", "extradition", "cooperation") and background(scene, out):
        return out.drop("praise or background, no event of its own")
    if out.trigger.is_verb and out.trigger.tense == "present" and scene.tagged.bare(out.trigger.i - 1) in ("لا", "ولا"):
        return out.drop("what is not done in general")
    if out.frame.id.startswith("cooperation.joint") and figurative(scene, out):
        return out.drop("manoeuvres of words")
    if why := outside_the_field(scene, out):
        return out.drop(why)
    if irrealis(scene, out):
        return out.drop("wish, condition or possibility")
    return visit_in_field(scene, in_the_field(scene, out))
