"""Step 5d: words of an event in another sense: a pause, a plane that arrives, an interview, a condition."""

from __future__ import annotations

from marsad.find.frames.aid import no_help
from marsad.find.frames.clauses import Scene
from marsad.find.frames.concord import of_another_verb
from marsad.find.frames.contacts import no_contact
from marsad.find.frames.custody import is_people, patient
from marsad.find.frames.draft import TAKEN_FROM_AFAR, Draft, first_stop
from marsad.find.frames.draft.reasons import PRIVATE
from marsad.find.frames.signers import signers
from marsad.find.tokens import clitic_cuts

BREAKS = frozenset({"rupture.suspend", "rupture.end", "rupture.close", "rupture.shut", "rupture.reduce"})
TRAVEL = frozenset({"visit.travel", "visit.arrive", "visit.return"})  # things travel, too
GEAR = 20  # tokens from who gets gear to the gear, past where and when
PRAISED = frozenset({"meeting", "gathering", "call", "agreement"})
AGREED = frozenset({"agreement.agree", "agreement.agreed", "agreement.sign", "agreement.reach"})

TREATY = 8  # tokens from a treaty to one of the matters that it is about
TALKED = 2  # words between a verb of talks, its sides left out, and the matter


def other_sense(scene: Scene, out: Draft) -> str:
    """Why the trigger's words tell something else here, or an empty string."""
    if out.type == "extradition" and _driven_out(scene, out):
        return "driven out of a place"
    if out.type == "extradition" and _won_back(scene, out):
        return "something is won back"
    t, trigger = scene.tagged, out.trigger
    if out.type == "arrest" and any(t.word(k, "warrants") for k in (trigger.i - 2, trigger.i - 1)):
        return "a warrant, no arrest"  # أمر دولي بإلقاء القبض, أمر قبض دولي
    if not out.slots.get("subject") and of_another_verb(scene, trigger):
        return "another verb of these letters"
    if out.frame.id == "commendation.praise" and trigger.is_verb and _agreement_praised(scene, out):
        return "what was agreed is praised, no side"
    if out.frame.id.startswith("cooperation.joint") and t.among(trigger.i, "achieved"):
        return "results achieved, no investigation"
    sent = out.frame.id == "extradition.return" or "رح" in t.bare(trigger.i)
    if out.type == "extradition" and sent and t.holds(range(*out.clause.sentence), "evacuation"):
        return "people are brought home, not deported"
    if t.bare(trigger.j) in out.frame.unless and not _gets_it(scene, out):
        return f"the words mean something else before {t.bare(trigger.j)}"
    handed = first_words(scene, out) if out.type == "extradition" and trigger.is_verb else []
    if any(t.bare(k) in out.frame.unless for k in handed):
        return "a thing is handed over"
    if out.type == "assistance" and trigger.is_verb and _lodged(scene, out):
        return "something is lodged, no help"
    subject = next((a for a in scene.actors if a.i == trigger.j and not a.mark), None) if trigger.is_verb else None
    if subject is not None and out.type == "assistance" and t.bare(subject.j) in out.frame.unless:
        return f"the words mean something else before {t.bare(subject.j)}"  # استلمت القاهرة رئاسة اللجنة من تونس
    other = no_contact(scene, out) or no_help(scene, out)
    return other or (_verb(scene, out) if trigger.is_verb else _noun(scene, out))


def first_words(scene: Scene, out: Draft, count: int = 3) -> list[int]:
    """The first words after the trigger that belong to no actor and no time: what the verb is about."""
    right = min(out.clause.right, out.trigger.j + 30)
    taken = {k for a in scene.actors if out.trigger.j <= a.i < right for k in range(a.i, a.j)} | scene.busy
    return [k for k in range(out.trigger.j, right) if k not in taken][:count]


def _lodged(scene: Scene, out: Draft) -> bool:
    """``تقدم X بشكوى``: with ب after who does it, the verb of giving is that of lodging."""
    words = (scene.tagged.bare(k) for k in first_words(scene, out, 1))
    return any(word[:1] == "ب" and word[1:] in out.frame.unless for word in words)


def _praised_talks(scene: Scene, out: Draft) -> bool:
    """``نوه X بالاجتماعات مع Y``, ``أشاد بالاتفاق مع Y``, ``أشاد بالإمكانات الاقتصادية لـY``: what is praised is talks,
    a pact or a thing of another field, and no side."""
    t = scene.tagged
    words = [k for k in first_words(scene, out, 2) if t.bare(k)[:1].isalpha()]
    told = [x for tag in t.starts[words[0]] if tag.clitics.endswith("ب") for x in tag.terms] if words else []
    contact = any(x.kind == "frame" and t.lexicon.frames[x.id].type in PRAISED for x in told)
    return contact or any(t.word(k, "civil") for k in words[1:2])


