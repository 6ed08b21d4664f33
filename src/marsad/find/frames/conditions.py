"""Step 5d: conditions that a draft must meet to be an event (``needs`` of a frame, the codebook's rules)."""

from __future__ import annotations

from collections.abc import Callable

from marsad.find.frames.accord import arms_deal, attained, ratified, stated
from marsad.find.frames.aid import outside_the_field
from marsad.find.frames.assembly import held, many_officials, of_officials
from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.custody import counted_people, is_people, patient, terms_at, wanted_abroad
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import POINTS_BACK, unmet
from marsad.find.frames.field import given_and_got, in_the_field
from marsad.find.frames.handed import person_handed, someone
from marsad.find.frames.joint import OWN_RULES, caused, informants, informed, partners, together, with_many
from marsad.find.frames.secure import is_secure
from marsad.find.frames.senses import first_words, other_sense
from marsad.find.frames.visits import visit_in_field

BODY = 6  # tokens from a body to the states between which it is
JOINT_REACH = 10  # tokens from the word of a session to the states whose body holds it
ACT_REACH = 16  # tokens from "in coordination with" to the act, past the partner's name
BESIDE_ACTS = frozenset(
    {"cooperation.coordinate", "cooperation.fruit", "cooperation.inform", "cooperation.information"}
)
SIGNED_REACH = 12  # tokens from the verb of signing to what is signed, not counting actors and times
ADDRESSED = 6  # tokens from a protest to whom it is made
ATTENDED = 4  # sentences before "attended the meeting" in which talks are told
PARTNER = 8  # tokens from "in coordination with" to the partner
CONDITION = 10  # tokens from a condition to the second verb that it governs
WISHED = 8  # tokens from a wish to the handover wished for
OBJECT_WORDS = 5  # words after a verb, not counting actors and times, among which its object stands
OF_EXERCISES = ("exercise_kinds", "joint", "joins", "operations", "taking_part")
REACH = 40  # tokens from a verb to the word of its object class, past long names and offices


def check(scene: Scene, out: Draft) -> Draft:
    """``out``, dropped with the reason where a condition fails."""
    if sense := other_sense(scene, out):
        return out.drop(sense)
    if _points_back(scene, out):
        return out.drop(POINTS_BACK)
    for need in out.frame.needs:
        if not CONDITIONS[need](scene, out):
            return out.drop(unmet(need))
    if out.frame.object_class and not _class_word(scene, out, out.frame.object_class):
        return out.drop(f"no word of class {'/'.join(out.frame.object_class)} in the clause")
    if out.frame.id == "cooperation.coordinate" and _praised(scene, out):
        return out.drop("praise or background, no event of its own")
    if not out.trigger.is_verb and out.type in ("arrest", "extradition", "cooperation") and _background(scene, out):
        return out.drop("praise or background, no event of its own")
    if out.trigger.is_verb and out.trigger.tense == "present" and scene.tagged.bare(out.trigger.i - 1) in ("لا", "ولا"):
        return out.drop("what is not done in general")
    if out.frame.id.startswith("cooperation.joint") and _figurative(scene, out):
        return out.drop("manoeuvres of words")
    if why := outside_the_field(scene, out):
        return out.drop(why)
    if _irrealis(scene, out):
        return out.drop("wish, condition or possibility")
    return visit_in_field(scene, in_the_field(scene, out))


def _class_word(scene: Scene, out: Draft, classes: tuple[str, ...]) -> bool:
    trigger = out.trigger
    begin, near = max(out.clause.left, trigger.i - 6), 6
    before = trigger.term.suffix or out.frame.id == "rupture.leave"
    if "diplomat" in classes and before:  # بعدما استدعته: told before in the sentence
        begin, near = out.clause.sentence[0], trigger.i
        if trigger.term.suffix and not trigger.is_verb:  # تسليم المتهمين وترحيلهم: of the people told last
            begin = max((k + 1 for k in range(begin, trigger.i) if is_people(scene, k)), default=begin)
    reach = REACH if trigger.is_verb or out.frame.id != "rupture.summon" else REACH // 6
    if out.frame.id in ("rupture.suspend", "rupture.end"):
        return _broken_off(scene, out, classes)
    window = range(begin, min(_class_reach(scene, out), trigger.j + reach))
    named = {k for a in scene.actors if a.kind == "org" and out.type == "assistance" for k in range(a.i, a.j)}
    if out.type == "assistance":  # سلمت X متهما عبر طائرة: how he came
        named |= {k for k in window if scene.tagged.among(k - 1, "conveyed")}
    for i in (k for k in window if k not in named):  # الأجهزة الأمنية سلمت X: an institution is no gear
        for tag in scene.tagged.starts[i]:
            if any(t.kind == "class" and t.id in classes for t in tag.terms) and (
                i >= trigger.j or trigger.i - i <= near
            ):
                return True
    return False


