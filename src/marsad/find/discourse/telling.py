"""Step 6b: discourse: who attended, what a visit lends to its talks, and which drafts of one page are one event."""

from __future__ import annotations

from datetime import date

from marsad.find.discourse.attendance import attendance, handed_over, joined_next, members_met, taken_part
from marsad.find.discourse.ceremonies import attended
from marsad.find.discourse.drafts import LENDS, country_of, names_of
from marsad.find.discourse.fusing import fuse
from marsad.find.discourse.lending import agreed_in, inherit, lend_aid, lend_custody
from marsad.find.discourse.receptions import company, day_of_title, visits_received
from marsad.find.discourse.settling import (
    settle_ambassadors,
    settle_getters,
    settle_heads_at_home,
    settle_place_by_type,
    without_spokesmen,
)
from marsad.find.frames.anchored import days_of_others
from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import OUTSIDE, SETTING, UNSAID
from marsad.find.frames.during import (
    announced_exercises,
    as_well,
    handed_then,
    held_in_visits,
    named_again,
    praised_then,
    said_during,
    said_there,
    same_day,
    told_after,
    visited_then,
)
from marsad.find.frames.fill import leaders_of_sides
from marsad.find.frames.operations import ended_in_arrests
from marsad.find.frames.rupture import split, without_cancelled
from marsad.find.frames.secure import of_the_field
from marsad.find.frames.sides import hosts_and_guests, merged
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import Cast
from marsad.model import TimeExpression

IN_NAME = 3  # tokens from the word of a fair to the place in its name
NEXT = 2  # tokens from an office to the name in apposition, past a comma and his nationality