def _that(scene: Scene, out: Draft) -> bool:
    """``نوه X بأنه …``: a clause, no side, is what the verb speaks of."""
    near = range(out.trigger.j, min(out.trigger.j + 6, out.clause.sentence[1]))
    told = {a.i for _, a in out.sides}
    return any(scene.tagged.word(k, "complementizers") and k - 1 not in told for k in near)


def _comments(scene: Scene, out: Draft) -> bool:
    """``علق X على تصريح Y``: a comment, where على stands before what would be suspended."""
    t, trigger = scene.tagged, out.trigger
    if out.frame.id != "rupture.suspend" or t.word(trigger.i, "comments") is None:
        return False
    for i in range(trigger.j, min(trigger.j + 20, out.clause.right)):
        if t.bare(i) == "علي":
            return True
        broken = any(x.kind == "class" and x.id in ("relations", "pact") for tag in t.starts[i] for x in tag.terms)
        if broken and not t.word(i - 1, "during"):  # علق X خلال زيارة إلى Y على أزمة
            return False
    return False


def _verb(scene: Scene, out: Draft) -> str:
    t, i = scene.tagged, out.trigger.i
    if _comments(scene, out):
        return "a comment on something"
    if out.type == "commendation" and _praised_talks(scene, out):
        return "praise of talks or of what lies outside the field, not of a side"
    if out.type == "commendation" and t.word(i, "notes") and _that(scene, out):
        return "noted that something is so"
    if out.type == "commendation" and t.word(i, "notes") and [t.bare(k) for k in first_words(scene, out, 1)] == ["الي"]:
        return "pointed out, not praised"
    paid = clitic_cuts(t.bare(out.trigger.j))[1:2] if t.bare(i).endswith("ا") else out.trigger.term.suffix
    if out.type == "commendation" and t.word(i, "prices") and (paid or any(t.word(k, "pays") for k in range(i - 3, i))):
        return "a price, no praise"
    if out.frame.id == "rupture.summon" and t.word(i - 1, "so_that"):
        return "something makes it necessary"
    if t.word(i - 1, "before_nouns"):
        return f"a noun, no verb, after {t.bare(i - 1)}"
    if out.frame.id == "visit.lead" and out.trigger.term.suffix:
        return "who leads a delegation told before"
    if out.frame.id == "meeting.discuss" and t.word(out.trigger.j, "sessions"):
        return "what talks were about"
    back = t.word(i - 1, "relative") or out.trigger.term.suffix
    if out.type == "agreement" and out.time is None and back and not signers(scene, out):
        return "an agreement told elsewhere"
    if t.word(i - 1, "conditions") or t.word(i - 2, "conditions"):
        return "a condition"
    said_of = (k for k in range(out.trigger.j, min(i + 6, out.clause.right)) if t.bare(k) == "علي")
    head = patient(scene, out)
    near = range(out.trigger.j, min(out.trigger.j + 14 if head is None else head, out.clause.right))
    before = head is None or out.trigger.term.suffix
    told = [*near, *(range(max(i - 4, out.clause.left), i) if before else ())]
    told = [k for k in told if t.bare(k - 1) not in ("عن", "من") or out.frame.id != "extradition.return"]
    told = [k for k in told if k < i or not t.among(k - 1, "conveyed")]  # سلمه عبر طائرة خاصة
    if out.type == "extradition" and any(t.word(k, "things_handed") for k in told):  # إبعاده عن أراضيها: from where
        return "a thing is handed over"
    if out.frame.id == "extradition.return" and _a_trip(scene, out):
        return "a trip, no deportation"
    if out.frame.id == "extradition.hand" and _gets_instead(scene, out):
        return "somebody is received, not handed over"
    if out.frame.id == "rupture.suspend" and out.trigger.tag.terms and t.word(next(said_of, -1), "prepositions"):
        return "a comment on something"
    return _travel(scene, out)


