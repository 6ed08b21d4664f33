"""Step 5d: words and offices of the field: security, policing, intelligence, justice, defence, migration."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.phrases.actors import Actor
from marsad.lexicon.gate import VAGUE_TOPICS


def is_secure(scene: Scene, i: int) -> bool:
    """Whether token ``i`` begins a word of security, defence, justice or migration."""
    t = scene.tagged
    if t.word(i, "security") is None and not _on_topic(scene, i):
        return False
    if t.word(i - 1, "without"):
        return False  # أطباء بلا حدود
    if t.word(i - 1, "measures", "plants", "honours"):
        return False  # إجراءات أمنية: how it was guarded, not what it was about; محطة نووية
    # مجلس الأمن: who decides something, of whatever kind
    return not t.word(i - 1, "councils") or t.word(i + 1, "of_a_state") is not None


def _on_topic(scene: Scene, i: int) -> bool:
    if scene.tagged.get(i, "topic") is None:
        return False
    terms = (term for tag in scene.tagged.starts[i] for term in tag.terms)
    return any(term.kind == "topic" and term.id not in VAGUE_TOPICS for term in terms)


def secure_org(scene: Scene, actor: Actor) -> bool:
    """Whether a side is an institution whose name has a word of the field, and no party."""
    name = range(actor.i, actor.j)
    party = any(scene.tagged.word(i, "parties") for i in name)
    return actor.kind == "org" and not party and any(is_secure(scene, i) for i in name)


def of_the_field(scene: Scene, actor: Actor) -> bool:
    """Whether a side holds an office of the field, commands, or has a military or police rank before his name."""
    t = scene.tagged
    party = actor.role and t.holds(range(*actor.role), "parties")  # رئيس حزب القوات
    if actor.role and not party and any(is_secure(scene, i) for i in range(*actor.role)):
        return True
    if actor.role and (t.word(actor.role[0], "commanders") or actor.head in t.lexicon.grammar["prosecutors"]):
        return True
    ranks = (t.get(i, "rank") for i in range(actor.i, actor.name[0] if actor.name else actor.i))
    return any(hit is not None and actor.name is not None and hit[0].j == actor.name[0] for hit in ranks)


def peace_envoy(scene: Scene, actor: Actor) -> bool:
    """``المبعوث الأممي إلى ليبيا``: whether a side is sent by a body of many states to make peace."""
    return actor.head in scene.tagged.lexicon.grammar["peace_envoys"] and of_body(scene, actor)


def security_said(scene: Scene, begin: int, end: int) -> bool:
    """Whether words of the field that are nobody's office stand in the tokens."""
    offices = {i for a in scene.actors if a.kind == "person" and a.role for i in range(*a.role)}
    return any(is_secure(scene, i) for i in range(begin, end) if i not in offices)
