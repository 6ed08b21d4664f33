"""Who is told to take part in a gathering, and as what."""

from __future__ import annotations

from marsad.find.frames.assembly import heads_or_represents, told_to_attend
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor

NAMED = 14  # tokens from a word of attending to who is named among those who do


def role_at_gathering(scene: Scene, out: Draft, actor: Actor, begin: int) -> str:
    """``host`` or ``guest`` where words beside ``actor`` tell how he takes part, or ``""``."""
    t = scene.tagged
    apart = (range(actor.j, out.trigger.i), range(out.trigger.j, actor.i))
    if any(t.holds(span, "complementizers") for span in apart):
        return ""  # قال X إن المؤتمر …, أكد في المؤتمر أن X …
    if t.word(actor.i - 1, "invitations"):
        return "host"  # دعوة X للمشاركة في: who invites
    among = t.word(actor.i - 1, "named_among") or t.word(actor.i - 2, "named_among")
    before = range(max(begin, actor.i - (NAMED if among else 5)), actor.i)
    around = (range(before.start, actor.i + 1), range(actor.j, min(actor.j + 3, out.trigger.i)))
    sent = any(t.holds(span, "delegation") for span in around)  # ترأس وفد المملكة
    if t.holds(before, "attending", *(("hosting", "led_by") if sent else ())):
        return "guest"
    if part := heads_or_represents(scene, out, actor):
        return part
    beside = any(t.word(k, "aside") for k in range(max(actor.j, out.trigger.i - 3), out.trigger.i))
    if beside and not actor.mark:
        return "guest" if actor.kind == "person" and told_to_attend(scene, out, actor) else ""  # عقد X لقاءات على هامش
    opens = t.word(actor.i - 1, "hosting") is not None  # الدورة الأربعون … التي افتتحها X
    if actor.mark == "with" and t.holds(before[-3:], "together"):
        return "host"  # نظمت X بشراكة مع Y ندوة
    if t.holds(before, "hosting") and not actor.mark and (opens or actor.i < out.trigger.i + 8):
        return "host"
    for i in range(actor.i - 1, out.trigger.i, -1):  # after the gathering's word the last cue holds for a whole list
        if t.word(i, "attending") or t.word(i, "on_request"):
            return "guest"
        if t.word(i, "together"):
            return "host"
        if actor.kind == "country" and t.word(i, "about_words"):
            break  # ضم وزراء X وY لبحث الأوضاع في سوريا واليمن
    if actor in _list_of_attendees(scene, out):
        return "guest"
    after = range(actor.j, min(actor.j + 4, out.trigger.i))
    if any(t.word(i, "attending") for i in after):
        return "guest"
    if any(t.word(i, "hosting") for i in after):
        return "host"
    if actor.listed and out.sides:
        return next((p for p, a in out.sides if a.i == actor.i), "")
    comes = actor.kind == "person" or (actor.kind == "group" and t.word(actor.i, "delegation") is not None)
    ahead = comes and actor.j <= out.trigger.i and not actor.mark
    return "guest" if ahead and told_to_attend(scene, out, actor) else ""


def states_of_officials(scene: Scene, out: Draft) -> list[Actor]:
    """``اجتماع لوزراء داخلية فرنسا وإيطاليا وإسبانيا``: the three or more states whose officials come together."""
    t, at = scene.tagged, out.trigger
    after = [a for a in scene.actors if at.j <= a.i < out.clause.right]
    first = next((n for n, a in enumerate(after) if t.word(a.i, "officials") and a.i - at.j <= 6), None)
    if first is None or not after[first].country:
        return []
    told = [after[first]]
    for actor in after[first + 1 :]:
        if not actor.country or actor.i - told[-1].j > 1 or actor.kind == "org":
            break
        told.append(actor)
    return told if len({a.country for a in told}) > 2 else []


def _list_of_attendees(scene: Scene, out: Draft) -> list[Actor]:
    """``شارك في الاجتماع على الخصوص ممثلون عن X وY``: the subjects after the gathering that is attended."""
    t, at = scene.tagged, out.trigger
    if not t.holds(range(max(at.i - 3, out.clause.sentence[0]), at.i), "attending"):
        return []
    after = [a for a in scene.actors if at.j <= a.i < out.clause.right and a.kind in ("person", "org", "group")]
    if not after or after[0].i - at.j > 8 or after[0].mark not in ("", "from"):
        return []
    rest = iter(after[1:])
    told = after[:1]
    for actor in rest:
        if not (actor.listed or actor.i - told[-1].j <= 2):
            break
        told.append(actor)
    return told
