"""Step 6b: discourse: who attended, what a visit lends to its talks, and which drafts of one page are one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import Draft
from marsad.find.frames.during import (
    announced_exercises,
    held_in_visits,
    named_again,
    praised_then,
    said_during,
    said_there,
    told_after,
)
from marsad.find.frames.operations import ended_in_arrests
from marsad.find.frames.rupture import split
from marsad.find.frames.sides import hosts_and_guests, merged
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import Cast
from marsad.link.words import materiel_in
from marsad.model import TimeExpression

LATELY = 90  # days before the publication: what was then is not "lately"
FEW_DAYS = 3  # up to which a delivery told of several days is one
AGREED = 6  # sentences over which "both sides" are those of the talks
BOTH = frozenset({"both sides", "the sides of the talks"})
UNSAID = frozenset({"not about security", "a visit that is not told to be about security"})
ENDED = 10  # tokens from the word that ends a visit to the word for it
LENDS = 3  # sentences over which an arrest lends its states to a handover


def tell(scene: Scene, cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """The page's events: drafts completed by each other and merged."""
    ended_in_arrests(scene, drafts)
    said_during(scene, drafts)
    said_there(scene, drafts)
    told_after(scene, drafts)
    named_again(scene, drafts)
    praised_then(scene, drafts)
    held_in_visits(scene, drafts)
    announced_exercises(scene, drafts)
    kept = split([d for d in _once(drafts) if not d.dropped])
    _taken_part(scene, drafts)
    _calls(scene, kept)
    _courtesies(scene, kept)
    _custody(kept)
    kept = _not_again(_fuse(scene, [d for d in kept if not d.dropped]))
    kept = [d for d in kept if not _session_of_talks(scene, d, kept)]
    _told_again(kept, drafts)
    _inherit(scene, kept)
    _seen_there(scene, kept)
    _agreed_in(scene, kept)
    for draft in kept:
        _without_sources(scene, draft)
        if draft.type == "gathering":  # officials of nobody told: وزراء الداخلية
            draft.sides = [s for s in draft.sides if s[1].country or s[1].name or s[1].kind == "org"] or draft.sides
        _spokesmen(draft)
        _ambassadors(scene, draft)
        _heads_at_home(scene, draft)
        _place_by_type(draft)
        hosts_and_guests(draft, _country(draft))
    _attendance(scene, cast, kept)
    for draft in kept:
        draft.sides = _known_sides(draft, merged(draft.sides))
    return [d for d in kept if d.type not in ("meeting", "call") or len(d.countries()) > 1]


def _told_again(kept: list[Draft], drafts: list[Draft]) -> None:
    """A visit has the day that another telling of it gives, where that one does not say what the visit was about."""
    others = [d for d in drafts if d.type == "visit" and d.dropped in UNSAID and d.time is not None and d.time.start]
    for visit in (d for d in kept if d.type == "visit" and (d.time is None or d.time.start is None)):
        same = [d for d in others if _country(d) == _country(visit) and _names(d) & _names(visit)]
        if same:
            visit.time, visit.time_by = same[0].time, "told again"


def _not_again(drafts: list[Draft]) -> list[Draft]:
    """``قال البيان إن الجانبين بحثا …`` after talks of either side goes on about them."""
    return [
        d
        for d in drafts
        if not (d.type == "meeting" and d.slots.rule == "both sides" and any(_goes_on_about(o, d) for o in drafts))
    ]


def _session_of_talks(scene: Scene, draft: Draft, kept: list[Draft]) -> bool:
    """``وفي بداية الجلسة رحب X بY``: the session of the talks told before is no gathering."""
    if draft.frame.id != "gathering.officials" or not scene.definite(draft.trigger) or draft.time or draft.place:
        return False
    talks = [d for d in kept if d.type == "meeting" and 0 < draft.clause.number - d.clause.number <= LENDS]
    return any(d.countries() & draft.countries() for d in talks)


def _goes_on_about(other: Draft, draft: Draft) -> bool:
    apart = draft.clause.number - other.clause.number
    told = other.type in ("meeting", "call") and other.trigger.i < draft.trigger.i and apart <= LENDS
    return told and bool(other.countries() & draft.countries())


def _known_sides(draft: Draft, sides: list[tuple[str, Actor]]) -> list[tuple[str, Actor]]:
    """Of talks of two states or more, who has neither name nor side is left out."""
    if draft.type not in ("meeting", "call") or len({a.country for _, a in sides if a.country}) < 2:
        return sides
    return [(p, a) for p, a in sides if a.country or a.name or (a.kind == "org" and a.org)]


