"""Nouns that point back at an event told before: ``خلال اللقاء``, ``الوحدات المشاركة في التمرين``."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import terms_at
from marsad.find.frames.draft import Draft

ATTENDED = 4  # sentences before "attended the meeting" in which talks are told


def points_back(scene: Scene, out: Draft) -> bool:
    """``خلال اللقاء``: a definite noun that names no side and no place of its own."""
    if out.trigger.is_verb or not scene.definite(out.trigger):
        return False
    if scene.tagged.word(out.trigger.i - 2, "this_is"):
        return True  # هذا هو الاستدعاء الثاني
    if out.type in ("arrest", "commendation"):
        own = out.slots.get("of") + out.slots.get("by") + out.slots.get("from")
        own += out.slots.get("to") if out.type == "commendation" else []
        near = range(out.trigger.j, min(out.trigger.j + 6, out.clause.right))
        whom = any(scene.tagged.bare(i) == "علي" for i in near)
        return not own and out.trigger.j - out.trigger.i < 2 and not (out.type == "arrest" and whom)
    if out.frame.id.startswith("cooperation.joint"):
        return _exercise_before(scene, out)
    attended = any(scene.tagged.word(k, "attend") for k in (out.trigger.i - 1, out.trigger.i - 2))
    if out.frame.id == "gathering.officials" and attended:
        return _talks_before(scene, out)
    if out.type not in ("meeting", "visit", "call"):
        return False
    if scene.tagged.word(out.trigger.i - 1, "demonstratives"):
        return True  # هذا اللقاء
    if out.type == "visit" and scene.tagged.word(out.trigger.i - 1, "of_the_visit"):
        return True  # أعضاء فريق الزيارة
    if scene.tagged.word(out.trigger.j, "regnal"):
        return False  # الاجتماع الخامس للجنة: one of a row
    if out.type == "meeting" and scene.tagged.among(out.trigger.i - 1, "attends"):
        return True  # وحضر المباحثات، الملحق العسكري
    own = out.slots.get("of") + out.slots.get("between")
    own += [a for a in out.slots.get("with") + out.slots.get("from") if 0 <= a.i - out.trigger.j <= 5]
    own += [a for a in out.slots.get("to") if a.kind != "country" and 0 <= a.i - out.trigger.j <= 2]
    return not own and not (
        out.place is not None and out.place_by == "destination" and 0 <= out.place.i - out.trigger.j <= 4
    )


def _exercise_before(scene: Scene, out: Draft) -> bool:
    """``الوحدات المشاركة في التمرين``: the exercise of a sentence before."""
    near = (out.trigger.i - 1, out.trigger.i - 2)
    takes_part = any(scene.tagged.word(k, "taking_part", "to_take_part") for k in near)
    begin = out.clause.sentence[0]
    told = (k for name, found in scene.rivals.items() if name.startswith("cooperation.joint") for k in found)
    alone = not out.slots.get("between") and not out.slots.get("with")
    noun = scene.tagged.bare(out.trigger.i)
    return takes_part and alone and any(scene.tagged.bare(k) == noun for k in told if k < begin)


def _talks_before(scene: Scene, out: Draft) -> bool:
    """``حضر الاجتماع …``, ``شارك في اللقاء …`` after talks: who was there."""
    frames = scene.tagged.lexicon.frames
    begin = scene.tagged.tokens.sentences[max(out.clause.number - ATTENDED, 0)][0]
    nouns = (k for name, found in scene.rivals.items() if frames[name].type == "meeting" for k in found)
    verbs = (x.id for k in range(begin, out.trigger.i) if k in scene.verbs for x in terms_at(scene, k))
    told = any(begin <= k < out.trigger.i for k in nouns)
    return told or any(name in frames and frames[name].type == "meeting" for name in verbs)
