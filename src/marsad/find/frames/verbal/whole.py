"""Filling the slots of a verb: subject, object, more, and what a preposition marks."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.concord import other_gender
from marsad.find.frames.partners import TALKS
from marsad.find.frames.slots import Slots, as_lists, fill_marked, owner_of
from marsad.find.frames.verbal.after import groups_after, object_first, visitor_next
from marsad.find.frames.verbal.before import subject_before
from marsad.find.frames.verbal.earlier import fill_subject_elsewhere, speaker_of, told_guest
from marsad.find.frames.verbal.unread import has_unread_subject
from marsad.find.phrases.actors import Actor


def fill_verb(
    scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], slots: Slots
) -> None:
    """Fill the slots of a verb that tells an event."""
    skip: set[int] = set()
    groups = groups_after(scene, trigger, right)
    before = _told_first(scene, trigger, clause, left, right, groups)
    if before:
        slots.rule = "subject-first"
        for actor in before:
            slots.add("subject", actor)
    elif groups and other_gender(scene, trigger, groups[0][0]):
        pass  # تسلم المدير وساما: he got it, she hands nothing over
    elif groups:
        subject = groups.pop(0)
        _fill_verb_first(scene, trigger, clause, left, subject, slots)
        skip.update(actor.i for actor in subject)
    if not slots.get("subject") and not has_unread_subject(scene, trigger):
        fill_subject_elsewhere(scene, trigger, clause, left, slots)
    skip |= _fill_objects(scene, trigger, groups, slots)
    if trigger.term.suffix and left and not slots.get("object"):
        slots.add("object", left[-1])
    fill_marked(scene, trigger, right, slots, skip)


def _told_first(
    scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], right: list[Actor], groups: list[list[Actor]]
) -> list[Actor]:
    """The subject before the verb; where what follows is an object alone, the one told before."""
    if visitor_next(scene, trigger, groups):
        return []
    before = subject_before(scene, trigger, clause, left, right, groups)
    if not before and object_first(scene, trigger, groups):
        owner = owner_of(scene, trigger, clause)
        before = [owner] if owner is not None and owner.country != groups[0][0].country else []
    return before


def _fill_verb_first(
    scene: Scene, trigger: Trigger, clause: Clause, left: list[Actor], subject: list[Actor], slots: Slots
) -> None:
    """``استقبل X``, ``استقبله X``: the subject after the verb, whose pronoun is whom the page told last."""
    slots.rule = "verb-first with object pronoun" if trigger.term.suffix else "verb-first"
    for actor in subject:
        slots.add("subject", actor)
    if not trigger.term.suffix:
        return
    if received := left[-1:] or told_guest(scene, trigger, clause, slots.get("subject")):
        slots.add("object", received[0])


def _fill_objects(scene: Scene, trigger: Trigger, groups: list[list[Actor]], slots: Slots) -> set[int]:
    """What follows the subject: its object first. Returns where those filled in begin."""
    meeting = scene.tagged.lexicon.frames[trigger.term.id].type == "meeting"
    for n, group in enumerate(groups):
        then = meeting and scene.tagged.word(group[0].i - 1, "and_then")  # استقبل X نائبين، ثم السفير Y
        for actor in group:
            slots.add("object" if then or not n else "more", actor)
    return {actor.i for group in groups for actor in group}


def fill_spoken(scene: Scene, trigger: Trigger, clause: Clause, right: list[Actor], slots: Slots) -> None:
    """``وأضاف X: التقينا أمس Y``: of talks and what was signed in them, the speaker is the subject."""
    speaker = speaker_of(scene, trigger, clause)
    if speaker is None or scene.tagged.lexicon.frames[trigger.term.id].type not in (*TALKS, "agreement"):
        return
    slots.rule = "the speaker of the words"
    slots.add("subject", speaker)
    fill_object_alone(scene, trigger, right, slots)


def fill_object_alone(scene: Scene, trigger: Trigger, right: list[Actor], slots: Slots) -> None:
    """What follows a verb whose subject no rule reads: its object first."""
    skip: set[int] = set()
    for group in as_lists([a for a in right if not a.mark])[:1]:
        for actor in group:
            slots.add("object", actor)
            skip.add(actor.i)
    fill_marked(scene, trigger, right, slots, skip)
