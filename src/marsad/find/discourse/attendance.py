"""Who attended talks and gatherings, and who came with a visitor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from marsad.find.discourse.drafts import country_of, names_of
from marsad.find.frames.clauses import Scene
from marsad.find.frames.conditions import check
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import FEW_SIDES
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import Cast

JOINED = 3  # sentences, from that of talks or after that of a gathering, in which it is told who took part
MADE_UP = 8  # tokens from a delegation to the verb that tells who is in it


def taken_part(scene: Scene, drafts: list[Draft]) -> None:
    """``وشارك في المؤتمر …``, ``وافتتح الدورة …``: who takes part in the gathering told last, or chairs it, in a
    sentence that tells no other one; not ``حضر اللقاء …`` where talks were told."""
    last: Draft | None = None
    talks = {d.trigger.i for d in drafts if d.type == "meeting"} if any(_talked(d) for d in drafts) else set()
    for draft in drafts:
        if draft.type != "gathering":
            continue
        if not draft.dropped:
            last = draft
        elif draft.trigger.i in talks:
            continue
        elif last is not None and scene.definite(draft.trigger) and _next(last, draft.clause.number):
            chaired = {"host"} if _led(scene, draft) else set()
            _join(last, [(p, a) for p, a in draft.sides if p == "guest" or (p in chaired and a.kind == "person")])
    told = [d for d in drafts if d.type in ("gathering", "meeting", "visit") and not d.dropped]
    if any(d.type == "gathering" for d in told):
        _there_too(scene, told)


def _led(scene: Scene, draft: Draft) -> bool:
    """``ترأس X الاجتماع``, ``الدورة التي افتتحها X``: whether beside its word somebody chairs or opens a gathering."""
    t, at = scene.tagged, draft.trigger
    relative = t.word(at.j, "relative") is not None and t.word(at.j + 1, "hosting") is not None
    return relative or any(t.word(k, "chairs") for k in range(at.i - 3, at.i))


def _join(gathering: Draft, sides: list[tuple[str, Actor]]) -> None:
    """Add those of ``sides`` who are new; beside who chairs (``ترأس X الاجتماع بحضور Y``) those of other states are
    guests."""
    chair = next((a.country for p, a in sides if p == "host"), None)
    sides = [("guest" if p == "host" and a.country != chair else p, a) for p, a in sides]
    known = {(a.name, a.country, a.org) for _, a in gathering.sides}
    gathering.sides += [(p, a) for p, a in sides if a.country and (a.name, a.country, a.org) not in known]


def _next(draft: Draft, number: int) -> bool:
    return 0 < number - draft.clause.number <= JOINED


def _there_too(scene: Scene, told: list[Draft]) -> None:
    """``وحضر حفل الافتتاح X``, ``وافتتحها X``, ``ويضم الوفد الكويتي X``: a sentence that begins so goes on about the
    gathering told last before it."""
    sentences = scene.tagged.tokens.sentences
    own = {d.clause.number for d in told}
    for draft in (d for d in told if d.type == "gathering"):
        first = draft.clause.number + 1
        last = next((n for n in range(first, len(sentences)) if n in own), len(sentences))
        for number in range(first, min(first + JOINED, last)):
            _join(draft, _goes_there(scene, *sentences[number]))


def _goes_there(scene: Scene, begin: int, end: int) -> list[tuple[str, Actor]]:
    """Who chairs or attends the gathering told before, in a sentence that begins with a word for it."""
    t = scene.tagged
    cue = next((k for k in range(begin, min(begin + 2, end)) if t.word(k, "goes_there", "members_told")), None)
    if cue is None:
        return []
    near = range(cue, min(cue + 4, end))
    sent = next((k for k in near if t.word(k, "delegation")), None)
    there = t.bare(cue).endswith(("ه", "ها")) or any(t.word(k, "sessions_there") for k in near)
    if sent is None and not there:
        return []
    stop = next((k for k in range(cue + 1, end) if k in scene.verbs or t.word(k, "complementizers")), end)
    people = [a for a in scene.actors if cue < a.i < stop and a.kind == "person" and a.mark in ("", "from", "led")]
    side = next((a.country for a in scene.actors if a.kind == "group" and sent in range(a.i, a.j)), None)
    part = "host" if sent is None and t.word(cue, "hosting") else "guest"
    return [(part, replace(a, country=side) if sent and not a.country else a) for a in people]


def joined_next(scene: Scene, drafts: list[Draft]) -> None:
    """``شهدت بغداد اجتماعا أمنيا. وشارك في الاجتماع X وY``: talks whose sides are told only by who took part."""
    for draft in drafts:
        noun = draft.frame.id == "meeting.meet" and not draft.trigger.is_verb and not scene.definite(draft.trigger)
        if not noun or draft.dropped != FEW_SIDES:
            continue
        told = _joined(scene, draft)
        if len({a.country for a in told}) < 2:
            continue
        whole = (d for d in drafts if d.frame.id == "gathering.officials" and d.trigger.i == draft.trigger.i)
        many = next(whole, None) if scene.tagged.word(draft.trigger.j, "heads_of_many") else None
        again = draft if many is None else many  # اجتماع وزراء الداخلية
        home = again.place.country if again.place is not None else None
        parts = ["side" if again is draft else "host" if a.country == home else "guest" for a in told]
        again.dropped, again.sides = "", list(zip(parts, told, strict=True))
        check(scene, again)


def handed_over(scene: Scene, drafts: list[Draft]) -> None:
    """``حضر حفل التسليم القائد X والسفيرة الأمريكية Y``: named officials of either side at the ceremony in which help
    is given, and the town where it was."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    for draft in (d for d in drafts if d.type == "assistance"):
        parts = {a.country: p for p, a in draft.sides if a.country}
        for begin, end in sentences[draft.clause.number : draft.clause.number + JOINED]:
            at = next((i for i in range(begin, end) if t.word(i, "handing_over")), None)
            cue = at is not None and any(t.word(k, "attend") for k in range(max(begin, at - 2), min(at + 4, end)))
            if at is None or not cue:
                continue
            stop = min((k for k in scene.verbs if at < k < end and scene.verbs[k] == "says"), default=end)
            known = names_of(draft)
            came = (a for a in scene.actors if at <= a.i < stop and a.kind == "person" and a.role and a.name)
            theirs = [replace(a, country=a.country or country_of(draft)) for a in came if a.name not in known]
            draft.sides += [(parts[a.country], a) for a in theirs if a.country in parts]
            towns = (p for p in scene.places if at <= p.i < stop and p.mark == "in" and not p.inside and p.city)
            town = next((p for p in towns if p.country == country_of(draft)), None)
            if town is not None and (draft.place is None or draft.place.city is None):
                draft.place = town
            break


