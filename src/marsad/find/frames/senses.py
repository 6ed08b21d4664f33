"""Step 5d: words of an event in another sense: a pause, a plane that arrives, an interview, a condition."""

from __future__ import annotations

from marsad.find.frames.aid import no_help
from marsad.find.frames.clauses import Scene
from marsad.find.frames.concord import of_another_verb
from marsad.find.frames.contacts import no_contact
from marsad.find.frames.custody import is_people, patient
from marsad.find.frames.draft import TAKEN_FROM_AFAR, Draft
from marsad.find.frames.draft.reasons import PRIVATE
from marsad.find.frames.nouns import AGREED, TRAVEL, sense_of_noun
from marsad.find.frames.signers import signers
from marsad.find.tokens import clitic_cuts

GEAR = 20  # tokens from who gets gear to the gear, past where and when
PRAISED = frozenset({"meeting", "gathering", "call", "agreement"})


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
    if out.type == "commendation" and _praised_talks(scene, out):
        return "praise of talks or of what lies outside the field, not of a side"
    other = no_contact(scene, out) or no_help(scene, out)
    other = other or (_verb(scene, out) if trigger.is_verb else sense_of_noun(scene, out))
    return other or _travel(scene, out)


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
    return ""


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