def _a_trip(scene: Scene, out: Draft) -> bool:
    """``رحلتها من X إلى Y``: the noun of a trip with its pronoun, unless a state follows as subject."""
    word = scene.tagged.bare(out.trigger.i)[len(out.trigger.tag.clitics) :]
    subject = [a for a in out.slots.get("subject") if a.i >= out.trigger.j and a.country]
    arrested = any(is_people(scene, i) for i in range(out.clause.sentence[0], out.trigger.i))
    if arrested and out.trigger.tag.clitics and out.slots.get("subject"):  # أوقفت الشرطة متهما … ورحلته إلى X
        return False
    return word.startswith("رحلت") and bool(out.trigger.term.suffix) and not subject


def _gets_instead(scene: Scene, out: Draft) -> bool:
    """``أعلنت الداخلية تسلم مطلوب من المغرب``: تسلم with a state after من is the noun of receiving."""
    word = scene.tagged.bare(out.trigger.i)[len(out.trigger.tag.clitics) :]
    received = any(x.kind == "frame" and x.id == "extradition.receive" for x in out.trigger.tag.terms)
    given = any(a.country for a in out.slots.get("from"))
    return received and word.startswith("ت") and given and not any(a.country for a in out.slots.get("to"))


def _driven_out(scene: Scene, out: Draft) -> bool:
    """``طردوا مقاتلي الحركة من مدينة X``: fighters out of a town of the same state, in a war; ``طردت الشرطة مواطنا من
    منزله``: out of a house, not of the state."""
    t, near = scene.tagged, range(out.trigger.j, min(out.trigger.j + 12, out.clause.right))
    if out.frame.id == "extradition.return" and any(t.word(k, "driven_from") and t.bare(k - 1) == "من" for k in near):
        return True
    if len(out.countries()) != 1 or any(p == "recipient" for p, _ in out.sides):
        return False
    from_town = any(p.i in near and p.city and p.mark == "from" and p.country in out.countries() for p in scene.places)
    return from_town or any(scene.tagged.word(i, "fighters") for i in near)


def _gets_it(scene: Scene, out: Draft) -> bool:
    """``تسلمت قيادة الأمن في X 50 مركبة``: a command that gets gear, none that is taken over."""
    hers = out.trigger.is_verb and scene.tagged.bare(out.trigger.i).endswith("ت")
    if out.frame.id != "assistance.receive" or not hers:
        return False
    told = next((a for a in scene.actors if a.i == out.trigger.j and a.kind == "org"), None)
    near = range(told.j, min(told.j + GEAR, out.clause.right)) if told is not None else ()
    terms = (x for k in near for tag in scene.tagged.starts[k] for x in tag.terms)
    return any(x.kind == "class" and x.id == "materiel" for x in terms)


def _won_back(scene: Scene, out: Draft) -> bool:
    """``استعادة المدينة``: who is got back stands right after the word, or after who gets him back."""
    if scene.tagged.word(out.trigger.i, "wins_back") is None:
        return False
    person, after = patient(scene, out), out.trigger.j
    told = {k for _, a in out.sides for k in range(a.i - bool(a.mark), a.j)}  # استردت الكويت من مصر متهما
    if person is None:  # المطلوب تمت استعادته من X
        near = range(max(out.clause.sentence[0], out.trigger.i - 3), out.trigger.i)
        return not (out.trigger.term.suffix and any(is_people(scene, k) for k in near))
    counts = (scene.tagged.bare(k) in scene.tagged.lexicon.grammar.numbers for k in range(after, person))
    told |= {k for k, counted in zip(range(after, person), counts, strict=True) if counted}  # اثنين من مواطنيها
    return sum(k not in told for k in range(after, person)) > 1


def _agreement_praised(scene: Scene, out: Draft) -> bool:
    """``ثمن X توقيع الاتفاق مع Y``: the act praised is one of his own."""
    taken = {k for p in scene.places for k in range(p.i, p.j)}
    words = [k for k in first_words(scene, out, 12) if k not in taken and scene.tagged.bare(k)[:1].isalpha()]
    told = (x for k in words[:1] for tag in scene.tagged.starts[k] for x in tag.terms)
    return any(x.kind == "frame" and x.id in AGREED for x in told)


def _talked_of(scene: Scene, out: Draft) -> bool:
    """``وفد إيطالي يبحث تدريب خفر السواحل``: training right after the verb of talks, but for those who hold them."""
    i = out.trigger.i
    verb = next((k for k in range(i - 1, out.clause.left - 1, -1) if k in scene.verbs), None)
    if verb is None or not any(x.id == "meeting.discuss" for tag in scene.tagged.starts[verb] for x in tag.terms):
        return False
    taken = {k for a in scene.actors if verb < a.i < i for k in range(a.i - bool(a.mark), a.j)} | scene.busy
    return sum(k not in taken for k in range(verb + 1, i)) <= TALKED