def members_met(scene: Scene, drafts: list[Draft]) -> None:
    """``يزور وفد دمشق يضم X وY. وسيعقد الوفد اجتماعا مع Z``: the delegation that met is those whom its visit names."""
    t = scene.tagged
    for talk in (d for d in drafts if d.type == "meeting"):
        for n, (part, side) in enumerate(talk.sides):
            if side.kind != "group" or side.name or t.word(side.i, "delegation") is None:
                continue
            visits = (v for v in drafts if v.type == "visit" and 0 <= talk.clause.number - v.clause.number <= JOINED)
            came = next(([a for p, a in v.sides if p == "guest"] for v in visits), [])
            named = [a for a in came if a.kind == "person" and a.name and a.country == side.country]
            if named and not names_of(talk) & {a.name for a in named}:
                talk.sides[n : n + 1] = [(part, a) for a in named]
                break


def _joined(scene: Scene, draft: Draft) -> list[Actor]:
    """Who took part in the talks, in their sentence or the two after it."""
    t, sentences = scene.tagged, scene.tagged.tokens.sentences
    for begin, end in sentences[draft.clause.number : draft.clause.number + JOINED]:
        for attend in t.words(range(max(begin, draft.trigger.j), end), "attend"):
            if not _of_session(scene, attend.i, attend.j, end):
                continue
            after = (a for a in scene.actors if attend.j <= a.i < end and a.country and len(a.country) == 2)
            return [a for a in after if a.kind != "country" and a.mark in ("", "from", "to")]
    return []


def _talked(draft: Draft) -> bool:
    return draft.type == "meeting" and not draft.dropped


def attendance(scene: Scene, cast: Cast, drafts: list[Draft], unsaid: list[Draft]) -> None:
    """``حضر اللقاء …``: named attendees of the meeting told last, the host's people first, then the other side's; of
    none, where that was one of the ``unsaid`` talks, of which the page does not say that they were about the field."""
    t = scene.tagged
    tokens = t.tokens
    meetings = [d for d in drafts if d.type == "meeting"]
    if not meetings and not any(d.type == "visit" for d in drafts):
        return
    _beside_them(scene, meetings)
    until = -1
    for number, (begin, end) in enumerate(tokens.sentences):
        for attend in t.words(range(max(begin, until), end), "attend"):
            along = _came_along(scene, drafts, attend.i, number)
            made_up = along or _made_up(scene, attend.i, begin)
            if not (made_up or _of_session(scene, attend.i, attend.j, end)):
                continue
            if not meetings and not made_up and not _of_delegation(scene, attend.i, attend.j, end):
                continue
            if (named := _of_delegation(scene, attend.i, attend.j, end)) or made_up:
                until = _companions(scene, drafts if named or along else _beside(drafts, number), attend.j, end)
                break
            meeting = max(
                (m for m in meetings if m.trigger.i <= attend.j),
                key=lambda m: m.trigger.i,
                default=meetings[0],
            )
            if not any(_nearer(d, meeting, attend.j) for d in unsaid):
                until = _attendees(scene, cast, meeting, attend.j, number)
            break


