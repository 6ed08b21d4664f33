"""Step 5d: whether a draft lies in the field: security matters between states (the codebook, "Which and how many")."""

from __future__ import annotations

from marsad.find.frames.about import LEAD, many_of_one_office, security_near
from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.custody import wanted_abroad
from marsad.find.frames.draft import CONTACTS, Draft, of_own_body
from marsad.find.frames.draft.reasons import FEW_SIDES, NO_OFFICE, NOT_SECURITY, OTHER_OFFICE, SENTENCE_NOT_SECURITY
from marsad.find.frames.handed import home_at, world_court
from marsad.find.frames.joint import with_many
from marsad.find.frames.secure import is_secure, of_the_field, secure_org
from marsad.find.frames.senses import first_words
from marsad.find.frames.standing import by_nobody_in_office, bygone, offices_of_sides
from marsad.find.phrases.actors import Actor

ABOUT = 22  # tokens after the word of a gathering that say what it is about
HISTORY = 10  # years after which an event is told as history
PRAISED = 3  # words after a word of praise that say what is praised
AGREED_ON = 6  # tokens from "on" that say what was agreed
SIGNED = 16  # tokens from a word of signing to the agreement that is signed


def in_the_field(scene: Scene, out: Draft) -> Draft:
    """``out``, dropped with the reason where it lies outside security matters between states."""
    sides = out.countries() | ({out.place.country} if out.place and out.type in ("visit", "gathering") else set())
    if (
        out.type in ("visit", "meeting", "call", "agreement", "cooperation", "commendation", "rupture")
        and len(sides) < 2
        and not (out.type == "visit" and sides and any(of_own_body(scene, a) for p, a in out.sides if p == "guest"))
        and not (out.type == "agreement" and _among_members(scene, out))
        and not (out.type == "cooperation" and sides and with_many(scene, out))
    ):
        return out.drop(FEW_SIDES)
    hosts = {a.country for p, a in out.sides if p == "host"} | ({out.place.country} if out.place else set())
    if out.type == "visit" and all(p != "guest" or _private_person(scene, a) for p, a in out.sides):
        return out.drop(NO_OFFICE)
    if out.frame.id in ("visit.go", "visit.tour", "visit.inspect") and _resident(scene, out):
        return out.drop("a diplomat where he is posted")
    if out.type == "visit" and not [1 for p, a in out.sides if p == "guest" and hosts - {a.country, None}]:
        return out.drop("no guest from elsewhere, or no place visited")
    if out.type in CONTACTS and by_nobody_in_office(scene, out):
        return out.drop("somebody who holds no office, or none any more")
    if out.type in CONTACTS and out.time is None and bygone(scene, out):
        return out.drop("told of former days")
    if out.type == "gathering" and _talks_of_two(scene, out):
        return out.drop("talks of two, no gathering")
    if out.type == "gathering" and not sides:
        return out.drop("no state told")
    if out.type in ("assistance", "commendation") and not given_and_got(scene, out):
        return out.drop(FEW_SIDES)
    if out.type == "rupture" and {p for p, a in out.sides if a.country} != {"agent", "recipient"}:
        return out.drop("nobody against whom, or nobody who acts")
    if out.type == "gathering" and not out.sides:
        return out.drop("nobody told to take part")
    ahead = range(max(out.trigger.i - 8, 0), out.trigger.i)
    comma = max((i for i in ahead if scene.tagged.among(i, "commas")), default=ahead.start)
    opens = scene.tagged.holds(range(comma, out.trigger.i), "gathering_opens")
    bare = out.type == "gathering" and out.time is None and not opens
    if bare and all(a.rule == "actor.place" for _, a in out.sides):
        return out.drop("neither a day nor anybody who takes part")
    if out.type == "meeting" and out.trigger.is_verb and _states_alone(out):
        return out.drop("states do not meet in person")
    if out.frame.id == "call.contact" and out.trigger.term.plural and all(a.kind == "country" for _, a in out.sides):
        return out.drop("contacts in general")
    if out.type == "gathering" and len(sides) < 2 and not _international(scene, out):
        return out.drop("not international")
    why = _no_handover(scene, out, sides) if out.type == "extradition" else ""
    why = _no_arrest(scene, out) if out.type == "arrest" else why
    if why:
        return out.drop(why)
    out.security = security_near(scene, out)
    if out.type == "award" and (_civil_award(scene, out) or not (_security_in(scene, out) or _of_field(scene, out))):
        return out.drop("an award outside the field")
    armed = out.frame.id == "agreement.deal"
    if out.type in CONTACTS | {"agreement", "commendation", "award"} and not (out.security or armed):
        return out.drop(NOT_SECURITY)
    if out.type == "agreement" and (_civil_pact(scene, out) or not (armed or _pact_in_field(scene, out))):
        return out.drop("an agreement outside the field")
    if out.type == "meeting" and _courtesy_of_diplomats(scene, out):
        return out.drop("a diplomat's courtesy, and no word of security in the sentence")
    if out.type == "commendation" and _praise_of_economy(scene, out):
        return out.drop("praise of something outside the field")
    if out.type in ("visit", "meeting", "call", "gathering") and _civil(scene, out):
        return out.drop(OTHER_OFFICE)
    if out.type in ("gathering", "agreement") and _long_past(scene, out):
        return out.drop("history")
    of_defence = out.frame.topic == "defence"  # whatever else the sentence says: السماح باستخدام قاعدة جوية
    of_defence = of_defence or _manoeuvre(scene, out)
    if out.type in ("assistance", "gathering", "cooperation") and not (of_defence or _security_in(scene, out)):
        return out.drop(SENTENCE_NOT_SECURITY)
    return out


