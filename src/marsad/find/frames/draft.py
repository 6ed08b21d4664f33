"""Step 5c: from a trigger with its slots to a draft of an event: parts, sides, place, time; conditions that drop it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marsad.find.frames.clauses import Clause, Scene, Trigger, of_body
from marsad.find.frames.partners import of_other_noun, plain_words
from marsad.find.frames.slots import Slots, is_spokesman
from marsad.find.frames.when import taken, time_of
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place
from marsad.find.resolve import Cast, name_words
from marsad.lexicon import Frame
from marsad.model import Status, TimeExpression

FEW_SIDES = "fewer than two sides"  # why a draft is dropped, where others ask for it
POINTS_BACK = "points back to an event told elsewhere"
REACH = {"to": 20, "": 10, "in": 3, "from": 10}  # tokens from the word of visiting to the place visited
STOPS_REACH = 14  # tokens from the word of a tour to the word that tells its stops
FIRST_REACH = 8  # tokens from there to the first stop, past "so far", "each of" and the number of states
FAR_OF = {  # frames told with places inside the state visited
    "visit.go": {"in": 9},
    "visit.inspect": {"in": 16},
    "visit.land": {"in": 12, "to": 12, "": 12},
}
INSIDE = frozenset({"visit.go", "visit.tour"})  # nouns that tell a visit also where nobody is told beside them
NAME = 4  # tokens that a visitor counts for, however long his offices are
BARE_NOUN = 2  # tokens from the word of visiting, or the visitor after it, to an unmarked place visited
TAKEN_FROM_AFAR = frozenset({"subject of the sentence", "subject told before", "possessive pronoun"})
RECEPTIONS = frozenset({"meeting.receive", "meeting.meet", "meeting.discuss"})
VISITS = frozenset({"visit.go", "visit.tour"})  # words of a visit that the guest of talks is on
GUEST_REACH = 5  # tokens from there to the state visited
CONTACTS = frozenset({"visit", "meeting", "call", "gathering"})


@dataclass(slots=True)
class Draft:
    """An event being put together. ``sides`` are (part, actor); ``dropped`` says why it is no event, if it is none."""

    frame: Frame
    trigger: Trigger
    clause: Clause
    slots: Slots
    sides: list[tuple[str, Actor]] = field(default_factory=list)
    place: Place | None = None
    place_by: str = ""
    time: TimeExpression | None = None
    time_by: str = ""
    status: Status = "happened"
    status_at: tuple[int, int] | None = None
    count: tuple[int, int, int] | None = None
    dropped: str = ""
    also: list[Draft] = field(default_factory=list)
    security: bool = False
    within: Draft | None = None
    pending: bool = False  # a handover whose states must be told by another event of the page

    @property
    def type(self) -> str:
        """The event type."""
        return self.frame.type

    def countries(self) -> set[str]:
        """The sides' countries and bodies."""
        return {a.country for _, a in self.sides if a.country}

    def drop(self, why: str) -> Draft:
        """Mark as no event."""
        self.dropped = self.dropped or why
        return self


def draft(scene: Scene, cast: Cast, trigger: Trigger, frame: Frame, clause: Clause, slots: Slots) -> Draft:
    """Put the slots' actors into their parts, and find place and time of the clause."""
    out = Draft(frame, trigger, clause, slots)
    passive = trigger.is_verb and slots.get("by") and "object" in frame.parts
    for slot, part in frame.parts.items():
        filled = frame.parts["object"] if passive and slot == "subject" else part  # استُقبل X من طرف Y
        for actor in slots.get(slot):
            if not any(a.i == actor.i for _, a in out.sides):
                out.sides.append((filled, actor))
    out.sides = [(p, a) for p, a in out.sides if not _no_side(scene, out, a)]
    if frame.type in ("visit", "meeting", "call"):
        port = any(scene.tagged.word(i, "official_visit") for i in range(*clause.sentence))  # في زيارة إلى ميناء
        still = [a for _, a in out.sides if a.kind == "group" and scene.tagged.word(a.i, "assets")]
        if frame.type == "visit":  # troops that are moved pay no visit
            out.sides = [(p, a) for p, a in out.sides if not (a.kind == "group" and scene.tagged.word(a.i, "troops"))]
        out.sides = [(p, a) for p, a in out.sides if a not in still or (port and p == "guest")]
    welcomed = not trigger.is_verb and slots.get("by") and slots.rule.startswith("subject")  # حظي X باستقبال من قبل Y
    if frame.id == "meeting.receive" and welcomed:
        guests = {a.i for a in slots.get("subject")}
        out.sides = [("guest" if a.i in guests else p, a) for p, a in out.sides]
    if frame.id == "visit.send":
        out.sides = [(p, a) for p, a in out.sides if a in _sent(scene, out)]
    if frame.id == "meeting.receive" and _waited_for(scene, trigger):
        other = {"host": "guest", "guest": "host"}
        out.sides = [(other.get(p, p), a) for p, a in out.sides]
    out.time = time_of(scene, trigger, clause)
    if frame.place:
        sent = any(scene.tagged.word(i, "delegation") for i in range(*clause.sentence))
        out.sides = [
            (p, a)
            for p, a in out.sides
            if a.kind in ("person", "group") or (a.kind == "org" and (sent or _men_of(scene, a)))
        ]
        _destination(scene, cast, out)
    else:
        told = _place_there(scene, trigger) or _place_met(scene, out) or _place(scene, trigger, clause)
        told = None if told is not None and _of_matter(scene, out, told) else told
        soil = told is not None and scene.tagged.among(told.i, "soils")
        told = None if soil and frame.type in ("agreement", "meeting", "call", "award", "gathering") else told
        out.place = told or _place_where(scene, clause) or _here(scene, trigger, clause)
    _sides_of_home(scene, cast, out)
    if frame.type == "meeting":
        _officials_there(scene, out)
        _in_his_office(scene, out)
        _at_the_seat(scene, out)
    return out