def _seen_there(scene: Scene, kept: list[Draft]) -> None:
    """``شهد X أمس حفل تخرج في القاهرة``: a visit without a day has the one on which another sentence tells its guest to
    be in the state visited, where that is one day."""
    for visit in (d for d in kept if d.type == "visit" and (d.time is None or d.time.start is None)):
        guests = {a.name for p, a in visit.sides if p == "guest" and a.name}
        days: dict[date | None, TimeExpression] = {}
        own = {d.clause.number for d in (visit, *visit.also)}
        for number, (begin, end) in enumerate(scene.tagged.tokens.sentences):
            if scene.tagged.tokens.where[begin] == "title" or number in own:
                continue
            there = any(begin <= p.i < end and p.mark == "in" and p.country == _country(visit) for p in scene.places)
            told = any(begin <= a.i < end and a.name in guests and not a.mark for a in scene.actors)
            times = [t for i, _, t in scene.times if begin <= i < end and t.precision == "day" and not t.bare]
            if there and told and len(times) == 1 and times[0].start == times[0].end:
                days[times[0].start] = times[0]
        if len(days) == 1:
            visit.time, visit.time_by = days.popitem()[1], "the guest is told to be there"


def _without_sources(scene: Scene, draft: Draft) -> None:
    """``لقاءات مع الرئيس X بحسب وكالة الأنباء``: an institution that a report is taken from is no side."""
    t = scene.tagged
    sides = [(p, a) for p, a in draft.sides if a.kind != "org" or not t.among(a.i - 1, "according_to")]
    if len({a.country for _, a in sides if a.country}) == len(draft.countries()):
        draft.sides = sides


def _once(drafts: list[Draft]) -> list[Draft]:
    """Training told with one word as a joint exercise (``تجري روسيا والصين تدريبات``) is no course given."""
    joint = {d.trigger.i for d in drafts if d.type == "cooperation" and not d.dropped}
    for draft in drafts:
        if draft.type == "assistance" and draft.trigger.i in joint:
            draft.drop("told as an act together")
    return drafts


def _taken_part(scene: Scene, drafts: list[Draft]) -> None:
    """``وشارك في المؤتمر …``: who takes part in the gathering told last, in a sentence that tells no other one; not
    ``حضر اللقاء …`` where talks were told."""
    last: Draft | None = None
    talks = {d.trigger.i for d in drafts if d.type == "meeting"} if any(_talked(d) for d in drafts) else set()
    for draft in drafts:
        if draft.type != "gathering":
            continue
        if not draft.dropped:
            last = draft
        elif draft.trigger.i in talks:
            continue
        elif last is not None and scene.definite(draft.trigger) and 0 < draft.clause.number - last.clause.number < 4:
            known = {(a.name, a.country, a.org) for _, a in last.sides}
            told = [(p, a) for p, a in draft.sides if p == "guest" and a.country]
            last.sides += [(p, a) for p, a in told if (a.name, a.country, a.org) not in known]


def _talked(draft: Draft) -> bool:
    return draft.type == "meeting" and not draft.dropped


def _country(draft: Draft) -> str | None:
    if draft.place is not None:
        return draft.place.country
    return draft.place_by if len(draft.place_by) == 2 else None


def _custody(drafts: list[Draft]) -> None:
    """Who arrested a person hands him over, and who wanted him gets him, where the handover leaves it open (``في انتظار
    تسليمه``)."""
    told = [d for d in drafts if d.type in ("arrest", "extradition") and not d.pending]
    for draft in (d for d in drafts if d.type == "extradition"):
        close = (
            d
            for d in told
            if d is not draft and any(abs(x.clause.number - draft.clause.number) <= LENDS for x in (d, *d.also))
        )
        near = sorted(close, key=lambda d: abs(d.trigger.i - draft.trigger.i))
        for part in ("agent", "recipient"):
            if any(p == part and a.country for p, a in draft.sides):
                continue
            known = {a.country for p, a in draft.sides if p != "subject"}
            lent = (a for d in near for p, a in d.sides if p == part and a.country and a.country not in known)
            actor = next((a for a in lent if len(a.country or "") == 2), None)
            if actor is not None and (draft.pending or part == "agent"):
                draft.sides.insert(0, (part, actor))
        states = any(p == "recipient" and len(a.country or "") == 2 for p, a in draft.sides)
        if states:  # إلى إنتربول بلادهم: the state gets him, not the body through which he comes
            draft.sides = [(p, a) for p, a in draft.sides if p != "recipient" or len(a.country or "") == 2]
        if draft.pending and len({p for p, a in draft.sides if a.country and p != "subject"}) < 2:
            draft.drop("nobody told to hand over, or to get, the person")