def _in_general(scene: Scene, out: Draft) -> bool:
    """``مباحثات حول تسليم المطلوبين``: nobody in particular."""
    t, trigger = scene.tagged, out.trigger
    before = t.word(trigger.i - 1, "prepositions")
    about = before is not None and any(x.kind == "word" and x.detail == "about" for x in before.terms)
    anybody = t.word(trigger.j, "anybody") is not None
    plural = t.bare(trigger.j).startswith("ال") and t.bare(trigger.j).endswith(("ين", "ون"))
    dated = out.time is not None or any(t.word(k, "came_about", "deeds") for k in range(trigger.i - 3, trigger.i))
    agreed = any(t.word(k, "agrees") for k in range(max(out.clause.left, trigger.i - 6), trigger.i))
    back = range(max(out.clause.left, trigger.i - TREATY), trigger.i)
    pact = any(x.kind == "class" and x.id == "agreement" for k in back for tag in t.starts[k] for x in tag.terms)
    listed = trigger.tag.clitics.startswith("و") and pact and not any(k in scene.verbs for k in back)
    return anybody or (plural and (about or listed or not (dated or agreed)))  # اتفاقية التعاون … وتسليم المجرمين


def _one_of_matters(scene: Scene, out: Draft) -> bool:
    """``ناقش اللقاء سبل دعم العمليات وتدريب الجنود``: one more of the matters that the sentence says were discussed."""
    t, begin = scene.tagged, out.clause.sentence[0]
    opens = any(t.word(k, "discusses") for k in range(begin, min(begin + 4, out.trigger.i)))
    return opens and out.time is None and any(t.word(k, "ways_of") for k in range(begin, out.trigger.i))


def _noun(scene: Scene, out: Draft) -> str:
    t, i = scene.tagged, out.trigger.i
    spoke = any(scene.verbs.get(k) == "says" for k in range(max(i - 4, out.clause.left), i))
    if out.type == "call" and spoke and not (out.slots.get("with") or out.slots.get("between")):
        return "spoke to a newspaper"
    if out.type == "commendation" and _praised_talks(scene, out):
        return "praise of talks or of what lies outside the field, not of a side"
    ahead = range(max(i - 3, out.clause.left), i)
    if out.type in ("assistance", "cooperation") and any(t.word(k, "stances", "obstacles") for k in ahead):
        return "somebody is for it, or something keeps it from being done"
    if out.frame.id == "rupture.suspend" and any(t.word(k, "lifts") for k in range(max(out.clause.left, i - 5), i)):
        return "a suspension is lifted"
    matter = scene.definite(out.trigger) and not out.slots.get("of") and not out.slots.get("by")
    if (
        out.frame.id == "assistance.train"
        and matter
        and out.slots.rule in TAKEN_FROM_AFAR | {"subject of the governing verb"}
    ):
        return "a matter that was talked about"
    if out.frame.id == "assistance.train" and t.tokens.text(i, i + 1).startswith("و") and _one_of_matters(scene, out):
        return "a matter that was talked about"
    spied = (x.id for k in range(*out.clause.sentence) for tag in t.starts[k] for x in tag.terms if x.kind == "topic")
    if out.frame.id == "cooperation.information" and "espionage" in spied:
        return "spied out, not passed on"
    if out.frame.id == "assistance.train" and _train_together(scene, out):
        return "training together, none given"
    if out.frame.id == "assistance.train" and _talked_of(scene, out):
        return "a matter that was talked about"
    near = [k for k in range(out.trigger.j, out.trigger.j + 4) if t.bare(k - 1) not in ("عن", "من")]
    if out.type == "extradition" and any(t.word(k, "things_handed") for k in near):
        return "a thing is handed over"
    if out.type == "commendation" and t.word(i, "esteem") and not _expressed(scene, out):
        return "an estimate, no esteem"
    if out.type == "extradition" and _in_general(scene, out):
        return "handovers in general were talked about"
    if out.type == "arrest" and any(t.word(k, "reward") for k in range(out.clause.sentence[0], i)):
        return "a reward for an arrest to come"
    if out.type == "cooperation" and _promised(scene, out):
        return "what an agreement promises"
    if out.type == "cooperation" and scene.definite(out.trigger) and _talked_about(scene, out):
        return "an act that was talked about"
    if out.type == "cooperation" and t.word(i - 1, "trainees") and out.slots.get("by"):
        return "training is got, no exercise"
    if out.frame.id == "cooperation.information" and t.word(i - 1, "before_information"):
        return "an office of information"
    if out.frame.id in BREAKS and t.bare(i - 1) == "علي" and t.word(i - 2, "years"):
        return "years ago"  # بعد 25 عاما على إغلاق السفارة
    if out.frame.id in BREAKS and _called_for(scene, out):
        return "somebody calls for it"
    town = any(p.j == i for p in scene.places)  # بالجزائر العاصمة أشغال اللجنة
    if t.get(i - 1, "place_head") and out.trigger.tag.clitics != "ل" and not town:
        return "the name of a building"
    if out.frame.id == "meeting.receive" and _thing_received(scene, out):
        return "a thing is received, nobody"
    said = any(scene.verbs.get(k) == "says" for k in range(*out.clause.sentence))
    if out.frame.id in TRAVEL and out.trigger.term.suffix and t.word(i - 1, "settings") and said:
        return "the setting of words"
    visits = out.type == "visit" and out.trigger.term.plural
    if visits and first_stop(scene, out.trigger, out.clause.sentence[1]) is None:
        return "visits in general"
    if out.frame.id == "agreement.reach" and out.trigger.term.plural and out.time is None:
        return "agreements in general"
    if out.frame.id == "agreement.reach" and out.trigger.term.suffix and out.time is None:
        return "an agreement told elsewhere"
    if out.frame.id == "agreement.reach" and t.word(i - 1, "absent"):
        return "no agreement"
    if out.type == "agreement" and out.time is None and _standing(scene, out):
        return "an agreement that exists"
    if out.type == "meeting" and any(t.word(k, "outlets") for k in range(out.trigger.j, min(i + 5, out.clause.right))):
        return "an interview"
    return _travel(scene, out)


