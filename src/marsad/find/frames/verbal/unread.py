"""Whether a verb has a subject of its own that no rule reads: a name, or a common noun."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, Trigger
from marsad.find.frames.partners import TALKS


def unread_subject(scene: Scene, trigger: Trigger) -> bool:
    """``NAME يشكر المغرب`` at the head of a title, with a name that no rule reads: what follows is no subject."""
    t, i = scene.tagged, trigger.i - 1
    begin = t.tokens.sentences[t.tokens.sentence_of(trigger.i)][0]
    gives = scene.tagged.lexicon.frames[trigger.term.id].type in ("assistance", "award", "commendation")
    known = any(a.i <= i < a.j for a in scene.actors) or i in scene.verbs or i in scene.busy
    unread = i == begin and t.bare(i)[:1].isalpha() and not known and t.bare(i) not in t.lexicon.common
    return gives and unread and trigger.tense == "present"


def has_unread_subject(scene: Scene, trigger: Trigger) -> bool:
    """Whether the verb has a subject of its own that was not read: a name, or a common noun."""
    talks = scene.tagged.lexicon.frames[trigger.term.id].type in TALKS
    named = talks and unread_name(scene, trigger.j) and not scene.tagged.bare(trigger.j).endswith("ا")
    return named or _unknown_subject(scene, trigger)


def unread_name(scene: Scene, i: int) -> bool:
    """Whether a word that no rule reads stands at ``i``: it can be a subject of its own."""
    t = scene.tagged
    known = any(a.i <= i < a.j for a in scene.actors) or i in scene.busy or i >= len(t.tokens)
    return not known and t.bare(i)[:1].isalpha() and (not t.starts[i] or t.get(i, "given", "family") is not None)


def _unknown_subject(scene: Scene, trigger: Trigger) -> bool:
    """``توصلت إليها القوى الكبرى``, ``سلمت الشركة``: the verb has a subject of its own that is no actor we know."""
    t = scene.tagged
    at = trigger.j + (t.word(trigger.j, "back_pronouns") is not None)
    if at >= len(t.tokens) or at in scene.busy or not t.bare(at).startswith("ال"):
        return False
    known = any(a.i <= at < a.j for a in scene.actors) or any(p.i == at for p in scene.places)
    return not known and not t.starts[at]
