"""The subject right before its verb, with no more than a mark, a relative pronoun or brackets between them."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.find.frames.clauses import Scene, Trigger
from marsad.find.frames.slots import antecedent_of, as_lists
from marsad.find.frames.verbal.unread import unread_name
from marsad.find.phrases.actors import Actor

NEAR = 3
MARKS = ("،", ",", '"', ")", "-", ":")  # what may stand between a subject and its verb
ORDERED = 8  # tokens from an order to the office of who gave it


def adjacent_subject(scene: Scene, trigger: Trigger, left: list[Actor]) -> list[Actor]:
    """The unmarked actors that stand right before the verb: ``X يزور``, ``X الذي يزور``, ``X، …، يزور``; in a title
    anywhere."""
    tagged = scene.tagged
    told = None if tagged.among(trigger.j, "there") else antecedent_of(scene, trigger.i, left)
    if told is not None:
        return [told]
    bare = [a for a in left if not a.mark or (a.mark in ("as", "on"))]
    if not bare:
        return []
    last = as_lists(bare)[-1]
    begin = tagged.tokens.sentences[tagged.tokens.sentence_of(trigger.i)][0]
    if _by_order(scene, last[0], begin):
        return []  # تنفيذا لتعليمات الملك، استقبل X
    if last[-1].kind == "country" and any(p.dateline and p.i == last[-1].i for p in scene.places):
        return []
    if _met_before(scene, last[0]) and any(a.i == trigger.j and not a.mark for a in scene.actors):
        return []
    gap = _outside_parens(scene, last[-1].j, trigger.i)
    words = [tagged.bare(i) for i in gap]
    title = tagged.tokens.where[trigger.i] == "title"
    if any(i in scene.verbs for i in gap):
        return []
    relative = any(tagged.word(i, "relative") for i in gap)
    if relative and tagged.among(trigger.j, "there"):
        return []
    if title and len(words) <= 8:
        return last
    if relative and len(words) <= NEAR:
        return [last[-1]]
    if trigger.term.plural and last[-1].kind == "group" and gap and len(words) <= NEAR and _adjectives_only(scene, gap):
        return last
    if any(w in MARKS for w in words) and unread_name(scene, trigger.j):
        return []  # قبل زيارة X، اتصل Y بZ
    open_way = all(tagged.bare(i) in MARKS or tagged.among(i, "tense_particles") for i in gap)
    return last if open_way and len(words) <= NEAR and "و" not in trigger.tag.clitics else []


def _met_before(scene: Scene, actor: Actor) -> bool:
    """``بعد لقائه X التقى Y …``: whom he met before, told by a noun with his pronoun, is not who acts next."""
    noun = scene.tagged.get(actor.i - 1, "frame")
    return noun is not None and noun[1].suffix != "" and not noun[1].detail.startswith("verb")


def _by_order(scene: Scene, actor: Actor, begin: int) -> bool:
    """``تنفيذا لتعليمات X``, ``بتعليمات من الملك، القائد الأعلى``: by whose order it is done."""
    for k in range(actor.i - 1, max(begin, actor.i - ORDERED) - 1, -1):
        if scene.tagged.word(k, "orders") is not None:
            return True
        if k in scene.verbs or any(a.i <= k < a.j and a.kind != "person" for a in scene.actors):
            return False
    return False


def _adjectives_only(scene: Scene, gap: Sequence[int]) -> bool:
    """``مسؤولين إسرائيليين كبارا التقوا``: indefinite plurals that go on with the group before the verb."""
    t = scene.tagged
    ends = ("ين", "ون", "ا", "ه")
    return all(t.bare(i).endswith(ends) and not t.word(i, "prepositions", "clause_breaks", "gaps") for i in gap)


def _outside_parens(scene: Scene, begin: int, end: int) -> list[int]:
    """The tokens between, without what stands in brackets: ``قائد القوة (لخويا) يزور``."""
    out, inside = [], False
    for i in range(begin, end):
        word = scene.tagged.bare(i)
        if word != ")" and not (inside := inside or word == "("):
            out.append(i)
        inside = inside and word != ")"
    return out