def _broken_off(scene: Scene, out: Draft, classes: tuple[str, ...]) -> bool:
    """``قطع العلاقات``, ``علقت X العمل باتفاقية``: what is broken off is the object, not ``قطع وعدا … الحوار``."""
    t = scene.tagged
    if out.trigger.is_verb and out.trigger.term.suffix:  # الوعد الذي قطعه X: told before is what was broken off
        before = range(max(out.clause.sentence[0], out.trigger.i - 4), out.trigger.i)
        return any(x.kind == "class" and x.id in classes for i in before for x in terms_at(scene, i))
    for i in first_words(scene, out, OBJECT_WORDS if out.trigger.is_verb else 3):
        for tag in t.starts[i]:
            ids = {x.id for x in tag.terms if x.kind == "class"}
            if ids & set(classes) and not tag.clitics.endswith("ب"):
                if "trip" in ids and t.word(out.trigger.i, "cuts"):
                    return False  # قطع زيارته: he came home early
                near = range(i, min(i + PARTNER, out.clause.right))  # توقف التصدير: of arms, not of vegetables
                return not t.word(i, "trade") or any(is_secure(scene, k) for k in near)
    return False


def _class_reach(scene: Scene, out: Draft) -> int:
    """Where the words of a class are looked for at most; what is signed stands next to the verb, past actors and
    times."""
    end = min(out.clause.right, out.trigger.j + REACH)
    if out.frame.id != "agreement.sign":
        return end
    taken = {k for a in scene.actors if out.trigger.j <= a.i < end for k in range(a.i, a.j)} | scene.busy
    free = [i for i in range(out.trigger.j, end) if i not in taken]
    return free[SIGNED_REACH] if len(free) > SIGNED_REACH else end


def _points_back(scene: Scene, out: Draft) -> bool:
    """``خلال اللقاء``: a definite noun that names no side and no place of its own."""
    if out.trigger.is_verb or not scene.definite(out.trigger):
        return False
    if scene.tagged.word(out.trigger.i - 2, "this_is"):
        return True  # هذا هو الاستدعاء الثاني
    if out.type in ("arrest", "commendation"):
        own = out.slots.get("of") + out.slots.get("by") + out.slots.get("from")
        own += out.slots.get("to") if out.type == "commendation" else []
        near = range(out.trigger.j, min(out.trigger.j + 6, out.clause.right))
        whom = any(scene.tagged.bare(i) == "علي" for i in near)
        return not own and out.trigger.j - out.trigger.i < 2 and not (out.type == "arrest" and whom)
    if out.frame.id.startswith("cooperation.joint"):
        return _exercise_before(scene, out)
    attended = any(scene.tagged.word(k, "attend") for k in (out.trigger.i - 1, out.trigger.i - 2))
    if out.frame.id == "gathering.officials" and attended:
        return _talks_before(scene, out)
    if out.type not in ("meeting", "visit", "call"):
        return False
    if scene.tagged.word(out.trigger.i - 1, "demonstratives"):
        return True  # هذا اللقاء
    if out.type == "visit" and scene.tagged.word(out.trigger.i - 1, "of_the_visit"):
        return True  # أعضاء فريق الزيارة
    if scene.tagged.word(out.trigger.j, "regnal"):
        return False  # الاجتماع الخامس للجنة: one of a row
    if out.type == "meeting" and scene.tagged.among(out.trigger.i - 1, "attends"):
        return True  # وحضر المباحثات، الملحق العسكري
    own = out.slots.get("of") + out.slots.get("between")
    own += [a for a in out.slots.get("with") + out.slots.get("from") if 0 <= a.i - out.trigger.j <= 5]
    own += [a for a in out.slots.get("to") if a.kind != "country" and 0 <= a.i - out.trigger.j <= 2]
    return not own and not (
        out.place is not None and out.place_by == "destination" and 0 <= out.place.i - out.trigger.j <= 4
    )