def _no_handover(scene: Scene, out: Draft, sides: set[str]) -> str:
    """Why nobody is handed over to another state, or an empty string."""
    everybody = sides | {a.country for a in scene.actors if a.country}
    everybody |= {"a court" for p, a in out.sides if p == "recipient" and world_court(scene, a)}
    everybody |= {"home"} if home_at(scene, out) is not None else set()  # رحلت X خمسة دعاة إلى بلدانهم
    if not out.pending and (not sides or len(everybody) < 2):
        return "fewer than two states"
    if any(p == "agent" and _counted(scene, a) for p, a in out.sides):
        return "people counted by where they are from"
    if _within_one_state(out):
        return "no state told that hands over or gets anybody"
    if out.frame.id == "extradition.return" and not out.trigger.is_verb and not _crosses(out):
        return "nobody handed over to another state"
    parts = {p: a.country for p, a in out.sides if p in ("agent", "recipient")}
    return "handed over to nobody else" if len(parts) > 1 and len(set(parts.values())) == 1 else ""


def _counted(scene: Scene, actor: Actor) -> bool:
    """``63 من قنا و2 من السودان``: a state that says where so many of a group are from."""
    t, i = scene.tagged, actor.i - 2
    number = i > 0 and t.bare(i).removeprefix("و").isdigit()
    return actor.kind == "country" and t.bare(actor.i - 1) == "من" and number


def _no_arrest(scene: Scene, out: Draft) -> str:
    """Why an arrest has no international side, or an empty string."""
    told_back = out.trigger.term.suffix and not out.trigger.is_verb
    if told_back and not any(p == "agent" for p, _ in out.sides):
        return "an arrest told elsewhere"  # عارض عقب اعتقاله تسليمه
    states = {a.country for p, a in out.sides if p != "subject" and a.country}
    if not states:
        return "no state told"
    body = any(p == "agent" and len(a.country or "") > 2 for p, a in out.sides)
    wanted = any(p == "recipient" for p, _ in out.sides) and any(p == "agent" for p, _ in out.sides)
    if len(states) > 1 or body or wanted or _strong_warrant(scene, out) or _foreign_tip(scene, out):
        return ""
    begin, end = out.clause.sentence
    police = {a.country for a in scene.actors if begin <= a.i < end and a.kind == "org" and len(a.country or "") == 2}
    if any(p == "recipient" for p, _ in out.sides) and police - states:
        return ""  # قالت شرطة X إن مطلوبين لقضاء Y أوقفتهم فرقها
    return "no share of another state, and no international warrant"


def _resident(scene: Scene, out: Draft) -> bool:
    """Whether nobody but ambassadors and the like pays the visit: they go about in the state where they are posted."""
    resident = scene.tagged.lexicon.grammar["resident"]
    guests = [a for p, a in out.sides if p == "guest"]
    return bool(guests) and all(a.head in resident for a in guests)


def _courtesy_of_diplomats(scene: Scene, out: Draft) -> bool:
    """``استقبل الملك السفراء المعتمدين``: nobody of the field receives ambassadors, and no matter is told."""
    resident = scene.tagged.lexicon.grammar["resident"]
    posted = {a.i for _, a in out.sides if a.head in resident}
    if not posted or any(of_the_field(scene, a) for _, a in out.sides):
        return False
    roles = {k for _, a in out.sides if a.role for k in range(*a.role)}
    sentences, number = scene.tagged.tokens.sentences, out.clause.number
    told = {0, *range(number, min(number + 2, len(sentences)))}
    return not any(is_secure(scene, k) for s in told for k in range(*sentences[s]) if k not in roles)


