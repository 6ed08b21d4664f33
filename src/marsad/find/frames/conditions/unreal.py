"""What is told of without having happened: wishes, conditions, attempts, praise in general, figures of speech."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import terms_at
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import is_secure

CONDITION = 10  # tokens from a condition to the second verb that it governs
WISHED = 8  # tokens from a wish to the handover wished for
OF_EXERCISES = ("exercise_kinds", "joint", "joins", "operations", "taking_part")


def irrealis(scene: Scene, out: Draft) -> bool:
    """Whether the event is wished for, a condition, an attempt, or a possibility."""
    if scene.tagged.holds(range(out.trigger.i - 2, min(out.clause.right, out.trigger.j + 6)), "habit"):
        return True
    left = out.clause.left
    if out.trigger.is_verb and any(scene.tagged.word(i, "wishes") for i in range(max(left - 2, 0), left)):
        return True
    if out.trigger.tense == "present" and scene.tagged.among(out.trigger.i - 1, "may"):
        return True
    if out.trigger.tense == "present" and "و" in out.trigger.tag.clitics and out.type in ("extradition", "arrest"):
        before = range(max(out.clause.sentence[0], out.trigger.i - CONDITION), out.trigger.i)
        if any(scene.tagged.word(i, "conditions") for i in before):
            return True  # إذا التزمت الدول بالقوانين وتستعيد مواطنيها
    if scene.tagged.bare(out.trigger.i - 1) in ("عدم", "بعدم"):  # دعت المنظمة تونس إلى عدم ترحيل
        calls = range(max(out.clause.left, out.trigger.i - 12), out.trigger.i)
        return any(scene.tagged.word(i, "irrealis", "asks") for i in calls)
    tried = any(scene.tagged.word(i, "irrealis") for i in (left, left + 1) if i < out.trigger.i)
    if tried and out.type in ("arrest", "cooperation"):
        return True  # تحاول الشرطة ضبطهم بالتنسيق مع X
    begin = max(out.clause.left, out.trigger.i - 4)
    wished = range(max(out.clause.left, out.trigger.i - WISHED), out.trigger.i) if out.type == "extradition" else ()
    if not out.trigger.is_verb and any(scene.tagged.word(k, "wishes") for k in wished):
        return True  # تمنت X على سلطات Y تسليم الموقوف
    if out.trigger.is_verb or scene.tagged.among(out.trigger.i - 1, "real_after"):
        return False
    if scene.tagged.word(out.trigger.i - 1, "any"):
        before = range(out.clause.left, out.trigger.i)
        return not any(scene.tagged.word(k, "negation", "governing_denial") for k in before)
    for k in range(begin, out.trigger.i):
        if scene.tagged.word(k, "talk_settings"):  # بحث تعزيز التعاون خلال لقاء: it was held
            begin = k + 1
    commas = [k for k in range(begin, out.trigger.i) if scene.tagged.among(k, "commas")]
    begin = commas[-1] + 1 if commas and out.type == "commendation" else begin  # أكد أهمية التعاون، مشيدا بـ…
    called = "calls" if out.type == "gathering" else ""
    wish = (i for i in range(begin, out.trigger.i) if scene.tagged.word(i, "irrealis") and not _foiled(scene, i))
    return any(not scene.tagged.word(i, called) for i in wish)


def _foiled(scene: Scene, i: int) -> bool:
    """``أحبطت الشرطة محاولة تهريب بالتنسيق مع X``: the attempt was another's, its end is what was done together."""
    t = scene.tagged
    acts = (tag for k in range(max(i - 4, 0), i) for tag in t.starts[k] if k in scene.verbs)
    return t.bare(i).startswith("محاول") and any(term.id == "cooperation.act" for tag in acts for term in tag.terms)


def praised(scene: Scene, out: Draft) -> bool:
    """``أشاد X بالتعاون المثمر بين البلدين``: what is praised in general."""
    if out.trigger.is_verb or not scene.tagged.bare(out.trigger.i).startswith("بال"):
        return False
    near = (x for k in range(max(out.trigger.i - 4, 0), out.trigger.i) for g in scene.tagged.starts[k] for x in g.terms)
    return any(x.kind == "frame" and x.id == "commendation.praise" for x in near)


def background(scene: Scene, out: Draft) -> bool:
    """Whether words before the trigger tell of what is always so."""
    begin = max(out.clause.sentence[0], out.trigger.i - 9)
    return any(scene.tagged.word(i, "background") for i in range(begin, out.trigger.i))


def figurative(scene: Scene, out: Draft) -> bool:
    """``بعد مماطلات ومناورات``: manoeuvres of words, where nothing beside them is of the field or joint."""
    t, i = scene.tagged, out.trigger.i
    if not any(x.kind == "class" and x.id == "exercise" for x in terms_at(scene, i)) or out.trigger.j - i > 1:
        return False
    beside = [k for k in range(max(out.clause.left, i - 6), min(out.clause.right, out.trigger.j + 6)) if k != i]
    told = any(is_secure(scene, k) or t.word(k, *OF_EXERCISES) for k in beside)
    together_ = [a for slot in ("with", "between") for a in out.slots.get(slot) if 0 <= a.i - out.trigger.j <= 3]
    starts = any(t.get(k, "light") or t.word(k, "gathering_opens", "conducted") for k in beside)
    named = {a.country for a in out.slots.get("subject") if a.kind != "person"}  # دشنت X وY مناورات الصمصام
    quoted = t.bare(out.trigger.j) == '"'  # تمرين «الأسد الإفريقي»
    both = {a.country for a in out.slots.get("between") if a.rule == "actor.adjective"}
    return not (told or together_ or starts or quoted or len(named) > 1 or len(both) > 1)
