"""Step 5b: whether a verb or a pronoun agrees in gender and number with the one taken for its subject or owner."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, Trigger
from marsad.find.phrases.actors import Actor

OF_MANY = ("هم", "هما", "هن")  # pronouns of more than one
OF_SPEAKER = ("نا", "ي", "كم", "ك")  # ours, mine, yours: whoever speaks, and nobody told of in the sentence


def gender_of(scene: Scene, actor: Actor) -> str:
    """``m`` or ``f`` where the words tell it: a person by the office's ending, an institution by its head; else
    nothing."""
    t = scene.tagged
    if actor.kind == "person" and actor.role is not None:
        return "f" if t.bare(actor.role[0]).endswith("ه") else "m"
    if actor.kind == "org" and actor.org is not None and not actor.plural:
        head = actor.org[0]
        if t.among(head, "masculine_orgs"):
            return "m"
        if t.bare(head).endswith("ه") and not t.get(head, "body"):
            return "f"
    return ""


def agrees(scene: Scene, trigger: Trigger, owner: Actor) -> bool:
    """Whether the possessive pronoun of a noun (``زيارته``, ``زيارتها``, ``زيارتهم``) can be ``owner``'s, or ``owner``
    the subject that a verb leaves out."""
    suffix = "" if trigger.is_verb else trigger.term.suffix
    if suffix in OF_SPEAKER or (suffix in OF_MANY and not owner.plural):
        return False
    if trigger.is_verb:
        return not other_gender(scene, trigger, owner)
    return {"ه": "f", "ها": "m"}.get(suffix) != gender_of(scene, owner)


def other_gender(scene: Scene, trigger: Trigger, owner: Actor) -> bool:
    """A feminine verb (``وصلت``) has no man for its subject, nor an institution of masculine name (``المركز``); an
    office without a feminine ending is a man's."""
    word = scene.tagged.bare(trigger.i)[len(trigger.tag.clitics) :]
    stem = word[: -len(trigger.term.suffix)] if trigger.term.suffix else word
    feminine = stem.endswith("ت") if trigger.tense == "past" else word.lstrip("س").startswith("ت")
    return feminine and not trigger.term.plural and gender_of(scene, owner) == "m"


def of_another_verb(scene: Scene, trigger: Trigger) -> bool:
    """``تسلم الجيش المعدات``: he took them, and not she gave him them, where the word is a verb in the past too and a
    man or an institution of masculine name stands right after it."""
    if trigger.tense != "present" or not scene.tagged.bare(trigger.i)[len(trigger.tag.clitics) :].startswith("ت"):
        return False
    read = (x.detail for tag in scene.tagged.starts[trigger.i] if tag.j == trigger.j for x in tag.terms)
    after = next((a for a in scene.actors if a.i == trigger.j and not a.mark), None)
    return "verb:past" in read and after is not None and gender_of(scene, after) == "m"