def _talks_of_two(scene: Scene, out: Draft) -> bool:
    """``خلال قمة مع الرئيس X``: whom one meets with مع right after the word is the other of two."""
    met = (a for a in out.slots.get("with") if a.kind == "person" and 0 <= a.i - out.trigger.j <= 2)
    told = [a for a in met if not scene.tagged.word(a.i, "delegation")]  # في معرض للدفاع بوفد يترأسه X
    return bool(told) and not any(of_body(scene, a) for _, a in out.sides) and len(out.countries()) < 3


def _within_one_state(out: Draft) -> bool:
    """``لن يسلموه إلى السلطات في العاصمة``: to a state where he is, by nobody of another; or nobody told at all."""
    acts = {a.country for p, a in out.sides if p in ("agent", "recipient") and a.country}
    theirs = {a.country for p, a in out.sides if p == "subject" and a.country}
    there = {out.place.country} if out.place is not None else set()
    gives = any(p == "agent" for p, _ in out.sides)
    return not out.pending and (not acts or (not gives and not theirs and acts == there))


def _crosses(out: Draft) -> bool:
    """Whether a state is told that gets the person, or is not his own."""
    by = {p: {a.country for q, a in out.sides if q == p and a.country} for p in ("agent", "recipient", "subject")}
    return bool(by["recipient"]) or bool(by["subject"] - by["agent"] and by["agent"])


def given_and_got(scene: Scene, out: Draft) -> bool:
    """Whether one state gives and another gets; of a course, also an institution of a state that is not told. A body
    without a short name (``التحالف الدولي``) gives as any other."""
    got = {a.country for p, a in out.sides if p == "recipient" and a.country}
    given = {a.country for p, a in out.sides if p == "agent" and (a.country or of_body(scene, a))}
    course = out.frame.id == "assistance.train" and not out.trigger.is_verb
    unsaid = course and not got and any(p == "recipient" and a.kind == "org" for p, a in out.sides)
    return bool(got - given or unsaid) and bool(given - got)


def _civil(scene: Scene, out: Draft) -> bool:
    """Whether an official of the economy, culture and the like takes part, and the clause has no word of security."""
    t = scene.tagged
    roles = [a.role for a in offices_of_sides(scene, out) if a.role]
    civil = any(t.holds(range(*role), "civil") for role in roles)
    if out.type in ("meeting", "call") and not out.trigger.is_verb:  # مشاورات حول التعاون الاقتصادي
        civil = civil or any(t.word(i, "civil") for i in range(out.trigger.j, min(out.trigger.j + 6, out.clause.right)))
    field = any(t.holds(range(*role), "security") for role in roles)
    told = range(out.clause.left, out.clause.right)
    if out.type == "gathering":
        told = range(out.trigger.i, min(out.trigger.j + 5, out.clause.right))
    return civil and not field and not any(is_secure(scene, i) for i in told)


def _of_field(scene: Scene, out: Draft) -> bool:
    return any(of_the_field(scene, a) for _, a in out.sides)


def _civil_award(scene: Scene, out: Draft) -> bool:
    """``قلد السفير وزير الصناعة وسام الاستحقاق برتبة ضابط``: who gets it has an office of another field, and nobody
    at it has one of this."""
    got = [span for p, a in out.sides if p == "recipient" for span in (a.role, a.org) if span]
    return any(scene.tagged.word(i, "civil") for span in got for i in range(*span)) and not _of_field(scene, out)


def _pact_in_field(scene: Scene, out: Draft) -> bool:
    """Whether the sentence of the agreement or the next one, who makes it, or in the lead the title is of the field."""
    sentences, number = scene.tagged.tokens.sentences, out.clause.number
    both = out.slots.rule in ("both sides", "the sides of the talks")  # what the talks before were about
    near = {number, number + 1, *((number - 1,) if both else ()), *((0,) if number <= LEAD or both else ())}
    offices = {i for a in scene.actors if a.kind == "person" and a.role for i in range(*a.role)}
    after = number + 2 if number + 2 < len(sentences) else number
    if scene.tagged.holds(range(*sentences[after]), "both_sides"):
        near.add(after)  # وجاء في البيان أن الطرفين …
    told = (i for s in near if 0 <= s < len(sentences) for i in range(*sentences[s]))
    if any(is_secure(scene, i) for i in told if i not in offices):
        return True
    truce = any(scene.tagged.word(i, "truce") for i in range(*out.clause.sentence))
    return truce or any(of_the_field(scene, a) or secure_org(scene, a) for _, a in out.sides)