def _exercise_before(scene: Scene, out: Draft) -> bool:
    """``الوحدات المشاركة في التمرين``: the exercise of a sentence before."""
    near = (out.trigger.i - 1, out.trigger.i - 2)
    takes_part = any(scene.tagged.word(k, "taking_part", "to_take_part") for k in near)
    begin = out.clause.sentence[0]
    told = (k for name, found in scene.rivals.items() if name.startswith("cooperation.joint") for k in found)
    alone = not out.slots.get("between") and not out.slots.get("with")
    noun = scene.tagged.bare(out.trigger.i)
    return takes_part and alone and any(scene.tagged.bare(k) == noun for k in told if k < begin)


def _talks_before(scene: Scene, out: Draft) -> bool:
    """``حضر الاجتماع …``, ``شارك في اللقاء …`` after talks: who was there."""
    frames = scene.tagged.lexicon.frames
    begin = scene.tagged.tokens.sentences[max(out.clause.number - ATTENDED, 0)][0]
    nouns = (k for name, found in scene.rivals.items() if frames[name].type == "meeting" for k in found)
    verbs = (x.id for k in range(begin, out.trigger.i) if k in scene.verbs for x in terms_at(scene, k))
    told = any(begin <= k < out.trigger.i for k in nouns)
    return told or any(name in frames and frames[name].type == "meeting" for name in verbs)


def _praised(scene: Scene, out: Draft) -> bool:
    """``أشاد X بالتعاون المثمر بين البلدين``: what is praised in general."""
    if out.trigger.is_verb or not scene.tagged.bare(out.trigger.i).startswith("بال"):
        return False
    near = (x for k in range(max(out.trigger.i - 4, 0), out.trigger.i) for g in scene.tagged.starts[k] for x in g.terms)
    return any(x.kind == "frame" and x.id == "commendation.praise" for x in near)


def _background(scene: Scene, out: Draft) -> bool:
    begin = max(out.clause.sentence[0], out.trigger.i - 9)
    return any(scene.tagged.word(i, "background") for i in range(begin, out.trigger.i))


def _irrealis(scene: Scene, out: Draft) -> bool:
    if scene.tagged.holds(range(out.trigger.i - 2, min(out.clause.right, out.trigger.j + 6)), "habit"):
        return True
    left = out.clause.left
    if out.trigger.is_verb and any(scene.tagged.word(i, "wishes") for i in range(max(left - 2, 0), left)):
        return True
    if out.trigger.tense == "present" and scene.tagged.among(out.trigger.i - 1, "may"):
        return True
    if out.trigger.tense == "present" and "و" in out.trigger.tag.clitics and out.type in ("extradition", "arrest"):
        before = range(max(out.clause.sentence[0], out.trigger.i - CONDITION), out.trigger.i)
        if any(scene.tagged.word(i, "conditions") for i in before):
            return True  # إذا التزمت الدول بالقوانين وتستعيد مواطنيها
    if scene.tagged.bare(out.trigger.i - 1) in ("عدم", "بعدم"):  # دعت المنظمة تونس إلى عدم ترحيل
        calls = range(max(out.clause.left, out.trigger.i - 12), out.trigger.i)
        return any(scene.tagged.word(i, "irrealis", "asks") for i in calls)
    tried = any(scene.tagged.word(i, "irrealis") for i in (left, left + 1) if i < out.trigger.i)
    if tried and out.type in ("arrest", "cooperation"):
        return True  # تحاول الشرطة ضبطهم بالتنسيق مع X
    begin = max(out.clause.left, out.trigger.i - 4)
    wished = range(max(out.clause.left, out.trigger.i - WISHED), out.trigger.i) if out.type == "extradition" else ()
    if not out.trigger.is_verb and any(scene.tagged.word(k, "wishes") for k in wished):
        return True  # تمنت X على سلطات Y تسليم الموقوف
    if out.trigger.is_verb or scene.tagged.among(out.trigger.i - 1, "real_after"):
        return False
    if scene.tagged.word(out.trigger.i - 1, "any"):
        before = range(out.clause.left, out.trigger.i)
        return not any(scene.tagged.word(k, "negation", "governing_denial") for k in before)
    for k in range(begin, out.trigger.i):
        if scene.tagged.word(k, "talk_settings"):  # بحث تعزيز التعاون خلال لقاء: it was held
            begin = k + 1
    commas = [k for k in range(begin, out.trigger.i) if scene.tagged.among(k, "commas")]
    begin = commas[-1] + 1 if commas and out.type == "commendation" else begin  # أكد أهمية التعاون، مشيدا بـ…
    called = "calls" if out.type == "gathering" else ""
    wish = (i for i in range(begin, out.trigger.i) if scene.tagged.word(i, "irrealis") and not _foiled(scene, i))
    return any(not scene.tagged.word(i, called) for i in wish)