def _beside_them(scene: Scene, meetings: list[Draft]) -> None:
    """``اجتمع X مع الرئيس Y، إلى جانب مدير المخابرات Z``: a named official of either side, told beside them."""
    t = scene.tagged
    for meeting in meetings:
        begin, end = meeting.trigger.j, meeting.clause.sentence[1]
        at = next((k for k in range(begin, end) if t.word(k, "beside_him")), None)
        word = t.word(at, "beside_him") if at is not None else None
        beside = (a for a in scene.actors if word is not None and 0 <= a.i - word.j <= 1)
        actor = next(beside, None)
        parts = {a.country: p for p, a in meeting.sides if a.country}
        if actor is None or not (actor.name and actor.role) or actor.country not in parts:
            continue
        if actor.name not in names_of(meeting):
            meeting.sides.append((parts[actor.country], actor))


def _nearer(other: Draft, meeting: Draft, i: int) -> bool:
    """Whether ``other`` talks, of somebody else too, were told after ``meeting`` and before token ``i``."""
    told = max((d.trigger.i for d in (meeting, *meeting.also) if d.trigger.i <= i), default=-1)
    return told < other.trigger.i <= i and bool(names_of(other) - names_of(meeting))


def _of_session(scene: Scene, i: int, j: int, end: int) -> bool:
    word = scene.tagged.bare(i)
    if word.lstrip("و") in scene.tagged.lexicon.grammar["attended"]:
        return True
    return any(scene.tagged.word(k, "sessions", "delegation") for k in range(i, min(j + 3, end)))


def _of_delegation(scene: Scene, i: int, j: int, end: int) -> bool:
    return any(scene.tagged.word(k, "delegation") for k in range(i, min(j + 3, end)))


def _made_up(scene: Scene, i: int, begin: int) -> bool:
    """``وفد أمني رفيع المستوى يضم X``, ``ويتكون الوفد من X``: who a delegation is made up of, told at token ``i``."""
    t = scene.tagged
    if t.word(i, "members_told") is None:
        return False
    return any(t.word(k, "delegation") for k in range(max(begin, i - MADE_UP), i + 2))


def _came_along(scene: Scene, drafts: list[Draft], i: int, number: int) -> bool:
    """``وصل X إلى بغداد. ويرافقه في الزيارة Y``: who came with a visitor, told at the head of a sentence after it."""
    head = i - scene.tagged.tokens.sentences[number][0] <= 1
    near = any(0 <= number - x.clause.number <= JOINED for d in drafts if d.type == "visit" for x in (d, *d.also))
    return head and near and scene.tagged.word(i, "comes_along") is not None


def _beside(drafts: list[Draft], number: int) -> list[Draft]:
    """The visits that a sentence or the one before it tells."""
    return [d for d in drafts if d.type == "visit" and any(0 <= number - x.clause.number <= 1 for x in (d, *d.also))]


def _companions(scene: Scene, drafts: list[Draft], start: int, end: int) -> int:
    """``ضم الوفد المرافق …``: named companions are guests of the visit told last."""
    verbs = (k for k in scene.verbs if start <= k < end and not scene.tagged.word(k, "members_told"))
    end = min([end, *verbs])  # والوفد المرافق … وكان في استقبالهم Y
    visits = [d for d in drafts if d.type == "visit" and d.trigger.i <= start] or [
        d for d in drafts if d.type == "visit"
    ]
    if visits:
        visit = visits[-1]
        leader = next((a for p, a in visit.sides if p == "guest"), None)
        known = names_of(visit)
        for actor in scene.actors:
            if (
                start <= actor.i < end
                and actor.kind == "person"
                and actor.name
                and actor.role
                and actor.name not in known
                and (actor.country is None or actor.country != country_of(visit))  # who received them
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
    end = min([end, *(k for k in scene.verbs if start < k < end and scene.verbs[k] == "says")])  # بحضور X، وقال Y إن
    by_country = {a.country: p for p, a in meeting.sides if a.country}
    host = next((a.country for p, a in meeting.sides if p == "host" and a.country), None) or country_of(meeting)
    country: str | None = host
    part = "host"
    if host not in by_country:  # in a third state: the first who attend are of the side whose ambassador is with them
        country = _with_ambassador(scene, range(start, end), by_country) or cast.home
        part = by_country.get(country, "party") if country else "party"
    i, told = start, False
    known = names_of(meeting)
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
        scene.tagged.get(i, "nisba", "country", "city", "office_country", "body") for i in range(*actor.country_at)
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
