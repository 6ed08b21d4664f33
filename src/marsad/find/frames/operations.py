"""Step 6b: arrests in which an operation told before ended (``أسفرت العملية عن إلقاء القبض على …``), or that another
state's information led to."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import counted_people, patient
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import unmet
from marsad.find.frames.given import is_class
from marsad.find.phrases.actors import Actor

INFORMED = frozenset({"cooperation.information", "cooperation.inform"})
NEXT = 3  # tokens from the verb to the word for the person
AFTER = 3  # sentences over which "the operation" is the one told before


def ended_in_arrests(scene: Scene, drafts: list[Draft]) -> None:
    """Take up the arrests that were dropped for want of a foreign share, where the sentence calls them the outcome of
    an operation that the page has told as one of two states, or a sentence beside it tells of a partner's information.
    """
    for n, draft in enumerate(drafts):
        if draft.type == "arrest" and draft.dropped == unmet("warrant") and _on_information(draft, drafts):
            gang = scene.tagged.word(draft.trigger.j, "gangs") is not None
            sure = "person_taken" not in draft.frame.needs or gang or _of_people(scene, draft)  # ضبطت بعض الأجهزة
            draft.dropped = "" if sure else draft.dropped
            continue
        if draft.type != "arrest" or not draft.dropped or not _of_people(scene, draft):
            continue
        joint = [d for d in drafts[:n] if d.type == "cooperation" and not d.dropped and len(d.countries()) > 1]
        if not joint or draft.clause.number - joint[-1].clause.number > AFTER:
            continue
        if not _outcome(scene, draft) and not _goes_on(scene, joint[-1], draft):
            continue
        taken = [(p, a) for p, a in draft.sides if p == "subject"]
        draft.sides = [("agent", a) for a in _by_state(joint[-1])] + taken
        if draft.place is None:
            draft.place, draft.place_by = joint[-1].place, joint[-1].place_by
        draft.dropped = ""


def _on_information(arrest: Draft, drafts: list[Draft]) -> bool:
    """Whether who arrests got another state's information, told in the sentence itself or in the one beside it."""
    own = {a.country for p, a in arrest.sides if p == "agent" and a.country}
    told = (d for d in drafts if d.frame.id in INFORMED and not d.dropped)
    return any(own & d.countries() and abs(d.clause.number - arrest.clause.number) <= 1 for d in told)


def _by_state(joint: Draft) -> list[Actor]:
    """One for each state that had a share; first who acted on the other's information."""
    found: dict[str, Actor] = {}
    for _, actor in sorted(joint.sides, key=lambda side: (side[0] != "recipient", side[1].mark == "with")):
        if actor.country and actor.kind != "person":
            found.setdefault(actor.country, actor)
    return list(found.values())


def _of_people(scene: Scene, draft: Draft) -> bool:
    """Whether people are taken: right after a verb that may as well mean goods (``ضبط``)."""
    head = patient(scene, draft)
    if "person_taken" in draft.frame.needs:
        return head is not None and head - draft.trigger.j < NEXT
    return head is not None or counted_people(scene, draft)


def _goes_on(scene: Scene, joint: Draft, arrest: Draft) -> bool:
    """``فككت X وY خلية … وتم توقيف ستة من أعضائها``: right after an operation of two states, by no other state."""
    t, near = scene.tagged, arrest.clause.number - joint.clause.number <= 1
    deed = any(t.word(i, "deeds") for i in range(*joint.clause.sentence))
    where = {arrest.place.country} if arrest.place is not None else set()
    told = {a.country for p, a in arrest.sides if p != "subject" and a.country}
    return near and deed and not is_class(scene, joint.trigger.i, "exercise") and (told | where) <= joint.countries()


def _outcome(scene: Scene, draft: Draft) -> bool:
    """``العملية`` stands before the arrest in its sentence."""
    t = scene.tagged
    return any(
        t.word(i, "operations") and "ال" in t.bare(i)[:3] for i in range(draft.clause.sentence[0], draft.trigger.i)
    )
