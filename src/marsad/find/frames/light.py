"""Step 5b: support verbs: who holds, receives or announces what an event noun names (أجرى مباحثات، أعلن عن اتفاق)."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.partners import TALKS
from marsad.find.frames.slots import FAR, Slots, antecedent_of, as_lists, over_times, owner_of
from marsad.find.phrases.actors import Actor

CLOSE = 3  # tokens from talks to who holds them, where he stands after them (عقد أمس اجتماع X)


def fill_light(
    scene: Scene,
    trigger: Trigger,
    clause: Clause,
    left: list[Actor],
    right: list[Actor],
    slots: Slots,
    skip: set[int],
) -> None:
    """``عقد X اجتماعا``, ``X يقوم بزيارة``, ``تلقى X اتصالا``: the subject of the governing verb; else of the
    sentence."""
    verb, kind = _governing(scene, trigger, clause), scene.tagged.lexicon.frames[trigger.term.id].type
    bare_left = [a for a in left if not a.mark]
    if verb is not None and (had := _who_had(scene, trigger, verb, left)):
        slots.rule = "subject of the governing verb"
        slots.add("subject", had)
        return
    if verb is not None and (told := antecedent_of(scene, verb, left)):
        slots.rule = "antecedent of the relative clause"
        slots.add("subject", told)
        return
    if verb is not None:
        after = [a for a in bare_left if a.i > verb]
        received = _received(scene, trigger, verb, as_lists(after))
        if received:
            slots.rule = "object of the verb of receiving"
            for actor in received:
                slots.add("subject", actor)
            return
        if scene.tagged.lexicon.frames[trigger.term.id].type == "visit":
            after = [a for a in after if a.kind != "country"]  # غادر القاهرة X بعد زيارة
        if after:
            slots.rule = "subject of the governing verb"
            for actor in over_times(scene, as_lists(after))[0]:
                slots.add("subject", actor)
            return
        before = [a for a in bare_left if a.j <= verb]
        if kind in TALKS:  # زار X تركيا وأجرى مباحثات: where he is
            before = [a for a in before if a.kind != "country"] or before
        if before and (kind in TALKS or kind == "visit") and _own_subject(scene, verb, trigger):
            return
        if before:
            slots.rule = "subject before the governing verb"
            for actor in as_lists(before)[-1]:
                slots.add("subject", actor)
            return
        later = [a for a in right if not a.mark]
        close = kind not in TALKS or (bool(later) and later[0].i - trigger.j <= CLOSE)
        if later and close and trigger.i - verb <= 3:
            slots.rule = "subject after the noun"
            for actor in as_lists(later)[0]:
                slots.add("subject", actor)
                skip.add(actor.i)
            return
        if (
            trigger.i - verb <= 5
            and verb == clause.sentence[0]
            and (owner := owner_of(scene, trigger, clause)) is not None
        ):
            slots.rule = (
                "subject told before"  # وشارك في اجتماع مع X: a sentence that goes on about the one told before
            )
            slots.add("subject", owner)
            return
    if verb is None and kind in ("agreement", "cooperation") and _announced(scene, trigger, bare_left, slots):
        return
    if verb is None and kind == "agreement":
        _announces_with(scene, trigger, bare_left, right, slots)
        return  # else the speaker of the sentence is no party to what he speaks of
    if verb is None and kind == "visit" and scene.tagged.word(trigger.j, "delegation") is not None:
        return  # قال X: خلال زيارة وفد يمثل …
    if verb is None:
        bare_left = [a for a in bare_left if a.kind != "country" and trigger.i - a.j <= FAR]
        if kind in TALKS and bare_left and _of_a_noun(scene, as_lists(bare_left)[-1][0]):
            return  # دعم مبادرة X بعد محادثات مع Y
        if kind in TALKS and not _in_talks(scene, trigger, bare_left):
            return  # تفضيل X إجراء محادثات: what he speaks of, or wishes
    if bare_left:
        slots.rule = "subject of the sentence"
        for actor in as_lists(bare_left)[-1] if verb is None else as_lists(bare_left)[0]:
            slots.add("subject", actor)


def _own_subject(scene: Scene, verb: int, trigger: Trigger) -> bool:
    """``أجرت حركة X محادثات``: a subject that is no state's stands after the verb."""
    t, k = scene.tagged, verb + 1
    if k >= trigger.i or k in scene.busy or not t.bare(k)[:1].isalpha():
        return False
    return t.word(k, "no_state") is not None or (t.bare(k).startswith("ال") and not t.starts[k])


