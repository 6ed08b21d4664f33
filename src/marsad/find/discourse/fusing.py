"""Which drafts of one page are one event, and what they become together."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.find.discourse.drafts import BACKGROUND, country_of, names_of, told_as_background
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.voice import status_of
from marsad.link.words import materiel_in
from marsad.model import TimeExpression

WAS = 8  # tokens from "had" to what had been
LATELY = 90  # days before the publication: what was then is not "lately"
SAME_DAY = 5  # sentences between receptions of one host, each told with the same day
ROW = 3  # sentences between talks told one after the other
FEW_DAYS = 3  # up to which a delivery told of several days is one
ARRIVES = frozenset({"visit.arrive", "visit.land", "visit.travel"})  # how a visit begins


def fuse(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts of one event become one: same type, no contradiction of day, of named sides or of what is delivered, sides
    in common.
    """
    out: list[Draft] = []
    given = _delivered(scene, drafts)
    for draft in sorted(drafts, key=lambda d: (d.frame.id == "rupture.protest", -_weight(d), d.trigger.i)):
        same = [
            other
            for other in out
            if _one_event(scene, other, draft)
            and not (_other_materiel(given, other, draft) or _two(scene, other, draft))
            and not _of_old(scene, other, draft, drafts)
        ]
        if same:
            _absorb(next(other for other in same if not told_as_background(other, same)), draft)
        else:
            out.append(draft)
    return sorted(out, key=lambda d: d.trigger.i)


def _lately(scene: Scene, new: Draft, old: Draft) -> bool:
    """``أشادت X مؤخرا`` beside what was told of a day long before."""
    published, end = scene.tagged.tokens.article.published, old.time.end if old.time is not None else None
    told = any(scene.tagged.word(k, "lately") for k in range(*new.clause.sentence))
    return told and published is not None and end is not None and (published - end).days > LATELY


def _of_old(scene: Scene, old: Draft, new: Draft, drafts: list[Draft]) -> bool:
    """``X ترحل اثنين … تم ترحيل شخصين … وكانت قد رحلت في نوفمبر الماضي``: what the page tells twice without a day is
    not what it tells of a day long before its own."""
    published, end = scene.tagged.tokens.article.published, old.time.end if old.time is not None else None
    if published is None or end is None or new.time is not None or (published - end) <= BACKGROUND:
        return False
    again = (d for d in drafts if d.time is None and d.clause.number != new.clause.number)
    return old.clause.number > new.clause.number and any(_one_event(scene, d, new) for d in again)


def _two(scene: Scene, a: Draft, b: Draft) -> bool:
    """``في اجتماعين سابقين``, ``مؤتمر آخر``: two gatherings, or another, are not the one that is told elsewhere;
    ``ثلاثة جرى تسليمهم واثنان في انتظار تسليمهم``: some were handed over, others are to be."""
    if a.type == b.type == "extradition" and a.clause.number == b.clause.number and (a.count or b.count):
        awaited = [any(scene.tagged.word(k, "awaiting") for k in (d.trigger.i - 1, d.trigger.i - 2)) for d in (a, b)]
        return awaited[0] != awaited[1]
    if a.type == b.type == "commendation" and (_lately(scene, a, b) or _lately(scene, b, a)):
        return True
    if a.type in ("meeting", "call", "visit") and (_denied_beside(scene, a, b) or _denied_beside(scene, b, a)):
        return True
    if a.type == b.type == "visit":  # يزور X دمشق. وكان أجرى زيارته الأولى إليها في 2024
        return _first_before(scene, a) != _first_before(scene, b)
    if a.type == b.type == "meeting":  # التقى X Y. وكان اجتماع بين البلدين قد عقد الخميس
        before = [d for d in (a, b) if _before_then(scene, d) and d.time is not None and not names_of(d)]
        return len(before) == 1 and any(names_of(d) and d.time is None for d in (a, b))
    dual = [scene.tagged.bare(d.trigger.i).endswith(("ين", "ان")) for d in (a, b)]
    other = [scene.tagged.holds(range(d.trigger.j, d.trigger.j + 3), "another") for d in (a, b)]
    return a.type == "gathering" and (dual[0] != dual[1] or other[0] != other[1])


def _denied_beside(scene: Scene, new: Draft, old: Draft) -> bool:
    """``نفت X عقد أي لقاء مع Y. وفي عام 2020 التقى …``: what is denied, beside what was long before."""
    published, end = scene.tagged.tokens.article.published, old.time.end if old.time is not None else None
    if new.time is not None or published is None or end is None or (published - end).days <= LATELY:
        return False
    return status_of(scene, new, published)[0] == "denied"


