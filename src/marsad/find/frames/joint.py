"""Step 5e: acts together: who takes part in an exercise or operation, and whose information it was."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.given import is_class
from marsad.find.phrases.actors import Actor

NEXT_TO = 4  # tokens between the word that joins a partner and the partner
NAMED_AFTER = 14  # tokens between the word that joins partners and the first one named
TOGETHER_REACH = 12  # tokens from the word of an act to those who do it together
MANY = 3  # tokens from an exercise to the adjective that says that it is of many states
PARTNERS = 7  # tokens from the word of taking part to the states that do
TOLD_AFTER = 11  # tokens from "information" to the one who gave it
TOGETHER = "two who announce it"
OWN_RULES = frozenset(
    {
        "genitive",
        "subject of the governing verb",
        "subject before the governing verb",
        "subject after the noun",
        TOGETHER,
    }
)


def is_exercise(scene: Scene, out: Draft) -> bool:
    """Whether the trigger's noun is a manoeuvre or exercise (``تدريب بحري`` is one, ``تدريب الشرطة`` is a course)."""
    t, i = scene.tagged, out.trigger.i
    if any(x.kind == "class" and x.id == "exercise" for tag in t.starts[i] for x in tag.terms):
        return True
    return t.holds(range(i + 1, out.trigger.j + 3), "exercise_kinds")


def partners(scene: Scene, out: Draft) -> list[Actor]:
    """Who joins in: told after ``بمشاركة``, ``تشارك فيها``, ``إلى جانب`` in the sentence, with the list that follows.

    Of an exercise with one side only, those told in the next sentence too.
    """
    sentences, number = scene.tagged.tokens.sentences, out.clause.number
    begin, end = out.clause.sentence
    aside = (tag.i for tag in scene.tagged.words(range(out.trigger.j, end), "at_that_time"))
    found = _joined_in(scene, begin, next(aside, end))
    known = {a.country for a in found} | out.countries()
    if number + 1 < len(sentences) and is_exercise(scene, out):
        begin, end = sentences[number + 1]
        again = any(is_class(scene, k, "exercise") for k in range(begin, min(begin + 5, end)))  # ويشارك في التمرين X
        takes_part = any(scene.tagged.word(i, "taking_part") for i in range(begin, min(begin + 3, end)))
        if takes_part and (again or len(known) < 2):
            found += [a for a in _joined_in(scene, begin, end) if a.country not in known]
    known |= {a.country for a in found}
    if len(known) < 2 and is_exercise(scene, out):
        found += _troops_went_to(scene, out)
    return found


def _troops_went_to(scene: Scene, out: Draft) -> list[Actor]:
    """``وصلت عناصر من القوات المصرية إلى السودان للمشاركة في التدريب المشترك``: the state that has the exercise."""
    begin, at = out.clause.sentence[0], out.trigger.i
    cue = next((k for k in range(at - 1, max(begin, at - 6), -1) if scene.tagged.word(k, "taking_part")), begin)
    return [a for a in scene.actors if a.kind == "country" and a.mark == "to" and 0 <= cue - a.j <= 2 and a.i > begin]


def _joined_in(scene: Scene, begin: int, end: int) -> list[Actor]:
    out: list[Actor] = []
    on = -1  # where the list that takes part was last seen
    for actor in scene.actors:
        if not begin <= actor.i < end:
            continue
        window = reversed(range(max(begin, actor.i - NEXT_TO - 1), actor.i))
        joins = (scene.tagged.word(i, "joins") for i in window)
        cue = next((tag.i for tag in joins if tag is not None and actor.i - max(tag.j - 1, tag.i) <= NEXT_TO), None)
        opened = cue is not None and not any(a.j > cue for a in scene.actors if a.j <= actor.i and a.i > cue)
        opened = opened or _among_them(scene, begin, actor) or _theirs(scene, begin, actor)
        goes_on = on >= 0 and actor.listed and actor.i - on <= 3
        if (opened or goes_on) and actor.country and (actor.kind != "person" or actor.role):
            out.append(actor)
            on = actor.j
        else:
            on = -1
    return out


def _theirs(scene: Scene, begin: int, actor: Actor) -> bool:
    """``بمشاركة عشر طائرات ومجموعة من السفن التابعة للقوات X``: whose the gear is that takes part."""
    t = scene.tagged
    for k in range(actor.i - 1, max(begin, actor.i - NAMED_AFTER) - 1, -1):
        if t.word(k, "joins"):
            gear = (is_class(scene, n, "materiel", "force") or t.word(n, "assets") for n in range(k + 1, actor.i))
            return actor.kind == "org" and actor.mark in ("from", "to") and any(gear)
        if k in scene.verbs or any(a.i <= k < a.j and a.country for a in scene.actors):
            return False
    return False


def _among_them(scene: Scene, begin: int, actor: Actor) -> bool:
    """``بمشاركة عدد من الدول الصديقة، من بينها X``: the first one named of those who take part."""
    t = scene.tagged
    if not t.holds(range(max(begin, actor.i - 3), actor.i), "among_them"):
        return False
    cue = next((i for i in range(actor.i - 1, max(begin, actor.i - NAMED_AFTER) - 1, -1) if t.word(i, "joins")), None)
    return cue is not None and not any(cue < a.i < actor.i and a.country for a in scene.actors)


def carried_out_by(out: Draft) -> list[Actor]:
    """``عملية مشتركة للشرطة الإسبانية والاستخبارات المغربية``: the institutions with ل right after the noun."""
    told = [a for a in out.slots.get("to") if a.kind in ("org", "group") and a.country]
    near = bool(told) and not out.trigger.is_verb and told[0].i - out.trigger.j <= 2
    return [a for n, a in enumerate(told) if near and (not n or a.listed)]


