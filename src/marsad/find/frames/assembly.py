"""Step 5d: gatherings: which are held or attended in the page itself, and not only named in it."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import is_secure
from marsad.find.phrases.actors import Actor

BEFORE = 7  # tokens between a word of holding or attending and the gathering, past its sides
AFTER = 12  # tokens between the gathering and the verb that goes on about it, past its name
NAME = 5  # tokens of the name of a gathering beside which something happens
MARGIN = 5  # tokens between the word for the margins of a gathering and the body that holds it
SPEAKER = 8  # tokens between a verb of saying and who speaks, past offices
LED = 14  # tokens from the word for a delegation to who leads it, past where it went
OPENER = 24  # tokens between a word of opening and the gathering, past offices (افتتح X، مدير Y، المعرض)


def held(scene: Scene, out: Draft) -> bool:
    """Whether words of holding, opening or attending govern the gathering; a name alone (``مؤتمر مدريد``) is none."""
    t, at, (begin, end) = scene.tagged, out.trigger, out.clause.sentence
    if any(t.word(i, "not_gathering") for i in range(at.j, min(at.j + 3, end))) or _other_word(scene, out):
        return False
    if at.term.plural and not at.is_verb and out.time is None and scene.definite(at):
        return False  # المؤتمرات الدولية: in general
    before = range(begin, at.i - 1)  # عقد اجتماع للتحضير للقمة; not عقد اجتماع دورته
    begin = max([begin, *(k + 1 for k in before if _meets(scene, k))])
    near = range(max(begin, at.i - BEFORE - _sides_between(scene, out)), at.i)
    aside = any(t.word(i, "circumstance", "aside") for i in range(max(begin, at.i - 3), at.i))
    due = out.time is not None or any(t.word(i, "urgent") for i in range(at.i, at.j))
    called = any(t.word(i, "calls") and not t.word(i, "on_request") for i in near)
    if called:  # دعا X إلى اجتماع غدا
        return due
    if any(t.word(i, "gathering_opens") for i in range(max(out.clause.left, begin, at.i - OPENER), at.i)):
        return True
    cues = ("gathering_held", "attending", "chairs", "takes_part", *(() if aside else ("works",)))
    after = range(at.j, min(at.j + AFTER + _quoted(scene, at.j), end))
    named = any(is_secure(scene, i) for i in range(at.i, min(at.j + NAME, end)))
    people = any(a.kind == "person" for _, a in out.sides)
    margin = named and people and any(t.word(i, "aside") for i in near)  # التقى X Y على هامش مؤتمر وزراء العدل
    return margin or any(t.word(i, *cues) for i in near) or any(_goes_on(scene, i, aside) for i in after)


def _meets(scene: Scene, i: int) -> bool:
    """Whether the noun of a meeting stands at token ``i``."""
    terms = (x for tag in scene.tagged.starts[i] for x in tag.terms if x.kind == "frame")
    return any(x.id == "meeting.meet" and not x.detail.startswith("verb") for x in terms)


def _other_word(scene: Scene, out: Draft) -> bool:
    """``بدوره`` is no دورة; ``هذه القمة`` points back; ``ترأس الدورة الحالية`` is a term of office."""
    t, at = scene.tagged, out.trigger
    turn = t.bare(at.i).endswith("دوره")
    if turn and (t.tokens.text(at.i, at.i + 1).endswith("ه") or t.word(at.j, "of_office")):
        return True
    return out.frame.id == "gathering.hold" and t.word(at.i - 1, "demonstratives") is not None


def _goes_on(scene: Scene, i: int, aside: bool) -> bool:
    """``الذي عقد``, ``المنعقد``, ``الذي يشارك فيه``: a verb or participle after the noun that tells of it."""
    t = scene.tagged
    if aside and not (t.word(i - 1, "relative") or t.bare(i).startswith("ال")):
        return False  # خلال مؤتمر X برعاية Y
    return t.word(i, "gathering_held", "gathering_opens", "hosting", "attending") is not None


def _sides_between(scene: Scene, out: Draft) -> int:
    """How many tokens the names and offices before the gathering take."""
    near = (a for a in scene.actors if out.trigger.i - OPENER <= a.i and a.j <= out.trigger.i)
    return sum(a.j - a.i for a in near)


def _quoted(scene: Scene, i: int) -> int:
    """The length of a title in quotation marks right after the noun, which the verb follows."""
    t, end = scene.tagged, min(i + OPENER, len(scene.tagged.tokens))
    if not any(t.bare(k) == '"' for k in range(i, min(i + 4, end))):
        return 0
    last = max(k for k in range(i, end) if t.bare(k) == '"')
    return last - i


def of_officials(scene: Scene, out: Draft) -> bool:
    """``اجتماع وزراء …``, ``الاجتماع الرابع عشر لرؤساء …``, ``اجتماع … بمشاركة مديري …``: a meeting of many of one
    office, or of a body.
    """
    t, at = scene.tagged, out.trigger
    if at.tag.clitics.endswith("ل") and t.bare(at.i).endswith("لقاء"):
        return False  # وصل للقاء وزراء X
    if _other_word(scene, out) or any(t.word(i, "not_gathering") for i in range(at.j, at.j + 3)):
        return False
    owner = at.term.suffix and any(a.kind == "person" and a.country for a in out.slots.get("of"))
    if owner and any(a.mark == "with" and a.i - at.j < BEFORE for a in out.slots.get("with")):
        return False  # بعد اجتماعه مع وزراء دول المجلس: one side meets the other
    subject = [] if out.slots.rule == "subject of the sentence" else out.slots.get("subject")
    told = subject + out.slots.get("by") + out.slots.get("of") + out.slots.get("to")
    alone = {a.country for a in told if a.kind == "org" and a.country and of_body(scene, a)}
    whole = len(alone) == 1 and alone == {a.country for a in out.slots.all() if a.kind != "country"}
    owners = out.slots.get("of") + [a for a in out.slots.get("to") if a.i - at.j <= 2]  # اجتماع تشاوري لمجموعة الخمس
    bodies = [a for a in owners if a.kind == "org" and t.get(a.i, "body")]
    beside = [a for a in bodies if any(t.word(k, "margins") for k in range(max(at.j, a.i - MARGIN), a.i))]
    body = not at.is_verb and len(bodies) > len(beside)  # الاجتماع على هامش قمة مجموعة X: none of the body
    many = any(a.rule == "actor.officials" or t.word(a.i, "officials") for a in told if not a.name)
    one = {i for a in scene.actors if a.role and a.rule != "actor.officials" for i in range(*a.role)}
    after = (i for i in range(at.j, min(at.j + 6, out.clause.right)) if i not in one)  # no رئيس مجلس الوزراء
    return whole or body or many or any(t.word(i, "officials") for i in after) or _attended_by_many(scene, out)


def many_officials(scene: Scene, out: Draft) -> bool:
    """``يجتمع وزراء دفاع الحلف``: the subject is many of one office, of many states, and nobody is met."""
    t = scene.tagged
    subject = [a for a in out.slots.get("subject") if not a.name]
    if any(a.counterpart or t.word(a.i, "counterpart") for a in subject):
        return False  # سيلتقي نظراءه
    many = out.slots.rule in ("verb-first", "subject-first") and any(t.word(a.i, "officials") for a in subject)
    met = [a for a in out.slots.get("with") + out.slots.get("object") if a.kind == "person"]
    one_state = {a.country for a in subject if a.country and not of_body(scene, a)}
    body = out.slots.rule in ("verb-first", "subject-first") and any(
        a.kind == "org" and a.country and of_body(scene, a) for a in subject
    )
    return (many or body) and not met and not one_state


def _attended_by_many(scene: Scene, out: Draft) -> bool:
    """``اجتماع … بمشاركة مديري الشرطة في الدول الإفريقية``: many of one office, of many states."""
    t = scene.tagged
    _, end = out.clause.sentence
    for i in range(out.trigger.j, min(out.trigger.j + 14, out.clause.right)):
        told = t.word(i, "attending")
        near = range(told.j, min(told.j + 4, end)) if told is not None else range(0)
        if any(a.i in near and a.rule == "actor.one-of-both" for a in scene.actors):
            return False  # الاجتماع الذي جمع الرئيسين X وY: two
        if any(t.word(k, "officials", "groups") for k in near):
            nations = {a.country for a in scene.actors if i <= a.i < end and a.country}
            return len(nations) > 2 or any(t.word(k, "international") for k in range(i, min(i + 16, end)))
    return False


def told_to_attend(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``قال X في كلمة أمام المؤتمر``, ``X خلال ترؤسه``, ``قال X في ختام``: the words between them take him to it."""
    t, between = scene.tagged, range(actor.j, out.trigger.i)
    if any(t.word(i, "complementizers", "preparing") for i in between):
        return False  # استقبل X في إطار الإعداد للمؤتمر
    cue = next((i for i in between if t.word(i, "takes_part", "attending", "chairs")), None)
    if cue is None:  # التقى X على هامش المؤتمر
        cue = next((i for i in range(max(actor.j, out.trigger.i - 3), out.trigger.i) if t.word(i, "aside")), None)
        if cue is not None:
            return True
    if cue is not None:  # استقبل X ضيفه Y للمشاركة في …: who is told last before the word
        return not any(
            a.kind == "person" and not a.listed and not a.mark and actor.j <= a.i and a.j <= cue for a in scene.actors
        )
    near = [*range(max(out.clause.sentence[0], actor.i - SPEAKER), actor.i), *range(actor.j, between[:3].stop)]
    return any(scene.verbs.get(i) == "says" for i in near) and t.word(out.trigger.i - 1, "at_it") is not None