def _calls(scene: Scene, drafts: list[Draft]) -> None:
    """Talks told in a sentence with a call, between the same sides, are that call."""
    calls = [d for d in drafts if d.type == "call"]
    for draft in drafts:
        if draft.type == "meeting" and any(_told_as(c, draft) for c in calls):
            draft.drop("the same talk is told as a call")
    gatherings = {d.trigger.i for d in drafts if d.frame.id in ("gathering.officials", "gathering.assemble")}
    for draft in drafts:
        if draft.type == "meeting" and draft.trigger.i in gatherings:
            draft.drop("a gathering of officials")
    gathered = [d for d in drafts if d.type == "gathering"]
    sessions = {d.trigger.i for d in gathered if any(a.kind == "org" and of_body(scene, a) for _, a in d.sides)}
    courses = {d.trigger.i for d in drafts if d.frame.id == "assistance.train"} - sessions
    for draft in drafts:
        if draft.frame.id == "assistance.train" and draft.trigger.i in sessions:
            draft.drop("a session of a body, no course")  # الدورة الأربعون لمجلس وزراء الداخلية العرب
        if draft.type == "gathering" and draft.trigger.i in courses:
            draft.drop("a course, no session")
    drafts[:] = [d for d in drafts if not d.dropped]


def _courtesies(scene: Scene, drafts: list[Draft]) -> None:
    """Praise told beside the talks of the same two sides, or as the reason of an award, is courtesy inside them, unless
    a letter or statement tells it.
    """
    talks = [d for d in drafts if d.type in ("meeting", "visit", "call")]
    for praise in (d for d in drafts if d.type == "commendation"):
        near = [t for t in talks if abs(t.clause.number - praise.clause.number) <= 3 and _between_them(praise, t)]
        near += [d for d in drafts if d.type == "award" and d.clause.sentence == praise.clause.sentence]
        letter = any(scene.tagged.word(i, "letters") for i in range(*praise.clause.sentence))
        if near and not letter:
            praise.drop("courtesy inside the talks")
    drafts[:] = [d for d in drafts if not d.dropped]


def _between_them(praise: Draft, talk: Draft) -> bool:
    """Praise of the two sides, or of one of them by a body that its sentence names (whose session it is)."""
    others = praise.countries() - talk.countries()
    return not others or (praise.trigger.is_verb and all(len(c) > 2 for c in others) and len(praise.countries()) > 1)


def _told_as(call: Draft, meeting: Draft) -> bool:
    if call.clause.number == meeting.clause.number:
        return abs(call.trigger.i - meeting.trigger.i) < 25
    after = 0 < meeting.clause.number - call.clause.number <= 2 and meeting.frame.id == "meeting.discuss"
    if after and meeting.place is None and meeting.countries() == call.countries():
        return True
    title = not meeting.clause.number and call.clause.number == 1 and meeting.frame.id == "meeting.discuss"
    if title and meeting.place is None and meeting.countries() == call.countries():
        return True  # the title says only that they talked
    names = _names(meeting) & _names(call)
    return meeting.place is None and (len(names) > 1 or (meeting.clause.number <= 1 and bool(names)))


