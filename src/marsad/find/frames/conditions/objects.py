"""The object of a verb: which word of its class the clause must hold, and where (``object_class`` of a frame)."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import is_people, terms_at
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import is_secure
from marsad.find.frames.senses import first_words

SIGNED_REACH = 12  # tokens from the verb of signing to what is signed, not counting actors and times
OBJECT_WORDS = 5  # words after a verb, not counting actors and times, among which its object stands
TRADED = 8  # tokens from trade that is broken off to what is traded
REACH = 40  # tokens from a verb to the word of its object class, past long names and offices


def class_word(scene: Scene, out: Draft, classes: tuple[str, ...]) -> bool:
    """Whether the clause has a word of one of ``classes``, near enough to the trigger to be its object."""
    trigger = out.trigger
    begin, near = max(out.clause.left, trigger.i - 6), 6
    before = trigger.term.suffix or out.frame.id == "rupture.leave"
    if "diplomat" in classes and before:  # بعدما استدعته: told before in the sentence
        begin, near = out.clause.sentence[0], trigger.i
        if trigger.term.suffix and not trigger.is_verb:  # تسليم المتهمين وترحيلهم: of the people told last
            begin = max((k + 1 for k in range(begin, trigger.i) if is_people(scene, k)), default=begin)
    reach = REACH if trigger.is_verb or out.frame.id != "rupture.summon" else REACH // 6
    if out.frame.id in ("rupture.suspend", "rupture.end"):
        return _broken_off(scene, out, classes)
    window = range(begin, min(_class_reach(scene, out), trigger.j + reach))
    named = {k for a in scene.actors if a.kind == "org" and out.type == "assistance" for k in range(a.i, a.j)}
    if out.type == "assistance":  # سلمت X متهما عبر طائرة: how he came
        named |= {k for k in window if scene.tagged.among(k - 1, "conveyed")}
    for i in (k for k in window if k not in named):  # الأجهزة الأمنية سلمت X: an institution is no gear
        for tag in scene.tagged.starts[i]:
            if any(t.kind == "class" and t.id in classes for t in tag.terms) and (
                i >= trigger.j or trigger.i - i <= near
            ):
                return True
    return False


def _broken_off(scene: Scene, out: Draft, classes: tuple[str, ...]) -> bool:
    """``قطع العلاقات``, ``علقت X العمل باتفاقية``: what is broken off is the object, not ``قطع وعدا … الحوار``."""
    t = scene.tagged
    if out.trigger.is_verb and out.trigger.term.suffix:  # الوعد الذي قطعه X: told before is what was broken off
        before = range(max(out.clause.sentence[0], out.trigger.i - 4), out.trigger.i)
        return any(x.kind == "class" and x.id in classes for i in before for x in terms_at(scene, i))
    for i in first_words(scene, out, OBJECT_WORDS if out.trigger.is_verb else 3):
        for tag in t.starts[i]:
            ids = {x.id for x in tag.terms if x.kind == "class"}
            if ids & set(classes) and not tag.clitics.endswith("ب"):
                if "trip" in ids and t.word(out.trigger.i, "cuts"):
                    return False  # قطع زيارته: he came home early
                near = range(i, min(i + TRADED, out.clause.right))  # توقف التصدير: of arms, not of vegetables
                return not t.word(i, "trade") or any(is_secure(scene, k) for k in near)
    return False


def _class_reach(scene: Scene, out: Draft) -> int:
    """Where the words of a class are looked for at most; what is signed stands next to the verb, past actors and
    times."""
    end = min(out.clause.right, out.trigger.j + REACH)
    if out.frame.id != "agreement.sign":
        return end
    taken = {k for a in scene.actors if out.trigger.j <= a.i < end for k in range(a.i, a.j)} | scene.busy
    free = [i for i in range(out.trigger.j, end) if i not in taken]
    return free[SIGNED_REACH] if len(free) > SIGNED_REACH else end