def heads_or_represents(scene: Scene, out: Draft, actor: Actor) -> str:
    """``برئاسة X``, ``رأس وفد المملكة في المؤتمر X``, ``بوفد يترأسه X``, ``مثل X بلاده في المؤتمر``: who chairs a
    gathering hosts it; who leads a delegation to it, or stands for his state there, is a guest."""
    t = scene.tagged
    if actor.kind == "country" and actor.mark == "led":  # برئاسة العراق, not بقيادة السعودية
        return "host" if t.word(actor.i - 1, "chaired_by") else ""
    if actor.kind != "person" or actor.country is None:
        return ""
    begin = max(out.clause.sentence[0], actor.i - LED)
    sent = t.holds(range(begin, actor.i + 1), "delegation")
    if actor.mark == "led":
        return "guest" if sent else "host"
    if actor.mark == "b" and t.word(actor.i, "delegation"):
        return "guest"
    if actor.j <= out.trigger.i and not actor.mark and t.word(actor.i - 1, "witnesses"):
        return "guest"  # شهد X حفل التخرج
    near = [*range(max(begin, actor.i - SPEAKER), actor.i), *range(actor.j, min(actor.j + 3, out.trigger.i))]
    if sent and not actor.mark and any(t.word(k, "chairs") for k in near):
        return "guest"
    cue = next((k for k in near if t.word(k, "represents")), None)
    if cue is None or actor.mark:
        return ""
    told = range(cue + 1, max(out.trigger.i, actor.i))
    states = {a.i for a in scene.actors if a.kind in ("country", "group")}
    return "guest" if any(k in states or t.word(k, "own_country") for k in told) else ""