def _civil_pact(scene: Scene, out: Draft) -> bool:
    """``توقيع اتفاقيات اقتصادية``: what the agreement is called by, with no word of security beside it."""
    t, end = scene.tagged, out.clause.right
    near = range(max(out.clause.sentence[0], out.trigger.i - 5), min(out.trigger.j + SIGNED, end))
    named = [i for i in near for tag in t.starts[i] for x in tag.terms if x.id in ("agreement", "agreement.reach")]
    told = [i for k in named for i in range(k + 1, min(k + 4, end))]
    if out.frame.id == "agreement.agree":  # اتفقا على تفعيل العلاقات الاقتصادية
        on = next((k for k in range(out.trigger.j, end) if t.bare(k) == "علي"), end)
        told += range(on + 1, min(on + AGREED_ON, end))
    beside = range(min(told, default=0), min(max(told, default=-1) + 4, end))
    return any(t.word(i, "civil_pact") for i in told) and not any(is_secure(scene, i) for i in beside)


def _praise_of_economy(scene: Scene, out: Draft) -> bool:
    """``أشاد بالإمكانات الاقتصادية``: what is praised is called so, with no word of security beside it."""
    near = first_words(scene, out, PRAISED)
    return any(scene.tagged.word(i, "civil_pact") for i in near) and not any(is_secure(scene, i) for i in near)


def _private_person(scene: Scene, actor: Actor) -> bool:
    """Whether a named person has no office on the page and is no listed official."""
    if actor.kind != "person" or actor.name is None or actor.role is not None:
        return False
    royal = any(scene.tagged.get(i, "royal", "honorific", "rank") for i in range(actor.i, actor.name[0]))
    words = scene.tagged.tokens.words
    listed = any(
        len(parts) > 1 and parts[-1] == words[actor.name[1] - 1] and actor.country in (None, country)
        for parts, country in scene.tagged.lexicon.officials.get(words[actor.name[1] - 1], ())
    )
    return not royal and not listed


def _states_alone(out: Draft) -> bool:
    told = {a.i for a in out.slots.get("with") if a.kind == "country" and a.i - out.trigger.j <= 3}
    told = set() if all(a.kind == "country" for a in out.slots.get("subject")) else told
    return all(a.kind == "country" and a.rule != "actor.place" and a.i not in told for _, a in out.sides)


def _foreign_tip(scene: Scene, out: Draft) -> bool:
    """``اعتقال الثلاثة بعد معلومات وردت من السلطات الأمريكية``: another state's information led to the arrest."""
    t, (_, end) = scene.tagged, out.clause.sentence
    own = {a.country for p, a in out.sides if p == "agent"}
    for i in range(out.trigger.j, min(out.trigger.j + 12, end)):
        if any(x.kind == "class" and x.id == "intelligence" for tag in t.starts[i] for x in tag.terms):
            near = [a for a in scene.actors if i < a.i <= i + 10 and a.country and a.kind in ("org", "country")]
            return any(a.country not in own and a.mark in ("from", "by", "") for a in near)
    return False


def _strong_warrant(scene: Scene, out: Draft) -> bool:
    sentences = scene.tagged.tokens.sentences
    told = [sentences[0], out.clause.sentence, *sentences[out.clause.number + 1 : out.clause.number + 2]]
    if wanted_abroad(scene, *out.clause.sentence):
        return True
    return any(scene.tagged.word(i, "strong_warrant") for a, b in told for i in range(a, b))


def _manoeuvre(scene: Scene, out: Draft) -> bool:
    """``التدريب المصري السوداني المشترك``: training of two states together, of sport where the page is about it."""
    nations = {a.country for a in out.slots.get("between") if a.rule == "actor.adjective"}
    return out.frame.id == "cooperation.joint-adjective" and len(nations) > 1


def _security_in(scene: Scene, out: Draft) -> bool:
    """Whether the event's own sentence or the title speaks of security matters."""
    if out.type == "gathering":
        return any(_sent_for_it(scene, out, a) for _, a in out.sides) or _about_security(scene, out)
    sentences = scene.tagged.tokens.sentences
    return any(is_secure(scene, i) for a, b in (out.clause.sentence, sentences[0]) for i in range(a, b))