def _first_before(scene: Scene, draft: Draft) -> bool:
    """``كان أجرى زيارته الأولى``, ``كان قد زار``: a visit that had been made before that of which the page tells; who
    had arrived (``وكان قد وصل``) came for the one that it tells."""
    if draft.frame.id in ARRIVES:
        return False
    t, near = scene.tagged, range(max(draft.clause.sentence[0], draft.trigger.i - WAS), draft.trigger.i)
    was = any(t.among(k, "was") for k in near)
    return was and (_before_then(scene, draft) or t.word(draft.trigger.j, "superlatives_after") is not None)


def _before_then(scene: Scene, draft: Draft) -> bool:
    """``وكان اجتماع قد عقد``, ``وكانا قد عقدا اجتماعا``: what had been before that of which the page tells."""
    t, near = scene.tagged, range(max(draft.clause.sentence[0], draft.trigger.i - WAS), draft.trigger.i)
    return any(t.among(k, "was") for k in near) and any(t.bare(k) == "قد" for k in range(*draft.clause.sentence))


def _delivered(scene: Scene, drafts: list[Draft]) -> dict[int, frozenset[str]]:
    """Trigger → the materiel named between it and the next trigger of its clause, of assistance."""
    aid = [d for d in drafts if d.type == "assistance"]
    begun = sorted(d.trigger.i for d in drafts)
    out = {}
    for draft in aid:
        i = draft.trigger.i
        end = min((j for j in begun if j > i), default=draft.clause.right)
        out[i] = materiel_in(scene.tagged.tokens.text(i, max(min(end, draft.clause.right), i + 1)))
    return out


def _other_materiel(given: Mapping[int, frozenset[str]], a: Draft, b: Draft) -> bool:
    """Whether both name what is delivered, and it is something else: helicopters, patrol boats."""
    mine, theirs = (given.get(d.trigger.i, frozenset()) for d in (a, b))
    return bool(mine and theirs and not mine & theirs)


def _weight(draft: Draft) -> int:
    people = [a for _, a in draft.sides if a.kind == "person" and a.name]
    # who watches an exercise is named beside it, the forces that hold it are not
    named = 0 if draft.type == "cooperation" else sum(2 + (a.country is not None) for a in people)
    return (
        named
        + sum(1 for _, a in draft.sides if a.country)
        + 3 * (draft.time is not None and draft.time.start is not None)
        + 2 * (draft.place is not None)
    )


def _days_apart(a: TimeExpression | None, b: TimeExpression | None) -> bool:
    """Whether two times exclude each other."""
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    if a.bare != b.bare and a.start == a.end and b.start == b.end and (a.start - b.start).days % 7 == 0:
        return False  # يزور X الأحد: the weekday alone, which another telling dates
    return a.start > b.end or b.start > a.end