def _called_for(scene: Scene, out: Draft) -> bool:
    """``دعا رئيس المجلس إلى وقف التنسيق``, ``رفض المطالب الداعية إلى تجميد``: it is asked for, and not done."""
    before = range(max(out.clause.left, out.trigger.i - 30), out.trigger.i)
    return not out.trigger.is_verb and any(scene.tagged.word(k, "calls", "asks") for k in before)


def _expressed(scene: Scene, out: Draft) -> bool:
    """``أعرب عن تقديره لـX``, ``شكره وتقديره``: esteem that somebody expresses, no estimate."""
    t, begin = scene.tagged, max(out.clause.left, out.trigger.i - 12)
    if out.trigger.tag.clitics.startswith("و"):
        return True
    return any(t.word(k, "expresses") for k in range(begin, out.trigger.i))


def _standing(scene: Scene, out: Draft) -> bool:
    """``هناك اتفاقية بين البلدين``, ``الاتفاقات الموقعة بينهما``, ``ترتبط X باتفاقية مع Y``: it is told as in force."""
    t, i = scene.tagged, out.trigger.i
    exists = any(t.word(k, "exists") for k in range(max(out.clause.left, i - 5), i))
    plural = any(
        x.kind == "frame" and x.id == "agreement.reach" and x.plural
        for k in range(i - 3, i)
        if k >= out.clause.left
        for tag in t.starts[k]
        for x in tag.terms
    )
    return exists or (out.frame.id == "agreement.sign" and not t.word(i, "came_about") and plural)


def _talked_about(scene: Scene, out: Draft) -> bool:
    """``يرى خبراء أن المناورات المشتركة …``: neither day nor place, and nothing says that it takes place."""
    t, (begin, end) = scene.tagged, (out.clause.left, out.clause.right)
    if out.time is not None or out.place is not None or not t.word(out.trigger.i - 1, "complementizers"):
        return False
    return not any(t.word(i, "gathering_told", "deeds", "came_about") for i in range(begin, end))


def _train_together(scene: Scene, out: Draft) -> bool:
    """``تدريبا مشتركا``, ``تجري روسيا والصين تدريبات``: several states exercise, none is taught."""
    near = range(out.trigger.j, out.trigger.j + 4)
    teachers = {a.country for a in out.slots.get("subject") if a.country}
    taught = any(a.country and a.country not in teachers for a in out.slots.get("of"))  # تكوين ضباط من الجيش X
    many = len(teachers) > 1 and not taught
    return many or any(scene.tagged.word(k, "joint") for k in near)