def _foiled(scene: Scene, i: int) -> bool:
    """``أحبطت الشرطة محاولة تهريب بالتنسيق مع X``: the attempt was another's, its end is what was done together."""
    t = scene.tagged
    acts = (tag for k in range(max(i - 4, 0), i) for tag in t.starts[k] if k in scene.verbs)
    return t.bare(i).startswith("محاول") and any(term.id == "cooperation.act" for tag in acts for term in tag.terms)


def _with(scene: Scene, out: Draft) -> bool:
    subjects = [a for a in out.slots.get("subject") if a.kind != "country"]
    others = [a for a in out.slots.get("with") if a.kind != "country" or a.i - out.trigger.j <= 6] + out.slots.get(
        "between"
    )
    if out.type == "call":  # تلقى X اتصالا من Y
        others += [a for a in out.slots.get("from") if a.kind != "country"]
    there = any(a.rule == "actor.place" for _, a in out.sides)  # بحث X في أبوظبي التعاون بين البلدين
    sides = {a.country for a in subjects if a.country}
    return bool(others) or there or len(sides) > 1 or any(a.counterpart for a in subjects)


def _between(scene: Scene, out: Draft) -> bool:
    told = out.slots.get("between") + out.slots.get("with") + out.slots.get("of")
    if out.slots.rule != "both sides":  # a dispute between X and Y told before is no agreement of theirs
        told = [a for a in told if a.i >= out.trigger.j or out.trigger.i - a.j <= 2]
    if told and out.slots.rule in OWN_RULES:
        told = told + out.slots.get("subject")
    return len({a.country for a in told if a.country}) > 1


def _act(scene: Scene, out: Draft) -> bool:
    """Coordination *with* somebody, in a sentence that tells a concrete act (a word of an event, or an arrest)."""
    begin, end = out.clause.sentence
    t, i = scene.tagged, out.trigger.i
    if t.word(i - 1, "only") or any(x.kind == "frame" and x.id.startswith("commend") for x in terms_at(scene, i - 1)):
        return False  # لن يحدث ذلك إلا بالتنسيق مع X, أشاد بتعاون X
    near = [a for a in out.slots.get("from") if a.country and 0 <= a.i - out.trigger.j <= 2]  # بتعاون من الأمن X
    if not near and not [a for a in out.slots.get("with") if a.country and 0 <= a.i - out.trigger.j <= PARTNER]:
        between = [a for a in out.slots.get("between") if a.country and a.i - out.trigger.j <= 4]
        return bool(between) and any(scene.tagged.word(i, "deeds") for i in range(begin, end))
    if any(scene.tagged.word(i, "acts") for i in range(begin, min(end, out.trigger.j + ACT_REACH))):
        return True
    acts = {"arrest", "cooperation", "extradition"}
    for i in range(begin, end):
        for tag in scene.tagged.starts[i]:
            for term in tag.terms:
                if (
                    term.kind == "frame"
                    and scene.tagged.lexicon.frames[term.id].type in acts
                    and term.id not in BESIDE_ACTS
                ):
                    return True
    return False


def _warrant(scene: Scene, out: Draft) -> bool:
    begin, end = out.clause.sentence
    sentences = scene.tagged.tokens.sentences
    told = [sentences[0], sentences[max(out.clause.number - 1, 0)], (begin, end)]
    if any(scene.tagged.word(i, "warrant", "strong_warrant") for a, b in told for i in range(a, b)):
        return True
    if wanted_abroad(scene, begin, end):
        return True
    after = sentences[out.clause.number + 1 : out.clause.number + 2]
    if any(scene.tagged.word(i, "strong_warrant") for a, b in after for i in range(a, b)):
        return True
    if any(p == "recipient" for p, _ in out.sides) or len({a.country for p, a in out.sides if p == "agent"}) > 1:
        return True
    joint = any(scene.tagged.word(i, "jointly") for i in range(begin, end))
    nations: set[str] = set()
    if any(scene.tagged.word(i, "joint") for i in range(begin, end)):
        nations = {hit[1].id for i in range(begin, end) if (hit := scene.tagged.get(i, "nisba", "country"))}
        joint = joint or len(nations) > 1
    countries = {a.country for a in scene.actors if begin <= a.i < end and a.kind in ("org", "country") and a.country}
    everywhere = {a.country for a in scene.actors if a.country}
    bodies = any(c and c not in scene.tagged.lexicon.countries for c in countries)
    return joint and bool(countries | nations) and (bodies or len(everywhere) > 1)