def _sent(scene: Scene, out: Draft) -> list[Actor]:
    """``أوفد الرئيس وزير الدفاع إلى X``, ``أوفدت القاهرة وزير الدفاع``: who is sent, and not who sends."""
    told, subject = out.slots.get("object"), out.slots.get("subject")
    if told or not subject:
        return told
    states = (a for a in scene.actors if out.trigger.j <= a.i < subject[0].i and a.kind == "country" and not a.mark)
    return subject if next(states, None) is not None else []


def _men_of(scene: Scene, actor: Actor) -> bool:
    """``قائدا في البحرية السعودية``: an officer of the institution, not the institution."""
    told = (scene.tagged.word(i, "gaps") for i in range(max(actor.i - 3, 0), actor.i))
    return any(tag is not None and tag.j == actor.i and tag.j - tag.i > 1 for tag in told)


def _no_side(scene: Scene, out: Draft, actor: Actor) -> bool:
    if out.type == "agreement" and scene.tagged.word(actor.i - 1, "mediators"):
        return True
    place = _where_they_met(scene, out, actor) or _palace(scene, actor)
    aside = place or _of_party(scene, actor) or _in_company(scene, out, actor)
    if out.type in CONTACTS and actor.kind == "country" and _passes_through(scene, actor.i):
        return True
    return aside or _speaks_of_it(scene, out, actor) or _spokesman(scene, out, actor)


def _passes_through(scene: Scene, i: int) -> bool:
    """``التحديات التي يمر بها السودان``: the state is the subject of what is told of the challenges."""
    t = scene.tagged
    if any(t.word(k, c) for k in range(i - 3, i) for c in ("attending", "joins")):
        return False  # المباحثات التي شاركت فيها تركيا
    return t.word(i - 1, "resumes") is not None and any(t.word(k, "relative") for k in range(i - 4, i - 1))


