"""Step 5d: whether words of giving tell help in the field: arms, training and means for forces, and no relief, no
transport, no help in general."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import is_people, terms_at
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import is_secure

HELP = frozenset({"aid", "materiel", "force"})
GIFTS = frozenset(f"assistance.{kind}" for kind in ("grant", "supply", "receive", "arrive", "offer", "deliver"))
JOINT = frozenset({"cooperation.coordinate", "assistance.train"})  # these are relief only where a word says so
OFFERED = 3  # tokens from words of an offer to what is offered
BEFORE, AFTER = 6, 14  # tokens around the word of giving that say what is given, and for what


def no_help(scene: Scene, out: Draft) -> str:
    """Words of giving that tell no help: a person handed over, help that is stopped, what comes every year."""
    t, trigger, (begin, end) = scene.tagged, out.trigger, out.clause.sentence
    if out.type != "assistance":
        return ""
    if t.tokens.text(trigger.i, trigger.i + 1).endswith("ه") and t.bare(trigger.i).endswith("دوره"):
        return "a part that somebody plays, no course"
    word = t.bare(trigger.i)[len(trigger.tag.clitics) :]
    bare = trigger.j - trigger.i == 1 and word in t.lexicon.grammar["sessions_too"]
    if bare and (t.word(trigger.j, "not_courses") or t.bare(trigger.j).startswith("ال") or scene.definite(trigger)):
        return "a session, no course"
    if out.frame.id == "assistance.train" and t.word(trigger.j, "teams") and t.bare(trigger.j + 1) != "من":
        return "sport"
    named = trigger.j - trigger.i == 1 and (trigger.tag.clitics.endswith("ل") or word.startswith("ال"))
    school = any(a.j == trigger.i and t.word(a.i, "schools") for a in scene.actors)
    if out.frame.id == "assistance.train" and named and school:
        return "the name of a school"  # المركز الأردني الدولي لتدريب الشرطة
    if out.frame.id == "assistance.deliver" and trigger.term.suffix:
        terms = (x for k in range(begin, trigger.i) for tag in t.starts[k] for x in tag.terms)
        deported = any(x.kind == "frame" and x.id.startswith("extradition.") for x in terms)  # ترحيله … وتسليمه
        before = (k for k in range(trigger.i - 1, begin - 1, -1) if _is_materiel(scene, k) or _of_custody(scene, k))
        if deported or not _is_materiel(scene, next(before, begin)):
            return "a person is handed over"
    if out.frame.id == "assistance.arm" and t.word(trigger.i - 1, "race"):
        return "an arms race"
    lifted = t.holds(range(begin, trigger.i), "lifts")
    goes_on = any(t.word(k, "continuing") for k in range(max(begin, trigger.i - 3), trigger.i))
    offered = any(t.word(k, "not_given") for k in range(max(begin, trigger.i - OFFERED), trigger.i))
    if not trigger.is_verb and offered and out.status != "planned":
        return "help that is only offered, asked for or pledged"
    if not trigger.is_verb and goes_on and not lifted:
        return "help in general that goes on or is promised"
    if out.frame.id == "assistance.train" and t.bare(trigger.j - 1).endswith("ي") and trigger.j - trigger.i == 1:
        return "an adjective, no course"  # برنامج تأهيلي
    if t.holds(range(begin, end), "long_past"):
        return "long past"
    if trigger.is_verb and trigger.term.suffix and _other_object(scene, out):
        return "something else is given"
    stopped = any(t.word(k, "stops") for k in range(max(begin, trigger.i - 5), trigger.i))
    if not trigger.is_verb and (stopped or t.word(trigger.i - 1, "stopping")) and not lifted:
        return "help is stopped, none given"
    yearly = t.holds(range(trigger.j, min(end, trigger.j + 12)), "yearly")
    if yearly and (trigger.tense == "present" or (not trigger.is_verb and out.time is None)):
        return "what comes every year"
    return ""


def _other_object(scene: Scene, out: Draft) -> bool:
    """``معلومات قدمتها X``: the noun right before the verb, which its pronoun takes up, is no help."""
    t, i = scene.tagged, out.trigger.i - 1
    i -= t.word(i, "relative") is not None
    actor = any(a.i <= i < a.j for a in scene.actors) or any(p.i <= i < p.j for p in scene.places)
    told = (x for k in range(max(i - 4, 0), i + 1) for tag in t.starts[k] for x in tag.terms)
    help_ = any(x.kind == "class" and x.id in HELP for x in told)
    plain = t.bare(i)[:1].isalpha() and not t.word(i, "prepositions", "complementizers", "clause_breaks")
    gives = out.frame.id in ("assistance.grant", "assistance.deliver") and not out.trigger.tag.clitics
    return gives and plain and not actor and not help_ and i not in scene.verbs and i > out.clause.sentence[0]


def outside_the_field(scene: Scene, out: Draft) -> str:
    """``تقديم المساعدات العاجلة للشعب``: relief, though a defence minister's aircraft brings it; ``قدم X منحا للطلاب``:
    help of any other kind. What is given, or to whom or for what, must be of the field."""
    if out.frame.id not in GIFTS | JOINT:
        return ""
    t, (begin, end) = scene.tagged, out.clause.sentence
    relief = any(t.word(k, "relief") for k in [*range(begin, end), *range(*t.tokens.sentences[0])])
    states = all(a.kind == "country" for p, a in out.sides if p == "recipient")
    if out.frame.id in JOINT and not relief and not (states and out.frame.id == "assistance.train"):
        return ""
    sides = {a.i for _, a in out.sides if not relief or (a.kind != "person" and out.type == "assistance")}
    if any(t.word(k, "rescue") for k in range(begin, out.trigger.i)):
        return ""  # فرق بحث وإنقاذ: civil protection
    aside = [a for a in scene.actors if a.i not in sides and (relief or a.kind == "person")]
    taken = {k for a in aside for k in range(a.i, a.j)}
    for k in range(max(begin, out.trigger.i - BEFORE), min(end, out.trigger.j + AFTER)):
        if relief and k > out.trigger.j and t.word(k, "other_times"):
            break  # وصلت طائرة إغاثة إلى المطار بعد تحريره من الميليشيات
        if k in taken or out.trigger.i <= k < out.trigger.j:
            continue
        carrier = relief and (t.word(k, "transports") or t.word(k - 1, "transports"))  # طائرة عسكرية محملة بالأدوية
        if t.word(k, "security") and not carrier:
            return ""
        if not relief and (is_secure(scene, k) or (_is_materiel(scene, k) and not t.word(k + 1, "traffic"))):
            return ""
    return "relief, no matter of security" if relief else "help outside the field"


def _of_custody(scene: Scene, i: int) -> bool:
    """Whether a word of arrests, warrants or people in custody stands at token ``i``."""
    arrested = any(x.kind == "frame" and x.id.startswith(("arrest", "extradition")) for x in terms_at(scene, i))
    body = any(a.i <= i < a.j and a.country == "INTERPOL" for a in scene.actors)
    return arrested or body or is_people(scene, i) or scene.tagged.word(i, "justice", "wanted") is not None


def _is_materiel(scene: Scene, i: int) -> bool:
    return any(x.kind == "class" and x.id == "materiel" for tag in scene.tagged.starts[i] for x in tag.terms)