def _person_taken(scene: Scene, out: Draft) -> bool:
    """``ضبط مطلوبين``, ``أوقفت الشرطة X``: a person, no goods and no traffic."""
    trigger = out.trigger
    if patient(scene, out) is not None or trigger.term.suffix:
        return True
    near = range(trigger.j, min(trigger.j + 12, out.clause.right))
    subject = {a.i for a in out.slots.get("subject")}
    others = [a for a in scene.actors if a.i in near and a.i not in subject and not scene.tagged.word(a.i, "assets")]
    if any(a.kind == "person" or a.rule == "actor.group" for a in others) or someone(scene, out):
        return True
    if any(scene.tagged.word(i, "strong_warrant", "wanted") for i in range(*out.clause.sentence)):
        return True
    before = range(max(out.clause.left, trigger.i - 8), trigger.i)
    if any(is_people(scene, i) for i in before) or counted_people(scene, out):
        return True
    return any(
        scene.tagged.get(i, "nisba") and (i == trigger.j or any(a.j == i and a.kind != "group" for a in scene.actors))
        for i in near
        if i not in subject  # ضبطت السعودية شحنة
    )


def _person_handed(scene: Scene, out: Draft) -> bool:
    return person_handed(scene, out, diplomat=_class_word(scene, out, ("diplomat",)))


def _joint(scene: Scene, out: Draft) -> bool:
    """``عملية إيطالية كولومبية مشتركة``, ``تمرين مشترك``; or two nationalities in a row."""
    j = out.trigger.j
    if any(scene.tagged.word(a.i, "teachers") for a in out.slots.get("by")):
        return False  # تدريبات على يد خبراء من X
    joints = (i for i in range(j, min(j + 6, out.clause.right)) if scene.tagged.word(i, "joint"))
    if (adjective := next(joints, None)) is not None and _agrees(scene, out, adjective):
        return True
    adjectives = [a for a in out.slots.get("between") if a.rule == "actor.adjective"]
    noun = scene.tagged.bare(out.trigger.i)[len(out.trigger.tag.clitics) :]
    if len(adjectives) > 1 and noun not in scene.tagged.lexicon.grammar["training_of"]:  # تدريب السوريين والعراقيين
        return True
    begin, end = out.clause.sentence
    told = scene.tagged.holds(range(begin, end), "taking_part")
    nations = {a.country for a in scene.actors if begin <= a.i < end and a.country}
    nations |= {out.place.country} if out.place else set()
    exercise = any(
        t.kind == "class" and t.id == "exercise" for tag in scene.tagged.starts[out.trigger.i] for t in tag.terms
    )
    # أطلق سلاح الجو X والقوات Y مناورة, نفذت البحرية X تمرينا مع البحرية Y
    forces = out.slots.get("subject") + [a for a in out.slots.get("with") if a.i >= j]
    two = {a.country for a in forces if a.kind == "org" and a.country}
    with_another = exercise and (len(two) > 1 or (told and len(nations) > 1))
    return with_another or together(scene, out) or (bool(nations) and with_many(scene, out))


def _agrees(scene: Scene, out: Draft, i: int) -> bool:
    """``تحقيق المصالح المشتركة``: a definite feminine adjective is not that of an indefinite masculine noun, but of the
    noun after it."""
    t = scene.tagged
    other = t.bare(i).startswith("ال") and t.bare(i).endswith("ه") and i - out.trigger.j >= 1
    noun = t.bare(out.trigger.j - 1)
    masculine = not noun.startswith("ال") and not noun.endswith(("ه", "ات"))
    after = t.bare(out.trigger.j)
    return not (other and masculine and after.startswith("ال") and after.endswith(("ح", "ه", "ات")))