def _fuse(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts of one event become one: same type, no contradiction of day, of named sides or of what is delivered, sides
    in common.
    """
    out: list[Draft] = []
    given = _delivered(scene, drafts)
    for draft in sorted(drafts, key=lambda d: (-_weight(d), d.trigger.i)):
        for other in out:
            if _one_event(other, draft) and not (_other_materiel(given, other, draft) or _two(scene, other, draft)):
                _absorb(other, draft)
                break
        else:
            out.append(draft)
    return sorted(out, key=lambda d: d.trigger.i)


def _lately(scene: Scene, new: Draft, old: Draft) -> bool:
    """``أشادت X مؤخرا`` beside what was told of a day long before."""
    published, end = scene.tagged.tokens.article.published, old.time.end if old.time is not None else None
    told = any(scene.tagged.word(k, "lately") for k in range(*new.clause.sentence))
    return told and published is not None and end is not None and (published - end).days > LATELY


def _two(scene: Scene, a: Draft, b: Draft) -> bool:
    """``في اجتماعين سابقين``, ``مؤتمر آخر``: two gatherings, or another, are not the one that is told elsewhere;
    ``ثلاثة جرى تسليمهم واثنان في انتظار تسليمهم``: some were handed over, others are to be."""
    if a.type == b.type == "extradition" and a.clause.number == b.clause.number and (a.count or b.count):
        awaited = [any(scene.tagged.word(k, "awaiting") for k in (d.trigger.i - 1, d.trigger.i - 2)) for d in (a, b)]
        return awaited[0] != awaited[1]
    if a.type == b.type == "commendation" and (_lately(scene, a, b) or _lately(scene, b, a)):
        return True
    dual = [scene.tagged.bare(d.trigger.i).endswith(("ين", "ان")) for d in (a, b)]
    other = [any(scene.tagged.word(i, "another") for i in range(d.trigger.j, d.trigger.j + 3)) for d in (a, b)]
    return a.type == "gathering" and (dual[0] != dual[1] or other[0] != other[1])


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
    named = sum(2 + (a.country is not None) for _, a in draft.sides if a.kind == "person" and a.name)
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


def _one_event(a: Draft, b: Draft) -> bool:
    if a.type != b.type:
        return False
    if _note_of_summons(a, b):
        return True
    if _days_apart(a.time, b.time):
        return False
    if a.type == "rupture" and a.trigger.i == b.trigger.i and _agents(a) != _agents(b):
        return False  # one for each state
    if a.type == "assistance" and a.time and b.time and a.time.text != b.time.text and not _same_days(a.time, b.time):
        return False
    if _received_in_a_row(a, b):
        return True
    first, second = a.countries(), b.countries()
    if a.type == "extradition" and {a.trigger.tense, b.trigger.tense} == {"future", "past"}:
        return False  # ستسلم X متهما، وكانت سلمت قبل عامين آخرين
    if a.type in ("arrest", "extradition"):
        return (
            (bool(first & second) or _halves(a, b))
            and (abs(a.clause.number - b.clause.number) <= 3 or 0 in (a.clause.number, b.clause.number))
            and not _other_count(a, b)
            and not (a.type == "extradition" and _other_nationals(a, b))
            and not (a.count and b.pending)
            and not (b.count and a.pending)  # خمسة سلموا … وآخرهم تسليم مواطن أمريكي
            and not (_country(a) and _country(b) and _country(a) != _country(b))
        )
    if a.type == "gathering":
        near = abs(a.clause.number - b.clause.number) <= 2 or 0 in (a.clause.number, b.clause.number)
        apart = _country(a) and _country(b) and _country(a) != _country(b)
        return (a.frame.id == b.frame.id or near) and not apart
    if a.type == "visit" and _country(a) != _country(b):
        return False
    if first and second and not (first <= second or second <= first):
        return False
    names_a, names_b = _names(a), _names(b)
    if not names_a or not names_b:
        return True
    return bool(names_a & names_b) and not (len(names_a - names_b) and len(names_b - names_a))


def _note_of_summons(a: Draft, b: Draft) -> bool:
    """``استدعت X سفير Y وسلمته مذكرة احتجاج``: the note is handed over in the summons; a day after it is another's."""
    frames = {a.frame.id, b.frame.id}
    return frames == {"rupture.summon", "rupture.protest"} and a.clause.sentence == b.clause.sentence and (
        a.countries() == b.countries()
    )


def _agents(draft: Draft) -> set[str | None]:
    return {a.country for p, a in draft.sides if p == "agent"}


def _halves(a: Draft, b: Draft) -> bool:
    """``يواجه الترحيل إلى واشنطن بعد أن صادقت مدريد على تسليمه``: in one sentence, one tells who gets the person, the
    other who gives him up."""
    first, second = ({p for p, _ in d.sides if p in ("agent", "recipient")} for d in (a, b))
    halves = len(first) == len(second) == 1 and first != second
    return halves and a.type == "extradition" and a.clause.number == b.clause.number


def _received_in_a_row(a: Draft, b: Draft) -> bool:
    """Receptions of one host, told one after the other, are one meeting with all guests (codebook)."""
    if not a.frame.id == b.frame.id == "meeting.receive" or abs(a.clause.number - b.clause.number) > 2:
        return False
    hosts = [{x.name for p, x in d.sides if p == "host" and x.name} for d in (a, b)]
    return bool(hosts[0] & hosts[1])


def _other_nationals(a: Draft, b: Draft) -> bool:
    """``تسليم مواطن أمريكي، وكذا تسليم القرصان الفرنسي``: of different states, two persons."""
    whose = [{x.country for p, x in d.sides if p == "subject" and x.country} for d in (a, b)]
    return bool(whose[0] and whose[1]) and not whose[0] & whose[1]


def _other_count(a: Draft, b: Draft) -> bool:
    return a.count is not None and b.count is not None and a.count[0] != b.count[0]


def _names(draft: Draft) -> set[tuple[int, int]]:
    return {a.name for _, a in draft.sides if a.kind == "person" and a.name}


def _same_person(first: Draft, actor: Actor) -> bool:
    """Whether the private person told again is one told before; the nationality that only one tells is his."""
    mine = [n for n, (p, a) in enumerate(first.sides) if p == "subject"]
    if not mine or actor.country in {first.sides[n][1].country for n in mine}:
        return bool(mine)
    if actor.country is not None and len(mine) == 1 and first.sides[mine[0]][1].country is None:
        first.sides[mine[0]] = ("subject", actor)
        return True
    return actor.country is None


def _absorb(first: Draft, second: Draft) -> None:
    first.also.append(second)
    known = {(a.name, a.country, a.org) for _, a in first.sides}
    for part, actor in second.sides:
        if part == "subject" and actor.name is None and _same_person(first, actor):
            continue
        if (actor.name, actor.country, actor.org) not in known and (
            actor.name or actor.country not in first.countries()
        ):
            first.sides.append((part, actor))
    close = 0 in (first.clause.number, second.clause.number) or abs(first.clause.number - second.clause.number) <= 2
    if (first.time is None or first.time.start is None) and second.time is not None and close:
        first.time, first.time_by = second.time, "told again"
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


def _agreed_in(scene: Scene, drafts: list[Draft]) -> None:
    """``استقبل X اليوم Y … واتفق الجانبان على``, ``وشهد الاجتماع توقيع``: what both sides of talks agreed on has the
    day of the talks told before."""
    talks = [d for d in drafts if d.type in ("meeting", "visit", "call") and d.time is not None]
    for draft in drafts:
        if draft.type != "agreement" or draft.time is not None:
            continue
        told = [d for d in (draft, *draft.also) if d.slots.rule in BOTH or _signed_there(scene, d)]
        same = [t for t in talks for d in told if _made_in(d, t)]
        days = {(t.time.start, t.time.end) for t in same if t.time is not None and t.time.precision == "day"}
        if len(days) == 1:
            draft.time, draft.time_by = same[-1].time, "the talks"


def _made_in(agreement: Draft, talk: Draft) -> bool:
    """Whether the talks stand shortly before the agreement, with the same sides."""
    if not (0 <= agreement.clause.number - talk.clause.number <= AGREED and talk.countries()):
        return False
    names = _names(agreement)
    if not names:
        return talk.countries() == agreement.countries()
    return talk.countries() <= agreement.countries() and bool(_names(talk) & names)


def _signed_there(scene: Scene, draft: Draft) -> bool:
    """``شهد الاجتماع توقيع``, ``ووقع الوزيران``: talks stand before the signing, or both sides sign."""
    both = range(draft.trigger.i - 1, draft.trigger.j + 1)
    if draft.trigger.is_verb and any(scene.tagged.word(i, "both_sides") for i in both):
        return True
    near = range(max(draft.clause.left, draft.trigger.i - 4), draft.trigger.i)
    said = any(scene.tagged.word(i, "came_about") for i in near)
    return not draft.trigger.is_verb and said and any(scene.tagged.word(i, "sessions") for i in near)


def _inherit(scene: Scene, drafts: list[Draft]) -> None:
    """Talks held in a visit take its day and place; a visit without a date takes the day of the dated talks in it."""
    visits = [d for d in drafts if d.type == "visit"]
    talks = [d for d in drafts if d.type in ("meeting", "gathering", "agreement", "award")]
    for talk in talks:
        near = [v for v in visits if _within(v, talk) and not _still_to_come(v, talk)]
        if not near:
            if talk.place is None and talk.frame.id == "meeting.receive":
                hosts = {a.country for p, a in talk.sides if p == "host" and a.country and not of_body(scene, a)}
                if len(hosts) == 1:
                    talk.place_by = hosts.pop() or ""
            continue
        visit = min(near, key=lambda v: abs(v.trigger.i - talk.trigger.i))
        talk.within = visit if talk.type == "meeting" else None
        if talk.place is None:
            talk.place, talk.place_by = visit.place, "the visit"
        if talk.type == "meeting":
            _lend_days(scene, visit, talk)
    for visit in (v for v in visits if v.place is not None and v.place.city is None):
        held = [
            t
            for t in talks
            if t.type == "meeting"
            and t.place
            and t.place.city
            and t.place.country == _country(visit)
            and _within(visit, t)
        ]
        cities = {tuple(scene_words(t)) for t in held}
        if len(cities) == 1:
            visit.place = held[0].place
    for deal in (d for d in drafts if d.type == "agreement" and d.place is None):
        near = [
            t
            for t in talks
            if t.type == "meeting"
            and t.place
            and abs(t.clause.number - deal.clause.number) <= 2
            and deal.countries() <= t.countries()
        ]
        if near:
            deal.place, deal.place_by = near[-1].place, "the talks"


def _lend_days(scene: Scene, visit: Draft, talk: Draft) -> None:
    """Talks take the day of the visit in which they are held, and a visit without one that of its dated talks. A visit
    that is "now" under way says nothing of the day of its talks; where they have one, it is known of the visit too."""
    now = visit.time is not None and visit.time.rule == "now"
    over = scene.tagged.word(talk.trigger.i - 1, "after_visit") is not None
    if over and visit.trigger.i > talk.trigger.i:
        return  # قال X بعد لقائه Y إنه سيزور Z
    ended = any(scene.tagged.word(k, "ends_visit") for k in range(max(visit.trigger.i - ENDED, 0), visit.trigger.i + 1))
    if (talk.time is None or talk.time.start is None) and visit.time is not None and not now and not ended:
        talk.time, talk.time_by = visit.time, "the visit"
    if talk.time is None or talk.time is visit.time:
        return
    if now and talk.time.start is not None and (at := next((s for s in scene.times if s[2] is visit.time), None)):
        visit.status, visit.status_at = "ongoing", at[:2]
        visit.time, visit.time_by = talk.time, "the talks held in it"
    elif talk.time.bare and talk.trigger.tense == "future" and visit.trigger.tense != "future":
        return  # غادر X إلى Y … وسيلتقي Z الأحد: a weekday to come
    elif visit.time is None or visit.time.start is None:
        visit.time, visit.time_by = talk.time, "the talks held in it"


def _spokesmen(draft: Draft) -> None:
    """Whoever speaks for an institution takes no part in what it does: his state stands for it."""
    if draft.type not in ("cooperation", "agreement", "assistance"):
        return
    for n, (part, actor) in enumerate(draft.sides):
        if actor.head == "متحدث" and actor.country:
            i, j = actor.country_at or (actor.i, actor.j)
            state = Actor(i, j, "country", country=actor.country, country_at=(i, j), rule="actor.spokesman")
            draft.sides[n] = (part, state)


def _ambassadors(scene: Scene, draft: Draft) -> None:
    """An official who meets the ambassador of another state in his own is the host: he is posted there."""
    if draft.type != "meeting" or draft.place is not None or len(draft.place_by) == 2 or len(draft.countries()) != 2:
        return
    posted = [a for p, a in draft.sides if p == "side" and a.head in scene.tagged.lexicon.grammar["resident"]]
    others = {a.country for p, a in draft.sides if a.kind == "person" and a.role and a.country} - {
        a.country for a in posted
    }
    if posted and len(others) == 1 and len({a.country for a in posted}) == 1:
        draft.place_by = others.pop() or ""


def _heads_at_home(scene: Scene, draft: Draft) -> None:
    """``التقى وزير الدفاع X الرئيس Y``: a minister comes to another state's head, unless the page says where else."""
    t = scene.tagged
    if draft.type != "meeting" or draft.place is not None or draft.place_by or len(draft.countries()) != 2:
        return
    if any(t.word(i, "margins") for i in range(*draft.clause.sentence)):
        return
    people = [a for _, a in draft.sides if a.kind == "person" and a.role and a.country and len(a.country) == 2]
    first = {a.country for a in people if _head_of_state(scene, a)}
    others = {a.country for a in people} - first
    if len(first) == 1 and len(others) == 1:
        draft.place_by = first.pop() or ""


def _head_of_state(scene: Scene, actor: Actor) -> bool:
    """A head of state or government, in office; not who is a minister first (وزير الداخلية الرئيس الفخري للمجلس)."""
    t, role = scene.tagged, range(*(actor.role or (0, 0)))
    if actor.head in t.lexicon.grammar["subordinates"] and role and not t.word(role[0], "first_in_state"):
        return False
    span = [*range(actor.i, actor.j), *role]
    first = any(t.word(i, "first_in_state") for i in span)
    return first and not any(t.word(i, "second_in_office") for i in span)


def _place_by_type(draft: Draft) -> None:
    """Where the page names no place of its own: an arrest, a handover or a summons is where its agent is, help arrives
    where its recipient is. A place elsewhere in such a clause is the matter's, not the event's."""
    agents = {a.country for p, a in draft.sides if p == "agent" and a.country and len(a.country) == 2}
    recipients = {a.country for p, a in draft.sides if p == "recipient" and a.country and len(a.country) == 2}
    if draft.type in ("arrest", "extradition"):
        where = agents
    elif draft.type == "rupture":
        where = (
            agents
            if draft.frame.id == "rupture.summon" and not any(a.rule == "actor.post" for _, a in draft.sides)
            else set()
        )
        draft.place = None
    elif draft.type == "assistance":
        where = recipients
    else:
        return
    if draft.place is not None and draft.place.country not in where and where:
        draft.place = None
    if draft.place is None and len(where) >= 1:
        first = next(a.country for p, a in draft.sides if a.country in where)
        draft.place_by = first or ""


def _still_to_come(visit: Draft, talk: Draft) -> bool:
    """``قال بعد لقائه الملك إن من المتوقع أن يزور X في الخريف``: a visit told after talks that were held."""
    after = visit.clause.left > talk.trigger.i and visit.trigger.is_verb and visit.trigger.tense != "past"
    return after and talk.trigger.tense not in ("present", "future")


def scene_words(draft: Draft) -> tuple[object, ...]:
    """What tells one place of talks from another."""
    return (draft.place.name,) if draft.place else ()


def _within(visit: Draft, talk: Draft) -> bool:
    """Whether the talks can have been held in the visit: its guest takes part, in the country visited."""
    if visit.place is None:
        return False
    guests = [a for p, a in visit.sides if p == "guest"]
    names = {a.name for a in guests if a.name}
    sides = {a.country for a in guests if a.country}
    talkers = _names(talk)
    if names and talkers and not names & talkers:
        return False
    if not sides & talk.countries():
        return False
    if talk.place is not None and talk.place.country != visit.place.country:
        return False
    if talk.type == "gathering" and visit.clause.number == talk.clause.number:
        same = {a.i for a in guests} & {a.i for _, a in talk.sides}
        return bool(names & talkers or same)  # وصل X إلى الكويت للمشاركة في الدورة
    others = talk.countries() - sides
    return not others or visit.place.country in others


def _attendance(scene: Scene, cast: Cast, drafts: list[Draft]) -> None:
    """``حضر اللقاء …``: named attendees of the meeting told last, the host's people first, then the other side's."""
    t = scene.tagged
    tokens = t.tokens
    meetings = [d for d in drafts if d.type == "meeting"]
    if not meetings and not any(d.type == "visit" for d in drafts):
        return
    until = -1
    for number, (begin, end) in enumerate(tokens.sentences):
        for i in range(max(begin, until), end):
            attend = t.word(i, "attend")
            if attend is None or not _of_session(scene, attend.i, attend.j, end):
                continue
            if not meetings and not any(t.word(k, "delegation") for k in range(attend.i, min(attend.j + 3, end))):
                continue
            if any(t.word(k, "delegation") for k in range(attend.i, min(attend.j + 3, end))):
                until = _companions(scene, drafts, attend.j, end)
                break
            meeting = max(
                (m for m in meetings if m.trigger.i <= attend.j),
                key=lambda m: m.trigger.i,
                default=meetings[0],
            )
            until = _attendees(scene, cast, meeting, attend.j, number)
            break


def _of_session(scene: Scene, i: int, j: int, end: int) -> bool:
    word = scene.tagged.bare(i)
    if word.lstrip("و") in scene.tagged.lexicon.grammar["attended"]:
        return True
    return any(scene.tagged.word(k, "sessions", "delegation") for k in range(i, min(j + 3, end)))


def _companions(scene: Scene, drafts: list[Draft], start: int, end: int) -> int:
    """``ضم الوفد المرافق …``: named companions are guests of the visit told last."""
    end = min([end, *(k for k in scene.verbs if start <= k < end)])  # والوفد المرافق … وكان في استقبالهم Y
    visits = [d for d in drafts if d.type == "visit" and d.trigger.i <= start] or [
        d for d in drafts if d.type == "visit"
    ]
    if visits:
        visit = visits[-1]
        leader = next((a for p, a in visit.sides if p == "guest"), None)
        known = _names(visit)
        for actor in scene.actors:
            if (
                start <= actor.i < end
                and actor.kind == "person"
                and actor.name
                and actor.role
                and actor.name not in known
                and (actor.country is None or actor.country != _country(visit))  # who received them
            ):
                visit.sides.append(
                    ("guest", replace(actor, country=actor.country or (leader.country if leader else None)))
                )
                known.add(actor.name)
    return end


def _attendees(scene: Scene, cast: Cast, meeting: Draft, start: int, number: int) -> int:
    tokens = scene.tagged.tokens
    end = tokens.sentences[number][1]
    if number + 1 < len(tokens.sentences) and _second_side(scene, number + 1):
        end = tokens.sentences[number + 1][1]
    by_country = {a.country: p for p, a in meeting.sides if a.country}
    host = next((a.country for p, a in meeting.sides if p == "host" and a.country), None) or _country(meeting)
    country: str | None = host
    part = "host"
    if host not in by_country:  # in a third state: the first who attend are of the side whose ambassador is with them
        country = _with_ambassador(scene, range(start, end), by_country) or cast.home
        part = by_country.get(country, "party") if country else "party"
    i, told = start, False
    known = _names(meeting)
    for actor in scene.actors:
        if not start <= actor.i < end:
            continue
        switch = _switch(scene, max(i, start), actor.i)
        if switch is not None:
            country, told = switch, True
            part = by_country.get(country, "guest" if part == "host" else part)
        i = actor.j
        if actor.kind != "person" or actor.name is None or actor.role is None or actor.name in known:
            continue
        side = country if told and _by_list(scene, actor) else actor.country or country
        meeting.sides.append((by_country.get(side, part) if side else part, replace(actor, country=side)))
        known.add(actor.name)
    return end


def _with_ambassador(scene: Scene, span: range, sides: Mapping[str, str]) -> str | None:
    """The side whose ambassador is told among those who attend."""
    resident = scene.tagged.lexicon.grammar["resident"]
    posted = (a.country for a in scene.actors if a.i in span and a.head in resident and a.country in sides)
    return next(posted, None)


def _by_list(scene: Scene, actor: Actor) -> bool:
    """Whether only our list of institutions tells whose the attendee is (``وزير الداخلية والأمن العام``): less than the
    page's ``من الجانب السنغالي`` before him."""
    return actor.country_at is not None and not any(
        scene.tagged.get(i, "nisba", "country", "city", "office_country") for i in range(*actor.country_at)
    )


def _second_side(scene: Scene, number: int) -> bool:
    begin, end = scene.tagged.tokens.sentences[number]
    return any(scene.tagged.word(i, "attend") for i in range(begin, min(begin + 6, end))) and any(
        scene.tagged.word(i, "side_of") for i in range(begin, min(begin + 8, end))
    )


def _switch(scene: Scene, start: int, stop: int) -> str | None:
    """``من الجانب الأميركي``, ``من جانب النيجر`` between two attendees."""
    for i in range(start, stop + 1):
        side = scene.tagged.word(i, "side_of")
        if side is None:
            continue
        for k in range(side.j, side.j + 3):
            hit = scene.tagged.get(k, "nisba", "country")
            if hit is not None:
                return hit[1].id
    return None


def unnamed_host(draft: Draft) -> Actor | None:
    """The visited state as host of a visit, where nobody of it is named."""
    place = draft.place
    if (
        draft.type != "visit"
        or place is None
        or any(p == "host" and a.country == place.country for p, a in draft.sides)
    ):
        return None
    return Actor(place.i, place.j, "country", country=place.country, country_at=(place.i, place.j), rule="actor.place")