def _same_days(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether two times in other words are the same few days, or one is among the other's: Thursday, 30 and 31 July."""
    if a.precision != "day" or b.precision != "day" or _days_apart(a, b):
        return False
    return all(t.start and t.end and (t.end - t.start).days <= FEW_DAYS for t in (a, b))


def _its_days(day: TimeExpression | None, stay: TimeExpression | None) -> bool:
    """``وصل اليوم 15 يونيو في زيارة من 15 إلى 18 يونيو``: the day of arrival is the first of the stay's."""
    if day is None or stay is None or day.start is None or stay.start is None or stay.end is None:
        return False
    return day.start == day.end == stay.start and stay.precision == "day" and stay.end > stay.start


def _one_event(scene: Scene, a: Draft, b: Draft) -> bool:
    if a.type != b.type:
        return False
    if _note_of_summons(a, b):
        return True
    if _days_apart(a.time, b.time) and not _under_way(a, b):
        return False
    if a.type == "rupture" and _agents(a) != _agents(b):  # one for each state
        in_text = 0 not in (a.clause.number, b.clause.number) and not _agents(a) & _agents(b)
        if a.trigger.i == b.trigger.i or in_text:
            return False
    if a.type == "rupture" and _other_rupture(a, b):
        return False
    if a.type == "assistance" and a.time and b.time and a.time.text != b.time.text and not _same_days(a.time, b.time):
        return False
    if _received_in_a_row(a, b) or _met_in_a_row(scene, a, b):
        return True
    first, second = a.countries(), b.countries()
    handed = a.type in ("extradition", "assistance")
    if handed and {"future", "past"} <= {d.trigger.tense for d in (a, *a.also, b)}:
        return False  # ستسلم X متهما (زورقا)، وكانت سلمت قبل عامين آخرين
    if a.type in ("arrest", "extradition"):
        return (
            (bool(first & second) or _halves(a, b) or _of_him(scene, a, b))
            and (abs(a.clause.number - b.clause.number) <= 3 or 0 in (a.clause.number, b.clause.number))
            and not _other_count(a, b)
            and not (a.type == "extradition" and (_other_nationals(a, b) or _other_recipients(a, b)))
            and (_as_many(a, b) or not ((a.count and b.pending) or (b.count and a.pending)))
            and not (_where(a) and _where(b) and _where(a) != _where(b))
        )
    if a.type == "gathering":
        near = abs(a.clause.number - b.clause.number) <= 2 or 0 in (a.clause.number, b.clause.number)
        apart = country_of(a) and country_of(b) and country_of(a) != country_of(b)
        return (a.frame.id == b.frame.id or near) and not apart
    if a.type == "visit" and country_of(a) != country_of(b):
        return False
    if first and second and not (first <= second or second <= first):
        return False
    names_a, names_b = names_of(a), names_of(b)
    if not names_a or not names_b:
        return True
    others = len(names_a - names_b) and len(names_b - names_a)
    title = a.type == "visit" and 0 in (a.clause.number, b.clause.number)  # a name that the title spells otherwise
    return bool(names_a & names_b) and (title or not others)


def _other_recipients(a: Draft, b: Draft) -> bool:
    """``قبل ترحيله إلى X، وكذلك NAME قبل ترحيله إلى Y``: each to a state of his own, in one sentence."""
    mine, theirs = ({x.country for p, x in d.sides if p == "recipient" and x.country} for d in (a, b))
    beside = a.clause.number == b.clause.number and a.trigger.i != b.trigger.i  # two readings of one verb are one
    return beside and bool(mine and theirs) and not mine & theirs


def _under_way(a: Draft, b: Draft) -> bool:
    """``الذي يزور X حاليا … ووصل إلى X أمس``: a visit that is now under way, and its beginning in the days before."""
    if a.type != "visit" or country_of(a) != country_of(b) or not names_of(a) & names_of(b):
        return False
    now = next((d.time for d in (a, b) if d.time is not None and d.time.rule == "now"), None)
    begun = next((d.time for d in (a, b) if d.time is not None and d.time.rule != "now"), None)
    if now is None or begun is None or now.start is None or begun.end is None:
        return False
    return begun.precision == "day" and 0 <= (now.start - begun.end).days <= FEW_DAYS


def _note_of_summons(a: Draft, b: Draft) -> bool:
    """``استدعت X سفير Y وسلمته مذكرة احتجاج``: the note is handed over in the summons; a day after it is another's."""
    frames = {a.frame.id, b.frame.id}
    return (
        frames == {"rupture.summon", "rupture.protest"}
        and a.clause.sentence == b.clause.sentence
        and (a.countries() == b.countries())
    )


def _other_rupture(a: Draft, b: Draft) -> bool:
    """``قطعت X علاقاتها مع Y بعد أسبوع من طرد سفيرها``: relations are broken off, and an envoy was sent away before."""
    frames = {a.frame.id, b.frame.id}
    return frames == {"rupture.suspend", "rupture.summon"} and a.clause.number != b.clause.number


def _agents(draft: Draft) -> set[str | None]:
    return {a.country for p, a in draft.sides if p == "agent"}


def _halves(a: Draft, b: Draft) -> bool:
    """``يواجه الترحيل إلى واشنطن بعد أن صادقت مدريد على تسليمه``: in one sentence, or of as many people in title and
    text, one tells who gets the person, the other who gives him up."""
    first, second = ({p for p, _ in d.sides if p in ("agent", "recipient")} for d in (a, b))
    halves = len(first) == len(second) == 1 and first != second
    title = 0 in (a.clause.number, b.clause.number) and a.count is not None and b.count is not None
    return halves and a.type == "extradition" and (title or a.clause.number == b.clause.number)


def _of_him(scene: Scene, a: Draft, b: Draft) -> bool:
    """``إلقاء القبض عليه جاء بفضل التعاون مع X``: the arrest told before, of which somebody else's share is told."""
    later = max((a, b), key=lambda d: d.trigger.i)
    back = later.trigger.term.suffix or scene.tagged.word(later.trigger.j - 1, "on_him")
    back = back or scene.tagged.word(later.trigger.j, "on_him")
    return a.type == "arrest" and bool(back) and "agent" not in {p for p, _ in later.sides}


def _where(draft: Draft) -> str | None:
    """Where an arrest or handover was, unless the place is of something else: its agents are there."""
    where = country_of(draft)
    return where if draft.type != "arrest" or where in _agents(draft) else None


def _received_in_a_row(a: Draft, b: Draft) -> bool:
    """Receptions of one host, told one after the other, are one meeting with all guests (codebook)."""
    if not a.frame.id == b.frame.id == "meeting.receive":
        return False
    one_day = a.time is not None and b.time is not None and a.time.start is not None and a.time.start == b.time.start
    if abs(a.clause.number - b.clause.number) > (SAME_DAY if one_day else 2):
        return False
    hosts = [{x.name for p, x in d.sides if p == "host" and x.name} for d in (a, b)]
    return bool(hosts[0] & hosts[1])


def _met_in_a_row(scene: Scene, a: Draft, b: Draft) -> bool:
    """``التقى X في مسقط Y. كما بحث مع Z …``: one after the other, with people of the same state, on one stay."""
    if a.type != "meeting" or abs(a.clause.number - b.clause.number) > ROW or a.countries() != b.countries():
        return False
    later = max((a, b), key=lambda d: d.trigger.i)
    head = scene.tagged.word(later.clause.sentence[0], "goes_on", "meanwhile_told") is not None
    own_day = later.time is not None and a.time is not b.time
    goes_on = head and later.slots.rule == "subject told before" and not own_day
    return goes_on and bool(names_of(a) & names_of(b))


def _other_nationals(a: Draft, b: Draft) -> bool:
    """``تسليم مواطن أمريكي، وكذا تسليم القرصان الفرنسي``: of different states, two persons."""
    whose = [{x.country for p, x in d.sides if p == "subject" and x.country} for d in (a, b)]
    return bool(whose[0] and whose[1]) and not whose[0] & whose[1]


def _as_many(a: Draft, b: Draft) -> bool:
    """Whether both tell the same number; a number told once is not of the one told alone (``خمسة سلموا … وآخرهم تسليم
    مواطن أمريكي``)."""
    return a.count is not None and b.count is not None and a.count[0] == b.count[0]


def _other_count(a: Draft, b: Draft) -> bool:
    return a.count is not None and b.count is not None and a.count[0] != b.count[0]


def _same_person(first: Draft, actor: Actor) -> bool:
    """Whether the private person told again is one told before; the nationality that only one tells is his."""
    mine = [n for n, (p, a) in enumerate(first.sides) if p == "subject"]
    if not mine or actor.country in {first.sides[n][1].country for n in mine}:
        return bool(mine)
    if actor.country is not None and len(mine) == 1 and first.sides[mine[0]][1].country is None:
        first.sides[mine[0]] = ("subject", actor)
        return True
    return actor.country is None


def _say_more(first: Draft, part: str, actor: Actor) -> None:
    """``الكويت تستدعي …`` and then ``استدعت وزارة الخارجية الكويتية …``: the institution in the place of its state."""
    if actor.kind not in ("org", "group") or actor.org is None:
        return
    sides = [n for n, (p, a) in enumerate(first.sides) if p == part and a.country == actor.country]
    told = first.sides[sides[0]][1] if len(sides) == 1 else None
    plain = told is not None and told.kind == "country" and first.type in ("rupture", "arrest", "agreement")
    group = told is not None and told.kind == actor.kind == "group" and told.org is None  # مسؤولين في وكالة X
    if plain or group:
        first.sides[sides[0]] = (part, actor)


def _absorb(first: Draft, second: Draft) -> None:
    first.also.append(second)
    if _note_of_summons(first, second):
        return  # who is named after the note said what it protests against
    known = {(a.name, a.country, a.org) for _, a in first.sides}
    for part, actor in second.sides:
        if part == "subject" and actor.name is None and _same_person(first, actor):
            continue
        _say_more(first, part, actor)
        if actor.country is None and actor.name is None and any(p == part for p, _ in first.sides):
            continue  # التحالف الدولي, told again
        if (actor.name, actor.country, actor.org) not in known and (
            actor.name or actor.country not in first.countries()
        ):
            first.sides.append((part, actor))
    close = 0 in (first.clause.number, second.clause.number) or abs(first.clause.number - second.clause.number) <= 2
    if (first.time is None or first.time.start is None) and second.time is not None and close:
        first.time, first.time_by = second.time, "told again"
    elif first.type == "visit" and _its_days(first.time, second.time):
        first.time = second.time
    elsewhere = first.type == "arrest" and first.place is not None and _where(first) is None
    first.place = None if elsewhere and _where(second) else first.place
    if first.place is None or (
        first.place.city is None
        and second.place is not None
        and second.place.city is not None
        and second.place.country == first.place.country
    ):
        first.place = second.place or first.place
    first.place_by = first.place_by or second.place_by
    first.count = first.count or second.count
    first.security = first.security or second.security