def _promised(scene: Scene, out: Draft) -> bool:
    """``اتفقا على إنشاء قوة مشتركة``, ``وقعا اتفاقا لتسيير دوريات``: an agreement governs the act, which is to come."""
    t, begin = scene.tagged, max(out.clause.left, out.trigger.i - 16)
    agreed = [
        tag.j
        for k in range(begin, out.trigger.i)
        for tag in t.starts[k]
        if any(x.kind == "frame" and x.id in AGREED for x in tag.terms)
    ]
    return any(t.bare(k - 1) == "علي" or t.word(k, "concrete") for j in agreed for k in range(j, out.trigger.i))


def _travel(scene: Scene, out: Draft) -> str:
    t, i = scene.tagged, out.trigger.i
    if out.frame.id in TRAVEL and (
        t.among(i, "on_the_way") or (out.trigger.is_verb and out.trigger.term.suffix)
    ):
        return "something is led or goes there"
    near = range(out.clause.left, min(out.clause.right, out.trigger.j + 30))
    if out.type == "visit" and t.holds(near, "private_visit"):
        return PRIVATE
    if out.type == "visit" and _invited(scene, out):
        return "somebody is asked to come"
    if out.frame.id in TRAVEL and out.trigger.is_verb and _reaches_a_stage(scene, out):
        return "something is reached, no place"
    other = out.type == "visit" and _other_traveller(scene, out)
    return "somebody or something else travels" if other else ""


def _reaches_a_stage(scene: Scene, out: Draft) -> bool:
    """``وصل الجانبان إلى المراحل النهائية``: what comes first after إلى is a common noun, not a place or somebody's."""
    t = scene.tagged
    to = next((k for k in range(out.trigger.j, min(out.clause.right, out.trigger.j + 14)) if t.bare(k) == "الي"), None)
    if to is None or to + 1 in scene.busy or t.get(to + 1, "place_head", "state_head", "site", "org_head"):
        return False
    told = any(a.i <= to + 1 < a.j for a in scene.actors) or any(p.i <= to + 1 < p.j for p in scene.places)
    return not told and t.word(to + 1, "gaps") is None and t.bare(to + 1) in t.lexicon.common


def _invited(scene: Scene, out: Draft) -> bool:
    """``دعا X المفوض إلى زيارة Y``, ``حثه على زيارة Y``: a call to visit, and no visit."""
    t, i = scene.tagged, out.trigger.i
    joined = t.among(i - 1, "mission_words") or out.trigger.tag.clitics.endswith("ل")
    joined = joined or (out.trigger.tag.clitics.endswith("ب") and t.word(i - 1, "to_do") is not None)
    before = range(max(out.clause.left, i - 24), i)  # دعوته لزيارة X
    if out.trigger.is_verb:
        return False
    if joined and any(t.word(k, "invites") for k in before):
        return True
    urged = out.trigger.tag.clitics.endswith("ب") or t.bare(i - 1) in ("علي", "الي")  # طالب X بزيارة Y, حثه على زيارته
    told = range(i - 1, before.start - 1, -1)
    verb = next((k for k in told if k in scene.verbs or t.word(k, "urges")), None)
    return urged and verb is not None and t.word(verb, "urges") is not None


def _thing_received(scene: Scene, out: Draft) -> bool:
    """``استقبال الطائرة``, ``استقبال المساعدات``: what follows the noun is definite, and no actor."""
    at = out.trigger.j
    if out.trigger.is_verb or out.trigger.term.suffix or not scene.tagged.bare(at).startswith("ال"):
        return False
    known = scene.tagged.get(at, "honorific", "rank", "royal", "office", "office_alone", "nisba", "city", "country")
    return known is None and not any(a.i <= at < a.j for a in scene.actors)


def _other_traveller(scene: Scene, out: Draft) -> bool:
    """``وصلت الطائرة إلى``, ``وصول المساعدات``: a word that is no actor's stands where the traveller's would."""
    t, at = scene.tagged, out.trigger.j
    afar = out.slots.rule in TAKEN_FROM_AFAR or (not out.slots.rule and not out.trigger.is_verb)
    if out.frame.id not in TRAVEL or not afar or out.trigger.term.suffix:
        return False
    if (
        at >= len(t.tokens)
        or at in scene.busy
        or not t.bare(at)[:1].isalpha()
        or not out.clause.left <= at < out.clause.right
    ):
        return False
    told = any(a.i <= at < a.j for a in scene.actors) or any(p.i <= at < p.j for p in scene.places)
    clitic = any(cut and cut[-1] in "بلك" for cut, _ in clitic_cuts(t.bare(at))[1:2])
    return not (told or clitic or t.word(at, "prepositions", "clause_breaks", "gaps", "relative", "back_pronouns"))