def _about_security(scene: Scene, out: Draft) -> bool:
    """Whether the gathering's name, its purpose or who takes part in it is of the field; in the lead also the title."""
    t, at, (begin, end) = scene.tagged, out.trigger, out.clause.sentence
    holders = (a for a in scene.actors if a.kind == "person" and not many_of_one_office(scene, a))
    offices = {i for a in holders if a.role for i in range(*a.role)}
    stops = (i for i in range(at.j, end) if i in scene.breaks or scene.verbs.get(i) == "says" or _new_clause(scene, i))
    named = out.frame.id == "gathering.hold"  # who come together tell the rest
    own = range(max(begin, at.i - 3), min(next(stops, end), at.j + ABOUT)) if named else range(begin, end)
    if any(is_secure(scene, i) for i in own if i not in offices):
        return True
    if any(is_secure(scene, i) for _, a in out.sides if a.kind == "org" for i in range(a.i, a.j)):
        return True
    aside = any(t.word(i, "aside", "circumstance") for i in range(max(at.i - 2, 0), at.i))
    if _goes_on_secure(scene, out, offices):
        return True
    lead = not named or (out.clause.number <= LEAD and not aside)
    return lead and any(is_secure(scene, i) for i in range(*t.tokens.sentences[0]) if i not in offices)


def _goes_on_secure(scene: Scene, out: Draft, offices: set[int]) -> bool:
    """``تحتضن X قمة لدول الساحل. … في هذه القمة التي تبحث محاربة الإرهاب``: the next sentence, where it names the
    gathering with its article, speaks of the field."""
    t, number = scene.tagged, out.clause.number + 1
    title = t.tokens.where[out.trigger.i] == "title"
    if number >= len(t.tokens.sentences) or title or scene.definite(out.trigger):
        return False
    begin, end = t.tokens.sentences[number]
    noun = "ال" + t.bare(out.trigger.i).removeprefix("ال").removesuffix("ا")
    named = next((k for k in range(begin, end) if t.bare(k).endswith(noun)), None)
    return named is not None and any(is_secure(scene, i) for i in range(named, end) if i not in offices)


def _new_clause(scene: Scene, i: int) -> bool:
    """``في القمة الشهر الماضي، فأصدرت محكمة …``: a comma and a conjunction with a verb."""
    t = scene.tagged
    return t.among(i, "commas") and (i + 1 in scene.verbs or t.bare(i + 1)[:1] == "ف")


def _long_past(scene: Scene, out: Draft) -> bool:
    """Whether it is history: so many years before the page was published."""
    published, start = scene.tagged.tokens.article.published, out.time.start if out.time is not None else None
    return published is not None and start is not None and published.year - start.year > HISTORY


def _sent_for_it(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``شارك وزير الدفاع في القمة``: the sentence is about the part that an official of the field takes in it."""
    if actor.kind != "person" or actor.role is None or actor.mark or not out.clause.sentence[0] <= actor.i:
        return False
    at = (i for i in range(max(out.clause.sentence[0], actor.i - 3), out.trigger.i) if not actor.i <= i < actor.j)
    goes = any(scene.tagged.word(i, "attending", "chairs", "witnesses") for i in at)
    return actor.j <= out.trigger.i and goes and any(scene.tagged.word(i, "security") for i in range(*actor.role))


def _international(scene: Scene, out: Draft) -> bool:
    begin, end = out.clause.sentence
    if any(of_body(scene, a) for _, a in out.sides):
        return True
    after = out.trigger.j
    reach = after + (8 if out.type == "gathering" else 15)
    cues = (k for k in range(after, min(end, after + 15)) if scene.tagged.word(k, "attending"))
    if out.type == "gathering" and (cue := next(cues, None)) is not None:
        reach = max(reach, cue + 12)  # معرض X … بحضور Y ووفود من 30 دولة
    near = range(max(begin, out.trigger.i - 3), min(end, reach))
    return scene.tagged.holds(near, "international") or (out.type == "gathering" and _many_take_part(scene, out))


def _many_take_part(scene: Scene, out: Draft) -> bool:
    """``وشارك في الاجتماع ممثلون عن X وY``: states and bodies that a later sentence tells to take part."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    for begin, end in sentences[out.clause.number + 1 : out.clause.number + 4]:
        if any(t.word(i, "attending") for i in range(begin, min(begin + 3, end))):
            return len({a.country for a in scene.actors if begin <= a.i < end and a.country}) > 1
    return False


def _among_members(scene: Scene, out: Draft) -> bool:
    """``وقعت دول مجلس التعاون اتفاقية``, ``وقع وزراء الداخلية العرب``: the members of a body, which are many sides."""
    many = (a for _, a in out.sides if a.country and len(a.country) > 2)
    return any(a.rule == "actor.officials" or scene.tagged.among(a.i, "states_of") for a in many)