def _governing(scene: Scene, trigger: Trigger, clause: Clause) -> int | None:
    """The verb before the noun that can govern it; ``اجتمع X بY، وبعد مشاورات قرر``: one that meets holds no talks."""
    for i in range(trigger.i - 1, clause.left - 1, -1):
        if scene.verbs.get(i) in ("light", "frame"):
            hit = scene.tagged.get(i, "frame")
            meets = hit is not None and scene.tagged.lexicon.frames[hit[1].id].type in TALKS
            talks = scene.tagged.lexicon.frames[trigger.term.id].type in TALKS
            return None if meets and talks and "و" in scene.tagged.bare(trigger.i - 1)[:1] else i
    return None


def _of_a_noun(scene: Scene, actor: Actor) -> bool:
    """``مبادرة الرئيس X``: whose matter it is that the sentence tells, not who acts in it."""
    t, k = scene.tagged, actor.i - 1
    noun = scene.tagged.tokens.text(k, k + 1).endswith("ة") if k >= 0 else False
    return noun and k not in scene.verbs and not t.word(k, "prepositions", "complementizers")


def _in_talks(scene: Scene, trigger: Trigger, left: list[Actor]) -> bool:
    """``قال X خلال اجتماع مع Y``, ``عبر X في ختام لقاء مع Y``: who spoke in the talks, or by telephone, took part."""
    t, i = scene.tagged, trigger.i
    if scene.tagged.lexicon.frames[trigger.term.id].type == "call":
        return True
    if left and left[-1].j == i and t.word(left[-1].i - 1, "holding"):  # إجراء X مباحثات
        return True
    return any(t.word(k, "talk_settings", "in_talks") or t.among(k, "in_words") for k in (i - 1, i - 2))


def _received(scene: Scene, trigger: Trigger, verb: int, groups: list[list[Actor]]) -> list[Actor]:
    """``استقبلت القاهرة X في زيارة``: whoever is received pays the visit."""
    if scene.tagged.lexicon.frames[trigger.term.id].type != "visit" or len(groups) < 2:
        return []
    hit = scene.tagged.get(verb, "frame")
    return groups[1] if hit is not None and hit[1].id == "meeting.receive" else []


def _who_had(scene: Scene, trigger: Trigger, verb: int, left: list[Actor]) -> Actor | None:
    """``كان للوزير لقاء مع Y``: who had the talks stands with ل between the verb and the noun."""
    near = [a for a in left if a.mark == "to" and a.kind == "person" and a.i - verb <= 2 and trigger.i - a.j <= 2]
    return near[0] if near and scene.tagged.among(verb, "was") else None


def _announced(scene: Scene, trigger: Trigger, left: list[Actor], slots: Slots) -> bool:
    """``أعلنت دمشق وموسكو التوصل إلى اتفاق``: two states that speak of an agreement together made it."""
    speakers = as_lists(left)[-1] if left else []
    gap = range(speakers[-1].j, trigger.i) if speakers else range(0)
    if len({a.country for a in speakers if a.country}) < 2 or len(gap) > FAR:
        return False
    if any(scene.tagged.among(i, "behalf") for i in range(max(speakers[0].i - 3, 0), speakers[0].i)):
        return False  # بناء على توجيه الملك X والرئيس Y صدر بيان: by whose will it was made
    says = [i for i in (speakers[0].i - 1, *gap[:2]) if scene.verbs.get(i) == "says"]
    object_ = len(gap) <= 1 and not any(scene.tagged.word(i, "prepositions") for i in gap)  # نشرت X وY قوة مشتركة
    if not (says or object_) or any(scene.tagged.word(i, "before_nouns") for i in gap[:-1]):
        return False
    if any(scene.verbs.get(i) for i in gap if i not in says):
        return False
    slots.rule = "two who announce it"
    for actor in speakers:
        slots.add("subject", actor)
    return True


def _announces_with(scene: Scene, trigger: Trigger, left: list[Actor], right: list[Actor], slots: Slots) -> None:
    """``أعلن وزير الداخلية X توقيع مذكرة مع نظيره Y``, ``تستعد فرنسا لإبرام صفقة مع قطر``: who speaks of signing with
    somebody signs.
    """
    partners = [a for a in right if a.mark == "with" and a.country]
    gap = range(left[-1].j, trigger.i) if left else range(0)
    near = left and len([i for i in gap if i not in scene.busy and scene.tagged.bare(i).isalpha()]) <= 2
    frame = scene.tagged.lexicon.frames[trigger.term.id].id
    if not (partners and near) or frame not in ("agreement.sign", "agreement.deal"):
        return
    if partners[0].country != left[-1].country and not any(_governs_noun(scene, i, left[-1]) for i in gap):
        slots.rule = "who announces it"
        slots.add("subject", left[-1])


def _governs_noun(scene: Scene, i: int, speaker: Actor) -> bool:
    """``مكاسب إيران من توقيع …``: a preposition before the signing, other than that of announcing it (عن)."""
    announced = scene.tagged.bare(i) == "عن" and any(scene.verbs.get(k) == "says" for k in range(speaker.i - 2, i))
    return scene.tagged.word(i, "before_nouns", "prepositions") is not None and not announced