def _spokesman(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``قال المتحدث باسم X خلال لقاء …``: a spokesman tells of talks and agreements; one who meets somebody stands
    beside the word for it."""
    told = out.type in CONTACTS or out.type == "agreement"
    beside = out.slots.rule in ("verb-first", "genitive")
    return told and is_spokesman(scene, actor) and not (beside and actor.i - out.trigger.j <= 2)


def _in_company(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``سفير X الذي كان مرفوقا بمستشاره``: whose office is told as another's own comes along with him."""
    if actor.role is None or actor.mark != "b" or actor.country is not None or out.type not in ("meeting", "call"):
        return False
    return scene.tagged.tokens.text(actor.role[0], actor.role[0] + 1).endswith(("ه", "ها"))


def _palace(scene: Scene, actor: Actor) -> bool:
    """``بقصر الإليزيه``: a palace in which they met, not the presidency that its name stands for elsewhere."""
    return actor.kind == "org" and actor.mark in ("b", "in") and scene.tagged.get(actor.i, "place_head") is not None


def _waited_for(scene: Scene, trigger: Trigger) -> bool:
    """``كان في استقباله X``: X waits for the one who arrives."""
    return not trigger.is_verb and scene.tagged.word(trigger.i - 2, "waits") is not None


def _where_they_met(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``لقاء الدوحة``, ``اتفاق فيينا``: the capital right after the noun says where, unless two capitals met."""
    near = out.trigger.j + (scene.tagged.bare(out.trigger.j) in ('"', "'", "("))  # فاتفاقية "هلسنكي"
    if out.type not in ("meeting", "agreement") or out.trigger.is_verb or actor.i != near:
        return False
    if out.type == "agreement" and actor.rule == "actor.country" and not actor.mark:
        return bool(out.slots.get("between"))  # اتفاق الجزائر بين البلدين
    return actor.rule == "actor.capital" and not any(a.i == actor.j and a.capital for _, a in out.sides)


def _speaks_of_it(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``قال X إن الاتفاق مع Y …``: who speaks about an agreement is no party to it."""
    if out.type != "agreement" or actor.kind != "person" or out.slots.rule not in TAKEN_FROM_AFAR:
        return False
    near = [*range(actor.i - 3, actor.i), *range(actor.j, actor.j + 3)]
    return any(scene.verbs.get(i) == "says" for i in near)


def _place_met(scene: Scene, out: Draft) -> Place | None:
    told = [a for a in out.slots.get("of") if _where_they_met(scene, out, a)]
    return next((p for p in scene.places if told and p.i == told[0].i), None)


def _officials_there(scene: Scene, out: Draft) -> None:
    """``التقى في باريس كبار المسؤولين``: officials of no stated nationality, met abroad, are of the place."""
    place, known = out.place or _journey(scene, out), out.countries()
    if place is None or len(known) != 1 or place.country in known:
        return
    t, window = scene.tagged, range(out.trigger.j, min(out.clause.right, out.trigger.j + 9))
    stated = any(a.kind == "group" and a.country and a.i in window for a in out.slots.all())  # التقى جنودا أميركيين
    civil = any(t.word(i, "no_state") for i in window)  # أعضاء في المجتمع المدني
    if not stated and not civil and any(t.word(i, "groups") for i in window):
        there = Actor(
            place.i, place.j, "country", country=place.country, country_at=(place.i, place.j), rule="actor.place"
        )
        out.sides.append(("side", there))


def _journey(scene: Scene, out: Draft) -> Place | None:
    """``زيارة إلى X التقى خلالها كبار المسؤولين``: where the journey went on which they were met."""
    t, begin = scene.tagged, out.clause.sentence[0]
    if scene.definite(out.trigger) and not out.trigger.is_verb:
        return None
    terms = (x for i in range(begin, out.trigger.i) for g in t.starts[i] for x in g.terms if x.kind == "frame")
    went = [p for p in scene.places if begin <= p.i < out.trigger.i and p.mark in ("to", "") and not p.inside]
    went = [p for p in went if not _passes_through(scene, p.i)]
    return went[-1] if went and any(x.id.startswith("visit.") for x in terms) else None


def _in_his_office(scene: Scene, out: Draft) -> None:
    """``التقى X بمكتبه Y``, ``بمقر الوزارة``: the subject is at home."""
    own = [a for a in out.slots.get("subject") if a.country and a.kind != "country"]
    at_home = any(scene.tagged.word(i, "own_seat") for i in range(out.clause.left, out.clause.right))
    if out.place is None and own and at_home and len(own[0].country or "") == 2:
        out.place_by = own[0].country or ""


def _at_the_seat(scene: Scene, out: Draft) -> None:
    """``التقى X بمقر وزارة الدفاع الفرنسية Y``, ``في مقر الحكومة اليمنية بالرياض``: whose house it is hosts, also
    abroad."""
    seats = [a for a in scene.actors if a.kind == "org" and a.mark == "in" and out.clause.holds(a.i)]
    seats = [a for a in seats if scene.tagged.get(a.i - 1, "place_head") and a.country in out.countries()]
    if len({a.country for a in seats}) != 1 or any(p in ("host", "guest") for p, _ in out.sides):
        return
    host = seats[0].country or ""
    if out.place is None and not out.place_by and len(host) == 2:
        out.place_by = host
    elif out.place is not None and out.place.country not in out.countries():
        out.sides = [("host" if a.country == host else "guest", a) for _, a in out.sides]


def _of_party(scene: Scene, actor: Actor) -> bool:
    """The head of a party, a company or a club speaks for no state."""
    t = scene.tagged
    span = actor.role or (actor.org if actor.kind == "org" else None) or (0, 0)
    return any(t.word(i, "no_state") and not t.word(i, "assemblies") for i in range(*span))


def _sides_of_home(scene: Scene, cast: Cast, out: Draft) -> None:
    """Named officials whose side the page leaves open belong to the page's home country where the others do not."""
    if out.place is not None:
        for n, (part, actor) in enumerate(out.sides):
            if actor.counterpart and actor.country is None and len(out.place.country) == 2:
                out.sides[n] = (
                    part,
                    replace(actor, country=out.place.country, country_at=(out.place.i, out.place.j)),
                )
    _accompanied(scene, out)
    _sides_of_siblings(scene, out)
    known = out.countries()
    travelled = out.type == "visit" and out.place is not None and not known
    if travelled and out.place is not None:
        known = {out.place.country}  # غادر وزير الدفاع متوجها إلى X: he is not of X
    went = _journey(scene, out) if out.type == "meeting" and not known else None
    if went is not None:
        known = {went.country}  # زار المدير X والتقى مسؤولين: nor of X
    there = out.place.country if out.place is not None and not travelled and out.type != "visit" else None
    # the police that coordinates with an institution of the page's own state is no other state's
    first = out.frame.id == "cooperation.coordinate" or out.type in ("meeting", "call")
    ranking = cast.ranking[:1] if first and went is None else cast.ranking
    there = there or _visited_before(scene, out) or _visited_by_guest(scene, out, known)
    two = first and _two_alone(scene, cast) and all(a.role or a.country for _, a in out.sides)
    if two:  # the page names no third state: who is not of the one is of the other
        ranking, there = cast.states, None if there in known else there
    elif travelled and _two_alone(scene, cast):  # وزير الداخلية يتوجه إلى الجزائر … التعاون التونسي الجزائري
        ranking = cast.states
    states = scene.tagged.lexicon.countries
    home = there or next((c for c in ranking if c not in known and c in states), None)
    if not known or home is None:
        return
    contact = out.type in CONTACTS  # who meets somebody at home; who praises or gives may be anywhere
    for n, (part, actor) in enumerate(out.sides):
        foreign = out.place is not None and home == out.place.country and home not in cast.ranking[:1]
        if (
            actor.country is None
            and actor.kind in ("person", "org")
            and not actor.counterpart
            and not _many_states(scene, actor)
            and not (out.type == "visit" and of_own_body(scene, actor))
            and not (went is not None and actor.kind == "org" and actor.mark == "b")  # التقى مسؤولين بالإدارة
            and (
                _beside_own(out, n, home)
                or _told_office(scene, _introduced(cast, actor))
                or (contact and bool(there) and not foreign)
            )
        ):
            out.sides[n] = (part, replace(actor, country=home))
    _without_asides(out)


def _accompanied(scene: Scene, out: Draft) -> None:
    """``وصل الوزير X إلى بغداد برفقة رئيس الأركان Y``: who comes along is of the same side."""
    subjects = {a.i for slot in ("subject", "of") for a in out.slots.get(slot)}
    lead = next((a for p, a in out.sides if a.i in subjects and p == "guest" and a.kind == "person"), None)
    if out.type not in ("visit", "meeting") or lead is None or lead.country is None:
        return
    came = out.frame.id in ("visit.arrive", "visit.land")
    for actor in scene.actors:
        along = out.clause.holds(actor.i) and scene.tagged.word(actor.i - 1, "travels_with") is not None
        known = actor.kind == "person" and (actor.name or actor.role) and actor.country in (None, lead.country)
        before = out.place is not None and actor.i < out.place.i  # a tour of a base is made with its own chief
        if along and known and actor.i > lead.i and (came or before):
            out.sides = [(p, a) for p, a in out.sides if a.i != actor.i]
            out.sides.append(("guest", replace(actor, country=lead.country, country_at=lead.country_at)))


def _two_alone(scene: Scene, cast: Cast) -> bool:
    """Whether the page speaks of what two states have with each other, and names no third (``بين بيروت وبغداد``)."""
    if len(cast.states) != 2:
        return False
    between = {a.country for a in scene.actors if a.mark == "between"}
    told = (scene.tagged.word(i, "two_states") for i in scene.tagged.where("two_states"))
    if between >= set(cast.states) or any(tag is not None for tag in told):
        return True
    pairs = ((scene.tagged.get(i, "nisba"), scene.tagged.get(i + 1, "nisba")) for i in scene.tagged.where("nisba"))
    return any(a and b and {a[1].id, b[1].id} == set(cast.states) for a, b in pairs)  # التعاون التونسي الجزائري


def _beside_own(out: Draft, n: int, home: str) -> bool:
    """``الوزير الليبي X ومدير الأمن Y``: in a list with one of that state."""
    part, actor = out.sides[n]
    own = [a for p, a in out.sides if p == part and a.country == home]
    return any(0 <= max(a.i, actor.i) - min(a.j, actor.j) <= 2 for a in own)


def _introduced(cast: Cast, actor: Actor) -> Actor:
    """``actor`` with the office by which the page introduced him, where he is called by his name alone."""
    if actor.role is not None or actor.name is None:
        return actor
    told = next((e for e in cast.entities if e.name == actor.name and e.role is not None), None)
    return actor if told is None else replace(actor, role=told.role, head=told.head)


def _told_office(scene: Scene, actor: Actor) -> bool:
    """Whether somebody is told by an office that he holds at home; a name alone, an envoy's office, a surname that
    nobody of the page bears, or the head of "the group" may be of any state."""
    told = actor.role is not None or actor.kind != "person"
    surname = actor.name is not None and len(name_words(scene.tagged, actor.name)) < 2
    surname = surname and actor.role is not None and actor.role[1] - actor.role[0] < 3  # الرئيس كينيدي
    open_body = actor.role is not None and scene.tagged.among(actor.role[1] - 1, "any_body")  # رئيس المجموعة
    return told and not surname and not open_body and actor.head not in scene.tagged.lexicon.grammar["abroad"]


def _many_states(scene: Scene, actor: Actor) -> bool:
    """``الدول الست الكبرى``: a body of many states has no home, and no state."""
    return actor.kind == "org" and actor.country is None and of_body(scene, actor)


def _visited_before(scene: Scene, out: Draft) -> str | None:
    """``زيارة إلى X التقى خلالها Y``: the state of the visit in which the talks were held."""
    if out.type != "meeting" or not scene.tagged.among(out.trigger.j, "there"):
        return None
    before = [p for p in scene.places if out.clause.sentence[0] <= p.i < out.trigger.i and p.mark == "to"]
    return before[-1].country if before else None


def _visited_by_guest(scene: Scene, out: Draft, known: set[str]) -> str | None:
    """``استقبل وزير الداخلية X نظيره الأردني Y الذي يزور مصر``: the state to which the guest came is his host's."""
    if out.frame.id not in RECEPTIONS or not out.trigger.is_verb or len(known) != 1 or out.slots.rule != "verb-first":
        return None
    t, states = scene.tagged, scene.tagged.lexicon.countries
    begin, end = out.trigger.j, out.clause.sentence[1]
    words = [
        i for i in range(begin, end) if any(x.kind == "frame" and x.id in VISITS for g in t.starts[i] for x in g.terms)
    ]
    went = {
        p.country
        for i in words
        for p in scene.places
        if i < p.i <= i + GUEST_REACH and p.mark in ("to", "") and not p.inside and p.country in states
    }
    return went.pop() if len(went) == 1 and not went & known else None


def of_own_body(scene: Scene, actor: Actor) -> bool:
    """``رئيس المجموعة``: an unnamed officer of a body that the page calls by its kind alone: he is of no state."""
    role = actor.role if actor.name is None and actor.kind == "person" else None
    return role is not None and any(scene.tagged.word(i, "own_bodies") for i in range(*role))


def _without_asides(out: Draft) -> None:
    """Where persons or institutions of two states meet or talk, a state named in passing (the border with X) is no
    side."""
    if out.type not in ("meeting", "call", "agreement"):
        return
    speakers = {a.country for _, a in out.sides if a.kind in ("person", "org", "group") and a.country}
    if len(speakers) > 1:
        out.sides = [(p, a) for p, a in out.sides if a.kind != "country"]


def _sides_of_siblings(scene: Scene, out: Draft) -> None:
    """``رئيس الوزراء X ونظيره العراقي Y``: who is listed with a colleague is of his side."""
    for n, (part, actor) in enumerate(out.sides[1:], 1):
        before_part, before = out.sides[n - 1]
        quoted = any(scene.tagged.bare(k) == '"' for k in range(before.j, actor.i))  # استقبل «X»، رئيس Y
        party = scene.tagged.word(before.j, "retinue")  # السفير X والوفد المرافق له، والملحق العسكري Y
        end = party.j if party is not None else before.j
        next_to = before_part == part and before.country and 0 <= actor.i - end <= (1 if quoted else 2)
        if actor.country is None and actor.kind == "person" and actor.listed and actor.role and next_to:
            out.sides[n] = (part, replace(actor, country=before.country, country_at=before.country_at))
    for n, (part, actor) in enumerate(out.sides):
        if actor.country is not None or actor.kind != "person":
            continue
        for other_part, other in out.sides[n + 1 : n + 2] if n + 1 < len(out.sides) else []:
            if other.counterpart and len(out.sides) == 2:
                continue  # الوزير X ونظيره الليبي: the counterpart is X's
            if other_part == part and other.listed and other.country and other.i - actor.j <= 1:
                out.sides[n] = (part, replace(actor, country=other.country, country_at=other.country_at))


def _place(scene: Scene, trigger: Trigger, clause: Clause) -> Place | None:
    """The nearest place told with في or ب in the clause (after the trigger first), a city before a country."""
    near = [
        p
        for p in scene.places
        if clause.left <= p.i < clause.right and p.mark == "in" and not p.inside and not p.dateline
    ]
    kind = scene.tagged.lexicon.frames[trigger.term.id].type
    if kind == "gathering":
        near = [p for p in near if -12 <= p.i - trigger.i <= 40 and not _talked_about(scene, trigger, p)]
        near = [p for p in near if p.i > trigger.i or _held_there(scene, trigger, clause, p)]
    elif kind != "meeting":
        t, reach = scene.tagged, 24 if kind == "agreement" else 16
        near = [
            p
            for p in near
            if -8 <= p.i - trigger.i <= reach + _told_between(scene, trigger.j, p.i)
            or any(t.among(p.i - n, "and_that") for n in (1, 2))
        ]
        if kind == "agreement":  # أعلنت السفارة ببغداد توقيع …
            seats = {a.j for a in scene.actors if a.kind == "org"}
            near = [p for p in near if p.i > trigger.i or p.i not in seats]
            that = (k for k in range(trigger.j, clause.right) if t.bare(k) == "ان" and t.bare(k - 1) == "علي")
            terms = next(that, clause.right)  # اتفاق على أن تستعمل X القاعدة لضرب Y في سوريا
            over = t.word(trigger.i - 1, "other_times") is not None  # عادت الحرب في سوريا إلى الواجهة بعد اتفاق X
            near = [p for p in near if p.i < terms and not (over and p.i < trigger.i)]
    nouns = {i for found in scene.rivals.values() for i in found}

    def apart(p: Place) -> bool:
        between = any(scene.verbs.get(k) == "frame" or k in nouns for k in range(p.j, trigger.i))
        return between and scene.tagged.word(p.i - 1, "hosts_it") is None

    near = [p for p in near if (not taken(scene, trigger, p.i) if p.i >= trigger.j else not apart(p))]
    if not near:
        return None
    return min(
        near,
        key=lambda p: ((p.i - trigger.j) if p.i >= trigger.j else (trigger.i - p.i) + 6) - (4 if p.city else 0),
    )


def _held_there(scene: Scene, trigger: Trigger, clause: Clause, place: Place) -> bool:
    """``انطلقت في X أعمال المؤتمر``: a place before the gathering, at the head or with the word that holds it."""
    t = scene.tagged
    near = range(max(clause.left, place.i - 4), min(place.j + 4, trigger.i))
    held = any(t.word(i, "gathering_held", "gathering_opens", "attending", "hosts_it") for i in near)
    before = (k for k in range(clause.sentence[0], place.i) if k not in scene.busy and t.bare(k)[:1].isalpha())
    return held or len(list(before)) <= 4 or trigger.i - place.j <= 2


def _talked_about(scene: Scene, trigger: Trigger, place: Place) -> bool:
    """``جلسة حول الأمن في ليبيا``: a state that the gathering is about."""
    return place.city is None and any(scene.tagged.word(i, "about_words") for i in range(trigger.j, place.i))


def _told_between(scene: Scene, begin: int, end: int) -> int:
    """How many tokens of the parties' names and offices stand between a verb and a place, one for each party left."""
    people = [a for a in scene.actors if begin <= a.i and a.j <= end and a.kind == "person"]
    return sum(a.j - a.i - 1 for a in people)


def _of_matter(scene: Scene, out: Draft, place: Place) -> bool:
    """``بحث X مع Y سبل إحلال الأمن في العراق``, ``لبحث الوضع بعد توقيع الاتفاق في فيينا``: a place of what was talked
    about."""
    if out.type != "meeting" or place.i < out.trigger.j:
        return False
    day = place.j + (scene.tagged.bare(place.j + 1) == "(")  # في بكين يوم (الخميس)
    dated = place.j in scene.busy or day + 1 in scene.busy
    if place.city is not None and dated and out.frame.id != "meeting.discuss":
        return False  # اجتماعهما حول التعاون في مجال الأمن في بكين يوم الخميس
    ends = [a.j for _, a in out.sides if a.j <= place.i] + [out.trigger.j]
    if out.frame.id == "meeting.discuss":
        return plain_words(scene, max(ends), place.i) > 0
    return of_other_noun(scene, out.trigger, place.i)


def _place_where(scene: Scene, clause: Clause) -> Place | None:
    """``من بروكسل، حيث يشارك في اجتماع``: the place right before the word that takes it up."""
    if not scene.tagged.among(clause.left, "where_then"):
        return None
    near = (p for p in scene.places if clause.sentence[0] <= p.i and clause.left - 2 <= p.j <= clause.left)
    return next(near, None)


def _here(scene: Scene, trigger: Trigger, clause: Clause) -> Place | None:
    """``بكين 12 مايو (شينخوا) التقى X هنا اليوم مع Y``: here is where the report was written."""
    if not any(scene.tagged.word(i, "here") for i in range(trigger.j, clause.right)):
        return None
    return next((p for p in scene.places if p.dateline and p.i < trigger.i), None)


def _place_there(scene: Scene, trigger: Trigger) -> Place | None:
    """``قطر التي التقى فيها …``: the place that the relative clause is about."""
    if scene.tagged.word(trigger.i - 1, "relative") is None or not scene.tagged.among(trigger.j, "where"):
        return None
    return next((p for p in scene.places if trigger.i - 4 <= p.i and p.j == trigger.i - 1), None)


def _home(scene: Scene, cast: Cast, out: Draft) -> Place | None:
    """``يزور البلاد``, ``يزور الدولة حاليا``: the state that the page is about, unless the visitor is of it."""
    t, at = scene.tagged, out.trigger.j
    own = {a.country for a in out.slots.get("subject") + out.slots.get("of")}
    home = next((c for c in cast.ranking[:2] if c not in own), None)
    told = (
        out.frame.id == "visit.go"
        and t.word(at, "home_words") is not None
        and t.get(at + 1, "country", "nisba") is None
    )
    begin, end = out.clause.sentence
    arrives = out.frame.id == "visit.arrive" and out.trigger.is_verb and t.among(out.trigger.i, "arrived")
    whither = any(t.among(i, "mission_words") for i in range(at, min(at + 10, out.clause.right)))
    arrives = arrives and not whither  # يصل X إلى المملكة: where to is told, though in a word of many states
    comes = range(at, min(at + 14, out.clause.right))  # وصول X إلى البلاد
    told = told or any(t.word(i, "home_words") and t.among(i - 1, "mission_words") for i in comes)
    told = told or any((tag := t.word(i, "home_words")) and tag.clitics.endswith("ل") for i in comes)  # زيارة X لبلادنا
    told = told or (arrives and any(t.word(i, "delegation", "official_visit") for i in range(begin, end)))
    return Place(at, at + 1, home, None, "to") if told and home is not None and own - {None} else None


def _destination(scene: Scene, cast: Cast, out: Draft) -> None:
    """Where a visit goes: ``إلى X``, ``لX``, the object of زار; ``في/ب`` where the frame allows it."""
    trigger, clause = out.trigger, out.clause
    options: list[tuple[int, Place]] = []
    own = {a.country for a in out.slots.get("subject") + out.slots.get("of") if a.country}
    for place in scene.places:
        if not (trigger.j <= place.i < clause.right) or place.dateline:
            continue
        post = any(a.name and a.i < place.i and place.j <= a.name[0] for a in scene.actors)  # مبعوث … إلى سوريا NAME
        inside = place.inside and (place.mark != "to" or post)
        rank = _rank(scene, out, place)
        if rank is None or inside or place.country in own:
            continue
        if _too_far(scene, out, place) or _affairs_of(scene, place) or _at_home(scene, place, own):
            continue
        options.append((rank * 8 + place.i - trigger.j, place))
    if not options and not trigger.is_verb and out.frame.id in INSIDE:
        before = [p for p in scene.places if clause.left <= p.i < trigger.i and not (p.inside or p.dateline)]
        over = scene.tagged.word(trigger.i - 1, "after_visit")
        back = over and any(scene.tagged.word(i, "returned") for i in range(clause.left, trigger.i))
        stop = any(scene.tagged.word(i, "stations") for i in range(max(clause.left, trigger.i - 3), trigger.i))
        marks = ("from",) if back else ("in", "to", "") if over or stop else ("in", "to")
        options = [(trigger.i - p.j, p) for p in before if p.mark in marks and p.country not in own]
    if out.frame.id == "visit.tour" and not options:
        options = _where_begun(scene, trigger, clause)
    if (first := first_stop(scene, trigger, clause.sentence[1])) is not None:
        options = [(0, first)]
    if not options and out.slots.rule == "object of the verb of receiving":
        _received_at(scene, out, own)
    if not options and (home := _home(scene, cast, out) or _inviting(scene, out, own)) is not None:
        options = [(0, home)]
    if options:
        out.place = min(options, key=lambda o: o[0])[1]
        out.place_by = "destination"
        _guest_from_elsewhere(scene, out)
    _visited(scene, out)


def _inviting(scene: Scene, out: Draft, own: set[str]) -> Place | None:
    """``زيارة رسمية تلبية لدعوة من NAME وزير الداخلية بدولة الإمارات``: the state of him who invites."""
    if out.frame.id != "visit.go":
        return None
    for actor in scene.actors:
        asked = any(scene.tagged.among(i, "invited_by") for i in range(actor.i - 3, actor.i))
        if asked and out.trigger.j < actor.i < out.clause.right and actor.country and actor.country not in own:
            at = actor.country_at or (actor.i, actor.j)
            return Place(at[0], at[1], actor.country, None, "to") if len(actor.country) == 2 else None
    return None


def _where_begun(scene: Scene, trigger: Trigger, clause: Clause) -> list[tuple[int, Place]]:
    """``يبدأ X جولته غدا، في تونس``: the first place told with في, however far, after the verb of beginning."""
    if not any(scene.tagged.word(i, "tour_begins") for i in range(clause.left, trigger.i)):
        return []
    near = (p for p in scene.places if trigger.j <= p.i < clause.sentence[1] and p.mark == "in" and not p.inside)
    first = next(near, None)
    return [(0, first)] if first is not None else []


def _affairs_of(scene: Scene, place: Place) -> bool:
    """``بحث خلال زيارته الوضع في سوريا``: a state whose affairs are talked about."""
    begins = scene.tagged.starts[place.i - 2] if place.mark == "in" and place.i > 1 else []
    return any(tag.j == place.i and term.kind == "topic" for tag in begins for term in tag.terms)


def _at_home(scene: Scene, place: Place, own: set[str]) -> bool:
    """``إقليم كردستان الإيراني``: a place whose adjective is the visitor's own state."""
    hit = scene.tagged.get(place.j, "nisba")
    return hit is not None and hit[1].id in own


def _too_far(scene: Scene, out: Draft, place: Place) -> bool:
    """Whether ``place`` stands too far from the trigger; the visitor between them counts as few tokens."""
    begin = out.trigger.j
    between = {(a.i, a.j) for s in ("subject", "of") for a in out.slots.get(s) if begin <= a.i and a.j <= place.i}
    names = sum(max(0, j - i - NAME) for i, j in between)
    site = any(scene.tagged.get(k, "place_head") for k in range(begin, place.i))  # زار قاعدة الملك فهد بالطائف
    far = FAR_OF.get(out.frame.id, {}).get(place.mark, REACH[place.mark])
    return place.i - begin - names > (REACH["to"] if site else far)


def _received_at(scene: Scene, out: Draft, own: set[str]) -> None:
    """``استقبلت القاهرة X في زيارة``: where no place is told, the visit is to the state of who receives."""
    subject = out.slots.get("subject")
    before = [a for a in scene.actors if out.clause.left <= a.i < subject[0].i and not a.mark and a.country]
    if before and not of_body(scene, before[-1]) and before[-1].country not in own:
        out.place_by = before[-1].country or ""
        out.sides.append(("host", before[-1]))


def _rank(scene: Scene, out: Draft, place: Place) -> int | None:
    """How well ``place`` is told as a destination (less is better), or ``None``."""
    if "from" in out.frame.place:
        return 0 if place.mark == "from" else None
    if place.mark == "":
        if "object" not in out.frame.place or not _bare_place(scene, place):
            return None
        last = max((a.j for a in out.slots.get("of") if a.i >= out.trigger.j), default=out.trigger.j)
        return 1 if out.trigger.is_verb or place.i - max(last, out.trigger.j) <= BARE_NOUN else None
    return {"to": 0, "in": 2}.get(place.mark)


def _bare_place(scene: Scene, place: Place) -> bool:
    """Whether no preposition governs ``place``, or the one with which و lists it (``مع مالي والنيجر``)."""
    while scene.tagged.bare(place.i).startswith("و"):
        before = next((p for p in scene.places if p.j == place.i), None)
        if before is None:
            hit = scene.tagged.get(place.i, "country", "city")
            if hit is not None and "و" in hit[0].clitics:
                return False  # بين الغرب وإيران
            break
        place = before
    return scene.tagged.word(place.i - 1, "prepositions") is None


def first_stop(scene: Scene, trigger: Trigger, end: int) -> Place | None:
    """``جولة شملت حتى الآن السعودية والأردن``, ``زيارات لعدة دول منها السعودية``, ``كالسعودية``: the first state after
    the word that tells the stops of a tour, or of visits."""
    t = scene.tagged
    visits = trigger.term.id == "visit.go" and trigger.term.plural
    if trigger.is_verb or not (visits or trigger.term.id == "visit.tour"):
        return None
    many = next((i for i in range(trigger.j, min(trigger.j + STOPS_REACH, end)) if t.word(i, "states")), trigger.j)
    for i in range(trigger.j, min(many + STOPS_REACH, end)):
        told = t.word(i, "stops_told", "such_as")
        like = t.get(i, "country")
        if told is None and like is not None and like[0].clitics.endswith("ك"):
            return next((p for p in scene.places if p.i == i), None)
        if told is None:
            continue
        near = (p for p in scene.places if told.j <= p.i < min(told.j + FIRST_REACH, end) and not p.inside)
        if (stop := next(near, None)) is not None:
            return stop
    return None


def _visited(scene: Scene, out: Draft) -> None:
    """``زار السفينة الإيطالية``, ``زيارة للوحدات الإماراتية``: an institution or unit of another state receives the
    visitor, wherever it is."""
    own = {a.country for p, a in out.sides if p == "guest" and a.country}
    reached = out.place.i if out.place is not None else out.clause.right
    aimed = [a for a in out.slots.get("to") if a.i < reached]  # زيارة إلى X، رسالة لدول Y: where it goes stands first
    told = out.slots.get("object") + aimed + out.slots.get("more")
    hosts = [
        a
        for a in told
        if a.kind in ("org", "group") and a.country and a.country not in own and a.i - out.trigger.j <= REACH[""]
    ]
    if own and hosts and out.place is None:  # مقر الإنتربول في مدينة ليون
        inside = (p for p in scene.places if hosts[0].i <= p.i and p.j <= hosts[0].j and p.mark == "in")
        out.place = next(inside, None)
    if own and hosts and (out.place is None or out.place.country not in {a.country for a in hosts}):
        if hosts[0].kind == "org" and out.place is None and not of_body(scene, hosts[0]):
            out.place_by = hosts[0].country or ""
        out.sides += [("host", a) for a in hosts[:1]]


def _guest_from_elsewhere(scene: Scene, out: Draft) -> None:
    """A visitor is not of the place visited: where the clause's own subject is, the traveller was told before."""
    place = out.place
    if (
        place is None
        or out.trigger.is_verb
        or out.frame.id not in INSIDE
        or any(a.country != place.country for _, a in out.sides)
    ):
        return
    begin = out.clause.sentence[0] - 60
    before = [
        a
        for a in scene.actors
        if begin <= a.i
        and a.j <= out.trigger.i
        and a.kind == "person"
        and a.name
        and a.country
        and a.country != place.country
    ]
    if before and not any(a.i >= out.trigger.i for _, a in out.sides):
        out.sides = [("guest", before[-1])]