def together(scene: Scene, out: Draft) -> bool:
    """Whether an exercise or operation is of more than one state, though no word says ``مشترك``."""
    own = [a for slot in ("between", "with", "by") for a in out.slots.get(slot) if a.kind != "person" or a.role]
    if out.slots.rule != "both sides":
        own = [a for a in own if 0 <= a.i - out.trigger.j <= TOGETHER_REACH or 0 <= out.trigger.i - a.j <= 2]
    if out.slots.rule in OWN_RULES:
        own += [a for slot in ("subject", "of") for a in out.slots.get(slot)]
    joined = partners(scene, out)
    nations = {a.country for a in own + joined if a.country and not _beside(scene, a)}
    if len(nations) < 2:
        return False
    if is_exercise(scene, out):
        return True
    t, j = scene.tagged, out.trigger.j
    if not t.word(out.trigger.i, "operations"):
        return False
    secure = any(t.word(i, "security", "multilateral", "deeds", "acts") for i in (j, j + 1))
    if not (secure or t.word(j, "prepositions", "conducted", "relative")):
        return False  # عملية التطبيع بين X وY
    if t.word(j, "conducted") and len({a.country for a in own if a.i >= j}) > 1:
        return True  # عملية نفذتها قوات يمنية وأمريكية
    wide = any(t.word(i, "multilateral") for i in range(j, min(j + 4, out.clause.right)))
    wide = wide or any(t.word(i, "joint") for i in range(max(out.clause.left, out.trigger.i - 4), out.trigger.i))
    return bool(joined) or wide or len({a.country for a in out.slots.get("between") if a in own}) > 1


def with_many(scene: Scene, out: Draft) -> bool:
    """``تمرين متعدد الجنسيات``, ``تمرين بمشاركة 20 دولة``: an exercise of states that are not named."""
    if not is_exercise(scene, out):
        return False
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    for k in range(out.trigger.j, min(out.trigger.j + MANY, out.clause.right)):
        if t.word(k, "prepositions") or k in scene.verbs:
            break
        if t.word(k, "international"):
            return True
    for begin, end in sentences[out.clause.number : out.clause.number + 2]:
        cues = [k for k in range(begin, end) if t.word(k, "taking_part", "joins")]
        named = begin != out.clause.sentence[0] and any(
            cues and cues[0] < a.i < end and a.country for a in scene.actors
        )
        if not named and any(t.word(i, "states") for k in cues for i in range(k + 1, min(k + PARTNERS, end))):
            return True
    return False


def _beside(scene: Scene, actor: Actor) -> bool:
    """``على الحدود مع X``: X borders on the place."""
    return actor.mark == "with" and scene.tagged.word(actor.i - 2, "partnered") is not None


def informants(scene: Scene, out: Draft) -> list[Actor]:
    """Whose information it was: ``معلومات وفرتها X``, ``معلومات واردة من X``, ``معلومات تلقتها Y من X``."""
    t, j = scene.tagged, out.trigger.j
    two = [a for a in out.slots.get("subject") if a.country and a.kind != "person"]
    if out.slots.rule in OWN_RULES and len({a.country for a in two}) > 1:
        return two  # تبادلت X وY معلومات
    for i in range(j, min(j + 4, out.clause.right)):
        hit = t.get(i, "nisba")
        if t.among(i, "of_money"):
            break
        if hit is not None and not hit[0].clitics and not any(a.i <= i < a.j for a in scene.actors):
            at = (hit[0].i, hit[0].j)
            return [Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")]
        if t.word(i, "prepositions") or not t.bare(i)[:1].isalpha():
            break
    end = min(out.clause.sentence[1], j + TOLD_AFTER)
    told = [a for a in scene.actors if j <= a.i < end and a.country and a.kind != "person"]
    for actor in told:
        window = range(j, actor.i)
        given = any(t.word(i, "provides") for i in window if actor.i - i <= NEXT_TO)
        came = actor.mark == "from" and t.bare(actor.i - 1) != "عن" and any(t.word(i, "came") for i in window)
        if (given and not actor.mark) or came:
            return [actor]
    return []


def caused(scene: Scene, out: Draft) -> bool:
    """``ثمرة التعاون بين X وY``, ``بفضل التنسيق مع X``: cooperation that a concrete act in the sentence came from."""
    t, (begin, end) = scene.tagged, out.clause.sentence
    cause = any(t.word(i, "causes") for i in range(max(begin, out.trigger.i - 3), out.trigger.i))
    near = [a for slot in ("between", "with") for a in out.slots.get(slot) if a.country]
    last = max((a.j for a in near if a.i >= out.trigger.j), default=out.trigger.j)  # وبالتنسيق بين X وY تمكنوا من ضبط
    after = range(out.trigger.j, min(max(out.trigger.j + 12, last + 2), end))
    cause = cause or any(t.word(i, "brings", "manages") for i in after)
    return cause and bool(near) and any(t.word(i, "deeds") for i in range(begin, end))


def informed(scene: Scene, out: Draft) -> bool:
    """``قدم X معلومات``, ``زود X Y بمعلومات``: information is the object, after the verb's subject and recipient."""
    t, j = scene.tagged, out.trigger.j
    busy = {i for a in scene.actors for i in range(a.i, a.j)}
    free = [i for i in range(j, min(j + 40, out.clause.right)) if i not in busy][:4]
    return any(x.kind == "class" and x.id == "intelligence" for i in free for tag in t.starts[i] for x in tag.terms)