def _foreign_source(scene: Scene, out: Draft) -> bool:
    if informants(scene, out):
        return True
    secret = any(is_secure(scene, i) for i in range(out.trigger.j, min(out.trigger.j + 3, out.clause.right)))
    sources = [
        a
        for a in out.slots.get("from") + out.slots.get("by") + out.slots.get("of")
        if a.country and a.i - out.trigger.j <= 8
    ]
    if not sources or sources[0].kind not in ("org", "country"):
        return False
    for k in range(out.trigger.j, sources[0].i):  # معلومات بشأن فظائع ارتكبتها قوات من X
        before = scene.tagged.word(k, "prepositions")
        if k in scene.verbs or (before is not None and any(x.detail == "about" for x in before.terms)):
            return False
    return secret or any(is_secure(scene, i) for i in range(sources[0].i, sources[0].j))


def _figurative(scene: Scene, out: Draft) -> bool:
    """``بعد مماطلات ومناورات``: manoeuvres of words, where nothing beside them is of the field or joint."""
    t, i = scene.tagged, out.trigger.i
    if not any(x.kind == "class" and x.id == "exercise" for x in terms_at(scene, i)) or out.trigger.j - i > 1:
        return False
    beside = [k for k in range(max(out.clause.left, i - 6), min(out.clause.right, out.trigger.j + 6)) if k != i]
    told = any(is_secure(scene, k) or t.word(k, *OF_EXERCISES) for k in beside)
    together_ = [a for slot in ("with", "between") for a in out.slots.get(slot) if 0 <= a.i - out.trigger.j <= 3]
    starts = any(t.get(k, "light") or t.word(k, "gathering_opens", "conducted") for k in beside)
    named = {a.country for a in out.slots.get("subject") if a.kind != "person"}  # دشنت X وY مناورات الصمصام
    quoted = t.bare(out.trigger.j) == '"'  # تمرين «الأسد الإفريقي»
    both = {a.country for a in out.slots.get("between") if a.rule == "actor.adjective"}
    return not (told or together_ or starts or quoted or len(named) > 1 or len(both) > 1)


def _two_sides(scene: Scene, out: Draft) -> bool:
    # منحت المنظمة الدولية للحماية المدنية وزير داخلية X وساما: a body that has no short name
    body = out.type == "award" and any(a.country is None and of_body(scene, a) for _, a in out.sides)
    return len(out.countries()) > (0 if body else 1)


def _security_object(scene: Scene, out: Draft) -> bool:
    tokens = scene.tagged.tokens
    begin, end = out.clause.sentence
    if any(
        scene.tagged.word(i, "courtesy") for i in range(max(begin, out.trigger.i - 12), min(end, out.trigger.j + 4))
    ):
        return False
    letter = any(scene.tagged.word(i, "letters") for i in range(begin, end))
    if any(
        scene.tagged.word(i, "holidays") or (not letter and scene.tagged.word(i, "hospitality"))
        for i in range(begin, end)
    ):
        return False
    whole = [(out.trigger.j, min(end, out.trigger.j + 25)), *(a.role for _, a in out.sides if a.role)]
    if letter:
        whole.append(tokens.sentences[0])
    freed = any(scene.tagged.word(i, "freed") for i in range(*whole[0]))
    return freed or any(is_secure(scene, i) for a, b in whole for i in range(a, b))


def _from_and_to(scene: Scene, out: Draft) -> bool:
    """``نقل سبعة سجناء من فرنسا إلى المغرب``: moved from one state to another, not from one prison to the next."""
    parts = {p: {a.country for q, a in out.sides if q == p and a.country} for p in ("agent", "recipient")}
    return bool(parts["recipient"] - parts["agent"] and parts["agent"])


def _in_reply(scene: Scene, out: Draft) -> bool:
    """``إغلاق الحدود ردا على``: a border closed against the other state, not for rain or a curfew."""
    sentence = range(*out.clause.sentence)
    if any(scene.tagged.word(i, "pandemic") for i in sentence):
        return False
    facing = any(scene.tagged.bare(i) in ("امام", "وجه") for i in range(out.trigger.j, out.clause.right))
    return facing or any(scene.tagged.word(i, "in_reply") for i in sentence)


