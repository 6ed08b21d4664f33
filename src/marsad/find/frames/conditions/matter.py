"""Needs that ask what it is about: security, an agreement told, gear, cargo, a feat, a course."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.conditions.objects import REACH
from marsad.find.frames.custody import terms_at
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import is_secure


def of_security(scene: Scene, out: Draft) -> bool:
    """``بحثا التعاون الأمني``, an office of security, a prisoner freed; no feast and no courtesy."""
    tokens = scene.tagged.tokens
    begin, end = out.clause.sentence
    if any(
        scene.tagged.word(i, "courtesy") for i in range(max(begin, out.trigger.i - 12), min(end, out.trigger.j + 4))
    ):
        return False
    letter = any(scene.tagged.word(i, "letters") for i in range(begin, end))
    if any(
        scene.tagged.word(i, "holidays") or (not letter and scene.tagged.word(i, "hospitality"))
        for i in range(begin, end)
    ):
        return False
    whole = [(out.trigger.j, min(end, out.trigger.j + 25)), *(a.role for _, a in out.sides if a.role)]
    if letter:
        whole.append(tokens.sentences[0])
    freed = any(scene.tagged.word(i, "freed") for i in range(*whole[0]))
    return freed or any(is_secure(scene, i) for a, b in whole for i in range(a, b))


def in_reply(scene: Scene, out: Draft) -> bool:
    """``إغلاق الحدود ردا على``: a border closed against the other state, not for rain or a curfew."""
    sentence = range(*out.clause.sentence)
    if any(scene.tagged.word(i, "pandemic") for i in sentence):
        return False
    facing = any(scene.tagged.bare(i) in ("امام", "وجه") for i in range(out.trigger.j, out.clause.right))
    return facing or any(scene.tagged.word(i, "in_reply") for i in sentence)


def agreed_on(scene: Scene, out: Draft) -> bool:
    """``اتفق الجانبان على تسيير دوريات``: on an act, or on more security cooperation; to agree that something is
    important is no agreement."""
    t, end = scene.tagged, out.clause.sentence[1]
    near = range(out.trigger.j - 1, min(out.trigger.j + 14, end))
    far = (i for i in range(out.trigger.j + 14, min(out.clause.right, out.trigger.j + 30)) if t.among(i - 1, "commas"))
    names = {i for a in scene.actors if a.name for i in range(*a.name)}
    on = next((i for i in (*near, *far) if t.bare(i) == "علي" and i not in names), None)
    if on is None:
        return False
    first = on + 1 + (t.bare(on + 1) in ('"', "("))
    if t.word(first, "concrete") is not None or t.word(first, "more_of") is None:
        return t.word(first, "concrete") is not None
    then = (t.word(i, "concrete") for i in range(on + 3, min(on + 14, end)))  # على تعزيز التعاون وتشكيل لجنة
    secure = any(t.word(i, "security") for i in range(first + 2, min(first + 5, end)))
    more = t.word(first + 1, "of_cooperation") is not None and secure
    return more or any(tag is not None and tag.clitics == "و" for tag in then)


def agreement_told(scene: Scene, out: Draft) -> bool:
    """``توصلا إلى اتفاق``: an agreement that is told, not one that is known or drafted."""
    if scene.tagged.among(out.trigger.i - 1, "drafts"):
        return False  # التباحث في شأن مشروع اتفاقية: none yet
    window = range(max(out.clause.sentence[0], out.trigger.i - 6), min(out.clause.sentence[1], out.trigger.j + 12))
    named = out.slots.rule == "genitive" and out.time is None  # اتفاق X وY: one that is known
    if not named and not scene.definite(out.trigger):
        return True
    return any(scene.tagged.word(i, "agreement_told") for i in window)


def helping(scene: Scene, out: Draft) -> bool:
    """``أرسلت X جنودا لتدريب``: people sent for the other side's sake; others are an army's march."""
    begin, end = out.clause.sentence
    return any(scene.tagged.word(i, "helping") for i in range(max(begin, out.trigger.i - 6), end))


def geared(scene: Scene, out: Draft) -> bool:
    """``دعمت X شرطة Y بآليات``: what the support consists of, told with ب."""
    after = range(out.trigger.j, min(out.clause.right, out.trigger.j + REACH))
    t, numbers = scene.tagged, scene.tagged.lexicon.grammar.numbers
    counted = {k + 1 for k in after if t.bare(k)[:1] == "ب" and t.bare(k)[1:] in numbers}  # بعشرين مدرعة
    tags = (tag for k in after for tag in t.starts[k] if k in counted or tag.clitics.endswith("ب"))
    return any(x.kind == "class" and x.id == "materiel" for tag in tags for x in tag.terms)


def cargo(scene: Scene, out: Draft) -> bool:
    """``وصلت شحنة أسلحة``: a delivery arrives, nobody on a visit."""
    i, j = out.trigger.i, out.trigger.j
    near = [*range(j, min(j + 3, out.clause.right))]
    if out.trigger.is_verb:
        near += range(max(out.clause.left, i - 5), i)
    if any(scene.tagged.word(k, "gift_of") and scene.tagged.bare(k + 1) == "من" for k in range(j, out.clause.right)):
        return any(_is_thing(scene, k) for k in range(out.clause.left, out.clause.right))  # وصلت عشرون سيارة هدية من X
    loaded = any(scene.tagged.word(k, "loaded") for k in range(j, out.clause.sentence[1]))
    return loaded or any(scene.tagged.word(k, "cargo") for k in near)


def _is_thing(scene: Scene, i: int) -> bool:
    return any(x.kind == "class" and x.id == "materiel" for x in terms_at(scene, i))


def feat(scene: Scene, out: Draft) -> bool:
    """``هنأ X الجيش على تحرير Y``: on what was done, on no appointment and no feast."""
    return any(scene.tagged.word(i, "feat") for i in range(out.trigger.j, min(out.clause.right, out.trigger.j + 25)))


def schooling(scene: Scene, out: Draft) -> bool:
    """``تخرجت دفعة من الضباط``: from a school or course; troops that leave a city only come out of it."""
    return any(scene.tagged.word(i, "schooling") for i in range(*out.clause.sentence))
