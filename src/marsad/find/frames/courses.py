"""Step 5e: who learns in a course, and who gives it."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import TAKEN_FROM_AFAR, Draft
from marsad.find.frames.given import from_place, getters, givers, is_class, nationality
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import Cast

COURSES = frozenset({"assistance.train", "assistance.graduate"})
COURSE_TO = 8  # tokens from a course to the state told with ل that it is for
ARMED = 2  # tokens from تسليح to whom it arms
PARTNERS = 16  # tokens from "in cooperation between" to the last partner
CUE = 5  # tokens before an actor in which a cue says what it does


def course(scene: Scene, cast: Cast, out: Draft) -> None:
    """A course: who attends it gets it; who runs it, or where it is held, gives it."""
    attends = _attends(scene, out)
    sides = _told(scene, out, attends)
    far = {a.i for a in out.slots.get("to") if a.kind == "country" and a.i - out.trigger.j > COURSE_TO}
    out.sides = [sides[i] for i in sorted(sides) if i not in far]
    learners = [a for p, a in out.sides if p == "recipient"]
    begun = attends is None or scene.tagged.word(attends, "ends_course") is not None
    own = begun and not scene.definite(out.trigger) and learners and learners[0].i >= out.clause.sentence[0]
    if own and not givers(out) and len({a.country for a in learners}) > 1 and learners[0].i < out.trigger.i:
        out.sides = [("agent" if a is learners[0] else p, a) for p, a in out.sides]  # أنهت X دورة لجنود من Y
    _more_learners(scene, out)
    learns = getters(out)
    if givers(out) - learns:  # بالتعاون بين الدرك X والسفارة Y لفائدة الدرك X
        out.sides = [(p, a) for p, a in out.sides if p != "agent" or a.country not in learns]
    _host_learns(scene, cast, out)
    own = any(p == "agent" and a.country and a.kind == "org" and not _abroad(scene, a) for p, a in out.sides)
    out.sides = [(p, a) for p, a in out.sides if a.country or (p == "recipient" and not own)]
    _graduated_by(scene, out)
    _held_at(scene, out)
    _where(scene, out)


def _more_learners(scene: Scene, out: Draft) -> None:
    """``دربوا ألف مقاتل من البيشمركة``, ``تدريب كتيبة من جيش X``; ``جنود من X بعد إتمام تدريبهم``: those told before,
    whom the pronoun takes up."""
    if getters(out):
        return
    whose = (a for a in out.slots.get("from") if a.i >= out.trigger.j)
    near = out.trigger.j + 8 if out.trigger.is_verb else out.trigger.j
    those = [a for a in whose if a.i <= near or is_class(scene, a.i - 2, "force")]
    if out.trigger.term.suffix and not out.trigger.is_verb:
        own = {out.place.country} if out.place is not None else set()
        before = (a for a in scene.actors if out.clause.sentence[0] <= a.i and a.j <= out.trigger.i)
        those += [a for a in before if a.kind in ("org", "group") and a.country and a.country not in own][-1:]
        out.sides = [(p, a) for p, a in out.sides if a not in those]
    out.sides += [("recipient", a) for a in those if a.country not in givers(out)]


def _attends(scene: Scene, out: Draft) -> int | None:
    """Where the word stands that says that those beside it attend the course."""
    t = scene.tagged
    if t.among(out.trigger.i, "training_of") and not t.word(out.trigger.i - 1, "prepositions"):
        return None  # أنهى X تدريب Y: who ends the training of others gives it
    told = range(out.trigger.i - 1, out.clause.sentence[0] - 1, -1) if not scene.definite(out.trigger) else ()
    return next((i for i in told if t.word(i, "trainees")), None)


def _told(scene: Scene, out: Draft, attends: int | None) -> dict[int, tuple[str, Actor]]:
    """What the words beside the actors of the sentence say that they do in the course, by where they stand."""
    t, (begin, end) = scene.tagged, out.clause.sentence
    sides = {a.i: (p, a) for p, a in out.sides if not (p == "recipient" and _at_school(scene, a))}
    if attends is not None and not out.trigger.is_verb and out.trigger.i - attends <= 6:
        sides = {i: (p, a) for i, (p, a) in sides.items() if i > attends}  # who did something before it learns nothing
    last: tuple[str, Actor] | None = None
    for actor in scene.actors:
        if not begin <= actor.i < end or (actor.kind == "person" and actor.role is None):
            continue
        if not actor.country and actor.kind != "org":
            continue
        learns = _learns(scene, out, attends, actor)
        part = _part(scene, out, actor)
        if not part and actor.listed and last is not None:
            part = last[0]
        part = part or ("recipient" if learns or out.trigger.i < actor.i < out.trigger.j else "")  # دورة لعناصر من X
        if part == "recipient" and of_body(scene, actor) and actor.j <= out.trigger.i:
            part = "agent"  # بدأ حلف الأطلسي برنامجا تدريبيا: no body learns
        if (
            sides.get(actor.i, ("",))[0] == "recipient"
            and not part
            and t.bare(actor.i - 1) in t.lexicon.grammar["place_words"]
        ):
            part = "agent"  # شارك ضباط من X في دورة لدى Y
        if part:
            sides[actor.i] = (part, actor)
            last = (part, actor)
    return sides


def _part(scene: Scene, out: Draft, actor: Actor) -> str:
    """``تخرج شرطة من X من مركز Y``, ``دورة أشرف عليها Y``: what stands before the actor says what it does."""
    graduates = out.frame.id == "assistance.graduate" and actor.i >= out.trigger.j
    if graduates and actor.kind == "org" and actor.mark in ("from", "in") and scene.tagged.word(actor.i, "schools"):
        out.place_by = actor.country or ""
        return "agent"
    return _cue(scene, out.clause.sentence[0], actor) or ("recipient" if graduates and actor.kind == "group" else "")


def _learns(scene: Scene, out: Draft, attends: int | None, actor: Actor) -> bool:
    """``شارك ضباط من X في دورة``, ``X قد أنهى دورة``: right beside the word that says so."""
    t = scene.tagged
    if attends is None or actor.kind == "country":
        return False
    near = attends < actor.i < out.trigger.i and actor.i - attends <= 8
    between = [k for k in range(actor.j, attends) if t.bare(k) != "قد" and not t.word(k, "relative")]
    return near or (actor.j <= attends and not actor.mark and attends - actor.j <= 2 and not between)


def _abroad(scene: Scene, actor: Actor) -> bool:
    """Whether it is a body or an embassy or ambassador, who teach those of another state."""
    posted = actor.head in scene.tagged.lexicon.grammar["resident"]
    return posted or is_class(scene, actor.i, "mission") or of_body(scene, actor)


def _host_learns(scene: Scene, cast: Cast, out: Draft) -> None:
    """``دورة نظمتها الوزارة بالتعاون مع الإنتربول``, ``مع سفارة X``: of those who run a course that nobody is told to
    attend, the state at home learns; a body and an embassy of another state teach."""
    t, home = scene.tagged, out.place.country if out.place is not None else cast.home
    runs = [a for p, a in out.sides if p == "agent"]
    if len(runs) != len(out.sides) or not runs or out.trigger.is_verb:
        return
    if any(t.word(k, "states") for k in range(out.trigger.j, out.clause.sentence[1])):
        return  # بمشاركة ضباط من عدة دول
    teach = [a for a in runs if _abroad(scene, a)]
    posted = [a for a in teach if not of_body(scene, a)]
    those = [a for a in runs if a not in teach and a.kind == "org" and a.mark != "by"]
    told = [a for a in those if _cue(scene, out.clause.sentence[0], a)]
    own = [a for a in told if a.country in (home, None) or posted]
    if len({a.country for a in runs}) > 1 and own:
        out.sides = [("recipient" if a in own else p, a) for p, a in out.sides]
    elif len(teach) == len(runs) and out.place is not None and home not in givers(out):
        out.sides.append(("recipient", from_place(out.place)))


def taught(scene: Scene, out: Draft) -> None:
    """Forces and states are trained and armed: no minister who attends, nobody to whose city others go, and by
    nobody who is only told elsewhere in the sentence."""
    afar = not out.trigger.is_verb and out.slots.rule in TAKEN_FROM_AFAR and not out.trigger.tag.clitics.endswith("ل")
    subject = {a.i for a in out.slots.get("subject")} if afar or not out.slots.rule else set()
    subject -= {a.i for _, a in out.sides if a.i in subject and _cue(scene, out.clause.sentence[0], a) == "agent"}
    armed = out.frame.id == "assistance.arm" and not out.trigger.is_verb
    far = {a.i for p, a in out.sides if p == "recipient" and armed and not 0 <= a.i - out.trigger.j <= ARMED}
    out.sides = [(p, a) for p, a in out.sides if a.i not in far]
    out.sides = [
        (p, a)
        for p, a in out.sides
        if not (p == "recipient" and (a.kind == "person" or scene.tagged.among(a.i - 1, "mission_words")))
        and not (p == "agent" and (a.i in subject or (a.kind == "person" and not out.trigger.is_verb)))
    ]


def _cue(scene: Scene, begin: int, actor: Actor) -> str:
    """What the words before ``actor`` say that it does in a course: ``agent``, ``recipient``, or nothing."""
    t = scene.tagged
    if actor.listed or t.bare(actor.i).startswith("و"):  # بالتعاون بين A وB: past a partner that nobody can read
        back = range(actor.i - 1, max(begin, actor.i - PARTNERS) - 1, -1)
        between = next((k for k in back if (tag := t.word(k, "runs_course")) and t.bare(tag.j - 1) == "بين"), None)
        if between is not None and not any(k in scene.verbs for k in range(between, actor.i)):
            return "agent"
    for i in range(actor.i, max(begin, actor.i - CUE) - 1, -1):
        if i < actor.i and any(a.i <= i < a.j for a in scene.actors):
            return ""
        if t.word(i, "runs_course"):
            return "agent"
        if t.word(i, "attends_course"):
            return "agent" if t.word(actor.i, "teachers") else "recipient"
        if i < actor.i and (t.word(i, "hosting") and actor.mark in ("", "by")):
            return "agent"
    return "agent" if actor.mark == "by" else ""


def _at_school(scene: Scene, actor: Actor) -> bool:
    """``في معسكرات الجيش الفرنسي``, ``بمركز تدريب الشرطة الأردنية``: whose camps or schools they were."""
    t = scene.tagged
    if actor.kind != "org" or actor.mark:
        return False
    for i in range(actor.i - 1, max(actor.i - 4, 0), -1):
        if not t.bare(i)[:1].isalpha() or t.word(i, "gaps") or i in scene.verbs:
            return False
        if t.bare(i) in t.lexicon.grammar["in_words"]:
            return i < actor.i - 1
        if t.word(i, "prepositions"):
            return False
        if t.bare(i).startswith("ب") and t.get(i, "place_head", "org_head", "middle"):
            return True
    return False


def _held_at(scene: Scene, out: Draft) -> None:
    """``دورة في أكاديمية الشرطة المصرية``, ``دورة بروما``: the school or the state where others learn gives it."""
    got, place = getters(out), out.place
    if got and place is not None and place.country not in got | givers(out) and _right_there(out):
        out.sides.append(("agent", from_place(place)))  # تدريب X في Y بتمويل Z
    if givers(out) - got or not got:
        return
    for i in range(*out.clause.sentence):
        cue = scene.tagged.word(i, "runs_course")
        whose = nationality(scene, cue.j) or nationality(scene, cue.j + 1) if cue is not None else None
        if whose is not None and whose.country not in got:  # بإشراف أمريكي
            out.sides.append(("agent", whose))
            return
    schools = [
        a
        for a in scene.actors
        if out.clause.sentence[0] <= a.i < out.clause.sentence[1]
        and a.kind == "org"
        and (a.mark in ("b", "in", "at") or _at_school(scene, a))
        and a.country
        and a.country not in got
    ]
    if schools:
        out.sides.append(("agent", schools[0]))
    elif place is not None and place.country not in got:
        out.sides.append(("agent", from_place(place)))


def _graduated_by(scene: Scene, out: Draft) -> None:
    """``تخريج القاعدة العسكرية X ضباطا من Y``: the adjective of who trained them, right after the word."""
    got = getters(out)
    if out.frame.id != "assistance.graduate" or not got:
        return
    for k in range(out.trigger.j, min(out.trigger.j + CUE, out.clause.right)):
        whose = nationality(scene, k)
        if scene.tagged.word(k, "prepositions") or (whose is not None and whose.country in got):
            return
        if whose is not None:
            out.sides = [(p, a) for p, a in out.sides if p != "agent"] + [("agent", whose)]
            return


def _right_there(out: Draft) -> bool:
    """``أنهت كتيبة تدريبها في X``: the state where it was, told right after the word."""
    place = out.place
    return place is not None and place.mark == "in" and not place.inside and 0 <= place.i - out.trigger.j <= 1


def _where(scene: Scene, out: Draft) -> None:
    """``دورة بمعهد الشرطة بالقنيطرة``: in the town of the giver's school; what a force or ministry of one state gives
    those of another it gives, as often as not, at home."""
    if out.place is not None or out.place_by:
        return
    begin, end = out.clause.sentence
    schools = [a for a in scene.actors if begin <= a.i < end and scene.tagged.word(a.i, "schools")]
    inside = (p for a in schools for p in scene.places if a.i <= p.i and p.j <= a.j and p.country in givers(out))
    out.place = next(inside, None)
    forces = [
        a for p, a in out.sides if p == "agent" and a.kind == "org" and a.country in scene.tagged.lexicon.countries
    ]
    if out.place is None and forces and not any(is_class(scene, a.i, "mission") for a in forces):
        out.place_by = "where the giver has it"