def _agreed_on(scene: Scene, out: Draft) -> bool:
    """``اتفق الجانبان على تسيير دوريات``: on an act, or on more security cooperation; to agree that something is
    important is no agreement."""
    t, end = scene.tagged, out.clause.sentence[1]
    near = range(out.trigger.j - 1, min(out.trigger.j + 14, end))
    far = (i for i in range(out.trigger.j + 14, min(out.clause.right, out.trigger.j + 30)) if t.among(i - 1, "commas"))
    names = {i for a in scene.actors if a.name for i in range(*a.name)}
    on = next((i for i in (*near, *far) if t.bare(i) == "علي" and i not in names), None)
    if on is None:
        return False
    first = on + 1 + (t.bare(on + 1) in ('"', "("))
    if t.word(first, "concrete") is not None or t.word(first, "more_of") is None:
        return t.word(first, "concrete") is not None
    then = (t.word(i, "concrete") for i in range(on + 3, min(on + 14, end)))  # على تعزيز التعاون وتشكيل لجنة
    secure = any(t.word(i, "security") for i in range(first + 2, min(first + 5, end)))
    more = t.word(first + 1, "of_cooperation") is not None and secure
    return more or any(tag is not None and tag.clitics == "و" for tag in then)


def _addressed(scene: Scene, out: Draft) -> bool:
    """``احتجاج X لدى Y``, ``أبلغت X سفير Y احتجاجها``: a protest made to a state, no demonstration."""
    told = any(p == "recipient" and a.head in scene.tagged.lexicon.grammar["diplomats"] for p, a in out.sides)
    near = [a for a in out.slots.get("to") if a.i - out.trigger.j <= ADDRESSED]
    return told or any(a.country and a.kind != "person" for a in near)


def _joint_body(scene: Scene, out: Draft) -> bool:
    """``أعمال اللجنة السودانية التشادية المشتركة``, ``الدورة الرابعة للجنة المشتركة بين X وY``: the session of a body
    of two states."""
    t, both = scene.tagged, [a for a in out.slots.get("between") if a.country and a.i >= out.trigger.j]
    if len({a.country for a in both}) == 2:
        before = range(out.trigger.j, both[0].i)
        body = any(t.word(k, "joint_bodies") for k in before) and any(t.word(k, "joint") for k in before)
        if body and both[0].i - out.trigger.j <= JOINT_REACH:
            return True
    told = [a for a in out.slots.get("between") if a.country and a.j <= out.trigger.i]
    if len({a.country for a in told}) == 2:  # بدأت لجنة الحدود بين X وY أعمال دورتها
        return any(t.word(k, "joint_bodies") for k in range(max(out.clause.left, told[0].i - BODY), told[0].i))
    return any(a.rule == "actor.shared-head" and a.kind == "org" for a in out.slots.all())


def _calls_on(scene: Scene, out: Draft) -> bool:
    """``زار السفير الفرنسي وزير الداخلية``: an official told as the object, where a diplomat pays the visit."""
    whom = [a for a in out.slots.get("object") if a.kind == "person" and a.role]
    posted = [a for a in out.slots.get("subject") if a.head in scene.tagged.lexicon.grammar["resident"]]
    return bool(whom and posted) and whom[0].i - out.trigger.j <= REACH


def _many_subjects(scene: Scene, out: Draft) -> bool:
    """``فككت السلطات المغربية والإسبانية``: institutions of two states as one subject."""
    told = [a for a in out.slots.get("subject") if a.kind != "person" and a.country]
    after = bool(told) and told[0].i > out.trigger.i
    near = bool(told) and (told[0].i - out.trigger.j if after else out.trigger.i - told[-1].j) <= 4
    if told and not after and ("و" in out.trigger.tag.clitics or out.trigger.term.suffix):
        return False  # في العراق وسوريا، ونفذ …: somebody told before
    joined = partners(scene, out)
    alike = len({a.kind == "country" for a in told}) == 1
    many = near and len({a.country for a in told + joined}) > 1 and (alike or bool(joined))
    states = all(a.kind == "country" for a in told)  # of states, what they do must be an act of the field
    near_field = any(is_secure(scene, k) for k in range(out.trigger.j, min(out.trigger.j + 8, out.clause.right)))
    return many and (not states or near_field)


def _foreign_recipient(scene: Scene, out: Draft) -> bool:
    t, at = scene.tagged, out.trigger
    session = at.term.suffix and t.among(at.i, "its_session") and t.bare(at.j).startswith("ال")
    return not session and given_and_got(scene, out)  # في دورته الثانية والعشرين is a session, no course


def _subject_near(scene: Scene, out: Draft) -> bool:
    turned = out.frame.id == "visit.turn" and not any(a.i == out.trigger.j for a in out.slots.get("subject"))
    return out.slots.rule in ("verb-first", "subject-first") and not turned  # تحول اهتمام X إلى Y


