"""Needs of what is done together: coordination of an act, joint exercises and bodies, information of others."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import terms_at
from marsad.find.frames.draft import Draft
from marsad.find.frames.joint import informants, partners, together, with_many
from marsad.find.frames.secure import is_secure

BODY = 6  # tokens from a body to the states between which it is
JOINT_REACH = 10  # tokens from the word of a session to the states whose body holds it
ACT_REACH = 16  # tokens from "in coordination with" to the act, past the partner's name
BESIDE_ACTS = frozenset(
    {"cooperation.coordinate", "cooperation.fruit", "cooperation.inform", "cooperation.information"}
)
PARTNER = 8  # tokens from "in coordination with" to the partner


def concrete_act(scene: Scene, out: Draft) -> bool:
    """Coordination *with* somebody, in a sentence that tells a concrete act (a word of an event, or an arrest)."""
    begin, end = out.clause.sentence
    t, i = scene.tagged, out.trigger.i
    if t.word(i - 1, "only") or any(x.kind == "frame" and x.id.startswith("commend") for x in terms_at(scene, i - 1)):
        return False  # لن يحدث ذلك إلا بالتنسيق مع X, أشاد بتعاون X
    near = [a for a in out.slots.get("from") if a.country and 0 <= a.i - out.trigger.j <= 2]  # بتعاون من الأمن X
    if not near and not [a for a in out.slots.get("with") if a.country and 0 <= a.i - out.trigger.j <= PARTNER]:
        between = [a for a in out.slots.get("between") if a.country and a.i - out.trigger.j <= 4]
        return bool(between) and any(scene.tagged.word(i, "deeds") for i in range(begin, end))
    if any(scene.tagged.word(i, "acts") for i in range(begin, min(end, out.trigger.j + ACT_REACH))):
        return True
    acts = {"arrest", "cooperation", "extradition"}
    for i in range(begin, end):
        for tag in scene.tagged.starts[i]:
            for term in tag.terms:
                if (
                    term.kind == "frame"
                    and scene.tagged.lexicon.frames[term.id].type in acts
                    and term.id not in BESIDE_ACTS
                ):
                    return True
    return False


def done_jointly(scene: Scene, out: Draft) -> bool:
    """``عملية إيطالية كولومبية مشتركة``, ``تمرين مشترك``; or two nationalities in a row."""
    j = out.trigger.j
    if any(scene.tagged.word(a.i, "teachers") for a in out.slots.get("by")):
        return False  # تدريبات على يد خبراء من X
    joints = (i for i in range(j, min(j + 6, out.clause.right)) if scene.tagged.word(i, "joint"))
    if (adjective := next(joints, None)) is not None and _agrees(scene, out, adjective):
        return True
    adjectives = [a for a in out.slots.get("between") if a.rule == "actor.adjective"]
    noun = scene.tagged.bare(out.trigger.i)[len(out.trigger.tag.clitics) :]
    if len(adjectives) > 1 and noun not in scene.tagged.lexicon.grammar["training_of"]:  # تدريب السوريين والعراقيين
        return True
    begin, end = out.clause.sentence
    told = scene.tagged.holds(range(begin, end), "taking_part")
    nations = {a.country for a in scene.actors if begin <= a.i < end and a.country}
    nations |= {out.place.country} if out.place else set()
    exercise = any(
        t.kind == "class" and t.id == "exercise" for tag in scene.tagged.starts[out.trigger.i] for t in tag.terms
    )
    # أطلق سلاح الجو X والقوات Y مناورة, نفذت البحرية X تمرينا مع البحرية Y
    forces = out.slots.get("subject") + [a for a in out.slots.get("with") if a.i >= j]
    two = {a.country for a in forces if a.kind == "org" and a.country}
    with_another = exercise and (len(two) > 1 or (told and len(nations) > 1))
    return with_another or together(scene, out) or (bool(nations) and with_many(scene, out))


def _agrees(scene: Scene, out: Draft, i: int) -> bool:
    """``تحقيق المصالح المشتركة``: a definite feminine adjective is not that of an indefinite masculine noun, but of the
    noun after it."""
    t = scene.tagged
    other = t.bare(i).startswith("ال") and t.bare(i).endswith("ه") and i - out.trigger.j >= 1
    noun = t.bare(out.trigger.j - 1)
    masculine = not noun.startswith("ال") and not noun.endswith(("ه", "ات"))
    after = t.bare(out.trigger.j)
    return not (other and masculine and after.startswith("ال") and after.endswith(("ح", "ه", "ات")))


def many_subjects(scene: Scene, out: Draft) -> bool:
    """``فككت السلطات المغربية والإسبانية``: institutions of two states as one subject."""
    told = [a for a in out.slots.get("subject") if a.kind != "person" and a.country]
    after = bool(told) and told[0].i > out.trigger.i
    near = bool(told) and (told[0].i - out.trigger.j if after else out.trigger.i - told[-1].j) <= 4
    if told and not after and ("و" in out.trigger.tag.clitics or out.trigger.term.suffix):
        return False  # في العراق وسوريا، ونفذ …: somebody told before
    joined = partners(scene, out)
    alike = len({a.kind == "country" for a in told}) == 1
    many = near and len({a.country for a in told + joined}) > 1 and (alike or bool(joined))
    states = all(a.kind == "country" for a in told)  # of states, what they do must be an act of the field
    near_field = any(is_secure(scene, k) for k in range(out.trigger.j, min(out.trigger.j + 8, out.clause.right)))
    return many and (not states or near_field)


def joint_body(scene: Scene, out: Draft) -> bool:
    """``أعمال اللجنة السودانية التشادية المشتركة``, ``الدورة الرابعة للجنة المشتركة بين X وY``: the session of a body
    of two states."""
    t, both = scene.tagged, [a for a in out.slots.get("between") if a.country and a.i >= out.trigger.j]
    if len({a.country for a in both}) == 2:
        before = range(out.trigger.j, both[0].i)
        body = any(t.word(k, "joint_bodies") for k in before) and any(t.word(k, "joint") for k in before)
        if body and both[0].i - out.trigger.j <= JOINT_REACH:
            return True
    told = [a for a in out.slots.get("between") if a.country and a.j <= out.trigger.i]
    if len({a.country for a in told}) == 2:  # بدأت لجنة الحدود بين X وY أعمال دورتها
        return any(t.word(k, "joint_bodies") for k in range(max(out.clause.left, told[0].i - BODY), told[0].i))
    return any(a.rule == "actor.shared-head" and a.kind == "org" for a in out.slots.all())


def foreign_source(scene: Scene, out: Draft) -> bool:
    """``بناء على معلومات من مخابرات X``: information of a secret or security body of another state."""
    if informants(scene, out):
        return True
    secret = any(is_secure(scene, i) for i in range(out.trigger.j, min(out.trigger.j + 3, out.clause.right)))
    sources = [
        a
        for a in out.slots.get("from") + out.slots.get("by") + out.slots.get("of")
        if a.country and a.i - out.trigger.j <= 8
    ]
    if not sources or sources[0].kind not in ("org", "country"):
        return False
    for k in range(out.trigger.j, sources[0].i):  # معلومات بشأن فظائع ارتكبتها قوات من X
        before = scene.tagged.word(k, "prepositions")
        if k in scene.verbs or (before is not None and any(x.detail == "about" for x in before.terms)):
            return False
    return secret or any(is_secure(scene, i) for i in range(sources[0].i, sources[0].j))