def tell(scene: Scene, cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """The page's events: drafts completed by each other and merged."""
    ended_in_arrests(scene, drafts)
    lend_aid(scene, drafts)
    said_during(scene, drafts)
    said_there(scene, drafts)
    told_after(scene, drafts)
    named_again(scene, drafts)
    handed_then(scene, drafts)
    same_day(scene, drafts)
    as_well(scene, drafts)
    days_of_others(scene, drafts)
    visited_then(scene, drafts)
    praised_then(scene, drafts)
    held_in_visits(scene, drafts)
    announced_exercises(scene, drafts)
    without_cancelled(scene, drafts)
    _on_journeys_spoken_of(scene, drafts)
    joined_next(scene, drafts)
    kept = split([d for d in _once(drafts) if not d.dropped])
    taken_part(scene, drafts)
    _calls(scene, kept)
    _of_gatherings(kept)
    _to_fairs(kept)
    _courtesies(scene, kept)
    lend_custody(kept)
    kept = _not_again(fuse(scene, [d for d in kept if not d.dropped]))
    kept = [d for d in kept if not _session_of_talks(scene, d, kept)]
    _told_again(kept, drafts)
    day_of_title(kept, drafts)
    inherit(scene, kept, [d for d in drafts if d.type == "visit" and d.dropped in OUTSIDE])
    _seen_there(scene, kept)
    agreed_in(scene, kept)
    for draft in kept:
        _without_sources(scene, draft)
        if draft.type == "gathering":  # officials of nobody told: وزراء الداخلية
            draft.sides = [s for s in draft.sides if s[1].country or s[1].name or s[1].kind == "org"] or draft.sides
        without_spokesmen(draft)
        settle_ambassadors(scene, draft)
        settle_heads_at_home(scene, draft)
        settle_getters(scene, draft)
        settle_place_by_type(scene, draft)
        hosts_and_guests(draft, country_of(draft))
    kept += visits_received(scene, kept, drafts)
    _signers(scene, kept)
    attendance(scene, cast, kept, [d for d in drafts if d.type == "meeting" and d.dropped in UNSAID])
    members_met(scene, kept)
    handed_over(scene, kept)
    company(scene, kept)
    attended(scene, kept)
    _counterparts(scene, kept)
    for draft in kept:
        draft.sides = _known_sides(draft, merged(_without_namesakes(draft.sides)))
    return [d for d in kept if d.type not in ("meeting", "call") or len(d.countries()) > 1]


def _on_journeys_spoken_of(scene: Scene, drafts: list[Draft]) -> None:
    """``قال X خلال زيارة إلى Y حيث يلتقي Z``: talks that say only where he spoke, of which the page tells no matter."""
    visits = [d for d in drafts if d.type == "visit" and d.dropped == SETTING]
    for talk in (d for d in drafts if d.type == "meeting" and not d.dropped and d.trigger.is_verb):
        told = [v for v in visits if v.clause.sentence == talk.clause.sentence and v.trigger.i < talk.trigger.i]
        field = any(of_the_field(scene, a) for _, a in talk.sides)
        if told and not field and any(scene.tagged.word(k, "when") for k in range(talk.trigger.i - 1, talk.trigger.i)):
            talk.drop(SETTING)


def _signers(scene: Scene, kept: list[Draft]) -> None:
    """An agreement of two states is that of those who led their sides, where the page names them next to it."""
    for draft in kept:
        named = any(a.kind == "person" for _, a in draft.sides)
        if draft.type != "agreement" or named or len(draft.countries()) != 2:
            continue
        for told in (draft, *draft.also):
            leads = leaders_of_sides(scene, told.clause.number) if told.clause.number else {}
            if set(leads) == draft.countries():
                draft.sides = [("party", a) for a in leads.values()]
                break


def _counterparts(scene: Scene, kept: list[Draft]) -> None:
    """``قال X في مؤتمر مع نظيره الأميركي Y عقب الحوار المصري الأميركي``: states that talk are those two, where the
    sentence names one counterpart, and one other official of the other state."""
    for draft in (d for d in kept if d.type in ("meeting", "call")):
        begin, end = draft.clause.sentence
        people = [a for a in scene.actors if begin <= a.i < end and a.kind == "person" and a.name and a.country]
        theirs = [a for a in people if a.counterpart]
        if len(theirs) != 1 or theirs[0].country not in draft.countries():
            continue
        own = [a for a in people if not a.mark and not a.counterpart and a.country != theirs[0].country]
        for n, (part, actor) in enumerate(draft.sides):
            alone = sum(a.country == actor.country for _, a in draft.sides) == 1
            told = [a for a in theirs + own[:1] if a.country == actor.country]
            if alone and actor.kind == "country" and told:
                draft.sides[n] = (part, told[0])


def _told_again(kept: list[Draft], drafts: list[Draft]) -> None:
    """A visit has the day that another telling of it gives, where that one does not say what the visit was about."""
    others = [d for d in drafts if d.type == "visit" and d.dropped in UNSAID and d.time is not None and d.time.start]
    for visit in (d for d in kept if d.type == "visit" and (d.time is None or d.time.start is None)):
        same = [d for d in others if country_of(d) == country_of(visit) and names_of(d) & names_of(visit)]
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


def _without_namesakes(sides: list[tuple[str, Actor]]) -> list[tuple[str, Actor]]:
    """``الأمين العام للحلف`` beside ``الأمين العام NAME``, or before ``، النرويجي NAME``: a body has one such officer,
    who is named."""
    named = [a for _, a in sides if a.name and a.country and len(a.country) > 2]

    def again(actor: Actor) -> bool:
        same = (a for a in named if a.country == actor.country)
        return any((a.head and a.head == actor.head) or 0 < a.i - actor.j <= NEXT for a in same)

    return [(p, a) for p, a in sides if a.name or a.kind != "person" or not again(a)]


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
            there = any(begin <= p.i < end and p.mark == "in" and p.country == country_of(visit) for p in scene.places)
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


def _calls(scene: Scene, drafts: list[Draft]) -> None:
    """Talks told in a sentence with a call, between the same sides, are that call."""
    calls = [d for d in drafts if d.type == "call"]
    for draft in drafts:
        if draft.type == "meeting" and any(_told_as(scene, c, draft) for c in calls):
            draft.drop("the same talk is told as a call")
    gatherings = {d.trigger.i for d in drafts if d.frame.id in ("gathering.officials", "gathering.assemble")}
    for draft in drafts:
        if draft.type == "meeting" and draft.trigger.i in gatherings:
            draft.drop("a gathering of officials")
    gathered = [d for d in drafts if d.type == "gathering"]
    sessions = {d.trigger.i for d in gathered if any(a.kind == "org" and of_body(scene, a) for _, a in d.sides)}
    told = [d for d in drafts if d.frame.id == "assistance.train" and d.trigger.j - d.trigger.i > 1]
    for draft in gathered:  # انطلقت دورة تدريبية. حضر انطلاق الدورة X: no session
        again = scene.tagged.among(draft.trigger.i, "sessions_too") or scene.tagged.bare(draft.trigger.i) == "الدوره"
        if again and any(0 <= draft.clause.number - d.clause.number <= LENDS for d in told):
            draft.drop("a course told before")
    courses = {d.trigger.i for d in drafts if d.frame.id == "assistance.train"} - sessions
    for draft in drafts:
        if draft.frame.id == "assistance.train" and draft.trigger.i in sessions:
            draft.drop("a session of a body, no course")  # الدورة الأربعون لمجلس وزراء الداخلية العرب
        if draft.type == "gathering" and draft.trigger.i in courses:
            draft.drop("a course, no session")
    drafts[:] = [d for d in drafts if not d.dropped]


def _of_gatherings(drafts: list[Draft]) -> None:
    """``نظمت X بالتعاون مع Y مؤتمرا``, ``انعقدت الدورة عن بعد``: how a gathering is held is no act or call."""
    gatherings = [d for d in drafts if d.type == "gathering"]
    for draft in (d for d in drafts if d.frame.id in ("cooperation.coordinate", "call.talk")):
        same = [g for g in gatherings if g.clause.number == draft.clause.number]
        if any(draft.type == "call" or draft.countries() <= g.countries() for g in same):
            draft.drop("how a gathering is held")
    drafts[:] = [d for d in drafts if not d.dropped]


def _to_fairs(drafts: list[Draft]) -> None:
    """``زار X معرض باريس للطيران``: a visit to a fair, with the place in its name, is that gathering alone."""
    fairs = [d for d in drafts if d.frame.id == "gathering.hold"]
    for visit in (d for d in drafts if d.type == "visit" and d.trigger.is_verb and d.place is not None):
        near = [g for g in fairs if g.clause.sentence == visit.clause.sentence and visit.trigger.i < g.trigger.i]
        if any(0 <= visit.place.i - g.trigger.j <= IN_NAME for g in near if visit.place is not None):
            visit.drop("a visit to a fair")
    drafts[:] = [d for d in drafts if not d.dropped]


def _courtesies(scene: Scene, drafts: list[Draft]) -> None:
    """Praise told beside the talks of the same two sides, or as the reason of an award, is courtesy inside them, unless
    a letter or statement tells it.
    """
    talks = [d for d in drafts if d.type in ("meeting", "visit", "call")]
    for praise in (d for d in drafts if d.type == "commendation"):
        title = not praise.clause.number  # X يشيد بالعلاقات مع Y: of the talks that the text tells
        near = [t for t in talks if title or abs(t.clause.number - praise.clause.number) <= 3]
        near = [t for t in near if _between_them(praise, t)]
        near += [d for d in drafts if d.type == "award" and d.clause.sentence == praise.clause.sentence]
        letter = any(scene.tagged.word(i, "letters") for i in range(*praise.clause.sentence))
        if near and not letter:
            praise.drop("courtesy inside the talks")
    drafts[:] = [d for d in drafts if not d.dropped]


def _between_them(praise: Draft, talk: Draft) -> bool:
    """Praise of the two sides, or of one of them by a body that its sentence names (whose session it is)."""
    others = praise.countries() - talk.countries()
    return not others or (praise.trigger.is_verb and all(len(c) > 2 for c in others) and len(praise.countries()) > 1)


def _told_as(scene: Scene, call: Draft, meeting: Draft) -> bool:
    if call.clause.number == meeting.clause.number:
        return abs(call.trigger.i - meeting.trigger.i) < 25
    same = meeting.place is None and meeting.countries() == call.countries()
    spoken_of = meeting.frame.id == "meeting.discuss" or (not meeting.trigger.is_verb and meeting.time is None)
    if same and spoken_of and 0 < meeting.clause.number - call.clause.number <= 2:
        return True  # وكان محور المحادثات بينهما …
    title = scene.tagged.tokens.where[meeting.trigger.i] == "title"
    if same and spoken_of and title and call.clause.number == meeting.clause.number + 1:
        return True  # the title says only that they talked
    names = names_of(meeting) & names_of(call)
    return meeting.place is None and (len(names) > 1 or (meeting.clause.number <= 1 and bool(names)))