def _agreement_told(scene: Scene, out: Draft) -> bool:
    if scene.tagged.among(out.trigger.i - 1, "drafts"):
        return False  # التباحث في شأن مشروع اتفاقية: none yet
    window = range(max(out.clause.sentence[0], out.trigger.i - 6), min(out.clause.sentence[1], out.trigger.j + 12))
    named = out.slots.rule == "genitive" and out.time is None  # اتفاق X وY: one that is known
    if not named and not scene.definite(out.trigger):
        return True
    return any(scene.tagged.word(i, "agreement_told") for i in window)


def _helping(scene: Scene, out: Draft) -> bool:
    """``أرسلت X جنودا لتدريب``: people sent for the other side's sake; others are an army's march."""
    begin, end = out.clause.sentence
    return any(scene.tagged.word(i, "helping") for i in range(max(begin, out.trigger.i - 6), end))


def _geared(scene: Scene, out: Draft) -> bool:
    """``دعمت X شرطة Y بآليات``: what the support consists of, told with ب."""
    after = range(out.trigger.j, min(out.clause.right, out.trigger.j + REACH))
    t, numbers = scene.tagged, scene.tagged.lexicon.grammar.numbers
    counted = {k + 1 for k in after if t.bare(k)[:1] == "ب" and t.bare(k)[1:] in numbers}  # بعشرين مدرعة
    tags = (tag for k in after for tag in t.starts[k] if k in counted or tag.clitics.endswith("ب"))
    return any(x.kind == "class" and x.id == "materiel" for tag in tags for x in tag.terms)


def _cargo(scene: Scene, out: Draft) -> bool:
    """``وصلت شحنة أسلحة``: a delivery arrives, nobody on a visit."""
    i, j = out.trigger.i, out.trigger.j
    near = [*range(j, min(j + 3, out.clause.right))]
    if out.trigger.is_verb:
        near += range(max(out.clause.left, i - 5), i)
    if any(scene.tagged.word(k, "gift_of") and scene.tagged.bare(k + 1) == "من" for k in range(j, out.clause.right)):
        return any(_is_thing(scene, k) for k in range(out.clause.left, out.clause.right))  # وصلت عشرون سيارة هدية من X
    loaded = any(scene.tagged.word(k, "loaded") for k in range(j, out.clause.sentence[1]))
    return loaded or any(scene.tagged.word(k, "cargo") for k in near)


def _is_thing(scene: Scene, i: int) -> bool:
    return any(x.kind == "class" and x.id == "materiel" for x in terms_at(scene, i))


def _feat(scene: Scene, out: Draft) -> bool:
    """``هنأ X الجيش على تحرير Y``: on what was done, on no appointment and no feast."""
    return any(scene.tagged.word(i, "feat") for i in range(out.trigger.j, min(out.clause.right, out.trigger.j + 25)))


def _schooling(scene: Scene, out: Draft) -> bool:
    """``تخرجت دفعة من الضباط``: from a school or course; troops that leave a city only come out of it."""
    return any(scene.tagged.word(i, "schooling") for i in range(*out.clause.sentence))


def _place(scene: Scene, out: Draft) -> bool:
    marks = ("to", "in", "from") if "from" in out.frame.place else ("to", "in")
    return out.place is not None and (out.place.mark in marks or "object" in out.frame.place)


CONDITIONS: dict[str, Callable[[Scene, Draft], bool]] = {
    "with": _with,
    "place": _place,
    "between": _between,
    "act": _act,
    "gathering": held,
    "warrant": _warrant,
    "person_handed": _person_handed,
    "geared": _geared,
    "person_taken": _person_taken,
    "two_sides": _two_sides,
    "security_object": _security_object,
    "foreign_recipient": _foreign_recipient,
    "joint": _joint,
    "caused": caused,
    "arms_deal": arms_deal,
    "stated": stated,
    "attained": attained,
    "ratified": ratified,
    "informed": informed,
    "subject_near": _subject_near,
    "agreement_told": _agreement_told,
    "officials": of_officials,
    "many_officials": many_officials,
    "foreign_source": _foreign_source,
    "many_subjects": _many_subjects,
    "addressed": _addressed,
    "in_reply": _in_reply,
    "from_and_to": _from_and_to,
    "agreed_on": _agreed_on,
    "joint_body": _joint_body,
    "calls_on": _calls_on,
    "helping": _helping,
    "cargo": _cargo,
    "feat": _feat,
    "schooling": _schooling,
}
